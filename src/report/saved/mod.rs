//! A reconciliation in a file that answers `explain` at once, however many claims it was made of.
//!
//! The file holds events in the order of their days, each with its claims, what was compared of
//! them and its findings; then what all share (names, codebook, weights); then tables of records
//! of one length, sorted, in which a claim or an id is looked up without reading the rest. An
//! explanation is made by the same functions as from the claims themselves, over the few events
//! that it needs.

mod layout;
mod part;
mod write;

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use serde::de::DeserializeOwned;

use super::explain::{self, Answers, Beginning, Explanation};
use crate::claim::{id_of, ids_from};
use layout::{Footer, Kept, Span, Table, damaged};
use part::{Blob, Part, Shared};

pub use write::write;

/// A saved result, open for questions.
#[derive(Debug)]
pub struct Saved {
    file: File,
    footer: Footer,
    size: u64,
}

impl Saved {
    /// Opens a saved result.
    ///
    /// # Errors
    /// Where the file cannot be read, is no saved result, or is another version's.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let footer = layout::footer(&file, size)?;
        Ok(Self { file, footer, size })
    }

    fn bytes(&self, span: Span) -> io::Result<Vec<u8>> {
        if span.length > self.size || span.from > self.size - span.length {
            return Err(damaged());
        }
        let mut bytes = vec![0; span.length as usize];
        let mut file = &self.file;
        file.seek(SeekFrom::Start(span.from))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn value<T: DeserializeOwned>(&self, kept: &Kept) -> io::Result<T> {
        let bytes = self.bytes(kept.span)?;
        if layout::check(&bytes) != kept.check {
            return Err(damaged());
        }
        postcard::from_bytes(&bytes).map_err(|_| damaged())
    }

    /// The number in a row of a table.
    fn cell(&self, table: &Table, row: u64) -> io::Result<u64> {
        let bytes = self.bytes(table.row(row))?;
        let bytes = bytes.get(..8).and_then(|b| b.try_into().ok());
        bytes.map(u64::from_le_bytes).ok_or_else(damaged)
    }

    /// The first row of a sorted table whose number is not less than `least`.
    fn first(&self, table: &Table, least: u64) -> io::Result<u64> {
        let (mut from, mut to) = (0, table.rows);
        while from < to {
            let middle = from + (to - from) / 2;
            if self.cell(table, middle)? < least {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        Ok(from)
    }

    /// The value beside the number in a row of a table.
    fn beside(&self, table: &Table, row: u64) -> io::Result<u64> {
        let bytes = self.bytes(table.row(row))?;
        let bytes = bytes.get(8..16).and_then(|b| b.try_into().ok());
        bytes.map(u64::from_le_bytes).ok_or_else(damaged)
    }

    fn blob(&self, slot: u64) -> io::Result<Blob> {
        let row = self.bytes(self.footer.slots.row(slot))?;
        self.value(&Kept::read(&row[8..]).ok_or_else(damaged)?)
    }

    /// The place of the event that a claim is of, and the event.
    fn home(&self, claim: &str) -> io::Result<Option<(u64, Blob)>> {
        let table = &self.footer.claims;
        let hash = layout::check(claim.as_bytes());
        let mut row = self.first(table, hash)?;
        while row < table.rows && self.cell(table, row)? == hash {
            let slot = self.beside(table, row)?;
            let blob = self.blob(slot)?;
            if blob.claims.iter().any(|c| *c.said.id == *claim) {
                return Ok(Some((slot, blob)));
            }
            row += 1;
        }
        Ok(None)
    }

    /// The place of what has an id, exactly.
    fn place(&self, id: &str) -> io::Result<Option<u64>> {
        let table = &self.footer.ids;
        let Some(keys) = keys(id).filter(|(from, to)| from == to) else {
            return Ok(None);
        };
        let row = self.first(table, keys.0)?;
        let met = row < table.rows && self.cell(table, row)? == keys.0;
        met.then(|| self.beside(table, row)).transpose()
    }

    fn part(&self, blobs: Vec<Blob>) -> io::Result<Part> {
        let shared: Shared = self.value(&self.footer.shared)?;
        Part::new(shared, blobs).ok_or_else(damaged)
    }

    /// An event and those of the days around it.
    fn around(&self, slot: u64) -> io::Result<Vec<Blob>> {
        let table = &self.footer.slots;
        let day = layout::day(self.cell(table, slot)?);
        let Some(day) = day else {
            return Ok(vec![self.blob(slot)?]);
        };
        let reach = i64::from(explain::DAYS_AROUND);
        let from = self.first(table, layout::day_key(Some(i64::from(day) - reach)))?;
        let to = self.first(table, layout::day_key(Some(i64::from(day) + reach + 1)))?;
        (from..to).map(|slot| self.blob(slot)).collect()
    }
}

impl Answers for Saved {
    fn holder(&self, claim: &str) -> io::Result<Option<String>> {
        Ok(self.home(claim)?.map(|(_, blob)| blob.id))
    }

    fn beginning(&self, prefix: &str) -> io::Result<Beginning> {
        let Some((least, greatest)) = keys(prefix) else {
            return Ok(Beginning::default());
        };
        let table = &self.footer.ids;
        let (from, to) = (self.first(table, least)?, self.first(table, greatest + 1)?);
        let shown = from..to.min(from + explain::MOST_IDS as u64);
        let ids = shown.map(|row| self.cell(table, row).map(id_of_key));
        Ok(Beginning {
            count: (to - from) as usize,
            first: ids.collect::<io::Result<_>>()?,
        })
    }

    fn claims(&self, a: &str, b: &str) -> io::Result<Option<Explanation>> {
        let (Some((at, one)), Some((other_at, other))) = (self.home(a)?, self.home(b)?) else {
            return Ok(None);
        };
        let blobs = if at == other_at {
            vec![one]
        } else {
            vec![one, other]
        };
        Ok(explain::claims(&self.part(blobs)?.results(), a, b))
    }

    fn event(&self, id: &str) -> io::Result<Option<Explanation>> {
        let Some(slot) = self.place(id)? else {
            return Ok(None);
        };
        let part = self.part(self.around(slot)?)?;
        Ok(explain::event(&part.results(), id))
    }

    fn finding(&self, id: &str) -> io::Result<Option<Explanation>> {
        let Some(slot) = self.place(id)? else {
            return Ok(None);
        };
        let blob = self.blob(slot)?;
        let key = keys(id).map(|(key, _)| key);
        let found = blob.findings.iter().find(|f| Some(f.key) == key);
        let other = found.map(|f| f.found.b.claim);
        let away = other.filter(|&claim| blob.claims.iter().all(|c| c.number != claim));
        let mut blobs = vec![blob];
        if let Some(claim) = away {
            let slot = self.cell(&self.footer.numbers, u64::from(claim))?;
            blobs.push(self.blob(slot)?);
        }
        Ok(explain::finding(&self.part(blobs)?.results(), id))
    }

    fn nearest(&self, id: &str, words: &[&str]) -> Option<String> {
        let near = crate::codebook::Codebook::nearest(id, words.iter().copied());
        near.map(ToOwned::to_owned)
    }
}

/// Events before findings, each by the number that the id is written for.
fn keys(prefix: &str) -> Option<(u64, u64)> {
    let sort = match prefix.as_bytes().first()? {
        b'e' => 0,
        b'f' => 1 << 60,
        _ => return None,
    };
    let code = match prefix.get(1..)? {
        "" => "",
        rest => rest.strip_prefix('-')?,
    };
    ids_from(code).map(|(from, to)| (sort | from, sort | to))
}

fn id_of_key(key: u64) -> String {
    id_of(if key >> 60 == 0 { "e" } else { "f" }, key)
}
