//! Who copies whom, among sources that tell of the same deaths, each with errors of its own.

use std::fmt::Write as _;

use rashomon::codebook::Codebook;
use rashomon::ingest::{self, OutletProfile};
use rashomon::pipeline::{ClaimsSet, reconcile};
use rashomon::view::{Copies, Parts as _};

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

/// What the sources of a made-up set are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Tables without dates.
    Rows,
    /// Tables published one a month.
    Dated,
    /// Reports with a document each, published one a day.
    Reports,
}

/// Sources that tell of the same deaths.
#[derive(Debug, Clone, Copy)]
struct Press {
    form: Form,
    sources: usize,
    /// One day in so many is wrong, in each source by itself.
    errors: u64,
    /// Of ten accounts, the last source takes so many over from the first, as they are.
    taken: u64,
    events: usize,
}

const PRESS: Press = Press {
    form: Form::Rows,
    sources: 4,
    errors: 10,
    taken: 0,
    events: 150,
};

const NAMES: [&str; 5] = [
    "Database A",
    "Database B",
    "Database C",
    "Database D",
    "Database E",
];

impl Press {
    /// The days that the sources give of each event.
    fn days(self, seed: u64) -> Vec<Vec<i16>> {
        let mut dice = Dice(seed);
        let event = |_| {
            let day = 40 + dice.roll(3000) as i16;
            let mut told: Vec<i16> = Vec::new();
            for source in 0..self.sources {
                let is_taken = source + 1 == self.sources && dice.roll(10) < self.taken;
                let wrong = dice.roll(self.errors) == 0;
                let off = [-1, 1, 2][dice.roll(3) as usize];
                let own = day + if wrong { off } else { 0 };
                told.push(if is_taken { told[0] } else { own });
            }
            told
        };
        (0..self.events).map(event).collect()
    }

    /// The accounts as a table, of sources that bear these names.
    fn table(self, seed: u64, names: &[&str]) -> String {
        let head = "claim,outlet,document.id,document.published,event.kind,event.when,event.where,attribute,value";
        let mut text = format!("{head}\n");
        let first = jiff::civil::date(2015, 1, 1);
        for (event, days) in self.days(seed).into_iter().enumerate() {
            for (source, day) in days.into_iter().enumerate() {
                let name = names[source];
                let id = format!("{}{event}", &name[name.len() - 1..]);
                let when = first.checked_add(jiff::Span::new().days(day)).unwrap();
                let document = match self.form {
                    Form::Rows => ",".to_owned(),
                    Form::Dated => format!(",2025-{:02}-01", source + 1),
                    Form::Reports => format!("{id}-d,2025-01-{:02}", source + 1),
                };
                let _ = writeln!(
                    text,
                    "{id},{name},{document},killing,{when},Town{event}; Arvia,killed,1"
                );
            }
        }
        text
    }

    fn said(self, seed: u64) -> Said {
        said(&self.table(seed, &NAMES), Vec::new())
    }
}

/// Who is said to copy whom at one half or more.
#[derive(Debug, Default, PartialEq)]
struct Said {
    /// Copier and source.
    copies: Vec<(String, String)>,
    /// Two of whom one copies the other.
    either: Vec<(String, String)>,
}

fn said(text: &str, outlets: Vec<OutletProfile>) -> Said {
    let codebook = Codebook::builtin();
    let read = ingest::read_from("t.csv", ingest::Form::Csv, text.as_bytes(), &codebook);
    assert_eq!(read.faults, []);
    let run = reconcile(ClaimsSet {
        claims: read.claims,
        codebook,
        outlets,
        ..ClaimsSet::default()
    });
    let mut said = Said::default();
    for outlet in run.maker().outlets() {
        let likely = |copies: &Copies| copies.probability.is_some_and(|p| p >= 0.5);
        let named = |copies: &Copies| (outlet.outlet.clone(), copies.outlet.clone());
        let all = |copies: &[Copies]| -> Vec<(String, String)> {
            copies.iter().filter(|c| likely(c)).map(named).collect()
        };
        said.copies.extend(all(&outlet.copies));
        said.either.extend(all(&outlet.copies_or_copied));
    }
    said.either.retain(|(a, b)| a < b);
    said
}

fn pair(a: &str, b: &str) -> Vec<(String, String)> {
    vec![(a.to_owned(), b.to_owned())]
}

#[test]
fn those_that_agree_because_they_are_right_copy_nobody() {
    for seed in 0..3 {
        for (sources, errors) in [(2, 10), (3, 20), (3, 10), (4, 10)] {
            for form in [Form::Rows, Form::Dated, Form::Reports] {
                let press = Press {
                    form,
                    sources,
                    errors,
                    ..PRESS
                };
                assert_eq!(press.said(seed), Said::default(), "seed {seed}, {press:?}");
            }
        }
    }
}

#[test]
fn two_alone_teach_nothing() {
    for form in [Form::Rows, Form::Dated, Form::Reports] {
        for taken in [5, 10] {
            let press = Press {
                form,
                taken,
                sources: 2,
                ..PRESS
            };
            if (form, taken) != (Form::Reports, 10) {
                assert_eq!(press.said(1), Said::default(), "{press:?}");
            }
        }
    }
}

#[test]
fn small_tables_that_are_the_same_for_being_right_are_no_copies() {
    let press = Press {
        errors: u64::MAX,
        events: 6,
        ..PRESS
    };
    assert_eq!(press.said(1), Said::default());
}

#[test]
fn of_two_that_share_errors_one_copies_the_other() {
    for taken in [5, 9, 10] {
        for seed in 0..2 {
            let expected = Said {
                either: pair(NAMES[0], NAMES[3]),
                ..Said::default()
            };
            let press = Press { taken, ..PRESS };
            assert_eq!(press.said(seed), expected, "seed {seed}, {taken} of ten");
        }
    }
}

#[test]
fn the_later_of_two_that_share_errors_is_the_copier() {
    for form in [Form::Dated, Form::Reports] {
        for taken in [5, 10] {
            let expected = Said {
                copies: pair(NAMES[3], NAMES[0]),
                ..Said::default()
            };
            let press = Press {
                form,
                taken,
                ..PRESS
            };
            assert_eq!(press.said(1), expected, "{press:?}");
        }
    }
}

#[test]
fn names_and_the_order_of_rows_show_nothing() {
    let swapped = [NAMES[3], NAMES[1], NAMES[2], NAMES[0]];
    for (form, taken) in [(Form::Rows, 5), (Form::Rows, 10), (Form::Dated, 10)] {
        let press = Press {
            form,
            taken,
            ..PRESS
        };
        let plain = press.said(2);
        let text = press.table(2, &swapped);
        let mut turned = said(&text, Vec::new());
        for (a, b) in &mut turned.copies {
            for name in [a, b] {
                let at = swapped.iter().position(|s| s == name).unwrap();
                NAMES[at].clone_into(name);
            }
        }
        assert_eq!(turned, plain, "{press:?}, names exchanged");
        let (head, rows) = text.split_once('\n').unwrap();
        let back: Vec<&str> = rows.lines().rev().collect();
        let mut reordered = said(&format!("{head}\n{}\n", back.join("\n")), Vec::new());
        for (a, b) in &mut reordered.copies {
            std::mem::swap(a, b);
        }
        assert_eq!(reordered, plain, "{press:?}, rows in another order");
    }
}

#[test]
fn who_is_declared_independent_copies_nobody() {
    let declared = |name: &str| OutletProfile {
        name: name.to_owned(),
        independent: true,
        ..OutletProfile::default()
    };
    let outlets = vec![declared(NAMES[0]), declared(NAMES[3])];
    let text = Press { taken: 9, ..PRESS }.table(1, &NAMES);
    assert_eq!(said(&text, outlets), Said::default());
}

#[test]
fn rows_are_known_where_events_are_given() {
    let codebook = Codebook::builtin();
    let text = Press { events: 3, ..PRESS }.table(1, &NAMES);
    let read = ingest::read_from("t.csv", ingest::Form::Csv, text.as_bytes(), &codebook);
    let run = reconcile(ClaimsSet {
        events: Some(vec![vec![0, 3]]),
        claims: read.claims,
        codebook,
        ..ClaimsSet::default()
    });
    assert!(run.linkage.features.iter().all(|claim| claim.is_row));
}

/// How many origins stand behind the toll that two of three papers give.
fn origins_of_two(outlets: Vec<OutletProfile>) -> usize {
    let line = |outlet: &str, killed: u32| {
        let claim = serde_json::json!({
            "outlet": outlet, "document": {"id": outlet, "published": "2024-03-10"},
            "event": {"kind": "bombing", "when": "2024-03-09", "where": ["Gao"]},
            "assertions": [{"attribute": "killed", "value": killed}],
        });
        format!("{claim}\n")
    };
    let text = [line("Morning", 12), line("Evening", 12), line("Coast", 14)].concat();
    let run = reconcile(ClaimsSet {
        outlets,
        ..ClaimsSet::from_lines(&text).unwrap()
    });
    let report = run.report();
    let toll = report
        .topics
        .iter()
        .find(|t| t.attribute == "killed")
        .unwrap();
    toll.values
        .iter()
        .find(|v| v.claims.len() == 2)
        .unwrap()
        .origins
        .unwrap()
}

#[test]
fn what_outlets_of_one_owner_say_alike_has_one_origin() {
    let owned = |name: &str, independent| OutletProfile {
        name: name.to_owned(),
        owner: Some("Harbour Group".to_owned()),
        independent,
        ..OutletProfile::default()
    };
    assert_eq!(origins_of_two(Vec::new()), 2);
    let both = vec![owned("Morning", false), owned("Evening", false)];
    assert_eq!(origins_of_two(both), 1);
    let one_apart = vec![owned("Morning", false), owned("Evening", true)];
    assert_eq!(origins_of_two(one_apart), 2);
}
