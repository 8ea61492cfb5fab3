//! One JSON record to one claim, and the faults of a record to where they stand.

use std::sync::Arc;

use serde_json::value::RawValue;

use super::checks::missing;
use super::form::{ClaimForm, DocumentFileForm};
use super::interpret::Interpreter;
use super::origin::Origin;
use super::problem::{At, Problems};
use super::raw::{FieldSide, locate, said};
use super::wire::FormPart;
use super::{Fault, FaultKind};
use crate::claim::Claim;

/// What a piece of a file gave.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) claims: Vec<Claim>,
    pub(super) faults: Vec<Fault>,
    /// Ids of claims that a part was refused of: the rest of them goes too.
    pub(super) refused: Vec<Arc<str>>,
}

impl Output {
    /// What the pieces of a file gave, in their order.
    pub(super) fn joined(pieces: Vec<Self>) -> Self {
        let mut all = Self::default();
        for piece in pieces {
            all.append(piece);
        }
        all
    }

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

impl<'t> Record<'t> {
    /// The text of these bytes; nothing where they are no UTF-8, which is told.
    pub(super) fn of(
        file: &'t Arc<str>,
        bytes: &'t [u8],
        anchors: &'t [Anchor],
        faults: &mut Vec<Fault>,
    ) -> Option<Self> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(Self {
                file,
                text,
                anchors,
            }),
            Err(error) => {
                let place = place_of(anchors, bytes, error.valid_up_to());
                faults.push(Fault::not_utf8(file, place));
                None
            }
        }
    }

    /// Line and column of a place in the text.
    fn position(&self, offset: usize) -> (u32, u32) {
        place_of(self.anchors, self.text.as_bytes(), offset)
    }

    /// The record as an object of the format; nothing where it is none, which is told.
    fn form<T: FormPart<'t>>(&self, problems: &mut Problems, faults: &mut Vec<Fault>) -> Option<T> {
        let form = T::from_json(self.text.trim_start(), problems.record());
        if form.is_none() {
            match serde_json::from_str::<&RawValue>(self.text) {
                Ok(_) => self.report(std::mem::take(problems), faults),
                Err(error) => {
                    let (kind, message) = said(&error);
                    let place = self.position(offset_of(self.text, &error));
                    faults.push(Fault::at(self.file, place, kind, message));
                }
            }
        }
        form
    }

    /// The faults of this record.
    fn report(&self, problems: Problems, faults: &mut Vec<Fault>) {
        for problem in problems.all() {
            let side = match problem.kind {
                FaultKind::UnknownField | FaultKind::Syntax => FieldSide::Name,
                _ => FieldSide::Value,
            };
            let place = self.position(locate(self.text, &problem.path, side));
            faults.push(Fault {
                field: problem.path.display(),
                level: problem.level,
                ..Fault::at(self.file, place, problem.kind, problem.error)
            });
        }
    }
}

fn place_of(anchors: &[Anchor], bytes: &[u8], offset: usize) -> (u32, u32) {
    let anchor = anchors.iter().rev().find(|a| a.offset <= offset);
    let anchor = anchor.copied().unwrap_or(Anchor::line(1));
    let from = (anchor.line, anchor.column);
    advance(from, &bytes[anchor.offset..offset])
}

/// The position behind UTF-8 bytes that begin at `from`: a character is counted at its first byte.
pub(super) fn advance((line, column): (u32, u32), bytes: &[u8]) -> (u32, u32) {
    match memchr::memrchr(b'\n', bytes) {
        None => (line, column.saturating_add(characters(bytes))),
        Some(end) => (
            line.saturating_add(count_lines(bytes)),
            characters(&bytes[end + 1..]).saturating_add(1),
        ),
    }
}

/// How many line breaks there are.
pub(super) fn count_lines(bytes: &[u8]) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', bytes).count()).unwrap_or(u32::MAX)
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
    let mut problems = Problems::default();
    let Some(form) = record.form(&mut problems, &mut out.faults) else {
        return;
    };
    let mut claim = interpret(&form, origin, interpreter, problems.record());
    if !problems.refuse() && !origin.is_some_and(|origin| origin.refused) {
        claim.location.file = Arc::clone(record.file);
        claim.location.line = record.position(0).0;
        out.claims.push(claim);
    }
    record.report(problems, &mut out.faults);
}

fn interpret(form: &ClaimForm, origin: Option<&Origin>, interpreter: Interpreter, at: At) -> Claim {
    if let Some(origin) = origin {
        let given = [
            ("outlet", form.outlet.is_some()),
            ("document", form.document.is_some()),
        ];
        for (key, _) in given.into_iter().filter(|(_, given)| *given) {
            let message = "belongs to the document around the claim";
            at.key(key).error(FaultKind::UnknownField, message);
        }
        return interpreter.claim(form, origin, at);
    }
    let document = form.document.as_ref();
    let origin = interpreter.origin(form.outlet.as_ref(), document, at);
    interpreter.claim(form, &origin, at)
}

/// Reads what a document says once for all its claims; nothing where its text is no object.
pub(super) fn read_header(
    record: Record,
    interpreter: Interpreter,
    faults: &mut Vec<Fault>,
) -> Option<Origin> {
    let mut problems = Problems::default();
    let form: DocumentFileForm = record.form(&mut problems, faults)?;
    let at = problems.record();
    let document = form.document.as_ref();
    let mut origin = interpreter.origin(form.outlet.as_ref(), document, at);
    if form.claims.is_none() {
        missing(at.key("claims"));
    }
    origin.refused = problems.refuse();
    record.report(problems, faults);
    Some(origin)
}
