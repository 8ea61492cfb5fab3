//! Sums over topics of one event: what became of the missing and the wounded, and counts by day against
//! running totals. Each remark gives the numbers that it rests on.

use super::Results;
use crate::claim::{Counts, DaySpan};
use crate::compare::{Home, Topic, quantity};
use crate::settle::Settled;
use crate::view;

/// The remarks of all events.
pub(super) fn notes(results: &Results) -> Vec<view::Note> {
    let topics = results.comparison.topics.all();
    let events = topics.chunk_by(|x, y| x.home == y.home);
    let mut at = 0;
    let mut notes = Vec::new();
    for of_one in events {
        let event = Event {
            results,
            topics: of_one,
            first: at,
        };
        if matches!(of_one[0].home, Home::Event(_)) {
            notes.extend((0..of_one.len()).filter_map(|n| event.became(n)));
            notes.extend((0..of_one.len()).filter_map(|n| event.by_day(n)));
        }
        at += of_one.len();
    }
    notes
}

/// The topics of one event.
struct Event<'r, 'a> {
    results: &'r Results<'a>,
    topics: &'r [Topic],
    /// The number of its first.
    first: usize,
}

impl Event<'_, '_> {
    /// What a topic counted at first and at last, in exact numbers.
    fn ends(&self, topic: usize) -> Option<(u64, u64)> {
        self.ends_since(topic, i32::MIN)
    }

    /// What a topic counted on a day, or first after it, and at last.
    fn ends_since(&self, topic: usize, since: i32) -> Option<(u64, u64)> {
        let number = self.first + topic;
        let series = &self.results.settlement.topic(number).series;
        let exact = |stage: &crate::settle::Stage| {
            let sides = self
                .results
                .comparison
                .topics
                .sides(number, stage.row as usize);
            let count = quantity(&self.results.ctx.statement(*sides.first()?))?;
            (count.high == Some(count.low)).then_some(count.low)
        };
        let before = series.iter().rev().find(|stage| stage.day <= since);
        Some((exact(before.or(series.first())?)?, exact(series.last()?)?))
    }

    /// The exact number of a topic that did not move.
    fn told_once(&self, topic: usize) -> Option<u64> {
        let series = &self.results.settlement.topic(self.first + topic).series;
        self.only(topic).filter(|_| series.is_empty())
    }

    /// The one exact number that stands of a topic.
    fn only(&self, topic: usize) -> Option<u64> {
        let settled = self.results.settlement.topic(self.first + topic);
        match settled.answer.as_ref()?.value {
            Some(Settled::Count(q)) if q.high == Some(q.low) => Some(q.low),
            _ => None,
        }
    }

    fn name(&self, topic: usize) -> &str {
        &self
            .results
            .ctx
            .codebook
            .attribute(self.topics[topic].attribute)
            .name
    }

    /// Those who are no longer counted, against those who may have become of them.
    fn became(&self, topic: usize) -> Option<view::Note> {
        let book = self.results.ctx.codebook;
        let of = &self.topics[topic];
        let becomes = &book.attribute(of.attribute).becomes;
        let (first, last) = self.ends(topic).filter(|(first, last)| first > last)?;
        let ids: Vec<_> = becomes
            .iter()
            .filter_map(|name| book.attribute_id(name))
            .collect();
        let others = (0..self.topics.len()).filter(|&n| {
            ids.contains(&self.topics[n].attribute) && self.topics[n].thing == of.thing
        });
        let since = self
            .results
            .settlement
            .topic(self.first + topic)
            .series
            .first()?
            .day;
        let risen = others.filter_map(|n| match self.ends_since(n, since) {
            Some((from, to)) => (to > from).then(|| {
                (
                    to - from,
                    format!("{} rose from {from} to {to}", self.name(n)),
                )
            }),
            None => self
                .told_once(n)
                .map(|count| (count, format!("{} {count}", self.name(n)))),
        });
        let (sums, told): (Vec<u64>, Vec<String>) = risen.unzip();
        let (fewer, more) = (first - last, sums.iter().sum::<u64>());
        (!told.is_empty()).then(|| {
            let sum = match more.cmp(&fewer) {
                std::cmp::Ordering::Equal => format!("as many: {fewer}"),
                std::cmp::Ordering::Greater => format!("{more} in all, for {fewer} fewer"),
                std::cmp::Ordering::Less => {
                    format!(
                        "{more} in all; {} of {fewer} are not accounted for",
                        fewer - more
                    )
                }
            };
            let text = format!(
                "{} fell from {first} to {last}; {}: {sum}",
                self.name(topic),
                told.join(", ")
            );
            self.note("what became of them", topic, text)
        })
    }

    /// A running total of two days, against the counts of the days between.
    fn by_day(&self, topic: usize) -> Option<view::Note> {
        let of = &self.topics[topic];
        if of.thing.counts != Counts::Running {
            return None;
        }
        let series = &self.results.settlement.topic(self.first + topic).series;
        let (from, to) = (series.first()?.day, series.last()?.day);
        let (first, last) = self.ends(topic)?;
        let daily = (0..self.topics.len()).filter_map(|n| {
            let other = &self.topics[n];
            let same = other.attribute == of.attribute
                && (other.thing.of, other.thing.category) == (of.thing.of, of.thing.category);
            let day = other
                .thing
                .over
                .filter(|days| days.first == days.last && same)?;
            Some((day, self.only(n)?))
        });
        let days: Vec<(DaySpan, u64)> = daily
            .filter(|(d, _)| from < d.first && d.first <= to)
            .collect();
        let sum: u64 = days.iter().map(|(_, count)| count).sum();
        let whole = i64::from(to) - i64::from(from) == days.len() as i64 && last >= first;
        (whole && !days.is_empty() && sum != last - first).then(|| {
            let text = format!(
                "{}: the total rose from {first} to {last}, by {}; the days between add up to {sum}",
                self.name(topic),
                last - first
            );
            self.note("days and totals", topic, text)
        })
    }

    fn note(&self, kind: &str, topic: usize, text: String) -> view::Note {
        let number = self.first + topic;
        let rows = 0..self.results.comparison.topics.rows(number).len();
        let first =
            rows.filter_map(|row| self.results.comparison.topics.sides(number, row).first());
        let id = |side: &crate::compare::Side| {
            self.results.ctx.claims[side.claim as usize].id.to_string()
        };
        let mut claims: Vec<String> = first.map(id).collect();
        claims.sort_unstable();
        claims.dedup();
        view::Note {
            kind: kind.to_owned(),
            claims,
            text,
        }
    }
}
