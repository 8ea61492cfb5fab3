//! The regular forms of words, by endings that the data of a language declare.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

/// Changes of endings, "ending>ending": the first that fits is made.
#[derive(Debug, Clone, Default)]
pub(super) struct Endings(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Endings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rules = String::deserialize(deserializer)?;
        let owned = |(old, new): (&str, &str)| (old.to_owned(), new.to_owned());
        let pair = |rule: &str| rule.split_once('>').map(owned);
        Ok(Self(rules.split_whitespace().filter_map(pair).collect()))
    }
}

impl Endings {
    /// The word with the ending that it gets; as it is where no rule fits.
    pub(super) fn of(&self, word: &str) -> String {
        let changed = |(old, new): &(String, String)| {
            Some(format!("{}{new}", word.strip_suffix(old.as_str())?))
        };
        self.0.iter().find_map(changed).unwrap_or(word.to_owned())
    }

    /// What the word may be a form of: every change that fits, `=` for a last letter that is doubled.
    pub(super) fn stems<'w>(&'w self, word: &'w str) -> impl Iterator<Item = Cow<'w, str>> {
        self.0.iter().filter_map(move |(old, new)| {
            // Few endings end as the word does.
            let ending = old.bytes().last();
            let likely = ending.is_none() || ending == word.bytes().last();
            let stem = likely.then(|| word.strip_suffix(old.as_str()))??;
            match new.as_str() {
                _ if stem.len() < 2 => None,
                "" => Some(stem.into()),
                "=" => {
                    let mut letters = stem.char_indices().rev();
                    let (last, letter) = letters.next()?;
                    let doubled = stem.len() > 3 && letters.next()?.1 == letter;
                    doubled.then(|| stem[..last].into())
                }
                new => Some(format!("{stem}{new}").into()),
            }
        })
    }
}

/// How the verbs and the nouns of a language are inflected.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inflection {
    /// Verbs that double their last letter before an ending.
    #[serde(default)]
    doubling: String,
    pub(super) plural: Endings,
    third: Endings,
    past: Endings,
    gerund: Endings,
    /// Endings of the forms of common words.
    #[serde(default)]
    pub(super) common: Endings,
}

/// A verb in its forms.
pub(super) struct Forms {
    pub(super) base: [String; 2],
    pub(super) past: String,
    pub(super) participle: String,
    pub(super) gerund: String,
}

impl Inflection {
    /// The forms of a verb written `base[:past[:participle]]`.
    pub(super) fn verb(&self, spec: &str) -> Forms {
        let mut written = spec.split(':');
        let base = written.next().unwrap_or_default();
        // "blow_up" → "blowing_up".
        let (first, rest) = base.split_at(base.find('_').unwrap_or(base.len()));
        let doubles = self.doubling.split_whitespace().any(|verb| verb == first);
        let last = first.chars().last().filter(|_| doubles);
        let stem = format!("{first}{}", last.map_or_else(String::new, String::from));
        let past = written
            .next()
            .map_or_else(|| self.past.of(&stem) + rest, str::to_owned);
        Forms {
            participle: written.next().map_or_else(|| past.clone(), str::to_owned),
            past,
            gerund: self.gerund.of(&stem) + rest,
            base: [base.to_owned(), self.third.of(first) + rest],
        }
    }
}
