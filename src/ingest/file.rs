//! One file to claims: by the form that its name says it has.

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::interpret::Interpreter;
use super::json::Output;
use super::lines::line_fault;
use super::open::{Blocks, Form, Packing, form_of, open, reading_fault};
use super::rows::Dialect;
use super::scan::Scanner;
use super::stream::stream;
use super::{Fault, FaultKind, FaultLevel, STDIN};
use super::{document, gather, lines, row_claims, table};

/// Reads a file, or standard input.
pub(super) fn read_file(path: &Path, interpreter: Interpreter) -> Output {
    let name: Arc<str> = Arc::from(path.to_string_lossy());
    if &*name == STDIN {
        return read_stdin(&name, interpreter);
    }
    let Some((form, packing)) = form_of(path) else {
        return Output::default();
    };
    let size = std::fs::metadata(path).ok().map(|meta| meta.len());
    let size = size.filter(|_| packing == Packing::Plain);
    match open(path, packing) {
        Err(error) => failed(&name, &error, packing),
        Ok(reader) => Input {
            name: &name,
            packing,
            size,
            interpreter,
        }
        .read(form, reader),
    }
}

fn read_stdin(name: &Arc<str>, interpreter: Interpreter) -> Output {
    let mut reader = io::stdin();
    let mut start = Vec::new();
    let sniffed = sniff(&mut reader, &mut start);
    let reader = Box::new(io::Cursor::new(start).chain(reader));
    let input = Input {
        name,
        packing: Packing::Plain,
        size: None,
        interpreter,
    };
    match sniffed {
        Err(error) => failed(name, &error, Packing::Plain),
        Ok(form) => input.read(form, reader),
    }
}

/// How far to look for the end of the first line.
const SNIFFED: usize = 1 << 16;

/// Whether what comes is lines or a document: a document begins with a bracket, with an object that
/// does not end on its line, or with one that has claims.
fn sniff(reader: &mut dyn Read, start: &mut Vec<u8>) -> io::Result<Form> {
    let mut block = [0; 4096];
    let line = loop {
        let read = reader.read(&mut block)?;
        start.extend_from_slice(&block[..read]);
        let text = start.trim_ascii_start();
        let end = memchr::memchr(b'\n', text);
        if read == 0 || end.is_some() || text.len() > SNIFFED {
            break &text[..end.unwrap_or(text.len())];
        }
    };
    let line = line
        .strip_prefix(b"\xEF\xBB\xBF")
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

fn failed(name: &Arc<str>, error: &io::Error, packing: Packing) -> Output {
    let (kind, message, hint) = reading_fault(error, packing);
    let mut fault = line_fault(name, (0, 0), kind, message);
    fault.hint = Some(hint);
    Output {
        faults: vec![fault],
        ..Output::default()
    }
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
        let mut failure = None;
        let mut out = match form {
            Form::Documents => self.documents(reader, &mut failure),
            Form::Lines => self.lines(reader, &mut failure),
            Form::Csv => self.table(b',', reader, &mut failure),
            Form::Tsv => self.table(b'\t', reader, &mut failure),
        };
        if let Some(error) = failure {
            out.append(failed(self.name, &error, self.packing));
        } else if out.claims.is_empty() && out.faults.is_empty() {
            out.faults.push(self.empty());
        }
        out
    }

    fn empty(&self) -> Fault {
        let message = "the file holds no claims".to_owned();
        Fault {
            level: FaultLevel::Warning,
            ..line_fault(self.name, (0, 0), FaultKind::Empty, message)
        }
    }

    fn documents<'r>(
        &self,
        reader: Box<dyn Read + Send + 'r>,
        failure: &mut Option<io::Error>,
    ) -> Output {
        let mut scanner = Scanner::new(reader);
        stream(
            self.size,
            |emit| {
                document::cut(&mut scanner, self.name, emit);
                *failure = scanner.failure.take();
            },
            |unit| document::run(unit, self.name, self.interpreter),
        )
    }

    fn lines<'r>(
        &self,
        reader: Box<dyn Read + Send + 'r>,
        failure: &mut Option<io::Error>,
    ) -> Output {
        let mut blocks = Blocks::new(reader);
        stream(
            self.size,
            |emit| {
                while let Some(block) = blocks.next() {
                    emit(block);
                }
                *failure = blocks.failure.take();
            },
            |block| lines::run(block, self.name, self.interpreter),
        )
    }

    fn table<'r>(
        &self,
        delimiter: u8,
        reader: Box<dyn Read + Send + 'r>,
        failure: &mut Option<io::Error>,
    ) -> Output {
        let mut blocks = Blocks::new(reader);
        let dialect = Dialect {
            delimiter,
            strict: delimiter == b',',
        };
        gather::gather(stream(
            self.size,
            |emit| {
                table::cut(&mut blocks, dialect, self.name, emit);
                *failure = blocks.failure.take();
            },
            |unit| row_claims::run(unit, self.name, self.interpreter),
        ))
    }
}
