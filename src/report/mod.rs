//! A finished reconciliation to text: a file per format, each a view of [`crate::view::Report`].
//!
//! What a report says to a reader is told once ([`story`]), as blocks; the terminal and Markdown
//! print the same blocks. JSON and CSV are written from the report itself. Nothing that a claim
//! holds reaches any of them without being made inert.

mod address;
pub mod block;
#[cfg(test)]
mod canned;
pub mod check;
pub mod codebook;
pub mod csv;
pub mod diff;
pub mod difference;
pub mod explanation;
pub mod github;
pub mod html;
pub mod json;
pub mod jsonld;
pub mod junit;
pub mod lineage;
mod lots;
pub mod markdown;
pub mod matrix;
pub mod pairs;
pub mod place;
pub mod question;
pub mod redact;
pub mod sarif;
pub mod schema;
pub mod selection;
mod sheet;
pub mod story;
pub mod summary;
pub mod table;
pub mod text;
pub mod topic;
pub use crate::view::{weighed, words};
