//! What the words of a report mean: one table, which `explain` prints from.

use rashomon::report::words;

/// A word, what it means, and what to do where one meets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Term {
    /// As reports and messages print it.
    pub(super) name: &'static str,
    /// What sort of word it is.
    pub(super) sort: &'static str,
    /// What it means.
    pub(super) means: &'static str,
    /// What to do.
    pub(super) so: &'static str,
}

const fn term(
    name: &'static str,
    sort: &'static str,
    means: &'static str,
    so: &'static str,
) -> Term {
    Term {
        name,
        sort,
        means,
        so,
    }
}

/// Every word that `explain` knows.
pub(super) const TERMS: [Term; 43] = [
    term(
        "agreement",
        "verdict",
        "The values are the same.",
        "Nothing. How many independent origins stand behind it is printed beside it.",
    ),
    term(
        "compatible",
        "verdict",
        "One value is vaguer than the other, holds it, or overlaps it; or the two are spellings of one name. “About 20” is 16 to 24, and holds 19.",
        "Print the narrower one, or the vaguer one if the narrower rests on one origin.",
    ),
    term(
        "superseded",
        "verdict",
        "The values differ, and the later report updates the earlier: a toll rose, a status changed, a town changed hands, or an outlet corrected itself.",
        "Print the later, with its date.",
    ),
    term(
        "scope",
        "verdict",
        "The values differ because they count different things: another group, place or period, or a total against a part.",
        "Say what each counts; do not set them side by side.",
    ),
    term(
        "contradiction",
        "verdict",
        "The values cannot both be true, and nothing in either account (a hedge, a date, what is counted) makes room.",
        "Settle it before print: the report says what would.",
    ),
    term(
        "minor",
        "severity",
        "Worth a line.",
        "The codebook says how grave a difference in each attribute is; a codebook file may say otherwise.",
    ),
    term(
        "moderate",
        "severity",
        "Worth a look before print.",
        "The codebook says how grave a difference in each attribute is; a codebook file may say otherwise.",
    ),
    term(
        "major",
        "severity",
        "Changes what the story says.",
        "The codebook says how grave a difference in each attribute is; a codebook file may say otherwise.",
    ),
    term(
        "critical",
        "severity",
        "Changes who is alive, or who holds power.",
        "The codebook says how grave a difference in each attribute is; a codebook file may say otherwise.",
    ),
    term(
        "topic",
        "word of the report",
        "What accounts say of one attribute of one thing, in one event or across events: its distinct values, who gives each, how each two of them stand, and the answer.",
        "`rashomon explain t-…` tells one.",
    ),
    term(
        "open",
        "state",
        "A contradiction that nothing settles.",
        "Settle it before print: the report says what would.",
    ),
    term(
        "explained",
        "state",
        "The accounts differ, and it is told why that is no contradiction.",
        "Print what stands, and the reason where readers will ask.",
    ),
    term(
        "agreed",
        "state",
        "All accounts say the same.",
        "Nothing. How many independent origins stand behind it is printed beside it.",
    ),
    term(
        "one-source",
        "state",
        "One origin only speaks of it, so that it is neither confirmed nor contradicted.",
        "Attribute it to that source.",
    ),
    term(
        "ruled",
        "state",
        "A person, or a known truth, settled it.",
        "Print what was ruled; the report names who ruled it.",
    ),
    term(
        "ruling",
        "word of the report",
        "What a person decided of claims, events, values or names, with who, when and why, in `rulings.toml` beside the claims. It is the last word.",
        "`rashomon rule` writes one; `rashomon explain` with its id says what it moved.",
    ),
    term(
        "accepted",
        "state",
        "A disagreement that is known and may stay.",
        "Nothing, until a third value opens it again.",
    ),
    term(
        "origin",
        "word of the report",
        "Where a story first came from. Ten outlets that print one wire story are one origin; what counts is how many independent ones stand behind a value.",
        "Accounts that share a number in an event's table share an origin.",
    ),
    term(
        "one outlet only",
        "word of the report",
        "Nobody else speaks of it, so that it is neither confirmed nor contradicted.",
        "Attribute it to that outlet.",
    ),
    term(
        "party's own claim",
        "word of the report",
        "A side of the conflict says it of the conflict.",
        "Attribute it to that side, and not to the outlet that printed it.",
    ),
    term(
        "too little to judge",
        "word of the report",
        "Others tell of too little that the outlet tells of, or they leave too wide an interval, to say how often it is right.",
        "Count independent origins.",
    ),
    term(
        "ucdp",
        "policy",
        "As the Uppsala Conflict Data Program codes: the lowest, the best and the highest estimate that a source gives.",
        "See the policies under each contested count.",
    ),
    term(
        "acled",
        "policy",
        "As the Armed Conflict Location & Event Data project codes: the lowest count that a source gives.",
        "See the policies under each contested count.",
    ),
    term(
        "ibc",
        "policy",
        "As Iraq Body Count codes: from the lowest to the highest count, where two independent sources give one.",
        "See the policies under each contested count.",
    ),
    term(
        "majority",
        "policy",
        "The value that most outlets print, whatever their origins.",
        "See the policies under each contested count.",
    ),
    term(
        "latest",
        "policy",
        "The value that was published last.",
        "See the policies under each contested count.",
    ),
    term(
        "part of",
        "relation",
        "An event of a day within a campaign of weeks, or of a town within a front: two events, linked, not one.",
        "Counts of the two are not to be compared.",
    ),
    term(
        "unreadable",
        "fault",
        "A file or folder cannot be opened or read.",
        "Look at its permissions.",
    ),
    term(
        "missing-file",
        "fault",
        "There is nothing at that path.",
        "Look at the spelling of the path.",
    ),
    term(
        "empty",
        "fault",
        "A file or folder holds no claim.",
        "Name another, or leave it out.",
    ),
    term(
        "compression",
        "fault",
        "Compressed data ends early, or is broken.",
        "Fetch or compress the file again.",
    ),
    term(
        "encoding",
        "fault",
        "Bytes are not UTF-8.",
        "Save the file as UTF-8.",
    ),
    term(
        "syntax",
        "fault",
        "The text is not JSON, CSV or TSV.",
        "Mend it at the line and column named.",
    ),
    term(
        "unknown-field",
        "fault",
        "The format has no field of that name.",
        "Use the name offered, or begin a field of your own with `x_`.",
    ),
    term(
        "missing-field",
        "fault",
        "A required field is not there.",
        "Add it; `rashomon schema claims` lists them.",
    ),
    term(
        "wrong-type",
        "fault",
        "A value is of another type than its field's.",
        "Write it as the message says.",
    ),
    term(
        "unknown-term",
        "fault",
        "The codebook does not list that kind, attribute or term.",
        "Use the name offered, or declare it in a codebook file of your own.",
    ),
    term(
        "bad-value",
        "fault",
        "A value cannot be read, or cannot be: an impossible date, a reversed range, a negative count.",
        "Write it as the message says; what the outlet wrote goes into `text`.",
    ),
    term(
        "duplicate-id",
        "fault",
        "Two claims have one id.",
        "Give one of them another.",
    ),
    term(
        "too-large",
        "fault",
        "More than the program takes: a number beyond 64 bits, a name of a megabyte.",
        "Shorten it.",
    ),
    term(
        "stale",
        "fault",
        "A ruling points at what is not there any more, or moves nothing.",
        "Look whether it still holds; else remove it from the rulings.",
    ),
    term(
        "conflict",
        "fault",
        "Rulings contradict each other: none of them is obeyed.",
        "Remove those that do not hold.",
    ),
    term(
        "guessed",
        "fault",
        "What a table's columns were taken for, by their names, as no mapping says what they are.",
        "Look whether it is right; `rashomon map` writes a mapping to change where it is not.",
    ),
];

/// The word of that name, in any case, with hyphens, underscores or spaces.
pub(super) fn find(name: &str) -> Option<&'static Term> {
    let plain = |text: &str| {
        text.trim()
            .to_lowercase()
            .replace(['-', '_', '–', '’'], " ")
    };
    let name = plain(name);
    // A policy also by the name that reports print.
    let is = |term: &&Term| plain(term.name) == name || plain(words::policy(term.name)) == name;
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
    fn words_are_found_however_they_are_spelt() {
        assert_eq!(find("Unknown_Field").unwrap().name, "unknown-field");
        assert_eq!(find("IBC min-max").unwrap().name, "ibc");
        assert!(find("e-123").is_none());
    }
}
