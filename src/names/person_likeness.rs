//! Gathers names of persons that sound alike, and short names with the only full one that fits.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Reason;
use super::context::Context;
use super::countries::Country;
use super::identity::{Doubtful, Found, Identity, Joins, Unit};
use super::index::Index;
use super::person_name::{PersonMatch, PersonName, names_in};
use crate::codebook::SubjectType;

/// A person as far as known: an entry, or a name that nothing lists.
struct Candidate {
    identity: Identity,
    text: Arc<str>,
    names: Vec<PersonName>,
    claims: u32,
    /// The countries that the name was met in; `None` in it: in none that is known.
    roots: BTreeSet<Option<Country>>,
}

/// Joins unlisted names with the persons whose names they spell or shorten.
pub(super) fn join(
    index: &Index,
    contexts: &[Context],
    units: &[Unit],
    found: &[Option<Found>],
    joins: &mut Joins,
) -> Doubtful {
    let roots = roots(contexts, units, found);
    let mut all = listed(index, &roots);
    all.extend(unlisted(units, found, &roots));
    all.sort_by(|a, b| a.rank().cmp(&b.rank()));
    let mut table = Table::new(&all);
    table.join_spellings(joins);
    table.join_parts(joins);
    table.doubts
}

impl Candidate {
    fn is_listed(&self) -> bool {
        matches!(self.identity, Identity::Entry(_))
    }

    /// Listed names first, then the commonest.
    fn rank(&self) -> (bool, Reverse<u32>, &Arc<str>, &Identity) {
        (
            !self.is_listed(),
            Reverse(self.claims),
            &self.text,
            &self.identity,
        )
    }

    /// Whether both were met in one country, or one of them in none.
    fn meets(&self, other: &Self) -> bool {
        let nowhere = |c: &Self| c.roots.is_empty() || c.roots.contains(&None);
        nowhere(self) || nowhere(other) || !self.roots.is_disjoint(&other.roots)
    }

    fn compare(&self, other: &Self) -> PersonMatch {
        if self.is_listed() && other.is_listed() {
            return PersonMatch::Other;
        }
        let met = self.meets(other);
        if !met && self.words().min(other.words()) < 2 {
            return PersonMatch::Other;
        }
        let found = self.closest(other);
        match found {
            // A full name that sounds the same is one across borders.
            PersonMatch::Same(score) if score >= 0.95 && self.words().min(other.words()) >= 2 => {
                found
            }
            _ if met => found,
            _ => PersonMatch::Other,
        }
    }

    fn closest(&self, other: &Self) -> PersonMatch {
        let pairs = self
            .names
            .iter()
            .flat_map(|x| other.names.iter().map(move |y| x.compare(y)));
        pairs.fold(PersonMatch::Other, |best, one| {
            if worth(one) > worth(best) { one } else { best }
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

fn worth(found: PersonMatch) -> f64 {
    match found {
        PersonMatch::Same(score) => 2.0 + score,
        PersonMatch::Part => 2.0,
        PersonMatch::Doubt(score) => score,
        PersonMatch::Other => 0.0,
    }
}

type Roots = BTreeMap<Identity, BTreeSet<Option<Country>>>;

fn roots(contexts: &[Context], units: &[Unit], found: &[Option<Found>]) -> Roots {
    let mut roots = Roots::new();
    for (unit, found) in units.iter().zip(found) {
        if let (SubjectType::Person, Some(found)) = (unit.kind, found) {
            let root = contexts[unit.context as usize].country;
            roots
                .entry(found.identity.clone())
                .or_default()
                .insert(root);
        }
    }
    roots
}

fn listed(index: &Index, roots: &Roots) -> Vec<Candidate> {
    let entries = index.gazetteer.entries.iter().enumerate();
    entries
        .filter(|(_, entry)| entry.kind == SubjectType::Person)
        .map(|(number, entry)| {
            let identity = Identity::Entry(number as u32);
            let free = entry
                .aliases
                .iter()
                .filter(|a| a.context.is_empty())
                .map(|a| &a.name);
            let names = std::iter::once(&entry.name).chain(free);
            let mut met = roots.get(&identity).cloned().unwrap_or_default();
            if let Some(home) = index.home(number as u32) {
                met.insert(Some(home));
            }
            Candidate {
                identity,
                text: Arc::clone(&entry.name),
                names: names.map(|name| PersonName::new(name)).collect(),
                claims: 0,
                roots: met,
            }
        })
        .collect()
}

/// The unlisted names, under their commonest spelling.
fn unlisted(units: &[Unit], found: &[Option<Found>], roots: &Roots) -> Vec<Candidate> {
    let mut texts: BTreeMap<&Identity, BTreeMap<&Arc<str>, u32>> = BTreeMap::new();
    for (unit, found) in units.iter().zip(found) {
        let Some(found) = found else { continue };
        if unit.kind == SubjectType::Person && matches!(found.identity, Identity::Name(..)) {
            *texts
                .entry(&found.identity)
                .or_default()
                .entry(&unit.text)
                .or_default() += unit.claims;
        }
    }
    texts
        .into_iter()
        .filter_map(|(identity, texts)| {
            let claims = texts.values().sum();
            let text = texts
                .into_iter()
                .max_by_key(|&(text, n)| (n, Reverse(text)))?
                .0;
            let main = names_in(text).into_iter().next()?;
            Some(Candidate {
                identity: identity.clone(),
                text: Arc::clone(text),
                names: vec![PersonName::new(&main)],
                claims,
                roots: roots.get(identity).cloned().unwrap_or_default(),
            })
        })
        .collect()
}

/// The candidates, by the sound of each of their words.
struct Table<'a> {
    all: &'a [Candidate],
    by_word: HashMap<String, Vec<usize>>,
    joined: Vec<bool>,
    /// How names that are not wholly other stand to each other, the lesser number first.
    matches: hashbrown::HashMap<(usize, usize), PersonMatch>,
    doubts: Doubtful,
}

impl<'a> Table<'a> {
    fn new(all: &'a [Candidate]) -> Self {
        let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, candidate) in all.iter().enumerate() {
            for key in keys(candidate) {
                by_word.entry(key).or_default().push(i);
            }
        }
        Self {
            all,
            by_word,
            joined: vec![false; all.len()],
            matches: hashbrown::HashMap::new(),
            doubts: Vec::new(),
        }
    }

    /// Candidates that share the sound of a word with one, and have joined no other.
    fn near(&self, i: usize) -> Vec<usize> {
        let keys = keys(&self.all[i]);
        let mut near: Vec<usize> = keys
            .iter()
            .filter_map(|key| self.by_word.get(key))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|&other| other != i && !self.joined[other]);
        near
    }

    /// Joins each name with the likest centre before it.
    fn join_spellings(&mut self, joins: &mut Joins) {
        for i in 0..self.all.len() {
            if self.all[i].is_listed() {
                continue;
            }
            let mut same: Vec<(f64, usize)> = Vec::new();
            for c in self.near(i).into_iter().filter(|&c| c < i) {
                let found = self.all[i].compare(&self.all[c]);
                if worth(found) > 0.0 {
                    self.matches.insert((c, i), found);
                }
                if let PersonMatch::Same(score) = found {
                    same.push((score, c));
                }
            }
            same.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
            match same[..] {
                [(score, one), (next, two), ..]
                    if self.are_rivals(one, two) && score - next < 0.02 =>
                {
                    self.doubt(i, &[one, two], "as like");
                }
                [(score, one), ..] => self.spell(i, one, score, joins),
                [] => {}
            }
        }
    }

    /// How two names stand to each other, if [`Self::join_spellings`] found anything.
    fn found(&self, a: usize, b: usize) -> Option<PersonMatch> {
        self.matches.get(&(a.min(b), a.max(b))).copied()
    }

    fn are_rivals(&self, a: usize, b: usize) -> bool {
        self.all[a].is_listed() && self.all[b].is_listed()
    }

    fn spell(&mut self, i: usize, into: usize, score: f64, joins: &mut Joins) {
        let why = Reason::Spelling {
            of: Arc::clone(&self.all[into].text),
            likeness: (score * 1000.0).round() as u16,
        };
        joins.add(
            self.all[i].identity.clone(),
            self.all[into].identity.clone(),
            why,
        );
        self.joined[i] = true;
    }

    /// Joins each short name with the full one that it is a part of, if only one fits.
    fn join_parts(&mut self, joins: &mut Joins) {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for i in 0..self.all.len() {
            if self.joined[i] {
                continue;
            }
            let longer: Vec<(usize, PersonMatch)> = self
                .near(i)
                .into_iter()
                .filter(|&c| self.all[c].words() > self.all[i].words())
                .filter_map(|c| Some((c, self.found(i, c)?)))
                .collect();
            match longer[..] {
                [(one, PersonMatch::Part)] => found.push((i, one)),
                _ if self.all[i].is_telling() => {
                    let fits: Vec<usize> = longer.iter().map(|l| l.0).collect();
                    self.doubt(i, &fits, "a part of");
                }
                _ => {}
            }
            self.doubt_like(i);
        }
        for (short, long) in found {
            self.shorten(short, long, joins);
        }
    }

    fn shorten(&mut self, short: usize, long: usize, joins: &mut Joins) {
        let (from, into) = if self.all[short].is_listed() {
            (long, short)
        } else {
            (short, long)
        };
        if self.joined[from] {
            return;
        }
        let of = Arc::clone(&self.all[into].text);
        joins.add(
            self.all[from].identity.clone(),
            self.all[into].identity.clone(),
            Reason::Part { of },
        );
        self.joined[from] = true;
    }

    /// Doubts about names of as many words that are alike, and not enough.
    fn doubt_like(&mut self, i: usize) {
        for c in self.near(i).into_iter().filter(|&c| c < i) {
            if self.all[c].words() != self.all[i].words() {
                continue;
            }
            let unlisted = !self.all[c].is_listed() && !self.all[i].is_listed();
            if unlisted && matches!(self.found(i, c), Some(PersonMatch::Doubt(_))) {
                self.doubt(i, &[c], "nearly");
            }
        }
    }

    fn doubt(&mut self, i: usize, others: &[usize], how: &str) {
        for &other in others.iter().take(4) {
            let (a, b) = (&self.all[i].text, &self.all[other].text);
            let why = match how {
                "nearly" => format!(
                    "\"{a}\" and \"{b}\" are nearly one name, which is too little to call them one person"
                ),
                "as like" => format!(
                    "\"{a}\" is like \"{b}\", and no less like another name that the gazetteer lists"
                ),
                _ => format!(
                    "\"{a}\" is a part of \"{b}\", which does not say that they are one person"
                ),
            };
            self.doubts.push((
                self.all[i].identity.clone(),
                self.all[other].identity.clone(),
                why,
            ));
        }
    }
}

fn keys(candidate: &Candidate) -> Vec<String> {
    let mut keys: Vec<String> = candidate
        .names
        .iter()
        .flat_map(PersonName::skeletons)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
