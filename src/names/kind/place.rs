//! The parts of a place's name: what names it, what marks it off, and what sort of place it is.

use crate::claim::ContentHash;
use crate::names::country::Country;
use crate::names::lexicon::{Senses, WordList};
use crate::names::likeness::{DOUBT, SAME, SpokenWord, likeness};
use crate::names::marks;
use crate::names::sound::skeleton_keys;
use crate::names::words;

const PLACES: &str = include_str!("../data/places.txt");

/// Words that say what sort of place it is, and nothing else.
static ADMINISTRATIVE: WordList = WordList::list(PLACES, "administrative");
/// Words that say that a thing happened about a place.
static ABOUT: WordList = WordList::list(PLACES, "about");
/// What an airport is called by, after its town.
static AIRPORT: WordList = WordList::list(PLACES, "airport");
/// Words between a town and its airport.
static INTERNATIONAL: WordList = WordList::list(PLACES, "international");
/// Words between a sort of place and its name.
static BETWEEN: WordList = WordList::list(PLACES, "between");
/// Words that begin many names of places, and their spellings.
static COMMON: Senses = Senses::new(include_str!("../data/place-words.txt"));

/// A place's name, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlaceName {
    /// The words that name it, joined, after their marks: equal keys are one name.
    pub(crate) key: String,
    /// It has no letters or digits.
    pub(crate) nameless: bool,
    /// The country, where it is one.
    pub(crate) country: Option<Country>,
    /// The country that it is a vague part of ("northern Mali").
    pub(crate) part_of: Option<Country>,
    /// A word for the sort of place was dropped.
    pub(crate) stripped: bool,
    /// Names that share none of these are not alike.
    pub(crate) keys: Vec<String>,
    /// What marks it off from names alike, joined.
    pub(crate) marks: String,
    /// What two spellings of the name have in common; of a short one, all of it. A digest.
    pub(crate) sound: u64,
    words: Vec<SpokenWord>,
    joined: SpokenWord,
}

/// The words of a name, sorted out.
enum Parted {
    Country(Country),
    Nameless,
    Named {
        words: Vec<String>,
        marks: Vec<String>,
        stripped: bool,
    },
}

/// Sorts out the words of a name.
fn part(text: &str) -> Parted {
    let all = words::words(text).into_iter().enumerate();
    let all: Vec<String> = all.map(usual).collect();
    if let Some(country) = Country::named(&all.join(" ")) {
        return Parted::Country(country);
    }
    let before = all.len();
    let mut kept = strip(about(all.clone()));
    if Country::named(&kept.join(" ")).is_some() {
        // "Mexico City" and "Niger State" are no countries.
        kept = all;
    }
    let stripped = kept.len() < before;
    let (words, marks) = marks::part(kept);
    if words.is_empty() && marks.is_empty() {
        return Parted::Nameless;
    }
    Parted::Named {
        words,
        marks,
        stripped,
    }
}

/// The words that name a place, after their marks.
fn joined_key(words: &[String], marks: &str) -> String {
    [marks, &words.join(" ")].join("|")
}

impl PlaceName {
    /// Takes a name apart.
    pub(crate) fn new(text: &str) -> Self {
        match part(text) {
            Parted::Country(country) => Self::of_country(country),
            Parted::Nameless => Self::nameless(text),
            Parted::Named {
                words,
                marks,
                stripped,
            } => {
                let part_of = Country::named(&words.join(" ")).filter(|_| !marks.is_empty());
                Self::build(&words, &marks, part_of, stripped)
            }
        }
    }

    /// The key of a name, at less cost than all of it.
    pub(crate) fn key_of(text: &str) -> String {
        match part(text) {
            Parted::Country(country) => joined_key(&[words::key(country.name())], ""),
            Parted::Nameless => Self::nameless(text).key,
            Parted::Named { words, marks, .. } => joined_key(&words, &marks.join("+")),
        }
    }

    fn of_country(country: Country) -> Self {
        let words = vec![words::key(country.name())];
        let name = Self::build(&words, &[], None, false);
        // A town may sound like a country ("Garze", "Greece") and is none.
        Self {
            country: Some(country),
            sound: ContentHash::new()
                .field("country")
                .field(&name.key)
                .digest(),
            ..name
        }
    }

    /// What has no letters or digits ("???"): like nothing but the same text.
    fn nameless(text: &str) -> Self {
        Self {
            key: ["\u{1}", text.trim()].concat(),
            nameless: true,
            keys: Vec::new(),
            ..Self::build(&[], &[], None, false)
        }
    }

    fn build(words: &[String], marks: &[String], part_of: Option<Country>, stripped: bool) -> Self {
        let joined = SpokenWord::new(&words.concat());
        let skeleton = joined.skeleton();
        let marks = marks.join("+");
        let key = joined_key(words, &marks);
        let sound = if skeleton.len() >= 3 {
            [&marks, "|", &skeleton]
        } else {
            ["=", "", &key]
        };
        // Names whose marks differ are not alike: there may be thousands of "Village 1".
        let of_marks = |sound: String| [marks.as_str(), "|", &sound].concat();
        Self {
            sound: ContentHash::new().field(&sound.concat()).digest(),
            key,
            nameless: false,
            country: None,
            part_of,
            stripped,
            keys: skeleton_keys(&skeleton).into_iter().map(of_marks).collect(),
            marks,
            words: words.iter().map(|word| SpokenWord::new(word)).collect(),
            joined,
        }
    }

    /// Likeness of two names: one in which every word is, or, where they are parted differently,
    /// of the words run together. 0 where the marks differ.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        if self.key == other.key {
            return 1.0;
        }
        let never = |name: &Self| name.nameless || name.country.is_some();
        if never(self) || never(other) || self.marks != other.marks {
            return 0.0;
        }
        if self.words.len() == other.words.len() {
            let pairs = self.words.iter().zip(&other.words);
            return pairs.map(|(a, b)| likeness(a, b)).fold(1.0, f64::min);
        }
        let whole = likeness(&self.joined, &other.joined);
        // Words run together: less room, for a word left out is another name.
        if whole >= 0.93 {
            whole
        } else {
            whole.min(SAME - 0.01) * f64::from(whole >= DOUBT + 0.1)
        }
    }
}

/// A word as most outlets write it: common words of place names, and articles run into them.
fn usual((at, word): (usize, String)) -> String {
    if let Some(usual) = COMMON.of(&word) {
        return usual.to_owned();
    }
    let [vowel, a, b, ..] = word.as_bytes() else {
        return word;
    };
    let run_in =
        at > 0 && word.len() >= 5 && b"ae".contains(vowel) && a == b && b"dnrstz".contains(a);
    if run_in { word[2..].to_owned() } else { word }
}

/// The place that a phrase is about: "near X", "10 km north of X", the airport of X.
fn about(mut words: Vec<String>) -> Vec<String> {
    if let Some(of) = words.iter().position(|word| word == "of")
        && words[0].bytes().next().is_some_and(|c| c.is_ascii_digit())
        && of + 1 < words.len()
    {
        words.drain(..=of);
    }
    while words.len() > 1 && ABOUT.has(&words[0]) {
        words.remove(0);
    }
    if words.len() > 1 && words.last().is_some_and(|w| AIRPORT.has(w)) {
        words.pop();
        while words.len() > 1 && words.last().is_some_and(|w| INTERNATIONAL.has(w)) {
            words.pop();
        }
    }
    words
}

/// The words of the place that a phrase is about.
pub(crate) fn words_about(text: &str) -> Vec<String> {
    about(words::words(text))
}

/// Drops words for the sort of place at either end, unless nothing would be left.
fn strip(mut words: Vec<String>) -> Vec<String> {
    let whole = words.clone();
    while words.len() > 1 && words.last().is_some_and(|w| ADMINISTRATIVE.has(w)) {
        words.pop();
    }
    while words.len() > 1 && ADMINISTRATIVE.has(&words[0]) {
        words.remove(0);
        while words.len() > 1 && BETWEEN.has(&words[0]) {
            words.remove(0);
        }
    }
    let bare = words.len() == 1 && marks::mark(&words[0]).is_some();
    if bare { whole } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(a: &str, b: &str) -> f64 {
        PlaceName::new(a).likeness(&PlaceName::new(b))
    }

    #[test]
    fn words_for_the_sort_of_place_do_not_count() {
        for (a, b) in [
            ("Gao", "Gao State"),
            ("Gao", "state of Gao"),
            ("Ansongo circle", "Ansongo"),
            ("Département de Tessalit", "Tessalit"),
            ("Menaka province", "Menaka region"),
            ("Cd. Juárez", "Ciudad Juárez"),
        ] {
            assert!((like(a, b) - 1.0).abs() < f64::EPSILON, "{a} / {b}");
        }
    }

    #[test]
    fn what_is_about_a_place_is_called_by_it() {
        for (a, b) in [
            ("near Toacaso", "Toacaso"),
            ("10 km north of Goma", "Goma"),
            ("Bugulma Airport", "Bugulma"),
            ("outside Denver International Airport", "Denver"),
        ] {
            assert!((like(a, b) - 1.0).abs() < f64::EPSILON, "{a} / {b}");
        }
        assert!(like("Isle of Wight", "Wight") < SAME);
    }

    #[test]
    fn countries_in_other_languages_are_one() {
        assert!((like("Syrie", "Syria") - 1.0).abs() < f64::EPSILON);
        assert!(like("Niger", "Nigeria") < DOUBT);
        assert!(PlaceName::new("northern Mali").part_of.is_some());
        assert!(PlaceName::new("South Sudan").country.is_some());
    }

    #[test]
    fn the_key_alone_is_that_of_the_name() {
        for text in [
            "Gao State",
            "Mali",
            "???",
            "Camp 1",
            "near Nord-Kivu",
            "northern Mali",
        ] {
            assert_eq!(PlaceName::key_of(text), PlaceName::new(text).key, "{text}");
        }
    }

    #[test]
    fn marks_part_names() {
        for (a, b) in [
            ("North Kivu", "South Kivu"),
            ("Village A", "Village B"),
            ("Camp 1", "Camp 2"),
            ("New Halfa", "Halfa"),
            ("San Manuel", "San Miguel"),
            ("Douma I", "Douma II"),
        ] {
            assert!(like(a, b) < DOUBT, "{a} / {b}: {}", like(a, b));
        }
        assert!(like("North Kivu", "Nord-Kivu") >= SAME);
    }

    #[test]
    fn words_run_together() {
        assert!(like("Tin Tafgat", "Tintafgat") >= SAME);
        assert!(like("Deir ez-Zor", "Dayr az-Zawr") >= SAME);
        assert!(like("Tall Abyad", "Tall") < DOUBT);
    }
}
