//! GeoNames dumps: tab-separated lines of nineteen columns, of which the places are kept.

use std::io::{BufRead, BufReader, Read};

use crate::claim::Position;
use crate::ingest::{Fault, FaultKind, FaultLevel};
use crate::names::gazetteer::input;

/// Faults told of one file; the rest are counted.
const MOST_FAULTS: usize = 20;

/// A place of GeoNames, kept small: a dump has millions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GeoPlace {
    /// `geonameid`.
    pub(crate) id: u32,
    /// The name, then every other one, with commas between.
    pub(crate) names: Box<str>,
    /// Where it is.
    pub(crate) position: Position,
    /// Country code.
    pub(crate) country: [u8; 2],
    /// Code of the first-order division.
    pub(crate) admin1: Box<str>,
    /// 1 for a first-order division, 2 for a second, … 5 for a populated place.
    pub(crate) rank: u8,
    /// People living there; 0 where not known.
    pub(crate) population: u32,
}

impl GeoPlace {
    /// All its names.
    pub(crate) fn all_names(&self) -> impl Iterator<Item = &str> {
        self.names.split(',').filter(|name| !name.is_empty())
    }
}

/// Reads a dump; lines that cannot be read are faults, the others are kept.
pub(crate) fn read(name: &str, reader: impl Read) -> (Vec<GeoPlace>, Vec<Fault>) {
    let mut reader = BufReader::new(reader);
    let mut places = Vec::new();
    let mut faults = Vec::new();
    let mut line = Vec::new();
    for number in 1u32.. {
        line.clear();
        match reader.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                faults.push(input::broken(name, &error));
                break;
            }
        }
        match parse(&line) {
            Ok(place) => places.extend(place),
            Err(wrong) if faults.len() < MOST_FAULTS => faults.push(fault(name, number, wrong)),
            Err(_) => {}
        }
    }
    (places, faults)
}

/// What is wrong with a line: the column's name, the sort of fault, and the words for it.
type Wrong = (Option<&'static str>, FaultKind, &'static str);

/// One line; `None` for blank ones, remarks and features that are no place people live in.
fn parse(line: &[u8]) -> Result<Option<GeoPlace>, Wrong> {
    let text = std::str::from_utf8(line);
    let text = text.map_err(|_| (None, FaultKind::Encoding, "it is not UTF-8"))?;
    let text = text.trim_end_matches(['\n', '\r']);
    if text.is_empty() || text.starts_with('#') {
        return Ok(None);
    }
    let columns: Vec<&str> = text.split('\t').collect();
    if columns.len() < 15 {
        let message = "it has fewer columns than a GeoNames dump";
        return Err((None, FaultKind::Syntax, message));
    }
    let is_place = matches!(columns[6], "A" | "P");
    is_place.then(|| place(&columns)).transpose()
}

fn place(columns: &[&str]) -> Result<GeoPlace, Wrong> {
    let bad = |column| {
        (
            Some(column),
            FaultKind::BadValue,
            "it is not a number that can be",
        )
    };
    let number = |at: usize, column| columns[at].parse::<f64>().map_err(|_| bad(column));
    let position = Position::new(number(4, "latitude")?, number(5, "longitude")?);
    let position = position.map_err(|_| bad("latitude"))?;
    Ok(GeoPlace {
        id: columns[0].parse().map_err(|_| bad("geonameid"))?,
        names: names(columns),
        position,
        country: columns[8].as_bytes().try_into().unwrap_or(*b"??"),
        admin1: columns[10].into(),
        rank: rank(columns[6], columns[7]),
        population: columns[14].parse().unwrap_or(0),
    })
}

fn names(columns: &[&str]) -> Box<str> {
    let mut names = columns[1].replace(',', " ");
    for more in [columns[2], columns[3]] {
        if !more.is_empty() && more != names {
            names.push(',');
            names.push_str(more);
        }
    }
    names.into_boxed_str()
}

fn rank(class: &str, code: &str) -> u8 {
    match (class, code) {
        ("A", code) if code.starts_with("PCL") => 0,
        ("A", "ADM1") => 1,
        ("A", "ADM2") => 2,
        ("A", "ADM3") => 3,
        ("A", _) => 4,
        _ => 5,
    }
}

fn fault(name: &str, line: u32, (column, kind, message): Wrong) -> Fault {
    let hint = "the dump's readme lists its columns; the line was left out";
    Fault {
        line,
        field: column.map(str::to_owned),
        level: FaultLevel::Warning,
        ..input::fault(name, kind, message, Some(hint))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAO: &str = "2457161\tGao\tGao\tGao,Gáo,Kawkaw\t16.27167\t-0.04472\tP\tPPLA\tML\t\t09\t\t\t\t87000\t\t262\tAfrica/Bamako\t2012-01-17\n";
    const RIVER: &str = "1\tNiger\tNiger\t\t16\t-0.04\tH\tSTM\tML\t\t09\t\t\t\t0\t\t262\tAfrica/Bamako\t2012-01-17\n";

    #[test]
    fn places_are_kept_and_rivers_are_not() {
        let (places, faults) = read("ML.txt", [GAO, RIVER].concat().as_bytes());
        assert_eq!(faults, []);
        assert_eq!(places.len(), 1);
        assert_eq!(places[0].id, 2_457_161);
        assert_eq!(places[0].country, *b"ML");
        assert_eq!(&*places[0].admin1, "09");
        assert!(places[0].all_names().any(|name| name == "Kawkaw"));
    }

    #[test]
    fn bad_lines_are_told_and_left_out() {
        let text = format!("too\tshort\n{}{GAO}", GAO.replace("16.27167", "north"));
        let (places, faults) = read("ML.txt", text.as_bytes());
        assert_eq!(places.len(), 1);
        assert_eq!(
            faults.iter().map(|f| (f.line, f.kind)).collect::<Vec<_>>(),
            [(1, FaultKind::Syntax), (2, FaultKind::BadValue)]
        );
    }

    #[test]
    fn a_flood_of_faults_is_cut() {
        let (_, faults) = read("x.txt", "short\n".repeat(1000).as_bytes());
        assert_eq!(faults.len(), MOST_FAULTS);
    }
}
