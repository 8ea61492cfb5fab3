//! `check`: fails where claims contradict each other in a way that is not yet known.

use std::collections::HashSet;
use std::io::{self, Write};

use rashomon::pipeline::{Draft, Run};
use rashomon::report::diff::{Diff, in_short};
use rashomon::report::text::{inert, listed, plural};
use rashomon::report::view::Finding;
use rashomon::report::words;

use super::args::Check;
use super::baseline::Baseline;
use super::config::Config;
use super::fail_on::FailOn;
use super::options::{Input, refused};
use super::{Done, Exit, Failure, diff, guard, output, say};

/// No more changed counts are told beside the findings; `diff` tells all.
const CHANGES: usize = 10;

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
    let old = args.against.as_deref().map(|path| diff::read(path, &input));
    let old = old.transpose()?;
    let run = input.run()?;
    let draft = run.draft();
    let findings = failing(&draft, fail_on);
    let all = (!known.0.is_empty()).then(|| (0..draft.findings()).map(|n| draft.finding_id(n)));
    let all: HashSet<String> = all.into_iter().flatten().collect();
    let mut judged = judge(&findings, &all, &known);
    if let Some(old) = &old {
        let changes = rashomon::report::diff::diff(&old.report(), &draft.report());
        only_since(&mut judged, &changes);
        for told in in_short(&changes, CHANGES) {
            say(inert(&told));
        }
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
        _ => print(&judged, &|claim| place(&run, claim))?,
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
    new: Vec<&'a Finding<'a>>,
    /// Findings that would, were they not known.
    known: usize,
    /// Ids of the baseline that no finding has.
    stale: Vec<&'a str>,
}

/// The findings that are grave enough to fail.
fn failing<'a>(draft: &Draft<'a>, fail_on: FailOn) -> Vec<Finding<'a>> {
    let meets = |n: &usize| fail_on.meets(draft.found(*n).verdict, draft.severity(*n));
    let numbers = (0..draft.findings()).filter(meets);
    numbers.map(|n| draft.finding(n)).collect()
}

/// Of the findings that fail, those that are not known; `all` are the ids of all findings.
fn judge<'a>(failing: &'a [Finding<'a>], all: &HashSet<String>, known: &'a Baseline) -> Judged<'a> {
    let is_known = |f: &&Finding| known.0.contains(&*f.id);
    let (passed, new): (Vec<_>, Vec<_>) = failing.iter().partition(is_known);
    let stale = known.0.iter().map(String::as_str);
    Judged {
        new,
        known: passed.len(),
        stale: stale.filter(|id| !all.contains(*id)).collect(),
    }
}

/// Keeps the findings that are new or worse.
fn only_since(judged: &mut Judged<'_>, changes: &Diff) {
    let found = changes.new_findings.iter().chain(&changes.worse);
    let found: HashSet<&str> = found.map(|c| c.id.as_str()).collect();
    let before = judged.new.len();
    judged.new.retain(|f| found.contains(&*f.id));
    judged.known += before - judged.new.len();
}

/// File and line of a claim, or its id.
fn place(run: &Run, claim: &str) -> String {
    let known = run.claims.binary_search_by(|c| (*c.id).cmp(claim));
    known.map_or_else(
        |_| claim.to_owned(),
        |at| {
            let location = &run.claims[at].location;
            format!("{}:{}", location.file, location.line)
        },
    )
}

/// Where a claim stands.
type Places<'p> = &'p dyn Fn(&str) -> String;

fn print(judged: &Judged<'_>, places: Places<'_>) -> Done {
    output::to_stdout(&mut |out| lines(judged, places, out))?;
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

fn lines(judged: &Judged<'_>, places: Places<'_>, out: &mut dyn Write) -> io::Result<()> {
    judged
        .new
        .iter()
        .try_for_each(|finding| writeln!(out, "{}", inert(&line(finding, places))))
}

/// `a.json:12: contradiction (major): killed: “19” (One) against “23” (Two, b.json:7) [f-…]`.
fn line(finding: &Finding, places: Places<'_>) -> String {
    let at = |side: usize| places(&finding.claims[side]);
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
pub(super) fn canned() -> rashomon::report::view::Report<'static> {
    serde_json::from_str(include_str!("../../tests/data/canned-report.json")).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(judged: &Judged<'_>) -> Vec<String> {
        judged.new.iter().map(|f| f.id.to_string()).collect()
    }

    /// The canned findings that fail, and the ids of all.
    fn failing(fail_on: &str) -> (Vec<Finding<'static>>, HashSet<String>) {
        let fail_on: FailOn = fail_on.parse().unwrap();
        let all = canned().findings;
        let ids = all.iter().map(|f| f.id.to_string()).collect();
        let meets = |f: &Finding| fail_on.meets(f.verdict, f.severity);
        (all.into_iter().filter(meets).collect(), ids)
    }

    #[test]
    fn what_is_grave_enough_fails() {
        let none = Baseline::default();
        let new = |fail_on: &str| {
            let (failing, all) = failing(fail_on);
            ids(&judge(&failing, &all, &none))
        };
        assert_eq!(new("contradiction").len(), 4);
        assert_eq!(new("contradiction:critical"), ["f-01vanestatus"]);
        assert_eq!(new("scope").len(), 5);
        assert_eq!(new("superseded:major").len(), 6);
    }

    #[test]
    fn what_is_known_passes_and_what_is_gone_is_named() {
        let (failing, all) = failing("contradiction");
        let known = [
            "f-02killed19vs23",
            "f-03killed19vs23",
            "f-08wounded00000",
            "f-gone",
        ];
        let known = Baseline(known.map(str::to_owned).into());
        let judged = judge(&failing, &all, &known);
        assert_eq!(ids(&judged), ["f-01vanestatus", "f-04perpetrator0"]);
        assert_eq!(judged.known, 2);
        assert_eq!(judged.stale, ["f-gone"]);
    }

    #[test]
    fn against_an_older_report_only_what_is_new_or_worse_fails() {
        let (report, mut old) = (canned(), canned());
        old.findings.remove(0);
        let none = Baseline::default();
        let (failing, all) = failing("contradiction");
        let mut judged = judge(&failing, &all, &none);
        only_since(&mut judged, &rashomon::report::diff::diff(&old, &report));
        assert_eq!(ids(&judged), ["f-01vanestatus"]);
        assert_eq!(judged.known, 3);
    }

    #[test]
    fn a_line_begins_with_file_and_line_and_is_inert() {
        let places = |claim: &str| match claim {
            "hp-12#1" => "claims/lune/harbour-post.json:14".to_owned(),
            "cr-7#1" => "claims/lune/coast-radio.jsonl:7".to_owned(),
            other => other.to_owned(),
        };
        let (failing, all) = failing("compatible");
        assert_eq!(
            line(&failing[1], &places),
            "claims/lune/harbour-post.json:14: contradiction (major): killed: “19” (Harbour Post) \
             against “23” (Coast Radio, claims/lune/coast-radio.jsonl:7) [f-02killed19vs23]"
        );
        let known = Baseline::default();
        let judged = judge(&failing, &all, &known);
        let mut out = Vec::new();
        lines(&judged, &places, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().count(), all.len());
        assert!(!text.contains('\u{1b}'));
    }
}
