//! Files to bytes: which form a file has, and decompression.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use super::{Fault, FaultKind};
use crate::claim::ValueError;

/// The shape of a file of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One outlet's document with its claims, or an array of those.
    Documents,
    /// One claim a line.
    Lines,
    /// One assertion a row, with commas between cells.
    Csv,
    /// One assertion a row, with tabs between cells.
    Tsv,
    /// A workbook of a spreadsheet program.
    Workbook,
}

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

/// The form that a file's name says it has; nothing where it says none.
pub(super) fn form_of(path: &Path) -> Option<(Form, Packing)> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let (stem, packing) = match name.rsplit_once('.')? {
        (stem, "gz") => (stem, Packing::Gzip),
        (stem, "zst") => (stem, Packing::Zstd),
        _ => (name.as_str(), Packing::Plain),
    };
    let form = match stem.rsplit_once('.')?.1 {
        "json" => Form::Documents,
        "jsonl" | "ndjson" => Form::Lines,
        "csv" => Form::Csv,
        "tsv" | "tab" => Form::Tsv,
        "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Form::Workbook,
        _ => return None,
    };
    Some((form, packing))
}

/// Opens a file for reading what is in it, unpacked.
pub(super) fn open(path: &Path, packing: Packing) -> io::Result<Box<dyn Read + Send>> {
    let file = File::open(path)?;
    Ok(match packing {
        Packing::Plain => Box::new(file),
        Packing::Gzip => Box::new(MultiGzDecoder::new(BufReader::new(file))),
        Packing::Zstd => Box::new(zstd::stream::read::Decoder::new(file)?),
    })
}

/// All that a reader gives, without a byte-order mark, and why it could not be read on, if it could
/// not.
pub(super) fn whole(mut reader: impl Read) -> (Vec<u8>, Option<io::Error>) {
    let mut bytes = Vec::new();
    let failure = reader.read_to_end(&mut bytes).err();
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    (bytes, failure)
}

/// What some programs begin a file with.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The fault of a file that cannot be read, or not to its end.
pub(super) fn reading_fault(file: &Arc<str>, error: &io::Error, packing: Packing) -> Fault {
    let name = match packing {
        Packing::Plain => {
            let what = ValueError::new(format!("cannot be read: {error}"))
                .hint("check that it is a file you may read");
            return Fault::of_file(file, FaultKind::Unreadable, what);
        }
        Packing::Gzip => "gzip",
        Packing::Zstd => "zstd",
    };
    let message = if error.kind() == io::ErrorKind::UnexpectedEof {
        format!("the {name} data end early; what stands before the cut was read")
    } else {
        format!("the {name} data are broken ({error}); what stands before that was read")
    };
    let what = ValueError::new(message).hint("fetch or compress the file again");
    Fault::of_file(file, FaultKind::Compression, what)
}
