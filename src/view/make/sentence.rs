//! The sentence that justifies a verdict.

mod apart;
mod change;
mod parts;
mod scope;

use std::borrow::Cow;
use std::cmp::Ordering;

use super::wording::voice;
use crate::codebook::Verdict;
use crate::compare::{Context, Difference, Reason, Statement, quantity};
use crate::view::words;
use apart::contradicting;
use change::changing;
use parts::held;
use scope::scoped;

/// What justifies a verdict, for one who has the two values at hand: of two that are compatible
/// only what makes them so, and of others the whole sentence. `x` and `y` are its two sides.
pub(super) fn brief<'a>(
    ctx: &Context<'a>,
    pair: &Difference,
    [x, y]: &[Statement<'a>; 2],
) -> Cow<'a, str> {
    let others = |s| quantity(s).is_some_and(|q| q.others);
    match clause(pair) {
        // How many "others" make stands in the whole sentence only.
        Some(clause) if !(of_counts(pair.reason) && (others(x) || others(y))) => {
            Cow::Borrowed(clause)
        }
        _ => Cow::Owned(of_sides(ctx, pair, *x, *y)),
    }
}

/// What makes two values compatible, where that hangs on no doubt.
pub(super) fn clause(pair: &Difference) -> Option<&'static str> {
    let compatible = pair.verdict == Verdict::Compatible && pair.doubt.is_none();
    agreeing(pair.reason).filter(|_| compatible)
}

/// Whether two counts may be what a rule speaks of.
fn of_counts(reason: Reason) -> bool {
    matches!(reason, Reason::Overlap | Reason::OverlapWithNamed)
}

/// Why two values stand as they do.
pub(in crate::view) fn why(ctx: &Context, pair: &Difference) -> String {
    let (x, y) = (ctx.statement(pair.a), ctx.statement(pair.b));
    of_sides(ctx, pair, x, y)
}

fn of_sides(ctx: &Context, pair: &Difference, x: Statement, y: Statement) -> String {
    let (x, y) = told_in_order(pair.reason, x, y);
    let (mut a, mut b) = (String::with_capacity(96), String::with_capacity(96));
    voice(ctx, &x, &mut a);
    voice(ctx, &y, &mut b);
    let order = crate::compare::order_of(ctx, pair.reason, &x, &y);
    let told = Told { a, b, x, y, order };
    let sentence = agreeing(pair.reason)
        .map(|clause| agreed(&told, clause))
        .or_else(|| changing(&told, pair.reason))
        .or_else(|| scoped(&told, pair.reason))
        .unwrap_or_else(|| contradicting(ctx, &told, pair.reason));
    match pair.doubt.and_then(|d| ctx.names.doubts.get(d.0 as usize)) {
        Some(doubt) => format!(
            "{sentence} This holds only if {} is {}. {}",
            ctx.name(doubt.a),
            ctx.name(doubt.b),
            words::sentence(&doubt.why)
        ),
        None => sentence,
    }
}

/// What changed is told from the earlier state to the later.
fn told_in_order<'a>(
    reason: Reason,
    x: Statement<'a>,
    y: Statement<'a>,
) -> (Statement<'a>, Statement<'a>) {
    let by_time = matches!(
        reason,
        Reason::StateChanged
            | Reason::AnotherState
            | Reason::ChangedHands
            | Reason::Succession
            | Reason::DiedLater
    );
    if by_time && x.holds_on() > y.holds_on() {
        (y, x)
    } else {
        (x, y)
    }
}

/// Two accounts, each in words.
struct Told<'a> {
    a: String,
    b: String,
    x: Statement<'a>,
    y: Statement<'a>,
    /// Which is the later word.
    order: Option<Ordering>,
}

impl Told<'_> {
    fn one(&self, first: bool) -> String {
        if first {
            format!("{}{}", self.a, held(&self.x))
        } else {
            format!("{}{}", self.b, held(&self.y))
        }
    }
}

/// What makes two values agree, or leaves room for both.
fn agreeing(reason: Reason) -> Option<&'static str> {
    Some(match reason {
        Reason::Same => "The same.",
        Reason::Converted => "The same, in another unit.",
        Reason::Spelling => "One name in two spellings.",
        Reason::Overlap => "The one leaves room for the other.",
        Reason::OverlapWithNamed => {
            "With those named beside “others” added, the one leaves room for the other."
        }
        Reason::WithinTolerance => "They lie within the codebook's tolerance.",
        Reason::PlaceWithin => "The one place lies in the other, or is named with more detail.",
        Reason::PlaceNear => "Two names, less than ten kilometres apart.",
        Reason::PlaceOpen => {
            "The one may be the other, or lie in it, for all that is said of where they lie."
        }
        Reason::DayDoubtful => "The days are apart, but an account is not sure of its own.",
        Reason::NameDoubtful => "The two names may be of one thing; nothing decides it.",
        Reason::MoreNamed => {
            "One account names somebody that the other leaves out, which is no denial."
        }
        Reason::NotNamed => "Not everybody is named in both, which is no denial.",
        Reason::KindsBoth => "One event can be both.",
        Reason::Implied => "Whenever the one is true, the other is.",
        Reason::BothCanHold => "Both can hold at once.",
        Reason::OfficeWithin => "One office, of which one account says more.",
        Reason::OtherOffice => "One person can hold both offices.",
        Reason::SameOutcome => "Both say that it went the same way.",
        Reason::BothGained => "Each side is said to have gained; both can be so.",
        Reason::OtherWords => "The words differ and deny nothing.",
        Reason::LostAndHeld => "The one has lost it, the other holds it.",
        Reason::DeniesOther => "What is denied or taken back is not what the other says.",
        Reason::WithdrawnElsewhere => "One source took it back; the other says it on its own.",
        Reason::DegreeOfHold => "A place can be fought over while one side holds most of it.",
        _ => return None,
    })
}

/// The two accounts, and what makes them agree.
fn agreed(p: &Told, clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|c| c.to_ascii_lowercase());
    let rest = letters.as_str();
    let first = first.map(String::from).unwrap_or_default();
    format!("{}; {}: {first}{rest}", p.a, p.b)
}
