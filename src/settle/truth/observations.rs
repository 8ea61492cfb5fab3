//! Who says which value of which object: plain numbers, sorted once, in rows.

use std::ops::Range;

/// That a source says that an object has a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// What is spoken of.
    pub object: u32,
    /// What is said of it.
    pub value: u32,
    /// Who says it; `None` where it is certain, whoever says it: a known truth.
    pub source: Option<u32>,
    /// How far it speaks for itself: 1, and less for what repeats another.
    pub weight: f32,
}

impl Observation {
    /// What a source says for itself.
    pub fn new(source: u32, object: u32, value: u32) -> Self {
        Self {
            object,
            value,
            source: Some(source),
            weight: 1.0,
        }
    }

    /// What is known to be true. Nobody need have said it.
    pub fn certain(object: u32, value: u32) -> Self {
        Self {
            source: None,
            ..Self::new(0, object, value)
        }
    }

    fn key(&self) -> (u32, u32, Option<u32>) {
        (self.object, self.value, self.source)
    }
}

/// The observations of many sources, by object and value. A **cell** is one value of one object with
/// those who claim it.
///
/// ```
/// use rashomon::settle::truth::{Observation, Observations};
///
/// let said = [(1, 0, 7), (0, 0, 7), (2, 0, 8), (2, 0, 8)];
/// let said = said.map(|(source, object, value)| Observation::new(source, object, value));
/// let table = Observations::new(said.to_vec());
/// assert_eq!((table.objects(), table.sources(), table.len()), (1, 3, 3));
/// assert_eq!(table.sources_of(0), [0, 1]);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Observations {
    /// The first cell of every object.
    objects: Vec<u32>,
    /// The first observation of every cell.
    cells: Vec<u32>,
    values: Vec<u32>,
    sources: Vec<u32>,
    weights: Vec<f32>,
    of_source: Vec<u32>,
    /// Objects of which the truth is certain, and the cell of it; sorted.
    certain: Vec<(u32, u32)>,
}

impl Observations {
    /// Sorts the observations; the same one made twice counts once. Who says several things of one
    /// object gives each of them a part of its weight. Of several truths of one object the first
    /// value counts.
    pub fn new(mut all: Vec<Observation>) -> Self {
        all.sort_unstable_by_key(Observation::key);
        all.dedup_by_key(|o| o.key());
        let mut known = None;
        all.retain(|o| o.source.is_some() || known.replace(o.object) != Some(o.object));
        let mut table = Self::default();
        for cell in all.chunk_by(|x, y| (x.object, x.value) == (y.object, y.value)) {
            table.add(cell);
        }
        table.objects.push(table.cells.len() as u32);
        table.cells.push(table.sources.len() as u32);
        let sources = table.sources.iter().map(|s| *s as usize + 1).max();
        table.of_source = vec![0; sources.unwrap_or_default()];
        for source in &table.sources {
            table.of_source[*source as usize] += 1;
        }
        table.share_out();
        table
    }

    fn add(&mut self, cell: &[Observation]) {
        let Observation { object, value, .. } = cell[0];
        let number = self.cells.len() as u32;
        self.objects.resize(object as usize + 1, number);
        if cell[0].source.is_none() {
            self.certain.push((object, number));
        }
        self.cells.push(self.sources.len() as u32);
        self.values.push(value);
        for (source, weight) in cell.iter().filter_map(|o| Some((o.source?, o.weight))) {
            self.sources.push(source);
            self.weights.push(weight);
        }
    }

    fn share_out(&mut self) {
        let mut sorted = Vec::new();
        for object in 0..self.objects() {
            let cells = self.cells_of(object);
            let all = self.cells[cells.start] as usize..self.cells[cells.end] as usize;
            sorted.clear();
            sorted.extend_from_slice(&self.sources[all.clone()]);
            sorted.sort_unstable();
            if sorted.windows(2).all(|pair| pair[0] < pair[1]) {
                continue;
            }
            for (source, weight) in self.sources[all.clone()].iter().zip(&mut self.weights[all]) {
                let from = sorted.partition_point(|s| s < source);
                let to = sorted.partition_point(|s| s <= source);
                *weight /= (to - from) as f32;
            }
        }
    }

    /// How many observations there are, what is certain apart.
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
        self.values.iter().max().map_or(0, |v| *v as usize + 1)
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

    /// The observations of a cell, as numbers in the sorted list.
    pub fn of_cell(&self, cell: usize) -> Range<usize> {
        self.cells[cell] as usize..self.cells[cell + 1] as usize
    }

    /// Who claims the value of a cell, sorted.
    pub fn sources_of(&self, cell: usize) -> &[u32] {
        &self.sources[self.of_cell(cell)]
    }

    /// How far an observation speaks for itself: less than was given where its source says several
    /// things at once.
    pub fn weight(&self, observation: usize) -> f64 {
        f64::from(self.weights[observation])
    }

    /// The source of an observation.
    pub fn source(&self, observation: usize) -> usize {
        self.sources[observation] as usize
    }

    /// How many observations a source makes.
    pub fn made_by(&self, source: usize) -> u32 {
        self.of_source[source]
    }

    /// The cell that is certain of an object.
    pub fn certain(&self, object: usize) -> Option<usize> {
        let at = self.certain.binary_search_by_key(&object, |k| k.0 as usize);
        at.ok().map(|at| self.certain[at].1 as usize)
    }

    /// Of how many objects the truth is certain.
    pub fn all_certain(&self) -> usize {
        self.certain.len()
    }

    /// Of every source the object and the cell of each of its observations, sorted.
    pub fn by_source(&self) -> Vec<Vec<(u32, u32)>> {
        let mut rows: Vec<Vec<(u32, u32)>> = vec![Vec::new(); self.sources()];
        for object in 0..self.objects() {
            for cell in self.cells_of(object) {
                for source in self.sources_of(cell) {
                    rows[*source as usize].push((object as u32, cell as u32));
                }
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(source: u32, object: u32, value: u32) -> Observation {
        Observation::new(source, object, value)
    }

    #[test]
    fn the_order_of_observations_does_not_matter() {
        let mut all = vec![said(0, 1, 2), said(1, 1, 2), said(1, 3, 0), said(2, 1, 5)];
        let once = Observations::new(all.clone());
        all.reverse();
        assert_eq!(once, Observations::new(all));
        assert_eq!(once.cells_of(0), 0..0);
        assert_eq!(once.cells_of(1), 0..2);
        assert_eq!(once.cells_of(2), 2..2);
        assert_eq!(once.cells_of(3), 2..3);
        assert_eq!(once.by_source()[1], [(1, 0), (3, 2)]);
    }

    #[test]
    fn who_says_two_things_says_each_with_half_a_weight() {
        let table = Observations::new(vec![said(0, 0, 1), said(0, 0, 2), said(1, 0, 2)]);
        let weights: Vec<f64> = (0..3).map(|n| table.weight(n)).collect();
        assert_eq!(weights, [0.5, 0.5, 1.0]);
    }

    #[test]
    fn what_is_certain_has_a_cell_of_its_own() {
        let mut all = vec![said(0, 0, 1), said(1, 2, 0), said(0, 2, 4)];
        let plain = Observations::new(all.clone());
        all.extend([(2, 3), (0, 1), (2, 5)].map(|(o, v)| Observation::certain(o, v)));
        let table = Observations::new(all);
        assert_eq!((table.objects(), table.cells(), table.len()), (3, 4, 3));
        assert_eq!([table.certain(0), table.certain(1)], [Some(0), None]);
        let cell = table.certain(2).expect("known");
        assert_eq!((table.value(cell), table.sources_of(cell)), (3, &[][..]));
        assert_eq!(table.sources_of(cell + 1), [0]);
        assert_eq!((plain.cells(), plain.all_certain()), (3, 0));
    }

    #[test]
    fn nothing_claimed_is_nothing() {
        let table = Observations::new(Vec::new());
        assert!(table.is_empty());
        assert_eq!((table.objects(), table.cells(), table.values()), (0, 0, 0));
    }
}
