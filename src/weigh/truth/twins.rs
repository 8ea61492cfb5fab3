//! Sources that say exactly the same of exactly the same objects are one source, where chance would
//! hardly make them so.
//!
//! This is decided from the claims alone, before anybody is believed: eleven copies of one source
//! would otherwise outvote the rest, and their errors would look like the truth.

use super::claims::{BySource, Claims};

/// Natural logarithm of how unlikely a chance agreement must be: one in a thousand.
const EVIDENCE: f64 = 7.0;
/// Even where nobody ever differs, one object says this much.
const LEAST: f64 = 0.02;

/// For every source the first one that it is a twin of; itself where it is none.
pub(super) fn find(claims: &Claims, rows: &BySource) -> Vec<u32> {
    let mut order: Vec<u32> = (0..claims.sources() as u32).collect();
    order.sort_by(|a, b| {
        let said = |source: &u32| rows.of_source(*source as usize);
        said(a).cmp(said(b)).then(a.cmp(b))
    });
    let same = |a: &u32, b: &u32| rows.of_source(*a as usize) == rows.of_source(*b as usize);
    let groups: Vec<&[u32]> = order.chunk_by(same).collect();
    let mut first: Vec<u32> = (0..claims.sources() as u32).collect();
    for group in &groups {
        for source in *group {
            first[*source as usize] = group[0];
        }
    }
    let evidence = Evidence::of(claims, &first);
    for group in groups.into_iter().filter(|group| group.len() > 1) {
        let said = rows.of_source(group[0] as usize);
        if said
            .iter()
            .map(|(object, _)| evidence.on(*object as usize))
            .sum::<f64>()
            < EVIDENCE
        {
            for source in group {
                first[*source as usize] = *source;
            }
        }
    }
    first
}

/// How much an agreement on each object says.
struct Evidence(Vec<f64>);

impl Evidence {
    /// From how often two sources of different groups agree, there and everywhere.
    fn of(claims: &Claims, first: &[u32]) -> Self {
        let mut agree = vec![(0.0, 0.0); claims.objects()];
        for (object, (equal, pairs)) in agree.iter_mut().enumerate() {
            let mut heard = 0.0;
            for cell in claims.cells_of(object) {
                let groups = claims
                    .sources_of(cell)
                    .iter()
                    .filter(|s| first[**s as usize] == **s);
                let groups = groups.count() as f64;
                *equal += groups * (groups - 1.0);
                heard += groups;
            }
            *pairs += heard * (heard - 1.0);
        }
        let (equal, pairs) = agree
            .iter()
            .fold((0.0, 0.0), |(e, p), (equal, pairs)| (e + equal, p + pairs));
        let everywhere = (equal + 1.0) / (pairs + 2.0);
        // What is seen on an object counts against two pairs of what is usual.
        let evidence =
            |(equal, pairs): (f64, f64)| -((equal + 2.0 * everywhere) / (pairs + 2.0)).ln();
        Self(
            agree
                .into_iter()
                .map(|object| evidence(object).max(LEAST))
                .collect(),
        )
    }

    fn on(&self, object: usize) -> f64 {
        self.0[object]
    }
}
