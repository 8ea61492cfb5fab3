//! Why a value could not be read.

use std::fmt;

/// A value that could not be read: what is wrong, and the likely mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError {
    /// What is wrong, as the end of a sentence that begins with the field's name.
    pub message: String,
    /// What the writer probably meant or should write instead.
    pub hint: Option<String>,
}

impl ValueError {
    /// An error without a hint.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
        }
    }

    /// The same error with the likely mend.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl<T: Into<String>> From<T> for ValueError {
    fn from(message: T) -> Self {
        Self::new(message)
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ValueError {}
