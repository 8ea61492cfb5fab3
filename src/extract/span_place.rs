//! Places in a sentence.

use super::class;
use super::fold::fold;
use super::gazetteer::Known;
use super::span::{Named, Span, View, span};
use super::token::Token;

pub(super) fn place(view: &View, i: usize) -> Option<Span> {
    let t = view.token(i)?;
    if t.is(class::PLACENOUN) && view.is(i + 1, class::OF) && !t.capital {
        return place_by_noun(view, i);
    }
    if view.caseless
        && t.is(class::PLACENOUN)
        && view
            .token(i + 1)
            .is_some_and(|n| n.is_word() && n.class == 0)
    {
        return Some(Span {
            first: i,
            end: i + 2,
            what: Named::Place,
        });
    }
    if !t.is_word() || !(view.upper || view.caseless || t.capital) {
        return None;
    }
    let known = known_place(view, i);
    let by_noun = if view.caseless {
        None
    } else {
        place_by_noun(view, i)
    };
    match (known, by_noun) {
        (Some(a), Some(b)) => Some(if b.end > a.end {
            Span {
                what: place_kind(&a.what, &b),
                ..b
            }
        } else {
            a
        }),
        (a, b) => a.or(b),
    }
}

pub(super) fn place_kind(known: &Named, by_noun: &Span) -> Named {
    match known {
        Named::Country(_) => by_noun.what.clone(),
        other => other.clone(),
    }
}

pub(super) fn known_place(view: &View, i: usize) -> Option<Span> {
    let first = view.folded(i);
    let first = first.split('-').next().unwrap_or_default();
    let most = view.gazetteer.longest(first);
    for n in (1..=most.min(6)).rev() {
        let end = i + n;
        if end > view.tokens.len() || !view.tokens[i..end].iter().all(Token::is_word) {
            continue;
        }
        let Some(known) = view.gazetteer.place(&fold(view.words(i, end))) else {
            continue;
        };
        let what = match known {
            Known::Country(id) => Named::Country(*id),
            Known::City(ids) => Named::City(ids.clone()),
        };
        let somebody = view.name_like(end) && view.gazetteer.is_given(first);
        let certain = match what {
            Named::Country(_) => !somebody,
            _ => city_stands(view, i, end),
        };
        if certain {
            return span(i, end, what);
        }
    }
    None
}

/// Whether a word that is a city's name means the city here.
pub(super) fn city_stands(view: &View, first: usize, end: usize) -> bool {
    let common =
        (first..end).all(|k| view.tokens[k].class != 0 || view.gazetteer.is_given(&view.folded(k)));
    let led = view.is(
        first.wrapping_sub(1),
        class::IN | class::FROM | class::OF | class::TO,
    );
    let followed_by_name = view.name_like(end) && !view.is(end, class::PLACENOUN);
    let after_name = first > 0 && view.name_like(first - 1);
    let after_title = first > 0 && view.is(first - 1, class::TITLE);
    if after_title || after_name || followed_by_name && !led {
        return false;
    }
    if view.is(end, class::ORGNOUN) && !view.is(end, class::PLACENOUN) && !led {
        return false;
    }
    !common || led && !(followed_by_name) && view.tokens[first].class == 0
}

/// "X Department", "the town of X", "X city".
pub(super) fn place_by_noun(view: &View, i: usize) -> Option<Span> {
    if view.is(i, class::PLACENOUN) && view.is(i + 1, class::OF) {
        let start = i + 2;
        let end = name_run(view, start);
        return (end > start).then_some(Span {
            first: i,
            end,
            what: Named::Place,
        });
    }
    if view.gazetteer.people(&view.folded(i)).is_some() {
        return None;
    }
    let end = name_run(view, i);
    if end == i || !view.is(end, class::PLACENOUN) || end - i > 5 {
        return None;
    }
    let stop = end + 1;
    span(i, stop, Named::Place)
}

/// The end of a run of words that look like a name, with particles between them.
pub(super) fn name_run(view: &View, first: usize) -> usize {
    let mut end = first;
    loop {
        let joins = end > first
            && view.particle(end)
            && (view.name_like(end + 1) || view.particle(end + 1) && view.name_like(end + 2));
        if !(joins || view.name_like(end)) {
            return end;
        }
        end += 1;
    }
}

pub(super) fn people(view: &View, i: usize) -> Option<Span> {
    let t = view.token(i)?;
    if !t.is_word() || !(view.upper || t.capital) {
        return None;
    }
    let id = view.gazetteer.people(&view.folded(i))?;
    span(i, i + 1, Named::People(id))
}
