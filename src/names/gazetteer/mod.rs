//! What is known of names before any claim is read: the gazetteer file and GeoNames.

pub(crate) mod geonames;
pub(crate) mod index;
mod input;
mod json;
mod ruled;

use std::path::Path;
use std::sync::Arc;

use crate::claim::Position;
use crate::codebook::SubjectType;
use crate::ingest::Fault;
use geonames::GeoPlace;
pub use ruled::NamesMet;

/// What gazetteers know.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gazetteer {
    /// Entries of gazetteer files, in the order read.
    pub(crate) entries: Vec<GazetteerEntry>,
    /// Places of GeoNames dumps, in the order read.
    pub(crate) places: Vec<GeoPlace>,
}

/// An entry of a gazetteer file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GazetteerEntry {
    /// The user's own id.
    pub id: Option<Arc<str>>,
    /// The canonical name.
    pub name: Arc<str>,
    /// What it is; outlets and organisations are groups.
    pub kind: SubjectType,
    /// It publishes (`"type": "outlet"`).
    pub outlet: bool,
    /// The country it belongs to: where two entries share an alias, it tells them apart.
    pub country: Option<Arc<str>>,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// Names of what holds it, nearest first.
    pub parents: Vec<Arc<str>>,
    /// Where it is.
    pub position: Option<Position>,
    /// Day of birth or founding (EDTF).
    pub born: Option<Arc<str>>,
    /// Day of death or end (EDTF).
    pub died: Option<Arc<str>>,
    /// The name of the entry whose organ it is (a media wing, a weekly).
    pub organ_of: Option<Arc<str>>,
    /// Entries that it may be the same as.
    pub possibly: Vec<Possible>,
    /// Entries that it is not, however alike the names.
    pub distinct_from: Vec<Arc<str>>,
    /// The user's note.
    pub note: Option<Arc<str>>,
}

/// Another name of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// As written.
    pub name: Arc<str>,
    /// BCP 47 tag.
    pub language: Option<Arc<str>>,
    /// Places or countries in which the alias means this entry; empty: anywhere.
    pub context: Vec<Arc<str>>,
}

/// A doubt of the gazetteer's own: the entry may be the same as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Possible {
    /// The other entry's name.
    pub name: Arc<str>,
    /// Why it may be.
    pub why: Option<Arc<str>>,
}

impl Gazetteer {
    /// Reads a gazetteer file from memory; `name` stands for the file in faults.
    pub fn read(name: &str, bytes: &[u8]) -> (Self, Vec<Fault>) {
        let (entries, faults) = json::read(name, bytes);
        let places = Vec::new();
        (Self { entries, places }, faults)
    }

    /// Reads a GeoNames dump: populated places and administrative areas.
    pub fn read_geonames(name: &str, reader: impl std::io::Read) -> (Self, Vec<Fault>) {
        let (places, faults) = geonames::read(name, reader);
        let entries = Vec::new();
        (Self { entries, places }, faults)
    }

    /// Opens a file by its extension: `.json` is a gazetteer, `.txt` and `.tsv` a GeoNames dump;
    /// either may end in `.gz` or `.zst`.
    pub fn load(path: &Path) -> (Self, Vec<Fault>) {
        let name = path.display().to_string();
        let reader = match input::open(path) {
            Ok(reader) => reader,
            Err(fault) => return (Self::default(), vec![fault]),
        };
        match input::form(path).as_deref() {
            Some("json") => match input::read_all(&name, reader) {
                Ok(bytes) => Self::read(&name, &bytes),
                Err(fault) => (Self::default(), vec![fault]),
            },
            Some("txt" | "tsv") => Self::read_geonames(&name, reader),
            _ => (Self::default(), vec![input::unknown_form(&name)]),
        }
    }

    /// Adds another gazetteer's entries after one's own.
    pub fn merge(&mut self, other: Self) {
        self.entries.extend(other.entries);
        if self.places.is_empty() {
            self.places = other.places;
        } else {
            self.places.extend(other.places);
        }
    }

    /// The entries of gazetteer files; [`Entity::entry`](crate::names::Entity::entry) is an index here.
    pub fn entries(&self) -> &[GazetteerEntry] {
        &self.entries
    }
}

impl GazetteerEntry {
    /// An entry of that name and kind, and nothing else.
    pub fn new(name: &str, kind: SubjectType) -> Self {
        Self {
            name: Arc::from(name),
            kind,
            ..Self::default()
        }
    }
}
