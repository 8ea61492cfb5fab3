//! Stretches of a sentence that are one thing: times, organisations, places, persons.

use super::class;
use super::fold::fold;
use super::gazetteer::{CountryId, Gazetteer, Known};
use super::token::{Shape, Token};

/// What a stretch is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    Time,
    Organisation,
    /// Armed forces, police: an organisation of a state.
    Forces,
    Country(CountryId),
    City(Vec<CountryId>),
    /// A place by its words ("X Department"), not in the gazetteer.
    Place,
    Person,
    /// "Salvadoran", "French".
    People(CountryId),
}

/// A stretch of tokens.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) what: Named,
}

/// A sentence as seen by those who read spans.
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) gazetteer: &'a Gazetteer,
    /// Whether the sentence is in capitals throughout.
    pub(super) upper: bool,
    /// Whether the script knows no capitals.
    pub(super) caseless: bool,
}

impl<'a> View<'a> {
    /// The words of some tokens, as written.
    pub(super) fn words(&self, first: usize, end: usize) -> &'a str {
        let (Some(a), Some(b)) = (self.tokens.get(first), self.tokens.get(end.saturating_sub(1))) else {
            return "";
        };
        self.text.get(a.start as usize..b.end as usize).unwrap_or_default()
    }

    fn folded(&self, i: usize) -> String {
        fold(self.words(i, i + 1))
    }

    fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    pub(super) fn is(&self, i: usize, classes: u64) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is(classes))
    }

    pub(super) fn sign(&self, i: usize, sign: char) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_sign(sign))
    }

    /// Whether a word looks like part of a name.
    pub(super) fn name_like(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        if !t.is_word() || self.caseless {
            return false;
        }
        if self.upper {
            return t.class == 0 && t.end - t.start > 1;
        }
        let initial = i == 0 || self.sign(i - 1, '"') && i == 1;
        let plain = t.class & !class::COMMON == 0;
        t.capital && plain && !(initial && t.class != 0)
    }

    fn particle(&self, i: usize) -> bool {
        let Some(t) = self.token(i) else { return false };
        t.is_word() && t.end - t.start <= 5 && PARTICLES.contains(&self.folded(i).as_str())
    }
}

const PARTICLES: &[&str] = &[
    "de", "la", "las", "los", "del", "da", "do", "dos", "di", "van", "von", "der", "den", "bin", "ibn", "ben", "al", "el", "ag",
    "ould", "abu", "y", "e", "ul", "le", "du", "san", "santa", "st",
];

/// All the spans of a sentence, in order, none over another.
pub(super) fn spans(view: &View) -> Vec<Span> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < view.tokens.len() {
        let span = time(view, i)
            .or_else(|| organisation(view, i))
            .or_else(|| place(view, i))
            .or_else(|| people(view, i))
            .or_else(|| person(view, i));
        match span {
            Some(span) => {
                i = span.end.max(i + 1);
                found.push(span);
            }
            None => i += 1,
        }
    }
    found
}

fn span(first: usize, end: usize, what: Named) -> Option<Span> {
    (end > first).then_some(Span { first, end, what })
}

// ------------------------------------------------------------------ times

fn time(view: &View, i: usize) -> Option<Span> {
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

fn is_day(view: &View, i: usize) -> bool {
    view.token(i).is_some_and(|t| t.shape == Shape::Digits && (1..=31).contains(&t.value) && t.end - t.start <= 2) || view.is(i, class::ORDINAL)
}

fn is_year(view: &View, i: usize) -> bool {
    view.token(i).is_some_and(|t| t.shape == Shape::Digits && t.end - t.start == 4 && (1900..=2100).contains(&t.value))
}

fn is_month(view: &View, i: usize) -> bool {
    view.is(i, class::MONTH) && (view.upper || view.caseless || view.token(i).is_some_and(|t| t.capital) || view.is(i.wrapping_sub(1), class::NUMBER | class::OF))
}

/// "9 March", "March 9", "March 2024", "8-9 March".
fn date(view: &View, i: usize) -> Option<usize> {
    if is_day(view, i) {
        let mut j = i + 1;
        if (view.sign(j, '-') || view.sign(j, '–')) && is_day(view, j + 1) {
            j += 2;
        } else if view.is(j, class::AND) && is_day(view, j + 1) && is_month(view, j + 2) {
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
        let sure = is_year(view, i + 1) || view.is(i.wrapping_sub(1), class::IN | class::TIMELEAD | class::PREP | class::TIMEPART | class::OF | class::FROM | class::AND);
        return (sure && !view.is(i + 1, class::VERB)).then_some(i + 1);
    }
    None
}

fn with_year(view: &View, end: usize) -> usize {
    if is_year(view, end) && view.is(end.wrapping_sub(1), class::MONTH | class::NUMBER | class::ORDINAL) {
        return end + 1;
    }
    if view.sign(end, ',') && is_year(view, end + 1) && view.is(end.wrapping_sub(1), class::MONTH | class::NUMBER) {
        return end + 2;
    }
    end
}

fn weekday(view: &View, i: usize) -> Option<usize> {
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
fn counted_ago(view: &View, i: usize) -> Option<usize> {
    let mut j = i;
    while view.is(j, class::NUMBER | class::VAGUE | class::INDEF | class::HEDGE) && j < i + 3 {
        j += 1;
    }
    (j > i && view.is(j, class::TIMEUNIT) && view.is(j + 1, class::AGO)).then_some(j + 2)
}

/// "last week", "this month", "the past 48 hours", "last Monday", "last February 28", "early March".
fn led(view: &View, i: usize) -> Option<usize> {
    if view.is(i, class::TIMEPART) && !view.is(i, class::TIMEUNIT) {
        let j = i + 1 + usize::from(view.is(i + 1, class::OF)) + usize::from(view.is(i + 2, class::DET) && view.is(i + 1, class::OF));
        if let Some(end) = date(view, j).or_else(|| weekday(view, j)).or_else(|| timeword(view, j)) {
            return Some(end);
        }
        return (view.is(j, class::TIMELEAD) && j > i).then(|| led(view, j)).flatten();
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
    view.is(j, class::TIMEUNIT | class::TIMEPART).then_some(j + 1)
}

fn timeword(view: &View, i: usize) -> Option<usize> {
    view.is(i, class::TIMEWORD).then(|| i + 1 + usize::from(view.is(i + 1, class::TIMEPART)))
}

// ------------------------------------------------------------------ organisations

fn organisation(view: &View, i: usize) -> Option<Span> {
    if view.caseless {
        return None;
    }
    known_organisation(view, i).or_else(|| named_organisation(view, i)).or_else(|| acronym(view, i))
}

fn known_organisation(view: &View, i: usize) -> Option<Span> {
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
    while view.is(j, class::ORGWORD) || view.is(j, class::ORGNOUN) && view.is(j, class::COMMON) && !view.is(j, class::PERSON | class::REBEL) {
        j += 1;
    }
    if j > end && view.is(j - 1, class::ORGNOUN) && !view.is(j - 1, class::PERSON) {
        end = j;
    }
    // "Islamic State in the Sahel".
    if view.is(end, class::IN) && view.is(end + 1, class::DET) && view.name_like(end + 2) && view.is(end - 1, class::PLACENOUN) {
        end += 3;
    }
    span(i, end, Named::Organisation)
}

/// "National Liberation Army", "Army of National Liberation", "Medellin cartel", "Salvadoran Army".
fn named_organisation(view: &View, i: usize) -> Option<Span> {
    let t = view.token(i)?;
    let fits = |j: usize| {
        view.token(j).is_some_and(|t| {
            t.is_word()
                && (t.is(class::ORGWORD) && (view.upper || t.capital) || view.name_like(j) || (t.capital || view.upper) && t.is(class::ADJ) && t.is(class::ORGWORD))
        })
    };
    let mut j = i;
    while fits(j) && j < i + 6 {
        j += 1;
    }
    let head = view.is(j, class::ORGNOUN) && (view.upper || view.token(j)?.capital || j > i && (view.name_like(i) || t.is(class::ORGWORD)));
    if !head || j == i && !view.is(j, class::STATE_FORCE | class::ORGNOUN) {
        return None;
    }
    let noun = view.token(j)?;
    if noun.is(class::REBEL) || noun.is(class::PERSON) && !noun.is(class::STATE_FORCE) {
        return None;
    }
    let mut end = j + 1;
    while view.is(end, class::ORGNOUN) && (view.upper || view.token(end)?.capital) && !view.is(end, class::REBEL | class::PERSON) {
        end += 1;
    }
    let of = organisation_tail(view, end);
    let forces = view.is(j, class::STATE_FORCE) && of.is_none() && !(i..j).any(|k| view.is(k, class::ORGWORD));
    if of.is_none() && j == i && !forces {
        return None;
    }
    if i == 0 && j == i && !forces && of.is_none() {
        return None;
    }
    span(i, of.unwrap_or(end), if forces { Named::Forces } else { Named::Organisation })
}

/// "… of National Liberation", "… of Colombia", "… for the Support of Islam and Muslims".
fn organisation_tail(view: &View, end: usize) -> Option<usize> {
    if !view.is(end, class::OF | class::FOR) {
        return None;
    }
    let mut j = end + 1 + usize::from(view.is(end + 1, class::DET));
    let start = j;
    let capital = |k: usize| view.token(k).is_some_and(|t| t.is_word() && (t.capital || view.upper) && (t.is(class::ORGWORD) || view.name_like(k) || !view.upper && t.class & !(class::COMMON | class::ADJ | class::ORGNOUN | class::ORGWORD) == 0));
    while capital(j) || j > start && !view.upper && (view.is(j, class::OF | class::AND) && capital(j + 1)) {
        j += 1;
    }
    let orgwords = (start..j).any(|k| view.is(k, class::ORGWORD));
    (j > start && (orgwords || !view.upper || j == start + 1 && view.gazetteer.place(&fold(view.words(start, j))).is_some())).then_some(j)
}

/// "FARC": capitals in a text that has small letters too.
fn acronym(view: &View, i: usize) -> Option<Span> {
    let t = view.token(i)?;
    let word = view.words(i, i + 1);
    let short = (2..=8).contains(&word.len()) && !word.contains('.');
    let bracketed = (view.sign(i.wrapping_sub(1), '[') || view.sign(i.wrapping_sub(1), '(')) && (view.sign(i + 1, ']') || view.sign(i + 1, ')'));
    let plain = t.is_word() && short && t.class & !class::COMMON == 0;
    let capitals = t.upper && !view.upper && word.bytes().any(|b| b.is_ascii_uppercase());
    let vowels = word.bytes().filter(|b| b"AEIOUaeiou".contains(b)).count();
    let unsayable = view.upper && vowels == 0 && word.len() >= 3 && t.class == 0;
    (plain && (capitals && t.class == 0 || bracketed && t.upper || unsayable)).then_some(())?;
    span(i, i + 1, Named::Organisation)
}

// ------------------------------------------------------------------ places

fn place(view: &View, i: usize) -> Option<Span> {
    let t = view.token(i)?;
    if t.is(class::PLACENOUN) && view.is(i + 1, class::OF) && !t.capital {
        return place_by_noun(view, i);
    }
    if view.caseless && t.is(class::PLACENOUN) && view.token(i + 1).is_some_and(|n| n.is_word() && n.class == 0) {
        return Some(Span { first: i, end: i + 2, what: Named::Place });
    }
    if !t.is_word() || !(view.upper || view.caseless || t.capital) {
        return None;
    }
    let known = known_place(view, i);
    let by_noun = if view.caseless { None } else { place_by_noun(view, i) };
    match (known, by_noun) {
        (Some(a), Some(b)) => Some(if b.end > a.end { Span { what: place_kind(&a.what, &b), ..b } } else { a }),
        (a, b) => a.or(b),
    }
}

fn place_kind(known: &Named, by_noun: &Span) -> Named {
    match known {
        Named::Country(_) => by_noun.what.clone(),
        other => other.clone(),
    }
}

fn known_place(view: &View, i: usize) -> Option<Span> {
    let first = view.folded(i);
    let first = first.split('-').next().unwrap_or_default();
    let most = view.gazetteer.longest(first);
    for n in (1..=most.min(6)).rev() {
        let end = i + n;
        if end > view.tokens.len() || !view.tokens[i..end].iter().all(Token::is_word) {
            continue;
        }
        let Some(known) = view.gazetteer.place(&fold(view.words(i, end))) else { continue };
        let what = match known {
            Known::Country(id) => Named::Country(*id),
            Known::City(ids) => Named::City(ids.clone()),
        };
        let certain = matches!(what, Named::Country(_)) || city_stands(view, i, end);
        if certain {
            return span(i, end, what);
        }
    }
    None
}

/// Whether a word that is a city's name means the city here.
fn city_stands(view: &View, first: usize, end: usize) -> bool {
    let common = (first..end).all(|k| view.tokens[k].class != 0 || view.gazetteer.is_given(&view.folded(k)));
    let led = view.is(first.wrapping_sub(1), class::IN | class::FROM | class::OF | class::TO);
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
fn place_by_noun(view: &View, i: usize) -> Option<Span> {
    if view.is(i, class::PLACENOUN) && view.is(i + 1, class::OF) {
        let start = i + 2;
        let end = name_run(view, start);
        return (end > start).then(|| Span { first: i, end, what: Named::Place });
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
        if view.name_like(end) {
            end += 1;
        } else if end > first && view.particle(end) && (view.name_like(end + 1) || view.particle(end + 1) && view.name_like(end + 2)) {
            end += 1;
        } else {
            return end;
        }
    }
}

fn people(view: &View, i: usize) -> Option<Span> {
    let t = view.token(i)?;
    if !t.is_word() || !(view.upper || t.capital) {
        return None;
    }
    let id = view.gazetteer.people(&view.folded(i))?;
    span(i, i + 1, Named::People(id))
}

// ------------------------------------------------------------------ persons

fn person(view: &View, i: usize) -> Option<Span> {
    let mut first = i;
    // "Al-Sahraoui", initials: "J. Smith".
    if view.particle(i) && !view.upper && view.token(i)?.capital && view.name_like(i + 1) {
        first = i + 1;
    }
    let mut end = name_run(view, first);
    // An initial inside: "John F. Kennedy".
    while end > first && view.token(end).is_some_and(|t| t.is_word() && t.end - t.start == 1) && view.sign(end + 1, '.') && view.name_like(end + 2) {
        end = name_run(view, end + 2);
    }
    if end == first {
        return None;
    }
    span(i, end, Named::Person)
}
