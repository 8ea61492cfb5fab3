//! What a record means: every check that needs more than the shape of the input stands here and
//! in `value`, for all forms alike.

use std::sync::Arc;

use super::FaultKind;
use super::checks::{
    LONGEST_NAME, LONGEST_TEXT, checked, missing, nothing, once_and, unknown_term,
};
use super::form::{ActorForm, ClaimForm, EventForm, QuoteForm};
use super::intern::Interner;
use super::later::Later;
use super::origin::Origin;
use super::problem::{At, Problems};
use super::wire::{NameOr, OneOrMany, Text};
use crate::claim::{
    Actor, Claim, EventHeader, KindId, Location, Place, Published, Quote, TimeNote, ValueError,
    When,
};
use crate::codebook::Codebook;

/// What records are read against.
#[derive(Clone, Copy)]
pub(super) struct Interpreter<'c> {
    pub(super) codebook: &'c Codebook,
    pub(super) strings: &'c Interner,
}

impl Interpreter<'_> {
    /// Reads one claim of `origin`. What is returned is of use only where no problem refuses it.
    pub(super) fn claim(
        self,
        form: &ClaimForm,
        origin: &Origin,
        at: At,
        problems: &mut Problems,
    ) -> Claim {
        let reader = ClaimReader { all: self, origin };
        let id = Self::id(form.id.as_ref(), at.key("id"), problems);
        let event = form.event.as_ref();
        Claim {
            id,
            outlet: Arc::clone(&origin.outlet),
            document: Arc::clone(&origin.document),
            event: event.map_or_else(EventHeader::default, |event| {
                reader.event(event, at.key("event"), problems)
            }),
            assertions: reader.assertions(form, at.key("assertions"), problems),
            said_by: self.said_by(form.said_by.as_ref(), at.key("said_by"), problems),
            quote: form
                .quote
                .as_ref()
                .and_then(|quote| read_quote(quote, at.key("quote"), problems)),
            location: Location::default(),
            extra: form.extra.to_json(),
        }
    }

    /// An id: empty where there is none. It is no name that others repeat, so it is not shared.
    fn id(text: Option<&Text>, at: At, problems: &mut Problems) -> Arc<str> {
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

    pub(super) fn required_name(
        self,
        text: Option<&Text>,
        at: At,
        problems: &mut Problems,
    ) -> Arc<str> {
        if text.is_none() {
            missing(at, problems);
        }
        self.name(text, at, problems).unwrap_or_else(nothing)
    }

    pub(super) fn names(
        self,
        names: &OneOrMany<Text>,
        at: At,
        problems: &mut Problems,
    ) -> Arc<[Arc<str>]> {
        names
            .each(&at)
            .filter_map(|(at, name)| self.name(Some(name), at, problems))
            .collect()
    }

    fn said_by<'t>(
        self,
        names: Option<&Later<'t, OneOrMany<Text<'t>>>>,
        at: At,
        problems: &mut Problems,
    ) -> Arc<[Arc<str>]> {
        let read =
            |names: &OneOrMany<Text>, problems: &mut _| Some(self.names(names, at, problems));
        names
            .and_then(|names| names.meaning(&self.strings.chains, problems, |_| true, read))
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
    fn event(self, form: &EventForm, at: At, problems: &mut Problems) -> EventHeader {
        EventHeader {
            kind: form
                .kind
                .as_ref()
                .and_then(|kind| self.kind(kind, at.key("kind"), problems)),
            when: self.when(form.when.as_ref(), at.key("when"), problems),
            place: self.event_place(form, at.key("where"), problems),
            actors: self.event_actors(form, at.key("actors"), problems),
        }
    }

    fn event_place(self, form: &EventForm, at: At, problems: &mut Problems) -> Option<Arc<Place>> {
        form.place.as_ref()?.meaning(
            &self.all.strings.places,
            problems,
            |_| true,
            |place, problems| self.place(place, at, problems).map(Arc::new),
        )
    }

    fn event_actors(self, form: &EventForm, at: At, problems: &mut Problems) -> Arc<[Actor]> {
        let actors = form.actors.as_ref().and_then(|actors| {
            actors.meaning(
                &self.all.strings.actors,
                problems,
                |_| true,
                |actors, problems| Some(self.actors(actors, at, problems)),
            )
        });
        actors.unwrap_or_default()
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
    pub(super) fn when(
        self,
        text: Option<&Text>,
        at: At,
        problems: &mut Problems,
    ) -> Option<Arc<When>> {
        let text = checked(text?, LONGEST_NAME, at, problems)?;
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
                let good = !note_weekday_faults(&when, at, problems);
                let when = Arc::new(when);
                Some(if good { times.put(&key, when) } else { when })
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
    ) -> Arc<[Actor]> {
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
fn note_weekday_faults(when: &When, at: At, problems: &mut Problems) -> bool {
    let mut any = false;
    for note in &when.notes {
        if let TimeNote::WeekdayFault { why } = note {
            problems.warning(at, FaultKind::BadValue, ValueError::new(why.clone()));
            any = true;
        }
    }
    any
}
