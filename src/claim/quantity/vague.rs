//! Words that name no number: "several", "dozens", "tens of thousands", "none".

use super::super::numeral::Cursor;

/// Low and high of a vague word; `None`: open.
pub(super) type Span = (u64, Option<u64>);

/// Words that name an interval by themselves.
const FIXED: &[(&str, Span)] = &[
    ("none", (0, Some(0))),
    ("no one", (0, Some(0))),
    ("noone", (0, Some(0))),
    ("nobody", (0, Some(0))),
    ("nothing", (0, Some(0))),
    ("nil", (0, Some(0))),
    ("no", (0, Some(0))),
    ("without", (0, Some(0))),
    ("not one", (0, Some(0))),
    ("not a single", (0, Some(0))),
    ("single", (1, Some(1))),
    ("a single", (1, Some(1))),
    ("a lone", (1, Some(1))),
    ("lone", (1, Some(1))),
    ("both", (2, Some(2))),
    ("a pair", (2, Some(2))),
    ("pair", (2, Some(2))),
    ("a trio", (3, Some(3))),
    ("trio", (3, Some(3))),
    ("a couple", (2, Some(3))),
    ("couple", (2, Some(3))),
    ("a few", (2, Some(6))),
    ("a handful", (3, Some(6))),
    ("handful", (3, Some(6))),
    ("several", (3, Some(9))),
    ("few", (0, Some(9))),
    ("very few", (0, Some(9))),
    ("many", (2, None)),
    ("a great many", (2, None)),
    ("a good many", (2, None)),
    ("very many", (2, None)),
    ("numerous", (2, None)),
    ("multiple", (2, None)),
    ("countless", (2, None)),
    ("innumerable", (2, None)),
    ("various", (2, None)),
    ("a number", (2, None)),
    ("a large number", (2, None)),
    ("a great number", (2, None)),
    ("large numbers", (2, None)),
    ("a lot", (2, None)),
    ("lots", (2, None)),
    ("a small number", (1, None)),
    ("an undisclosed number", (0, None)),
    ("an unknown number", (0, None)),
    ("unknown number", (0, None)),
    ("unknown", (0, None)),
    ("an unspecified number", (0, None)),
    ("unspecified number", (0, None)),
    ("unspecified", (0, None)),
    ("an undetermined number", (0, None)),
    ("undetermined", (0, None)),
    ("an uncertain number", (0, None)),
    ("an unconfirmed number", (0, None)),
    ("any number", (0, None)),
    // French.
    ("aucun", (0, Some(0))),
    ("aucune", (0, Some(0))),
    ("personne", (0, Some(0))),
    ("pas un", (0, Some(0))),
    ("plusieurs", (2, Some(9))),
    ("quelques", (2, Some(6))),
    ("une poignee", (3, Some(6))),
    ("les deux", (2, Some(2))),
    ("beaucoup", (2, None)),
    ("de nombreux", (2, None)),
    ("de nombreuses", (2, None)),
    ("nombreux", (2, None)),
    ("un nombre inconnu", (0, None)),
    ("un nombre indetermine", (0, None)),
    // Spanish.
    ("ninguno", (0, Some(0))),
    ("ninguna", (0, Some(0))),
    ("ningun", (0, Some(0))),
    ("nadie", (0, Some(0))),
    ("varios", (2, Some(9))),
    ("varias", (2, Some(9))),
    ("algunos", (2, Some(9))),
    ("algunas", (2, Some(9))),
    ("un par", (2, Some(3))),
    ("un punado", (3, Some(6))),
    ("ambos", (2, Some(2))),
    ("ambas", (2, Some(2))),
    ("muchos", (2, None)),
    ("muchas", (2, None)),
    ("numerosos", (2, None)),
    ("numerosas", (2, None)),
    ("un numero desconocido", (0, None)),
    // German.
    ("kein", (0, Some(0))),
    ("keine", (0, Some(0))),
    ("keiner", (0, Some(0))),
    ("niemand", (0, Some(0))),
    ("mehrere", (2, Some(9))),
    ("einige", (2, Some(9))),
    ("ein paar", (2, Some(6))),
    ("beide", (2, Some(2))),
    ("viele", (2, None)),
    ("zahlreiche", (2, None)),
    ("eine unbekannte zahl", (0, None)),
    // Russian.
    ("никто", (0, Some(0))),
    ("несколько", (2, Some(9))),
    ("много", (2, None)),
    // Arabic.
    ("لا احد", (0, Some(0))),
    ("عده", (2, Some(9))),
    ("بضعه", (3, Some(9))),
];

/// What "several" multiplies by, where a word of scale follows.
const TIMES: &[(&str, Span)] = &[
    ("several", (3, Some(9))),
    ("a few", (2, Some(6))),
    ("few", (2, Some(6))),
    ("a couple of", (2, Some(3))),
    ("a couple", (2, Some(3))),
    ("couple of", (2, Some(3))),
    ("many", (2, None)),
    ("a handful of", (3, Some(6))),
    ("plusieurs", (2, Some(9))),
    ("quelques", (2, Some(6))),
    ("varios", (2, Some(9))),
    ("varias", (2, Some(9))),
    ("algunas", (2, Some(9))),
    ("algunos", (2, Some(9))),
    ("unos pocos", (2, Some(6))),
    ("un par de", (2, Some(3))),
    ("mehrere", (2, Some(9))),
    ("einige", (2, Some(9))),
    ("ein paar", (2, Some(6))),
];

/// A word of scale: its value, and the greatest number that its plural alone may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Scale {
    value: u64,
    cap: u64,
    /// Whether the word means a vague number without "several" before it ("dozens").
    plural: bool,
}

const fn plural(value: u64, cap: u64) -> Scale {
    Scale {
        value,
        cap,
        plural: true,
    }
}

const fn singular(value: u64, cap: u64) -> Scale {
    Scale {
        value,
        cap,
        plural: false,
    }
}

const TENS: Scale = plural(10, 99);
const DOZENS: Scale = plural(12, 99);
const SCORES: Scale = plural(20, 199);
const HUNDREDS: Scale = plural(100, 999);
/// "Thousands" is said of 12,000 too, where "hundreds" is not said of 1,200.
const THOUSANDS: Scale = plural(1_000, 99_999);
const MILLIONS: Scale = plural(1_000_000, 999_999_999);

const SCALES: &[(&str, Scale)] = &[
    ("tens", TENS),
    ("dozens", DOZENS),
    ("scores", SCORES),
    ("hundreds", HUNDREDS),
    ("thousands", THOUSANDS),
    ("millions", MILLIONS),
    ("dozen", singular(12, 99)),
    ("score", singular(20, 199)),
    ("hundred", singular(100, 999)),
    ("thousand", singular(1_000, 9_999)),
    ("million", singular(1_000_000, 9_999_999)),
    ("dizaines", TENS),
    ("douzaines", DOZENS),
    ("centaines", HUNDREDS),
    ("milliers", THOUSANDS),
    ("decenas", TENS),
    ("docenas", DOZENS),
    ("cientos", HUNDREDS),
    ("centenares", HUNDREDS),
    ("miles", THOUSANDS),
    ("millares", THOUSANDS),
    ("millones", MILLIONS),
    ("dutzende", DOZENS),
    ("dutzend", singular(12, 99)),
    ("hunderte", HUNDREDS),
    ("hundert", singular(100, 999)),
    ("tausende", THOUSANDS),
    ("tausend", singular(1_000, 9_999)),
    ("zehntausende", plural(10_000, 99_999)),
    ("hunderttausende", plural(100_000, 999_999)),
    ("millionen", MILLIONS),
    ("десятки", TENS),
    ("сотни", HUNDREDS),
    ("тысячи", THOUSANDS),
    ("миллионы", MILLIONS),
    ("عشرات", TENS),
    ("العشرات", TENS),
    ("مئات", HUNDREDS),
    ("المئات", HUNDREDS),
    ("الاف", THOUSANDS),
    ("الالاف", THOUSANDS),
    ("ملايين", MILLIONS),
];

/// Reads the vague words that come next, where some do.
pub(super) fn read(cursor: &mut Cursor<'_, '_>) -> Option<Span> {
    several(cursor)
        .or_else(|| plain(cursor))
        .or_else(|| cursor.longest(FIXED))
}

/// "several dozen", "a few hundred".
fn several(cursor: &mut Cursor<'_, '_>) -> Option<Span> {
    let mut ahead = *cursor;
    let (least, most) = ahead.longest(TIMES)?;
    let scale = ahead.longest(SCALES)?;
    *cursor = ahead;
    // "several hundred" ends where the thousands begin, "several dozen" where the hundreds do.
    let cap = scale.cap.min(scale.value * 10 - 1);
    let top = |most: u64| (most * scale.value + scale.value - 1).min(cap);
    Some((least * scale.value, most.map(top)))
}

/// "dozens", "tens of thousands".
fn plain(cursor: &mut Cursor<'_, '_>) -> Option<Span> {
    let mut ahead = *cursor;
    let scale = ahead.longest(SCALES).filter(|scale| scale.plural)?;
    let mut further = ahead;
    further.take_any(&["of", "de", "von"]);
    let of = further
        .longest(SCALES)
        .filter(|of| of.plural && of.value >= 1_000);
    *cursor = if of.is_some() { further } else { ahead };
    Some(match of {
        Some(of) => {
            let value = scale.value * of.value;
            (2 * value, Some(10 * value - 1))
        }
        None => (2 * scale.value, Some(scale.cap)),
    })
}

/// Whether a word is a scale: "dozens", "thousands".
pub(super) fn is_scale(word: &str) -> bool {
    SCALES.iter().any(|(known, _)| *known == word)
}

/// The words themselves, for suggestions.
pub(super) fn vocabulary() -> impl Iterator<Item = &'static str> {
    let fixed = FIXED.iter().map(|entry| entry.0);
    fixed.chain(SCALES.iter().map(|entry| entry.0))
}
