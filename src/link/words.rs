//! What a claim's words tell: its title, its passage and the telling words of its article, as rare
//! words against how common words are everywhere (`text::background`).
//!
//! Two accounts are compared by the cosine of their words' weights (Salton and Buckley, 1988), the
//! frequencies being the background's. They meet where they share one of the rare words that tell
//! most of each.

use std::sync::Arc;

use itertools::Itertools as _;
use rayon::prelude::*;

use super::block::{Pairs, day};
use super::features::Features;
use super::levels::WordLevel;
use crate::claim::Claim;
use crate::text::{telling_words, word_digest};

/// Texts with fewer telling words are not compared: a headline shares too little to be judged by.
const FEWEST: usize = 12;
/// Of a text with fewer telling words than this, nothing is held against the pair: a passage need
/// not say what the whole article says.
const MANY: usize = 30;
/// So many of the rare words that tell most are keys. On articles of known events 12 make 97 % of
/// the pairs meet that are published within ten days, at five pairs a claim (`tests/fit/words.rs`
/// prints how many).
const KEYS: usize = 12;
/// Accounts published further apart do not meet by words.
const SLACK_DAYS: i32 = 10;
/// Under one key an account meets so many of those next to it in time, and no more: for safety,
/// where thousands of articles share a name that is new to the language. Below that, nothing is cut.
const NEXT: usize = 64;

/// The telling words of a claim.
#[derive(Debug, PartialEq)]
pub struct Words {
    /// Digests of the words, and their parts of the whole, whose squares add up to 1; sorted.
    parts: Vec<(u64, f32)>,
    /// Digests of the words of the names of its places, sorted. What two claims name so is compared as a
    /// place, and not counted again.
    places: Vec<u64>,
    /// Digests of those under which the claim meets others.
    keys: Vec<u64>,
}

impl Words {
    /// Of a claim; nothing where it has too few.
    pub(super) fn of(claim: &Claim) -> Option<Arc<Self>> {
        let details = claim.details.as_deref()?;
        let texts = [&details.title, &details.words, &details.gist];
        let text = texts.into_iter().flatten().join("\n");
        let places = places(claim).flat_map(crate::text::words);
        let places = places.map(word_digest).sorted_unstable().dedup();
        Some(Arc::new(Self {
            places: places.collect(),
            ..Self::of_text(&text)?
        }))
    }

    fn of_text(text: &str) -> Option<Self> {
        let telling = telling_words(text);
        if telling.len() < FEWEST {
            return None;
        }
        let squares: f64 = telling.iter().map(|w| w.weight * w.weight).sum();
        let length = squares.sqrt();
        let parts = telling
            .iter()
            .map(|w| (w.digest, (w.weight / length) as f32));
        let rare = telling.iter().filter(|word| word.rare);
        Some(Self {
            keys: rare.map(|word| word.digest).take(KEYS).collect(),
            parts: parts
                .sorted_unstable_by_key(|&(digest, _)| digest)
                .collect(),
            places: Vec::new(),
        })
    }

    /// A digest of all of them.
    pub(super) fn digest(&self) -> u64 {
        let parts = self.parts.iter();
        parts.fold(0, |digest: u64, &(word, part)| {
            (digest.rotate_left(5) ^ word).wrapping_mul(0x94d0_49bb_1331_11eb)
                ^ u64::from(part.to_bits())
        })
    }

    /// The cosine of two texts without the places that both claims name, from 0 to 1; the same either way round.
    fn shared(&self, other: &Self) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        let (mut left, mut others_left) = (1.0_f32, 1.0_f32);
        while let (Some(&(x, p)), Some(&(y, q))) = (self.parts.get(i), other.parts.get(j)) {
            if x == y && self.is_place(x) && other.is_place(x) {
                left -= p * p;
                others_left -= q * q;
            } else if x == y {
                sum += p * q;
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        let length = (left * others_left).sqrt();
        if length > LEAST_LEFT {
            sum / length
        } else {
            0.0
        }
    }

    /// Whether the two share a word under which claims meet.
    pub(super) fn share_key(&self, other: &Self) -> bool {
        self.keys.iter().any(|key| other.keys.contains(key))
    }

    fn is_place(&self, word: u64) -> bool {
        self.places.binary_search(&word).is_ok()
    }
}

/// Of texts that are names and no more, nothing is left to be compared.
const LEAST_LEFT: f32 = 0.05;

/// The names of a claim's places.
fn places(claim: &Claim) -> impl Iterator<Item = &str> {
    let places = claim.event.place.iter().flat_map(|place| &place.names);
    places.map(|name| &**name)
}

/// The level of each cosine from the first number on.
const LEVELS: [(f32, WordLevel); 9] = [
    (0.66, WordLevel::TwoThirds),
    (0.5, WordLevel::Half),
    (0.4, WordLevel::TwoFifths),
    (0.33, WordLevel::Third),
    (0.26, WordLevel::Quarter),
    (0.2, WordLevel::Fifth),
    (0.15, WordLevel::Seventh),
    (0.1, WordLevel::Tenth),
    (0.05, WordLevel::Twentieth),
];

/// How the words of two claims compare.
pub(super) fn level(a: &Features, b: &Features) -> WordLevel {
    let (Some(x), Some(y)) = (&a.words, &b.words) else {
        return WordLevel::Missing;
    };
    let shared = x.shared(y);
    let level = LEVELS.iter().find(|(least, _)| shared >= *least);
    let level = level.map_or(WordLevel::Hardly, |&(_, level)| level);
    let is_short = x.parts.len().min(y.parts.len()) < MANY;
    if is_short && level > WordLevel::Fifth {
        return WordLevel::Missing;
    }
    level
}

/// Whether the articles of two outlets, published within days of each other, share so many words
/// that they tell one story.
pub(super) fn one_story(a: &Features, b: &Features) -> bool {
    let near = |p: i64, q: i64| day(p).abs_diff(day(q)) <= SLACK_DAYS.unsigned_abs();
    let days = a.published.zip(b.published);
    a.outlet != b.outlet && days.is_some_and(|(p, q)| near(p, q)) && level(a, b) <= WordLevel::Third
}

/// Claims under the rare words that tell most of them.
#[derive(Debug, Clone, Default)]
pub(super) struct WordBlocks {
    /// A word, the first and the last day on which the claim may have been published, and the
    /// claim: sorted.
    entries: Vec<(u64, i32, i32, u32)>,
}

impl WordBlocks {
    pub(super) fn of(features: &[Features]) -> Self {
        let entries = features.iter().enumerate().flat_map(|(index, claim)| {
            let (first, last) = told(claim);
            let keys = claim.words.iter().flat_map(|words| &words.keys);
            keys.map(move |&key| (key, first, last, index as u32))
        });
        let mut entries: Vec<_> = entries.collect();
        entries.par_sort_unstable();
        Self { entries }
    }

    /// Leaves out all claims but those.
    pub(super) fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        self.entries.retain(|entry| keep(entry.3));
    }

    /// Pairs that meet and that `keep` keeps, the lesser number first, some more than once; and how
    /// many met, under each key anew.
    pub(super) fn pairs(&self, keep: impl Fn(u32, u32) -> bool + Sync) -> (Pairs, usize) {
        let blocks: Vec<_> = self.entries.chunk_by(|x, y| x.0 == y.0).collect();
        let met = blocks.into_par_iter().map(|block| {
            let (mut pairs, mut met) = (Pairs::new(), 0);
            for (at, x) in block.iter().enumerate() {
                let until = x.2.saturating_add(SLACK_DAYS);
                let next = block[at + 1..].iter().take_while(|y| y.1 <= until);
                for y in next.take(NEXT) {
                    let (a, b) = (x.3.min(y.3), x.3.max(y.3));
                    met += 1;
                    if keep(a, b) {
                        pairs.push((a, b));
                    }
                }
            }
            (pairs, met)
        });
        let met: Vec<(Pairs, usize)> = met.collect();
        let count = met.iter().map(|(_, met)| met).sum();
        (
            met.into_iter().flat_map(|(pairs, _)| pairs).collect(),
            count,
        )
    }
}

/// The days on which a claim may have been published, or else those of its event.
fn told(claim: &Features) -> (i32, i32) {
    let published = claim.published.map(|minute| {
        let last = day(minute);
        (last.saturating_sub_unsigned(claim.published_within), last)
    });
    let days = published.or(claim.span.map(|span| (span.first, span.last)));
    days.unwrap_or((i32::MIN, i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Thirty-odd words of one story: a ferry that ran aground.
    const FERRY: &str = "The ferry Morwenna ran aground off Pellworth on Tuesday night with eighty \
        passengers aboard. Skipper Ansgar Lindqvist steered too close to the Gannet shoal, coastguard \
        officer Maeve Trelawny said. Lifeboats from Pellworth and Saltash took everyone ashore before dawn; \
        divers inspect the hull, the harbour stays closed, and the Morwenna's owner, Brightwater Lines, \
        suspended its timetable.";
    /// Another account of it.
    const AGROUND: &str = "Eighty people were brought ashore after the Morwenna struck the Gannet shoal near \
        Pellworth. Brightwater Lines praised skipper Ansgar Lindqvist, who had alerted the coastguard at once. \
        Officer Maeve Trelawny told reporters that lifeboats needed three trips. A diver will inspect the \
        ferry's hull; the timetable is suspended and the harbour shut until Thursday.";
    /// Another story of the sea.
    const CATCH: &str = "Fishermen in Carrick landed their largest catch of herring in a decade. Merchant Odile \
        Fontaine bought forty tonnes for the cannery on Quay Street, mayor Tomas Brannigan told the Gazette. \
        Boats had followed the shoal from Rathlin to the estuary; processors hired students for the season, \
        and the ferry to Inishmore waited while trawlers unloaded in the harbour.";

    fn told(text: &str, day: i64, outlet: u32) -> Features {
        Features {
            words: Words::of_text(text).map(Arc::new),
            published: Some(day * 1440),
            outlet,
            document: outlet,
            ..Features::default()
        }
    }

    fn met(claims: &[Features]) -> Pairs {
        let (mut pairs, _) = WordBlocks::of(claims).pairs(|_, _| true);
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    #[test]
    fn two_accounts_of_one_story_share_more_than_two_stories() {
        let [ferry, aground, catch] =
            [(FERRY, 0), (AGROUND, 1), (CATCH, 2)].map(|(t, n)| told(t, 0, n));
        assert!(level(&ferry, &aground) <= WordLevel::Third);
        assert!(level(&ferry, &catch) >= WordLevel::Tenth);
        assert_eq!(level(&ferry, &aground), level(&aground, &ferry));
        assert_eq!(level(&ferry, &ferry), WordLevel::TwoThirds);
    }

    #[test]
    fn few_words_say_nothing() {
        assert_eq!(Words::of_text("Ferry Morwenna aground off Pellworth"), None);
        assert_eq!(
            level(&told(FERRY, 0, 0), &Features::default()),
            WordLevel::Missing
        );
        // A passage of another part of the story is no other story.
        let passage = "Brannigan told the Gazette that Fontaine hired students at Quay Street, Carrick, Rathlin and Inishmore";
        let passage = told(passage, 0, 1);
        assert!(passage.words.is_some());
        assert_eq!(level(&told(FERRY, 0, 0), &passage), WordLevel::Missing);
    }

    #[test]
    fn articles_meet_by_a_rare_word_within_days() {
        let texts = |gap| [told(FERRY, 0, 0), told(AGROUND, gap, 1), told(CATCH, 0, 2)];
        assert_eq!(met(&texts(10)), [(0, 1)]);
        assert!(met(&texts(11)).is_empty());
        let undated = Features {
            published: None,
            ..told(AGROUND, 0, 1)
        };
        assert_eq!(met(&[told(FERRY, 500, 0), undated]), [(0, 1)]);
    }

    #[test]
    fn a_word_that_thousands_share_makes_pairs_as_they_are_many() {
        let crowd: Vec<Features> = (0..1000).map(|n| told(FERRY, 0, n)).collect();
        let (_, met) = WordBlocks::of(&crowd).pairs(|_, _| false);
        assert!(met <= 1000 * KEYS * NEXT, "{met}");
    }

    #[test]
    fn a_day_read_amiss_parts_no_story() {
        use crate::claim::DaySpan;
        use crate::link::levels::{GapLevel, TimeLevel};
        let on = |text, published, outlet, first| Features {
            span: Some(DaySpan { first, last: first }),
            ..told(text, published, outlet)
        };
        let levels = |a: &Features, b: &Features| {
            let (names, codebook) = (
                crate::names::Names::default(),
                crate::codebook::Codebook::builtin(),
            );
            crate::link::levels::compare(a, b, &names, &codebook)
        };
        let ferry = on(FERRY, 100, 0, 100);
        let misread = levels(&ferry, &on(AGROUND, 101, 1, 80));
        assert_eq!(misread.time, TimeLevel::Misread);
        let later = levels(&on(FERRY, 98, 0, 97), &on(AGROUND, 101, 1, 101));
        assert_ne!(later.published, GapLevel::Before);
        // Another story, the same outlet, and an article of the year after.
        for other in [
            on(CATCH, 101, 1, 80),
            on(AGROUND, 101, 0, 80),
            on(AGROUND, 465, 1, 80),
        ] {
            assert_eq!(levels(&ferry, &other).time, TimeLevel::FarApart);
        }
    }
}
