//! The statements of all events, laid out thing by thing.

use super::Twins;
use super::known::Known;
use super::voice::{self, Key, Voice};
use crate::claim::Counts;
use crate::compare::Context;
use crate::link::Linkage;

/// All voices, those of one thing together.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// All voices; those of one item stand together, in the order of publication.
    pub(super) voices: Vec<Voice>,
    /// Where each item begins; one more entry than there are items.
    pub(super) starts: Vec<u32>,
    /// Whether what an item counts may rise.
    pub(super) rises: Vec<bool>,
    /// Items of which the truth is known, with their event and what they are.
    pub(super) settled: Vec<(usize, (u32, Key))>,
    /// The first item of every event; one more entry than there are events.
    pub(super) events: Vec<u32>,
}

impl Items {
    /// Of all events, without the voices of twins.
    pub(super) fn of(ctx: &Context, linkage: &Linkage, twins: &Twins, known: &Known) -> Self {
        let mut items = Self::default();
        let mut said: Vec<(Key, bool, Voice)> = Vec::new();
        for (number, event) in (0..).zip(&linkage.events) {
            items.events.push(items.starts.len() as u32);
            said.clear();
            for &claim in event.claims.iter().filter(|&&c| twins.of(c).is_none()) {
                for side in voice::sides(ctx, claim) {
                    let statement = ctx.statement(side);
                    if let Some(voice) = voice::voice(ctx, &linkage.features, &statement) {
                        let counts = statement.assertion.map_or(Counts::Event, |a| a.counts);
                        let rises = voice::rises(ctx, statement.attribute, counts);
                        said.push((voice::key(ctx, &statement), rises, voice));
                    }
                }
            }
            said.sort_unstable_by(|x, y| (&x.0, x.2.at, x.2.claim).cmp(&(&y.0, y.2.at, y.2.claim)));
            for of_one in said.chunk_by(|x, y| x.0 == y.0) {
                let (key, rises, _) = of_one[0];
                if known.get(number, key).is_some() {
                    items.settled.push((items.len(), (number, key)));
                }
                items.starts.push(items.voices.len() as u32);
                items.rises.push(rises);
                items.voices.extend(of_one.iter().map(|s| s.2));
            }
        }
        items.events.push(items.starts.len() as u32);
        items.starts.push(items.voices.len() as u32);
        items
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.rises.len()
    }

    /// Where the voices of an item stand.
    pub(super) fn range(&self, item: usize) -> std::ops::Range<usize> {
        self.starts[item] as usize..self.starts[item + 1] as usize
    }
}
