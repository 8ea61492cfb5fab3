//! What a speaker says of one thing over time: its later word takes the place of its earlier one, and
//! whoever cites it is bound to that.

use std::cmp::Ordering;

use hashbrown::HashMap;

use super::judged::value_key;
use super::speaker::Voice;
use super::statement::{Context, Statement};
use super::{Reason, Stand, count, order, slip, stance};
use crate::claim::{Counts, DaySpan, Quantity, Stance};
use crate::codebook::{Change, Verdict};

/// When something was said: the days it may have been, and the minute where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Moment {
    pub(super) days: DaySpan,
    pub(super) minute: Option<i64>,
}

impl Moment {
    /// When a statement was published.
    pub(super) fn published(s: &Statement) -> Option<Self> {
        let published = s.claim.document.published.as_ref()?;
        Some(Self {
            days: published.span,
            minute: published.minute,
        })
    }

    /// The order of two moments, where that is certain.
    pub(super) fn order(self, other: Self) -> Option<Ordering> {
        order::moments(self.days, self.minute, other.days, other.minute)
    }

    pub(super) fn sorted(self) -> (i32, Option<i64>, i32) {
        (self.days.last, self.minute, self.days.first)
    }
}

/// When a speaker said something, where that is not when it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(super) struct Spoken {
    /// When the speaker that is cited had said it, where the account only repeats that.
    pub(super) from: Option<Moment>,
    /// When the same speaker last said it again.
    pub(super) until: Option<Moment>,
    /// When the same outlet first said it.
    pub(super) first: Option<Moment>,
    /// Which of its voices, by place, had said so themselves.
    own_words: u8,
    /// A number that the same outlet denies: it knows of it, and stands by its own.
    pub(super) denies: Option<u64>,
}

impl Statement<'_> {
    /// Whether it is its speaker's own word, or repeats that.
    pub fn is_of_its_speaker(&self) -> bool {
        self.voices
            .speaker()
            .is_some_and(|speaker| is_word_of(speaker, self))
    }

    /// Whether it only repeats what its speaker had said before.
    pub fn is_repetition(&self) -> bool {
        self.spoken.from.is_some()
    }

    /// When what it tells was said.
    pub(super) fn moment(&self) -> Option<Moment> {
        self.spoken.from.or_else(|| Moment::published(self))
    }
}

/// Notes in the statements on one attribute who speaks, and when what each repeats was said.
pub(super) fn settle(ctx: &Context, said: &mut [Statement]) {
    if said.len() < 3 {
        return;
    }
    note_denials(said);
    let mut uses: HashMap<Voice, u32> = HashMap::new();
    for voice in said.iter().flat_map(|s| s.voices.all()) {
        *uses.entry(voice).or_default() += 1;
    }
    if uses.values().all(|&n| n < 2) {
        return;
    }
    let mut same: HashMap<(Voice, u64), Vec<usize>> = HashMap::new();
    for (at, s) in said.iter().enumerate() {
        let mut shared = s.voices.all().filter(|voice| uses[voice] > 1).peekable();
        if shared.peek().is_some() {
            let key = value_key(ctx, s);
            shared.for_each(|voice| same.entry((voice, key)).or_default().push(at));
        }
    }
    let repeated = same.into_iter().filter(|(_, at)| at.len() > 1);
    let mut notes: Vec<(usize, Spoken)> = Vec::new();
    for ((voice, _), at) in repeated {
        notes.extend(at.iter().map(|&n| (n, spoken(said, voice, &at, n))));
    }
    for (at, note) in notes {
        let own = &mut said[at].spoken;
        // Of several voices, the one that spoke first is whose word it is.
        own.from = match (own.from, note.from) {
            (Some(a), Some(b)) => Some(if a.sorted() <= b.sorted() { a } else { b }),
            (a, b) => a.or(b),
        };
        own.own_words |= note.own_words;
        own.first = note.first.or(own.first);
        own.until = match (own.until, note.until) {
            (Some(a), Some(b)) => Some(if a.sorted() >= b.sorted() { a } else { b }),
            (a, b) => a.or(b),
        };
    }
}

/// Notes in what an outlet asserts that it denies another number.
fn note_denials(said: &mut [Statement]) {
    let denials: Vec<(Option<Voice>, u64)> = said
        .iter()
        .filter(|s| stance::stance(s) == Stance::Denies)
        .filter_map(|s| Some((s.voices.outlet(), count::quantity(s)?.low)))
        .collect();
    for s in said
        .iter_mut()
        .filter(|s| stance::stance(s) == Stance::Asserts)
    {
        let own = denials
            .iter()
            .find(|(outlet, _)| outlet.is_some() && *outlet == s.voices.outlet());
        s.spoken.denies = own.map(|(_, number)| *number);
    }
}

/// When the voice of a statement said what it tells: `at` are all who tell it of that voice.
fn spoken(said: &[Statement], voice: Voice, at: &[usize], own: usize) -> Spoken {
    let s = &said[own];
    let direct = |n: usize| said[n].voices.outlet() == Some(voice);
    let others = || at.iter().copied().filter(|&n| n != own);
    let Some(published) = Moment::published(s) else {
        return Spoken::default();
    };
    let moment = |n: usize| Moment::published(&said[n]);
    let not_after = |m: &Moment| m.order(published) != Some(Ordering::Greater);
    let known = || {
        others()
            .filter(|&n| direct(n))
            .filter_map(moment)
            .filter(not_after)
    };
    let from = if direct(own) {
        None
    } else {
        let cited = || others().filter_map(moment).filter(not_after);
        known()
            .max_by_key(|m| m.sorted())
            .or_else(|| cited().min_by_key(|m| m.sorted()))
    };
    let outlet = s.voices.outlet();
    let before = others().filter(|&n| outlet == Some(voice) && said[n].voices.outlet() == outlet);
    let first = before
        .filter_map(moment)
        .filter(not_after)
        .min_by_key(|m| m.sorted());
    let place = s
        .voices
        .slots()
        .iter()
        .position(|slot| *slot == Some(voice));
    let said_itself = direct(own) || known().next().is_some();
    let own_words = place.filter(|_| said_itself).map_or(0, |place| 1 << place);
    let again = others().filter(|&n| direct(n) || said[n].voices.outlet() == s.voices.outlet());
    let later = |m: &Moment| published.order(*m) == Some(Ordering::Less);
    let until = again
        .filter_map(moment)
        .filter(later)
        .max_by_key(|m| m.sorted());
    Spoken {
        from,
        until,
        first,
        own_words,
        denies: None,
    }
}

/// How two statements stand that one speaker stands behind, or of which one cites the other's
/// speaker: the later word takes the place of the earlier, up or down, unless both mean the same.
pub(super) fn revised(ctx: &Context, x: &Statement, y: &Statement, stand: Stand) -> Option<Stand> {
    let revisable = match stand.0 {
        Verdict::Contradiction => true,
        Verdict::Compatible => moved(x, y, stand.1),
        _ => false,
    };
    if !revisable || order::same_document(x.claim, y.claim) {
        return None;
    }
    let own = order::own_revision(x.claim, y.claim);
    // Nobody knows that the source itself ever gave a figure that looks like a slip of its own.
    if !own && matches!(stand.1, Reason::Slip | Reason::Misquoted) {
        return None;
    }
    let cited = x
        .voices
        .shared(&y.voices)
        .find(|v| !own || Some(*v) != x.voices.outlet());
    let known = order_of(ctx, x, y).is_some();
    match (own, cited) {
        (true, None) if known => Some((Verdict::Superseded, Reason::OwnRevision)),
        // A number that moves was put right within the day; two speakers whom an outlet cites on one
        // day do not speak for each other.
        (true, cited)
            if stand.0 == Verdict::Contradiction
                && (known || moves(ctx, x) && (cited.is_some() || !are_two_speakers(x, y))) =>
        {
            Some((Verdict::Superseded, Reason::OwnRevision))
        }
        (true, Some(_)) if known => Some((Verdict::Superseded, Reason::OwnRevision)),
        // Of what does not change afterwards nobody but the source itself gives another value.
        (false, Some(voice)) if known && (moves(ctx, x) || !is_misquoted(ctx, voice, x, y)) => {
            Some((Verdict::Superseded, Reason::SpeakerRevised))
        }
        (false, Some(voice)) if stand.0 == Verdict::Contradiction && is_own_word(voice, x, y) => {
            Some((Verdict::Contradiction, Reason::Misquoted))
        }
        _ => None,
    }
}

/// Whether the earlier of two is the voice's own word, and the later is another's account of it.
fn is_misquoted(ctx: &Context, voice: Voice, x: &Statement, y: &Statement) -> bool {
    match order_of(ctx, x, y) {
        Some(Ordering::Greater) => is_word_of(voice, y) && !is_word_of(voice, x),
        Some(_) => is_word_of(voice, x) && !is_word_of(voice, y),
        None => is_own_word(voice, x, y),
    }
}

fn moves(ctx: &Context, s: &Statement) -> bool {
    ctx.codebook.attribute(s.attribute).change != Change::Fixed
}

/// Whether one of the two is what the voice itself says, or repeats that, and the other is not.
fn is_own_word(voice: Voice, x: &Statement, y: &Statement) -> bool {
    is_word_of(voice, x) != is_word_of(voice, y)
}

/// Whether a statement is what a voice says itself, or repeats that.
fn is_word_of(voice: Voice, s: &Statement) -> bool {
    let place = s
        .voices
        .slots()
        .iter()
        .position(|slot| *slot == Some(voice));
    let said_itself = place.is_some_and(|place| s.spoken.own_words >> place & 1 == 1);
    s.voices.outlet() == Some(voice) && s.voices.is_own() || said_itself
}

/// Whether one of two counts is the other's source's own, mistyped.
pub(super) fn is_miscited(x: &Statement, y: &Statement, (p, q): (Quantity, Quantity)) -> bool {
    let shared = || {
        x.voices
            .shared(&y.voices)
            .any(|voice| is_own_word(voice, x, y))
    };
    x.claim.outlet != y.claim.outlet && slip::cited(p, q).is_some() && shared()
}

/// Whether each of two statements cites somebody else.
pub(super) fn are_two_speakers(x: &Statement, y: &Statement) -> bool {
    !x.voices.is_own() && !y.voices.is_own() && x.voices.speaker() != y.voices.speaker()
}

/// Whether two counts that leave room for each other are two words all the same: "at least 115", and
/// later "at least 97".
fn moved(x: &Statement, y: &Statement, reason: Reason) -> bool {
    let counts = count::quantity(x).zip(count::quantity(y));
    reason == Reason::Overlap && counts.is_some_and(|(p, q)| !means_the_same(p, q))
}

/// Whether one count is the other, rounded or worded more loosely: a range that holds the other, or
/// a bound whose number is the other's in round figures ("more than 30" for 34).
fn means_the_same(p: Quantity, q: Quantity) -> bool {
    let upper = |q: Quantity| q.low == 0;
    match (p.high, q.high) {
        (Some(_), Some(_)) => true,
        // "Up to 15" says nothing of the least.
        _ if upper(p) || upper(q) => true,
        _ => is_round(p, q) || is_round(q, p),
    }
}

/// Whether a bound is another number in round figures: "more than 1,000" begins at 1,001.
fn is_round(bound: Quantity, exact: Quantity) -> bool {
    let low = exact.best.unwrap_or(exact.low);
    rounds_to(bound.low, low) || bound.high.is_none() && rounds_to(bound.low.saturating_sub(1), low)
}

/// Whether `round` is `exact` to as many figures as `round` has.
fn rounds_to(round: u64, exact: u64) -> bool {
    let mut unit = 1;
    while round != 0 && round.is_multiple_of(unit * 10) {
        unit *= 10;
    }
    exact.abs_diff(round) < unit
}

/// Which of two statements is the later word: by the days that they are of, where both name them, or
/// else by when they were said.
pub(super) fn order_of(ctx: &Context, x: &Statement, y: &Statement) -> Option<Ordering> {
    let is_count =
        ctx.codebook.attribute(x.attribute).change != Change::Fixed && count::quantity(x).is_some();
    // Who only repeats a speaker's word may put a later day to it.
    let repeats = (x.spoken.from.is_some() || y.spoken.from.is_some())
        && x.voices.shared(&y.voices).next().is_some();
    if repeats {
        return x.moment()?.order(y.moment()?);
    }
    let by_day = is_count.then(|| by_day(x, y)).flatten();
    by_day.or_else(|| order::published(x.claim, y.claim))
}

/// Which of two statements is the later word of its speaker: who only repeats one says it no later.
pub fn spoken_order(x: &Statement, y: &Statement) -> Option<Ordering> {
    let repeats = x.spoken.from.is_some() || y.spoken.from.is_some();
    let by_day = (!repeats).then(|| by_day(x, y)).flatten();
    by_day.or_else(|| x.moment()?.order(y.moment()?))
}

/// By the days up to which two counts hold; `None` where these overlap, or one names none.
pub(super) fn by_day(x: &Statement, y: &Statement) -> Option<Ordering> {
    let (p, q) = (as_of(x)?, as_of(y)?);
    order::spans(p, q)
}

/// The day for which a count is given, where it names one.
pub(super) fn as_of(s: &Statement) -> Option<DaySpan> {
    s.assertion.and_then(|a| a.as_of.as_ref()).map(|w| w.span)
}

/// Whether two counts are given for one day, each in so many words: they were to be alike.
pub(super) fn of_one_day(x: &Statement, y: &Statement) -> bool {
    let running = |s: &Statement| s.assertion.is_some_and(|a| a.counts == Counts::Running);
    running(x) && running(y) && as_of(x).is_some() && as_of(x) == as_of(y)
}

/// Whether the earlier of two stood by its word after the later had spoken.
pub(super) fn stands_by(x: &Statement, y: &Statement, order: Ordering) -> bool {
    let (earlier, later) = match order {
        Ordering::Greater => (y, x),
        _ => (x, y),
    };
    let after = |until: Moment| Some(Moment::published(later)?.order(until)? == Ordering::Less);
    let denied = earlier.spoken.denies.is_some()
        && count::quantity(later).map(|q| q.low) == earlier.spoken.denies;
    denied || earlier.spoken.until.and_then(after).unwrap_or(false)
}

/// Whether the later of two had given its number before the earlier spoke: then nothing has risen.
pub(super) fn said_before(x: &Statement, y: &Statement, order: Ordering) -> bool {
    let (earlier, later) = match order {
        Ordering::Greater => (y, x),
        _ => (x, y),
    };
    let before = |first: Moment| Some(first.order(Moment::published(earlier)?)? == Ordering::Less);
    later.spoken.first.and_then(before).unwrap_or(false)
}
