//! Phrases for lengths of time and way, and for numbers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon::claim::{Dimension, Measure};

fuzz_target!(|text: &str| {
    for dimension in [Some(Dimension::Duration), Some(Dimension::Distance), None] {
        if let Ok(measure) = Measure::parse(text, dimension) {
            let amount = measure.amount;
            assert!(amount.high.is_none_or(|high| amount.low <= high));
        }
    }
});
