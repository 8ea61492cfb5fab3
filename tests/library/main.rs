//! The library as its callers use it, and the rules of its house.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop"
)]

mod architecture;
mod codebook;
mod copying;
mod doubt;
mod drafts;
mod expectations;
mod explain;
mod extract;
mod headlines;
mod ingest;
mod laws;
mod linkage;
mod one_or_two;
mod redact;
mod rulings;
mod speakers;
mod spelling;
mod steady;
mod topics;
mod twins;
mod units;
mod words;

use std::path::Path;

/// The project's folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
