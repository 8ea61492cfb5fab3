//! The tables of `docs/phrases-counts.md`, the shared semantics, and the laws.

use proptest::prelude::*;
use serde_json::Number;

use super::super::{Dimension, Measure, Unit, ValueError};
use super::Quantity;

const PAGE: &str = include_str!("../../../docs/phrases-counts.md");

/// Section, cells of the row.
fn rows() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let mut section = "";
    PAGE.lines().filter_map(move |line| {
        if let Some(title) = line.strip_prefix("## ") {
            section = title;
        }
        let cells = line.strip_prefix("| ")?.strip_suffix('|')?;
        let cells: Vec<&str> = cells.split('|').map(str::trim).collect();
        let is_row = cells[0].starts_with('`');
        is_row.then_some((section, cells))
    })
}

fn phrases(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('`').skip(1).step_by(2)
}

/// "20", "2 h", "–", "∞".
fn bound(cell: &str) -> Option<u64> {
    let mut words = cell.split(' ');
    let n: u64 = words.next()?.parse().ok()?;
    let unit = match words.next() {
        None | Some("s" | "m") => 1,
        Some("min") => 60,
        Some("h") => 3_600,
        Some("d") => 86_400,
        Some("km") => 1_000,
        Some(other) => panic!("no unit of the page: {other}"),
    };
    Some(n * unit)
}

/// In whole seconds or metres.
fn base(measure: &Measure) -> Quantity {
    let rank = measure.ranked();
    let whole = |thousandths: u64| (thousandths + 500) / 1_000;
    Quantity {
        low: whole(rank.low),
        best: rank.best.map(whole),
        high: rank.high.map(whole),
        others: false,
    }
}

fn read(section: &str, phrase: &str) -> Result<Quantity, ValueError> {
    let amount = |measure: Measure| base(&measure);
    match section {
        "Durations" => Measure::parse(phrase, Some(Dimension::Duration)).map(amount),
        "Distances" => Measure::parse(phrase, Some(Dimension::Distance)).map(amount),
        _ => Quantity::parse(phrase),
    }
}

#[test]
fn every_phrase_of_the_page_means_what_the_page_says() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    let others = [
        "Refused",
        "With units",
        "Units",
        "What a count says of itself",
    ];
    for (section, cells) in rows().filter(|(section, _)| !others.contains(section)) {
        let expected = Quantity {
            low: bound(cells[1]).expect("a low"),
            best: bound(cells[2]),
            high: bound(cells[3]),
            others: section == "Others",
        };
        for phrase in phrases(cells[0]) {
            checked += 1;
            let read = read(section, phrase);
            if read.as_ref() != Ok(&expected) {
                wrong.push(format!("{phrase}: {read:?}, not {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(checked > 300, "only {checked} phrases found on the page");
}

#[test]
fn every_refused_phrase_of_the_page_is_refused_for_that_reason() {
    let refused: Vec<_> = rows()
        .filter(|(section, _)| *section == "Refused")
        .collect();
    assert!(refused.len() > 10);
    for (_, cells) in refused {
        for phrase in phrases(cells[0]) {
            let error = Quantity::parse(phrase).expect_err(phrase);
            assert!(error.to_string().contains(cells[1]), "{phrase}: {error}");
        }
    }
}

/// Low and high, where ∞ is `u64::MAX`, as the shared semantics write them.
fn interval(phrase: &str) -> (u64, u64) {
    let read = Quantity::parse(phrase).unwrap_or_else(|error| panic!("{phrase}: {error}"));
    assert!(!read.others, "{phrase}");
    (read.low, read.high.unwrap_or(u64::MAX))
}

/// The hedges of the semantics, and what each does to a number.
type Rule = (&'static [&'static str], fn(u64) -> (u64, u64));

const RULES: &[Rule] = &[
    (
        &[
            "about",
            "around",
            "some",
            "roughly",
            "approximately",
            "an estimated",
            "in the region of",
        ],
        |n| ((8 * n).div_ceil(10), 12 * n / 10),
    ),
    (&["nearly", "almost", "close to", "just under"], |n| {
        ((9 * n).div_ceil(10), n)
    }),
    (
        &[
            "at least",
            "no fewer than",
            "a minimum of",
            "upwards of",
            "not less than",
        ],
        |n| (n, u64::MAX),
    ),
    (&["more than", "over", "in excess of"], |n| {
        (n + 1, u64::MAX)
    }),
    (&["up to", "at most", "no more than", "as many as"], |n| {
        (0, n)
    }),
    (&["fewer than", "less than", "under"], |n| (0, n - 1)),
];

const NAMED: &[(&str, u64)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("a hundred", 100),
    ("a thousand", 1_000),
    ("a dozen", 12),
    ("two dozen", 24),
    ("a score", 20),
    ("half a dozen", 6),
    ("1,234", 1_234),
];

#[test]
fn hedges_mean_what_the_shared_semantics_say() {
    let digits = (1..400).map(|n: u64| (n.to_string(), n));
    let named = NAMED.iter().map(|(word, n)| ((*word).to_owned(), *n));
    for (written, n) in digits.chain(named) {
        for (hedges, rule) in RULES {
            for hedge in *hedges {
                let phrase = format!("{hedge} {written}");
                assert_eq!(interval(&phrase), rule(n), "{phrase}");
            }
        }
        assert_eq!(interval(&format!("{written} or more")), (n, u64::MAX));
        assert_eq!(interval(&format!("{n}-odd")), (n, n + 9));
    }
}

#[test]
fn vague_words_mean_what_the_shared_semantics_say() {
    let fixed = [
        ("none", 0, 0),
        ("no one", 0, 0),
        ("nobody", 0, 0),
        ("zero", 0, 0),
        ("a couple", 2, 3),
        ("a few", 2, 6),
        ("a handful", 3, 6),
        ("several", 3, 9),
        ("half a dozen", 5, 7),
        ("a dozen", 10, 14),
        ("a score", 16, 24),
        ("a score of", 16, 24),
        ("two dozen", 20, 28),
        ("dozens", 24, 99),
        ("several dozen", 36, 99),
        ("scores", 40, 199),
        ("hundreds", 200, 999),
        ("several hundred", 300, 999),
        ("20–30", 20, 30),
        ("20-30", 20, 30),
        ("20 to 30", 20, 30),
        ("between 20 and 30", 20, 30),
        ("from 20 to 30", 20, 30),
        ("a hundred", 100, 100),
        ("a thousand", 1_000, 1_000),
        ("1,234", 1_234, 1_234),
    ];
    for (phrase, low, high) in fixed {
        assert_eq!(interval(phrase), (low, high), "{phrase}");
        assert_eq!(interval(&phrase.to_uppercase()), (low, high), "{phrase}");
    }
}

#[test]
fn json_numbers_are_whole_and_not_negative() {
    let number = |text: &str| serde_json::from_str::<Number>(text).expect(text);
    let read = |text: &str| Quantity::from_number(&number(text));
    assert_eq!(read("20"), Ok(Quantity::exact(20)));
    assert_eq!(read("20.0"), Ok(Quantity::exact(20)));
    assert_eq!(read("-0.0"), Ok(Quantity::exact(0)));
    assert_eq!(read("18446744073709551615"), Ok(Quantity::exact(u64::MAX)));
    for (text, why) in [
        ("-1", "negative"),
        ("-2.5", "negative"),
        ("2.5", "whole number"),
        ("18446744073709551616", "64 bits"),
        ("1e300", "64 bits"),
    ] {
        let error = read(text).expect_err(text).to_string();
        assert!(error.contains(why), "{text}: {error}");
    }
}

#[test]
fn bounds_that_cannot_be_are_refused() {
    let why = |low, best, high| Quantity::between(low, best, high).map_err(|error| error.message);
    assert_eq!(
        why(3, None, Some(2)),
        Err("low 3 is above high 2".to_owned())
    );
    assert_eq!(
        why(3, Some(2), None),
        Err("best 2 is not within 3–∞".to_owned())
    );
    assert_eq!(
        why(3, Some(9), Some(8)),
        Err("best 9 is not within 3–8".to_owned())
    );
    assert_eq!(why(3, None, Some(3)), Ok(Quantity::exact(3)));
}

#[test]
fn bounds_near_the_end_of_64_bits_are_refused_or_held() {
    let most = u64::MAX;
    assert_eq!(interval(&format!("nearly {most}")).1, most);
    for hedge in ["about", "more than", "just over"] {
        let error = Quantity::parse(&format!("{hedge} {most}")).expect_err(hedge);
        assert!(error.message.contains("64 bits"), "{error}");
    }
    let shifted = Quantity::exact(most - 1).shifted_by(5);
    assert_eq!((shifted.low, shifted.high), (most, None));
}

#[test]
fn the_named_are_added_to_the_others() {
    let others = Quantity::parse("about 20 others").expect("a count");
    let expected = Quantity::between(18, Some(22), Some(26)).expect("bounds");
    assert_eq!(others.shifted_by(2), expected);
    assert_eq!(
        Quantity::exact(20).of_others().shifted_by(2),
        Quantity::exact(22)
    );
}

#[test]
fn a_megabyte_is_refused_at_once_and_without_being_repeated() {
    for part in ["20 ", "a", "(", "1", "about ", "é"] {
        let long = part.repeat(1_000_000 / part.len());
        let error = Quantity::parse(&long).expect_err("too long");
        assert!(error.message.contains("too long to be a count"));
        assert!(error.to_string().len() < 200);
    }
}

#[test]
fn every_form_prints_as_people_write_it() {
    for (written, printed) in [
        ("twenty", "20"),
        ("some 20", "about 20"),
        ("almost 50", "nearly 50"),
        ("30+", "at least 30"),
        ("more than a thousand", "more than 1000"),
        ("at least 21", "at least 21"),
        ("fewer than 100", "fewer than 100"),
        ("no more than 12", "up to 12"),
        ("dozens", "24–99"),
        ("many", "2 and up"),
        ("20 (10 to 30)", "20 (10–30)"),
        ("24 (20–∞)", "24 (20 and up)"),
        ("another 20 or so", "about 20 others"),
        ("dozens more", "24–99 others"),
        ("another soldier", "1 other"),
        ("many others", "another 2 and up"),
    ] {
        let read = Quantity::parse(written).expect(written);
        assert_eq!(read.to_string(), printed, "{written}");
    }
}

#[test]
fn errors_say_what_to_write() {
    let error = Quantity::parse("heavy losses").expect_err("no count");
    assert_eq!(error.message, "\"heavy losses\" is not a count");
    let hint = "write a number, a phrase such as \"about 20\", or {low, best, high}";
    assert_eq!(error.hint.as_deref(), Some(hint));
    let empty = Quantity::parse("  ").expect_err("no count");
    assert!(empty.message.contains("empty"));
}

fn size() -> impl Strategy<Value = u64> {
    prop_oneof![
        0..30_u64,
        0..3_000_u64,
        any::<u64>(),
        (0..40_u64).prop_map(|n| n * 100)
    ]
}

/// Every quantity that can be made, those of hedges as often as others.
fn quantity() -> impl Strategy<Value = Quantity> {
    let ordered = (size(), size(), size()).prop_map(|(a, b, c)| {
        let mut sorted = [a, b, c];
        sorted.sort_unstable();
        sorted
    });
    let bounds =
        (ordered, any::<bool>(), any::<bool>()).prop_map(|([low, best, high], named, open)| {
            Quantity::between(low, named.then_some(best), (!open).then_some(high))
                .expect("in order")
        });
    let edge = (size(), 0..6_u8).prop_filter_map("beyond 64 bits", |(n, form)| {
        match form {
            0 => Ok(Quantity::exact(n)),
            1 => Quantity::between(n, Some(n), None),
            2 => Quantity::between(0, None, Some(n)),
            3 => Quantity::parse(&format!("about {n}")),
            4 => Quantity::parse(&format!("nearly {n}")),
            _ => Quantity::parse(&format!("more than {n}")),
        }
        .ok()
    });
    (prop_oneof![bounds, edge], any::<bool>())
        .prop_map(|(quantity, others)| Quantity { others, ..quantity })
}

const WORDS: &str = "about|at least|more than|up to|fewer than|nearly|just over|between|from|and|to|or|20|\
    30|1.5|12,000|20.000|a|an|one|two|hundred|thousand|million|dozen|dozens|several|some|\
    another|others|more|no|none|half|and a half|odd|plus|+|(|)|–|-|~|>|≤|?|%|∞|or so|\
    including|people|of|the|vingt|quatre|et|y|mil|hours|hour|h|km|miles|de|and up|\
    18446744073709551615";

/// Words and signs of the grammar, in any order.
fn babble() -> impl Strategy<Value = String> {
    let words = prop::sample::select(WORDS.split('|').collect::<Vec<_>>());
    (
        prop::collection::vec(words, 0..9),
        prop::sample::select(vec![" ", "", "  ", "\u{a0}"]),
    )
        .prop_map(|(words, space)| words.join(space))
}

proptest! {
    #[test]
    fn print_and_parse_round_trip(quantity in quantity()) {
        prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
    }

    #[test]
    fn measures_round_trip(amount in quantity(), distance: bool) {
        let dimension = if distance { Dimension::Distance } else { Dimension::Duration };
        let unit = Unit::symbol(if distance { "m" } else { "s" });
        let measure = Measure { unit, amount: amount.into() };
        let read = Measure::parse(&measure.to_string(), Some(dimension)).expect("a measure");
        prop_assert_eq!(read.ranked(), measure.ranked());
    }

    #[test]
    fn no_text_makes_it_panic(text in prop_oneof![any::<String>(), babble(), "[PpT0-9.,HMSDW -]{0,20}"]) {
        let count = Quantity::parse(&text);
        let measured = |dimension| Measure::parse(&text, dimension).map(|measure| measure.ranked());
        let duration = measured(Some(Dimension::Duration));
        let distance = measured(Some(Dimension::Distance));
        for read in [count, duration, distance, measured(None)].into_iter().flatten() {
            prop_assert!(read.low <= read.best.unwrap_or(read.low));
            prop_assert!(read.high.is_none_or(|high| read.best.unwrap_or(read.low) <= high));
            prop_assert!(read.high != Some(read.low) || read.best == Some(read.low));
        }
    }

    #[test]
    fn case_and_spaces_change_nothing(text in babble()) {
        let plain = Quantity::parse(&text).ok();
        prop_assert_eq!(Quantity::parse(&text.to_uppercase()).ok(), plain);
        prop_assert_eq!(Quantity::parse(&format!(" \t{}\n", text.replace(' ', "  "))).ok(), plain);
    }

    #[test]
    fn what_is_read_prints_and_reads_the_same(text in babble()) {
        if let Ok(read) = Quantity::parse(&text) {
            prop_assert_eq!(Quantity::parse(&read.to_string()), Ok(read));
        }
    }

    #[test]
    fn hedges_widen(n in 0..u64::MAX / 2) {
        let exact = Quantity::exact(n);
        for hedge in ["about", "nearly", "at least", "up to"] {
            let hedged = Quantity::parse(&format!("{hedge} {n}")).expect(hedge);
            prop_assert!(hedged.contains(&exact), "{hedge}");
        }
        for hedge in ["more than", "fewer than", "just over"] {
            if let Ok(hedged) = Quantity::parse(&format!("{hedge} {n}")) {
                prop_assert!(!hedged.overlaps(&exact), "{hedge}");
            }
        }
    }

    #[test]
    fn what_contains_overlaps_and_overlap_is_mutual(a in quantity(), b in quantity()) {
        prop_assert!(a.contains(&a));
        prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
        prop_assert!(!a.contains(&b) || a.overlaps(&b));
        prop_assert_eq!(a.contains(&b) && b.contains(&a), a.same_bounds(&b));
    }
}
