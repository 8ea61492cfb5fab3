//! A whole article: its sentences read one after another, and what they tell made into events.

use super::article::Article;
use super::chunk::{Chunks, chunk};
use super::class;
use super::draft::{Draft, Drafter};
use super::event::{group, more_telling, same_person};
use super::gazetteer::{CountryId, Gazetteer, Known};
use super::identify::speaks;
use super::lexicon::Lexicon;
use super::manner::Manner;
use super::memory::Memory;
use super::mention::{Mention, Spot};
use super::sentence::{Reader, Told};
use super::span::{Named, View};
use super::tidy::{rejoined, without_brackets};
use super::token::{Cut, Sentence, Token, cut};
use crate::claim::{Published, When};

/// What is known of the article as a whole.
pub(super) struct Setting<'a> {
    pub(super) article: &'a Article,
    pub(super) published: Option<Published>,
    pub(super) gazetteer: &'a Gazetteer,
    /// Countries named, with how often.
    pub(super) countries: Vec<(CountryId, u32)>,
    /// The country of the dateline.
    pub(super) home: Option<CountryId>,
    /// The city of the dateline.
    pub(super) here: Option<String>,
    /// How the article is told.
    pub(super) manner: Manner,
}

/// Reads an article.
pub(super) fn read(article: &Article, lexicon: &Lexicon, gazetteer: &Gazetteer) -> Draft {
    let cut = cut(&article.text, lexicon);
    let published = article
        .published
        .as_deref()
        .and_then(|p| Published::parse(p).ok());
    let mut setting = Setting {
        article,
        published,
        gazetteer,
        countries: Vec::new(),
        home: home(article, gazetteer),
        here: here(article, gazetteer),
        manner: Manner::default(),
    };
    let cut = rejoined(cut);
    let mut memory = Memory::default();
    let mut mentions = Vec::new();
    for (number, sentence) in cut.sentences.iter().enumerate() {
        read_sentence(
            &cut,
            *sentence,
            number,
            lexicon,
            &mut setting,
            &mut memory,
            &mut mentions,
        );
    }
    let mut events = group(mentions);
    for event in &mut events {
        event.name_the_group(&memory);
    }
    Drafter {
        setting: &setting,
        code: &lexicon.code,
    }
    .draft(events)
}

/// Where an article was sent from, as its metadata or its first words say: "LIMA, 3 May (EFE) --".
fn dateline(article: &Article) -> Option<&str> {
    let first_words = || {
        let head = article.text.trim_start().get(..80)?;
        let end = [" -- ", " — ", " – ", ") - "]
            .iter()
            .filter_map(|dash| head.find(dash))
            .min()?;
        head.get(..end)
            .filter(|line| line.starts_with(char::is_uppercase) && line.len() < 60)
    };
    article.dateline.as_deref().or_else(first_words)
}

fn home(article: &Article, gazetteer: &Gazetteer) -> Option<CountryId> {
    let line = super::fold::fold(dateline(article)?);
    let parts = line
        .split([',', '(', ')', '[', ']'])
        .map(str::trim)
        .filter(|p| !p.is_empty());
    let mut city = None;
    for part in parts {
        match gazetteer.place(part) {
            Some(Known::Country(id)) => return Some(*id),
            Some(Known::City(ids)) => city = city.or(ids.first().copied()),
            None => {}
        }
    }
    city
}

fn here(article: &Article, gazetteer: &Gazetteer) -> Option<String> {
    let parts = article
        .dateline
        .as_deref()?
        .split([',', '(', ')', '[', ']']);
    let mut cities = parts
        .map(str::trim)
        .filter(|p| matches!(gazetteer.place(&super::fold::fold(p)), Some(Known::City(_))));
    cities.next().map(str::to_owned)
}

fn read_sentence(
    cut: &Cut,
    sentence: Sentence,
    number: usize,
    lexicon: &Lexicon,
    setting: &mut Setting,
    memory: &mut Memory,
    mentions: &mut Vec<Mention>,
) {
    let tokens = &cut.tokens[sentence.first as usize..sentence.end as usize];
    setting.manner.count(tokens);
    let trigger = tokens.iter().any(|t| t.is(class::TRIGGER));
    if !trigger || tokens.len() > 400 {
        return;
    }
    let kept = without_brackets(tokens);
    let tokens = kept.as_slice();
    if tokens.is_empty() {
        return;
    }
    let text = setting.article.text.as_str();
    let upper = in_capitals(tokens);
    let chunks = chunk(View {
        text,
        tokens,
        gazetteer: setting.gazetteer,
        upper,
        caseless: lexicon.verb_first(),
    });
    let (countries, groups) = meet(&chunks, setting, memory);
    let mut manner = setting.manner;
    let reader = Reader {
        chunks: &chunks,
        lexicon,
        gazetteer: setting.gazetteer,
        memory,
        published: setting.published.as_ref(),
        here: setting.here.as_deref(),
    };
    let told = reader.read();
    let places: Vec<Spot> = reader.places().into_iter().map(|(_, spot)| spot).collect();
    let place = reader.place_to_remember(&places);
    if told.is_empty() {
        memory.keep(None, place);
        return;
    }
    manner.count_told(&told);
    let mut victims = told.iter().flat_map(|t| &t.mention.victims);
    let effect = victims.next().map(|v| v.effect);
    let whole = Mention {
        spoken: is_spoken(tokens),
        countries,
        groups,
        sentence: number,
        paragraph: sentence.paragraph,
        at: (tokens[0].start, tokens[tokens.len() - 1].end),
        places,
        said_by: reader.sources(),
        facts: [reader.offices(), reader.distances()].concat(),
        ..Mention::default()
    };
    let published = setting.published.as_ref().map(|p| p.span.first);
    mentions.extend(parted(&reader, told, &whole, published));
    memory.keep(effect, place);
    setting.manner = manner;
}

/// In somebody's own words: "we", "our".
fn is_spoken(tokens: &[Token]) -> bool {
    let own = |t: &Token| t.is(class::PRON | class::DET) && t.value == 1;
    tokens.iter().any(own)
}

/// What the triggers of a sentence tell, each with what is true of the whole of it.
fn parted(
    reader: &Reader,
    told: Vec<Told>,
    whole: &Mention,
    published: Option<i32>,
) -> Vec<Mention> {
    let times = reader.times();
    let items = &reader.chunks.items;
    let relatives: Vec<usize> = (0..items.len())
        .filter(|k| items[*k].kind == super::chunk::Kind::Relative)
        .collect();
    let owns = |item, time| reader.owns_time(item, time);
    let mut mentions = combine(told, &times, &relatives, &owns);
    for mention in &mut mentions {
        mention.spoken = whole.spoken;
        mention.facts.extend(whole.facts.iter().cloned());
        mention.countries.clone_from(&whole.countries);
        mention.background = mention
            .when
            .zip(published)
            .is_some_and(|(w, p)| p - w.last > 60);
        mention.groups.clone_from(&whole.groups);
        mention.sentence = whole.sentence;
        mention.paragraph = whole.paragraph;
        mention.at = whole.at;
        mention.places.clone_from(&whole.places);
        mention.said_by.clone_from(&whole.said_by);
    }
    mentions
}

/// Whether a sentence is printed in capitals, so that they tell no names.
fn in_capitals(tokens: &[Token]) -> bool {
    let letters = tokens.iter().filter(|t| t.is_word()).count();
    let capitals = tokens
        .iter()
        .filter(|t| t.upper || t.capital && t.end - t.start == 1)
        .count();
    letters > 2 && capitals * 10 > letters * 8
}

/// Remembers whom a sentence names; the countries and the armed groups among them.
fn meet(
    chunks: &Chunks,
    setting: &mut Setting,
    memory: &mut Memory,
) -> (Vec<CountryId>, Vec<String>) {
    let mut countries = Vec::new();
    let mut groups = Vec::new();
    memory.next_sentence();
    for span in &chunks.spans {
        match &span.what {
            Named::Person => {
                let name = chunks.view.words(span.first, span.end);
                memory.meet(name);
                if !speaks(chunks, span) {
                    memory.meet_first(name);
                }
            }
            Named::Country(id) | Named::People(id) => {
                // "U.S. missionaries": whose they are, hardly where it was.
                let place = matches!(span.what, Named::Country(_))
                    && !chunks.view.words(span.first, span.end).contains('.');
                count(&mut setting.countries, *id, if place { 3 } else { 1 });
                if place {
                    countries.push(*id);
                }
            }
            Named::Organisation => {
                let before_rebels = chunks.view.is(span.end, class::REBEL)
                    || chunks.view.is(span.first.wrapping_sub(3), class::REBEL)
                    || chunks.view.is(span.first.wrapping_sub(2), class::REBEL);
                let name = chunks.view.words(span.first, span.end);
                let aside = speaks(chunks, span) || of_somebody(chunks, span);
                if memory.meet_group(name, before_rebels, setting.gazetteer)
                    && !aside
                    && !groups.iter().any(|g: &String| g == name)
                {
                    groups.push(name.to_owned());
                }
            }
            _ => {}
        }
    }
    (countries, groups)
}

/// "the secretary general of X": the group is named for the person.
fn of_somebody(chunks: &Chunks, span: &super::span::Span) -> bool {
    let Some(k) = chunks
        .items
        .iter()
        .position(|item| item.first <= span.first && span.end <= item.end)
    else {
        return false;
    };
    k >= 2
        && chunks.is_prep(k - 1, class::OF)
        && chunks
            .noun(k - 2)
            .is_some_and(|n| n.head_class & class::TITLE != 0 && !n.plural)
}

fn count(countries: &mut Vec<(CountryId, u32)>, id: CountryId, weight: u32) {
    match countries.iter_mut().find(|(known, _)| *known == id) {
        Some((_, n)) => *n += weight,
        None => countries.push((id, weight)),
    }
}

/// The mentions of a sentence: what its triggers tell, one mention for what goes together.
fn combine(
    told: Vec<Told>,
    times: &[(usize, When)],
    relatives: &[usize],
    owns: &dyn Fn(usize, usize) -> bool,
) -> Vec<Mention> {
    let triggers: Vec<usize> = told.iter().map(|t| t.item).collect();
    let apart = |a: usize, b: usize| relatives.iter().any(|r| (a.min(b)..a.max(b)).contains(r));
    let mut found: Vec<(usize, Mention)> = Vec::new();
    for Told { item, mut mention } in told {
        // A time that stands with another trigger, in a clause with "who" or "which", is not this one's.
        let own = times.iter().filter(|(k, _)| {
            owns(item, *k)
                && !triggers
                    .iter()
                    .any(|t| t.abs_diff(*k) < item.abs_diff(*k) && apart(item, *t))
        });
        if let Some((_, when)) = own.min_by_key(|(k, _)| k.abs_diff(item)) {
            mention.when = Some(when.span);
            mention.when_words = when.written.to_string();
        }
        let leader = |m: &Mention| m.facts.iter().any(|f| f.rule.ends_with("led by"));
        let told_apart = |at: usize, m: &Mention| apart(at, item) && m.when != mention.when;
        let known = found.iter_mut().find(|(at, known)| {
            leader(known) == leader(&mention)
                && !told_apart(*at, known)
                && goes_with(known, &mention)
        });
        match known {
            Some((_, known)) => merge(known, mention),
            None => found.push((item, mention)),
        }
    }
    found.into_iter().map(|(_, mention)| mention).collect()
}

fn goes_with(a: &Mention, b: &Mention) -> bool {
    let apart = |m: &Mention| {
        matches!(
            m.kind.as_deref(),
            Some("arrest" | "protest" | "election" | "ceasefire")
        )
    };
    let same_sort = apart(a) == apart(b) && (!apart(a) || a.kind == b.kind);
    let abduction = |m: &Mention| m.kind.as_deref() == Some("abduction");
    let times = match (a.when, b.when) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    };
    same_sort
        && times
        && !two_murders(a, b)
        && (abduction(a) == abduction(b)
            || a.kind.is_none()
            || b.kind.is_none()
            || a.victims.is_empty()
            || b.victims.is_empty())
}

/// "the murder of X came a day after the murder of Y".
fn two_murders(a: &Mention, b: &Mention) -> bool {
    let by_noun = |m: &Mention| m.frame == "kill" && !m.verbal;
    let names = |m: &Mention| {
        m.victims
            .iter()
            .filter_map(|v| v.name.clone())
            .collect::<Vec<_>>()
    };
    let (x, y) = (names(a), names(b));
    let shared = x.iter().any(|n| y.iter().any(|o| same_person(n, o)));
    by_noun(a) && by_noun(b) && !x.is_empty() && !y.is_empty() && !shared
}

fn merge(into: &mut Mention, other: Mention) {
    into.kind = more_telling(into.kind.take(), other.kind.as_ref());
    into.weak &= other.weak;
    into.definite |= other.definite;
    into.another |= other.another;
    into.verbal |= other.verbal;
    into.plural &= other.plural;
    into.habitual &= other.habitual;
    // How sure it is who did it, is said where they are named.
    into.mode = match (into.attackers.is_empty(), other.attackers.is_empty()) {
        (true, false) => other.mode,
        (false, true) => into.mode,
        _ => into.mode.min(other.mode),
    };
    into.when = into.when.or(other.when);
    for victim in other.victims {
        if !into.victims.contains(&victim) {
            into.victims.push(victim);
        }
    }
    into.facts.extend(other.facts);
    for (mine, theirs) in [
        (&mut into.attackers, other.attackers),
        (&mut into.targets, other.targets),
        (&mut into.parties, other.parties),
        (&mut into.authorities, other.authorities),
    ] {
        for who in theirs {
            if !mine.contains(&who) {
                mine.push(who);
            }
        }
    }
}
