//! Organisations in a sentence.

use super::class;
use super::fold::fold;
use super::span::{Named, Span, View, span};

pub(super) fn organisation(view: &View, i: usize) -> Option<Span> {
    if view.caseless {
        return None;
    }
    known_organisation(view, i)
        .or_else(|| named_organisation(view, i))
        .or_else(|| acronym(view, i))
}

pub(super) fn known_organisation(view: &View, i: usize) -> Option<Span> {
    if !view.token(i)?.is_word() {
        return None;
    }
    let first = view.folded(i);
    let most = view.gazetteer.organisation_words(&first);
    if most == 0 || !(view.upper || view.token(i)?.capital || view.token(i)?.class == 0) {
        return None;
    }
    let mut end = (1..=most).rev().map(|n| i + n).find(|end| {
        *end <= view.tokens.len() && view.gazetteer.is_organisation(&fold(view.words(i, *end)))
    })?;
    // "Tupac Amaru Revolutionary Movement".
    let mut j = end;
    while view.is(j, class::ORGWORD)
        || view.is(j, class::ORGNOUN)
            && view.is(j, class::COMMON)
            && !view.is(j, class::PERSON | class::REBEL)
    {
        j += 1;
    }
    if j > end && view.is(j - 1, class::ORGNOUN) && !view.is(j - 1, class::PERSON) {
        end = j;
    }
    // "Islamic State in the Sahel".
    if view.is(end, class::IN)
        && view.is(end + 1, class::DET)
        && view.name_like(end + 2)
        && view.is(end - 1, class::PLACENOUN)
    {
        end += 3;
    }
    span(i, end, Named::Organisation)
}

/// "National Liberation Army", "Army of National Liberation", "Medellin cartel", "Salvadoran Army".
pub(super) fn named_organisation(view: &View, i: usize) -> Option<Span> {
    let t = view.token(i)?;
    let fits = |j: usize| {
        view.token(j).is_some_and(|t| {
            t.is_word()
                && (t.is(class::ORGWORD) && (view.upper || t.capital)
                    || view.name_like(j)
                    || (t.capital || view.upper) && t.is(class::ADJ) && t.is(class::ORGWORD))
        })
    };
    let mut j = i;
    while (fits(j) || j > i && view.particle(j) && fits(j + 1) && !view.upper) && j < i + 6 {
        j += 1;
    }
    let head = view.is(j, class::ORGNOUN)
        && (view.upper
            || view.token(j)?.capital
            || j > i && (view.name_like(i) || t.is(class::ORGWORD)));
    if !head || j == i && !view.is(j, class::STATE_FORCE | class::ORGNOUN) {
        return None;
    }
    let noun = view.token(j)?;
    if noun.is(class::REBEL) || noun.is(class::PERSON) && !noun.is(class::STATE_FORCE) {
        return None;
    }
    let mut end = j + 1;
    while view.is(end, class::ORGNOUN)
        && (view.upper || view.token(end)?.capital)
        && !view.is(end, class::REBEL | class::PERSON)
    {
        end += 1;
    }
    let of = organisation_tail(view, end);
    let forces = view.is(j, class::STATE_FORCE)
        && of.is_none()
        && !(i..j).any(|k| view.is(k, class::ORGWORD));
    if of.is_none() && j == i && !forces {
        return None;
    }
    if i == 0 && j == i && !forces && of.is_none() {
        return None;
    }
    span(
        i,
        of.unwrap_or(end),
        if forces {
            Named::Forces
        } else {
            Named::Organisation
        },
    )
}

/// "… of National Liberation", "… of Colombia", "… for the Support of Islam and Muslims".
pub(super) fn organisation_tail(view: &View, end: usize) -> Option<usize> {
    if !view.is(end, class::OF | class::FOR) {
        return None;
    }
    let mut j = end + 1 + usize::from(view.is(end + 1, class::DET));
    let start = j;
    let capital = |k: usize| {
        view.token(k).is_some_and(|t| {
            t.is_word()
                && (t.capital || view.upper)
                && (t.is(class::ORGWORD)
                    || view.name_like(k)
                    || !view.upper
                        && t.class
                            & !(class::COMMON | class::ADJ | class::ORGNOUN | class::ORGWORD)
                            == 0)
        })
    };
    while capital(j)
        || j > start && !view.upper && (view.is(j, class::OF | class::AND) && capital(j + 1))
    {
        j += 1;
    }
    let orgwords = (start..j).any(|k| view.is(k, class::ORGWORD));
    (j > start
        && (orgwords
            || !view.upper
            || j == start + 1 && view.gazetteer.place(&fold(view.words(start, j))).is_some()))
    .then_some(j)
}

/// "FARC": capitals in a text that has small letters too.
pub(super) fn acronym(view: &View, i: usize) -> Option<Span> {
    let t = view.token(i)?;
    let word = view.words(i, i + 1);
    let short = (2..=8).contains(&word.len()) && !word.contains('.');
    let bracketed = (view.sign(i.wrapping_sub(1), '[') || view.sign(i.wrapping_sub(1), '('))
        && (view.sign(i + 1, ']') || view.sign(i + 1, ')'));
    // "M-16", "AK-47": a weapon or a machine sooner than a group.
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters < 3 && word.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let plain = t.is_word() && short && t.class & !class::COMMON == 0;
    let capitals = t.upper && !view.upper && word.bytes().any(|b| b.is_ascii_uppercase());
    let vowels = word.bytes().filter(|b| b"AEIOUaeiou".contains(b)).count();
    let unsayable = view.upper && vowels == 0 && word.len() >= 3 && t.class == 0;
    (plain && (capitals && t.class == 0 || bracketed && t.upper || unsayable)).then_some(())?;
    span(i, i + 1, Named::Organisation)
}
