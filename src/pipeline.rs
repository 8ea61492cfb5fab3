//! The stages strung together: claims in, a reconciliation out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::claim::Claim;
use crate::codebook::Codebook;
use crate::compare::{self, Comparison, Context};
use crate::ingest::{self, Fault, FaultKind, FaultLevel, Found, Source};
use crate::link::{self, Linkage, Weights};
use crate::names::{self, Gazetteer, Names};
use crate::report::build::{self, Results};
use crate::report::explain;
pub use crate::report::explain::{Evidence, Explanation};
use crate::report::view::{Method, Report};
use crate::weigh::{Dependence, dependence};

/// What a run is told besides its claims.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Gazetteer files beside those found with the claims (JSON, or GeoNames dumps).
    pub gazetteers: Vec<PathBuf>,
    /// Codebook files beside those found with the claims.
    pub codebooks: Vec<PathBuf>,
    /// Folder in which the texts of documents are looked for, by file name or document id.
    pub texts: Option<PathBuf>,
}

/// A run that could read its claims: every stage's result, and the report made of them.
#[derive(Debug)]
pub struct Run {
    /// The reconciliation.
    pub report: Report,
    /// What was wrong with the input; the good records beside it are in the report.
    pub faults: Vec<Fault>,
    /// The claims, sorted by id.
    pub claims: Vec<Claim>,
    /// Their names, resolved.
    pub names: Names,
    /// The codebook used.
    pub codebook: Codebook,
    /// The events.
    pub linkage: Linkage,
    /// The verdicts.
    pub comparison: Comparison,
    /// Documents that echo others.
    pub dependence: Dependence,
}

impl Run {
    fn results<'a>(&'a self, passages: &'a BTreeMap<Arc<str>, String>) -> Results<'a> {
        Results {
            ctx: Context {
                claims: &self.claims,
                names: &self.names,
                codebook: &self.codebook,
            },
            linkage: &self.linkage,
            comparison: &self.comparison,
            dependence: &self.dependence,
            passages,
        }
    }

    /// Why two claims are, or are not, one event, and how their values stand to each other.
    pub fn explain_claims(&self, a: &str, b: &str) -> Option<Explanation> {
        explain::claims(&self.results(&BTreeMap::new()), a, b)
    }

    /// Why the claims of an event are one event. A unique prefix of the id is enough.
    pub fn explain_event(&self, id: &str) -> Option<Explanation> {
        explain::event(&self.results(&BTreeMap::new()), id)
    }

    /// Why a finding is what it is. A unique prefix of the id is enough.
    pub fn explain_finding(&self, id: &str) -> Option<Explanation> {
        explain::finding(&self.results(&BTreeMap::new()), id)
    }
}

/// Reads claims and reconciles them.
///
/// # Errors
/// The faults, where not one claim could be read, or a codebook is broken.
pub fn run(sources: &[Source], settings: &Settings) -> Result<Run, Vec<Fault>> {
    let found = ingest::find(sources);
    let codebook = codebook(&found, settings)?;
    let ingested = ingest::read(&found, &codebook);
    let (gazetteer, read, gazetteer_faults) = gazetteer(&found, settings);
    let mut faults = found.faults.clone();
    faults.extend(ingested.faults);
    faults.extend(gazetteer_faults);
    faults.sort();
    faults.dedup();
    if ingested.claims.is_empty() {
        return Err(faults);
    }
    let method = method(read, &codebook, ingested.digest);
    let passages = passages(&ingested.claims, settings.texts.as_deref());
    Ok(reconcile(Input {
        claims: ingested.claims,
        codebook,
        gazetteer,
        method,
        passages,
        faults,
    }))
}

/// Everything that the stages after reading need.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The claims, sorted by id, each id once.
    pub claims: Vec<Claim>,
    /// What may be compared.
    pub codebook: Codebook,
    /// What is known of names.
    pub gazetteer: Gazetteer,
    /// For the report's method part.
    pub method: Method,
    /// Passages at hand, by claim id.
    pub passages: BTreeMap<Arc<str>, String>,
    /// What was wrong with the input.
    pub faults: Vec<Fault>,
}

/// Reconciles claims that were read already.
pub fn reconcile(input: Input) -> Run {
    let Input {
        claims,
        codebook,
        gazetteer,
        method,
        passages,
        faults,
    } = input;
    let names = names::resolve(&claims, &codebook, &gazetteer);
    let linkage = link::link(&claims, &names, &codebook, &Weights::default());
    let ctx = Context {
        claims: &claims,
        names: &names,
        codebook: &codebook,
    };
    let comparison = compare::compare(&ctx, &linkage);
    let dependence = dependence::find(&ctx, &linkage);
    let results = Results {
        ctx,
        linkage: &linkage,
        comparison: &comparison,
        dependence: &dependence,
        passages: &passages,
    };
    let mut report = build::report(results, method);
    report.summary.faults = faults
        .iter()
        .filter(|f| f.level == FaultLevel::Error)
        .count();
    Run {
        report,
        faults,
        claims,
        names,
        codebook,
        linkage,
        comparison,
        dependence,
    }
}

/// The codebook inside the program with all those found and given.
///
/// # Errors
/// A fault for every codebook that could not be read.
pub fn codebook(found: &Found, settings: &Settings) -> Result<Codebook, Vec<Fault>> {
    let mut book = Codebook::builtin();
    let mut faults = Vec::new();
    for path in found.codebooks.iter().chain(&settings.codebooks) {
        let read = std::fs::read_to_string(path)
            .map_err(|e| fault(path, FaultKind::Unreadable, e.to_string()));
        let extended = read.and_then(|toml| {
            let source = path.display().to_string();
            book.clone().extended(&toml, &source).map_err(|e| Fault {
                line: e.line,
                column: e.column,
                ..fault(path, FaultKind::Syntax, e.message)
            })
        });
        match extended {
            Ok(more) => book = more,
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        Ok(book)
    } else {
        Err(faults)
    }
}

/// Everything wrong with the codebooks and gazetteers found and given, sorted.
pub fn faults(found: &Found, settings: &Settings) -> Vec<Fault> {
    let (_, _, mut faults) = gazetteer(found, settings);
    faults.extend(codebook(found, settings).err().unwrap_or_default());
    faults.sort();
    faults.dedup();
    faults
}

/// The gazetteers found and given as one, the names of those that could be read, and what was
/// wrong with them.
fn gazetteer(found: &Found, settings: &Settings) -> (Gazetteer, Vec<String>, Vec<Fault>) {
    let mut all = Gazetteer::default();
    let mut names = Vec::new();
    let mut faults = Vec::new();
    for path in found.gazetteers.iter().chain(&settings.gazetteers) {
        let (read, more) = Gazetteer::load(path);
        // A file of which some entries were good was used; one that gave none was not.
        let refused = more.iter().any(|f| f.level == FaultLevel::Error);
        if !refused || read != Gazetteer::default() {
            names.push(path.display().to_string());
        }
        all.merge(read);
        faults.extend(more);
    }
    (all, names, faults)
}

fn fault(path: &Path, kind: FaultKind, message: String) -> Fault {
    Fault {
        file: Arc::from(path.display().to_string()),
        line: 0,
        column: 0,
        field: None,
        level: FaultLevel::Error,
        kind,
        message,
        hint: None,
    }
}

fn method(gazetteers: Vec<String>, codebook: &Codebook, input: String) -> Method {
    Method {
        program: format!("rashomon {}", env!("CARGO_PKG_VERSION")),
        input,
        codebook: codebook.sources().to_vec(),
        gazetteers,
        weights: Weights::default().name,
        remarks: vec![
            "Accounts are linked by typed comparison of time, publication, place, sides, kind, counts, persons and sources, less where many accounts stand together, and clustered by average linkage.".to_owned(),
            "Reconciled values are those that most independent origins allow; where tied, wide enough for all that are. A party's own claims, and what a later report replaced, have no vote.".to_owned(),
            "How reliable an outlet is, and how likely a value, is not yet judged.".to_owned(),
        ],
    }
}

/// The passages of the claims whose texts are at hand, by claim id.
fn passages(claims: &[Claim], folder: Option<&Path>) -> BTreeMap<Arc<str>, String> {
    let Some(folder) = folder else {
        return BTreeMap::new();
    };
    let mut texts: BTreeMap<Arc<str>, Option<String>> = BTreeMap::new();
    let mut passages = BTreeMap::new();
    for claim in claims {
        let Some(quote) = claim.quote else { continue };
        let text = texts
            .entry(claim.document.id.clone())
            .or_insert_with(|| text_of(claim, folder));
        if let Some(text) = text {
            let length = quote.end.saturating_sub(quote.start) as usize;
            let words: String = text
                .chars()
                .skip(quote.start as usize)
                .take(length)
                .collect();
            passages.insert(claim.id.clone(), words);
        }
    }
    passages
}

/// The text of a claim's document: the file it names, or one named after the document. Only the
/// last part of a path is used, so that a claims set cannot reach outside the folder.
fn text_of(claim: &Claim, folder: &Path) -> Option<String> {
    let document = &claim.document;
    let named = document
        .text
        .as_deref()
        .and_then(|t| Path::new(t).file_name())
        .map(PathBuf::from);
    let by_id = Path::new(&*document.id).file_name().map(|name| {
        let mut name = name.to_owned();
        name.push(".txt");
        PathBuf::from(name)
    });
    named
        .into_iter()
        .chain(by_id)
        .find_map(|name| std::fs::read_to_string(folder.join(name)).ok())
}
