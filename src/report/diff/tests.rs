use super::*;
use crate::report::canned;
use crate::report::markdown::Markdown;

fn told(diff: &Diff) -> String {
    let mut out = Vec::new();
    tell(diff, 100, &mut Markdown::new(&mut out)).unwrap();
    String::from_utf8(out).unwrap()
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
    old.findings
        .retain(|f| f.event.as_deref() != Some(gone.id.as_ref()));
    let forth = diff(&old, &new);
    let back = diff(&new, &old);
    assert_eq!(forth.new_events, back.gone_events);
    assert_eq!(forth.new_events[0].id, gone.id);
    assert_eq!(
        forth.new_findings.len(),
        back.withdrawn.len() + back.settled.len()
    );
    assert!(forth.gone_events.is_empty() && forth.merged.is_empty());
}

#[test]
fn a_toll_is_widened_by_somebody() {
    let (old, mut new) = (canned::report(), canned::report());
    let killed = new.events[0]
        .attributes
        .iter_mut()
        .find(|a| a.attribute == "killed")
        .unwrap();
    let mut more = killed.values[0].clone();
    more.value = Printed::Bounds {
        low: 61,
        best: Some(61),
        high: Some(61),
    };
    more.text = "61".into();
    more.outlets = vec!["Late News".into()];
    killed.values.push(more);
    let diff = diff(&old, &new);
    let range = &diff.ranges[0];
    assert_eq!(range.change, "widened");
    assert_eq!(range.because.len(), 1);
    assert!(
        told(&diff).contains("widened from 16–24 to 16–61, because of Late News (“61”)"),
        "{}",
        told(&diff)
    );
}

#[test]
fn events_that_share_claims_with_several_merged_or_split() {
    let (old, mut new) = (canned::report(), canned::report());
    let second = new.events.remove(1);
    new.events[0].claims.extend(second.claims);
    let forth = diff(&old, &new);
    assert_eq!(forth.merged[0].from.len(), 2);
    assert!(forth.new_events.is_empty() && forth.gone_events.is_empty());
    let back = diff(&new, &old);
    assert_eq!(back.split[0].into.len(), 2);
}

#[test]
fn a_finding_is_worse_or_eased() {
    let (old, mut new) = (canned::report(), canned::report());
    let at = new
        .findings
        .iter()
        .position(|f| f.verdict == Verdict::Superseded)
        .unwrap();
    new.findings[at].verdict = Verdict::Contradiction;
    assert_eq!(diff(&old, &new).worse.len(), 1);
    assert_eq!(diff(&new, &old).eased.len(), 1);
    assert!(diff(&old, &new).new_findings.is_empty());
}
