//! JSON lines: no claim from what is no JSON object, and the same from any size of bites.
#![no_main]

#[path = "../shared.rs"]
mod shared;

use libfuzzer_sys::fuzz_target;
use rashomon::ingest::Form;

fuzz_target!(|bytes: &[u8]| {
    let read = shared::read(Form::Lines, bytes);
    let is_object = |line: &&[u8]| {
        serde_json::from_slice::<&serde_json::value::RawValue>(line)
            .is_ok_and(|raw| raw.get().starts_with('{'))
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let objects = bytes.split(|byte| *byte == b'\n').filter(is_object).count();
    assert!(read.claims.len() <= objects);
});
