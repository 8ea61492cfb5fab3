//! The parts of a group's name: which group, what sort of group, and whether it is named at all.

use super::acronym;
use super::words::{
    ABOUT, BARE_FORCES, DESCRIPTORS, LEGAL_FORMS, OFFICIAL, OPTIONAL, SMALL, SOMEBODY,
    STATE_FORCES, SUSPECTED, TELLING, UNNAMED, concept, is_common,
};
use crate::names::country::Country;
use crate::names::likeness::{SpokenWord, likeness};
use crate::names::marks;
use crate::names::words::key;
use crate::text::latin;

/// A group's name, taken apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct GroupName {
    /// Case, accents, punctuation and articles dropped.
    pub(crate) key: String,
    /// The key of the name without "fighters of", "suspected" and the like, where it has any.
    pub(crate) stripped: Option<String>,
    /// What it is made of, in no order: names with one `parts` say one thing, maybe in two languages.
    pub(crate) parts: String,
    /// The state whose army or government it is, where it says so ("Malian army").
    pub(crate) forces_of: Option<Country>,
    /// The words for whose army or government it is, where they name no known state.
    pub(crate) forces_at: Option<String>,
    /// A state's army or government, without saying which ("the army").
    pub(crate) bare_forces: bool,
    /// Nobody is named ("unidentified gunmen").
    pub(crate) unknown: bool,
    /// The letters, where it is an acronym.
    pub(crate) acronym: Option<String>,
    /// Nothing in it says which group, beyond what sort.
    pub(crate) generic: bool,
    rare: Vec<SpokenWord>,
    fixed: Vec<String>,
    sort: Vec<String>,
}

impl GroupName {
    /// Takes a name apart; an acronym in brackets after it says nothing that the name does not.
    pub(crate) fn new(text: &str) -> Self {
        let stated = acronym::stated(text).map(|(name, _)| Self::plain(name));
        let says_which = stated.filter(|name| !name.generic && !name.unknown);
        says_which.unwrap_or_else(|| Self::plain(text))
    }

    fn plain(text: &str) -> Self {
        let key = key(text);
        if key.is_empty() {
            return Self::nameless(text);
        }
        let all: Vec<&str> = key.split(' ').collect();
        let core = core(&all);
        let tokens = Tokens::of(core, text);
        let mut name = Self {
            unknown: is_unknown(text, &all),
            stripped: (core.len() < all.len()).then(|| core.join(" ")),
            acronym: acronym::letters(&raw_core(text, core)),
            generic: tokens.is_generic(),
            parts: tokens.signature(),
            rare: tokens
                .rare
                .iter()
                .map(|word| SpokenWord::new(word))
                .collect(),
            fixed: tokens.fixed,
            sort: tokens.sort,
            ..Self::default()
        };
        name.read_forces(&all);
        Self { key, ..name }
    }

    /// What has no letters or digits ("???"): nobody is named, and each such text is its own.
    fn nameless(text: &str) -> Self {
        Self {
            key: text.trim().to_owned(),
            unknown: true,
            generic: true,
            ..Self::default()
        }
    }

    /// Reads whether it is a state's army or government, and which state's.
    fn read_forces(&mut self, words: &[&str]) {
        let (country, rest) = country_in(words);
        let (mut concepts, mut place) = (Vec::new(), Vec::new());
        for word in rest {
            match concept(word) {
                _ if SMALL.has(word) || (country.is_some() && OFFICIAL.has(word)) => {}
                Some(concept) => concepts.push(concept),
                None => place.push(word),
            }
        }
        concepts.sort_unstable();
        concepts.dedup();
        let concepts = concepts.join("+");
        let bare = BARE_FORCES.has(&concepts);
        if !bare && !STATE_FORCES.has(&concepts) {
            return;
        }
        match country {
            Some(_) if place.is_empty() => self.forces_of = country,
            None if !place.is_empty() => self.forces_at = Some(place.join(" ")),
            None => self.bare_forces = bare,
            Some(_) => {}
        }
    }

    /// The name as one that is spoken, where its letters are spoken as a word (DAECH, UNITA).
    pub(crate) fn spoken(&self) -> Option<Self> {
        let letters = self.acronym.as_deref()?;
        let vowels = letters.chars().filter(|&c| "aeiou".contains(c)).count();
        let says = letters.len() >= 5 && vowels >= 2 && self.rare.len() == 1 && !self.unknown;
        says.then(|| Self {
            acronym: None,
            ..self.clone()
        })
    }

    /// The consonants of the words that say which group, by class.
    pub(crate) fn skeleton(&self) -> String {
        let mut skeletons: Vec<String> = self.rare.iter().map(SpokenWord::skeleton).collect();
        skeletons.sort_unstable();
        skeletons.concat()
    }

    /// Likeness of two names: of the least like of the words that say which group. 0 where a
    /// number, a country, an acronym or the sort of group differs.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        let spelt = self.acronym.is_none() && other.acronym.is_none();
        let comparable = spelt
            && self.fixed == other.fixed
            && self.sort == other.sort
            && self.rare.len() == other.rare.len()
            && !self.rare.is_empty();
        if !comparable {
            return 0.0;
        }
        one_way(&self.rare, &other.rare).min(one_way(&other.rare, &self.rare))
    }
}

/// The least likeness of any word to its best partner, words taken in any order.
fn one_way(a: &[SpokenWord], b: &[SpokenWord]) -> f64 {
    a.iter()
        .map(|x| b.iter().map(|y| likeness(x, y)).fold(0.0, f64::max))
        .fold(1.0, f64::min)
}

/// The words of a name by what they do in it.
#[derive(Default)]
struct Tokens {
    rare: Vec<String>,
    fixed: Vec<String>,
    sort: Vec<String>,
}

impl Tokens {
    fn of(core: &[&str], text: &str) -> Self {
        // Alone, a word in capitals and in small letters is one name (UNITA, Unita).
        let acronyms = match core {
            [_] => Vec::new(),
            _ => acronym::within(text),
        };
        let mut tokens = Self::default();
        for (i, word) in core.iter().enumerate() {
            let inside = i > 0 && i + 1 < core.len();
            let joins = SMALL.has(word) || (inside && matches!(*word, "i" | "e" | "o"));
            if !joins {
                tokens.put(word, &acronyms);
            }
        }
        tokens.take_sides();
        if tokens.rare.is_empty() && tokens.fixed.is_empty() && tokens.sort.is_empty() {
            tokens.rare = core.iter().map(|&word| word.to_owned()).collect();
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
        } else if let Some(concept) = concept(word) {
            self.sort.push(concept.to_owned());
        } else if OPTIONAL.has(word) {
        } else if is_common(word) {
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
        let place = |words: &[String], of: &str| words.iter().position(|word| word == of);
        let pro = place(&self.fixed, "pro");
        if let (Some(mark), Some(at)) = (pro, place(&self.sort, "protesters")) {
            self.fixed.remove(mark);
            "supporters".clone_into(&mut self.sort[at]);
        }
        if let Some(at) = place(&self.sort, "opponents") {
            "protesters".clone_into(&mut self.sort[at]);
            self.fixed.push("anti".to_owned());
        }
    }

    /// Whether nothing says which group of its sort it is.
    fn is_generic(&self) -> bool {
        let telling = self.sort.len() >= 2 && self.sort.iter().any(|concept| TELLING.has(concept));
        self.rare.is_empty() && !telling && self.fixed.iter().all(|t| !t.starts_with('='))
    }

    fn signature(&self) -> String {
        [&self.rare, &self.fixed, &self.sort]
            .map(|words| words.join(" "))
            .join("|")
    }
}

/// The words without those that only say "people of" it, or that it is a guess.
fn core<'w, 'k>(all: &'w [&'k str]) -> &'w [&'k str] {
    let mut words = all;
    while words.len() > 1 && SUSPECTED.has(words[0]) {
        words = &words[1..];
    }
    if let [
        first,
        "of" | "from" | "de" | "du" | "des" | "d" | "del",
        rest @ ..,
    ] = words
        && DESCRIPTORS.has(first)
        && names_one(rest)
    {
        words = rest;
    }
    while let [rest @ .., last] = words {
        let idle = DESCRIPTORS.has(last) || LEGAL_FORMS.has(last);
        if !idle || !names_one(rest) {
            break;
        }
        words = rest;
    }
    words
}

/// Whether the words say which group: one that is no common word, or two that are ("Northern Front").
fn names_one(words: &[&str]) -> bool {
    let common = |word: &str| {
        concept(word).is_some()
            || OPTIONAL.has(word)
            || is_common(word)
            || Country::of_people(word).is_some()
            || Country::named(word).is_some()
            || (marks::mark(word).is_some() && !marks::is_numbered_name(word))
    };
    let said = || words.iter().filter(|word| !SMALL.has(word));
    let sorts = said().filter(|word| concept(word).is_some() || marks::mark(word).is_some());
    said().any(|word| !common(word)) || sorts.count() >= 2
}

/// The part of the written text that the core's words stand for: an acronym keeps its capitals.
fn raw_core(text: &str, core: &[&str]) -> String {
    let joined = core.join(" ");
    let is_core = |raw: &&str| {
        let folded = latin(raw);
        core.contains(&folded.as_str()) || (joined.contains(&folded) && !folded.is_empty())
    };
    let kept: Vec<&str> = text.split_whitespace().filter(is_core).collect();
    kept.join(" ")
}

/// The one country that the words name, and the other words.
fn country_in<'k>(words: &[&'k str]) -> (Option<Country>, Vec<&'k str>) {
    for length in (1..=words.len().min(5)).rev() {
        for at in 0..=words.len() - length {
            let name = words[at..at + length].join(" ");
            if let Some(country) = Country::named(&name).or_else(|| Country::of_people(&name)) {
                let rest = [&words[..at], &words[at + length..]].concat();
                return (Some(country), rest);
            }
        }
    }
    (None, words.to_vec())
}

/// Whether the words name nobody.
fn is_unknown(text: &str, words: &[&str]) -> bool {
    let folded = latin(text);
    let first = folded.split(' ').next().unwrap_or_default();
    let indefinite = ["a", "an", "some", "several", "une", "unos", "unas"].contains(&first);
    let nobody = |word: &&str| SOMEBODY.has(word) || ABOUT.has(word) || UNNAMED.has(word);
    let somebody = words.iter().any(|word| SOMEBODY.has(word));
    let unnamed = words.iter().any(|word| UNNAMED.has(word));
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
