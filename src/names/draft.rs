//! Entities in the making: what claims write of each, and what lists say.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Reason;
use super::assemble::{EntryKeys, Findings, Key};
use super::identity::{Identity, SubjectKind};
use super::place_forest::{Forest, NodeId};
use super::places::Why;
use crate::claim::Position;

/// An entity in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) surfaces: BTreeMap<Arc<str>, (Reason, u32)>,
    /// The name from a list, if it is from one.
    pub(super) name: Option<Arc<str>>,
    pub(super) entry: Option<u32>,
    pub(super) category: Option<u16>,
    pub(super) unknown: bool,
    pub(super) position: Option<Position>,
    pub(super) parents: BTreeSet<Key>,
    /// Tells entities of one name apart, in sorting.
    pub(super) detail: String,
    pub(super) kind: Option<SubjectKind>,
}

/// Drafts every entity that claims name or the gazetteer ties to one.
pub(super) fn drafts(findings: &Findings) -> BTreeMap<Key, Draft> {
    let mut drafts: BTreeMap<Key, Draft> = BTreeMap::new();
    let entries = EntryKeys::new(findings);
    let forest = &findings.places.forest;
    for node in 0..forest.nodes.len() as NodeId {
        add_node(&mut drafts, findings, node);
    }
    for (unit, found) in findings.units.iter().zip(findings.found) {
        let key = entries.key(&found.identity);
        let draft = drafts.entry(key).or_default();
        describe(draft, findings, &found.identity);
        draft.add(&unit.text, &found.why, unit.claims);
    }
    add_listed_holders(&mut drafts, findings, &entries);
    drafts
}

fn add_node(drafts: &mut BTreeMap<Key, Draft>, findings: &Findings, node: NodeId) {
    let forest = &findings.places.forest;
    let head = forest.head(node);
    let draft = drafts.entry(Key::Place(head)).or_default();
    let written = &forest.nodes[node as usize];
    if written.claims > 0 {
        draft.add(&written.text, &place_reason(findings, node), written.claims);
    }
    let least = |a: Option<Position>, b: Option<Position>| match (a, b) {
        (Some(a), Some(b))
            if b.lat
                .total_cmp(&a.lat)
                .then(b.lon.total_cmp(&a.lon))
                .is_lt() =>
        {
            Some(b)
        }
        (a, b) => a.or(b),
    };
    let listed = written
        .geo
        .map(|n| findings.index.gazetteer.places[n as usize].position);
    draft.position = least(draft.position, listed.or(written.position));
    draft.kind = Some(SubjectKind::Place);
    draft.unknown |= forest.name(node).nameless;
    if node == head {
        draft.entry = written.entry;
        draft.parents.extend(forest.parent(head).map(Key::Place));
        draft.detail = around(forest, head);
        if written.claims == 0 && written.entry.is_none() {
            draft.name = Some(Arc::clone(&written.text));
        }
    }
}

/// What a place lies in, or, for one named alone, what it was named beside; as words.
fn around(forest: &Forest, head: NodeId) -> String {
    let node = &forest.nodes[head as usize];
    let up = forest.ancestors(node.scope.unwrap_or(head));
    let mut words = String::from(if node.alone { "@" } else { "" });
    for holder in node.scope.into_iter().chain(up) {
        words.push('\u{1}');
        words.push_str(&forest.nodes[forest.head(holder) as usize].text);
    }
    words.push_str(&"\u{2}".repeat(node.spot as usize));
    words
}

fn place_reason(findings: &Findings, node: NodeId) -> Reason {
    let text = |n: NodeId| Arc::clone(&findings.places.forest.nodes[n as usize].text);
    match &findings.places.why[node as usize] {
        Why::Listed(context) => Reason::Gazetteer {
            context: context.clone(),
        },
        Why::Like(of, score) => Reason::Spelling {
            of: text(*of),
            likeness: (score * 1000.0).round() as u16,
        },
        Why::Holds(of, places) => Reason::Holds {
            of: text(*of),
            places: *places,
        },
        Why::Only(of) => Reason::Part { of: text(*of) },
        Why::Name if findings.places.forest.name(node).stripped => Reason::Descriptor {
            of: text(findings.places.forest.head(node)),
        },
        Why::Name => Reason::Folded,
    }
}

/// What an identity says of its entity beyond the spellings.
fn describe(draft: &mut Draft, findings: &Findings, identity: &Identity) {
    match identity {
        Identity::Entry(number) => {
            let entry = findings.index.entry(*number);
            draft.entry = Some(*number);
            draft.kind = Some(entry.kind.into());
        }
        Identity::Category(number) => {
            let name = findings
                .codebook
                .categories()
                .get(usize::from(*number))
                .map(|c| c.name.as_str());
            draft.category = Some(*number);
            draft.name = name.map(Arc::from);
        }
        Identity::Forces(country) => {
            country.name().clone_into(&mut draft.detail);
        }
        Identity::Name(kind, key) => {
            draft.detail.clone_from(key);
            draft.kind = Some(*kind);
        }
        Identity::Unknown(kind, key) => {
            draft.detail.clone_from(key);
            draft.kind = Some(*kind);
            draft.unknown = true;
        }
    }
    if let Some(entry) = draft.entry {
        let entry = findings.index.entry(entry);
        draft.name = Some(Arc::clone(&entry.name));
        draft.position = entry.position.or(draft.position);
    }
}

/// Adds the entries that hold, or that are spoken for by, an entity met in the claims.
fn add_listed_holders(drafts: &mut BTreeMap<Key, Draft>, findings: &Findings, entries: &EntryKeys) {
    let mut open: Vec<u32> = drafts.values().filter_map(|d| d.entry).collect();
    let mut seen: BTreeSet<u32> = open.iter().copied().collect();
    while let Some(number) = open.pop() {
        let own = entries.key(&Identity::Entry(number));
        describe(
            drafts.entry(own.clone()).or_default(),
            findings,
            &Identity::Entry(number),
        );
        let entry = findings.index.entry(number);
        for name in entry.parents.iter().chain(&entry.organ_of) {
            let Some(holder) = findings.index.named(name).filter(|&h| h != number) else {
                continue;
            };
            let key = entries.key(&Identity::Entry(holder));
            describe(
                drafts.entry(key.clone()).or_default(),
                findings,
                &Identity::Entry(holder),
            );
            let is_place = matches!(own, Key::Place(_));
            if entry.parents.contains(name) && !is_place {
                drafts.entry(own.clone()).or_default().parents.insert(key);
            }
            if seen.insert(holder) {
                open.push(holder);
            }
        }
    }
}

impl Draft {
    fn add(&mut self, text: &Arc<str>, why: &Reason, claims: u32) {
        let surface = self
            .surfaces
            .entry(Arc::clone(text))
            .or_insert_with(|| (why.clone(), 0));
        surface.1 += claims;
        if *why < surface.0 {
            surface.0 = why.clone();
        }
    }

    /// The canonical name: a list's, or else the spelling that most claims use.
    pub(super) fn canonical(&self) -> Arc<str> {
        let most = || {
            let most = self
                .surfaces
                .iter()
                .max_by_key(|(text, (_, claims))| (*claims, Reverse(*text)));
            most.map_or_else(
                || Arc::from(self.detail.as_str()),
                |(text, _)| Arc::clone(text),
            )
        };
        self.name.clone().unwrap_or_else(most)
    }
}
