//! Kinds from the spellings of values.

use hashbrown::HashMap;

use super::kind::{Hierarchy, Kind};

impl Kind {
    /// Sets of names, for values that are names between semicolons.
    pub fn lists(values: &[String]) -> Self {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let lists = values.iter().map(|value| {
            let mut list: Vec<u32> = value
                .split(';')
                .map(|name| {
                    let next = numbers.len() as u32;
                    *numbers.entry(name).or_insert(next)
                })
                .collect();
            list.sort_unstable();
            list
        });
        Self::List(lists.collect())
    }

    /// Counts, for values that are numbers; what is none counts as 0.
    pub fn counts(values: &[String]) -> Self {
        Self::Count(sizes(values))
    }

    /// Measurements, for values that are numbers; what is none counts as 0.
    pub fn numbers(values: &[String]) -> Self {
        Self::Number(sizes(values))
    }

    /// Places, with pairs of a place and one that holds it.
    ///
    /// ```
    /// use rashomon::weigh::truth::Kind;
    ///
    /// let values = ["Gao".to_owned(), "Mali".to_owned()];
    /// let pairs = [("Gao".to_owned(), "Gao Region".to_owned()), ("Gao Region".to_owned(), "Mali".to_owned())];
    /// let Kind::Place(tree) = Kind::places(&values, &pairs) else { unreachable!() };
    /// assert!(tree.holds(1, 0));
    /// ```
    pub fn places(values: &[String], pairs: &[(String, String)]) -> Self {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        for (number, value) in values.iter().enumerate() {
            numbers.insert(value, number as u32);
        }
        let mut number = |name| {
            let next = numbers.len() as u32;
            *numbers.entry(name).or_insert(next)
        };
        let pairs: Vec<(u32, u32)> = pairs
            .iter()
            .map(|(child, parent)| (number(child.as_str()), number(parent.as_str())))
            .collect();
        Self::Place(Hierarchy::new(&pairs))
    }
}

fn sizes(values: &[String]) -> Vec<f64> {
    values.iter().map(|v| v.parse().unwrap_or(0.0)).collect()
}
