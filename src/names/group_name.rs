//! The parts of a group's name: which group, what sort of group, and whether it is named at all.

use super::acronym;
use super::countries::Country;
use super::fold::{fold, key};
use super::group_words as lexicon;
use super::likeness::{Heard, likeness};
use super::marks;

/// A group's name, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GroupName {
    /// Case, accents, punctuation and articles dropped.
    pub(super) key: String,
    /// The key of the name without "fighters of", "suspected" and the like, where it has any.
    pub(super) stripped: Option<String>,
    /// What it is made of, in no order: names with one `parts` say one thing, maybe in two languages.
    pub(super) parts: String,
    /// The state whose army or government it is, where it says so ("Malian army").
    pub(super) forces_of: Option<Country>,
    /// The words for whose army or government it is, where they name no known state.
    pub(super) forces_at: Option<String>,
    /// A state's army or government, without saying which ("the army").
    pub(super) bare_forces: bool,
    /// Nobody is named ("unidentified gunmen").
    pub(super) unknown: bool,
    /// The letters, where it is an acronym.
    pub(super) acronym: Option<String>,
    /// Nothing in it says which group, beyond what sort.
    pub(super) generic: bool,
    rare: Vec<Heard>,
    fixed: Vec<String>,
    sort: Vec<String>,
}

impl GroupName {
    /// Takes a name apart; an acronym in brackets after it says nothing that the name does not.
    pub(super) fn new(text: &str) -> Self {
        let stated = acronym::stated(text).map(|(name, _)| Self::plain(name));
        let says_which = stated.filter(|name| !name.generic && !name.unknown);
        says_which.unwrap_or_else(|| Self::plain(text))
    }

    fn plain(text: &str) -> Self {
        let key = key(text);
        if key.is_empty() {
            return Self::nameless(text);
        }
        let all: Vec<String> = key.split(' ').map(str::to_owned).collect();
        let core = core(&all);
        let stripped = (core.len() < all.len()).then(|| core.join(" "));
        let acronym = acronym::letters(&raw_core(text, &core));
        let tokens = Tokens::of(&core, text);
        let forces = forces(&all);
        let generic = tokens.is_generic();
        Self {
            unknown: is_unknown(text, &all),
            forces_of: match &forces {
                Forces::Of(country) => Some(*country),
                _ => None,
            },
            bare_forces: forces == Forces::Bare,
            forces_at: match forces {
                Forces::At(place) => Some(place),
                _ => None,
            },
            parts: tokens.signature(),
            rare: tokens.rare.iter().map(|word| Heard::new(word)).collect(),
            fixed: tokens.fixed,
            sort: tokens.sort,
            key,
            stripped,
            acronym,
            generic,
        }
    }

    /// What has no letters or digits ("???"): nobody is named, and each such text is its own.
    fn nameless(text: &str) -> Self {
        Self {
            key: text.trim().to_owned(),
            stripped: None,
            parts: String::new(),
            forces_of: None,
            bare_forces: false,
            forces_at: None,
            unknown: true,
            acronym: None,
            generic: true,
            rare: Vec::new(),
            fixed: Vec::new(),
            sort: Vec::new(),
        }
    }

    /// The name as one that is spoken, where its letters are spoken as a word (DAECH, UNITA).
    pub(super) fn spoken(&self) -> Option<Self> {
        let letters = self.acronym.as_deref()?;
        let is_vowel = |c: char| "aeiou".contains(c);
        let vowels = letters.chars().filter(|&c| is_vowel(c)).count();
        let says = letters.len() >= 5 && vowels >= 2 && self.rare.len() == 1 && !self.unknown;
        says.then(|| Self {
            acronym: None,
            ..self.clone()
        })
    }

    /// The consonants of the words that say which group, by class.
    pub(super) fn skeleton(&self) -> String {
        let mut skeletons: Vec<String> = self.rare.iter().map(Heard::skeleton).collect();
        skeletons.sort_unstable();
        skeletons.concat()
    }

    /// Likeness of two names: of the least like of the words that say which group. 0 where a
    /// number, a country, an acronym or the sort of group differs.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let spelt = self.acronym.is_none() && other.acronym.is_none();
        let comparable = spelt
            && self.fixed == other.fixed
            && self.sort == other.sort
            && self.rare.len() == other.rare.len()
            && !self.rare.is_empty();
        if comparable {
            aligned(&self.rare, &other.rare)
        } else {
            0.0
        }
    }
}

/// The least likeness of any word to its best partner, words taken in any order.
pub(super) fn aligned(a: &[Heard], b: &[Heard]) -> f64 {
    one_way(a, b).min(one_way(b, a))
}

fn one_way(a: &[Heard], b: &[Heard]) -> f64 {
    a.iter()
        .map(|x| b.iter().map(|y| likeness(x, y)).fold(0.0, f64::max))
        .fold(1.0, f64::min)
}

/// The words of a name by what they do in it.
struct Tokens {
    rare: Vec<String>,
    fixed: Vec<String>,
    sort: Vec<String>,
}

impl Tokens {
    fn of(core: &[String], text: &str) -> Self {
        // Alone, a word in capitals and in small letters is one name (UNITA, Unita).
        let acronyms = match core {
            [_] => Vec::new(),
            _ => acronym::within(text),
        };
        let mut tokens = Self {
            rare: Vec::new(),
            fixed: Vec::new(),
            sort: Vec::new(),
        };
        for (i, word) in core.iter().enumerate() {
            let inside = i > 0 && i + 1 < core.len();
            if lexicon::is_small(word) || (inside && (word == "i" || word == "e" || word == "o")) {
                continue;
            }
            tokens.put(word, &acronyms);
        }
        tokens.take_sides();
        if tokens.rare.is_empty() && tokens.fixed.is_empty() && tokens.sort.is_empty() {
            tokens.rare = core.to_vec();
        }
        tokens.rare.sort_unstable();
        tokens.fixed.sort_unstable();
        tokens.sort.sort_unstable();
        tokens
    }

    fn put(&mut self, word: &str, acronyms: &[String]) {
        if let Some(country) = Country::of_people(word).or_else(|| Country::named(word)) {
            self.fixed.push(format!("={}", country.code()));
        } else if marks::is_numbered_name(word) {
            self.fixed.push(format!("={word}"));
        } else if let Some(mark) = marks::mark(word) {
            self.fixed.push(mark);
        } else if let Some(concept) = lexicon::concept(word) {
            self.sort.push(concept.to_owned());
        } else if lexicon::is_optional(word) {
        } else if lexicon::is_common(word) {
            self.sort.push(word.to_owned());
        } else if acronyms.iter().any(|a| a == word) {
            self.fixed.push(format!("={word}"));
        } else {
            self.rare.push(word.to_owned());
        }
    }

    /// Says of people for and against somebody the same in all words: "pro-X demonstrators" are X
    /// supporters, "opponents of X" anti-X protesters.
    fn take_sides(&mut self) {
        let sort_of = |sort: &[String], of: &str| sort.iter().position(|s| s == of);
        let pro = self.fixed.iter().position(|mark| mark == "pro");
        if let (Some(mark), Some(at)) = (pro, sort_of(&self.sort, "protesters")) {
            self.fixed.remove(mark);
            "supporters".clone_into(&mut self.sort[at]);
        }
        if let Some(at) = sort_of(&self.sort, "opponents") {
            "protesters".clone_into(&mut self.sort[at]);
            self.fixed.push("anti".to_owned());
        }
    }

    /// Whether nothing says which group of its sort it is.
    fn is_generic(&self) -> bool {
        let telling =
            self.sort.len() >= 2 && self.sort.iter().any(|concept| lexicon::is_telling(concept));
        self.rare.is_empty() && !telling && self.fixed.iter().all(|t| !t.starts_with('='))
    }

    fn signature(&self) -> String {
        [
            self.rare.join(" "),
            self.fixed.join(" "),
            self.sort.join(" "),
        ]
        .join("|")
    }
}

/// The words without those that only say "people of" it, or that it is a guess.
fn core(all: &[String]) -> Vec<String> {
    let mut words = all;
    while words.len() > 1 && lexicon::is_suspected(&words[0]) {
        words = &words[1..];
    }
    if let [first, of, rest @ ..] = words {
        let joins = ["of", "from", "de", "du", "des", "d", "del"].contains(&of.as_str());
        if joins && lexicon::is_descriptor(first) && names_one(rest) {
            words = rest;
        }
    }
    while let [rest @ .., last] = words {
        let idle = lexicon::is_descriptor(last) || lexicon::is_legal_form(last);
        if !idle || !names_one(rest) {
            break;
        }
        words = rest;
    }
    words.to_vec()
}

/// Whether the words say which group: one that is no common word, or two that are ("Northern Front").
fn names_one(words: &[String]) -> bool {
    let common = |word: &String| {
        lexicon::concept(word).is_some()
            || lexicon::is_descriptor(word)
            || lexicon::is_optional(word)
            || lexicon::is_somebody(word)
            || lexicon::is_unnamed(word)
            || lexicon::is_about(word)
            || Country::of_people(word).is_some()
            || Country::named(word).is_some()
            || (marks::mark(word).is_some() && !marks::is_numbered_name(word))
    };
    let said: Vec<&String> = words
        .iter()
        .filter(|word| !lexicon::is_small(word))
        .collect();
    said.iter().any(|word| !common(word))
        || said
            .iter()
            .filter(|word| lexicon::concept(word).is_some() || marks::mark(word).is_some())
            .count()
            >= 2
}

/// The part of the written text that the core's words stand for: an acronym keeps its capitals.
fn raw_core(text: &str, core: &[String]) -> String {
    text.split_whitespace()
        .filter(|raw| {
            let folded = fold(raw);
            core.contains(&folded) || core.join(" ").contains(&folded) && !folded.is_empty()
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a name is that of a state's army or government.
#[derive(Debug, Clone, PartialEq)]
enum Forces {
    /// Of this state.
    Of(Country),
    /// Of one that it does not say ("the army").
    Bare,
    /// Of what these words name, which is no known state.
    At(String),
    /// It is another name.
    Other,
}

/// Words that the names of states' own forces hold beside the state's ("Syrian Arab Army").
const OF_STATES: [&str; 4] = ["arab", "federal", "republic", "royal"];

/// A state's army or government.
fn forces(words: &[String]) -> Forces {
    let (country, rest) = country_in(words);
    let mut concepts = Vec::new();
    let mut place: Vec<String> = Vec::new();
    for word in rest {
        let official = country.is_some() && OF_STATES.contains(&word.as_str());
        if lexicon::is_small(&word) || official {
            continue;
        }
        match lexicon::concept(&word) {
            Some(concept) => concepts.push(concept),
            None => place.push(word),
        }
    }
    concepts.sort_unstable();
    concepts.dedup();
    let alone: &[&[&str]] = &[
        &["army"],
        &["military"],
        &["armed", "forces"],
        &["army", "government"],
        &["forces", "government"],
        &["government", "troops"],
        &["government", "soldier"],
        &["forces", "security"],
    ];
    let of_country: &[&[&str]] = &[
        &["troops"],
        &["soldier"],
        &["government"],
        &["army", "armed"],
        &["forces", "military"],
        &["forces", "national", "security"],
        &["armed", "forces", "national"],
    ];
    let concepts = concepts.as_slice();
    let of_somewhere = alone.contains(&concepts) || of_country.contains(&concepts);
    match country {
        Some(country) if of_somewhere && place.is_empty() => Forces::Of(country),
        None if of_somewhere && !place.is_empty() => Forces::At(place.join(" ")),
        None if alone.contains(&concepts) => Forces::Bare,
        _ => Forces::Other,
    }
}

/// The one country that the words name, and the other words.
fn country_in(words: &[String]) -> (Option<Country>, Vec<String>) {
    for length in (1..=words.len().min(5)).rev() {
        for at in 0..=words.len() - length {
            let name = words[at..at + length].join(" ");
            if let Some(country) = Country::named(&name).or_else(|| Country::of_people(&name)) {
                let mut rest = words[..at].to_vec();
                rest.extend_from_slice(&words[at + length..]);
                return (Some(country), rest);
            }
        }
    }
    (None, words.to_vec())
}

/// Whether the words name nobody.
fn is_unknown(text: &str, words: &[String]) -> bool {
    let somebody = words.iter().any(|word| lexicon::is_somebody(word));
    let indefinite = fold(text).split(' ').next().is_some_and(|first| {
        ["a", "an", "some", "several", "une", "unos", "unas"].contains(&first)
    });
    let nobody = |word: &String| {
        lexicon::is_somebody(word) || lexicon::is_about(word) || lexicon::is_unnamed(word)
    };
    let unnamed = words.iter().any(|word| lexicon::is_unnamed(word));
    somebody && (indefinite || words.iter().all(nobody)) || (unnamed && words.len() <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::likeness::SAME;

    fn name(text: &str) -> GroupName {
        GroupName::new(text)
    }

    #[test]
    fn one_name_in_two_languages_has_the_same_parts() {
        for (a, b) in [
            ("Free Syrian Army", "Armée syrienne libre"),
            ("Sinaloa Cartel", "Cártel de Sinaloa"),
            (
                "Donetsk People's Republic",
                "République populaire de Donetsk",
            ),
            ("Syrian Democratic Forces", "Forces démocratiques syriennes"),
            ("Jaysh al-Islam", "Army of Islam"),
            (
                "Group for the Support of Islam and Muslims",
                "Nusrat al-Islam wal-Muslimin",
            ),
            ("Islamic Jihad", "Jihad islamique"),
            ("Abu Sayyaf", "Abu Sayyaf Group"),
            ("Tehrik-i-Taliban Pakistan", "Pakistani Taliban"),
            ("Agatu militia", "Agatu fighters"),
            ("suspected JNIM militants", "JNIM"),
        ] {
            assert_eq!(name(a).parts, name(b).parts, "{a} / {b}");
        }
    }

    #[test]
    fn other_groups_have_other_parts_and_are_not_alike() {
        for (a, b) in [
            ("Army of Islam", "Army of Conquest"),
            ("Syrian army", "Iraqi army"),
            ("Taliban", "Pakistani Taliban"),
            ("Los Mayos faction", "Los Mayos"),
            ("13th Division", "30th Division"),
            ("National Liberation Front", "National Liberation Army"),
            ("Islamic State", "Islamic State in the Sahel"),
            ("ULFA", "ULFA-I"),
            ("ADF", "ADP"),
        ] {
            assert_ne!(name(a).parts, name(b).parts, "{a} / {b}");
            assert!(name(a).likeness(&name(b)) < SAME, "{a} / {b}");
        }
    }

    #[test]
    fn transliterations_are_alike() {
        for (a, b) in [
            ("al-Shabaab", "Al-Chabaab"),
            ("Jund al-Aqsa", "Gund al-Aqsah"),
            ("al-Qaeda", "El-Kaïda"),
            ("Hayat Tahrir al-Sham", "Hay'at Tahrir el-Cham"),
            (
                "Harakat al-Shabaab al-Mujahideen",
                "Harakat el-Chabaab el-Moujahideen",
            ),
        ] {
            assert!(
                name(a).likeness(&name(b)) >= SAME,
                "{a} / {b}: {}",
                name(a).likeness(&name(b))
            );
        }
    }

    #[test]
    fn legal_forms_and_sides_taken_are_said_in_many_ways() {
        for (a, b) in [
            ("Acme Inc.", "Acme"),
            ("Acme Incorporated", "Acme Corp."),
            ("supporters of Morsi", "pro-Morsi demonstrators"),
            ("anti-Morsi protesters", "opponents of Morsi"),
        ] {
            assert_eq!(name(a).parts, name(b).parts, "{a} / {b}");
        }
        assert_ne!(
            name("Morsi supporters").parts,
            name("opponents of Morsi").parts
        );
        assert_ne!(name("Acme Inc.").parts, name("Apex Inc.").parts);
    }

    #[test]
    fn letters_that_are_spoken_are_a_word() {
        let spoken = name("DAECH").spoken();
        assert!(spoken.is_some_and(|word| word.likeness(&name("Daesh")) >= SAME));
        assert!(name("FARDC").spoken().is_none());
        assert!(name("JNIM").spoken().is_none());
    }

    #[test]
    fn a_states_army_in_many_words() {
        for text in [
            "Malian army",
            "armée malienne",
            "Malian armed forces",
            "Government of Mali",
            "Malian government forces",
            "Malian troops",
            "Mali army",
            "Malian security forces",
            "forces armées maliennes",
        ] {
            assert_eq!(name(text).forces_of, Country::of_code("ML"), "{text}");
        }
        assert!(name("the army").bare_forces);
        for text in [
            "Syrian National Army",
            "Free Syrian Army",
            "Malian police",
            "Syrian rebels",
        ] {
            assert_eq!(name(text).forces_of, None, "{text}");
        }
    }

    #[test]
    fn descriptions_name_nobody() {
        for text in [
            "unidentified gunmen",
            "unknown assailants",
            "armed men",
            "local sources",
            "a security source",
            "activists",
            "residents",
            "hommes armés non identifiés",
            "a UN official",
        ] {
            assert!(name(text).unknown, "{text}");
        }
        for text in [
            "JNIM",
            "the defence ministry",
            "Islamic State fighters",
            "Black Axe",
            "Boko Haram",
        ] {
            assert!(!name(text).unknown, "{text}");
        }
    }

    #[test]
    fn names_of_common_words_only_are_generic() {
        assert!(name("National Liberation Front").generic);
        assert!(name("opposition protesters").generic);
        assert!(!name("Syrian opposition").generic);
        assert!(!name("Fatah").generic);
    }
}
