//! Plain claims: who says which value of what, one a row, with the columns `source`, `object` and
//! `value`; and hierarchies of values, with the columns `child` and `parent`.

use std::path::Path;
use std::sync::Arc;

use hashbrown::HashMap;

use super::lines::line_fault;
use super::plain::{Plain, Record};
use super::problem::shortened;
use super::{Fault, FaultKind};

/// Plain claims with the names of what their numbers stand for, each list sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Triples {
    /// Who claims.
    pub sources: Vec<String>,
    /// Of what.
    pub objects: Vec<String>,
    /// What.
    pub values: Vec<String>,
    /// Numbers of source, object and value, sorted.
    pub rows: Vec<[u32; 3]>,
    /// Of which objects the truth is known: numbers of object and value, sorted.
    pub known: Vec<(u32, u32)>,
}

/// How a value is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// As it stands, without the blanks around it.
    Text,
    /// As a number: `1,200`, `1200` and `1200.0` are one.
    Number,
    /// As names between semicolons, in any order: `Kumar; Rossi` and `rossi;kumar` are one.
    Names,
}

/// Reads plain claims from a file (`-`: standard input), and what is known to be true from another,
/// with all that is wrong with them.
pub fn read_triples(path: &Path, known: Option<&Path>, reading: Reading) -> (Triples, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut opened = |path| Plain::open(path).map_err(|fault| faults.push(fault)).ok();
    let table = opened(path);
    let known = known.and_then(opened);
    let (read, more) = table.map_or_else(Default::default, |table| {
        triples(&table, known.as_ref(), reading)
    });
    faults.extend(more);
    (read, faults)
}

/// Reads plain claims from memory; `name` stands for the file in faults.
///
/// ```
/// use rashomon::ingest::{Reading, triples_from};
///
/// let (read, faults) = triples_from("c.csv", b"source,object,value\na,x,1\nb,x,1.0\n", Reading::Number);
/// assert!(faults.is_empty());
/// assert_eq!(read.values, ["1"]);
/// assert_eq!(read.rows, [[0, 0, 0], [1, 0, 0]]);
/// ```
pub fn triples_from(name: &str, bytes: &[u8], reading: Reading) -> (Triples, Vec<Fault>) {
    triples(
        &Plain::new(Arc::from(name), bytes.to_vec(), false),
        None,
        reading,
    )
}

/// Reads pairs of a value and the one above it.
pub fn read_hierarchy(path: &Path) -> (Vec<(String, String)>, Vec<Fault>) {
    match Plain::open(path) {
        Ok(table) => {
            let (mut pairs, mut faults) = (Vec::new(), Vec::new());
            table.rows(["child", "parent"], &mut faults, |record, _| {
                pairs.push((trimmed(&record.cells[0]), trimmed(&record.cells[1])));
            });
            (pairs, faults)
        }
        Err(fault) => (Vec::new(), vec![fault]),
    }
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

fn triples(table: &Plain, known: Option<&Plain>, reading: Reading) -> (Triples, Vec<Fault>) {
    let (mut names, mut faults) = (<[Names; 3]>::default(), Vec::new());
    let mut rows = Vec::new();
    table.rows(COLUMNS, &mut faults, |record, faults| {
        match value(&record, COLUMNS, reading) {
            Ok(value) => rows.push([
                names[0].number(record.cells[0].trim()),
                names[1].number(record.cells[1].trim()),
                names[2].number(&value),
            ]),
            Err(refused) => faults.push(fault(table, &record, COLUMNS, refused)),
        }
    });
    let known = match known {
        Some(table) => truths(table, reading, &mut names, &mut faults),
        None => Vec::new(),
    };
    (sorted(names, rows, known), faults)
}

const COLUMNS: [&str; 3] = ["source", "object", "value"];
const OF_KNOWN: [&str; 2] = ["object", "value"];

/// What is known to be true, one object a row. What nobody claims anything of is of no use, which is
/// said; of two truths of one object the first is kept.
fn truths(
    table: &Plain,
    reading: Reading,
    names: &mut [Names; 3],
    faults: &mut Vec<Fault>,
) -> Vec<(u32, u32)> {
    let mut known: HashMap<u32, (u32, u32)> = HashMap::new();
    table.rows(OF_KNOWN, faults, |record, faults| {
        let mut refuse = |refused| faults.push(fault(table, &record, OF_KNOWN, refused));
        let text = match value(&record, OF_KNOWN, reading) {
            Ok(text) => text,
            Err(refused) => return refuse(refused),
        };
        let object = record.cells[0].trim();
        let Some(number) = names[1].known(object) else {
            let message = format!("no claim is of `{}`", shortened(object));
            let hint = "name an object as the claims do".to_owned();
            return refuse((0, FaultKind::BadValue, message, hint));
        };
        let value = names[2].number(&text);
        let line = record.place(1).0;
        match known.get(&number) {
            Some((before, _)) if *before == value => {}
            Some((_, first)) => {
                let message = format!(
                    "`{}` is known to be something else in line {first}, which is kept",
                    shortened(object)
                );
                let hint = "delete one of the rows".to_owned();
                refuse((1, FaultKind::DuplicateId, message, hint));
            }
            None => {
                known.insert(number, (value, line));
            }
        }
    });
    known
        .into_iter()
        .map(|(object, (value, _))| (object, value))
        .collect()
}

fn fault<const N: usize>(
    table: &Plain,
    record: &Record<'_, N>,
    columns: [&str; N],
    (column, kind, message, hint): Refused,
) -> Fault {
    let mut fault = line_fault(&table.file, record.place(column), kind, message);
    fault.field = Some(columns[column].to_owned());
    fault.hint = Some(hint);
    fault
}

type Refused = (usize, FaultKind, String, String);

/// The value of a row, in the one form that all its spellings share.
fn value<const N: usize>(
    record: &Record<'_, N>,
    columns: [&str; N],
    reading: Reading,
) -> Result<String, Refused> {
    if let Some(column) = record.cells.iter().position(|c| c.trim().is_empty()) {
        let message = "the cell is empty".to_owned();
        let hint = "fill it, or leave the row out".to_owned();
        return Err((column, FaultKind::MissingField, message, hint));
    }
    let last = columns.len() - 1;
    let text = record.cells[last].trim();
    match reading {
        Reading::Text => Ok(text.to_owned()),
        Reading::Names => {
            names(text).map_err(|(message, hint)| (last, FaultKind::BadValue, message, hint))
        }
        Reading::Number => number(text)
            .map(|number| number.to_string())
            .ok_or_else(|| {
                let message = format!("`{}` is no number", shortened(text));
                let hint = "write it in digits, as 1200 or 0.5; or say `--type term`".to_owned();
                (last, FaultKind::BadValue, message, hint)
            }),
    }
}

/// Names between semicolons: each once, in small letters, sorted.
fn names(text: &str) -> Result<String, (String, String)> {
    let mut names: Vec<String> = text
        .split(';')
        .map(|name| {
            name.split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase()
        })
        .filter(|name| !name.is_empty())
        .collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        let hint = "write names with semicolons between them".to_owned();
        return Err(("there is no name in it".to_owned(), hint));
    }
    Ok(names.join(";"))
}

/// A finite number, with or without commas between groups of three digits.
fn number(text: &str) -> Option<f64> {
    let plain = text.replace('−', "-");
    let whole = plain.split('.').next().unwrap_or_default();
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next().unwrap_or_default().len();
    let mut grouped = false;
    for group in groups {
        grouped = true;
        if group.len() != 3 || !(1..=3).contains(&first) {
            return None;
        }
    }
    let digits = if grouped {
        plain.replace(',', "")
    } else {
        plain
    };
    let number: f64 = digits.parse().ok()?;
    // No negative zero: it would print as another value.
    number.is_finite().then_some(number + 0.0)
}

/// Names in the order in which they came.
#[derive(Debug, Default)]
struct Names(HashMap<String, u32>);

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry_ref(name).or_insert(next)
    }

    fn known(&self, name: &str) -> Option<u32> {
        self.0.get(name).copied()
    }

    /// The names, sorted, and the new number of each.
    fn sorted(self) -> (Vec<String>, Vec<u32>) {
        let mut names: Vec<(String, u32)> = self.0.into_iter().collect();
        names.sort_unstable();
        let mut numbers = vec![0; names.len()];
        for (new, (_, old)) in names.iter().enumerate() {
            numbers[*old as usize] = new as u32;
        }
        (names.into_iter().map(|(name, _)| name).collect(), numbers)
    }
}

fn sorted(names: [Names; 3], mut rows: Vec<[u32; 3]>, mut known: Vec<(u32, u32)>) -> Triples {
    let [(sources, source), (objects, object), (values, value)] = names.map(Names::sorted);
    for row in &mut rows {
        *row = [
            source[row[0] as usize],
            object[row[1] as usize],
            value[row[2] as usize],
        ];
    }
    for pair in &mut known {
        *pair = (object[pair.0 as usize], value[pair.1 as usize]);
    }
    rows.sort_unstable();
    known.sort_unstable();
    Triples {
        sources,
        objects,
        values,
        rows,
        known,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number_are_one_value() {
        for (text, read) in [
            ("1,200", Some(1200.0)),
            ("1200.0", Some(1200.0)),
            ("-3.5", Some(-3.5)),
            ("−2", Some(-2.0)),
            ("-0", Some(0.0)),
            ("1,20", None),
            ("12,0000", None),
            ("1234,567", None),
            ("about 5", None),
            ("NaN", None),
            ("inf", None),
            ("", None),
        ] {
            assert_eq!(number(text), read, "{text}");
        }
        assert_eq!(number("-0").map(f64::to_bits), Some(0.0_f64.to_bits()));
    }

    #[test]
    fn names_come_in_any_order_and_letters() {
        assert_eq!(
            names("Rossi;  Kumar ;kumar").ok().as_deref(),
            Some("kumar;rossi")
        );
        assert!(names(" ; ").is_err());
    }

    #[test]
    fn every_fault_says_where_and_how_to_mend_it() {
        let text = b"object,value,source\nx,1,a\nx,many,b\n\"y\",,c\n\"z, 2\",\"1,000\",d\nx,1\n";
        let (read, faults) = triples_from("c.csv", text, Reading::Number);
        assert_eq!(read.rows.len(), 2);
        assert_eq!(read.objects, ["x", "z, 2"]);
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(
            said[0].starts_with("c.csv:3:3: error: value: `many` is no number"),
            "{said:?}"
        );
        assert!(
            said[1].starts_with("c.csv:4:5: error: value: the cell is empty"),
            "{said:?}"
        );
        assert!(
            said[2].starts_with("c.csv:6: error: the row has 2 cells"),
            "{said:?}"
        );
        assert!(said.iter().all(|fault| fault.contains("help: ")));
    }

    #[test]
    fn a_file_without_its_columns_or_rows_is_named() {
        let (_, faults) = triples_from("c.csv", b"who,object,value\na,b,c\n", Reading::Text);
        assert_eq!(
            (faults[0].kind, faults[0].line),
            (FaultKind::MissingField, 1)
        );
        assert!(faults[0].hint.as_deref().is_some_and(|h| h.contains("who")));
        let (_, faults) = triples_from("c.csv", b"\n", Reading::Text);
        assert_eq!(faults[0].kind, FaultKind::Empty);
    }

    #[test]
    fn the_order_of_rows_changes_nothing() {
        let one = b"source,object,value\na,x,q\nb,y,p\n";
        let other = b"value,source,object\np,b,y\nq,a,x\n";
        assert_eq!(
            triples_from("c", one, Reading::Text),
            triples_from("c", other, Reading::Text)
        );
    }
}
