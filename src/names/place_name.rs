//! The parts of a place's name: what names it, what marks it off, and what sort of place it is.

use std::sync::LazyLock;

use super::countries::Country;
use super::fold;
use super::lexicon::{Senses, Words};
use super::likeness::{DOUBT, Heard, SAME, likeness};
use super::marks;
use super::phonetic::skeleton_keys;
use crate::claim::ContentHash;

/// Words that say what sort of place it is, and nothing else.
static ADMINISTRATIVE: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        "province provincia state etat estado region district distrito wilaya wilayat
         governorate gouvernorat gobernacion circle cercle departement departamento department
         county oblast prefecture municipality municipalite municipio commune comuna
         subdistrict division city ville ciudad cd town village pueblo area zone zona muhafazat
         mintaqat raion rayon lga quartier neighborhood neighbourhood sector locality localite
         hamlet outskirts vicinity sous prefectural territory territoire territorio canton
         arrondissement woreda kebele payam upazila tehsil taluk taluka okrug krai voivodeship
         parish borough location constituency ward",
    )
});

/// Words between a sort of place and its name.
const BETWEEN: &[&str] = &["of", "de", "du", "des", "del", "d", "in"];

/// Words that begin many names of places, and their spellings.
static COMMON: LazyLock<Senses> = LazyLock::new(|| {
    Senses::new(
        "ayn: ain ein aine aain een en eyn eyne
         tall: tell tel tal
         jabal: jebel djebel djabal jabel gabal gebel
         wadi: oued ouadi wad wed uadi
         bayt: beit bait beyt bet
         dayr: deir dair deyr der
         kafr: kfar kafar kefr kufr
         umm: oum um om omm
         abu: abou abo bu bou abul aboul
         albu: albou elbou elbu
         khirbat: khirbet khirba kherbet
         shaykh: sheikh cheikh sheik shekh cheick seikh
         saint: st sainte ste
         mount: mt mont monte
         fort: ft
         port: puerto porto",
    )
});

/// A place's name, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PlaceName {
    /// The words that name it, joined, after their marks: equal keys are one name.
    pub(super) key: String,
    /// It has no letters or digits.
    pub(super) nameless: bool,
    /// The country, where it is one.
    pub(super) country: Option<Country>,
    /// The country that it is a vague part of ("northern Mali").
    pub(super) part_of: Option<Country>,
    /// A word for the sort of place was dropped.
    pub(super) stripped: bool,
    /// The consonants of the whole name, by class.
    pub(super) skeleton: String,
    /// Names that share none of these are not alike.
    pub(super) keys: Vec<String>,
    /// What marks it off from names alike, joined.
    pub(super) marks: String,
    /// What two spellings of the name have in common; of a short one, all of it. A digest.
    pub(super) sound: u64,
    words: Vec<Heard>,
    joined: Heard,
}

impl PlaceName {
    /// Takes a name apart.
    pub(super) fn new(text: &str) -> Self {
        let all: Vec<String> = fold::words(text)
            .into_iter()
            .enumerate()
            .map(usual)
            .collect();
        if let Some(country) = Country::named(&all.join(" ")) {
            return Self::of_country(country);
        }
        let before = all.len();
        let mut kept = strip(all.clone());
        if Country::named(&kept.join(" ")).is_some() {
            // "Mexico City" and "Niger State" are no countries.
            kept = all;
        }
        let stripped = kept.len() < before;
        let (words, marks) = marks::part(kept);
        if words.is_empty() && marks.is_empty() {
            return Self::nameless(text);
        }
        let part_of = Country::named(&words.join(" ")).filter(|_| !marks.is_empty());
        Self::build(&words, &marks, part_of, stripped)
    }

    fn of_country(country: Country) -> Self {
        let words = vec![fold::key(country.name())];
        Self {
            country: Some(country),
            ..Self::build(&words, &[], None, false)
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
        let joined = Heard::new(&words.concat());
        let skeleton = joined.skeleton();
        let marks = marks.join("+");
        let key = [marks.as_str(), &words.join(" ")].join("|");
        let sound = if skeleton.len() >= 3 {
            [&marks, "|", &skeleton]
        } else {
            ["=", "", &key]
        };
        Self {
            sound: ContentHash::new().field(&sound.concat()).digest(),
            key,
            nameless: false,
            country: None,
            part_of,
            stripped,
            keys: skeleton_keys(&skeleton),
            skeleton,
            marks,
            words: words.iter().map(|word| Heard::new(word)).collect(),
            joined,
        }
    }

    /// Likeness of two names: one in which every word is, or, where they are parted differently,
    /// of the words run together. 0 where the marks differ.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        if self.key == other.key {
            return 1.0;
        }
        if self.nameless || other.nameless {
            return 0.0;
        }
        if self.marks != other.marks || self.country.is_some() || other.country.is_some() {
            return 0.0;
        }
        if self.words.len() == other.words.len() {
            return self
                .words
                .iter()
                .zip(&other.words)
                .map(|(a, b)| likeness(a, b))
                .fold(1.0, f64::min);
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

/// Drops words for the sort of place at either end, unless nothing would be left.
fn strip(mut words: Vec<String>) -> Vec<String> {
    let whole = words.clone();
    while words.len() > 1 && words.last().is_some_and(|w| ADMINISTRATIVE.has(w)) {
        words.pop();
    }
    while words.len() > 1 && leads(&words) {
        words.remove(0);
        while words.len() > 1 && BETWEEN.contains(&words[0].as_str()) {
            words.remove(0);
        }
    }
    let bare = words.len() == 1 && marks::mark(&words[0]).is_some();
    if bare { whole } else { words }
}

/// Whether the first word only says what sort of place it is.
fn leads(words: &[String]) -> bool {
    ADMINISTRATIVE.has(&words[0])
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
    fn countries_in_other_languages_are_one() {
        assert!((like("Syrie", "Syria") - 1.0).abs() < f64::EPSILON);
        assert!(like("Niger", "Nigeria") < DOUBT);
        assert!(PlaceName::new("northern Mali").part_of.is_some());
        assert!(PlaceName::new("South Sudan").country.is_some());
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
