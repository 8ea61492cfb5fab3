//! One page in HTML for an editor: self-contained, printable, readable without scripts.
//!
//! What the page says is gathered in plain records (this folder's modules), and set by templates
//! that the user may replace ([`Theme`]). Nothing that a claim holds reaches the page unescaped:
//! the theme's formatter makes every string inert, whatever the template does with it.

mod event;
mod facets;
mod map;
mod matrix;
mod outlets;
mod page;
mod rest;
mod scale;
mod story;
mod theme;
mod timeline;
mod toll;
mod topic;

use std::io::{self, Write};

use super::selection::Selection;
pub use theme::{STYLE, TEMPLATES, Theme, ThemeError};

/// How much of a page is set out in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Full {
    /// As many of the gravest events as a browser opens and filters without a pause.
    #[default]
    Light,
    /// So many events, the gravest first, whatever that weighs.
    Events(usize),
}

/// Writes the page: the gravest events in full, the others in a line each.
///
/// # Errors
/// Where `out` cannot be written, or a template of the user's fails.
pub fn write(
    selection: &Selection<'_>,
    theme: &Theme,
    full: Full,
    out: &mut dyn Write,
) -> io::Result<()> {
    theme.render(&page::page(selection, full), out)
}

#[cfg(test)]
mod tests;
