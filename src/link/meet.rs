//! The claims of one block side by side: each two of them whose days meet.
//!
//! What the pairs of a block ask first stands in one row a claim, copied together, so that going
//! through them waits for no memory. Claims of one document, and rows of one table, are different
//! events: of those of one day all but one are passed over at once.

use std::collections::HashMap;
use std::ops::Range;

use super::block::Entry;
use super::features::{CAMPAIGN_DAYS, Features};
use super::levels::sieve::Glance;

/// Blocks of more claims than this are put in the order of their documents.
const LARGE: usize = 64;
/// No task goes through more claims of one block than this with all others of it.
const TASK: usize = 1024;

/// A claim in its blocks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat {
    /// The last day in which its event may lie.
    pub(super) last: i32,
    /// What begins after this had not begun when it was published.
    pub(super) told: i32,
    /// Its document, or its table: two claims of one are of two events.
    group: u64,
    pub(super) glance: Glance,
}

/// A claim in one block.
#[derive(Debug, Clone, Copy)]
struct Row {
    claim: u32,
    first: i32,
    /// Where the next begins that is of another day or group.
    next: u32,
    seat: Seat,
}

/// The seats of all claims, whose days end at `ends`.
pub(super) fn seats(features: &[Features], ends: impl Iterator<Item = (i32, i32)>) -> Vec<Seat> {
    let twice = told_twice(features);
    let numbered = features.iter().zip(&twice).zip(0_u64..);
    let groups = numbered.map(|((claim, twice), number)| match claim {
        claim if claim.is_row => 1 << 32 | u64::from(claim.outlet),
        _ if *twice => 2 << 32 | number,
        claim => claim.document.into(),
    });
    let seats = features.iter().zip(groups).zip(ends);
    let seat = |((claim, group), (last, told))| Seat {
        last,
        told,
        group,
        glance: Glance::of(claim),
    };
    seats.map(seat).collect()
}

/// Whether the document of each claim tells its event again, under another attribution: see
/// [`super::apart::apart`].
fn told_twice(features: &[Features]) -> Vec<bool> {
    let is_event = |claim: &Features| claim.days().is_some_and(|days| days <= CAMPAIGN_DAYS);
    let mut told: HashMap<(u32, u64), (u64, bool)> = HashMap::new();
    for claim in features.iter().filter(|claim| is_event(claim)) {
        let key = (claim.document, claim.header);
        let (first, several) = told.entry(key).or_insert((claim.attribution, false));
        *several |= *first != claim.attribution;
    }
    let several = |claim: &Features| {
        told.get(&(claim.document, claim.header))
            .is_some_and(|t| t.1)
    };
    features.iter().map(several).collect()
}

/// The tasks into which a block is cut: so many of those that name its key first.
pub(super) fn tasks(block: &[Entry]) -> impl Iterator<Item = Range<usize>> {
    let named = block.partition_point(|e| !e.held());
    let starts = (0..named).step_by(TASK);
    starts.map(move |from| from..named.min(from + TASK))
}

/// Room for the rows of a block, kept from one to the next.
#[derive(Debug, Default)]
pub(super) struct Room {
    order: Vec<Entry>,
    named: Vec<Row>,
    held: Vec<Row>,
    latest: Vec<i32>,
}

impl Room {
    /// Every pair of a block whose days meet, of claims of which one is in the task: of those that
    /// name the key first, and of these with those that lie in it.
    pub(super) fn meet(
        &mut self,
        (block, task): (&[Entry], Range<usize>),
        (seats, slack): (&[Seat], i32),
        pair: &mut impl FnMut((u32, &Glance), (u32, &Glance)),
    ) {
        let (named, held) = block.split_at(block.partition_point(|e| !e.held()));
        lay(&mut self.named, &mut self.order, named, seats);
        let until = |x: &Row| x.seat.last.saturating_add(slack).min(x.seat.told);
        for at in task.clone() {
            let x = &self.named[at];
            go(&self.named, at + 1, x, until(x), |_| true, pair);
        }
        if held.is_empty() {
            return;
        }
        lay(&mut self.held, &mut self.order, held, seats);
        // The latest last day up to each place: what ends before it begins need not be looked at.
        self.latest.clear();
        let latest = self.held.iter().scan(i32::MIN, |latest, row| {
            *latest = row.seat.last.max(*latest);
            Some(*latest)
        });
        self.latest.extend(latest);
        for x in &self.named[task] {
            let from = x.first.saturating_sub(slack);
            let start = self.latest.partition_point(|&end| end < from);
            let meets = |y: &Row| y.seat.last >= from && y.seat.told >= x.first;
            go(&self.held, start, x, until(x), meets, pair);
        }
    }
}

/// Pairs `x` with the rows from a place on that begin in time and are of another group.
fn go(
    rows: &[Row],
    mut at: usize,
    x: &Row,
    until: i32,
    meets: impl Fn(&Row) -> bool,
    pair: &mut impl FnMut((u32, &Glance), (u32, &Glance)),
) {
    while let Some(y) = rows.get(at).filter(|y| y.first <= until) {
        if y.seat.group == x.seat.group {
            at = y.next as usize;
            continue;
        }
        if meets(y) {
            pair((x.claim, &x.seat.glance), (y.claim, &y.seat.glance));
        }
        at += 1;
    }
}

/// The rows of entries of one key, by their first days.
fn lay(rows: &mut Vec<Row>, order: &mut Vec<Entry>, entries: &[Entry], seats: &[Seat]) {
    let seat = |entry: &Entry| seats[entry.claim() as usize];
    rows.clear();
    order.clear();
    order.extend_from_slice(entries);
    let large = entries.len() > LARGE;
    if large {
        order.sort_by_key(|entry| (entry.first(), seat(entry).group));
    }
    rows.extend(order.iter().zip(1..).map(|(entry, next)| Row {
        claim: entry.claim(),
        first: entry.first(),
        next,
        seat: seat(entry),
    }));
    if large {
        for at in (1..rows.len()).rev() {
            let [x, y] = [rows[at - 1], rows[at]];
            if (x.first, x.seat.group) == (y.first, y.seat.group) {
                rows[at - 1].next = y.next;
            }
        }
    }
}
