//! Numbers in digits, with the groupings of several countries.

use super::{Decimal, ValueError, too_large};

/// A run of digits, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    /// Its value, where a single dot is read as the decimal point.
    pub(super) value: Decimal,
    /// "20.000": twenty in one country, twenty thousand in another.
    pub(super) ambiguous: bool,
    /// Bytes read.
    pub(super) len: usize,
}

/// Reads the digits that folded `text` begins with.
pub(super) fn read(text: &str) -> Result<Digits, ValueError> {
    let bytes = text.as_bytes();
    let first = run(bytes);
    let (grouped, mark) = groups(bytes, first);
    let decimals = decimals(&bytes[grouped..], mark);
    let len = grouped + if decimals == 0 { 0 } else { decimals + 1 };
    let value = Decimal::new(value(&bytes[..len])?, decimals as u32);
    if decimals > 0 {
        value.within_digits()?;
    }
    let ambiguous =
        decimals == 3 && mark.is_none() && bytes[grouped] == b'.' && first <= 3 && bytes[0] != b'0';
    Ok(Digits {
        value,
        ambiguous,
        len,
    })
}

fn run(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Extends `end` over groups of three digits that one and the same mark sets apart.
fn groups(bytes: &[u8], first: usize) -> (usize, Option<u8>) {
    let mark = match bytes.get(first) {
        Some(mark @ (b',' | b' ' | b'\'')) if first <= 3 => *mark,
        Some(b'.')
            if first <= 3 && is_group(bytes, first, b'.') && is_group(bytes, first + 4, b'.') =>
        {
            b'.'
        }
        _ => return (first, None),
    };
    let mut end = first;
    while is_group(bytes, end, mark) {
        end += 4;
    }
    (end, (end > first).then_some(mark))
}

fn is_group(bytes: &[u8], at: usize, mark: u8) -> bool {
    bytes.get(at) == Some(&mark) && run(&bytes[at + 1..]) == 3
}

/// How many decimals follow: after a dot, or after a comma that groups no thousands.
fn decimals(rest: &[u8], grouping: Option<u8>) -> usize {
    match rest.first() {
        Some(mark @ (b'.' | b',')) if grouping != Some(*mark) => run(&rest[1..]),
        _ => 0,
    }
}

fn value(bytes: &[u8]) -> Result<u128, ValueError> {
    let digits = bytes.iter().filter(|b| b.is_ascii_digit());
    digits
        .into_iter()
        .try_fold(0_u128, |sum, digit| {
            sum.checked_mul(10)?.checked_add(u128::from(digit - b'0'))
        })
        .ok_or_else(too_large)
}
