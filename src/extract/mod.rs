//! Articles to draft claims: a grammar over text, declared as data, for a person to confirm.
//!
//! An article is cut into sentences and tokens, sentences that hold a trigger into noun groups, verb
//! groups, times and names; frames (`lang/*.toml`) say what a verb or a noun tells of an event; what
//! the sentences tell is grouped into events. Nothing is guessed that no rule says, and every
//! assertion names its rule.

#![allow(clippy::wildcard_imports, reason = "classes of words")]

mod actors;
mod article;
mod assertions;
mod chunk;
mod chunk_nouns;
mod chunk_verbs;
mod circumstances;
mod class;
mod clause;
mod combine;
mod confidence;
mod cut;
mod dateline;
mod draft;
mod event;
mod event_nouns;
mod event_verbs;
mod examples;
mod facts;
mod fold;
mod frame;
mod gazetteer;
mod hits;
mod identify;
mod inflection;
mod kinds;
mod letters;
mod lexicon;
mod lists;
mod manner;
mod memory;
mod mention;
mod modality;
mod numbers;
mod offices;
mod outcomes;
mod participants;
mod people;
pub mod read;
mod sentence;
mod span;
mod span_organisation;
mod span_place;
mod span_time;
mod standing;
mod story;
mod sureness;
mod terms;
mod tidy;
mod token;
mod toll;
mod words;

use std::sync::{Arc, LazyLock};

pub use article::Article;
pub use assertions::{DraftAssertion, DraftValue};
pub use draft::{Draft, DraftActor, DraftClaim, DraftDocument, DraftEvent, DraftMark, Passage};
pub use examples::told;

use fold::fold;
use gazetteer::Gazetteer;
use kinds::Kinds;
use lexicon::Lexicon;

/// Why the data of the extractor could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataError(pub String);

impl std::fmt::Display for DataError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DataError {}

/// Reads articles; made once, used for any number of them.
#[derive(Debug)]
pub struct Extractor {
    languages: Vec<Lexicon>,
    gazetteer: Gazetteer,
}

/// Common words of English.
const COMMON: &str = include_str!("lang/words.en.txt");

/// The files of the languages, with a list of common words where capitals alone must tell names.
const LANGUAGES: [(&str, &str); 4] = [
    (include_str!("lang/en.toml"), COMMON),
    (include_str!("lang/fr.toml"), ""),
    (include_str!("lang/es.toml"), ""),
    (include_str!("lang/ar.toml"), ""),
];

static BUILTIN: LazyLock<Result<Extractor, DataError>> =
    LazyLock::new(|| Extractor::with_patterns(&[]));

impl Extractor {
    /// The extractor with the languages inside the program.
    ///
    /// # Errors
    /// What is wrong with its data.
    pub fn builtin() -> Result<&'static Self, DataError> {
        BUILTIN.as_ref().map_err(Clone::clone)
    }

    /// The extractor with frames and words of the user's own, as TOML of the shape of the files in
    /// `lang/`, each for the language that its `code` names.
    ///
    /// # Errors
    /// What is wrong with the data.
    pub fn with_patterns(files: &[String]) -> Result<Self, DataError> {
        let kinds = Arc::new(Kinds::builtin().map_err(DataError)?);
        let read = |(toml, common)| Lexicon::read(toml, common, files, &kinds);
        let languages: Result<Vec<Lexicon>, String> = LANGUAGES.into_iter().map(read).collect();
        let languages = languages.map_err(DataError)?;
        let mut gazetteer = Gazetteer::builtin().map_err(DataError)?;
        for (name, english) in languages.iter().flat_map(|l| &l.language.places) {
            gazetteer.alias(name, english);
        }
        Ok(Self {
            languages,
            gazetteer,
        })
    }

    /// The codes of the languages that are read.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|l| &*l.language.code)
    }

    /// The claims that an article drafts; none where it says that it is in a language that is not read.
    pub fn extract(&self, article: &Article) -> Draft {
        let Some(lexicon) = self.language(article) else {
            return Draft::default();
        };
        let draft = story::read(article, lexicon, &self.gazetteer);
        words::with_words(draft, article, lexicon)
    }

    /// The language that an article says it is in, or that its words tell; the first of equals.
    fn language(&self, article: &Article) -> Option<&Lexicon> {
        if article.language.is_some() {
            let is_in = |l: &&Lexicon| article.is_in(&l.language.code) == Some(true);
            return self.languages.iter().find(is_in);
        }
        let head = article.text.chars().take(2000);
        let head: String = head.flat_map(char::to_lowercase).collect();
        let words = head.split(|c: char| !c.is_alphabetic());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let tells = |l: &&Lexicon| l.tells(&head, &words);
        self.languages.iter().rev().max_by_key(tells)
    }
}
