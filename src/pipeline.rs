//! The stages strung together.

use std::path::PathBuf;

use crate::ingest::{Fault, Source};
use crate::report::view::Report;

/// What a run is told besides its claims.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Gazetteer files beside those found with the claims (JSON, or GeoNames dumps).
    pub gazetteers: Vec<PathBuf>,
    /// Codebook files beside those found with the claims.
    pub codebooks: Vec<PathBuf>,
    /// Folder in which the texts of documents are looked for, by document id or file name.
    pub texts: Option<PathBuf>,
}

/// A run that could read its claims.
#[derive(Debug)]
pub struct Run {
    /// The reconciliation.
    pub report: Report,
    /// What was wrong with the input; the good records beside it are in the report.
    pub faults: Vec<Fault>,
}

/// Why something is so: for `explain`.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What is explained.
    pub title: String,
    /// Sentences, in order.
    pub sentences: Vec<String>,
    /// The evidence weighed, field by field.
    pub evidence: Vec<Evidence>,
}

/// One comparison between two claims, and what it weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// What was compared (`when`, `where`, `actors`, …).
    pub field: String,
    /// The level that the comparison reached.
    pub level: String,
    /// Match weight in bits: positive speaks for one event.
    pub bits: f64,
    /// The two values.
    pub why: String,
}

/// Reads claims and reconciles them.
///
/// # Errors
/// The faults, where not one claim could be read or a codebook or gazetteer is broken.
pub fn run(sources: &[Source], settings: &Settings) -> Result<Run, Vec<Fault>> {
    let _ = (sources, settings);
    Err(Vec::new())
}

impl Run {
    /// Why two claims are, or are not, one event, and how their values stand to each other.
    pub fn explain_claims(&self, a: &str, b: &str) -> Option<Explanation> {
        let _ = (a, b);
        None
    }

    /// Why the claims of an event are one event. A unique prefix of the id is enough.
    pub fn explain_event(&self, id: &str) -> Option<Explanation> {
        let _ = id;
        None
    }

    /// Why a finding is what it is. A unique prefix of the id is enough.
    pub fn explain_finding(&self, id: &str) -> Option<Explanation> {
        let _ = id;
        None
    }
}
