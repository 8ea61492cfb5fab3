//! The observations of all events, object by object: what twins say is left out.

use std::ops::Range;

use super::Twins;
use super::known::Known;
use super::observation::{self, ObjectKey, OutletObservation};
use crate::claim::{Counts, Stance};
use crate::compare::{Context, Speakers};
use crate::link::Linkage;

/// Of more observations than this of one object, one in so many is weighed to judge outlets: the time
/// would grow with their square.
const MOST_WEIGHED: usize = 512;

/// All observations, those of one object together.
#[derive(Debug, Default)]
pub(super) struct Objects {
    /// Those of one object stand together, in the order of publication.
    all: Vec<OutletObservation>,
    /// Where each object begins; one more entry than there are objects.
    starts: Vec<u32>,
    /// Whether what an object counts may rise.
    rises: Vec<bool>,
    /// Objects of which the truth is known, with their event and what they are.
    pub(super) known: Vec<(usize, (u32, ObjectKey))>,
    /// Of every event its claims, and its first object.
    events: Vec<(Vec<u32>, u32)>,
}

impl Objects {
    pub(super) fn new(
        ctx: &Context,
        linkage: &Linkage,
        speakers: &Speakers,
        twins: &Twins,
        known: &Known,
    ) -> Self {
        let mut objects = Self::default();
        let mut said: Vec<(ObjectKey, bool, OutletObservation)> = Vec::new();
        for (number, event) in (0..).zip(&linkage.events) {
            let own = event.claims.iter().copied();
            let own: Vec<u32> = own.filter(|&c| twins.of(c).is_none()).collect();
            said.clear();
            let sides = own.iter().flat_map(|&claim| observation::sides(ctx, claim));
            said.extend(sides.filter_map(|side| {
                let statement = speakers.statement(ctx, side);
                if statement
                    .assertion
                    .is_some_and(|a| a.stance != Stance::Asserts)
                {
                    return None;
                }
                let said = OutletObservation::new(ctx, &linkage.features, &statement)?;
                let counts = statement.assertion.map_or(Counts::Event, |a| a.counts);
                let rises = observation::rises(ctx, statement.attribute, counts);
                Some((ObjectKey::new(ctx, &statement), rises, said))
            }));
            // What one claim says of one object stays in the order in which it says it.
            said.sort_by(|x, y| (&x.0, x.2.at, x.2.claim).cmp(&(&y.0, y.2.at, y.2.claim)));
            objects.events.push((own, objects.starts.len() as u32));
            for of_one in said.chunk_by(|x, y| x.0 == y.0) {
                let (key, rises, _) = of_one[0];
                if known.get(number, key).is_some() {
                    objects.known.push((objects.rises.len(), (number, key)));
                }
                objects.starts.push(objects.all.len() as u32);
                objects.rises.push(rises);
                let weighed = of_one.iter().step_by(of_one.len().div_ceil(MOST_WEIGHED));
                objects.all.extend(weighed.map(|s| s.2));
            }
        }
        objects
            .events
            .push((Vec::new(), objects.starts.len() as u32));
        objects.starts.push(objects.all.len() as u32);
        objects
    }

    /// Everything that is said.
    pub(super) fn all(&self) -> &[OutletObservation] {
        &self.all
    }

    /// The observations of every object, and whether it may rise.
    pub(super) fn each(&self) -> impl Iterator<Item = (&[OutletObservation], bool)> {
        (0..self.rises.len()).map(|object| (self.of(object), self.rises[object]))
    }

    /// The observations of an object.
    pub(super) fn of(&self, object: usize) -> &[OutletObservation] {
        &self.all[self.starts[object] as usize..self.starts[object + 1] as usize]
    }

    /// The claims of every event, and its objects.
    pub(super) fn events(&self) -> impl Iterator<Item = (&[u32], Range<usize>)> {
        self.events.windows(2).map(|pair| {
            let objects = pair[0].1 as usize..pair[1].1 as usize;
            (pair[0].0.as_slice(), objects)
        })
    }
}
