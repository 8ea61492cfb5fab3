//! Data out: to standard output, or to a file that is written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{Failure, guard, temporary};

/// Bytes that are gathered before they are handed to the system.
const BUFFER: usize = 256 * 1024;

/// Something that writes itself.
pub(super) type Writing<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// Writes to standard output. A reader that has seen enough (`| head`) is no failure.
pub(super) fn to_stdout(write: Writing<'_>) -> Result<(), Failure> {
    guard::not_redirected_over_an_input()?;
    let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    // What could not be written is not tried again when the buffer is dropped.
    let _ = out.into_parts();
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::new(format!(
            "cannot write to standard output: {error}"
        ))),
        Ok(()) => Ok(()),
    }
}

/// Writes a file: into a new one beside it, which takes its place once it is whole.
///
/// # Errors
/// Where it cannot be written, or the command line names the file as something to read too.
pub(super) fn to_file(path: &Path, write: Writing<'_>) -> Result<(), Failure> {
    guard::not_named_twice(path)?;
    replace(path, write)
        .map_err(|error| Failure::new(format!("cannot write {}: {error}", path.display())))
}

/// Writes a file whole or not at all.
pub(super) fn replace(path: &Path, write: Writing<'_>) -> io::Result<()> {
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
        _ => swap(&target, before, write),
    }
}

fn swap(target: &Path, before: Option<fs::Metadata>, write: Writing<'_>) -> io::Result<()> {
    let folder = folder_of(target);
    let mut beside = tempfile::Builder::new();
    beside.prefix(".rashomon-").suffix(".tmp");
    #[cfg(unix)]
    beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let (file, beside) = temporary::make(&beside, Some(&folder))?.into_parts();
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

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hello(out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"hello")
    }

    #[test]
    fn a_file_is_written_or_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.md");
        to_file(&path, &mut hello).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"hello");
        let mut half = |out: &mut dyn Write| {
            out.write_all(b"half")?;
            Err(io::Error::from(ErrorKind::StorageFull))
        };
        let Err(Failure::Said(message, _)) = to_file(&path, &mut half) else {
            panic!("half a report was kept")
        };
        assert!(message.contains("report.md"), "{message}");
        assert_eq!(fs::read(&path).unwrap(), b"hello");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none").join("report.md");
        let Err(Failure::Said(message, _)) = to_file(&path, &mut hello) else {
            panic!("a folder came from nowhere")
        };
        assert!(message.contains("none"), "{message}");
        assert!(to_file(folder.path(), &mut hello).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_nothing_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path().join("none"), &link).unwrap();
        assert!(to_file(&link, &mut hello).is_err());
        assert!(link.is_symlink());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_a_failure() {
        assert!(to_file(Path::new("/dev/full"), &mut hello).is_err());
        assert!(to_file(Path::new("/dev/null"), &mut hello).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        to_file(&link, &mut hello).unwrap();
        assert_eq!(fs::read(&real).unwrap(), b"hello");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(
            fs::metadata(&real).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }
}
