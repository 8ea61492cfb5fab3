//! Adds a ruling to a file: whole or not at all, one writer at a time, with the comments and the order of
//! what stands there.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml_edit::{
    Array, ArrayOfTables, Datetime, DocumentMut, InlineTable, Item, Table, Value, value,
};

use super::super::toml_file::{place, text_of};
use super::super::{Fault, FaultKind, Found};
use super::conflict::against;
use super::{Decision, Ruling, Subject, Warrant, read_rulings};
use crate::claim::{Location, ValueError};
use crate::whole_file;

/// The name of the file that rulings go into where there is none.
const FILE: &str = "rulings.toml";

/// The file that a ruling on claims goes into: the only one that lies beside them; a new one where there
/// is none.
///
/// # Errors
/// Where several lie there, and none of them has the common name.
pub fn file_for(found: &Found, first: &Path) -> Result<PathBuf, ValueError> {
    let is_common = |path: &&PathBuf| path.file_name().is_some_and(|name| name == FILE);
    match &*found.rulings {
        [] if first.is_dir() => Ok(first.join(FILE)),
        [] => Ok(whole_file::folder_of(first).join(FILE)),
        [one] => Ok(one.clone()),
        several => several.iter().find(is_common).cloned().ok_or_else(|| {
            let names: Vec<String> = several.iter().map(|p| p.display().to_string()).collect();
            ValueError::new(format!("there are several: {}", names.join(", ")))
                .hint("say which with --file")
        }),
    }
}

/// Adds a ruling to a file, which need not be there; `others` are the other files of rulings that are read
/// with it. A ruling that stands there already is not written again.
///
/// # Errors
/// Where a file cannot be read or written, or the ruling contradicts one that stands: then nothing is
/// written.
pub fn append(
    path: &Path,
    others: &[PathBuf],
    decision: &Decision,
    warrant: &Warrant,
) -> Result<Ruling, Fault> {
    changed(path, |file, before| {
        let after =
            with(before, decision, warrant).map_err(|error| broken(file, before, &error))?;
        let ruling = checked(file, &after, others, decision, warrant)?;
        let stands = read_rulings(file, before).0;
        let known = stands.into_iter().find(|known| known.id == ruling.id);
        Ok(match known {
            Some(known) => (known, None),
            None => (ruling, Some(after)),
        })
    })
}

/// Takes a ruling out of a file again; comments and what else stands there stay. A file that holds nothing any
/// more is removed.
///
/// # Errors
/// Where the file cannot be read or written, or does not hold the ruling: then nothing is written.
pub fn take_out(path: &Path, ruling: &Ruling) -> Result<(), Fault> {
    changed(path, |file, before| {
        let after = without(before, &ruling.id).map_err(|error| broken(file, before, &error))?;
        let after = after.ok_or_else(|| {
            let what = format!("{} is not there any more", ruling.id);
            let error = ValueError::new(what).hint("somebody else took it out");
            Fault::of_file(file, FaultKind::Stale, error)
        })?;
        Ok(((), Some(after)))
    })
}

/// Puts into a file what `change` makes of it, whole or not at all, while nobody else writes there. One that is
/// not there is as good as empty, and the other way round.
fn changed<T>(
    path: &Path,
    change: impl FnOnce(&Arc<str>, &str) -> Result<(T, Option<String>), Fault>,
) -> Result<T, Fault> {
    let file: Arc<str> = Arc::from(path.to_string_lossy());
    let failed = |error: io::Error| {
        let error = ValueError::new(format!("cannot be written: {error}"))
            .hint("check that the folder is one you may write to");
        Fault::of_file(&file, FaultKind::Unreadable, error)
    };
    // Held until the new file has taken the place of the old.
    let _lock = locked(&whole_file::folder_of(path)).map_err(failed)?;
    let before = match path.try_exists() {
        Ok(false) => String::new(),
        _ => text_of(path, &file)?,
    };
    let (told, after) = change(&file, &before)?;
    match after {
        None => Ok(()),
        Some(after) if after.is_empty() => fs::remove_file(path),
        Some(after) => whole_file::write(path, &mut |out| out.write_all(after.as_bytes())),
    }
    .map_err(failed)?;
    Ok(told)
}

/// The fault of a file that is no TOML.
fn broken(file: &Arc<str>, text: &str, error: &toml_edit::TomlError) -> Fault {
    let at = error.span().map_or((0, 0), |span| place(text, span.start));
    let error = ValueError::new(error.message()).hint("mend the file first");
    Fault::at(file, at, FaultKind::Syntax, error)
}

/// Waits until nobody else writes into a folder. Where a system cannot lock one, nobody is waited for; each
/// file is whole all the same.
fn locked(folder: &Path) -> io::Result<Option<File>> {
    if cfg!(not(unix)) {
        return Ok(None);
    }
    let folder = File::open(folder)?;
    match folder.lock() {
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(None),
        locked => locked.map(|()| Some(folder)),
    }
}

/// The ruling as it will be read, where it can be obeyed.
fn checked(
    file: &Arc<str>,
    text: &str,
    others: &[PathBuf],
    decision: &Decision,
    warrant: &Warrant,
) -> Result<Ruling, Fault> {
    let location = Location {
        file: Arc::clone(file),
        line: 0,
    };
    let meant = Ruling::new(decision.clone(), warrant.clone(), location, 0);
    let (mut all, own_faults) = read_rulings(file, text);
    let Some(ruling) = all.iter().find(|ruling| ruling.id == meant.id).cloned() else {
        let refused = own_faults.into_iter().max_by_key(|fault| fault.line);
        let unread = || meant.fault(FaultKind::BadValue, "cannot be read as it would be written");
        return Err(refused.unwrap_or_else(unread));
    };
    for other in others
        .iter()
        .filter(|other| *other.to_string_lossy() != **file)
    {
        let name = Arc::from(other.to_string_lossy());
        all.extend(
            text_of(other, &name)
                .map(|text| read_rulings(&name, &text).0)
                .unwrap_or_default(),
        );
    }
    all.sort_by(|x, y| x.id.cmp(&y.id));
    let against = against(&all, &ruling.id);
    if against.is_empty() {
        return Ok(ruling);
    }
    let what = format!("contradicts {}, and is not written", against.join(" and "));
    let error = ValueError::new(what).hint("remove the ruling that does not hold, and rule again");
    Err(Fault {
        line: 0,
        column: 0,
        ..ruling.fault(FaultKind::Conflict, error)
    })
}

/// The text with one ruling more.
fn with(
    text: &str,
    decision: &Decision,
    warrant: &Warrant,
) -> Result<String, toml_edit::TomlError> {
    let mut document: DocumentMut = text.parse()?;
    let rulings = document
        .entry("ruling")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    if let Some(inline) = rulings.as_array().cloned() {
        // Written by hand in one line: what follows can only be written as tables.
        *rulings = Item::ArrayOfTables(
            inline
                .into_iter()
                .filter_map(|v| match v {
                    Value::InlineTable(table) => Some(table.into_table()),
                    _ => None,
                })
                .collect(),
        );
    }
    if let Some(rulings) = rulings.as_array_of_tables_mut() {
        rulings.push(table(decision, warrant));
    }
    // What stands at the end of the file stays before what is added.
    let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
    document.set_trailing("");
    if let Some(last) = document["ruling"].as_array_of_tables_mut().and_then(|all| {
        let last = all.len().checked_sub(1)?;
        all.get_mut(last)
    }) {
        let gap = if text.trim().is_empty() { "" } else { "\n" };
        last.decor_mut().set_prefix(format!("{trailing}{gap}"));
    }
    Ok(document.to_string())
}

/// The text without the last ruling of that id; nothing where there is none.
fn without(text: &str, id: &str) -> Result<Option<String>, toml_edit::TomlError> {
    let mut document: DocumentMut = text.parse()?;
    let Some(rulings) = document
        .get_mut("ruling")
        .and_then(Item::as_array_of_tables_mut)
    else {
        return Ok(None);
    };
    let is_it = |table: &Table| {
        let mut alone = DocumentMut::new();
        alone["ruling"] = Item::ArrayOfTables([table.clone()].into_iter().collect());
        let read = read_rulings("", &alone.to_string()).0;
        read.first().is_some_and(|ruling| ruling.id == id)
    };
    let all: Vec<&Table> = rulings.iter().collect();
    let Some(at) = all.into_iter().rposition(is_it) else {
        return Ok(None);
    };
    // What stood before it stays; but for the blank line that it brought.
    let before = prefix(rulings.get(at));
    let blank = before
        .strip_suffix('\n')
        .filter(|rest| rest.is_empty() || rest.ends_with('\n'));
    let before = blank.unwrap_or(&before).to_owned();
    rulings.remove(at);
    if let Some(next) = rulings.get_mut(at) {
        let own = prefix(Some(next));
        next.decor_mut().set_prefix(format!("{before}{own}"));
    } else {
        let left = rulings.is_empty();
        let trailing = document.trailing().as_str().unwrap_or_default();
        let trailing = format!("{before}{trailing}");
        document.set_trailing(trailing);
        if left {
            document.remove("ruling");
        }
    }
    Ok(Some(document.to_string()))
}

/// What stands before a table.
fn prefix(table: Option<&Table>) -> String {
    let prefix = table.and_then(|table| table.decor().prefix());
    let text = prefix.and_then(toml_edit::RawString::as_str);
    text.unwrap_or_default().to_owned()
}

fn table(decision: &Decision, warrant: &Warrant) -> Table {
    let mut table = Table::new();
    table.insert(decision.word(), decided(decision));
    table.insert("by", value(&*warrant.by));
    let day: Result<Datetime, _> = warrant.on.parse();
    table.insert("on", day.map_or_else(|_| value(&*warrant.on), value));
    table.insert("why", value(&*warrant.why));
    table
}

fn decided(decision: &Decision) -> Item {
    match decision {
        Decision::Same(ids)
        | Decision::Apart(ids)
        | Decision::Confirm(ids)
        | Decision::Reject(ids) => value(texts(ids)),
        Decision::Value(of) => {
            let mut fields = subject(of);
            fields.extend(of.values.first().map(|is| ("is", json(is))));
            value(fields)
        }
        Decision::Accept(of) => {
            let mut fields = subject(of);
            fields.insert(
                "values",
                of.values.iter().map(json).collect::<Array>().into(),
            );
            value(fields)
        }
        Decision::Name(name) => {
            let mut fields = InlineTable::new();
            fields.insert("is", (*name.is).into());
            let others = if name.one { "also" } else { "not" };
            fields.insert(others, texts(&name.others).into());
            value(fields)
        }
    }
}

fn texts(all: &[Arc<str>]) -> Array {
    all.iter().map(|text| &**text).collect()
}

fn subject(of: &Subject) -> InlineTable {
    let mut fields = InlineTable::new();
    fields.insert("claim", (*of.claim).into());
    fields.insert("attribute", (*of.attribute).into());
    fields.extend(
        of.beside
            .iter()
            .map(|(name, text)| (*name, Value::from(text.as_str()))),
    );
    fields
}

/// A value of JSON in TOML.
fn json(of: &serde_json::Value) -> Value {
    match of {
        serde_json::Value::Array(items) => items.iter().map(json).collect::<Array>().into(),
        serde_json::Value::Object(fields) => {
            let known = fields.iter().filter(|(_, value)| !value.is_null());
            let table: InlineTable = known
                .map(|(name, value)| (name.as_str(), json(value)))
                .collect();
            table.into()
        }
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64().unwrap_or_default().into(),
        },
        serde_json::Value::Bool(is) => (*is).into(),
        serde_json::Value::String(text) => text.as_str().into(),
        serde_json::Value::Null => "".into(),
    }
}
