//! Files of TOML beside the claims.

use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::json::advance;
use super::open::{Packing, open, reading_fault, whole};
use super::{Fault, FaultKind};
use crate::claim::ValueError;

/// The text of a file.
///
/// # Errors
/// Where it cannot be read, or is not UTF-8.
pub(super) fn text_of(path: &Path, file: &Arc<str>) -> Result<String, Fault> {
    let failed = |error| reading_fault(file, &error, Packing::Plain);
    let (bytes, failure) = whole(open(path, Packing::Plain).map_err(failed)?);
    failure.map_or(Ok(()), |error| Err(failed(error)))?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        Fault::not_utf8(file, advance((1, 1), &error.as_bytes()[..good]))
    })
}

/// What a text says; `hint` tells what such a file holds.
///
/// # Errors
/// Where it is not such a file.
pub(super) fn parsed<T: DeserializeOwned>(
    text: &str,
    file: &Arc<str>,
    hint: &str,
) -> Result<T, Fault> {
    toml::from_str(text).map_err(|error| {
        let place = error.span().map_or((0, 0), |span| place(text, span.start));
        let error = ValueError::new(error.message()).hint(hint);
        Fault::at(file, place, FaultKind::Syntax, error)
    })
}

/// Line and column of a byte.
pub(super) fn place(text: &str, at: usize) -> (u32, u32) {
    advance((1, 1), &text.as_bytes()[..at.min(text.len())])
}
