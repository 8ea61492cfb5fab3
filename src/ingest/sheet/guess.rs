//! What the columns of a table seem to be, by what they are called: people's words for the fields of
//! the claims format, and the codebook's for its attributes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::cells::{coordinate, is_missing, is_missing_number};
use super::grid::{Grid, heading};
use super::mapping::{Cell, Made, Mapping};
use crate::codebook::{Attribute, Codebook, SubjectType, ValueType};

#[derive(Deserialize)]
struct Headings {
    field: Vec<Heading>,
}

#[derive(Deserialize)]
struct Heading {
    name: String,
    words: Vec<String>,
}

/// Where the words stand.
const HEADINGS: &str = include_str!("headings.toml");

/// How many levels of places have words of their own.
const PLACES: usize = 5;

/// What a table's columns seem to say; nothing where too few of them are understood to make claims
/// of the rows: none that says what happened or how many, or none that says when or where.
pub(super) fn guess(grid: &Grid, codebook: &Codebook, stem: &str) -> Option<Mapping> {
    let headings: Headings = toml::from_str(HEADINGS).ok()?;
    let named: Vec<String> = grid.names.iter().map(|name| heading(name)).collect();
    let guesser = Guesser {
        grid,
        codebook,
        headings: &headings,
        named: &named,
    };
    let mut columns: BTreeMap<String, Cell> = BTreeMap::new();
    for field in headings.field.iter().map(|heading| &*heading.name) {
        let apart = ["count", "source", "year", "month", "day"];
        let known = !apart.contains(&field) && !field.starts_with("where.");
        if let (true, Some(column)) = (known, guesser.column(field)) {
            columns.insert(field.to_owned(), guesser.named(column));
        }
    }
    if let Some(parts) = guesser.parts() {
        columns.insert("event.when".to_owned(), parts);
    }
    let assertions = guesser.assertions(columns.remove("of").as_ref());
    let places: Vec<String> = (0..PLACES)
        .filter_map(|level| guesser.column(&format!("where.{level}")))
        .map(|column| grid.names[column].clone())
        .collect();
    if !places.is_empty() {
        columns.insert("event.where".to_owned(), Cell::Columns(places));
    }
    if columns.contains_key("event.lat") != columns.contains_key("event.lon") {
        columns.retain(|field, _| !matches!(&**field, "event.lat" | "event.lon"));
    }
    let set = ["event.when", "event.where", "event.lat"];
    let is_set = set.iter().any(|field| columns.contains_key(*field));
    if !is_set || assertions.is_empty() && !columns.contains_key("event.title") {
        return None;
    }
    guesser.sources(&mut columns, stem);
    Some(Mapping {
        columns,
        assertions,
        ..Mapping::default()
    })
}

struct Guesser<'g> {
    grid: &'g Grid,
    codebook: &'g Codebook,
    headings: &'g Headings,
    /// What the columns are called, without what makes no difference.
    named: &'g [String],
}

impl Guesser<'_> {
    fn named(&self, column: usize) -> Cell {
        Cell::Column(self.grid.names[column].clone())
    }

    fn words(&self, field: &str) -> impl Iterator<Item = String> {
        let heading_of = self
            .headings
            .field
            .iter()
            .find(|heading| heading.name == field);
        heading_of
            .into_iter()
            .flat_map(|known| known.words.iter().map(|word| heading(word)))
    }

    /// The column that a field's first word names, if what it says can be that.
    fn column(&self, field: &str) -> Option<usize> {
        let mut words = self.words(field);
        words.find_map(|word| {
            let column = self.named.iter().position(|name| *name == word)?;
            self.can_be(field, column).then_some(column)
        })
    }

    /// Whether a column's cells can be what its name says.
    fn can_be(&self, field: &str, column: usize) -> bool {
        let said = || self.grid.cells(column).filter(|cell| !is_missing(cell));
        match field {
            // Not metres of a map, which are called x and y too.
            "event.lat" => said().all(|cell| is_degrees(cell, 90.0)),
            "event.lon" => said().all(|cell| is_degrees(cell, 180.0)),
            "event.when" | "document.published" => {
                said()
                    .filter(|cell| cell.contains(char::is_numeric))
                    .count()
                    * 2
                    >= said().count()
            }
            "event.kind" => {
                let known = said()
                    .filter(|cell| self.codebook.kind_id(cell).is_some())
                    .count();
                known > 0 && known * 2 >= said().count()
            }
            "claim" => {
                let ids: BTreeSet<&str> = self.grid.cells(column).collect();
                ids.len() == self.grid.rows.len() && !ids.contains("")
            }
            "document.url" => said().all(|cell| cell.contains('.') && !cell.contains(' ')),
            _ => said().next().is_some(),
        }
    }

    /// A date in columns of its own: a year and a month at the least.
    fn parts(&self) -> Option<Cell> {
        let name = |field: &str| Some(self.grid.names[self.column(field)?].clone());
        let (year, month) = (Some(name("year")?), Some(name("month")?));
        Some(Cell::Made(Box::new(Made {
            year,
            month,
            day: name("day"),
            ..Made::default()
        })))
    }

    /// One for every column that an attribute's name names.
    fn assertions(&self, of: Option<&Cell>) -> Vec<BTreeMap<String, Cell>> {
        let around: Vec<String> = self.words("count").collect();
        let mut columns: BTreeMap<&str, (bool, usize)> = BTreeMap::new();
        for (column, name) in self.named.iter().enumerate() {
            let plain = without(name, &around);
            let Some(attribute) = self.attribute(name).or_else(|| self.attribute(plain)) else {
                continue;
            };
            if !self.counts(attribute, column) {
                continue;
            }
            let whole = plain == name;
            let known = columns.entry(&attribute.name).or_insert((whole, column));
            if whole && !known.0 {
                *known = (whole, column);
            }
        }
        let mut found: Vec<(usize, &str)> = columns
            .into_iter()
            .map(|(name, (_, at))| (at, name))
            .collect();
        found.sort_unstable();
        let assertion = |(column, attribute): (usize, &str)| {
            let fixed = Made {
                is: Some(attribute.to_owned()),
                ..Made::default()
            };
            let value = ("value".to_owned(), self.named(column));
            let of = of.map(|of| ("of".to_owned(), of.clone()));
            let attribute = ("attribute".to_owned(), Cell::Made(Box::new(fixed)));
            [attribute, value].into_iter().chain(of).collect()
        };
        found.into_iter().map(assertion).collect()
    }

    /// The attribute of that name, where a number says it and it needs no subject.
    fn attribute(&self, name: &str) -> Option<&Attribute> {
        let attribute = self.codebook.attribute(self.codebook.attribute_id(name)?);
        let number = matches!(attribute.value_type, ValueType::Count | ValueType::Number);
        (number && attribute.of == SubjectType::Group).then_some(attribute)
    }

    /// Whether a column holds what an attribute counts.
    fn counts(&self, attribute: &Attribute, column: usize) -> bool {
        let said = || {
            self.grid
                .cells(column)
                .filter(|cell| !is_missing_number(cell))
        };
        let counted = said().filter(|cell| {
            attribute.value_type != ValueType::Count
                || cell.contains(char::is_numeric)
                || cell.contains(' ')
        });
        said().next().is_some() && counted.count() * 2 >= said().count()
    }

    /// Who says it: where no column names an outlet, a source does, or the file's name.
    fn sources(&self, columns: &mut BTreeMap<String, Cell>, stem: &str) {
        let source = self.column("source").map(|column| self.named(column));
        if !columns.contains_key("outlet") {
            let file = || {
                Cell::Made(Box::new(Made {
                    is: Some(stem.to_owned()),
                    ..Made::default()
                }))
            };
            columns.insert("outlet".to_owned(), source.unwrap_or_else(file));
        } else if let (Some(source), false) = (source, columns.contains_key("said_by")) {
            columns.insert("said_by".to_owned(), source);
        }
    }
}

/// Whether a cell can be a coordinate of that many degrees at most.
fn is_degrees(cell: &str, most: f64) -> bool {
    let degrees = coordinate(cell).parse::<f64>();
    degrees.is_ok_and(|degrees| degrees.abs() <= most)
}

/// A name without the words around it that say nothing.
fn without<'n>(name: &'n str, around: &[String]) -> &'n str {
    let mut rest = name;
    let mut longest: Vec<&String> = around.iter().collect();
    longest.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in longest {
        rest = rest
            .strip_prefix(word.as_str())
            .and_then(|rest| rest.strip_prefix(' '))
            .unwrap_or(rest);
        rest = rest
            .strip_suffix(word.as_str())
            .and_then(|rest| rest.strip_suffix(' '))
            .unwrap_or(rest);
    }
    rest
}
