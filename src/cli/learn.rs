//! `learn`: match weights from claims, as a model file.

use std::path::Path;

use rashomon::pipeline::{Learned, Way};
use rashomon::report::text::plural;

use super::args::Learn;
use super::config::Config;
use super::options::{Input, any_refused};
use super::{Done, Exit, Failure, guard, output, say};

pub(crate) fn run(args: Learn) -> Done {
    let config = Config::load()?;
    let file = args.output.filter(|path| path.as_os_str() != "-");
    let name = name(args.name, file.as_deref())?;
    let input = Input::new(args.paths, args.reading, &config, None)?;
    if let Some(file) = &file {
        guard::output(file, &input)?;
    }
    let lesson = input.learn()?;
    let model = lesson.model(&name);
    match &file {
        Some(file) => output::to_file(file, &mut |out| out.write_all(model.as_bytes()))?,
        None => output::to_stdout(&mut |out| out.write_all(model.as_bytes()))?,
    }
    for line in account(&lesson.learned) {
        say(line);
    }
    Ok(if any_refused(&lesson.faults) {
        Exit::Faults
    } else {
        Exit::Clean
    })
}

/// What reports will call the model.
fn name(asked: Option<String>, file: Option<&Path>) -> Result<String, Failure> {
    let stem = file
        .and_then(Path::file_stem)
        .and_then(|stem| stem.to_str());
    let name = asked.unwrap_or_else(|| stem.unwrap_or("learned").to_owned());
    let plain = !name.is_empty() && name.chars().count() <= 80;
    if plain && !name.chars().any(char::is_control) {
        Ok(name)
    } else {
        Err(Failure::new(
            "the name of a model is one line of 1 to 80 characters",
        ))
    }
}

/// How blocking and learning went, for people.
fn account(learned: &Learned) -> Vec<String> {
    let patterns = &learned.patterns;
    let blocking = format!(
        "blocking: {} of {} met, {:.1} a claim; {:.3} % of all pairs spared",
        plural(patterns.met, "pair"),
        plural(patterns.claims, "claim"),
        patterns.pairs_per_claim(),
        patterns.reduction() * 100.0
    );
    let found = patterns.completeness().map(|share| {
        format!(
            "blocking: {:.2} % of the pairs coded as one event met",
            share * 100.0
        )
    });
    let (way, held) = match learned.way {
        Way::Alone => ("claims alone", "held to be"),
        Way::Events => ("coded events", "coded as"),
    };
    let end = if learned.converged {
        "converged"
    } else {
        "did not converge"
    };
    let went = format!(
        "learning from {way}: {end} after {}; {:.1} % of the pairs {held} of one event",
        plural(learned.rounds, "round"),
        learned.share * 100.0
    );
    std::iter::once(blocking)
        .chain(found)
        .chain([went])
        .collect()
}
