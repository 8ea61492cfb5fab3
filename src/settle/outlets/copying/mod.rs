//! Which outlets copy from which: a posterior for every ordered pair.
//!
//! After Dong, Berti-Équille, Srivastava (VLDB 2009), over claims instead of values: what an
//! account shares with an earlier one of the same event is weighed against chance. That two agree on what the
//! rest shows to be right, or on what nobody else tells of, is no sign; that they share what the rest shows to be
//! wrong is. Accounts with words of their own are known by these too: the source named, the names chosen, the choice
//! of what to tell, as far as other accounts of the set differ there. An outlet takes a share of its accounts from
//! another; each account is taken from one earlier account or from none, so that two outlets that take from one
//! agency are not taken to copy each other. A few accounts alike prove nothing: unless the later names the
//! earlier, so many must look taken that chance is out. Which of two copies is said where their dates, the source
//! named, or the one being far the smaller shows it; their names and their order never do.

mod pairs;
mod search;
mod signs;

use std::collections::BTreeSet;

use super::objects::Objects;
use super::{OutletObservation, Twins};
use crate::compare::Context;
use crate::link::Linkage;
use crate::settle::dependence::Dependence;

/// That one outlet takes accounts from another.
#[derive(Debug, Clone, Default, PartialEq)]
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
    /// Of those, how many share what the other outlets show to be wrong.
    pub errors: u32,
    /// Whether nothing shows which of the two copies: it stands the other way round too.
    pub mutual: bool,
}

/// The account that a claim was most likely taken from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Taken {
    /// Its claim.
    pub from: u32,
    /// How likely.
    pub likely: f64,
    /// Whether that claim may as well be taken from this one.
    pub mutual: bool,
}

impl Taken {
    /// Of a claim that was certainly taken from another.
    fn certain(from: u32) -> Self {
        Self {
            from,
            likely: 1.0,
            mutual: false,
        }
    }
}

/// Who copies, and which claims are copies.
#[derive(Debug, Clone, Default)]
pub struct Copies {
    /// By copier and source; those of which enough is known to say so.
    pub pairs: Vec<Copying>,
    /// Of every claim the one that it is more likely than not taken from.
    pub sources: Vec<Option<Taken>>,
}

/// A claim more likely a copy than this has no weight of its own.
const SURE: f64 = 0.95;

/// How likely a claim is a copy, for its weight.
fn sure(likely: f64) -> f64 {
    if likely > SURE { 1.0 } else { likely }
}

impl Copies {
    /// The claim that a claim is more likely than not taken from.
    pub fn source(&self, claim: u32) -> Option<Taken> {
        *self.sources.get(claim as usize)?
    }

    /// How far one of the observations of an object speaks for itself: what is taken from another of
    /// them does not. Of two that may each be the copy, each has `half` of a copy's loss.
    pub(super) fn weight(
        &self,
        one: &OutletObservation,
        all: &[OutletObservation],
        half: f64,
    ) -> f64 {
        let is_here = |taken: &Taken| all.iter().any(|o| o.claim == taken.from && o.says_as(one));
        match self.source(one.claim).filter(is_here) {
            Some(taken) if taken.mutual => 1.0 - half * sure(taken.likely),
            Some(taken) => 1.0 - sure(taken.likely),
            None => 1.0,
        }
    }

    /// Adds what documents show that say nothing that another does not: their claims are from the
    /// other's of the same event.
    fn echo(&mut self, linkage: &Linkage, objects: &Objects, dependence: &Dependence) {
        let document = |claim: u32| linkage.features[claim as usize].document;
        let events = objects.events().filter(|_| !dependence.echoes.is_empty());
        for (own, _) in events {
            for &claim in own {
                let fuller = |other: &&u32| {
                    let echo = dependence.between(document(claim), document(**other));
                    echo.is_some_and(|e| e.number == document(claim))
                };
                if let Some(other) = own.iter().find(fuller)
                    && self.source(*other).is_none_or(|taken| taken.from != claim)
                {
                    self.sources[claim as usize] = Some(Taken::certain(*other));
                }
            }
        }
    }

    /// Adds twins: all their claims are from the other's.
    fn repeat(&mut self, linkage: &Linkage, twins: &Twins) {
        for (claim, of) in twins.all() {
            self.sources[claim as usize] = Some(Taken::certain(of));
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
                ..Copying::default()
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
    /// Number of the pair of outlets.
    pair: usize,
    /// Likelihood ratio of a copy against chance, capped.
    ratio: f64,
    /// Whether it is known to be the later of the two.
    follows: bool,
    named: bool,
    shared_error: bool,
}

/// Finds who copies whom.
pub(super) fn find(
    ctx: &Context,
    linkage: &Linkage,
    objects: &Objects,
    dependence: &Dependence,
    (twins, independent): (&Twins, &BTreeSet<String>),
) -> Copies {
    let (chances, pairs) = search::chances(ctx, linkage, objects, independent);
    let mut copies = pairs.judge(linkage, &chances);
    copies.echo(linkage, objects, dependence);
    copies.repeat(linkage, twins);
    copies
}
