//! Countries by their names in English, French and Spanish, and the words for their people.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::fold::key;

/// A country: an index into the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Country(u16);

struct Table {
    codes: Vec<&'static str>,
    names: Vec<&'static str>,
    by_name: HashMap<String, Country>,
    by_people: HashMap<String, Country>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("countries.txt")));

impl Table {
    fn read(text: &'static str) -> Self {
        let mut table = Self {
            codes: Vec::new(),
            names: Vec::new(),
            by_name: HashMap::new(),
            by_people: HashMap::new(),
        };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            table.add(line);
        }
        table
    }

    fn add(&mut self, line: &'static str) {
        let mut fields = line.split(';');
        let code = fields.next().unwrap_or_default();
        let names = fields.next().unwrap_or_default();
        let peoples = fields.next().unwrap_or_default();
        let id = Country(self.codes.len() as u16);
        self.codes.push(code);
        self.names.push(names.split(',').next().unwrap_or_default());
        for name in names.split(',') {
            self.by_name.entry(key(name)).or_insert(id);
        }
        for people in peoples.split(',').filter(|word| !word.is_empty()) {
            self.by_people.entry(key(people)).or_insert(id);
        }
    }
}

/// The endings of the feminine and plural forms that French and Spanish make of an adjective.
const ENDINGS: [&str; 8] = ["", "s", "e", "es", "ne", "nes", "a", "as"];

/// The words that a form may be of: itself without an ending, and with an -o for an -a.
fn stems(form: &str) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
    let plain = ENDINGS
        .iter()
        .filter_map(|ending| form.strip_suffix(ending));
    let masculine = ["a", "as"]
        .iter()
        .filter_map(|ending| form.strip_suffix(ending));
    plain
        .map(Into::into)
        .chain(masculine.map(|stem| format!("{stem}o").into()))
}

impl Country {
    /// The country of that name, given as a [`key`].
    pub(super) fn named(key: &str) -> Option<Self> {
        TABLE.by_name.get(key).copied()
    }

    /// The country whose people or adjective that word is, given as a [`key`].
    pub(super) fn of_people(key: &str) -> Option<Self> {
        stems(key).find_map(|stem| TABLE.by_people.get(&*stem).copied())
    }

    /// The country of an ISO 3166 code of two letters.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        let at = TABLE.codes.iter().position(|known| *known == code)?;
        Some(Self(at as u16))
    }

    /// Its English name.
    pub(super) fn name(self) -> &'static str {
        TABLE.names[usize::from(self.0)]
    }

    /// Its code.
    pub(super) fn code(self) -> &'static str {
        TABLE.codes[usize::from(self.0)]
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
        for (code, name) in TABLE.codes.iter().zip(&TABLE.names) {
            assert_eq!(code.len(), 2);
            assert!(!name.is_empty(), "{code}");
        }
    }
}
