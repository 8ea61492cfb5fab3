//! What was wrong with the input, on standard error.

use std::fmt::Write as _;

use rashomon::ingest::{Fault, FaultKind, FaultLevel};
use rashomon::report::text::{inert, plural};

use super::say;

/// So many faults are printed; then they are counted.
const PRINTED: usize = 200;

/// Prints the faults, what was refused first; not too many of them, unless `all` are wanted.
pub(super) fn print(faults: &[Fault], all: bool) {
    let shown = if all { faults.len() } else { PRINTED };
    for fault in sorted(faults).into_iter().take(shown) {
        say(line(fault));
    }
    if let more @ 1.. = faults.len().saturating_sub(shown) {
        say(format_args!("… and {more} more: all with --verbose"));
    }
}

/// Prints the faults for which a run could not be done.
pub(super) fn print_failure(faults: &[Fault], all: bool) {
    print(faults, all);
    if !faults.iter().any(|f| f.level == FaultLevel::Error) {
        say("error: no claim could be read");
    }
}

/// Errors before warnings; each in the order of files and lines.
pub(super) fn sorted(faults: &[Fault]) -> Vec<&Fault> {
    let mut sorted: Vec<&Fault> = faults.iter().collect();
    sorted.sort_by_key(|f| (f.level, *f));
    sorted
}

/// A fault in a line, and its help in another.
pub(super) fn line(fault: &Fault) -> String {
    let mut line = inert(&fault.file).into_owned();
    for number in [fault.line, fault.column].into_iter().filter(|n| *n > 0) {
        // Writing to a string cannot fail.
        let _ = write!(line, ":{number}");
    }
    let level = match fault.level {
        FaultLevel::Error => "error",
        FaultLevel::Warning => "warning",
    };
    let _ = write!(line, ": {level}[{}]: ", name(fault.kind));
    if let Some(field) = &fault.field {
        let _ = write!(line, "{}: ", inert(field));
    }
    line.push_str(&inert(&fault.message));
    if let Some(hint) = &fault.hint {
        let _ = write!(line, "\n  help: {}", inert(hint));
    }
    line
}

/// `3 records refused, 1 warning`.
pub(super) fn counted(faults: &[Fault]) -> String {
    let errors = faults
        .iter()
        .filter(|f| f.level == FaultLevel::Error)
        .count();
    let warnings = faults.len() - errors;
    match warnings {
        0 => plural(errors, "fault"),
        _ => format!(
            "{}, {}",
            plural(errors, "fault"),
            plural(warnings, "warning")
        ),
    }
}

/// The name of a sort of fault, which `explain` takes.
pub(super) fn name(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Unreadable => "unreadable",
        FaultKind::Missing => "missing-file",
        FaultKind::Empty => "empty",
        FaultKind::Compression => "compression",
        FaultKind::Encoding => "encoding",
        FaultKind::Syntax => "syntax",
        FaultKind::UnknownField => "unknown-field",
        FaultKind::MissingField => "missing-field",
        FaultKind::WrongType => "wrong-type",
        FaultKind::UnknownTerm => "unknown-term",
        FaultKind::BadValue => "bad-value",
        FaultKind::DuplicateId => "duplicate-id",
        FaultKind::TooLarge => "too-large",
        FaultKind::Stale => "stale",
        FaultKind::Conflict => "conflict",
        FaultKind::Guessed => "guessed",
    }
}

#[cfg(test)]
pub(super) fn example(file: &str, line: u32, level: FaultLevel) -> Fault {
    Fault {
        file: file.into(),
        line,
        column: 7,
        field: Some("assertions[0].value".into()),
        level,
        kind: FaultKind::BadValue,
        message: "\u{1b}[31mten-ish cannot be read".into(),
        hint: Some("write `about 10`".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_where_what_and_how_to_mend_it() {
        assert_eq!(
            line(&example("a.json", 3, FaultLevel::Error)),
            "a.json:3:7: error[bad-value]: assertions[0].value: \\u{1b}[31mten-ish cannot be read\n  help: write `about 10`"
        );
    }

    #[test]
    fn what_was_refused_comes_first() {
        let faults = [
            example("a", 1, FaultLevel::Warning),
            example("b", 2, FaultLevel::Error),
            example("b", 1, FaultLevel::Error),
        ];
        let order: Vec<(&str, u32)> = sorted(&faults).iter().map(|f| (&*f.file, f.line)).collect();
        assert_eq!(order, [("b", 1), ("b", 2), ("a", 1)]);
        assert_eq!(counted(&faults), "2 faults, 1 warning");
    }
}
