//! Articles to draft claims: a grammar over text, declared as data, for a person to confirm.
//!
//! An article is cut into sentences and tokens, sentences that hold a trigger into noun groups, verb
//! groups, times and names; frames (`lang/*.toml`) say what a verb or a noun tells of an event; what
//! the sentences tell is grouped into events. Nothing is guessed that no rule says, and every
//! assertion names its rule.

mod article;
mod chunk;
mod class;
mod clause;
mod draft;
mod event;
mod facts;
mod fold;
mod gazetteer;
mod lexicon;
mod memory;
mod mention;
mod people;
pub mod read;
mod sentence;
mod span;
mod story;
mod token;

use std::sync::LazyLock;

pub use article::Article;
pub use draft::Draft;

use gazetteer::Gazetteer;
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

const ENGLISH: &str = include_str!("lang/en.toml");
const ENGLISH_WORDS: &str = include_str!("lang/words.en.txt");

static BUILTIN: LazyLock<Result<Extractor, DataError>> = LazyLock::new(Extractor::read);

impl Extractor {
    /// The extractor with the languages inside the program.
    ///
    /// # Errors
    /// What is wrong with its data.
    pub fn builtin() -> Result<&'static Self, DataError> {
        BUILTIN.as_ref().map_err(Clone::clone)
    }

    fn read() -> Result<Self, DataError> {
        let english = Lexicon::read(ENGLISH, ENGLISH_WORDS).map_err(DataError)?;
        let gazetteer = Gazetteer::builtin().map_err(DataError)?;
        Ok(Self { languages: vec![english], gazetteer })
    }

    /// The claims that an article drafts.
    pub fn extract(&self, article: &Article) -> Draft {
        let lexicon = self.language(article);
        story::read(article, lexicon, &self.gazetteer)
    }

    fn language(&self, article: &Article) -> &Lexicon {
        let named = article.language.as_deref().and_then(|tag| self.languages.iter().find(|l| tag.starts_with(&l.code)));
        named.unwrap_or(&self.languages[0])
    }
}
