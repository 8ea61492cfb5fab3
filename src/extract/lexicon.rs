//! The words of a language by what they do in a sentence, read from a file of data.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::mem::take;
use std::ops::RangeInclusive;
use std::sync::Arc;

use hashbrown::HashMap as Fast;
use serde::Deserialize;

use super::class::{
    self, BASE, COMMON, Classes, EVENT, GERUND, Marks, NUMBER, PARTICIPLE, PAST, PLURAL, STATE,
    TRIGGER, VERB, VERBAL,
};
use super::fold;
use super::frame::Frame;
use super::inflection::{Endings, Inflection};
use super::kinds::Kinds;
use super::terms;

/// A language, as its file declares it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "marks of data")]
pub(super) struct Language {
    pub(super) code: String,
    /// Small words that tell the language from the others.
    telling: String,
    /// The first and the last letter of its script, where that tells it.
    script: String,
    /// The script knows no capitals.
    pub(super) caseless: bool,
    /// The verb comes before its subject.
    pub(super) verb_first: bool,
    /// Those to whom something happens may stand behind the verb.
    pub(super) inverts: bool,
    /// An apostrophe parts two words ("l'armée").
    pub(super) elides: bool,
    /// A small word glued to the one before it by whoever made the page.
    pub(super) glued: String,
    /// Words written before a word as one with it: conjunctions, which are taken off first, and others.
    pub(super) conjunctions: String,
    pub(super) prefixes: String,
    /// Endings of words for many.
    plural_endings: String,
    /// A word for one as a word for many.
    pub(super) many: Endings,
    inflection: Option<Inflection>,
    words: Lists,
    marks: Lists,
    /// What a hedge means, in English.
    hedges: HashMap<String, String>,
    /// Words of times, in the words that the grammar of times knows.
    times: HashMap<String, String>,
    /// Places by their English names.
    pub(super) places: HashMap<String, String>,
    #[serde(rename = "frame")]
    pub(super) frames: Vec<Frame>,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    pub(super) class: Classes,
    pub(super) marks: Marks,
    /// The frame, counted from one.
    pub(super) frame: u16,
    pub(super) value: u32,
    /// Whether a phrase begins with it.
    pub(super) starts: bool,
}

/// The words of a language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) language: Language,
    pub(super) kinds: Arc<Kinds>,
    entries: Vec<Entry>,
    ids: Fast<Box<str>, u32>,
    /// Phrases by their first word, the longest first.
    phrases: Fast<u32, Vec<(Vec<u32>, u32)>>,
    /// The hedges, the longest first.
    hedges: Vec<(String, String)>,
}

impl Lexicon {
    /// Reads a file of a language, its list of common words, and what users add to it.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub(super) fn read(
        toml: &str,
        common: &str,
        more: &[String],
        kinds: &Arc<Kinds>,
    ) -> Result<Self, String> {
        let read = |text: &String| toml::from_str::<Language>(text).map_err(|e| e.to_string());
        let mut language = read(&toml.to_owned())?;
        let (words, marks) = (take(&mut language.words), take(&mut language.marks));
        let frames = take(&mut language.frames);
        let mut new = Self {
            kinds: Arc::clone(kinds),
            entries: vec![Entry::default()],
            language,
            ..Self::default()
        };
        for line in common.lines().filter(|line| !line.starts_with('#')) {
            for word in line.split_ascii_whitespace() {
                new.add(word, COMMON, 0, 0);
            }
        }
        for own in more.iter().map(read) {
            let own = own?;
            if own.code == new.language.code {
                new.take_words(&own.words, &own.marks, own.frames)?;
                new.language.hedges.extend(own.hedges);
                new.language.times.extend(own.times);
                new.language.places.extend(own.places);
            }
        }
        new.take_words(&words, &marks, frames)?;
        new.hedges = new.language.hedges.clone().into_iter().collect();
        new.hedges.sort();
        new.hedges
            .sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        for list in new.phrases.values_mut() {
            list.sort_by_key(|(rest, id)| (std::cmp::Reverse(rest.len()), *id));
        }
        Ok(new)
    }

    /// Takes words and frames; those taken first win.
    fn take_words(
        &mut self,
        words: &Lists,
        marks: &Lists,
        frames: Vec<Frame>,
    ) -> Result<(), String> {
        for (key, words) in words {
            let class = class::class_named(key).ok_or_else(|| terms::unknown_class(key))?;
            for word in words.split_whitespace() {
                if class & VERBAL != 0 {
                    self.verb(word, class, 0);
                } else {
                    let (word, value) = word.split_once('=').unwrap_or((word, ""));
                    self.add(word, class, 0, value.parse().unwrap_or(0));
                }
            }
        }
        for frame in frames {
            self.frame(frame);
        }
        for (key, words) in marks {
            let mark = class::mark_named(key).ok_or_else(|| terms::unknown_class(key))?;
            for word in words.split_whitespace() {
                self.mark(word, mark);
            }
        }
        Ok(())
    }

    fn frame(&mut self, mut frame: Frame) {
        let number = self.language.frames.len() as u16 + 1;
        for verb in frame.verbs.split_whitespace() {
            self.verb(verb, VERB | TRIGGER, number);
        }
        for noun in frame.nouns.split_whitespace() {
            self.add(noun, EVENT | TRIGGER, number, 0);
            if let Some(many) = self.language.inflection.as_ref().map(|i| i.plural.of(noun)) {
                self.add(&many, EVENT | TRIGGER, number, 0);
            }
        }
        for word in frame.adjectives.split_whitespace() {
            self.add(word, STATE | TRIGGER, number, 0);
        }
        frame.event = frame.kind.as_deref().map(|kind| self.kinds.get(kind));
        self.language.frames.push(frame);
    }

    /// A verb in all its forms, where the language is inflected by rules; else one form of it, as it
    /// stands, `+participle` or `-gerund`.
    fn verb(&mut self, spec: &str, class: Classes, frame: u16) {
        let forms = if let Some(forms) = self.language.inflection.as_ref().map(|i| i.verb(spec)) {
            let [base, third] = forms.base;
            vec![
                (base, BASE),
                (third, BASE),
                (forms.past, PAST),
                (forms.participle, PARTICIPLE),
                (forms.gerund, GERUND),
            ]
        } else if let Some(form) = spec.strip_prefix('+') {
            vec![(form.to_owned(), PARTICIPLE)]
        } else if let Some(form) = spec.strip_prefix('-') {
            vec![(form.to_owned(), GERUND)]
        } else {
            vec![(spec.to_owned(), PAST)]
        };
        for (form, does) in forms {
            self.add(&form, class | does, frame, 0);
        }
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

    /// The entry of a word, or of a phrase of words that `_` joins.
    fn entry_of(&mut self, spelling: &str) -> &mut Entry {
        let folded = fold(spelling);
        let words: Vec<u32> = folded.split('_').map(|word| self.id(word)).collect();
        let id = if let [first, rest @ ..] = words.as_slice()
            && !rest.is_empty()
        {
            let id = self.id(&folded);
            let list = self.phrases.entry(*first).or_default();
            if !list.iter().any(|(known, _)| known == rest) {
                list.push((rest.to_vec(), id));
            }
            self.entries[*first as usize].starts = true;
            id
        } else {
            words[0]
        };
        &mut self.entries[id as usize]
    }

    fn add(&mut self, spelling: &str, class: Classes, frame: u16, value: u32) {
        let entry = self.entry_of(spelling);
        entry.class |= class;
        if entry.frame == 0 {
            entry.frame = frame;
        }
        if value != 0 || class & NUMBER != 0 {
            entry.value = value;
        }
    }

    /// Marks a word; what else it is stays as it would be without.
    fn mark(&mut self, spelling: &str, marks: Marks) {
        let class = self.entry(self.find(&fold(spelling))).class;
        let entry = self.entry_of(spelling);
        entry.class |= class;
        entry.marks |= marks;
    }

    /// What is known of a folded word.
    pub(super) fn find(&self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        // Only that a regular form of a common word is a word: it was not listed, so what it does is not known.
        let common = |stem: Cow<str>| {
            let id = self.ids.get(&*stem);
            id.is_some_and(|id| self.entry(*id).class & COMMON != 0)
        };
        let inflection = self.language.inflection.as_ref();
        let known = inflection.is_some_and(|i| i.common.stems(word).any(common));
        if known { COMMON_FORM } else { 0 }
    }

    /// The entry of an id.
    pub(super) fn entry(&self, id: u32) -> Entry {
        if id == COMMON_FORM {
            return Entry {
                class: COMMON,
                ..Entry::default()
            };
        }
        self.entries.get(id as usize).copied().unwrap_or_default()
    }

    /// The marks of a folded word.
    pub(super) fn marks(&self, word: &str) -> Marks {
        self.entry(self.find(word)).marks
    }

    /// The phrase that `first` and the words of `rest` are.
    pub(super) fn phrase(&self, first: u32, rest: &[u32]) -> Option<u32> {
        let list = self.phrases.get(&first)?;
        let found = list.iter().find(|(known, _)| known == rest);
        found.map(|(_, id)| *id)
    }

    /// The English hedge that a phrase of another language begins with, and its length.
    pub(super) fn hedge(&self, text: &str) -> Option<(&str, usize)> {
        let begins = |(words, _): &&(String, String)| text.starts_with(words.as_str());
        let (words, hedge) = self.hedges.iter().find(begins)?;
        Some((hedge, words.len()))
    }

    /// A time in the words that the grammar of times knows.
    pub(super) fn time_words(&self, folded: &str) -> String {
        let known = |word| self.language.times.get(word).map_or(word, String::as_str);
        folded.split(' ').map(known).collect::<Vec<_>>().join(" ")
    }

    /// Whether a folded word is one for many.
    pub(super) fn is_plural(&self, word: &str) -> bool {
        let mut endings = self.language.plural_endings.split_whitespace();
        endings.any(|ending| word.ends_with(ending)) || self.marks(word) & PLURAL != 0
    }

    /// How much speaks for a lower-case text's being of the language: its share of words or letters that tell it.
    pub(super) fn tells(&self, text: &str, words: &[&str]) -> usize {
        let mut ends = self.language.script.chars();
        if let (Some(first), Some(last)) = (ends.next(), ends.next()) {
            let script: RangeInclusive<char> = first..=last;
            let letters = text.chars().filter(|c| script.contains(c)).count();
            return if letters * 4 > text.chars().count() {
                letters
            } else {
                0
            };
        }
        let telling: Vec<&str> = self.language.telling.split(' ').collect();
        let longest = telling.iter().map(|word| word.len()).max();
        let tells = |word: &&&str| Some(word.len()) <= longest && telling.contains(*word);
        words.iter().filter(tells).count()
    }

    /// The frame of that number.
    pub(super) fn frame_of(&self, number: u16) -> Option<&Frame> {
        let index = usize::from(number).checked_sub(1)?;
        self.language.frames.get(index)
    }
}

/// Words by what they are.
type Lists = BTreeMap<String, String>;

/// The id of a regular form of a common word.
pub(super) const COMMON_FORM: u32 = u32::MAX;
