//! Rashomon reconciles what different outlets say of the same events: which accounts speak of one
//! event, where they cannot all be true, who is to be believed, and what stands.
//!
//! ```
//! # fn main() -> Result<(), rashomon::Error> {
//! use rashomon::{ClaimsSet, State, reconcile};
//!
//! let claims = ClaimsSet::from_lines(
//!     r#"
//! {"id": "a", "outlet": "Harbour Post", "document": {"id": "hp-1", "published": "2024-03-10"}, "event": {"kind": "bombing", "when": "2024-03-09", "where": ["Port Lune"]}, "assertions": [{"attribute": "killed", "value": 19}]}
//! {"id": "b", "outlet": "Coast Radio", "document": {"id": "cr-1", "published": "2024-03-10"}, "event": {"kind": "bombing", "when": "2024-03-09", "where": ["Port Lune"]}, "assertions": [{"attribute": "killed", "value": 23}]}
//! "#,
//! )?;
//! let reconciliation = reconcile(claims);
//! let report = reconciliation.report();
//!
//! assert_eq!(report.events.len(), 1);
//! let killed = report.topics.iter().find(|t| t.attribute == "killed").unwrap();
//! assert_eq!((killed.state, killed.values.len()), (State::Open, 2));
//! println!("{}", killed.between[0].why);
//! # Ok(())
//! # }
//! ```
//!
//! A **claim** is one outlet's account of one event. A [`ClaimsSet`] is read from files and folders
//! ([`ClaimsSet::read`]) or from JSON lines ([`ClaimsSet::from_lines`]); [`reconcile`] makes a
//! [`Reconciliation`] of it, which is read as a whole ([`Reconciliation::report`]) or part by part
//! ([`Reconciliation::maker`]). The unit of a [`Report`] is the [`Topic`]: what accounts say of one
//! attribute of one thing, with its distinct values, how each two of them stand ([`Verdict`]), and the
//! [`Answer`]. What is wrong with the input is told as [`Fault`]s; where nothing could be read, they are
//! the [`Error`]. [`report`] prints a report in every format, and [`settle::truth`] weighs plain claims
//! of (source, object, value).
//!
//! The other modules are the stages, in the order in which data flows: [`claim`], [`codebook`],
//! [`ingest`], [`names`], [`extract`], [`link`], [`compare`], [`settle`], [`view`], [`report`]. Each
//! imports only from those before it, and a test holds that. They are public for the command line
//! and the tests; what is promised to stay is what this page re-exports.

pub mod claim;
pub mod codebook;
pub mod compare;
mod error;
pub mod extract;
pub mod ingest;
pub mod link;
pub mod names;
pub mod pipeline;
pub mod progress;
pub mod report;
pub mod settle;
mod text;
mod union_find;
pub mod view;
pub mod whole_file;

pub use codebook::{Codebook, Severity, Verdict};
pub use error::Error;
pub use ingest::{Fault, FaultKind, FaultLevel, Source};
pub use names::Gazetteer;
pub use pipeline::{ClaimsSet, Reconciliation, Settings, reconcile};
pub use progress::Progress;
pub use settle::{Basis, State};
pub use view::{
    Account, Answer, Between, Event, Outlet, Parts, Printed, Report, Subject, Summary, Topic, Value,
};
