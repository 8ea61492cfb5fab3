//! Differences as CSV, a row for each pair of claims: for whoever measures one pair after another.
//!
//! It is made of how the rows of a topic stand to each other, claims by claims, so that it can be
//! many times as long as any other format.

use std::borrow::Cow;
use std::io::{self, Write};

use rayon::prelude::*;

use super::sheet::{self, Sheet, own, text};
use super::{lots, words};
use crate::view::{Between, Parts, Publications, Topic, Value};

/// Topics that are at hand at a time.
const TOPICS: usize = 1024;
/// Pairs of a piece, which one thread writes in one go.
const PAIRS: usize = 256;

/// Two claims, with what their row tells. The first has the lesser id.
struct Row<'r> {
    topic: &'r Topic<'r>,
    entry: &'r Between<'r>,
    scene: Option<&'r str>,
    a: Side<'r>,
    b: Side<'r>,
    publications: &'r dyn Publications,
}

/// A claim, and the value that it gives.
type Side<'r> = (&'r str, &'r Value<'r>);

/// What stands in a column.
type Cell = for<'r> fn(&'r Row<'r>) -> Cow<'r, str>;

/// The columns.
pub const COLUMNS: [&str; CELLS.len()] = sheet::names(&CELLS);

const CELLS: [(&str, Cell); 22] = [
    ("id", |r| (&*r.entry.id).into()),
    ("topic", |r| (&*r.topic.id).into()),
    ("verdict", |r| words::verdict(r.entry.verdict).into()),
    ("severity", |r| sheet::severity(r.entry.severity)),
    ("rule", |r| (&*r.entry.rule).into()),
    ("event", |r| text(r.topic.event.as_ref())),
    ("event_title", |r| {
        sheet::scene(r.scene, r.topic.event.is_some())
    }),
    ("subject", |r| {
        sheet::scene(r.scene, r.topic.subject.is_some())
    }),
    ("attribute", |r| (&*r.topic.attribute).into()),
    ("of_a", |r| own(&r.a.1.of, &r.topic.of)),
    ("of_b", |r| own(&r.b.1.of, &r.topic.of)),
    ("claim_a", |r| r.a.0.into()),
    ("outlet_a", |r| outlet(r, r.a)),
    ("published_a", |r| published(r, r.a)),
    ("value_a", |r| r.a.1.written()),
    ("claim_b", |r| r.b.0.into()),
    ("outlet_b", |r| outlet(r, r.b)),
    ("published_b", |r| published(r, r.b)),
    ("value_b", |r| r.b.1.written()),
    ("why", |r| (&*r.entry.why).into()),
    ("settle", |r| text(r.entry.settle.as_ref())),
    ("condition", |r| text(r.entry.condition.as_ref())),
];

fn outlet<'r>(row: &'r Row<'_>, side: Side<'_>) -> Cow<'r, str> {
    let found = row.publications.of(side.0);
    found.map_or("", |(outlet, _)| outlet).into()
}

fn published<'r>(row: &'r Row<'_>, side: Side<'_>) -> Cow<'r, str> {
    let found = row.publications.of(side.0).and_then(|(_, day)| day);
    found.unwrap_or_default().into()
}

/// Writes every pair of claims that are not in agreement.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(parts: &dyn Parts<'_>, out: &mut dyn Write) -> io::Result<()> {
    let publications = parts.publications();
    sheet::head(COLUMNS.into_iter(), out)?;
    for from in (0..parts.topics()).step_by(TOPICS) {
        let places = from..parts.topics().min(from + TOPICS);
        let topics: Vec<Topic> = places.into_par_iter().map(|n| parts.topic(n)).collect();
        let pieces: Vec<Piece> = topics.iter().flat_map(pieces).collect();
        lots::write(pieces.len(), out, &|_| (), |range, bytes| {
            let mut sheet = Sheet::new(bytes);
            for piece in &pieces[range] {
                let scene = parts.scene(piece.topic);
                piece.write(scene.as_deref(), &*publications, &mut sheet)?;
            }
            sheet.finish()
        })?;
    }
    Ok(())
}

/// Some of the pairs of two rows of a topic, from the pair of a number.
struct Piece<'t> {
    topic: &'t Topic<'t>,
    entry: &'t Between<'t>,
    from: usize,
}

fn pieces<'t>(topic: &'t Topic<'t>) -> impl Iterator<Item = Piece<'t>> {
    topic.between.iter().flat_map(move |entry| {
        let [a, b] = topic.sides(entry);
        let all = (0..a.claims.len() * b.claims.len()).step_by(PAIRS);
        all.map(move |from| Piece { topic, entry, from })
    })
}

impl Piece<'_> {
    fn write(
        &self,
        scene: Option<&str>,
        publications: &dyn Publications,
        sheet: &mut Sheet<'_>,
    ) -> io::Result<()> {
        let [a, b] = self.topic.sides(self.entry);
        let (across, all) = (b.claims.len(), a.claims.len() * b.claims.len());
        for pair in self.from..all.min(self.from + PAIRS) {
            let (x, y) = (&*a.claims[pair / across], &*b.claims[pair % across]);
            if let Some((a, b)) = ordered((x, a), (y, b)) {
                let row = Row {
                    topic: self.topic,
                    entry: self.entry,
                    scene,
                    a,
                    b,
                    publications,
                };
                sheet.row(CELLS.iter().map(|(_, cell)| cell(&row)))?;
            }
        }
        Ok(())
    }
}

/// The two in the order of their ids; of two claims that both give both values, once.
fn ordered<'s>(x: Side<'s>, y: Side<'s>) -> Option<(Side<'s>, Side<'s>)> {
    let gives = |side: Side<'_>, claim: &str| {
        let claims = &side.1.claims;
        claims.binary_search_by(|c| (**c).cmp(claim)).is_ok()
    };
    if x.0 < y.0 {
        return Some((x, y));
    }
    let again = x.0 == y.0 || (gives(x, y.0) && gives(y, x.0));
    (!again).then_some((y, x))
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::super::sheet::tests::rows;
    use super::*;
    use crate::view::Report;

    fn printed(report: &Report) -> Vec<u8> {
        let mut out = Vec::new();
        write(report, &mut out).unwrap();
        out
    }

    /// The claims of the pairs of one difference.
    fn pairs(report: &Report, id: &str) -> Vec<(String, String)> {
        let at = |name: &str| COLUMNS.iter().position(|c| *c == name).unwrap();
        let rows = rows(&printed(report));
        let own = rows.iter().filter(|r| &r[0] == id);
        own.map(|r| (r[at("claim_a")].into(), r[at("claim_b")].into()))
            .collect()
    }

    fn of(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn a_pair_of_claims_is_a_row() {
        let report = canned::report();
        let met = pairs(&report, "f-02killed19vs23");
        assert_eq!(met, of(&[("cr-7#1", "dc-3#1"), ("cr-7#1", "hp-12#1")]));
    }

    #[test]
    fn no_claim_is_set_against_itself_and_no_pair_stands_twice() {
        let mut report = canned::report();
        let topic = report.topics.iter_mut().find(|t| t.id == "t-01killed0000");
        let values = &mut topic.unwrap().values;
        values[0].claims = vec!["a".into(), "b".into(), "c".into()];
        values[1].claims = vec!["b".into(), "c".into(), "d".into()];
        let met = pairs(&report, "f-02killed19vs23");
        let wanted = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")];
        assert_eq!(met, of(&[&wanted[..], &[("c", "d")]].concat()));
    }

    #[test]
    fn many_claims_are_cut_into_pieces_and_none_is_lost() {
        let mut report = canned::report();
        let values = &mut report.topics[0].values;
        values[0].claims = (10..80).map(|n| format!("a{n}").into()).collect();
        values[1].claims = (10..80).map(|n| format!("b{n}").into()).collect();
        let met = pairs(&report, "f-01vanestatus");
        let met: std::collections::BTreeSet<_> = met.into_iter().collect();
        assert_eq!(met.len(), 70 * 70);
    }

    #[test]
    fn the_canned_report_reads() {
        insta::assert_snapshot!(String::from_utf8(printed(&canned::report())).unwrap());
    }
}
