//! Words that names of groups are made of, in the languages that outlets write them in.
//!
//! They say what sort of group it is, not which: two names that share only these share little.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::names::lexicon::{Senses, WordList, entries};
use crate::names::likeness::{SpokenWord, likeness};

const GROUPS: &str = include_str!("../../data/groups.txt");
const CONCEPTS: &str = include_str!("../../data/concepts.txt");

/// Words that a name may leave out.
pub(crate) static OPTIONAL: WordList = WordList::list(GROUPS, "optional");
/// Legal forms of companies.
pub(crate) static LEGAL_FORMS: WordList = WordList::list(GROUPS, "legal-forms");
/// Words that say "people of" the group.
pub(crate) static DESCRIPTORS: WordList = WordList::list(GROUPS, "descriptors");
/// Words that say that the name is a guess.
pub(crate) static SUSPECTED: WordList = WordList::list(GROUPS, "suspected");
/// Words that only join others.
pub(crate) static SMALL: WordList = WordList::list(GROUPS, "small");
/// Nouns for people whom nobody names.
pub(crate) static SOMEBODY: WordList = WordList::list(GROUPS, "somebody");
/// Words that say that they are not named.
pub(crate) static UNNAMED: WordList = WordList::list(GROUPS, "unnamed");
/// Words that may stand beside [`SOMEBODY`] without naming anybody.
pub(crate) static ABOUT: WordList = WordList::list(GROUPS, "about");
/// Concepts that, with another, name a group and not only a sort of group.
pub(crate) static TELLING: WordList = WordList::list(GROUPS, "telling");
/// Sorted concepts that a name of a state's forces is made of, whether or not it says which state's.
pub(crate) static BARE_FORCES: WordList = WordList::list(GROUPS, "bare");
/// Those that mean a state's forces only where the name says which state's.
pub(crate) static STATE_FORCES: WordList = WordList::list(GROUPS, "of-a-state");
/// Words that the names of states' own forces hold beside the state's.
pub(crate) static OFFICIAL: WordList = WordList::list(GROUPS, "official");
/// Sorts of group that names begin or end with.
pub(crate) static HEADS: WordList = WordList::list(GROUPS, "heads");

static BY_WORD: Senses = Senses::new(CONCEPTS);

/// Longer words for concepts, by the consonants that they are heard with.
static BY_SOUND: LazyLock<HashMap<String, Vec<(SpokenWord, &str)>>> = LazyLock::new(|| {
    let mut heard: HashMap<String, Vec<(SpokenWord, &str)>> = HashMap::new();
    for (concept, word) in entries(CONCEPTS).filter(|(_, word)| word.len() >= 5) {
        let sound = SpokenWord::new(word);
        let alike = heard.entry(sound.skeleton()).or_default();
        alike.push((sound, concept));
    }
    heard
});

/// The concept that a folded word stands for, if it says only what sort of group it is.
pub(crate) fn concept(word: &str) -> Option<&'static str> {
    BY_WORD.of(word).or_else(|| sounding(word))
}

/// The concept that another spelling of the word stands for.
fn sounding(word: &str) -> Option<&'static str> {
    if word.len() < 5 {
        return None;
    }
    let heard = SpokenWord::new(word);
    let mut near = BY_SOUND.get(&heard.skeleton())?.iter();
    let like = near.find(|(known, _)| likeness(known, &heard) >= 0.96);
    like.map(|(_, concept)| *concept)
}

/// Whether the word is one of those that describe people without naming them.
pub(crate) fn is_common(word: &str) -> bool {
    DESCRIPTORS.has(word) || SOMEBODY.has(word) || UNNAMED.has(word) || ABOUT.has(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_there() {
        for (list, word) in [
            (&OPTIONAL, "movement"),
            (&LEGAL_FORMS, "inc"),
            (&DESCRIPTORS, "fighters"),
            (&SUSPECTED, "alleged"),
            (&SMALL, "of"),
            (&SOMEBODY, "gunmen"),
            (&UNNAMED, "masked"),
            (&ABOUT, "armed"),
            (&TELLING, "jihad"),
            (&BARE_FORCES, "armed+forces"),
            (&STATE_FORCES, "troops"),
            (&OFFICIAL, "royal"),
            (&HEADS, "front"),
        ] {
            assert!(list.has(word), "{word}");
        }
    }
}
