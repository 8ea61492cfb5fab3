//! Temporary files, which go when the run is over, a signal that ends it included.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

use tempfile::{Builder, NamedTempFile};

static MADE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static WATCHED: Once = Once::new();

/// What a shell gives for a program that Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

/// Makes a temporary file as `builder` says: in a folder, or where the system keeps such files.
pub(super) fn make(builder: &Builder<'_, '_>, folder: Option<&Path>) -> io::Result<NamedTempFile> {
    // Where signals cannot be watched, the files are still gone at an ordinary end.
    WATCHED.call_once(|| drop(ctrlc::set_handler(remove)));
    // Held while it is made, so that no signal comes between.
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let file = match folder {
        Some(folder) => builder.tempfile_in(folder),
        None => builder.tempfile(),
    }?;
    made.push(file.path().to_owned());
    Ok(file)
}

fn remove() {
    let made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    for path in made.iter() {
        // One that took its place already is there no more.
        let _ = std::fs::remove_file(path);
    }
    std::process::exit(INTERRUPTED);
}
