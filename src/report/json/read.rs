//! A written report, read again.

use std::fmt;

use serde::Deserialize;

use crate::view::{Report, VERSION};

/// Why something cannot be read as a report.
#[derive(Debug)]
pub enum ReadError {
    /// It is a report of another version of the format.
    Version(u32),
    /// It is no report.
    Json(serde_json::Error),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(older) if *older < VERSION => f.write_str(
                "made by an older rashomon; run `rashomon reconcile` again on the claims of that day and compare with that",
            ),
            Self::Version(newer) => write!(
                f,
                "made by a newer rashomon: version {newer} of the format, and this one reads version {VERSION}"
            ),
            Self::Json(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ReadError {}

/// The one field that every version has.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// Reads a report.
///
/// # Errors
/// Where it is no report, or one of another version of the format.
pub fn read(bytes: &[u8]) -> Result<Report<'static>, ReadError> {
    let error = match serde_json::from_slice::<Report>(bytes) {
        Ok(report) if report.version == VERSION => return Ok(report),
        Ok(report) => return Err(ReadError::Version(report.version)),
        Err(error) => error,
    };
    match serde_json::from_slice::<Versioned>(bytes) {
        Ok(other) if other.version != VERSION => Err(ReadError::Version(other.version)),
        _ => Err(ReadError::Json(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        read(text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn a_report_of_another_version_is_refused_with_the_mend() {
        let old = refused(r#"{"version": 1, "method": {}, "events": [], "findings": []}"#);
        assert_eq!(
            old,
            "made by an older rashomon; run `rashomon reconcile` again on the claims of that day and compare with that"
        );
        assert!(refused(r#"{"version": 3}"#).contains("version 3"));
        let report = super::super::super::canned::report();
        let mut page = serde_json::to_value(&report).unwrap();
        page["version"] = 1.into();
        assert_eq!(refused(&page.to_string()), old);
    }

    #[test]
    fn what_is_no_report_is_refused() {
        assert!(refused("[]").contains("expected"));
        assert!(refused(r#"{"version": 2}"#).contains("missing field"));
    }
}
