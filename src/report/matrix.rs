//! The matrix as CSV: a row for each attribute of each event, a column for each outlet.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

use super::csv::{io_error, safe};
use super::selection::Selection;
use super::view::{Attribute, Event};
use super::words;

/// The columns before those of the outlets.
const COLUMNS: [&str; 12] = [
    "event",
    "event_title",
    "when",
    "attribute",
    "of",
    "verdict",
    "severity",
    "stands",
    "by",
    "probability",
    "credibility",
    "fragility",
];

/// Between two values that one outlet gives.
const BETWEEN: &str = " | ";

/// Writes the selected events.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let outlets: BTreeSet<&str> = selection
        .events
        .iter()
        .flat_map(|e| &e.outlets)
        .map(|t| &**t)
        .collect();
    let mut csv = ::csv::Writer::from_writer(out);
    let head = COLUMNS.iter().copied().chain(outlets.iter().copied());
    csv.write_record(head.map(|cell| safe(cell).into_owned()))
        .map_err(io_error)?;
    for event in &selection.events {
        let outlet_of: HashMap<&str, &str> = event
            .accounts
            .iter()
            .map(|a| (a.claim.as_ref(), a.outlet.as_ref()))
            .collect();
        for attribute in &event.attributes {
            let said = said(attribute, &outlet_of);
            let cells = outlets
                .iter()
                .map(|o| said.get(o).cloned().unwrap_or_default());
            let row = facts(event, attribute).into_iter().chain(cells);
            csv.write_record(row.map(|cell| safe(&cell).into_owned()))
                .map_err(io_error)?;
        }
    }
    csv.flush()
}

fn facts(event: &Event, attribute: &Attribute) -> [String; 12] {
    let stands = attribute.reconciled.as_ref();
    [
        event.id.to_string(),
        event.title.to_string(),
        event.when.as_deref().unwrap_or_default().to_owned(),
        attribute.attribute.to_string(),
        attribute.of.as_deref().unwrap_or_default().to_owned(),
        attribute
            .verdict
            .map(words::verdict)
            .unwrap_or_default()
            .to_owned(),
        attribute
            .severity
            .map(words::severity)
            .unwrap_or_default()
            .to_owned(),
        stands.map(|s| words::printed(&s.value)).unwrap_or_default(),
        stands.map(|s| s.policy.to_string()).unwrap_or_default(),
        figure(stands.and_then(|s| s.probability)),
        stands
            .and_then(|s| s.credibility.as_deref())
            .unwrap_or_default()
            .to_owned(),
        figure(stands.and_then(|s| s.fragility)),
    ]
}

fn figure(of: Option<impl ToString>) -> String {
    of.map(|figure| figure.to_string()).unwrap_or_default()
}

/// What each outlet says of an attribute, as written.
fn said<'a>(
    attribute: &'a Attribute<'a>,
    outlet_of: &HashMap<&str, &'a str>,
) -> HashMap<&'a str, String> {
    let mut said: HashMap<&str, Vec<&str>> = HashMap::new();
    for value in &attribute.values {
        for outlet in value.claims.iter().filter_map(|c| outlet_of.get(&**c)) {
            let texts = said.entry(outlet).or_default();
            if !texts.contains(&value.text.as_ref()) {
                texts.push(&value.text);
            }
        }
    }
    said.into_iter()
        .map(|(outlet, texts)| (outlet, texts.join(BETWEEN)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::*;

    #[test]
    fn every_attribute_is_a_row_with_a_cell_for_each_outlet() {
        let report = canned::report();
        let mut out = Vec::new();
        write(&Selection::all(&report), &mut out).unwrap();
        let mut reader = ::csv::Reader::from_reader(out.as_slice());
        let head = reader.headers().unwrap().clone();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        let attributes: usize = report.events.iter().map(|e| e.attributes.len()).sum();
        assert_eq!(rows.len(), attributes);
        let at = |name: &str| head.iter().position(|h| h == name).unwrap();
        let killed = rows.iter().find(|r| &r[3] == "killed").unwrap();
        assert_eq!(&killed[at("Coast Radio")], "23");
    }
}
