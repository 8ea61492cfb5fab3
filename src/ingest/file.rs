//! One file to claims: by the form that its name says it has.

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::interpret::Interpreter;
use super::json::Output;
use super::lines::{LONGEST_RECORD, drop_last_line};
use super::open::{BYTE_ORDER_MARK, Form, Packing, form_of, open, reading_fault, whole};
use super::table::CellTable;
use super::{Fault, FaultKind, STDIN};
use super::{document, lines, row_claims, sheet};

/// Reads a file, or standard input.
pub(super) fn read_file(path: &Path, interpreter: Interpreter) -> Output {
    let name: Arc<str> = Arc::from(path.to_string_lossy());
    let (named_form, packing) = form_of(path).unwrap_or((Form::Lines, Packing::Plain));
    let opened = if &*name == STDIN {
        sniffed(io::stdin())
    } else {
        open(path, packing).map(|reader| (named_form, reader))
    };
    let size = std::fs::metadata(path).ok().map(|meta| meta.len());
    let input = Input {
        name: &name,
        packing,
        size: size.filter(|_| packing == Packing::Plain && &*name != STDIN),
        interpreter,
    };
    match opened {
        Ok((form, reader)) => input.read(form, reader),
        Err(error) => Output {
            faults: vec![reading_fault(&name, &error, packing)],
            ..Output::default()
        },
    }
}

/// A reader with the form that its beginning shows.
fn sniffed(mut reader: impl Read + Send + 'static) -> io::Result<(Form, Box<dyn Read + Send>)> {
    let mut start = Vec::new();
    let form = sniff(&mut reader, &mut start)?;
    Ok((form, Box::new(io::Cursor::new(start).chain(reader))))
}

/// Whether what comes is lines or a document: a document begins with a bracket, with an object that
/// does not end on its line, or with one that has claims.
fn sniff(reader: &mut dyn Read, start: &mut Vec<u8>) -> io::Result<Form> {
    let mut block = [0; 4096];
    let mut begun = false;
    loop {
        let read = reader.read(&mut block)?;
        start.extend_from_slice(&block[..read]);
        let text = if begun {
            &block[..read]
        } else {
            block[..read].trim_ascii_start()
        };
        begun |= !text.is_empty();
        // No line is taken that is longer.
        if read == 0 || text.contains(&b'\n') || start.len() > LONGEST_RECORD {
            break;
        }
    }
    let line = start.trim_ascii_start();
    let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
    let line = line
        .strip_prefix(BYTE_ORDER_MARK)
        .unwrap_or(line)
        .trim_ascii_start();
    let whole = serde_json::from_slice::<serde_json::Value>(line);
    let document = match whole {
        Ok(value) => value.is_array() || value.get("claims").is_some(),
        Err(error) => line.starts_with(b"[") || (line.starts_with(b"{") && error.is_eof()),
    };
    Ok(if document {
        Form::Documents
    } else {
        Form::Lines
    })
}

/// A file that is open, and what it is read against.
pub(super) struct Input<'i> {
    pub(super) name: &'i Arc<str>,
    pub(super) packing: Packing,
    /// How many bytes there are, where it is known.
    pub(super) size: Option<u64>,
    pub(super) interpreter: Interpreter<'i>,
}

impl Input<'_> {
    /// Reads what `reader` gives in that form.
    pub(super) fn read(&self, form: Form, reader: Box<dyn Read + Send + '_>) -> Output {
        let (name, interpreter) = (self.name, self.interpreter);
        let (mut out, failure) = match form {
            Form::Lines => lines::read(reader, self.size, name, interpreter),
            Form::Documents => {
                let (bytes, failure) = whole(reader);
                let cut_short = failure.is_some();
                let out = document::read(&bytes, cut_short, name, interpreter);
                (out, failure)
            }
            Form::Csv | Form::Tsv | Form::Workbook => {
                let (mut bytes, failure) = whole(reader);
                let written = interpreter.mappings.of(Path::new(&**name)).is_some();
                let own = form != Form::Workbook && (failure.is_some() || !written);
                if own && CellTable::is_of_claims(form, &bytes) {
                    if failure.is_some() {
                        drop_last_line(&mut bytes);
                    }
                    let table = CellTable::of_bytes(name, form, bytes);
                    (row_claims::read(&table, interpreter), failure)
                } else {
                    let mappings = interpreter.mappings;
                    (
                        sheet::read(name, form, &bytes, mappings, interpreter),
                        failure,
                    )
                }
            }
        };
        if let Some(error) = failure {
            out.faults.push(reading_fault(name, &error, self.packing));
        } else if out.claims.is_empty() && out.faults.is_empty() {
            let empty = Fault::of_file(name, FaultKind::Empty, "the file holds no claims");
            out.faults.push(empty.warning());
        }
        out
    }
}
