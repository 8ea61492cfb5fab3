//! Durations as ISO 8601 writes them: "PT2H", "P1DT12H".

use jiff::Span;

use super::super::numeral;
use super::super::{Quantity, ValueError};

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

/// Reads an ISO duration. `None`: the text does not look like one.
pub(super) fn read(text: &str) -> Option<Result<Quantity, ValueError>> {
    let text = text.trim();
    let rest = text.strip_prefix(['P', 'p'])?;
    let looks = rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'T' | 't'));
    looks.then(|| parse(text))
}

fn parse(text: &str) -> Result<Quantity, ValueError> {
    numeral::short_enough(text, "a duration")?;
    let span = text.to_ascii_uppercase().parse::<Span>();
    quantity(&span.map_err(|_| unclear(text))?)
}

fn unclear(text: &str) -> ValueError {
    ValueError::new(format!("\"{text}\" is not a duration"))
        .hint("an ISO 8601 duration is written PT2H, PT1H30M or P3D")
}

/// Months and years are as long as calendars make them.
fn quantity(span: &Span) -> Result<Quantity, ValueError> {
    let fixed = fixed_seconds(span).ok_or_else(numeral::too_large)?;
    let (months, years) = (i64::from(span.get_months()), i64::from(span.get_years()));
    let total = |month: i64, year: i64| {
        let days = months
            .checked_mul(month)?
            .checked_add(years.checked_mul(year)?)?;
        let seconds = days.checked_mul(DAY)?.checked_add(fixed)?;
        u64::try_from(seconds).ok()
    };
    let low = total(28, 365).ok_or_else(numeral::too_large)?;
    Quantity::between(low, total(30, 365), total(31, 366))
}

/// The part whose length no calendar changes, rounded to a second.
fn fixed_seconds(span: &Span) -> Option<i64> {
    let days = i64::from(span.get_weeks()).checked_mul(7)?;
    let days = days.checked_add(i64::from(span.get_days()))?;
    let minutes = i64::from(span.get_hours()).checked_mul(60)?;
    let minutes = minutes.checked_add(span.get_minutes())?;
    let parts = [
        days.checked_mul(DAY)?,
        minutes.checked_mul(MINUTE)?,
        span.get_seconds(),
        span.get_milliseconds().checked_add(500)? / 1000,
    ];
    parts.into_iter().try_fold(0, i64::checked_add)
}
