//! What may be compared, how closely, and how grave a difference is: declared, not coded.
//!
//! A codebook is TOML (the files of `builtin/` are the one inside the program). Users add attributes,
//! kinds and terms with files of their own, without code; whatever a later file calls its own is its
//! own, though an earlier one has it as another word for something. Every attribute carries examples,
//! which the test suite and `rashomon codebook --check` run.

mod kinds;
mod model;
mod parse;
mod search;
mod terms;

pub use model::{
    Attribute, Category, CategorySide, Change, Example, ExampleSide, Kind, Severity, SubjectType,
    Term, Tolerance, ValueType, Verdict,
};
pub use parse::CodebookError;
pub use search::Hits;

use std::collections::HashMap;

use self::kinds::Kinship;
use self::parse::Layers;
use self::terms::{Listed, TermRelations};
use crate::claim::{AttributeId, KindId, TermId};

/// The terms that claims may use, and what the program knows of each.
#[derive(Debug, Clone)]
pub struct Codebook {
    kinds: Vec<Kind>,
    attributes: Vec<Attribute>,
    categories: Vec<Category>,
    titles: Vec<String>,
    recounters: Vec<String>,
    kind_index: HashMap<String, KindId>,
    attribute_index: HashMap<String, AttributeId>,
    category_index: HashMap<String, usize>,
    term_index: HashMap<(AttributeId, String), TermId>,
    kinship: Kinship,
    term_relations: Vec<TermRelations>,
    header: HeaderAttributes,
    sources: Vec<String>,
    layers: Layers,
}

/// The attributes under which an event's own `when`, `where`, `kind` and `actors` are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderAttributes {
    /// `when`
    pub when: AttributeId,
    /// `where`
    pub place: AttributeId,
    /// `kind`
    pub kind: AttributeId,
    /// `actors`
    pub actors: AttributeId,
}

impl HeaderAttributes {
    /// What they are called.
    pub(crate) const NAMES: [&str; 4] = ["kind", "when", "where", "actors"];
}

impl Default for Codebook {
    fn default() -> Self {
        Self::builtin()
    }
}

impl Codebook {
    /// The codebook inside the program.
    pub fn builtin() -> Self {
        parse::builtin()
    }

    /// This codebook with the entries of `toml` added; an entry of the same name replaces.
    ///
    /// # Errors
    /// Where the text is no TOML, or no codebook, or names a term that does not exist.
    pub fn extended(self, toml: &str, source: &str) -> Result<Self, CodebookError> {
        parse::extend(self, toml, source)
    }

    /// All kinds, in the order declared.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// All attributes, in the order declared.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// All categories of people.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Titles of offices that one person holds at a time.
    pub fn titles(&self) -> &[String] {
        &self.titles
    }

    /// Words in the names of bodies whose task it is to establish a count.
    pub fn recounters(&self) -> &[String] {
        &self.recounters
    }

    /// Whether what is of a kind spreads over a region: a flood, an outbreak, a vote.
    pub fn spreads(&self, kind: KindId) -> bool {
        let above = self.kinship.above(kind).iter();
        above.chain([&kind]).any(|k| self.kind(*k).spreads)
    }

    /// Where its entries came from: `builtin`, then the files added.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// The attributes of the event header.
    pub fn header(&self) -> HeaderAttributes {
        self.header
    }

    /// The kind of that name or alias, in any case.
    pub fn kind_id(&self, name: &str) -> Option<KindId> {
        self.kind_index.get(&crate::text::term(name)).copied()
    }

    /// The attribute of that name or alias, in any case.
    pub fn attribute_id(&self, name: &str) -> Option<AttributeId> {
        self.attribute_index.get(&crate::text::term(name)).copied()
    }

    /// The term of an attribute, by name or alias, in any case.
    pub fn term_id(&self, attribute: AttributeId, name: &str) -> Option<TermId> {
        self.term_index
            .get(&(attribute, crate::text::term(name)))
            .copied()
    }

    /// The category of people of that name or alias ("civils" is `civilians`).
    pub fn category(&self, name: &str) -> Option<&Category> {
        self.category_index
            .get(&crate::text::term(name))
            .map(|&i| &self.categories[i])
    }

    /// Whether one category of people lies within another, and is not the same.
    pub fn category_within(&self, inner: &str, outer: &str) -> bool {
        let above = |name: &str| self.category(self.category(name)?.within.as_deref()?);
        std::iter::successors(above(inner), |c| above(&c.name)).any(|c| c.name == outer)
    }

    /// A kind by its number.
    ///
    /// # Panics
    /// Where the number is another codebook's.
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[usize::from(id.0)]
    }

    /// An attribute by its number.
    ///
    /// # Panics
    /// Where the number is another codebook's.
    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[usize::from(id.0)]
    }

    /// A term of an attribute by its number.
    ///
    /// # Panics
    /// Where the number is another codebook's.
    pub fn term(&self, attribute: AttributeId, id: TermId) -> &Term {
        &self.attribute(attribute).terms[usize::from(id.0)]
    }

    /// Whether one term of an attribute is true whenever another is.
    pub fn implies(&self, attribute: AttributeId, a: TermId, b: TermId) -> bool {
        self.term_relations[usize::from(attribute.0)].lists(Listed::Implies, a, b)
    }

    /// Whether two terms of an attribute cannot be true of one subject at one time.
    pub fn excludes(&self, attribute: AttributeId, a: TermId, b: TermId) -> bool {
        let relations = &self.term_relations[usize::from(attribute.0)];
        relations.lists(Listed::Excludes, a, b) || relations.lists(Listed::Excludes, b, a)
    }

    /// Whether the second of two terms of an attribute can follow the first on one day.
    pub fn follows(&self, attribute: AttributeId, a: TermId, b: TermId) -> bool {
        self.term_relations[usize::from(attribute.0)].lists(Listed::Then, a, b)
    }

    /// Whether one kind is the other, or is within it: every bombing is an explosion.
    pub fn nested(&self, a: KindId, b: KindId) -> bool {
        self.kinship.nested(a, b)
    }

    /// Whether two outlets may well call one event by these two kinds: one is the other, is within it,
    /// or is declared to be like it or what holds it.
    pub fn alike(&self, a: KindId, b: KindId) -> bool {
        self.kinship.alike(a, b)
    }

    /// All kinds that are alike to one, itself among them, sorted.
    pub fn all_alike(&self, kind: KindId) -> &[KindId] {
        self.kinship.all_alike(kind)
    }

    /// The attributes whose description speaks of a word, which is none of theirs.
    pub fn speaking_of(&self, word: &str) -> Vec<&str> {
        let word = crate::text::term(word);
        let stem = word.strip_suffix('s').unwrap_or(&word);
        let speaks = |a: &&Attribute| crate::text::key(&a.description).contains(stem);
        let all = self.attributes.iter();
        all.filter(speaks)
            .map(|a| a.name.as_str())
            .take(if stem.len() > 3 { 3 } else { 0 })
            .collect()
    }

    /// The known name nearest to `name` among kinds, attributes or the terms of an attribute.
    pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        let name = crate::text::term(name);
        known
            .map(|k| (strsim::damerau_levenshtein(&name, &crate::text::term(k)), k))
            .filter(|(distance, k)| *distance <= 1 + k.len() / 3)
            .min()
            .map(|(_, k)| k)
    }
}
