//! TOML to codebook.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;

use super::model::{Attribute, Category, Kind, Term, ValueType};
use super::{Codebook, HeaderAttributes};
use crate::claim::{AttributeId, KindId, TermId};
use crate::text::term as key;

const BUILTIN: &str = include_str!("builtin.toml");

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

/// The codebook inside the program.
///
/// A test reads it, so the empty codebook that stands in for an unreadable one is never seen.
pub(super) fn builtin() -> Codebook {
    read(BUILTIN, "builtin")
        .and_then(|file| build(file, Vec::new(), "builtin"))
        .unwrap_or_else(|_| empty())
}

pub(super) fn extend(book: Codebook, toml: &str, source: &str) -> Result<Codebook, CodebookError> {
    let added = read(toml, source)?;
    let sources = book.sources.clone();
    let mut file = File {
        version: added.version,
        title: book.titles,
        recount: book.recounters,
        kind: book.kinds,
        category: book.categories,
        attribute: book.attributes,
    };
    file.title.extend(added.title);
    file.recount.extend(added.recount);
    merge(&mut file.kind, added.kind, |k| &k.name);
    merge(&mut file.category, added.category, |c| &c.name);
    merge(&mut file.attribute, added.attribute, |a| &a.name);
    build(file, sources, source)
}

/// Adds entries; one of the same name replaces the earlier in place, so numbers stay.
fn merge<T>(into: &mut Vec<T>, added: Vec<T>, name: impl Fn(&T) -> &String) {
    for entry in added {
        match into.iter().position(|e| key(name(e)) == key(name(&entry))) {
            Some(at) => into[at] = entry,
            None => into.push(entry),
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
        None | Some(1) => Ok(file),
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
        header,
        sources: Vec::new(),
    }
}

fn build(file: File, mut sources: Vec<String>, source: &str) -> Result<Codebook, CodebookError> {
    sources.push(source.to_owned());
    let mut book = Codebook {
        titles: file.title.iter().map(|t| key(t)).collect(),
        recounters: file.recount.iter().map(|t| key(t)).collect(),
        kinds: file.kind,
        categories: file.category,
        attributes: file.attribute,
        sources,
        ..empty()
    };
    index(&mut book);
    book.header = header(&book, source)?;
    check(&book, source)?;
    Ok(book)
}

fn index(book: &mut Codebook) {
    for (i, kind) in book.kinds.iter().enumerate() {
        for name in names(&kind.name, &kind.aliases) {
            book.kind_index.insert(name, KindId(i as u16));
        }
    }
    for (i, category) in book.categories.iter().enumerate() {
        for name in names(&category.name, &category.aliases) {
            book.category_index.insert(name, i);
        }
    }
    for (i, attribute) in book.attributes.iter().enumerate() {
        let id = AttributeId(i as u16);
        for name in names(&attribute.name, &attribute.aliases) {
            book.attribute_index.insert(name, id);
        }
        for (t, term) in attribute.terms.iter().enumerate() {
            for name in names(&term.name, &term.aliases) {
                book.term_index.insert((id, name), TermId(t as u16));
            }
        }
    }
}

fn names<'a>(name: &'a str, aliases: &'a [String]) -> impl Iterator<Item = String> + 'a {
    std::iter::once(key(name)).chain(aliases.iter().map(|a| key(a)))
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
    for kind in &book.kinds {
        if let Some(name) = kind.like.iter().find(|n| book.kind_id(n).is_none()) {
            return Err(unknown("kind", &kind.name, name));
        }
    }
    for category in &book.categories {
        if let Some(name) = category.within.iter().find(|n| book.category(n).is_none()) {
            return Err(unknown("category", &category.name, name));
        }
    }
    if let Some(category) = book.categories.iter().find(|c| circles(book, c)) {
        let message = format!("category `{}` lies within itself", category.name);
        return Err(fault(source, message));
    }
    for (i, attribute) in book.attributes.iter().enumerate() {
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

/// Whether following `within` from a category never ends.
fn circles(book: &Codebook, category: &Category) -> bool {
    let mut at = category.within.as_deref();
    for _ in 0..=book.categories.len() {
        let Some(name) = at else { return false };
        at = book.category(name).and_then(|c| c.within.as_deref());
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_codebook_reads() {
        let file = read(BUILTIN, "builtin").unwrap();
        build(file, Vec::new(), "builtin").unwrap();
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
    fn a_category_cannot_lie_within_itself() {
        let toml = "[[category]]\nname = \"x\"\nwithin = \"y\"\n[[category]]\nname = \"y\"\nwithin = \"x\"\n";
        let error = Codebook::builtin().extended(toml, "mine").unwrap_err();
        assert!(error.message.contains("within itself"), "{error}");
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
