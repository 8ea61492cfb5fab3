//! What a record means: every check that needs more than the shape of the input stands here and
//! in `value`, for all forms alike.

use std::sync::Arc;

use super::FaultKind;
use super::checks::{LONGEST_NAME, LONGEST_TEXT, checked, missing, nothing, once_and, spelt, term};
use super::form::{ActorForm, ClaimForm, DraftForm, EventForm, QuoteForm};
use super::intern::Interner;
use super::later::Later;
use super::origin::Origin;
use super::problem::At;
use super::sheet::Mappings;
use super::wire::{NameOr, OneOrMany, Text};
use crate::claim::{
    Actor, Claim, ClaimDetails, Drafted, EventHeader, KindId, Location, Place, Published, Quote,
    TimeNote, ValueError, When,
};
use crate::codebook::Codebook;

/// What records are read against.
#[derive(Clone, Copy)]
pub(super) struct Interpreter<'c> {
    pub(super) codebook: &'c Codebook,
    pub(super) strings: &'c Interner,
    /// What the columns of tables are that are not in the table form.
    pub(super) mappings: &'c Mappings,
}

impl Interpreter<'_> {
    /// Reads one claim of `origin`. What is returned is of use only where no problem refuses it.
    pub(super) fn claim(self, form: &ClaimForm, origin: &Origin, at: At) -> Claim {
        let reader = ClaimReader { all: self, origin };
        let id = Self::id(form.id.as_ref(), at.key("id"));
        let event = form.event.as_ref();
        Claim {
            id,
            outlet: Arc::clone(&origin.outlet),
            document: Arc::clone(&origin.document),
            event: event.map_or_else(EventHeader::default, |event| {
                reader.event(event, at.key("event"))
            }),
            assertions: reader.assertions(form, at.key("assertions")),
            said_by: self.said_by(form.said_by.as_ref(), at.key("said_by")),
            quote: form
                .quote
                .as_ref()
                .and_then(|quote| read_quote(quote, at.key("quote"))),
            location: Location::default(),
            details: self.details(form, at),
            extra: form.extra.to_json(),
        }
    }

    fn details(self, form: &ClaimForm, at: At) -> Option<Box<ClaimDetails>> {
        let title = form.event.as_ref().and_then(|event| event.title.as_ref());
        let words = form.quote.as_ref().and_then(|quote| quote.words.as_ref());
        let gist = form.event.as_ref().and_then(|event| event.words.as_ref());
        let is_bare = title.is_none() && words.is_none() && gist.is_none();
        if is_bare && form.draft.is_none() {
            return None;
        }
        let draft = form
            .draft
            .as_ref()
            .map(|draft| self.drafted(draft, at.key("draft")));
        Some(Box::new(ClaimDetails {
            title: self.text(title, at.key("event").key("title")),
            words: self.text(words, at.key("quote").key("words")),
            gist: self.text(gist, at.key("event").key("words")),
            draft,
        }))
    }

    fn drafted(self, form: &DraftForm, at: At) -> Drafted {
        let confidence = form.confidence;
        if let Some(sure) = confidence.filter(|sure| !(0.0..=1.0).contains(sure)) {
            let error = ValueError::new(format!("is {sure}, where 1 is certain and 0 a guess"));
            let error = error.hint("write a number from 0 to 1");
            at.key("confidence").error(FaultKind::BadValue, error);
        }
        Drafted {
            reader: self.required_name(form.reader.as_ref(), at.key("reader")),
            confidence,
        }
    }

    /// An id: empty where there is none. It is no name that others repeat, so it is not shared.
    fn id(text: Option<&Text>, at: At) -> Arc<str> {
        text.and_then(|text| checked(text, LONGEST_NAME, at))
            .map_or_else(nothing, Arc::from)
    }

    /// A name, a term or a phrase.
    pub(super) fn name(self, text: Option<&Text>, at: At) -> Option<Arc<str>> {
        spelt(text?, at).map(|text| self.strings.text(&text))
    }

    /// Words of any length that people write.
    pub(super) fn text(self, text: Option<&Text>, at: At) -> Option<Arc<str>> {
        checked(text?, LONGEST_TEXT, at).map(|text| self.strings.text(text))
    }

    pub(super) fn required_name(self, text: Option<&Text>, at: At) -> Arc<str> {
        if text.is_none() {
            missing(at);
        }
        self.name(text, at).unwrap_or_else(nothing)
    }

    pub(super) fn names(self, names: &OneOrMany<Text>, at: At) -> Arc<[Arc<str>]> {
        names
            .each(&at)
            .filter_map(|(at, name)| self.name(Some(name), at))
            .collect()
    }

    fn said_by<'t>(
        self,
        names: Option<&Later<'t, OneOrMany<Text<'t>>>>,
        at: At,
    ) -> Arc<[Arc<str>]> {
        let read = |names: &OneOrMany<Text>| Some(self.names(names, at));
        names
            .and_then(|names| names.meaning(at, &self.strings.chains, |_| true, read))
            .unwrap_or_default()
    }
}

/// Reads the parts of a claim whose document is known.
#[derive(Clone, Copy)]
pub(super) struct ClaimReader<'c> {
    pub(super) all: Interpreter<'c>,
    pub(super) origin: &'c Origin,
}

impl ClaimReader<'_> {
    fn event(self, form: &EventForm, at: At) -> EventHeader {
        EventHeader {
            kind: form
                .kind
                .as_ref()
                .and_then(|kind| self.kind(kind, at.key("kind"))),
            when: self.when(form.when.as_ref(), at.key("when")),
            place: self.event_place(form, at.key("where")),
            actors: self.event_actors(form, at.key("actors")),
        }
    }

    fn event_place(self, form: &EventForm, at: At) -> Option<Arc<Place>> {
        let places = &self.all.strings.places;
        let read = |place: &_| self.place(place, at).map(Arc::new);
        form.place.as_ref()?.meaning(at, places, |_| true, read)
    }

    fn event_actors(self, form: &EventForm, at: At) -> Arc<[Actor]> {
        let known = &self.all.strings.actors;
        let read = |actors: &_| Some(self.actors(actors, at));
        let actors = form.actors.as_ref();
        let actors = actors.and_then(|actors| actors.meaning(at, known, |_| true, read));
        actors.unwrap_or_default()
    }

    fn kind(self, text: &Text, at: At) -> Option<KindId> {
        let name = &*spelt(text, at)?;
        let codebook = self.all.codebook;
        let known = codebook.kinds().iter();
        let known = known.flat_map(|k| once_and(&k.name, &k.aliases));
        let kind = codebook.kind_id(name);
        term(kind, ("kind of event", name), known, at)
    }

    /// A time, with a warning where the words contradict themselves.
    pub(super) fn when(self, text: Option<&Text>, at: At) -> Option<Arc<When>> {
        let text = &*spelt(text?, at)?;
        if self.origin.blind {
            return None;
        }
        let times = &self.all.strings.times;
        let published = self.origin.document.published.as_ref();
        let key = time_key(text, published);
        let known = times.get(&key);
        if known.is_some() {
            return known;
        }
        match When::parse(text, published) {
            Ok(mut when) => {
                when.written = self.all.strings.text(&when.written);
                let good = !note_weekday_faults(&when, at);
                let when = Arc::new(when);
                Some(if good { times.put(&key, when) } else { when })
            }
            Err(error) => {
                at.error(FaultKind::BadValue, error);
                None
            }
        }
    }

    fn actors(self, actors: &OneOrMany<NameOr<ActorForm>>, at: At) -> Arc<[Actor]> {
        actors
            .each(&at)
            .filter_map(|(at, actor)| self.actor(actor, at))
            .collect()
    }

    fn actor(self, actor: &NameOr<ActorForm>, at: At) -> Option<Actor> {
        let (name, role) = match actor {
            NameOr::Name(name) => (self.all.name(Some(name), at)?, None),
            NameOr::Object(form) => (
                self.all.required_name(form.name.as_ref(), at.key("name")),
                self.all.name(form.role.as_ref(), at.key("role")),
            ),
        };
        Some(Actor { name, role })
    }
}

fn read_quote(form: &QuoteForm, at: At) -> Option<Quote> {
    if form.words.is_some() && form.start.is_none() && form.end.is_none() {
        return None;
    }
    for (value, key) in [(form.start, "start"), (form.end, "end")] {
        if value.is_none() {
            missing(at.key(key));
        }
    }
    let (start, end) = (form.start?, form.end?);
    if start >= end {
        let error = ValueError::new(format!("starts at {start} and ends at {end}"));
        let hint = "start is the first character, end is one past the last";
        at.error(FaultKind::BadValue, error.hint(hint));
    }
    Some(Quote { start, end })
}

/// What a time is read from: its words, and the days of publication.
fn time_key(text: &str, published: Option<&Published>) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() + 8);
    if let Some(published) = published {
        key.extend_from_slice(&published.span.first.to_le_bytes());
        key.extend_from_slice(&published.span.last.to_le_bytes());
    }
    key.extend_from_slice(text.as_bytes());
    key
}

/// Warns of words that contradict themselves; says whether there were any.
fn note_weekday_faults(when: &When, at: At) -> bool {
    let mut any = false;
    for note in &when.notes {
        if let TimeNote::WeekdayFault { why } = note {
            at.warning(FaultKind::BadValue, why.clone());
            any = true;
        }
    }
    any
}
