//! Who claims which value of which object: plain numbers, sorted once, in rows.

use std::ops::Range;

/// One claim: a source says that an object has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Triple {
    /// What is spoken of.
    pub object: u32,
    /// What is said of it.
    pub value: u32,
    /// Who says it.
    pub source: u32,
}

/// The claims of many sources, by object and value. A **cell** is one value of one object with
/// those who claim it.
///
/// ```
/// use rashomon::weigh::truth::{Claims, Triple};
///
/// let said = |source, object, value| Triple { object, value, source };
/// let claims = Claims::new(vec![said(1, 0, 7), said(0, 0, 7), said(2, 0, 8), said(2, 0, 8)]);
/// assert_eq!((claims.objects(), claims.sources(), claims.len()), (1, 3, 3));
/// assert_eq!(claims.sources_of(0), [0, 1]);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claims {
    objects: Vec<u32>,
    cells: Vec<u32>,
    values: Vec<u32>,
    sources: Vec<u32>,
    weights: Vec<f32>,
    of_source: Vec<u32>,
    of_value: usize,
    /// Objects of which the truth is known, and the cell of it; sorted.
    known: Vec<(u32, u32)>,
}

impl Claims {
    /// Sorts the claims; the same claim made twice counts once. Who makes several claims of one
    /// object gives each of them a part of one voice.
    pub fn new(triples: Vec<Triple>) -> Self {
        Self::knowing(triples, &[])
    }

    /// The same, where the truth of some objects is known: pairs of an object and its value, which
    /// need not be claimed by anybody. Of several truths of one object the first value counts.
    pub fn knowing(mut triples: Vec<Triple>, known: &[(u32, u32)]) -> Self {
        triples.sort_unstable();
        triples.dedup();
        let mut known = known.to_vec();
        known.sort_unstable();
        known.dedup_by_key(|(object, _)| *object);
        let mut claims = Self::rows(&triples, &known);
        claims.weights = voices(&triples);
        claims
    }

    fn rows(triples: &[Triple], known: &[(u32, u32)]) -> Self {
        let claimed = triples.iter().map(|t| (t.object, t.value));
        let mut keys: Vec<(u32, u32)> = claimed.chain(known.iter().copied()).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut rows = Self::default();
        let mut at = 0;
        for (cell, key) in keys.iter().enumerate() {
            while rows.objects.len() <= key.0 as usize {
                rows.objects.push(cell as u32);
            }
            rows.cells.push(at as u32);
            rows.values.push(key.1);
            rows.of_value = rows.of_value.max(key.1 as usize + 1);
            if known.binary_search(key).is_ok() {
                rows.known.push((key.0, cell as u32));
            }
            let of_key = |t: &&Triple| (t.object, t.value) == *key;
            at += triples[at..].iter().take_while(of_key).count();
        }
        rows.objects.push(keys.len() as u32);
        rows.cells.push(at as u32);
        rows.sources = triples.iter().map(|t| t.source).collect();
        let sources = rows.sources.iter().map(|s| *s as usize + 1).max();
        rows.of_source = vec![0; sources.unwrap_or_default()];
        for source in &rows.sources {
            rows.of_source[*source as usize] += 1;
        }
        rows
    }

    /// How many claims there are.
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Whether nobody claims anything.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// One more than the highest number of an object.
    pub fn objects(&self) -> usize {
        self.objects.len() - 1
    }

    /// One more than the highest number of a source.
    pub fn sources(&self) -> usize {
        self.of_source.len()
    }

    /// One more than the highest number of a value.
    pub fn values(&self) -> usize {
        self.of_value
    }

    /// How many cells there are.
    pub fn cells(&self) -> usize {
        self.values.len()
    }

    /// The cells of an object.
    pub fn cells_of(&self, object: usize) -> Range<usize> {
        self.objects[object] as usize..self.objects[object + 1] as usize
    }

    /// The value of a cell.
    pub fn value(&self, cell: usize) -> u32 {
        self.values[cell]
    }

    /// The claims of a cell, as numbers in the sorted list.
    pub fn claims_of(&self, cell: usize) -> Range<usize> {
        self.cells[cell] as usize..self.cells[cell + 1] as usize
    }

    /// Who claims the value of a cell, sorted.
    pub fn sources_of(&self, cell: usize) -> &[u32] {
        &self.sources[self.claims_of(cell)]
    }

    /// How much of a voice a claim is: 1, or less where its source says several things at once.
    pub fn weight(&self, claim: usize) -> f64 {
        f64::from(self.weights[claim])
    }

    /// The source of a claim.
    pub fn source(&self, claim: usize) -> usize {
        self.sources[claim] as usize
    }

    /// How many claims a source makes.
    pub fn made_by(&self, source: usize) -> u32 {
        self.of_source[source]
    }

    /// The cell that is known to be true of an object.
    pub fn known(&self, object: usize) -> Option<usize> {
        let at = self.known.binary_search_by_key(&object, |k| k.0 as usize);
        at.ok().map(|at| self.known[at].1 as usize)
    }

    /// Of how many objects the truth is known.
    pub fn all_known(&self) -> usize {
        self.known.len()
    }

    /// The object and the cell of every claim of every source, by source.
    pub fn by_source(&self) -> BySource {
        BySource::of(self)
    }
}

/// Every source's claims: the object and the cell of each, sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BySource {
    starts: Vec<u32>,
    claims: Vec<(u32, u32)>,
}

impl BySource {
    fn of(claims: &Claims) -> Self {
        let mut starts = vec![0_u32; claims.sources() + 1];
        for source in 0..claims.sources() {
            starts[source + 1] = starts[source] + claims.made_by(source);
        }
        let mut next = starts.clone();
        let mut rows = vec![(0, 0); claims.len()];
        for object in 0..claims.objects() {
            for cell in claims.cells_of(object) {
                for source in claims.sources_of(cell) {
                    let at = &mut next[*source as usize];
                    rows[*at as usize] = (object as u32, cell as u32);
                    *at += 1;
                }
            }
        }
        Self {
            starts,
            claims: rows,
        }
    }

    /// The claims of one source: object and cell.
    pub fn of_source(&self, source: usize) -> &[(u32, u32)] {
        &self.claims[self.starts[source] as usize..self.starts[source + 1] as usize]
    }
}

/// Each claim's part of its source's one voice on the object.
fn voices(triples: &[Triple]) -> Vec<f32> {
    let mut weights = vec![1.0; triples.len()];
    let mut start = 0;
    for object in triples.chunk_by(|a, b| a.object == b.object) {
        if object.len() > 1 {
            let mut sources: Vec<u32> = object.iter().map(|t| t.source).collect();
            sources.sort_unstable();
            if sources.windows(2).any(|pair| pair[0] == pair[1]) {
                for (i, triple) in object.iter().enumerate() {
                    let from = sources.partition_point(|s| *s < triple.source);
                    let to = sources.partition_point(|s| *s <= triple.source);
                    weights[start + i] = 1.0 / (to - from) as f32;
                }
            }
        }
        start += object.len();
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(source: u32, object: u32, value: u32) -> Triple {
        Triple {
            object,
            value,
            source,
        }
    }

    #[test]
    fn the_order_of_claims_does_not_matter() {
        let mut triples = vec![said(0, 1, 2), said(1, 1, 2), said(1, 3, 0), said(2, 1, 5)];
        let once = Claims::new(triples.clone());
        triples.reverse();
        assert_eq!(once, Claims::new(triples));
        assert_eq!(once.cells_of(0), 0..0);
        assert_eq!(once.cells_of(1), 0..2);
        assert_eq!(once.cells_of(2), 2..2);
        assert_eq!(once.cells_of(3), 2..3);
        assert_eq!(once.by_source().of_source(1), [(1, 0), (3, 2)]);
    }

    #[test]
    fn who_says_two_things_has_half_a_voice_for_each() {
        let claims = Claims::new(vec![said(0, 0, 1), said(0, 0, 2), said(1, 0, 2)]);
        let weights: Vec<f64> = (0..3).map(|c| claims.weight(c)).collect();
        assert_eq!(weights, [0.5, 0.5, 1.0]);
    }

    #[test]
    fn what_is_known_has_a_cell_of_its_own() {
        let triples = vec![said(0, 0, 1), said(1, 2, 0), said(0, 2, 4)];
        let claims = Claims::knowing(triples.clone(), &[(2, 3), (0, 1)]);
        assert_eq!((claims.objects(), claims.cells(), claims.len()), (3, 4, 3));
        assert_eq!([claims.known(0), claims.known(1)], [Some(0), None]);
        let cell = claims.known(2).expect("known");
        assert_eq!((claims.value(cell), claims.sources_of(cell)), (3, &[][..]));
        assert_eq!(claims.sources_of(cell + 1), [0]);
        assert_eq!(Claims::knowing(triples.clone(), &[]), Claims::new(triples));
    }

    #[test]
    fn nothing_claimed_is_nothing() {
        let claims = Claims::new(Vec::new());
        assert!(claims.is_empty());
        assert_eq!(
            (claims.objects(), claims.cells(), claims.values()),
            (0, 0, 0)
        );
    }
}
