//! `check`: fails where claims contradict each other in a way that is not yet known.

use std::collections::HashSet;
use std::io::{self, Write};

use rashomon::report::diff::Diff;
use rashomon::report::dispute::Index;
use rashomon::report::text::{inert, listed, plural};
use rashomon::report::view::{Finding, Report};
use rashomon::report::words;

use super::args::Check;
use super::baseline::Baseline;
use super::config::Config;
use super::fail_on::FailOn;
use super::options::{Input, refused};
use super::{Done, Exit, Failure, diff, guard, output, say};

pub(crate) fn run(args: Check) -> Done {
    let config = Config::load()?;
    let fail_on = fail_on(args.fail_on, &config)?;
    let input = Input::new(args.paths, args.reading, &config, None)?;
    let known = match &args.baseline {
        Some(path) if args.write_baseline => {
            guard::output(path, &input)?;
            Baseline::default()
        }
        Some(path) => Baseline::read(path)?,
        None => Baseline::default(),
    };
    let old = args
        .against
        .as_deref()
        .map(|path| diff::report(path, &input));
    let old = old.transpose()?;
    let run = input.run()?;
    let mut judged = judge(&run.report, fail_on, &known);
    if let Some(old) = &old {
        only_since(&mut judged, &rashomon::report::diff::diff(old, &run.report));
    }
    let exit = match &args.baseline {
        Some(path) if args.write_baseline => {
            Baseline::write(path, &judged.new)?;
            say(format_args!(
                "{} at or above --fail-on {fail_on} written to {}",
                plural(judged.new.len(), "finding"),
                inert(&path.display().to_string())
            ));
            Exit::Clean
        }
        _ => print(&run.report, &judged)?,
    };
    Ok(if refused(&run) { Exit::Faults } else { exit })
}

fn fail_on(asked: Option<FailOn>, config: &Config) -> Result<FailOn, Failure> {
    match (asked, &config.fail_on) {
        (Some(asked), _) => Ok(asked),
        (None, None) => Ok(FailOn::default()),
        (None, Some(text)) => text
            .parse()
            .map_err(|error| Failure::new(format!("rashomon.toml: fail_on: {error}"))),
    }
}

/// What a check found.
#[derive(Debug, PartialEq)]
struct Judged<'a> {
    /// Findings that fail.
    new: Vec<&'a Finding>,
    /// Findings that would, were they not known.
    known: usize,
    /// Ids of the baseline that no finding has.
    stale: Vec<&'a str>,
}

fn judge<'a>(report: &'a Report, fail_on: FailOn, known: &'a Baseline) -> Judged<'a> {
    let failing = report.findings.iter().filter(|f| fail_on.meets(f));
    let (passed, new): (Vec<_>, Vec<_>) = failing.partition(|f| known.0.contains(&f.id));
    let all: HashSet<&str> = report.findings.iter().map(|f| f.id.as_str()).collect();
    let stale = known.0.iter().map(String::as_str);
    Judged {
        new,
        known: passed.len(),
        stale: stale.filter(|id| !all.contains(id)).collect(),
    }
}

/// Keeps the findings that are new or worse.
fn only_since(judged: &mut Judged<'_>, changes: &Diff) {
    let changed = changes.new_findings.iter().chain(&changes.worse);
    let changed: HashSet<&str> = changed.map(|c| c.id.as_str()).collect();
    let before = judged.new.len();
    judged.new.retain(|f| changed.contains(f.id.as_str()));
    judged.known += before - judged.new.len();
}

fn print(report: &Report, judged: &Judged<'_>) -> Done {
    let index = Index::new(report);
    output::to_stdout(&mut |out| lines(judged, &index, out))?;
    let known = match judged.known {
        0 => String::new(),
        known => format!("; {} passed over", plural(known, "known one")),
    };
    say(format_args!(
        "{}{known}",
        plural(judged.new.len(), "new finding")
    ));
    if !judged.stale.is_empty() {
        say(format_args!(
            "{} of the baseline {} found any more: {}",
            plural(judged.stale.len(), "entry"),
            if judged.stale.len() == 1 {
                "is not"
            } else {
                "are not"
            },
            inert(&listed(&judged.stale)),
        ));
    }
    Ok(if judged.new.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

fn lines(judged: &Judged<'_>, index: &Index<'_>, out: &mut dyn Write) -> io::Result<()> {
    judged
        .new
        .iter()
        .try_for_each(|finding| writeln!(out, "{}", inert(&line(finding, index))))
}

/// `a.json:12: contradiction (major): killed: “19” (One) against “23” (Two, b.json:7) [f-…]`.
fn line(finding: &Finding, index: &Index<'_>) -> String {
    let at = |side: usize| {
        let account = index.account(&finding.claims[side]);
        account.map_or(finding.claims[side].as_str(), |a| a.location.as_str())
    };
    format!(
        "{}: {} ({}): {}: “{}” ({}) against “{}” ({}, {}) [{}]",
        at(0),
        words::verdict(finding.verdict),
        words::severity(finding.severity),
        words::topic(&finding.attribute, finding.of.as_deref()),
        finding.values[0],
        finding.outlets[0],
        finding.values[1],
        finding.outlets[1],
        at(1),
        finding.id,
    )
}

#[cfg(test)]
pub(super) fn canned() -> Report {
    serde_json::from_str(include_str!("../../tests/data/canned-report.json")).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(judged: &Judged<'_>) -> Vec<String> {
        judged.new.iter().map(|f| f.id.clone()).collect()
    }

    #[test]
    fn what_is_grave_enough_fails() {
        let (report, none) = (canned(), Baseline::default());
        assert_eq!(judge(&report, FailOn::default(), &none).new.len(), 4);
        let critical = "contradiction:critical".parse().unwrap();
        assert_eq!(ids(&judge(&report, critical, &none)), ["f-01vanestatus"]);
        let scope = "scope".parse().unwrap();
        assert_eq!(judge(&report, scope, &none).new.len(), 5);
        let superseded = "superseded:major".parse().unwrap();
        assert_eq!(judge(&report, superseded, &none).new.len(), 6);
    }

    #[test]
    fn what_is_known_passes_and_what_is_gone_is_named() {
        let report = canned();
        let known = [
            "f-02killed19vs23",
            "f-03killed19vs23",
            "f-08wounded00000",
            "f-gone",
        ];
        let known = Baseline(known.map(str::to_owned).into());
        let judged = judge(&report, FailOn::default(), &known);
        assert_eq!(ids(&judged), ["f-01vanestatus", "f-04perpetrator0"]);
        assert_eq!(judged.known, 2);
        assert_eq!(judged.stale, ["f-gone"]);
    }

    #[test]
    fn against_an_older_report_only_what_is_new_or_worse_fails() {
        let (report, mut old) = (canned(), canned());
        old.findings.remove(0);
        let none = Baseline::default();
        let mut judged = judge(&report, FailOn::default(), &none);
        only_since(&mut judged, &rashomon::report::diff::diff(&old, &report));
        assert_eq!(ids(&judged), ["f-01vanestatus"]);
        assert_eq!(judged.known, 3);
    }

    #[test]
    fn a_line_begins_with_file_and_line_and_is_inert() {
        let report = canned();
        let index = Index::new(&report);
        assert_eq!(
            line(&report.findings[1], &index),
            "claims/lune/harbour-post.json:14: contradiction (major): killed: “19” (Harbour Post) \
             against “23” (Coast Radio, claims/lune/coast-radio.jsonl:7) [f-02killed19vs23]"
        );
        let all = judge(&report, "compatible".parse().unwrap(), &Baseline::default())
            .new
            .len();
        let known = Baseline::default();
        let judged = judge(&report, "compatible".parse().unwrap(), &known);
        let mut out = Vec::new();
        lines(&judged, &index, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().count(), all);
        assert!(!text.contains('\u{1b}'));
    }
}
