//! The words of a language by what they do in a sentence, read from a file of data.

use std::collections::{HashMap, HashSet};

use hashbrown::HashMap as Fast;
use serde::Deserialize;

use super::class::{self, Classes};

/// A file of a language, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) code: String,
    #[serde(default)]
    pub(super) order: Order,
    #[serde(default)]
    pub(super) words: HashMap<String, String>,
    #[serde(default)]
    pub(super) hedges: HashMap<String, String>,
    /// Words for people who suffer what happens and do not do it.
    #[serde(default)]
    pub(super) bystanders: String,
    /// Words of times, in the words that the grammar of times knows.
    #[serde(default)]
    pub(super) times: HashMap<String, String>,
    /// Places by their English names.
    #[serde(default)]
    pub(super) places: HashMap<String, String>,
    #[serde(default, rename = "frame")]
    pub(super) frames: Vec<Frame>,
}

/// Whether the subject stands before its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Order {
    #[default]
    Svo,
    Vso,
}

/// What somebody is in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Part {
    #[default]
    Nothing,
    Attacker,
    Victim,
    Target,
    Party,
    Captor,
    Thing,
}

/// What became of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Effect {
    Killed,
    Wounded,
    Abducted,
    Missing,
    Captured,
    Displaced,
    Released,
    Unharmed,
}

/// What a verb, a noun or an adjective tells of an event.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Frame {
    pub(super) id: String,
    #[serde(default)]
    pub(super) kind: Option<String>,
    #[serde(default)]
    pub(super) effect: Option<Effect>,
    #[serde(default)]
    verbs: String,
    #[serde(default)]
    nouns: String,
    #[serde(default)]
    adjectives: String,
    #[serde(default)]
    pub(super) subject: Part,
    #[serde(default)]
    pub(super) object: Part,
    #[serde(default)]
    pub(super) of: Part,
    /// What else it tells: one of the templates of `facts`.
    #[serde(default)]
    pub(super) fact: Option<String>,
    /// Makes no event without a fact.
    #[serde(default)]
    pub(super) weak: bool,
    #[serde(default)]
    pub(super) examples: Vec<Example>,
}

/// A sentence and what must be read in it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Example {
    pub(super) text: String,
    pub(super) gives: Vec<String>,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    pub(super) class: Classes,
    /// The frame, counted from one.
    pub(super) frame: u16,
    pub(super) value: u32,
    /// Whether a phrase begins with it.
    pub(super) starts: bool,
}

/// The words of a language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) code: String,
    pub(super) order: Order,
    pub(super) frames: Vec<Frame>,
    entries: Vec<Entry>,
    ids: Fast<Box<str>, u32>,
    /// Phrases by their first word, the longest first.
    phrases: Fast<u32, Vec<(Vec<u32>, u32)>>,
    /// What a hedge means, in English.
    hedges: Vec<(String, String)>,
    endings: bool,
    bystanders: HashSet<String>,
    times: HashMap<String, String>,
    /// Places by their English names.
    pub(super) places: Vec<(String, String)>,
}

impl Lexicon {
    /// Reads a file of a language and its list of common words.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub(super) fn read(toml: &str, common: &str, more: &[String]) -> Result<Self, String> {
        let file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        let mut new = Self {
            code: file.code.clone(),
            order: file.order,
            entries: vec![Entry::default()],
            endings: !common.is_empty(),
            ..Self::default()
        };
        for line in common.lines().filter(|line| !line.starts_with('#')) {
            for word in line.split_ascii_whitespace() {
                new.add(word, class::COMMON, 0, 0);
            }
        }
        new.add("common-compound", class::COMMON, 0, 0);
        for text in more {
            let own: File = toml::from_str(text).map_err(|e| e.to_string())?;
            if own.code == new.code {
                new.take(own)?;
            }
        }
        new.take(file)?;
        for list in new.phrases.values_mut() {
            list.sort_by_key(|(rest, id)| (std::cmp::Reverse(rest.len()), *id));
        }
        Ok(new)
    }

    /// Takes the words and frames of a file; those taken first win.
    fn take(&mut self, file: File) -> Result<(), String> {
        self.words(&file.words)?;
        self.times.extend(file.times);
        let bystanders = file.bystanders.split_whitespace();
        self.bystanders.extend(bystanders.map(super::fold::fold));
        self.places.extend(file.places);
        self.places.sort();
        self.hedges.extend(file.hedges);
        self.hedges
            .sort_by_key(|(words, _)| (std::cmp::Reverse(words.len()), words.clone()));
        for frame in file.frames {
            self.frame(&frame);
        }
        Ok(())
    }

    fn words(&mut self, words: &HashMap<String, String>) -> Result<(), String> {
        let mut keys: Vec<_> = words.iter().collect();
        keys.sort();
        for (key, list) in keys {
            let class =
                class::named(key).ok_or_else(|| format!("no class of words is called {key}"))?;
            for word in list.split_whitespace() {
                if class & class::VERBAL != 0 {
                    self.verb(word, class, 0);
                } else if let Some((word, value)) = word.split_once('=') {
                    self.add(word, class, 0, value.parse().unwrap_or(0));
                } else {
                    self.add(word, class, 0, 0);
                }
            }
        }
        Ok(())
    }

    fn frame(&mut self, frame: &Frame) {
        self.frames.push(frame.clone());
        let number = self.frames.len() as u16;
        for verb in frame.verbs.split_whitespace() {
            self.verb(verb, class::VERB | class::TRIGGER, number);
        }
        for noun in frame.nouns.split_whitespace() {
            self.add(noun, class::EVENT | class::TRIGGER, number, 0);
            if self.code == "en" && !noun.ends_with('s') {
                self.add(&plural(noun), class::EVENT | class::TRIGGER, number, 0);
            }
        }
        for word in frame.adjectives.split_whitespace() {
            self.add(word, class::STATE | class::TRIGGER, number, 0);
        }
    }

    /// A verb in all its forms: `base:past:participle`, or other languages' `=active` / `+passive`.
    fn verb(&mut self, spec: &str, class: Classes, frame: u16) {
        if self.code != "en" {
            let participle = spec.strip_prefix('+').map(|form| (form, class::PARTICIPLE));
            let gerund = spec.strip_prefix('-').map(|form| (form, class::GERUND));
            let (form, bits) = participle.or(gerund).unwrap_or((spec, class::PAST));
            self.add(form, class | bits, frame, 0);
            return;
        }
        let mut forms = spec.split(':');
        let base = forms.next().unwrap_or_default();
        let past = forms
            .next()
            .map_or_else(|| on_first(base, past), str::to_owned);
        let participle = forms.next().map_or_else(|| past.clone(), str::to_owned);
        self.add(base, class | class::BASE, frame, 0);
        self.add(&on_first(base, third), class | class::BASE, frame, 0);
        self.add(&past, class | class::PAST, frame, 0);
        self.add(&participle, class | class::PARTICIPLE, frame, 0);
        self.add(&on_first(base, gerund), class | class::GERUND, frame, 0);
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.entries.len() as u32;
        self.entries.push(Entry::default());
        self.ids.insert(word.into(), id);
        id
    }

    fn add(&mut self, spelling: &str, class: Classes, frame: u16, value: u32) {
        let folded = super::fold::fold(spelling);
        let words: Vec<u32> = folded.split('_').map(|word| self.id(word)).collect();
        let id = match words.as_slice() {
            [one] => *one,
            [first, rest @ ..] => {
                let id = self.id(&folded);
                let list = self.phrases.entry(*first).or_default();
                if !list.iter().any(|(known, _)| known == rest) {
                    list.push((rest.to_vec(), id));
                }
                if let Some(entry) = self.entries.get_mut(*first as usize) {
                    entry.starts = true;
                }
                id
            }
            [] => return,
        };
        if let Some(entry) = self.entries.get_mut(id as usize) {
            entry.class |= class;
            if frame != 0 && entry.frame == 0 {
                entry.frame = frame;
            }
            if value != 0 || class & class::NUMBER != 0 {
                entry.value = value;
            }
        }
    }

    /// What is known of a folded word.
    pub(super) fn find(&self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        if self.endings {
            self.by_ending(word)
        } else {
            0
        }
    }

    /// A regular form of a common word.
    fn by_ending(&self, word: &str) -> u32 {
        for (ending, stems) in ENDINGS {
            let Some(stem) = word.strip_suffix(ending) else {
                continue;
            };
            if stem.len() < 2 {
                continue;
            }
            for end in *stems {
                if let Some(id) = self.common(stem, end) {
                    return id;
                }
            }
            let doubled = stem.as_bytes();
            let n = doubled.len();
            if n > 3
                && doubled[n - 1] == doubled[n - 2]
                && ending.starts_with(['e', 'i'])
                && let Some(id) = self.common(&stem[..n - 1], "")
            {
                return id;
            }
        }
        0
    }

    fn common(&self, stem: &str, end: &str) -> Option<u32> {
        let id = if end.is_empty() {
            self.ids.get(stem)
        } else {
            self.ids.get(format!("{stem}{end}").as_str())
        }?;
        // Only that the word is a word: its form was not listed, so what it does is not known.
        (self.entry(*id).class & class::COMMON != 0).then_some(COMMON_FORM)
    }

    /// The entry of an id.
    pub(super) fn entry(&self, id: u32) -> Entry {
        if id == COMMON_FORM {
            return Entry {
                class: class::COMMON,
                ..Entry::default()
            };
        }
        self.entries.get(id as usize).copied().unwrap_or_default()
    }

    /// The phrase that `first` and the words of `rest` are.
    pub(super) fn phrase(&self, first: u32, rest: &[u32]) -> Option<u32> {
        let list = self.phrases.get(&first)?;
        list.iter()
            .find(|(known, _)| known == rest)
            .map(|(_, id)| *id)
    }

    /// The English hedge that a phrase of another language begins with, and its length.
    pub(super) fn hedge(&self, text: &str) -> Option<(&str, usize)> {
        self.hedges
            .iter()
            .find(|(words, _)| text.starts_with(words.as_str()))
            .map(|(words, hedge)| (hedge.as_str(), words.len()))
    }

    /// A time in the words that the grammar of times knows.
    pub(super) fn time_words(&self, folded: &str) -> String {
        if self.times.is_empty() {
            return folded.to_owned();
        }
        let words: Vec<&str> = folded
            .split(' ')
            .map(|word| self.times.get(word).map_or(word, String::as_str))
            .collect();
        words.join(" ")
    }

    /// Whether a word is for people who do not do what happens.
    pub(super) fn is_bystander(&self, word: &str) -> bool {
        self.bystanders.contains(&super::fold::fold(word))
    }

    /// Whether an apostrophe parts two words ("l'armée").
    pub(super) fn elides(&self) -> bool {
        self.code == "fr"
    }

    /// Whether the script has no capitals and the verb comes first.
    pub(super) fn verb_first(&self) -> bool {
        self.order == Order::Vso
    }

    /// The frame of that number.
    pub(super) fn frame_of(&self, number: u16) -> Option<&Frame> {
        self.frames.get(usize::from(number).checked_sub(1)?)
    }
}

/// The id of a regular form of a common word.
const COMMON_FORM: u32 = u32::MAX;

const ENDINGS: &[(&str, &[&str])] = &[
    ("ies", &["y"]),
    ("ied", &["y"]),
    ("ily", &["y"]),
    ("iest", &["y"]),
    ("ier", &["y"]),
    ("ing", &["", "e"]),
    ("ers", &["", "e"]),
    ("est", &["", "e"]),
    ("ed", &["", "e"]),
    ("es", &["", "e"]),
    ("er", &["", "e"]),
    ("ly", &["", "le"]),
    ("s", &[""]),
];

/// Applies a change to the first word of a phrase ("blow up" → "blowing up").
fn on_first(phrase: &str, change: fn(&str) -> String) -> String {
    match phrase.split_once('_') {
        Some((first, rest)) => format!("{}_{rest}", change(first)),
        None => change(phrase),
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    word.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|e| word.ends_with(e))
}

/// Whether a short verb doubles its last letter ("rob", "stab", "gun").
fn doubles(word: &str) -> bool {
    let b = word.as_bytes();
    let vowel = |c: u8| b"aeiou".contains(&c);
    b.len() >= 3
        && b.len() <= 4
        && !vowel(b[b.len() - 1])
        && !b"wxy".contains(&b[b.len() - 1])
        && vowel(b[b.len() - 2])
        && !vowel(b[b.len() - 3])
        || word == "kidnap"
}

fn past(word: &str) -> String {
    if word.ends_with('e') {
        format!("{word}d")
    } else if ends_in_consonant_y(word) {
        format!("{}ied", &word[..word.len() - 1])
    } else if doubles(word) {
        format!("{word}{}ed", &word[word.len() - 1..])
    } else {
        format!("{word}ed")
    }
}

fn gerund(word: &str) -> String {
    if word == "die" || word == "lie" {
        format!("{}ying", &word[..1])
    } else if word.ends_with('e') && !word.ends_with("ee") {
        format!("{}ing", &word[..word.len() - 1])
    } else if doubles(word) {
        format!("{word}{}ing", &word[word.len() - 1..])
    } else {
        format!("{word}ing")
    }
}

fn third(word: &str) -> String {
    plural(word)
}

fn plural(word: &str) -> String {
    if ["s", "x", "ch", "sh", "z"]
        .iter()
        .any(|e| word.ends_with(e))
    {
        format!("{word}es")
    } else if ends_in_consonant_y(word) {
        format!("{}ies", &word[..word.len() - 1])
    } else {
        format!("{word}s")
    }
}
