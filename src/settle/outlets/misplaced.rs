//! How likely each account is of another event than those that it was put with.

use rayon::prelude::*;

use super::copying::Copies;
use crate::compare::Context;
use crate::link::apart::is_joined;
use crate::link::{Linkage, cluster, pair_weight};

/// So many others of its event an account is held against, at most.
const MOST_ASKED: usize = 16;

/// By claim. The match weight of two accounts is the logarithm of the odds that they are of one
/// event (Fellegi and Sunter, 1969), and its mean over the others that of an account's. What is more
/// likely taken from another account is not asked: it knows no better. Events that were given are
/// not doubted.
pub(super) fn misplaced(ctx: &Context, linkage: &Linkage, copies: &Copies) -> Vec<f32> {
    let mut misplaced = vec![0.0; linkage.features.len()];
    if linkage.given {
        return misplaced;
    }
    let is_own = |&&claim: &&u32| copies.source(claim).is_none_or(|taken| taken.mutual);
    let many = linkage.events.par_iter().filter(|e| e.claims.len() > 1);
    let of_one = |claims: &Vec<u32>| -> Vec<(u32, f32)> {
        let own: Vec<u32> = claims.iter().filter(is_own).copied().collect();
        let step = own.len().div_ceil(MOST_ASKED).max(1);
        let asked: Vec<u32> = own.into_iter().step_by(step).collect();
        let of = |&claim: &u32| (claim, of_another(ctx, linkage, claim, &asked));
        claims.iter().map(of).collect()
    };
    let found: Vec<(u32, f32)> = many.flat_map_iter(|e| of_one(&e.claims)).collect();
    for (claim, likely) in found {
        misplaced[claim as usize] = likely;
    }
    misplaced
}

fn of_another(ctx: &Context, linkage: &Linkage, claim: u32, asked: &[u32]) -> f32 {
    let own = &linkage.features[claim as usize];
    let joined = |other: &u32| is_joined(own, &linkage.features[*other as usize]);
    if asked.iter().any(|other| *other != claim && joined(other)) {
        return 0.0;
    }
    let bits = asked.iter().filter(|&&other| other != claim).map(|&other| {
        let other = &linkage.features[other as usize];
        let bits = pair_weight(own, other, ctx.names, ctx.codebook, &linkage.weights);
        bits.max(cluster::APART_BITS as f64)
    });
    let (sum, count) = bits.fold((0.0, 0u32), |(sum, n), bits| (sum + bits, n + 1));
    if count == 0 {
        return 0.0;
    }
    (1.0 / (1.0 + (sum / f64::from(count)).exp2())) as f32
}
