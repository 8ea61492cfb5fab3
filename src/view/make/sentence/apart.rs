//! What cannot both be true.

use super::Told;
use super::parts::{counted, held, last, not_rising, of_whom, slipped};
use crate::compare::{Context, Reason};

pub(super) fn contradicting(ctx: &Context, p: &Told, reason: Reason) -> String {
    let (a, b) = (&p.a, &p.b);
    match reason {
        Reason::NumbersApart => {
            format!("{a}; {b}: no number satisfies both{}.", not_rising(ctx, p))
        }
        Reason::StoodBy => format!(
            "{a}; {b}: no number satisfies both, and the source of the lower stood by it after the higher was given."
        ),
        Reason::Slip => format!("{a}; {b}: no number satisfies both{}.", slipped(p)),
        Reason::Misquoted => {
            format!(
                "{a}; {b}: the one cites the other's source, and gives another value{}.",
                slipped(p)
            )
        }
        Reason::Denied => format!("{a}; {b}: the one denies what the other says."),
        Reason::DaysApart => format!("{a}; {b}: no day satisfies both."),
        Reason::PlacesApart => format!("{a}; {b}: neither place lies in the other."),
        Reason::SidesApart => format!("{a}; {b}: the attackers named have nobody in common."),
        Reason::NamesApart => format!("{a}; {b}: these are two."),
        Reason::TermsExclude => format!("{a}; {b}: the two cannot hold together."),
        Reason::OutcomesOpposed => format!(
            "{a} for {}; {b} for {}: it cannot have gone both ways.",
            counted(&p.x),
            counted(&p.y)
        ),
        Reason::SelfContradiction => format!("{a}; {b}: one document says both."),
        Reason::PartExceedsWhole => format!("{a}; {b}: the part is larger than the whole."),
        _ => of_states(p, reason),
    }
}

/// States, holders and offices that cannot hold together.
fn of_states(p: &Told, reason: Reason) -> String {
    let (a, b) = (&p.a, &p.b);
    match reason {
        Reason::AliveAfterDeath => {
            let (dead, alive) = if last(&p.x) < last(&p.y) {
                (p.one(true), p.one(false))
            } else {
                (p.one(false), p.one(true))
            };
            format!(
                "{dead}; yet {alive}: nobody can be alive after being killed, and the later evidence is of life."
            )
        }
        Reason::DeadAndAlive => format!(
            "{a}{}; {b}{}: dead and alive at one time.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::KilledTwice => format!(
            "{a}{}; {b}{}: nobody is killed twice.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::RivalClaims => format!(
            "{a}{}; {b}{}: each claims it for itself, and neither says that it changed hands.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::OfficeAfterDeath => format!(
            "{a}{}; {b}{}: the dead hold no office.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::TwoHolders => format!(
            "{a}{}; {b}{}: a place has one holder at a time, or is contested.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::TwoIncumbents => format!(
            "{a}{}; {b}{}: one office has one holder at a time.",
            of_whom(&p.x),
            of_whom(&p.y)
        ),
        _ => format!("{a}; {b}."),
    }
}
