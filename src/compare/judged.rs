//! What a verdict reads of a statement: two statements alike in all of it stand alike to every other.

use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

use hashbrown::HashMap;

use super::camp::Only;
use super::lineage::Spoken;
use super::party::party;
use super::speaker::Voice;
use super::statement::{Context, Slot, Statement};
use super::term::Person;
use super::topic::{Foreign, Thing, thing};
use super::{control, count, place, proof, term};
use crate::claim::{
    AttributeId, Control, DaySpan, KindId, Measure, Quantity, Role, Stance, TermId, Value,
};
use crate::codebook::{CategorySide, Change, ValueType};
use crate::names::EntityId;

/// A value as it is told from others: equal values are one row, whatever words they were read from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Told<'a> {
    Time(DaySpan),
    Kind(KindId),
    /// Entities, names as written, and where that is.
    Place(&'a [EntityId], Vec<&'a str>, [Option<u64>; 2]),
    /// Who took part, each with the part, sorted.
    Sides(Vec<(&'a str, Option<&'a str>, EntityId)>),
    Count([Option<u64>; 3], bool),
    Measure(&'a Measure),
    Term(TermId),
    Name(Option<EntityId>, &'a str),
    Control(Option<EntityId>, u8, &'a str),
    Role(Option<EntityId>, Option<EntityId>, &'a Role),
    Text(String),
}

/// When an account was published: the days and the minute, as far as known.
type Published = (DaySpan, Option<i64>);

/// When a statement was published, where a verdict reads that.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Dated {
    /// The verdict does not ask.
    NoMatter,
    /// Then; `None` where nobody knows.
    At(Option<Published>),
}

/// All that a verdict reads of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Judged<'a> {
    pub(super) told: Told<'a>,
    of: Option<EntityId>,
    /// What it is of before descriptions are settled.
    raw_of: Option<EntityId>,
    category: Option<EntityId>,
    members: bool,
    stands_for: Option<CategorySide>,
    unclear: bool,
    only: [Only; 2],
    counts: u8,
    over: Option<DaySpan>,
    as_of: Option<DaySpan>,
    holds: Option<(Option<DaySpan>, bool, bool)>,
    /// How many its claim names beside "others".
    named: u64,
    /// Who took part, where it matters for whom it went well.
    allies: Option<(&'a [EntityId], Vec<Option<&'a str>>)>,
    /// The outlet and the document, where the outlet has several accounts here.
    writer: Option<(&'a str, &'a str)>,
    published: Dated,
    /// Who speaks, where several accounts have that voice.
    voices: [Heard; 4],
    spoken: Spoken,
    meaning: Meaning<'a>,
    /// The places over which its event spread, for a count.
    extent: Option<&'a [EntityId]>,
    /// Whether its claim names two sides, for a count.
    sides: bool,
    /// What its claim says of those who may have become of these (the dead, of the wounded).
    became: Vec<(AttributeId, [Option<u64>; 3])>,
}

/// A voice behind a statement, as far as others have it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
enum Heard {
    #[default]
    Nobody,
    /// One that speaks nowhere else here.
    Alone,
    /// One that several accounts have.
    Shared(Voice),
}

/// What an assertion says beside its value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
struct Meaning<'a> {
    stance: Stance,
    proof: Option<&'a str>,
    includes: &'a [Arc<str>],
    excludes: &'a [Arc<str>],
    /// Whether it is meant to put others right, or said by who claims it for itself.
    weighty: bool,
    /// The part of a place of which it is, as written.
    part: Option<&'a str>,
    /// What else its claim says of the person.
    person: Option<Person<'a>>,
    /// The document, and the one that it corrects, where some document corrects another.
    corrects: Option<(&'a str, Option<&'a str>)>,
}

impl<'a> Meaning<'a> {
    fn of(s: &Statement<'a>, weighty: bool, corrects: bool) -> Self {
        let document = &s.claim.document;
        let corrects = corrects.then(|| (&*document.id, document.corrects.as_deref()));
        let Some(assertion) = s.assertion else {
            return Self {
                corrects,
                ..Self::default()
            };
        };
        let details = assertion.details();
        Self {
            stance: assertion.stance,
            proof: proof::named(s),
            includes: &details.includes,
            excludes: &details.excludes,
            weighty,
            corrects,
            ..Self::default()
        }
    }
}

/// Which outlets and voices have several accounts among some claims: for these, verdicts may hang on
/// who writes.
pub(super) struct Writers<'a> {
    outlets: HashMap<&'a str, u32>,
    /// The last claim that has each, and how many have it.
    voices: HashMap<Voice, (u32, u32)>,
    corrects: bool,
}

impl<'a> Writers<'a> {
    pub(super) fn of(said: &[&Statement<'a>]) -> Self {
        let mut writers = Self {
            outlets: HashMap::new(),
            voices: HashMap::new(),
            corrects: false,
        };
        let mut last = None;
        for s in said {
            let claim = s.side.claim;
            if last.replace(claim) != Some(claim) {
                *writers.outlets.entry(&s.claim.outlet).or_default() += 1;
                writers.corrects |= s.claim.document.corrects.is_some();
            }
            for voice in s.voices.all() {
                let (last, accounts) = writers.voices.entry(voice).or_insert((u32::MAX, 0));
                *accounts += u32::from(std::mem::replace(last, claim) != claim);
            }
        }
        writers
    }

    fn has_several(&self, outlet: &str) -> bool {
        self.outlets
            .get(outlet)
            .is_some_and(|accounts| *accounts > 1)
    }

    fn voices(&self, s: &Statement) -> [Heard; 4] {
        s.voices.slots().map(|slot| match slot {
            None => Heard::Nobody,
            Some(voice) => match self.voices.get(&voice) {
                Some((_, 2..)) => Heard::Shared(voice),
                _ => Heard::Alone,
            },
        })
    }
}

impl<'a> Judged<'a> {
    /// Of a statement; `dated` where the order of publication matters whatever the type.
    pub(super) fn of(
        ctx: &Context<'a>,
        s: &Statement<'a>,
        writers: &Writers<'a>,
        dated: bool,
    ) -> Self {
        let claim = s.claim;
        let attribute = ctx.codebook.attribute(s.attribute);
        let is_count = count::quantity(s).is_some();
        let timed = matches!(
            attribute.value_type,
            ValueType::Term | ValueType::Control | ValueType::Role
        );
        let ordered = is_count && attribute.change != Change::Fixed;
        let published = claim.document.published.as_ref();
        let named = || s.names.and_then(|n| n.of);
        Self {
            told: told(ctx, s),
            of: s.of,
            raw_of: s.assertion.and_then(|_| named()),
            category: s.category,
            members: s.members,
            stands_for: s.stands_for,
            unclear: s.unclear,
            only: if is_count { s.only } else { [Only::Nobody; 2] },
            counts: s.assertion.map_or(0, |a| a.counts as u8),
            over: s.assertion.and_then(|a| a.over.as_ref()).map(|w| w.span),
            as_of: s.assertion.and_then(|a| a.as_of.as_ref()).map(|w| w.span),
            holds: timed.then(|| (s.holds_on(), s.throughout(), s.of_the_event())),
            named: match count::quantity(s) {
                Some(q) if q.others => count::named(ctx, s),
                _ => 0,
            },
            allies: (attribute.value_type == ValueType::Outcome).then(|| allies(ctx, s)),
            writer: writers
                .has_several(&claim.outlet)
                .then(|| (&*claim.outlet, &*claim.document.id)),
            published: if dated || ordered || attribute.value_type == ValueType::Term {
                Dated::At(published.map(|p| (p.span, p.minute)))
            } else {
                Dated::NoMatter
            },
            voices: writers.voices(s),
            spoken: s.spoken,
            meaning: Meaning {
                part: s
                    .assertion
                    .and_then(|a| a.of.as_deref())
                    .filter(|_| control::is_part(s)),
                person: term::person(ctx, s),
                ..Meaning::of(s, is_weighty(ctx, s), writers.corrects)
            },
            extent: place::extent(ctx, s).filter(|_| is_count),
            sides: is_count && claim.event.actors.len() > 1,
            became: count::became(ctx, s),
        }
    }

    /// The same without who writes and when.
    pub(super) fn undated(mut self) -> Self {
        self.writer = None;
        self.published = Dated::NoMatter;
        self.voices = [Heard::Nobody; 4];
        self.spoken = Spoken::default();
        self.became = Vec::new();
        self
    }
}

/// A number that the values of two statements of one attribute share where they are equal, whatever
/// words they were read from. It tells values apart, and orders nothing.
pub fn value_key(ctx: &Context, s: &Statement) -> u64 {
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    told(ctx, s).hash(&mut hash);
    hash.finish()
}

/// Whether a count is meant to put others right, or a holder is named by itself.
fn is_weighty(ctx: &Context, s: &Statement) -> bool {
    match ctx.codebook.attribute(s.attribute).value_type {
        ValueType::Control => control::claims_for_itself(ctx, s),
        ValueType::Count => proof::is_recounter(s),
        _ => false,
    }
}

fn allies<'a>(ctx: &Context<'a>, s: &Statement<'a>) -> (&'a [EntityId], Vec<Option<&'a str>>) {
    let roles = s.claim.event.actors.iter().map(|a| a.role.as_deref());
    let names = &ctx.names.claims[s.side.claim as usize];
    (&names.actors, roles.collect())
}

fn told<'a>(ctx: &Context<'a>, s: &Statement<'a>) -> Told<'a> {
    let Some(assertion) = s.assertion else {
        return header(ctx, s);
    };
    let named = s.names.and_then(|n| n.value);
    match &assertion.value {
        Value::Count(q) => Told::Count(bounds(q), q.others),
        Value::Measure(measure) => Told::Measure(measure),
        Value::Time(when) => Told::Time(when.span),
        Value::Term(term) => Told::Term(*term),
        Value::Name(name) => Told::Name(named, name),
        Value::Control(control) => {
            let (sort, name) = match control {
                Control::Held(name) => (0, &**name),
                Control::Lost(name) => (1, &**name),
                Control::Contested => (2, ""),
            };
            Told::Control(named, sort, name)
        }
        Value::Role(role) => {
            let area = s.names.and_then(|n| n.places.first().copied());
            Told::Role(named, area, role)
        }
        Value::Place(place) => place_told(place, s.names.map_or(&[][..], |n| &n.places)),
        Value::Text(_) => Told::Text(crate::text::key(&assertion.written)),
    }
}

fn header<'a>(ctx: &Context<'a>, s: &Statement<'a>) -> Told<'a> {
    let event = &s.claim.event;
    let names = &ctx.names.claims[s.side.claim as usize];
    match (s.side.slot, &event.when, &event.place, event.kind) {
        (Slot::When, Some(when), ..) => Told::Time(when.span),
        (Slot::Place, _, Some(place), _) => place_told(place, &names.place),
        (Slot::Kind, .., Some(kind)) => Told::Kind(kind),
        _ => {
            let actors = event.actors.iter().zip(&names.actors);
            let mut sides: Vec<_> = actors
                .map(|(a, &id)| (&*a.name, a.role.as_deref(), id))
                .collect();
            sides.sort_unstable();
            Told::Sides(sides)
        }
    }
}

fn place_told<'a>(place: &'a crate::claim::Place, names: &'a [EntityId]) -> Told<'a> {
    let bits =
        |at: fn(&crate::claim::Position) -> f64| place.position.as_ref().map(|p| at(p).to_bits());
    let written = place.names.iter().map(|name| &**name).collect();
    Told::Place(names, written, [bits(|p| p.lat), bits(|p| p.lon)])
}

fn bounds(q: &Quantity) -> [Option<u64>; 3] {
    [Some(q.low), q.best, q.high]
}

/// What rows are told apart by, beside how they stand to others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Printed<'a> {
    pub(super) told: Told<'a>,
    pub(super) thing: Thing,
    as_of: Option<DaySpan>,
    pub(super) party: Option<EntityId>,
    pub(super) foreign: Option<Foreign>,
    /// Whom it is of, where rows of one topic are of several.
    of: Option<EntityId>,
    meaning: Meaning<'a>,
}

impl<'a> Printed<'a> {
    pub(super) fn of(ctx: &Context<'a>, s: &Statement<'a>, foreign: Option<Foreign>) -> Self {
        Self {
            told: told(ctx, s),
            thing: thing(s),
            as_of: s.assertion.and_then(|a| a.as_of.as_ref()).map(|w| w.span),
            party: party(ctx, s),
            foreign,
            of: s.of,
            meaning: Meaning::of(s, false, false),
        }
    }
}
