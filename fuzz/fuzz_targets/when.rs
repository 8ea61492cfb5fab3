//! Times, in EDTF and in words, with and without a day of publication.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon::claim::{Published, When};

fuzz_target!(|text: &str| {
    let _ = Published::parse(text);
    let published = Published::parse("2024-03-12T08:30:00Z").ok();
    for published in [None, published.as_ref()] {
        if let Ok(when) = When::parse(text, published) {
            assert!(when.span.first <= when.span.last, "{when:?}");
        }
    }
});
