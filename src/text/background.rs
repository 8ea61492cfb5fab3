//! How rare words are in the languages that news is read in, and which words of a text tell it from
//! other texts. The frequencies are inside the program, so that no text changes what another's
//! words weigh.
//!
//! `background.txt.zst` is made by `tests/fit/background.py` from wordfreq 3.1.1 (Robyn Speer,
//! 2022), whose data, and so the table, is under CC BY-SA 4.0.

use std::io::Read as _;
use std::iter::repeat_n;
use std::sync::LazyLock;

use hashbrown::HashMap;
use itertools::Itertools as _;
use xxhash_rust::xxh3::xxh3_64;

use super::{plain, words};

/// The table: a line for each tenth of a power of ten of frequency, the commonest first.
const TABLE: &[u8] = include_bytes!("background.txt.zst");
/// What is oftener than once in a hundred words tells nothing: this many powers of ten of its
/// occurrences in a thousand million.
const COMMON: f64 = 7.0;
/// A word that is not listed, in the same measure: the least listed are half a step above.
const UNLISTED: f64 = 3.0;
/// Binary digits of a power of ten.
const BITS: f64 = std::f64::consts::LOG2_10;
/// A word that is written small is half as telling as one of equal frequency that is written large:
/// names belong to one story, and what it is a story of ("homicide") to many. Numbers likewise.
const SMALL: f64 = 0.5;
/// A word said more often than this is counted so often.
pub(crate) const MOST_SAID: usize = 4;
/// So many words of a text are looked at, the most telling first. On articles of known events 36 to
/// 80 give one F-measure within .003 (measured beside `tests/fit/words.rs`).
pub(crate) const MOST_WORDS: usize = 48;
/// A longer run of letters is no word.
const LONGEST: usize = 40;

/// Tenths of powers of ten, by the digest of the word in its plain form.
static LISTED: LazyLock<HashMap<u64, u8>> = LazyLock::new(|| {
    let mut text = String::new();
    let read =
        zstd::stream::read::Decoder::new(TABLE).and_then(|mut t| t.read_to_string(&mut text));
    debug_assert!(read.is_ok(), "the table is inside the program");
    let mut listed = HashMap::with_capacity(text.len() / 8);
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split(' ');
        let tenths: u8 = cells.next().and_then(|c| c.parse().ok()).unwrap_or(u8::MAX);
        for word in cells {
            listed.entry(word_digest(word)).or_insert(tenths);
        }
    }
    listed
});

/// The digest of a word in its plain form, by which words are told apart.
pub(crate) fn word_digest(word: &str) -> u64 {
    xxh3_64(plain(word).as_bytes())
}

/// Powers of ten of how often a word occurs in a thousand million.
fn frequency(digest: u64) -> f64 {
    LISTED
        .get(&digest)
        .map_or(UNLISTED, |&tenths| f64::from(tenths) / 10.0)
}

/// A word of a text that tells it from others.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TellingWord<'t> {
    /// As written where it stands first as it mostly does.
    pub(crate) word: &'t str,
    /// Of its plain form.
    pub(crate) digest: u64,
    /// How often it is said.
    pub(crate) said: usize,
    /// How much it tells, in bits, more where it is said more often.
    pub(crate) weight: f64,
    /// Whether it is so rare everywhere that texts which share it are worth comparing.
    pub(crate) rare: bool,
}

/// What is rarer than this is rare: three occurrences in a hundred thousand words.
const RARE: f64 = 4.5;

/// The words of a text that tell most, the most telling first; of equals, by their digest.
pub(crate) fn telling_words(text: &str) -> Vec<TellingWord<'_>> {
    let mut said: HashMap<u64, Said<'_>> = HashMap::new();
    for word in words(text).filter(|word| (2..=LONGEST).contains(&word.chars().count())) {
        let digest = word_digest(word);
        said.entry(digest).or_default().add(word);
    }
    let telling = said.into_iter().map(|(digest, said)| said.weighed(digest));
    let telling = telling.filter(|word| word.weight > 0.0);
    telling
        .sorted_by(|x, y| y.weight.total_cmp(&x.weight).then(x.digest.cmp(&y.digest)))
        .take(MOST_WORDS)
        .collect()
}

/// How a word stands in a text.
#[derive(Debug, Clone, Copy, Default)]
struct Said<'t> {
    large: usize,
    small: usize,
    as_large: &'t str,
    as_small: &'t str,
}

impl<'t> Said<'t> {
    fn add(&mut self, word: &'t str) {
        if word.starts_with(char::is_uppercase) {
            self.large += 1;
            self.as_large = word;
        } else {
            self.small += 1;
            self.as_small = word;
        }
    }

    fn weighed(self, digest: u64) -> TellingWord<'t> {
        let said = self.large + self.small;
        let is_large = self.large >= self.small;
        let word = if is_large {
            self.as_large
        } else {
            self.as_small
        };
        let is_number = word.starts_with(|c: char| c.is_numeric());
        let frequency = frequency(digest);
        let often = 1.0 + (said.min(MOST_SAID) as f64).ln();
        let bits = (COMMON - frequency).max(0.0) * BITS;
        TellingWord {
            word,
            digest,
            said,
            weight: bits * often * if is_large { 1.0 } else { SMALL },
            rare: frequency < RARE && !is_number,
        }
    }
}

/// The most telling words of a text, each as often as it is said up to [`MOST_SAID`], in one line:
/// what [`telling_words`] finds in it is what it finds in the text.
pub(crate) fn gist<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    let text = parts.into_iter().join("\n");
    let words = telling_words(&text);
    let said = words
        .iter()
        .flat_map(|word| repeat_n(word.word, word.said.min(MOST_SAID)));
    said.format(" ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight_in(text: &str, word: &str) -> f64 {
        let digest = word_digest(word);
        let words = telling_words(text);
        words
            .iter()
            .find(|w| w.digest == digest)
            .map_or(0.0, |w| w.weight)
    }

    #[test]
    fn rare_words_tell_more_than_common_ones() {
        let text = "The mayor of Tessaline spoke of the ferry and of the city";
        let of = |word| weight_in(text, word);
        assert!(of("Tessaline") > of("ferry") && of("ferry") > of("city"));
        assert!(of("the") < 1.0);
    }

    #[test]
    fn common_words_of_every_language_are_known() {
        for word in [
            "police",
            "gouvernement",
            "gobierno",
            "الحكومه",
            "governo",
            "polizei",
        ] {
            assert!(frequency(word_digest(word)) > 4.0, "{word}");
        }
    }

    #[test]
    fn a_name_tells_more_than_a_thing_as_rare() {
        assert!(
            weight_in("At Marlow they met", "marlow") > weight_in("by marlow they met", "marlow")
        );
        assert!(weight_in("Orrin and Orrin", "orrin") > weight_in("Orrin and Perrin", "orrin"));
    }

    #[test]
    fn a_gist_tells_what_its_text_tells() {
        let text = "Fire in Varnholm: the Varnholm brigade said that Odile Brandt, 44, of Kessel Road, left Varnholm. \
                    Brandt's barn burned; the barns around stood.";
        let gist = gist([text]);
        let told = |text: &str| -> Vec<(u64, i64)> {
            let words = telling_words(text);
            words
                .iter()
                .map(|w| (w.digest, (w.weight * 1e6) as i64))
                .collect()
        };
        assert_eq!(told(&gist), told(text), "{gist}");
        assert!(gist.starts_with("Varnholm Varnholm Varnholm "), "{gist}");
    }

    #[test]
    fn a_long_text_has_a_short_gist() {
        let text = (0..5000)
            .map(|n| format!("Wort{}", n * 7919 % 1000))
            .join(" ");
        let words = telling_words(&text);
        assert_eq!(words.len(), MOST_WORDS);
        assert!(gist([&*text]).split(' ').count() <= MOST_WORDS * MOST_SAID);
    }
}
