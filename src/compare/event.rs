//! What the accounts of one event say, attribute by attribute.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use itertools::Itertools;
use rayon::prelude::*;

use super::camp::Camps;
use super::related::Ties;
use super::rows::{Account, Arena, Rows};
use super::statement::{Context, Statement};
use super::topic::{Foreign, Home, Made, MadeRow, Thing, Topics};
use super::{Repeats, Speakers, Stand, count, lineage, verdict};
use crate::claim::AttributeId;
use crate::codebook::{ValueType, Verdict};
use crate::link::Linkage;

/// Events are compared in lots of this many, so that what is made of them is soon laid flat.
const LOT: usize = 4096;

/// Adds the topics of all events, in order.
pub(super) fn all(
    ctx: &Context,
    linkage: &Linkage,
    speakers: &Speakers,
    ties: &Ties,
    topics: &mut Topics,
) -> Repeats {
    let scene = Scene {
        camps: Camps::new(ctx),
        speakers,
        ties,
    };
    let mut repeats = Repeats::default();
    for (lot, events) in linkage.events.chunks(LOT).enumerate() {
        let numbered = events.par_iter().enumerate();
        let made: Vec<(Vec<Made>, Repeats)> = numbered
            .map(|(at, event)| scene.topics(ctx, (lot * LOT + at) as u32, &event.claims))
            .collect();
        for (made, own) in made {
            for topic in made {
                topics.push(topic);
            }
            repeats.join(own);
        }
    }
    repeats
}

/// What the accounts of every event are read with.
struct Scene<'c> {
    camps: Camps,
    speakers: &'c Speakers,
    ties: &'c Ties,
}

impl Scene<'_> {
    /// The topics of one event, and what in them only repeats a speaker's earlier word.
    fn topics(&self, ctx: &Context, event: u32, claims: &[u32]) -> (Vec<Made>, Repeats) {
        let mut said: Vec<Statement> = Vec::with_capacity(claims.len() * 8);
        for &claim in claims {
            let from = said.len();
            ctx.state(claim, &mut said);
            self.camps.settle(ctx, &mut said[from..]);
            self.speakers.settle(ctx, &mut said[from..]);
        }
        said.retain(|s| !is_history(ctx, s));
        said.sort_unstable_by_key(|s| (s.attribute, s.side));
        let (mut made, mut repeats) = (Vec::new(), Repeats::default());
        for of_one in said.chunk_by_mut(|p, q| p.attribute == q.attribute) {
            lineage::settle(ctx, of_one);
            repeats.note(of_one);
            made.extend(attribute(ctx, event, of_one, self.ties));
        }
        (made, repeats)
    }
}

/// Whether a statement belongs to the history of what it is of, and not to its event.
pub(super) fn is_history(ctx: &Context, s: &Statement) -> bool {
    let attribute = ctx.codebook.attribute(s.attribute);
    attribute.timeline
        && is_state(attribute.value_type)
        && s.of.is_some_and(|id| !ctx.is_nobody(id))
}

/// Whether a value of a type is a state that one person or place is in at a time.
pub(super) fn is_state(value_type: ValueType) -> bool {
    matches!(
        value_type,
        ValueType::Term | ValueType::Control | ValueType::Role
    )
}

/// The topics of one attribute; `said` is sorted by claim.
fn attribute<'a>(ctx: &Context<'a>, event: u32, said: &[Statement<'a>], ties: &Ties) -> Vec<Made> {
    let attribute = said[0].attribute;
    let value_type = ctx.codebook.attribute(attribute).value_type;
    let accounts = said.chunk_by(|p, q| p.side.claim == q.side.claim);
    let mut arena = Arena {
        accounts: accounts.map(Account::of).collect(),
        ..Arena::default()
    };
    let related = ties.set_beside(ctx, event, attribute, &mut arena);
    let rows = arena.rows(ctx, related, &|x, y, add| {
        accounts_of(ctx, value_type, x.said, y.said, add);
    });
    let whole = said[0].assertion.is_none() || value_type == ValueType::Outcome;
    topics(Home::Event(event), attribute, rows, whole)
}

/// Rows as topics: one for each thing, or one for the whole.
pub(super) fn topics(home: Home, attribute: AttributeId, rows: Rows, whole: bool) -> Vec<Made> {
    let key = |thing: Thing| if whole { Thing::default() } else { thing };
    let first = rows
        .made
        .first()
        .map(|(_, thing)| key(*thing))
        .unwrap_or_default();
    let alone = |(row, thing): &(MadeRow, Thing)| row.foreign.is_some() || key(*thing) == first;
    if rows.made.iter().all(alone) {
        return vec![Made {
            home,
            attribute,
            thing: first,
            rows: rows.made.into_iter().map(|(row, _)| row).collect(),
            between: rows.between,
            coarse: rows.coarse,
        }];
    }
    let mut topics: BTreeMap<Thing, Making> = BTreeMap::new();
    for (number, (row, thing)) in rows.made.iter().enumerate() {
        if row.foreign.is_none() {
            topics
                .entry(key(*thing))
                .or_default()
                .take(number, row, None);
        }
    }
    for &(a, b, stand) in &rows.between {
        let ((x, p), (y, q)) = (&rows.made[a as usize], &rows.made[b as usize]);
        let (p, q) = (key(*p), key(*q));
        let (at, foreign) = match (x.foreign, y.foreign) {
            (None, Some(foreign)) => (p, foreign),
            (Some(foreign), _) => (q, foreign),
            (None, None) if is_home(p, q, stand) => (p, Foreign::Thing),
            (None, None) => (q, Foreign::Thing),
        };
        let topic = topics.entry(at).or_default();
        let place = |topic: &mut Making, number: u32, of: Thing, row: &MadeRow| {
            let beside = (row.foreign.is_some() || of != at).then_some(foreign);
            topic.take(number as usize, row, beside)
        };
        let (x, y) = (place(topic, a, p, x), place(topic, b, q, y));
        topic.between.push((x.min(y), x.max(y), stand));
    }
    let made = topics.into_iter().map(|(thing, mut topic)| {
        let by = |&(a, b, stand): &(u32, u32, Stand)| (Reverse(stand.0), a, b, stand.1);
        topic.between.sort_by_key(by);
        Made {
            home,
            attribute,
            thing,
            rows: topic.rows,
            between: topic.between,
            coarse: rows.coarse,
        }
    });
    made.collect()
}

/// A topic that rows are put into.
#[derive(Default)]
struct Making {
    /// Numbers of the rows taken.
    taken: Vec<usize>,
    rows: Vec<MadeRow>,
    between: Vec<(u32, u32, Stand)>,
}

impl Making {
    /// The place of a row, which is put in where it is not there yet.
    fn take(&mut self, number: usize, row: &MadeRow, foreign: Option<Foreign>) -> u32 {
        if let Some(place) = self.taken.iter().position(|&n| n == number) {
            return place as u32;
        }
        self.taken.push(number);
        self.rows.push(MadeRow {
            foreign,
            ..row.clone()
        });
        self.rows.len() as u32 - 1
    }
}

/// Of two things that are set side by side, whether the first is the one whose topic tells of it: a
/// total before its parts, a group by name before a description, and else the first in order.
fn is_home(p: Thing, q: Thing, stand: Stand) -> bool {
    if p.is_total() || q.is_total() {
        p.is_total()
    } else if stand.0 != Verdict::Scope && p.of.is_some() != q.of.is_some() {
        p.of.is_some()
    } else {
        p <= q
    }
}

/// How what two accounts say under one attribute stands, where it is not in agreement.
pub(super) fn accounts_of(
    ctx: &Context,
    value_type: ValueType,
    xs: &[Statement],
    ys: &[Statement],
    add: &mut dyn FnMut(usize, usize, Stand),
) {
    let mut add = |i: usize, j: usize, stand: Stand| {
        if stand.0 != Verdict::Agreement {
            add(i, j, stand);
        }
    };
    match (value_type, xs, ys) {
        (_, [p], [q]) if p.assertion.is_none() || value_type == ValueType::Count => {
            if let Some(stand) = verdict(ctx, p, q) {
                add(0, 0, stand);
            }
        }
        (ValueType::Count, ..) => counts(ctx, xs, ys, &mut add),
        _ => others(ctx, value_type, xs, ys, &mut add),
    }
}

/// Counts of two claims. Counts of one thing in both leave nothing to say of counts of other
/// things, nor tolls of the event of totals over longer.
fn counts(
    ctx: &Context,
    xs: &[Statement],
    ys: &[Statement],
    add: &mut dyn FnMut(usize, usize, Stand),
) {
    let all = || (0..xs.len()).cartesian_product(0..ys.len());
    let same = |(i, j): (usize, usize)| count::same_thing(&xs[i], &ys[j]);
    let nearer = |i: usize, j: usize| same((i, j)) && count::same_sort(&xs[i], &ys[j]);
    let of_one = all().any(same);
    for (i, j) in all().filter(|&pair| !of_one || same(pair)) {
        let passed_over = of_one
            && !count::same_sort(&xs[i], &ys[j])
            && ((0..ys.len()).any(|j| nearer(i, j)) || (0..xs.len()).any(|i| nearer(i, j)));
        let stand = (!passed_over)
            .then(|| verdict(ctx, &xs[i], &ys[j]))
            .flatten();
        if let Some(stand) = stand.filter(|s| !of_one || !unclear(&xs[i], &ys[j], *s)) {
            add(i, j, stand);
        }
    }
}

/// Whether a difference hangs on which of several groups a description means: "12 rebels" and "40
/// rebels" of one account may be of two, and neither denies the other account's number.
fn unclear(p: &Statement, q: &Statement, (verdict, _): Stand) -> bool {
    (p.unclear || q.unclear) && matches!(verdict, Verdict::Contradiction | Verdict::Superseded)
}

/// Statements of other types than counts compare only where they are of the same thing; two
/// outcomes are of one event whoever they are said of.
fn others(
    ctx: &Context,
    value_type: ValueType,
    xs: &[Statement],
    ys: &[Statement],
    add: &mut dyn FnMut(usize, usize, Stand),
) {
    let free = value_type == ValueType::Outcome;
    let pairs = (0..xs.len())
        .cartesian_product(0..ys.len())
        .filter(|&(i, j)| free || xs[i].of == ys[j].of)
        .filter_map(|(i, j)| verdict(ctx, &xs[i], &ys[j]).map(|stand| (i, j, stand)));
    let sides = |i: usize, j: usize| (xs[i].side, ys[j].side);
    let chosen = match value_type {
        // One outcome for a pair of claims: of the same side where there is one, the gravest.
        ValueType::Outcome => {
            pairs.min_by_key(|&(i, j, stand)| (xs[i].of != ys[j].of, Reverse(stand.0), sides(i, j)))
        }
        // Two culprits against one of them: leaving one out denies nothing.
        ValueType::Name => pairs.min_by_key(|&(i, j, stand)| (stand.0, sides(i, j))),
        _ => return pairs.for_each(|(i, j, stand)| add(i, j, stand)),
    };
    if let Some((i, j, stand)) = chosen {
        add(i, j, stand);
    }
}
