//! Gathers names of persons that sound alike, and short names with the only full one that fits.

use std::sync::Arc;

use hashbrown::HashMap;

use super::name::{PersonMatch, PersonName, names_in};
use crate::codebook::SubjectType;
use crate::names::NameReason;
use crate::names::gather::{Alike, ClusterItem, Gathered, by_order, candidates, gather};
use crate::names::identity::{Doubtful, Identified, Identity, Joins};
use crate::names::interner::NumberTable;
use crate::names::kind::Knowledge;

/// A person as far as known.
type PersonCandidate = crate::names::gather::NameCandidate<PersonName>;

/// Joins unlisted names with the persons whose names they spell or shorten.
pub(super) fn join(
    evidence: &Knowledge,
    found: &[Option<Identified>],
    joins: &mut Joins,
) -> Doubtful {
    let read = |text: &Arc<str>| Some(PersonName::new(names_in(text).first()?));
    let of_list = |text: &str| Some(PersonName::new(text));
    let mut all = candidates(evidence, SubjectType::Person, found, of_list, read);
    for candidate in &mut all {
        if let Identity::Entry(entry) = candidate.identity
            && let Some(home) = evidence.index.home(entry)
        {
            candidate.met_in.insert(Some(home));
        }
    }
    all.sort_by(|a, b| a.rank().cmp(&b.rank()));
    let mut table = PersonTable::new(&all);
    table.join_spellings(joins);
    table.join_parts(joins);
    table.doubts
}

impl PersonCandidate {
    fn compare(&self, other: &Self) -> PersonMatch {
        if self.is_listed() && other.is_listed() {
            return PersonMatch::Other;
        }
        let met = self.meets(other);
        let full = self.words().min(other.words()) >= 2;
        if !met && !full {
            return PersonMatch::Other;
        }
        match self.closest(other) {
            found if met => found,
            // A full name that sounds the same is one across borders.
            PersonMatch::Same(score) if score >= 0.95 => PersonMatch::Same(score),
            _ => PersonMatch::Other,
        }
    }

    fn closest(&self, other: &Self) -> PersonMatch {
        let pairs = self.names.iter();
        let pairs = pairs.flat_map(|x| other.names.iter().map(move |y| x.compare(y)));
        pairs.fold(PersonMatch::Other, |best, one| {
            if one.worth() > best.worth() {
                one
            } else {
                best
            }
        })
    }

    /// Whether its name, though short, says more than a given name does.
    fn is_telling(&self) -> bool {
        !self.is_listed() && self.names.iter().any(PersonName::is_telling)
    }

    fn words(&self) -> usize {
        self.names.iter().map(PersonName::words).max().unwrap_or(0)
    }
}

/// The candidates, and what was found of them.
struct PersonTable<'a> {
    all: &'a [PersonCandidate],
    items: Vec<ClusterItem>,
    gathered: Gathered,
    /// How names that are not wholly other stand to each other, the lesser number first.
    matches: HashMap<(usize, usize), PersonMatch>,
    doubts: Doubtful,
}

impl<'a> PersonTable<'a> {
    fn new(all: &'a [PersonCandidate]) -> Self {
        let mut numbers = NumberTable::default();
        let keys = |c: &PersonCandidate| c.names.iter().flat_map(PersonName::skeletons).collect();
        let items: Vec<ClusterItem> = all.iter().map(|c| c.item(keys(c), &mut numbers)).collect();
        let mut matches = HashMap::new();
        let gathered = gather(&items, by_order, |i, c| {
            let found = all[i].compare(&all[c]);
            if found.worth() > 0.0 {
                matches.insert((c.min(i), c.max(i)), found);
            }
            match found {
                PersonMatch::Same(score) => Some(Alike { score, same: true }),
                _ => None,
            }
        });
        Self {
            all,
            items,
            gathered,
            matches,
            doubts: Vec::new(),
        }
    }

    /// Joins each name with the likest centre before it.
    fn join_spellings(&mut self, joins: &mut Joins) {
        for &(name, of, score) in &self.gathered.joins {
            self.all[name].spells(&self.all[of], score, joins);
        }
        let doubts = std::mem::take(&mut self.gathered.doubts);
        for rivals in doubts.chunk_by(|x, y| x.1 == y.1) {
            for &(other, name, _) in rivals.iter().take(2) {
                self.doubt(name, other, |a, b| {
                    format!("\"{a}\" is like \"{b}\", and no less like another name that the gazetteer lists")
                });
            }
        }
    }

    /// Other centres that share the sound of a word with one.
    fn near(&self, i: usize) -> Vec<usize> {
        let mut near = self.gathered.near(&self.items[i].keys);
        near.retain(|&other| other != i);
        near
    }

    /// Joins each short name with the full one that it is a part of, if only one fits.
    fn join_parts(&mut self, joins: &mut Joins) {
        let mut joined = vec![false; self.all.len()];
        for &(name, ..) in &self.gathered.joins {
            joined[name] = true;
        }
        let mut parts: Vec<(usize, usize)> = Vec::new();
        for i in (0..self.all.len()).filter(|&i| !joined[i]) {
            let near = self.near(i);
            let longer = near.iter().copied();
            let longer = longer.filter(|&c| self.all[c].words() > self.all[i].words());
            let longer: Vec<(usize, PersonMatch)> = longer
                .filter_map(|c| Some((c, *self.matches.get(&(i.min(c), i.max(c)))?)))
                .collect();
            match longer[..] {
                [(one, PersonMatch::Part)] => parts.push((i, one)),
                _ if self.all[i].is_telling() => {
                    for &(other, _) in longer.iter().take(4) {
                        self.doubt(i, other, |a, b| {
                            format!("\"{a}\" is a part of \"{b}\", which does not say that they are one person")
                        });
                    }
                }
                _ => {}
            }
            self.doubt_like(i, &near);
        }
        for (short, long) in parts {
            let listed = self.all[short].is_listed();
            let (from, into) = if listed { (long, short) } else { (short, long) };
            if !std::mem::replace(&mut joined[from], true) {
                let (from, into) = (&self.all[from], &self.all[into]);
                let of = Arc::clone(&into.text);
                let why = NameReason::Part { of };
                joins.add(from.identity.clone(), into.identity.clone(), why);
            }
        }
    }

    /// Doubts about names of as many words that are alike, and not enough.
    fn doubt_like(&mut self, i: usize, near: &[usize]) {
        for &c in near.iter().filter(|&&c| c < i) {
            let (a, b) = (&self.all[i], &self.all[c]);
            let unlisted = !a.is_listed() && !b.is_listed();
            let nearly = matches!(self.matches.get(&(c, i)), Some(PersonMatch::Doubt(_)));
            if unlisted && nearly && a.words() == b.words() {
                self.doubt(i, c, |a, b| {
                    format!("\"{a}\" and \"{b}\" are nearly one name, which is too little to call them one person")
                });
            }
        }
    }

    fn doubt(&mut self, i: usize, other: usize, why: impl Fn(&str, &str) -> String) {
        let (a, b) = (&self.all[i], &self.all[other]);
        let why = why(&a.text, &b.text);
        let doubt = (a.identity.clone(), b.identity.clone(), why);
        self.doubts.push(doubt);
    }
}
