//! No output goes over an input.

use std::fs;
use std::path::{Path, PathBuf};

use rashomon::ingest::{self, Found};

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
    let folder = match out.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let Ok(folder) = fs::canonicalize(folder) else {
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
    }
}
