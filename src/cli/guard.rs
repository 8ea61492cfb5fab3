//! No output goes over an input.

use std::fs;
use std::path::{Path, PathBuf};

use rashomon::extract::read::is_article_file;
use rashomon::ingest::{self, Found};
use rashomon::whole_file::folder_of;

use super::Failure;
use super::config;
use super::options::Input;

/// The last extensions of files that are read as claims or as something beside them.
const READ: [&str; 15] = [
    "json", "jsonl", "ndjson", "csv", "tsv", "tab", "xlsx", "xlsm", "xlsb", "xls", "ods", "gz",
    "zst", "parquet", "toml",
];

/// Refuses an output that is an input of the same run, or would be one of the next.
pub(super) fn output(out: &Path, input: &Input) -> Result<(), Failure> {
    let found = ingest::find(&input.sources());
    if let Ok(out_at) = fs::canonicalize(out) {
        let same = |path: &&PathBuf| fs::canonicalize(path).is_ok_and(|at| at == out_at);
        if files(&found, input).iter().find(same).is_some() || within_texts(&out_at, input) {
            return Err(refuse(
                out,
                "is an input of this run, and nothing is written over one",
            ));
        }
    }
    if joins_inputs(out, input) {
        Err(refuse(
            out,
            "lies in a folder of inputs, and the next run would read it as claims",
        ))
    } else {
        Ok(())
    }
}

/// Refuses an output that lies within something else that is read: a folder of articles, of templates.
pub(super) fn apart<'p>(
    out: &Path,
    read: impl IntoIterator<Item = &'p PathBuf>,
) -> Result<(), Failure> {
    let Ok(at) = fs::canonicalize(out) else {
        return Ok(());
    };
    let holds = |path: &PathBuf| fs::canonicalize(path).is_ok_and(|read| at.starts_with(read));
    if read.into_iter().any(holds) {
        return Err(refuse(
            out,
            "lies in what this run reads, and nothing is written over that",
        ));
    }
    Ok(())
}

/// Refuses a new file in a folder of articles that the next run would read as one.
pub(super) fn no_article(out: &Path, articles: &[PathBuf]) -> Result<(), Failure> {
    let folder = fs::canonicalize(folder_of(out));
    let within = |read: &PathBuf| match (&folder, fs::canonicalize(read)) {
        (Ok(folder), Ok(read)) => folder.starts_with(read),
        _ => false,
    };
    if is_article_file(out) && articles.iter().any(within) {
        return Err(refuse(
            out,
            "lies in a folder of articles, and the next run would read it as one",
        ));
    }
    Ok(())
}

/// Refuses an existing file that the command line names more than once: as an output, and as
/// something to read.
pub(super) fn not_named_twice(out: &Path) -> Result<(), Failure> {
    let Ok(at) = fs::canonicalize(out) else {
        return Ok(());
    };
    if is_standard_input(&at) {
        return Err(refuse(out, "is what standard input comes from"));
    }
    let times = named().filter(|path| fs::canonicalize(path).is_ok_and(|named| named == at));
    if at.is_file() && times.count() > 1 {
        return Err(refuse(
            out,
            "is named as an input too, and nothing is written over one",
        ));
    }
    Ok(())
}

/// Whether standard input comes from that file.
#[cfg(unix)]
fn is_standard_input(path: &Path) -> bool {
    use std::os::fd::AsFd as _;
    use std::os::unix::fs::MetadataExt as _;
    let same = || {
        let input = fs::File::from(std::io::stdin().as_fd().try_clone_to_owned().ok()?);
        let (input, path) = (input.metadata().ok()?, fs::metadata(path).ok()?);
        Some(input.is_file() && (input.dev(), input.ino()) == (path.dev(), path.ino()))
    };
    same().unwrap_or(false)
}

#[cfg(not(unix))]
fn is_standard_input(_: &Path) -> bool {
    false
}

/// Refuses to print into a file that the run reads. What the shell emptied is lost; what it appends to
/// is not.
#[cfg(unix)]
pub(super) fn not_redirected_over_an_input() -> Result<(), Failure> {
    use std::os::fd::AsFd as _;
    use std::os::unix::fs::MetadataExt as _;
    let out = std::io::stdout().as_fd().try_clone_to_owned();
    let Ok(out) = out.and_then(|out| fs::File::from(out).metadata()) else {
        return Ok(());
    };
    let same = |path: &PathBuf| {
        fs::metadata(path).is_ok_and(|read| (read.dev(), read.ino()) == (out.dev(), out.ino()))
    };
    match named().find(same).filter(|_| out.is_file()) {
        Some(path) => Err(Failure::with_help(
            format!(
                "standard output goes into {}, which this run reads",
                path.display()
            ),
            "print into another file: the shell empties what stands behind `>` first",
        )),
        None => Ok(()),
    }
}

#[cfg(not(unix))]
pub(super) fn not_redirected_over_an_input() -> Result<(), Failure> {
    Ok(())
}

/// What the arguments may name as paths: each as a whole, behind `=`, and behind a letter's flag.
fn named() -> impl Iterator<Item = PathBuf> {
    std::env::args_os().skip(1).map(|argument| {
        let text = argument.to_string_lossy();
        match (text.split_once('='), text.as_bytes()) {
            (Some((flag, path)), _) if flag.starts_with("--") => PathBuf::from(path),
            (_, [b'-', letter, _, ..]) if *letter != b'-' => PathBuf::from(&text[2..]),
            _ => PathBuf::from(&argument),
        }
    })
}

fn refuse(out: &Path, why: &str) -> Failure {
    Failure::with_help(
        format!("{} {why}", out.display()),
        "name a file in another folder",
    )
}

/// Every file that the run reads.
fn files(found: &Found, input: &Input) -> Vec<PathBuf> {
    let settings = &input.settings;
    [
        &input.paths,
        &found.claims,
        &found.gazetteers,
        &found.codebooks,
        &found.outlets,
        &found.mappings,
        &found.rulings,
        &settings.tables.mappings,
        &settings.gazetteers,
        &settings.codebooks,
        &vec![PathBuf::from(config::FILE)],
        &settings.known,
        &settings.events.iter().cloned().collect(),
        &settings.model.iter().cloned().collect(),
    ]
    .into_iter()
    .flatten()
    .cloned()
    .collect()
}

/// Whether an existing file is a text that claims may have been read from.
fn within_texts(out: &Path, input: &Input) -> bool {
    let texts = input.settings.texts.as_ref();
    let texts = texts.and_then(|folder| fs::canonicalize(folder).ok());
    out.is_file() && texts.is_some_and(|folder| out.starts_with(folder))
}

/// Whether a new file would be read as claims by the next run.
fn joins_inputs(out: &Path, input: &Input) -> bool {
    let extension = out.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let Ok(folder) = fs::canonicalize(folder_of(out)) else {
        return false;
    };
    let inputs = input.paths.iter().filter(|path| path.is_dir());
    let mut inputs = inputs.filter_map(|path| fs::canonicalize(path).ok());
    READ.contains(&extension.to_ascii_lowercase().as_str())
        && inputs.any(|input| folder.starts_with(input))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Reading;
    use crate::cli::config::Config;

    fn input(paths: Vec<PathBuf>, texts: Option<PathBuf>) -> Input {
        let reading = Reading {
            texts,
            ..Reading::default()
        };
        Input::new(paths, reading, &Config::default(), None).unwrap()
    }

    #[test]
    fn inputs_and_what_would_become_one_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let claims = folder.path().join("claims");
        let texts = folder.path().join("texts");
        fs::create_dir_all(&claims).unwrap();
        fs::create_dir_all(&texts).unwrap();
        fs::write(claims.join("a.json"), "[]").unwrap();
        fs::write(texts.join("a.txt"), "a").unwrap();
        let all = input(vec![claims.clone()], Some(texts.clone()));
        let one = input(vec![claims.join("a.json")], None);
        assert!(output(&claims.join("a.json"), &one).is_err());
        assert!(output(&claims.join("../claims/a.json"), &all).is_err());
        assert!(output(&claims.join("new.json"), &all).is_err());
        assert!(output(&texts.join("a.txt"), &all).is_err());
        assert!(output(&claims.join("report.md"), &all).is_ok());
        assert!(output(&folder.path().join("new.json"), &all).is_ok());
        assert!(apart(&texts, [&texts]).is_err());
        assert!(apart(&texts.join("a.txt"), [&texts]).is_err());
        assert!(apart(&folder.path().join("new"), [&texts]).is_ok());
    }
}
