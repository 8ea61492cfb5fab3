//! States and provinces by their names and codes, and capitals by their countries.

use std::sync::{Arc, LazyLock};

use hashbrown::{HashMap, HashSet};

use super::country::Country;
use super::lexicon::{Senses, WordList};
use super::words::{key, words};
use crate::text::latin;

/// A first-order division of a country: an index into the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Division(u16);

struct DivisionTable {
    rows: Vec<(Country, &'static str)>,
    by_code: HashMap<(Country, &'static str), Division>,
    by_name: HashMap<(Country, String), Division>,
}

static TABLE: LazyLock<DivisionTable> = LazyLock::new(DivisionTable::new);
static CAPITALS: LazyLock<HashMap<Country, &'static str>> = LazyLock::new(capitals);
static CAPITAL_KEYS: LazyLock<HashSet<String>> =
    LazyLock::new(|| CAPITALS.values().map(|name| key(name)).collect());
/// Words for towns and villages.
static SETTLEMENTS: WordList = WordList::list(include_str!("data/region-words.txt"), "settlement");
/// What sort of region a word says.
static SORTS: Senses = Senses::new(include_str!("data/region-words.txt"));

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

fn capitals() -> HashMap<Country, &'static str> {
    let row = |line: &'static str| {
        let (code, name) = line.split_once(';')?;
        Some((Country::of_code(code)?, name))
    };
    let rows = lines(include_str!("data/capitals.txt"));
    rows.filter_map(row).collect()
}

impl DivisionTable {
    fn new() -> Self {
        let (mut by_code, mut by_name) = (HashMap::new(), HashMap::new());
        let mut rows = Vec::new();
        for line in lines(include_str!("data/divisions.txt")) {
            let mut fields = line.split(';');
            let row = (fields.next(), fields.next(), fields.next());
            let (Some(country), Some(code), Some(name)) = row else {
                continue;
            };
            if let Some(country) = Country::of_code(country) {
                let division = Division(rows.len() as u16);
                rows.push((country, name));
                by_code.insert((country, code), division);
                by_name.insert((country, key(name)), division);
            }
        }
        Self {
            rows,
            by_code,
            by_name,
        }
    }
}

/// The country whose states outlets name without it.
fn united_states() -> Option<Country> {
    Country::of_code("US")
}

impl Division {
    /// The division that a code or a name means in a country; a name that no country is given for
    /// is looked for among the United States.
    pub(crate) fn of(text: &str, country: Option<Country>) -> Option<Self> {
        let country = country.or_else(united_states)?;
        let is_code = text.len() <= 3 && text.bytes().all(|c| c.is_ascii_uppercase());
        if is_code {
            return TABLE.by_code.get(&(country, text)).copied();
        }
        TABLE.by_name.get(&(country, key(text))).copied()
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        TABLE.rows[usize::from(self.0)].1
    }

    /// The country that it is of.
    pub fn country(self) -> Country {
        TABLE.rows[usize::from(self.0)].0
    }

    /// The division that a chain of names lies in, from the most to the least specific, or is. What
    /// may as well be a city ("New York, United States") is in none that is known.
    pub fn around(names: &[Arc<str>]) -> Option<Self> {
        let (last, before) = names.split_last()?;
        let country = Country::named(&key(last));
        let (country, chain) = match country {
            Some(country) if !before.is_empty() => (Some(country), before),
            Some(_) => return None,
            None => (None, names),
        };
        let (first, holders) = chain.split_first()?;
        let holders = match country {
            Some(_) => holders,
            None => holders.get(holders.len().saturating_sub(1)..)?,
        };
        let held_in = holders
            .iter()
            .rev()
            .find_map(|name| Self::of(name, country));
        held_in.or_else(|| Self::of(first, country).filter(|d| !d.is_city_too()))
    }

    /// Whether the first name of a chain is a state's or province's own, and surely no city's.
    pub fn is_first(names: &[Arc<str>]) -> bool {
        let own = |first| Self::around(std::slice::from_ref(first));
        match names {
            [only] => Self::around(std::slice::from_ref(only)).is_some(),
            [first, ..] => {
                let around = Self::around(names);
                around.is_some_and(|d| own(first) == Some(d) || key(first) == key(d.name()))
            }
            [] => false,
        }
    }

    fn is_city_too(self) -> bool {
        ["New York", "Washington", "Quebec"].contains(&self.name())
    }
}

/// The country in which a chain of names lies, from the most to the least specific: named at its end, or
/// that of the state which it names ("Magdalena, New Mexico").
pub(crate) fn country_around(names: &[Arc<str>]) -> Option<Country> {
    let told = Country::named(&key(names.last()?));
    told.or_else(|| Division::around(names).map(Division::country))
}

/// What sort of region a name says that it is of ("Kyiv Oblast", "Sumter County").
pub fn region_sort(text: &str) -> Option<&'static str> {
    if !text.trim().contains(' ') {
        return None;
    }
    let folded = latin(text);
    let mut words = folded.split_whitespace();
    let (first, last) = (words.next()?, words.next_back()?);
    let sort = |word| SORTS.of(word).filter(|sort| *sort != "settlement");
    sort(last).or_else(|| sort(first))
}

/// Whether a name is surely a city's or a village's, and no region's: it says so, or it is a capital's.
pub fn is_settlement(text: &str) -> bool {
    let folded = latin(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let says_so = |word: Option<&&str>| word.is_some_and(|w| SETTLEMENTS.has(w));
    let by_word = words.len() > 1 && (says_so(words.first()) || says_so(words.last()));
    by_word || CAPITAL_KEYS.contains(&key(text)) || capital(text, None).is_some()
}

/// The city that a phrase for a capital means, where its country is named in it or around it.
pub(crate) fn capital(text: &str, around: Option<Country>) -> Option<&'static str> {
    if !text.to_ascii_lowercase().contains("capital") {
        return None;
    }
    let words = words(text);
    let of_people = |word: &str| Country::of_people(word).or_else(|| Country::named(word));
    let country = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["capital"] | ["capital", "city"] => around,
        ["capital", "of", ref named @ ..] => Country::named(&named.join(" ")),
        [ref named @ .., "capital"] => {
            let named = named.join(" ");
            let owner = named.strip_suffix('s').and_then(Country::named);
            of_people(&named).or(owner)
        }
        _ => None,
    };
    CAPITALS.get(&country?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(names: &[&str]) -> Option<&'static str> {
        let names: Vec<Arc<str>> = names.iter().map(|&name| name.into()).collect();
        Division::around(&names).map(Division::name)
    }

    #[test]
    fn states_are_known_by_code_and_by_name() {
        for chain in [
            &["Columbus", "OH", "United States"][..],
            &["Columbus", "Ohio"],
            &["Columbus", "Franklin County", "Ohio", "USA"],
            &["Ohio"],
        ] {
            assert_eq!(around(chain), Some("Ohio"), "{chain:?}");
        }
        assert_eq!(
            around(&["Perth", "WA", "Australia"]),
            Some("Western Australia")
        );
        assert_eq!(around(&["Spokane", "WA"]), Some("Washington"));
        assert_eq!(
            around(&["Atlanta", "Georgia", "United States"]),
            Some("Georgia")
        );
        for chain in [
            &["Tbilisi", "Georgia"][..],
            &["Washington", "United States"],
            &["Columbus"],
            &["Ohio", "Ghana"],
        ] {
            assert_eq!(around(chain), None, "{chain:?}");
        }
    }

    #[test]
    fn capitals_are_known_by_their_countries() {
        let ukraine = Country::named("ukraine");
        for phrase in [
            "the Ukrainian capital",
            "capital of Ukraine",
            "Ukraine's capital",
        ] {
            assert_eq!(capital(phrase, None), Some("Kyiv"), "{phrase}");
        }
        assert_eq!(capital("the capital", ukraine), Some("Kyiv"));
        assert_eq!(capital("the capital", None), None);
        assert_eq!(capital("Capital District", ukraine), None);
    }

    #[test]
    fn regions_are_told_from_towns() {
        assert_eq!(region_sort("Kyiv Oblast"), Some("oblast"));
        assert_eq!(region_sort("Sumter County"), Some("county"));
        assert_eq!(region_sort("Province of Izmir"), Some("province"));
        assert_eq!(region_sort("Kyiv"), None);
        assert_eq!(region_sort("Mexico City"), None);
    }
}
