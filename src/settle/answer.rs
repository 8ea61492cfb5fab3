//! What stands of a topic, and on what that rests.

use std::sync::Arc;

use itertools::Itertools;
use smallvec::SmallVec;

use super::grounds::{Grounds, distinct, of_all, of_newest, supports};
use super::measured;
use super::outlets::observation::{self, Class, OutletObservation, share};
use super::outlets::{Account, Bound, Interval, IntervalCandidate, grade};
use super::standing::{Member, current, voices};
use super::truth::IntervalPosterior;
use super::{Basis, Belief, Trust, reconcile};
use crate::claim::{DaySpan, Measure, Quantity, Value};
use crate::codebook::{Change, ValueType, Verdict};
use crate::compare::{Context, Side, covers};
use crate::link::Features;
use crate::names::EntityId;

/// Of more accounts than this of one topic, one in so many of each value is weighed: the shares of
/// values stay, and the time does not grow with the square of the accounts.
const MOST_WEIGHED: usize = 2048;

/// An answer's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Settled {
    /// A span of days.
    Days(DaySpan),
    /// A count.
    Count(Quantity),
    /// A duration, a distance or a number with a unit.
    Measure(Measure),
    /// What a statement says, a name under the canonical name of what it names.
    As(Side),
    /// A person: who holds an office.
    Holder(EntityId),
    /// The words of a known truth.
    Words(Arc<str>),
}

/// What stands of a topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The value; `None` where nothing can be said.
    pub value: Option<Settled>,
    /// What it rests on.
    pub basis: Basis,
    /// Who stands behind it.
    pub grounds: Grounds,
    /// The last day that the accounts reach, for what changes with time.
    pub as_of: Option<i32>,
    /// The rows that it rests on.
    pub rows: SmallVec<[u32; 4]>,
    /// How likely it is, where that is weighed.
    pub probability: Option<f64>,
    /// Admiralty grade of the information, where it is weighed.
    pub credibility: Option<&'static str>,
    /// How many of the independent accounts behind it would have to be wrong for another value to be
    /// likelier.
    pub fragility: Option<u32>,
}

/// What answers are made from.
#[derive(Clone, Copy)]
pub(super) struct Bench<'s, 'a> {
    pub(super) ctx: Context<'a>,
    pub(super) features: &'s [Features],
    /// The event of each claim.
    pub(super) event_of: &'s [u32],
    pub(super) trust: &'s Trust,
}

/// A topic to be answered.
pub(super) struct Question<'m, 'a> {
    pub(super) members: &'m [Member<'a>],
    /// The event, where the topic is of one.
    pub(super) event: Option<u32>,
    /// Whether it is who holds an office.
    pub(super) office: bool,
    pub(super) value_type: ValueType,
    pub(super) change: Change,
    /// The gravest verdict between its rows.
    pub(super) verdict: Verdict,
    /// Whether a source of its own took back what it had said.
    pub(super) corrected: bool,
}

impl<'a> Bench<'_, 'a> {
    /// The answer to a topic, and how likely each of its members is, where that is weighed.
    pub(super) fn answer(
        &self,
        question: &Question<'_, 'a>,
        room: &mut IntervalPosterior,
    ) -> (Option<Answer>, Vec<Option<f64>>) {
        let members = question.members;
        let mut likely = vec![None; members.len()];
        if members.is_empty() {
            return (None, likely);
        }
        let history = question.event.is_none() && question.change == Change::Changes;
        let fact = self.fact(members);
        let answer = if members.iter().all(|m| m.withdrawn) {
            None
        } else if history {
            self.latest(question, &mut likely, room)
        } else {
            let all: Vec<usize> = (0..members.len()).collect();
            self.weighed(question, &all, &mut likely, room)
                .or_else(|| self.chosen(question))
        };
        let answer = match fact {
            Some(fact) => Some(self.settled(question, fact, answer)),
            None => answer,
        };
        (Some(answer.unwrap_or_else(|| nothing(members))), likely)
    }

    /// What is believed of some members, by how far each outlet is to be believed; `None` where they
    /// are of a type that is not weighed.
    fn weighed(
        &self,
        question: &Question<'_, 'a>,
        places: &[usize],
        likely: &mut [Option<f64>],
        room: &mut IntervalPosterior,
    ) -> Option<Answer> {
        let members = question.members;
        let places = &*measured::of_one_quantity(members, places);
        let kept = current(members);
        let kept: Vec<Side> = kept.iter().map(|m| m.said.side).sorted().collect();
        let supports = supports(members);
        let (mut heard, mut accounts) = (Vec::new(), Vec::new());
        for place in self.thinned(members, places) {
            let member = &members[place];
            let said = OutletObservation::new(&self.ctx, self.features, &member.said);
            if let Some(observation) = said {
                heard.push(place);
                accounts.push(Account {
                    observation,
                    origin: member.origin,
                    decides: kept.binary_search(&member.said.side).is_ok(),
                    support: supports
                        .iter()
                        .find(|(row, _)| *row == member.row)
                        .map_or(0, |(_, origins)| *origins),
                    refuted: member.refuted,
                });
            }
        }
        measured::align(members, &heard, &mut accounts);
        let fact = question.event.and_then(|_| self.fact(members));
        // What a later figure took the place of is set aside: a lower one that is left denies a higher.
        let belief = self.trust.believe(&accounts, false, fact, room)?;
        for (&place, p) in heard.iter().zip(&belief.accounts) {
            likely[place] = Some(*p);
        }
        let answer = belief.answer?;
        let value = Self::value(members, &heard, &accounts, answer);
        let value = value.or_else(|| fact.map(|fact| Settled::Words(fact.words.clone())))?;
        let point = Interval::exact(answer.point);
        let allows = |n: &usize| accounts[*n].observation.value.interval.holds(&point);
        let behind = (0..heard.len())
            .filter(allows)
            .map(|n| members[heard[n]].row as u32);
        let rows: SmallVec<[u32; 4]> = behind.sorted().dedup().collect();
        let answer = self.believed(question, &accounts, &belief, value, rows);
        Some(if places.len() > MOST_WEIGHED {
            of_all(answer, members, places)
        } else {
            answer
        })
    }

    /// The places of the members that are weighed: all, or of every row one in so many, in the order
    /// of publication, so that each row keeps its share.
    fn thinned(&self, members: &[Member<'a>], places: &[usize]) -> Vec<usize> {
        let step = places.len().div_ceil(MOST_WEIGHED);
        if step <= 1 {
            return places.to_vec();
        }
        let published = |&place: &usize| {
            let claim = members[place].said.side.claim;
            let at = self.features[claim as usize].published;
            (members[place].row, at.is_none(), at, claim)
        };
        let sorted: Vec<usize> = places.iter().copied().sorted_by_key(published).collect();
        let rows = sorted.chunk_by(|&x, &y| members[x].row == members[y].row);
        let kept = rows.flat_map(|row| row.iter().copied().step_by(step));
        kept.sorted_unstable().collect()
    }

    fn believed(
        &self,
        question: &Question<'_, 'a>,
        accounts: &[Account],
        belief: &Belief,
        value: Settled,
        rows: SmallVec<[u32; 4]>,
    ) -> Answer {
        let origins = distinct(accounts.iter().map(|a| a.origin)).len();
        let judged = accounts
            .iter()
            .any(|a| self.trust.judged(a.observation.outlet));
        Answer {
            value: Some(value),
            basis: basis(question, origins, &rows),
            grounds: Grounds::Origins {
                behind: belief.behind as u32,
                of: origins as u32,
            },
            as_of: as_of(question),
            rows,
            probability: Some(belief.probability),
            credibility: Some(grade::information(
                belief.probability,
                belief.behind,
                judged,
            )),
            fragility: Some(belief.fragility as u32),
        }
    }

    /// The value that a belief leaves, in the terms of its type.
    fn value(
        members: &[Member<'a>],
        heard: &[usize],
        accounts: &[Account],
        answer: IntervalCandidate,
    ) -> Option<Settled> {
        let Interval { low, high } = answer.interval;
        match accounts[0].observation.value.class {
            Class::Time => Some(Settled::Days(observation::days(answer.interval))),
            Class::State => {
                let is = |a: &Account| a.observation.value.interval == answer.interval;
                let at = accounts.iter().position(is)?;
                Some(Settled::As(members[heard[at]].said.side))
            }
            Class::Side | Class::Count => {
                let named = |a: &Account| a.observation.value.named == Some(answer.point);
                // Of "at least 78" the number that is named is the bound.
                let best =
                    accounts.iter().any(named) || high == Bound::At(low) || high == Bound::Open;
                let amount = Quantity {
                    low,
                    best: best.then_some(if high == Bound::Open && !accounts.iter().any(named) {
                        low
                    } else {
                        answer.point
                    }),
                    high: high.value(),
                    others: false,
                };
                Some(measured::settled(members, amount))
            }
        }
    }

    /// What most independent origins allow.
    fn chosen(&self, question: &Question<'_, 'a>) -> Option<Answer> {
        let kept = current(question.members);
        let outlet = |claim: u32| self.features[claim as usize].outlet;
        let value = match question.value_type {
            ValueType::Count | ValueType::Duration | ValueType::Distance | ValueType::Number => {
                let voices = voices(&kept, outlet);
                measured::settled(&kept, reconcile::counts(&voices)?)
            }
            ValueType::Time => Settled::Days(days(&kept)?),
            _ => {
                let vote = |m: &Member| (m.origin, self.key(m));
                let votes: Vec<(u32, u64)> = kept.iter().map(vote).collect();
                let chosen = reconcile::choice(&votes)?;
                let giver = votes.iter().position(|(_, key)| *key == chosen)?;
                Settled::As(kept[giver].said.side)
            }
        };
        let origins = distinct(question.members.iter().map(|m| m.origin)).len();
        let rests = |m: &&Member| match &value {
            Settled::As(side) => self.key(m) == self.key_of(*side),
            _ => true,
        };
        let (behind, rows): (Vec<u32>, Vec<u32>) = kept
            .iter()
            .filter(rests)
            .map(|m| (m.origin, m.row as u32))
            .unzip();
        let rows: SmallVec<[u32; 4]> = rows.into_iter().sorted().dedup().collect();
        Some(Answer {
            basis: basis(question, origins, &rows),
            value: Some(value),
            grounds: Grounds::Origins {
                behind: distinct(behind.into_iter()).len() as u32,
                of: origins as u32,
            },
            as_of: as_of(question),
            rows,
            probability: None,
            credibility: None,
            fragility: None,
        })
    }

    /// The state that no other is known to have followed. Where accounts of it differ, or where it
    /// stands in a contradiction, the likeliest of those of the newest time.
    fn latest(
        &self,
        question: &Question<'_, 'a>,
        likely: &mut [Option<f64>],
        room: &mut IntervalPosterior,
    ) -> Option<Answer> {
        let members = question.members;
        let held = |m: &Member| m.said.holds_on();
        let standing = members.iter().filter(|m| m.is_current());
        let newest = standing.filter_map(held).map(|d| d.first).max()?;
        let is_top = |n: &usize| {
            members[*n].is_current() && held(&members[*n]).is_some_and(|d| d.last >= newest)
        };
        let top: Vec<usize> = (0..members.len()).filter(is_top).collect();
        // Of an office, the holder is what stands.
        let one_subject = members.iter().map(|m| m.said.of).all_equal();
        let key = |&n: &usize| match members[n].said.of.filter(|_| !one_subject) {
            Some(holder) => u64::from(holder.0),
            None => self.key(&members[n]),
        };
        let settled = !top.iter().any(|&n| members[n].denied);
        let top = if settled {
            self.fullest(members, top)
        } else {
            top
        };
        if !settled || !top.iter().map(key).all_equal() {
            let weighed = one_subject.then(|| self.weighed(question, &top, likely, room));
            return weighed.flatten().map(|answer| of_newest(answer, members));
        }
        let said = &members[*top.first()?].said;
        let rows = top.iter().map(|&n| members[n].row as u32);
        let rows: SmallVec<[u32; 4]> = rows.sorted().dedup().collect();
        let origins = distinct(members.iter().map(|m| m.origin)).len();
        let behind = distinct(top.iter().map(|&n| members[n].origin)).len();
        Some(Answer {
            value: Some(match said.of.filter(|_| !one_subject) {
                Some(holder) => Settled::Holder(holder),
                None => Settled::As(said.side),
            }),
            basis: match question.verdict {
                Verdict::Agreement | Verdict::Compatible if origins == 1 => Basis::Only,
                Verdict::Agreement | Verdict::Compatible => Basis::Agreed,
                _ => Basis::Latest,
            },
            grounds: Grounds::Origins {
                behind: behind as u32,
                of: origins as u32,
            },
            as_of: as_of(question),
            rows,
            probability: None,
            credibility: None,
            fragility: None,
        })
    }

    /// Of states that are all true where one is, those that say it ("wounded" says "alive", and more).
    fn fullest(&self, members: &[Member<'a>], top: Vec<usize>) -> Vec<usize> {
        let said = |n: usize| &members[n].said;
        let says_all = |&&n: &&usize| {
            top.iter()
                .all(|&other| covers(&self.ctx, said(n), said(other)))
        };
        match top.iter().find(says_all).copied() {
            Some(full) => {
                let alike = |&n: &usize| covers(&self.ctx, said(n), said(full));
                top.into_iter().filter(alike).collect()
            }
            None => top,
        }
    }

    /// What votes for one value share: names under the thing that they name, so that spellings vote
    /// as one.
    pub(super) fn key(&self, member: &Member) -> u64 {
        self.key_of(member.said.side)
    }

    pub(super) fn key_of(&self, side: Side) -> u64 {
        share(&self.ctx, &self.ctx.statement(side))
    }
}

/// An answer that nothing can be said.
fn nothing(members: &[Member]) -> Answer {
    Answer {
        value: None,
        basis: Basis::None,
        grounds: Grounds::Origins {
            behind: 0,
            of: distinct(members.iter().map(|m| m.origin)).len() as u32,
        },
        as_of: None,
        rows: SmallVec::new(),
        probability: None,
        credibility: None,
        fragility: None,
    }
}

fn basis(question: &Question, origins: usize, rows: &[u32]) -> Basis {
    let replaced = |row: u32| {
        let mut own = question.members.iter().filter(|m| m.row == row as usize);
        own.any(|m| m.replaced)
    };
    let stands = !rows.iter().any(|&row| replaced(row));
    match question.verdict {
        _ if origins == 1 && question.verdict != Verdict::Superseded => Basis::Only,
        Verdict::Agreement => Basis::Agreed,
        Verdict::Superseded if stands && question.corrected => Basis::Corrected,
        Verdict::Superseded if stands => Basis::Latest,
        _ => Basis::Weighed,
    }
}

/// The last day that the accounts of something that changes with time reach.
pub(super) fn as_of(question: &Question) -> Option<i32> {
    let day = |m: &Member| {
        let own = m.said.assertion.and_then(|a| a.as_of.as_ref());
        let published = m.said.claim.document.published.as_ref();
        let spans = own.map(|w| w.span).or(published.map(|p| p.span));
        spans.map(|span| span.last)
    };
    let days = question.members.iter().filter_map(day);
    (question.change != Change::Fixed)
        .then(|| days.max())
        .flatten()
}

fn days(kept: &[Member]) -> Option<DaySpan> {
    let span = |m: &Member| {
        let value = m.said.assertion.map(|a| &a.value);
        let ((Some(Value::Time(when)), _) | (None, Some(when))) =
            (value, m.said.claim.event.when.as_deref())
        else {
            return None;
        };
        Some((m.origin, when.span.first, when.span.last))
    };
    let spans: Vec<_> = kept.iter().filter_map(span).collect();
    let (first, last) = reconcile::days(&spans)?;
    Some(DaySpan { first, last })
}
