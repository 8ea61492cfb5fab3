//! Whose claims they are, and when they were published.

use std::sync::Arc;

use super::FaultKind;
use super::checks::{LONGEST_NAME, LONGEST_TEXT, checked, nothing};
use super::form::DocumentForm;
use super::interpret::Interpreter;
use super::problem::At;
use super::wire::{NameOr, Text};
use crate::claim::{Document, Particulars, Published, content_id};

/// Whose claim it is: what a document says once for all its claims.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    pub(super) outlet: Arc<str>,
    pub(super) document: Arc<Document>,
    /// The day of publication is there and cannot be read: times are not read against nothing.
    pub(super) blind: bool,
    /// The document is refused, and its claims with it; they are read for their faults alone.
    pub(super) refused: bool,
}

impl Interpreter<'_> {
    /// Reads who published a document and when.
    pub(super) fn origin(
        self,
        outlet: Option<&Text>,
        document: Option<&NameOr<DocumentForm>>,
        at: At,
    ) -> Origin {
        let outlet = self.required_name(outlet, at.key("outlet"));
        let at = at.key("document");
        let (document, blind) = match document {
            None => (Document::default(), false),
            Some(NameOr::Name(id)) => (document_of_id(id, at), false),
            Some(NameOr::Object(form)) => self.document(&outlet, form, at),
        };
        Origin {
            outlet,
            document: self.strings.document(document),
            blind,
            refused: at.problems().refuse(),
        }
    }

    fn document(self, outlet: &str, form: &DocumentForm, at: At) -> (Document, bool) {
        let published = self.published(form.published.as_ref(), at.key("published"));
        let own = |field: &Option<Text>, longest, key| {
            let text = checked(field.as_ref()?, longest, at.key(key))?;
            Some(Arc::from(text))
        };
        let id = own(&form.id, LONGEST_NAME, "id");
        let title = own(&form.title, LONGEST_TEXT, "title");
        let url = own(&form.url, LONGEST_TEXT, "url");
        let text = own(&form.text, LONGEST_TEXT, "text");
        let name = |field: &Option<Text>, key| self.name(field.as_ref(), at.key(key));
        let language = name(&form.language, "language");
        let translated_from = name(&form.translated_from, "translated_from");
        let republished_from = name(&form.republished_from, "republished_from");
        let corrects = own(&form.corrects, LONGEST_NAME, "corrects");
        let blind = form.published.is_some() && published.is_none();
        let particulars = Particulars {
            title,
            url,
            language,
            translated_from,
            text,
            republished_from,
            corrects,
            extra: form.extra.to_json(),
        };
        let document = Document {
            id: id.unwrap_or_else(|| made_document_id(outlet, form).into()),
            published,
            particulars: (particulars != Particulars::default()).then(|| Box::new(particulars)),
        };
        (document, blind)
    }

    fn published(self, text: Option<&Text>, at: At) -> Option<Published> {
        let text = checked(text?, LONGEST_NAME, at)?;
        let days = &self.strings.days;
        // Many documents are of one day, few of one second.
        let is_day = text.len() <= "2024-03-09".len();
        if let Some(known) = is_day.then(|| days.get(text.as_bytes())).flatten() {
            return Some(known);
        }
        let published = Published::parse(text)
            .map_err(|error| at.error(FaultKind::BadValue, error))
            .ok()?;
        Some(if is_day {
            days.put(text.as_bytes(), published)
        } else {
            published
        })
    }
}

fn document_of_id(id: &Text, at: At) -> Document {
    Document {
        id: checked(id, LONGEST_NAME, at).map_or_else(nothing, Arc::from),
        ..Document::default()
    }
}

/// The id of a document that gives none.
fn made_document_id(outlet: &str, form: &DocumentForm) -> String {
    let fields = [&form.published, &form.title, &form.url];
    let fields = fields.map(|field| field.as_deref().unwrap_or(""));
    content_id("d", std::iter::once(outlet).chain(fields))
}
