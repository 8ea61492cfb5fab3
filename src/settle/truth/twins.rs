//! Sources that say exactly the same of exactly the same objects are one source, where chance would
//! hardly make them so: what all but the first of them say has no weight.
//!
//! This is decided from the claims alone, before anybody is believed: eleven copies of one source
//! would otherwise outvote the rest, and their errors would look like the truth.

use super::observations::Observations;

/// Natural logarithm of how unlikely a chance agreement must be: one in a thousand.
const EVIDENCE: f64 = 7.0;
/// Even where nobody ever differs, one object says this much.
const LEAST: f64 = 0.02;

/// What sources say, and which of them are twins.
#[derive(Debug)]
pub(super) struct SourceRows {
    /// Of every source the object and the cell of each of its observations, sorted.
    pub(super) rows: Vec<Vec<(u32, u32)>>,
    /// For every source the first one that it is a twin of; itself where it is none.
    pub(super) first: Vec<u32>,
}

impl SourceRows {
    pub(super) fn new(table: &Observations) -> Self {
        let rows = table.by_source();
        let first = find(table, &rows);
        Self { rows, first }
    }

    /// The sources of a cell without those that are another's twins.
    pub(super) fn own<'s>(&'s self, sources: &'s [u32]) -> impl Iterator<Item = u32> + 's {
        let own = |s: &u32| self.first[*s as usize] == *s;
        sources.iter().copied().filter(own)
    }
}

fn find(observations: &Observations, rows: &[Vec<(u32, u32)>]) -> Vec<u32> {
    let said = |source: u32| &rows[source as usize];
    let mut first: Vec<u32> = (0..observations.sources() as u32).collect();
    let mut order = first.clone();
    order.sort_by(|a, b| said(*a).cmp(said(*b)).then(a.cmp(b)));
    let groups = order.chunk_by(|a, b| said(*a) == said(*b));
    let groups: Vec<&[u32]> = groups.filter(|group| group.len() > 1).collect();
    for group in &groups {
        for source in *group {
            first[*source as usize] = group[0];
        }
    }
    let evidence = evidence(observations, &first);
    for group in groups {
        let on = |(object, _): &(u32, u32)| evidence[*object as usize];
        if said(group[0]).iter().map(on).sum::<f64>() < EVIDENCE {
            for source in group {
                first[*source as usize] = *source;
            }
        }
    }
    first
}

/// How much an agreement on each object says, from how often two sources of different groups agree,
/// there and everywhere.
fn evidence(observations: &Observations, first: &[u32]) -> Vec<f64> {
    let is_first = |s: &&u32| first[**s as usize] == **s;
    let agree = |object| {
        let (mut equal, mut all) = (0.0, 0.0);
        for cell in observations.cells_of(object) {
            let sources = observations.sources_of(cell).iter();
            let groups = sources.filter(is_first).count() as f64;
            equal += groups * (groups - 1.0);
            all += groups;
        }
        (equal, all * (all - 1.0))
    };
    let agree: Vec<(f64, f64)> = (0..observations.objects()).map(agree).collect();
    let all = |(e, p): (f64, f64), (equal, pairs): &(f64, f64)| (e + equal, p + pairs);
    let (equal, pairs) = agree.iter().fold((0.0, 0.0), all);
    let everywhere = (equal + 1.0) / (pairs + 2.0);
    // What is seen on an object counts against two pairs of what is usual.
    let log = |(equal, pairs): (f64, f64)| -((equal + 2.0 * everywhere) / (pairs + 2.0)).ln();
    agree.into_iter().map(|o| log(o).max(LEAST)).collect()
}
