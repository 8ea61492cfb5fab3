//! What counts otherwise than the other.

use super::Told;
use super::parts::{counted, held, of_whom, period, scene, standard, taken_in};
use crate::compare::{Reason, Statement, quantity};

pub(super) fn scoped(p: &Told, reason: Reason) -> Option<String> {
    let (a, b) = (&p.a, &p.b);
    let (of_a, of_b) = (counted(&p.x), counted(&p.y));
    Some(match reason {
        Reason::OtherSubject => {
            format!("{a} of {of_a}; {b} of {of_b}: two groups or things are counted.")
        }
        Reason::TotalAndSide | Reason::CategoryOfAll if part_exceeds(p) => format!(
            "{a} of {of_a}; {b} of {of_b}: a part against the whole, and the part is the larger: one of the two is wrong, or they do not count the same."
        ),
        Reason::TotalAndSide => {
            format!("{a} of {of_a}; {b} of {of_b}: a total against a part of it.")
        }
        Reason::OtherCategory => format!("{a} of {of_a}; {b} of {of_b}: other people are counted."),
        Reason::CategoryOfAll => format!(
            "{a} of {of_a}; {b} of {of_b}: one counts a part of those that the other counts."
        ),
        Reason::OtherUnit => {
            format!("{a}, while {b}: numbers in units that do not convert into each other.")
        }
        Reason::UnitUnsaid => format!(
            "{a}, while {b}: one of the numbers does not say its unit, and may be in another."
        ),
        _ => return of_other_counts(p, reason),
    })
}

/// Counts of other sorts, by other standards, over other periods.
fn of_other_counts(p: &Told, reason: Reason) -> Option<String> {
    let (a, b) = (&p.a, &p.b);
    let (of_a, of_b) = (counted(&p.x), counted(&p.y));
    Some(match reason {
        Reason::OtherPeriod => format!(
            "{a}{}; {b}{}: not the same period.",
            period(&p.x),
            period(&p.y)
        ),
        Reason::RunningTotal => format!(
            "{a}{}; {b}{}: a running total against the toll of one event, not the same period.",
            period(&p.x),
            period(&p.y)
        ),
        Reason::OtherParts => {
            format!(
                "{a}; {b}: two parts of larger counts, and nothing says that they are one part."
            )
        }
        Reason::OtherProof => format!(
            "{a} ({}); {b} ({}): not the same standard of proof.",
            standard(&p.x),
            standard(&p.y)
        ),
        Reason::OtherExtent => format!(
            "{a} for {}; {b} for {}: the one place lies in the other.",
            scene(&p.x),
            scene(&p.y)
        ),
        Reason::OtherPeople => format!(
            "{a}{}; {b}{}: the one may take in some whom the other leaves out.",
            taken_in(&p.x),
            taken_in(&p.y)
        ),
        Reason::Namesakes => format!(
            "{a}{}; {b}{}: a lifetime lies between them; these are two persons of one name.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::PartAndWhole => format!("{a}; {b}: a part against the whole."),
        Reason::OtherArea => format!(
            "{a}{}; {b}{}: the areas of the two offices differ.",
            of_whom(&p.x),
            of_whom(&p.y)
        ),
        Reason::EventWithinOther => format!(
            "{a} for {of_a} at {}; {b} for {of_b} at {}: one place or stretch of time against another. Both can be true; a tension worth a look.",
            scene(&p.x),
            scene(&p.y)
        ),
        _ => return None,
    })
}

/// Whether the count of everybody is less than the count of some.
fn part_exceeds(p: &Told) -> bool {
    let whole = |s: &Statement| s.of.is_none() && s.category.is_none();
    let (part, total) = if whole(&p.x) {
        (&p.y, &p.x)
    } else {
        (&p.x, &p.y)
    };
    let most = quantity(total).and_then(|q| q.high);
    whole(total)
        && quantity(part)
            .zip(most)
            .is_some_and(|(q, most)| q.low > most)
}
