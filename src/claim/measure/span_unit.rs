//! Units of time and of way, and the words for them.

use super::super::numeral::Cursor;
use super::Dimension;

/// What a unit is worth, in thousandths of the base unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// At least.
    pub(super) low: u64,
    /// Usually.
    pub(super) best: u64,
    /// At most: months and years have no fixed length.
    pub(super) high: u64,
    /// How many of them the plural alone means ("hours": two to twenty-four).
    pub(super) few: (u64, Option<u64>),
}

const fn fixed(millis: u64, most: Option<u64>) -> Unit {
    Unit {
        low: millis,
        best: millis,
        high: millis,
        few: (2, most),
    }
}

const DAY_MILLIS: u64 = 86_400_000;

const SECOND: Unit = fixed(1_000, Some(60));
const MINUTE: Unit = fixed(60_000, Some(60));
const HOUR: Unit = fixed(3_600_000, Some(24));
const DAY: Unit = fixed(DAY_MILLIS, Some(14));
const WEEK: Unit = fixed(7 * DAY_MILLIS, Some(12));
const FORTNIGHT: Unit = fixed(14 * DAY_MILLIS, Some(6));
const MONTH: Unit = Unit {
    low: 28 * DAY_MILLIS,
    best: 30 * DAY_MILLIS,
    high: 31 * DAY_MILLIS,
    few: (2, Some(24)),
};
const YEAR: Unit = Unit {
    low: 365 * DAY_MILLIS,
    best: 365 * DAY_MILLIS,
    high: 366 * DAY_MILLIS,
    few: (2, None),
};

const METRE: Unit = fixed(1_000, Some(1_000));
const KILOMETRE: Unit = fixed(1_000_000, None);
const MILE: Unit = fixed(1_609_344, None);
const SEA_MILE: Unit = fixed(1_852_000, None);
const YARD: Unit = fixed(914, Some(2_000));
const FOOT: Unit = fixed(305, Some(2_000));

/// Words that name one unit of time.
const DURATION: &[(&str, Unit)] = &[
    ("second", SECOND),
    ("minute", MINUTE),
    ("hour", HOUR),
    ("day", DAY),
    ("week", WEEK),
    ("fortnight", FORTNIGHT),
    ("month", MONTH),
    ("year", YEAR),
    ("seconde", SECOND),
    ("heure", HOUR),
    ("jour", DAY),
    ("journee", DAY),
    ("semaine", WEEK),
    ("mois", MONTH),
    ("annee", YEAR),
    ("segundo", SECOND),
    ("minuto", MINUTE),
    ("hora", HOUR),
    ("dia", DAY),
    ("semana", WEEK),
    ("mes", MONTH),
    ("ano", YEAR),
    ("sekunde", SECOND),
    ("stunde", HOUR),
    ("tag", DAY),
    ("woche", WEEK),
    ("monat", MONTH),
    ("jahr", YEAR),
    ("s", SECOND),
    ("sec", SECOND),
    ("m", MINUTE),
    ("min", MINUTE),
    ("h", HOUR),
    ("hr", HOUR),
    ("d", DAY),
];

/// Words that name several.
const DURATIONS: &[(&str, Unit)] = &[
    ("seconds", SECOND),
    ("minutes", MINUTE),
    ("hours", HOUR),
    ("days", DAY),
    ("weeks", WEEK),
    ("fortnights", FORTNIGHT),
    ("months", MONTH),
    ("years", YEAR),
    ("secondes", SECOND),
    ("heures", HOUR),
    ("jours", DAY),
    ("semaines", WEEK),
    ("ans", YEAR),
    ("annees", YEAR),
    ("segundos", SECOND),
    ("minutos", MINUTE),
    ("horas", HOUR),
    ("dias", DAY),
    ("semanas", WEEK),
    ("meses", MONTH),
    ("anos", YEAR),
    ("sekunden", SECOND),
    ("minuten", MINUTE),
    ("stunden", HOUR),
    ("tage", DAY),
    ("tagen", DAY),
    ("wochen", WEEK),
    ("monate", MONTH),
    ("monaten", MONTH),
    ("jahre", YEAR),
    ("jahren", YEAR),
    ("secs", SECOND),
    ("mins", MINUTE),
    ("hrs", HOUR),
];

const DISTANCE: &[(&str, Unit)] = &[
    ("metre", METRE),
    ("meter", METRE),
    ("m", METRE),
    ("kilometre", KILOMETRE),
    ("kilometer", KILOMETRE),
    ("km", KILOMETRE),
    ("mile", MILE),
    ("mi", MILE),
    ("nautical mile", SEA_MILE),
    ("sea mile", SEA_MILE),
    ("nm", SEA_MILE),
    ("nmi", SEA_MILE),
    ("yard", YARD),
    ("yd", YARD),
    ("foot", FOOT),
    ("ft", FOOT),
    ("metro", METRE),
    ("kilometro", KILOMETRE),
    ("milla", MILE),
    ("meile", MILE),
];

const DISTANCES: &[(&str, Unit)] = &[
    ("metres", METRE),
    ("meters", METRE),
    ("kilometres", KILOMETRE),
    ("kilometers", KILOMETRE),
    ("kms", KILOMETRE),
    (MILES, MILE),
    ("nautical mile_s", SEA_MILE),
    ("sea mile_s", SEA_MILE),
    ("yards", YARD),
    ("yds", YARD),
    ("feet", FOOT),
    ("metros", METRE),
    ("kilometros", KILOMETRE),
    ("millas", MILE),
    ("metern", METRE),
    ("kilometern", KILOMETRE),
    ("meilen", MILE),
];

/// Stands for "miles" where Spanish for thousands is not meant.
pub(super) const MILES: &str = "mile_s";

/// Takes the unit that comes next, and says whether it is in the plural.
pub(super) fn take(cursor: &mut Cursor<'_, '_>, dimension: Dimension) -> Option<(Unit, bool)> {
    let (one, several) = match dimension {
        Dimension::Duration => (DURATION, DURATIONS),
        _ => (DISTANCE, DISTANCES),
    };
    let plural = cursor.longest(several).map(|unit| (unit, true));
    plural.or_else(|| cursor.longest(one).map(|unit| (unit, false)))
}

/// The next smaller unit, which "1h30" leaves out.
pub(super) fn smaller(unit: Unit) -> Option<Unit> {
    match unit {
        HOUR => Some(MINUTE),
        MINUTE => Some(SECOND),
        _ => None,
    }
}

/// "more than 2 hours" rather than "at least 7201 seconds": see
/// [`Shape::of`](super::Shape::of).
pub(super) fn round(dimension: Dimension) -> u128 {
    match dimension {
        Dimension::Duration => 60,
        _ => 1_000,
    }
}

/// Writes a number of base units in the largest unit that leaves no fraction.
pub(super) fn write(n: u128, dimension: Dimension) -> String {
    let (size, name) = common(n, n, dimension);
    format!("{} {}", n / size, ending(n / size, name))
}

/// Writes two numbers of base units in one and the same unit.
pub(super) fn write_range(low: u128, high: u128, dimension: Dimension) -> String {
    let (size, name) = common(low, high, dimension);
    format!(
        "{}–{} {}",
        low / size,
        high / size,
        ending(high / size, name)
    )
}

/// The size and name of the largest unit that both are whole numbers of.
fn common(low: u128, high: u128, dimension: Dimension) -> (u128, &'static str) {
    const TIMES: &[(u128, &str)] = &[
        (86_400, "day"),
        (3_600, "hour"),
        (60, "minute"),
        (1, "second"),
    ];
    const WAYS: &[(u128, &str)] = &[(1_000, "km"), (1, "m")];
    let units = match dimension {
        Dimension::Duration => TIMES,
        _ => WAYS,
    };
    let fits = |size: u128| high >= size && low.is_multiple_of(size) && high.is_multiple_of(size);
    let unit = units.iter().copied().find(|(size, _)| fits(*size));
    unit.unwrap_or((1, units[units.len() - 1].1))
}

fn ending(count: u128, name: &str) -> String {
    let takes_s = count != 1 && !matches!(name, "km" | "m");
    format!("{name}{}", if takes_s { "s" } else { "" })
}
