//! An assertion's value, read by the type that the codebook gives its attribute.

use std::sync::Arc;

use super::FaultKind;
use super::assertion::Typed;
use super::checks::{LONGEST_NAME, LONGEST_TEXT, checked, missing, once_and, unknown_term};
use super::form::{PositionForm, RangeForm};
use super::interpret::ClaimReader;
use super::problem::{At, Problems};
use super::wire::{Amount, NameOr, Number, OneOrMany, Text};
use crate::claim::{
    Control, Dimension, Measure, Place, Position, Quantity, Role, TermId, Value, ValueError, When,
};
use crate::codebook::{Attribute, ValueType};

impl<'c> ClaimReader<'c> {
    /// The value as read, and its words.
    pub(super) fn value(
        self,
        amount: &Amount,
        attribute: Typed<'c>,
        at: At,
        problems: &mut Problems,
    ) -> Option<(Value, Arc<str>)> {
        match (amount, attribute.entry.value_type) {
            (Amount::Text(text), _) => self.phrase(text, attribute, at, problems),
            (Amount::Number(number), ValueType::Count) => {
                let count = noted(whole(*number), at, problems)?;
                let words = self.all.strings.text(&count.to_string());
                Some((Value::Count(Quantity::exact(count)), words))
            }
            (Amount::Number(number), ValueType::Number) => {
                let words = self.all.strings.text(&number.to_string());
                let value = measure(&words, Dimension::Number, at, problems)?;
                Some((value, words))
            }
            (Amount::Range(range), ValueType::Count) => {
                let quantity = range_of(range, at, problems)?;
                Some((Value::Count(quantity), self.range_words(quantity)))
            }
            (Amount::List(names), ValueType::Place) => {
                self.list(names, attribute.entry.value_type, at, problems)
            }
            _ => {
                let error = wrong_value_type(amount, attribute.entry);
                problems.error(at, FaultKind::WrongType, error);
                None
            }
        }
    }

    fn phrase(
        self,
        text: &Text,
        attribute: Typed<'c>,
        at: At,
        problems: &mut Problems,
    ) -> Option<(Value, Arc<str>)> {
        let longest = match attribute.entry.value_type {
            ValueType::Text => LONGEST_TEXT,
            _ => LONGEST_NAME,
        };
        let words = self.all.strings.text(checked(text, longest, at, problems)?);
        let value = match attribute.entry.value_type {
            ValueType::Count => Value::Count(noted(Quantity::parse(&words), at, problems)?),
            ValueType::Duration => measure(&words, Dimension::Duration, at, problems)?,
            ValueType::Distance => measure(&words, Dimension::Distance, at, problems)?,
            ValueType::Number => measure(&words, Dimension::Number, at, problems)?,
            ValueType::Time => Value::Time(When::clone(&*self.when(Some(text), at, problems)?)),
            ValueType::Place => Value::Place(place_named(&words)),
            ValueType::Name => Value::Name(Arc::clone(&words)),
            ValueType::Actors | ValueType::Kind => {
                problems.error(
                    at,
                    FaultKind::WrongType,
                    of_the_event(&attribute.entry.name),
                );
                return None;
            }
            ValueType::Term => Value::Term(self.term(&words, attribute, at, problems)?),
            ValueType::Role => Value::Role(Role::parse(&words)),
            ValueType::Control => Value::Control(Control::parse(&words)),
            ValueType::Outcome => self
                .known_term(&words, attribute)
                .map_or_else(|| Value::Name(Arc::clone(&words)), Value::Term),
            ValueType::Text => Value::Text(Arc::clone(&words)),
        };
        Some((value, words))
    }

    fn known_term(self, name: &str, attribute: Typed) -> Option<TermId> {
        self.all.codebook.term_id(attribute.id, name)
    }

    fn term(
        self,
        name: &str,
        attribute: Typed<'c>,
        at: At,
        problems: &mut Problems,
    ) -> Option<TermId> {
        let term = self.known_term(name, attribute);
        if term.is_none() {
            let known = attribute.entry.terms.iter();
            let known = known.flat_map(|t| once_and(&t.name, &t.aliases));
            unknown_term(&attribute.entry.name, name, known, at, problems);
        }
        term
    }

    fn list(
        self,
        names: &[NameOr<PositionForm>],
        value_type: ValueType,
        at: At,
        problems: &mut Problems,
    ) -> Option<(Value, Arc<str>)> {
        let place = self.place_of(names.iter().enumerate(), at, problems)?;
        let separator = if value_type == ValueType::Place {
            ", "
        } else {
            "; "
        };
        let words = self.all.strings.text(&place.names.join(separator));
        let value = match value_type {
            ValueType::Place => Value::Place(place),
            _ => Value::Text(Arc::clone(&words)),
        };
        Some((value, words))
    }

    /// A place by its names; nothing where there is neither a name nor a position.
    pub(super) fn place(
        self,
        place: &OneOrMany<NameOr<PositionForm>>,
        at: At,
        problems: &mut Problems,
    ) -> Option<Place> {
        if !place.single {
            return self.place_of(place.items.iter().enumerate(), at, problems);
        }
        let mut found = Place::default();
        for item in &place.items {
            self.place_item(&mut found, item, at, problems);
        }
        (!found.names.is_empty() || found.position.is_some()).then_some(found)
    }

    fn place_of<'n>(
        self,
        items: impl Iterator<Item = (usize, &'n NameOr<'n, PositionForm<'n>>)>,
        at: At,
        problems: &mut Problems,
    ) -> Option<Place> {
        let mut place = Place::default();
        for (i, item) in items {
            self.place_item(&mut place, item, at.index(i), problems);
        }
        (!place.names.is_empty() || place.position.is_some()).then_some(place)
    }

    fn place_item(
        self,
        place: &mut Place,
        item: &NameOr<PositionForm>,
        at: At,
        problems: &mut Problems,
    ) {
        match item {
            NameOr::Object(_) if place.position.is_some() => {
                let error = ValueError::new("is a second position of one place");
                problems.error(at, FaultKind::BadValue, error);
            }
            NameOr::Object(form) => place.position = position(form, at, problems),
            NameOr::Name(name) => {
                place.names.extend(self.all.name(Some(name), at, problems));
            }
        }
    }

    /// The words for a range that was given in numbers.
    fn range_words(self, range: Quantity) -> Arc<str> {
        let words = match range.high {
            Some(high) if high == range.low => high.to_string(),
            Some(high) => format!("{}–{high}", range.low),
            None => format!("at least {}", range.low),
        };
        self.all.strings.text(&words)
    }
}

fn place_named(name: &Arc<str>) -> Place {
    Place {
        names: vec![Arc::clone(name)],
        position: None,
    }
}

fn measure(words: &str, dimension: Dimension, at: At, problems: &mut Problems) -> Option<Value> {
    noted(Measure::parse(words, dimension), at, problems).map(Value::Measure)
}

fn position(form: &PositionForm, at: At, problems: &mut Problems) -> Option<Position> {
    for (value, key) in [(form.lat, "lat"), (form.lon, "lon")] {
        if value.is_none() {
            missing(at.key(key), problems);
        }
    }
    noted(Position::new(form.lat?, form.lon?), at, problems)
}

/// `result` without its error, which is noted.
fn noted<T>(result: Result<T, ValueError>, at: At, problems: &mut Problems) -> Option<T> {
    result
        .map_err(|error| problems.error(at, FaultKind::BadValue, error))
        .ok()
}

/// A number of people or things.
fn whole(number: Number) -> Result<u64, ValueError> {
    match number {
        Number::Whole(count) => Ok(count),
        Number::Negative(count) => Err(negative(&count.to_string())),
        Number::Fraction(count) if count < 0.0 => Err(negative(&count.to_string())),
        // 2^64: from there on, and only there, JSON's whole numbers do not fit.
        Number::Fraction(count) if count >= 18_446_744_073_709_551_616.0 => Err(ValueError::new(
            "is a number beyond 64 bits (18446744073709551615 is the most)",
        )),
        Number::Fraction(count) if count.fract() == 0.0 => Ok(count as u64),
        Number::Fraction(count) => {
            let error = ValueError::new(format!("{count} is not a whole number"));
            Err(error.hint("a vague count is a phrase (\"about 20\") or {\"low\", \"high\"}"))
        }
    }
}

fn negative(count: &str) -> ValueError {
    ValueError::new(format!(
        "{count} is below zero, and nothing can be counted so"
    ))
}

/// `{"low", "best", "high"}`; without `high` it is open.
fn range_of(form: &RangeForm, at: At, problems: &mut Problems) -> Option<Quantity> {
    if form.low.is_none() {
        missing(at.key("low"), problems);
    }
    let mut bound = |number: Option<Number>, key| match number {
        None => Some(None),
        Some(number) => noted(whole(number), at.key(key), problems).map(Some),
    };
    let bounds = [("low", form.low), ("best", form.best), ("high", form.high)];
    let [low, best, high] = bounds.map(|(key, number)| bound(number, key));
    let (low, best, high) = (low??, best?, high?);
    if let Some(error) = out_of_order(low, best, high) {
        problems.error(at, FaultKind::BadValue, error);
        return None;
    }
    let named = best.or_else(|| (high == Some(low)).then_some(low));
    Some(Quantity {
        low,
        best: named,
        high,
        others: false,
    })
}

fn out_of_order(low: u64, best: Option<u64>, high: Option<u64>) -> Option<ValueError> {
    let numbers = [("low", Some(low)), ("best", best), ("high", high)];
    let given: Vec<_> = numbers
        .into_iter()
        .filter_map(|(name, number)| Some((name, number?)))
        .collect();
    let wrong = given.windows(2).find(|pair| pair[0].1 > pair[1].1)?;
    let [(less, a), (more, b)] = [wrong[0], wrong[1]];
    let error = ValueError::new(format!("{less} ({a}) is above {more} ({b})"));
    Some(error.hint("low ≤ best ≤ high; exchange them if they were mixed up"))
}

/// What to write instead of a value of another type than its attribute's.
fn wrong_value_type(amount: &Amount, attribute: &Attribute) -> ValueError {
    let found = match amount {
        Amount::Number(_) => "a number",
        Amount::Text(_) => "a phrase",
        Amount::Range(_) => "a range of numbers",
        Amount::List(_) => "a list",
    };
    let expected = match attribute.value_type {
        ValueType::Count => "a number, a phrase or {\"low\", \"best\", \"high\"}",
        ValueType::Duration => "a phrase with its unit, such as \"about 2 hours\"",
        ValueType::Distance => "a phrase with its unit, such as \"about 20 km\"",
        ValueType::Number => "a number, or a phrase such as \"about 6.8\"",
        ValueType::Time => "a date or a phrase in quotes, such as \"2024-03-09\"",
        ValueType::Place | ValueType::Actors => "a name, or a list of names",
        ValueType::Name => "a name in quotes",
        ValueType::Kind => "a kind of event",
        ValueType::Term => "one of the codebook's terms",
        ValueType::Role => "an office, such as \"mayor of Gao\"",
        ValueType::Control => "the holder's name",
        ValueType::Outcome => "a term of the codebook or the winner's name",
        ValueType::Text => "words in quotes",
    };
    ValueError::new(format!(
        "is {found}, and \"{}\" cannot be that",
        attribute.name
    ))
    .hint(format!("write {expected}"))
}

/// Kind and actors are the event's own.
fn of_the_event(name: &str) -> ValueError {
    ValueError::new(format!("\"{name}\" is told of the event, and not asserted"))
        .hint(format!("write it as event.{name}"))
}
