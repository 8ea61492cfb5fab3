//! JSON lines: one claim a line. One thread cuts the file into blocks of whole lines, the others
//! read them, and what they read is put together in the order of the file. At any time a few
//! blocks are in memory.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use rayon::prelude::*;

use super::interpret::Interpreter;
use super::json::{Anchor, Output, Record, count_lines, read_claim};
use super::open::BYTE_ORDER_MARK;
use super::{Fault, FaultKind};

/// The longest line or record taken.
pub(super) const LONGEST_RECORD: usize = 1 << 24;
/// Bytes asked for at a time.
const BLOCK: usize = 1 << 18;
/// How many blocks are read at once.
const BATCH: usize = 8;
/// A file smaller than this is read on the spot: it is not worth a thread.
const SMALL: u64 = 1 << 18;

/// Reads the lines of a file of that `size`, where it is known, and says why it could not be read
/// on, if it could not.
pub(super) fn read(
    reader: Box<dyn Read + Send + '_>,
    size: Option<u64>,
    file: &Arc<str>,
    interpreter: Interpreter,
) -> (Output, Option<io::Error>) {
    let mut blocks = LineBlocks::new(reader);
    let read = |block: &LineBlock| block.read(file, interpreter);
    let mut out = Output::default();
    if size.is_some_and(|size| size < SMALL) {
        while let Some(block) = blocks.next() {
            out.append(read(&block));
        }
        return (out, blocks.failure);
    }
    thread::scope(|scope| {
        let (send, receive) = sync_channel::<Vec<LineBlock>>(1);
        let failure = scope.spawn(move || {
            loop {
                let batch: Vec<LineBlock> =
                    std::iter::from_fn(|| blocks.next()).take(BATCH).collect();
                // Nobody listens only where the reader is gone: there is nobody to tell.
                if batch.is_empty() || send.send(batch).is_err() {
                    return blocks.failure;
                }
            }
        });
        for batch in receive {
            let outputs: Vec<Output> = batch.par_iter().map(read).collect();
            if let Some(size) = size.filter(|_| out.claims.is_empty()) {
                make_room(&mut out, &outputs, &batch, size);
            }
            for output in outputs {
                out.append(output);
            }
        }
        (out, failure.join().unwrap_or_default())
    })
}

/// Makes room for all claims of a file, judged by its first batch: a list that grows is copied, and
/// while it is, it is there twice.
fn make_room(out: &mut Output, first: &[Output], batch: &[LineBlock], size: u64) {
    let claims: usize = first.iter().map(|output| output.claims.len()).sum();
    let bytes: usize = batch.iter().map(|block| block.bytes.len()).sum();
    let expected = claims as f64 * size as f64 / bytes.max(1) as f64;
    // Without the room, the list grows as lists do.
    let _ = out.claims.try_reserve_exact((expected * 1.05) as usize);
}

/// A reader cut into blocks.
struct LineBlocks<'r> {
    reader: Box<dyn Read + Send + 'r>,
    carried: Vec<u8>,
    line: u32,
    ended: bool,
    started: bool,
    /// Why reading stopped before the end.
    failure: Option<io::Error>,
}

/// Whole lines; the last one may lack its line break at the end of the input.
struct LineBlock {
    /// None of a line longer than any record, which was passed over.
    bytes: Vec<u8>,
    /// The number of the first.
    line: u32,
}

impl<'r> LineBlocks<'r> {
    fn new(reader: Box<dyn Read + Send + 'r>) -> Self {
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
    fn next(&mut self) -> Option<LineBlock> {
        let mut bytes = std::mem::take(&mut self.carried);
        while !self.ended {
            let from = bytes.len();
            self.fill(&mut bytes);
            if let Some(end) = memchr::memrchr(b'\n', bytes.get(from..).unwrap_or_default()) {
                self.carried = bytes.split_off(from + end + 1);
                return Some(self.block(bytes));
            }
            if bytes.len() > LONGEST_RECORD {
                return Some(self.pass_over_line());
            }
        }
        (!bytes.is_empty()).then(|| self.block(bytes))
    }

    fn block(&mut self, bytes: Vec<u8>) -> LineBlock {
        let line = self.line;
        self.line += count_lines(&bytes);
        LineBlock { bytes, line }
    }

    /// Reads up to a block more; at a failure, the line that it cut is dropped.
    fn fill(&mut self, bytes: &mut Vec<u8>) {
        let wanted = BLOCK as u64;
        match self.reader.by_ref().take(wanted).read_to_end(bytes) {
            Ok(0) => self.ended = true,
            Ok(_) => {}
            Err(error) => {
                drop_last_line(bytes);
                self.failure = Some(error);
                self.ended = true;
            }
        }
        if !self.started {
            self.started = true;
            if bytes.starts_with(BYTE_ORDER_MARK) {
                bytes.drain(..BYTE_ORDER_MARK.len());
            }
        }
    }

    fn pass_over_line(&mut self) -> LineBlock {
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
        let bytes = Vec::new();
        LineBlock { bytes, line }
    }
}

/// Drops a line that does not end.
pub(super) fn drop_last_line(bytes: &mut Vec<u8>) {
    let whole = memchr::memrchr(b'\n', bytes).map_or(0, |end| end + 1);
    bytes.truncate(whole);
}

impl LineBlock {
    /// Reads the claims of its lines.
    fn read(&self, file: &Arc<str>, interpreter: Interpreter) -> Output {
        let mut out = Output::default();
        if self.bytes.is_empty() {
            out.faults.push(too_long(file, self.line));
        }
        let mut from = 0;
        let ends = memchr::memchr_iter(b'\n', &self.bytes).chain([self.bytes.len()]);
        for (line, end) in (self.line..).zip(ends) {
            let bytes = &self.bytes[from..end];
            from = end + 1;
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let anchors = &[Anchor::line(line)];
            let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            if let Some(record) = Record::of(file, bytes, anchors, &mut out.faults) {
                read_claim(record, None, interpreter, &mut out);
            }
        }
        out
    }
}

/// The fault of a line longer than any record.
pub(super) fn too_long(file: &Arc<str>, line: u32) -> Fault {
    let message = format!("is longer than {} MiB", LONGEST_RECORD >> 20);
    Fault::at(file, (line, 0), FaultKind::TooLarge, message)
}
