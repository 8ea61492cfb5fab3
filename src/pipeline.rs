//! The stages strung together: claims in, a reconciliation out.

mod known;
mod method;
mod twins;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::claim::Claim;
use crate::codebook::Codebook;
use crate::compare::{self, Comparison, Context};
use crate::error::Error;
use crate::ingest::events::GivenEvents;
use crate::ingest::texts;
use crate::ingest::{
    self, Fault, FaultKind, FaultLevel, Found, KnownTruths, OutletProfile, Source, TableReading,
};
pub use crate::link::learn::{Learned, Patterns, Way};
use crate::link::{self, Linkage, Weights, model};
use crate::names::{self, Gazetteer, Names};
pub use crate::progress::Progress;
use crate::settle::outlets::{Fact, Given, Twins};
use crate::settle::{Settlement, Trust, dependence};
use crate::text::Shingles;
use crate::view::{Maker, Method, Report, Results};
use twins::{Told, told};

/// What a run is told besides its claims.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Gazetteer files beside those found with the claims (JSON, or GeoNames dumps).
    pub gazetteers: Vec<PathBuf>,
    /// Codebook files beside those found with the claims.
    pub codebooks: Vec<PathBuf>,
    /// Folder in which the texts of documents are looked for, by file name or document id.
    pub texts: Option<PathBuf>,
    /// Rows of a claim and its event: the events are taken from there, and not found.
    pub events: Option<PathBuf>,
    /// What is known to be true: claims that bear the ids of those they settle.
    pub known: Vec<PathBuf>,
    /// Model file whose weights take the place of those inside the program.
    pub model: Option<PathBuf>,
    /// How tables are read that are not in the table form.
    pub tables: TableReading,
}

/// Every stage's result, of which a report is made.
#[derive(Debug)]
pub struct Reconciliation {
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
    /// Whether no grades are to be printed.
    pub ungraded: bool,
    /// What is believed.
    pub settlement: Settlement,
    /// How it was made.
    pub method: Method,
    /// Passages at hand, by claim id.
    pub passages: BTreeMap<Arc<str>, String>,
}

impl Reconciliation {
    /// Claims, names and codebook: what comparisons read.
    pub fn context(&self) -> Context<'_> {
        Context {
            claims: &self.claims,
            names: &self.names,
            codebook: &self.codebook,
        }
    }

    /// The report in the making: each part of it is made when it is asked for.
    pub fn maker(&self) -> Maker<'_> {
        let refused = self.faults.iter();
        Maker::new(Results {
            ctx: self.context(),
            linkage: &self.linkage,
            comparison: &self.comparison,
            settlement: &self.settlement,
            passages: &self.passages,
            method: &self.method,
            graded: !self.ungraded,
            faults: refused.filter(|f| f.level == FaultLevel::Error).count(),
        })
    }

    /// The whole report.
    pub fn report(&self) -> Report<'_> {
        self.maker().report()
    }
}

/// Reads claims and reconciles them.
///
/// # Errors
/// What is wrong with the input, where not one claim could be read, or a codebook is broken.
pub fn run(sources: &[Source], settings: &Settings) -> Result<Reconciliation, Error> {
    run_watched(sources, settings, &())
}

/// The same, for one who wants to know how far it is.
///
/// # Errors
/// As [`run`].
pub fn run_watched(
    sources: &[Source],
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Reconciliation, Error> {
    let input = read(sources, settings, progress)?;
    Ok(reconcile_watched(input, progress))
}

/// Learns match weights from claims: from the events given, or else from the claims alone. It
/// starts from the model given, or else from the weights inside the program.
///
/// # Errors
/// As [`run`].
pub fn learn(
    sources: &[Source],
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Lesson, Error> {
    let input = read(sources, settings, progress)?;
    progress.begin("names", 0);
    let names = names::resolve(&input.claims, &input.codebook, &input.gazetteer);
    progress.begin("learning", 0);
    let learned = link::learn::learn(
        &input.claims,
        &names,
        &input.codebook,
        &input.weights,
        input.events.as_deref(),
    );
    progress.done();
    Ok(Lesson {
        learned,
        start: input.weights,
        faults: input.faults,
        method: input.method,
    })
}

/// What [`learn`] learned.
#[derive(Debug)]
pub struct Lesson {
    /// The weights, and what they were learned from.
    pub learned: Learned,
    /// The weights it started from.
    pub start: Weights,
    /// What was wrong with the input.
    pub faults: Vec<Fault>,
    /// For what it was learned from.
    pub method: Method,
}

impl Lesson {
    /// The model file, under a name.
    pub fn model(&self, name: &str) -> String {
        let mut learned = self.learned.clone();
        name.clone_into(&mut learned.weights.name);
        model::write_learned(&learned, &self.method.input, &self.method.program)
    }
}

/// Reads all that a run needs.
fn read(
    sources: &[Source],
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<ClaimsSet, Error> {
    progress.begin("reading", 0);
    let mut found = ingest::find(sources);
    ingest::set_aside(&mut found, &settings.known);
    found.tables = settings.tables.clone();
    let codebook = codebook(&found, settings)?;
    let weights = weights(settings)?;
    let ingested = ingest::read(&found, &codebook);
    let (gazetteer, used, gazetteer_faults) = gazetteer(&found, settings);
    let mut faults = found.faults.clone();
    faults.extend(ingested.faults);
    faults.extend(gazetteer_faults);
    faults.sort();
    faults.dedup();
    if ingested.claims.is_empty() {
        return Err(faults.into());
    }
    let events = given(settings, &ingested.claims, &mut faults)?;
    let (known, more) = ingest::read_known(&settings.known, &ingested.claims, &codebook);
    faults.extend(more);
    faults.sort();
    let method = method::of(used, &codebook, ingested.digest, &weights, events.as_ref());
    let texts = texts::read(&ingested.claims, settings.texts.as_deref());
    let passages = texts::passages(&ingested.claims, &texts);
    let words = |(id, text): (Arc<str>, String)| (id, Shingles::of(&text));
    let shingles = texts.into_iter().map(words).collect();
    Ok(ClaimsSet {
        claims: ingested.claims,
        weights,
        codebook,
        gazetteer,
        events: events.map(|given| given.events),
        known,
        method,
        passages,
        shingles,
        outlets: ingested.outlets,
        faults,
    })
}

/// Claims that were read, and everything that the stages after reading need.
#[derive(Debug, Clone, Default)]
pub struct ClaimsSet {
    /// The claims, sorted by id, each id once.
    pub claims: Vec<Claim>,
    /// What may be compared.
    pub codebook: Codebook,
    /// What is known of names.
    pub gazetteer: Gazetteer,
    /// The claims of every event, by number, where the events are known already.
    pub events: Option<Vec<Vec<u32>>>,
    /// What is known to be true.
    pub known: KnownTruths,
    /// How much each level of each comparison weighs.
    pub weights: Weights,
    /// For the report's method part.
    pub method: Method,
    /// Passages at hand, by claim id.
    pub passages: BTreeMap<Arc<str>, String>,
    /// The words of the texts at hand, by the id of their document.
    pub shingles: BTreeMap<Arc<str>, Shingles>,
    /// What is known of outlets, whatever they claim.
    pub outlets: Vec<OutletProfile>,
    /// What was wrong with the input.
    pub faults: Vec<Fault>,
}

impl ClaimsSet {
    /// Reads files and folders of claims, with the gazetteers and codebooks found among them.
    ///
    /// # Errors
    /// What is wrong with the input, where not one claim could be read, or a codebook is broken.
    pub fn read(sources: &[Source], settings: &Settings) -> Result<Self, Error> {
        read(sources, settings, &())
    }

    /// Reads claims from text: JSON lines, one claim a line, with `outlet` and `document` inline. The
    /// codebook is the built-in one.
    ///
    /// # Errors
    /// What is wrong with the lines, where none of them could be read.
    pub fn from_lines(text: &str) -> Result<Self, Error> {
        let codebook = Codebook::builtin();
        let read = ingest::read_lines("lines", text.as_bytes(), &codebook);
        if read.claims.is_empty() {
            return Err(read.faults.into());
        }
        Ok(Self {
            claims: read.claims,
            faults: read.faults,
            codebook,
            ..Self::default()
        })
    }
}

/// Reconciles claims that were read already.
pub fn reconcile(input: ClaimsSet) -> Reconciliation {
    reconcile_watched(input, &())
}

fn reconcile_watched(input: ClaimsSet, progress: &dyn Progress) -> Reconciliation {
    let ClaimsSet {
        mut claims,
        codebook,
        gazetteer,
        events,
        known,
        weights,
        mut method,
        passages,
        shingles,
        outlets,
        faults,
    } = input;
    let Told {
        names,
        facts,
        linkage,
        twins,
    } = told(
        &mut claims,
        &known,
        events,
        (&codebook, &gazetteer, &weights, &outlets),
        progress,
    );
    let ctx = Context {
        claims: &claims,
        names: &names,
        codebook: &codebook,
    };
    progress.begin("comparing", 0);
    let comparison = compare::compare(&ctx, &linkage);
    progress.begin("settling", 0);
    let dependence = dependence::find(&ctx, &linkage, &shingles);
    let given = beforehand(facts, twins, &outlets);
    let trust = Trust::of(&ctx, &linkage, &comparison.speakers, &dependence, given);
    method
        .remarks
        .extend(known::remarks(&trust.known, &known, &claims, &codebook));
    method.remarks.extend(unsettled(&trust));
    let settlement = Settlement::of(&ctx, &linkage, &comparison, dependence, trust);
    progress.done();
    Reconciliation {
        faults,
        claims,
        names,
        codebook,
        linkage,
        comparison,
        ungraded: false,
        settlement,
        method,
        passages,
    }
}

/// What is known before anything is weighed.
fn beforehand(facts: Vec<Fact>, twins: Twins, outlets: &[OutletProfile]) -> Given {
    Given {
        facts,
        twins,
        independent: independent(outlets),
        owners: owners(outlets),
    }
}

/// The names of outlets that are declared never to copy.
fn independent(outlets: &[OutletProfile]) -> BTreeSet<String> {
    let declared = outlets.iter().filter(|outlet| outlet.independent);
    declared.map(|outlet| outlet.name.clone()).collect()
}

/// The owners of outlets that are not declared independent, by the names of these.
fn owners(outlets: &[OutletProfile]) -> BTreeMap<String, String> {
    let owned = outlets.iter().filter(|outlet| !outlet.independent);
    let owned = owned.filter_map(|o| Some((o.name.clone(), o.owner.clone()?)));
    owned.collect()
}

/// What to say where the judgement of outlets did not come to rest.
fn unsettled(trust: &Trust) -> Option<String> {
    (!trust.settled).then(|| {
        format!(
            "The judgement of outlets still moved after {} rounds: take how often they are right, and how likely values are, as rough.",
            trust.rounds
        )
    })
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

/// The weights of the model given, or else those inside the program.
///
/// # Errors
/// The fault, where the model cannot be read.
pub fn weights(settings: &Settings) -> Result<Weights, Vec<Fault>> {
    let Some(path) = &settings.model else {
        return Ok(Weights::default());
    };
    let text = std::fs::read_to_string(path)
        .map_err(|e| vec![fault(path, FaultKind::Unreadable, e.to_string())])?;
    model::read(&text).map_err(|error| {
        let kind = match error.field {
            Some(_) => FaultKind::BadValue,
            None => FaultKind::Syntax,
        };
        vec![Fault {
            line: error.line,
            field: error.field,
            hint: error.hint,
            ..fault(path, kind, error.message)
        }]
    })
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

/// The events that people have coded, where such a file is named.
fn given(
    settings: &Settings,
    claims: &[Claim],
    faults: &mut Vec<Fault>,
) -> Result<Option<GivenEvents>, Vec<Fault>> {
    let Some(path) = &settings.events else {
        return Ok(None);
    };
    let (given, more) = ingest::events::read(path, claims).map_err(|fault| vec![fault])?;
    faults.extend(more);
    faults.sort();
    Ok(Some(given))
}
