//! Hedges: what "about" or "at least" does to the number it stands before or behind.

use super::super::ValueError;
use super::super::numeral::too_large;

/// An interval on its way to a [`Quantity`](super::Quantity).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) struct Bounds {
    /// The least number.
    pub(in crate::claim) low: u64,
    /// The number named.
    pub(in crate::claim) best: Option<u64>,
    /// The greatest number; `None`: open.
    pub(in crate::claim) high: Option<u64>,
}

impl Bounds {
    /// One number.
    pub(in crate::claim) const fn exact(n: u64) -> Self {
        Self {
            low: n,
            best: Some(n),
            high: Some(n),
        }
    }
}

/// What a hedge does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) enum Hedge {
    /// "a total of": nothing.
    Plain,
    /// "exactly": not even a dozen is loose.
    Exactly,
    /// A fifth to either side.
    About,
    /// At most a tenth less.
    Nearly,
    /// No upper bound.
    AtLeast,
    /// One more, and no upper bound.
    MoreThan,
    /// One more to a tenth more.
    JustOver,
    /// From none.
    UpTo,
    /// From none to one less.
    FewerThan,
    /// "40-odd": up to nine more.
    Odd,
    /// "20 and up": an open range, which names no best.
    AndUp,
}

impl Hedge {
    /// The interval under the hedge; `unit` is what one of the number is worth.
    ///
    /// # Errors
    /// "fewer than 0", and what 64 bits cannot hold.
    pub(in crate::claim) fn apply(self, bounds: Bounds, unit: u64) -> Result<Bounds, ValueError> {
        let Bounds { low, high, .. } = bounds;
        match self {
            Self::Plain | Self::Exactly => Ok(bounds),
            Self::About => spread(bounds, (8, 10), (12, 10)),
            Self::Nearly => spread(bounds, (9, 10), (1, 1)),
            Self::AtLeast => Ok(Bounds {
                high: None,
                ..bounds
            }),
            Self::MoreThan => more_than(bounds),
            Self::JustOver => just_over(bounds),
            Self::UpTo => Ok(Bounds {
                low: 0,
                best: None,
                high,
            }),
            Self::FewerThan => fewer_than(high),
            Self::Odd => {
                let nine = unit.checked_mul(9).ok_or_else(too_large)?;
                let high = high.map(|high| high.checked_add(nine).ok_or_else(too_large));
                Ok(Bounds {
                    low,
                    best: None,
                    high: high.transpose()?,
                })
            }
            Self::AndUp => Ok(Bounds {
                low,
                best: None,
                high: None,
            }),
        }
    }
}

/// A share of the low, rounded up, to a share of the high, rounded down.
fn spread(bounds: Bounds, below: (u64, u64), above: (u64, u64)) -> Result<Bounds, ValueError> {
    let low = u128::from(bounds.low) * u128::from(below.0);
    let low = low.div_ceil(u128::from(below.1));
    let high = bounds.high.map(|high| {
        u64::try_from(u128::from(high) * u128::from(above.0) / u128::from(above.1))
            .map_err(|_| too_large())
    });
    Ok(Bounds {
        low: u64::try_from(low).map_err(|_| too_large())?,
        best: bounds.best,
        high: high.transpose()?,
    })
}

fn more_than(bounds: Bounds) -> Result<Bounds, ValueError> {
    let low = bounds.low.checked_add(1).ok_or_else(too_large)?;
    Ok(Bounds {
        low,
        best: bounds.best.map(|_| low),
        high: None,
    })
}

fn just_over(bounds: Bounds) -> Result<Bounds, ValueError> {
    let more = more_than(bounds)?;
    let tenth = spread(bounds, (1, 1), (11, 10))?;
    Ok(Bounds {
        high: tenth.high.map(|high| high.max(more.low)),
        ..more
    })
}

fn fewer_than(high: Option<u64>) -> Result<Bounds, ValueError> {
    let high = match high {
        Some(0) => return Err(ValueError::new("nothing is fewer than none")),
        Some(high) => Some(high - 1),
        None => None,
    };
    Ok(Bounds {
        low: 0,
        best: None,
        high,
    })
}

use Hedge::{About, AtLeast, Exactly, FewerThan, JustOver, MoreThan, Nearly, Plain, UpTo};

/// Hedges that stand before a number.
pub(super) const BEFORE: &[(&str, Hedge)] = &[
    ("about", About),
    ("around", About),
    ("some", About),
    ("roughly", About),
    ("approximately", About),
    ("approx", About),
    ("an estimated", About),
    ("estimated", About),
    ("estimated at", About),
    ("est", About),
    ("in the region of", About),
    ("in the neighbourhood of", About),
    ("in the neighborhood of", About),
    ("in the order of", About),
    ("on the order of", About),
    ("of the order of", About),
    ("something like", About),
    ("more or less", About),
    ("circa", About),
    ("c", About),
    ("ca", About),
    ("cca", About),
    ("perhaps", About),
    ("maybe", About),
    ("possibly", About),
    ("probably", About),
    ("barely", About),
    ("scarcely", About),
    ("hardly", About),
    ("close on", Nearly),
    ("~", About),
    ("≈", About),
    ("∼", About),
    ("≃", About),
    ("±", About),
    ("nearly", Nearly),
    ("almost", Nearly),
    ("close to", Nearly),
    ("just under", Nearly),
    ("just below", Nearly),
    ("just short of", Nearly),
    ("not quite", Nearly),
    ("slightly under", Nearly),
    ("slightly below", Nearly),
    ("slightly less than", Nearly),
    ("slightly fewer than", Nearly),
    ("a little under", Nearly),
    ("a little less than", Nearly),
    ("a little fewer than", Nearly),
    ("approaching", Nearly),
    ("nearing", Nearly),
    ("at least", AtLeast),
    ("no fewer than", AtLeast),
    ("no less than", AtLeast),
    ("not less than", AtLeast),
    ("not fewer than", AtLeast),
    ("a minimum of", AtLeast),
    ("minimum of", AtLeast),
    ("minimum", AtLeast),
    ("min", AtLeast),
    ("upwards of", AtLeast),
    ("upward of", AtLeast),
    ("as few as", AtLeast),
    ("≥", AtLeast),
    (">=", AtLeast),
    ("⩾", AtLeast),
    ("more than", MoreThan),
    ("over", MoreThan),
    ("in excess of", MoreThan),
    ("above", MoreThan),
    ("well over", MoreThan),
    ("well above", MoreThan),
    ("far more than", MoreThan),
    ("many more than", MoreThan),
    ("much more than", MoreThan),
    ("greater than", MoreThan),
    ("exceeding", MoreThan),
    ("beyond", MoreThan),
    (">", MoreThan),
    ("just over", JustOver),
    ("just above", JustOver),
    ("slightly more than", JustOver),
    ("slightly over", JustOver),
    ("slightly above", JustOver),
    ("a little more than", JustOver),
    ("a little over", JustOver),
    ("little more than", JustOver),
    ("up to", UpTo),
    ("at most", UpTo),
    ("no more than", UpTo),
    ("not more than", UpTo),
    ("as many as", UpTo),
    ("as much as", UpTo),
    ("a maximum of", UpTo),
    ("maximum of", UpTo),
    ("maximum", UpTo),
    ("max", UpTo),
    ("≤", UpTo),
    ("<=", UpTo),
    ("⩽", UpTo),
    ("fewer than", FewerThan),
    ("less than", FewerThan),
    ("under", FewerThan),
    ("below", FewerThan),
    ("well under", FewerThan),
    ("well below", FewerThan),
    ("far fewer than", FewerThan),
    ("<", FewerThan),
    ("exactly", Exactly),
    ("precisely", Exactly),
    ("=", Exactly),
    ("only", Plain),
    ("just", Plain),
    ("a total of", Plain),
    ("total of", Plain),
    ("total", Plain),
    ("altogether", Plain),
    ("the", Plain),
    ("all", Plain),
    ("these", Plain),
    ("those", Plain),
    ("all of", Plain),
    // French.
    ("environ", About),
    ("quelque", About),
    ("a peu pres", About),
    ("aux alentours de", About),
    ("autour de", About),
    ("dans les", About),
    ("pres de", Nearly),
    ("pres d", Nearly),
    ("presque", Nearly),
    ("quasiment", Nearly),
    ("au moins", AtLeast),
    ("au minimum", AtLeast),
    ("plus de", MoreThan),
    ("plus d", MoreThan),
    ("au dela de", MoreThan),
    ("un peu plus de", JustOver),
    ("un peu plus d", JustOver),
    ("un peu moins de", Nearly),
    ("un peu moins d", Nearly),
    ("jusqu a", UpTo),
    ("au plus", UpTo),
    ("au maximum", UpTo),
    ("pas plus de", UpTo),
    ("pas moins de", AtLeast),
    ("moins de", FewerThan),
    ("moins d", FewerThan),
    ("exactement", Exactly),
    ("seulement", Plain),
    ("un total de", Plain),
    ("au total", Plain),
    ("les", Plain),
    ("des", Plain),
    // Spanish.
    ("unos", About),
    ("unas", About),
    ("alrededor de", About),
    ("cerca de", About),
    ("aproximadamente", About),
    ("en torno a", About),
    ("casi", Nearly),
    ("al menos", AtLeast),
    ("por lo menos", AtLeast),
    ("como minimo", AtLeast),
    ("no menos de", AtLeast),
    ("mas de", MoreThan),
    ("poco mas de", JustOver),
    ("poco menos de", Nearly),
    ("hasta", UpTo),
    ("como maximo", UpTo),
    ("a lo sumo", UpTo),
    ("no mas de", UpTo),
    ("menos de", FewerThan),
    ("exactamente", Exactly),
    ("solo", Plain),
    ("los", Plain),
    ("las", Plain),
    // German.
    ("etwa", About),
    ("ungefahr", About),
    ("ungefaehr", About),
    ("rund", About),
    ("zirka", About),
    ("fast", Nearly),
    ("knapp", Nearly),
    ("beinahe", Nearly),
    ("mindestens", AtLeast),
    ("wenigstens", AtLeast),
    ("mehr als", MoreThan),
    ("uber", MoreThan),
    ("ueber", MoreThan),
    ("bis zu", UpTo),
    ("hochstens", UpTo),
    ("hoechstens", UpTo),
    ("maximal", UpTo),
    ("weniger als", FewerThan),
    ("unter", FewerThan),
    ("genau", Exactly),
    ("nur", Plain),
    ("insgesamt", Plain),
    ("die", Plain),
];

/// Hedges that stand behind a number, or behind the noun after it.
pub(super) const BEHIND: &[(&str, Hedge)] = &[
    ("or so", About),
    ("or thereabouts", About),
    ("ish", About),
    ("give or take", About),
    ("more or less", About),
    ("approximately", About),
    ("roughly", About),
    ("about", About),
    ("?", About),
    ("or more", AtLeast),
    ("or even more", AtLeast),
    ("or possibly more", AtLeast),
    ("possibly more", AtLeast),
    ("perhaps more", AtLeast),
    ("maybe more", AtLeast),
    ("if not more", AtLeast),
    ("and more", AtLeast),
    ("and counting", AtLeast),
    ("or over", AtLeast),
    ("plus", AtLeast),
    ("+", AtLeast),
    ("at least", AtLeast),
    ("at the least", AtLeast),
    ("at a minimum", AtLeast),
    ("at minimum", AtLeast),
    ("minimum", AtLeast),
    ("or fewer", UpTo),
    ("or less", UpTo),
    ("at most", UpTo),
    ("at the most", UpTo),
    ("maximum", UpTo),
    ("and up", Hedge::AndUp),
    ("and above", Hedge::AndUp),
    ("upwards", Hedge::AndUp),
    ("–∞", Hedge::AndUp),
    ("– ∞", Hedge::AndUp),
    ("odd", Hedge::Odd),
    ("exactly", Exactly),
    ("environ", About),
    ("au moins", AtLeast),
    ("ou plus", AtLeast),
    ("au plus", UpTo),
    ("ou moins", UpTo),
    ("aproximadamente", About),
    ("mas o menos", About),
    ("o mas", AtLeast),
    ("al menos", AtLeast),
    ("por lo menos", AtLeast),
    ("como minimo", AtLeast),
    ("como maximo", UpTo),
    ("o menos", UpTo),
    ("y pico", Hedge::Odd),
    ("oder mehr", AtLeast),
    ("oder weniger", UpTo),
    ("und mehr", AtLeast),
    ("et plus", AtLeast),
    ("y mas", AtLeast),
];
