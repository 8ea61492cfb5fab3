//! Files of rulings to rulings, and a fault for each that cannot be obeyed.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::super::toml_file::{parsed, place, text_of};
use super::super::{Fault, FaultKind};
use super::conflict::without_conflicts;
use super::form::RulingForm;
use super::{Decision, Ruling, Warrant};
use crate::claim::{Location, ValueError};

/// The table of each ruling, whatever it holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    #[serde(default)]
    ruling: Vec<Spanned<toml::Value>>,
}

/// A file of good rulings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulingsFile {
    #[serde(default, rename = "ruling")]
    _rulings: Vec<RulingForm>,
}

const SHAPE: &str = "a ruling begins with [[ruling]], decides one thing, and has by, on and why";

/// Reads the rulings of these files, sorted by id, each once. One with a fault is left out, and so are
/// rulings that contradict each other, all of them.
pub(in super::super) fn read(paths: &[PathBuf]) -> (Vec<Ruling>, Vec<Fault>) {
    let (mut rulings, mut faults) = (Vec::new(), Vec::new());
    for path in paths {
        let file = Arc::from(path.to_string_lossy());
        match text_of(path, &file) {
            Ok(text) => {
                let (own, more) = written_in(&text, &file);
                rulings.extend(own);
                faults.extend(more);
            }
            Err(fault) => faults.push(fault),
        }
    }
    rulings.sort_by(|x, y| (&x.id, &x.location).cmp(&(&y.id, &y.location)));
    rulings.dedup_by(|x, y| x.id == y.id);
    let kept = without_conflicts(rulings, &mut faults);
    (kept, faults)
}

/// Reads rulings from memory, each by itself; `name` stands for the file in faults.
pub fn read_rulings(name: &str, text: &str) -> (Vec<Ruling>, Vec<Fault>) {
    written_in(text, &Arc::from(name))
}

fn written_in(text: &str, file: &Arc<str>) -> (Vec<Ruling>, Vec<Fault>) {
    let (mut rulings, mut faults) = (Vec::new(), Vec::new());
    let tables = match parsed::<Tables>(text, file, SHAPE) {
        Ok(tables) => tables.ruling,
        Err(fault) => return (rulings, vec![fault]),
    };
    let starts: Vec<usize> = tables.iter().map(|table| table.span().start).collect();
    for (number, table) in tables.into_iter().enumerate() {
        let start = starts[number];
        let end = starts.get(number + 1).copied().unwrap_or(text.len());
        let (line, column) = place(text, start);
        let location = Location {
            file: Arc::clone(file),
            line,
        };
        match of_table(table.into_inner(), text, start..end, file) {
            Ok((decision, warrant)) => {
                rulings.push(Ruling::new(decision, warrant, location, column));
            }
            Err(fault) => faults.push(fault),
        }
    }
    (rulings, faults)
}

/// What the table of one ruling says, which stands at those bytes of its file.
fn of_table(
    table: toml::Value,
    text: &str,
    at: std::ops::Range<usize>,
    file: &Arc<str>,
) -> Result<(Decision, Warrant), Fault> {
    let start = at.start;
    let form: RulingForm = table.try_into().map_err(|error: toml::de::Error| {
        // Read by itself it says where in it the fault is.
        let own = text.get(at).map(toml::from_str::<RulingsFile>);
        let within = own.and_then(Result::err).and_then(|error| error.span());
        let place = place(text, start + within.map_or(0, |span| span.start));
        let error = ValueError::new(error.message()).hint(SHAPE);
        Fault::at(file, place, FaultKind::Syntax, error)
    })?;
    form.meant().map_err(|(field, kind, error)| {
        let fault = Fault::at(file, place(text, start), kind, error);
        if field.is_empty() {
            fault
        } else {
            fault.in_field(field)
        }
    })
}
