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
        .map(|t| &**t)
        .collect();
    for (key, finding) in &now {
        let was = before.get(key).map(|f| grade(f));
        let is = Some(grade(finding));
        match was {
            None => diff.new_findings.push(changed(finding, &titles, None, is)),
            Some(was) if Some(was) < is => {
                diff.worse.push(changed(finding, &titles, Some(was), is));
            }
            Some(was) if Some(was) > is => {
                diff.eased.push(changed(finding, &titles, Some(was), is));
            }
            Some(_) => {}
        }
    }
    for (_, finding) in before.iter().filter(|(key, _)| !now.contains_key(*key)) {
        let there = finding.claims.iter().all(|c| claims.contains(&**c));
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

fn by_key<'a>(report: &'a Report<'a>) -> BTreeMap<Key<'a>, &'a Finding<'a>> {
    report.findings.iter().map(|f| (key(f), f)).collect()
}

fn key<'a>(finding: &'a Finding<'a>) -> Key<'a> {
    let side = |n: usize| (&*finding.claims[n], &*finding.values[n]);
    let mut sides = [side(0), side(1)];
    sides.sort_unstable();
    (&finding.attribute, finding.of.as_deref(), sides)
}

fn titles<'a>(report: &'a Report<'a>) -> HashMap<&'a str, &'a str> {
    report
        .events
        .iter()
        .map(|e| (e.id.as_ref(), e.title.as_ref()))
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
        id: finding.id.to_string(),
        event: finding.event.as_deref().map(str::to_owned),
        title: title.map(|t| (*t).to_owned()),
        attribute: finding.attribute.to_string(),
        of: finding.of.as_deref().map(str::to_owned),
        before,
        now,
        claims: finding.claims.each_ref().map(ToString::to_string),
        outlets: finding.outlets.each_ref().map(ToString::to_string),
        values: finding.values.each_ref().map(ToString::to_string),
    }
}
