//! Topics as CSV: a row for each value of each topic, for a spreadsheet, pandas or R.
//!
//! Counts stand as three numbers (`low`, `best`, `high`; an open end is empty), times as EDTF, and
//! lists are separated by semicolons. Rows of one topic share its id and its answer; `row` is the
//! number that `replaced_by` points at.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use super::sheet::{self, BETWEEN, figure, own, text};
use super::words;
use crate::claim::Decimal;
use crate::view::{Answer, Between, Parts, Printed, Publications, Text, Topic, Value};

/// A value, with what its row tells.
struct Row<'r> {
    topic: &'r Topic<'r>,
    value: &'r Value<'r>,
    number: usize,
    scene: Option<&'r str>,
    /// The gravest of how it stands to the topic's other rows.
    differs: Option<&'r Between<'r>>,
    publications: &'r dyn Publications,
}

/// What stands in a column.
type Cell = for<'r> fn(&'r Row<'r>) -> Cow<'r, str>;

/// The columns.
pub const COLUMNS: [&str; CELLS.len()] = sheet::names(&CELLS);

const CELLS: [(&str, Cell); 45] = [
    ("topic", |r| (&*r.topic.id).into()),
    ("event", |r| own(&r.value.event, &r.topic.event)),
    ("event_title", |r| {
        let fits = r.topic.event.is_some() && r.value.event.is_none();
        sheet::scene(r.scene, fits)
    }),
    ("subject", |r| {
        sheet::scene(r.scene, r.topic.subject.is_some())
    }),
    ("attribute", |r| {
        text(r.value.attribute.as_ref().or(Some(&r.topic.attribute)))
    }),
    ("of", |r| own(&r.value.of, &r.topic.of)),
    ("whom", |r| own(&r.value.whom, &r.topic.whom)),
    ("counts", |r| own(&r.value.counts, &r.topic.counts)),
    ("over", |r| own(&r.value.over, &r.topic.over)),
    ("verdict", |r| words::verdict(r.topic.verdict).into()),
    ("severity", |r| sheet::severity(r.topic.severity)),
    ("state", |r| sheet::term(r.topic.state)),
    ("row", |r| r.number.to_string().into()),
    ("value", |r| sheet::read(&r.value.value)),
    ("text", |r| (&*r.value.text).into()),
    ("low", |r| figure(bounds(Some(&r.value.value))[0])),
    ("best", |r| figure(bounds(Some(&r.value.value))[1])),
    ("high", |r| figure(bounds(Some(&r.value.value))[2])),
    ("unit", |r| text(unit(Some(&r.value.value)))),
    ("as_of", |r| text(r.value.as_of.as_ref())),
    ("foreign", |r| r.value.foreign.to_string().into()),
    ("claims", |r| list(&r.value.claims)),
    ("claim_count", |r| r.value.claims.len().to_string().into()),
    ("outlets", outlets),
    ("origins", |r| r.value.origins().to_string().into()),
    ("probability", |r| figure(r.value.probability)),
    ("party", |r| text(r.value.party.as_ref())),
    ("said_by", |r| list(&r.value.said_by)),
    ("replaced_by", |r| figure(r.value.replaced_by)),
    ("differs", |r| sheet::term(r.differs.map(|d| d.verdict))),
    ("differs_from", differs_from),
    ("rule", |r| text(r.differs.map(|d| &d.rule))),
    ("why", |r| text(r.differs.map(|d| &d.why))),
    ("settle", |r| {
        text(r.differs.and_then(|d| d.settle.as_ref()))
    }),
    ("condition", |r| {
        text(r.differs.and_then(|d| d.condition.as_ref()))
    }),
    ("answer", |r| value(r).map_or("".into(), sheet::read)),
    ("answer_low", |r| figure(bounds(value(r))[0])),
    ("answer_best", |r| figure(bounds(value(r))[1])),
    ("answer_high", |r| figure(bounds(value(r))[2])),
    ("answer_unit", |r| text(unit(value(r)))),
    ("answer_as_of", |r| {
        text(answer(r).and_then(|a| a.as_of.as_ref()))
    }),
    ("answer_basis", |r| sheet::term(answer(r).map(|a| a.basis))),
    ("answer_by", |r| text(answer(r).map(|a| &a.by))),
    ("answer_probability", |r| {
        figure(answer(r).and_then(|a| a.probability))
    }),
    ("in_answer", |r| {
        let rests = answer(r).is_some_and(|a| a.values.contains(&r.number));
        rests.to_string().into()
    }),
];

/// Writes every value of every topic.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(parts: &dyn Parts<'_>, out: &mut dyn Write) -> io::Result<()> {
    let publications = parts.publications();
    sheet::by_topic(parts, COLUMNS.into_iter(), out, |topic, sheet| {
        let scene = parts.scene(topic);
        for (number, value) in topic.values.iter().enumerate() {
            let differs = topic.between.iter().find(|d| [d.a, d.b].contains(&number));
            let row = Row {
                topic,
                value,
                number,
                scene: scene.as_deref(),
                differs,
                publications: &*publications,
            };
            sheet.row(CELLS.iter().map(|(_, cell)| cell(&row)))?;
        }
        Ok(())
    })
}

fn list<'r>(items: &[Text<'_>]) -> Cow<'r, str> {
    items.join(BETWEEN).into()
}

/// The least, the best and the most of a count.
fn bounds(value: Option<&Printed<'_>>) -> [Option<Decimal>; 3] {
    match value {
        Some(Printed::Bounds {
            low, best, high, ..
        }) => [Some(*low), *best, *high],
        _ => [None; 3],
    }
}

/// The unit of a number.
fn unit<'v>(value: Option<&'v Printed<'v>>) -> Option<&'v Text<'v>> {
    match value {
        Some(Printed::Bounds { unit, .. }) => unit.as_ref(),
        _ => None,
    }
}

fn answer<'r>(row: &'r Row<'_>) -> Option<&'r Answer<'r>> {
    row.topic.answer.as_ref()
}

fn value<'r>(row: &'r Row<'_>) -> Option<&'r Printed<'r>> {
    answer(row)?.value.as_ref()
}

/// The outlets that give it, by name.
fn outlets<'r>(row: &'r Row<'_>) -> Cow<'r, str> {
    let claims = row.value.claims.iter();
    let outlets = claims.filter_map(|claim| Some(row.publications.of(claim)?.0));
    let outlets: BTreeSet<&str> = outlets.collect();
    outlets.into_iter().collect::<Vec<_>>().join(BETWEEN).into()
}

/// The value that it differs from most.
fn differs_from<'r>(row: &'r Row<'_>) -> Cow<'r, str> {
    let other = row
        .differs
        .map(|d| if d.a == row.number { d.b } else { d.a });
    other.map_or("".into(), |other| row.topic.values[other].written())
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::super::sheet::tests::rows;
    use super::*;

    fn printed() -> Vec<u8> {
        let mut out = Vec::new();
        write(&canned::report(), &mut out).unwrap();
        out
    }

    #[test]
    fn every_value_is_a_row() {
        let rows = rows(&printed());
        let values: usize = canned::report().topics.iter().map(|t| t.values.len()).sum();
        assert_eq!(rows.len(), values + 1);
        let at = |name: &str| COLUMNS.iter().position(|c| *c == name).unwrap();
        let killed: Vec<_> = rows
            .iter()
            .filter(|r| &r[at("topic")] == "t-01killed0000")
            .collect();
        assert_eq!(&killed[0][at("outlets")], "Daily Copy; Harbour Post");
        assert_eq!(&killed[0][at("in_answer")], "true");
        assert_eq!(&killed[1][at("differs_from")], "19");
        assert_eq!(&killed[3][at("of")], "Coast Guard");
        assert!(killed.iter().all(|r| &r[at("answer_high")] == "23"));
    }

    #[test]
    fn the_canned_report_reads() {
        insta::assert_snapshot!(String::from_utf8(printed()).unwrap());
    }
}
