//! Files of articles to articles: a file per form.

mod beside;
mod feed;
mod html;
mod lines;
mod markup;
mod plain;
mod warc;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use self::beside::Tables;
use super::Article;
use crate::ingest::{self, Source};

/// Something that an input could not be read for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The file, and the line where that helps.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

/// Takes what is read; `false` ends the reading.
pub type Take<'t> = dyn FnMut(Result<Article, Trouble>) -> bool + 't;

/// The most bytes taken of one article.
pub const LONGEST_ARTICLE: usize = 8 << 20;

/// Hands every article of the inputs to `take`, in order; `false` from it ends the reading.
/// What cannot be read is handed over as trouble.
pub fn articles(inputs: &[PathBuf], take: &mut Take<'_>) {
    let mut tables = Tables::default();
    for input in inputs {
        let more = if input.as_os_str() == "-" {
            stream(take)
        } else {
            path(input, &mut tables, take)
        };
        if !more {
            return;
        }
    }
}

/// Endings of files that may hold several articles.
const SEVERAL: [&str; 7] = ["jsonl", "ndjson", "json", "warc", "rss", "atom", "xml"];

/// Endings of the names of files that hold articles.
const ENDINGS: &str = "txt md markdown html htm xhtml rss atom xml warc";

/// Whether a file is read as articles by its name alone.
pub fn is_article_file(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    let name = name.to_string_lossy().to_ascii_lowercase();
    let ending = name.strip_suffix(".gz").unwrap_or(&name).rsplit('.').next();
    ENDINGS.split(' ').any(|known| Some(known) == ending)
}

/// Whether a path is of articles. A file is by its name, or, for JSON lines, by a first line that has a
/// text and no event; a folder is where it holds articles and no claims, or `articles.csv` says what its
/// articles are. A README is no article of a folder.
pub fn holds_articles(path: &Path) -> bool {
    if path.as_os_str() == "-" {
        false
    } else if path.is_dir() {
        path.join(ingest::ARTICLES).is_file() || holds_no_claims(path) && holds_any(path)
    } else {
        is_article_file(path) || holds_article_lines(path)
    }
}

/// The articles to draft from a path that [`holds_articles`]. Where claims lie in a folder too, they are
/// those that its table names: texts that claims were read from are not drafted by surprise.
pub fn to_draft(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() || holds_no_claims(path) {
        return vec![path.to_owned()];
    }
    let (rows, _) = ingest::articles(path);
    rows.iter().map(|row| path.join(&row.file)).collect()
}

/// Whether no file of a folder holds claims.
pub fn holds_no_claims(folder: &Path) -> bool {
    let found = ingest::find(&[Source::Path(folder.to_owned())]);
    found.claims.iter().all(|path| holds_article_lines(path))
}

/// Whether an article lies somewhere in a folder.
fn holds_any(folder: &Path) -> bool {
    let inner = inner(folder).unwrap_or_default();
    inner.iter().any(|path| {
        if path.is_dir() {
            !path.is_symlink() && holds_any(path)
        } else {
            is_article_file(path) || holds_article_lines(path)
        }
    })
}

fn is_lines(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e == "jsonl" || e == "ndjson")
}

fn holds_article_lines(path: &Path) -> bool {
    let mut first = Vec::new();
    let mut read = || File::open(path).and_then(|file| file.take(1 << 20).read_to_end(&mut first));
    if !is_lines(path) || read().is_err() {
        return false;
    }
    let line = first.split(|b| *b == b'\n').next().unwrap_or_default();
    let value: serde_json::Value = serde_json::from_slice(line).unwrap_or_default();
    value["text"].is_string() && value["event"].is_null()
}

/// Reads bytes as a form of article, by the ending that a file of it has.
pub fn bytes(bytes: &[u8], ending: &str, take: &mut Take<'_>) {
    match ending {
        "jsonl" | "ndjson" => lines::read(Box::new(bytes), "bytes", take),
        "warc" => warc::read(Box::new(bytes), "bytes", take),
        ending => whole(bytes, ending, "bytes", None, take),
    };
}

/// Standard input: JSON lines where it begins with a brace, a page where it begins with a tag.
fn stream(take: &mut Take<'_>) -> bool {
    let mut reader = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let first = reader
        .fill_buf()
        .ok()
        .and_then(|b| b.iter().copied().find(|c| !c.is_ascii_whitespace()));
    if first == Some(b'{') {
        return lines::read(Box::new(reader), "-", take);
    }
    let ending = if first == Some(b'<') { "html" } else { "txt" };
    match limited(reader) {
        Ok(bytes) => whole(&bytes, ending, "stdin", None, take),
        Err(error) => take(Err(trouble("-", &error))),
    }
}

/// What there is to read, up to the longest article and one byte more.
fn limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader
        .take(LONGEST_ARTICLE as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The bytes of an article without what is too much, which is said.
fn cut<'b>(bytes: &'b [u8], place: &str, take: &mut Take<'_>) -> &'b [u8] {
    let Some(head) = bytes
        .get(..LONGEST_ARTICLE)
        .filter(|h| h.len() < bytes.len())
    else {
        return bytes;
    };
    let most = LONGEST_ARTICLE >> 20;
    take(Err(Trouble {
        place: place.to_owned(),
        message: format!("is longer than {most} MiB: what follows was passed over"),
    }));
    head
}

fn trouble(place: &str, error: &io::Error) -> Trouble {
    Trouble {
        place: place.to_owned(),
        message: format!("cannot be read: {error}"),
    }
}

fn path(path: &Path, tables: &mut Tables, take: &mut Take<'_>) -> bool {
    if path.is_dir() {
        return folder(path, tables, take);
    }
    let shown = path.display().to_string();
    let reader = match open(path) {
        Ok(reader) => reader,
        Err(error) => return take(Err(trouble(&shown, &error))),
    };
    let (row, more) = tables.of(path, take);
    if !more {
        return false;
    }
    let name = path
        .file_name()
        .map_or("article".into(), |name| name.to_string_lossy());
    let name = &*name;
    let plain = name.strip_suffix(".gz").unwrap_or(name);
    let (stem, ending) = plain.rsplit_once('.').unwrap_or((plain, "txt"));
    let ending = &*ending.to_ascii_lowercase();
    let several = SEVERAL.contains(&ending);
    let take: &mut Take<'_> = &mut |article| match &row {
        Some(row) => take(article.map(|article| beside::described(article, row, several))),
        None => take(article),
    };
    match ending {
        "jsonl" | "ndjson" | "json" => lines::read(reader, &shown, take),
        "warc" => warc::read(reader, stem, take),
        ending => match limited(reader) {
            Ok(bytes) => whole(&bytes, ending, stem, Some(name), take),
            Err(error) => take(Err(trouble(&shown, &error))),
        },
    }
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let file = File::open(path)?;
    let packed = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("gz"));
    let reader: Box<dyn Read> = if packed {
        Box::new(MultiGzDecoder::new(BufReader::new(file)))
    } else {
        Box::new(file)
    };
    Ok(Box::new(BufReader::with_capacity(1 << 16, reader)))
}

/// A file that is read whole.
fn whole(bytes: &[u8], ending: &str, id: &str, file: Option<&str>, take: &mut Take<'_>) -> bool {
    let bytes = cut(bytes, id, take);
    let text = crate::text::decode(bytes);
    let article = match ending {
        "rss" | "atom" | "xml" if feed::is_feed(&text) => {
            return feed::articles(&text, id).into_iter().all(|a| take(Ok(a)));
        }
        "html" | "htm" | "xhtml" | "xml" => html::article(&text, id),
        "md" | "markdown" => plain::markdown(&text, id, file),
        _ => plain::article(text, id, file),
    };
    take(Ok(article))
}

/// The host of an address, as the name of an outlet.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest
        .split(['/', '?', '#'])
        .next()?
        .trim_start_matches("www.");
    (!host.is_empty()).then(|| host.to_owned())
}

/// A folder: its files in the order of their names.
fn folder(folder: &Path, tables: &mut Tables, take: &mut Take<'_>) -> bool {
    match inner(folder) {
        Ok(paths) => paths.iter().all(|inner| path(inner, tables, take)),
        Err(error) => take(Err(trouble(&folder.display().to_string(), &error))),
    }
}

/// The folders and the files of articles in a folder, in the order of their names.
fn inner(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let stem = path.file_stem().unwrap_or_default();
        let about = name.starts_with('.') || stem.eq_ignore_ascii_case("readme");
        !about && (path.is_dir() || is_article_file(path) || is_lines(path))
    });
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_of_an_article_is_said() {
        let long = vec![b'a'; LONGEST_ARTICLE + 1];
        let (mut read, mut said) = (0, 0);
        bytes(&long, "txt", &mut |article| {
            match article {
                Ok(article) => read += article.text.len(),
                Err(_) => said += 1,
            }
            true
        });
        assert_eq!((read, said), (LONGEST_ARTICLE, 1));
    }
}
