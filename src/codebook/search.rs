//! What of a codebook a word may mean: by name and alias in any language, or else by what is described.

use super::{Attribute, Category, Codebook, Kind, Term};
use crate::text;

/// What a word may mean, each sort in the order of the codebook: what is called so first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits<'c> {
    /// The attribute that it is a name or an alias of.
    pub attribute: Option<&'c Attribute>,
    /// Other attributes.
    pub attributes: Vec<&'c Attribute>,
    /// Kinds of events.
    pub kinds: Vec<&'c Kind>,
    /// Categories of people.
    pub categories: Vec<&'c Category>,
    /// Terms, each with its attribute.
    pub terms: Vec<(&'c Attribute, &'c Term)>,
}

impl Hits<'_> {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Codebook {
    /// What a word, or the beginning of one, may mean.
    ///
    /// ```
    /// let book = rashomon::codebook::Codebook::builtin();
    /// let hits = book.search("dead");
    /// assert_eq!(hits.attribute.unwrap().name, "killed");
    /// assert_eq!(hits.terms[0].1.name, "dead");
    /// assert!(book.search("no such thing").is_empty());
    /// ```
    pub fn search(&self, word: &str) -> Hits<'_> {
        let asked = Asked::new(word);
        let attribute = self.attribute_id(word).map(|id| self.attribute(id));
        let others = self.attributes.iter();
        let others = others.filter(|a| attribute.is_none_or(|of| of.name != a.name));
        let terms = self.attributes.iter();
        let terms = terms.flat_map(|a| a.terms.iter().map(move |term| (a, term)));
        let mut hits = Hits {
            attribute,
            attributes: asked.among(others, |a| (&a.name, &a.aliases)),
            kinds: asked.among(self.kinds.iter(), |k| (&k.name, &k.aliases)),
            categories: asked.among(self.categories.iter(), |c| (&c.name, &c.aliases)),
            terms: asked.among(terms, |(_, term)| (&term.name, &term.aliases)),
        };
        if hits.is_empty() {
            let speaking = self.speaking_of(word);
            let speaks = |a: &&Attribute| speaking.contains(&a.name.as_str());
            hits.attributes = self.attributes.iter().filter(speaks).collect();
        }
        hits
    }

    /// The name or alias of anything in the codebook that is nearest to a word which is none.
    pub fn nearest_word(&self, word: &str) -> Option<&str> {
        let attributes = self.attributes.iter();
        let terms = attributes.clone().flat_map(|a| &a.terms);
        let all = attributes
            .map(|a| (&a.name, &a.aliases))
            .chain(self.kinds.iter().map(|k| (&k.name, &k.aliases)))
            .chain(self.categories.iter().map(|c| (&c.name, &c.aliases)))
            .chain(terms.map(|t| (&t.name, &t.aliases)));
        let words = all.flat_map(|(name, aliases)| std::iter::once(name).chain(aliases));
        Self::nearest(word, words.map(String::as_str))
    }
}

/// A word as it is looked for: whatever its case and accents.
struct Asked(String);

impl Asked {
    fn new(word: &str) -> Self {
        Self(folded(word))
    }

    /// Those whose name or alias is the word, then those in which a word begins with it.
    fn among<'c, T>(
        &self,
        all: impl Iterator<Item = T>,
        called: impl Fn(&T) -> (&'c String, &'c Vec<String>),
    ) -> Vec<T> {
        let (mut exact, mut begun) = (Vec::new(), Vec::new());
        for one in all {
            let (name, aliases) = called(&one);
            let names = std::iter::once(name)
                .chain(aliases)
                .map(|name| folded(name));
            let names: Vec<String> = names.collect();
            if names.contains(&self.0) {
                exact.push(one);
            } else if names.iter().any(|name| self.begins_in(name)) {
                begun.push(one);
            }
        }
        exact.append(&mut begun);
        exact
    }

    fn begins_in(&self, name: &str) -> bool {
        !self.0.is_empty() && format!(" {name}").contains(&format!(" {}", self.0))
    }
}

fn folded(word: &str) -> String {
    text::plain(&text::term(word)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_finds_what_is_called_so_in_any_language() {
        let book = Codebook::builtin();
        let kinds = |word| -> Vec<&str> {
            book.search(word)
                .kinds
                .iter()
                .map(|k| k.name.as_str())
                .collect()
        };
        assert_eq!(kinds("BOMBING")[0], "bombing");
        assert!(
            kinds("bomb").contains(&"suicide bombing"),
            "{:?}",
            kinds("bomb")
        );
        assert!(!kinds("omb").contains(&"bombing"));
        let of = |word| book.search(word).attribute.map(|a| a.name.as_str());
        assert_eq!(of("muertos"), Some("killed"));
        let begun = book.search("tues");
        let names: Vec<_> = begun.attributes.iter().map(|a| &a.name).collect();
        assert_eq!(names, ["killed"], "accents part nothing");
        assert!(book.search("").is_empty());
    }

    #[test]
    fn what_nothing_is_called_is_looked_for_in_descriptions_or_is_near() {
        let book = Codebook::builtin();
        assert!(
            !book
                .search("tremor of the ground")
                .terms
                .iter()
                .any(|_| true)
        );
        assert_eq!(book.nearest_word("kiled"), Some("killed"));
        assert_eq!(book.nearest_word("xqzxqzxqzxqz"), None);
    }
}
