//! What each claim may have been taken from: the earlier accounts of its event that look like it.

use std::cmp::Ordering;

use hashbrown::HashMap;

use super::super::Twins;
use super::super::items::Items;
use super::super::voice::Voice;
use super::Chance;
use super::signs::{self, BOTH_TELL, MOST_NAMED, MOST_SIGNS, ONLY_EARLIER, ONLY_LATER};
use crate::claim::Claim;
use crate::compare::Context;
use crate::link::{Features, Linkage};

/// Of a claim with more before it, so many of the last are looked at.
const MOST_BEFORE: usize = 48;
/// Nobody copies what is older, in minutes.
const OLDEST: i64 = 12 * 1440;

pub(super) struct Search<'s> {
    ctx: &'s Context<'s>,
    features: &'s [Features],
    linkage: &'s Linkage,
    items: &'s Items,
    twins: &'s Twins,
    /// How common each attribution is, by digest.
    sources: HashMap<u64, u32>,
    claims: usize,
    pub(super) chances: Vec<Chance>,
    /// Numbers of ordered pairs of outlets.
    pub(super) pairs: HashMap<(u32, u32), u32>,
    /// Accounts of the one of events that the other told first, by pair.
    pub(super) met: Vec<u32>,
    told: Vec<Told>,
    /// What each claim of the event says: claim, item, bounds, voices of the item, and of the value.
    said: Vec<Said>,
}

#[derive(Debug, Clone, Copy)]
struct Told {
    claim: u32,
    /// First and last minute in which it may have been published.
    at: i64,
    until: i64,
    from: u32,
    to: u32,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    claim: u32,
    item: u32,
    pub(super) voice: Voice,
    /// Voices of the item.
    pub(super) all: u32,
    /// Voices of the value.
    pub(super) same: u32,
}

impl<'s> Search<'s> {
    pub(super) fn new(
        ctx: &'s Context<'s>,
        linkage: &'s Linkage,
        items: &'s Items,
        twins: &'s Twins,
    ) -> Self {
        let mut sources: HashMap<u64, u32> = HashMap::new();
        for (feature, claim) in linkage.features.iter().zip(0..) {
            if twins.of(claim).is_none() {
                *sources.entry(feature.attribution).or_default() += 1;
            }
        }
        Self {
            ctx,
            features: &linkage.features,
            linkage,
            items,
            sources,
            claims: ctx.claims.len() - twins.all().count(),
            twins,
            chances: Vec::new(),
            pairs: HashMap::new(),
            met: Vec::new(),
            told: Vec::new(),
            said: Vec::new(),
        }
    }

    pub(super) fn event(&mut self, event: usize) {
        let claims = &self.linkage.events[event].claims;
        if claims.len() < 2 {
            return;
        }
        self.lay_out(event);
        let mut met: Vec<u32> = Vec::new();
        for later in 0..self.told.len() {
            met.clear();
            let to = self.told.len().min(later + MOST_BEFORE);
            for earlier in later.saturating_sub(MOST_BEFORE)..to {
                if earlier != later && self.told[earlier].at <= self.told[later].until {
                    self.compare(self.told[later], self.told[earlier], &mut met);
                }
            }
            met.sort_unstable();
            met.dedup();
            for pair in &met {
                self.met[*pair as usize] += 1;
            }
        }
    }

    /// The claims of an event in the order of publication, each with what it says.
    fn lay_out(&mut self, event: usize) {
        self.said.clear();
        for item in self.items.events[event]..self.items.events[event + 1] {
            let voices = &self.items.voices[self.items.range(item as usize)];
            for voice in voices {
                let like = |v: &&Voice| (v.low, v.high) == (voice.low, voice.high);
                self.said.push(Said {
                    claim: voice.claim,
                    item,
                    voice: *voice,
                    all: voices.len() as u32,
                    same: voices.iter().filter(like).count() as u32,
                });
            }
        }
        self.said.sort_unstable_by_key(|s| (s.claim, s.item));
        self.told.clear();
        let twins = self.twins;
        let own = self.linkage.events[event].claims.iter();
        for &claim in own.filter(|&&c| twins.of(c).is_none()) {
            let from = self.said.partition_point(|s| s.claim < claim) as u32;
            let to = self.said.partition_point(|s| s.claim <= claim) as u32;
            let (at, until) = minutes(&self.ctx.claims[claim as usize]);
            self.told.push(Told {
                claim,
                at,
                until,
                from,
                to,
            });
        }
        self.told.sort_unstable_by_key(|t| (t.at, t.claim));
    }

    fn compare(&mut self, x: Told, y: Told, met: &mut Vec<u32>) {
        let (a, b) = (
            &self.features[x.claim as usize],
            &self.features[y.claim as usize],
        );
        if a.outlet == b.outlet
            || x.at.saturating_sub(y.until) > OLDEST
            || x.until <= y.at && x.at < y.until
        {
            return;
        }
        // Who says that it republishes is the later of the two.
        let is_again = |t: Told| {
            let document = &self.ctx.claims[t.claim as usize].document;
            document.republished_from.is_some()
        };
        let follows = y.until < x.at || is_again(x) && !is_again(y);
        if !follows && is_again(y) && !is_again(x) {
            return;
        }
        let next = self.met.len() as u32;
        let pair = *self.pairs.entry((a.outlet, b.outlet)).or_insert(next);
        if pair == next {
            self.met.push(0);
        }
        met.push(pair);
        let (values, rare) = self.values(x, y);
        let named = a.cites.contains(&b.outlet);
        let common = self.sources.get(&b.attribution).copied().unwrap_or(1);
        let chance = (f64::from(common) + 1.0) / (self.claims as f64 + 20.0);
        let signs = values + signs::of_headers(a, b, named, chance);
        if signs > 0.0 {
            self.chances.push(Chance {
                claim: x.claim,
                from: y.claim,
                pair,
                ratio: signs.min(if named { MOST_NAMED } else { MOST_SIGNS }).exp(),
                follows,
                named,
                rare,
            });
        }
    }

    /// What the values and the choice of what is told say for a copy, in nats; and whether both
    /// give a value that no other account gives.
    fn values(&self, x: Told, y: Told) -> (f64, bool) {
        let mine = &self.said[x.from as usize..x.to as usize];
        let theirs = &self.said[y.from as usize..y.to as usize];
        let (mut i, mut j) = (0, 0);
        let (mut sum, mut rare) = (0.0, false);
        while i < mine.len() || j < theirs.len() {
            let m = mine.get(i).map_or(u32::MAX, |s| s.item);
            let t = theirs.get(j).map_or(u32::MAX, |s| s.item);
            match m.cmp(&t) {
                Ordering::Equal => {
                    let (weight, alone) = signs::shared(&mine[i], &theirs[j]);
                    sum += weight + BOTH_TELL;
                    rare |= alone;
                    i += 1;
                    j += 1;
                }
                Ordering::Less => {
                    sum += ONLY_LATER;
                    i += 1;
                }
                Ordering::Greater => {
                    sum += ONLY_EARLIER;
                    j += 1;
                }
            }
        }
        (sum, rare)
    }
}

/// First and last minute in which a claim may have been published.
fn minutes(claim: &Claim) -> (i64, i64) {
    match &claim.document.published {
        None => (i64::MIN, i64::MAX),
        Some(p) => match p.minute {
            Some(minute) => (minute, minute),
            None => (
                i64::from(p.span.first) * 1440,
                i64::from(p.span.last) * 1440 + 1439,
            ),
        },
    }
}
