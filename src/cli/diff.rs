//! `diff`: what changed, in meaning.

use std::path::Path;

use rashomon::pipeline::Reconciliation;
use rashomon::report::diff::{diff, tell};
use rashomon::report::markdown::Markdown;
use rashomon::report::table::Terminal;
use rashomon::view::{Report, VERSION};

use super::args::Diff;
use super::choices::DiffFormat;
use super::config::Config;
use super::options::{Input, Look};
use super::{Done, Exit, Failure, output};

pub(crate) fn run(args: Diff) -> Done {
    let config = Config::load()?;
    let look = Look::new(&args.looks, false);
    let input = Input::new(vec![args.new.clone()], args.reading, &config, None)?;
    let (old, new) = (read(&args.old, &input)?, read(&args.new, &input)?);
    let changes = diff(&old.report(), &new.report());
    let limit = if args.limit == 0 {
        usize::MAX
    } else {
        args.limit
    };
    output::to_stdout(&mut |out| match args.format {
        DiffFormat::Table => tell(
            &changes,
            limit,
            &mut Terminal::new(out, look.width, look.colour),
        ),
        DiffFormat::Markdown => tell(&changes, limit, &mut Markdown::new(out)),
        DiffFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &changes)?;
            writeln!(out)
        }
    })?;
    Ok(Exit::Clean)
}

/// A reconciliation, as it was come by.
pub(super) enum Read {
    /// From a JSON file.
    Written(Box<Report<'static>>),
    /// From claims.
    Run(Box<Reconciliation>),
}

impl Read {
    pub(super) fn report(&self) -> Report<'_> {
        match self {
            Self::Written(report) => report.as_ref().clone(),
            Self::Run(run) => run.report(),
        }
    }
}

/// A reconciliation written as JSON, or else the one of the claims at that path, read as `input`
/// says.
pub(super) fn read(path: &Path, input: &Input) -> Result<Read, Failure> {
    match written(path)? {
        Some(report) => Ok(Read::Written(Box::new(report))),
        None => Ok(Read::Run(Box::new(input.of(path).run()?))),
    }
}

/// The reconciliation in a JSON file.
pub(super) fn report(path: &Path) -> Result<Report<'static>, Failure> {
    let written = written(path)?;
    written.ok_or_else(|| {
        Failure::with_help(
            format!("{} is no reconciliation", path.display()),
            "name a file that `reconcile --format json -o` wrote",
        )
    })
}

/// The report in a JSON file; `None` where the file holds something else (claims).
fn written(path: &Path) -> Result<Option<Report<'static>>, Failure> {
    if path.extension().is_none_or(|e| e != "json") || !path.is_file() {
        return Ok(None);
    }
    let text = rashomon::ingest::read_text(path)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}", path.display())))?;
    let Some(version) = version(&text) else {
        return Ok(None);
    };
    let refused = |why: &str| {
        let message = format!("{}: {why}", path.display());
        Failure::with_help(message, "write it anew with `reconcile --format json`")
    };
    if version != VERSION {
        return Err(refused(&format!(
            "it is a reconciliation of version {version}, and version {VERSION} is read"
        )));
    }
    let report = serde_json::from_str(&text);
    let report = report.map_err(|error| refused(&format!("it is no reconciliation: {error}")))?;
    Ok(Some(report))
}

/// The version of the claims format of which a JSON text is a reconciliation; none where it is
/// something else, as a document with claims.
fn version(text: &str) -> Option<u32> {
    #[derive(serde::Deserialize)]
    struct Head {
        version: u32,
        #[serde(rename = "events")]
        _events: serde::de::IgnoredAny,
        #[serde(rename = "topics", alias = "findings")]
        _topics: serde::de::IgnoredAny,
    }
    let head = serde_json::from_str::<Head>(text).ok()?;
    Some(head.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_told_from_a_report() {
        let canned = include_str!("../../tests/data/canned-report.json");
        assert_eq!(version(canned), Some(VERSION));
        let older = "{\"version\": 1, \"events\": [], \"findings\": []}";
        assert_eq!(version(older), Some(1));
        assert_eq!(version("{\"outlet\": \"a\", \"claims\": []}"), None);
        assert_eq!(version("[1"), None);
    }

    #[test]
    fn a_report_of_an_older_version_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.json");
        std::fs::write(&path, "{\"version\": 1, \"events\": [], \"findings\": []}").unwrap();
        assert!(matches!(written(&path), Err(Failure::Said(_, Some(_)))));
    }
}
