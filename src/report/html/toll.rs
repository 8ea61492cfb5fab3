//! A toll over time: what each speaker said of it and when, and the answer drawn through.

use std::collections::BTreeMap;

use itertools::Itertools;
use serde::Serialize;

use super::scale::{Days, Scale, closed, count};
use super::topic::{Said, said};
use crate::claim::DayNumber;
use crate::report::words;
use crate::view::{Index, Printed, Teller, Topic, Value};

/// No more speakers are drawn and told of: each has a letter.
const SPEAKERS: usize = 10;

/// Fewer figures are not drawn.
const FIGURES: usize = 3;

/// No more words of one speaker are told.
const WORDS: usize = 12;

/// No more are drawn.
const DRAWN: usize = 60;

/// Letters closer than this are written beside each other, in per cent along and up.
const APART: (f64, f64) = (7.0, 11.0);

/// A drawing in per cent of its place, from its upper left corner.
#[derive(Debug, Serialize)]
pub(super) struct Toll<'a> {
    up: Scale,
    /// Nothing where all is told of one day: what is said then stands beside each other.
    along: Option<Days>,
    /// The only day, where there is one.
    day: Option<String>,
    speakers: Vec<Speaker<'a>>,
    /// Speakers that are not drawn.
    more: usize,
    letters: Vec<(f64, f64, String)>,
    /// Whether any figure is marked as lowered, or as denied or taken back.
    lowered: bool,
    gone: bool,
    /// Whether any has bounds only.
    wide: bool,
    answer: Vec<Stroke>,
    /// Between what the answer may lie, at the end: from the left, from above, and how high.
    band: Option<(f64, f64, f64)>,
}

/// From here to there.
type Stroke = (f64, f64, f64, f64);

/// What one speaker said, over time.
#[derive(Debug, Serialize)]
struct Speaker<'a> {
    letter: char,
    name: &'a str,
    strokes: Vec<Stroke>,
    words: Vec<Word<'a>>,
    more: usize,
}

/// One figure of a speaker.
#[derive(Debug, Serialize)]
struct Word<'a> {
    #[serde(flatten)]
    said: Said<'a>,
    /// Who told of it, and when.
    outlets: Vec<(&'a str, Option<String>)>,
    /// `now`, `was` (another took its place) or `gone` (denied or taken back).
    state: &'static str,
    /// Whether the speaker had said more before, of a number that has not fallen since it was first told.
    lowered: bool,
    /// Where it is drawn: along, and up.
    at: (f64, f64),
    /// From where to where it reaches up.
    reach: Option<(f64, f64)>,
    /// Whether it has no upper end.
    open: bool,
    /// Whether it has bounds only, and no number that is likeliest: it then stands at its upper end.
    wide: bool,
}

/// A figure before it is drawn.
struct Figure<'a> {
    value: &'a Value<'a>,
    day: Option<DayNumber>,
    tellers: Vec<Teller<'a>>,
}

impl Toll<'_> {
    /// Whether it is of more than one day.
    pub(super) fn is_dated(&self) -> bool {
        self.along.is_some()
    }
}

/// Draws a topic of counts; nothing where too few can be compared for a drawing to say more than a list.
pub(super) fn toll<'a>(topic: &'a Topic<'a>, index: &Index<'a>) -> Option<Toll<'a>> {
    let counts = || topic.own().map(|v| &v.value).filter(|v| is_whole(v));
    if topic.own().count() != counts().count() {
        return None;
    }
    let answer = topic.answer.as_ref().and_then(|a| a.value.as_ref());
    let up = Scale::counts(counts().chain(answer));
    let all = figures(topic, index);
    if all.iter().map(|(_, figures)| figures.len()).sum::<usize>() < FIGURES {
        return None;
    }
    let days: Vec<DayNumber> = all
        .iter()
        .flat_map(|(_, f)| f)
        .filter_map(|f| f.day)
        .collect();
    let along = Days::new(&days).filter(|_| !days.iter().all_equal());
    let mut at = 0.0;
    let beside = 90.0 / all.iter().map(|(_, f)| f.len()).sum::<usize>().max(1) as f64;
    let speakers = all
        .iter()
        .take(SPEAKERS)
        .zip('A'..)
        .map(|((name, figures), letter)| {
            let along = |figure: &Figure| match (&along, figure.day) {
                (Some(days), Some(day)) => days.at(day),
                (Some(_), None) => 0.0,
                (None, _) => {
                    at += beside;
                    at
                }
            };
            speaker(letter, name, figures, topic, &up, along)
        });
    let speakers: Vec<Speaker> = speakers.collect();
    let lowered = words(&speakers).any(|w| w.lowered);
    let figures_wide = words(&speakers).any(|w| w.wide);
    let gone = words(&speakers).any(|w| w.state == "gone");
    let (answer, band) = through(topic, &up, along.as_ref());
    Some(Toll {
        letters: letters(&speakers),
        lowered,
        gone,
        wide: figures_wide,
        speakers,
        more: all.len().saturating_sub(SPEAKERS),
        day: days
            .first()
            .filter(|_| along.is_none())
            .map(|day| words::day(&super::facets::iso(*day))),
        up,
        along,
        answer,
        band,
    })
}

/// Whether it is a number of people or things: a magnitude or a sum of money is no toll.
fn is_whole(value: &Printed) -> bool {
    let unit = matches!(value, Printed::Bounds { unit: Some(_), .. });
    let whole = |n: f64| n.fract() == 0.0;
    !unit && count(value).is_some_and(|(low, best, _)| whole(low) && best.is_none_or(whole))
}

/// The number that is likeliest, or else the upper end, or the lower where there is none.
fn point(value: &Printed) -> Option<f64> {
    let (low, best, high) = count(value)?;
    Some(best.or(high).unwrap_or(low))
}

/// What each speaker said, in order; the speakers in the order of their first word.
fn figures<'a>(topic: &'a Topic<'a>, index: &Index<'a>) -> Vec<(&'a str, Vec<Figure<'a>>)> {
    let mut by_speaker: BTreeMap<&str, Vec<Figure>> = BTreeMap::new();
    for value in topic.own() {
        let mut told: BTreeMap<&str, Vec<Teller>> = BTreeMap::new();
        for teller in index.tellers(value) {
            told.entry(voice(value, &teller)).or_default().push(teller);
        }
        for (name, tellers) in told {
            let as_of = closed(value.as_of.as_deref());
            let told = || tellers.iter().filter_map(|t| closed(t.published)).min();
            let day = as_of.or_else(told).map(|(_, last)| last);
            let figure = Figure {
                value,
                day,
                tellers,
            };
            by_speaker.entry(name).or_default().push(figure);
        }
    }
    for figures in by_speaker.values_mut() {
        figures.sort_by_key(|f| (f.day.is_none(), f.day, f.value.replaced_by.is_none()));
    }
    let mut all: Vec<_> = by_speaker.into_iter().collect();
    all.sort_by_key(|(name, figures)| (figures[0].day.is_none(), figures[0].day, *name));
    all
}

/// Who speaks: whom the value names, or the last that is cited, or the outlet.
fn voice<'a>(value: &'a Value<'a>, teller: &Teller<'a>) -> &'a str {
    let cited = teller.said_by.last().map(|s| &**s);
    value.speaker.as_deref().or(cited).unwrap_or(teller.outlet)
}

fn speaker<'a>(
    letter: char,
    name: &'a str,
    figures: &[Figure<'a>],
    topic: &Topic,
    up: &Scale,
    mut along: impl FnMut(&Figure) -> f64,
) -> Speaker<'a> {
    let mut highest = f64::MIN;
    let falls = falls(topic);
    let words: Vec<Word> = figures
        .iter()
        .take(DRAWN)
        .filter_map(|figure| {
            let (low, best, high) = count(&figure.value.value)?;
            let point = best.or(high).unwrap_or(low);
            let lowered = point < highest && !falls;
            highest = point;
            let top = high.unwrap_or(point);
            Some(Word {
                said: said(figure.value, topic, None),
                outlets: outlets(figure, name),
                state: state(figure.value),
                lowered,
                at: (along(figure), from_above(up, point)),
                reach: (low < top).then(|| (from_above(up, low), from_above(up, top))),
                open: high.is_none(),
                wide: best.is_none() && high.is_some_and(|high| high > low),
            })
        })
        .collect();
    Speaker {
        letter,
        name,
        strokes: steps(words.iter().map(|w| w.at)),
        more: figures.len().saturating_sub(WORDS),
        words,
    }
}

/// Who told of a figure and when; a speaker that tells its own is not named again.
fn outlets<'a>(figure: &Figure<'a>, name: &str) -> Vec<(&'a str, Option<String>)> {
    let told = figure.tellers.iter().map(|t| {
        let outlet = Some(t.outlet).filter(|o| *o != name).unwrap_or_default();
        (outlet, t.published.map(words::day))
    });
    told.take(4).collect()
}

fn state(value: &Value) -> &'static str {
    match (value.stands, value.replaced_by) {
        (false, _) => "gone",
        (true, Some(_)) => "was",
        (true, None) => "now",
    }
}

fn from_above(up: &Scale, number: f64) -> f64 {
    ((100.0 - up.at(number)) * 10.0).round() / 10.0
}

/// Along to each point, then up or down to it.
fn steps(points: impl Iterator<Item = (f64, f64)>) -> Vec<Stroke> {
    let pairs = points.tuple_windows();
    let strokes = pairs.flat_map(|(a, b)| [(a.0, a.1, b.0, a.1), (b.0, a.1, b.0, b.1)]);
    strokes.filter(|s| (s.0, s.1) != (s.2, s.3)).collect()
}

/// The answer through time to the right edge, and between what it may lie there.
fn through(
    topic: &Topic,
    up: &Scale,
    along: Option<&Days>,
) -> (Vec<Stroke>, Option<(f64, f64, f64)>) {
    let Some((answer, value)) = topic
        .answer
        .as_ref()
        .and_then(|a| Some((a, a.value.as_ref()?)))
    else {
        return (Vec::new(), None);
    };
    let at = |edtf: Option<&str>| {
        let day = closed(edtf).map(|(_, last)| last);
        let at = along.zip(day).map(|(days, day)| days.at(day));
        at.unwrap_or_default().clamp(0.0, 100.0)
    };
    let stages = answer.series.iter().map(|s| (at(Some(&s.as_of)), &s.value));
    let mut points: Vec<(f64, f64)> = stages
        .filter_map(|(x, value)| Some((x, from_above(up, point(value)?))))
        .collect();
    let Some((low, best, high)) = count(value) else {
        return (Vec::new(), None);
    };
    let best = best.or(high).unwrap_or(low);
    let start = points
        .last()
        .map_or(0.0, |(x, _)| at(answer.as_of.as_deref()).max(*x));
    points.push((start, from_above(up, best)));
    points.push((100.0, from_above(up, best)));
    let band = high.filter(|high| *high > low).map(|high| {
        let (top, foot) = (from_above(up, high), from_above(up, low));
        (start, top, foot - top)
    });
    (steps(points.into_iter()), band)
}

fn words<'s, 'a>(speakers: &'s [Speaker<'a>]) -> impl Iterator<Item = &'s Word<'a>> {
    speakers.iter().flat_map(|s| &s.words)
}

/// Whether a number fell since it was first told: of the missing, that is no correction.
fn falls(topic: &Topic) -> bool {
    let answer = topic.answer.as_ref();
    let first = answer.and_then(|a| point(&a.series.first()?.value));
    let now = answer.and_then(|a| point(a.value.as_ref()?));
    first.zip(now).is_some_and(|(first, now)| now < first)
}

/// The letter of each speaker at its last word; those that would overprint each other together.
fn letters(speakers: &[Speaker]) -> Vec<(f64, f64, String)> {
    let mut placed: Vec<(f64, f64, String)> = Vec::new();
    for speaker in speakers {
        let Some((x, y)) = speaker.words.last().map(|w| w.at) else {
            continue;
        };
        let near =
            |p: &&mut (f64, f64, String)| (p.0 - x).abs() < APART.0 && (p.1 - y).abs() < APART.1;
        match placed.iter_mut().find(near) {
            Some(other) => {
                other.0 = other.0.max(x);
                other.2.push(' ');
                other.2.push(speaker.letter);
            }
            None => placed.push((x, y, speaker.letter.to_string())),
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::canned;
    use crate::view::{Printed, Report};

    /// The canned report, its topic of the dead told by three on three days.
    fn report() -> Report<'static> {
        let mut report = canned::report();
        let topic = report
            .topics
            .iter_mut()
            .find(|t| t.id.starts_with("t-01"))
            .unwrap();
        let days = ["2024-03-10", "2024-03-11", "2024-03-20"];
        for (value, day) in topic.values.iter_mut().filter(|v| !v.foreign).zip(days) {
            value.as_of = Some(day.into());
        }
        report
    }

    fn drawn(report: &Report<'static>, test: impl FnOnce(Toll<'_>)) {
        let topic = report
            .topics
            .iter()
            .find(|t| t.id.starts_with("t-01"))
            .unwrap();
        test(toll(topic, &Index::new(report)).unwrap());
    }

    #[test]
    fn every_speaker_has_its_letter_and_its_words_in_order() {
        drawn(&report(), |toll| {
            let speakers = toll.speakers.iter().map(|s| (s.letter, s.name));
            let speakers: Vec<_> = speakers.collect();
            assert!(speakers.is_sorted(), "{speakers:?}");
            let at: Vec<f64> = toll
                .speakers
                .iter()
                .flat_map(|s| s.words.iter().map(|w| w.at.0))
                .collect();
            assert!(
                at.is_sorted() && at.iter().all(|x| (0.0..=100.0).contains(x)),
                "{at:?}"
            );
            let letters: String = toll
                .letters
                .iter()
                .flat_map(|l| l.2.chars())
                .filter(|c| *c != ' ')
                .collect();
            assert_eq!(letters.len(), toll.speakers.len());
        });
    }

    #[test]
    fn the_answer_reaches_the_right_edge_within_its_bounds() {
        drawn(&report(), |toll| {
            let last = toll.answer.last().unwrap();
            assert!((last.2 - 100.0).abs() < 0.05);
            let (_, top, high) = toll.band.unwrap();
            assert!(top <= last.3 && last.3 <= top + high, "{:?}", toll.band);
        });
    }

    #[test]
    fn what_is_told_of_one_day_stands_side_by_side() {
        let mut report = report();
        let topic = report
            .topics
            .iter_mut()
            .find(|t| t.id.starts_with("t-01"))
            .unwrap();
        for value in &mut topic.values {
            value.as_of = Some("2024-03-10".into());
        }
        drawn(&report, |toll| {
            assert!(!toll.is_dated());
            assert_eq!(toll.day.as_deref(), Some("10 March 2024"));
            let at: Vec<f64> = toll
                .speakers
                .iter()
                .flat_map(|s| s.words.iter().map(|w| w.at.0))
                .collect();
            assert!(at.windows(2).all(|w| w[0] < w[1]), "{at:?}");
        });
    }

    #[test]
    fn what_was_taken_back_or_lowered_is_marked() {
        let mut report = report();
        let topic = report
            .topics
            .iter_mut()
            .find(|t| t.id.starts_with("t-01"))
            .unwrap();
        for value in &mut topic.values {
            value.speaker = Some("Hospital".into());
        }
        topic.values[0].stands = false;
        topic.values[0].value = Printed::Bounds {
            low: 900.into(),
            best: Some(900.into()),
            high: Some(900.into()),
            unit: None,
        };
        drawn(&report, |toll| {
            let [hospital] = &*toll.speakers else {
                panic!("{:?}", toll.speakers)
            };
            let marks = hospital.words.iter().map(|w| (w.state, w.lowered));
            let marks: Vec<_> = marks.collect();
            assert_eq!(marks[0], ("gone", false));
            assert!(marks[1].1, "{marks:?}");
        });
    }

    #[test]
    fn what_is_no_number_of_people_is_not_drawn() {
        let mut report = report();
        let topic = report
            .topics
            .iter_mut()
            .find(|t| t.id.starts_with("t-01"))
            .unwrap();
        for value in &mut topic.values {
            if let Printed::Bounds { unit, .. } = &mut value.value {
                *unit = Some("EUR".into());
            }
        }
        let topic = report
            .topics
            .iter()
            .find(|t| t.id.starts_with("t-01"))
            .unwrap();
        assert!(toll(topic, &Index::new(&report)).is_none());
    }
}
