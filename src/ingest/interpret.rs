//! What a record means: every check that needs more than the shape of the input stands here and
//! in `value`, for all forms alike.

use std::sync::Arc;

use super::FaultKind;
use super::form::{ActorForm, AssertionForm, ClaimForm, DocumentForm, EventForm, QuoteForm};
use super::intern::Interner;
use super::problem::{At, Problems, hinted, near, shortened};
use super::wire::{NameOr, OneOrMany, Text};
use crate::claim::{
    Actor, Assertion, AttributeId, Claim, Counts, Document, EventHeader, Extent, Holds, KindId,
    Location, Published, Quote, TimeNote, Value, ValueError, When, content_id,
};
use crate::codebook::{Attribute, Codebook, ValueType};

/// The longest name, term, id or phrase, in characters.
const LONGEST_NAME: usize = 1_000;
/// The longest title, address or passage, in characters.
const LONGEST_TEXT: usize = 20_000;

/// What records are read against.
#[derive(Clone, Copy)]
pub(super) struct Interpreter<'c> {
    pub(super) codebook: &'c Codebook,
    pub(super) strings: &'c Interner,
}

/// Whose claim it is: what a document says once for all its claims.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    pub(super) outlet: Arc<str>,
    pub(super) document: Arc<Document>,
    /// The day of publication is there and cannot be read: times are not read against nothing.
    blind: bool,
    /// The document is refused, and its claims with it; they are read for their faults alone.
    pub(super) refused: bool,
}

impl<'c> Interpreter<'c> {
    /// Reads who published a document and when.
    pub(super) fn origin(
        self,
        outlet: Option<&Text>,
        document: Option<&NameOr<DocumentForm>>,
        at: At,
        problems: &mut Problems,
    ) -> Origin {
        let outlet = self.required_name(outlet, at.key("outlet"), problems);
        let at = at.key("document");
        let (document, blind) = match document {
            None => (Document::default(), false),
            Some(NameOr::Name(id)) => (self.document_of_id(id, at, problems), false),
            Some(NameOr::Object(form)) => self.document(&outlet, form, at, problems),
        };
        Origin {
            outlet,
            document: self.strings.document(document),
            blind,
            refused: problems.refuse(),
        }
    }

    fn document_of_id(self, id: &Text, at: At, problems: &mut Problems) -> Document {
        Document {
            id: self.required_name(Some(id), at, problems),
            ..Document::default()
        }
    }

    fn document(
        self,
        outlet: &str,
        form: &DocumentForm,
        at: At,
        problems: &mut Problems,
    ) -> (Document, bool) {
        let published = self.published(form.published.as_ref(), at.key("published"), problems);
        let mut name = |field: &Option<Text>, key| self.name(field.as_ref(), at.key(key), problems);
        let id = name(&form.id, "id");
        let language = name(&form.language, "language");
        let translated_from = name(&form.translated_from, "translated_from");
        let republished_from = name(&form.republished_from, "republished_from");
        let mut text = |field: &Option<Text>, key| self.text(field.as_ref(), at.key(key), problems);
        let title = text(&form.title, "title");
        let url = text(&form.url, "url");
        let passage = text(&form.text, "text");
        let blind = form.published.is_some() && published.is_none();
        let made = || self.strings.text(&made_document_id(outlet, form));
        let document = Document {
            id: id.unwrap_or_else(made),
            title,
            url,
            published,
            language,
            translated_from,
            text: passage,
            republished_from,
            extra: form.extra.to_json(),
        };
        (document, blind)
    }

    fn published(self, text: Option<&Text>, at: At, problems: &mut Problems) -> Option<Published> {
        let text = self.name(text, at, problems)?;
        Published::parse(&text)
            .map_err(|error| problems.error(at, FaultKind::BadValue, error))
            .ok()
    }

    /// Reads one claim of `origin`. What is returned is of use only where no problem refuses it.
    pub(super) fn claim(
        self,
        form: &ClaimForm,
        origin: &Origin,
        at: At,
        problems: &mut Problems,
    ) -> Claim {
        let reader = ClaimReader { all: self, origin };
        let id = self.id(form.id.as_ref(), at.key("id"), problems);
        let event = form.event.as_ref();
        Claim {
            id,
            outlet: Arc::clone(&origin.outlet),
            document: Arc::clone(&origin.document),
            event: event.map_or_else(EventHeader::default, |event| {
                reader.event(event, at.key("event"), problems)
            }),
            assertions: reader.assertions(form, at.key("assertions"), problems),
            said_by: self.names(form.said_by.as_ref(), at.key("said_by"), problems),
            quote: form
                .quote
                .as_ref()
                .and_then(|quote| read_quote(quote, at.key("quote"), problems)),
            location: Location::default(),
            extra: form.extra.to_json(),
        }
    }

    /// An id: empty where there is none. It is no name that others repeat, so it is not shared.
    fn id(self, text: Option<&Text>, at: At, problems: &mut Problems) -> Arc<str> {
        text.and_then(|text| checked(text, LONGEST_NAME, at, problems))
            .map_or_else(nothing, Arc::from)
    }

    /// A name, a term or a phrase.
    pub(super) fn name(
        self,
        text: Option<&Text>,
        at: At,
        problems: &mut Problems,
    ) -> Option<Arc<str>> {
        checked(text?, LONGEST_NAME, at, problems).map(|text| self.strings.text(text))
    }

    /// Words of any length that people write.
    pub(super) fn text(
        self,
        text: Option<&Text>,
        at: At,
        problems: &mut Problems,
    ) -> Option<Arc<str>> {
        checked(text?, LONGEST_TEXT, at, problems).map(|text| self.strings.text(text))
    }

    fn required_name(self, text: Option<&Text>, at: At, problems: &mut Problems) -> Arc<str> {
        if text.is_none() {
            missing(at, problems);
        }
        self.name(text, at, problems).unwrap_or_else(nothing)
    }

    fn names(
        self,
        names: Option<&OneOrMany<Text>>,
        at: At,
        problems: &mut Problems,
    ) -> Vec<Arc<str>> {
        let Some(names) = names else {
            return Vec::new();
        };
        names
            .each(&at)
            .filter_map(|(at, name)| self.name(Some(name), at, problems))
            .collect()
    }
}

/// Reads the parts of a claim whose document is known.
#[derive(Clone, Copy)]
pub(super) struct ClaimReader<'c> {
    pub(super) all: Interpreter<'c>,
    origin: &'c Origin,
}

impl<'c> ClaimReader<'c> {
    fn event(self, form: &EventForm, at: At, problems: &mut Problems) -> EventHeader {
        EventHeader {
            kind: form
                .kind
                .as_ref()
                .and_then(|kind| self.kind(kind, at.key("kind"), problems)),
            when: self.when(form.when.as_ref(), at.key("when"), problems),
            place: form
                .place
                .as_ref()
                .and_then(|place| self.place(place, at.key("where"), problems)),
            actors: form.actors.as_ref().map_or_else(Vec::new, |actors| {
                self.actors(actors, at.key("actors"), problems)
            }),
        }
    }

    pub(super) fn kind(self, text: &Text, at: At, problems: &mut Problems) -> Option<KindId> {
        let name = checked(text, LONGEST_NAME, at, problems)?;
        let codebook = self.all.codebook;
        let kind = codebook.kind_id(name);
        if kind.is_none() {
            let known = codebook.kinds().iter();
            let known = known.flat_map(|k| once_and(&k.name, &k.aliases));
            unknown_term("kind of event", name, known, at, problems);
        }
        kind
    }

    /// A time, with a warning where the words contradict themselves.
    pub(super) fn when(self, text: Option<&Text>, at: At, problems: &mut Problems) -> Option<When> {
        let text = checked(text?, LONGEST_NAME, at, problems)?;
        if self.origin.blind {
            return None;
        }
        match When::parse(text, self.origin.document.published.as_ref()) {
            Ok(mut when) => {
                when.written = self.all.strings.text(&when.written);
                note_weekday_faults(&when, at, problems);
                Some(when)
            }
            Err(error) => {
                problems.error(at, FaultKind::BadValue, error);
                None
            }
        }
    }

    fn actors(
        self,
        actors: &OneOrMany<NameOr<ActorForm>>,
        at: At,
        problems: &mut Problems,
    ) -> Vec<Actor> {
        actors
            .each(&at)
            .filter_map(|(at, actor)| self.actor(actor, at, problems))
            .collect()
    }

    fn actor(self, actor: &NameOr<ActorForm>, at: At, problems: &mut Problems) -> Option<Actor> {
        let (name, role) = match actor {
            NameOr::Name(name) => (self.all.name(Some(name), at, problems)?, None),
            NameOr::Object(form) => (
                self.all
                    .required_name(form.name.as_ref(), at.key("name"), problems),
                self.all.name(form.role.as_ref(), at.key("role"), problems),
            ),
        };
        Some(Actor { name, role })
    }

    fn assertions(self, form: &ClaimForm, at: At, problems: &mut Problems) -> Vec<Assertion> {
        let all = form.assertions.iter().flatten().enumerate();
        all.filter_map(|(i, form)| self.assertion(form, at.index(i), problems))
            .collect()
    }

    fn assertion(self, form: &AssertionForm, at: At, problems: &mut Problems) -> Option<Assertion> {
        let all = self.all;
        let attribute = self.attribute(form.attribute.as_ref(), at.key("attribute"), problems);
        let value = self.asserted(form, attribute, at, problems);
        let as_of = self.when(form.as_of.as_ref(), at.key("as_of"), problems);
        let over = self.when(form.over.as_ref(), at.key("over"), problems);
        let holds = choice(form.holds.as_ref(), HOLDS, at.key("holds"), problems);
        let counts = choice(form.counts.as_ref(), COUNTS, at.key("counts"), problems);
        let of = all.name(form.of.as_ref(), at.key("of"), problems);
        let whom = self.whom(form.whom.as_ref(), at.key("whom"), problems);
        let text = all.text(form.text.as_ref(), at.key("text"), problems);
        let said_by = all.names(form.said_by.as_ref(), at.key("said_by"), problems);
        let (value, words) = value?;
        let Typed { id, entry } = attribute?;
        let is_count = entry.value_type == ValueType::Count;
        Some(Assertion {
            attribute: id,
            of,
            value,
            written: text.unwrap_or(words),
            over: over.or_else(|| as_of.clone().filter(|when| is_count && is_period(when))),
            as_of,
            holds,
            counts,
            whom,
            said_by,
            extra: form.extra.to_json(),
        })
    }

    fn attribute(self, text: Option<&Text>, at: At, problems: &mut Problems) -> Option<Typed<'c>> {
        let Some(text) = text else {
            missing(at, problems);
            return None;
        };
        let name = checked(text, LONGEST_NAME, at, problems)?;
        let codebook = self.all.codebook;
        let id = codebook.attribute_id(name);
        if id.is_none() {
            let known = codebook.attributes().iter();
            let known = known.flat_map(|a| once_and(&a.name, &a.aliases));
            unknown_term("attribute", name, known, at, problems);
        }
        id.map(|id| Typed {
            id,
            entry: codebook.attribute(id),
        })
    }

    /// The value and its words; not looked at where the attribute, and so its type, is unknown.
    fn asserted(
        self,
        form: &AssertionForm,
        attribute: Option<Typed<'c>>,
        at: At,
        problems: &mut Problems,
    ) -> Option<(Value, Arc<str>)> {
        let at = at.key("value");
        let Some(value) = &form.value else {
            missing(at, problems);
            return None;
        };
        self.value(value, attribute?, at, problems)
    }

    /// A category of people, as written: one that the codebook does not list is a name like any
    /// other, and only a slip of the pen is worth a word.
    fn whom(self, text: Option<&Text>, at: At, problems: &mut Problems) -> Option<Arc<str>> {
        let name = self.all.name(text, at, problems)?;
        let codebook = self.all.codebook;
        if codebook.category(&name).is_none() {
            let known = codebook.categories().iter();
            if let Some(hint) = near(&name, known.flat_map(|c| once_and(&c.name, &c.aliases))) {
                let message = format!("\"{}\" is no category of the codebook", shortened(&name));
                let error = ValueError::new(message).hint(hint);
                problems.warning(at, FaultKind::UnknownTerm, error);
            }
        }
        Some(name)
    }
}

/// An attribute with its number.
#[derive(Clone, Copy)]
pub(super) struct Typed<'c> {
    pub(super) id: AttributeId,
    pub(super) entry: &'c Attribute,
}

const HOLDS: &[(&str, Holds)] = &[
    ("sometime", Holds::Sometime),
    ("throughout", Holds::Throughout),
];
const COUNTS: &[(&str, Counts)] = &[
    ("event", Counts::Event),
    ("running", Counts::Running),
    ("part", Counts::Part),
];

/// One of a few words; the default where there is none.
fn choice<T: Copy + Default>(
    text: Option<&Text>,
    choices: &[(&'static str, T)],
    at: At,
    problems: &mut Problems,
) -> T {
    let Some(text) = text else {
        return T::default();
    };
    let word = text.trim();
    if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == word) {
        return *choice;
    }
    let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
    let error = ValueError::new(format!("\"{}\" is not known here", shortened(word)));
    let hint = near(word, names.iter().copied())
        .unwrap_or_else(|| format!("write one of {}", names.join(", ")));
    problems.error(at, FaultKind::UnknownTerm, error.hint(hint));
    T::default()
}

/// A count `as_of` an explicit interval of days is the count over that interval. A month is a
/// vague day: "as of March" does not say that the whole of March was counted.
fn is_period(when: &When) -> bool {
    when.extent == Extent::Lasting && when.span.first < when.span.last
}

fn read_quote(form: &QuoteForm, at: At, problems: &mut Problems) -> Option<Quote> {
    for (value, key) in [(form.start, "start"), (form.end, "end")] {
        if value.is_none() {
            missing(at.key(key), problems);
        }
    }
    let (start, end) = (form.start?, form.end?);
    if start >= end {
        let error = ValueError::new(format!("starts at {start} and ends at {end}"));
        let hint = "start is the first character, end is one past the last";
        problems.error(at, FaultKind::BadValue, error.hint(hint));
    }
    Some(Quote { start, end })
}

fn note_weekday_faults(when: &When, at: At, problems: &mut Problems) {
    for note in &when.notes {
        if let TimeNote::WeekdayFault { why } = note {
            problems.warning(at, FaultKind::BadValue, ValueError::new(why.clone()));
        }
    }
}

/// The text without the blanks around it, where there is any and not too much.
pub(super) fn checked<'t>(
    text: &'t Text,
    longest: usize,
    at: At,
    problems: &mut Problems,
) -> Option<&'t str> {
    let text = text.trim();
    if text.is_empty() {
        let error = ValueError::new("is empty").hint("leave out what is not known");
        problems.error(at, FaultKind::BadValue, error);
        return None;
    }
    // A text of few bytes has few characters: most are not counted.
    if text.len() > longest && text.chars().count() > longest {
        let length = text.chars().count();
        let message = format!("is {length} characters long, where {longest} are the most");
        problems.error(at, FaultKind::TooLarge, ValueError::new(message));
        return None;
    }
    Some(text)
}

/// Notes that a required field is not there.
pub(super) fn missing(at: At, problems: &mut Problems) {
    let error = ValueError::new("is missing");
    problems.error(at, FaultKind::MissingField, error);
}

/// Notes a term that the codebook does not list.
pub(super) fn unknown_term<'k>(
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'k str>,
    at: At,
    problems: &mut Problems,
) {
    let error = ValueError::new(format!(
        "\"{}\" is no {what} of the codebook",
        shortened(name)
    ));
    problems.error(at, FaultKind::UnknownTerm, hinted(error, near(name, known)));
}

/// The empty text, where a required one is missing and the record is refused.
fn nothing() -> Arc<str> {
    Arc::from("")
}

/// A name and its aliases.
pub(super) fn once_and<'k>(name: &'k str, aliases: &'k [String]) -> impl Iterator<Item = &'k str> {
    std::iter::once(name).chain(aliases.iter().map(String::as_str))
}

/// The id of a document that gives none.
fn made_document_id(outlet: &str, form: &DocumentForm) -> String {
    let fields = [&form.published, &form.title, &form.url];
    let fields = fields.map(|field| field.as_deref().unwrap_or(""));
    content_id("d", std::iter::once(outlet).chain(fields))
}
