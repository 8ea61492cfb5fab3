//! Leaving out persons, exact places and outlets from a finished report.
//!
//! It works on the report as printed and not on its parts: every text of it is read through, those
//! of fields that are added later too. What is hidden is named by a number, in the order in which
//! it is met, so that a reader can follow one person through the report. What may name it in ways
//! that no list of spellings knows (titles, addresses and passages of articles) is left out whole.

mod hidden;
mod ladder;
mod patterns;
mod walk;

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use super::place::Places;
use super::text::{listed, plural};
use crate::claim::Claim;
use crate::names::Names;
use crate::view::Report;
use hidden::Hidden;
pub use ladder::Rung;
use patterns::Patterns;

/// What is to be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redact {
    /// Named persons: all, or those of whom no claim says that they hold an office of this rung
    /// or a higher one.
    Persons(Option<Rung>),
    /// Places more exact than a region.
    Places,
    /// An outlet, by its name.
    Outlet(String),
}

/// Something cannot be left out as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RedactError {
    /// Nothing of that name can be left out.
    Unknown(String),
    /// No rung of the ladder has that name or title.
    Role(String),
    /// No claim is of that outlet.
    Outlet(String),
}

impl fmt::Display for RedactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(what) => write!(
                f,
                "`{what}` cannot be left out: it may be persons, persons:ROLE, places or outlet=NAME"
            ),
            Self::Role(role) => write!(
                f,
                "`{role}` is no role that persons are ranked by: {}, or a title such as `president`, `governor`, `colonel` or `spokesman`",
                listed(&Rung::ALL.map(Rung::name))
            ),
            Self::Outlet(name) => write!(f, "no claim is of an outlet named `{name}`"),
        }
    }
}

impl std::error::Error for RedactError {}

impl FromStr for Redact {
    type Err = RedactError;

    fn from_str(text: &str) -> Result<Self, RedactError> {
        match text.split_once([':', '=']) {
            None if text == "persons" => Ok(Self::Persons(None)),
            None if text == "places" => Ok(Self::Places),
            Some(("persons", role)) => Rung::of(role)
                .map(|rung| Self::Persons(Some(rung)))
                .ok_or_else(|| RedactError::Role(role.to_owned())),
            Some(("outlet", name)) if !name.trim().is_empty() => {
                Ok(Self::Outlet(name.trim().to_owned()))
            }
            _ => Err(RedactError::Unknown(text.to_owned())),
        }
    }
}

/// What sort of thing is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Sort {
    Person,
    Source,
    Place,
    Outlet,
    Claim,
    Document,
}

impl Sort {
    fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Source => "source",
            Self::Place => "place",
            Self::Outlet => "outlet",
            Self::Claim => "claim",
            Self::Document => "document",
        }
    }
}

/// Something hidden: what it is, and which of its sort.
type Which = (Sort, usize);

/// Numbers by which hidden things are named, given when they are first met.
#[derive(Debug, Default)]
struct Numbers {
    given: HashMap<Which, usize>,
    last: HashMap<Sort, usize>,
}

impl Numbers {
    /// `[redacted person 2]`.
    fn name(&mut self, which: Which) -> String {
        let last = self.last.entry(which.0).or_default();
        let number = *self.given.entry(which).or_insert_with(|| {
            *last += 1;
            *last
        });
        format!("[redacted {} {number}]", which.0.name())
    }

    fn all(&self) -> usize {
        self.last.values().sum()
    }

    fn met(&self, sort: Sort) -> usize {
        self.last.get(&sort).copied().unwrap_or_default()
    }
}

/// A report with something left out.
#[derive(Debug)]
pub struct Redacted {
    /// The report.
    pub report: Report<'static>,
    /// What was left out, in sentences.
    pub told: Vec<String>,
    /// Claims that go by another id, by the one that they had.
    ids: HashMap<String, String>,
    patterns: Patterns,
}

/// Why a report could not be redacted.
#[derive(Debug)]
pub enum Failed {
    /// It cannot be left out as asked.
    Asked(RedactError),
    /// The report cannot be written as JSON and read back.
    Report(serde_json::Error),
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked(error) => error.fmt(f),
            Self::Report(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Failed {}

impl Redacted {
    /// The report of these claims, without what is `asked` to be left out.
    ///
    /// # Errors
    /// Where an outlet is not there.
    pub fn new(
        report: &Report<'_>,
        claims: &[Claim],
        names: &Names,
        asked: &[Redact],
    ) -> Result<Self, Failed> {
        let hidden = Hidden::of(claims, names, asked).map_err(Failed::Asked)?;
        let patterns = Patterns::new(&hidden);
        let mut numbers = Numbers::default();
        let articles = asked.iter().any(|a| !matches!(a, Redact::Outlet(_)));
        let bare = walk::without_articles(report, articles, &hidden.outlets);
        let report = walk::renamed(bare, &patterns, &mut numbers).map_err(Failed::Report)?;
        let told = asked.iter().map(|a| told(a, &numbers)).collect();
        Ok(Self {
            report,
            told,
            ids: patterns.ids(&mut numbers),
            patterns,
        })
    }

    /// Where claims stand, by the ids of this report; a path that names what is hidden is not said.
    pub fn places<'p>(&'p self, places: Places<'p>) -> Places<'p> {
        let mut unused = Numbers::default();
        places.renamed(&self.ids, |file| {
            self.patterns.replace(file, &mut unused).is_none()
        })
    }
}

/// What was left out for one wish.
fn told(asked: &Redact, numbers: &Numbers) -> String {
    let met = |sort: Sort| plural(numbers.met(sort), sort.name());
    let articles = "titles, addresses and passages of articles, which may name more, are left out";
    match asked {
        Redact::Persons(rung) => {
            let below = rung.map(|r| format!(" below the rank of {}", r.name()));
            let met = [met(Sort::Person), met(Sort::Source)];
            let below = below.unwrap_or_default();
            format!(
                "Redacted: named persons{below} ({}); {articles}.",
                listed(&met)
            )
        }
        Redact::Places => format!(
            "Redacted: places more exact than a region ({}); {articles}.",
            met(Sort::Place)
        ),
        Redact::Outlet(_) => "Redacted: the name, the documents and the passages of an outlet; what it says is still counted.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::*;
    use crate::codebook::Codebook;
    use crate::names::{self, Gazetteer};
    use crate::{ingest, view};

    const CLAIMS: &str = r#"
{"id": "nw-2#1", "outlet": "North Wire", "document": {"id": "nw-2"}, "event": {"kind": "clash", "where": ["Tessel", "Delta", "Aland"], "actors": ["Army of Aland"]}, "assertions": [{"attribute": "status", "of": "Idris Vane", "value": "killed"}], "said_by": ["local sources"]}
{"id": "cr-9#1", "outlet": "Coast Radio", "document": {"id": "cr-9"}, "event": {"kind": "clash", "where": ["Tessel", "Delta", "Aland"], "actors": ["Army of Aland"]}, "assertions": [{"attribute": "status", "of": "Idris Vane", "value": "alive"}]}
"#;

    fn redacted(asked: &str) -> Report<'static> {
        let codebook = Codebook::builtin();
        let read = ingest::read_lines("test", CLAIMS.trim().as_bytes(), &codebook);
        assert!(read.faults.is_empty(), "{:?}", read.faults);
        let names = names::resolve(&read.claims, &codebook, &Gazetteer::default());
        let asked = [asked.parse().unwrap()];
        let report = canned::report();
        let less = Redacted::new(&report, &read.claims, &names, &asked);
        less.unwrap().report
    }

    fn text(report: &Report) -> String {
        serde_json::to_string(report).unwrap()
    }

    #[test]
    fn a_person_is_named_in_no_field_and_by_no_id() {
        let less = redacted("persons");
        let text = text(&less);
        for trace in [
            "Idris",
            "Vane",
            "s-0vane",
            "t-13status0000",
            "f-01vanestatus",
        ] {
            assert!(!text.contains(trace), "{trace}");
        }
        assert_eq!(less.topics[0].of.as_deref(), Some("[redacted person 1]"));
        assert_eq!(less.topics[0].subject.as_ref(), Some(&less.subjects[0].id));
        assert!(text.contains("t-01killed0000") && text.contains("f-02killed19vs23"));
    }

    #[test]
    fn what_is_hidden_changes_no_verdict() {
        let (less, whole) = (redacted("places"), canned::report());
        assert!(text(&whole).contains("Tessel") && !text(&less).contains("Tessel"));
        let verdicts = |r: &Report| r.topics.iter().map(|t| t.verdict).collect::<Vec<_>>();
        assert_eq!(verdicts(&less), verdicts(&whole));
        assert_eq!(less.summary, whole.summary);
        let entries = |r: &Report| -> Vec<[usize; 2]> {
            let all = r.topics.iter().flat_map(|t| &t.between);
            all.map(|e: &view::Between| [e.a, e.b]).collect()
        };
        assert_eq!(entries(&less), entries(&whole));
    }

    #[test]
    fn an_outlet_goes_with_its_claims_and_no_topic_loses_its_id() {
        let (less, whole) = (redacted("outlet=Coast Radio"), canned::report());
        let text = text(&less);
        assert!(
            !text.contains("Coast Radio") && !text.contains("cr-9"),
            "{text}"
        );
        let ids = |r: &Report| {
            r.topics
                .iter()
                .map(|t| t.id.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(&less), ids(&whole));
        let claims = less.events.iter().flat_map(|e| &e.claims);
        let claims: Vec<&str> = claims.map(|c| &**c).collect();
        let given = less.topics.iter().flat_map(|t| &t.values);
        let mut given = given.flat_map(|v| &v.claims);
        assert!(given.all(|c| claims.contains(&&**c)));
    }
}
