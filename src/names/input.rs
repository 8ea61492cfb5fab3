//! Opening a gazetteer's file, compressed or not.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use crate::ingest::{Fault, FaultKind, FaultLevel};

/// The most that a gazetteer file may hold when unpacked.
const LARGEST: u64 = 1 << 30;

/// The extension that says what is inside, compression aside, in lower case.
pub(super) fn form(path: &Path) -> Option<String> {
    let extension = |path: &Path| path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match extension(path).as_deref() {
        Some("gz" | "zst") => extension(Path::new(path.file_stem()?)),
        other => other.map(str::to_owned),
    }
}

/// Opens a file, and unpacks it by its extension.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read>, Fault> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
    let file = BufReader::new(file);
    let packed = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match packed.as_deref() {
        Some("gz") => Ok(Box::new(flate2::read::MultiGzDecoder::new(file))),
        Some("zst") => match zstd::Decoder::with_buffer(file) {
            Ok(decoder) => Ok(Box::new(decoder)),
            Err(error) => Err(broken(&name, &error)),
        },
        _ => Ok(Box::new(file)),
    }
}

/// Reads all of a file, up to a limit.
pub(super) fn read_all(name: &str, reader: impl Read) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    reader
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| broken(name, &error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(fault(
            name,
            FaultKind::TooLarge,
            "it is more than 1 GiB".to_owned(),
            None,
        ));
    }
    Ok(bytes)
}

/// A file whose extension says nothing that the program knows.
pub(super) fn unknown_form(name: &str) -> Fault {
    fault(
        name,
        FaultKind::Syntax,
        "it is no form of gazetteer that the program knows".to_owned(),
        Some(
            "name it .json (a gazetteer), or .txt or .tsv (a GeoNames dump), with .gz or .zst where packed",
        ),
    )
}

/// Data that ends early or cannot be unpacked.
pub(super) fn broken(name: &str, error: &std::io::Error) -> Fault {
    fault(
        name,
        FaultKind::Compression,
        format!("it cannot be read to its end: {error}"),
        Some("fetch or pack the file again"),
    )
}

fn unreadable(name: &str, error: &std::io::Error) -> Fault {
    let missing = error.kind() == std::io::ErrorKind::NotFound;
    let kind = if missing {
        FaultKind::Missing
    } else {
        FaultKind::Unreadable
    };
    fault(name, kind, format!("it cannot be opened: {error}"), None)
}

fn fault(name: &str, kind: FaultKind, message: String, hint: Option<&str>) -> Fault {
    Fault {
        file: name.into(),
        line: 0,
        column: 0,
        field: None,
        level: FaultLevel::Error,
        kind,
        message,
        hint: hint.map(str::to_owned),
    }
}
