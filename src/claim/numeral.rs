//! Numbers as people write them: digits in any grouping, number words in four languages.

mod assemble;
mod digits;
mod token;
mod words;

pub(in crate::claim) use assemble::{Join, read};
pub(in crate::claim) use token::{Cursor, Token, tokens};
pub(in crate::claim) use words::{is_article, is_number, scale_of as scale, vocabulary};

use super::ValueError;
pub(in crate::claim) use super::decimal::{Decimal, fraction, too_large};

/// The most characters that a number or a phrase may have.
pub(in crate::claim) const LONGEST: usize = 200;

/// What is said of a number below zero.
pub(in crate::claim) fn negative() -> ValueError {
    ValueError::new("a count cannot be negative").hint("for nobody, write 0 or \"none\"")
}

/// Refuses what is too long to be a phrase before anything else looks at it.
pub(in crate::claim) fn short_enough(text: &str, what: &str) -> Result<(), ValueError> {
    if text.len() > LONGEST && text.chars().nth(LONGEST).is_some() {
        return Err(
            ValueError::new(format!("is too long to be {what}")).hint(format!(
                "at most {LONGEST} characters; keep the sentence in `text`"
            )),
        );
    }
    Ok(())
}
