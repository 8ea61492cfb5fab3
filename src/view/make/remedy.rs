//! What would settle a difference: the missing date, place or source.

use crate::compare::{Context, Reason, Statement};

/// What would settle a difference of two statements, where something would.
pub(super) fn between(
    ctx: &Context,
    reason: Reason,
    x: &Statement,
    y: &Statement,
) -> Option<&'static str> {
    let text = match reason {
        Reason::NumbersApart if !dated(x) || !dated(y) => {
            "The day of publication of each: a later, higher count may be a rising toll."
        }
        Reason::NumbersApart | Reason::SelfContradiction | Reason::StoodBy if is_toll(ctx, x) => {
            "A source that counted for itself, or what each account counts (whom, and up to which day)."
        }
        Reason::NumbersApart | Reason::SelfContradiction | Reason::StoodBy => {
            "How each account came by its figure."
        }
        Reason::Slip => "The figure where it was first published.",
        Reason::Misquoted => "What the source that is cited published itself.",
        Reason::Denied => "What each of the two rests on.",
        Reason::RivalClaims => "Pictures or witnesses from the place, of that day.",
        Reason::KilledTwice => "Which of the two deaths was proved, and of whom.",
        Reason::DaysApart => {
            "A dated picture, an order of the day, or a witness of the day itself."
        }
        Reason::PlacesApart => "Coordinates, or the district that each place lies in.",
        Reason::SidesApart | Reason::NamesApart => {
            "A claim of responsibility, or a source independent of both."
        }
        Reason::AliveAfterDeath | Reason::DeadAndAlive | Reason::OfficeAfterDeath => {
            "Dated proof of life or of death: what the later evidence shows, and when it was made."
        }
        Reason::TwoHolders | Reason::MayHaveChangedHands => {
            "The day on which each says that it was held."
        }
        Reason::TwoIncumbents => "The days of appointment and removal of each.",
        Reason::OutcomesOpposed | Reason::EventWithinOther => "What each account means by it.",
        Reason::TermsExclude => "The day on which each state held.",
        Reason::PartExceedsWhole => "What the larger total leaves out.",
        Reason::NameDoubtful => {
            "What tells the two names apart: coordinates, or a source that knows both."
        }
        _ => return None,
    };
    Some(text)
}

fn is_toll(ctx: &Context, x: &Statement) -> bool {
    ctx.codebook.attribute(x.attribute).change == crate::codebook::Change::Rises
}

fn dated(x: &Statement) -> bool {
    x.claim.document.published.is_some()
}
