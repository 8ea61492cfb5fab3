//! The sentence that justifies a verdict, and what would settle it.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::wording::voice;
use crate::claim::{DaySpan, When};
use crate::codebook::Verdict;
use crate::compare::slip::{self, Slip};
use crate::compare::{Context, Difference, Reason, Statement, proof_of, quantity};
use crate::view::words;

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

fn changing(p: &Told, reason: Reason) -> Option<String> {
    let (a, b) = (&p.a, &p.b);
    let (first, then) = in_order(p);
    Some(match reason {
        Reason::OwnRevision => own_revision(p),
        Reason::Corrected => format!("{a}; {b}: the one document corrects the other."),
        Reason::SpeakerRevised => {
            format!(
                "{first}; later, {then}: one source stands behind both, and gave the one after the other{}.",
                slipped(p)
            )
        }
        Reason::Retracted => format!("{first}; later, {then}: its own source took it back."),
        Reason::DeniedBySource => {
            format!("{a}; {b}: the source to which it is ascribed denies it.")
        }
        Reason::PartAboveEarlier => format!(
            "{a} of {}; {b} of {}: the part that was counted later is larger than the whole was, which must have risen.",
            counted(&p.x),
            counted(&p.y)
        ),
        Reason::Recount => {
            format!("{first}; later, {then}: a count that is meant to put earlier ones right.")
        }
        Reason::BecameDead => format!(
            "{first}; later, {then}: the later account counts more dead by at least as many, who may have been among these."
        ),
        Reason::Raised => format!("{first}; later, {then}: a toll that rose as more became known."),
        Reason::Moved => {
            format!("{first}; later, {then}: a number that rises and falls with time.")
        }
        Reason::StateChanged | Reason::AnotherState => format!(
            "{a}{}; {b}{}: two states at two times.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::DiedLater => format!(
            "{a}{}; {b}{}: alive at the one time, dead at the later.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::FollowedSameDay => {
            format!("{first}; later, {then}: the one can follow the other on the same day.")
        }
        Reason::ChangedHands => format!(
            "{a}{}; {b}{}: at two times; the place changed hands between.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::MayHaveChangedHands => format!(
            "{a}{}; {b}{}: the times leave room for a change of hands.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::MayHaveChanged => format!(
            "{a}{}; {b}{}: the times leave room for the one to have followed the other.",
            held(&p.x),
            held(&p.y)
        ),
        Reason::MayHaveSucceeded => format!(
            "{a}{}; {b}{}: the times leave room for the one to have followed the other.",
            of_whom(&p.x),
            of_whom(&p.y)
        ),
        Reason::Succession => format!(
            "{a}{}; {b}{}: one after the other{}.",
            of_whom(&p.x),
            of_whom(&p.y),
            other_role(p)
        ),
        _ => return None,
    })
}

fn scoped(p: &Told, reason: Reason) -> Option<String> {
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

fn contradicting(ctx: &Context, p: &Told, reason: Reason) -> String {
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
        Reason::OutcomesOpposed => format!(
            "{a} for {}; {b} for {}: it cannot have gone both ways.",
            counted(&p.x),
            counted(&p.y)
        ),
        Reason::SelfContradiction => format!("{a}; {b}: one document says both."),
        Reason::PartExceedsWhole => format!("{a}; {b}: the part is larger than the whole."),
        _ => format!("{a}; {b}."),
    }
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

fn own_revision(p: &Told) -> String {
    let (first, then) = in_order(p);
    match p.order {
        Some(_) => format!(
            "{first}; later, {then}: the outlet's own later report{}.",
            slipped(p)
        ),
        None => {
            format!("{first}; {then}: two reports of one outlet; which is the later is not known.")
        }
    }
}

fn in_order<'p>(p: &'p Told) -> (&'p str, &'p str) {
    match p.order {
        Some(Ordering::Greater) => (&p.b, &p.a),
        _ => (&p.a, &p.b),
    }
}

/// How one of two numbers may have come out of the other by a slip.
fn slipped(p: &Told) -> &'static str {
    let counts = quantity(&p.x).zip(quantity(&p.y));
    match counts.and_then(|(p, q)| slip::cited(p, q)) {
        Some(Slip::Swapped) => "; two digits may have been exchanged",
        Some(Slip::Digit) => "; a digit may have been doubled or lost",
        Some(Slip::Scale) => {
            "; the one is a round multiple of the other, as if a nought had slipped in"
        }
        None => "",
    }
}

fn standard(x: &Statement) -> String {
    proof_of(x).unwrap_or("no standard given").to_owned()
}

/// " (with attackers)", " (without attackers)".
fn taken_in(x: &Statement) -> String {
    let Some(details) = x.assertion.map(crate::claim::Assertion::details) else {
        return String::new();
    };
    match (&details.includes[..], &details.excludes[..]) {
        ([], []) => String::new(),
        ([], out) => format!(" (without {})", out.join(", ")),
        (with, _) => format!(" (with {})", with.join(", ")),
    }
}

/// What keeps a difference from being a toll that rose.
fn not_rising(ctx: &Context, p: &Told) -> String {
    use crate::compare::order;
    let attribute = ctx.codebook.attribute(p.x.attribute);
    let Some(order) = order::published(p.x.claim, p.y.claim) else {
        return ", and neither is known to be the later report".to_owned();
    };
    let low = |s: &Statement| quantity(s).map(|q| q.low);
    let falls = (low(&p.x) > low(&p.y)) == (order == std::cmp::Ordering::Less);
    if attribute.change == crate::codebook::Change::Fixed {
        ", and such a number does not change afterwards".to_owned()
    } else if falls {
        ", and the later report gives the lower".to_owned()
    } else {
        String::new()
    }
}

fn last(x: &Statement) -> Option<i32> {
    x.holds_on().map(|d| d.last)
}

/// " as of 2018-11".
fn held(x: &Statement) -> String {
    match (x.assertion.and_then(|a| x.claim.time_of(a)), x.holds_on()) {
        (Some(_), Some(days)) if days.is_open() => format!(" {}", in_days(days)),
        (Some(_), Some(days)) => format!(" as of {}", in_days(days)),
        (None, Some(days)) => format!(" by {}", in_days(days)),
        _ => String::new(),
    }
}

/// " in 2022-03", " without a date".
fn period(x: &Statement) -> String {
    let own = x
        .assertion
        .and_then(|a| a.over.as_deref().or(a.as_of.as_deref()));
    let when: Option<&When> = own.or(x.claim.event.when.as_deref());
    match when {
        Some(when) => format!(" ({})", words::day(&when.to_string())),
        None => " (no date given)".to_owned(),
    }
}

fn in_days(days: DaySpan) -> String {
    words::day(&days.to_string())
}

/// " of Ann Hale as of 9 March 2024".
fn of_whom(x: &Statement) -> String {
    format!(" of {}{}", subject(x), held(x))
}

fn subject(x: &Statement) -> String {
    x.assertion
        .and_then(|a| a.of.as_ref())
        .map_or_else(|| "somebody".to_owned(), ToString::to_string)
}

fn other_role(p: &Told) -> &'static str {
    let words = |x: &Statement| x.assertion.map(|a| a.written.clone());
    let area = |x: &Statement| x.names.and_then(|n| n.places.first().copied());
    if words(&p.x) != words(&p.y) && area(&p.x) != area(&p.y) {
        ", and not in the same role"
    } else {
        ""
    }
}

fn scene(x: &Statement) -> String {
    let place = x.claim.event.place.as_ref().and_then(|p| p.name());
    let when = x
        .claim
        .event
        .when
        .as_ref()
        .map(|w| format!(" ({})", words::day(&w.to_string())))
        .unwrap_or_default();
    format!("{}{when}", place.map_or("a place not named", |p| p))
}

/// What a count counts, or a side, as written.
pub(super) fn counted<'a>(x: &Statement<'a>) -> Cow<'a, str> {
    let Some(assertion) = x.assertion else {
        return "the event".into();
    };
    match (assertion.of.as_deref(), assertion.whom.as_deref()) {
        (Some(of), Some(whom)) => format!("{of} ({whom})").into(),
        (Some(one), None) | (None, Some(one)) => one.into(),
        (None, None) => "all".into(),
    }
}
