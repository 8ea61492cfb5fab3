//! Finding hidden names in a text, however they are spaced, marked and capitalised.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::hidden::Hidden;
use super::{Numbers, Sort, Which};

/// A word of a name that stands for the whole of it has at least so many letters.
const LETTERS: usize = 4;

/// Between two words of a name there are at most so many bytes.
const BETWEEN: usize = 4;

/// A name that was met: where, what it names if that is hidden, and how many words it has.
type Found = (Range<usize>, Option<Which>, usize);

/// The words of a name, and what it names if that is hidden.
type Named = (Vec<String>, Option<Which>);

/// Hidden names by their first word, and hidden ids.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    /// Longer names stand before shorter ones; one that names nothing hidden is passed over whole.
    names: HashMap<String, Vec<Named>>,
    /// Ids of claims and documents.
    ids: HashMap<String, Which>,
}

impl Patterns {
    pub(super) fn new(hidden: &Hidden<'_>) -> Self {
        let mut patterns = Self::default();
        let kept: HashSet<String> = hidden.kept.iter().flat_map(|name| folded(name)).collect();
        for (name, which) in &hidden.spellings {
            for words in orders(folded(name), which.0) {
                patterns.add(words, Some(*which));
            }
        }
        for (name, which) in hidden.spellings.iter().filter(|(_, w)| w.0 != Sort::Outlet) {
            for word in folded(name).into_iter().filter(|w| tells(w, &kept)) {
                patterns.add(vec![word], Some(*which));
            }
        }
        patterns.pass_over(&hidden.bodies);
        let each = patterns.names.values_mut();
        each.for_each(|names| names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        patterns.hide_ids(&hidden.ids);
        patterns
    }

    fn add(&mut self, words: Vec<String>, which: Option<Which>) {
        if let Some(first) = words.first() {
            let names = self.names.entry(first.clone()).or_default();
            if !names.iter().any(|(known, _)| *known == words) {
                names.push((words, which));
            }
        }
    }

    /// Names of bodies, unless they hold the name of somebody or of an outlet.
    fn pass_over(&mut self, bodies: &BTreeSet<&str>) {
        let plain = |body: &&&str| {
            let mut met = Numbers::default();
            self.replace(body, &mut met);
            met.met(Sort::Place) == met.all()
        };
        let plain: Vec<Vec<String>> = bodies.iter().filter(plain).map(|b| folded(b)).collect();
        for words in plain.into_iter().filter(|words| words.len() > 1) {
            self.add(words, None);
        }
    }

    /// Ids of hidden outlets, and those that hold a hidden name.
    fn hide_ids(&mut self, ids: &BTreeMap<&str, (Sort, bool)>) {
        for (id, (sort, own)) in ids {
            if *own || self.replace(id, &mut Numbers::default()).is_some() {
                let number = self.ids.len();
                self.ids.insert((*id).to_owned(), (*sort, number));
            }
        }
    }

    /// Claims that go by another id.
    pub(super) fn ids(&self, numbers: &mut Numbers) -> HashMap<String, String> {
        let claims = self.ids.iter().filter(|(_, which)| which.0 == Sort::Claim);
        let mut claims: Vec<(&String, Which)> = claims.map(|(id, which)| (id, *which)).collect();
        claims.sort_unstable();
        let renamed = claims.into_iter();
        renamed
            .map(|(id, which)| (id.clone(), numbers.name(which)))
            .collect()
    }

    /// The text without what is hidden; `None` where it holds nothing of that.
    pub(super) fn replace(&self, text: &str, numbers: &mut Numbers) -> Option<String> {
        if let Some(which) = self.ids.get(text) {
            return Some(numbers.name(*which));
        }
        let decoded = percent_decode_str(text).decode_utf8_lossy();
        self.replace_words(&decoded, numbers)
    }

    fn replace_words(&self, text: &str, numbers: &mut Numbers) -> Option<String> {
        let words: Vec<(Range<usize>, String)> = words(text).collect();
        let is_id = !text.contains(char::is_whitespace);
        let mut out = String::new();
        let (mut copied, mut at) = (0, 0);
        while at < words.len() {
            match self.found(text, &words[at..], is_id) {
                Some((_, None, count)) => at += count,
                Some((range, Some(which), count)) => {
                    out.push_str(&text[copied..range.start]);
                    out.push_str(&numbers.name(which));
                    copied = range.end;
                    at += count;
                }
                None => at += 1,
            }
        }
        (copied > 0).then(|| out + &text[copied..])
    }

    /// What is hidden at the first of these words: where, what, and how many words.
    fn found(&self, text: &str, words: &[(Range<usize>, String)], is_id: bool) -> Option<Found> {
        let (first, word) = words.first()?;
        self.id_at(text, words).or_else(|| {
            let names = self.names.get(word)?;
            let met = |name: &[String]| {
                let count = spanned(words, name)?;
                let there = &words[..count];
                let near = there
                    .windows(2)
                    .all(|w| w[1].0.start.saturating_sub(w[0].0.end) <= BETWEEN);
                near.then(|| (first.start..there[count - 1].0.end, count))
            };
            let is_tag = text[..first.start].ends_with(['#', '@']);
            let capital = is_id || is_tag || !text[first.clone()].starts_with(char::is_lowercase);
            let mut long_enough = names.iter().filter(|(n, _)| n.len() > 1 || capital);
            long_enough.find_map(|(name, which)| {
                let (range, count) = met(name)?;
                Some((range, *which, count))
            })
        })
    }

    /// A hidden id that begins at the first of these words and stands apart in prose.
    fn id_at(&self, text: &str, words: &[(Range<usize>, String)]) -> Option<Found> {
        if self.ids.is_empty() {
            return None;
        }
        let start = words.first()?.0.start;
        let apart = text[..start]
            .chars()
            .next_back()
            .is_none_or(|c| !"#_-/.".contains(c));
        let ends = words.iter().enumerate().take(16).rev();
        let mut ids = ends.filter(|_| apart).filter_map(|(last, (range, _))| {
            let which = self.ids.get(&text[start..range.end])?;
            Some((start..range.end, Some(*which), last + 1))
        });
        ids.next()
    }
}

/// How many of these words a name takes, an initial that it does not have passed over after its first.
fn spanned(words: &[(Range<usize>, String)], name: &[String]) -> Option<usize> {
    let is_name = |at: usize, rest: &[String]| {
        let there = words.get(at..at + rest.len());
        there.is_some_and(|there| there.iter().zip(rest).all(|((_, word), n)| word == n))
    };
    let (first, rest) = name.split_first()?;
    if !is_name(0, std::slice::from_ref(first)) {
        return None;
    }
    let is_initial = |(_, word): &(Range<usize>, String)| word.len() == 1;
    let passed = usize::from(words.get(1).is_some_and(is_initial) && !rest.is_empty());
    let at = [1, 1 + passed].into_iter().find(|&at| is_name(at, rest))?;
    Some(at + rest.len())
}

/// The words of a name in the orders and forms that people write them in: as they are, and for a person the
/// last first, the first as an initial, and all as one (a hashtag).
fn orders(words: Vec<String>, sort: Sort) -> Vec<Vec<String>> {
    let mut orders = Vec::new();
    if let (Sort::Person | Sort::Source, [first, middle @ .., last]) = (sort, &*words) {
        let turned = [last, first].into_iter().chain(middle).cloned().collect();
        let initial: String = first.chars().take(1).collect();
        let initials = [initial].into_iter().chain(words[1..].iter().cloned());
        orders.extend([turned, initials.collect(), vec![words.concat()]]);
    }
    orders.push(words);
    orders
}

/// Whether a word of a name stands for the whole: long enough, and no word of another name.
fn tells(word: &str, kept: &HashSet<String>) -> bool {
    word.len() >= LETTERS && !kept.contains(word) && !word.bytes().all(|b| b.is_ascii_digit())
}

/// The words of a name.
fn folded(name: &str) -> Vec<String> {
    words(name).map(|(_, word)| word).collect()
}

/// The words of a text: where each stands, and its letters in lower case without marks. A capital after a
/// small letter begins another (`#OmarSila`).
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while rest.next_if(|(_, c)| !is_letter(*c)).is_some() {}
        let (start, first) = rest.next()?;
        let mut end = start + first.len_utf8();
        let mut before = first;
        while let Some((at, c)) =
            rest.next_if(|(_, c)| is_letter(*c) && !(before.is_lowercase() && c.is_uppercase()))
        {
            end = at + c.len_utf8();
            before = c;
        }
        let plain = crate::text::ascii(&text[start..end]);
        let letters = plain.chars().filter(char::is_ascii_alphanumeric);
        Some((start..end, letters.collect()))
    })
}

/// Letters, digits, and the marks that are written upon them.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> Option<String> {
        let mut hidden = Hidden::default();
        hidden.spellings.insert("Omar Bakayoré", (Sort::Person, 0));
        hidden.kept.insert("Omar Bridge");
        Patterns::new(&hidden).replace(text, &mut Numbers::default())
    }

    #[test]
    fn a_person_is_hidden_in_every_form_that_people_write() {
        for form in [
            "Omar Bakayoré",
            "OMAR BAKAYORÉ",
            "Mr Bakayoré",
            "BAKAYORÉ, Omar",
            "O. Bakayoré",
            "Omar K. Bakayoré",
            "#OmarBakayoré",
            "#omarbakayore",
            "Omar%20Bakayor%C3%A9",
        ] {
            let shown = hidden(&format!("family of {form} (two)")).unwrap_or_default();
            let bare = shown.to_lowercase();
            assert!(
                !bare.contains("bakayor") && !bare.contains("omar"),
                "{shown}"
            );
            assert!(shown.ends_with("[redacted person 1] (two)"), "{shown}");
        }
        assert_eq!(hidden("the Omar Bridge at 100%"), None);
    }
}
