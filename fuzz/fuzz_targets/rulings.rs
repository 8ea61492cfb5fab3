//! Rulings: whatever stands in the file, each is read by itself, and what was read is read again from what
//! is written of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon::ingest::rulings::read_rulings;

fuzz_target!(|text: &str| {
    let (rulings, faults) = read_rulings("rulings.toml", text);
    assert!(rulings.iter().all(|ruling| ruling.location.line > 0));
    assert!(faults.iter().all(|fault| fault.hint.is_some()));
    let folder = std::env::temp_dir().join(format!("rashomon-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("rulings.toml");
    let _ = std::fs::remove_file(&file);
    if let Some(ruling) = rulings.first() {
        let (decision, warrant) = (&ruling.decision, &ruling.warrant);
        let written = rashomon::ingest::rulings::append(&file, &[], decision, warrant);
        assert_eq!(written.expect("one ruling alone").id, ruling.id);
    }
});
