//! Document files: the same from any size of bites.
#![no_main]

#[path = "../shared.rs"]
mod shared;

use libfuzzer_sys::fuzz_target;
use rashomon::ingest::Form;

fuzz_target!(|bytes: &[u8]| {
    shared::read(Form::Documents, bytes);
});
