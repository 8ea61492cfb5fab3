//! Whether two claims meet at all, and if not, what kept them from it: for one who asks of a pair.

use std::collections::BTreeSet;

use super::block::{self, Blocks, Rule};
use super::features::Features;

/// How two claims come to be compared, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Met {
    /// By these rules.
    By(Vec<Rule>),
    /// They share what these rules look for, and their days are too far apart.
    OtherDays(Vec<Rule>),
    /// They share nothing by which claims meet.
    Nowhere,
}

/// How two claims meet: as they would if there were no others.
pub fn met(a: &Features, b: &Features) -> Met {
    // What one document tells never meets, which is another question.
    let two = [(0, a), (1, b)].map(|(document, claim)| Features {
        document,
        is_row: false,
        ..claim.clone()
    });
    let blocks = Blocks::of(&two);
    let (_, made) = blocks.pairs(&two, |_, _| Some(0.0), |_, _, _| true);
    let made = made.into_iter().filter(|(_, pairs)| *pairs > 0);
    let rules: Vec<Rule> = made.map(|(rule, _)| rule).collect();
    if !rules.is_empty() {
        return Met::By(rules);
    }
    let mut shared = block::shared(a, b);
    if let (Some(x), Some(y)) = (&a.words, &b.words) {
        shared.extend(x.share_key(y).then_some(Rule::TimeWord));
    }
    match shared {
        none if none.is_empty() => Met::Nowhere,
        some => Met::OtherDays(
            some.into_iter()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::DaySpan;

    fn at(place: u32, day: i32) -> Features {
        Features {
            span: Some(DaySpan {
                first: day,
                last: day,
            }),
            sounds: [place].into_iter().collect(),
            ..Features::default()
        }
    }

    #[test]
    fn it_is_told_what_kept_two_claims_apart() {
        assert_eq!(met(&at(1, 5), &at(1, 7)), Met::By(vec![Rule::TimePlace]));
        assert_eq!(
            met(&at(1, 5), &at(1, 25)),
            Met::OtherDays(vec![Rule::TimePlace])
        );
        assert_eq!(met(&at(1, 5), &at(2, 5)), Met::Nowhere);
    }

    #[test]
    fn one_document_is_no_reason_not_to_meet() {
        let (a, b) = (at(1, 5), at(1, 5));
        assert_eq!(a.document, b.document);
        assert_eq!(met(&a, &b), Met::By(vec![Rule::TimePlace]));
    }
}
