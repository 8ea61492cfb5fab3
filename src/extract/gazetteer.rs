//! Countries, their peoples, and the cities of the world.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};
use serde::Deserialize;

use super::fold;
use super::inflection::Endings;
use crate::names::countries;

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
#[derive(Debug, Default)]
pub(super) struct Gazetteer {
    countries: Vec<&'static str>,
    places: HashMap<String, Known>,
    /// The most words of a place that begins with this word.
    firsts: HashMap<String, usize>,
    peoples: HashMap<String, CountryId>,
    /// Armed groups by their folded names.
    organisations: HashSet<String>,
    /// The most words of an organisation that begins with this word.
    organisation_words: HashMap<String, usize>,
    /// Cities that a reader knows without their countries.
    pub(super) large: HashSet<String>,
    /// Folded given names.
    pub(super) given: HashSet<String>,
    /// Folded small words inside names ("de", "al").
    pub(super) particles: HashSet<String>,
    /// Words joined to the name behind them by a hyphen ("al-Sahraoui").
    pub(super) articles: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    organisations: String,
    bodies: String,
    given: String,
    particles: String,
    articles: String,
    people_forms: Endings,
    countries: BTreeMap<String, String>,
}

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
            given: set(&names.given),
            particles: set(&names.particles),
            articles: set(&names.articles),
            ..Self::default()
        };
        let folded = |name: &str| fold(name).replace('_', " ");
        for name in names.organisations.split_whitespace().map(folded) {
            longer(&mut new.organisation_words, &name);
            new.organisations.insert(name);
        }
        for name in names.bodies.split_whitespace().map(folded) {
            longer(&mut new.organisation_words, &name);
        }
        let codes = new.read_countries(&names);
        new.read_cities(&codes);
        Ok(new)
    }

    /// Reads the countries; their numbers by their ISO codes.
    fn read_countries(&mut self, data: &Names) -> HashMap<&'static str, CountryId> {
        let mut codes = HashMap::new();
        for row in countries() {
            let id = self.countries.len() as CountryId;
            codes.insert(row.code, id);
            self.countries.push(row.name());
            for name in row.names() {
                self.add(name, Known::Country(id));
            }
            for people in row.peoples() {
                for form in data.people_forms.stems(&fold(people)) {
                    self.peoples.entry(form.into_owned()).or_insert(id);
                }
            }
        }
        for (name, of) in &data.countries {
            self.alias(name, of);
        }
        codes
    }

    fn read_cities(&mut self, codes: &HashMap<&str, CountryId>) {
        let (mut large_ones, mut small_ones) = (Vec::new(), Vec::new());
        let lines = CITIES.lines().filter_map(|line| line.split_once(':'));
        for (id, names) in lines.filter_map(|(code, names)| Some((*codes.get(code)?, names))) {
            for name in names.split(';').filter(|name| name.len() > 2) {
                match name.strip_prefix('*') {
                    Some(large) => large_ones.push((large, id)),
                    None => small_ones.push((name, id)),
                }
            }
        }
        self.large = large_ones
            .iter()
            .map(|(name, _)| fold(name).replace('-', " "))
            .collect();
        for (name, id) in large_ones.into_iter().chain(small_ones) {
            self.add(name, Known::City(vec![id]));
        }
    }

    fn add(&mut self, name: &str, known: Known) {
        let key = fold(name).replace('-', " ");
        longer(&mut self.firsts, &key);
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
        let known = self.places.get(folded);
        known.or_else(|| self.places.get(&folded.replace('-', " ")))
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
        self.organisations.contains(folded)
    }

    /// The most words of organisations that begin with a folded word; 0 for none.
    pub(super) fn organisation_words(&self, first: &str) -> usize {
        self.organisation_words.get(first).copied().unwrap_or(0)
    }

    /// The English name of a country.
    pub(super) fn country(&self, id: CountryId) -> &'static str {
        self.countries[usize::from(id)]
    }
}

fn set(words: &str) -> HashSet<String> {
    words.split_whitespace().map(fold).collect()
}

/// Keeps the most words of a name by its first word.
fn longer(most: &mut HashMap<String, usize>, name: &str) {
    let first = name.split(' ').next().unwrap_or_default().to_owned();
    let known = most.entry(first).or_default();
    *known = (*known).max(name.split(' ').count());
}
