use std::io::Read;
use std::sync::LazyLock;

use rashomon::codebook::Codebook;
use rashomon::ingest::{Form, Ingested, read_from};

static CODEBOOK: LazyLock<Codebook> = LazyLock::new(Codebook::builtin);

/// A reader that gives a few bytes at a time.
struct Bites<'b>(&'b [u8]);

impl Read for Bites<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let bite = buffer.len().min(self.0.len()).min(1 + self.0.len() % 7);
        let (bytes, rest) = self.0.split_at(bite);
        buffer[..bite].copy_from_slice(bytes);
        self.0 = rest;
        Ok(bite)
    }
}

/// Reads `bytes` at once and in bites, and holds what is so of every reading.
pub fn read(form: Form, bytes: &[u8]) -> Ingested {
    let read = read_from("f", form, bytes, &CODEBOOK);
    assert_eq!(read, read_from("f", form, Bites(bytes), &CODEBOOK));
    assert!(read.claims.is_sorted_by(|a, b| a.id < b.id));
    assert!(read.faults.is_sorted());
    let lines = bytes.split(|byte| *byte == b'\n').count() as u32;
    for fault in &read.faults {
        assert!(fault.line <= lines && !fault.message.is_empty());
        assert!(fault.to_string().len() < 100_000);
    }
    for claim in &read.claims {
        assert!(!claim.id.is_empty() && !claim.outlet.is_empty());
    }
    read
}
