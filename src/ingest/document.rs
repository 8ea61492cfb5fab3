//! Document files: one object with `outlet`, `document` and `claims`, or an array of those. Claims
//! are cut from the text one by one, so that no document is ever held as a whole once it is known
//! whose it is.

use std::ops::Range;
use std::sync::Arc;

use super::interpret::Interpreter;
use super::json::{Anchor, Output, Record, read_claim, read_header};
use super::lines::{line_fault, not_utf8};
use super::origin::Origin;
use super::scan::{Scanner, Stop};
use super::stream::Bulk;
use super::{Fault, FaultKind};

/// How many bytes of claims go together, once their document is known.
const UNIT: usize = 1 << 19;

/// What is wrong with a file that goes on behind its JSON.
const TRAILING: &str = "something follows the end of the JSON";

/// A document, or a part of a long one.
#[derive(Default)]
pub(super) struct Unit {
    bytes: Vec<u8>,
    claims: Vec<(Range<usize>, Anchor)>,
    header: Header,
    /// Whether this is the document's last part, with all of its header.
    complete: bool,
    faults: Vec<Fault>,
}

/// A document's text without its claims.
#[derive(Default, Clone)]
struct Header {
    bytes: Vec<u8>,
    anchors: Vec<Anchor>,
    /// The fields met that say whose claims they are.
    known: [bool; 2],
    /// Whether the text so far ends inside the list of claims.
    in_claims: bool,
    /// How much of the text is whole fields.
    whole: usize,
    /// The text up to the claims, where it says whose they are.
    before_claims: Option<usize>,
}

impl Bulk for Unit {
    fn bytes(&self) -> usize {
        self.bytes.len() + self.header.bytes.len()
    }
}

/// Cuts what a scanner walks over, and says why it could not go on, if it could not.
pub(super) fn cut(scanner: &mut Scanner, file: &Arc<str>, emit: &mut dyn FnMut(Unit)) {
    let mut cutter = Cutter {
        scanner,
        file,
        emit,
    };
    if let Err(stop) = cutter.all()
        && let Some(fault) = cutter.stopped(stop)
    {
        let faults = vec![fault];
        emit(Unit {
            faults,
            ..Unit::default()
        });
    }
}

struct Cutter<'s, 'r> {
    scanner: &'s mut Scanner<'r>,
    file: &'s Arc<str>,
    emit: &'s mut dyn FnMut(Unit),
}

impl Cutter<'_, '_> {
    fn all(&mut self) -> Result<(), Stop> {
        if self.scanner.peek().is_none() {
            return Ok(());
        }
        if self.scanner.skip(b'[') {
            self.each_item(Self::document)?;
        } else {
            self.document()?;
        }
        match self.scanner.peek() {
            None => Ok(()),
            Some(_) => Err(self.scanner.syntax(TRAILING.into())),
        }
    }

    /// Calls `read` for each item of a list whose bracket was passed.
    fn each_item(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        if self.scanner.skip(b']') {
            return Ok(());
        }
        loop {
            read(self)?;
            if self.scanner.skip(b']') {
                return Ok(());
            }
            self.scanner.expect(b',')?;
        }
    }

    fn document(&mut self) -> Result<(), Stop> {
        let mut unit = Unit::default();
        if self.scanner.peek() != Some(b'{') {
            unit.header.append(self.scanner)?;
            unit.complete = true;
            (self.emit)(unit);
            return Ok(());
        }
        let read = self.members(&mut unit);
        if read.is_err() {
            // What was cut so far is kept where it is known whose it is.
            if unit.header.known != [true, true] {
                return read;
            }
            unit.header.close();
        }
        unit.complete = read.is_ok() || !unit.claims.is_empty();
        (self.emit)(unit);
        read
    }

    fn members(&mut self, unit: &mut Unit) -> Result<(), Stop> {
        unit.header.punctuation(self.scanner, b'{')?;
        let mut first = true;
        while self.scanner.peek() != Some(b'}') {
            if !first {
                unit.header.punctuation(self.scanner, b',')?;
            }
            first = false;
            self.member(unit)?;
            unit.header.whole = unit.header.bytes.len();
        }
        unit.header.punctuation(self.scanner, b'}')
    }

    fn member(&mut self, unit: &mut Unit) -> Result<(), Stop> {
        if self.scanner.peek() != Some(b'"') {
            let message = "a field's name in quotes is expected here";
            return Err(self.scanner.syntax(message.into()));
        }
        let from = unit.header.bytes.len();
        unit.header.append(self.scanner)?;
        let key = unit.header.bytes[from..].to_owned();
        unit.header.punctuation(self.scanner, b':')?;
        if key == b"\"claims\"" && self.scanner.peek() == Some(b'[') {
            return self.claims(unit);
        }
        unit.header.append(self.scanner)?;
        for (known, name) in [b"\"outlet\"".as_slice(), b"\"document\""]
            .iter()
            .enumerate()
        {
            unit.header.known[known] |= key == *name;
        }
        Ok(())
    }

    fn claims(&mut self, unit: &mut Unit) -> Result<(), Stop> {
        unit.header.punctuation(self.scanner, b'[')?;
        unit.header.in_claims = true;
        unit.header.whole = unit.header.bytes.len();
        if unit.header.known == [true, true] {
            unit.header.before_claims.get_or_insert(unit.header.whole);
        }
        self.each_item(|cutter| cutter.claim(unit))?;
        unit.header.in_claims = false;
        unit.header.bytes.push(b']');
        Ok(())
    }

    fn claim(&mut self, unit: &mut Unit) -> Result<(), Stop> {
        let from = unit.bytes.len();
        let read = self.scanner.value(&mut unit.bytes);
        let (line, column) = match read {
            Ok(place) => place,
            Err(stop) => {
                unit.bytes.truncate(from);
                return Err(stop);
            }
        };
        let anchor = Anchor {
            offset: 0,
            line,
            column,
        };
        unit.claims.push((from..unit.bytes.len(), anchor));
        if unit.bytes.len() >= UNIT && unit.header.known == [true, true] {
            let header = unit.header.clone();
            let mut part = std::mem::take(unit);
            unit.header = header;
            part.header.close();
            (self.emit)(part);
        }
        Ok(())
    }

    /// The fault of a text that could not be walked over; none where the reader has its own.
    fn stopped(&self, stop: Stop) -> Option<Fault> {
        let (place, kind, message) = match stop {
            Stop::Ended if self.scanner.failure.is_some() => return None,
            Stop::Ended => {
                let message = "the JSON ends before it is complete".to_owned();
                (self.scanner.place(), FaultKind::Syntax, message)
            }
            Stop::Syntax {
                line,
                column,
                message,
            } => ((line, column), FaultKind::Syntax, message),
            Stop::TooLong { line, column } => {
                let message = "is a value longer than any record".to_owned();
                ((line, column), FaultKind::TooLarge, message)
            }
        };
        let hint = if message == TRAILING {
            "name a file of one claim a line .jsonl"
        } else {
            "the file was not read beyond this"
        };
        Some(Fault {
            hint: Some(hint.into()),
            ..line_fault(self.file, place, kind, message)
        })
    }
}

impl Header {
    /// Copies the next value.
    fn append(&mut self, scanner: &mut Scanner) -> Result<(), Stop> {
        let offset = self.bytes.len();
        let (line, column) = scanner.value(&mut self.bytes)?;
        self.anchors.push(Anchor {
            offset,
            line,
            column,
        });
        Ok(())
    }

    /// Copies the next byte, which must be this one.
    fn punctuation(&mut self, scanner: &mut Scanner, byte: u8) -> Result<(), Stop> {
        scanner.peek();
        let (line, column) = scanner.place();
        scanner.expect(byte)?;
        self.anchors.push(Anchor {
            offset: self.bytes.len(),
            line,
            column,
        });
        self.bytes.push(byte);
        Ok(())
    }

    /// Makes an object of the whole fields so far.
    fn close(&mut self) {
        self.bytes.truncate(self.whole);
        let closing: &[u8] = if self.in_claims { b"]}" } else { b"}" };
        self.bytes.extend_from_slice(closing);
    }
}

/// Reads the claims of a document, or of a part of one.
pub(super) fn run(unit: &Unit, file: &Arc<str>, interpreter: Interpreter) -> Output {
    let mut out = Output::default();
    out.faults.extend_from_slice(&unit.faults);
    if unit.header.bytes.is_empty() {
        return out;
    }
    let Some(origin) = origin(unit, file, interpreter, &mut out.faults) else {
        return out;
    };
    for (range, anchor) in &unit.claims {
        let anchors = std::slice::from_ref(anchor);
        if let Some(record) = record(file, &unit.bytes[range.clone()], anchors, &mut out.faults) {
            read_claim(record, Some(&origin), interpreter, &mut out);
        }
    }
    out
}

/// Whose claims they are. Where a document says so before its claims, what follows them cannot
/// refuse them: a long document's were read by then, and a short one's are treated alike.
fn origin(
    unit: &Unit,
    file: &Arc<str>,
    interpreter: Interpreter,
    faults: &mut Vec<Fault>,
) -> Option<Origin> {
    let mut told_elsewhere = Vec::new();
    let read = |bytes: &[u8], faults: &mut Vec<Fault>| {
        let record = record(file, bytes, &unit.header.anchors, faults)?;
        read_header(record, interpreter, faults)
    };
    let whole = if unit.complete {
        read(&unit.header.bytes, faults)
    } else {
        None
    };
    match (&whole, unit.header.before_claims) {
        (Some(origin), _) if !origin.refused => whole,
        (_, Some(before)) => {
            let before = [&unit.header.bytes[..before], b"]}"].concat();
            read(&before, &mut told_elsewhere)
        }
        _ => whole,
    }
}

/// A record's text, where it is UTF-8.
fn record<'t>(
    file: &'t Arc<str>,
    bytes: &'t [u8],
    anchors: &'t [Anchor],
    faults: &mut Vec<Fault>,
) -> Option<Record<'t>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Record {
            file,
            text,
            anchors,
        }),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let record = Record {
                file,
                text: &before,
                anchors,
            };
            faults.push(not_utf8(file, record.position(before.len())));
            None
        }
    }
}
