//! The rules for what the calendar names: days of the week and the month, months, seasons, years.

use super::{
    cursor::Cursor,
    lexicon::{Term, Unit},
    phrase::{Choice, DateWords, Part, Period, Point, YearWords},
};

/// A day, month, season or year by its name.
pub(super) fn date(c: &mut Cursor, last: bool) -> Option<Point> {
    let weekday = weekday(c);
    daytimes(c);
    let named = c.attempt(|c| calendar(c, last));
    match (weekday, named) {
        (None, Some(Point::Date(date))) => Some(Point::Date(trailing_weekday(c, date))),
        (None, named) => named,
        (weekday, Some(Point::Date(date))) => Some(Point::Date(DateWords { weekday, ..date })),
        (Some(weekday), None) => Some(Point::Weekday(weekday, choice(c, last))),
        (Some(_), Some(_)) => None,
    }
}

fn weekday(c: &mut Cursor) -> Option<u8> {
    c.take(|term| match term {
        Term::Weekday(weekday) => Some(weekday),
        _ => None,
    })
}

/// "12 March (Thursday)".
fn trailing_weekday(c: &mut Cursor, date: DateWords) -> DateWords {
    DateWords {
        weekday: weekday(c),
        ..date
    }
}

/// "Monday last week" names its week; "last Monday" is before publication.
fn choice(c: &mut Cursor, last: bool) -> Choice {
    let weeks = match (c.peek(), c.second()) {
        (Some(Term::Last), Some(Term::Unit(Unit::Week))) => Some(1),
        (Some(Term::This), Some(Term::Unit(Unit::Week))) => Some(0),
        _ => None,
    };
    match weeks {
        Some(weeks) => {
            c.skip(2);
            Choice::OfWeek(weeks)
        }
        None if last => Choice::Before,
        None => Choice::Latest,
    }
}

fn calendar(c: &mut Cursor, last: bool) -> Option<Point> {
    skip_kind(c);
    let term = c.peek()?;
    c.skip(1);
    match term {
        Term::Iso(year, month, day) => Some(iso(year, month, day)),
        Term::Month(month) => Some(from_month(c, month, last)),
        Term::Season(season) => {
            let year = year(c);
            Some(whole(Period::Season { season, year, last }))
        }
        Term::Number(year @ 1000..=9999) => Some(whole(Period::Year(year as i32))),
        Term::Number(day @ 0..1000) => Some(from_day(c, day, true, last)),
        Term::Ordinal(day) => Some(from_day(c, day, false, last)),
        _ => None,
    }
}

/// "the month of March", "the year 2022".
fn skip_kind(c: &mut Cursor) {
    let kind = matches!(c.peek(), Some(Term::Unit(Unit::Month | Unit::Year)));
    let named = matches!(c.second(), Some(Term::Month(_) | Term::Number(1000..=9999)));
    c.skip(usize::from(kind && named));
}

fn whole(period: Period) -> Point {
    Point::Period(period, Part::Whole)
}

fn iso(year: i32, month: u8, day: Option<u8>) -> Point {
    let year = YearWords::Exactly(year);
    match day {
        Some(day) => day_point(u32::from(day), Some(month), year, false),
        None => whole(Period::Month {
            month,
            year,
            last: false,
        }),
    }
}

fn day_point(day: u32, month: Option<u8>, year: YearWords, last: bool) -> Point {
    Point::Date(DateWords {
        weekday: None,
        day,
        month,
        year,
        last,
        bare: false,
    })
}

/// "March", "March 2024", "March 9", "March 9, 2024".
fn from_month(c: &mut Cursor, month: u8, last: bool) -> Point {
    let day = c.take(|term| match term {
        Term::Number(day @ 0..1000) | Term::Ordinal(day) => Some(day),
        _ => None,
    });
    let year = year(c);
    match day {
        Some(day) => day_point(day, Some(month), year, last),
        None => whole(Period::Month { month, year, last }),
    }
}

/// "9 March", "the ninth of March 2024", "the 9th".
fn from_day(c: &mut Cursor, day: u32, bare: bool, last: bool) -> Point {
    let month = c.take(|term| match term {
        Term::Month(month) => Some(month),
        _ => None,
    });
    Point::Date(DateWords {
        weekday: None,
        day,
        month,
        year: year(c),
        last,
        bare,
    })
}

fn year(c: &mut Cursor) -> YearWords {
    match (c.peek(), c.second()) {
        (Some(Term::Number(year @ 1000..=9999)), _) => {
            c.skip(1);
            YearWords::Exactly(year as i32)
        }
        (Some(Term::Last), Some(Term::Unit(Unit::Year))) => {
            c.skip(2);
            YearWords::Back(1)
        }
        (Some(Term::This), Some(Term::Unit(Unit::Year))) => {
            c.skip(2);
            YearWords::Back(0)
        }
        _ => YearWords::Unsaid,
    }
}

/// Passes words such as "morning", which leave the day as it is.
pub(super) fn daytimes(c: &mut Cursor) {
    while c.eat(Term::Daytime) {}
}
