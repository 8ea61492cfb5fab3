//! What the columns of a table are: `mapping*.toml`, and the mappings that come with the program.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::super::json::advance;
use super::super::open::{Packing, open, reading_fault, whole};
use super::super::{Fault, FaultKind, TableReading};
use super::cells::DateOrder;
use super::grid::Grid;
use crate::claim::ValueError;
use crate::codebook::{Codebook, ValueType};

/// What a table's columns say, field by field.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mapping {
    /// What the mapping is of, for people.
    #[serde(default)]
    pub(super) about: String,
    /// Names of the files it is for, with `*` for any letters; all where absent.
    #[serde(default)]
    pub(super) files: Vec<String>,
    /// Columns by which a table is known where nobody names a mapping.
    #[serde(default)]
    pub(super) known_by: Vec<String>,
    /// The order of day and month, where columns do not prove it.
    pub(super) dates: Option<DateOrder>,
    /// Columns whose blank cells repeat the cell above.
    #[serde(default)]
    pub(super) fill_down: Vec<String>,
    /// Fields of the claims format (columns of the table form), and what fills them.
    #[serde(default)]
    pub(super) columns: BTreeMap<String, Cell>,
    /// Assertions that each row makes: a wide row makes several.
    #[serde(default, rename = "assertion")]
    pub(super) assertions: Vec<BTreeMap<String, Cell>>,
    /// By the name of a column: what its values are called in the claims format.
    #[serde(default)]
    pub(super) values: BTreeMap<String, BTreeMap<String, String>>,
    /// By the name of a column: values whose rows are left out.
    #[serde(default)]
    pub(super) leave_out: BTreeMap<String, Vec<String>>,
    /// By the name of a column: the values whose rows alone are read.
    #[serde(default)]
    pub(super) only: BTreeMap<String, Vec<String>>,
}

/// What fills a field.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    /// What a column says.
    Column(String),
    /// What several columns say, as a list.
    Columns(Vec<String>),
    /// Something made from columns.
    Made(Box<Made>),
}

/// Something made from columns, or the same for every row.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Made {
    /// The same for every row.
    pub(super) is: Option<String>,
    /// Columns of a date's parts.
    pub(super) year: Option<String>,
    pub(super) month: Option<String>,
    pub(super) day: Option<String>,
    /// Columns of the first and the last day.
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    /// Columns of a number's bounds.
    pub(super) low: Option<String>,
    pub(super) best: Option<String>,
    pub(super) high: Option<String>,
    /// Columns whose numbers are added up.
    #[serde(default)]
    pub(super) sum: Vec<String>,
}

impl Made {
    /// Whether it is a number between bounds.
    pub(super) fn is_range(&self) -> bool {
        self.low.is_some() || self.best.is_some() || self.high.is_some()
    }
}

impl Cell {
    /// The columns that it reads.
    pub(super) fn reads(&self) -> Vec<&str> {
        match self {
            Self::Column(column) => vec![column],
            Self::Columns(columns) => columns.iter().map(String::as_str).collect(),
            Self::Made(made) => {
                let parts = [&made.year, &made.month, &made.day, &made.from, &made.to];
                let bounds = [&made.low, &made.best, &made.high];
                let parts = parts.into_iter().chain(bounds).flatten();
                parts.chain(&made.sum).map(String::as_str).collect()
            }
        }
    }
}

impl Mapping {
    /// The columns that whole numbers are read from, as far as the assertions say of what.
    pub(super) fn counts(&self, codebook: &Codebook) -> impl Iterator<Item = &str> {
        let is_count = move |assertion: &&BTreeMap<String, Cell>| {
            let Some(Cell::Made(made)) = assertion.get("attribute") else {
                return false;
            };
            let attribute = made.is.as_deref().and_then(|is| codebook.attribute_id(is));
            attribute.is_some_and(|id| codebook.attribute(id).value_type == ValueType::Count)
        };
        let counted = self.assertions.iter().filter(is_count);
        counted
            .filter_map(|assertion| assertion.get("value"))
            .flat_map(Cell::reads)
    }

    /// Every column that it reads.
    pub(super) fn reads(&self) -> Vec<&str> {
        let fields = self.columns.values();
        let asserted = self.assertions.iter().flat_map(BTreeMap::values);
        let named = self
            .values
            .keys()
            .chain(self.leave_out.keys())
            .chain(self.only.keys());
        let mut reads: Vec<&str> = fields.chain(asserted).flat_map(Cell::reads).collect();
        reads.extend(named.chain(&self.fill_down).map(String::as_str));
        reads
    }

    /// The columns that it reads and the grid does not have.
    pub(super) fn lacking<'m>(&'m self, grid: &Grid) -> Vec<&'m str> {
        let mut lacking = self.reads();
        lacking.retain(|column| grid.column(column).is_none());
        lacking.sort_unstable();
        lacking.dedup();
        lacking
    }

    /// Whether it is meant for a file of that name.
    fn is_for(&self, name: &str) -> bool {
        self.files.is_empty() || self.files.iter().any(|pattern| matches(pattern, name))
    }
}

/// Whether a name is what a pattern says, in which `*` stands for any letters.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|name| {
            let mut ends = name.char_indices().map(|(i, _)| i).chain([name.len()]);
            ends.any(|i| matches(rest, &name[i..]))
        }),
    }
}

/// A mapping that somebody wrote, and where.
#[derive(Debug, Clone)]
pub(crate) struct WrittenMapping {
    file: Arc<str>,
    folder: PathBuf,
    pub(super) mapping: Mapping,
}

/// Mappings that people wrote.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mappings {
    /// Named on the command line: for every table that is not in the table form.
    named: Vec<WrittenMapping>,
    /// Found beside tables: for those of their folder.
    beside: Vec<WrittenMapping>,
    /// The order of day and month, where columns do not prove it and no mapping tells it.
    pub(super) dates: Option<DateOrder>,
}

impl Mappings {
    /// Reads the files; one with a fault is left out.
    pub(crate) fn read(told: &TableReading, beside: &[PathBuf]) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut all = |paths: &[PathBuf]| {
            let read = paths.iter().map(|path| written(path));
            let mut good = Vec::new();
            for read in read {
                match read {
                    Ok(mapping) => good.push(mapping),
                    Err(fault) => faults.push(fault),
                }
            }
            good
        };
        let (named, beside) = (all(&told.mappings), all(beside));
        let mappings = Self {
            named,
            beside,
            dates: told.dates,
        };
        (mappings, faults)
    }

    /// The mapping that somebody wrote for a table, and the file that it stands in.
    pub(in crate::ingest) fn of(&self, table: &Path) -> Option<(&Mapping, &str)> {
        let name = table.file_name()?.to_string_lossy();
        let folder = table.parent().unwrap_or(Path::new(""));
        let mut named = self.named.iter();
        let mut beside = self.beside.iter();
        named
            .find(|written| written.mapping.is_for(&name))
            .or_else(|| beside.find(|w| w.folder == folder && w.mapping.is_for(&name)))
            .map(|written| (&written.mapping, &*written.file))
    }
}

fn written(path: &Path) -> Result<WrittenMapping, Fault> {
    let file: Arc<str> = Arc::from(path.to_string_lossy());
    let failed = |error| reading_fault(&file, &error, Packing::Plain);
    let (bytes, failure) = whole(open(path, Packing::Plain).map_err(failed)?);
    failure.map_or(Ok(()), |error| Err(failed(error)))?;
    let text = crate::text::decode(&bytes);
    let mapping = toml::from_str(&text).map_err(|error| {
        let span = error.span().unwrap_or_default();
        let place = advance((1, 1), &text.as_bytes()[..span.start.min(text.len())]);
        let error =
            ValueError::new(error.message()).hint("`rashomon map TABLE` writes one to begin with");
        Fault::at(&file, place, FaultKind::Syntax, error)
    })?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok(WrittenMapping {
        file,
        folder,
        mapping,
    })
}

/// The mapping that comes with the program for a table with these columns.
pub(super) fn ready(grid: &Grid) -> Option<Mapping> {
    let known = |mapping: &Mapping| {
        let mut columns = mapping.known_by.iter();
        columns.all(|column| grid.column(column).is_some())
    };
    READY
        .iter()
        .filter_map(|text| toml::from_str::<Mapping>(text).ok())
        .find(|mapping| known(mapping) && mapping.lacking(grid).is_empty())
}

/// The mappings that come with the program, the more particular first.
const READY: [&str; 13] = [
    include_str!("ready/ucdp-ged.toml"),
    include_str!("ready/acled.toml"),
    include_str!("ready/gtd.toml"),
    include_str!("ready/gdelt.toml"),
    include_str!("ready/viina.toml"),
    include_str!("ready/gva.toml"),
    include_str!("ready/mpv.toml"),
    include_str!("ready/usgs.toml"),
    include_str!("ready/emsc.toml"),
    include_str!("ready/em-dat.toml"),
    include_str!("ready/em-dat-old.toml"),
    include_str!("ready/airwars.toml"),
    include_str!("ready/ibc.toml"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ready_mapping_can_be_read_and_knows_its_table() {
        for text in READY {
            let mapping: Mapping = toml::from_str(text).unwrap();
            assert!(
                !mapping.about.is_empty() && mapping.known_by.len() > 2,
                "{text}"
            );
            assert!(mapping.files.is_empty());
            assert!(mapping.columns.contains_key("outlet"), "{text}");
        }
    }

    #[test]
    fn a_pattern_stands_for_names() {
        assert!(
            matches("*.csv", "a.csv") && matches("a*b*", "axxbyy") && matches("a.csv", "a.csv")
        );
        assert!(!matches("*.csv", "a.tsv") && !matches("a", "ab"));
    }
}
