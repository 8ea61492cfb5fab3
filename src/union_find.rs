//! Disjoint sets (Galler and Fischer, 1964), with paths halved on the way (van der Weide, 1980).

/// The numbers from 0 on, in disjoint sets that grow together. Of every set its least member
/// speaks for it, so that the order of joining changes nothing.
#[derive(Debug, Clone)]
pub(crate) struct UnionFind {
    /// Of every number a lesser one of its set; of the least, itself.
    parents: Vec<u32>,
}

impl UnionFind {
    /// So many numbers, each in a set of its own.
    pub(crate) fn new(count: usize) -> Self {
        Self {
            parents: (0..count as u32).collect(),
        }
    }

    /// Makes one set of those that hold two numbers; `false` where they are one already.
    pub(crate) fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        self.parents[a.max(b) as usize] = a.min(b);
        a != b
    }

    /// The least number of the set that holds a number.
    pub(crate) fn find(&mut self, mut of: u32) -> u32 {
        while self.parents[of as usize] != of {
            let up = self.parents[self.parents[of as usize] as usize];
            self.parents[of as usize] = up;
            of = up;
        }
        of
    }

    /// For every number that of its set: sets are numbered from 0, by their least members.
    pub(crate) fn set_numbers(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = Vec::with_capacity(self.parents.len());
        let mut next = 0;
        for (number, &parent) in self.parents.iter().enumerate() {
            if parent as usize == number {
                numbers.push(next);
                next += 1;
            } else {
                numbers.push(numbers[parent as usize]);
            }
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_joined_is_one_set() {
        let mut sets = UnionFind::new(6);
        assert!(sets.join(5, 3));
        assert!(sets.join(1, 3));
        assert!(!sets.join(5, 1));
        assert!(sets.join(4, 2));
        assert_eq!(sets.find(5), 1);
        assert_eq!(sets.set_numbers(), [0, 1, 2, 1, 2, 1]);
    }

    #[test]
    fn nothing_is_in_no_set() {
        assert_eq!(UnionFind::new(0).set_numbers(), Vec::<u32>::new());
    }

    proptest! {
        /// Against a walk from number to number.
        #[test]
        fn sets_are_what_can_be_reached(pairs in prop::collection::vec((0u32..20, 0u32..20), 0..25)) {
            let mut sets = UnionFind::new(20);
            for &(a, b) in &pairs {
                sets.join(a, b);
            }
            let numbers = sets.set_numbers();
            for from in 0..20 {
                let mut reached = vec![from];
                let mut at = 0;
                while at < reached.len() {
                    let here = reached[at];
                    for &(a, b) in &pairs {
                        for (x, y) in [(a, b), (b, a)] {
                            if x == here && !reached.contains(&y) {
                                reached.push(y);
                            }
                        }
                    }
                    at += 1;
                }
                for other in 0..20 {
                    let one = numbers[from as usize] == numbers[other as usize];
                    prop_assert_eq!(one, reached.contains(&other));
                }
                prop_assert_eq!(sets.find(from), reached.into_iter().min().unwrap());
            }
        }
    }
}
