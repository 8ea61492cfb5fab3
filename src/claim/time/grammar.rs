//! From terms to a phrase: a recursive descent, one function to a rule. `None` means that the
//! words make no phrase.

use super::{
    Extent,
    cursor::Cursor,
    dates::{date, daytimes},
    lexicon::{Term, Unit},
    phrase::{Part, Period, Phrase, Point, Shape},
    terms::terms,
};
use crate::claim::ValueError;

/// Reads a phrase.
pub(super) fn parse(text: &str) -> Result<Phrase, ValueError> {
    let terms = terms(text)?;
    if terms.first() == Some(&Term::Nothing) {
        return Err(ValueError::new(format!("\"{text}\" gives no time"))
            .hint("leave the field out where no time is known"));
    }
    let mut cursor = Cursor { terms: &terms };
    let phrase = phrase(&mut cursor).filter(|_| cursor.terms.is_empty());
    let checked = phrase.and_then(|phrase| Some(phrase.check()?.map(|()| phrase)));
    match checked {
        None => Err(misread(text)),
        Some(Err(fault)) => Err(ValueError {
            message: format!("\"{text}\": {}", fault.message),
            ..fault
        }),
        Some(Ok(phrase)) => Ok(phrase),
    }
}

fn misread(text: &str) -> ValueError {
    let message =
        format!("\"{text}\" is not a time: the words are known, the way they stand is not");
    ValueError::new(message).hint(
        "write an EDTF date such as 2024-03-09, or a phrase such as \"on the night of 8-9 March\"",
    )
}

fn phrase(c: &mut Cursor) -> Option<Phrase> {
    let lead = lead(c);
    let first = point(c)?;
    let night = c.eat(Term::Night) || lead == Some(Term::Night);
    let Some(link) = link(c) else {
        return single(lead, night, first);
    };
    let second = point(c)?;
    let night = c.eat(Term::Night) || night;
    let phrase = Phrase {
        shape: range_shape(if night { Some(Term::Night) } else { lead })?,
        extent: range_extent(lead, link, night),
        first,
        second: Some(second),
    };
    Some(phrase.shared())
}

/// The word that says how the time is meant.
fn lead(c: &mut Cursor) -> Option<Term> {
    use Term::{After, Around, Before, Between, By, For, From, Night, Overnight, Since, Until};
    // "overnight" alone is a time of its own.
    if c.peek() == Some(Overnight) && c.second().is_some() {
        c.skip(1);
        c.take(|term| matches!(term, From | Between).then_some(()));
        return Some(Night);
    }
    c.take(|term| match term {
        After | Around | Before | Between | By | For | From | Night | Since | Until => Some(term),
        _ => None,
    })
}

fn link(c: &mut Cursor) -> Option<Term> {
    use Term::{A, And, Dash, Or, To, Until};
    c.take(|term| matches!(term, A | And | Dash | Or | To | Until).then_some(term))
}

/// A phrase of one time.
fn single(lead: Option<Term>, night: bool, first: Point) -> Option<Phrase> {
    use Extent::{Lasting, Within};
    let (shape, extent) = match lead {
        _ if night => (Shape::Night, Within),
        None => (Shape::At, Within),
        Some(Term::Around) => (Shape::Around, Within),
        Some(Term::Since | Term::From) => (Shape::Since, Lasting),
        Some(Term::Until) => (Shape::Until, Lasting),
        Some(Term::By) => (Shape::Until, Within),
        Some(Term::Before) => (Shape::Before, Within),
        Some(Term::After) => (Shape::After, Within),
        Some(Term::For) if reaches_publication(&first) => (Shape::At, Lasting),
        _ => return None,
    };
    Some(Phrase {
        shape,
        extent,
        first,
        second: None,
    })
}

/// "for" needs a stretch up to publication: "the past 48 hours".
fn reaches_publication(point: &Point) -> bool {
    matches!(point, Point::Back { least: 0, most, .. } if *most > 0)
}

fn range_shape(lead: Option<Term>) -> Option<Shape> {
    match lead {
        None | Some(Term::Between | Term::From) => Some(Shape::At),
        Some(Term::Night) => Some(Shape::Night),
        Some(Term::Around) => Some(Shape::Around),
        _ => None,
    }
}

/// "between … and" is somewhere in it; "from … to", "6-8 September" is all of it.
fn range_extent(lead: Option<Term>, link: Term, night: bool) -> Extent {
    let somewhere = matches!(lead, Some(Term::Between | Term::Around)) || link == Term::Or || night;
    if somewhere {
        Extent::Within
    } else {
        Extent::Lasting
    }
}

fn point(c: &mut Cursor) -> Option<Point> {
    daytimes(c);
    let part = part(c);
    daytimes(c);
    let core = part
        .and_then(|_| c.attempt(unit_of_publication))
        .or_else(|| core(c))?;
    daytimes(c);
    match (part, core) {
        (None | Some(Part::Whole), core) => Some(core),
        (Some(part), Point::Period(period, Part::Whole)) => Some(Point::Period(period, part)),
        // "early on Monday" is that Monday.
        (Some(Part::Early | Part::Mid | Part::Late), Point::Period(..)) => None,
        (Some(Part::Early | Part::Mid | Part::Late), core) => Some(core),
        _ => None,
    }
}

/// "early in the month", where no month is named.
fn unit_of_publication(c: &mut Cursor) -> Option<Point> {
    let point = unit_back(unit(c)?, 0);
    let named = matches!(c.peek(), Some(Term::Month(_) | Term::Number(_) | Term::Ago));
    (!named).then_some(point)
}

/// "early", "the first half of", "the last week of".
fn part(c: &mut Cursor) -> Option<Part> {
    let (part, length) = match (c.peek()?, c.second()) {
        (Term::Early, _) => (Part::Early, 1),
        (Term::Mid, _) => (Part::Mid, 1),
        (Term::Late, _) => (Part::Late, 1),
        (Term::Earlier, _) => (Part::Whole, 1),
        (Term::Ordinal(n), Some(Term::Half)) => (Part::Half(n), 2),
        (Term::Last | Term::Past, Some(Term::Half)) => (Part::Half(2), 2),
        (Term::Ordinal(n), Some(Term::Quarter)) => (Part::Quarter(n), 2),
        (Term::Last | Term::Past, Some(Term::Quarter)) => (Part::Quarter(4), 2),
        (Term::Ordinal(n), Some(Term::Unit(Unit::Week))) => (Part::Week(n), 2),
        (Term::Last | Term::Past, Some(Term::Unit(Unit::Week))) if month_follows(c) => {
            (Part::LastWeek, 2)
        }
        _ => return None,
    };
    c.skip(length);
    Some(part)
}

fn month_follows(c: &Cursor) -> bool {
    matches!(c.terms.get(2), Some(Term::Month(_)))
}

fn core(c: &mut Cursor) -> Option<Point> {
    match c.peek()? {
        Term::Back(days) => {
            c.skip(1);
            let days = i64::from(days);
            Some(back(days, days, Unit::Day, 0))
        }
        Term::Overnight => {
            c.skip(1);
            Some(back(1, 0, Unit::Day, 0))
        }
        Term::Recently => {
            c.skip(1);
            Some(back(30, 0, Unit::Day, 0))
        }
        Term::Weekend => weekend(c),
        Term::Recent => recent(c),
        Term::This => this(c),
        Term::Last | Term::Past => last(c),
        Term::AgoBefore => {
            c.skip(1);
            let (least, most) = quantity(c)?;
            Some(ago(least, most, unit(c)?))
        }
        Term::MoreThan | Term::LessThan => bounded(c),
        _ => c.attempt(counted).or_else(|| date(c, false)),
    }
}

fn back(most: i64, least: i64, unit: Unit, slack: u32) -> Point {
    Point::Back {
        most,
        least,
        unit,
        slack,
    }
}

fn weekend(c: &mut Cursor) -> Option<Point> {
    c.eat(Term::Weekend).then_some(Point::Weekend)
}

fn unit(c: &mut Cursor) -> Option<Unit> {
    c.take(|term| match term {
        Term::Unit(unit) => Some(unit),
        _ => None,
    })
}

/// "recent days": up to a week; "recent weeks", "months", "years": up to six.
fn recent(c: &mut Cursor) -> Option<Point> {
    c.skip(1);
    match unit(c)? {
        Unit::Hour => Some(back(1, 0, Unit::Day, 0)),
        Unit::Day => Some(back(7, 0, Unit::Day, 0)),
        unit => Some(back(6, 0, unit, 0)),
    }
}

fn this(c: &mut Cursor) -> Option<Point> {
    c.skip(1);
    match c.peek()? {
        Term::Last | Term::Past => last(c),
        Term::Weekend => weekend(c),
        Term::Unit(_) => Some(unit_back(unit(c)?, 0)),
        _ => date(c, false),
    }
}

/// The calendar's own unit so many back: "this week", "last month".
fn unit_back(unit: Unit, count: i64) -> Point {
    let period = match unit {
        Unit::Week => Period::Week(count),
        Unit::Month => Period::MonthBack(count),
        Unit::Year => Period::YearBack(count),
        Unit::Day | Unit::Fortnight | Unit::Hour => return past(count, unit),
    };
    Point::Period(period, Part::Whole)
}

/// From so many units before publication up to it.
fn past(count: i64, unit: Unit) -> Point {
    match unit {
        Unit::Hour => back(days_of_hours(count), 0, Unit::Day, 0),
        unit => back(count, 0, unit, 0),
    }
}

/// How many days back so many hours may reach.
fn days_of_hours(hours: i64) -> i64 {
    (hours + 23) / 24
}

/// "last week", "the last 48 hours", "the past week", "last Monday", "last May".
fn last(c: &mut Cursor) -> Option<Point> {
    let calendar = c.peek() == Some(Term::Last);
    c.skip(1);
    let counted = c.attempt(|c| Some((quantity(c)?.1, unit(c)?)));
    if let Some((count, unit)) = counted {
        return Some(past(count, unit));
    }
    match c.peek()? {
        Term::Unit(_) if calendar => Some(unit_back(unit(c)?, 1)),
        Term::Unit(_) => Some(past(1, unit(c)?)),
        Term::Weekend => weekend(c),
        _ => date(c, true),
    }
}

/// "two days ago", "weeks ago", "two or three days ago".
fn counted(c: &mut Cursor) -> Option<Point> {
    let (least, most) = quantity(c).unwrap_or((2, 9));
    let unit = unit(c)?;
    c.eat(Term::Ago).then(|| ago(least, most, unit))
}

/// "more than a week ago": from twice as long ago; "less than a week ago": up to publication.
fn bounded(c: &mut Cursor) -> Option<Point> {
    let more = c.peek() == Some(Term::MoreThan);
    c.skip(1);
    let before = c.eat(Term::AgoBefore);
    let (_, count) = quantity(c)?;
    let unit = unit(c)?;
    let Point::Back { most, unit, .. } = past(count, unit) else {
        return None;
    };
    let told = before || c.eat(Term::Ago);
    let (most, least) = if more { (2 * most, most) } else { (most, 0) };
    told.then(|| back(most, least, unit, 0))
}

/// A round number of units leaves half a unit of room on either side.
fn ago(least: i64, most: i64, unit: Unit) -> Point {
    match unit {
        Unit::Hour => back(days_of_hours(most), least / 24, Unit::Day, 0),
        Unit::Day => back(most, least, unit, 0),
        Unit::Week | Unit::Fortnight => back(most, least, unit, 3),
        Unit::Month => back(most, least, unit, 15),
        Unit::Year => back(most, least, unit, 183),
    }
}

/// From so many to so many.
fn quantity(c: &mut Cursor) -> Option<(i64, i64)> {
    let (least, most) = c.take(|term| match term {
        Term::A => Some((1, 1)),
        Term::Number(n) => Some((n, n)),
        Term::Some(least, most) => Some((least, most)),
        _ => None,
    })?;
    let more = c.attempt(|c| {
        c.take(|term| matches!(term, Term::Or | Term::To | Term::Dash).then_some(()))?;
        number(c)
    });
    let most = more.unwrap_or(most);
    (least <= most).then_some((i64::from(least), i64::from(most)))
}

fn number(c: &mut Cursor) -> Option<u32> {
    c.take(|term| match term {
        Term::Number(n) => Some(n),
        _ => None,
    })
}
