//! Opening a gazetteer's file, compressed or not.

use std::io::{BufReader, Read};
use std::path::Path;

use crate::ingest::{self, Fault, FaultKind, FaultLevel, MOST_HELD};

/// The extension that says what is inside, compression aside, in lower case.
pub(crate) fn form(path: &Path) -> Option<String> {
    match extension(path)?.as_str() {
        "gz" | "zst" => extension(Path::new(path.file_stem()?)),
        other => Some(other.to_owned()),
    }
}

fn extension(path: &Path) -> Option<String> {
    let extension = path.extension()?;
    Some(extension.to_string_lossy().to_lowercase())
}

/// Opens a file, and unpacks it by its extension.
pub(crate) fn open(path: &Path) -> Result<Box<dyn Read>, Fault> {
    let name = path.display().to_string();
    let opened = ingest::unpacked(path).map_err(|error| unreadable(&name, &error))?;
    Ok(Box::new(BufReader::new(opened)))
}

/// Reads all of a file, up to a limit.
pub(crate) fn read_all(name: &str, reader: impl Read) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let read = reader.take(MOST_HELD + 1).read_to_end(&mut bytes);
    read.map_err(|error| broken(name, &error))?;
    if bytes.len() as u64 > MOST_HELD {
        return Err(fault(
            name,
            FaultKind::TooLarge,
            "it is more than 1 GiB",
            None,
        ));
    }
    Ok(bytes)
}

/// A file whose extension says nothing that the program knows.
pub(crate) fn unknown_form(name: &str) -> Fault {
    let message = "it is no form of gazetteer that the program knows";
    let hint = "name it .json (a gazetteer), or .txt or .tsv (a GeoNames dump), with .gz or .zst where packed";
    fault(name, FaultKind::Syntax, message, Some(hint))
}

/// Data that ends early or cannot be unpacked.
pub(crate) fn broken(name: &str, error: &std::io::Error) -> Fault {
    let message = format!("it cannot be read to its end: {error}");
    let hint = "fetch or pack the file again";
    fault(name, FaultKind::Compression, &message, Some(hint))
}

fn unreadable(name: &str, error: &std::io::Error) -> Fault {
    let kind = match error.kind() {
        std::io::ErrorKind::NotFound => FaultKind::Missing,
        _ => FaultKind::Unreadable,
    };
    fault(name, kind, &format!("it cannot be opened: {error}"), None)
}

/// A fault of a file as a whole.
pub(super) fn fault(name: &str, kind: FaultKind, message: &str, hint: Option<&str>) -> Fault {
    Fault {
        file: name.into(),
        line: 0,
        column: 0,
        field: None,
        level: FaultLevel::Error,
        kind,
        message: message.to_owned(),
        hint: hint.map(str::to_owned),
    }
}
