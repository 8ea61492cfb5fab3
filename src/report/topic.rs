//! How a topic is told to a reader: its name, its answer, its rows. Every format that is made of
//! lines tells it so.

use itertools::Itertools as _;

use super::block::Line;
use super::text::{listed, plural};
use super::{weighed, words};
use crate::codebook::Verdict;
use crate::view::{Between, Index, Printed, State, Teller, Text, Topic, Value};

/// No row names more accounts than this.
const TELLERS: usize = 6;

/// What a topic is called: `killed (Coast Guard)`.
pub fn name(topic: &Topic<'_>) -> String {
    words::topic(&topic.attribute, topic.thing().as_deref())
}

/// The verdict under which a topic is told: a contradiction also where a row set beside it
/// contradicts it, or where one was settled.
pub fn verdict(topic: &Topic<'_>) -> Verdict {
    let open = topic.between.iter().find(|b| !b.settled);
    let gravest = open.map(|b| b.verdict);
    let contradicts = gravest.filter(|v| *v == Verdict::Contradiction);
    contradicts.unwrap_or(topic.verdict)
}

/// Whether its rows differ only as their outlets always do, which is told once for these.
pub fn is_steady(topic: &Topic<'_>) -> bool {
    !topic.between.is_empty() && topic.between.iter().all(|b| b.rule == "steady-difference")
}

/// The differences that nothing settled, the gravest first.
pub fn unsettled<'t, 'a>(topic: &'t Topic<'a>) -> &'t [Between<'a>] {
    match topic.state {
        State::Ruled | State::Accepted => &[],
        _ => {
            let settled = topic.between.iter().rev().take_while(|b| b.settled).count();
            &topic.between[..topic.between.len() - settled]
        }
    }
}

/// The verdict in sign and word; how grave it is, of a contradiction. Of what somebody decided on, that.
pub fn mark(topic: &Topic<'_>) -> Line {
    match topic.state {
        State::Ruled => return Line::new().plain("settled"),
        State::Accepted => return Line::new().plain("accepted"),
        _ => {}
    }
    let verdict = verdict(topic);
    let gravest = topic.between.first().and_then(|b| b.severity);
    let grave = gravest.or(topic.severity);
    Line::new().mark(verdict, grave.filter(|_| verdict == Verdict::Contradiction))
}

/// What stands, in short: `19 to 23`, `52 as of 14 March 2024`; none where nothing does.
pub fn answer(topic: &Topic<'_>) -> Option<String> {
    let answer = topic.answer.as_ref().filter(|a| a.value.is_some())?;
    let mut words = answer.value.as_ref().map(words::stands)?;
    if let Some(day) = &answer.as_of {
        words += &format!(" {}", words::as_of(day));
    }
    Some(words)
}

/// `19 to 23 stands`, or why nothing does; no words where it has no answer.
pub fn stands(topic: &Topic<'_>) -> Line {
    match (&topic.answer, answer(topic)) {
        (None, _) => Line::new(),
        (Some(now), Some(answer)) => {
            let rise = weighed::rise(now).unwrap_or_default();
            Line::new().strong(answer).plain(format!(" stands{rise}"))
        }
        (Some(none), None) => none.text.as_ref().into(),
    }
}

/// A value as it was written, and as it was read where that is something else: `“some 60” (48 to
/// 72)`. What nobody wrote has no quotation marks.
pub fn value(of: &Value<'_>) -> Line {
    let read = words::printed(&of.value);
    let line = Line::from(words::stance(of.stance.as_deref()));
    let line = match &*of.text {
        "" => line.strong(read),
        text if text.eq_ignore_ascii_case(&read) || words::figures(text) == read => line.said(text),
        text => line.said(text).plain(format!(" ({read})")),
    };
    line.plain(meaning(of))
}

/// What a count says beside its number: `, confirmed`, `, without attackers`.
fn meaning(of: &Value<'_>) -> String {
    let proof = of.proof.as_deref().filter(|proof| !of.text.contains(proof));
    let proof = proof.map(|proof| format!(", {proof}"));
    let people = |word: &str, names: &[Text<'_>]| {
        (!names.is_empty()).then(|| format!(", {word} {}", names.join(", ")))
    };
    let parts = [
        proof,
        people("with", &of.includes),
        people("without", &of.excludes),
    ];
    parts.into_iter().flatten().collect()
}

/// A value in few words: a count as it was written, anything else as it was read.
pub fn short(of: &Value<'_>) -> Line {
    let thing = of.thing().map(|thing| format!("{thing}: "));
    let line = Line::from(thing.unwrap_or_default() + words::stance(of.stance.as_deref()));
    match (&of.value, &*of.text) {
        (Printed::Text(_), _) | (_, "") => line.plain(words::printed(&of.value)),
        (_, text) => line.said(text),
    }
}

/// A value with what it speaks of, where that is not what its topic does, and when it holds.
pub fn told<'a>(of: &'a Value<'a>, index: &Index<'a>) -> Line {
    let event = of.event.as_deref().and_then(|id| index.event(id));
    let thing = match (&of.attribute, of.thing()) {
        (Some(attribute), thing) => Some(words::topic(attribute, thing.as_deref())),
        (None, thing) => thing,
    };
    let beside = of.foreign.then(|| "beside it".to_owned());
    let place = event.map(|event| event.title.to_string());
    let before = [beside, place, thing].into_iter().flatten();
    let before = before.fold(String::new(), |before, words| before + &words + ": ");
    let line = Line::from(before).and(value(of));
    match &of.as_of {
        Some(day) => line.plain(format!(", {}", words::as_of(day))),
        None => line,
    }
}

/// A row in full: the value, who gives it, whose own claim it is, and what took its place.
pub fn row<'a>(topic: &'a Topic<'a>, of: &'a Value<'a>, index: &Index<'a>) -> Line {
    let tellers = index.tellers(of);
    let told_by = Line::joined(tellers.iter().take(TELLERS).map(teller), "; ");
    let mut line = told(of, index).plain(" – ").and(told_by);
    if let more @ 1.. = tellers.len().saturating_sub(TELLERS) {
        line = line.plain(format!("; and {}", plural(more, "more account")));
    }
    line = own_claim(line, of);
    match of.replaced_by.and_then(|row| topic.values.get(row)) {
        Some(later) => line.plain(", replaced by ").and(short(later)),
        None => line,
    }
}

fn teller(teller: &Teller<'_>) -> Line {
    let line = outlet(Line::new(), teller.outlet, teller.published);
    citing(line, teller.said_by)
}

/// `Harbour Post (10 March 2024)`.
pub fn outlet(line: Line, name: &str, published: Option<&str>) -> Line {
    let day = published.map_or_else(|| "undated".into(), words::day);
    line.plain(format!("{name} ({day})"))
}

/// `, citing local sources`.
pub fn citing(line: Line, said_by: &[Text<'_>]) -> Line {
    match said_by {
        [] => line,
        chain => line.plain(format!(", citing {}", words::chain(chain))),
    }
}

/// Says whose own claim a value is, where it is a party's.
pub fn own_claim(line: Line, of: &Value<'_>) -> Line {
    match &of.party {
        Some(party) => line.strong(format!(" [{party}'s own claim]")),
        None => line,
    }
}

/// The outlets that give some values, each once.
pub fn outlets<'a>(of: &[&'a Value<'a>], index: &Index<'a>) -> Vec<&'a str> {
    let all = of.iter().flat_map(|value| index.outlets(value));
    all.unique().collect()
}

/// The outlets that give some values, the first few by name.
pub fn who<'a>(of: &[&'a Value<'a>], index: &Index<'a>) -> String {
    let names = outlets(of, index);
    match names.len().saturating_sub(TELLERS) {
        0 => listed(&names),
        more => format!("{} and {more} more", names[..TELLERS].join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::*;
    use crate::view::Report;

    /// The canned toll of which a part stands beside the whole.
    fn toll(report: &mut Report<'static>) -> Topic<'static> {
        report.topics.remove(1)
    }

    #[test]
    fn quotation_marks_are_for_what_somebody_wrote() {
        let toll = toll(&mut canned::report());
        let said = |row: usize| value(&toll.values[row]).to_string();
        assert_eq!(said(0), "19");
        assert_eq!(said(3), "“some 60” (48 to 72, best 60)");
        assert_eq!(short(&toll.values[3]).to_string(), "Coast Guard: “some 60”");
        let mut least = toll.values[3].clone();
        least.text = "At least 3".into();
        (least.value, least.of) = (
            Printed::Bounds {
                low: 3.into(),
                best: None,
                high: None,
                unit: None,
            },
            None,
        );
        assert_eq!(value(&least).to_string(), "“At least 3”");
    }

    #[test]
    fn a_row_beside_the_topic_says_what_it_is_of() {
        let mut report = canned::report();
        let mut toll = toll(&mut report);
        let beside = &mut toll.values[3];
        beside.event = Some("e-03c4mp41gn00".into());
        beside.counts = Some("running".into());
        beside.as_of = Some("2024-03-11".into());
        let index = Index::new(&report);
        assert_eq!(
            row(&toll, &toll.values[3], &index).to_string(),
            "beside it: Fighting in North Coast, March 2024: Coast Guard, running total: “some 60” (48 to 72, \
             best 60), as of 11 March 2024 – Front Voice (11 March 2024), citing Northern Front [Northern \
             Front's own claim]"
        );
    }

    #[test]
    fn a_row_that_was_replaced_says_by_what() {
        let report = canned::report();
        let index = Index::new(&report);
        let wounded = report
            .topics
            .iter()
            .find(|t| t.attribute == "wounded")
            .unwrap();
        let told = row(wounded, &wounded.values[0], &index).to_string();
        assert!(told.ends_with(", replaced by 52"), "{told}");
    }

    #[test]
    fn no_row_names_all_of_many_accounts() {
        let report = canned::report();
        let index = Index::new(&report);
        let mut many = report.topics[1].values[0].clone();
        many.claims = report
            .events
            .iter()
            .flat_map(|e| e.claims.clone())
            .collect();
        let told = row(&report.topics[1], &many, &index).to_string();
        assert!(told.ends_with("; and 4 more accounts"), "{told}");
        assert!(who(&[&many], &index).ends_with(" and 1 more"));
        assert_eq!(outlets(&[&many, &many], &index).len(), 7);
    }

    #[test]
    fn what_stands_beside_can_contradict_and_what_is_ruled_is_settled() {
        let mut toll = toll(&mut canned::report());
        toll.between.drain(..2);
        toll.verdict = Verdict::Compatible;
        toll.state = State::Explained;
        assert_eq!(verdict(&toll), Verdict::Compatible);
        toll.between[0].verdict = Verdict::Contradiction;
        assert_eq!(verdict(&toll), Verdict::Contradiction);
        assert_eq!(mark(&toll).to_string(), "✗ contradiction (major)");
        assert_eq!(unsettled(&toll).len(), 1);
        toll.state = State::Accepted;
        assert!(unsettled(&toll).is_empty());
    }

    #[test]
    fn an_answer_has_its_day_or_says_why_there_is_none() {
        let mut report = canned::report();
        assert_eq!(
            stands(&report.topics[0]).to_string(),
            "nothing decides between them"
        );
        let mut toll = toll(&mut report);
        toll.answer.as_mut().unwrap().as_of = Some("2024-03-14".into());
        assert_eq!(
            stands(&toll).to_string(),
            "19 to 23 as of 14 March 2024 stands"
        );
        toll.answer = None;
        assert!(stands(&toll).is_empty());
    }
}
