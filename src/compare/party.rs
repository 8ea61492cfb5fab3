//! Whose own claim a statement is, where a party to the event makes it.

use super::statement::{Context, Statement};
use crate::codebook::{SubjectType, ValueType};
use crate::names::EntityId;

/// The party to the event whose own claim a statement is, if it is one: it is attributed to one
/// of those who took part or to its organ, or published by one.
pub fn party(ctx: &Context, statement: &Statement) -> Option<EntityId> {
    let value_type = ctx.codebook.attribute(statement.attribute).value_type;
    if !matches!(
        value_type,
        ValueType::Count | ValueType::Outcome | ValueType::Name
    ) {
        return None;
    }
    let names = &ctx.names.claims[statement.side.claim as usize];
    let own = statement.names.map_or(&[][..], |n| &n.said_by);
    let sources = if own.is_empty() {
        &names.said_by[..]
    } else {
        own
    };
    let publisher = ctx.names.outlets.get(&statement.claim.outlet).copied();
    let publisher = publisher.or_else(|| ctx.names.party_of(&statement.claim.outlet));
    sources.iter().copied().chain(publisher).find_map(|source| {
        let body = speaks_for(ctx, source);
        let is_side = names.actors.contains(&body) || statement.of == Some(body);
        let entity = ctx.names.entity(body);
        (is_side
            && entity.kind == SubjectType::Group
            && !entity.unknown
            && entity.category.is_none())
        .then_some(body)
    })
}

/// The body that a source speaks for: as an organ, as declared, or itself.
pub(super) fn speaks_for(ctx: &Context, source: EntityId) -> EntityId {
    let declared = || ctx.names.party_of(ctx.name(source));
    let body = ctx.names.organ_of(source).or_else(declared);
    body.unwrap_or(source)
}
