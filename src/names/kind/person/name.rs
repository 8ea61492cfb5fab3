//! The parts of a person's name: titles, particles, kunyas, initials and epithets.

use crate::names::kind::person::vowels;
use crate::names::lexicon::{Senses, WordList};
use crate::names::likeness::{SAME, SUPPORTED, SpokenWord, likeness};
use crate::names::words::words;
use crate::text::latin;

const PERSONS: &str = include_str!("../../data/persons.txt");

/// Titles that are not part of the name.
static TITLES: WordList = WordList::list(PERSONS, "titles");
/// Particles that outlets write, join or leave out.
static PARTICLES: WordList = WordList::list(PERSONS, "particles");
/// Given names borne by many: one alone says little of whom.
static COMMON: WordList = WordList::list(PERSONS, "common");
/// Spellings of one given name that sound apart in the languages that write them.
static VARIANTS: Senses = Senses::new(include_str!("../../data/given-names.txt"));

/// Likeness of words that sound alike and may yet be names of two persons: a doubt at most.
const NEARLY: f64 = SUPPORTED - 0.02;

/// A person's name, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PersonName {
    /// The words that name, in their order: equal keys are one name.
    pub(crate) key: String,
    /// Words that name, kunyas joined ("abu talha" is one).
    tokens: Vec<SpokenWord>,
}

/// How two persons' names stand to each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum PersonMatch {
    /// Spellings of one name, with their likeness.
    Same(f64),
    /// The one is a part of the other: the same person where no other fits.
    Part,
    /// Alike, and not enough.
    Doubt(f64),
    /// Other names.
    Other,
}

impl PersonMatch {
    /// How much the one name says for the other's being the same person's.
    pub(crate) fn worth(self) -> f64 {
        match self {
            Self::Same(score) => 2.0 + score,
            Self::Part => 2.0,
            Self::Doubt(score) => score,
            Self::Other => 0.0,
        }
    }
}

impl PersonName {
    /// Takes a name apart.
    pub(crate) fn new(text: &str) -> Self {
        let all = untitled(words(text));
        let all: Vec<String> = all.iter().map(|word| usual(word)).collect();
        let tokens = tokens(&all);
        Self {
            key: tokens.join(" "),
            tokens: tokens.iter().map(|token| SpokenWord::new(token)).collect(),
        }
    }

    /// How many words name.
    pub(crate) fn words(&self) -> usize {
        self.tokens.len()
    }

    /// Whether it says more than a given name or a kunya does.
    pub(crate) fn is_telling(&self) -> bool {
        self.tokens.len() >= 2 || self.tokens.iter().any(|token| is_telling(&token.word))
    }

    /// Keys under which it may meet another name: the skeleton of each of its words.
    pub(crate) fn skeletons(&self) -> Vec<String> {
        let skeletons = self.tokens.iter().map(SpokenWord::skeleton);
        let first = |skeleton: String| skeleton.chars().take(3).collect();
        skeletons.map(first).collect()
    }

    /// How it stands to another name.
    pub(crate) fn compare(&self, other: &Self) -> PersonMatch {
        let (short, long) = if self.tokens.len() <= other.tokens.len() {
            (self, other)
        } else {
            (other, self)
        };
        if short.tokens.is_empty() || long.tokens.len() > 12 {
            return PersonMatch::Other;
        }
        if short.tokens.len() == long.tokens.len() {
            whole(&pairing(&short.tokens, &long.tokens))
        } else {
            partial(short, long)
        }
    }
}

/// Names of equally many words.
fn whole(pairs: &[f64]) -> PersonMatch {
    let least = pairs.iter().copied().fold(1.0, f64::min);
    let best = pairs.iter().copied().fold(0.0, f64::max);
    let supported = pairs.len() >= 2 && best >= 0.95 && least >= SUPPORTED;
    if least >= SAME || supported {
        PersonMatch::Same(least)
    } else if pairs.len() >= 2 && best >= 0.95 && least >= 0.76 {
        PersonMatch::Doubt(least)
    } else {
        PersonMatch::Other
    }
}

/// A name against a longer one.
fn partial(short: &PersonName, long: &PersonName) -> PersonMatch {
    let (short, long) = (&short.tokens, &long.tokens);
    let pairs = pairing(short, long);
    let least = pairs.iter().copied().fold(1.0, f64::min);
    if least < SAME {
        return PersonMatch::Other;
    }
    let is_part = if let [one] = short.as_slice() {
        is_telling(&one.word) && pairs[0] >= 0.95
    } else {
        let meet = |a: Option<&SpokenWord>, b: Option<&SpokenWord>| {
            a.zip(b).is_some_and(|(a, b)| meets(a, b) >= SAME)
        };
        // "George W. Bush": the initial may be there to tell him from another George Bush.
        let initials = |name: &[SpokenWord]| name.iter().filter(|t| t.word.len() == 1).count();
        let told_apart = initials(long) > initials(short);
        let same_ends = meet(short.first(), long.first()) && meet(short.last(), long.last());
        same_ends && !told_apart
    };
    if is_part {
        PersonMatch::Part
    } else {
        PersonMatch::Doubt(least)
    }
}

/// Whether a word alone may say who is meant.
fn is_telling(word: &str) -> bool {
    word.len() >= 4 && !COMMON.has(word) && !word.starts_with("abu+")
}

/// For each word of the shorter name, the likeness to the word of the longer that it pairs with;
/// the best pairs are made first.
fn pairing(short: &[SpokenWord], long: &[SpokenWord]) -> Vec<f64> {
    let words = short.iter().enumerate();
    let pairs = words.flat_map(|(i, a)| (0..long.len()).map(move |j| (meets(a, &long[j]), i, j)));
    let mut all: Vec<(f64, usize, usize)> = pairs.collect();
    all.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut found: Vec<Option<f64>> = vec![None; short.len()];
    let mut used = vec![false; long.len()];
    for (like, i, j) in all {
        if found[i].is_none() && !used[j] {
            found[i] = Some(like);
            used[j] = true;
        }
    }
    found.into_iter().map(Option::unwrap_or_default).collect()
}

/// Likeness of two words; an initial meets any word that begins with it.
fn meets(a: &SpokenWord, b: &SpokenWord) -> f64 {
    let initial = |x: &SpokenWord, y: &SpokenWord| x.word.len() == 1 && y.word.starts_with(&x.word);
    if initial(a, b) || initial(b, a) {
        return 0.9;
    }
    let like = likeness(a, b);
    if like >= SUPPORTED && vowels::parts(&a.word, &b.word) {
        return NEARLY;
    }
    like
}

/// Drops titles at the beginning while two words are left.
fn untitled(mut all: Vec<String>) -> Vec<String> {
    while all.len() > 2 && TITLES.has(&all[0]) {
        all.remove(0);
    }
    all
}

fn usual(word: &str) -> String {
    let word = VARIANTS.of(word).unwrap_or(word);
    slavic(&parted(word).unwrap_or_else(|| word.to_owned()))
}

/// "Abdelkarim" as "Abd al-Karim" is read: where enough is left, "abd" and the name after it.
fn parted(word: &str) -> Option<String> {
    const RUN_IN: [&str; 6] = ["abdel", "abdul", "abdal", "abdoul", "abdool", "abdi"];
    // "Abdullahi" is a name of its own.
    let rest = RUN_IN.iter().filter_map(|start| word.strip_prefix(start));
    let is_name = |rest: &&str| rest.len() >= 4 && !rest.starts_with("lah");
    let rest = rest.filter(is_name).min_by_key(|r| r.len());
    rest.map(|rest| format!("abd{rest}"))
}

/// The German and Polish w of Slavic endings is a v ("Magomedow", "Shewchuk").
fn slavic(word: &str) -> String {
    for (written, usual) in [("ow", "ov"), ("owa", "ova"), ("ew", "ev"), ("ewa", "eva")] {
        match word.strip_suffix(written) {
            Some(stem) if stem.len() >= 4 => return format!("{stem}{usual}"),
            _ => {}
        }
    }
    word.replace("ewch", "evch")
        .replace("ewsk", "evsk")
        .replace("owsk", "ovsk")
}

/// Drops particles, joins "abu" and "abd" to what follows.
fn tokens(all: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(all.len());
    let mut joined: Option<&str> = None;
    for word in all {
        match (word.as_str(), joined) {
            ("abu" | "umm" | "oum", _) => joined = Some("abu+"),
            ("abd" | "abdul" | "abdel" | "abdoul" | "abdal" | "abdool", _) => joined = Some("abd"),
            (_, Some(prefix)) => {
                out.push(format!("{prefix}{word}"));
                joined = None;
            }
            (particle, None) if PARTICLES.has(particle) && all.len() > 1 => {}
            _ => out.push(word.clone()),
        }
    }
    if out.is_empty() { all.to_vec() } else { out }
}

/// The names in "X, known as Y", "X alias Y", "X (Y)": the first is the main one.
pub(crate) fn names_in(text: &str) -> Vec<String> {
    let text: String = text.chars().take(300).collect();
    let lower = text.to_lowercase();
    if lower.len() == text.len() {
        let mut known_as = include_str!("../../data/known-as.txt").lines();
        let found = known_as.find_map(|words| Some((spaced(&lower, words)?, words.len())));
        if let Some((at, length)) = found {
            return clean(&[&text[..at], &text[at + length..]]);
        }
    }
    bracketed(&text)
}

/// Where words stand in a text with a space on either side.
fn spaced(text: &str, words: &str) -> Option<usize> {
    let mut met = text.match_indices(words).map(|(at, _)| at);
    met.find(|&at| text[..at].ends_with(' ') && text[at + words.len()..].starts_with(' '))
}

fn bracketed(text: &str) -> Vec<String> {
    for (open, close) in [('(', ')'), ('“', '”'), ('"', '"'), ('«', '»')] {
        let Some((before, rest)) = text.split_once(open) else {
            continue;
        };
        if let Some((inner, after)) = rest.split_once(close)
            && !before.trim().is_empty()
        {
            return clean(&[&format!("{before} {after}"), inner]);
        }
    }
    clean(&[text])
}

/// Trims the names, and drops those that are empty.
fn clean(parts: &[&str]) -> Vec<String> {
    let names = parts
        .iter()
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
    let names = names.filter(|name| !latin(name).is_empty());
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servants_and_slavic_endings_in_one_spelling() {
        for (a, b) in [
            ("Abdelkarim Shahin", "Abd al-Karim Shahin"),
            ("Abdulrahman Sheikh", "Abd al-Rahman Sheikh"),
            ("Ihor Magomedow", "Igor Magomedov"),
            ("Taras Shewchuk", "Taras Shevchuk"),
        ] {
            assert_eq!(PersonName::new(a).key, PersonName::new(b).key, "{a} / {b}");
        }
        assert_ne!(
            PersonName::new("Abdullah Omar").key,
            PersonName::new("Abdulaziz Omar").key
        );
    }

    fn compare(a: &str, b: &str) -> PersonMatch {
        PersonName::new(a).compare(&PersonName::new(b))
    }

    #[test]
    fn spellings_of_one_person() {
        for (a, b) in [
            ("Amdou Moussa", "Amadou Moussa"),
            ("Mustapha Abu Mahmoudou", "Mustafa Abou Mahmoudou"),
            ("Mohamed Haji", "Maxamed Haji"),
            ("Gul Agha Wazeer", "Goul Agha Ouazir"),
            ("Hassan Al Khatib", "Hasan el-Khateb"),
            ("Saleh el-Charef", "Salih al-Sharif"),
            ("Abou Houraira el-Hamawi", "Abu Huraira al-Hamawi"),
            ("General Hassan al-Khatib", "Hassan al-Khatib"),
            ("Moussa Amadou", "Amadou Moussa"),
            ("Iyad Ag Ghali", "Iyad Ghali"),
            ("Abdul Qayum Rahimi", "Abdool Qayum Rahimi"),
            ("Serhiy Shevchuk", "Sergei Shevchuk"),
        ] {
            assert!(
                matches!(compare(a, b), PersonMatch::Same(_)),
                "{a} / {b}: {:?}",
                compare(a, b)
            );
        }
    }

    #[test]
    fn other_persons() {
        for (a, b) in [
            ("Shukri al-Sharif", "Marwan al-Sharif"),
            ("Muhammad Hamdan", "Mahmoud Hamdan"),
            ("Khan Wali Wazir", "Khan Wali Nazir"),
            ("Abu Talha", "Abu Luqman"),
            ("Hassan Diallo", "Hussein Diallo"),
            ("Oscar Nunez", "Oscar Gutierrez"),
            ("Ismael Felix", "Miguel Angel Felix"),
            ("Daniel Ruiz", "Daniela Ruiz"),
            ("Robert Kane", "Roberta Kane"),
            ("Maria Lopez", "Mario Lopez"),
            ("Jean Petit", "Jeanne Petit"),
            ("Wang Fang", "Wang Feng"),
            ("Ali Saleh", "Ali Salah"),
            ("George Bush", "George W. Bush"),
        ] {
            assert!(
                !matches!(compare(a, b), PersonMatch::Same(_) | PersonMatch::Part),
                "{a} / {b}"
            );
        }
    }

    #[test]
    fn parts_of_a_name() {
        assert_eq!(compare("Koufa", "Amadou Koufa"), PersonMatch::Part);
        assert_eq!(compare("A. Koufa", "Amadou Koufa"), PersonMatch::Same(0.9));
        assert_eq!(
            compare("Amadou Diallo", "Amadou Hampate Diallo"),
            PersonMatch::Part
        );
        assert!(matches!(
            compare("Mohamed", "Mohamed Haji"),
            PersonMatch::Doubt(_)
        ));
        assert!(matches!(
            compare("Abu Talha", "Abu Talha al-Libi"),
            PersonMatch::Doubt(_)
        ));
        assert!(matches!(
            compare("Gul Agha", "Gul Agha Wazir"),
            PersonMatch::Doubt(_)
        ));
    }

    #[test]
    fn epithets_are_names_of_their_own() {
        assert_eq!(
            names_in("Amadou Moussa, known as “Elias”"),
            ["Amadou Moussa", "Elias"]
        );
        assert_eq!(names_in("X alias Y"), ["X", "Y"]);
        assert_eq!(
            names_in("Iyad Ag Ghali (Abu al-Fadl)"),
            ["Iyad Ag Ghali", "Abu al-Fadl"]
        );
        assert_eq!(names_in("Koufa"), ["Koufa"]);
        assert_eq!(names_in("(?)"), Vec::<String>::new());
    }
}
