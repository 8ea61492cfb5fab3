//! A file that is written whole or not at all: into a new one beside it, which takes its place once it is
//! whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Bytes that are gathered before they are handed to the system.
const BUFFER: usize = 256 * 1024;

/// Something that writes itself.
pub type Writing<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// Writes a file whole, or leaves it as it was.
///
/// # Errors
/// Where it cannot be written, or `write` fails.
pub fn write(path: &Path, write: Writing<'_>) -> io::Result<()> {
    // A link is followed: what it points at is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&target).ok();
    match &before {
        Some(there) if there.is_dir() => Err(io::Error::from(ErrorKind::IsADirectory)),
        // A device or a pipe has no whole to wait for.
        Some(there) if !there.is_file() => finish(
            BufWriter::with_capacity(BUFFER, File::options().write(true).open(&target)?),
            write,
        )
        .map(drop),
        _ => swap(&target, before, write),
    }
}

fn swap(target: &Path, before: Option<fs::Metadata>, write: Writing<'_>) -> io::Result<()> {
    let folder = folder_of(target);
    let mut beside = tempfile::Builder::new();
    beside.prefix(".rashomon-").suffix(".tmp");
    #[cfg(unix)]
    beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let (file, beside) = beside.tempfile_in(&folder)?.into_parts();
    let file = finish(BufWriter::with_capacity(BUFFER, file), write)?;
    if let Some(before) = before {
        file.set_permissions(before.permissions())?;
    }
    file.sync_all()?;
    beside.persist(target).map_err(|error| error.error)?;
    // The name is on the disk once its folder is; not every system can be asked.
    let _ = File::open(&folder).and_then(|folder| folder.sync_all());
    Ok(())
}

fn finish(mut out: BufWriter<File>, write: Writing<'_>) -> io::Result<File> {
    let written = write(&mut out).and_then(|()| out.flush());
    let (file, _) = out.into_parts();
    written.map(|()| file)
}

/// The folder that a file lies in.
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}
