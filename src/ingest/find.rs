//! Sources to files: which are claims, and which lie beside them.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::open::form_of;
use super::{ARTICLES, Fault, FaultKind, FaultLevel, Found, STDIN, Source, TableReading};
use crate::claim::ValueError;

/// Ends of the names of claims, beneath what they are packed in.
const PACKED: [&str; 5] = [".json", ".jsonl", ".ndjson", ".csv", ".tsv"];

/// What a file is by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Claims,
    Gazetteer,
    Codebook,
    Outlets,
    Mapping,
    Rulings,
}

/// Finds the files of a run; each is found once, under the least of its names.
pub(super) fn find(sources: &[Source]) -> Found {
    let mut finder = Finder::default();
    for source in sources {
        match source {
            Source::Stdin => {
                let name = PathBuf::from(STDIN);
                finder.files.insert((Role::Claims, name.clone()), name);
            }
            Source::Path(path) => finder.named(path),
        }
    }
    finder.faults.sort();
    finder.faults.dedup();
    Found {
        claims: finder.all(Role::Claims),
        gazetteers: finder.all(Role::Gazetteer),
        codebooks: finder.all(Role::Codebook),
        outlets: finder.all(Role::Outlets),
        mappings: finder.all(Role::Mapping),
        rulings: finder.all(Role::Rulings),
        tables: TableReading::default(),
        faults: finder.faults,
    }
}

#[derive(Default)]
struct Finder {
    /// What each file is, and which one it really is (links followed); how the user names it.
    files: BTreeMap<(Role, PathBuf), PathBuf>,
    faults: Vec<Fault>,
}

impl Finder {
    /// The names of the files that are that, in order.
    fn all(&self, wanted: Role) -> Vec<PathBuf> {
        let files = self.files.iter().filter(|((role, _), _)| *role == wanted);
        let mut names: Vec<PathBuf> = files.map(|(_, name)| name.clone()).collect();
        names.sort();
        names
    }

    /// Takes a path that the user named.
    fn named(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(error) => self.faults.push(not_there(path, &error)),
            Ok(meta) if meta.is_dir() => {
                let before = self.found();
                self.folder(path);
                if self.found() == before && !self.holds_known(path) {
                    let message = "the folder holds no file of claims";
                    let hint = "claims are in .json, .jsonl, .ndjson, .csv, .tsv, .xlsx, .xls or .ods, or one of these with .gz or .zst; `rashomon new` writes some to begin with";
                    self.faults
                        .push(fault(path, FaultKind::Empty, message, hint));
                }
            }
            Ok(_) => {
                if !self.take(path) {
                    self.faults.push(unknown_form(path));
                }
            }
        }
    }

    /// How much was found that is claims, or why there are none.
    fn found(&self) -> usize {
        let errors = self.faults.iter().filter(|f| f.level == FaultLevel::Error);
        self.claims().count() + errors.count()
    }

    /// What the files of claims found so far really are.
    fn claims(&self) -> impl Iterator<Item = &Path> {
        let files = self.files.keys().filter(|(role, _)| *role == Role::Claims);
        files.map(|(_, path)| path.as_path())
    }

    /// Whether a folder's claims were found before under another name.
    fn holds_known(&self, folder: &Path) -> bool {
        fs::canonicalize(folder)
            .is_ok_and(|real| self.claims().any(|claims| claims.starts_with(&real)))
    }

    /// Takes what a folder holds, and what its folders hold. Links to folders are not followed:
    /// they can lead in circles.
    fn folder(&mut self, folder: &Path) {
        let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) => return self.faults.push(not_there(folder, &error)),
        };
        let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
        paths.sort();
        for path in paths {
            let hidden = path
                .file_name()
                .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            let Ok(meta) = fs::symlink_metadata(&path) else {
                continue;
            };
            if hidden {
                continue;
            }
            if meta.is_dir() {
                self.folder(&path);
            } else {
                self.met(&path);
            }
        }
    }

    /// Takes what was met in a folder and is none itself, or says why it is passed over.
    fn met(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(error) => self.faults.push(not_there(path, &error)),
            Ok(meta) if meta.is_dir() => {}
            Ok(meta) if meta.is_file() => {
                if !self.take(path) {
                    self.faults.extend(maybe_claims(path));
                }
            }
            Ok(_) => {
                let why = "it is no file, but a pipe, a socket or a device";
                let hint = "name it on the command line, or copy what it gives into a file";
                self.faults.push(passed_over(path, why, hint));
            }
        }
    }

    /// Takes a file by its name; says whether it is of any use.
    fn take(&mut self, path: &Path) -> bool {
        let Some(role) = role_of(path) else {
            return false;
        };
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let name = self
            .files
            .entry((role, real))
            .or_insert_with(|| path.to_owned());
        if path < name.as_path() {
            path.clone_into(name);
        }
        true
    }
}

/// What a file is; nothing where it is nothing to read, such as the program's own settings in
/// `rashomon.toml`.
fn role_of(path: &Path) -> Option<Role> {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or("");
    let is = |start: &str, end: &str| {
        name.starts_with(start) && Path::new(name).extension() == Some(OsStr::new(end))
    };
    if name == ARTICLES {
        // It describes the articles of its folder.
        None
    } else if is("gazetteer", "json") {
        Some(Role::Gazetteer)
    } else if is("codebook", "toml") {
        Some(Role::Codebook)
    } else if is("outlets", "toml") {
        Some(Role::Outlets)
    } else if is("mapping", "toml") {
        Some(Role::Mapping)
    } else if is("rulings", "toml") {
        Some(Role::Rulings)
    } else {
        form_of(path).map(|_| Role::Claims)
    }
}

/// The fault of a path that cannot be looked at.
fn not_there(path: &Path, error: &io::Error) -> Fault {
    if error.kind() != io::ErrorKind::NotFound {
        let message = format!("cannot be read: {error}");
        let hint = "check that it is a file or folder you may read";
        return fault(path, FaultKind::Unreadable, &message, hint);
    }
    let (message, hint) = if path.is_symlink() {
        let message = "it is a link to a file or folder that is not there";
        (message, "mend the link, or remove it")
    } else {
        let message = "there is no such file or folder";
        (message, "check the spelling, and the folder you are in")
    };
    fault(path, FaultKind::Missing, message, hint)
}

fn unknown_form(path: &Path) -> Fault {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or("");
    let (message, hint) = if name == ARTICLES {
        let message = "it says what the articles beside it are, and is never read as claims";
        (
            message,
            "name the folder, or call a table of claims something else",
        )
    } else if name.to_ascii_lowercase().ends_with(".parquet") {
        ("Parquet is not read yet", "convert to CSV")
    } else {
        let hint = "name it .json, .jsonl, .ndjson, .csv, .tsv, .xlsx, .xls or .ods (or one of these with .gz or .zst)";
        ("its name says no form that is read", hint)
    };
    fault(path, FaultKind::Unreadable, message, hint)
}

/// The warning for a file in a folder that may hold claims, by its name, in a form that is not
/// read. Other files beside the claims are nobody's concern.
fn maybe_claims(path: &Path) -> Option<Fault> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let (stem, end) = name.rsplit_once('.')?;
    let holds = |form: &str| stem.ends_with(form) || stem.contains(&format!("{form}."));
    let (why, hint) = match end {
        "parquet" => ("Parquet is not read yet", "convert to CSV"),
        "bz2" | "xz" | "zip" if PACKED.into_iter().any(holds) => {
            let why = "it is packed in a way that is not read";
            (why, "convert to .gz or .zst, or unpack it")
        }
        _ => return None,
    };
    Some(passed_over(path, why, hint))
}

fn passed_over(path: &Path, why: &str, hint: &str) -> Fault {
    let message = format!("is passed over: {why}");
    fault(path, FaultKind::Unreadable, &message, hint).warning()
}

fn fault(path: &Path, kind: FaultKind, message: &str, hint: &str) -> Fault {
    let error = ValueError::new(message).hint(hint);
    Fault::of_file(&Arc::from(path.to_string_lossy()), kind, error)
}
