//! How two places stand: the event's own, and places given as values.

use itertools::Itertools as _;

use super::Stand;
use super::header::spelling;
use super::reason::Reason;
use super::statement::{Context, Statement};
use crate::claim::{Place, Quantity, Value};
use crate::codebook::Verdict;
use crate::names::{Division, EntityId, Names, region_sort};

/// Two names of places nearer than this may be of one, in kilometres.
const NEAR_KM: f64 = 10.0;
/// Places further apart than this are two, whatever their names, in kilometres.
const FAR_KM: f64 = 150.0;

/// How two places stand.
pub(super) fn stand(ctx: &Context, x: &Statement, y: &Statement) -> Option<Stand> {
    let (x_place, y_place) = (place_of(ctx, x)?, place_of(ctx, y)?);
    let ((p, p_names), (q, q_names)) = (x_place, y_place);
    let (a, b) = (*p_names.first()?, *q_names.first()?);
    if p.names == q.names && a == b {
        return Some(spelling(true));
    }
    let lies_in =
        |inner: &[EntityId], outer| inner.contains(&outer) || ctx.names.contains(outer, inner[0]);
    let is_draft = x.claim.is_draft() || y.claim.is_draft();
    Some(if is_parted(ctx, (x, p), (y, q)) {
        (Verdict::Contradiction, Reason::PlacesApart)
    } else if a == b && is_region(p) == is_region(q) {
        spelling(p.name() == q.name())
    } else if is_town_of_region(ctx, x_place, y_place) || is_town_of_region(ctx, y_place, x_place) {
        (Verdict::Compatible, Reason::PlaceOpen)
    } else if a == b || lies_in(p_names, b) || lies_in(q_names, a) {
        (Verdict::Compatible, Reason::PlaceWithin)
    } else if ctx.names.doubt(a, b).is_some() {
        (Verdict::Compatible, Reason::NameDoubtful)
    } else if distance(ctx, (p, a), (q, b)).is_some_and(|km| km < NEAR_KM) {
        (Verdict::Compatible, Reason::PlaceNear)
    } else if may_meet(ctx, x_place, y_place) || is_draft && !is_far(ctx, x_place, y_place) {
        (Verdict::Compatible, Reason::PlaceOpen)
    } else {
        (Verdict::Contradiction, Reason::PlacesApart)
    })
}

/// Whether two counts of what spread over a region (a flood, an outbreak, a vote) are of a part of it
/// and of more, and the part is not the larger. Of what happened in one spot a wider place only says less.
pub(super) fn is_within(
    ctx: &Context,
    x: &Statement,
    y: &Statement,
    (p, q): (Quantity, Quantity),
) -> bool {
    let (Some(a), Some(b)) = (extent(ctx, x), extent(ctx, y)) else {
        return false;
    };
    let lies_in = |a: &[EntityId], b: &[EntityId]| {
        a[0] != b[0] && (a[1..].contains(&b[0]) || ctx.names.contains(b[0], a[0]))
    };
    let holds = |wide: Quantity, narrow: Quantity| wide.high.is_none_or(|high| narrow.low <= high);
    lies_in(a, b) && holds(q, p) || lies_in(b, a) && holds(p, q)
}

/// The places over which an event spread, where it is of a kind that spreads.
pub(super) fn extent<'a>(ctx: &Context<'a>, s: &Statement) -> Option<&'a [EntityId]> {
    let spreads = ctx.codebook.spreads(s.claim.event.kind?);
    let names = &ctx.names.claims[s.side.claim as usize].place;
    (spreads && !names.is_empty()).then_some(&names[..])
}

/// Whether, for all that two accounts say of where their places lie, the one may be the other, or
/// lie in it: outlets leave out districts, and give a region another name.
fn may_meet(ctx: &Context, (p, a): (&Place, &[EntityId]), (q, b): (&Place, &[EntityId])) -> bool {
    let narrow = |chain: &[EntityId]| !ctx.names.holds_places(chain[0]);
    let far = is_far(ctx, (p, a), (q, b));
    let (x, y) = (Chain::new(ctx, a), Chain::new(ctx, b));
    !(far && narrow(a) && narrow(b)) && (x.may_meet(&y) || may_hold((p, &x), (q, &y)))
}

/// Whether two places are known to lie far apart. What a program found in an article stands side by side: a
/// street, a hospital, a town of somebody's; that no one of these names is among the others' proves nothing.
fn is_far(ctx: &Context, (p, a): (&Place, &[EntityId]), (q, b): (&Place, &[EntityId])) -> bool {
    distance(ctx, (p, a[0]), (q, b[0])).is_some_and(|km| km > FAR_KM)
}

/// Whether the accounts put their places into two states: names alone are no place.
fn is_parted(ctx: &Context, (x, p): (&Statement, &Place), (y, q): (&Statement, &Place)) -> bool {
    let around = |s: &Statement, place: &Place| match s.assertion {
        None => ctx.names.claims[s.side.claim as usize].division,
        Some(_) => Division::around(&place.names),
    };
    around(x, p).zip(around(y, q)).is_some_and(|(x, y)| x != y)
}

/// Whether a place is written as a region: a county, a province.
fn is_region(place: &Place) -> bool {
    place.name().is_some_and(|name| region_sort(name).is_some())
}

/// Whether `p` may be the town that a region around `q` is called by, and not that region.
fn is_town_of_region(
    ctx: &Context,
    (p, p_names): (&Place, &[EntityId]),
    (q, q_names): (&Place, &[EntityId]),
) -> bool {
    let own = ctx.names.place_sound(p_names[0]);
    let holders = q_names.iter().zip(&q.names).skip(1);
    let mut regions = holders.filter(|(_, name)| region_sort(name).is_some());
    !is_region(p) && regions.any(|(&id, _)| ctx.names.place_sound(id) == own)
}

/// Whether one is a county, or the like, and nobody says in which one the other lies.
fn may_hold((p, a): (&Place, &Chain), (q, b): (&Place, &Chain)) -> bool {
    let sort = |place: &Place| region_sort(place.name()?);
    let other = |region: &Place, place: &Place| {
        let mut sorts = place.names.iter().map(|name| region_sort(name));
        sort(region).is_some() && sort(place).is_none() && !sorts.contains(&sort(region))
    };
    a.one_country(b) && (other(p, q) || other(q, p))
}

fn place_of<'a>(ctx: &Context<'a>, x: &Statement<'a>) -> Option<(&'a Place, &'a [EntityId])> {
    match x.assertion {
        None => {
            let names = &ctx.names.claims[x.side.claim as usize].place;
            Some((x.claim.event.place.as_ref()?, names))
        }
        Some(assertion) => match &assertion.value {
            Value::Place(place) => Some((place, &x.names?.places)),
            _ => None,
        },
    }
}

/// How far apart two places are, in kilometres, by the accounts or the gazetteer.
fn distance(ctx: &Context, (p, a): (&Place, EntityId), (q, b): (&Place, EntityId)) -> Option<f64> {
    let at = |place: &Place, id: EntityId| place.position.or(ctx.names.entity(id).position);
    Some(at(p, a)?.distance_km(at(q, b)?))
}

/// The places of one account, from the narrowest to the widest below the country.
struct Chain<'a> {
    names: &'a Names,
    places: &'a [EntityId],
    country: Option<EntityId>,
}

impl<'a> Chain<'a> {
    fn new(ctx: &Context<'a>, chain: &'a [EntityId]) -> Self {
        let names = ctx.names;
        let (country, places) = match chain.split_last() {
            Some((&last, rest)) if names.is_country(last) => (Some(last), rest),
            _ => (None, chain),
        };
        Self {
            names,
            places,
            country,
        }
    }

    /// Whether nothing parts the two.
    fn may_meet(&self, other: &Self) -> bool {
        let unknown = self.says_no_region() && other.says_no_region();
        self.one_country(other) && (unknown || self.may_lie_in(other) || other.may_lie_in(self))
    }

    fn one_country(&self, other: &Self) -> bool {
        self.country.zip(other.country).is_none_or(|(a, b)| a == b)
    }

    fn may_lie_in(&self, other: &Self) -> bool {
        let Some(&outer) = other.places.first() else {
            return true;
        };
        let sound = self.names.place_sound(outer);
        let named = self
            .places
            .iter()
            .any(|&own| self.names.place_sound(own) == sound);
        named || self.says_no_region() && self.names.holds_places(outer)
    }

    /// Whether nothing is said of where in its country the place lies, which is no region itself.
    fn says_no_region(&self) -> bool {
        matches!(self.places, [only] if !self.names.holds_places(*only))
    }
}
