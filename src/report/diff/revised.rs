//! Claims that give another value than they did.

use std::collections::BTreeMap;

use super::Revised;
use crate::claim::Quantity;
use crate::compare::slip;
use crate::report::difference::About;
use crate::report::topic;
use crate::view::{Index, Printed, Topic, Value};

/// Numbers so many times each other are told so.
const APART: f64 = 2.0;

/// The claims of a topic that give one value in each report, and not the same.
pub(super) fn compare<'a>(
    [old, new]: [&'a Topic<'a>; 2],
    now: &Index<'a>,
    about: impl Fn() -> About,
) -> Vec<Revised> {
    let was = values(old);
    let revised = values(new).into_iter().filter_map(|(claim, value)| {
        let (value, before) = (value?, (*was.get(claim)?)?);
        (before.value != value.value).then(|| Revised {
            about: about(),
            outlet: now
                .account(claim)
                .map_or_else(String::new, |a| a.outlet.to_string()),
            claim: claim.to_owned(),
            before: topic::short(before).to_string(),
            now: topic::short(value).to_string(),
            remark: remark(&before.value, &value.value),
        })
    });
    revised.collect()
}

/// What each claim says; nothing of one that says several things.
fn values<'a>(of: &'a Topic<'a>) -> BTreeMap<&'a str, Option<&'a Value<'a>>> {
    let mut values: BTreeMap<&str, Option<&Value>> = BTreeMap::new();
    for value in of.own() {
        for claim in &value.claims {
            let one = values.entry(claim).and_modify(|v| *v = None);
            one.or_insert(Some(value));
        }
    }
    values
}

/// `10 times; likely a slip`.
fn remark(before: &Printed<'_>, now: &Printed<'_>) -> Option<String> {
    let (p, q) = (exact(before)?, exact(now)?);
    let times = p.max(q) as f64 / p.min(q).max(1) as f64;
    let less = if q < p { " less" } else { "" };
    let far = (times >= APART).then(|| format!("{times:.0} times{less}"));
    let slip = slip::between(Quantity::exact(p), Quantity::exact(q));
    let slip = slip.map(|_| "likely a slip".to_owned());
    let told: Vec<String> = far.into_iter().chain(slip).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn exact(value: &Printed<'_>) -> Option<u64> {
    match value {
        Printed::Bounds {
            low,
            high: Some(high),
            unit: None,
            ..
        } if low == high => low.to_string().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: u64, now: u64) -> Option<String> {
        let count = |n| Printed::from(Quantity::exact(n));
        remark(&count(before), &count(now))
    }

    #[test]
    fn a_slip_and_a_multiple_are_told() {
        assert_eq!(told(135, 1335).as_deref(), Some("10 times; likely a slip"));
        assert_eq!(
            told(1350, 135).as_deref(),
            Some("10 times less; likely a slip")
        );
        assert_eq!(told(425, 452).as_deref(), Some("likely a slip"));
        assert_eq!(told(20, 50).as_deref(), Some("2 times"));
        assert_eq!(told(20, 21), None);
        assert_eq!(told(0, 0), None);
    }
}
