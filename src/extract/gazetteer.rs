//! Countries, their peoples, and the cities of the world.

use hashbrown::HashMap;
use serde::Deserialize;

use super::fold::fold;

/// A country, by its number in the table.
pub(super) type CountryId = u16;

/// A place that the gazetteer knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Known {
    Country(CountryId),
    /// In these countries, the largest first.
    City(Vec<CountryId>),
}

/// What is known of names, whatever the language.
#[derive(Debug)]
pub(super) struct Gazetteer {
    countries: Vec<&'static str>,
    places: HashMap<String, Known>,
    /// The most words of a place that begins with this word.
    firsts: HashMap<String, usize>,
    peoples: HashMap<String, CountryId>,
    organisations: HashMap<String, usize>,
    given: hashbrown::HashSet<String>,
}

#[derive(Deserialize)]
struct Names {
    organisations: String,
    bodies: String,
    given: String,
}

const COUNTRIES: &str = include_str!("../names/countries.txt");
const CITIES: &str = include_str!("lang/cities.txt");
const NAMES: &str = include_str!("lang/names.toml");

impl Gazetteer {
    /// The one inside the program.
    ///
    /// # Errors
    /// What is wrong with its data.
    pub(super) fn builtin() -> Result<Self, String> {
        let names: Names = toml::from_str(NAMES).map_err(|e| e.to_string())?;
        let mut new = Self {
            countries: Vec::new(),
            places: HashMap::new(),
            firsts: HashMap::new(),
            peoples: HashMap::new(),
            organisations: HashMap::new(),
            given: names.given.split_whitespace().map(fold).collect(),
        };
        for (name, armed) in names
            .organisations
            .split_whitespace()
            .map(|name| (name, true))
            .chain(names.bodies.split_whitespace().map(|name| (name, false)))
        {
            let words = fold(name).replace('_', " ");
            let first = words.split(' ').next().unwrap_or_default().to_owned();
            let count = words.split(' ').count();
            let most = new.organisations.entry(first).or_default();
            *most = (*most).max(count);
            if armed {
                new.organisations.insert(format!("={words}"), count);
            }
        }
        new.read_countries();
        new.read_cities();
        Ok(new)
    }

    fn read_countries(&mut self) {
        for line in COUNTRIES.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split(';').skip(1);
            let names = fields.next().unwrap_or_default();
            let id = self.countries.len() as CountryId;
            self.countries
                .push(names.split(',').next().unwrap_or_default());
            for name in names.split(',') {
                self.add(name, Known::Country(id));
            }
            for people in fields
                .next()
                .unwrap_or_default()
                .split(',')
                .filter(|p| !p.is_empty())
            {
                let people = fold(people);
                for ending in ["", "s", "e", "es", "ne", "nes", "a", "as"] {
                    self.peoples
                        .entry(format!("{people}{ending}"))
                        .or_insert(id);
                }
                if let Some(stem) = people.strip_suffix('o') {
                    for ending in ["a", "as"] {
                        self.peoples.entry(format!("{stem}{ending}")).or_insert(id);
                    }
                }
            }
        }
        for (name, of) in [
            ("u.s.", "United States"),
            ("usa", "United States"),
            ("u.k.", "United Kingdom"),
            ("britain", "United Kingdom"),
            ("us", "United States"),
            ("ussr", "Russia"),
            ("soviet union", "Russia"),
            ("west germany", "Germany"),
            ("drc", "Democratic Republic of the Congo"),
        ] {
            if let Some(Known::Country(id)) = self.places.get(&fold(of)).cloned()
                && name != "us"
            {
                self.add(name, Known::Country(id));
            }
        }
    }

    fn read_cities(&mut self) {
        let codes: HashMap<&str, CountryId> = COUNTRIES
            .lines()
            .filter(|line| !line.starts_with('#'))
            .enumerate()
            .filter_map(|(i, line)| Some((line.split(';').next()?, i as CountryId)))
            .collect();
        let (mut large_ones, mut small_ones) = (Vec::new(), Vec::new());
        for line in CITIES.lines().filter(|line| !line.starts_with('#')) {
            let Some((code, names)) = line.split_once(':') else {
                continue;
            };
            let Some(&id) = codes.get(code) else { continue };
            for name in names.split(';').filter(|name| name.len() > 2) {
                match name.strip_prefix('*') {
                    Some(large) => large_ones.push((large, id)),
                    None => small_ones.push((name, id)),
                }
            }
        }
        for (name, id) in large_ones.into_iter().chain(small_ones) {
            self.add(name, Known::City(vec![id]));
        }
    }

    fn add(&mut self, name: &str, known: Known) {
        let key = fold(name).replace('-', " ");
        let count = key.split(' ').count();
        let first = key.split(' ').next().unwrap_or_default().to_owned();
        let most = self.firsts.entry(first).or_default();
        *most = (*most).max(count);
        match (self.places.get_mut(&key), known) {
            (Some(Known::City(ids)), Known::City(more)) => ids.extend(more),
            (Some(Known::Country(_)), _) => {}
            (_, known) => {
                self.places.insert(key, known);
            }
        }
    }

    /// Another name of a place that is known.
    pub(super) fn alias(&mut self, name: &str, english: &str) {
        if let Some(known) = self.place(&fold(english)).cloned() {
            self.add(name, known);
        }
    }

    /// The place of that folded name.
    pub(super) fn place(&self, folded: &str) -> Option<&Known> {
        if let Some(known) = self.places.get(folded) {
            return Some(known);
        }
        folded
            .contains('-')
            .then(|| self.places.get(&folded.replace('-', " ")))
            .flatten()
    }

    /// The most words of places that begin with a folded word; 0 for none.
    pub(super) fn longest(&self, first: &str) -> usize {
        self.firsts.get(first).copied().unwrap_or(0)
    }

    /// The country whose people or adjective a folded word is.
    pub(super) fn people(&self, folded: &str) -> Option<CountryId> {
        self.peoples.get(folded).copied()
    }

    /// Whether a folded name is that of a known armed group.
    pub(super) fn is_organisation(&self, folded: &str) -> bool {
        self.organisations.contains_key(&format!("={folded}"))
    }

    /// The most words of organisations that begin with a folded word; 0 for none.
    pub(super) fn organisation_words(&self, first: &str) -> usize {
        self.organisations.get(first).copied().unwrap_or(0)
    }

    /// Whether a folded word is a given name.
    pub(super) fn is_given(&self, folded: &str) -> bool {
        self.given.contains(folded)
    }

    /// The English name of a country.
    pub(super) fn country(&self, id: CountryId) -> &'static str {
        self.countries
            .get(usize::from(id))
            .copied()
            .unwrap_or_default()
    }
}
