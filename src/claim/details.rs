//! What few claims and assertions say beside the rest. It stands apart so that those that say none
//! of it are small: there can be millions.

use std::sync::Arc;

use super::{Assertion, Claim};

/// What few claims say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClaimDetails {
    /// What the outlet called the event, as published.
    pub title: Option<Arc<str>>,
    /// The words that the claim was read from, as published.
    pub words: Option<Arc<str>>,
    /// The words that tell its article from others: for linkage, never printed.
    pub gist: Option<Arc<str>>,
    /// Who drafted the claim, where no person has confirmed it.
    pub draft: Option<Drafted>,
}

/// The mark of a claim that a program wrote and no person has confirmed.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafted {
    /// The program.
    pub reader: Arc<str>,
    /// How sure it was, from 0 to 1, where it says so.
    pub confidence: Option<f64>,
}

/// What few assertions say: what their number means.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AssertionDetails {
    /// The standard of proof of a count (`confirmed`, `suspected`, …), as written.
    pub proof: Option<Arc<str>>,
    /// Categories that a count takes in, where outlets differ in that.
    pub includes: Vec<Arc<str>>,
    /// Categories that a count leaves out, where outlets differ in that.
    pub excludes: Vec<Arc<str>>,
    /// The unit of a number, as written.
    pub unit: Option<Arc<str>>,
}

impl AssertionDetails {
    /// What an assertion says that says none of it.
    pub fn none() -> &'static Self {
        static NONE: AssertionDetails = AssertionDetails {
            proof: None,
            includes: Vec::new(),
            excludes: Vec::new(),
            unit: None,
        };
        &NONE
    }
}

impl Claim {
    /// What few claims say.
    pub fn details(&self) -> &ClaimDetails {
        static NONE: ClaimDetails = ClaimDetails {
            title: None,
            words: None,
            gist: None,
            draft: None,
        };
        self.details.as_deref().unwrap_or(&NONE)
    }
}

impl Assertion {
    /// What few assertions say.
    pub fn details(&self) -> &AssertionDetails {
        let details = self.details.as_deref();
        details.unwrap_or(AssertionDetails::none())
    }
}
