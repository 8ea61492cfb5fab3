//! Rashomon reconciles what different outlets say of the same events.
//!
//! Claims go in; out come the events they describe, where the accounts cannot all be true, and a
//! reconciliation that an editor can publish. The stages, in the order the data flows, are the
//! modules below; each imports only from those above it, and a test holds that.

pub mod claim;
pub mod codebook;
pub mod compare;
pub mod extract;
pub mod ingest;
pub mod link;
pub mod names;
pub mod pipeline;
pub mod progress;
pub mod report;
mod text;
mod union_find;
pub mod weigh;
