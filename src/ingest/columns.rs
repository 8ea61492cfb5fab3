//! The columns of the table form: each fills the field that its name is the path of, where
//! `assertions` is left out.

use std::borrow::Cow;

use super::FaultKind;
use super::form::{
    ActorForm, AssertionForm, ClaimForm, DocumentForm, DraftForm, EventForm, PositionForm,
    QuoteForm, RangeForm,
};
use super::later::Later;
use super::problem::{hinted, near, shortened};
use super::wire::{FormPart, NameOr, OneOrMany, Text, listed};
use crate::claim::ValueError;

/// A row while its cells are read.
#[derive(Debug, Default)]
pub(super) struct RowForm<'a> {
    pub(super) claim: Option<ClaimForm<'a>>,
    position: Option<PositionForm<'a>>,
    pub(super) assertion: Option<AssertionForm<'a>>,
}

impl<'a> RowForm<'a> {
    /// Fills in the cell of a column that the format knows.
    pub(super) fn fill(&mut self, column: &str, cell: Text<'a>) -> Result<(), ValueError> {
        match column {
            "claim" => FormPart::fill(&mut self.claim, "id", cell),
            "event.lat" => FormPart::fill(&mut self.position, "lat", cell),
            "event.lon" => FormPart::fill(&mut self.position, "lon", cell),
            "event.actors" => {
                let actors = listed(cell).into_iter().map(actor).collect();
                let event = self.claim().event.get_or_insert_default();
                event.actors = Some(Later::Read(OneOrMany::Many(actors)));
                Ok(())
            }
            _ if is_of_assertion(column) => FormPart::fill(&mut self.assertion, column, cell),
            _ => FormPart::fill(&mut self.claim, column, cell),
        }
    }

    fn claim(&mut self) -> &mut ClaimForm<'a> {
        self.claim.get_or_insert_default()
    }

    /// The claim, with its position among the names of its place.
    pub(super) fn whole_claim(mut self) -> ClaimForm<'a> {
        if let Some(position) = self.position.take() {
            let event = self.claim().event.get_or_insert_default();
            let mut items = match event.place.take() {
                Some(Later::Read(OneOrMany::Many(names))) => names,
                _ => Vec::new(),
            };
            items.push(NameOr::Object(position));
            event.place = Some(Later::Read(OneOrMany::Many(items)));
        }
        self.claim.unwrap_or_default()
    }
}

/// Whether a column speaks of the row's assertion, and not of the claim as a whole.
pub(super) fn is_of_assertion(column: &str) -> bool {
    let field = column.split_once('.').map_or(column, |(field, _)| field);
    AssertionForm::FIELDS.contains(&field)
}

/// Whether a first row's names, in small letters, are those of the table form: they name an assertion's
/// attribute, or two fields at least by their paths, or nothing that the form does not know.
pub(super) fn are_of_claims(names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|known| known == name);
    let paths = names.iter().filter(|name| {
        let start = name.split_once('.').map(|(start, _)| start);
        matches!(start, Some("event" | "document" | "quote" | "draft"))
    });
    let all_known = || names.iter().all(|name| kind_of(name).is_ok());
    has("attribute") || paths.count() > 1 || has("outlet") && all_known()
}

/// The name of every column.
fn known() -> impl Iterator<Item = Cow<'static, str>> {
    let of = |form: &'static str, fields: &'static [&'static str]| {
        fields
            .iter()
            .map(move |field| format!("{form}.{field}").into())
    };
    let plain = |names: &'static [&'static str]| names.iter().map(|name| Cow::from(*name));
    plain(&["claim", "outlet"])
        .chain(of("document", DocumentForm::FIELDS))
        .chain(of("event", EventForm::FIELDS))
        .chain(of("event", PositionForm::FIELDS))
        .chain(of("quote", QuoteForm::FIELDS))
        .chain(of("draft", DraftForm::FIELDS))
        .chain(plain(AssertionForm::FIELDS))
        .chain(of("value", RangeForm::FIELDS))
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
#[derive(Debug, Clone, Copy)]
pub(super) enum ColumnKind {
    /// One that the format knows.
    Known {
        /// Whether it speaks of the row's assertion alone.
        of_assertion: bool,
    },
    /// The user's own (`x_…`).
    Own,
    /// One without a name: its cells must be empty.
    Nameless,
}

/// The columns of a file, in its order.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) names: Vec<String>,
    pub(super) kinds: Vec<ColumnKind>,
}

/// Something wrong with a file's first row: the number of the column, and what.
pub(super) type HeaderProblem = (usize, FaultKind, ValueError);

impl Columns {
    /// Reads a file's first row: in capitals or not. A column that no name of the form is near is the
    /// user's own.
    pub(super) fn read(names: &[String]) -> Result<Self, Vec<HeaderProblem>> {
        let mut problems = Vec::new();
        let names: Vec<String> = names.iter().map(|name| in_form(name)).collect();
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

/// A column's name as the form writes it, in whatever case; the user's own keep theirs, behind `x_`
/// where they do not have it and no name of the form is near.
fn in_form(name: &str) -> String {
    let small = name.to_lowercase();
    if name.is_empty() || name.starts_with("x_") {
        return name.to_owned();
    }
    if known().any(|known| known == small) {
        return small;
    }
    let known: Vec<_> = known().collect();
    match near(&small, known.iter().map(|known| &**known)) {
        Some(_) => name.to_owned(),
        None => format!("x_{name}"),
    }
}

fn kind_of(name: &str) -> Result<ColumnKind, ValueError> {
    if name.is_empty() {
        return Ok(ColumnKind::Nameless);
    }
    if name.starts_with("x_") {
        return Ok(ColumnKind::Own);
    }
    if known().any(|known| known == name) {
        let of_assertion = is_of_assertion(name);
        return Ok(ColumnKind::Known { of_assertion });
    }
    let error = ValueError::new(format!(
        "\"{}\" is no column of the table form",
        shortened(name)
    ));
    let known: Vec<_> = known().collect();
    let hint = near(name, known.iter().map(|known| &**known));
    Err(hinted(error, hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &[&str]) -> Result<Columns, Vec<HeaderProblem>> {
        Columns::read(
            &names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>(),
        )
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
    fn every_column_fills_a_field_of_its_own() {
        let columns: Vec<_> = known().collect();
        for (i, column) in columns.iter().enumerate() {
            assert!(!columns[..i].contains(column), "{column}");
            let mut row = RowForm::default();
            row.fill(column, Text("1".into())).unwrap();
            assert_eq!(row.assertion.is_some(), is_of_assertion(column), "{column}");
            assert_ne!(
                row.whole_claim() == ClaimForm::default(),
                !is_of_assertion(column)
            );
        }
    }
}
