//! Questions for a person: gathered and ordered by how much an answer would settle, then set in words.

use std::cmp::Reverse;

use super::{Maker, Results, ask, doubt};
use crate::codebook::{Severity, Verdict};
use crate::compare::{Foreign, Home};
use crate::link::doubt::Candidate;
use crate::settle::State;
use crate::view::Parts as _;
use crate::view::question::{Asked, Question, Stakes};

/// What is asked about, by number.
#[derive(Debug, Clone, Copy)]
pub(super) enum About {
    /// The place in the report of a topic.
    Topic(usize),
    /// An event, a claim that barely holds in it, and how likely it is of it.
    Member(u32, u32, f64),
    /// A doubt of names.
    Name(usize),
    /// Two events that may be one.
    Events(Candidate),
    /// A claim.
    Draft(u32),
}

impl About {
    fn kind(&self) -> Asked {
        match self {
            Self::Topic(_) => Asked::Contradiction,
            Self::Member(..) => Asked::Member,
            Self::Name(_) => Asked::Name,
            Self::Events(_) => Asked::SameEvent,
            Self::Draft(_) => Asked::Draft,
        }
    }
}

impl Maker<'_> {
    /// What a person should look at, in order: that which touches the graver contradiction first; then that
    /// which settles more of them; then that which bears on more accounts in more doubt. The first `most`,
    /// and how many there are.
    pub fn questions(&self, most: usize) -> (Vec<Question>, usize) {
        let results = self.results();
        let open = open(results);
        let mut found = contradictions(self);
        found.extend(members(results, &open));
        found.extend(names(results));
        found.extend(results.linkage.possible.iter().map(|c| {
            let sizes =
                [c.events.0, c.events.1].map(|e| results.linkage.events[e as usize].claims.len());
            let accounts = sizes[0].min(sizes[1]) as f64 * doubtful(c.odds);
            (
                Stakes {
                    accounts,
                    ..Stakes::default()
                },
                About::Events(*c),
            )
        }));
        found.extend(drafts(results, &open));
        // Of equals the order in which they were found stays: that is of ids.
        found.sort_by(|(x, a), (y, b)| {
            let grave = Reverse(x.gravest).cmp(&Reverse(y.gravest));
            let grave = grave.then(y.settled.total_cmp(&x.settled));
            let doubt = y.accounts.total_cmp(&x.accounts);
            grave.then(doubt).then(a.kind().cmp(&b.kind()))
        });
        let count = found.len();
        let asked = found.into_iter().take(most);
        let questions = asked.map(|(stakes, about)| Question {
            kind: about.kind(),
            stakes,
            ..ask::question(self, about)
        });
        (questions.collect(), count)
    }
}

/// How much odds are in doubt: from 0, where they are sure, to 1, where they are even.
fn doubtful(odds: f64) -> f64 {
    4.0 * odds * (1.0 - odds)
}

/// The open contradictions of one event.
type Open = Vec<(Severity, [Vec<u32>; 2])>;

/// By event, how grave every open contradiction is, and the claims of its two sides.
fn open(results: &Results) -> Vec<Open> {
    let topics = &results.comparison.topics;
    let mut open: Vec<Open> = vec![Vec::new(); results.linkage.events.len()];
    for (number, settled) in results.settlement.topics().iter().enumerate() {
        let (Home::Event(event), State::Open) = (topics.all()[number].home, settled.state) else {
            continue;
        };
        let void = |row: u32| results.settlement.rows(number)[row as usize].void;
        for of in topics.between(number) {
            if of.verdict == Verdict::Contradiction && !void(of.a) && !void(of.b) {
                let sides = [of.a, of.b].map(|row| {
                    let sides = topics.sides(number, row as usize).iter();
                    sides.map(|side| side.claim).collect()
                });
                open[event as usize].push((settled.severity.unwrap_or(Severity::Minor), sides));
            }
        }
    }
    open
}

/// What hangs on one claim alone: contradictions of which it is the whole of one side, where taking it out
/// is so likely.
fn alone(open: &Open, claim: u32, chance: f64) -> Stakes {
    let own = open
        .iter()
        .filter(|(_, sides)| sides.iter().any(|side| side == &[claim]));
    Stakes {
        gravest: own.clone().map(|(severity, _)| *severity).max(),
        settled: own.count() as f64 * chance,
        accounts: doubtful(chance),
    }
}

fn contradictions(maker: &Maker) -> Vec<(Stakes, About)> {
    let settled = |place: &usize| maker.results().settlement.topic(maker.topic_number(*place));
    // Open ones stand first in a report.
    let places = (0..maker.topics()).take_while(|place| settled(place).state == State::Open);
    let of = |place: usize| {
        let stakes = Stakes {
            gravest: settled(&place).severity,
            settled: 1.0,
            accounts: f64::from(settled(&place).claims),
        };
        (stakes, About::Topic(place))
    };
    places.map(of).collect()
}

fn members(results: &Results, open: &[Open]) -> Vec<(Stakes, About)> {
    let events = results.linkage.events.iter().enumerate();
    let found = events.flat_map(|(number, of)| {
        let ties = doubt::ties(results, of);
        let barely = ties.map(|ties| ties.barely(results, of));
        let about = move |(claim, odds)| {
            let stakes = alone(&open[number], claim, 1.0 - odds);
            (stakes, About::Member(number as u32, claim, odds))
        };
        barely.unwrap_or_default().into_iter().map(about)
    });
    found.collect()
}

/// Doubts of names on which some difference hangs.
fn names(results: &Results) -> Vec<(Stakes, About)> {
    let topics = &results.comparison.topics;
    let mut hanging = vec![0_u32; results.ctx.names.doubts.len()];
    for number in 0..topics.len() {
        let rows = topics.rows(number);
        for of in topics
            .between(number)
            .iter()
            .filter(|b| b.verdict > Verdict::Compatible)
        {
            if let Some(Foreign::Name(doubt)) = rows[of.b as usize].foreign {
                hanging[doubt.0 as usize] += 1;
            }
        }
    }
    let numbered = hanging.into_iter().enumerate().filter(|(_, n)| *n > 0);
    let about = |(number, n)| {
        let accounts = f64::from(n);
        (
            Stakes {
                accounts,
                ..Stakes::default()
            },
            About::Name(number),
        )
    };
    numbered.map(about).collect()
}

/// How likely a draft is wrong of which nothing is said.
const UNKNOWN: f64 = 0.5;

fn drafts(results: &Results, open: &[Open]) -> Vec<(Stakes, About)> {
    let claims = results.ctx.claims.iter().enumerate();
    let drafts = claims.filter_map(|(number, claim)| {
        let draft = claim.details.as_deref()?.draft.as_ref()?;
        let wrong = draft.confidence.map_or(UNKNOWN, |c| 1.0 - c);
        let event = results.linkage.event_of[number] as usize;
        let stakes = alone(&open[event], number as u32, wrong);
        Some((stakes, About::Draft(number as u32)))
    });
    drafts.collect()
}
