use super::*;
use crate::codebook::Verdict;
use crate::report::canned;
use crate::report::markdown::Markdown;
use crate::view::State;

fn told(diff: &Diff) -> String {
    let mut out = Vec::new();
    tell(diff, 100, &mut Markdown::new(&mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

fn count(of: u64) -> Printed<'static> {
    crate::claim::Quantity::exact(of).into()
}

fn ids(changed: &[Changed]) -> Vec<&str> {
    changed.iter().map(|c| c.difference.id.as_str()).collect()
}

#[test]
fn a_report_does_not_differ_from_itself() {
    let report = canned::report();
    let diff = diff(&report, &report);
    assert!(diff.is_empty());
    assert!(told(&diff).contains("Nothing changed"));
}

#[test]
fn what_came_in_one_direction_went_in_the_other() {
    let (new, mut old) = (canned::report(), canned::report());
    let gone = old.events.remove(1);
    old.topics.retain(|t| t.event.as_ref() != Some(&gone.id));
    let forth = diff(&old, &new);
    let back = diff(&new, &old);
    assert_eq!(forth.new_events, back.gone_events);
    assert_eq!(forth.new_events[0].id, gone.id);
    assert_eq!(
        ids(&forth.new_differences),
        ["f-07killed0vs200", "f-05displaced000"]
    );
    assert_eq!(forth.new_differences, back.withdrawn);
    assert!(back.settled.is_empty() && back.new_differences.is_empty());
    assert!(forth.gone_events.is_empty() && forth.merged.is_empty());
}

#[test]
fn a_new_id_of_its_event_changes_nothing() {
    let (old, mut new) = (canned::report(), canned::report());
    new.events[0].id = "e-other".into();
    for topic in new
        .topics
        .iter_mut()
        .filter(|t| t.event.as_deref() == Some("e-01m4rk3t9mar"))
    {
        topic.event = Some("e-other".into());
        topic.id = format!("{}x", topic.id).into();
        topic
            .between
            .iter_mut()
            .for_each(|b| b.id = format!("{}x", b.id).into());
    }
    assert_eq!(diff(&old, &new), diff(&old, &old));
}

#[test]
fn a_toll_is_widened_by_somebody() {
    let (old, mut new) = (canned::report(), canned::report());
    let killed = &mut new.topics[1];
    let mut more = killed.values[0].clone();
    more.value = count(61);
    more.claims = vec!["nw-2#1".into()];
    killed.values.push(more);
    let diff = diff(&old, &new);
    let range = &diff.ranges[0];
    assert_eq!(range.change, "widened");
    assert_eq!(range.because.len(), 1);
    let expected = "Bombing at Port Lune, 9 March 2024: widened from 16–24 to 16–61, because of North Wire (61)";
    assert!(told(&diff).contains(expected), "{}", told(&diff));
}

#[test]
fn what_stands_beside_a_toll_does_not_widen_it() {
    let (old, mut new) = (canned::report(), canned::report());
    new.topics[1].values[3].value = count(600);
    assert!(diff(&old, &new).ranges.is_empty());
}

#[test]
fn an_answer_is_another_where_its_value_is() {
    let (old, mut new) = (canned::report(), canned::report());
    new.topics[1].answer.as_mut().unwrap().as_of = Some("2024-03-12".into());
    assert!(diff(&old, &new).is_empty());
    new.topics[1].answer.as_mut().unwrap().value = Some(count(24));
    let changes = diff(&old, &new);
    let expected = "killed, Bombing at Port Lune, 9 March 2024: 19 to 23 → 24 as of 12 March 2024 (weighed: 2 of 3 \
                    independent origins)";
    assert_eq!(in_short(&changes, 9), ["1 changed answer.", expected]);
    let back = diff(&new, &old);
    assert_eq!(back.answers[0].before, changes.answers[0].now);
    new.topics[0].answer = new.topics[4].answer.clone();
    let of_history = &diff(&old, &new).answers[1];
    assert_eq!(
        (of_history.before.as_deref(), &of_history.about.event),
        (None, &None)
    );
}

#[test]
fn events_that_share_claims_with_several_merged_or_split() {
    let (old, mut new) = (canned::report(), canned::report());
    let second = new.events.remove(1);
    new.events[0].claims.extend(second.claims);
    new.events[0].accounts.extend(second.accounts);
    let into = new.events[0].id.clone();
    for topic in new
        .topics
        .iter_mut()
        .filter(|t| t.event.as_ref() == Some(&second.id))
    {
        topic.event = Some(into.clone());
    }
    let forth = diff(&old, &new);
    assert_eq!(forth.merged[0].from.len(), 2);
    assert!(forth.new_events.is_empty() && forth.gone_events.is_empty());
    // What differed before differs still, and is no news.
    assert!(forth.new_differences.is_empty() && forth.settled.is_empty());
    assert!(forth.answers.is_empty() && forth.ranges.is_empty());
    let back = diff(&new, &old);
    assert_eq!(back.split[0].into.len(), 2);
}

#[test]
fn a_difference_is_worse_or_eased() {
    let (old, mut new) = (canned::report(), canned::report());
    let at = new
        .topics
        .iter()
        .position(|t| t.verdict == Verdict::Superseded)
        .unwrap();
    new.topics[at].between[0].verdict = Verdict::Contradiction;
    let forth = diff(&old, &new);
    assert_eq!(ids(&forth.worse), ["f-07killed0vs200"]);
    assert_eq!(diff(&new, &old).eased.len(), 1);
    assert!(forth.new_differences.is_empty());
    let expected = "**→ superseded (major)** → **✗ contradiction (major)** **killed**, Flood at Tessel, 2 April 2024: \
                    “none” (Coast Radio) against 2 (Harbour Post)";
    assert!(told(&forth).contains(expected), "{}", told(&forth));
}

#[test]
fn what_somebody_rules_on_is_settled_and_what_loses_its_claims_is_withdrawn() {
    let (old, mut new) = (canned::report(), canned::report());
    new.topics[0].state = State::Ruled;
    new.topics[2].between.clear();
    new.events[0].accounts.retain(|a| a.claim != "fv-1#1");
    let changes = diff(&old, &new);
    assert_eq!(ids(&changes.settled), ["f-01vanestatus"]);
    assert_eq!(ids(&changes.withdrawn), ["f-04perpetrator0"]);
    assert_eq!(ids(&diff(&new, &old).new_differences).len(), 2);
}

#[test]
fn what_changed_reads_back() {
    let (old, mut new) = (canned::report(), canned::report());
    new.topics[1].answer = None;
    new.topics.remove(0);
    let changes = diff(&old, &new);
    let text = serde_json::to_string(&changes).unwrap();
    assert_eq!(serde_json::from_str::<Diff>(&text).unwrap(), changes);
    assert!(
        text.contains(
            r#""id":"f-01vanestatus","event":null,"scene":"Idris Vane","attribute":"status""#
        ),
        "{text}"
    );
}
