//! Which differences are new, settled, worse or eased, and which answers are others.

use std::collections::BTreeMap;

use super::events::Homes;
use super::{Answered, Changed, Diff, ranges, revised};
use crate::report::difference::{About, Difference, Grade};
use crate::report::{topic, weighed};
use crate::view::{Between, Index, Printed, Report, Topic, Value};

/// What makes a topic of one report the same as one of the other.
type Key<'a> = (Home<'a>, &'a str, [Option<&'a str>; 4]);

/// What a topic is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Home<'a> {
    Events(usize),
    Subject(&'a str, &'a str),
    Unknown,
}

/// What makes a row the same: the value, the day, what it speaks of, and whose own claim it is.
type Row<'a> = (&'a Printed<'a>, [Option<&'a str>; 5]);

/// A report, by what it has in common with another.
struct Side<'a> {
    index: Index<'a>,
    topics: BTreeMap<Key<'a>, Vec<&'a Topic<'a>>>,
    /// The gravest difference between two values.
    differences: BTreeMap<(Key<'a>, [Row<'a>; 2]), (&'a Topic<'a>, &'a Between<'a>)>,
}

pub(super) fn compare<'a>(
    [old, new]: [&'a Report<'a>; 2],
    [before, now]: [Homes<'a>; 2],
    diff: &mut Diff,
) {
    let (old, new) = (Side::new(old, &before), Side::new(new, &now));
    differences(&old, &new, diff);
    for (key, topics) in &new.topics {
        // Where events merged or split, no topic is the other's.
        if let (Some([was]), [is]) = (old.topics.get(key).map(Vec::as_slice), &**topics) {
            let about = || About::new(is, new.index.scene(is));
            let changed = revised::compare([was, is], &new.index, about);
            diff.revised.extend(changed);
            diff.answers.extend(answered(was, is, about));
            let ranges = ranges::compare([was, is], [&old.index, &new.index], about);
            diff.ranges.extend(ranges);
        }
    }
}

impl<'a> Side<'a> {
    fn new(report: &'a Report<'a>, homes: &Homes<'a>) -> Self {
        let mut side = Self {
            index: Index::new(report),
            topics: BTreeMap::new(),
            differences: BTreeMap::new(),
        };
        for topic in &report.topics {
            let key = side.key(topic, homes);
            side.topics.entry(key).or_default().push(topic);
            for between in topic::unsettled(topic) {
                let mut rows = topic.sides(between).map(row);
                rows.sort_unstable();
                let gravest = side.differences.entry((key, rows));
                gravest.or_insert((topic, between));
            }
        }
        side
    }

    fn key(&self, topic: &'a Topic<'a>, homes: &Homes<'a>) -> Key<'a> {
        let events = topic.event.as_deref().and_then(|id| homes.get(id));
        let subject = topic
            .subject
            .as_deref()
            .and_then(|id| self.index.subject(id));
        let home = match (events, subject) {
            (Some(events), _) => Home::Events(*events),
            (None, Some(subject)) => Home::Subject(&subject.kind, &subject.name),
            (None, None) => Home::Unknown,
        };
        let thing = [&topic.of, &topic.whom, &topic.counts, &topic.over];
        (home, &topic.attribute, thing.map(Option::as_deref))
    }

    fn told(&self, (topic, between): (&'a Topic<'a>, &'a Between<'a>)) -> Difference {
        Difference::new(topic, between, self.index.scene(topic), &self.index)
    }
}

fn row<'a>(value: &'a Value<'a>) -> Row<'a> {
    let beside = [
        &value.as_of,
        &value.of,
        &value.whom,
        &value.attribute,
        &value.party,
    ];
    (&value.value, beside.map(Option::as_deref))
}

fn differences<'a>(old: &Side<'a>, new: &Side<'a>, diff: &mut Diff) {
    for (key, found) in &new.differences {
        let was = old.differences.get(key).map(|(t, b)| Grade::new(t, b));
        let is = Grade::new(found.0, found.1);
        let list = match was {
            None => &mut diff.new_differences,
            Some(was) if was < is => &mut diff.worse,
            Some(was) if was > is => &mut diff.eased,
            Some(_) => continue,
        };
        let difference = new.told(*found);
        list.push(Changed {
            difference,
            was,
            decided: None,
        });
    }
    let gone = old
        .differences
        .iter()
        .filter(|(key, _)| !new.differences.contains_key(key));
    for ((key, _), found) in gone {
        let there = |v: &&Value| v.claims.iter().any(|c| new.index.account(c).is_some());
        let list = if found.0.sides(found.1).iter().all(there) {
            &mut diff.settled
        } else {
            &mut diff.withdrawn
        };
        let difference = old.told(*found);
        let mut now = new.topics.get(key).into_iter().flatten();
        list.push(Changed {
            difference,
            was: None,
            decided: now.find_map(|topic| topic.decision()),
        });
    }
    for list in [
        &mut diff.new_differences,
        &mut diff.settled,
        &mut diff.withdrawn,
        &mut diff.worse,
        &mut diff.eased,
    ] {
        list.sort_by(|a, b| (b.gravest(), &a.difference.id).cmp(&(a.gravest(), &b.difference.id)));
    }
}

fn answered<'a>(
    was: &'a Topic<'a>,
    is: &'a Topic<'a>,
    about: impl Fn() -> About,
) -> Option<Answered> {
    let value = |topic: &'a Topic<'a>| topic.answer.as_ref()?.value.as_ref();
    (value(was) != value(is)).then(|| Answered {
        about: about(),
        before: topic::answer(was),
        now: topic::answer(is),
        basis: is.answer.as_ref().map(weighed::basis),
    })
}
