//! Numbers with decimal places: a magnitude, a rate, a share in per cent.

use super::core::Measuring;
use super::{Dimension, phrase};
use crate::claim::{Quantity, ValueError};

/// Reads a number phrase ("6.8", "about 6.8", "61.4 %") in thousandths.
///
/// Kilometres in metres are thousands in ones, so the grammar of distances reads them.
pub(super) fn read(text: &str) -> Result<Quantity, ValueError> {
    let number = text.trim().trim_end_matches(['%', ' ']);
    let number = number
        .strip_suffix("per cent")
        .or_else(|| number.strip_suffix("percent"))
        .unwrap_or(number);
    if number.ends_with(char::is_alphabetic) && number.split_whitespace().count() < 2 {
        return Err(refused(text));
    }
    phrase::read(
        &format!("{} km", number.trim()),
        &Measuring(Dimension::Distance),
    )
    .map_err(|_| refused(text))
}

fn refused(text: &str) -> ValueError {
    let shown: String = text.chars().take(60).collect();
    ValueError::new(format!("\"{shown}\" is not a number"))
        .hint("write a number such as 6.8, \"about 6.8\" or \"6.5-7\"")
}

/// Writes thousandths as a phrase that reads back.
pub(super) fn write(amount: &Quantity) -> String {
    match (amount.low, amount.high) {
        (low, Some(high)) if low == high => places(low),
        (low, Some(high)) => format!("{}–{}", places(low), places(high)),
        (low, None) => format!("at least {}", places(low)),
    }
}

fn places(thousandths: u64) -> String {
    let (whole, part) = (thousandths / 1000, thousandths % 1000);
    let text = format!("{whole}.{part:03}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(text: &str) -> (u64, Option<u64>) {
        let q = read(text).unwrap();
        (q.low, q.high)
    }

    #[test]
    fn decimals_in_thousandths() {
        assert_eq!(bounds("6.8"), (6800, Some(6800)));
        assert_eq!(bounds("7"), (7000, Some(7000)));
        assert_eq!(bounds("61.4 %"), (61_400, Some(61_400)));
        assert_eq!(bounds("6.5-7"), (6500, Some(7000)));
        assert_eq!(bounds("about 10"), (8000, Some(12_000)));
        assert!(read("strong").is_err());
    }

    #[test]
    fn printing_and_reading_round_trip() {
        for text in ["6.8", "7", "0.125", "6.5–7", "at least 6"] {
            assert_eq!(write(&read(text).unwrap()), text);
        }
    }
}
