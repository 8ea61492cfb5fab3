//! What each claim may have been taken from: the earlier accounts of its event that look like it.

use std::collections::BTreeSet;
use std::ops::Range;

use hashbrown::HashMap;
use itertools::{EitherOrBoth, Itertools};

use super::super::objects::Objects;
use super::super::observation::OutletObservation;
use super::Chance;
use super::pairs::OutletPairs;
use super::signs::{self, Likenesses, MOST_NAMED, MOST_SIGNS, Told};
use crate::claim::Claim;
use crate::compare::Context;
use crate::link::Linkage;

/// Of a claim with more before it, so many of the last are looked at.
const MOST_BEFORE: usize = 48;
/// No news is copied from what is older, in minutes; a table may be.
const OLDEST: i64 = 12 * 1440;

/// What one claim says of one object.
#[derive(Debug, Clone, Copy)]
pub(super) struct AccountValue {
    object: usize,
    pub(super) observation: OutletObservation,
    /// Observations of the object.
    pub(super) all: u32,
    /// Observations of the value.
    pub(super) same: u32,
    /// Observations of the value that most others give.
    pub(super) rival: u32,
}

/// One account of an event.
#[derive(Debug, Clone)]
struct EventAccount {
    claim: u32,
    /// First and last minute in which it may have been published; `None` where nothing is known.
    at: Option<(i64, i64)>,
    /// What it says.
    said: Range<usize>,
    /// Whether it says that it republishes another.
    again: bool,
    /// Whether it has no words of its own, as a row of a table.
    is_wordless: bool,
}

impl EventAccount {
    /// Whether it is known to follow another; `None` where it comes before it, or so long after it that
    /// nobody copies.
    fn follows(&self, other: &Self) -> Option<bool> {
        let mut follows = false;
        if let (Some((from, to)), Some((first, last))) = (self.at, other.at) {
            let is_before = to < first || to == first && from < last;
            let are_news = !(self.is_wordless && other.is_wordless);
            if is_before || are_news && from.saturating_sub(last) > OLDEST {
                return None;
            }
            follows = last < from;
        }
        // Who says that it republishes is the later of the two.
        match (self.again, other.again) {
            (true, false) => Some(true),
            (false, true) if !follows => None,
            _ => Some(follows),
        }
    }
}

struct Search<'s> {
    linkage: &'s Linkage,
    /// How common each attribution is, by digest.
    attributions: HashMap<u64, u32>,
    claims: f64,
    chances: Vec<Chance>,
    pairs: OutletPairs,
    /// How alike accounts are.
    likenesses: Likenesses,
    /// Claims without words of their own.
    wordless: Vec<bool>,
    /// How two tables err, by their outlets, the lesser number first.
    errors: HashMap<(u32, u32), Errors>,
    /// Outlets that are declared never to copy.
    independent: BTreeSet<u32>,
}

/// The numbers of outlets.
fn declared(ctx: &Context, linkage: &Linkage, names: &BTreeSet<String>) -> BTreeSet<u32> {
    let claims = ctx.claims.iter().zip(&linkage.features);
    let declared = claims.filter(|(claim, _)| names.contains(&*claim.outlet));
    declared.map(|(_, features)| features.outlet).collect()
}

/// Of every claim whether it has no words of its own.
fn wordless(ctx: &Context, linkage: &Linkage) -> Vec<bool> {
    let claims = ctx.claims.iter().zip(&linkage.features);
    claims
        .map(|(claim, features)| features.is_row || !claim.has_words())
        .collect()
}

/// How two tables err.
#[derive(Debug, Clone, Copy, Default)]
struct Errors {
    /// Together, against two others or more.
    shared: u32,
    /// One of them alone.
    own: u32,
}

impl Errors {
    /// The share of what at least one of them has wrong that both have wrong alike.
    fn share(self) -> f64 {
        f64::from(self.shared) / f64::from(self.shared + self.own).max(1.0)
    }
}

/// All that may be copies, claim by claim, with the pairs of outlets that have a claim to compare.
pub(super) fn chances(
    ctx: &Context,
    linkage: &Linkage,
    objects: &Objects,
    independent: &BTreeSet<String>,
) -> (Vec<Chance>, OutletPairs) {
    let mut attributions: HashMap<u64, u32> = HashMap::new();
    let mut claims = 0.0;
    for &claim in objects.events().flat_map(|(own, _)| own) {
        claims += 1.0;
        let digest = linkage.features[claim as usize].attribution;
        *attributions.entry(digest).or_default() += 1;
    }
    let mut search = Search {
        linkage,
        attributions,
        claims,
        chances: Vec::new(),
        pairs: OutletPairs::default(),
        likenesses: Likenesses::default(),
        wordless: wordless(ctx, linkage),
        errors: HashMap::new(),
        independent: declared(ctx, linkage, independent),
    };
    for (own, of_event) in objects.events().filter(|(own, _)| own.len() > 1) {
        let said = said(objects, of_event);
        search.count_errors(&said, own);
        search.count_likenesses(&accounts(ctx, own, &said, &search.wordless), &said);
    }
    for (own, of_event) in objects.events().filter(|(own, _)| own.len() > 1) {
        let said = said(objects, of_event);
        search.event(&accounts(ctx, own, &said, &search.wordless), &said);
    }
    (search.chances, search.pairs)
}

/// What the claims of an event say, claim by claim.
fn said(objects: &Objects, of_event: Range<usize>) -> Vec<AccountValue> {
    let mut said = Vec::new();
    for object in of_event {
        let all = objects.of(object);
        let same = |one: &OutletObservation| all.iter().filter(|o| o.says_as(one)).count() as u32;
        let counts: Vec<u32> = all.iter().map(same).collect();
        said.extend(all.iter().zip(&counts).map(|(one, same)| {
            let others = all.iter().zip(&counts).filter(|(o, _)| !o.says_as(one));
            AccountValue {
                object,
                observation: *one,
                all: all.len() as u32,
                same: *same,
                rival: others.map(|(_, count)| *count).max().unwrap_or(0),
            }
        }));
    }
    said.sort_by_key(|s| (s.observation.claim, s.object));
    said
}

/// The accounts of an event in the order of publication, what is not dated first.
fn accounts(
    ctx: &Context,
    own: &[u32],
    said: &[AccountValue],
    wordless: &[bool],
) -> Vec<EventAccount> {
    let account = |&claim: &u32| {
        let from = said.partition_point(|s| s.observation.claim < claim);
        let to = said.partition_point(|s| s.observation.claim <= claim);
        EventAccount {
            claim,
            at: minutes(&ctx.claims[claim as usize]),
            said: from..to,
            again: ctx.claims[claim as usize]
                .document
                .republished_from
                .is_some(),
            is_wordless: wordless[claim as usize],
        }
    };
    let mut accounts: Vec<EventAccount> = own.iter().map(account).collect();
    accounts.sort_unstable_by_key(|a| (a.at.map(|at| at.0), a.claim));
    accounts
}

/// First and last minute in which a claim may have been published.
fn minutes(claim: &Claim) -> Option<(i64, i64)> {
    let published = claim.document.published.as_ref()?;
    let first = i64::from(published.span.first) * 1440;
    let last = i64::from(published.span.last) * 1440 + 1439;
    Some(
        published
            .minute
            .map_or((first, last), |minute| (minute, minute)),
    )
}

impl Search<'_> {
    fn outlet(&self, claim: u32) -> u32 {
        self.linkage.features[claim as usize].outlet
    }

    /// Counts how the tables of an event err, each two of them.
    fn count_errors(&mut self, said: &[AccountValue], own: &[u32]) {
        let rows = own.iter().filter(|&&claim| self.wordless[claim as usize]);
        let rows: Vec<u32> = rows.copied().take(MOST_BEFORE).collect();
        for [a, b] in rows.iter().copied().array_combinations() {
            let of = |claim: u32| said.iter().filter(move |s| s.observation.claim == claim);
            let both = of(a)
                .cartesian_product(of(b))
                .filter(|(x, y)| x.object == y.object);
            for signs in both.filter_map(|(x, y)| signs::shared_error(x, y)) {
                let key = ordered(self.outlet(a), self.outlet(b));
                let errors = self.errors.entry(key).or_default();
                errors.shared += u32::from(signs > 0.0);
                errors.own += u32::from(signs < 0.0);
            }
        }
    }

    /// What the errors of two rows of coded tables say for a copy, in nats; nothing where there is nothing to
    /// learn. Rows have no words of their own, and databases of one subject tell the same of it: what they agree
    /// on is mostly right, which says nothing of where they have it from.
    fn shared_errors(
        &self,
        x: &EventAccount,
        y: &EventAccount,
        said: &[AccountValue],
    ) -> Option<f64> {
        let (later, earlier) = (&said[x.said.clone()], &said[y.said.clone()]);
        let both = later
            .iter()
            .merge_join_by(earlier, |x, y| x.object.cmp(&y.object))
            .filter_map(EitherOrBoth::both);
        let pair = ordered(self.outlet(x.claim), self.outlet(y.claim));
        both.filter(|(x, y)| !self.is_explained(pair, x, y, said))
            .filter_map(|(x, y)| signs::shared_error(x, y))
            .reduce(|x, y| x + y)
    }

    /// Whether, where two stand against two, it is rather the others who share an error: they err together
    /// more often, for all that one of them has wrong.
    fn is_explained(
        &self,
        pair: (u32, u32),
        x: &AccountValue,
        y: &AccountValue,
        said: &[AccountValue],
    ) -> bool {
        if !x.observation.says_as(&y.observation) || x.same != 2 || x.rival != 2 {
            return false;
        }
        let of_object = said.iter().filter(|s| s.object == x.object && s.same == 2);
        let rivals = of_object.filter(|s| !s.observation.says_as(&x.observation));
        let rivals: Vec<u32> = rivals.map(|s| self.outlet(s.observation.claim)).collect();
        let share = |pair| self.errors.get(&pair).copied().unwrap_or_default().share();
        let mut pairs = rivals.into_iter().array_combinations();
        pairs.any(|[a, b]| share(ordered(a, b)) >= share(pair))
    }

    fn event(&mut self, accounts: &[EventAccount], said: &[AccountValue]) {
        for (later, x) in accounts.iter().enumerate() {
            let to = accounts.len().min(later + MOST_BEFORE);
            let near = later.saturating_sub(MOST_BEFORE)..to;
            let near = near.filter(|&earlier| earlier != later);
            let met = near.filter_map(|earlier| self.compare(x, &accounts[earlier], said));
            let mut met: Vec<usize> = met.collect();
            met.sort_unstable();
            met.dedup();
            for pair in met {
                self.pairs.meet(pair);
            }
        }
    }

    /// Adds that the first may be taken from the second, if it looks so; the number of their pair, if
    /// it could be.
    fn compare(
        &mut self,
        x: &EventAccount,
        y: &EventAccount,
        said: &[AccountValue],
    ) -> Option<usize> {
        let [a, b] = [x, y].map(|account| &self.linkage.features[account.claim as usize]);
        if a.outlet == b.outlet || self.independent.contains(&a.outlet) {
            return None;
        }
        let follows = x.follows(y)?;
        let named = a.cites.contains(&b.outlet);
        let (own, others) = (&said[x.said.clone()], &said[y.said.clone()]);
        if x.is_wordless && y.is_wordless && !named {
            let signs = self.shared_errors(x, y, said)?;
            let pair = self.pairs.number(a.outlet, b.outlet);
            if signs > 0.0 {
                self.chances.push(Chance {
                    claim: x.claim,
                    from: y.claim,
                    pair,
                    ratio: signs.min(MOST_SIGNS).exp(),
                    follows,
                    named,
                    shared_error: true,
                });
            }
            return Some(pair);
        }
        let pair = self.pairs.number(a.outlet, b.outlet);
        let (values, shared_error) = self.values(own, others);
        let common = self.attributions.get(&b.attribution).copied().unwrap_or(1);
        let chance = (f64::from(common) + 1.0) / (self.claims + 20.0);
        let signs = values + self.likenesses.of_headers(a, b, named, chance);
        if signs > 0.0 {
            self.chances.push(Chance {
                claim: x.claim,
                from: y.claim,
                pair,
                ratio: signs.min(if named { MOST_NAMED } else { MOST_SIGNS }).exp(),
                follows,
                named,
                shared_error,
            });
        }
        Some(pair)
    }

    /// Counts how alike the accounts of an event are, each two that have words.
    fn count_likenesses(&mut self, accounts: &[EventAccount], said: &[AccountValue]) {
        let worded = accounts.iter().filter(|a| !a.is_wordless).take(MOST_BEFORE);
        let worded: Vec<&EventAccount> = worded.collect();
        for [x, y] in worded.into_iter().array_combinations() {
            let [a, b] = [x, y].map(|account| &self.linkage.features[account.claim as usize]);
            if a.outlet != b.outlet {
                self.likenesses.count_headers(a, b);
                for (told, ..) in told(&said[x.said.clone()], &said[y.said.clone()]) {
                    self.likenesses.count_told(told == Told::Both);
                }
            }
        }
    }

    /// What the values and the choice of what is told say for a copy, in nats; and whether both share an error.
    fn values(&self, later: &[AccountValue], earlier: &[AccountValue]) -> (f64, bool) {
        let (mut sum, mut error) = (0.0, false);
        for (told, both) in told(later, earlier) {
            sum += self.likenesses.of_told(told);
            if let Some((x, y)) = both {
                let (weight, is_error) = signs::shared(x, y);
                sum += weight;
                error |= is_error;
            }
        }
        (sum, error)
    }
}

/// What two accounts tell, thing by thing.
fn told<'s>(
    later: &'s [AccountValue],
    earlier: &'s [AccountValue],
) -> impl Iterator<Item = (Told, Option<(&'s AccountValue, &'s AccountValue)>)> {
    let things = later
        .iter()
        .merge_join_by(earlier, |x, y| x.object.cmp(&y.object));
    things.map(|thing| match thing {
        EitherOrBoth::Both(x, y) => (Told::Both, Some((x, y))),
        EitherOrBoth::Left(_) => (Told::Later, None),
        EitherOrBoth::Right(_) => (Told::Earlier, None),
    })
}

/// Two outlets, the lesser number first.
fn ordered(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}
