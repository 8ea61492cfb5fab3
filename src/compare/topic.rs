//! The unit of comparison: what accounts say of one attribute of one thing.
//!
//! A topic has its distinct values in rows, each with the statements that give it, and says how each
//! two rows stand, once, however many accounts give them. All topics lie flat in four lists, since
//! there are millions of them.

use super::statement::{Context, Side, Statement};
use super::{Reason, Stand};
use crate::claim::{AttributeId, Counts, DaySpan};
use crate::codebook::{Severity, Verdict};
use crate::names::EntityId;

/// Where the accounts of a topic meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Home {
    /// In one event, by number.
    Event(u32),
    /// In the history of a person, group or place.
    Subject(EntityId),
    /// In the history of the offices of a body that one person holds at a time.
    Office(EntityId),
}

/// What a topic is of, beside its attribute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thing {
    /// The group, person, place or thing; `None`: the event as a whole.
    pub of: Option<EntityId>,
    /// The category of people counted.
    pub category: Option<EntityId>,
    /// What sort of count it is.
    pub counts: Counts,
    /// The period that a count covers, where that is not the event's own time.
    pub over: Option<DaySpan>,
}

impl Thing {
    /// Whether it is the event's own total, of everybody.
    pub fn is_total(self) -> bool {
        self == Self::default()
    }
}

/// A doubt of the name stage, by its place among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DoubtNumber(pub u32);

/// Why a row is not of the topic itself, but set beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Foreign {
    /// It is of another thing: a part beside its total, another side.
    Thing,
    /// It is of another event: the number of the relation.
    Event(u32),
    /// It is of another attribute: an office held after a death.
    Attribute(AttributeId),
    /// It is of another name, that may be the topic's.
    Name(DoubtNumber),
}

/// A topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Topic {
    /// Where its accounts meet.
    pub home: Home,
    /// What they speak of.
    pub attribute: AttributeId,
    /// What it is of.
    pub thing: Thing,
    /// Whether so many accounts speak of it that who writes and when was left out of account: of two
    /// values the gravest of the pairs compared counts.
    pub coarse: bool,
    rows: u32,
    between: u32,
}

/// One distinct value of a topic, and who gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Set for a row that is not of the topic itself.
    pub foreign: Option<Foreign>,
    /// The party to the event whose own claim it is.
    pub party: Option<EntityId>,
    sides: u32,
}

/// How two rows of a topic stand, by their places in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Between {
    /// The one row.
    pub a: u32,
    /// The other, further down.
    pub b: u32,
    /// How they stand.
    pub verdict: Verdict,
    /// The rule that decided it.
    pub reason: Reason,
}

/// Two statements that are not in agreement: one pair of what two rows hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// What they are about.
    pub attribute: AttributeId,
    /// The statement of the lesser claim.
    pub a: Side,
    /// The other.
    pub b: Side,
    /// How they stand.
    pub verdict: Verdict,
    /// The rule that decided it.
    pub reason: Reason,
    /// The doubt that it hangs on.
    pub doubt: Option<DoubtNumber>,
}

impl Difference {
    /// How grave it is: as the codebook says; an office held after death is as grave as a death denied.
    pub fn severity(&self, ctx: &Context) -> Severity {
        let of = |attribute| ctx.codebook.attribute(attribute).severity;
        if self.reason == Reason::OfficeAfterDeath {
            let side = |side| of(ctx.statement(side).attribute);
            side(self.a).max(side(self.b))
        } else {
            of(self.attribute)
        }
    }
}

/// All topics of a claims set.
#[derive(Debug, Clone, Default)]
pub struct Topics {
    all: Vec<Topic>,
    rows: Vec<Row>,
    sides: Vec<Side>,
    between: Vec<Between>,
}

/// A topic in the making.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) home: Home,
    pub(super) attribute: AttributeId,
    pub(super) thing: Thing,
    pub(super) rows: Vec<MadeRow>,
    pub(super) between: Vec<(u32, u32, Stand)>,
    pub(super) coarse: bool,
}

/// A row in the making; its sides are sorted.
#[derive(Debug, Clone)]
pub(super) struct MadeRow {
    pub(super) foreign: Option<Foreign>,
    pub(super) party: Option<EntityId>,
    pub(super) sides: Vec<Side>,
}

impl Topics {
    pub(super) fn push(&mut self, made: Made) {
        self.all.push(Topic {
            home: made.home,
            attribute: made.attribute,
            thing: made.thing,
            coarse: made.coarse,
            rows: self.rows.len() as u32,
            between: self.between.len() as u32,
        });
        for row in made.rows {
            self.rows.push(Row {
                foreign: row.foreign,
                party: row.party,
                sides: self.sides.len() as u32,
            });
            self.sides.extend(row.sides);
        }
        let between = made.between.into_iter();
        self.between.extend(between.map(|(a, b, stand)| Between {
            a,
            b,
            verdict: stand.0,
            reason: stand.1,
        }));
    }

    /// How many rows all of them have.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them: those of events first, in their order, by attribute and thing.
    pub fn all(&self) -> &[Topic] {
        &self.all
    }

    /// The rows of a topic: its own first, those that most statements give before others.
    pub fn rows(&self, topic: usize) -> &[Row] {
        let end = self
            .all
            .get(topic + 1)
            .map_or(self.rows.len(), |t| t.rows as usize);
        &self.rows[self.all[topic].rows as usize..end]
    }

    /// How the rows of a topic stand that are not in agreement, the gravest first.
    pub fn between(&self, topic: usize) -> &[Between] {
        let next = self.all.get(topic + 1);
        let end = next.map_or(self.between.len(), |t| t.between as usize);
        &self.between[self.all[topic].between as usize..end]
    }

    /// The statements that give the value of a row, sorted.
    pub fn sides(&self, topic: usize, row: usize) -> &[Side] {
        let at = self.all[topic].rows as usize + row;
        let end = self
            .rows
            .get(at + 1)
            .map_or(self.sides.len(), |r| r.sides as usize);
        &self.sides[self.rows[at].sides as usize..end]
    }

    /// The pairs of statements of different claims behind one entry of `between`.
    pub fn pairs(&self, topic: usize, of: &Between) -> impl Iterator<Item = Difference> + use<'_> {
        let of = *of;
        let ys = self.sides(topic, of.b as usize);
        let xs = self.sides(topic, of.a as usize).iter();
        let pairs = xs.flat_map(move |&x| ys.iter().map(move |&y| (x, y)));
        let two = pairs.filter(|(x, y)| x.claim != y.claim);
        two.map(move |(x, y)| self.pair(topic, &of, x, y))
    }

    /// The first published pair behind one entry of `between`: what a sentence is made of.
    pub fn example(&self, ctx: &Context, topic: usize, of: &Between) -> Option<Difference> {
        let published = |side: &Side| {
            let published = ctx.claims[side.claim as usize].document.published.as_ref();
            (
                published.is_none(),
                published.map(|p| (p.span.last, p.minute)),
                *side,
            )
        };
        let (xs, ys) = (
            self.sides(topic, of.a as usize),
            self.sides(topic, of.b as usize),
        );
        let first = |sides: &[Side], but: Option<u32>| {
            let others = sides.iter().filter(|s| Some(s.claim) != but);
            others.copied().min_by_key(published)
        };
        let x = first(xs, None)?;
        let (x, y) = match first(ys, Some(x.claim)) {
            Some(y) => (x, y),
            // What one account counts by two standards has no other pair.
            None => (first(xs, Some(ys[0].claim)).unwrap_or(x), first(ys, None)?),
        };
        Some(self.pair(topic, of, x, y))
    }

    fn pair(&self, topic: usize, of: &Between, x: Side, y: Side) -> Difference {
        let foreign = self.rows(topic)[of.b as usize].foreign;
        Difference {
            attribute: self.all[topic].attribute,
            a: x.min(y),
            b: x.max(y),
            verdict: of.verdict,
            reason: of.reason,
            doubt: match foreign {
                Some(Foreign::Name(doubt)) => Some(doubt),
                _ => None,
            },
        }
    }

    /// Every pair of statements that are not in agreement, topic by topic.
    pub fn differences(&self) -> impl Iterator<Item = Difference> + use<'_> {
        let all =
            (0..self.len()).flat_map(|topic| self.between(topic).iter().map(move |b| (topic, b)));
        all.flat_map(|(topic, between)| self.pairs(topic, between))
    }
}

/// What a statement is of, as topics have it.
pub(super) fn thing(statement: &Statement) -> Thing {
    let (of, category) = super::count::counted_of(statement, statement.of);
    let assertion = statement.assertion;
    Thing {
        of,
        category,
        counts: assertion.map_or(Counts::default(), |a| super::count::counts(statement, a)),
        over: assertion.and_then(|a| a.over.as_ref()).map(|w| w.span),
    }
}
