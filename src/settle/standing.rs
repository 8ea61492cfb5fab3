//! The statements of a topic with what settling them hangs on: who is behind each, and what
//! another took the place of.

use std::cell::OnceCell;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::sync::Arc;

use itertools::Itertools;
use smallvec::SmallVec;

use super::policy::Vote;
use super::slip;
use crate::claim::{Counts, Quantity, Stance};
use crate::codebook::Verdict;
use crate::compare::{
    self, Between, Comparison, Context, Reason, Side, Statement, Voice, quantity, spoken_order,
    standard, value_key,
};

/// A statement, and what is known of it.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub(super) struct Member<'a> {
    /// The statement.
    pub(super) said: Statement<'a>,
    /// Its row.
    pub(super) row: usize,
    /// The number of its claim's origin.
    pub(super) origin: u32,
    /// Whether it is a party's own claim.
    pub(super) party: bool,
    /// Whether a later report has taken its place.
    pub(super) replaced: bool,
    /// The row that has.
    pub(super) replaced_by: Option<u32>,
    /// Whether its own source took it back.
    pub(super) withdrawn: bool,
    /// Whether it is a slip of the pen, or misquotes its source.
    pub(super) mistaken: bool,
    /// Whether it counts fewer than another by what it leaves out.
    pub(super) narrower: bool,
    /// Whether another source denies it in so many words.
    pub(super) refuted: bool,
    /// Whether it stands in a contradiction.
    pub(super) denied: bool,
}

/// What the rows of a topic make of each other.
#[derive(Debug, Clone)]
pub(super) struct Standing(SmallVec<[RowStanding; 2]>);

/// What the other rows make of one.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub(super) struct RowStanding {
    /// The row that took its place.
    pub(super) replaced_by: Option<u32>,
    /// Whether its own source took it back, or denies it; a denial stands for nothing itself.
    pub(super) withdrawn: bool,
    /// Whether its own source gave another value in its place.
    pub(super) taken_back: bool,
    /// Whether it is a slip of the pen, or misquotes its source.
    pub(super) mistaken: bool,
    /// Whether it counts fewer than another row by what it leaves out: a part of the region, some people.
    pub(super) narrower: bool,
    /// Whether another source denies it in so many words.
    refuted: bool,
    denied: bool,
}

impl RowStanding {
    /// Whether its own source gave another value in its place, or took it back.
    pub(super) fn is_void(&self) -> bool {
        (self.taken_back || self.withdrawn) && !self.mistaken
    }
}

impl Deref for Standing {
    type Target = [RowStanding];

    fn deref(&self) -> &[RowStanding] {
        &self.0
    }
}

impl Standing {
    pub(super) fn of(ctx: &Context, comparison: &Comparison, topic: usize) -> Self {
        let topics = &comparison.topics;
        let rows = topics.rows(topic).len();
        let asserts = |row| {
            let said = ctx.statement(topics.sides(topic, row)[0]);
            said.assertion.is_none_or(|a| a.stance == Stance::Asserts)
        };
        let row = |row| RowStanding {
            withdrawn: !asserts(row),
            ..RowStanding::default()
        };
        let mut standing = Self((0..rows).map(row).collect());
        if topics.between(topic).is_empty() {
            return standing;
        }
        let table = Table {
            ctx,
            comparison,
            topic,
            ranks: vec![OnceCell::new(); rows],
            last: vec![OnceCell::new(); rows],
        };
        for between in topics.between(topic) {
            standing.note(&table, between, takes_back);
        }
        standing.misled(&table);
        for between in topics.between(topic) {
            standing.note(&table, between, |reason| {
                replaces(reason) && !takes_back(reason)
            });
        }
        standing.outrun(&table);
        for between in topics.between(topic) {
            let (a, b) = (between.a as usize, between.b as usize);
            let open = |row: usize| !standing[row].is_void() && !standing[row].mistaken;
            if between.verdict == Verdict::Contradiction && open(a) && open(b) {
                (standing.0[a].denied, standing.0[b].denied) = (true, true);
            }
        }
        standing
    }

    /// Notes how two rows stand, of what was superseded for such reasons alone.
    fn note(&mut self, table: &Table, between: &Between, of: fn(Reason) -> bool) {
        let (a, b) = (between.a as usize, between.b as usize);
        match between.verdict {
            Verdict::Contradiction => {
                if between.reason == Reason::Denied {
                    let asserting = if table.asserts(a) { a } else { b };
                    self.0[asserting].refuted = true;
                }
                let mistaken = match between.reason {
                    Reason::Slip => slip::of(table, a, b),
                    Reason::Misquoted => table.misquoted(a, b),
                    _ => None,
                };
                if let Some(row) = mistaken {
                    self.0[row].mistaken = true;
                }
            }
            Verdict::Scope
                if matches!(between.reason, Reason::OtherExtent | Reason::OtherPeople) =>
            {
                let low = |row| table.count(row).map(|q| q.low);
                let less = if low(a) < low(b) { a } else { b };
                self.0[less].narrower = table.is_own(a) && table.is_own(b);
            }
            Verdict::Superseded if of(between.reason) => {
                let (earlier, later) = match table.order(between) {
                    Some(Ordering::Less) => (a, b),
                    Some(Ordering::Greater) => (b, a),
                    _ => return,
                };
                // What was itself taken back takes nobody's place.
                let void = self[later].is_void() || self.0[later].mistaken;
                if void && !takes_back(between.reason) {
                    return;
                }
                let known = self.0[earlier].replaced_by.map(|row| table.rank(row));
                let own = takes_back(between.reason) || !self.0[earlier].taken_back;
                if own && known.is_none_or(|known| table.rank(later as u32) > known) {
                    self.0[earlier].replaced_by = Some(later as u32);
                }
                self.0[earlier].taken_back |= takes_back(between.reason);
                self.0[earlier].withdrawn |= withdraws(between.reason);
            }
            _ => {}
        }
    }

    /// Who cites an account that is mistaken, and says the same, is so too.
    fn misled(&mut self, table: &Table) {
        for mistaken in (0..self.len())
            .filter(|&row| self.0[row].mistaken)
            .collect_vec()
        {
            for row in 0..self.len() {
                self.0[row].mistaken |= table.value(row) == table.value(mistaken)
                    && table
                        .sides(row)
                        .iter()
                        .all(|&side| table.leans_on(side, mistaken));
            }
        }
    }

    /// A value that was replaced stays so in the mouth of an account that is not known to be later
    /// than what replaced it.
    fn outrun(&mut self, table: &Table) {
        let unordered = table.comparison.topics.between(table.topic).iter();
        let unordered =
            unordered.filter(|b| b.reason == Reason::NumbersApart && table.order(b).is_none());
        for between in unordered {
            let (a, b) = (between.a as usize, between.b as usize);
            for (row, by) in [(a, b), (b, a)] {
                let replaced = (0..self.len()).any(|other| {
                    self.0[other].replaced_by == Some(by as u32)
                        && !self.0[other].taken_back
                        && table.value(other) == table.value(row)
                });
                if replaced && self.0[row].replaced_by.is_none() && self.0[by].replaced_by.is_none()
                {
                    self.0[row].replaced_by = Some(by as u32);
                }
            }
        }
    }

    /// The statements of the topic's own rows, each with its row, and the number of the origin of each.
    pub(super) fn members<'a>(
        &self,
        ctx: &Context<'a>,
        comparison: &Comparison,
        topic: usize,
        said: impl Iterator<Item = (usize, Statement<'a>)>,
        origins: &[u32],
    ) -> Vec<Member<'a>> {
        let rows = comparison.topics.rows(topic);
        let member = |((row, said), &origin): ((usize, Statement<'a>), &u32)| {
            let of_row = self[row];
            Member {
                said,
                row,
                origin,
                party: rows[row].party.is_some(),
                replaced: of_row.replaced_by.is_some(),
                replaced_by: of_row.replaced_by,
                withdrawn: of_row.withdrawn,
                mistaken: of_row.mistaken,
                narrower: of_row.narrower,
                refuted: of_row.refuted,
                denied: of_row.denied,
            }
        };
        let mut members: Vec<Member> = said.zip(origins).map(member).collect();
        follow(ctx, &mut members);
        members
    }
}

/// Who repeats a speaker stands and falls with what the speaker said itself.
fn follow(ctx: &Context, members: &mut [Member]) {
    if members.iter().all(|m| m.said.voices().is_own()) {
        return;
    }
    let mut own: HashMap<(Voice, u64), bool> = HashMap::new();
    for member in members.iter().filter(|m| m.said.voices().is_own()) {
        if let Some(voice) = member.said.voices().outlet() {
            *own.entry((voice, value_key(ctx, &member.said)))
                .or_default() |= member.is_current();
        }
    }
    for member in members.iter_mut().filter(|m| !m.said.voices().is_own()) {
        let speaker = member.said.voices().speaker();
        let said = speaker.and_then(|voice| own.get(&(voice, value_key(ctx, &member.said))));
        member.replaced |= said == Some(&false);
    }
}

/// The rows of a topic, to be looked at.
pub(super) struct Table<'s, 'a> {
    ctx: &'s Context<'a>,
    comparison: &'s Comparison,
    topic: usize,
    ranks: Vec<OnceCell<Rank>>,
    last: Vec<OnceCell<Option<Statement<'a>>>>,
}

/// How good a successor a row is: whether somebody counted for himself, and when it was first told.
type Rank = (bool, Reverse<(i32, Option<i64>, Side)>);

impl<'a> Table<'_, 'a> {
    pub(super) fn sides(&self, row: usize) -> &[Side] {
        self.comparison.topics.sides(self.topic, row)
    }

    fn first(&self, row: usize) -> Statement<'a> {
        self.comparison.statement(self.ctx, self.sides(row)[0])
    }

    fn asserts(&self, row: usize) -> bool {
        let said = self.ctx.statement(self.sides(row)[0]);
        said.assertion.is_none_or(|a| a.stance == Stance::Asserts)
    }

    fn value(&self, row: usize) -> u64 {
        value_key(self.ctx, &self.first(row))
    }

    /// Whether a statement cites the outlet of one of a row.
    fn leans_on(&self, side: Side, row: usize) -> bool {
        let voices = *self.comparison.statement(self.ctx, side).voices();
        let outlets = self
            .sides(row)
            .iter()
            .filter_map(|&other| self.comparison.statement(self.ctx, other).voices().outlet());
        outlets
            .into_iter()
            .any(|outlet| voices.all().any(|voice| voice == outlet))
    }

    /// Which of two rows is the better successor: who counted rather than who cites, and the first.
    fn rank(&self, row: u32) -> Rank {
        *self.ranks[row as usize].get_or_init(|| self.ranked(row))
    }

    fn ranked(&self, row: u32) -> Rank {
        let said = self
            .sides(row as usize)
            .iter()
            .map(|&side| self.comparison.statement(self.ctx, side));
        let said: Vec<Statement> = said.collect();
        let anew = said.iter().filter(|s| !s.is_repetition());
        let at = |s: &Statement| {
            let published = s.claim.document.published.as_ref();
            (
                published.map_or(i32::MAX, |p| p.span.last),
                published.and_then(|p| p.minute),
                s.side,
            )
        };
        let first = anew
            .map(at)
            .min()
            .unwrap_or((i32::MAX, None, self.sides(row as usize)[0]));
        (said.iter().any(|s| s.voices().is_own()), Reverse(first))
    }

    /// The count of a row.
    pub(super) fn count(&self, row: usize) -> Option<Quantity> {
        quantity(&self.ctx.statement(self.sides(row)[0]))
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.comparison.topics.rows(self.topic).len()
    }

    /// Whether a row is of the topic itself.
    pub(super) fn is_own(&self, row: usize) -> bool {
        self.comparison.topics.rows(self.topic)[row]
            .foreign
            .is_none()
    }

    /// The statement of a row that was said last.
    fn last(&self, row: usize) -> Option<Statement<'a>> {
        let last = || self.comparison.last_word(self.ctx, self.sides(row));
        *self.last[row].get_or_init(last)
    }

    /// Which of two rows is the later word: `Less` where the second is.
    fn order(&self, between: &Between) -> Option<Ordering> {
        let (x, y) = (
            self.last(between.a as usize)?,
            self.last(between.b as usize)?,
        );
        let order = compare::order_of(self.ctx, between.reason, &x, &y)?;
        let overtakes = between.reason == Reason::Raised;
        // Who repeats a figure says nothing later than who counted it.
        (!overtakes || spoken_order(&x, &y) == Some(order)).then_some(order)
    }

    /// Which of two rows was said last.
    pub(super) fn later(&self, a: usize, b: usize) -> Option<Ordering> {
        let (x, y) = (self.last(a)?, self.last(b)?);
        compare::order_of(self.ctx, Reason::NumbersApart, &x, &y)
    }

    /// Of a source's own word and another account of it, the other account.
    fn misquoted(&self, a: usize, b: usize) -> Option<usize> {
        let own = |row: usize| {
            let mut said = self
                .sides(row)
                .iter()
                .map(|&side| self.comparison.statement(self.ctx, side));
            said.any(|s| s.is_of_its_speaker())
        };
        match (own(a), own(b)) {
            (true, false) => Some(b),
            (false, true) => Some(a),
            _ => None,
        }
    }
}

/// Whether the later of two such values takes the earlier's place.
fn replaces(reason: Reason) -> bool {
    takes_back(reason)
        || matches!(
            reason,
            Reason::Raised
                | Reason::Recount
                | Reason::BecameDead
                | Reason::Moved
                | Reason::FollowedSameDay
                | Reason::StateChanged
        )
}

/// Whether the source of the earlier value took it back.
fn takes_back(reason: Reason) -> bool {
    withdraws(reason)
        || matches!(
            reason,
            Reason::OwnRevision | Reason::SpeakerRevised | Reason::Corrected
        )
}

/// Whether the source of the earlier value says that it is not so.
fn withdraws(reason: Reason) -> bool {
    matches!(reason, Reason::Retracted | Reason::DeniedBySource)
}

impl Member<'_> {
    /// Whether it may still be what stands.
    pub(super) fn is_current(&self) -> bool {
        !self.replaced && !self.withdrawn && !self.mistaken
    }
}

/// The statements that may still be what stands: not withdrawn, replaced or mistaken, of the standard
/// of proof that says most. A party's own claim decides nothing where others speak.
pub(super) fn current<'a>(members: &[Member<'a>]) -> Vec<Member<'a>> {
    let standing = members.iter().filter(|m| !m.withdrawn);
    let mut kept: Vec<Member> = standing
        .clone()
        .filter(|m| m.is_current())
        .copied()
        .collect();
    if kept.is_empty() {
        kept = standing.copied().collect();
    }
    let proof = kept.iter().map(|m| standard(&m.said)).min();
    kept.retain(|m| Some(standard(&m.said)) == proof);
    if kept.iter().any(|m| !m.narrower) {
        kept.retain(|m| !m.narrower);
    }
    of_last_days(&mut kept);
    if kept.iter().any(|m| !m.party) {
        kept.retain(|m| !m.party);
    }
    kept
}

/// Of the days for which one outlet gives totals, the last of each outlet is what it says now.
fn of_last_days(kept: &mut Vec<Member>) {
    let day = |m: &Member| {
        let assertion = m.said.assertion.filter(|a| a.counts == Counts::Running);
        Some(assertion?.as_of.as_ref()?.span.last)
    };
    let mut last: BTreeMap<Arc<str>, i32> = BTreeMap::new();
    for (m, day) in kept.iter().filter_map(|m| Some((m, day(m)?))) {
        let of_outlet = last.entry(m.said.claim.outlet.clone()).or_insert(day);
        *of_outlet = day.max(*of_outlet);
    }
    if !last.is_empty() {
        kept.retain(|m| day(m).is_none_or(|day| last.get(&m.said.claim.outlet) == Some(&day)));
    }
}

/// The counts among them.
pub(super) fn voices(kept: &[Member], outlet: impl Fn(u32) -> u32) -> Vec<Vote> {
    let voice = |m: &Member| {
        let published = m.said.claim.document.published.as_ref();
        Some(Vote {
            quantity: quantity(&m.said)?,
            outlet: outlet(m.said.side.claim),
            origin: m.origin,
            published: published.map(|p| p.minute.unwrap_or_else(|| i64::from(p.span.last) * 1440)),
        })
    };
    kept.iter().filter_map(voice).collect()
}
