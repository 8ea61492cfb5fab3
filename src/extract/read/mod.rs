//! Files of articles to articles: a file per form.

mod lines;
mod plain;

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::Article;

/// Something that an input could not be read for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The file, and the line where that helps.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

/// The most bytes taken of one article.
pub const LONGEST_ARTICLE: usize = 8 << 20;

/// Hands every article of the inputs to `take`, in order; `false` from it ends the reading.
/// What cannot be read is handed over as trouble.
pub fn articles(inputs: &[PathBuf], take: &mut dyn FnMut(Result<Article, Trouble>) -> bool) {
    for input in inputs {
        if input.as_os_str() == "-" {
            let stdin = io::stdin().lock();
            if !stream(Box::new(BufReader::new(stdin)), take) {
                return;
            }
            continue;
        }
        if !path(input, take) {
            return;
        }
    }
}

/// Standard input: JSON lines where it begins with a brace, plain text otherwise.
fn stream(mut reader: Box<dyn BufRead + '_>, take: &mut dyn FnMut(Result<Article, Trouble>) -> bool) -> bool {
    let json = reader.fill_buf().is_ok_and(|b| b.iter().find(|c| !c.is_ascii_whitespace()) == Some(&b'{'));
    if json {
        return lines::read(reader, "-", take);
    }
    let mut bytes = Vec::new();
    let limit = LONGEST_ARTICLE as u64;
    match reader.take(limit).read_to_end(&mut bytes) {
        Ok(_) => take(Ok(plain::article(&bytes, "stdin", None))),
        Err(error) => take(Err(trouble("-", &error))),
    }
}

fn trouble(place: &str, error: &io::Error) -> Trouble {
    Trouble { place: place.to_owned(), message: format!("cannot be read: {error}") }
}

fn path(path: &Path, take: &mut dyn FnMut(Result<Article, Trouble>) -> bool) -> bool {
    if path.is_dir() {
        return folder(path, take);
    }
    let shown = path.display().to_string();
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) => return take(Err(trouble(&shown, &error))),
    };
    if matches!(extension.as_str(), "jsonl" | "ndjson" | "json") {
        return lines::read(Box::new(BufReader::with_capacity(1 << 16, file)), &shown, take);
    }
    let mut bytes = Vec::new();
    if let Err(error) = file.take(LONGEST_ARTICLE as u64).read_to_end(&mut bytes) {
        return take(Err(trouble(&shown, &error)));
    }
    let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or("article");
    let name = path.file_name().and_then(|s| s.to_str());
    take(Ok(plain::article(&bytes, stem, name)))
}

/// A folder: its files in the order of their names.
fn folder(folder: &Path, take: &mut dyn FnMut(Result<Article, Trouble>) -> bool) -> bool {
    let mut paths: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(|e| e.ok().map(|e| e.path())).collect(),
        Err(error) => return take(Err(trouble(&folder.display().to_string(), &error))),
    };
    paths.sort();
    for inner in paths {
        let hidden = inner.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with('.'));
        if !hidden && !path(&inner, take) {
            return false;
        }
    }
    true
}
