//! `truth`: who is right, from plain claims of source, object and value.

use std::io::{self, Write};

use rashomon::ingest::{FaultLevel, Reading, Triples, read_hierarchy, read_triples};
use rashomon::report::text::{cell, inert, plural};
use rashomon::settle::truth::{
    Credibility, Estimates, Observation, Observations, Posterior, ValueKind, Weighed, estimate,
    vote,
};
use serde_json::{Value, json};

use super::args::Truth;
use super::choices::{TruthFormat, ValueType};
use super::{Done, Exit, Failure, faults, output};

pub(crate) fn run(args: &Truth) -> Done {
    let kind = value_type(args)?;
    let (read, mut found) = read_triples(&args.claims, args.known.as_deref(), reading(kind));
    let mut pairs = Vec::new();
    if let Some(file) = &args.hierarchy {
        let (read, more) = read_hierarchy(file);
        pairs = read;
        found.extend(more);
    }
    let refused = found.iter().any(|f| f.level == FaultLevel::Error);
    if read.rows.is_empty() || (refused && args.strict) {
        return Err(Failure::Input(found, args.verbose));
    }
    let table = observations(&read);
    let values = match kind {
        ValueType::Term => ValueKind::Term,
        ValueType::Count => ValueKind::counts(&read.values),
        ValueType::Number => ValueKind::numbers(&read.values),
        ValueType::Place => ValueKind::places(&read.values, &pairs),
        ValueType::List => ValueKind::lists(&read.values),
    };
    print(args, &read, &table, &values)?;
    faults::print(&found, args.verbose);
    Ok(if refused { Exit::Faults } else { Exit::Clean })
}

fn value_type(args: &Truth) -> Result<ValueType, Failure> {
    match (args.kind, &args.hierarchy) {
        (None, None) => Ok(ValueType::Term),
        (None | Some(ValueType::Place), _) => Ok(ValueType::Place),
        (Some(kind), None) => Ok(kind),
        (Some(_), Some(_)) => Err(Failure::with_help(
            "a hierarchy is for places only",
            "say `--type place`, or leave --hierarchy out",
        )),
    }
}

fn reading(kind: ValueType) -> Reading {
    match kind {
        ValueType::Term | ValueType::Place => Reading::Text,
        ValueType::Count | ValueType::Number => Reading::Number,
        ValueType::List => Reading::Names,
    }
}

fn observations(read: &Triples) -> Observations {
    let said = |&[source, object, value]: &[u32; 3]| Observation::new(source, object, value);
    let known = |&(object, value): &(u32, u32)| Observation::certain(object, value);
    let all = read.rows.iter().map(said);
    Observations::new(all.chain(read.known.iter().map(known)).collect())
}

fn print(
    args: &Truth,
    read: &Triples,
    table: &Observations,
    kind: &ValueKind,
) -> Result<(), Failure> {
    if args.vote {
        let answers = vote(table, kind);
        return output::to_stdout(&mut |out| csv(out, read, &answers));
    }
    let outcome = estimate(table, kind);
    output::to_stdout(&mut |out| match args.format {
        TruthFormat::Csv => csv(out, read, &outcome.objects),
        TruthFormat::Json => json(out, read, &outcome),
        TruthFormat::Text => text(out, read, &outcome),
    })
}

/// One object a row, in the order of their names.
fn csv(out: &mut dyn Write, read: &Triples, answers: &[Posterior]) -> io::Result<()> {
    let any_sized = answers.iter().any(|answer| answer.estimate.is_some());
    let mut rows = csv::Writer::from_writer(out);
    if any_sized {
        rows.write_record(["object", "value", "probability", "low", "high"])?;
    } else {
        rows.write_record(["object", "value", "probability"])?;
    }
    for (object, answer) in read.objects.iter().zip(answers) {
        let Some(best) = answer.values.first() else {
            continue;
        };
        let probability = format!("{:.4}", best.probability);
        let value = &read.written[best.value as usize];
        match &answer.estimate {
            None => rows.write_record([&*cell(object), &*cell(value), &probability])?,
            Some(size) => {
                let shown = |size| sized(read, answer, size);
                let [best, low, high] = [size.best, size.low, size.high].map(shown);
                rows.write_record([&*cell(object), &best, &probability, &low, &high])?;
            }
        }
    }
    rows.flush()
}

/// The claimed value of an object that has a size.
fn claimed(read: &Triples, answer: &Posterior, size: f64) -> Option<usize> {
    let mut values = answer.values.iter().map(|weighed| weighed.value as usize);
    values.find(|value| read.values[*value].parse() == Ok(size))
}

/// A size: as it is written where it is claimed of the object.
fn sized(read: &Triples, answer: &Posterior, size: f64) -> String {
    let claimed = claimed(read, answer, size);
    claimed.map_or_else(|| number(size), |value| read.written[value].clone())
}

/// A size with all the digits that it has where it is claimed of the object.
fn exact(read: &Triples, answer: &Posterior, size: f64) -> Value {
    let claimed = claimed(read, answer, size);
    let digits = claimed.and_then(|value| serde_json::from_str(&read.values[value]).ok());
    digits.unwrap_or_else(|| json!(size))
}

/// A number with at most six digits behind the point.
fn number(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Everything, in one object.
fn json(out: &mut dyn Write, read: &Triples, outcome: &Estimates) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &page(read, outcome))?;
    writeln!(out)
}

fn page(read: &Triples, outcome: &Estimates) -> Value {
    let objects = (0..).zip(read.objects.iter().zip(&outcome.objects));
    let sources = read.sources.iter().zip(&outcome.sources);
    let run = &outcome.convergence;
    json!({
        "objects": objects.map(|(number, (name, answer))| object(read, number, name, answer)).collect::<Vec<_>>(),
        "sources": sources.map(|(name, source)| reliability(name, source)).collect::<Vec<_>>(),
        "copies": outcome.copies.iter().map(|copy| json!({
            "copier": read.sources[copy.copier as usize],
            "original": read.sources[copy.original as usize],
            "probability": copy.probability,
        })).collect::<Vec<_>>(),
        "method": {
            "converged": run.converged,
            "rounds": run.rounds,
            "starts": run.starts,
            "same_answer_from_every_start": run.same,
            "known_truths": read.known.len(),
        },
        "notes": outcome.notes.iter().map(|note| note.sentence()).collect::<Vec<_>>(),
    })
}

fn object(read: &Triples, number: u32, name: &str, answer: &Posterior) -> Value {
    let value = |weighed: &Weighed| {
        json!({
            "value": read.written[weighed.value as usize],
            "probability": weighed.probability,
            "independent_sources": weighed.weight,
        })
    };
    let mut object = json!({
        "object": name,
        "values": answer.values.iter().map(value).collect::<Vec<_>>(),
    });
    if read.known.binary_search_by_key(&number, |k| k.0).is_ok() {
        object["known"] = true.into();
    }
    if let Some(size) = answer.estimate {
        let [best, low, high] =
            [size.best, size.low, size.high].map(|size| exact(read, answer, size));
        object["estimate"] = json!({ "best": best, "low": low, "high": high });
    }
    object
}

fn reliability(name: &str, source: &Credibility) -> Value {
    json!({
        "source": name,
        "claims": source.claims,
        "mean": source.mean,
        "low": source.low,
        "high": source.high,
        "partly": source.partly,
        "judged": source.judged,
    })
}

/// So many rows of a list are printed for people.
const SHOWN: usize = 20;

/// What a person wants to know first: how far to trust it, whom, and what is in doubt.
fn text(out: &mut dyn Write, read: &Triples, outcome: &Estimates) -> io::Result<()> {
    let said: u32 = outcome.sources.iter().map(|source| source.claims).sum();
    writeln!(
        out,
        "{} of {} on {}",
        plural(said as usize, "claim"),
        plural(read.sources.len(), "source"),
        plural(read.objects.len(), "object")
    )?;
    if !read.known.is_empty() {
        let truths = plural(read.known.len(), "known truth");
        writeln!(out, "Measured against {truths}")?;
    }
    for note in &outcome.notes {
        writeln!(out, "Note: {}", note.sentence())?;
    }
    print_sources(out, read, outcome)?;
    print_doubts(out, read, outcome)?;
    print_copies(out, read, outcome)
}

fn print_sources(out: &mut dyn Write, read: &Triples, outcome: &Estimates) -> io::Result<()> {
    let mut sources: Vec<_> = read.sources.iter().zip(&outcome.sources).collect();
    sources.sort_by_key(|(name, source)| (std::cmp::Reverse(source.claims), *name));
    writeln!(out, "\nSources, who says most first:")?;
    for (name, source) in sources.iter().take(SHOWN) {
        let (name, claims) = (inert(name), plural(source.claims as usize, "claim"));
        if source.judged {
            let [mean, low, high] = [source.mean, source.low, source.high];
            writeln!(out, "  {mean:.2} ({low:.2} to {high:.2})  {name}, {claims}")?;
        } else {
            writeln!(out, "  too little to judge  {name}, {claims}")?;
        }
    }
    more(out, sources.len())
}

fn print_doubts(out: &mut dyn Write, read: &Triples, outcome: &Estimates) -> io::Result<()> {
    let mut doubts: Vec<_> = read.objects.iter().zip(&outcome.objects).collect();
    doubts.retain(|(_, answer)| answer.values.len() > 1);
    doubts.sort_by(|a, b| likeliest(a.1).total_cmp(&likeliest(b.1)).then(a.0.cmp(b.0)));
    writeln!(out, "\nIn doubt, the most doubtful first:")?;
    for (name, answer) in doubts.iter().take(SHOWN) {
        let value = |weighed: &Weighed| {
            let value = inert(&read.written[weighed.value as usize]);
            format!("{value} ({:.2})", weighed.probability)
        };
        let values: Vec<String> = answer.values.iter().take(3).map(value).collect();
        writeln!(out, "  {}: {}", inert(name), values.join(", "))?;
    }
    more(out, doubts.len())
}

fn print_copies(out: &mut dyn Write, read: &Triples, outcome: &Estimates) -> io::Result<()> {
    writeln!(out, "\nCopies, at probability 0.5 or more:")?;
    for copy in outcome.copies.iter().take(SHOWN) {
        let name = |source: u32| inert(&read.sources[source as usize]);
        let (copier, original) = (name(copy.copier), name(copy.original));
        writeln!(
            out,
            "  {:.2}  {copier} repeats {original}",
            copy.probability
        )?;
    }
    more(out, outcome.copies.len())
}

fn likeliest(answer: &Posterior) -> f64 {
    answer
        .values
        .first()
        .map_or(1.0, |weighed| weighed.probability)
}

/// What was not printed of a list; that it is empty.
fn more(out: &mut dyn Write, length: usize) -> io::Result<()> {
    match length.checked_sub(SHOWN) {
        None if length == 0 => writeln!(out, "  none"),
        None | Some(0) => Ok(()),
        Some(left) => writeln!(out, "  … and {left} more: all with --format json"),
    }
}
