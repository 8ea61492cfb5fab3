//! A finished reconciliation to text: a file per format, each a view of [`view::Report`].
//!
//! What a report says to a reader is told once ([`story`]), as blocks; the terminal and Markdown
//! print the same blocks. JSON and CSV are written from the report itself. Nothing that a claim
//! holds reaches any of them without being made inert.

pub mod block;
pub mod build;
#[cfg(test)]
mod canned;
pub mod codebook;
pub mod csv;
pub mod diff;
pub mod dispute;
pub mod explain;
pub mod github;
pub mod html;
pub mod json;
pub mod jsonld;
pub mod junit;
pub mod lineage;
pub mod markdown;
pub mod matrix;
pub mod place;
pub mod redact;
pub mod sarif;
pub mod saved;
pub mod schema;
pub mod selection;
pub mod sentence;
pub mod settle;
pub mod story;
pub mod table;
pub mod text;
pub mod view;
pub mod weighed;
pub mod wording;
pub mod words;
