//! Fits how likely it is that two events are one, that a claim is of its event, and that accounts which
//! contradict each other are of one event. The materials are not in the repository; whoever has some fits
//! again, naming for each kind of material, whose sets weigh the same, the claims, a table whose first
//! columns are `claim,event`, and gazetteers:
//!
//! ```sh
//! RASHOMON_FIT="worlds=a.jsonl,a.csv,a-names.json;news=drafts.jsonl,news.csv;tables=t.csv,gold.csv" \
//!     cargo run --release --example fit_doubt
//! ```
//!
//! The odds in `src/link/doubt.rs` are of made-up worlds (normal and hard: "made-up worlds" of
//! `docs/benchmarks.md`, two of 2,000 claims of each), of drafts of American news of shootings and of news of 16
//! topics (first draft of each article), and of public tables of the same events (killings by police, mass
//! shootings, earthquakes, plane crashes).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a tool whose figures are to be read, and that stops where it is not given what it needs"
)]

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use rashomon::codebook::Verdict;
use rashomon::link::{self, doubt};
use rashomon::pipeline::Reconciliation;
use rashomon::{Settings, Source};

/// A material of fewer cases weighs less.
const FEW: f64 = 100.0;
/// Of a mean weight from here on, all materials say nineteen in twenty, and what is left is their own mistakes.
const SURE_BITS: f64 = 6.0;

/// What is weighed of a case, and whether it was so.
#[derive(Clone)]
struct Case {
    /// 1, the mean weight, the doublings of rivals, whether both are rows.
    told: [f64; 4],
    odds: f64,
    so: bool,
}

/// Cases of one sort, by material.
type Cases = BTreeMap<String, Vec<Case>>;

fn main() {
    let sets = std::env::var("RASHOMON_FIT").expect("RASHOMON_FIT=kind=claims,events;…");
    let mut sorts: [(&str, Cases); 3] = [
        ("two events are one", Cases::new()),
        ("a claim is of its event", Cases::new()),
        ("accounts that contradict are of one event", Cases::new()),
    ];
    for set in sets.split(';') {
        let (kind, paths) = set.split_once('=').expect("kind=paths");
        let paths: Vec<PathBuf> = paths.split(',').map(PathBuf::from).collect();
        let settings = Settings {
            gazetteers: paths[2..].to_vec(),
            ..Settings::default()
        };
        let run = rashomon::pipeline::run(&[Source::Path(paths[0].clone())], &settings);
        let known = Known::new(run.expect("claims"), &paths[1]);
        let cases = [known.candidates(), known.members(), known.contradictions()];
        for ((_, all), more) in sorts.iter_mut().zip(cases) {
            all.entry(kind.to_owned()).or_default().extend(more);
        }
    }
    for (sort, cases) in &sorts {
        println!("{sort}: fitted {:.2?}", fit(cases));
        for (kind, cases) in cases {
            println!("  {kind:12} {}", reliability(cases));
        }
    }
}

/// How often it was so of the cases whose odds were told as so much: "0.3: 0.27 of 120".
fn reliability(cases: &[Case]) -> String {
    let tenths = (0..10).filter_map(|tenth| {
        let here = cases
            .iter()
            .filter(|c| (c.odds * 10.0).round() as i32 == tenth);
        let (all, so) = here.fold((0, 0), |(all, so), c| (all + 1, so + usize::from(c.so)));
        (all > 0).then(|| {
            format!(
                "{:.1}: {:.2} of {all}",
                f64::from(tenth) / 10.0,
                so as f64 / f64::from(all)
            )
        })
    });
    tenths.collect::<Vec<_>>().join(" · ")
}

/// A run, and the events that are known.
struct Known {
    run: Reconciliation,
    event: Vec<Option<String>>,
}

impl Known {
    fn new(run: Reconciliation, events: &PathBuf) -> Self {
        let table = std::fs::read_to_string(events).expect("events");
        let rows = table.lines().skip(1).filter_map(|row| {
            let mut cells = row.split(',');
            Some((cells.next()?, cells.next()?)).filter(|(_, event)| !event.is_empty())
        });
        let rows: HashMap<&str, &str> = rows.collect();
        let event = run
            .claims
            .iter()
            .map(|c| rows.get(&*c.id).map(|&e| e.to_owned()));
        Self {
            event: event.collect(),
            run,
        }
    }

    fn weight(&self, a: u32, b: u32) -> f64 {
        let linkage = &self.run.linkage;
        let (x, y) = (&linkage.features[a as usize], &linkage.features[b as usize]);
        link::pair_weight(x, y, &self.run.names, &self.run.codebook, &linkage.weights)
    }

    /// The event that most of some claims are of, where any is known.
    fn most(&self, claims: &[u32]) -> Option<&str> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for event in claims
            .iter()
            .filter_map(|&c| self.event[c as usize].as_deref())
        {
            *counts.entry(event).or_default() += 1;
        }
        counts
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .map(|(event, _)| event)
    }

    fn candidates(&self) -> Vec<Case> {
        let linkage = &self.run.linkage;
        let case = |pair: &doubt::Candidate| {
            let [x, y] = [pair.events.0, pair.events.1]
                .map(|e| self.most(&linkage.events[e as usize].claims));
            let is_row = |claim: u32| linkage.features[claim as usize].is_row;
            let rows = is_row(pair.claims.0) && is_row(pair.claims.1);
            let rivals = (pair.rivals as f64 + 1.0).log2();
            Some(Case {
                told: [1.0, pair.bits, rivals, f64::from(u8::from(rows))],
                odds: pair.odds,
                so: x? == y?,
            })
        };
        linkage.possible.iter().filter_map(case).collect()
    }

    fn members(&self) -> Vec<Case> {
        let events = self
            .run
            .linkage
            .events
            .iter()
            .filter(|e| e.claims.len() > 1);
        let cases = events.flat_map(|event| {
            event.claims.iter().filter_map(|&claim| {
                let first = event.claims.iter().take(doubt::MOST_WEIGHED).copied();
                let rest: Vec<u32> = first.filter(|&c| c != claim).collect();
                let bits = doubt::mean(&[claim], &rest, |a, b| self.weight(a, b));
                Some(Case {
                    told: [1.0, bits, 0.0, 0.0],
                    odds: doubt::weak(bits).unwrap_or(0.8),
                    so: self.event[claim as usize].as_deref()? == self.most(&rest)?,
                })
            })
        });
        cases.collect()
    }

    fn contradictions(&self) -> Vec<Case> {
        let report = self.run.report();
        let number = |id: &str| {
            self.run
                .claims
                .binary_search_by(|c| (*c.id).cmp(id))
                .unwrap() as u32
        };
        let topics = report.topics.iter().filter(|t| t.event.is_some());
        let cases = topics.flat_map(|topic| {
            let grave = topic
                .between
                .iter()
                .filter(|b| b.verdict == Verdict::Contradiction);
            let own = grave.filter(|b| topic.sides(b).iter().all(|v| !v.foreign));
            own.filter_map(|of| {
                let [x, y] = topic
                    .sides(of)
                    .map(|v| v.claims.iter().map(|c| number(c)).collect::<Vec<u32>>());
                let bits = doubt::mean(&x, &y, |a, b| self.weight(a, b));
                Some(Case {
                    told: [1.0, bits, 0.0, 0.0],
                    odds: of.same_event.unwrap_or(0.95),
                    so: self.most(&x)? == self.most(&y)?,
                })
            })
        });
        cases.collect()
    }
}

/// Bits for each thing told, by logistic regression with a wide prior (Newton's method), each material
/// of some size weighing the same.
#[expect(clippy::needless_range_loop, reason = "as the matrix is written")]
fn fit(cases: &Cases) -> [f64; 4] {
    let mut bits = [0.0; 4];
    for _ in 0..40 {
        let (mut slope, mut curve) = ([0.0; 4], [[0.0; 4]; 4]);
        for of_kind in cases.values() {
            // What is sure anyhow does not bear on what is in doubt.
            let of_kind: Vec<&Case> = of_kind.iter().filter(|c| c.told[1] < SURE_BITS).collect();
            let share = FEW / (of_kind.len() as f64).max(FEW);
            for case in of_kind {
                let sum: f64 = bits.iter().zip(case.told).map(|(b, t)| b * t).sum();
                let chance = 1.0 / (1.0 + (-sum).exp2());
                for i in 0..4 {
                    slope[i] += share * (f64::from(u8::from(case.so)) - chance) * case.told[i];
                    for j in 0..4 {
                        let spread = chance * (1.0 - chance) * std::f64::consts::LN_2;
                        curve[i][j] += share * spread * case.told[i] * case.told[j];
                    }
                }
            }
        }
        for i in 0..4 {
            slope[i] -= bits[i] / 100.0;
            curve[i][i] += 0.01;
        }
        let step = solve(curve, slope);
        bits.iter_mut()
            .zip(step)
            .for_each(|(b, s)| *b += s.clamp(-1.0, 1.0));
    }
    bits
}

/// By elimination; the matrix is positive definite.
#[expect(clippy::needless_range_loop, reason = "as the matrix is written")]
fn solve(mut matrix: [[f64; 4]; 4], mut of: [f64; 4]) -> [f64; 4] {
    for at in 0..4 {
        for row in at + 1..4 {
            let share = matrix[row][at] / matrix[at][at];
            for column in at..4 {
                matrix[row][column] -= share * matrix[at][column];
            }
            of[row] -= share * of[at];
        }
    }
    for at in (0..4).rev() {
        let known: f64 = (at + 1..4)
            .map(|column| matrix[at][column] * of[column])
            .sum();
        of[at] = (of[at] - known) / matrix[at][at];
    }
    of
}
