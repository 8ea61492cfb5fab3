//! How kinds of events stand to each other.

use itertools::Itertools;

use super::Codebook;
use crate::claim::KindId;

/// Of every kind what holds it, and with what it may be told of one event.
#[derive(Debug, Clone, Default)]
pub(super) struct Kinship {
    above: Vec<Vec<KindId>>,
    alike: Vec<Vec<KindId>>,
    /// Of each two kinds, whether they are nested (1) and alike (2): what every pair of claims asks.
    pairs: Vec<u8>,
}

const NESTED: u8 = 1;
const ALIKE: u8 = 2;

impl Kinship {
    /// That of the kinds of a codebook, whose names are indexed.
    pub(super) fn of(book: &Codebook) -> Self {
        let all = 0..book.kinds().len() as u16;
        let above: Vec<Vec<KindId>> = all.clone().map(|k| above(book, KindId(k))).collect();
        let mut alike: Vec<Vec<KindId>> = vec![Vec::new(); above.len()];
        for (kind, wider) in all.map(KindId).zip(&above) {
            let of_it = std::iter::once(&kind).chain(wider);
            let like = of_it.flat_map(|k| &book.kind(*k).like);
            let like = like.filter_map(|name| book.kind_id(name));
            for other in like.chain(wider.iter().copied()).chain([kind]) {
                alike[usize::from(kind.0)].push(other);
                alike[usize::from(other.0)].push(kind);
            }
        }
        for kinds in &mut alike {
            kinds.sort_unstable();
            kinds.dedup();
        }
        let all = || (0..above.len() as u16).map(KindId);
        let within = |x: KindId, y: KindId| above[usize::from(x.0)].contains(&y);
        let pair = |a: KindId, b: KindId| {
            let nested = a == b || within(a, b) || within(b, a);
            let near = alike[usize::from(a.0)].binary_search(&b).is_ok();
            (u8::from(nested) * NESTED) | (u8::from(near) * ALIKE)
        };
        let pairs = all().cartesian_product(all()).map(|(a, b)| pair(a, b));
        Self {
            pairs: pairs.collect(),
            above,
            alike,
        }
    }

    fn pair(&self, a: KindId, b: KindId) -> u8 {
        self.pairs[usize::from(a.0) * self.above.len() + usize::from(b.0)]
    }

    /// What holds a kind, the nearest first.
    pub(super) fn above(&self, kind: KindId) -> &[KindId] {
        &self.above[usize::from(kind.0)]
    }

    pub(super) fn nested(&self, a: KindId, b: KindId) -> bool {
        self.pair(a, b) & NESTED != 0
    }

    pub(super) fn alike(&self, a: KindId, b: KindId) -> bool {
        self.pair(a, b) & ALIKE != 0
    }

    /// All kinds that are alike to one, itself among them, sorted.
    pub(super) fn all_alike(&self, kind: KindId) -> &[KindId] {
        &self.alike[usize::from(kind.0)]
    }
}

/// What holds a kind, the nearest first. A circle ends where it closes.
fn above(book: &Codebook, kind: KindId) -> Vec<KindId> {
    let wider = |kind: KindId| book.kind_id(book.kind(kind).within.as_deref()?);
    let mut above = Vec::new();
    let mut next = wider(kind);
    while let Some(wide) = next.filter(|wide| *wide != kind && !above.contains(wide)) {
        above.push(wide);
        next = wider(wide);
    }
    above
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_within_another_is_near_it_and_has_its_likes() {
        let book = Codebook::builtin();
        let kind = |name| book.kind_id(name).unwrap();
        for (a, b, nested, alike) in [
            ("bombing", "explosion", true, true),
            ("car bombing", "blast", true, true),
            ("train crash", "accident", true, true),
            ("train crash", "disaster", false, true),
            ("train crash", "plane crash", false, false),
            ("earthquake", "flood", false, false),
            ("drone strike", "bombing", false, true),
            ("ambush", "clash", false, true),
        ] {
            let (a, b) = (kind(a), kind(b));
            assert_eq!((book.nested(a, b), book.nested(b, a)), (nested, nested));
            assert_eq!((book.alike(a, b), book.alike(b, a)), (alike, alike));
        }
    }
}
