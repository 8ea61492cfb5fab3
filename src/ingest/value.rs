//! An assertion's value, read by the type that the codebook gives its attribute.

use std::borrow::Cow;
use std::fmt::Display;
use std::sync::Arc;

use super::FaultKind;
use super::assertion::{Stated, Typed};
use super::checks::{LONGEST_TEXT, checked, missing, once_and, spelt, term};
use super::form::{PositionForm, RangeForm};
use super::interpret::ClaimReader;
use super::problem::At;
use super::wire::{Amount, Figure, NameOr, OneOrMany, Text};
use crate::claim::{
    Control, Decimal, Dimension, Figures, Measure, Place, Position, Quantity, Role, TermId, Unit,
    Value, ValueError, When,
};
use crate::codebook::{Attribute, ValueType};

impl<'c> ClaimReader<'c> {
    /// The value as read, and its words.
    pub(super) fn value(
        self,
        amount: &Amount,
        stated: Stated<'_, 'c>,
        at: At,
    ) -> Option<(Value, Arc<str>)> {
        let entry = stated.attribute.entry;
        match (amount, entry.value_type) {
            (Amount::Text(text), _) => self.phrase(text, stated, at),
            (Amount::Number(number), ValueType::Count) => {
                stated.no_measure(at)?;
                let count = noted(whole(&number.0), at)?;
                let words = self.all.strings.text(&count.to_string());
                Some((Value::Count(Quantity::exact(count)), words))
            }
            (Amount::Number(number), ValueType::Number) => self.figures(number, stated, at),
            (Amount::Number(number), ValueType::Duration | ValueType::Distance)
                if stated.form.unit.is_some() =>
            {
                self.figures(number, stated, at)
            }
            (Amount::Range(range), ValueType::Count) => {
                stated.no_measure(at)?;
                let quantity = range_of(range, at)?;
                Some((Value::Count(quantity), self.range_words(quantity.into())))
            }
            (Amount::Range(range), ValueType::Number) => {
                let figures = figures_of(range, at)?;
                let measure = noted(Measure::with_unit(figures, stated.unit()), at)?;
                let words = self.range_words(figures);
                Some((Value::Measure(measure), words))
            }
            (Amount::List(names), ValueType::Place) => {
                let places = names.iter().enumerate();
                let place = self.place_of(places.map(|(i, name)| (at.index(i), name)))?;
                let words = self.all.strings.text(&place.names.join(", "));
                Some((Value::Place(place), words))
            }
            _ => {
                at.error(FaultKind::WrongType, wrong_value_type(amount, entry));
                None
            }
        }
    }

    /// A number that JSON writes, with the unit beside it.
    fn figures(self, number: &Figure, stated: Stated<'_, 'c>, at: At) -> Option<(Value, Arc<str>)> {
        let digits: Decimal = noted(number.0.parse(), at)?;
        let dimension = dimension(stated.attribute.entry.value_type);
        let written = digits.to_string();
        let figures = Figures::exact(digits);
        let measure = Measure::with_unit(figures, stated.unit());
        let measure = noted(measure.and_then(|m| m.of_dimension(dimension)), at)?;
        let words = self.all.strings.text(&written);
        Some((Value::Measure(measure), words))
    }

    fn phrase(self, text: &Text, stated: Stated<'_, 'c>, at: At) -> Option<(Value, Arc<str>)> {
        let attribute = stated.attribute;
        let words = match attribute.entry.value_type {
            ValueType::Text => Cow::Borrowed(checked(text, LONGEST_TEXT, at)?),
            _ => spelt(text, at)?,
        };
        let words = self.all.strings.text(&words);
        let value = match attribute.entry.value_type {
            ValueType::Count => {
                stated.no_measure(at)?;
                let known = |word: &str| self.counts(stated, word);
                Value::Count(noted(Quantity::parse_counting(&words, &known), at)?)
            }
            sort @ (ValueType::Duration | ValueType::Distance | ValueType::Number) => {
                let known = |word: &str| self.counts(stated, word);
                let dimension = dimension(sort);
                let measure = match stated.unit() {
                    Some(unit) => Measure::parse_with(&words, unit, dimension, &known),
                    None => Measure::parse_counting(&words, dimension, &known),
                };
                Value::Measure(noted(measure, at)?)
            }
            ValueType::Time => Value::Time(When::clone(&*self.when(Some(text), at)?)),
            ValueType::Place => Value::Place(place_named(&words)),
            ValueType::Name => Value::Name(Arc::clone(&words)),
            ValueType::Actors | ValueType::Kind => {
                at.error(FaultKind::WrongType, of_the_event(&attribute.entry.name));
                return None;
            }
            ValueType::Term => Value::Term(self.term(&words, attribute, at)?),
            ValueType::Role => Value::Role(Role::parse(&words)),
            ValueType::Control => Value::Control(Control::parse(&words)),
            ValueType::Outcome => self
                .known_term(&words, attribute)
                .map_or_else(|| Value::Name(Arc::clone(&words)), Value::Term),
            ValueType::Text => Value::Text(Arc::clone(&words)),
        };
        Some((value, words))
    }

    /// Whether a word behind a count says what the assertion or its codebook counts.
    fn counts(self, stated: Stated<'_, 'c>, word: &str) -> bool {
        let codebook = self.all.codebook;
        let entry = stated.attribute.entry;
        let form = stated.form;
        let own = [&form.of, &form.whom, &form.attribute, &form.unit];
        let own = own.into_iter().flatten().map(|text| &**text);
        let told = once_and(&entry.name, &entry.aliases).chain(own);
        let categories = codebook.categories().iter();
        let categories = categories.flat_map(|c| once_and(&c.name, &c.aliases));
        told.chain(categories).any(|name| {
            let folded = crate::text::spaced(name);
            let mut words = folded.split(|c: char| !c.is_alphanumeric());
            words.any(|known| known == word)
        })
    }

    fn known_term(self, name: &str, attribute: Typed) -> Option<TermId> {
        self.all.codebook.term_id(attribute.id, name)
    }

    fn term(self, name: &str, attribute: Typed<'c>, at: At) -> Option<TermId> {
        let known = attribute.entry.terms.iter();
        let known = known.flat_map(|t| once_and(&t.name, &t.aliases));
        let found = self.known_term(name, attribute);
        term(found, (&attribute.entry.name, name), known, at)
    }

    /// A place by its names; nothing where there is neither a name nor a position.
    pub(super) fn place(self, names: &OneOrMany<NameOr<PositionForm>>, at: At) -> Option<Place> {
        self.place_of(names.each(&at))
    }

    fn place_of<'n>(
        self,
        items: impl Iterator<Item = (At<'n>, &'n NameOr<'n, PositionForm<'n>>)>,
    ) -> Option<Place> {
        let mut place = Place::default();
        for (at, item) in items {
            self.place_item(&mut place, item, at);
        }
        (!place.names.is_empty() || place.position.is_some()).then_some(place)
    }

    fn place_item(self, place: &mut Place, item: &NameOr<PositionForm>, at: At) {
        match item {
            NameOr::Object(_) if place.position.is_some() => {
                at.error(FaultKind::BadValue, "is a second position of one place");
            }
            NameOr::Object(form) => place.position = position(form, at),
            NameOr::Name(name) => {
                place.names.extend(self.all.name(Some(name), at));
            }
        }
    }

    /// The words for a range that was given in numbers.
    fn range_words(self, range: Figures) -> Arc<str> {
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

impl Stated<'_, '_> {
    /// The unit that stands beside the value.
    fn unit(&self) -> Option<&str> {
        self.form.unit.as_deref().map(str::trim)
    }

    /// A count is of people or things, whatever stands beside it.
    fn no_measure(&self, at: At) -> Option<()> {
        match self.unit().and_then(Unit::measured) {
            None => Some(()),
            Some(unit) => {
                let name = &self.attribute.entry.name;
                let message =
                    format!("is a number of {unit}, and \"{name}\" counts people or things");
                let hint = "declare an attribute of type \"number\" for it";
                at.error(FaultKind::WrongType, ValueError::new(message).hint(hint));
                None
            }
        }
    }
}

/// The one quantity that values of a type are of.
fn dimension(sort: ValueType) -> Option<Dimension> {
    match sort {
        ValueType::Duration => Some(Dimension::Duration),
        ValueType::Distance => Some(Dimension::Distance),
        _ => None,
    }
}

fn position(form: &PositionForm, at: At) -> Option<Position> {
    for (value, key) in [(form.lat, "lat"), (form.lon, "lon")] {
        if value.is_none() {
            missing(at.key(key));
        }
    }
    noted(Position::new(form.lat?, form.lon?), at)
}

/// `result` without its error, which is noted.
fn noted<T>(result: Result<T, ValueError>, at: At) -> Option<T> {
    result
        .map_err(|error| at.error(FaultKind::BadValue, error))
        .ok()
}

/// A number of people or things.
fn whole(digits: &str) -> Result<u64, ValueError> {
    if let Ok(count) = digits.parse() {
        return Ok(count);
    }
    let count: f64 = digits.parse().unwrap_or(f64::NAN);
    if count < 0.0 {
        return Err(negative(&count.to_string()));
    }
    // 2^64: from there on, and only there, JSON's whole numbers do not fit.
    if count >= 18_446_744_073_709_551_616.0 {
        return Err("is a number beyond 64 bits (18446744073709551615 is the most)".into());
    }
    // 2^53: from there on a number with a point or an exponent stands for many whole ones.
    if count >= 9_007_199_254_740_992.0 {
        let error = ValueError::new("is too large for a number with a point or an exponent");
        return Err(error.hint("write all of its digits"));
    }
    if count.fract() != 0.0 {
        let error = ValueError::new(format!("{count} is not a whole number"));
        let hint = "a vague count is a phrase (\"about 20\") or {\"low\", \"high\"}";
        return Err(error.hint(hint));
    }
    // A fraction too small for that is one all the same.
    let exact: Decimal = digits.parse()?;
    Quantity::whole(exact)
}

fn negative(count: &str) -> ValueError {
    ValueError::new(format!(
        "{count} is below zero, and nothing can be counted so"
    ))
}

/// `{"low", "best", "high"}`; without `high` it is open.
fn range_of(form: &RangeForm, at: At) -> Option<Quantity> {
    let [low, best, high] = bounds(form, whole, at)?;
    Some(Quantity {
        low: low?,
        best: best.or_else(|| high.filter(|high| Some(*high) == low)),
        high,
        others: false,
    })
}

/// The same of a number with decimals.
fn figures_of(form: &RangeForm, at: At) -> Option<Figures> {
    let [low, best, high] = bounds(form, str::parse::<Decimal>, at)?;
    Some(Figures {
        low: low?,
        best: best.or_else(|| high.filter(|high| Some(*high) == low)),
        high,
    })
}

/// The bounds in order; nothing where one cannot be read, or the least is missing.
fn bounds<T: Copy + Ord + Display>(
    form: &RangeForm,
    read: impl Fn(&str) -> Result<T, ValueError>,
    at: At,
) -> Option<[Option<T>; 3]> {
    if form.low.is_none() {
        missing(at.key("low"));
    }
    let bound = |number: Option<&Figure>, key| match number {
        None => Some(None),
        Some(number) => noted(read(&number.0), at.key(key)).map(Some),
    };
    let given = [
        ("low", &form.low),
        ("best", &form.best),
        ("high", &form.high),
    ];
    let [low, best, high] = given.map(|(key, number)| bound(number.as_ref(), key));
    let (low, best, high) = (low??, best?, high?);
    if let Some(error) = out_of_order(low, best, high) {
        at.error(FaultKind::BadValue, error);
        return None;
    }
    Some([Some(low), best, high])
}

fn out_of_order<T: Copy + Ord + Display>(
    low: T,
    best: Option<T>,
    high: Option<T>,
) -> Option<ValueError> {
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
        ValueType::Number => {
            "a number, a phrase such as \"about 6.8\", or {\"low\", \"best\", \"high\"}"
        }
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
