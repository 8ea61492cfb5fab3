//! What the words of a report mean: one table, `terms.toml`, which `explain` prints from.

use std::sync::LazyLock;

use rashomon::report::words;
use serde::Deserialize;

/// A word, what it means, and what to do where one meets it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Term {
    /// As reports and messages print it.
    pub(super) name: String,
    /// What sort of word it is.
    pub(super) sort: String,
    /// What it means.
    pub(super) means: String,
    /// What to do.
    pub(super) so: String,
}

/// Every word that `explain` knows, from `terms.toml`.
pub(super) static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    let read = toml::from_str(include_str!("terms.toml"));
    let Terms { term } = read.unwrap_or_default();
    term
});

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Terms {
    term: Vec<Term>,
}

/// The word of that name, in any case, with hyphens, underscores or spaces.
pub(super) fn find(name: &str) -> Option<&'static Term> {
    let plain = |text: &str| {
        text.trim()
            .to_lowercase()
            .replace(['-', '_', '–', '’'], " ")
    };
    let name = plain(name);
    // A policy also by the name that reports print.
    let is = |term: &&Term| plain(&term.name) == name || plain(words::policy(&term.name)) == name;
    TERMS.iter().find(is)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rashomon::codebook::{Severity, Verdict};
    use rashomon::ingest::FaultKind;

    #[test]
    fn every_verdict_severity_and_fault_is_explained() {
        use FaultKind::{
            BadValue, Compression, DuplicateId, Empty, Encoding, Missing, MissingField, Syntax,
            TooLarge, UnknownField, UnknownTerm, Unreadable, WrongType,
        };
        for verdict in [
            Verdict::Agreement,
            Verdict::Compatible,
            Verdict::Superseded,
            Verdict::Scope,
            Verdict::Contradiction,
        ] {
            assert_eq!(find(words::verdict(verdict)).unwrap().sort, "verdict");
        }
        for severity in [
            Severity::Minor,
            Severity::Moderate,
            Severity::Major,
            Severity::Critical,
        ] {
            assert_eq!(find(words::severity(severity)).unwrap().sort, "severity");
        }
        for kind in [
            Unreadable,
            Missing,
            Empty,
            Compression,
            Encoding,
            Syntax,
            UnknownField,
            MissingField,
            WrongType,
            UnknownTerm,
            BadValue,
            DuplicateId,
            TooLarge,
        ] {
            assert_eq!(find(crate::cli::faults::name(kind)).unwrap().sort, "fault");
        }
    }

    #[test]
    fn every_state_and_basis_is_explained_and_no_word_twice() {
        use rashomon::view::{Basis, State};
        let states = [
            State::Agreed,
            State::OneSource,
            State::Explained,
            State::Open,
            State::Ruled,
            State::Accepted,
        ];
        let bases = [
            Basis::Ruled,
            Basis::Known,
            Basis::Corrected,
            Basis::Latest,
            Basis::Agreed,
            Basis::Weighed,
            Basis::Only,
            Basis::None,
        ];
        let states = states.iter().map(|s| serde_json::to_value(s).unwrap());
        let bases = bases.iter().map(|b| serde_json::to_value(b).unwrap());
        for word in states.chain(bases) {
            assert!(find(word.as_str().unwrap()).is_some(), "{word}");
        }
        let names: std::collections::BTreeSet<&str> = TERMS.iter().map(|t| &*t.name).collect();
        assert_eq!(names.len(), TERMS.len());
    }

    #[test]
    fn words_are_found_however_they_are_spelt() {
        assert_eq!(find("Unknown_Field").unwrap().name, "unknown-field");
        assert_eq!(find("IBC min-max").unwrap().name, "ibc");
        assert!(find("e-123").is_none());
    }
}
