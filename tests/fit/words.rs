//! Fits the weights of the level `words` on articles whose events are known. No articles are in the
//! repository; whoever has some fits again with
//!
//! ```sh
//! rashomon extract articles.jsonl > drafts.jsonl
//! # events.csv: a row "claim,event" for each first claim of an article
//! RASHOMON_FIT=drafts.jsonl,events.csv cargo run --release --example fit_words
//! ```
//!
//! All other weights stay as they are, so that words are given what they tell beyond the rest: of
//! the pairs of a level, the bits are those with which the weights foretell as many pairs of one
//! event as there are (logistic regression with a wide normal prior).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a tool whose figures are to be read, and that stops where it is not given what it needs"
)]

use std::path::PathBuf;

use rashomon::Settings;
use rashomon::link::Weights;
use rashomon::link::learn::Pattern;
use rashomon::link::levels::NAMES;

/// Variance of a level's bits before anything is known, in square bits: wide.
const SPREAD: f64 = 100.0;

fn main() {
    let paths = std::env::var("RASHOMON_FIT").expect("RASHOMON_FIT=drafts.jsonl,events.csv");
    let (drafts, events) = paths.split_once(',').expect("two files");
    let settings = Settings {
        events: Some(PathBuf::from(events)),
        ..Settings::default()
    };
    let sources = [rashomon::Source::Path(PathBuf::from(drafts))];
    let lesson = rashomon::pipeline::learn(&sources, &settings, &()).expect("claims");
    let patterns = &lesson.learned.patterns;
    let field = NAMES.iter().position(|(name, _)| *name == "words").unwrap();
    println!(
        "pairs {}, of one event {:?} of {:?}",
        patterns.met, patterns.coded_met, patterns.coded
    );
    for (level, name) in NAMES[field].1.iter().enumerate() {
        let of_level = patterns
            .counted
            .iter()
            .filter(|p| usize::from(p.levels[field]) == level);
        let of_level: Vec<&Pattern> = of_level.collect();
        let (pairs, same) = patterns.of_level(field, level);
        println!(
            "{name:10} {:6.2}  pairs {pairs} of one event {same}",
            bits(&of_level, field)
        );
    }
}

/// By bisection: what is foretold grows with the bits.
fn bits(patterns: &[&Pattern], field: usize) -> f64 {
    let weights = Weights::default();
    let tables = weights.fields.tables();
    let offset = |pattern: &Pattern| -> f64 {
        let fields = pattern.levels.iter().zip(&tables).enumerate();
        let others = fields.filter(|(number, _)| *number != field);
        weights.prior
            + others
                .map(|(_, (&level, table))| table[usize::from(level)])
                .sum::<f64>()
    };
    let foretold = |bits: f64| -> f64 {
        let each = patterns.iter().map(|pattern| {
            let odds = offset(pattern) + bits;
            pattern.pairs as f64 / (1.0 + (-odds).exp2()) - pattern.same as f64
        });
        each.sum::<f64>() / std::f64::consts::LOG2_E + bits / SPREAD
    };
    let (mut low, mut high) = (-40.0, 40.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if foretold(middle) > 0.0 {
            high = middle;
        } else {
            low = middle;
        }
    }
    low
}
