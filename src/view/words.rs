//! The words that every report uses for the same thing.

mod day;

pub use day::{as_of, day, short_day};

use super::{Leaning, Outlet, Printed, Severities, Summary};
use crate::claim::{Decimal, Unit};
use crate::codebook::{Severity, Verdict};
use crate::settle::outlets::{Share, grade};

/// The word for a verdict.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agreement => "agreement",
        Verdict::Compatible => "compatible",
        Verdict::Superseded => "superseded",
        Verdict::Scope => "scope",
        Verdict::Contradiction => "contradiction",
    }
}

/// A sign for a verdict that needs no colour.
pub fn symbol(verdict: Verdict) -> char {
    match verdict {
        Verdict::Agreement => '=',
        Verdict::Compatible => '≈',
        Verdict::Superseded => '→',
        Verdict::Scope => '≠',
        Verdict::Contradiction => '✗',
    }
}

/// The word for a severity.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Minor => "minor",
        Severity::Moderate => "moderate",
        Severity::Major => "major",
        Severity::Critical => "critical",
    }
}

/// A verdict in its sign and word, and how grave it is where that is known.
pub fn mark(of: Verdict, grave: Option<Severity>) -> String {
    let words = format!("{} {}", symbol(of), verdict(of));
    match grave {
        Some(grave) => format!("{words} ({})", severity(grave)),
        None => words,
    }
}

/// A value as a reader says it: `20`, `16 to 24`, `at least 30`.
pub fn printed(value: &Printed) -> String {
    match value {
        Printed::Text(text) => day(text),
        Printed::Bounds {
            low,
            best,
            high,
            unit,
        } => bounds(*low, *best, *high, unit.as_deref()),
    }
}

/// What stands, the likeliest first: `112 (58 to 112)`.
pub fn stands(value: &Printed) -> String {
    match value {
        Printed::Bounds {
            low,
            best: Some(best),
            high: Some(high),
            unit,
        } if low != high => {
            let say = |n: &Decimal| number(*n, unit.is_some());
            let point = in_unit(say(best), unit.as_deref());
            format!("{point} ({} to {})", say(low), say(high))
        }
        _ => printed(value),
    }
}

/// Where a number that moved came from: `, rising from 10`; nothing where the two are not apart.
pub fn rise(now: &Printed, first: &Printed) -> Option<String> {
    let (
        Printed::Bounds { low, best, .. },
        Printed::Bounds {
            low: from,
            best: was,
            high,
            ..
        },
    ) = (now, first)
    else {
        return None;
    };
    // "Up to 300" is no number to have risen from.
    let before = was.or(Some(*from).filter(|_| high.is_none()))?;
    let how = match best.unwrap_or(*low).cmp(&before) {
        std::cmp::Ordering::Greater => "rising from",
        std::cmp::Ordering::Less => "down from",
        std::cmp::Ordering::Equal => return None,
    };
    Some(format!(", {how} {}", printed(first)))
}

/// What an account does with a value that it does not assert, before the value: `denies `.
pub fn stance(stance: Option<&str>) -> &'static str {
    match stance {
        Some("denies") => "denies ",
        Some("retracts") => "takes back ",
        _ => "",
    }
}

/// A number as written without what groups its digits: `29605` of "29,605".
pub fn figures(text: &str) -> String {
    let digits = text
        .chars()
        .filter(|c| !matches!(c, ',' | '\u{a0}' | '\u{202f}' | '\u{2009}'));
    digits.collect()
}

/// A number with its unit: `Mw 6.8`, `2170 acre`.
fn in_unit(number: String, unit: Option<&str>) -> String {
    match unit {
        None => number,
        Some(unit) => Unit::symbol(unit).after(unit, &number),
    }
}

/// A number of a unit is spoken, a count in digits.
fn number(n: Decimal, measured: bool) -> String {
    if measured { n.spoken() } else { n.to_string() }
}

fn bounds(
    low: Decimal,
    best: Option<Decimal>,
    high: Option<Decimal>,
    unit: Option<&str>,
) -> String {
    let say = |n: Decimal| number(n, unit.is_some());
    let [low, best, high] = [Some(low), best, high].map(|n| n.map(say));
    let low = low.unwrap_or_default();
    match (high, best) {
        (Some(high), _) if high == low => in_unit(low, unit),
        (None, _) => format!("at least {}", in_unit(low, unit)),
        (Some(high), Some(best)) if best != low && best != high => {
            format!("{}, best {best}", in_unit(format!("{low} to {high}"), unit))
        }
        (Some(high), _) => in_unit(format!("{low} to {high}"), unit),
    }
}

/// A share as a reader takes it: `71 %`, and never nought or all of it.
pub fn percent(share: f64) -> String {
    match format!("{:.0}", share * 100.0).as_str() {
        "0" => "under 1 %".to_owned(),
        "100" => "over 99 %".to_owned(),
        whole => format!("{whole} %"),
    }
}

/// How often an outlet is right, where enough is known to say so: `0.93 (0.81 to 0.99)`.
pub fn reliability(outlet: &Outlet) -> Option<String> {
    let share = outlet.reliability.as_ref()?;
    let (mean, low, high) = (share.mean, share.low, share.high);
    let judged = grade::is_judged(Some(Share { mean, low, high }), outlet.overlap);
    judged.then(|| format!("{mean:.2} ({low:.2} to {high:.2})"))
}

/// How an outlet leans on a group's losses: `gives higher losses of the SPLA than others …`.
pub fn leaning(of: &Leaning) -> String {
    let (way, side) = if of.more {
        ("higher", "above")
    } else {
        ("lower", "below")
    };
    format!(
        "gives {way} losses of {} than others do ({}): of {} that can be compared {} lie {side}, and what differs is \
         {:.1} times what others say",
        of.of,
        percent(of.probability),
        plural(of.compared as usize, "statement"),
        of.aside,
        of.factor
    )
}

/// An attribute and what it is of: `status (Idris Vane)`.
pub fn topic(attribute: &str, of: Option<&str>) -> String {
    match of {
        Some(of) => format!("{attribute} ({of})"),
        None => attribute.to_owned(),
    }
}

/// An attribute as a headline calls it.
pub fn called(attribute: &str) -> String {
    let word = if attribute == "killed" {
        "dead"
    } else {
        attribute
    };
    capital(word)
}

/// A word as a sentence begins with it.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

/// A policy for counts that differ, by its name in the claims format.
pub fn policy(name: &str) -> &str {
    match name {
        "ucdp" => "UCDP low/best/high",
        "acled" => "ACLED most conservative",
        "ibc" => "IBC min–max",
        "latest" => "most recent",
        other => other,
    }
}

/// A text that ends as a sentence does, and begins as one.
pub fn sentence(text: &str) -> String {
    let mut chars = text.trim().chars();
    let mut out: String = match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => return String::new(),
    };
    if !out.ends_with(['.', '!', '?', '…']) {
        out.push('.');
    }
    out
}

/// A chain of attribution, nearest source first.
pub fn chain<S: AsRef<str>>(said_by: &[S]) -> String {
    match said_by {
        [] => String::new(),
        [nearest] => nearest.as_ref().to_owned(),
        [nearest, rest @ ..] => {
            let rest: Vec<String> = rest
                .iter()
                .map(|s| format!("after {}", s.as_ref()))
                .collect();
            format!("{} ({})", nearest.as_ref(), rest.join(", "))
        }
    }
}

/// What a reader in a hurry must know, in sentences.
pub fn summary(of: &Summary) -> String {
    let read = format!(
        "{} in {} of {} {} {}.",
        plural(of.claims, "claim"),
        plural(of.documents, "document"),
        plural(of.outlets, "outlet"),
        if of.claims == 1 {
            "describes"
        } else {
            "describe"
        },
        plural(of.events, "event"),
    );
    [
        refused(of),
        read,
        contradictions(of),
        others(of),
        origins(of),
    ]
    .into_iter()
    .filter(|sentence| !sentence.is_empty())
    .collect::<Vec<_>>()
    .join(" ")
}

fn refused(of: &Summary) -> String {
    match of.faults {
        0 => String::new(),
        many => format!(
            "A part of the input was refused for {} and is not in this report; `validate` lists them.",
            plural(many, "fault")
        ),
    }
}

fn contradictions(of: &Summary) -> String {
    match of.topics.open {
        0 => "No two accounts contradict each other.".to_owned(),
        count => format!(
            "Accounts cannot all be true on {}: {}.",
            plural(count, "topic"),
            by_severity(&of.contradictions)
        ),
    }
}

fn by_severity(of: &Severities) -> String {
    let all = [
        (of.critical, "critical"),
        (of.major, "major"),
        (of.moderate, "moderate"),
        (of.minor, "minor"),
    ];
    let met: Vec<String> = all
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    listed(&met)
}

fn others(of: &Summary) -> String {
    let verdicts = &of.verdicts;
    let all = [
        (verdicts.superseded, "changed over time"),
        (verdicts.scope, "counted something else"),
        (verdicts.compatible, "differed in wording or precision only"),
    ];
    let met: Vec<String> = all
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    let total = verdicts.superseded + verdicts.scope + verdicts.compatible;
    match total {
        0 => String::new(),
        _ => format!(
            "On {} they differ and do not contradict each other: {}.",
            plural(total, "topic"),
            listed(&met)
        ),
    }
}

fn origins(of: &Summary) -> String {
    let single = of
        .events
        .saturating_sub(of.corroborated)
        .saturating_sub(of.one_origin);
    let told = match of.corroborated {
        0 => "No event is told by two independent origins".to_owned(),
        1 => "1 event is told by independent origins".to_owned(),
        many => format!("{many} events are told by independent origins"),
    };
    let shared = rests(of.one_origin, "several outlets that share one origin");
    let alone = rests(single, "one outlet only");
    let parts: Vec<String> = [Some(told), shared, alone].into_iter().flatten().collect();
    format!("{}.", parts.join("; "))
}

fn rests(count: usize, on: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 rests on {on}")),
        many => Some(format!("{many} rest on {on}")),
    }
}

/// `1 claim`, `2 claims`.
pub fn plural(count: usize, one: &str) -> String {
    if count == 1 {
        return format!("1 {one}");
    }
    let many = match one.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{one}s"),
    };
    format!("{count} {many}")
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(low: u64, best: Option<u64>, high: Option<u64>) -> Printed<'static> {
        Printed::Bounds {
            low: low.into(),
            best: best.map(Into::into),
            high: high.map(Into::into),
            unit: None,
        }
    }

    fn count(low: u64, best: Option<u64>, high: Option<u64>) -> String {
        printed(&of(low, best, high))
    }

    #[test]
    fn counts_read_as_words() {
        assert_eq!(count(20, Some(20), Some(20)), "20");
        assert_eq!(count(16, Some(20), Some(24)), "16 to 24, best 20");
        assert_eq!(count(58, Some(112), Some(112)), "58 to 112");
        assert_eq!(stands(&of(58, Some(112), Some(112))), "112 (58 to 112)");
        assert_eq!(count(20, Some(20), Some(30)), "20 to 30");
        assert_eq!(count(30, None, None), "at least 30");
    }

    #[test]
    fn sentences_begin_and_end_as_such() {
        assert_eq!(sentence("the same day"), "The same day.");
        assert_eq!(sentence("Why not?"), "Why not?");
        assert_eq!(sentence(" "), "");
    }

    #[test]
    fn a_chain_names_the_nearest_source_first() {
        assert_eq!(chain::<&str>(&[]), "");
        assert_eq!(
            chain(&["a trader", "the wire"]),
            "a trader (after the wire)"
        );
    }

    #[test]
    fn the_summary_says_when_nothing_is_wrong() {
        let quiet = Summary {
            claims: 1,
            documents: 1,
            outlets: 1,
            events: 1,
            ..Summary::default()
        };
        assert_eq!(
            summary(&quiet),
            "1 claim in 1 document of 1 outlet describes 1 event. No two accounts contradict each \
             other. No event is told by two independent origins; 1 rests on one outlet only."
        );
    }
}
