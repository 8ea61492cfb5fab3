//! The units that numbers of the news are in: what each is worth, and the words for it.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::super::numeral::{Cursor, Decimal};

/// What a number is a number of. Numbers of one sort convert into each other, of two never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Time; base second.
    Duration,
    /// Way; base metre.
    Distance,
    /// Surface; base square metre.
    Area,
    /// Volume; base litre.
    Volume,
    /// Weight; base kilogram.
    Mass,
    /// Way in time; base metre an hour, of which all are whole or finite decimals.
    Speed,
    /// Energy; base joule.
    Energy,
    /// Energy in time; base watt.
    Power,
    /// Pressure; base hectopascal.
    Pressure,
    /// Temperature; base degree Fahrenheit, in which Celsius is finite.
    Temperature,
    /// A share of a hundred.
    Share,
    /// The strength of an earthquake: scales that do not convert.
    Magnitude,
    /// Money: currencies that do not convert.
    Money,
}

/// A unit of the table.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct KnownUnit {
    /// As reports print it.
    pub symbol: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// What it is worth in the base unit: at least, usually, at most ("ton" is said of three weights).
    worth: [Decimal; 3],
    /// What is added to it in the base unit.
    offset: u32,
    /// Words for it behind a number.
    behind: &'static str,
    /// Words for it before a number.
    before: &'static str,
}

impl KnownUnit {
    /// What it is worth: at least, usually, at most.
    pub(super) fn worth(&self) -> [Decimal; 3] {
        self.worth
    }

    /// What is added in the base unit.
    pub(super) fn offset(&self) -> Decimal {
        Decimal::whole(self.offset.into())
    }

    /// Its name behind a number of one, or of several.
    pub(super) fn word(&self, one: bool) -> &'static str {
        let named = SPOKEN.iter().find(|(symbol, _)| *symbol == self.symbol);
        named.map_or(
            self.symbol,
            |(_, [single, several])| if one { single } else { several },
        )
    }

    /// Whether numbers of the two can be set side by side.
    pub(super) fn converts_to(&self, other: &Self) -> bool {
        let either = |symbol| self.symbol == symbol || other.symbol == symbol;
        match (self.dimension, other.dimension) {
            // A magnitude of which nobody says the scale may be of any.
            (Dimension::Magnitude, Dimension::Magnitude) => {
                self.symbol == other.symbol || either("M")
            }
            (Dimension::Money, Dimension::Money) => self.symbol == other.symbol,
            (mine, theirs) => mine == theirs,
        }
    }

    /// Whether a number without a unit may be in another unit of the same sort.
    pub(super) fn has_sisters(&self) -> bool {
        !matches!(self.dimension, Dimension::Magnitude | Dimension::Share)
    }
}

/// Every unit.
pub(super) static UNITS: LazyLock<Vec<KnownUnit>> =
    LazyLock::new(|| LISTED.lines().filter_map(unit).collect());

const LISTED: &str = include_str!("units.txt");

/// One line of the list; nothing for what is none.
fn unit(line: &'static str) -> Option<KnownUnit> {
    let mut cells = line.split(';').map(str::trim);
    let dimension = dimension(cells.next()?)?;
    let symbol = cells.next()?;
    let worths = cells.next()?.split(' ').map_while(|n| n.parse().ok());
    let worths: Vec<Decimal> = worths.collect();
    let (least, most) = (*worths.first()?, *worths.last()?);
    Some(KnownUnit {
        symbol,
        dimension,
        worth: [least, worths[worths.len() / 2], most],
        // Degrees Celsius begin at 32 degrees Fahrenheit, the base.
        offset: if symbol == "°C" { 32 } else { 0 },
        behind: cells.next()?,
        before: cells.next().unwrap_or_default(),
    })
}

fn dimension(name: &str) -> Option<Dimension> {
    Some(match name {
        "Duration" => Dimension::Duration,
        "Distance" => Dimension::Distance,
        "Area" => Dimension::Area,
        "Volume" => Dimension::Volume,
        "Mass" => Dimension::Mass,
        "Speed" => Dimension::Speed,
        "Energy" => Dimension::Energy,
        "Power" => Dimension::Power,
        "Pressure" => Dimension::Pressure,
        "Temperature" => Dimension::Temperature,
        "Share" => Dimension::Share,
        "Magnitude" => Dimension::Magnitude,
        "Money" => Dimension::Money,
        _ => return None,
    })
}

/// Units that a reader takes better in words than by their symbol.
const SPOKEN: &[(&str, [&str; 2])] = &[
    ("s", ["second", "seconds"]),
    ("min", ["minute", "minutes"]),
    ("h", ["hour", "hours"]),
    ("d", ["day", "days"]),
    ("week", ["week", "weeks"]),
    ("month", ["month", "months"]),
    ("year", ["year", "years"]),
    ("in", ["inch", "inches"]),
    ("ft", ["foot", "feet"]),
    ("yd", ["yard", "yards"]),
    ("mi", ["mile", "miles"]),
    ("nmi", ["nautical mile", "nautical miles"]),
    ("acre", ["acre", "acres"]),
    ("sq mi", ["square mile", "square miles"]),
    ("dunam", ["dunam", "dunams"]),
    ("bbl", ["barrel", "barrels"]),
    ("gal", ["gallon", "gallons"]),
    ("t", ["tonne", "tonnes"]),
    ("ton", ["ton", "tons"]),
    ("kn", ["knot", "knots"]),
];

/// Words that stand for a unit only right behind a number or its word of scale: alone they are other
/// words, or parts of names.
const SHORT: u32 = 2;

type Index = HashMap<&'static str, Vec<(&'static str, &'static KnownUnit)>>;

fn index(words: fn(&'static KnownUnit) -> &'static str) -> Index {
    let mut index = Index::new();
    for unit in UNITS.iter() {
        for phrase in words(unit).split('|').filter(|phrase| !phrase.is_empty()) {
            let first = phrase.split(' ').next().unwrap_or_default();
            index.entry(first).or_default().push((phrase, unit));
        }
    }
    index
}

static BEHIND: LazyLock<Index> = LazyLock::new(|| index(|unit| unit.behind));
static BEFORE: LazyLock<Index> = LazyLock::new(|| index(|unit| unit.before));

fn longest(index: &Index, cursor: &mut Cursor<'_, '_>) -> Option<&'static KnownUnit> {
    cursor.longest(index.get(cursor.word())?)
}

/// The unit whose words come next, behind a number; `close`: right behind it.
pub(super) fn behind(cursor: &mut Cursor<'_, '_>, close: bool) -> Option<&'static KnownUnit> {
    let mut ahead = *cursor;
    let unit = longest(&BEHIND, &mut ahead)?;
    let taken = cursor.rest().len() - ahead.rest().len();
    let word = cursor.word();
    if taken == 1 && !close && word.len() <= SHORT as usize && word.is_ascii() && !is_sign(word) {
        return None;
    }
    // "un billion d'euros": no days.
    let letter = taken == 1 && word.len() == 1 && word.is_ascii();
    if letter && !is_sign(word) && longest(&BEHIND, &mut ahead.clone()).is_some() {
        return None;
    }
    *cursor = ahead;
    Some(unit)
}

fn is_sign(word: &str) -> bool {
    !word.starts_with(char::is_alphabetic)
}

/// The unit whose words come next, before a number.
pub(super) fn before(cursor: &mut Cursor<'_, '_>) -> Option<&'static KnownUnit> {
    let mut ahead = *cursor;
    let unit = longest(&BEFORE, &mut ahead)?;
    ahead.peek().filter(|next| next.number.is_some())?;
    *cursor = ahead;
    Some(unit)
}

/// The unit of that symbol, letter case and all.
pub(super) fn symbol(name: &str) -> Option<&'static KnownUnit> {
    UNITS.iter().find(|unit| unit.symbol == name)
}

/// Whether words name a unit, a currency or a share, and so nothing that is counted.
pub(in crate::claim) fn is_unit(cursor: &Cursor<'_, '_>) -> Option<&'static KnownUnit> {
    longest(&BEHIND, &mut cursor.clone())
}

/// Whether every line of the list is one of a unit.
#[cfg(test)]
pub(super) fn is_whole() -> bool {
    let lines = LISTED
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.count() == UNITS.len()
}

/// The words of a unit behind a number.
#[cfg(test)]
pub(super) fn words(unit: &KnownUnit) -> impl Iterator<Item = &'static str> {
    unit.behind.split('|').filter(|word| !word.is_empty())
}
