//! The matrix as CSV: a row for each topic, a column for each outlet.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::sheet::{self, figure, text};
use super::words;
use crate::view::{Parts, Publications, Topic};

/// The columns before those of the outlets.
const COLUMNS: [&str; 13] = [
    "topic",
    "event",
    "title",
    "attribute",
    "of",
    "verdict",
    "severity",
    "state",
    "answer",
    "answer_basis",
    "probability",
    "credibility",
    "fragility",
];

/// Between two values that one outlet gives.
const BETWEEN: &str = " | ";

/// Writes every topic.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(parts: &dyn Parts<'_>, out: &mut dyn Write) -> io::Result<()> {
    let publications = parts.publications();
    let outlets: Vec<String> = parts.outlets().into_iter().map(|o| o.outlet).collect();
    let names = outlets.iter().map(String::as_str);
    sheet::by_topic(
        parts,
        COLUMNS.into_iter().chain(names),
        out,
        |topic, sheet| {
            let scene = parts.scene(topic);
            let said = said(topic, &*publications);
            let cells = outlets.iter().map(|outlet| {
                let texts = said.get(&**outlet);
                texts.map_or("".into(), |texts| texts.join(BETWEEN).into())
            });
            sheet.row(facts(topic, scene.as_deref()).into_iter().chain(cells))
        },
    )
}

fn facts<'t>(topic: &'t Topic<'_>, scene: Option<&'t str>) -> [Cow<'t, str>; 13] {
    let answer = topic.answer.as_ref();
    let value = answer.and_then(|a| a.value.as_ref());
    [
        (&*topic.id).into(),
        text(topic.event.as_ref()),
        scene.unwrap_or_default().into(),
        (&*topic.attribute).into(),
        topic.thing().unwrap_or_default().into(),
        words::verdict(topic.verdict).into(),
        sheet::severity(topic.severity),
        sheet::term(topic.state),
        value.map_or("".into(), sheet::read),
        answer.map_or("".into(), |a| sheet::term(a.basis)),
        figure(answer.and_then(|a| a.probability)),
        text(answer.and_then(|a| a.credibility.as_ref())),
        figure(answer.and_then(|a| a.fragility)),
    ]
}

/// What each outlet says, as written.
fn said<'t>(
    topic: &'t Topic<'_>,
    publications: &'t dyn Publications,
) -> BTreeMap<&'t str, Vec<Cow<'t, str>>> {
    let mut said: BTreeMap<&str, Vec<Cow<str>>> = BTreeMap::new();
    for value in topic.own() {
        let found = value.claims.iter().filter_map(|c| publications.of(c));
        for (outlet, _) in found {
            let texts = said.entry(outlet).or_default();
            let written = value.written();
            if !texts.contains(&written) {
                texts.push(written);
            }
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::super::sheet::tests::rows;
    use super::*;

    #[test]
    fn every_topic_is_a_row_with_a_cell_for_each_outlet() {
        let report = canned::report();
        let mut out = Vec::new();
        write(&report, &mut out).unwrap();
        let rows = rows(&out);
        assert_eq!(rows.len(), report.topics.len() + 1);
        let at = |name: &str| rows[0].iter().position(|h| h == name).unwrap();
        let of = |topic: &str| rows.iter().find(|r| &r[0] == topic).unwrap();
        let killed = of("t-01killed0000");
        assert_eq!(&killed[at("Coast Radio")], "23");
        assert_eq!(&killed[at("Daily Copy")], "19");
        assert_eq!(&killed[at("answer")], "19 to 23");
        assert_eq!(&killed[at("Front Voice")], "", "it speaks of one side");
        assert_eq!(&of("t-13status0000")[at("title")], "Idris Vane");
    }
}
