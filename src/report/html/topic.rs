//! A topic as the page shows it: the answer, each value and who gives it, why they differ, and what
//! would settle it, with what each policy would print.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::facets::Facets;
use super::toll::{Toll, toll};
use crate::codebook::{Severity, Verdict};
use crate::report::{weighed, words};
use crate::view::{Answer, Between, Index, Printed, State, Teller, Topic, Value};

/// No topic lists more values.
const ROWS: usize = 16;

/// No value names more accounts than this.
const TELLERS: usize = 6;

/// No topic gives more reasons; the others can be asked for by id.
const REASONS: usize = 4;

/// No topic has more anchors for the pairs that are not told.
const ANCHORS: usize = 200;

/// A verdict as a sign and a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Mark {
    pub(super) symbol: char,
    pub(super) word: &'static str,
    /// How grave, for a contradiction.
    pub(super) severity: Option<&'static str>,
}

/// The mark of a verdict; only a contradiction says how grave it is.
pub(super) fn mark((verdict, severity): (Verdict, Option<Severity>)) -> Mark {
    let severity = severity.filter(|_| verdict == Verdict::Contradiction);
    Mark {
        symbol: words::symbol(verdict),
        word: words::verdict(verdict),
        severity: severity.map(words::severity),
    }
}

/// One topic.
#[derive(Debug, Serialize)]
pub(super) struct TopicOf<'a> {
    pub(super) id: &'a str,
    pub(super) name: String,
    /// The event's title; a history is named by its topic.
    title: Option<&'a str>,
    mark: Mark,
    /// Whether one origin alone speaks of it.
    alone: bool,
    /// What people decided, where they did.
    decided: Option<String>,
    answer: Option<AnswerOf>,
    values: Vec<Row<'a>>,
    more: usize,
    policies: Vec<Rule<'a>>,
    /// Counts that differ, drawn.
    toll: Option<Toll<'a>>,
    reasons: Vec<Reason<'a>>,
    /// Pairs of values that are not told: each is an anchor.
    others: Vec<&'a str>,
    facets: Facets,
}

/// What stands.
#[derive(Debug, Serialize)]
pub(super) struct AnswerOf {
    /// The value, or why there is none.
    value: String,
    as_of: Option<String>,
    /// What it rests on; empty where nothing stands.
    grounds: String,
    likely: Option<String>,
}

/// A value, and who gives it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    said: Said<'a>,
    origins: usize,
    replaced: bool,
    tellers: Vec<TellerOf<'a>>,
    more: usize,
}

/// A value: in somebody's words, or as read.
#[derive(Debug, Serialize)]
pub(super) struct Said<'a> {
    /// What somebody wrote.
    quote: Option<&'a str>,
    /// The value as read, where the words are not all of it.
    read: Option<String>,
    /// What it is of, where that is not what the topic is of.
    of: Option<String>,
    /// Whether it stands beside the topic's own values, without part in the answer.
    foreign: bool,
    /// Its standard of proof, and whom it takes in or leaves out.
    sort: Vec<String>,
    as_of: Option<String>,
    party: Option<&'a str>,
    likely: Option<String>,
}

/// One account that gives a value.
#[derive(Debug, Serialize)]
struct TellerOf<'a> {
    outlet: &'a str,
    published: Option<String>,
    citing: String,
}

/// What some policies would print.
#[derive(Debug, Serialize)]
struct Rule<'a> {
    names: Vec<&'a str>,
    value: String,
}

/// How two of the values stand.
#[derive(Debug, Serialize)]
struct Reason<'a> {
    id: &'a str,
    mark: Mark,
    why: String,
    settle: Option<String>,
    /// The doubts that it hangs on.
    only: Vec<String>,
}

/// Whether there is more to tell of a topic than that its accounts agree.
pub(super) fn differs(topic: &Topic) -> bool {
    topic.verdict != Verdict::Agreement || !topic.between.is_empty() || topic.decision().is_some()
}

/// Whether values may be said to be so and so likely.
fn is_judged(topic: &Topic) -> bool {
    topic.values.len() > 1 && topic.answer.as_ref().is_none_or(weighed::is_judged)
}

/// `Killed (Coast Guard)`.
pub(super) fn name(topic: &Topic) -> String {
    let name = words::topic(&topic.attribute, topic.thing().as_deref());
    let mut chars = name.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

pub(super) fn topic<'a>(topic: &'a Topic<'a>, index: &Index<'a>) -> TopicOf<'a> {
    let event = index.home(topic);
    let values = topic.values.iter().take(ROWS);
    let told = topic.values.iter().flat_map(|v| index.outlets(v));
    let outlets: Vec<&str> = told.collect::<BTreeSet<_>>().into_iter().collect();
    let (reasons, others) = topic.between.iter().partition::<Vec<_>, _>(is_told(topic));
    TopicOf {
        id: &topic.id,
        name: name(topic),
        title: event.map(|e| &*e.title),
        mark: mark((topic.verdict, topic.severity)),
        alone: topic.state == State::OneSource,
        decided: topic.decision(),
        answer: answer(topic),
        values: values.map(|v| row(v, topic, index)).collect(),
        more: topic.values.len().saturating_sub(ROWS),
        policies: policies(topic),
        toll: toll(topic, index),
        reasons: reasons.into_iter().map(reason).collect(),
        others: others.into_iter().take(ANCHORS).map(|b| &*b.id).collect(),
        facets: Facets::new([topic], &outlets, event),
    }
}

/// What stands on a topic.
pub(super) fn answer(topic: &Topic) -> Option<AnswerOf> {
    let of = topic.answer.as_ref()?;
    Some(AnswerOf {
        value: weighed::value(of),
        as_of: of.as_of.as_deref().map(words::day),
        grounds: of.value.as_ref().map_or_else(String::new, |_| grounds(of)),
        likely: weighed::likelihood(of),
    })
}

fn grounds(of: &Answer) -> String {
    words::sentence(&weighed::grounds(of))
}

fn row<'a>(value: &'a Value<'a>, topic: &Topic, index: &Index<'a>) -> Row<'a> {
    let tellers = index.tellers(value);
    Row {
        said: said(value, topic, Some(index)),
        origins: value.origins(),
        replaced: value.replaced_by.is_some(),
        more: tellers.len().saturating_sub(TELLERS),
        tellers: tellers.into_iter().take(TELLERS).map(teller).collect(),
    }
}

fn teller(of: Teller<'_>) -> TellerOf<'_> {
    TellerOf {
        outlet: of.outlet,
        published: of.published.map(words::day),
        citing: words::chain(of.said_by),
    }
}

/// A value; with an index the event of a foreign one is named.
pub(super) fn said<'a>(value: &'a Value<'a>, topic: &Topic, index: Option<&Index<'a>>) -> Said<'a> {
    let read = words::printed(&value.value);
    let quote = match (&value.value, &*value.text) {
        // A day is read, whoever wrote it.
        (Printed::Text(text), "") => Some(&**text).filter(|text| *text == read),
        (Printed::Bounds { .. }, "") => None,
        (_, text) => Some(text),
    };
    Said {
        read: (quote != Some(&read)).then_some(read),
        quote,
        of: thing(value, index),
        foreign: value.foreign,
        sort: sort(value),
        as_of: value.as_of.as_deref().map(words::day),
        party: value.party.as_deref(),
        likely: value
            .probability
            .filter(|_| is_judged(topic))
            .map(weighed::likely),
    }
}

/// What a count means, where its accounts say it: `feared`, `with the attackers`.
fn sort(value: &Value) -> Vec<String> {
    let proof = value.proof.iter().map(ToString::to_string);
    let includes = value.includes.iter().map(|whom| format!("with {whom}"));
    let excludes = value.excludes.iter().map(|whom| format!("without {whom}"));
    proof.chain(includes).chain(excludes).collect()
}

/// What a value is of, in words.
fn thing(value: &Value, index: Option<&Index>) -> Option<String> {
    let counts = value.counts.as_deref().map(|counts| match counts {
        "running" => "running total",
        "part" => "a part",
        _ => "of the event alone",
    });
    let event = value.event.as_deref().zip(index);
    let event = event.and_then(|(id, index)| Some(&*index.event(id)?.title));
    let (attribute, of) = (value.attribute.as_deref(), value.of.as_deref());
    let over = value.over.as_deref().map(words::day);
    let all = [
        attribute,
        of,
        value.whom.as_deref(),
        counts,
        over.as_deref(),
        event,
    ];
    let all: Vec<&str> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// What each policy would print, those together that print the same.
fn policies<'a>(topic: &'a Topic<'a>) -> Vec<Rule<'a>> {
    let mut alike: BTreeMap<&Printed, Vec<&'a str>> = BTreeMap::new();
    for (name, value) in &topic.policies {
        alike.entry(value).or_default().push(name);
    }
    let rules = alike.into_iter().map(|(value, names)| Rule {
        names,
        value: words::stands(value),
    });
    rules.collect()
}

/// Chooses the pairs whose reasons are told: of differences of wording none where there are others.
fn is_told<'a>(topic: &Topic) -> impl FnMut(&&'a Between<'a>) -> bool {
    let (verdict, mut room) = (topic.verdict, REASONS);
    move |between| {
        let told = !between.why.is_empty()
            && (between.verdict != Verdict::Compatible || verdict <= Verdict::Compatible);
        let told = told && room > 0;
        room -= usize::from(told);
        told
    }
}

fn reason<'a>(between: &'a Between<'a>) -> Reason<'a> {
    let event = between.same_event.map(|odds| {
        let likely = words::odds(odds);
        format!("if the accounts are of one event ({likely})")
    });
    let condition = between.condition.as_deref().map(str::to_owned);
    Reason {
        id: &between.id,
        mark: mark((between.verdict, between.severity)),
        why: words::sentence(&between.why),
        settle: between.settle.as_deref().map(words::sentence),
        only: condition.into_iter().chain(event).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::canned;

    fn of(id: &str, test: impl FnOnce(TopicOf<'_>)) {
        let report = canned::report();
        let found = report.topics.iter().find(|t| t.id.starts_with(id)).unwrap();
        test(topic(found, &Index::new(&report)));
    }

    #[test]
    fn a_count_has_its_answer_its_values_and_what_each_policy_would_print() {
        of("t-01", |killed| {
            assert_eq!(killed.name, "Killed");
            assert_eq!(killed.answer.as_ref().unwrap().value, "19 to 23");
            assert!(killed.toll.is_some());
            let rules: Vec<String> = killed.policies.iter().map(|r| r.names.join(" ")).collect();
            assert_eq!(rules, ["ibc", "acled majority", "ucdp"]);
            let tellers = &killed.values[0].tellers;
            let outlets: Vec<&str> = tellers.iter().map(|t| t.outlet).collect();
            assert_eq!(outlets, ["Daily Copy", "Harbour Post"]);
            let rules: Vec<&str> = killed.reasons.iter().map(|r| r.mark.word).collect();
            assert_eq!(rules, ["contradiction", "scope"]);
            assert_eq!(killed.others, ["f-10killedarabic"]);
        });
    }

    #[test]
    fn only_what_somebody_wrote_is_quoted() {
        of("t-01", |killed| {
            let said: Vec<_> = killed.values.iter().map(|v| &v.said).collect();
            assert_eq!((said[0].quote, said[0].read.as_deref()), (None, Some("19")));
            assert_eq!(said[2].quote, Some("نحو عشرين"));
            assert_eq!(said[2].read.as_deref(), Some("16 to 24, best 20"));
            assert!(said[3].foreign);
            assert_eq!(said[3].of.as_deref(), Some("Coast Guard"));
        });
        of("t-05", |when| {
            let said = &when.values[0].said;
            assert_eq!(
                (said.quote, said.read.as_deref()),
                (None, Some("9 March 2024"))
            );
        });
        of("t-02", |by| {
            let said = &by.values[0].said;
            assert_eq!((said.quote, &said.read), (Some("Northern Front"), &None));
        });
    }

    #[test]
    fn what_nothing_decides_says_so() {
        of("t-02", |by| {
            let answer = by.answer.unwrap();
            assert_eq!(answer.value, "nothing decides between them");
            assert_eq!(answer.grounds, "");
            assert_eq!(
                by.reasons[0].only,
                ["if “the Red Hand” is the Red Hand of Aland"]
            );
        });
    }
}
