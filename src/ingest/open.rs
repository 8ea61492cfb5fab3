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
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
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

/// The most bytes of one file that are held at once: more than any list of the world's places or one
/// newsroom's claims needs. JSON lines, which are read as they come, have no such limit.
pub(crate) const MOST_HELD: u64 = 1 << 30;

/// Packed data may hold so many bytes whatever their size.
const UNPACKED_FREELY: u64 = 1 << 26;

/// Beyond that, so many times their size: text packs to a tenth or a thirtieth, and what packs to
/// less than a two hundredth was made to fill a machine's memory.
const MOST_EXPANDED: u64 = 200;

/// Opens a file for reading what is in it, unpacked.
pub(super) fn open(path: &Path, packing: Packing) -> io::Result<Box<dyn Read + Send>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let unpacked: Box<dyn Read + Send> = match packing {
        Packing::Plain => return Ok(Box::new(file)),
        Packing::Gzip => Box::new(MultiGzDecoder::new(BufReader::new(file))),
        Packing::Zstd => Box::new(zstd::stream::read::Decoder::new(file)?),
    };
    let most = size.saturating_mul(MOST_EXPANDED).max(UNPACKED_FREELY);
    Ok(Box::new(Bounded {
        reader: unpacked,
        left: most,
        most,
    }))
}

/// Opens a file, and unpacks it by the end of its name.
pub(crate) fn unpacked(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    let end = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let packing = match end.as_ref().and_then(|end| end.to_str()) {
        Some("gz") => Packing::Gzip,
        Some("zst") => Packing::Zstd,
        _ => Packing::Plain,
    };
    open(path, packing)
}

/// A reader that fails where more comes than it may give.
struct Bounded<R> {
    reader: R,
    left: u64,
    most: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !into.is_empty() {
            let more = self.reader.read(&mut [0])?;
            return match more {
                0 => Ok(0),
                _ => Err(too_large(self.most)),
            };
        }
        let room = usize::try_from(self.left).map_or(into.len(), |left| left.min(into.len()));
        let read = self.reader.read(&mut into[..room])?;
        self.left -= read as u64;
        Ok(read)
    }
}

fn too_large(most: u64) -> io::Error {
    let message = format!("it holds more than {} MiB", most >> 20);
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}

/// All that a reader gives, without a byte-order mark, and why it could not be read on, if it could
/// not.
pub(super) fn whole(reader: impl Read) -> (Vec<u8>, Option<io::Error>) {
    let mut bytes = Vec::new();
    let mut reader = Bounded {
        reader,
        left: MOST_HELD,
        most: MOST_HELD,
    };
    let failure = reader.read_to_end(&mut bytes).err();
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    (bytes, failure)
}

/// The text of a file: a codebook, a style sheet, a report.
///
/// # Errors
/// Where it cannot be read, is no UTF-8, or holds more than a gigabyte.
pub fn read_text(path: &Path) -> io::Result<String> {
    let (bytes, failure) = whole(File::open(path)?);
    failure.map_or(Ok(()), Err)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// What some programs begin a file with.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The fault of a file that cannot be read, or not to its end.
pub(super) fn reading_fault(file: &Arc<str>, error: &io::Error, packing: Packing) -> Fault {
    if error.kind() == io::ErrorKind::FileTooLarge {
        let what = ValueError::new(format!("{error}; what stands before that was read"))
            .hint("part it into several files, or write JSON lines");
        return Fault::of_file(file, FaultKind::TooLarge, what);
    }
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
