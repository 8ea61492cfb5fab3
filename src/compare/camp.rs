//! Whose people a description means: "soldiers" in a clash between an army and rebels are the
//! army's, and "gunmen" the rebels'.
//!
//! A description stands for the one side of its camp that the claim names; where the claim names
//! none, for the one that the other account names. Where there are two, it stands for neither.

use super::statement::{Context, Statement};
use super::things;
use crate::codebook::{CategorySide, SubjectType, ValueType};
use crate::names::{Entity, EntityId, forces};

/// What is known of every entity before statements are compared.
#[derive(Debug)]
pub(super) struct Camps {
    of: Vec<Camp>,
    /// Groups that some claims call only "the army" and the like.
    bare: Vec<bool>,
    thing: Vec<EntityId>,
}

/// Where an entity belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Camp {
    /// A group of that side.
    Group(CategorySide),
    /// Words for people of that side, naming no group.
    Words(CategorySide),
    /// Neither.
    None,
}

/// The one group of a side that a claim names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(super) enum Only {
    /// It names none.
    #[default]
    Nobody,
    /// This one.
    One(EntityId),
    /// Several.
    Several,
}

impl Only {
    fn add(&mut self, id: EntityId) {
        *self = match *self {
            Self::Nobody => Self::One(id),
            Self::One(known) if known == id => Self::One(id),
            _ => Self::Several,
        };
    }
}

impl Camps {
    /// Looks at every entity once.
    pub(super) fn new(ctx: &Context) -> Self {
        use rayon::prelude::*;
        let of = ctx
            .names
            .entities
            .par_iter()
            .map(|e| camp(ctx, e))
            .collect();
        let bare = ctx.names.entities.par_iter().map(is_called_bare).collect();
        Self {
            of,
            bare,
            thing: things::representatives(ctx.names),
        }
    }

    fn get(&self, id: EntityId) -> Camp {
        self.of.get(id.0 as usize).copied().unwrap_or(Camp::None)
    }

    /// Notes in the statements of one claim whom descriptions stand for.
    pub(super) fn settle(&self, ctx: &Context, said: &mut [Statement]) {
        for statement in &mut *said {
            let thing = |id: EntityId| self.thing.get(id.0 as usize).copied().unwrap_or(id);
            statement.of = statement.of.map(thing);
        }
        let told: Vec<_> = said.iter().map(|s| self.described(ctx, s)).collect();
        let named = self.named(ctx, said);
        let clear: Vec<bool> = (0..said.len())
            .map(|i| is_clear(said, &told, named, i))
            .collect();
        for ((statement, side), clear) in said.iter_mut().zip(told).zip(clear) {
            statement.only = named;
            match side.map(|side| (side, named[side as usize])) {
                Some((_, Only::One(group))) if clear => statement.of = Some(group),
                Some((side, Only::Nobody)) if clear => statement.stands_for = Some(side),
                Some(_) => statement.unclear = true,
                None => {}
            }
        }
    }

    /// The one group of each side among those who took part and those whose dead are counted.
    fn named(&self, ctx: &Context, said: &[Statement]) -> [Only; 2] {
        let mut named = [Only::Nobody; 2];
        let Some(claim) = said.first().map(|s| s.side.claim) else {
            return named;
        };
        let counted = said
            .iter()
            .filter(|s| self.described(ctx, s).is_none() && counts(ctx, s));
        let counted = counted.filter_map(|s| s.of);
        let actors = ctx.names.claims[claim as usize].actors.iter().copied();
        for id in actors.chain(counted) {
            if let Camp::Group(side) = self.get(id) {
                named[side as usize].add(id);
            }
        }
        named
    }

    /// The side whose people a statement describes in words, where it does.
    fn described(&self, ctx: &Context, statement: &Statement) -> Option<CategorySide> {
        if !counts(ctx, statement) {
            return None;
        }
        let id = statement.of.or(statement.category)?;
        match self.get(id) {
            Camp::Words(side) => Some(side),
            Camp::Group(side) if self.is_bare(id, statement) => Some(side),
            _ => None,
        }
    }

    /// Whether a group is told from words alone ("the army", of the state that the claim is set
    /// in), and not by a name.
    fn is_bare(&self, id: EntityId, statement: &Statement) -> bool {
        let written = statement.assertion.and_then(|a| a.of.as_deref());
        self.bare.get(id.0 as usize) == Some(&true) && written.is_some_and(forces::is_bare_force)
    }
}

fn is_called_bare(entity: &Entity) -> bool {
    entity.kind == SubjectType::Group
        && entity.category.is_none()
        && entity
            .surfaces
            .iter()
            .any(|s| forces::is_bare_force(&s.text))
}

/// Whether a description is the claim's only one of its side under its attribute, and the group
/// that it may stand for is not counted beside it.
fn is_clear(
    said: &[Statement],
    told: &[Option<CategorySide>],
    named: [Only; 2],
    at: usize,
) -> bool {
    let Some(side) = told[at] else { return false };
    let group = match named[side as usize] {
        Only::One(group) => Some(group),
        _ => None,
    };
    let others = said
        .iter()
        .zip(told)
        .enumerate()
        .filter(|&(i, (s, _))| i != at && s.attribute == said[at].attribute);
    let mut rivals =
        others.filter(|(_, (s, t))| **t == Some(side) || group.is_some() && s.of == group);
    rivals.next().is_none()
}

fn counts(ctx: &Context, statement: &Statement) -> bool {
    ctx.codebook.attribute(statement.attribute).value_type == ValueType::Count
}

/// Two counts, each of what it is of once the other account is at hand: a description that its own
/// claim leaves open is of the one group of its side that the other claim names.
pub(super) fn of_whom(x: &Statement, y: &Statement) -> (Option<EntityId>, Option<EntityId>, bool) {
    let stands = |s: &Statement, other: &Statement| {
        let side = s.stands_for?;
        match other.only[side as usize] {
            Only::One(group) if other.of == Some(group) => Some(group),
            _ => None,
        }
    };
    let same_words = x.stands_for.is_some() && x.stands_for == y.stands_for;
    (stands(x, y).or(x.of), stands(y, x).or(y.of), same_words)
}

fn camp(ctx: &Context, entity: &Entity) -> Camp {
    if let Some(category) = entity.category {
        let category = ctx.codebook.categories().get(usize::from(category));
        return category
            .and_then(|c| c.side)
            .map_or(Camp::None, Camp::Words);
    }
    if entity.kind != SubjectType::Group || entity.unknown {
        return Camp::None;
    }
    let surfaces = entity.surfaces.iter().map(|s| &*s.text);
    let mut spellings = std::iter::once(&*entity.name).chain(surfaces);
    if entity.entry.is_none() && forces::is_bare_force(&entity.name) {
        Camp::Words(CategorySide::State)
    } else if spellings.any(forces::is_of_a_state) {
        Camp::Group(CategorySide::State)
    } else {
        Camp::Group(CategorySide::ArmedGroup)
    }
}

#[cfg(test)]
mod tests {
    use crate::codebook::{Codebook, Verdict};
    use crate::compare::{Context, compare};
    use crate::link::{Linkage, Weights};
    use crate::{ingest, names};

    /// The verdicts on counts between two accounts of one event that differ.
    fn counts(a: (&str, &str), b: (&str, &str)) -> Vec<Verdict> {
        let claim = |id: &str, (actors, assertions): (&str, &str)| {
            format!(
                "{{\"id\":\"{id}\",\"outlet\":\"{id}\",\"document\":{{\"id\":\"{id}\",\"published\":\"2024-03-10\"}},\
                 \"event\":{{\"where\":[\"Gao\",\"Mali\"],\"actors\":[{actors}]}},\"assertions\":[{assertions}]}}\n"
            )
        };
        let lines = claim("a", a) + &claim("b", b);
        let book = Codebook::builtin();
        let read = ingest::read_lines("x", lines.as_bytes(), &book);
        assert_eq!(read.faults, []);
        let names = names::resolve(&read.claims, &book, &names::Gazetteer::default());
        let weights = Weights::default();
        let linkage = Linkage::given(
            &read.claims,
            &names,
            &book,
            &weights,
            (&[vec![0, 1]], &crate::link::RuledEvents::default()),
        );
        let ctx = Context {
            claims: &read.claims,
            names: &names,
            codebook: &book,
        };
        let found = compare(&ctx, &linkage);
        let header = book.header();
        let other = [header.when, header.place, header.kind, header.actors];
        let of_counts = found
            .topics
            .differences()
            .filter(|f| !other.contains(&f.attribute));
        of_counts.map(|f| f.verdict).collect()
    }

    fn killed(of: &str, value: u32) -> String {
        format!("{{\"attribute\":\"killed\",\"of\":\"{of}\",\"value\":{value}}}")
    }

    const BOTH: &str = "\"Malian army\",\"Northern Front\"";

    #[test]
    fn a_description_is_of_the_one_side_that_its_claim_names() {
        let soldiers = counts(
            (BOTH, &killed("soldiers", 5)),
            (BOTH, &killed("Malian army", 7)),
        );
        assert_eq!(soldiers, [Verdict::Contradiction]);
        let gunmen = counts(
            (BOTH, &killed("gunmen", 5)),
            (BOTH, &killed("Northern Front", 7)),
        );
        assert_eq!(gunmen, [Verdict::Contradiction]);
        let crossed = counts(
            (BOTH, &killed("gunmen", 5)),
            (BOTH, &killed("Malian army", 7)),
        );
        assert_eq!(crossed, [Verdict::Scope]);
    }

    #[test]
    fn a_description_is_of_the_side_that_the_other_account_names() {
        let found = counts(
            ("", &killed("rebels", 5)),
            (BOTH, &killed("Northern Front", 7)),
        );
        assert_eq!(found, [Verdict::Contradiction]);
        let back = counts(
            (BOTH, &killed("Northern Front", 7)),
            ("", &killed("rebels", 5)),
        );
        assert_eq!(back, [Verdict::Contradiction]);
    }

    #[test]
    fn of_two_groups_a_description_means_neither() {
        let two = "\"Northern Front\",\"Southern League\"";
        let found = counts(
            (two, &killed("rebels", 5)),
            (two, &killed("Northern Front", 7)),
        );
        assert_eq!(found, [Verdict::Scope]);
        let twice = [killed("rebels", 5), killed("rebels", 40)].join(",");
        let found = counts((two, &twice), (two, &killed("fighters", 7)));
        assert!(!found.contains(&Verdict::Contradiction), "{found:?}");
    }

    #[test]
    fn one_period_is_compared_with_another_though_another_count_agrees() {
        let total = |as_of: &str| {
            format!(
                "{{\"attribute\":\"killed\",\"value\":9{as_of}}},{}",
                killed("Northern Front", 2)
            )
        };
        let week =
            total(",\"as_of\":\"2024-03-03/2024-03-10\"").replace("\"value\":9", "\"value\":30");
        let found = counts((BOTH, &total("")), (BOTH, &week));
        assert_eq!(found, [Verdict::Scope]);
    }
}
