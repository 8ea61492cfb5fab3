//! Entities in the making: what claims write of each, and what lists say.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{EntityKey, Findings};
use crate::claim::Position;
use crate::codebook::SubjectType;
use crate::names::NameReason;
use crate::names::forest::{Forest, NodeId, least};
use crate::names::identity::Identity;

/// An entity in the making.
#[derive(Debug, Default)]
pub(super) struct EntityDraft {
    /// Each spelling, with why it is this entity's and how many claims write it.
    pub(super) surfaces: BTreeMap<Arc<str>, (NameReason, u32)>,
    /// The name from a list, if it is from one.
    name: Option<Arc<str>>,
    pub(super) entry: Option<u32>,
    pub(super) category: Option<u16>,
    pub(super) unknown: bool,
    pub(super) position: Option<Position>,
    pub(super) parents: BTreeSet<EntityKey>,
    /// Tells entities of one name apart, in sorting.
    pub(super) detail: String,
    pub(super) kind: SubjectType,
}

/// Drafts every entity that claims name or the gazetteer ties to one.
pub(super) fn drafts(findings: &Findings) -> BTreeMap<EntityKey, EntityDraft> {
    let mut drafts = Drafts {
        findings,
        all: BTreeMap::new(),
    };
    for node in 0..findings.places.forest.nodes.len() as NodeId {
        drafts.add_node(node);
    }
    for (unit, found) in findings.evidence.units.iter().zip(&findings.found) {
        let draft = drafts.describe(&found.identity);
        // What only a known truth or a ruling writes is nobody's spelling.
        if unit.claims > 0 {
            draft.add(&unit.text, &found.why, unit.claims);
        }
    }
    drafts.add_listed_holders();
    drafts.all
}

struct Drafts<'a> {
    findings: &'a Findings<'a>,
    all: BTreeMap<EntityKey, EntityDraft>,
}

impl Drafts<'_> {
    fn add_node(&mut self, node: NodeId) {
        let places = self.findings.places;
        let forest = &places.forest;
        let head = forest.head(node);
        let draft = self.all.entry(EntityKey::Place(head)).or_default();
        let written = forest.at(node);
        if written.claims > 0 {
            let of = Arc::clone(&forest.at(head).text);
            let stripped = forest
                .name(node)
                .stripped
                .then_some(NameReason::Descriptor { of });
            let why = places.why[node as usize].clone().or(stripped);
            let why = why.unwrap_or(NameReason::Folded);
            draft.add(&written.text, &why, written.claims);
        }
        let listed = written.geo.map(|n| {
            let places = &self.findings.evidence.index.gazetteer.places;
            places[n as usize].position
        });
        draft.position = least(draft.position, listed.or(written.position));
        draft.kind = SubjectType::Place;
        draft.unknown |= forest.name(node).nameless;
        if node == head {
            draft.entry = written.entry;
            draft
                .parents
                .extend(forest.parent(head).map(EntityKey::Place));
            draft.detail = around(forest, head);
            if written.claims == 0 && written.entry.is_none() {
                draft.name = Some(Arc::clone(&written.text));
            }
        }
    }

    /// The draft of an identity, with what that says of it beyond the spellings.
    fn describe(&mut self, identity: &Identity) -> &mut EntityDraft {
        let evidence = &self.findings.evidence;
        let draft = self.all.entry(self.findings.key(identity)).or_default();
        match identity {
            Identity::Entry(number) => {
                draft.entry = Some(*number);
                draft.kind = evidence.index.entry(*number).kind;
            }
            Identity::Category(number) => {
                let category = evidence.codebook.categories().get(usize::from(*number));
                draft.category = Some(*number);
                draft.name = category.map(|c| Arc::from(c.name.as_str()));
            }
            Identity::Forces(country) => country.name().clone_into(&mut draft.detail),
            Identity::Name(kind, key) | Identity::Unknown(kind, key) => {
                draft.detail.clone_from(key);
                draft.kind = *kind;
                draft.unknown |= matches!(identity, Identity::Unknown(..));
            }
        }
        if let Some(entry) = draft.entry {
            let entry = evidence.index.entry(entry);
            draft.name = Some(Arc::clone(&entry.name));
            draft.position = entry.position.or(draft.position);
        }
        draft
    }

    /// Adds the entries that hold, or that are spoken for by, an entity met in the claims.
    fn add_listed_holders(&mut self) {
        let mut open: Vec<u32> = self.all.values().filter_map(|d| d.entry).collect();
        let mut seen: BTreeSet<u32> = open.iter().copied().collect();
        while let Some(number) = open.pop() {
            self.describe(&Identity::Entry(number));
            let own = self.findings.key_of_entry(number);
            let index = self.findings.evidence.index;
            let entry = index.entry(number);
            for name in entry.parents.iter().chain(&entry.organ_of) {
                let Some(holder) = index.named(name).filter(|&h| h != number) else {
                    continue;
                };
                self.describe(&Identity::Entry(holder));
                if entry.parents.contains(name) && matches!(own, EntityKey::Other(_)) {
                    let key = self.findings.key_of_entry(holder);
                    let draft = self.all.entry(own.clone()).or_default();
                    draft.parents.insert(key);
                }
                if seen.insert(holder) {
                    open.push(holder);
                }
            }
        }
    }
}

/// What a place lies in, or, for one named alone, what it was named beside; as words.
fn around(forest: &Forest, head: NodeId) -> String {
    let node = forest.at(head);
    let up = forest.above(node.scope.unwrap_or(head));
    let mut words = String::from(if node.alone { "@" } else { "" });
    for holder in node.scope.into_iter().chain(up) {
        words.push('\u{1}');
        words.push_str(&forest.nodes[forest.head(holder) as usize].text);
    }
    words.push_str(&"\u{2}".repeat(node.spot as usize));
    words
}

impl EntityDraft {
    fn add(&mut self, text: &Arc<str>, why: &NameReason, claims: u32) {
        let surface = self.surfaces.entry(Arc::clone(text));
        let surface = surface.or_insert_with(|| (why.clone(), 0));
        surface.1 += claims;
        if *why < surface.0 {
            surface.0 = why.clone();
        }
    }

    /// The canonical name: a list's, or else the spelling that most claims use.
    pub(super) fn canonical(&self) -> Arc<str> {
        let commonness = |(text, (_, claims)): &(&Arc<str>, &(NameReason, u32))| {
            (*claims, Reverse(Arc::clone(text)))
        };
        let most = || self.surfaces.iter().max_by_key(commonness).map(|s| s.0);
        let name = self.name.as_ref().or_else(most);
        name.map_or_else(|| Arc::from(self.detail.as_str()), Arc::clone)
    }
}
