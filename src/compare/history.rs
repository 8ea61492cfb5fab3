//! Persons, groups and places across events: what one event alone does not show.

use std::collections::BTreeMap;

use itertools::Itertools;
use rayon::prelude::*;

use super::death::killed_twice;
use super::event::{accounts_of, is_state, topics};
use super::rows::{Account, Arena, Beside};
use super::statement::{Context, Side, Statement};
use super::topic::{DoubtNumber, Foreign, Home, Made};
use super::{Reason, Repeats, Speakers, Stand, lineage, order, role, term, verdict};
use crate::claim::AttributeId;
use crate::codebook::{ValueType, Verdict};
use crate::link::Linkage;
use crate::names::EntityId;

/// With more statements of one attribute than this, a subject's are compared with their neighbours in time only.
pub const MOST_COMPARED: usize = 60;

/// The history of a person, group or place: its statements by the time they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Who or what.
    pub entity: EntityId,
    /// Statements of the attributes that have a timeline, by the time they hold.
    pub timeline: Vec<Side>,
}

/// What was found across events.
pub(super) struct Across {
    pub(super) topics: Vec<Made>,
    /// All histories of two statements or more.
    pub(super) subjects: Vec<Subject>,
    /// Those too long to compare all their pairs.
    pub(super) long: Vec<EntityId>,
    /// What only repeats a speaker's earlier word.
    pub(super) repeats: Repeats,
}

/// The topics of all histories, and the histories of two statements or more.
pub(super) fn all(ctx: &Context, linkage: &Linkage, speakers: &Speakers) -> Across {
    let mut said = by_entity(ctx);
    let mut repeats = Repeats::default();
    for statements in said.values_mut() {
        speakers.settle(ctx, statements);
        repeats.note(&settled(ctx, statements));
    }
    let doubts = doubts(ctx, &said);
    let histories: Vec<(&EntityId, &Vec<Statement>)> = said.iter().collect();
    let of_one = |(entity, said): &(&EntityId, &Vec<Statement<'_>>)| {
        let doubts = doubts.get(entity).map_or(&[][..], Vec::as_slice);
        history(ctx, linkage, **entity, said, doubts)
    };
    let mut topics: Vec<Made> = histories.par_iter().flat_map_iter(of_one).collect();
    let (offices, bodies) = offices(ctx, linkage);
    topics.extend(offices);
    let mut long: Vec<EntityId> = said.iter().filter(|s| is_long(s.1)).map(|s| *s.0).collect();
    long.extend(bodies);
    long.sort_unstable();
    long.dedup();
    let told = said
        .into_iter()
        .filter(|(_, statements)| statements.len() > 1);
    let subject = |(entity, statements): (EntityId, Vec<Statement>)| Subject {
        entity,
        timeline: statements.iter().map(|s| s.side).collect(),
    };
    Across {
        topics,
        subjects: told.map(subject).collect(),
        long,
        repeats,
    }
}

/// Notes when what each statement repeats was said, attribute by attribute.
fn settled<'a>(ctx: &Context<'a>, said: &mut [Statement<'a>]) -> Vec<Statement<'a>> {
    let mut order: Vec<usize> = (0..said.len()).collect();
    order.sort_by_key(|&n| said[n].attribute);
    let mut sorted: Vec<Statement> = order.iter().map(|&n| said[n]).collect();
    for of_one in sorted.chunk_by_mut(|p, q| p.attribute == q.attribute) {
        lineage::settle(ctx, of_one);
    }
    for (&n, s) in order.iter().zip(&sorted) {
        said[n] = *s;
    }
    sorted
}

type Said<'a> = BTreeMap<EntityId, Vec<Statement<'a>>>;

/// The statements that have a timeline, by what they are of, in the order of the days they hold.
fn by_entity<'a>(ctx: &Context<'a>) -> Said<'a> {
    let mut said: Said = BTreeMap::new();
    for statement in with_timeline(ctx) {
        if let Some(of) = statement.of.filter(|&id| !ctx.is_nobody(id)) {
            said.entry(of).or_default().push(statement);
        }
    }
    for statements in said.values_mut() {
        statements.sort_by_key(in_time);
    }
    said
}

fn with_timeline<'a>(ctx: &Context<'a>) -> impl Iterator<Item = Statement<'a>> {
    let ctx = *ctx;
    let timeline = move |attribute| ctx.codebook.attribute(attribute).timeline;
    let claims = 0..ctx.claims.len() as u32;
    let of_claim = move |claim: u32| {
        let assertions = &ctx.claims[claim as usize].assertions;
        let any = assertions.iter().any(|a| timeline(a.attribute));
        any.then(|| ctx.asserted(claim)).into_iter().flatten()
    };
    claims
        .flat_map(of_claim)
        .filter(move |s| timeline(s.attribute))
}

/// By the days that statements hold, then by claim.
fn in_time(s: &Statement) -> (Option<(i32, i32)>, Side) {
    (s.holds_on().map(|d| (d.last, d.first)), s.side)
}

/// The topics of one subject, attribute by attribute.
fn history<'a>(
    ctx: &Context<'a>,
    linkage: &Linkage,
    entity: EntityId,
    said: &[Statement<'a>],
    doubts: &[Doubted<'a>],
) -> Vec<Made> {
    let long = is_long(said);
    let mut made = Vec::new();
    for of_one in by_attribute(said).into_values() {
        let attribute = of_one[0].attribute;
        let value_type = ctx.codebook.attribute(attribute).value_type;
        let beside = beside(ctx, linkage, said, &of_one, doubts, long);
        let compare =
            |x: &Account<'_, 'a>, y: &Account<'_, 'a>, add: &mut dyn FnMut(usize, usize, Stand)| {
                if is_state(value_type) {
                    accounts_of(ctx, value_type, x.said, y.said, add);
                    if x.mark != y.mark {
                        killed_twice(ctx, x.said, y.said, add);
                    }
                } else if x.mark != y.mark {
                    // Within an event they are compared there.
                    each_two(ctx, x.said, y.said, add);
                }
            };
        let rows = if long {
            let (mut arena, pairs) = neighbours(linkage, &of_one);
            (arena.beside, arena.edges) = beside;
            arena.rows_of_pairs(ctx, pairs.into_iter(), &compare)
        } else {
            let mut sorted = of_one.clone();
            sorted.sort_by_key(|s| s.side);
            let mut arena = accounts(ctx, linkage, &sorted);
            (arena.beside, arena.edges) = beside;
            arena.rows(ctx, false, &compare)
        };
        let topics = topics(Home::Subject(entity), attribute, rows, true);
        let own = is_state(value_type);
        made.extend(topics.into_iter().filter(|t| own || !t.between.is_empty()));
    }
    made
}

fn each_two(
    ctx: &Context,
    xs: &[Statement],
    ys: &[Statement],
    add: &mut dyn FnMut(usize, usize, Stand),
) {
    for (i, j) in (0..xs.len()).cartesian_product(0..ys.len()) {
        let stand = verdict(ctx, &xs[i], &ys[j]);
        if let Some(stand) = stand.filter(|s| s.0 != Verdict::Agreement) {
            add(i, j, stand);
        }
    }
}

/// What the claims of a history say of it, claim by claim; `said` is sorted by claim.
fn accounts<'s, 'a>(ctx: &Context, linkage: &Linkage, said: &'s [Statement<'a>]) -> Arena<'s, 'a> {
    let state = is_state(ctx.codebook.attribute(said[0].attribute).value_type);
    let of_claim = |said: &'s [Statement<'a>]| Account {
        // States of one event are compared as those of two are, but for deaths.
        mark: if state && !said.iter().any(|s| term::is_killing(ctx, s)) {
            u32::MAX
        } else {
            event_of(linkage, &said[0])
        },
        ..Account::of(said)
    };
    let claims = said.chunk_by(|p, q| p.side.claim == q.side.claim);
    Arena {
        accounts: claims.map(of_claim).collect(),
        ..Arena::default()
    }
}

/// Statements in the order of time, each alone, and which of them are compared: those of one event,
/// and those that follow each other.
fn neighbours<'s, 'a>(
    linkage: &Linkage,
    said: &'s [Statement<'a>],
) -> (Arena<'s, 'a>, Vec<(usize, usize)>) {
    let of = |s: &'s Statement<'a>| Account {
        mark: event_of(linkage, s),
        ..Account::of(std::slice::from_ref(s))
    };
    let accounts: Vec<Account> = said.iter().map(of).collect();
    let follow = (1..accounts.len()).map(|n| (n - 1, n));
    let mut pairs: Vec<(usize, usize)> = follow
        .filter(|&(x, y)| accounts[x].mark != accounts[y].mark)
        .collect();
    let mut of_events: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, account) in accounts.iter().enumerate() {
        of_events.entry(account.mark).or_default().push(place);
    }
    for of_event in of_events.values() {
        let two = of_event.iter().array_combinations().map(|[&x, &y]| (x, y));
        pairs.extend(two.filter(|&(x, y)| accounts[x].claim != accounts[y].claim));
    }
    let arena = Arena {
        accounts,
        ..Arena::default()
    };
    (arena, pairs)
}

fn is_long(said: &[Statement]) -> bool {
    said.len() > MOST_COMPARED
        && (said.len() > 2 * MOST_COMPARED
            || by_attribute(said).values().any(|s| s.len() > MOST_COMPARED))
}

fn by_attribute<'a>(said: &[Statement<'a>]) -> BTreeMap<AttributeId, Vec<Statement<'a>>> {
    let mut by_attribute: BTreeMap<_, Vec<Statement>> = BTreeMap::new();
    for statement in said {
        by_attribute
            .entry(statement.attribute)
            .or_default()
            .push(*statement);
    }
    by_attribute
}

fn event_of(linkage: &Linkage, x: &Statement) -> u32 {
    linkage.event_of[x.side.claim as usize]
}

type SetBeside<'a> = (Vec<Beside<'a>>, Vec<(Side, u32, Stand)>);

/// What is set beside the statements of one attribute of a subject: offices held after its death,
/// and what is said of names that may be its own.
fn beside<'a>(
    ctx: &Context<'a>,
    linkage: &Linkage,
    said: &[Statement<'a>],
    own: &[Statement<'a>],
    doubts: &[Doubted<'a>],
    long: bool,
) -> SetBeside<'a> {
    let (mut beside, mut edges) = (Vec::new(), Vec::new());
    let offices = said.iter().filter(|s| !long && is_office(ctx, s));
    for office in offices {
        let apart = |s: &&Statement| event_of(linkage, s) != event_of(linkage, office);
        let after = own
            .iter()
            .filter(apart)
            .filter(|s| held_after_death(ctx, said, s, office));
        let stand = (Verdict::Contradiction, Reason::OfficeAfterDeath);
        let before = edges.len();
        edges.extend(after.map(|dead| (dead.side, beside.len() as u32, stand)));
        if edges.len() > before {
            beside.push(Beside {
                said: *office,
                foreign: Foreign::Attribute(office.attribute),
            });
        }
    }
    for doubted in doubts {
        let ties = own
            .iter()
            .filter_map(|s| Some((s.side, in_doubt(ctx, s, &doubted.said)?)));
        let before = edges.len();
        edges.extend(ties.map(|(side, stand)| (side, beside.len() as u32, stand)));
        if edges.len() > before {
            beside.push(Beside {
                said: doubted.said,
                foreign: Foreign::Name(doubted.doubt),
            });
        }
    }
    edges.sort_unstable();
    (beside, edges)
}

fn is_office(ctx: &Context, s: &Statement) -> bool {
    ctx.codebook.attribute(s.attribute).value_type == ValueType::Role
}

/// Whether an office is said to be held after a death, of which the same two accounts do not say
/// outright that it was none.
fn held_after_death(
    ctx: &Context,
    said: &[Statement],
    dead: &Statement,
    office: &Statement,
) -> bool {
    let is_death = term::term(dead).is_some_and(|t| ctx.codebook.term(dead.attribute, t).is_final);
    let times = dead.holds_on().zip(office.holds_on());
    let after = is_death && times.is_some_and(|(d, o)| d.last < o.first);
    if !after
        || order::own_revision(dead.claim, office.claim)
        || term::are_namesakes(ctx, dead, office)
    {
        return false;
    }
    let of = |claim: u32| said.iter().filter(move |s| s.side.claim == claim);
    let denied = |(x, y): (&Statement, &Statement)| {
        x.attribute == y.attribute
            && verdict(ctx, x, y).is_some_and(|(_, reason)| reason == Reason::AliveAfterDeath)
    };
    let pairs = of(dead.side.claim).cartesian_product(of(office.side.claim).collect_vec());
    !pairs.into_iter().any(denied)
}

/// A statement of a name that may be a subject's.
struct Doubted<'a> {
    doubt: DoubtNumber,
    said: Statement<'a>,
}

/// What is said of names that may be those of subjects, by subject.
fn doubts<'a>(ctx: &Context, said: &Said<'a>) -> BTreeMap<EntityId, Vec<Doubted<'a>>> {
    let mut doubted: BTreeMap<EntityId, Vec<Doubted>> = BTreeMap::new();
    for (doubt, number) in ctx.names.doubts.iter().zip(0..) {
        let (Some(xs), Some(ys)) = (said.get(&doubt.a), said.get(&doubt.b)) else {
            continue;
        };
        if xs.len() + ys.len() <= MOST_COMPARED {
            let doubt_number = DoubtNumber(number);
            let of = ys.iter().map(|said| Doubted {
                doubt: doubt_number,
                said: *said,
            });
            doubted.entry(doubt.a).or_default().extend(of);
        }
    }
    doubted
}

/// What would follow if two names that may be one were one. Nothing that hangs on a doubt is a
/// contradiction: both can be true, of two things.
fn in_doubt(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
    let apart =
        is_office(ctx, x) || x.attribute != y.attribute || order::same_document(x.claim, y.claim);
    let (found, reason) = (!apart).then(|| verdict(ctx, x, y)).flatten()?;
    (found != Verdict::Agreement).then(|| (found.in_doubt(), reason))
}

/// One office, several holders: a topic for every body that has one, and bodies of which so many
/// hold one office that each is compared with the next only.
fn offices(ctx: &Context, linkage: &Linkage) -> (Vec<Made>, Vec<EntityId>) {
    let mut held: BTreeMap<EntityId, Vec<(String, Statement)>> = BTreeMap::new();
    for statement in with_timeline(ctx) {
        if let Some((title, body)) = role::office(ctx, &statement) {
            held.entry(body).or_default().push((title, statement));
        }
    }
    let held = held.into_iter().filter(|(_, held)| {
        let first = held[0].1.of;
        held.iter().any(|(_, s)| s.of != first)
    });
    let (mut made, mut long) = (Vec::new(), Vec::new());
    for (body, held) in held {
        let (topics, is_long) = office(ctx, linkage, body, &held);
        made.extend(topics);
        long.extend(is_long.then_some(body));
    }
    (made, long)
}

fn office<'a>(
    ctx: &Context<'a>,
    linkage: &Linkage,
    body: EntityId,
    held: &[(String, Statement<'a>)],
) -> (Vec<Made>, bool) {
    let nobody = |s: &Statement| s.of.is_none_or(|id| ctx.is_nobody(id));
    let known = held
        .iter()
        .filter(|(_, s)| !nobody(s))
        .map(|(title, _)| title);
    let is_long = known.counts().values().any(|&count| count > MOST_COMPARED);
    let mut said: Vec<Statement> = held.iter().map(|(_, s)| *s).collect();
    said.sort_by_key(in_time);
    let compare =
        |x: &Account<'_, 'a>, y: &Account<'_, 'a>, add: &mut dyn FnMut(usize, usize, Stand)| {
            for (i, j) in (0..x.said.len()).cartesian_product(0..y.said.len()) {
                let (p, q) = (&x.said[i], &y.said[j]);
                let across = event_of(linkage, p) != event_of(linkage, q);
                let told_of = !(across && (nobody(p) || nobody(q)));
                let stand = (p.of != q.of && told_of)
                    .then(|| verdict(ctx, p, q))
                    .flatten();
                if let Some(stand) = stand.filter(|s| s.0 != Verdict::Agreement) {
                    add(i, j, stand);
                }
            }
        };
    let rows = if is_long {
        let (arena, pairs) = neighbours(linkage, &said);
        arena.rows_of_pairs(ctx, pairs.into_iter(), &compare)
    } else {
        let mut sorted = said.clone();
        sorted.sort_by_key(|s| s.side);
        let mut arena = accounts(ctx, linkage, &sorted);
        if said.iter().any(nobody) {
            for account in &mut arena.accounts {
                account.mark = event_of(linkage, &account.said[0]);
            }
        }
        arena.rows(ctx, false, &compare)
    };
    let made = topics(Home::Office(body), said[0].attribute, rows, true);
    let differ = made.into_iter().filter(|topic| !topic.between.is_empty());
    (differ.collect(), is_long)
}
