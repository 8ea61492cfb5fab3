//! `check`: fails where accounts contradict each other in a way that is not yet known.

use std::io::{self, Write};

use rashomon::pipeline::Reconciliation;
use rashomon::report::check::{self, Checked, FailOn};
use rashomon::report::diff::{diff, in_short};
use rashomon::report::markdown::Markdown;
use rashomon::report::place::Places;
use rashomon::report::selection::Selection;
use rashomon::report::text::{inert, listed, plural};
use rashomon::report::{github, junit, sarif};

use super::args::Check;
use super::baseline::Baseline;
use super::choices::CheckFormat;
use super::config::Config;
use super::diff::read;
use super::options::{Input, refused};
use super::{Done, Exit, Failure, guard, output, say};

/// No more changed answers and counts are told beside the differences; `diff` tells all.
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
    let old = args.against.as_deref().map(|path| read(path, &input));
    let old = old.transpose()?;
    let run = input.run()?;
    let mut checked = check::check(&run.maker(), fail_on, &known.0);
    let mut changes = Vec::new();
    if let Some(old) = &old {
        let since = diff(&old.report(), &run.report());
        checked.only_since(&since);
        changes = in_short(&since, CHANGES);
        for told in &changes {
            say(inert(told));
        }
    }
    let exit = match &args.baseline {
        Some(path) if args.write_baseline => {
            Baseline::write(path, &checked.new)?;
            say(format_args!(
                "{} at or above --fail-on {fail_on} written to {}",
                plural(checked.new.len(), "difference"),
                inert(&path.display().to_string())
            ));
            Exit::Clean
        }
        _ => {
            let places = Places::of(&run.claims);
            output::to_stdout(&mut |out| match args.format {
                CheckFormat::Text => lines(&checked, &places, out),
                CheckFormat::Markdown => {
                    check::markdown(&checked, &changes, &places, &mut Markdown::new(out))
                }
                format => report(&run, &checked, format, &places, out),
            })?;
            conclude(&checked)
        }
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

fn lines(checked: &Checked, places: &Places<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = checked.new.iter().map(|d| check::line(d, places));
    lines.try_for_each(|line| writeln!(out, "{line}"))
}

/// What is new as a report of its own.
fn report(
    run: &Reconciliation,
    checked: &Checked,
    format: CheckFormat,
    places: &Places<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut report = run.report();
    checked.leave_new(&mut report);
    let mut selection = Selection::all(&report);
    selection.left_out.extend(checked.passed_over());
    match format {
        CheckFormat::Sarif => sarif::write(&selection, places, out),
        CheckFormat::Junit => junit::write(&selection, out),
        _ => github::write(&selection, places, out),
    }
}

/// Says how it went.
fn conclude(checked: &Checked) -> Exit {
    let known = match checked.known {
        0 => String::new(),
        known => format!("; {} passed over", plural(known, "known one")),
    };
    say(format_args!(
        "{}{known}",
        plural(checked.new.len(), "new difference")
    ));
    if !checked.stale.is_empty() {
        say(format_args!(
            "{} of the baseline {} found any more: {}",
            plural(checked.stale.len(), "entry"),
            if checked.stale.len() == 1 {
                "is not"
            } else {
                "are not"
            },
            inert(&listed(&checked.stale)),
        ));
    }
    if checked.new.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    }
}
