//! A file that is written whole or not at all: into a new one beside it, which takes its place once it is
//! whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::{Builder, NamedTempFile, PathPersistError, TempPath};

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
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(_) if path.is_symlink() => {
            let message = "it is a link to a file that does not exist";
            return Err(io::Error::new(ErrorKind::NotFound, message));
        }
        Err(_) => path.to_owned(),
    };
    let before = fs::metadata(&target).ok();
    match &before {
        Some(there) if there.is_dir() => Err(io::Error::from(ErrorKind::IsADirectory)),
        // A device or a pipe has no whole to wait for.
        Some(there) if !there.is_file() => finish(
            BufWriter::with_capacity(BUFFER, File::options().write(true).open(&target)?),
            write,
        )
        .map(drop),
        _ => swap(&target, before, write, TempPath::persist),
    }
}

/// Writes a file whole where there is none, or leaves what is there as it is.
///
/// # Errors
/// Where something of that name is there, were it a link to nothing; where it cannot be written, or
/// `write` fails.
pub fn write_new(path: &Path, write: Writing<'_>) -> io::Result<()> {
    swap(path, None, write, TempPath::persist_noclobber)
}

static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Makes a temporary file as `builder` says, in a folder or where the system keeps such files, that
/// [`remove_unfinished`] knows.
///
/// # Errors
/// Where it cannot be made.
pub fn temporary(builder: &Builder<'_, '_>, folder: Option<&Path>) -> io::Result<NamedTempFile> {
    // Held while it is made, so that no signal comes between.
    let mut made = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    let file = match folder {
        Some(folder) => builder.tempfile_in(folder),
        None => builder.tempfile(),
    }?;
    made.push(file.path().to_owned());
    Ok(file)
}

/// Removes the temporary files that are still there, for a program that ends before its work is done.
pub fn remove_unfinished() {
    let made = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    for path in made.iter() {
        // One that took its place already is there no more.
        let _ = fs::remove_file(path);
    }
}

/// Writes a file beside `target`, and has `take_place` give it that name.
fn swap<'p>(
    target: &'p Path,
    before: Option<fs::Metadata>,
    write: Writing<'_>,
    take_place: impl FnOnce(TempPath, &'p Path) -> Result<(), PathPersistError>,
) -> io::Result<()> {
    let folder = folder_of(target);
    let mut beside = Builder::new();
    beside.prefix(".rashomon-").suffix(".tmp");
    #[cfg(unix)]
    beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let (file, beside) = temporary(&beside, Some(&folder))?.into_parts();
    let file = finish(BufWriter::with_capacity(BUFFER, file), write)?;
    if let Some(before) = before {
        file.set_permissions(before.permissions())?;
    }
    file.sync_all()?;
    take_place(beside, target).map_err(|error| error.error)?;
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
