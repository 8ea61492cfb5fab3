//! The columns of the table form: which field of a claim each one fills.

use std::borrow::Cow;

use super::FaultKind;
use super::form::{
    ActorForm, AssertionForm, ClaimForm, DocumentForm, EventForm, PositionForm, QuoteForm,
};
use super::later::Later;
use super::problem::{hinted, near, shortened};
use super::wire::{Amount, NameOr, OneOrMany, Text};
use crate::claim::ValueError;

/// A row while its cells are read.
#[derive(Debug, Default)]
pub(super) struct RowForm<'a> {
    pub(super) claim: ClaimForm<'a>,
    pub(super) document: DocumentForm<'a>,
    pub(super) place: Option<OneOrMany<NameOr<'a, PositionForm<'a>>>>,
    pub(super) position: PositionForm<'a>,
    pub(super) assertion: AssertionForm<'a>,
}

type Fill = for<'a> fn(&mut RowForm<'a>, Text<'a>) -> Result<(), ValueError>;

/// A column that the format knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    name: &'static str,
    /// Whether it speaks of the row's assertion, and not of the claim as a whole.
    pub(super) per_assertion: bool,
    pub(super) fill: Fill,
}

const fn of_claim(name: &'static str, fill: Fill) -> Column {
    Column {
        name,
        per_assertion: false,
        fill,
    }
}

const fn of_assertion(name: &'static str, fill: Fill) -> Column {
    Column {
        name,
        per_assertion: true,
        fill,
    }
}

/// Fills a field that holds text.
macro_rules! text {
    ($($field:ident).+) => {
        |row, text| {
            row.$($field).+ = Some(text);
            Ok(())
        }
    };
}

/// Every column; a name here is the path of the field in the JSON forms, without `assertions`.
const COLUMNS: &[Column] = &[
    of_claim("claim", text!(claim.id)),
    of_claim("outlet", text!(claim.outlet)),
    of_claim("document.id", text!(document.id)),
    of_claim("document.title", text!(document.title)),
    of_claim("document.url", text!(document.url)),
    of_claim("document.published", text!(document.published)),
    of_claim("document.language", text!(document.language)),
    of_claim("document.translated_from", text!(document.translated_from)),
    of_claim("document.text", text!(document.text)),
    of_claim(
        "document.republished_from",
        text!(document.republished_from),
    ),
    of_claim("event.kind", |row, text| {
        event(row).kind = Some(text);
        Ok(())
    }),
    of_claim("event.when", |row, text| {
        event(row).when = Some(text);
        Ok(())
    }),
    of_claim("event.where", |row, text| {
        let names = listed(text).into_iter().map(NameOr::Name).collect();
        row.place = Some(OneOrMany::many(names));
        Ok(())
    }),
    of_claim("event.lat", |row, text| {
        row.position.lat = Some(number(&text)?);
        Ok(())
    }),
    of_claim("event.lon", |row, text| {
        row.position.lon = Some(number(&text)?);
        Ok(())
    }),
    of_claim("event.actors", |row, text| {
        let actors = listed(text).into_iter().map(actor).collect();
        event(row).actors = Some(Later::Read(OneOrMany::many(actors)));
        Ok(())
    }),
    of_claim("quote.start", |row, text| {
        quote(row).start = Some(number(&text)?);
        Ok(())
    }),
    of_claim("quote.end", |row, text| {
        quote(row).end = Some(number(&text)?);
        Ok(())
    }),
    of_assertion("attribute", text!(assertion.attribute)),
    of_assertion("of", text!(assertion.of)),
    of_assertion("value", |row, text| {
        row.assertion.value = Some(Amount::Text(text));
        Ok(())
    }),
    of_assertion("as_of", text!(assertion.as_of)),
    of_assertion("holds", text!(assertion.holds)),
    of_assertion("over", text!(assertion.over)),
    of_assertion("counts", text!(assertion.counts)),
    of_assertion("whom", text!(assertion.whom)),
    of_assertion("text", text!(assertion.text)),
    of_assertion("said_by", |row, text| {
        row.assertion.said_by = Some(OneOrMany::many(listed(text)));
        Ok(())
    }),
];

fn event<'r, 'a>(row: &'r mut RowForm<'a>) -> &'r mut EventForm<'a> {
    row.claim.event.get_or_insert_default()
}

fn quote<'r, 'a>(row: &'r mut RowForm<'a>) -> &'r mut QuoteForm<'a> {
    row.claim.quote.get_or_insert_default()
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, ValueError> {
    let error = || ValueError::new(format!("\"{}\" is not a number", shortened(text)));
    text.trim().parse().map_err(|_| error())
}

/// The items of a list, which semicolons separate.
pub(super) fn listed(text: Text) -> Vec<Text> {
    let items = |text: &str| -> Vec<Range> { spans(text) };
    match text.0 {
        Cow::Borrowed(text) => items(text)
            .into_iter()
            .map(|span| Text(Cow::Borrowed(&text[span])))
            .collect(),
        Cow::Owned(text) => items(&text)
            .into_iter()
            .map(|span| Text(Cow::Owned(text[span].to_owned())))
            .collect(),
    }
}

type Range = std::ops::Range<usize>;

/// Where the items of a list stand, without the blanks around them; empty ones are passed over.
fn spans(text: &str) -> Vec<Range> {
    let mut from = 0;
    let mut spans = Vec::new();
    for item in text.split(';') {
        let trimmed = item.trim();
        let start = from + (item.len() - item.trim_start().len());
        if !trimmed.is_empty() {
            spans.push(start..start + trimmed.len());
        }
        from += item.len() + 1;
    }
    spans
}

/// `name`, or `name:role` where the role is one plain word.
fn actor(text: Text) -> NameOr<ActorForm> {
    let is_role =
        |role: &str| !role.is_empty() && role.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    match text.rsplit_once(':') {
        Some((name, role)) if is_role(role) => NameOr::Object(ActorForm {
            name: Some(Text(Cow::Owned(name.to_owned()))),
            role: Some(Text(Cow::Owned(role.to_owned()))),
            ..ActorForm::default()
        }),
        _ => NameOr::Name(text),
    }
}

/// What a column of a file is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// One that the format knows.
    Known(Column),
    /// The user's own (`x_…`).
    Own,
    /// One without a name: its cells must be empty.
    Nameless,
}

/// The columns of a file, in its order.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) names: Vec<String>,
    pub(super) kinds: Vec<Kind>,
}

/// Something wrong with a file's first row: the number of the column, and what.
pub(super) type HeaderProblem = (usize, FaultKind, ValueError);

impl Columns {
    /// Reads a file's first row.
    pub(super) fn read(names: Vec<String>) -> Result<Self, Vec<HeaderProblem>> {
        let mut problems = Vec::new();
        let mut kinds = Vec::new();
        for (i, name) in names.iter().enumerate() {
            match kind_of(name) {
                Ok(kind) => kinds.push(kind),
                Err(error) => problems.push((i, FaultKind::UnknownField, error)),
            }
            if !name.is_empty() && names[..i].contains(name) {
                let error = ValueError::new("is the name of two columns");
                problems.push((i, FaultKind::Syntax, error));
            }
        }
        if problems.is_empty() && !names.iter().any(|name| name == "outlet") {
            let error = ValueError::new("there is no column \"outlet\"")
                .hint("the first row names the columns");
            problems.push((0, FaultKind::MissingField, error));
        }
        if problems.is_empty() {
            Ok(Self { names, kinds })
        } else {
            Err(problems)
        }
    }

    /// The number of the column of that name.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }
}

fn kind_of(name: &str) -> Result<Kind, ValueError> {
    if name.is_empty() {
        return Ok(Kind::Nameless);
    }
    if name.starts_with("x_") {
        return Ok(Kind::Own);
    }
    if let Some(column) = COLUMNS.iter().find(|column| column.name == name) {
        return Ok(Kind::Known(*column));
    }
    let error = ValueError::new(format!(
        "\"{}\" is no column of the table form",
        shortened(name)
    ));
    let hint = if name.matches(';').count() > 2 {
        Some("the cells seem to be separated by semicolons; write commas".to_owned())
    } else {
        near(name, COLUMNS.iter().map(|column| column.name))
    };
    Err(hinted(error, hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &[&str]) -> Result<Columns, Vec<HeaderProblem>> {
        Columns::read(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn a_first_row_is_refused_with_the_nearest_name() {
        let problems = columns(&["claim", "outlt", "", "x_mine"]).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].0, 1);
        assert_eq!(
            problems[0].2.hint.as_deref(),
            Some("did you mean \"outlet\"?")
        );
        assert_eq!(
            columns(&["claim"]).unwrap_err()[0].1,
            FaultKind::MissingField
        );
        assert_eq!(
            columns(&["outlet", "outlet"]).unwrap_err()[0].1,
            FaultKind::Syntax
        );
    }

    #[test]
    fn lists_are_split_at_semicolons() {
        let items = listed(Text(Cow::Borrowed(" a ;b;; c")));
        assert_eq!(
            items.iter().map(|t| &**t).collect::<Vec<_>>(),
            ["a", "b", "c"]
        );
    }

    #[test]
    fn an_actor_may_have_a_role() {
        let NameOr::Object(form) = actor(Text(Cow::Borrowed("ISIS:attacker"))) else {
            panic!("no role was read");
        };
        assert_eq!(form.role.as_deref(), Some("attacker"));
        assert!(matches!(
            actor(Text(Cow::Borrowed("Force: Barkhane"))),
            NameOr::Name(_)
        ));
    }

    #[test]
    fn no_two_columns_have_one_name() {
        for (i, column) in COLUMNS.iter().enumerate() {
            assert!(COLUMNS[..i].iter().all(|known| known.name != column.name));
        }
    }
}
