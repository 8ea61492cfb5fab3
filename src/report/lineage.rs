//! Who copies whom, as a tree: below every source those that take from it; then those of whom one copies the other.

use std::collections::{BTreeMap, BTreeSet};

use super::block::Line;
use super::words;
use crate::view::{Copies, Outlet};

/// How deep in the tree, and what stands there.
pub type Node = (usize, Line);

/// The name under which a source stands that is not named.
const UNKNOWN: &str = "unknown";

/// The tree of some outlets; of a circle, the first by name is its root. Who takes from several
/// stands below each, and those that take from it below it once.
pub fn tree<'a>(outlets: impl IntoIterator<Item = &'a Outlet>) -> Vec<Node> {
    let mut lineage = Lineage::default();
    let mut either = BTreeMap::new();
    for outlet in outlets {
        for copy in &outlet.copies_or_copied {
            let pair: [&str; 2] = [&outlet.outlet, &copy.outlet];
            let [a, b] = pair;
            either.entry([a.min(b), a.max(b)]).or_insert(copy);
        }
        for copy in &outlet.copies {
            let below = lineage.below.entry(&copy.outlet).or_default();
            below.entry(&outlet.outlet).or_default().push(copy);
            lineage.copiers.insert(&outlet.outlet);
        }
    }
    let sources: Vec<&str> = lineage.below.keys().copied().collect();
    let (roots, rest): (Vec<&str>, Vec<&str>) = sources
        .into_iter()
        .partition(|name| !lineage.copiers.contains(name));
    for root in roots.into_iter().chain(rest) {
        if !lineage.told.contains(root) {
            let name = if root == UNKNOWN {
                "somebody not named"
            } else {
                root
            };
            lineage.nodes.push((0, Line::new().strong(name)));
            lineage.tell(root, 1);
        }
    }
    let either = either
        .into_iter()
        .map(|(pair, copy)| (0, one_of(pair, copy)));
    lineage.nodes.extend(either);
    lineage.nodes
}

/// That one of two copies the other.
fn one_of([a, b]: [&str; 2], copy: &Copies) -> Line {
    let named = Line::new().strong(a).plain(" and ").strong(b);
    let why = words::sentence(&copy.why);
    named.plain(format!(
        ": one copies the other{}: {why}",
        words::sure(copy)
    ))
}

#[derive(Default)]
struct Lineage<'a> {
    /// By source, who takes from it, and on what that rests.
    below: BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Copies>>>,
    copiers: BTreeSet<&'a str>,
    /// Sources whose copiers stand there already.
    told: BTreeSet<&'a str>,
    nodes: Vec<Node>,
}

impl<'a> Lineage<'a> {
    fn tell(&mut self, source: &'a str, depth: usize) {
        if !self.told.insert(source) {
            return;
        }
        let below = self.below.get(source).cloned().unwrap_or_default();
        for (copier, copies) in below {
            self.nodes.push((depth, line(copier, &copies)));
            self.tell(copier, depth + 1);
        }
    }
}

fn line(copier: &str, rests_on: &[&Copies]) -> Line {
    let sure = rests_on.iter().find(|c| c.probability.is_some());
    let sure = sure.map_or_else(String::new, |c| words::sure(c));
    let why: Vec<String> = rests_on.iter().map(|c| words::sentence(&c.why)).collect();
    Line::new()
        .strong(copier)
        .plain(format!("{sure}: {}", why.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlet(name: &str, from: &[&str]) -> Outlet {
        let copy = |source: &&str| Copies {
            outlet: (*source).to_owned(),
            probability: Some(0.9),
            why: "because".to_owned(),
        };
        Outlet {
            outlet: name.to_owned(),
            copies: from.iter().map(copy).collect(),
            ..Outlet::default()
        }
    }

    fn shape(outlets: &[Outlet]) -> Vec<(usize, String)> {
        let name = |line: Line| line.0[0].text.clone();
        tree(outlets)
            .into_iter()
            .map(|(depth, line)| (depth, name(line)))
            .collect()
    }

    #[test]
    fn below_every_source_stand_its_copiers() {
        let all = [
            outlet("b", &["a"]),
            outlet("c", &["b", "x"]),
            outlet("d", &["a"]),
            outlet("a", &[]),
        ];
        let expected = [(0, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "x"), (1, "c")];
        assert_eq!(
            shape(&all),
            expected.map(|(depth, name)| (depth, name.to_owned()))
        );
    }

    #[test]
    fn of_two_that_may_each_be_the_copier_neither_is_below_the_other() {
        let [mut a, mut b] = [outlet("a", &["b"]), outlet("b", &["a"])];
        for one in [&mut a, &mut b] {
            one.copies_or_copied = std::mem::take(&mut one.copies);
        }
        let told: Vec<(usize, String)> = tree([&b, &a])
            .into_iter()
            .map(|(depth, line)| (depth, line.0.iter().map(|part| &*part.text).collect()))
            .collect();
        let expected = "a and b: one copies the other (90 %): Because.";
        assert_eq!(told, [(0, expected.to_owned())]);
    }

    #[test]
    fn a_circle_ends() {
        let all = [
            outlet("a", &["b"]),
            outlet("b", &["a"]),
            outlet("c", &["unknown"]),
        ];
        let expected = [
            (0, "somebody not named"),
            (1, "c"),
            (0, "a"),
            (1, "b"),
            (2, "a"),
        ];
        assert_eq!(
            shape(&all),
            expected.map(|(depth, name)| (depth, name.to_owned()))
        );
        assert!(shape(&[outlet("a", &[])]).is_empty());
    }
}
