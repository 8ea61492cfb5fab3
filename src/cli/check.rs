//! `check`: fails where accounts contradict each other in a way that is not yet known.

use rashomon::report::check::{self, Checked, FailOn};
use rashomon::report::diff::{diff, in_short};
use rashomon::report::place::Places;
use rashomon::report::text::{inert, listed, plural};

use super::args::Check;
use super::baseline::Baseline;
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
    if let Some(old) = &old {
        let changes = diff(&old.report(), &run.report());
        checked.only_since(&changes);
        for told in in_short(&changes, CHANGES) {
            say(inert(&told));
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
        _ => print(&checked, &Places::of(&run.claims))?,
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

fn print(checked: &Checked, places: &Places<'_>) -> Done {
    output::to_stdout(&mut |out| {
        let mut lines = checked.new.iter().map(|d| check::line(d, places));
        lines.try_for_each(|line| writeln!(out, "{line}"))
    })?;
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
    Ok(if checked.new.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}
