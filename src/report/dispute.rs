//! Findings as a reader meets them: one disagreement, and who is on each side.
//!
//! Five outlets that print 19 and one that prints 23 are five findings and one disagreement.

use std::cmp::Reverse;

use hashbrown::{HashMap, HashSet};

use super::view::{
    self, Account, Attribute, Event, Finding, Moment, Reconciled, Report, Subject, ValueOf,
};
use super::words;
use crate::codebook::{Severity, Verdict};

/// A difference over one attribute of one thing.
#[derive(Debug)]
pub struct Dispute<'a> {
    /// How the values stand to each other.
    pub verdict: Verdict,
    /// How grave that is.
    pub severity: Severity,
    /// The event it is of.
    pub event: Option<&'a Event<'a>>,
    /// The subject it is of, where it spans events.
    pub subject: Option<&'a Subject<'a>>,
    /// A term of the codebook.
    pub attribute: &'a str,
    /// What it speaks of.
    pub of: Option<&'a str>,
    /// The values, in the order met, and who gives each.
    pub sides: Vec<Side<'a>>,
    /// The pairs of claims behind it.
    pub findings: Vec<&'a Finding<'a>>,
    /// Sides, by number, and claims already listed there.
    told: HashSet<(usize, &'a str)>,
}

/// A value and who gives it.
#[derive(Debug, PartialEq)]
pub struct Side<'a> {
    /// As written.
    pub value: &'a str,
    /// What it speaks of, where the sides do not speak of the same.
    pub of: Option<&'a str>,
    /// Who gives it.
    pub tellers: Vec<Teller<'a>>,
}

/// An outlet that gives a value, in one claim.
#[derive(Debug, PartialEq)]
pub struct Teller<'a> {
    /// The claim.
    pub claim: &'a str,
    /// Its outlet.
    pub outlet: &'a str,
    /// When it was published.
    pub published: Option<&'a str>,
    /// Its attribution, nearest source first.
    pub said_by: &'a [view::Text<'a>],
    /// When the value holds, for a value with a history.
    pub when: Option<&'a str>,
    /// The value as read, where that is not what was written.
    pub read: Option<String>,
    /// Whose own claim it is, where it is a party's.
    pub party: Option<&'a str>,
}

impl Side<'_> {
    /// When the value holds, or else when it was first printed: EDTF days sort as text.
    fn day(&self) -> Option<&str> {
        self.tellers
            .iter()
            .filter_map(|t| t.when.or(t.published))
            .min()
    }

    /// How many of the findings it stands in.
    fn among(&self, findings: &[&Finding]) -> usize {
        let stands_in = |f: &&&Finding| f.values.iter().any(|v| v == self.value);
        findings.iter().filter(stands_in).count()
    }
}

impl<'a> Dispute<'a> {
    /// The sentences that justify the verdict, each once: for a contradiction one for each side
    /// but the first, and not too many; for the others one that stands for all.
    pub fn whys(&self) -> Vec<&'a str> {
        let mut whys = each_once(self.findings.iter().map(|f| f.why.as_ref()));
        let wanted = match self.verdict {
            Verdict::Contradiction => self.sides.len().saturating_sub(1).max(1),
            _ => 1,
        };
        whys.truncate(wanted);
        whys
    }

    /// Whether the first of three or more values is in every pair: the others stand against it,
    /// and not against each other.
    pub fn one_against_all(&self) -> bool {
        let first = self.sides.first();
        self.verdict == Verdict::Contradiction
            && self.sides.len() > 2
            && first.is_some_and(|side| side.among(&self.findings) == self.findings.len())
    }

    /// What would settle it, each once.
    pub fn settles(&self) -> Vec<&'a str> {
        each_once(self.findings.iter().filter_map(|f| f.settle.as_deref()))
    }

    /// The doubts it hangs on, each once.
    pub fn conditions(&self) -> Vec<&'a str> {
        each_once(self.findings.iter().filter_map(|f| f.condition.as_deref()))
    }
}

/// At most this many sentences of one sort are given for a disagreement.
const SENTENCES: usize = 3;

fn each_once<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for text in texts.filter(|t| !t.is_empty()) {
        if !seen.contains(&text) {
            seen.push(text);
        }
        if seen.len() == SENTENCES {
            break;
        }
    }
    seen
}

/// Finds what a claim's id or an event's id stands for.
#[derive(Debug)]
pub struct Index<'a> {
    accounts: HashMap<&'a str, &'a Account<'a>>,
    events: HashMap<&'a str, &'a Event<'a>>,
    subjects: HashMap<&'a str, &'a Subject<'a>>,
}

impl<'a> Index<'a> {
    /// Of a whole report.
    pub fn new(report: &'a Report<'a>) -> Self {
        let accounts = report.events.iter().flat_map(|e| &e.accounts);
        Self {
            accounts: accounts.map(|a| (a.claim.as_ref(), a)).collect(),
            events: report.events.iter().map(|e| (e.id.as_ref(), e)).collect(),
            subjects: report.subjects.iter().map(|s| (s.id.as_ref(), s)).collect(),
        }
    }

    /// The account of a claim.
    pub fn account(&self, claim: &str) -> Option<&'a Account<'a>> {
        self.accounts.get(claim).copied()
    }

    /// The event of an id.
    pub fn event(&self, id: &str) -> Option<&'a Event<'a>> {
        self.events.get(id).copied()
    }

    /// The subject of an id.
    pub fn subject(&self, id: &str) -> Option<&'a Subject<'a>> {
        self.subjects.get(id).copied()
    }

    /// One side of a finding: 0 or 1.
    pub fn teller(&self, finding: &'a Finding<'a>, side: usize) -> Teller<'a> {
        let claim = finding.claims[side].as_ref();
        let account = self.account(claim);
        let moment = self.moment(finding, side);
        let value = self
            .attributes(finding)
            .flat_map(|a| &a.values)
            .find(|v| v.claims.iter().any(|c| c == claim));
        // What several claims share is not known to be this one's.
        let alone = value.filter(|v| v.claims.len() == 1);
        let own = alone.map(|v| &v.said_by);
        let said_by = moment.map(|m| &m.said_by).or(account.map(|a| &a.said_by));
        Teller {
            claim,
            outlet: &finding.outlets[side],
            published: account.and_then(|a| a.published.as_deref()),
            said_by: said_by
                .filter(|s| !s.is_empty())
                .or(own)
                .map_or(&[], Vec::as_slice),
            when: moment.and_then(|m| m.when.as_deref()),
            party: alone.and_then(|v| v.party.as_deref()),
            read: read(&finding.values[side], moment, value),
        }
    }

    /// The entry of a timeline that one side of a finding makes: an office may be set against a
    /// status, so that the words tell more than the attribute.
    fn moment(&self, finding: &Finding, side: usize) -> Option<&'a Moment<'a>> {
        let subject = self.subject(finding.subject.as_deref()?)?;
        let of_claim = |m: &&Moment| m.claim == finding.claims[side];
        let mut moments = subject.timeline.iter().filter(of_claim);
        let same_words = moments.clone().find(|m| m.text == finding.values[side]);
        same_words.or_else(|| moments.find(|m| m.attribute == finding.attribute))
    }

    /// What stands of what a finding is about, where it was weighed.
    pub fn stands(&self, finding: &'a Finding<'a>) -> Option<&'a Reconciled<'a>> {
        let answers = self
            .attributes(finding)
            .filter_map(|a| a.reconciled.as_ref());
        answers.into_iter().find(|r| r.probability.is_some())
    }

    /// The attributes that a finding may be of. For `scope`, `of` is either side's.
    fn attributes(&self, finding: &'a Finding<'a>) -> impl Iterator<Item = &'a Attribute<'a>> + 'a {
        let event = finding.event.as_deref().and_then(|id| self.event(id));
        let subject = finding.subject.as_deref().and_then(|id| self.subject(id));
        let events = event.into_iter().flat_map(|e| &e.attributes);
        let subjects = subject.into_iter().flat_map(|s| &s.attributes);
        events
            .chain(subjects)
            .filter(move |a| a.attribute == finding.attribute)
            .filter(move |a| finding.verdict == Verdict::Scope || a.of == finding.of)
    }
}

/// The value as read, where a reader learns something from it.
fn read(written: &str, moment: Option<&Moment>, value: Option<&ValueOf>) -> Option<String> {
    let moment = moment.filter(|m| m.text == written);
    let value = value.filter(|v| v.text == written);
    let of_moment = moment.map(|m| m.value.to_string());
    let of_value = value.map(|v| words::printed(&v.value));
    let read = of_moment.or(of_value)?;
    let same = read == written || read == words::day(written);
    (!same).then_some(read)
}

/// What tells one disagreement from another.
type Key<'a> = (
    Verdict,
    Option<&'a str>,
    Option<&'a str>,
    &'a str,
    Option<&'a str>,
);

/// The findings of one verdict as disagreements, in the order of their gravest pair.
pub fn disputes<'a>(
    findings: &[&'a Finding<'a>],
    index: &Index<'a>,
    verdict: Verdict,
) -> Vec<Dispute<'a>> {
    let mut at: HashMap<Key<'a>, usize> = HashMap::new();
    let mut disputes: Vec<Dispute<'a>> = Vec::new();
    for &finding in findings.iter().filter(|f| f.verdict == verdict) {
        let number = *at.entry(key(finding)).or_insert_with(|| {
            disputes.push(empty(finding, index));
            disputes.len() - 1
        });
        if let Some(dispute) = disputes.get_mut(number) {
            add(dispute, finding, index);
        }
    }
    disputes.iter_mut().for_each(order);
    disputes
}

/// What changed is told in the order of time; of what is contradicted, the value that most others
/// contradict comes first.
fn order(dispute: &mut Dispute<'_>) {
    let findings = std::mem::take(&mut dispute.findings);
    match dispute.verdict {
        Verdict::Superseded => dispute.sides.sort_by(|a, b| a.day().cmp(&b.day())),
        Verdict::Contradiction => dispute
            .sides
            .sort_by_cached_key(|side| Reverse(side.among(&findings))),
        _ => {}
    }
    dispute.findings = findings;
}

fn key<'a>(finding: &'a Finding<'a>) -> Key<'a> {
    (
        finding.verdict,
        finding.event.as_deref(),
        finding.subject.as_deref(),
        &finding.attribute,
        // A subject has one name, however its accounts spell it.
        finding.of.as_deref().filter(|_| finding.subject.is_none()),
    )
}

fn empty<'a>(finding: &'a Finding<'a>, index: &Index<'a>) -> Dispute<'a> {
    let subject = finding.subject.as_deref().and_then(|id| index.subject(id));
    Dispute {
        verdict: finding.verdict,
        severity: finding.severity,
        event: finding.event.as_deref().and_then(|id| index.event(id)),
        subject,
        attribute: &finding.attribute,
        of: subject.map(|s| s.name.as_ref()).or(finding.of.as_deref()),
        sides: Vec::new(),
        findings: Vec::new(),
        told: HashSet::new(),
    }
}

fn add<'a>(dispute: &mut Dispute<'a>, finding: &'a Finding<'a>, index: &Index<'a>) {
    for side in [0, 1] {
        let value = finding.values[side].as_ref();
        let of = finding.of_each.as_ref().map(|each| each[side].as_ref());
        let number = dispute
            .sides
            .iter()
            .position(|s| s.value == value && s.of == of);
        let number = number.unwrap_or_else(|| {
            dispute.sides.push(Side {
                value,
                of,
                tellers: Vec::new(),
            });
            dispute.sides.len() - 1
        });
        if dispute.told.insert((number, &finding.claims[side])) {
            dispute.sides[number]
                .tellers
                .push(index.teller(finding, side));
        }
    }
    dispute.severity = dispute.severity.max(finding.severity);
    dispute.findings.push(finding);
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::super::selection::Selection;
    use super::*;

    #[test]
    fn pairs_of_one_disagreement_are_one() {
        let report = canned::report();
        let selection = Selection::all(&report);
        let index = Index::new(&report);
        let found = disputes(&selection.findings, &index, Verdict::Contradiction);
        let topics: Vec<&str> = found.iter().map(|d| d.attribute).collect();
        assert_eq!(topics, ["status", "killed", "perpetrator"]);
        let killed = &found[1];
        let who: Vec<(&str, Vec<&str>)> = killed
            .sides
            .iter()
            .map(|s| (s.value, s.tellers.iter().map(|t| t.outlet).collect()))
            .collect();
        assert_eq!(
            who,
            [
                ("19", vec!["Harbour Post", "Daily Copy"]),
                ("23", vec!["Coast Radio"])
            ]
        );
        assert_eq!(killed.findings.len(), 2);
        assert_eq!(killed.whys().len(), 1);
    }

    #[test]
    fn a_teller_brings_its_date_attribution_and_party() {
        let report = canned::report();
        let index = Index::new(&report);
        let perpetrator = &report.findings[3];
        let teller = index.teller(perpetrator, 1);
        assert_eq!(teller.published, Some("2024-03-11"));
        assert_eq!(teller.said_by, ["Northern Front"]);
        assert_eq!(teller.party, Some("Northern Front"));
        let status = index.teller(&report.findings[0], 0);
        assert_eq!(status.when, Some("2024-03-01"));
        assert_eq!(status.party, Some("Army of Aland"));
    }

    #[test]
    fn the_value_that_all_others_contradict_comes_first() {
        let mut report = canned::report();
        let mut third = report.findings[1].clone();
        third.values[0] = "30".into();
        report.findings.push(third);
        let selection = Selection::all(&report);
        let found = disputes(
            &selection.findings,
            &Index::new(&report),
            Verdict::Contradiction,
        );
        let values: Vec<&str> = found[1].sides.iter().map(|s| s.value).collect();
        assert_eq!(values, ["23", "19", "30"]);
        assert!(found[1].one_against_all());
        assert!(!found[0].one_against_all());
    }

    #[test]
    fn what_changed_is_in_the_order_of_time() {
        let mut report = canned::report();
        let control = &mut report.findings[5];
        control.claims.reverse();
        control.outlets.reverse();
        control.values.reverse();
        let selection = Selection::all(&report);
        let found = disputes(
            &selection.findings,
            &Index::new(&report),
            Verdict::Superseded,
        );
        let values: Vec<&str> = found[0].sides.iter().map(|s| s.value).collect();
        assert_eq!(values, ["Coast Guard", "Army of Aland"]);
    }
}
