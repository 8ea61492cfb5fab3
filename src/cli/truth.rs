//! `truth`: who is right, from plain claims of source, object and value.

use std::io::{self, Write};

use rashomon::ingest::{FaultLevel, Reading, Triples, read_hierarchy, read_triples};
use rashomon::weigh::truth::{Answer, Claims, Kind, Outcome, Triple, vote, weigh};

use super::args::{Truth, TruthFormat, ValueType};
use super::{Done, Exit, Failure, faults, output};

pub(crate) fn run(args: &Truth) -> Done {
    let kind = value_type(args)?;
    let (read, mut found) = read_triples(&args.claims, reading(kind));
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
    let claims = claims(&read);
    let values = match kind {
        ValueType::Term => Kind::Term,
        ValueType::Count => Kind::counts(&read.values),
        ValueType::Number => Kind::numbers(&read.values),
        ValueType::Place => Kind::places(&read.values, &pairs),
        ValueType::List => Kind::lists(&read.values),
    };
    print(args, &read, &claims, &values)?;
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

fn claims(read: &Triples) -> Claims {
    let triple = |[source, object, value]: &[u32; 3]| Triple {
        object: *object,
        value: *value,
        source: *source,
    };
    Claims::new(read.rows.iter().map(triple).collect())
}

fn print(args: &Truth, read: &Triples, claims: &Claims, kind: &Kind) -> Result<(), Failure> {
    if args.vote {
        let answers = vote(claims, kind);
        return output::to_stdout(&mut |out| csv(out, read, &answers));
    }
    let outcome = weigh(claims, kind);
    output::to_stdout(&mut |out| match args.format {
        TruthFormat::Csv => csv(out, read, &outcome.answers),
        TruthFormat::Json => json(out, read, &outcome),
        TruthFormat::Text => text(out, read, &outcome),
    })
}

/// One object a row, in the order of their names.
fn csv(out: &mut dyn Write, read: &Triples, answers: &[Answer]) -> io::Result<()> {
    let sized = answers.iter().any(|answer| answer.estimate.is_some());
    let mut rows = csv::Writer::from_writer(out);
    if sized {
        rows.write_record(["object", "value", "probability", "low", "high"])?;
    } else {
        rows.write_record(["object", "value", "probability"])?;
    }
    for (object, answer) in read.objects.iter().zip(answers) {
        let Some(best) = answer.values.first() else {
            continue;
        };
        let probability = format!("{:.4}", best.probability);
        let value = &read.values[best.value as usize];
        match &answer.estimate {
            None => rows.write_record([object, value, &probability])?,
            Some(size) => {
                let [best, low, high] = [size.best, size.low, size.high].map(number);
                rows.write_record([object, &best, &probability, &low, &high])?;
            }
        }
    }
    rows.flush()
}

/// A number with at most six digits behind the point.
fn number(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn json(out: &mut dyn Write, _read: &Triples, _outcome: &Outcome) -> io::Result<()> {
    writeln!(out)
}
fn text(out: &mut dyn Write, _read: &Triples, _outcome: &Outcome) -> io::Result<()> {
    writeln!(out)
}
