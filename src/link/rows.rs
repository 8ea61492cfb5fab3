//! Rows of coded tables: each is an event of its own, whoever codes it again elsewhere.
//!
//! A table is known by its shape: a row has an id of its own, and stands in no document. Where
//! `outlets.toml` says what the rows of an outlet are, that is believed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Features;
use crate::claim::{Claim, content_id};
use crate::ingest::{OutletProfile, RowMeaning};

/// A table whose rows were taken for different events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The outlet.
    pub outlet: Arc<str>,
    /// How many rows it has.
    pub rows: usize,
    /// Whether `outlets.toml` says so; else its shape does.
    pub is_told: bool,
}

/// Marks the claims that are rows.
pub(super) fn mark(features: &mut [Features], claims: &[Claim], outlets: &[OutletProfile]) {
    let told = Told::of(outlets);
    for (features, claim) in features.iter_mut().zip(claims) {
        features.is_row = told.is_row(claim);
    }
}

/// The tables of more than one row, by outlet.
pub(super) fn tables(claims: &[Claim], outlets: &[OutletProfile]) -> Vec<Table> {
    let told = Told::of(outlets);
    let mut rows: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| told.is_row(claim)) {
        *rows.entry(&claim.outlet).or_default() += 1;
    }
    let table = |(outlet, rows): (&Arc<str>, usize)| Table {
        outlet: Arc::clone(outlet),
        rows,
        is_told: told.0.contains_key(&**outlet),
    };
    rows.into_iter().filter(|t| t.1 > 1).map(table).collect()
}

/// What `outlets.toml` says of the rows of outlets, by all of their names.
struct Told<'o>(BTreeMap<&'o str, RowMeaning>);

impl<'o> Told<'o> {
    fn of(outlets: &'o [OutletProfile]) -> Self {
        let mut told = BTreeMap::new();
        for outlet in outlets {
            let names = std::iter::once(&outlet.name).chain(&outlet.also);
            for (name, rows) in names.filter_map(|name| Some((name, outlet.rows?))) {
                told.insert(name.as_str(), rows);
            }
        }
        Self(told)
    }

    fn is_row(&self, claim: &Claim) -> bool {
        match self.0.get(&*claim.outlet) {
            Some(rows) => *rows == RowMeaning::Distinct,
            None => stands_alone(claim),
        }
    }
}

/// Whether a claim has an id of its own and no document: one was made for it, of that id.
fn stands_alone(claim: &Claim) -> bool {
    let document = &claim.document;
    document.published.is_none()
        && document.particulars.is_none()
        && *document.id == *content_id("d", [&*claim.outlet, &*claim.id])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;
    use crate::ingest::read_lines;

    /// How many rows of the outlet "A" are taken for events of their own.
    fn rows(lines: &str, told: Option<RowMeaning>) -> usize {
        let outlet = OutletProfile {
            name: "A".into(),
            rows: told,
            ..OutletProfile::default()
        };
        let claims = read_lines("t", lines.as_bytes(), &Codebook::builtin()).claims;
        tables(&claims, &[outlet]).first().map_or(0, |t| t.rows)
    }

    #[test]
    fn a_table_is_known_by_its_shape() {
        let row = |id: &str, more: &str| {
            format!("{{\"outlet\": \"A\", \"id\": \"{id}\", \"assertions\": []{more}}}\n")
        };
        assert_eq!(rows(&[row("1", ""), row("2", "")].concat(), None), 2);
        let dated = ", \"document\": {\"published\": \"2024-03-02\"}";
        assert_eq!(rows(&[row("1", dated), row("2", dated)].concat(), None), 0);
        let named = ", \"document\": \"d1\"";
        assert_eq!(rows(&[row("1", named), row("2", "")].concat(), None), 0);
    }

    #[test]
    fn what_is_told_of_rows_is_believed() {
        let bare = "{\"outlet\": \"A\", \"id\": \"1\", \"assertions\": []}\n\
                    {\"outlet\": \"A\", \"id\": \"2\", \"assertions\": []}\n";
        assert_eq!(rows(bare, Some(RowMeaning::Reports)), 0);
        let reports = bare.replace("\"id\"", "\"document\": \"d\", \"id\"");
        assert_eq!(rows(&reports, Some(RowMeaning::Distinct)), 2);
    }
}
