//! Tables: the same from any size of bites, and no more claims than lines.
#![no_main]

#[path = "../shared.rs"]
mod shared;

use libfuzzer_sys::fuzz_target;
use rashomon::ingest::Form;

fuzz_target!(|bytes: &[u8]| {
    let lines = bytes.split(|byte| *byte == b'\n').count();
    for form in [Form::Csv, Form::Tsv] {
        assert!(shared::read(form, bytes).claims.len() < lines.max(1));
    }
});
