//! Files to bytes: which form a file has, decompression, and blocks that end with a line.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::FaultKind;

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
        "tsv" => Form::Tsv,
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

/// What a failure to read says of a file.
pub(super) fn reading_fault(error: &io::Error, packing: Packing) -> (FaultKind, String, String) {
    if packing == Packing::Plain {
        let message = format!("cannot be read: {error}");
        return (
            FaultKind::Unreadable,
            message,
            "check that it is a file you may read".into(),
        );
    }
    let name = match packing {
        Packing::Zstd => "zstd",
        _ => "gzip",
    };
    let message = if error.kind() == io::ErrorKind::UnexpectedEof {
        format!("the {name} data end early; what stands before the cut was read")
    } else {
        format!("the {name} data are broken ({error}); what stands before that was read")
    };
    let hint = "fetch or compress the file again";
    (FaultKind::Compression, message, hint.into())
}

/// Bytes asked for at a time.
const BLOCK: usize = 1 << 18;
/// The longest line or record taken.
pub(super) const LONGEST_RECORD: usize = 1 << 24;

/// A reader cut into blocks that end where a line does.
pub(super) struct Blocks<'r> {
    reader: Box<dyn Read + Send + 'r>,
    carried: Vec<u8>,
    line: u32,
    ended: bool,
    started: bool,
    /// Why reading stopped before the end.
    pub(super) failure: Option<io::Error>,
}

/// Some lines.
pub(super) enum Block {
    /// Whole lines.
    Lines {
        /// Their bytes; the last line may lack its line break at the end of the input.
        bytes: Vec<u8>,
        /// The number of the first.
        line: u32,
        /// Whether nothing follows.
        last: bool,
    },
    /// A line longer than any record: it was passed over.
    TooLong {
        /// Its number.
        line: u32,
    },
}

impl<'r> Blocks<'r> {
    /// Cuts what `reader` gives.
    pub(super) fn new(reader: Box<dyn Read + Send + 'r>) -> Self {
        Self {
            reader,
            carried: Vec::new(),
            line: 1,
            ended: false,
            started: false,
            failure: None,
        }
    }

    /// The next block; nothing at the end.
    pub(super) fn next(&mut self) -> Option<Block> {
        let mut bytes = std::mem::take(&mut self.carried);
        while !self.ended {
            let from = bytes.len();
            self.fill(&mut bytes);
            if let Some(end) = memchr::memrchr(b'\n', bytes.get(from..).unwrap_or_default()) {
                self.carried = bytes.split_off(from + end + 1);
                return Some(self.block(bytes, false));
            }
            if bytes.len() > LONGEST_RECORD {
                return Some(self.pass_over_line());
            }
        }
        (!bytes.is_empty()).then(|| self.block(bytes, true))
    }

    /// Gives back the end of a block, to come again with what follows it.
    pub(super) fn unread(&mut self, rest: &[u8]) {
        self.line -= count_lines(rest);
        self.carried.splice(0..0, rest.iter().copied());
    }

    fn block(&mut self, bytes: Vec<u8>, last: bool) -> Block {
        let line = self.line;
        self.line += count_lines(&bytes);
        Block::Lines { bytes, line, last }
    }

    /// Reads up to a block more; at a failure, the line that it cut is dropped.
    fn fill(&mut self, bytes: &mut Vec<u8>) {
        let wanted = BLOCK as u64;
        match self.reader.by_ref().take(wanted).read_to_end(bytes) {
            Ok(0) => self.ended = true,
            Ok(_) => {}
            Err(error) => {
                let whole = memchr::memrchr(b'\n', bytes).map_or(0, |end| end + 1);
                bytes.truncate(whole);
                self.failure = Some(error);
                self.ended = true;
            }
        }
        if !self.started {
            self.started = true;
            if bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
            }
        }
    }

    fn pass_over_line(&mut self) -> Block {
        let line = self.line;
        let mut bytes = Vec::new();
        while !self.ended {
            bytes.clear();
            self.fill(&mut bytes);
            if let Some(end) = memchr::memchr(b'\n', &bytes) {
                self.carried = bytes.split_off(end + 1);
                self.line += 1;
                break;
            }
        }
        Block::TooLong { line }
    }
}

/// How many line breaks there are.
pub(super) fn count_lines(bytes: &[u8]) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', bytes).count()).unwrap_or(u32::MAX)
}
