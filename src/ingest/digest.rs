//! A digest of all that a claim says: not of its id, nor of where it was read. The same claim has
//! the same digest in every form, under every codebook that knows its terms.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::claim::{
    Assertion, AssertionDetails, Claim, ClaimDetails, Document, EventHeader, Place, Published,
    Stance, Value, When,
};
use crate::codebook::Codebook;

/// The digest of `claim`.
///
/// What is hashed is written to `bytes` first.
pub(super) fn digest(claim: &Claim, codebook: &Codebook, bytes: &mut Vec<u8>) -> u64 {
    bytes.clear();
    let mut hash = Digest(bytes);
    hash.text(&claim.outlet);
    hash.document(&claim.document);
    hash.event(&claim.event, codebook);
    hash.list(&claim.said_by);
    hash.number(claim.quote.map(|quote| u64::from(quote.start)));
    hash.number(claim.quote.map(|quote| u64::from(quote.end)));
    hash.optional(claim.extra.as_deref());
    hash.claim_details(claim.details());
    hash.length(claim.assertions.len());
    for assertion in &claim.assertions {
        hash.text(&codebook.attribute(assertion.attribute).name);
        hash.assertion(assertion);
    }
    xxh3_64(hash.0)
}

/// What is hashed: every text after its length, so that no two claims run into one.
struct Digest<'b>(&'b mut Vec<u8>);

impl Digest<'_> {
    fn text(&mut self, text: &str) {
        self.0.extend_from_slice(&(text.len() as u64).to_le_bytes());
        self.0.extend_from_slice(text.as_bytes());
    }

    /// A missing text is not an empty one.
    fn optional(&mut self, text: Option<&str>) {
        self.0.push(u8::from(text.is_some()));
        if let Some(text) = text {
            self.text(text);
        }
    }

    /// A field that few have: where it is not there, it leaves no trace.
    fn rare(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name);
            self.text(text);
        }
    }

    fn claim_details(&mut self, details: &ClaimDetails) {
        self.rare("title", details.title.as_deref());
        self.rare("words", details.words.as_deref());
        self.rare("gist", details.gist.as_deref());
        if let Some(draft) = &details.draft {
            self.rare("draft", Some(&draft.reader));
            self.number(draft.confidence.map(f64::to_bits));
        }
    }

    fn assertion_details(&mut self, details: &AssertionDetails) {
        self.rare("proof", details.proof.as_deref());
        self.rare("unit", details.unit.as_deref());
        for (name, categories) in [
            ("includes", &details.includes),
            ("excludes", &details.excludes),
        ] {
            for category in categories {
                self.rare(name, Some(category));
            }
        }
    }

    fn number(&mut self, number: Option<u64>) {
        self.0.push(u8::from(number.is_some()));
        self.0.extend_from_slice(&number.unwrap_or(0).to_le_bytes());
    }

    fn length(&mut self, length: usize) {
        self.number(Some(length as u64));
    }

    fn list(&mut self, texts: &[Arc<str>]) {
        self.length(texts.len());
        for text in texts {
            self.text(text);
        }
    }

    fn document(&mut self, document: &Document) {
        self.text(&document.id);
        let published = document.published.as_ref();
        self.optional(published.map(|p: &Published| &*p.written));
        for field in [
            &document.title,
            &document.url,
            &document.language,
            &document.translated_from,
            &document.text,
            &document.republished_from,
        ] {
            self.optional(field.as_deref());
        }
        self.rare("corrects", document.corrects.as_deref());
        self.optional(document.extra.as_deref());
    }

    fn event(&mut self, event: &EventHeader, codebook: &Codebook) {
        self.optional(event.kind.map(|kind| codebook.kind(kind).name.as_str()));
        self.when(event.when.as_deref());
        self.place(event.place.as_deref());
        self.length(event.actors.len());
        for actor in event.actors.iter() {
            self.text(&actor.name);
            self.optional(actor.role.as_deref());
        }
    }

    fn when(&mut self, when: Option<&When>) {
        self.optional(when.map(|when| &*when.written));
    }

    fn place(&mut self, place: Option<&Place>) {
        let position = place.and_then(|place| place.position);
        self.number(position.map(|position| position.lat.to_bits()));
        self.number(position.map(|position| position.lon.to_bits()));
        self.list(place.map_or(&[], |place| &place.names));
    }

    fn assertion(&mut self, assertion: &Assertion) {
        self.optional(assertion.of.as_deref());
        self.text(&assertion.written);
        self.value(&assertion.value);
        self.when(assertion.as_of.as_deref());
        self.when(assertion.over.as_deref());
        self.number(Some(assertion.holds as u64));
        self.number(Some(assertion.counts as u64));
        self.optional(assertion.whom.as_deref());
        self.list(&assertion.said_by);
        match assertion.stance {
            Stance::Asserts => {}
            Stance::Denies => self.text("denies"),
            Stance::Retracts => self.text("retracts"),
        }
        self.assertion_details(assertion.details());
        self.optional(assertion.extra.as_deref());
    }

    /// What the words as written do not say; the rest is read from them.
    fn value(&mut self, value: &Value) {
        match value {
            Value::Count(quantity) => {
                self.number(Some(quantity.low));
                self.number(quantity.best);
                self.number(quantity.high);
            }
            Value::Place(place) => self.place(Some(place)),
            Value::Time(when) => self.when(Some(when)),
            Value::Name(text) | Value::Text(text) => self.text(text),
            Value::Role(role) => self.text(&role.to_string()),
            Value::Control(control) => self.text(&control.to_string()),
            Value::Measure(measure) => {
                self.text(&measure.to_string());
            }
            // Its number is the codebook's own; the words say it, and where they were replaced
            // by the outlet's, the outlet's words count.
            Value::Term(_) => {}
        }
    }
}
