//! A finished reconciliation to text: a file per format, each a view of [`view::Report`].

pub mod view;
