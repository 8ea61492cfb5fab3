//! What is wrong with an input, and where.

use std::fmt;
use std::sync::Arc;

use crate::claim::ValueError;

/// Whether a fault refuses a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultLevel {
    /// The record, or the file, was refused.
    Error,
    /// The record was kept; a reader should look.
    Warning,
}

/// The sort of fault: stable names, for tests and for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// The file cannot be opened or read.
    Unreadable,
    /// There is nothing at that path.
    Missing,
    /// A file or folder without a claim.
    Empty,
    /// Compressed data that ends early or is broken.
    Compression,
    /// Bytes that are not UTF-8.
    Encoding,
    /// Text that is not JSON, CSV or TSV.
    Syntax,
    /// A field that the format does not know.
    UnknownField,
    /// A required field that is not there.
    MissingField,
    /// A value of another type than the field's.
    WrongType,
    /// A term that the codebook does not list.
    UnknownTerm,
    /// A value that cannot be read, or cannot be.
    BadValue,
    /// Two claims with one id.
    DuplicateId,
    /// More than the program takes.
    TooLarge,
    /// A ruling that points at what is not there any more.
    Stale,
    /// Rulings that cannot all hold.
    Conflict,
    /// What was taken for granted, as nobody said it: what the columns of a table are.
    Guessed,
}

/// One thing wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fault {
    /// The file, as the user named it.
    pub file: Arc<str>,
    /// Line, from 1; 0 where the fault is the file's.
    pub line: u32,
    /// Column in characters, from 1; 0 where the fault is the line's.
    pub column: u32,
    /// The field, as a path (`assertions[1].value`).
    pub field: Option<String>,
    /// Whether the record was refused.
    pub level: FaultLevel,
    /// The sort of fault.
    pub kind: FaultKind,
    /// What is wrong.
    pub message: String,
    /// The likely mend.
    pub hint: Option<String>,
}

impl Fault {
    /// An error at this line and column of a file: 0 where it is of the whole line, or file.
    pub(super) fn at(
        file: &Arc<str>,
        (line, column): (u32, u32),
        kind: FaultKind,
        what: impl Into<ValueError>,
    ) -> Self {
        let ValueError { message, hint } = what.into();
        Self {
            file: Arc::clone(file),
            line,
            column,
            field: None,
            level: FaultLevel::Error,
            kind,
            message,
            hint,
        }
    }

    /// An error of a file as a whole.
    pub(super) fn of_file(file: &Arc<str>, kind: FaultKind, what: impl Into<ValueError>) -> Self {
        Self::at(file, (0, 0), kind, what)
    }

    /// The same of a field.
    pub(super) fn in_field(self, field: impl Into<String>) -> Self {
        Self {
            field: Some(field.into()),
            ..self
        }
    }

    /// The same, with which the record was kept.
    pub(super) fn warning(self) -> Self {
        Self {
            level: FaultLevel::Warning,
            ..self
        }
    }

    /// Bytes that are not UTF-8.
    pub(super) fn not_utf8(file: &Arc<str>, place: (u32, u32)) -> Self {
        let what = ValueError::new("the bytes here are not UTF-8").hint("save the file as UTF-8");
        Self::at(file, place, FaultKind::Encoding, what)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        let level = match self.level {
            FaultLevel::Error => "error",
            FaultLevel::Warning => "warning",
        };
        write!(f, ": {level}: ")?;
        if let Some(field) = &self.field {
            write!(f, "{field}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n  help: {hint}")?;
        }
        Ok(())
    }
}
