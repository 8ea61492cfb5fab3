//! The Admiralty code (NATO STANAG 2511, AJP-2.1): a letter for a source, a digit for a piece of
//! information, each in the standard's own words. F and 6 mean that it cannot be judged, and never
//! that it is the worst.

use super::Share;

/// A letter and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grade {
    /// `A` to `F`.
    pub letter: &'static str,
    /// In the words of the standard.
    pub words: &'static str,
}

/// An interval wider than this tells too little.
const WIDEST: f64 = 0.3;
/// Fewer statements than this that others tell of too are too few.
const FEWEST: u32 = 8;

/// Whether so much is known of an outlet that it can be graded.
pub fn is_judged(share: Option<Share>, met: u32) -> bool {
    share.is_some_and(|s| s.high - s.low <= WIDEST) && is_met(met)
}

/// Whether others tell of so much that an outlet tells of that anything can be said of it.
pub fn is_met(statements: u32) -> bool {
    statements >= FEWEST
}

/// The grade of an outlet that is right so often.
pub fn source(share: Option<Share>, met: u32) -> Grade {
    let mean = share.filter(|s| is_judged(Some(*s), met)).map(|s| s.mean);
    let (letter, words) = match mean {
        None => ("F", "reliability cannot be judged"),
        Some(mean) if mean >= 0.95 => ("A", "completely reliable"),
        Some(mean) if mean >= 0.85 => ("B", "usually reliable"),
        Some(mean) if mean >= 0.7 => ("C", "fairly reliable"),
        Some(mean) if mean >= 0.5 => ("D", "not usually reliable"),
        Some(_) => ("E", "unreliable"),
    };
    Grade { letter, words }
}

/// The grade of a value: how likely it is, how many independent origins allow it, and whether any
/// outlet behind it could be judged.
pub fn information(probability: f64, origins: usize, judged: bool) -> &'static str {
    if origins < 2 && !judged {
        return "6 (truth cannot be judged)";
    }
    match probability {
        p if p >= 0.9 && origins >= 2 => "1 (confirmed by other sources)",
        p if p >= 0.75 => "2 (probably true)",
        p if p >= 0.5 => "3 (possibly true)",
        p if p >= 0.2 => "4 (doubtful)",
        _ => "5 (improbable)",
    }
}
