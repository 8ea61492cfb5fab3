//! How many independent origins stand behind the accounts of one event.
//!
//! Ten outlets with one wire story are one source. Accounts are of one origin where one outlet gives
//! both as its own, where they name the same source, republish one another, where one document echoes another, or
//! where outlets of one owner say the same of the same sources.

use std::collections::{BTreeMap, HashMap};

use itertools::Itertools;

use super::dependence::Dependence;
use crate::claim::Claim;
use crate::compare::{Comparison, Context, Side, Speakers, Statement, Voice, Voices, value_key};
use crate::link::Features;
use crate::names::EntityId;
use crate::settle::outlets::{Taken, Trust};

/// The origins of the accounts of one event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    /// One for each claim, in the order given: the number of its origin, from 0, by first claim.
    pub of: Vec<u32>,
    /// Pairs of claims that show the others of an origin to be of it: positions in the list given.
    /// [`Sources::tie`] says why.
    pub ties: Vec<(u32, u32)>,
}

impl Origins {
    /// How many there are: they are numbered without a gap.
    pub fn count(&self) -> usize {
        self.of.iter().max().map_or(0, |last| *last as usize + 1)
    }
}

/// What makes two accounts of one origin, for a whole claims set.
#[derive(Debug, Clone)]
pub struct Sources<'a> {
    ctx: Context<'a>,
    features: &'a [Features],
    dependence: &'a Dependence,
    trust: &'a Trust,
    speakers: &'a Speakers,
    /// Numbers of the outlets of a name in small letters.
    named: HashMap<String, Vec<u32>>,
    /// Lengths and first letters that such names have.
    shapes: Vec<bool>,
    /// Numbers of the outlets that an entity publishes.
    published: BTreeMap<EntityId, Vec<u32>>,
    /// The entity of each outlet that is one, by number.
    publishers: Vec<Option<EntityId>>,
}

/// Which entry of the table of shapes a name has.
fn shape(name: &str) -> usize {
    let first = name.bytes().next().unwrap_or_default();
    name.len().min(63) << 5 | usize::from(first & 31)
}

impl<'a> Sources<'a> {
    /// Of a claims set; `features` hold the numbers of outlets and documents.
    pub fn new(
        ctx: Context<'a>,
        features: &'a [Features],
        (dependence, trust, speakers): (&'a Dependence, &'a Trust, &'a Speakers),
    ) -> Self {
        let mut named: HashMap<String, Vec<u32>> = HashMap::new();
        let mut published: BTreeMap<EntityId, Vec<u32>> = BTreeMap::new();
        let mut shapes = vec![false; 64 << 5];
        let mut publishers = Vec::new();
        let mut met = Vec::new();
        for (claim, feature) in ctx.claims.iter().zip(features) {
            let number = feature.outlet;
            if met.len() <= number as usize {
                met.resize(number as usize + 1, false);
                publishers.resize(number as usize + 1, None);
            }
            if std::mem::replace(&mut met[number as usize], true) {
                continue;
            }
            let name = claim.outlet.to_ascii_lowercase();
            shapes[shape(&name)] = true;
            named.entry(name).or_default().push(number);
            if let Some(&entity) = ctx.names.outlets.get(&claim.outlet) {
                published.entry(entity).or_default().push(number);
                publishers[number as usize] = Some(entity);
            }
        }
        Self {
            ctx,
            features,
            dependence,
            trust,
            speakers,
            named,
            shapes,
            published,
            publishers,
        }
    }

    /// The entity that a claim's outlet is.
    pub fn publisher(&self, claim: u32) -> Option<EntityId> {
        self.publishers[self.features[claim as usize].outlet as usize]
    }

    /// The origins of `claims`, which must be sorted.
    pub fn of(&self, claims: &[u32]) -> Origins {
        if claims.len() < 2 {
            return Origins {
                of: vec![0; claims.len()],
                ties: Vec::new(),
            };
        }
        let mut roots: Vec<u32> = (0..claims.len() as u32).collect();
        let mut ties = Vec::new();
        for (i, j) in self.edges(claims) {
            let (x, y) = (root(&mut roots, i), root(&mut roots, j));
            if x != y {
                roots[x.max(y) as usize] = x.min(y);
                ties.push((i, j));
            }
        }
        let of = numbered(&mut roots);
        Origins { of, ties }
    }

    /// The number of the origin of each of some statements on one thing: two are of one origin where
    /// one speaker is behind both, or one is a copy of the other's value. An outlet that cites two
    /// speakers does not make them one.
    pub fn of_sides(&self, comparison: &Comparison, sides: &[Side]) -> Vec<u32> {
        let said = sides.iter();
        let said = said.map(|&s| comparison.statement(&self.ctx, s));
        self.of_statements(&said.collect::<Vec<_>>())
    }

    /// As [`Self::of_sides`].
    pub fn of_statements(&self, said: &[Statement]) -> Vec<u32> {
        if said.len() < 2 {
            return vec![0; said.len()];
        }
        let mut roots: Vec<u32> = (0..said.len() as u32).collect();
        for (i, j) in self.shared_words(said) {
            let (x, y) = (root(&mut roots, i), root(&mut roots, j));
            roots[x.max(y) as usize] = x.min(y);
        }
        numbered(&mut roots)
    }

    /// Pairs of statements that are of one origin, by position.
    fn shared_words(&self, said: &[Statement]) -> Vec<(u32, u32)> {
        let by_key = |keys: &mut dyn Iterator<Item = (u64, u32)>| -> Vec<(u64, u32)> {
            keys.sorted_unstable().collect()
        };
        let own = |s: &Statement| u64::from(self.features[s.side.claim as usize].outlet);
        let speaker = |s: &Statement| match s.voices().speaker() {
            Some(voice) => voice.number().into(),
            None => own(s) | 1 << 40,
        };
        let numbered = || said.iter().zip(0u32..);
        let speakers = by_key(&mut numbered().map(|(s, at)| (speaker(s), at)));
        let mut pairs: Vec<(u32, u32)> = starred(&speakers).collect();
        let outlets = by_key(&mut numbered().map(|(s, at)| (own(s), at)));
        let of_outlet = |outlet: u64| {
            let from = outlets.partition_point(|&(key, _)| key < outlet);
            outlets[from..]
                .iter()
                .take_while(move |(key, _)| *key == outlet)
                .map(|&(_, at)| at)
        };
        for (s, at) in numbered() {
            for outlet in self.leans_on(s.side.claim) {
                pairs.extend(
                    of_outlet(outlet.into())
                        .filter(|&other| self.repeats(s, &said[other as usize]))
                        .map(|other| (at, other)),
                );
            }
            if let Some(Taken { from, .. }) = self.trust.source(s.side.claim) {
                let others = of_outlet(u64::from(self.features[from as usize].outlet));
                let others = others.filter(|&n| said[n as usize].side.claim == from);
                pairs.extend(
                    others
                        .filter(|&n| self.alike(s, &said[n as usize]))
                        .map(|n| (at, n)),
                );
            }
        }
        if !self.dependence.echoes.is_empty() {
            self.echoed_words(said, &mut pairs);
        }
        self.owned_words(said, &mut pairs);
        pairs
    }

    /// Statements of outlets of one owner that say the same in the same way.
    fn owned_words(&self, said: &[Statement], pairs: &mut Vec<(u32, u32)>) {
        let owned = said.iter().zip(0u32..).filter_map(|(s, at)| {
            let owner = self
                .trust
                .owner(self.features[s.side.claim as usize].outlet)?;
            let cited = s.voices().cited().map(Voice::number).collect_vec();
            Some(((owner, value_key(&self.ctx, s), cited), at))
        });
        pairs.extend(starred(&owned.sorted_unstable().collect_vec()));
    }

    /// Statements of documents of which one echoes the other.
    fn echoed_words(&self, said: &[Statement], pairs: &mut Vec<(u32, u32)>) {
        let document = |s: &Statement| self.features[s.side.claim as usize].document;
        let mut documents: Vec<(u32, u32)> = said
            .iter()
            .zip(0..)
            .map(|(s, at)| (document(s), at))
            .collect();
        documents.sort_unstable();
        for (s, at) in said.iter().zip(0u32..) {
            for other in self.dependence.partners(document(s)) {
                let others = members(&documents, other);
                pairs.extend(
                    others
                        .filter(|&n| self.repeats(s, &said[n as usize]))
                        .map(|n| (at, n)),
                );
            }
        }
    }

    /// Whether two statements give one value.
    fn alike(&self, x: &Statement, y: &Statement) -> bool {
        value_key(&self.ctx, x) == value_key(&self.ctx, y)
    }

    /// Whether the first may repeat the second: the same value, of the same sources, or of the second's outlet.
    fn repeats(&self, x: &Statement, y: &Statement) -> bool {
        let outlet = y.voices().outlet();
        let beyond = x.voices().cited().filter(|voice| Some(*voice) != outlet);
        beyond.eq(y.voices().cited()) && self.alike(x, y)
    }

    /// Pairs of positions that are of one origin, sorted: enough of them that the others follow.
    fn edges(&self, claims: &[u32]) -> Vec<(u32, u32)> {
        let outlets = grouped(claims, |claim, keys| {
            keys.push(self.features[claim as usize].outlet);
        });
        let voices = grouped(claims, |claim, keys| keys.extend(self.voices(claim)));
        let mut edges: Vec<(u32, u32)> = starred(&voices).collect();
        for (position, &claim) in claims.iter().enumerate() {
            for outlet in self.leans_on(claim) {
                edges.extend(members(&outlets, outlet).map(|at| pair(position as u32, at)));
            }
        }
        for (position, &claim) in claims.iter().enumerate() {
            let from = self.trust.source(claim);
            let at = from.and_then(|taken| claims.binary_search(&taken.from).ok());
            edges.extend(at.map(|at| pair(position as u32, at as u32)));
        }
        if !self.dependence.echoes.is_empty() {
            edges.extend(self.echoes(claims));
        }
        edges.extend(self.owned(claims));
        edges.retain(|(i, j)| i != j);
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    /// Accounts of outlets of one owner that name the same sources.
    fn owned(&self, claims: &[u32]) -> Vec<(u32, u32)> {
        let owned = claims.iter().zip(0u32..).filter_map(|(&claim, at)| {
            let of = &self.features[claim as usize];
            Some(((self.trust.owner(of.outlet)?, of.attribution), at))
        });
        starred(&owned.sorted_unstable().collect_vec()).collect_vec()
    }

    fn echoes(&self, claims: &[u32]) -> Vec<(u32, u32)> {
        let document = |claim: u32| self.features[claim as usize].document;
        let documents = grouped(claims, |claim, keys| keys.push(document(claim)));
        let mut edges = Vec::new();
        for (position, &claim) in claims.iter().enumerate() {
            for other in self.dependence.partners(document(claim)) {
                edges.extend(members(&documents, other).map(|at| pair(position as u32, at)));
            }
        }
        edges
    }

    /// Who speaks in a claim: all that it cites, or else its outlet, each by a number of its own.
    fn voices(&self, claim: u32) -> impl Iterator<Item = u32> + use<'_, 'a> {
        let assertions = 0..self.ctx.claims[claim as usize].assertions.len() as u16;
        let header = self.speakers.of(&self.ctx, claim, None);
        let of_assertions =
            assertions.map(move |slot| self.speakers.of(&self.ctx, claim, Some(slot)));
        let all: Vec<Voices> = std::iter::once(header).chain(of_assertions).collect();
        let cited = |voices: &Voices| voices.cited().map(Voice::number).collect_vec();
        let mut numbers = all.iter().flat_map(cited).collect_vec();
        if numbers.is_empty() {
            let outlet = header.outlet().map(Voice::number);
            let unnamed = self.features[claim as usize].outlet | 1 << 31;
            numbers.push(outlet.unwrap_or(unnamed));
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter()
    }

    /// Numbers of the outlets that a claim republishes or cites.
    fn leans_on(&self, claim: u32) -> impl Iterator<Item = u32> + use<'_, 'a> {
        let own = &self.ctx.claims[claim as usize];
        let words = own
            .document
            .republished_from
            .iter()
            .chain(own.said_by.iter());
        // Most sources are nobody's name, which their shape tells at less cost than a look-up.
        let by_name = words
            .filter(|name| self.shapes[shape(name)])
            .filter_map(|name| self.named.get(&name.to_ascii_lowercase()));
        let cited = &self.ctx.names.claims[claim as usize].said_by;
        let by_entity = cited.iter().filter_map(|id| self.published.get(id));
        by_name.chain(by_entity).flatten().copied()
    }

    /// Why two accounts are of one origin, if they are.
    pub fn tie(&self, a: u32, b: u32) -> Option<String> {
        let (x, y) = (&self.ctx.claims[a as usize], &self.ctx.claims[b as usize]);
        republished(x, y)
            .or_else(|| republished(y, x))
            .or_else(|| self.quoted(a, y))
            .or_else(|| self.quoted(b, x))
            .or_else(|| self.shared_voice(a, b))
            .or_else(|| self.echoed(a, b))
            .or_else(|| self.taken(a, b))
            .or_else(|| self.taken(b, a))
            .or_else(|| self.of_one_owner(a, b))
    }

    fn of_one_owner(&self, a: u32, b: u32) -> Option<String> {
        let [x, y] = [a, b].map(|claim| &self.features[claim as usize]);
        let owner = self.trust.owner(x.outlet)?;
        let is_one = Some(owner) == self.trust.owner(y.outlet) && x.attribution == y.attribution;
        let [a, b] = [a, b].map(|claim| &self.ctx.claims[claim as usize].outlet);
        is_one.then(|| format!("{a} and {b} are both of {owner}"))
    }

    fn taken(&self, a: u32, b: u32) -> Option<String> {
        let taken = self.trust.source(a).filter(|taken| taken.from == b)?;
        let [x, y] = [a, b].map(|claim| &self.ctx.claims[claim as usize].outlet);
        let sure = (taken.likely * 100.0).round().min(99.0);
        Some(if taken.mutual {
            format!(
                "one of {} and {} copies the other ({sure} % likely)",
                x.min(y),
                x.max(y)
            )
        } else {
            format!("{x} copies {y} ({sure} % likely)")
        })
    }

    fn quoted(&self, a: u32, y: &Claim) -> Option<String> {
        let outlet = self.ctx.names.outlets.get(&y.outlet);
        let x = &self.ctx.claims[a as usize];
        let by_name = x.said_by.iter().any(|s| s.eq_ignore_ascii_case(&y.outlet));
        let cited = &self.ctx.names.claims[a as usize].said_by;
        let by_entity = outlet.is_some_and(|id| cited.contains(id));
        (x.outlet != y.outlet && (by_name || by_entity))
            .then(|| format!("{} cites {}", x.outlet, y.outlet))
    }

    fn shared_voice(&self, a: u32, b: u32) -> Option<String> {
        let of_b: Vec<u32> = self.voices(b).collect();
        let shared = self.voices(a).find(|voice| of_b.contains(voice))?;
        let [x, y] = [a, b].map(|claim| &self.ctx.claims[claim as usize]);
        Some(match [a, b].map(|claim| self.cited_as(claim, shared)) {
            [Some(source), Some(_)] => format!("both cite {source}"),
            [Some(_), None] => format!("{} cites {}", x.outlet, y.outlet),
            [None, Some(_)] => format!("{} cites {}", y.outlet, x.outlet),
            [None, None] => format!("both are {}'s", x.outlet),
        })
    }

    /// The name under which a claim cites a voice.
    fn cited_as(&self, claim: u32, voice: u32) -> Option<&'a str> {
        let names = &self.ctx.names.claims[claim as usize];
        let of_assertions = names.assertions.iter().flat_map(|a| &a.said_by);
        let mut cited = names.said_by.iter().chain(of_assertions);
        let is = |id: &&EntityId| {
            self.speakers
                .cited(**id)
                .is_some_and(|v| v.number() == voice)
        };
        cited.find(is).map(|id| self.ctx.name(*id))
    }

    fn echoed(&self, a: u32, b: u32) -> Option<String> {
        let document = |claim: u32| self.features[claim as usize].document;
        let echo = self.dependence.between(document(a), document(b))?;
        Some(echo.evidence(&echo.outlet, &echo.of_outlet))
    }
}

fn republished(x: &Claim, y: &Claim) -> Option<String> {
    let from = x.document.republished_from.as_ref()?;
    (from.eq_ignore_ascii_case(&y.outlet)).then(|| format!("{} republishes {}", x.outlet, y.outlet))
}

/// Keys of claims, each with the position of the claim, sorted.
fn grouped(claims: &[u32], keys_of: impl Fn(u32, &mut Vec<u32>)) -> Vec<(u32, u32)> {
    let mut keys = Vec::new();
    let mut grouped = Vec::with_capacity(claims.len());
    for (position, &claim) in claims.iter().enumerate() {
        keys_of(claim, &mut keys);
        grouped.extend(keys.drain(..).map(|key| (key, position as u32)));
    }
    grouped.sort_unstable();
    grouped
}

/// The first position of every key with each other position of that key.
fn starred<K: PartialEq>(grouped: &[(K, u32)]) -> impl Iterator<Item = (u32, u32)> {
    let groups = grouped.chunk_by(|x, y| x.0 == y.0);
    groups.flat_map(|group| group[1..].iter().map(|(_, at)| (group[0].1, *at)))
}

/// The positions of a key.
fn members(grouped: &[(u32, u32)], key: u32) -> impl Iterator<Item = u32> {
    let from = grouped.partition_point(|&(k, _)| k < key);
    let of_key = grouped[from..].iter().take_while(move |(k, _)| *k == key);
    of_key.map(|&(_, at)| at)
}

fn pair(i: u32, j: u32) -> (u32, u32) {
    (i.min(j), i.max(j))
}

/// Numbers of the sets, from 0, in the order of their first members.
fn numbered(roots: &mut [u32]) -> Vec<u32> {
    let all = 0..roots.len() as u32;
    let mut numbers = vec![u32::MAX; roots.len()];
    let mut next = 0;
    let mut number = |at: u32| {
        let number = &mut numbers[root(roots, at) as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        *number
    };
    all.map(&mut number).collect()
}

fn root(roots: &mut [u32], mut of: u32) -> u32 {
    while roots[of as usize] != of {
        let up = roots[roots[of as usize] as usize];
        roots[of as usize] = up;
        of = up;
    }
    of
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;
    use crate::ingest::{self, Source};
    use crate::link::{self, Weights};
    use crate::names::{self, Gazetteer};
    use crate::settle::outlets::Given;

    /// By the definition: every pair, in order.
    fn by_pairs(sources: &Sources, claims: &[u32]) -> Origins {
        let mut of: Vec<u32> = (0..claims.len() as u32).collect();
        let mut ties = Vec::new();
        for [i, j] in (0..claims.len()).array_combinations() {
            if of[i] != of[j] && sources.tie(claims[i], claims[j]).is_some() {
                let (keep, drop) = (of[i].min(of[j]), of[i].max(of[j]));
                let dropped = of.iter_mut().filter(|o| **o == drop);
                dropped.for_each(|o| *o = keep);
                ties.push((i as u32, j as u32));
            }
        }
        let numbers: Vec<u32> = of.iter().copied().unique().collect();
        let number = |o: &u32| numbers.iter().position(|n| n == o).unwrap() as u32;
        Origins {
            of: of.iter().map(number).collect(),
            ties,
        }
    }

    #[test]
    fn the_origins_are_those_that_every_pair_would_show() {
        let book = Codebook::builtin();
        let found = ingest::find(&[Source::Path("claims/sahel".into())]);
        let claims = ingest::read(&found, &book).claims;
        let (gazetteer, _) = Gazetteer::load(&found.gazetteers[0]);
        let names = names::resolve(&claims, &book, &gazetteer);
        let linkage = link::link(
            &claims,
            &names,
            &book,
            &Weights::default(),
            (&[], &link::RuledEvents::default()),
        );
        let ctx = Context {
            claims: &claims,
            names: &names,
            codebook: &book,
        };
        let dependence = super::super::dependence::find(&ctx, &linkage, &BTreeMap::new());
        let speakers = Speakers::new(&ctx);
        let trust = Trust::of(&ctx, &linkage, &speakers, &dependence, Given::default());
        let sources = Sources::new(ctx, &linkage.features, (&dependence, &trust, &speakers));
        let all: Vec<u32> = (0..claims.len() as u32).collect();
        for step in 1..12 {
            for some in all.chunks(step * 3) {
                assert_eq!(sources.of(some), by_pairs(&sources, some));
            }
        }
        let whole = sources.of(&all);
        assert_eq!(whole, by_pairs(&sources, &all));
        assert!(whole.ties.len() > 10);
    }
}
