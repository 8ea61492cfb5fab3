//! Where what stands in a saved result.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// First and last in the file.
pub(super) const MAGIC: &[u8; 8] = b"rashomon";
/// What stands before the events: the magic, and the version.
pub(super) const HEAD: u64 = 16;
/// The version of this layout, and of what is laid out in it.
pub(super) const VERSION: u64 = 2;
/// What stands after the footer: its length, its check, and the magic.
const TAIL: u64 = 24;

/// A stretch of the file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Span {
    pub(super) from: u64,
    pub(super) length: u64,
}

/// A stretch, and the check of what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) span: Span,
    pub(super) check: u64,
}

impl Kept {
    /// As three numbers.
    pub(super) fn write(&self) -> [u64; 3] {
        [self.span.from, self.span.length, self.check]
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let number = |at: usize| {
            let bytes = bytes.get(at * 8..at * 8 + 8)?;
            bytes.try_into().ok().map(u64::from_le_bytes)
        };
        Some(Self {
            span: Span {
                from: number(0)?,
                length: number(1)?,
            },
            check: number(2)?,
        })
    }
}

/// Rows of some numbers, of eight bytes each, sorted by the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Table {
    pub(super) from: u64,
    pub(super) rows: u64,
    pub(super) columns: u64,
}

impl Table {
    /// Where a row stands; nowhere in the file where there is no such row.
    pub(super) fn row(&self, row: u64) -> Span {
        let length = self.columns.saturating_mul(8);
        let from = if row < self.rows {
            self.from.saturating_add(row.saturating_mul(length))
        } else {
            u64::MAX
        };
        Span { from, length }
    }
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Footer {
    /// What all events share.
    pub(super) shared: Kept,
    /// Events, in the order of their days: the key of the day, and where the event stands.
    pub(super) slots: Table,
    /// Claims: the hash of the id, and the event's place in `slots`.
    pub(super) claims: Table,
    /// The place of the event of each claim, by the claim's number.
    pub(super) numbers: Table,
    /// Ids of events and findings: the key, and the place of the event.
    pub(super) ids: Table,
}

/// A key that sorts as days do; what has no day comes last.
pub(super) fn day_key(day: Option<i64>) -> u64 {
    day.map_or(u64::MAX, |day| (day + (1 << 40)) as u64)
}

/// The day of a key.
pub(super) fn day(key: u64) -> Option<i32> {
    let day = i64::try_from(key).ok()? - (1 << 40);
    i32::try_from(day).ok()
}

pub(super) fn check(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// That the file is not what was written.
pub(super) fn damaged() -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        "the saved result is damaged; save it again",
    )
}

/// What stands after the footer.
pub(super) fn tail(footer: &[u8]) -> Vec<u8> {
    let mut tail = Vec::new();
    tail.extend((footer.len() as u64).to_le_bytes());
    tail.extend(check(footer).to_le_bytes());
    tail.extend(MAGIC);
    tail
}

/// Reads the footer of a file of some size.
pub(super) fn footer(mut file: &File, size: u64) -> io::Result<Footer> {
    let none = || {
        io::Error::new(
            io::ErrorKind::InvalidData,
            "it is no saved result; `rashomon reconcile --save` makes one",
        )
    };
    let mut head = [0; HEAD as usize];
    file.read_exact(&mut head).map_err(|_| none())?;
    if !head.starts_with(MAGIC) {
        return Err(none());
    }
    if head[8..] != VERSION.to_le_bytes() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "it was saved by another version of the program; save it again",
        ));
    }
    let mut tail = [0; TAIL as usize];
    let from = size.checked_sub(TAIL).ok_or_else(damaged)?;
    file.seek(SeekFrom::Start(from))?;
    file.read_exact(&mut tail)?;
    let number = |at: usize| tail[at..at + 8].try_into().map_or(0, u64::from_le_bytes);
    let (length, sum) = (number(0), number(8));
    let from = from.checked_sub(length).filter(|from| *from >= HEAD);
    let from = from.filter(|_| tail.ends_with(MAGIC)).ok_or_else(damaged)?;
    let mut bytes = vec![0; length as usize];
    file.seek(SeekFrom::Start(from))?;
    file.read_exact(&mut bytes)?;
    if check(&bytes) != sum {
        return Err(damaged());
    }
    postcard::from_bytes(&bytes).map_err(|_| damaged())
}
