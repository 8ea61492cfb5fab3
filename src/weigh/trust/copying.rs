//! Which outlets copy from which: a posterior for every ordered pair.
//!
//! After Dong, Berti-Équille, Srivastava (VLDB 2009), over claims instead of values: what an
//! account shares with an earlier one of the same event is weighed against chance. That two say
//! what all say is no sign; that they share what nobody else says, the words, the source named,
//! the choice of what to tell, is. An outlet takes a share of its accounts from another; each
//! account is taken from one earlier account or from none, so that two outlets that take from one
//! agency are not taken to copy each other.

use hashbrown::HashMap;

use super::items::Items;
use super::voice::{Sort, Voice};
use crate::claim::Claim;
use crate::compare::Context;
use crate::link::{Features, Linkage};

/// That one outlet takes accounts from another.
#[derive(Debug, Clone, PartialEq)]
pub struct Copying {
    /// Number of the outlet that copies.
    pub copier: u32,
    /// Number of the outlet copied.
    pub source: u32,
    /// How likely it copies at all.
    pub probability: f64,
    /// The share of its accounts that it takes from there, of those that it could have.
    pub share: f64,
    /// Accounts of events that the source told first.
    pub met: u32,
    /// Accounts more likely taken from there than not.
    pub taken: u32,
    /// Of those, how many name the source.
    pub named: u32,
    /// Of those, how many share a value that no other outlet gives.
    pub rare: u32,
    /// Minutes from the source's account to the copy, in the middle.
    pub lag: Option<i32>,
}

/// Who copies, and which claims are copies.
#[derive(Debug, Clone, Default)]
pub struct Copies {
    /// By copier and source; those at least as likely as [`LEAST`].
    pub pairs: Vec<Copying>,
    /// Of every claim the one that it was most likely taken from, and how likely.
    pub sources: Vec<Option<(u32, f32)>>,
}

/// Pairs of outlets less likely than this are not kept.
const LEAST: f64 = 0.1;
/// Of a claim with more before it, so many of the last are looked at.
const MOST_BEFORE: usize = 48;
/// Nobody copies what is older, in minutes.
const OLDEST: i64 = 12 * 1440;
/// Rounds of estimating shares.
const ROUNDS: usize = 8;
/// How likely two outlets of which nothing is known stand so: an outlet has one or two sources
/// among all others.
const PRIOR: f64 = 0.006;

/// One earlier account that a claim may be taken from.
#[derive(Debug, Clone, Copy)]
struct Chance {
    claim: u32,
    from: u32,
    pair: u32,
    /// Likelihood ratio of a copy against chance, capped.
    ratio: f64,
    /// Whether it is known to be the later of the two.
    follows: bool,
    named: bool,
    rare: bool,
}

/// Finds who copies whom.
pub(super) fn find<'s>(ctx: &'s Context<'s>, linkage: &'s Linkage, items: &'s Items) -> Copies {
    let mut search = Search::new(ctx, linkage, items);
    for event in 0..linkage.events.len() {
        search.event(event);
    }
    let Search {
        chances,
        met,
        pairs,
        ..
    } = search;
    let (reverse, sizes) = turned(linkage, &pairs, met.len());
    let mut shares = shares(&chances, &met, &reverse, &sizes);
    shares.decide(&reverse);
    judge(ctx, linkage, &chances, &met, &shares, &pairs)
}

struct Search<'s> {
    ctx: &'s Context<'s>,
    features: &'s [Features],
    linkage: &'s Linkage,
    items: &'s Items,
    /// How common each attribution is, by digest.
    sources: HashMap<u64, u32>,
    claims: usize,
    chances: Vec<Chance>,
    /// Numbers of ordered pairs of outlets.
    pairs: HashMap<(u32, u32), u32>,
    /// Accounts of the one of events that the other told first, by pair.
    met: Vec<u32>,
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
struct Said {
    claim: u32,
    item: u32,
    voice: Voice,
    all: u32,
    same: u32,
}

impl<'s> Search<'s> {
    fn new(ctx: &'s Context<'s>, linkage: &'s Linkage, items: &'s Items) -> Self {
        let mut sources: HashMap<u64, u32> = HashMap::new();
        for feature in &linkage.features {
            *sources.entry(feature.attribution).or_default() += 1;
        }
        Self {
            ctx,
            features: &linkage.features,
            linkage,
            items,
            sources,
            claims: ctx.claims.len(),
            chances: Vec::new(),
            pairs: HashMap::new(),
            met: Vec::new(),
            told: Vec::new(),
            said: Vec::new(),
        }
    }

    fn event(&mut self, event: usize) {
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
        for &claim in &self.linkage.events[event].claims {
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
        let next = self.met.len() as u32;
        let pair = *self.pairs.entry((a.outlet, b.outlet)).or_insert(next);
        if pair == next {
            self.met.push(0);
        }
        met.push(pair);
        let (values, rare) = self.values(x, y);
        let named = a.cites.contains(&b.outlet);
        let signs = values + self.signs(a, b, named);
        if signs > 0.0 {
            self.chances.push(Chance {
                claim: x.claim,
                from: y.claim,
                pair,
                ratio: signs.min(if named { MOST_NAMED } else { MOST_SIGNS }).exp(),
                follows: y.until < x.at,
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
            if m == t {
                let (weight, alone) = shared(&mine[i], &theirs[j]);
                sum += weight + BOTH_TELL;
                rare |= alone;
                i += 1;
                j += 1;
            } else if m < t {
                sum += ONLY_LATER;
                i += 1;
            } else {
                sum += ONLY_EARLIER;
                j += 1;
            }
        }
        (sum, rare)
    }

    fn signs(&self, a: &Features, b: &Features, named: bool) -> f64 {
        let mut sum = if named { NAMED } else { 0.0 };
        if !named {
            let same = a.attribution == b.attribution;
            let common = self.sources.get(&b.attribution).copied().unwrap_or(1);
            let chance = (f64::from(common) + 1.0) / (self.claims as f64 + 20.0);
            sum += if same {
                (0.8 / chance.max(0.005)).ln()
            } else {
                (0.2 / (1.0 - chance).max(0.3)).ln()
            };
        }
        sum += either(a.wording == b.wording, 0.35, 0.03);
        sum += either(a.place == b.place, 0.8, 0.35);
        sum += either(a.actors == b.actors, 0.92, 0.5);
        sum += either(a.kind == b.kind, 0.9, 0.65);
        sum
    }
}

const NAMED: f64 = 5.0;
/// No account says more than this of itself, in nats: it may be chance of a kind not thought of.
const MOST_SIGNS: f64 = 5.0;
const MOST_NAMED: f64 = 9.0;
/// Both tell of a thing: 92 % of what is copied, and 60 % else.
const BOTH_TELL: f64 = 0.43;
/// The copy leaves something out.
const ONLY_EARLIER: f64 = -1.6;
/// The copy tells more than what it is copied from.
const ONLY_LATER: f64 = -2.5;

/// The weight of something that is so of this share of copies, and of this share of others.
fn either(is: bool, copies: f64, others: f64) -> f64 {
    if is {
        (copies / others).ln()
    } else {
        ((1.0 - copies) / (1.0 - others)).ln()
    }
}

/// What one thing that both tell says, and whether they are alone with what they say.
fn shared(x: &Said, y: &Said) -> (f64, bool) {
    let same = (x.voice.low, x.voice.high) == (y.voice.low, y.voice.high);
    let exact = y.voice.low == y.voice.high;
    let usual = match (y.voice.sort, exact) {
        (Sort::Time, true) => 0.8,
        (Sort::State, _) => 0.8,
        (_, true) => 0.6,
        (_, false) => 0.1,
    };
    // Of the others, not counting the later of the two and the earlier.
    let others = f64::from(x.all.saturating_sub(2));
    let like = f64::from(y.same.saturating_sub(if same { 2 } else { 1 }));
    let chance = ((like + 1.5 * usual) / (others + 1.5)).clamp(0.02, 0.95);
    let weight = if same {
        (0.96 / chance).ln()
    } else {
        (0.04 / (1.0 - chance)).ln()
    };
    (weight, same && others >= 1.0 && like < 0.5)
}

/// What is known of every ordered pair of outlets, in the order of their numbers.
struct Shares {
    /// The share of its accounts that the one takes from the other.
    share: Vec<f64>,
    /// How likely, of two accounts of which nobody knows which came first, the one is the copy.
    later: Vec<f64>,
}

impl Shares {
    /// One of two directions, so that no two accounts are each taken from the other.
    fn decide(&mut self, reverse: &[u32]) {
        let sure: Vec<f64> = (0..self.later.len())
            .map(|pair| {
                let other = reverse[pair] as usize;
                let against = self.later.get(other).copied().unwrap_or(0.0);
                let first =
                    self.later[pair] > against || self.later[pair] == against && pair < other;
                f64::from(u8::from(first))
            })
            .collect();
        self.later = sure;
    }
}

/// By expectation and maximisation.
fn shares(chances: &[Chance], met: &[u32], reverse: &[u32], sizes: &[f64]) -> Shares {
    let mut shares = Shares {
        share: vec![0.1; met.len()],
        later: sizes.to_vec(),
    };
    let mut taken = vec![0.0; met.len()];
    let mut known = vec![0.0; met.len()];
    for _ in 0..ROUNDS {
        taken.fill(0.0);
        known.fill(0.0);
        for of_one in chances.chunk_by(|x, y| x.claim == y.claim) {
            let none = none(of_one, &shares);
            let sum: f64 = none + weighed(of_one, &shares).sum::<f64>();
            for (chance, weight) in of_one.iter().zip(weighed(of_one, &shares)) {
                taken[chance.pair as usize] += weight / sum;
                if chance.follows {
                    known[chance.pair as usize] += weight / sum;
                }
            }
        }
        for (pair, share) in shares.share.iter_mut().enumerate() {
            *share = (taken[pair] / (f64::from(met[pair]) + 2.0)).max(1e-6);
            let other = reverse[pair] as usize;
            let against = known.get(other).copied().unwrap_or(0.0);
            let size = (sizes[pair] / (1.0 - sizes[pair])).ln();
            let odds = size + 1.5 * (known[pair] - against);
            shares.later[pair] = 1.0 / (1.0 + (-odds).exp());
        }
    }
    shares
}

fn weighed<'c>(of_one: &'c [Chance], shares: &'c Shares) -> impl Iterator<Item = f64> + 'c {
    of_one.iter().map(|c| {
        let pair = c.pair as usize;
        let later = if c.follows { 1.0 } else { shares.later[pair] };
        shares.share[pair] * c.ratio * later
    })
}

/// How likely a claim is taken from none of those before it.
fn none(of_one: &[Chance], shares: &Shares) -> f64 {
    let taken: f64 = of_one.iter().map(|c| shares.share[c.pair as usize]).sum();
    (1.0 - taken).max(0.05)
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

/// Of every pair the pair the other way round, and the odds by size that the first is the copier:
/// those who live on others are small.
fn turned(
    linkage: &Linkage,
    pairs: &HashMap<(u32, u32), u32>,
    count: usize,
) -> (Vec<u32>, Vec<f64>) {
    let mut said: Vec<f64> = Vec::new();
    for feature in &linkage.features {
        let outlet = feature.outlet as usize;
        said.resize(said.len().max(outlet + 1), 1.0);
        said[outlet] += 1.0;
    }
    let (mut reverse, mut sizes) = (vec![u32::MAX; count], vec![0.5; count]);
    #[expect(clippy::iter_over_hash_type, reason = "each pair has its own place")]
    for (&(a, b), &pair) in pairs {
        let (mine, theirs) = (said[a as usize], said[b as usize]);
        sizes[pair as usize] = theirs / (mine + theirs);
        reverse[pair as usize] = pairs.get(&(b, a)).copied().unwrap_or(u32::MAX);
    }
    (reverse, sizes)
}

fn judge(
    ctx: &Context,
    linkage: &Linkage,
    chances: &[Chance],
    met: &[u32],
    shares: &Shares,
    pairs: &HashMap<(u32, u32), u32>,
) -> Copies {
    let mut evidence = vec![0.0; met.len()];
    let mut tallies = vec![[0u32; 4]; met.len()];
    let mut sources = vec![None; ctx.claims.len()];
    let mut lags: Vec<(u32, i32)> = Vec::new();
    for of_one in chances.chunk_by(|x, y| x.claim == y.claim) {
        let none = none(of_one, shares);
        let sum: f64 = none + weighed(of_one, shares).sum::<f64>();
        for (chance, weight) in of_one.iter().zip(weighed(of_one, shares)) {
            let pair = chance.pair as usize;
            let rest = (sum - weight).max(none);
            evidence[pair] += (sum / (rest + shares.share[pair]).max(f64::MIN_POSITIVE)).ln();
            tallies[pair][3] += 1;
            let likely = weight / sum;
            if likely > 0.5 {
                tallies[pair][0] += 1;
                tallies[pair][1] += u32::from(chance.named);
                tallies[pair][2] += u32::from(chance.rare);
                lags.push((chance.pair, lag(linkage, chance)));
                sources[chance.claim as usize] = Some((chance.from, likely as f32));
            }
        }
    }
    lags.sort_unstable();
    let mut found: Vec<Copying> = pairs
        .iter()
        .filter_map(|(&(copier, source), &pair)| {
            let at = pair as usize;
            let tally = tallies[at];
            let without = f64::from(met[at].saturating_sub(tally[3]));
            let evidence = evidence[at] + without * (1.0 - shares.share[at]).ln()
                - 0.5 * f64::from(met[at]).ln();
            let odds = evidence + (PRIOR / (1.0 - PRIOR)).ln();
            let probability = 1.0 / (1.0 + (-odds).exp());
            (probability >= LEAST && tally[0] > 0).then(|| Copying {
                copier,
                source,
                probability,
                share: shares.share[at],
                met: met[at],
                taken: tally[0],
                named: tally[1],
                rare: tally[2],
                lag: median(&lags, pair),
            })
        })
        .collect();
    found.sort_unstable_by_key(|c| (c.copier, c.source));
    Copies {
        pairs: found,
        sources,
    }
}

fn lag(linkage: &Linkage, chance: &Chance) -> i32 {
    let at = |claim: u32| linkage.features[claim as usize].published;
    let lag = at(chance.claim).zip(at(chance.from)).map(|(a, b)| a - b);
    lag.map_or(i32::MAX, |l| l.clamp(0, i64::from(i32::MAX)) as i32)
}

fn median(lags: &[(u32, i32)], pair: u32) -> Option<i32> {
    let from = lags.partition_point(|l| l.0 < pair);
    let to = lags.partition_point(|l| l.0 <= pair);
    let middle = lags[from..to].get((to - from) / 2)?.1;
    (middle != i32::MAX).then_some(middle)
}
