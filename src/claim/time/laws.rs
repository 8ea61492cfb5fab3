//! What holds for any words and any day of publication.

use proptest::prelude::*;

use super::{
    DayNumber, DaySpan, Published, TimeNote, When,
    calendar::{month_name, weekday_name, weekday_of},
    lexicon::spellings,
};

fn published(text: &str) -> Published {
    Published::parse(text).unwrap()
}

/// Phrases whose meaning moves with publication, one of each rule.
fn moving() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "today",
        "a few days ago",
        "three weeks ago",
        "two months ago",
        "several years ago",
        "on Monday",
        "last Friday",
        "Wednesday last week",
        "overnight Saturday",
        "over the weekend",
        "earlier this week",
        "late last week",
        "last month",
        "this year",
        "in March",
        "late February",
        "last May",
        "last summer",
        "the first half of March",
        "9 March",
        "29 February",
        "on the 31st",
        "last February 28",
        "the night of 31 December-1 January",
        "from 28 February to 3 March",
        "from November to March",
        "between last May and October",
        "from Monday to Wednesday",
        "since last May",
        "before 9 March",
        "after 9 March",
        "around 9 March",
        "since 9 March 2024",
        "in the past week",
        "recently",
        "in March last year",
    ])
}

fn on_day(day: DayNumber) -> Published {
    published(&DaySpan::day(day).to_string())
}

/// Days from 2000 to 2047.
const DAYS: std::ops::Range<DayNumber> = 11_000..28_000;

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*", known in any::<bool>()) {
        let day = published("2024-03-12");
        let _ = When::parse(&text, known.then_some(&day));
        let _ = Published::parse(&text);
    }

    #[test]
    fn no_row_of_known_words_panics(
        words in prop::collection::vec(
            prop_oneof![
                prop::sample::select(spellings()),
                prop::sample::select(vec!["-", "9", "31", "2024", "0", "99999", "1st", "2024-02-29", "2024-03"]),
            ],
            0..8,
        ),
        day in prop::sample::select(vec![
            "2024-02-29", "2024-01-01", "Y5800000", "Y-5800000", "0000-01-01", "../2024", "2024/..", "Y-5800000/Y5800000",
        ]),
    ) {
        let text = words.join(" ");
        for day in [None, Some(&published(day))] {
            if let Ok(when) = When::parse(&text, day) {
                prop_assert!(when.span.first <= when.span.last, "{}: {:?}", text, when);
            }
        }
    }

    #[test]
    fn no_figures_panic(text in "[-0-9XYTZES/.,~?%: \\[\\]{}]{0,24}") {
        if let Ok(when) = When::parse(&text, None) {
            prop_assert!(when.span.first <= when.span.last);
        }
        let _ = Published::parse(&text);
    }

    #[test]
    fn case_and_space_do_not_matter(text in moving(), day in DAYS, upper in any::<bool>()) {
        let other = if upper { text.to_uppercase() } else { text.to_lowercase() };
        let other = format!(" {} ", other.replace(' ', "  \t"));
        let (one, two) = (When::parse(text, Some(&on_day(day))), When::parse(&other, Some(&on_day(day))));
        prop_assert_eq!(one.unwrap().span, two.unwrap().span);
    }

    #[test]
    fn a_vague_publication_holds_each_of_its_days(
        text in moving(), first in DAYS, more in 0..800, at in 0.0..1.0_f64,
    ) {
        let span = DaySpan::new(first, first + more).unwrap();
        let vague = When::parse(text, Some(&published(&span.to_string()))).unwrap();
        let day = first + (f64::from(more) * at) as DayNumber;
        let one = When::parse(text, Some(&on_day(day))).unwrap();
        prop_assert!(vague.span.contains(one.span), "{}: {} in {}", text, one, vague);
    }

    #[test]
    fn a_weekday_is_that_weekday(weekday in 0_usize..7, day in DAYS) {
        let names = ["Monday", "mardi", "Wednesday", "jueves", "Fri.", "samedi", "Sunday"];
        for (text, back) in [(format!("on {}", names[weekday]), 0..7), (format!("last {}", names[weekday]), 1..8)] {
            let found = When::parse(&text, Some(&on_day(day))).unwrap().exact_day().unwrap();
            prop_assert_eq!(usize::from(weekday_of(found)), weekday);
            prop_assert!(back.contains(&(day - found)));
        }
    }

    #[test]
    fn a_date_with_a_weekday_falls_on_it_or_says_not(
        weekday in 0_u8..7, month in 1_u8..=12, of_month in 1_u8..=28, day in DAYS,
    ) {
        let text = format!(
            "{}, {of_month} {}",
            weekday_name(weekday),
            month_name(month),
        );
        let when = When::parse(&text, Some(&on_day(day))).unwrap();
        let found = when.exact_day().unwrap();
        let fault = matches!(when.notes.as_slice(), [TimeNote::WeekdayFault { .. }]);
        prop_assert!(found <= day);
        prop_assert_eq!(fault, weekday_of(found) != weekday);
    }

    #[test]
    fn readings_are_written_so_that_they_read_back(text in moving(), day in DAYS) {
        let when = When::parse(text, Some(&on_day(day))).unwrap();
        prop_assert_eq!(when.to_string().parse::<DaySpan>(), Ok(when.span));
    }
}
