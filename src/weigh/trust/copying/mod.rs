//! Which outlets copy from which: a posterior for every ordered pair.
//!
//! After Dong, Berti-Équille, Srivastava (VLDB 2009), over claims instead of values: what an
//! account shares with an earlier one of the same event is weighed against chance. That two say
//! what all say is no sign; that they share what nobody else says, the words, the source named,
//! the choice of what to tell, is. An outlet takes a share of its accounts from another; each
//! account is taken from one earlier account or from none, so that two outlets that take from one
//! agency are not taken to copy each other. Two who tell of one event say much the same of it, so that
//! a few accounts alike prove nothing: unless the later names the earlier, so many must look taken
//! that chance is out.

mod judge;
mod search;
mod shares;
mod signs;

use super::Twins;
use super::items::Items;
use crate::compare::Context;
use crate::link::Linkage;
use crate::weigh::dependence::Dependence;
use search::Search;

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
    /// By copier and source; those of which enough is known to say so.
    pub pairs: Vec<Copying>,
    /// Of every claim the one that it was most likely taken from, and how likely.
    pub sources: Vec<Option<(u32, f32)>>,
}

impl Copies {
    /// Adds what documents show that say nothing that another does not: their claims are from the
    /// other's of the same event.
    pub(super) fn echo(&mut self, linkage: &Linkage, dependence: &Dependence, twins: &Twins) {
        if dependence.echoes.is_empty() {
            return;
        }
        for event in &linkage.events {
            let own: Vec<u32> = event
                .claims
                .iter()
                .copied()
                .filter(|&c| twins.of(c).is_none())
                .collect();
            for &claim in &own {
                let document = linkage.features[claim as usize].document;
                let fuller = |other: &&u32| {
                    let echo =
                        dependence.between(document, linkage.features[**other as usize].document);
                    echo.is_some_and(|e| e.number == document)
                };
                if let Some(other) = own.iter().find(fuller)
                    && self.sources[*other as usize].is_none_or(|(from, _)| from != claim)
                {
                    self.sources[claim as usize] = Some((*other, 1.0));
                }
            }
        }
    }
}

impl Copies {
    /// Adds twins: all their claims are from the other's.
    pub(super) fn repeat(&mut self, linkage: &Linkage, twins: &Twins) {
        for (claim, of) in twins.all() {
            self.sources[claim as usize] = Some((of, 1.0));
        }
        for (copier, source) in twins.outlets(linkage) {
            let own = linkage.features.iter().filter(|f| f.outlet == copier);
            let all = own.count() as u32;
            self.pairs.push(Copying {
                copier,
                source,
                probability: 1.0,
                share: 1.0,
                met: all,
                taken: all,
                named: 0,
                rare: 0,
                lag: None,
            });
        }
        self.pairs.sort_by_key(|c| (c.copier, c.source));
    }
}

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
pub(super) fn find<'s>(
    ctx: &'s Context<'s>,
    linkage: &'s Linkage,
    items: &'s Items,
    twins: &'s Twins,
) -> Copies {
    let mut search = Search::new(ctx, linkage, items, twins);
    for event in 0..linkage.events.len() {
        search.event(event);
    }
    let Search {
        chances,
        met,
        pairs,
        ..
    } = search;
    let (reverse, sizes) = shares::turned(linkage, &pairs, met.len());
    let mut shares = shares::shares(&chances, &met, &reverse, &sizes);
    shares.decide(&reverse);
    judge::judge(linkage, &chances, &met, &shares, &pairs)
}
