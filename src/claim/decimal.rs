//! Decimal numbers, exactly.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::ValueError;

/// The most digits that a number with a decimal point may have: as many as every reader of JSON
/// gives back as they were (IEEE 754 binary64).
pub(in crate::claim) const MOST_DIGITS: u32 = 15;

/// A number of nought or more, exactly: `digits` divided by ten to the power of `decimals`.
///
/// ```
/// use rashomon::claim::Decimal;
///
/// let magnitude: Decimal = "6.80".parse()?;
/// assert_eq!(magnitude.to_string(), "6.8");
/// assert_eq!("18446744073709551615".parse::<Decimal>()?.to_string(), "18446744073709551615");
/// # Ok::<(), rashomon::claim::ValueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    digits: u128,
    decimals: u32,
}

impl Decimal {
    /// The whole number `n`.
    pub const fn whole(n: u64) -> Self {
        Self {
            digits: n as u128,
            decimals: 0,
        }
    }

    /// `digits` divided by ten to the power of `decimals`.
    pub(in crate::claim) const fn new(mut digits: u128, mut decimals: u32) -> Self {
        while decimals > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            decimals -= 1;
        }
        Self { digits, decimals }
    }

    /// How many digits stand behind the point.
    pub(in crate::claim) fn decimals(self) -> u32 {
        self.decimals
    }

    /// It, times another.
    ///
    /// # Errors
    /// What cannot be held.
    pub(in crate::claim) fn by(self, other: Self) -> Result<Self, ValueError> {
        let digits = self.digits.checked_mul(other.digits);
        let digits = digits.ok_or_else(too_large)?;
        Ok(Self::new(digits, self.decimals + other.decimals))
    }

    pub(in crate::claim) fn times(self, factor: u64) -> Result<Self, ValueError> {
        self.by(Self::whole(factor))
    }

    pub(in crate::claim) fn plus(self, other: Self) -> Result<Self, ValueError> {
        let decimals = self.decimals.max(other.decimals);
        let sum = self.at(decimals)?.checked_add(other.at(decimals)?);
        Ok(Self::new(sum.ok_or_else(too_large)?, decimals))
    }

    /// It less another; nought where that is more.
    pub(in crate::claim) fn less(self, other: Self) -> Result<Self, ValueError> {
        let decimals = self.decimals.max(other.decimals);
        let rest = self.at(decimals)?.saturating_sub(other.at(decimals)?);
        Ok(Self::new(rest, decimals))
    }

    pub(in crate::claim) fn half(self) -> Result<Self, ValueError> {
        let fives = self.digits.checked_mul(5).ok_or_else(too_large)?;
        Ok(Self::new(fives, self.decimals + 1))
    }

    /// The digits it would have with that many decimals.
    pub(in crate::claim) fn at(self, decimals: u32) -> Result<u128, ValueError> {
        let more = decimals.checked_sub(self.decimals).ok_or_else(too_large)?;
        10_u128
            .checked_pow(more)
            .and_then(|power| self.digits.checked_mul(power))
            .ok_or_else(too_large)
    }

    pub(in crate::claim) fn is_below(self, bound: u64) -> bool {
        self < Self::whole(bound)
    }

    /// The whole number that it is.
    ///
    /// # Errors
    /// A fraction, and what 64 bits cannot hold.
    pub(in crate::claim) fn to_whole(self) -> Result<u64, ValueError> {
        if self.decimals > 0 {
            return Err(fraction());
        }
        u64::try_from(self.digits).map_err(|_| too_large())
    }

    /// This many units of `millis` thousandths of a base unit, rounded to a whole base unit.
    ///
    /// # Errors
    /// What 64 bits cannot hold.
    pub(in crate::claim) fn in_units(self, millis: u64) -> Result<u64, ValueError> {
        let total = self.by(Self::new(u128::from(millis), 3))?;
        total.rounded(0).to_whole()
    }

    /// It, rounded to so many decimals, halves upwards.
    pub(in crate::claim) fn rounded(self, decimals: u32) -> Self {
        let Some(drop @ 1..) = self.decimals.checked_sub(decimals) else {
            return self;
        };
        let Some(power) = 10_u128.checked_pow(drop) else {
            return Self::default();
        };
        let more = u128::from(self.digits % power >= power / 2);
        Self::new(self.digits / power + more, decimals)
    }

    /// It, in as many digits as a report can print: whole numbers to 2⁶⁴−1, others in fifteen.
    ///
    /// # Errors
    /// What 64 bits cannot hold.
    pub(in crate::claim) fn held(self) -> Result<Self, ValueError> {
        let whole = self.digits / 10_u128.checked_pow(self.decimals).unwrap_or(u128::MAX);
        if u64::try_from(whole).is_err() {
            return Err(too_large());
        }
        let kept = match whole.checked_ilog10() {
            Some(log) => MOST_DIGITS.saturating_sub(log + 1),
            None => MOST_DIGITS,
        };
        Ok(self.rounded(kept))
    }

    /// It, divided by another, to so many digits; `None` where that cannot be held.
    pub(in crate::claim) fn divided(self, by: Self, digits: u32) -> Option<Self> {
        let power = 18;
        let above = self.at((self.decimals + power).max(by.decimals)).ok()?;
        let decimals = (self.decimals + power).max(by.decimals) - by.decimals;
        let exact = Self::new(above.checked_div(by.digits)?, decimals);
        let whole = exact
            .rounded(0)
            .digits
            .checked_ilog10()
            .map_or(0, |log| log + 1);
        Some(exact.rounded(digits.saturating_sub(whole)))
    }

    /// How many digits it has, the noughts before the first left out.
    pub(in crate::claim) fn length(self) -> u32 {
        self.digits.checked_ilog10().map_or(1, |log| log + 1)
    }

    /// What a one in its last place other than nought is worth.
    pub(in crate::claim) fn last_place(self) -> Self {
        let mut place = 1;
        while self.digits > 0 && self.digits.is_multiple_of(place * 10) {
            place *= 10;
        }
        Self::new(place, self.decimals)
    }

    /// As people say it: `40 billion` where that is all of it, else its digits.
    pub fn spoken(self) -> String {
        const SCALES: [(u32, &str); 3] = [(12, "trillion"), (9, "billion"), (6, "million")];
        let short = |(power, name): (u32, &str)| {
            let size = 10_u128.pow(power);
            let shown = Self::new(self.digits, self.decimals + power);
            // Three decimals of a billion are still read at a glance.
            let fits = self.decimals == 0 && self.digits >= size && shown.decimals <= 3;
            fits.then(|| format!("{shown} {name}"))
        };
        let short = SCALES.into_iter().find_map(short);
        short.unwrap_or_else(|| self.to_string())
    }

    /// The nearest binary number, for pictures and weights.
    pub fn to_f64(self) -> f64 {
        // A decimal in digits is a number.
        self.to_string().parse().unwrap_or(f64::INFINITY)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let parts = |d: &Self| {
            let power = 10_u128.checked_pow(d.decimals);
            power.map_or((0, d.digits), |p| (d.digits / p, d.digits % p))
        };
        let ((a, rest), (b, other_rest)) = (parts(self), parts(other));
        let decimals = self.decimals.max(other.decimals);
        let fraction = |rest, d: &Self| Self::new(rest, d.decimals).at(decimals);
        a.cmp(&b).then_with(
            || match (fraction(rest, self), fraction(other_rest, other)) {
                (Ok(x), Ok(y)) => x.cmp(&y),
                _ => rest.cmp(&other_rest),
            },
        )
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<u64> for Decimal {
    fn from(n: u64) -> Self {
        Self::whole(n)
    }
}

/// All of its digits, without an exponent.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.decimals as usize;
        if decimals == 0 {
            return write!(f, "{}", self.digits);
        }
        let digits = format!("{:0>width$}", self.digits, width = decimals + 1);
        let (whole, part) = digits.split_at(digits.len() - decimals);
        write!(f, "{whole}.{part}")
    }
}

/// Reads digits with a point, as JSON and [`Display`](fmt::Display) write them; an exponent too.
impl FromStr for Decimal {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let bad = || ValueError::new("is not a number");
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| bad())?),
            None => (text, 0),
        };
        if mantissa.starts_with('-') && mantissa.contains(|c: char| ('1'..='9').contains(&c)) {
            return Err(below_zero());
        }
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = [whole.trim_start_matches(['-', '+']), part].concat();
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(bad());
        }
        let decimals = part.len() as i64 - i64::from(exponent);
        shifted(digits.trim_start_matches('0'), decimals)?.within_digits()
    }
}

/// Digits, and how many of them stand behind the point.
fn shifted(digits: &str, decimals: i64) -> Result<Decimal, ValueError> {
    let kept = digits.trim_end_matches('0');
    if kept.is_empty() {
        return Ok(Decimal::default());
    }
    let decimals = decimals - (digits.len() - kept.len()) as i64;
    let value: u128 = kept.parse().map_err(|_| too_long())?;
    match u32::try_from(decimals) {
        Ok(decimals @ 0..=30) => Ok(Decimal::new(value, decimals)),
        Ok(_) => Err(too_long()),
        Err(_) => u32::try_from(-decimals)
            .ok()
            .and_then(|power| 10_u128.checked_pow(power)?.checked_mul(value))
            .map(|digits| Decimal::new(digits, 0))
            .ok_or_else(too_large),
    }
}

impl Decimal {
    /// It, where it has no more digits than can be kept.
    ///
    /// # Errors
    /// More digits than fifteen with a decimal point, and what 64 bits cannot hold.
    pub(in crate::claim) fn within_digits(self) -> Result<Self, ValueError> {
        if self.decimals == 0 {
            return self.held();
        }
        if self.length() > MOST_DIGITS || self.decimals > MOST_DIGITS {
            return Err(too_long());
        }
        Ok(self)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.to_whole() {
            Ok(whole) => serializer.serialize_u64(whole),
            Err(_) => serializer.serialize_f64(self.to_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?;
        let digits = match number.as_f64() {
            Some(n) if number.is_f64() => n.to_string(),
            _ => number.to_string(),
        };
        digits.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "number", "minimum": 0})
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

/// What is said of more digits than can be kept.
fn too_long() -> ValueError {
    ValueError::new("has more digits than can be kept").hint(format!(
        "{MOST_DIGITS} digits with a decimal point, or a whole number to {}",
        u64::MAX
    ))
}

fn below_zero() -> ValueError {
    ValueError::new("is below zero, where nothing is measured so")
        .hint("write how far it fell or lies below as a number without a sign")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    #[test]
    fn digits_are_kept_or_refused() {
        for text in [
            "0",
            "6.8",
            "0.000000000000001",
            "123456789012.345",
            "18446744073709551615",
        ] {
            assert_eq!(read(text).to_string(), text);
        }
        assert_eq!(read("6.800"), read("6.8"));
        assert_eq!(read("4e10"), Decimal::whole(40_000_000_000));
        assert_eq!(read("1.5E-3").to_string(), "0.0015");
        for text in [
            "18446744073709551616",
            "0.1234567890123456",
            "1e400",
            "1e-400",
            "-1",
            "",
            "1.2.3",
            "x",
        ] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_last_place_is_the_last_digit_that_says_something() {
        for (number, place) in [
            ("2170", "10"),
            ("878", "1"),
            ("6.8", "0.1"),
            ("0", "1"),
            ("40000", "10000"),
        ] {
            assert_eq!(read(number).last_place(), read(place), "{number}");
        }
    }

    #[test]
    fn large_round_numbers_are_spoken() {
        for (number, words) in [
            ("40000000000", "40 billion"),
            ("1500000", "1.5 million"),
            ("1234567", "1234567"),
            ("999999", "999999"),
            ("18446744073709551615", "18446744073709551615"),
            ("6.8", "6.8"),
        ] {
            assert_eq!(read(number).spoken(), words);
        }
    }

    proptest! {
        #[test]
        fn json_gives_back_what_it_took(digits in 0..1_000_000_000_000_000_u64, decimals in 0..15_u32, whole: u64) {
            for number in [Decimal::new(digits.into(), decimals), Decimal::whole(whole)] {
                let json = serde_json::to_string(&number).expect("a number");
                prop_assert_eq!(serde_json::from_str::<Decimal>(&json).expect("a number"), number);
                prop_assert_eq!(number.to_string().parse::<Decimal>(), Ok(number));
            }
        }

        #[test]
        fn order_is_that_of_numbers(a: u32, b: u32, p in 0..6_u32, q in 0..6_u32) {
            let (x, y) = (Decimal::new(a.into(), p), Decimal::new(b.into(), q));
            let cross = |n: u32, power: u32| u128::from(n) * 10_u128.pow(power);
            prop_assert_eq!(x.cmp(&y), cross(a, q).cmp(&cross(b, p)));
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9.eE+-]{0,40}") {
            let _ = text.parse::<Decimal>();
        }
    }
}
