//! One JSON record to one claim: straight through where it is good, field by field where not.

use std::sync::Arc;

use serde_json::value::RawValue;

use super::checks::missing;
use super::form::{ClaimForm, DocumentFileForm};
use super::interpret::Interpreter;
use super::loose::{Loose, Part, locate, said};
use super::open::count_lines;
use super::origin::Origin;
use super::problem::{Problems, RECORD};
use super::{Fault, FaultKind, FaultLevel};
use crate::claim::{Claim, ValueError};

/// What a piece of a file gave.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) claims: Vec<Claim>,
    pub(super) faults: Vec<Fault>,
    /// Ids of claims that a part was refused of: the rest of them goes too.
    pub(super) refused: Vec<Arc<str>>,
}

impl Output {
    /// Adds what came after.
    pub(super) fn append(&mut self, later: Self) {
        append(&mut self.claims, later.claims);
        append(&mut self.faults, later.faults);
        append(&mut self.refused, later.refused);
    }
}

/// Adds `later` behind `all`; nothing is moved where there is nothing yet.
fn append<T>(all: &mut Vec<T>, mut later: Vec<T>) {
    if all.capacity() == 0 {
        *all = later;
    } else {
        all.append(&mut later);
    }
}

/// Where a part of a record's text stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    /// Where the part begins in the record's text.
    pub(super) offset: usize,
    /// Its line, from 1.
    pub(super) line: u32,
    /// Its column in characters, from 1.
    pub(super) column: u32,
}

impl Anchor {
    /// The beginning of a line.
    pub(super) fn line(line: u32) -> Self {
        Self {
            offset: 0,
            line,
            column: 1,
        }
    }
}

/// A record's text and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Record<'t> {
    pub(super) file: &'t Arc<str>,
    pub(super) text: &'t str,
    /// Sorted by offset; the first has offset 0.
    pub(super) anchors: &'t [Anchor],
}

impl Record<'_> {
    /// Line and column of a place in the text.
    pub(super) fn position(&self, offset: usize) -> (u32, u32) {
        let anchor = self.anchors.iter().rev().find(|a| a.offset <= offset);
        let anchor = anchor.copied().unwrap_or(Anchor::line(1));
        advance(
            (anchor.line, anchor.column),
            &self.text[anchor.offset..offset],
        )
    }

    /// The faults of this record.
    fn report(&self, problems: Problems, faults: &mut Vec<Fault>) {
        for problem in problems.all {
            let part = match problem.kind {
                FaultKind::UnknownField | FaultKind::Syntax => Part::Name,
                _ => Part::Value,
            };
            let (line, column) = self.position(locate(self.text, &problem.path, part));
            faults.push(Fault {
                file: Arc::clone(self.file),
                line,
                column,
                field: problem.path.display(),
                level: problem.level,
                kind: problem.kind,
                message: problem.error.message,
                hint: problem.error.hint,
            });
        }
    }

    /// The fault of a text that is no JSON.
    fn report_syntax(&self, error: &serde_json::Error, faults: &mut Vec<Fault>) {
        let (kind, message) = said(error);
        let (line, column) = self.position(offset_of(self.text, error));
        faults.push(Fault {
            file: Arc::clone(self.file),
            line,
            column,
            field: None,
            level: FaultLevel::Error,
            kind,
            message,
            hint: None,
        });
    }
}

/// The position behind `text` that begins at `from`.
pub(super) fn advance(from: (u32, u32), text: &str) -> (u32, u32) {
    advance_bytes(from, text.as_bytes())
}

/// The position behind UTF-8 bytes that begin at `from`: a character is counted at its first byte.
pub(super) fn advance_bytes((line, column): (u32, u32), bytes: &[u8]) -> (u32, u32) {
    match memchr::memrchr(b'\n', bytes) {
        None => (line, column.saturating_add(characters(bytes))),
        Some(end) => (
            line.saturating_add(count_lines(bytes)),
            characters(&bytes[end + 1..]).saturating_add(1),
        ),
    }
}

fn characters(bytes: &[u8]) -> u32 {
    let count = bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Where serde stopped. Its column counts bytes from 1, and is 0 at a line's beginning.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let before = error.line().saturating_sub(1);
    let line: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    let mut offset = (line + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Reads a claim that stands alone, or, with `origin`, one of a document.
pub(super) fn read_claim(
    record: Record,
    origin: Option<&Origin>,
    interpreter: Interpreter,
    out: &mut Output,
) {
    let strictly = serde_json::from_str::<ClaimForm>(record.text).and_then(|form| {
        let mut problems = Problems::default();
        let claim = interpret(&form, origin, interpreter, &mut problems);
        problems.refusal.take().map_or(Ok((claim, problems)), Err)
    });
    let (mut claim, problems) = match strictly {
        Ok(read) => read,
        Err(error) => {
            let Some((form, mut problems)) = loosely(record, &error, &mut out.faults) else {
                return;
            };
            let mut meaning = Problems::default();
            let claim = interpret(&form, origin, interpreter, &mut meaning);
            problems.join(meaning);
            (claim, problems)
        }
    };
    let refused = problems.refuse() || origin.is_some_and(|origin| origin.refused);
    if !refused {
        claim.location.file = Arc::clone(record.file);
        claim.location.line = record.position(0).0;
        out.claims.push(claim);
    }
    record.report(problems, &mut out.faults);
}

fn interpret(
    form: &ClaimForm,
    origin: Option<&Origin>,
    interpreter: Interpreter,
    problems: &mut Problems,
) -> Claim {
    if let Some(origin) = origin {
        for (key, given) in [
            ("outlet", form.outlet.is_some()),
            ("document", form.document.is_some()),
        ] {
            if given {
                let error = ValueError::new("belongs to the document around the claim");
                problems.error(RECORD.key(key), FaultKind::UnknownField, error);
            }
        }
        return interpreter.claim(form, origin, RECORD, problems);
    }
    let document = form.document.as_ref();
    let origin = interpreter.origin(form.outlet.as_ref(), document, RECORD, problems);
    interpreter.claim(form, &origin, RECORD, problems)
}

/// What a refused record has that can be read, and what is wrong with its form. Nothing where the
/// text is no JSON.
fn loosely<'t, T: Loose<'t>>(
    record: Record<'t>,
    refusal: &serde_json::Error,
    faults: &mut Vec<Fault>,
) -> Option<(T, Problems)> {
    let raw: &RawValue = match serde_json::from_str(record.text) {
        Ok(raw) => raw,
        Err(error) => {
            record.report_syntax(&error, faults);
            return None;
        }
    };
    let mut problems = Problems::default();
    match T::loose(raw, RECORD, &mut problems) {
        Some(form) if problems.refuse() => return Some((form, problems)),
        Some(_) => record.report_syntax(refusal, faults),
        None => record.report(problems, faults),
    }
    None
}

/// Reads what a document says once for all its claims; nothing where its text is no JSON.
pub(super) fn read_header(
    record: Record,
    interpreter: Interpreter,
    faults: &mut Vec<Fault>,
) -> Option<Origin> {
    let (form, mut problems) = match serde_json::from_str::<DocumentFileForm>(record.text) {
        Ok(form) => (form, Problems::default()),
        Err(error) => loosely(record, &error, faults)?,
    };
    let mut meaning = Problems::default();
    let document = form.document.as_ref();
    let mut origin = interpreter.origin(form.outlet.as_ref(), document, RECORD, &mut meaning);
    if form.claims.is_none() {
        missing(RECORD.key("claims"), &mut meaning);
    }
    problems.join(meaning);
    origin.refused = problems.refuse();
    record.report(problems, faults);
    Some(origin)
}
