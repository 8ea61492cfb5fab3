//! The page of phrases, and the laws of units.

use proptest::prelude::*;

use super::super::standard::said_beside;
use super::*;

const PAGE: &str = include_str!("../../../docs/phrases-counts.md");

/// The rows of a section, cell by cell.
fn rows(section: &str) -> Vec<Vec<&'static str>> {
    let part = PAGE.split("\n## ").find(|part| part.starts_with(section));
    let rows = part.expect(section).lines().filter_map(|line| {
        let cells = line.strip_prefix("| ")?.strip_suffix('|')?;
        let cells: Vec<&str> = cells.split('|').map(str::trim).collect();
        cells[0].starts_with('`').then_some(cells)
    });
    rows.collect()
}

fn phrases(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('`').skip(1).step_by(2)
}

fn read(phrase: &str) -> Measure {
    Measure::parse(phrase, None).unwrap_or_else(|error| panic!("{phrase}: {error}"))
}

#[test]
fn every_phrase_with_a_unit_means_what_the_page_says() {
    let mut checked = 0;
    for row in rows("With units") {
        let bound = |cell: usize| row[cell].parse::<Decimal>().ok();
        for phrase in phrases(row[0]) {
            checked += 1;
            let Measure { unit, amount } = read(phrase);
            let found = (Some(amount.low), amount.best, amount.high);
            assert_eq!(found, (bound(1), bound(2), bound(3)), "{phrase}");
            assert_eq!(unit.name().unwrap_or_default(), row[4], "{phrase}");
        }
    }
    assert!(checked > 60, "only {checked} phrases found");
}

#[test]
fn every_unit_of_the_page_is_worth_what_the_page_says() {
    let mut checked = 0;
    for row in rows("Units") {
        let unit = Unit::symbol(row[0].trim_matches('`'));
        let (numbers, _) = row[1].rsplit_once(' ').expect("a base unit");
        let worth: Vec<Decimal> = numbers
            .split(" to ")
            .map(|n| n.parse().expect("a number"))
            .collect();
        let [low, _, high] = unit.known().expect(row[0]).worth();
        assert_eq!(
            (low, high),
            (worth[0], worth[worth.len() - 1]),
            "{}",
            row[0]
        );
        for word in phrases(row[2]) {
            checked += 1;
            assert_eq!(read(&format!("7 {word}")).unit, unit, "{word}");
        }
    }
    assert!(checked > 150, "only {checked} words found");
}

#[test]
fn what_a_count_says_of_itself_is_what_the_page_says() {
    for row in rows("What a count says of itself") {
        for phrase in phrases(row[0]) {
            assert!(
                Quantity::parse(phrase).is_ok(),
                "{phrase}: {:?}",
                Quantity::parse(phrase)
            );
            let said = said_beside(phrase);
            let first = |names: &[std::sync::Arc<str>]| {
                names.first().map_or(String::new(), ToString::to_string)
            };
            let proof = said.proof.as_deref().unwrap_or_default();
            let found = [
                proof.to_owned(),
                first(&said.includes),
                first(&said.excludes),
            ];
            assert_eq!(found, [row[1], row[2], row[3]], "{phrase}");
        }
    }
}

#[test]
fn no_two_units_are_called_the_same() {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    assert!(table::is_whole());
    for unit in table::UNITS.iter() {
        for word in table::words(unit) {
            if let Some((_, other)) = seen.iter().find(|(known, _)| *known == word) {
                assert_eq!(*other, unit.symbol, "{word}");
            }
            seen.push((word, unit.symbol));
        }
    }
}

#[test]
fn what_is_not_understood_is_refused() {
    for (phrase, why) in [
        ("5 milion", "milion"),
        ("5 milion dollars", "milion"),
        ("40 bln dollars", "bln"),
        ("20 zorkmids", "zorkmids"),
        ("3m", "millions or metres"),
        ("20 feet to 10 metres", "two units"),
        ("2,170 acres (2,000 ha)", "two numbers"),
        ("12 out of 100", "more than one number"),
        ("18446744073709551616", "64 bits"),
        ("0.1234567890123456", "more digits"),
        ("at most at least 6.8", "both sides"),
        ("strong", "is not a number"),
        ("", "is not a number"),
    ] {
        let error = Measure::parse(phrase, None).expect_err(phrase).to_string();
        assert!(error.contains(why), "{phrase}: {error}");
    }
}

fn unit() -> impl Strategy<Value = &'static KnownUnit> {
    prop::sample::select((0..table::UNITS.len()).collect::<Vec<_>>()).prop_map(|n| &table::UNITS[n])
}

fn number() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        any::<u64>().prop_map(Decimal::whole),
        (0..10_000_u64).prop_map(Decimal::whole),
        (0..1_000_000_000_000_000_u64, 0..15_u32)
            .prop_map(|(n, places)| Decimal::new(n.into(), places)),
    ]
}

/// The numbers of a measure in the base unit of its dimension.
fn in_base(measure: &Measure) -> Vec<Option<Decimal>> {
    let Figures { low, best, high } = measure.amount;
    let base = |n: Decimal| measure.in_base(n).ok();
    vec![base(low), best.and_then(base), high.and_then(base)]
}

/// Whether what is printed of it says the same: to who asks for no dimension, or to who asks for its own,
/// of which "less than 9 km" is up to 8,999 m.
fn reads_back(measure: &Measure) -> bool {
    let printed = measure.to_string();
    [None, measure.unit.dimension()].into_iter().any(|asked| {
        Measure::parse(&printed, asked).is_ok_and(|read| {
            read == *measure
                || read.unit.converts_to(&measure.unit) && in_base(&read) == in_base(measure)
        })
    })
}

#[test]
fn bounds_beside_a_round_number_read_back() {
    for phrase in [
        "up to 8999 m",
        "at least 9001 m",
        "up to 3599 s",
        "at least 7201 s",
    ] {
        assert!(
            reads_back(&Measure::parse(phrase, None).unwrap()),
            "{phrase}"
        );
    }
}

proptest! {
    #[test]
    fn a_measure_prints_and_reads_the_same(unit in unit(), n in number(), hedge in prop::sample::select(vec!["", "about ", "at least ", "up to "])) {
        prop_assume!(n > Decimal::default());
        let exact = Measure { unit: Unit::Known(unit), amount: Figures::exact(n) };
        let phrase = format!("{hedge}{exact}");
        if let Ok(read) = Measure::parse(&phrase, None) {
            prop_assert!(reads_back(&read), "{} -> {}", phrase, read);
            prop_assert!(!hedge.is_empty() || read.amount.as_exact() == Some(n), "{}", phrase);
        } else {
            prop_assert!(hedge == "about ", "{}", phrase);
        }
    }

    #[test]
    fn units_convert_there_and_back(a in unit(), turn: prop::sample::Index, n in 1..1_000_000_u64) {
        let sisters: Vec<&KnownUnit> = table::UNITS.iter().filter(|unit| a.converts_to(unit)).collect();
        let b = *turn.get(&sisters);
        let [from, into] = [a, b].map(|unit| Measure { unit: Unit::Known(unit), amount: Figures::exact(Decimal::whole(n)) });
        let [low, _, high] = a.worth();
        prop_assume!(low == high && b.worth()[0] == b.worth()[2]);
        let base = from.in_base(Decimal::whole(n)).expect("held");
        prop_assume!(base >= into.in_base(Decimal::default()).expect("held"));
        let there = base.less(b.offset()).expect("held").divided(b.worth()[1], 15);
        prop_assume!(there.is_some_and(|n| n.to_f64() >= 1e-3));
        let back = there.and_then(|n| into.in_base(n).ok()).expect("held").to_f64();
        prop_assert!((back - base.to_f64()).abs() <= 1e-9 * base.to_f64().max(1.0), "{} {} {}", n, a.symbol, b.symbol);
    }

    #[test]
    fn how_two_stand_is_the_same_from_both_sides(a in unit(), b in unit(), m in number(), n in number()) {
        let [x, y] = [(a, m), (b, n)].map(|(unit, n)| Measure { unit: Unit::Known(unit), amount: Figures::exact(n) });
        let swapped = match y.beside(&x) {
            Beside::Converted { figures, rounded } => Beside::Converted { figures: Box::new([figures[1], figures[0]]), rounded },
            other => other,
        };
        prop_assert_eq!(x.beside(&y), swapped);
    }

    #[test]
    fn ranks_keep_the_order(m in number(), n in number()) {
        let rank = |n| Measure { unit: Unit::None, amount: Figures::exact(n) }.ranked().low;
        prop_assert!(m > n || rank(m) <= rank(n));
    }

    #[test]
    fn nothing_makes_it_panic(text in "([$€£¥%°²]|Mw|ML|M| |acres|ha|km|m|million|bn|thousand|of|d'|[0-9]{1,4}|[.,'()–-]|about|more than|between|and|to|euros|pounds|les|mille|20|x){0,10}", beside in "[ -~]{0,8}") {
        for dimension in [None, Some(Dimension::Duration), Some(Dimension::Distance)] {
            if let Ok(read) = Measure::parse(&text, dimension) {
                prop_assert!(read.amount.high.is_none_or(|high| read.amount.low <= high));
                let _ = (read.ranked(), read.told(), read.to_string());
            }
            let _ = Measure::parse_with(&text, &beside, dimension, &|_| false);
        }
        let _ = said_beside(&text);
    }
}
