//! Countries by their names in English, French and Spanish, and the words for their people.

use std::borrow::Cow;
use std::sync::LazyLock;

use hashbrown::HashMap;

use crate::names::words::key;

/// A country: an index into the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u16);

struct CountryTable {
    rows: Vec<CountryRow>,
    by_name: HashMap<String, Country>,
    by_people: HashMap<String, Country>,
}

static TABLE: LazyLock<CountryTable> = LazyLock::new(CountryTable::new);

/// What the list of the world's countries says of one.
pub(crate) struct CountryRow {
    /// Its ISO 3166 code of two letters.
    pub(crate) code: &'static str,
    names: &'static str,
    peoples: &'static str,
}

impl CountryRow {
    fn read(line: &'static str) -> Option<Self> {
        let mut fields = line.split(';');
        Some(Self {
            code: fields.next()?,
            names: fields.next()?,
            peoples: fields.next()?,
        })
    }

    /// Its English name.
    pub(crate) fn name(&self) -> &'static str {
        self.names().next().unwrap_or_default()
    }

    /// Its names, the English one first.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.names.split(',')
    }

    /// Words for its people, and adjectives: masculine, in the singular.
    pub(crate) fn peoples(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.peoples.split(',').filter(|word| !word.is_empty())
    }
}

/// All countries, in the order of the list.
pub(crate) fn countries() -> impl Iterator<Item = CountryRow> {
    let lines = include_str!("data/countries.txt").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    rows.filter_map(CountryRow::read)
}

impl CountryTable {
    fn new() -> Self {
        let (mut by_name, mut by_people) = (HashMap::new(), HashMap::new());
        let rows: Vec<CountryRow> = countries().collect();
        for (row, id) in rows.iter().zip((0..).map(Country)) {
            for name in row.names() {
                by_name.entry(key(name)).or_insert(id);
            }
            for people in row.peoples() {
                by_people.entry(key(people)).or_insert(id);
            }
        }
        Self {
            rows,
            by_name,
            by_people,
        }
    }
}

/// The endings of the feminine and plural forms that French and Spanish make of an adjective.
const ENDINGS: [&str; 8] = ["", "s", "e", "es", "ne", "nes", "a", "as"];

/// The words that a form may be of: itself without an ending, and with an -o for an -a.
fn stems(form: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let strip = |ending: &&str| form.strip_suffix(ending);
    let masculine = ["a", "as"].iter().filter_map(strip);
    let plain = ENDINGS.iter().filter_map(strip).map(Cow::from);
    plain.chain(masculine.map(|stem| format!("{stem}o").into()))
}

impl Country {
    /// Its number in the table.
    pub fn number(self) -> u32 {
        self.0.into()
    }

    /// The country of that name, given as a [`key`].
    pub(crate) fn named(key: &str) -> Option<Self> {
        TABLE.by_name.get(key).copied()
    }

    /// The country whose people or adjective that word is, given as a [`key`].
    pub(crate) fn of_people(key: &str) -> Option<Self> {
        stems(key).find_map(|stem| TABLE.by_people.get(&*stem).copied())
    }

    /// The country of an ISO 3166 code of two letters.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        let at = TABLE.rows.iter().position(|row| row.code == code)?;
        Some(Self(at as u16))
    }

    fn row(self) -> &'static CountryRow {
        &TABLE.rows[usize::from(self.0)]
    }

    /// Its English name.
    pub(crate) fn name(self) -> &'static str {
        self.row().name()
    }

    /// Its code.
    pub(crate) fn code(self) -> &'static str {
        self.row().code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_country_in_three_languages() {
        let syria = Country::named(&key("Syria"));
        assert!(syria.is_some());
        assert_eq!(syria, Country::named(&key("Syrie")));
        assert_eq!(syria, Country::named(&key("SIRIA")));
        assert_ne!(syria, Country::named(&key("Libya")));
        assert_eq!(syria.map(Country::code), Some("SY"));
    }

    #[test]
    fn peoples_in_all_genders() {
        let mali = Country::of_code("ML");
        for word in [
            "Malian",
            "malien",
            "malienne",
            "maliens",
            "maliennes",
            "Malians",
        ] {
            assert_eq!(Country::of_people(&key(word)), mali, "{word}");
        }
        assert_eq!(Country::of_people("turques"), Country::of_code("TR"));
        assert_eq!(Country::of_people("mexicana"), Country::of_code("MX"));
    }

    /// English and French differ by an accent only, and folding loses it: English wins for
    /// "Nigerian", and "Nigerien" is Niger in both.
    #[test]
    fn niger_and_nigeria_are_told_apart() {
        assert_eq!(Country::of_people("nigerien"), Country::of_code("NE"));
        assert_eq!(Country::of_people("nigerian"), Country::of_code("NG"));
    }

    #[test]
    fn every_line_has_a_code_and_a_name() {
        for row in &TABLE.rows {
            assert_eq!(row.code.len(), 2);
            assert!(!row.name().is_empty(), "{}", row.code);
        }
    }
}
