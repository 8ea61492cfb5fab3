//! Bytes to claims, and a fault for everything that could not be read.
//!
//! Reading never fails on data: it returns the claims that are good and what it noticed. What
//! is read does not depend on the order of files, or of claims in them.

mod assertion;
mod checks;
mod columns;
mod digest;
mod document;
pub mod events;
mod fault;
mod file;
mod find;
mod form;
mod gather;
mod identity;
mod intern;
mod interpret;
mod json;
mod known;
mod later;
mod lines;
mod memo;
mod open;
mod origin;
mod outlet_names;
mod outlets;
mod problem;
mod raw;
mod row_claims;
mod rows;
pub mod rulings;
mod scan;
mod sheet;
mod table;
pub mod texts;
mod toml_file;
mod triples;
mod value;
mod wire;

pub use fault::{Fault, FaultKind, FaultLevel};
pub use known::{Ground, KnownTruths, read_known, set_aside};
pub use open::{Form, read_text};
pub(crate) use open::{MOST_HELD, unpacked};
pub use outlets::{OutletProfile, RowMeaning};
pub(crate) use sheet::ARTICLES;
pub use sheet::{ArticleRow, DateOrder, articles, draft as draft_mapping};
pub use triples::{Reading, Triples, read_hierarchy, read_triples, triples_from};

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use self::file::{Input, read_file};
use self::form::DocumentFileForm;
use self::intern::Interner;
use self::interpret::Interpreter;
use self::json::Output;
use self::open::Packing;
use self::sheet::Mappings;
use crate::claim::Claim;
use crate::codebook::Codebook;

/// Something to read claims from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file or a folder (recursively, in sorted order).
    Path(PathBuf),
    /// JSON lines on standard input.
    Stdin,
}

/// The files that a run is made of: claims, and what lies beside them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Files of claims, sorted, each once; `-` is standard input.
    pub claims: Vec<PathBuf>,
    /// `gazetteer*.json` files found in folders.
    pub gazetteers: Vec<PathBuf>,
    /// `codebook*.toml` files found in folders.
    pub codebooks: Vec<PathBuf>,
    /// `outlets*.toml` files found in folders.
    pub outlets: Vec<PathBuf>,
    /// `mapping*.toml` files found in folders, for the tables beside them.
    pub mappings: Vec<PathBuf>,
    /// `rulings*.toml` files found in folders.
    pub rulings: Vec<PathBuf>,
    /// How other tables than those of the table form are to be read, as the user says.
    pub tables: TableReading,
    /// Missing paths, unreadable folders, empty folders, files of no known form.
    pub faults: Vec<Fault>,
}

/// How tables are read that are not in the table form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableReading {
    /// Mapping files, for every such table; they come before those that lie beside it.
    pub mappings: Vec<PathBuf>,
    /// In which order day and month stand, where the columns do not prove it.
    pub dates: Option<DateOrder>,
}

/// What was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ingested {
    /// The good claims, sorted by id.
    pub claims: Vec<Claim>,
    /// What is known of outlets, sorted by name.
    pub outlets: Vec<OutletProfile>,
    /// What people decided, sorted by id.
    pub rulings: Vec<rulings::Ruling>,
    /// Everything wrong with the others, sorted by file, line and column.
    pub faults: Vec<Fault>,
    /// A digest of the content of the claims, for the report's method part.
    pub digest: String,
}

/// How standard input is named.
const STDIN: &str = "-";

/// Finds the files of a run.
pub fn find(sources: &[Source]) -> Found {
    find::find(sources)
}

/// Reads the claims of a run.
pub fn read(found: &Found, codebook: &Codebook) -> Ingested {
    let (mappings, mut faults_of_mappings) = Mappings::read(&found.tables, &found.mappings);
    let mut all = read_files(&found.claims, &mappings, codebook);
    all.faults.append(&mut faults_of_mappings);
    let (outlets, mut faults) = outlets::read(&found.outlets);
    let (rulings, mut faults_of_rulings) = rulings::read(&found.rulings);
    all.faults.extend_from_slice(&found.faults);
    all.faults.append(&mut faults);
    all.faults.append(&mut faults_of_rulings);
    Ingested {
        rulings,
        ..finish(all, outlets, codebook)
    }
}

/// Reads all files; what was shared to read them is gone when they are read.
fn read_files(paths: &[PathBuf], mappings: &Mappings, codebook: &Codebook) -> Output {
    let strings = Interner::default();
    let interpreter = Interpreter {
        codebook,
        strings: &strings,
        mappings,
    };
    let outputs: Vec<Output> = paths
        .par_iter()
        .map(|path| read_file(path, interpreter))
        .collect();
    Output::joined(outputs)
}

/// Reads JSON lines from memory; `name` stands for the file in faults.
///
/// ```
/// use rashomon::{codebook::Codebook, ingest::read_lines};
///
/// let line = br#"{"outlet": "Sahel Courier", "assertions": [{"attribute": "killed", "value": 8}]}"#;
/// let read = read_lines("claims.jsonl", line, &Codebook::builtin());
/// assert_eq!(read.claims.len(), 1);
/// assert!(read.faults.is_empty());
/// ```
pub fn read_lines(name: &str, bytes: &[u8], codebook: &Codebook) -> Ingested {
    read_from(name, Form::Lines, bytes, codebook)
}

/// Reads what `reader` gives in that form; `name` stands for the file in faults.
pub fn read_from(
    name: &str,
    form: Form,
    reader: impl Read + Send,
    codebook: &Codebook,
) -> Ingested {
    let strings = Interner::default();
    let input = Input {
        name: &Arc::from(name),
        packing: Packing::Plain,
        size: Some(0),
        interpreter: Interpreter {
            codebook,
            strings: &strings,
            mappings: &Mappings::default(),
        },
    };
    finish(input.read(form, Box::new(reader)), Vec::new(), codebook)
}

/// The JSON Schema of a document file.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(DocumentFileForm)
}

fn finish(output: Output, outlets: Vec<OutletProfile>, codebook: &Codebook) -> Ingested {
    let mut faults = output.faults;
    let mut claims = output.claims;
    outlet_names::unite(&mut claims, &outlets);
    let (claims, digest) = identity::identify(claims, codebook, &mut faults);
    faults.sort();
    faults.dedup();
    Ingested {
        claims,
        outlets,
        rulings: Vec::new(),
        faults,
        digest,
    }
}
