//! Times in a sentence.

use super::class;
use super::span::{Named, Span, View, span};
use super::token::Shape;

pub(super) fn time(view: &View, i: usize) -> Option<Span> {
    let t = view.token(i)?;
    if !t.is(class::TIME | class::NUMBER | class::VAGUE | class::INDEF | class::ORDINAL) {
        return None;
    }
    let end = date(view, i)
        .or_else(|| weekday(view, i))
        .or_else(|| counted_ago(view, i))
        .or_else(|| led(view, i))
        .or_else(|| timeword(view, i))?;
    span(i, with_year(view, end), Named::Time)
}

pub(super) fn is_day(view: &View, i: usize) -> bool {
    view.token(i).is_some_and(|t| {
        t.shape == Shape::Digits && (1..=31).contains(&t.value) && t.end - t.start <= 2
    }) || view.is(i, class::ORDINAL)
}

pub(super) fn is_year(view: &View, i: usize) -> bool {
    view.token(i).is_some_and(|t| {
        t.shape == Shape::Digits && t.end - t.start == 4 && (1900..=2100).contains(&t.value)
    })
}

pub(super) fn is_month(view: &View, i: usize) -> bool {
    view.is(i, class::MONTH)
        && (view.upper
            || view.caseless
            || view.token(i).is_some_and(|t| t.capital)
            || view.is(i.wrapping_sub(1), class::NUMBER | class::OF))
}

/// "9 March", "March 9", "March 2024", "8-9 March".
pub(super) fn date(view: &View, i: usize) -> Option<usize> {
    if is_day(view, i) {
        let mut j = i + 1;
        let dash = view.sign(j, '-') || view.sign(j, '–');
        let and = view.is(j, class::AND) && is_month(view, j + 2);
        if (dash || and) && is_day(view, j + 1) {
            j += 2;
        }
        if view.is(j, class::OF) {
            j += 1;
        }
        return is_month(view, j).then_some(j + 1);
    }
    if is_month(view, i) {
        if is_day(view, i + 1) && !view.is(i + 2, class::TIMEUNIT | class::PERSON) {
            return Some(i + 2);
        }
        // "May" alone is a verb until something says otherwise.
        let sure = is_year(view, i + 1)
            || view.is(
                i.wrapping_sub(1),
                class::IN
                    | class::TIMELEAD
                    | class::PREP
                    | class::TIMEPART
                    | class::OF
                    | class::FROM
                    | class::AND,
            );
        return (sure && !view.is(i + 1, class::VERB)).then_some(i + 1);
    }
    None
}

pub(super) fn with_year(view: &View, end: usize) -> usize {
    if is_year(view, end)
        && view.is(
            end.wrapping_sub(1),
            class::MONTH | class::NUMBER | class::ORDINAL,
        )
    {
        return end + 1;
    }
    if view.sign(end, ',')
        && is_year(view, end + 1)
        && view.is(end.wrapping_sub(1), class::MONTH | class::NUMBER)
    {
        return end + 2;
    }
    end
}

pub(super) fn weekday(view: &View, i: usize) -> Option<usize> {
    if !view.is(i, class::WEEKDAY) {
        return None;
    }
    let mut j = i + 1;
    if view.is(j, class::TIMEPART) {
        j += 1;
    }
    let comma = usize::from(view.sign(j, ','));
    if let Some(end) = date(view, j + comma) {
        return Some(end);
    }
    Some(j)
}

/// "three days ago", "a few hours earlier".
pub(super) fn counted_ago(view: &View, i: usize) -> Option<usize> {
    let mut j = i;
    while view.is(
        j,
        class::NUMBER | class::VAGUE | class::INDEF | class::HEDGE,
    ) && j < i + 3
    {
        j += 1;
    }
    (j > i && view.is(j, class::TIMEUNIT) && view.is(j + 1, class::AGO)).then_some(j + 2)
}

/// "last week", "this month", "the past 48 hours", "last Monday", "last February 28", "early March".
pub(super) fn led(view: &View, i: usize) -> Option<usize> {
    if view.is(i, class::TIMEPART) && !view.is(i, class::TIMEUNIT) {
        let j = i
            + 1
            + usize::from(view.is(i + 1, class::OF))
            + usize::from(view.is(i + 2, class::DET) && view.is(i + 1, class::OF));
        if let Some(end) = date(view, j)
            .or_else(|| weekday(view, j))
            .or_else(|| timeword(view, j))
        {
            return Some(end);
        }
        return (view.is(j, class::TIMELEAD) && j > i)
            .then(|| led(view, j))
            .flatten();
    }
    if !view.is(i, class::TIMELEAD) {
        return None;
    }
    if let Some(end) = weekday(view, i + 1).or_else(|| date(view, i + 1)) {
        return Some(end);
    }
    let mut j = i + 1;
    while view.is(j, class::NUMBER | class::VAGUE) {
        j += 1;
    }
    if view.is(j, class::MONTH) {
        return Some(j + 1);
    }
    view.is(j, class::TIMEUNIT | class::TIMEPART)
        .then_some(j + 1)
}

pub(super) fn timeword(view: &View, i: usize) -> Option<usize> {
    view.is(i, class::TIMEWORD)
        .then(|| i + 1 + usize::from(view.is(i + 1, class::TIMEPART)))
}
