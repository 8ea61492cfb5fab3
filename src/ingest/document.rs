//! Document files: one object with `outlet`, `document` and `claims`, or an array of those. Claims
//! are cut from the text one by one, so that what breaks one leaves the others.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::interpret::Interpreter;
use super::json::{Anchor, Output, Record, read_claim, read_header};
use super::origin::Origin;
use super::scan::{Scanner, Stop};
use super::{Fault, FaultKind};
use crate::claim::ValueError;

/// How many claims are read together.
const PIECE: usize = 512;

/// A document's claims, and its text without them.
struct CutDocument {
    claims: Vec<(Range<usize>, Anchor)>,
    header: Vec<u8>,
    anchors: Vec<Anchor>,
    /// How far the file's bytes were copied to the header.
    copied: usize,
    /// The fields met that say whose claims they are.
    known: [bool; 2],
    /// Whether the header so far ends inside the list of claims.
    in_claims: bool,
    /// How much of the header stands before the claims, where that says whose they are.
    before_claims: Option<usize>,
}

/// Reads the documents of a file, and says why it could not be read on, if it could not; where it
/// was `cut_short`, that is told already.
pub(super) fn read(
    bytes: &[u8],
    cut_short: bool,
    file: &Arc<str>,
    interpreter: Interpreter,
) -> Output {
    let scanner = Scanner::new(bytes);
    let mut cutter = Cutter {
        scanner,
        documents: Vec::new(),
    };
    let stop = cutter.all().err();
    let outputs: Vec<Output> = cutter
        .documents
        .par_iter()
        .map(|document| document.read(bytes, file, interpreter))
        .collect();
    let mut out = Output::joined(outputs);
    let wrong = match stop {
        Some(Stop::Ended) if !cut_short => Some(cutter.ended()),
        stop => stop,
    };
    if let Some(Stop::Wrong(place, kind, error)) = wrong {
        out.faults.push(Fault::at(file, place, kind, error));
    }
    out
}

struct Cutter<'t> {
    scanner: Scanner<'t>,
    documents: Vec<CutDocument>,
}

impl Cutter<'_> {
    fn all(&mut self) -> Result<(), Stop> {
        if self.scanner.peek().is_none() {
            return Ok(());
        }
        if self.scanner.skip(b'[') {
            self.each_item(Self::document)?;
        } else {
            self.document()?;
        }
        if self.scanner.peek().is_none() {
            return Ok(());
        }
        let error = ValueError::new("something follows the end of the JSON")
            .hint("name a file of one claim a line .jsonl");
        Err(Stop::Wrong(self.scanner.place, FaultKind::Syntax, error))
    }

    fn ended(&self) -> Stop {
        self.scanner.wrong("the JSON ends before it is complete")
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
        let first = self.scanner.peek();
        let mut document = CutDocument::beginning(&self.scanner);
        let read = if first == Some(b'{') {
            self.members(&mut document)
        } else {
            self.scanner.value().map(|_| ())
        };
        match &read {
            Ok(()) => document.copy(&self.scanner),
            // What was cut so far is kept where it is known whose it is.
            Err(_) if document.known == [true, true] && !document.claims.is_empty() => {
                document.close();
            }
            Err(_) => return read,
        }
        self.documents.push(document);
        read
    }

    fn members(&mut self, document: &mut CutDocument) -> Result<(), Stop> {
        self.scanner.expect(b'{')?;
        let mut first = true;
        while self.scanner.peek() != Some(b'}') {
            if !first {
                self.scanner.expect(b',')?;
            }
            first = false;
            self.member(document)?;
            document.copy(&self.scanner);
        }
        self.scanner.expect(b'}')
    }

    fn member(&mut self, document: &mut CutDocument) -> Result<(), Stop> {
        if self.scanner.peek() != Some(b'"') {
            return Err(self
                .scanner
                .wrong("a field's name in quotes is expected here"));
        }
        let (key, _) = self.scanner.value()?;
        let key = &self.scanner.bytes[key];
        self.scanner.expect(b':')?;
        if key == b"\"claims\"" && self.scanner.peek() == Some(b'[') {
            return self.claims(document);
        }
        self.scanner.value()?;
        for (known, name) in document
            .known
            .iter_mut()
            .zip(["\"outlet\"", "\"document\""])
        {
            *known |= key == name.as_bytes();
        }
        Ok(())
    }

    fn claims(&mut self, document: &mut CutDocument) -> Result<(), Stop> {
        self.scanner.expect(b'[')?;
        document.copy(&self.scanner);
        document.in_claims = true;
        if document.known == [true, true] {
            document.before_claims.get_or_insert(document.header.len());
        }
        self.each_item(|cutter| cutter.claim(document))?;
        document.in_claims = false;
        let (line, column) = self.scanner.place;
        document.go_on(self.scanner.at - 1, (line, column - 1));
        Ok(())
    }

    fn claim(&mut self, document: &mut CutDocument) -> Result<(), Stop> {
        let (range, (line, column)) = self.scanner.value()?;
        let anchor = Anchor {
            offset: 0,
            line,
            column,
        };
        document.claims.push((range, anchor));
        Ok(())
    }
}

impl CutDocument {
    fn beginning(scanner: &Scanner) -> Self {
        let mut document = Self {
            claims: Vec::new(),
            header: Vec::new(),
            anchors: Vec::new(),
            copied: 0,
            known: [false; 2],
            in_claims: false,
            before_claims: None,
        };
        document.go_on(scanner.at, scanner.place);
        document
    }

    /// Goes on copying at this byte, which stands there.
    fn go_on(&mut self, at: usize, (line, column): (u32, u32)) {
        self.copied = at;
        self.anchors.push(Anchor {
            offset: self.header.len(),
            line,
            column,
        });
    }

    /// Copies what the scanner passed over to the header.
    fn copy(&mut self, scanner: &Scanner) {
        self.header
            .extend_from_slice(&scanner.bytes[self.copied..scanner.at]);
        self.copied = scanner.at;
    }

    /// Makes an object of the whole fields so far.
    fn close(&mut self) {
        let closing: &[u8] = if self.in_claims { b"]}" } else { b"}" };
        self.header.extend_from_slice(closing);
    }

    fn read(&self, bytes: &[u8], file: &Arc<str>, interpreter: Interpreter) -> Output {
        let mut out = Output::default();
        let Some(origin) = self.origin(file, interpreter, &mut out.faults) else {
            return out;
        };
        let read = |claims: &[(Range<usize>, Anchor)]| {
            let mut out = Output::default();
            for (range, anchor) in claims {
                let anchors = std::slice::from_ref(anchor);
                let bytes = &bytes[range.clone()];
                if let Some(record) = Record::of(file, bytes, anchors, &mut out.faults) {
                    read_claim(record, Some(&origin), interpreter, &mut out);
                }
            }
            out
        };
        let outputs: Vec<Output> = self.claims.par_chunks(PIECE).map(read).collect();
        out.append(Output::joined(outputs));
        out
    }

    /// Whose claims they are. Where a document says so before its claims, what is wrong behind them
    /// cannot refuse them.
    fn origin(
        &self,
        file: &Arc<str>,
        interpreter: Interpreter,
        faults: &mut Vec<Fault>,
    ) -> Option<Origin> {
        let read = |bytes: &[u8], faults: &mut Vec<Fault>| {
            let record = Record::of(file, bytes, &self.anchors, faults)?;
            read_header(record, interpreter, faults)
        };
        let whole = read(&self.header, faults);
        match (&whole, self.before_claims) {
            (Some(origin), _) if !origin.refused => whole,
            (_, Some(before)) => {
                let before = [&self.header[..before], b"]}"].concat();
                read(&before, &mut Vec::new())
            }
            _ => whole,
        }
    }
}
