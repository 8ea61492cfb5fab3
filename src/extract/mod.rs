//! Articles to draft claims: a grammar over text, declared as data, for a person to confirm.
//!
//! An article is cut into sentences and tokens, sentences that hold a trigger into noun groups, verb
//! groups, times and names; frames (`lang/*.toml`) say what a verb or a noun tells of an event; what
//! the sentences tell is grouped into events. Nothing is guessed that no rule says, and every
//! assertion names its rule.

mod actors;
mod article;
mod assertions;
mod chunk;
mod chunk_nouns;
mod chunk_verbs;
mod circumstances;
mod class;
mod clause;
mod confidence;
mod draft;
mod event;
mod event_nouns;
mod examples;
mod facts;
mod fold;
mod gazetteer;
mod identify;
mod lexicon;
mod lists;
mod manner;
mod memory;
mod mention;
mod modality;
mod offices;
mod outcomes;
mod people;
pub mod read;
mod sentence;
mod span;
mod span_organisation;
mod span_place;
mod span_time;
mod story;
mod tidy;
mod token;

use std::sync::LazyLock;

pub use article::Article;
pub use draft::{Draft, DraftClaim, Passage};
pub use examples::told;

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

/// The files of the languages, with a list of common words where capitals alone must tell names.
const LANGUAGES: [(&str, &str); 4] = [
    (
        include_str!("lang/en.toml"),
        include_str!("lang/words.en.txt"),
    ),
    (include_str!("lang/fr.toml"), ""),
    (include_str!("lang/es.toml"), ""),
    (include_str!("lang/ar.toml"), ""),
];

/// Small words that tell a language from the others.
const TELLING: [(&str, &[&str]); 3] = [
    (
        "en",
        &[
            "the", "and", "was", "were", "with", "that", "said", "by", "for", "from",
        ],
    ),
    (
        "fr",
        &[
            "les", "des", "une", "dans", "été", "est", "ont", "selon", "et", "du", "au", "sur",
        ],
    ),
    (
        "es",
        &[
            "los", "las", "una", "fue", "fueron", "según", "y", "del", "por", "con", "el", "al",
        ],
    ),
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
        let mut languages = Vec::new();
        for (toml, common) in LANGUAGES {
            languages.push(Lexicon::read(toml, common, files).map_err(DataError)?);
        }
        let mut gazetteer = Gazetteer::builtin().map_err(DataError)?;
        for (name, english) in languages.iter().flat_map(|l: &Lexicon| &l.places) {
            gazetteer.alias(name, english);
        }
        Ok(Self {
            languages,
            gazetteer,
        })
    }

    /// The claims that an article drafts.
    pub fn extract(&self, article: &Article) -> Draft {
        let lexicon = self.language(article);
        story::read(article, lexicon, &self.gazetteer)
    }

    fn language(&self, article: &Article) -> &Lexicon {
        let code = article.language.as_deref().map_or_else(
            || language_of(&article.text),
            |tag| tag.get(..2).unwrap_or_default().to_ascii_lowercase(),
        );
        self.languages
            .iter()
            .find(|l| l.code == code)
            .unwrap_or(&self.languages[0])
    }
}

/// The longest of the telling words, in bytes.
const LONGEST: usize = 6;

/// The language of a text, by its script and its small words.
fn language_of(text: &str) -> String {
    let end = text.char_indices().nth(2000).map_or(text.len(), |(i, _)| i);
    let head = text.get(..end).unwrap_or_default();
    let arabic = |c: &char| ('\u{600}'..='\u{6ff}').contains(c);
    if !head.is_ascii() && head.chars().filter(arabic).count() * 4 > head.chars().count() {
        return "ar".to_owned();
    }
    let mut counts = [0_usize; TELLING.len()];
    let short = |w: &&str| (1..=LONGEST).contains(&w.len());
    for word in head.split(|c: char| !c.is_alphabetic()).filter(short) {
        let word = word.to_lowercase();
        for (count, (_, telling)) in counts.iter_mut().zip(TELLING) {
            *count += usize::from(telling.contains(&word.as_str()));
        }
    }
    // The first of equals: English, where nothing tells.
    let languages = counts.iter().zip(TELLING).rev();
    languages
        .max_by_key(|(count, _)| **count)
        .map_or_else(|| "en".to_owned(), |(_, (code, _))| code.to_owned())
}
