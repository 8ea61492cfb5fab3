//! Slips of the pen: two numbers of which one is the other mistyped.

use crate::claim::Quantity;

/// How one number came out of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slip {
    /// Two neighbouring digits are exchanged: 425 for 452.
    Swapped,
    /// A digit stands twice, or once too little: 1335 for 135.
    Digit,
    /// It is ten, a hundred or a thousand times the other.
    Scale,
}

/// With fewer significant figures than this, numbers are alike by chance: of the numbers up to ten
/// times a number of three figures fewer than one in a hundred is a slip of it.
const LEAST_FIGURES: usize = 3;

/// The slip that makes one of two exact counts of the other.
pub fn between(p: Quantity, q: Quantity) -> Option<Slip> {
    let (a, b) = (exact(p)?, exact(q)?);
    let (less, more) = (a.min(b), a.max(b));
    let (short, long) = (less.to_string(), more.to_string());
    if short.trim_end_matches('0').len() < LEAST_FIGURES || less == more {
        return None;
    }
    if swapped(short.as_bytes(), long.as_bytes()) {
        Some(Slip::Swapped)
    } else if long.len() > short.len() && long.trim_end_matches('0') == short.trim_end_matches('0')
    {
        Some(Slip::Scale)
    } else if one_more(short.as_bytes(), long.as_bytes()) {
        Some(Slip::Digit)
    } else {
        None
    }
}

fn exact(q: Quantity) -> Option<u64> {
    (q.high == Some(q.low)).then_some(q.low)
}

fn swapped(a: &[u8], b: &[u8]) -> bool {
    let differ: Vec<usize> = (0..a.len().min(b.len()))
        .filter(|&n| a[n] != b[n])
        .collect();
    match differ[..] {
        [x, y] => a.len() == b.len() && y == x + 1 && a[x] == b[y] && a[y] == b[x],
        _ => false,
    }
}

/// Whether the longer is the shorter with one digit more.
fn one_more(short: &[u8], long: &[u8]) -> bool {
    long.len() == short.len() + 1
        && (0..long.len()).any(|skip| {
            let rest = long.iter().enumerate().filter(|(n, _)| *n != skip);
            rest.map(|(_, digit)| digit).eq(short)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(a: u64, b: u64) -> Option<Slip> {
        between(Quantity::exact(a), Quantity::exact(b))
    }

    #[test]
    fn a_number_mistyped_is_known_by_its_digits() {
        assert_eq!(slip(452, 425), Some(Slip::Swapped));
        assert_eq!(slip(24_953, 24_593), Some(Slip::Swapped));
        assert_eq!(slip(135, 1335), Some(Slip::Digit));
        assert_eq!(slip(1_874, 187_400), Some(Slip::Scale));
        assert_eq!(slip(135, 1350), Some(Slip::Scale));
    }

    #[test]
    fn small_and_round_numbers_are_alike_by_chance() {
        assert_eq!(slip(12, 21), None);
        assert_eq!(slip(12, 112), None);
        assert_eq!(slip(200, 2000), None);
        assert_eq!(slip(135, 146), None);
        assert_eq!(slip(135, 135), None);
    }
}
