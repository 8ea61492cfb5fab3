//! TOML to codebook.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;

use super::kinds::Kinship;
use super::model::{Attribute, Category, Kind, Term, Tolerance, ValueType};
use super::terms::TermRelations;
use super::{Codebook, HeaderAttributes, terms};
use crate::claim::{AttributeId, KindId, TermId};
use crate::text::term as key;

/// The parts of the built-in codebook, a topic a file.
const BUILTIN: [(&str, &str); 6] = [
    ("kinds.toml", include_str!("builtin/kinds.toml")),
    ("header.toml", include_str!("builtin/header.toml")),
    ("people.toml", include_str!("builtin/people.toml")),
    ("things.toml", include_str!("builtin/things.toml")),
    ("states.toml", include_str!("builtin/states.toml")),
    ("measures.toml", include_str!("builtin/measures.toml")),
];

/// Of every entry the number of the source that declared it: what a later source calls its own wins.
#[derive(Debug, Clone, Default)]
pub(super) struct Layers {
    kinds: Vec<usize>,
    categories: Vec<usize>,
    attributes: Vec<usize>,
}

/// A codebook that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookError {
    /// The file.
    pub source: String,
    /// Line, from 1; 0 where the fault is the file's.
    pub line: u32,
    /// Column in characters, from 1; 0 where the fault is the line's.
    pub column: u32,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for CodebookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": error: {}", self.message)
    }
}

impl std::error::Error for CodebookError {}

/// A codebook file, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    version: Option<u32>,
    #[serde(default)]
    title: Vec<String>,
    #[serde(default)]
    recount: Vec<String>,
    #[serde(default)]
    kind: Vec<Kind>,
    #[serde(default)]
    category: Vec<Category>,
    #[serde(default)]
    attribute: Vec<Attribute>,
}

impl File {
    /// This file with all that its terms imply and exclude.
    fn spelt_out(mut self) -> Self {
        for attribute in &mut self.attribute {
            terms::spell_out(&mut attribute.terms);
        }
        self
    }
}

/// The codebook inside the program.
///
/// A test reads it, so the empty codebook that stands in for an unreadable one is never seen.
pub(super) fn builtin() -> Codebook {
    try_builtin().unwrap_or_else(|_| empty())
}

fn try_builtin() -> Result<Codebook, CodebookError> {
    let mut whole = File::default();
    for (name, toml) in BUILTIN {
        let part = read(toml, name)?;
        whole.title.extend(part.title);
        whole.kind.extend(part.kind);
        whole.category.extend(part.category);
        whole.attribute.extend(part.attribute);
    }
    add(empty(), whole, "builtin")
}

pub(super) fn extend(book: Codebook, toml: &str, source: &str) -> Result<Codebook, CodebookError> {
    add(book, read(toml, source)?, source)
}

/// A codebook with the entries of one source more.
fn add(mut book: Codebook, added: File, source: &str) -> Result<Codebook, CodebookError> {
    let (layer, layers) = (book.sources.len(), &mut book.layers);
    book.titles.extend(added.title.iter().map(|t| key(t)));
    book.recounters.extend(added.recount.iter().map(|t| key(t)));
    let of_kinds = (&mut book.kinds, &mut layers.kinds);
    merge(of_kinds, added.kind, layer, |k| &k.name);
    let of_categories = (&mut book.categories, &mut layers.categories);
    merge(of_categories, added.category, layer, |c| &c.name);
    let of_attributes = (&mut book.attributes, &mut layers.attributes);
    merge(of_attributes, added.attribute, layer, |a| &a.name);
    book.sources.push(source.to_owned());
    index(&mut book);
    book.kinship = Kinship::of(&book);
    book.term_relations = TermRelations::all(&book);
    book.header = header(&book, source)?;
    check(&book, source)?;
    Ok(book)
}

/// Adds entries; one of the same name replaces the earlier in place, so numbers stay.
fn merge<T>(
    (into, layers): (&mut Vec<T>, &mut Vec<usize>),
    added: Vec<T>,
    layer: usize,
    name: impl Fn(&T) -> &String,
) {
    for entry in added {
        let own = key(name(&entry));
        let known = into.iter().position(|e| key(name(e)) == own);
        if let Some(at) = known {
            (into[at], layers[at]) = (entry, layer);
        } else {
            into.push(entry);
            layers.push(layer);
        }
    }
}

fn read(toml: &str, source: &str) -> Result<File, CodebookError> {
    let file: File = toml::from_str(toml).map_err(|error| {
        let (line, column) = error
            .span()
            .map_or((0, 0), |span| position(toml, span.start));
        CodebookError {
            source: source.to_owned(),
            line,
            column,
            message: error.message().to_owned(),
        }
    })?;
    match file.version {
        None | Some(1) => Ok(file.spelt_out()),
        Some(other) => Err(fault(
            source,
            format!("version {other} is not known; this program reads version 1"),
        )),
    }
}

/// Line and column (in characters) of a byte offset, both from 1.
fn position(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    (line as u32, column as u32)
}

fn fault(source: &str, message: String) -> CodebookError {
    CodebookError {
        source: source.to_owned(),
        line: 0,
        column: 0,
        message,
    }
}

fn empty() -> Codebook {
    let header = HeaderAttributes {
        when: AttributeId(0),
        place: AttributeId(0),
        kind: AttributeId(0),
        actors: AttributeId(0),
    };
    Codebook {
        kinds: Vec::new(),
        attributes: Vec::new(),
        categories: Vec::new(),
        titles: Vec::new(),
        recounters: Vec::new(),
        kind_index: HashMap::new(),
        attribute_index: HashMap::new(),
        category_index: HashMap::new(),
        term_index: HashMap::new(),
        kinship: Kinship::default(),
        term_relations: Vec::new(),
        header,
        sources: Vec::new(),
        layers: Layers::default(),
    }
}

fn index(book: &mut Codebook) {
    let kinds = book.kinds.iter().map(|k| (&k.name, &k.aliases));
    book.kind_index = indexed(kinds, &book.layers.kinds, |i| KindId(i as u16));
    let categories = book.categories.iter().map(|c| (&c.name, &c.aliases));
    book.category_index = indexed(categories, &book.layers.categories, |i| i);
    let attributes = book.attributes.iter().map(|a| (&a.name, &a.aliases));
    book.attribute_index = indexed(attributes, &book.layers.attributes, |i| {
        AttributeId(i as u16)
    });
    book.term_index.clear();
    for (i, attribute) in book.attributes.iter().enumerate() {
        let terms = attribute.terms.iter().map(|t| (&t.name, &t.aliases));
        let alike = vec![0; attribute.terms.len()];
        let terms = indexed(terms, &alike, |t| TermId(t as u16));
        let of_it = |(name, term)| ((AttributeId(i as u16), name), term);
        book.term_index.extend(terms.into_iter().map(of_it));
    }
}

/// The entry that every name and alias finds. What a later source says wins, and of one source a name
/// before an alias.
fn indexed<'a, T>(
    entries: impl Iterator<Item = (&'a String, &'a Vec<String>)>,
    layers: &[usize],
    number: impl Fn(usize) -> T,
) -> HashMap<String, T> {
    let mut found: HashMap<String, (usize, bool, usize)> = HashMap::new();
    for (at, (name, aliases)) in entries.enumerate() {
        let words = std::iter::once((name, true)).chain(aliases.iter().map(|a| (a, false)));
        for (word, is_name) in words {
            let (of_it, known) = ((layers[at], is_name, at), found.entry(key(word)));
            let first = known.or_insert(of_it);
            *first = (*first).max(of_it);
        }
    }
    let entry = |(word, (_, _, at)): (String, (usize, bool, usize))| (word, number(at));
    found.into_iter().map(entry).collect()
}

fn header(book: &Codebook, source: &str) -> Result<HeaderAttributes, CodebookError> {
    let find = |name: &str, value_type: ValueType| {
        book.attribute_id(name)
            .filter(|&id| book.attribute(id).value_type == value_type)
            .ok_or_else(|| {
                fault(
                    source,
                    format!("the attribute `{name}` must exist, with its own type"),
                )
            })
    };
    Ok(HeaderAttributes {
        when: find("when", ValueType::Time)?,
        place: find("where", ValueType::Place)?,
        kind: find("kind", ValueType::Kind)?,
        actors: find("actors", ValueType::Actors)?,
    })
}

/// Every name that an entry refers to must exist.
fn check(book: &Codebook, source: &str) -> Result<(), CodebookError> {
    let unknown = |what: &str, of: &str, name: &str| {
        fault(
            source,
            format!("{what} `{of}` names `{name}`, which is not declared"),
        )
    };
    let within_itself =
        |what: &str, name: &str| fault(source, format!("{what} `{name}` lies within itself"));
    for kind in &book.kinds {
        let mut named = kind.like.iter().chain(&kind.within);
        if let Some(name) = named.find(|n| book.kind_id(n).is_none()) {
            return Err(unknown("kind", &kind.name, name));
        }
        if circles(book.kinds.len(), kind.within.as_ref(), |name| {
            let wider = book.kind_id(name)?;
            book.kind(wider).within.as_ref()
        }) {
            return Err(within_itself("kind", &kind.name));
        }
    }
    for category in &book.categories {
        if let Some(name) = category.within.iter().find(|n| book.category(n).is_none()) {
            return Err(unknown("category", &category.name, name));
        }
        let wider = |name: &String| book.category(name)?.within.as_ref();
        if circles(book.categories.len(), category.within.as_ref(), wider) {
            return Err(within_itself("category", &category.name));
        }
    }
    for (i, attribute) in book.attributes.iter().enumerate() {
        if let Some(Tolerance::Relative { percent }) = attribute.tolerance
            && !(0.0..=100.0).contains(&percent)
        {
            let of = &attribute.name;
            let message =
                format!("attribute `{of}` has a tolerance of {percent} %, where 0 to 100 can be");
            return Err(fault(source, message));
        }
        let id = AttributeId(i as u16);
        let missing = |term: &Term| {
            [&term.implies, &term.excludes, &term.then]
                .into_iter()
                .flatten()
                .find(|n| book.term_id(id, n).is_none())
                .cloned()
        };
        for term in &attribute.terms {
            if let Some(name) = missing(term) {
                return Err(unknown("term", &term.name, &name));
            }
        }
    }
    Ok(())
}

/// Whether following `within` from one to the next never ends, where there are so `many`.
fn circles<'b>(
    many: usize,
    within: Option<&'b String>,
    wider: impl Fn(&'b String) -> Option<&'b String>,
) -> bool {
    std::iter::successors(within, |name| wider(name))
        .nth(many)
        .is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_codebook_reads() {
        try_builtin().unwrap();
    }

    /// No word of the program's own may stand for two entries: which would it find?
    #[test]
    fn every_builtin_word_is_of_one_entry() {
        let book = Codebook::builtin();
        let once = |words: Vec<(&String, &Vec<String>)>| {
            let all = words.into_iter().flat_map(|(name, aliases)| {
                std::iter::once(name).chain(aliases).map(|word| key(word))
            });
            let twice: Vec<String> = itertools::Itertools::duplicates(all).collect();
            assert_eq!(twice, [""; 0]);
        };
        once(book.kinds.iter().map(|k| (&k.name, &k.aliases)).collect());
        once(
            book.categories
                .iter()
                .map(|c| (&c.name, &c.aliases))
                .collect(),
        );
        once(
            book.attributes
                .iter()
                .map(|a| (&a.name, &a.aliases))
                .collect(),
        );
        for attribute in &book.attributes {
            once(
                attribute
                    .terms
                    .iter()
                    .map(|t| (&t.name, &t.aliases))
                    .collect(),
            );
        }
    }

    #[test]
    fn what_is_said_last_wins_and_a_name_before_an_alias() {
        let book = Codebook::builtin()
            .extended(
                "[[attribute]]\nname = \"participants\"\ntype = \"count\"\naliases = [\"turnout\"]\n\
                 [[attribute]]\nname = \"fatalities\"\ntype = \"count\"\n\
                 [[kind]]\nname = \"blast\"\n",
                "mine",
            )
            .unwrap()
            .extended("[[kind]]\nname = \"riot\"\n", "later")
            .unwrap();
        let attribute = |name| &book.attribute(book.attribute_id(name).unwrap()).name;
        assert_eq!(attribute("Turnout"), "participants");
        assert_eq!(attribute("voter turnout"), "turnout");
        assert_eq!(attribute("fatalities"), "fatalities");
        assert_eq!(attribute("deaths"), "killed");
        let kind = |name| &book.kind(book.kind_id(name).unwrap()).name;
        assert_eq!(kind("blast"), "blast");
        assert_eq!(kind("explosion"), "explosion");
    }

    #[test]
    fn names_and_aliases_find_their_entry() {
        let book = Codebook::builtin();
        assert_eq!(book.attribute_id("Injured"), book.attribute_id("wounded"));
        assert_eq!(book.category("civils").unwrap().name, "civilians");
        let status = book.attribute_id("status").unwrap();
        assert_eq!(
            book.term_id(status, "injured"),
            book.term_id(status, "wounded")
        );
        assert!(book.term_id(status, "in-post").is_some());
    }

    #[test]
    fn an_entry_of_the_same_name_replaces() {
        let before = Codebook::builtin();
        let id = before.attribute_id("killed");
        let book = before
            .extended(
                "[[attribute]]\nname = \"killed\"\ntype = \"count\"\nseverity = \"minor\"\n",
                "mine",
            )
            .unwrap();
        assert_eq!(book.attribute_id("killed"), id);
        assert_eq!(book.sources(), ["builtin", "mine"]);
    }

    #[test]
    fn nothing_lies_within_itself() {
        let toml = "[[category]]\nname = \"x\"\nwithin = \"y\"\n[[category]]\nname = \"y\"\nwithin = \"x\"\n";
        for toml in [toml.to_owned(), toml.replace("category", "kind")] {
            let error = Codebook::builtin().extended(&toml, "mine").unwrap_err();
            assert!(error.message.contains("within itself"), "{error}");
        }
    }

    #[test]
    fn a_tolerance_is_a_share() {
        for percent in ["-1.0", "nan", "inf", "101"] {
            let toml = format!(
                "[[attribute]]\nname = \"x\"\ntype = \"count\"\ntolerance = {{ percent = {percent} }}\n"
            );
            let error = Codebook::builtin().extended(&toml, "mine").unwrap_err();
            assert!(error.message.contains("tolerance"), "{error}");
        }
    }

    #[test]
    fn a_fault_names_its_line() {
        let error = Codebook::builtin()
            .extended("version = 1\n[[kind]]\nnme = \"x\"\n", "mine")
            .unwrap_err();
        assert_eq!((error.line, error.column), (3, 1));
        let error = Codebook::builtin()
            .extended("[[kind]]\nname = \"x\"\nlike = [\"y\"]\n", "mine")
            .unwrap_err();
        assert!(error.message.contains("`y`"));
    }
}
