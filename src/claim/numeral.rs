//! Numbers as people write them: digits in any grouping, number words in four languages.

mod assemble;
mod digits;
mod token;
mod words;

pub(in crate::claim) use assemble::{Join, read};
pub(in crate::claim) use token::{Cursor, Token, tokens};
pub(in crate::claim) use words::{is_article, is_number, vocabulary};

use super::ValueError;

/// The most characters that a number or a phrase may have.
pub(in crate::claim) const LONGEST: usize = 200;

/// A decimal number, exactly: `digits` divided by ten to the power of `decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) struct Numeral {
    digits: u128,
    decimals: u32,
}

impl Numeral {
    /// The whole number `n`.
    pub(in crate::claim) const fn whole(n: u64) -> Self {
        Self {
            digits: n as u128,
            decimals: 0,
        }
    }

    fn times(self, factor: u64) -> Result<Self, ValueError> {
        let digits = self.digits.checked_mul(u128::from(factor));
        Ok(Self {
            digits: digits.ok_or_else(too_large)?,
            decimals: self.decimals,
        })
    }

    fn plus(self, other: Self) -> Result<Self, ValueError> {
        let decimals = self.decimals.max(other.decimals);
        let sum = self.at(decimals)?.checked_add(other.at(decimals)?);
        Ok(Self {
            digits: sum.ok_or_else(too_large)?,
            decimals,
        })
    }

    fn half(self) -> Result<Self, ValueError> {
        let fives = self.times(5)?;
        Ok(Self {
            decimals: fives.decimals + 1,
            ..fives
        })
    }

    /// The digits it would have with that many decimals.
    fn at(self, decimals: u32) -> Result<u128, ValueError> {
        10_u128
            .checked_pow(decimals - self.decimals)
            .and_then(|power| self.digits.checked_mul(power))
            .ok_or_else(too_large)
    }

    fn is_below(self, bound: u64) -> bool {
        10_u128
            .checked_pow(self.decimals)
            .and_then(|power| power.checked_mul(u128::from(bound)))
            .is_none_or(|bound| self.digits < bound)
    }

    /// The whole number that it is.
    ///
    /// # Errors
    /// A fraction, and what 64 bits cannot hold.
    pub(in crate::claim) fn to_whole(self) -> Result<u64, ValueError> {
        let power = 10_u128.checked_pow(self.decimals).ok_or_else(too_large)?;
        if !self.digits.is_multiple_of(power) {
            return Err(fraction());
        }
        u64::try_from(self.digits / power).map_err(|_| too_large())
    }

    /// This many units of `millis` thousandths of a base unit, rounded to a whole base unit.
    ///
    /// # Errors
    /// What 64 bits cannot hold.
    pub(in crate::claim) fn in_units(self, millis: u64) -> Result<u64, ValueError> {
        let total = self.times(millis)?;
        let power = 10_u128
            .checked_pow(self.decimals + 3)
            .ok_or_else(too_large)?;
        let rounded = total.digits.checked_add(power / 2).ok_or_else(too_large)? / power;
        u64::try_from(rounded).map_err(|_| too_large())
    }
}

/// What is said of a fraction where a count is wanted.
pub(in crate::claim) fn fraction() -> ValueError {
    ValueError::new("a count is a whole number").hint("fractions of people or things do not count")
}

/// What is said of a number that 64 bits cannot hold.
pub(in crate::claim) fn too_large() -> ValueError {
    ValueError::new("is beyond 64 bits").hint(format!(
        "the greatest number that can be held is {}",
        u64::MAX
    ))
}

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
