//! Phrases for counts: bounds in order, and what is printed reads back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon::claim::Quantity;

fuzz_target!(|text: &str| {
    if let Ok(count) = Quantity::parse(text) {
        assert!(count.high.is_none_or(|high| count.low <= high));
        if let Some(best) = count.best {
            assert!(count.low <= best && count.high.is_none_or(|high| best <= high));
        }
        assert_eq!(Quantity::parse(&count.to_string()), Ok(count), "{count}");
    }
});
