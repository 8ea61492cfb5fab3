//! Why claims could not be reconciled.

use std::fmt;

use crate::ingest::Fault;

/// Why nothing could be reconciled: what is wrong with the input, fault by fault, each with file,
/// line, column, field and the likely mend.
///
/// What is wrong with a part of the input only is no error: the good beside it is kept, and the
/// faults are in [`crate::Reconciliation::faults`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    faults: Vec<Fault>,
}

impl Error {
    /// Everything that is wrong, in the order of files and lines.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The same, for one who keeps it.
    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }
}

impl From<Vec<Fault>> for Error {
    fn from(faults: Vec<Fault>) -> Self {
        Self { faults }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(first) = self.faults.first() else {
            return f.write_str("there are no claims");
        };
        write!(f, "{first}")?;
        match self.faults.len() {
            1 => Ok(()),
            2 => f.write_str("\n(and 1 more fault)"),
            many => write!(f, "\n(and {} more faults)", many - 1),
        }
    }
}

impl std::error::Error for Error {}
