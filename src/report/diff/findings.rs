//! Which findings are new, settled, worse or eased.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Changed, Diff, Grade, grade};
use crate::report::view::{Finding, Report};

/// What makes a finding the same one: two claims, an attribute, and what it is of. A claim may
/// assert one attribute twice, so that the values count too.
type Key<'a> = (&'a str, Option<&'a str>, [(&'a str, &'a str); 2]);

pub(super) fn compare(old: &Report, new: &Report, diff: &mut Diff) {
    let (before, now) = (by_key(old), by_key(new));
    let (old_titles, titles) = (titles(old), titles(new));
    let claims: BTreeSet<&str> = new
        .events
        .iter()
        .flat_map(|e| &e.claims)
        .map(String::as_str)
        .collect();
    for (key, finding) in &now {
        let was = before.get(key).map(|f| grade(f));
        let is = Some(grade(finding));
        match was {
            None => diff.new_findings.push(changed(finding, &titles, None, is)),
            Some(was) if Some(was) < is => {
                diff.worse.push(changed(finding, &titles, Some(was), is))
            }
            Some(was) if Some(was) > is => {
                diff.eased.push(changed(finding, &titles, Some(was), is))
            }
            Some(_) => {}
        }
    }
    for (_, finding) in before.iter().filter(|(key, _)| !now.contains_key(*key)) {
        let there = finding.claims.iter().all(|c| claims.contains(c.as_str()));
        let list = if there {
            &mut diff.settled
        } else {
            &mut diff.withdrawn
        };
        list.push(changed(finding, &old_titles, Some(grade(finding)), None));
    }
    for list in [
        &mut diff.new_findings,
        &mut diff.settled,
        &mut diff.withdrawn,
        &mut diff.worse,
        &mut diff.eased,
    ] {
        list.sort_by(|a, b| (worst(b), &a.id).cmp(&(worst(a), &b.id)));
    }
}

fn worst(changed: &Changed) -> Option<Grade> {
    changed.now.max(changed.before)
}

fn by_key(report: &Report) -> BTreeMap<Key<'_>, &Finding> {
    report.findings.iter().map(|f| (key(f), f)).collect()
}

fn key(finding: &Finding) -> Key<'_> {
    let side = |n: usize| (finding.claims[n].as_str(), finding.values[n].as_str());
    let mut sides = [side(0), side(1)];
    sides.sort_unstable();
    (&finding.attribute, finding.of.as_deref(), sides)
}

fn titles(report: &Report) -> HashMap<&str, &str> {
    report
        .events
        .iter()
        .map(|e| (e.id.as_str(), e.title.as_str()))
        .collect()
}

fn changed(
    finding: &Finding,
    titles: &HashMap<&str, &str>,
    before: Option<Grade>,
    now: Option<Grade>,
) -> Changed {
    let title = finding.event.as_deref().and_then(|id| titles.get(id));
    Changed {
        id: finding.id.clone(),
        event: finding.event.clone(),
        title: title.map(|t| (*t).to_owned()),
        attribute: finding.attribute.clone(),
        of: finding.of.clone(),
        before,
        now,
        claims: finding.claims.clone(),
        outlets: finding.outlets.clone(),
        values: finding.values.clone(),
    }
}
