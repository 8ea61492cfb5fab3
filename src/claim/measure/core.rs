//! A number and its unit, inside a phrase.

use super::super::ValueError;
use super::super::numeral::{self, Cursor, Decimal, Join, Token};
use super::super::quantity::hedge::Bounds;
use super::super::quantity::nouns;
use super::super::quantity::phrase::{Core, Grammar, amount};
use super::Dimension;
use super::span_unit::{self, MILES, Unit};

/// Numbers of units of one dimension.
pub(super) struct Measuring(pub(super) Dimension);

impl Grammar for Measuring {
    fn what(&self) -> &'static str {
        match self.0 {
            Dimension::Duration => "a duration",
            _ => "a distance",
        }
    }

    fn advice(&self) -> &'static str {
        match self.0 {
            Dimension::Duration => "write a number and its unit: \"2 hours\", \"90 minutes\"",
            _ => "write a number and its unit: \"150 km\", \"20 miles\"",
        }
    }

    fn alone(&self, _: u64, _: Option<u64>) -> Option<Core> {
        None
    }

    /// "20 miles (32 km)": the same in another unit, rounded.
    fn restates(&self, outer: Bounds, inner: Bounds) -> bool {
        let exact = |b: Bounds| b.high.filter(|high| *high == b.low);
        let both = exact(outer).zip(exact(inner));
        both.is_some_and(|(outer, inner)| outer.abs_diff(inner) <= outer / 10)
    }

    fn step(&self) -> u128 {
        1
    }

    fn noun(&self, words: &[Token<'_>]) -> Result<(), ValueError> {
        let first = words.first().and_then(|word| nouns::misspelt(word.text));
        first.map_or(Ok(()), Err)
    }

    fn adapt(&self, tokens: &mut [Token<'_>]) {
        let next: Vec<&str> = tokens.iter().skip(1).map(|token| token.text).collect();
        for (at, token) in tokens.iter_mut().enumerate() {
            if token.text == "miles" && next.get(at) != Some(&"de") {
                token.text = MILES;
            }
        }
    }

    fn core(&self, cursor: &mut Cursor<'_, '_>, join: Join) -> Result<Option<Core>, ValueError> {
        if let Some(core) = self.part_of_one(cursor)? {
            return Ok(Some(core));
        }
        if let Some(core) = self.bare(cursor)? {
            return Ok(Some(core));
        }
        let Some((value, core)) = amount(cursor, join)? else {
            return Ok(None);
        };
        cursor.take_any(&["of", "de", "d", "of a", "of an"]);
        let (unit, follows) = match span_unit::take(cursor, self.0) {
            Some((unit, _)) => (unit, true),
            None if core.weak => return Ok(None),
            None => (self.later(cursor)?, false),
        };
        let bounds = match value {
            Some(value) if follows => self.compound(value, unit, cursor, join)?,
            Some(value) => worth(value, unit)?,
            None => vague(core.bounds, unit)?,
        };
        Ok(Some(with_unit(core, bounds, unit)))
    }
}

impl Measuring {
    /// "hours": from two of them to as many as make another unit; "another hour": one.
    fn bare(&self, cursor: &mut Cursor<'_, '_>) -> Result<Option<Core>, ValueError> {
        let another = ["another", "further", "additional", "extra"];
        let one = another.iter().any(|word| cursor.came_over(word));
        let mut ahead = *cursor;
        let Some((unit, plural)) = span_unit::take(&mut ahead, self.0).filter(|unit| unit.1 || one)
        else {
            return Ok(None);
        };
        *cursor = ahead;
        let (low, high) = unit.few;
        let bounds = if plural {
            vague(Core::vague(low, high).bounds, unit)?
        } else {
            worth(Decimal::whole(1), unit)?
        };
        Ok(Some(with_unit(Core::vague(0, None), bounds, unit)))
    }

    /// The unit of a number that has none of its own: "20 to 30 km", "40-odd km".
    fn later(&self, cursor: &Cursor<'_, '_>) -> Result<Unit, ValueError> {
        let mut ahead = *cursor;
        while ahead.peek().is_some() {
            if let Some((unit, _)) = span_unit::take(&mut ahead, self.0) {
                return Ok(unit);
            }
            ahead.skip(1);
        }
        let of = match self.0 {
            Dimension::Duration => "time",
            _ => "length",
        };
        Err(ValueError::new(format!("names no unit of {of}")).hint(self.advice()))
    }

    /// "half an hour", "a quarter of an hour", "three quarters of an hour".
    fn part_of_one(&self, cursor: &mut Cursor<'_, '_>) -> Result<Option<Core>, ValueError> {
        const PARTS: &[(&str, u64)] = &[
            ("half", 2),
            ("half a", 2),
            ("half an", 2),
            ("une demi", 2),
            ("media", 2),
            ("a half", 2),
            ("demi", 2),
            ("eine halbe", 2),
            ("quarter of an", 1),
            ("a quarter of an", 1),
            ("a quarter of a", 1),
            ("three quarters of an", 3),
            ("three quarters of a", 3),
        ];
        let mut ahead = *cursor;
        let Some(quarters) = ahead.longest(PARTS) else {
            return Ok(None);
        };
        let Some((unit, _)) = span_unit::take(&mut ahead, self.0) else {
            return Ok(None);
        };
        *cursor = ahead;
        let part = |millis: u64| {
            Decimal::whole(quarters)
                .in_units(millis / 4)
                .map(u128::from)
        };
        let bounds = Bounds {
            low: part(unit.low)?,
            best: Some(part(unit.best)?),
            high: Some(part(unit.high)?),
        };
        Ok(Some(with_unit(Core::exact(1), bounds, unit)))
    }

    /// "2 hours and 30 minutes", "1h30", "an hour and a half".
    fn compound(
        &self,
        value: Decimal,
        mut unit: Unit,
        cursor: &mut Cursor<'_, '_>,
        join: Join,
    ) -> Result<Bounds, ValueError> {
        let mut sum = worth(value, unit)?;
        if cursor.take_any(&["and a half", "et demie", "et demi", "y media", "y medio"]) {
            return add(sum, worth(Decimal::whole(1), half(unit))?);
        }
        while let Some((value, smaller, after)) = self.next_part(unit, *cursor, join)? {
            sum = add(sum, worth(value, smaller)?)?;
            unit = smaller;
            *cursor = after;
        }
        Ok(sum)
    }

    /// The number of a smaller unit that follows.
    fn next_part<'t, 'a>(
        &self,
        unit: Unit,
        mut ahead: Cursor<'t, 'a>,
        join: Join,
    ) -> Result<Option<(Decimal, Unit, Cursor<'t, 'a>)>, ValueError> {
        let joined = join == Join::And && ahead.take_any(&["and", "et", "y", "und"]);
        let Some(named) = numeral::read(&mut ahead, Join::Bare)? else {
            return Ok(None);
        };
        let next = match span_unit::take(&mut ahead, self.0) {
            Some((next, _)) => Some(next),
            None if joined => None,
            None => span_unit::smaller(unit),
        };
        Ok(next
            .filter(|next| next.best < unit.best)
            .map(|next| (named.value, next, ahead)))
    }
}

fn half(unit: Unit) -> Unit {
    Unit {
        low: unit.low / 2,
        best: unit.best / 2,
        high: unit.high / 2,
        ..unit
    }
}

fn with_unit(core: Core, bounds: Bounds, unit: Unit) -> Core {
    Core {
        bounds,
        unit: u128::from(unit.best / 1_000),
        weak: false,
        ..core
    }
}

fn worth(value: Decimal, unit: Unit) -> Result<Bounds, ValueError> {
    Ok(Bounds {
        low: value.in_units(unit.low)?.into(),
        best: Some(value.in_units(unit.best)?.into()),
        high: Some(value.in_units(unit.high)?.into()),
    })
}

fn vague(bounds: Bounds, unit: Unit) -> Result<Bounds, ValueError> {
    let high = bounds.high.map(|high| in_units(high, unit.high));
    Ok(Bounds {
        low: in_units(bounds.low, unit.low)?,
        best: None,
        high: high.transpose()?,
    })
}

fn in_units(n: u128, millis: u64) -> Result<u128, ValueError> {
    Decimal::new(n, 0).in_units(millis).map(u128::from)
}

fn add(a: Bounds, b: Bounds) -> Result<Bounds, ValueError> {
    let sum = |a: Option<u128>, b: Option<u128>| a.zip(b).map(|(a, b)| a.checked_add(b));
    let held = |sum: Option<Option<u128>>| sum.map(|sum| sum.ok_or_else(numeral::too_large));
    Ok(Bounds {
        low: a.low.checked_add(b.low).ok_or_else(numeral::too_large)?,
        best: held(sum(a.best, b.best)).transpose()?,
        high: held(sum(a.high, b.high)).transpose()?,
    })
}
