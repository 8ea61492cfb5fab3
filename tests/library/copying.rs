//! Who copies whom, among tables: databases that tell of the same deaths, each with errors of its own.

use std::fmt::Write as _;

use rashomon::codebook::Codebook;
use rashomon::ingest::{self, OutletProfile};
use rashomon::pipeline::{ClaimsSet, reconcile};

/// Numbers that look like chance, from a seed.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: u64) -> u64 {
        // SplitMix64 (Steele, Lea and Flood, 2014).
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}

/// Rows of databases of as many events: each has a day wrong in one of `errors`; the last takes all that
/// the first says where `copier` is set, but for one in ten.
fn tables(seed: u64, databases: u64, errors: u64, copier: bool) -> String {
    let mut dice = Dice(seed);
    let mut text = "claim,outlet,event.kind,event.when,event.where,attribute,value\n".to_owned();
    for event in 0..150 {
        let day = 40 + dice.roll(3000) as i16;
        let first = jiff::civil::date(2015, 1, 1);
        let mut told: Vec<i16> = Vec::new();
        for database in 0..databases {
            let is_taken = copier && database + 1 == databases && dice.roll(10) > 0;
            let wrong = dice.roll(errors) == 0;
            let off = [-1, 1, 2][dice.roll(3) as usize];
            told.push(if is_taken {
                told[0]
            } else {
                day + if wrong { off } else { 0 }
            });
        }
        for (database, day) in told.iter().enumerate() {
            let name = (b'A' + database as u8) as char;
            let when = first.checked_add(jiff::Span::new().days(*day)).unwrap();
            let _ = writeln!(
                text,
                "{name}{event},Database {name},killing,{when},Town{event}; Arvia,killed,1"
            );
        }
    }
    text
}

/// Copier and source of every pair that is said at one half or more.
fn said(text: &str, outlets: Vec<OutletProfile>) -> Vec<(String, String)> {
    let codebook = Codebook::builtin();
    let read = ingest::read_from("t.csv", ingest::Form::Csv, text.as_bytes(), &codebook);
    assert_eq!(read.faults, []);
    let run = reconcile(ClaimsSet {
        claims: read.claims,
        codebook,
        outlets,
        ..ClaimsSet::default()
    });
    let maker = run.maker();
    let report = maker.report();
    let mut said = Vec::new();
    for outlet in &report.outlets {
        let copies = outlet
            .copies
            .iter()
            .filter(|copy| copy.probability.is_some_and(|p| p >= 0.5));
        said.extend(copies.map(|copy| (outlet.outlet.clone(), copy.outlet.clone())));
    }
    said
}

#[test]
fn databases_that_agree_because_they_are_right_copy_nobody() {
    for seed in 0..6 {
        for (databases, errors) in [(2, 10), (3, 20), (3, 10), (4, 10)] {
            let text = tables(seed, databases, errors, false);
            assert_eq!(
                said(&text, Vec::new()),
                [],
                "seed {seed}, {databases} databases"
            );
        }
    }
}

#[test]
fn who_shares_errors_copies() {
    for seed in 0..4 {
        let said = said(&tables(seed, 4, 10, true), Vec::new());
        let pair = |(a, b): &(String, String)| (a.min(b).clone(), a.max(b).clone());
        let pairs: Vec<(String, String)> = said.iter().map(pair).collect();
        assert_eq!(
            pairs,
            [("Database A".to_owned(), "Database D".to_owned())],
            "seed {seed}"
        );
    }
}

#[test]
fn who_is_declared_independent_copies_nobody() {
    let declared = |name: &str| OutletProfile {
        name: name.to_owned(),
        independent: true,
        ..OutletProfile::default()
    };
    let outlets = vec![declared("Database A"), declared("Database D")];
    assert_eq!(said(&tables(1, 4, 10, true), outlets), []);
}
