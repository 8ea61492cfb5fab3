//! `diff`: what changed, in meaning.

use std::path::Path;

use rashomon::pipeline::Run;
use rashomon::report::diff::{diff, tell};
use rashomon::report::markdown::Markdown;
use rashomon::report::table::Terminal;
use rashomon::report::view::Report;

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
    Run(Box<Run>),
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

/// The report in a JSON file; `None` where the file holds something else (claims).
fn written(path: &Path) -> Result<Option<Report<'static>>, Failure> {
    if path.extension().is_none_or(|e| e != "json") || !path.is_file() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}", path.display())))?;
    if !is_report(&text) {
        return Ok(None);
    }
    let report = serde_json::from_str(&text).map_err(|error| {
        let message = format!(
            "{}: it is no reconciliation of this version: {error}",
            path.display()
        );
        Failure::with_help(message, "write it anew with `reconcile --format json`")
    })?;
    Ok(Some(report))
}

/// Whether a JSON text has the head of a reconciliation, and not of a document with claims.
fn is_report(text: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Head {
        version: Option<u32>,
        events: Option<serde::de::IgnoredAny>,
        findings: Option<serde::de::IgnoredAny>,
    }
    serde_json::from_str::<Head>(text).is_ok_and(|head| {
        head.version.is_some() && head.events.is_some() && head.findings.is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_told_from_a_report() {
        assert!(is_report(include_str!(
            "../../tests/data/canned-report.json"
        )));
        assert!(!is_report("{\"outlet\": \"a\", \"claims\": []}"));
        assert!(!is_report("[1"));
    }
}
