//! JSON lines: one claim a line.

use std::sync::Arc;

use super::interpret::Interpreter;
use super::json::{Anchor, Output, Record, advance, read_claim};
use super::open::{Block, LONGEST_RECORD};
use super::stream::Bulk;
use super::{Fault, FaultKind, FaultLevel};

/// Reads the claims of a block of lines.
pub(super) fn run(block: &Block, file: &Arc<str>, interpreter: Interpreter) -> Output {
    let mut out = Output::default();
    match block {
        Block::TooLong { line } => out.faults.push(too_long(file, *line)),
        Block::Lines { bytes, line, .. } => {
            let mut from = 0;
            let ends = memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]);
            for (line, end) in (*line..).zip(ends) {
                run_line(&bytes[from..end], line, file, interpreter, &mut out);
                from = end + 1;
            }
        }
    }
    out
}

fn run_line(bytes: &[u8], line: u32, file: &Arc<str>, interpreter: Interpreter, out: &mut Output) {
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return;
    }
    match std::str::from_utf8(bytes) {
        Err(error) => {
            let text = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            out.faults.push(not_utf8(file, advance((line, 1), &text)));
        }
        Ok(text) => {
            let anchors = &[Anchor::line(line)];
            let record = Record {
                file,
                text,
                anchors,
            };
            read_claim(record, None, interpreter, out);
        }
    }
}

/// The fault of a line longer than any record.
pub(super) fn too_long(file: &Arc<str>, line: u32) -> Fault {
    let message = format!("is longer than {} MiB", LONGEST_RECORD >> 20);
    line_fault(file, (line, 0), FaultKind::TooLarge, message)
}

/// The fault of bytes that are not UTF-8.
pub(super) fn not_utf8(file: &Arc<str>, place: (u32, u32)) -> Fault {
    let message = "the bytes here are not UTF-8".to_owned();
    let mut fault = line_fault(file, place, FaultKind::Encoding, message);
    fault.hint = Some("save the file as UTF-8".into());
    fault
}

/// A fault that is no field's.
pub(super) fn line_fault(
    file: &Arc<str>,
    (line, column): (u32, u32),
    kind: FaultKind,
    message: String,
) -> Fault {
    Fault {
        file: Arc::clone(file),
        line,
        column,
        field: None,
        level: FaultLevel::Error,
        kind,
        message,
        hint: None,
    }
}

impl Bulk for Block {
    fn bytes(&self) -> usize {
        match self {
            Self::Lines { bytes, .. } => bytes.len(),
            Self::TooLong { .. } => 0,
        }
    }
}
