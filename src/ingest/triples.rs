//! Plain claims: who says which value of what, one a row, with the columns `source`, `object` and
//! `value`; and hierarchies of values, with the columns `child` and `parent`.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use hashbrown::HashMap;

use super::open::Form;
use super::problem::shortened;
use super::table::{CellTable, TableRow};
use super::{Fault, FaultKind};
use crate::claim::ValueError;
use crate::text;

/// Plain claims with the names of what their numbers stand for, as most rows write each; sorted by the
/// form that all spellings of one share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Triples {
    /// Who claims.
    pub sources: Vec<String>,
    /// Of what.
    pub objects: Vec<String>,
    /// What, in the form that all spellings share: to be read as what it is.
    pub values: Vec<String>,
    /// What, as it is written: to be printed.
    pub written: Vec<String>,
    /// Numbers of source, object and value, sorted.
    pub rows: Vec<[u32; 3]>,
    /// Of which objects the truth is known: numbers of object and value, sorted.
    pub known: Vec<(u32, u32)>,
}

/// How a value is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// As a name: case, kinds of blanks and what is invisible part none.
    Text,
    /// As a number with all of its digits: `1,200`, `1200` and `1200.0` are one.
    Number,
    /// As names between semicolons, in any order: `Kumar; Rossi` and `rossi;kumar` are one.
    Names,
}

/// Reads plain claims from a file (`-`: standard input), and what is known to be true from another,
/// with all that is wrong with them.
pub fn read_triples(path: &Path, known: Option<&Path>, reading: Reading) -> (Triples, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut opened = |path| {
        CellTable::open(path)
            .map_err(|fault| faults.push(fault))
            .ok()
    };
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
    let (table, _) = CellTable::read(&Arc::from(name), Form::Csv, bytes);
    triples(&table, None, reading)
}

/// Reads pairs of a value and the one above it, each as [`Triples::values`] has it.
pub fn read_hierarchy(path: &Path) -> (Vec<(String, String)>, Vec<Fault>) {
    let (mut pairs, mut faults) = (Vec::new(), Vec::new());
    match CellTable::open(path) {
        Ok(table) => table.each(["child", "parent"], &mut faults, |row, columns, _| {
            let [child, parent] = columns.map(|column| text::key(&row.cell(column)));
            pairs.push((child, parent));
        }),
        Err(fault) => faults.push(fault),
    }
    (pairs, faults)
}

const COLUMNS: [&str; 3] = ["source", "object", "value"];
const OF_KNOWN: [&str; 2] = ["object", "value"];

fn triples(
    table: &CellTable,
    known: Option<&CellTable>,
    reading: Reading,
) -> (Triples, Vec<Fault>) {
    let (mut names, mut faults) = (<[Names; 3]>::default(), Vec::new());
    let mut rows = Vec::new();
    table.each(COLUMNS, &mut faults, |row, columns, faults| {
        match value(row, columns, reading) {
            Ok(value) => {
                let [source, object, said] = columns.map(|column| row.cell(column));
                rows.push([
                    names[0].number(&text::key(&source), &source),
                    names[1].number(&text::clean(&object), &object),
                    names[2].number(&value, &said),
                ]);
            }
            Err(refused) => faults.push(fault(table, row, (columns, COLUMNS), refused)),
        }
    });
    let known = match known {
        Some(table) => truths(table, reading, &mut names, &mut faults),
        None => Vec::new(),
    };
    (sorted(names, rows, known), faults)
}

/// What is known to be true, one object a row. What nobody claims anything of is of no use, which is
/// said; of two truths of one object the first is kept.
fn truths(
    table: &CellTable,
    reading: Reading,
    names: &mut [Names; 3],
    faults: &mut Vec<Fault>,
) -> Vec<(u32, u32)> {
    let mut known: HashMap<u32, (u32, u32)> = HashMap::new();
    table.each(OF_KNOWN, faults, |row, columns, faults| {
        let mut read = || {
            let text = value(row, columns, reading)?;
            let [object, said] = columns.map(|column| row.cell(column));
            let shown = shortened(object.trim());
            let number = names[1].known(&text::clean(&object)).ok_or_else(|| {
                let error = ValueError::new(format!("no claim is of `{shown}`"));
                let error = error.hint("name an object as the claims do");
                (0, FaultKind::BadValue, error)
            })?;
            let value = names[2].number(&text, &said);
            let (first, line) = *known.entry(number).or_insert((value, row.line));
            if first == value {
                return Ok(());
            }
            let message =
                format!("`{shown}` is known to be something else in line {line}, which is kept");
            let error = ValueError::new(message).hint("delete one of the rows");
            Err((1, FaultKind::DuplicateId, error))
        };
        if let Err(refused) = read() {
            faults.push(fault(table, row, (columns, OF_KNOWN), refused));
        }
    });
    let pair = |(object, (value, _))| (object, value);
    known.into_iter().map(pair).collect()
}

/// What is wrong with a row: which of the columns wanted it is, and what.
type Refused = (usize, FaultKind, ValueError);

fn fault<const N: usize>(
    table: &CellTable,
    row: &TableRow,
    (columns, names): ([usize; N], [&str; N]),
    (column, kind, error): Refused,
) -> Fault {
    let place = row.place(columns[column]);
    Fault::at(&table.file, place, kind, error).in_field(names[column])
}

/// The value of a row, in the one form that all its spellings share.
fn value<const N: usize>(
    row: &TableRow,
    columns: [usize; N],
    reading: Reading,
) -> Result<String, Refused> {
    let empty = |column: &usize| text::clean(&row.cell(*column)).is_empty();
    if let Some(column) = columns.iter().position(empty) {
        let error = ValueError::new("the cell is empty").hint("fill it, or leave the row out");
        return Err((column, FaultKind::MissingField, error));
    }
    let cell = row.cell(columns[N - 1]);
    let text = &*text::clean(&cell);
    let (read, message, hint) = match reading {
        Reading::Text => return Ok(text::key(text)),
        Reading::Names => {
            let hint = "write names with semicolons between them";
            (names(text), "there is no name in it".to_owned(), hint)
        }
        Reading::Number => {
            let message = format!("`{}` is no number", shortened(text));
            let hint = "write it in digits, as 1200 or 0.5; or say `--type term`";
            (number(text), message, hint)
        }
    };
    let error = || ValueError::new(message).hint(hint);
    read.ok_or_else(|| (N - 1, FaultKind::BadValue, error()))
}

/// Names between semicolons: each once, in small letters, sorted.
fn names(text: &str) -> Option<String> {
    let mut names: Vec<String> = text.split(';').map(text::key).collect();
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    (!names.is_empty()).then(|| names.join(";"))
}

/// A finite number, with or without commas between groups of three digits: its digits without what
/// makes no difference. All of them are kept, where there is no exponent.
fn number(text: &str) -> Option<String> {
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
    let number: f64 = digits.parse().ok().filter(|n: &f64| n.is_finite())?;
    if digits.contains(['e', 'E']) {
        // No negative zero: it would print as another value.
        return Some((number + 0.0).to_string());
    }
    let unsigned = digits.trim_start_matches(['-', '+']);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let sign = if digits.starts_with('-') && !(whole.is_empty() && part.is_empty()) {
        "-"
    } else {
        ""
    };
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if part.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{part}"))
}

/// Names in the order in which they came, by the form that all spellings of one share.
#[derive(Debug, Default)]
struct Names(HashMap<String, Spelt>);

/// A name: its number, and how often it is spelt how.
#[derive(Debug)]
struct Spelt {
    number: u32,
    spellings: Vec<(String, u32)>,
}

impl Names {
    fn number(&mut self, name: &str, spelling: &str) -> u32 {
        let next = self.0.len() as u32;
        let known = self.0.entry_ref(name).or_insert_with(|| Spelt {
            number: next,
            spellings: Vec::with_capacity(1),
        });
        match known.spellings.iter_mut().find(|(s, _)| s == spelling) {
            Some((_, count)) => *count += 1,
            None => known.spellings.push((spelling.to_owned(), 1)),
        }
        known.number
    }

    fn known(&self, name: &str) -> Option<u32> {
        self.0.get(name).map(|known| known.number)
    }

    /// The names, sorted, each as most write it, and the new number of each.
    fn sorted(self) -> SortedNames {
        let mut names: Vec<(String, Spelt)> = self.0.into_iter().collect();
        names.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut sorted = SortedNames {
            numbers: vec![0; names.len()],
            ..SortedNames::default()
        };
        for (new, (name, spelt)) in names.into_iter().enumerate() {
            sorted.numbers[spelt.number as usize] = new as u32;
            // Of equals the common form, then the first in order.
            let rank =
                |(text, count): &(String, u32)| (*count, *text == name, Reverse(text.clone()));
            let most = spelt.spellings.into_iter().max_by_key(rank);
            sorted
                .written
                .push(most.map_or_else(String::new, |(text, _)| text));
            sorted.names.push(name);
        }
        sorted
    }
}

#[derive(Debug, Default)]
struct SortedNames {
    names: Vec<String>,
    written: Vec<String>,
    numbers: Vec<u32>,
}

fn sorted(names: [Names; 3], mut rows: Vec<[u32; 3]>, mut known: Vec<(u32, u32)>) -> Triples {
    let [source, object, value] = names.map(Names::sorted);
    for row in &mut rows {
        *row = [
            source.numbers[row[0] as usize],
            object.numbers[row[1] as usize],
            value.numbers[row[2] as usize],
        ];
    }
    for pair in &mut known {
        *pair = (
            object.numbers[pair.0 as usize],
            value.numbers[pair.1 as usize],
        );
    }
    rows.sort_unstable();
    known.sort_unstable();
    Triples {
        sources: source.written,
        objects: object.written,
        values: value.names,
        written: value.written,
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
            ("1,200", Some("1200")),
            ("1200.0", Some("1200")),
            ("-03.50", Some("-3.5")),
            ("−2", Some("-2")),
            ("-0", Some("0")),
            ("+.5", Some("0.5")),
            ("1e3", Some("1000")),
            ("18446744073709551615", Some("18446744073709551615")),
            ("0.123456789012345", Some("0.123456789012345")),
            ("1,20", None),
            ("12,0000", None),
            ("1234,567", None),
            ("about 5", None),
            ("NaN", None),
            ("inf", None),
            ("", None),
        ] {
            assert_eq!(number(text).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn names_come_in_any_order_and_letters() {
        assert_eq!(
            names("Rossi;  Kumar ;kumar").as_deref(),
            Some("kumar;rossi")
        );
        assert!(names(" ; ").is_none());
    }

    #[test]
    fn names_come_out_as_they_went_in() {
        let text = "source,object,value\nReuters,a\u{a0}b ,\"1,200\"\nREUTERS ,a b,\"1,200\"\nReuters\u{200b},a b,1200\n";
        let (read, faults) = triples_from("c.csv", text.as_bytes(), Reading::Number);
        assert_eq!(faults, []);
        assert_eq!((read.sources.len(), read.rows.len()), (1, 3));
        assert_eq!(read.objects, ["a b"]);
        assert_eq!((&*read.values[0], &*read.written[0]), ("1200", "1,200"));
        let (read, _) = triples_from("c.csv", b"source,object,value\nA, x,Red\n", Reading::Text);
        assert_eq!((&*read.objects[0], &*read.written[0]), (" x", "Red"));
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
