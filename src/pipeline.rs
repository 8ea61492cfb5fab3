//! The stages strung together: claims in, a reconciliation out.

mod known;
mod method;
mod twins;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::claim::Claim;
use crate::codebook::Codebook;
use crate::compare::{self, Comparison, Context};
use crate::ingest::events::GivenEvents;
use crate::ingest::texts;
use crate::ingest::{self, Fault, FaultKind, FaultLevel, Found, KnownTruths, Source};
pub use crate::link::learn::{Learned, Patterns, Way};
use crate::link::{self, Linkage, Weights, model};
use crate::names::{self, Gazetteer, Names};
pub use crate::progress::Progress;
pub use crate::report::build::Draft;
use crate::report::build::{self, Results};
pub use crate::report::explain::{Answers, Beginning, Evidence, Explanation};
pub use crate::report::saved::Saved;
use crate::report::view::{Method, Report};
use crate::report::{explain, saved};
use crate::text::Shingles;
use crate::weigh::trust::Given;
use crate::weigh::{Dependence, Trust, dependence};
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
}

/// A run that could read its claims: every stage's result, of which a report is made.
#[derive(Debug)]
pub struct Run {
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
    /// Documents that echo others.
    pub dependence: Dependence,
    /// How far each outlet is to be believed, and which copy which.
    pub trust: Trust,
    /// How it was made.
    pub method: Method,
    /// Passages at hand, by claim id.
    pub passages: BTreeMap<Arc<str>, String>,
}

impl Run {
    /// The report in the making: each part of it is made when it is asked for.
    pub fn draft(&self) -> Draft<'_> {
        Draft::new(self.results())
    }

    /// Writes what [`Saved`] answers from.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn save(&self, out: &mut dyn io::Write) -> io::Result<()> {
        saved::write(&self.results(), out)
    }

    /// The whole report.
    pub fn report(&self) -> Report<'_> {
        self.draft().report()
    }

    fn results(&self) -> Results<'_> {
        let refused = self.faults.iter();
        Results {
            ctx: Context {
                claims: &self.claims,
                names: &self.names,
                codebook: &self.codebook,
            },
            linkage: &self.linkage,
            comparison: &self.comparison,
            dependence: &self.dependence,
            trust: &self.trust,
            passages: &self.passages,
            method: &self.method,
            graded: !self.ungraded,
            faults: refused.filter(|f| f.level == FaultLevel::Error).count(),
        }
    }
}

impl Answers for Run {
    fn holder(&self, claim: &str) -> io::Result<Option<String>> {
        let at = self.claims.binary_search_by(|c| (*c.id).cmp(claim)).ok();
        let event = at.map(|at| self.linkage.event_of[at]);
        Ok(event.map(|event| self.linkage.events[event as usize].id.clone()))
    }

    fn beginning(&self, prefix: &str) -> io::Result<Beginning> {
        let ctx = self.results().ctx;
        let findings = self.comparison.findings.iter();
        let findings = findings.map(|f| build::finding_id(&ctx, f));
        let events = self.linkage.events.iter().map(|e| e.id.clone());
        let mut ids: Vec<String> = events
            .chain(findings)
            .filter(|id| id.starts_with(prefix))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let count = ids.len();
        ids.truncate(explain::MOST_IDS);
        Ok(Beginning { count, first: ids })
    }

    fn claims(&self, a: &str, b: &str) -> io::Result<Option<Explanation>> {
        Ok(explain::claims(&self.results(), a, b))
    }

    fn event(&self, id: &str) -> io::Result<Option<Explanation>> {
        Ok(explain::event(&self.results(), id))
    }

    fn finding(&self, id: &str) -> io::Result<Option<Explanation>> {
        Ok(explain::finding(&self.results(), id))
    }

    fn nearest(&self, id: &str, words: &[&str]) -> Option<String> {
        let events = self.linkage.events.iter().map(|e| e.id.as_str());
        let claims = self.claims.iter().map(|c| &*c.id);
        let known = words.iter().copied().chain(events).chain(claims);
        Codebook::nearest(id, known).map(ToOwned::to_owned)
    }
}

/// Reads claims and reconciles them.
///
/// # Errors
/// The faults, where not one claim could be read, or a codebook is broken.
pub fn run(sources: &[Source], settings: &Settings) -> Result<Run, Vec<Fault>> {
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
) -> Result<Run, Vec<Fault>> {
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
) -> Result<Lesson, Vec<Fault>> {
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
) -> Result<Input, Vec<Fault>> {
    progress.begin("reading", 0);
    let mut found = ingest::find(sources);
    ingest::set_aside(&mut found, &settings.known);
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
        return Err(faults);
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
    Ok(Input {
        claims: ingested.claims,
        weights,
        codebook,
        gazetteer,
        events: events.map(|given| given.events),
        known,
        method,
        passages,
        shingles,
        faults,
    })
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
    /// What was wrong with the input.
    pub faults: Vec<Fault>,
}

/// Reconciles claims that were read already.
pub fn reconcile(input: Input) -> Run {
    reconcile_watched(input, &())
}

fn reconcile_watched(input: Input, progress: &dyn Progress) -> Run {
    let Input {
        mut claims,
        codebook,
        gazetteer,
        events,
        known,
        weights,
        method,
        passages,
        shingles,
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
        (&codebook, &gazetteer, &weights),
        progress,
    );
    let ctx = Context {
        claims: &claims,
        names: &names,
        codebook: &codebook,
    };
    progress.begin("comparing", 0);
    let comparison = compare::compare(&ctx, &linkage);
    progress.begin("weighing", 0);
    let dependence = dependence::find(&ctx, &linkage, &shingles);
    let trust = Trust::of(&ctx, &linkage, &dependence, Given { facts, twins });
    let mut method = method;
    method
        .remarks
        .extend(known::remarks(&trust.known, &known, &claims, &codebook));
    if !trust.settled {
        method.remarks.push(format!(
            "The judgement of outlets still moved after {} rounds: take how often they are right, and how likely values are, as rough.",
            trust.rounds
        ));
    }
    progress.done();
    Run {
        faults,
        claims,
        names,
        codebook,
        linkage,
        comparison,
        ungraded: false,
        dependence,
        trust,
        method,
        passages,
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
