//! The readings that the format and the page of phrases promise.

use super::{DaySpan, Extent, Published, TimeNote, When};

fn published(text: &str) -> Published {
    Published::parse(text).unwrap()
}

fn when(text: &str, day: &str) -> When {
    When::parse(text, Some(&published(day))).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn message(text: &str, day: Option<&str>) -> String {
    let day = day.map(published);
    When::parse(text, day.as_ref()).unwrap_err().to_string()
}

/// Days are written out, so that no expectation leans on the calendar under test.
fn means(day: &str, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        let expected: DaySpan = expected.parse().unwrap();
        let when = when(text, day);
        assert_eq!(
            when.span, expected,
            "{text:?} on {day} is {when}, not {expected}"
        );
    }
}

/// 2024-03-12 is a Tuesday.
#[test]
fn relative_days() {
    means(
        "2024-03-12",
        &[
            ("today", "2024-03-12"),
            ("yesterday", "2024-03-11"),
            ("a day ago", "2024-03-11"),
            ("two days ago", "2024-03-10"),
            ("three days ago", "2024-03-09"),
            ("four days ago", "2024-03-08"),
            ("five days ago", "2024-03-07"),
            ("12 days ago", "2024-02-29"),
            ("a few days ago", "2024-03-06/2024-03-10"),
            ("several days ago", "2024-03-03/2024-03-09"),
            ("overnight", "2024-03-11/2024-03-12"),
            ("a week ago", "2024-03-02/2024-03-08"),
            ("two weeks ago", "2024-02-24/2024-03-01"),
            ("a fortnight ago", "2024-02-24/2024-03-01"),
        ],
    );
}

#[test]
fn weeks_months_and_weekends() {
    means(
        "2024-03-12",
        &[
            ("earlier this week", "2024-03-11/2024-03-12"),
            ("last week", "2024-03-04/2024-03-10"),
            ("late last week", "2024-03-07/2024-03-10"),
            ("earlier this month", "2024-03-01/2024-03-12"),
            ("last month", "2024-02-01/2024-02-29"),
            ("over the weekend", "2024-03-09/2024-03-10"),
            ("at the weekend", "2024-03-09/2024-03-10"),
        ],
    );
    // A Saturday is not over yet; a Sunday is in the weekend of the day before.
    means(
        "2024-03-09",
        &[("over the weekend", "2024-03-02/2024-03-03")],
    );
    means(
        "2024-03-10",
        &[("over the weekend", "2024-03-09/2024-03-10")],
    );
    means(
        "2024-03-10",
        &[("earlier this week", "2024-03-04/2024-03-10")],
    );
}

#[test]
fn weekdays() {
    means(
        "2024-03-12",
        &[
            ("on Monday", "2024-03-11"),
            ("on Tuesday", "2024-03-12"),
            ("on Wednesday", "2024-03-06"),
            ("last Tuesday", "2024-03-05"),
            ("last Monday", "2024-03-11"),
            ("overnight Saturday", "2024-03-09/2024-03-10"),
            ("overnight Tuesday", "2024-03-12/2024-03-13"),
        ],
    );
}

#[test]
fn months_and_their_parts() {
    means(
        "2024-03-12",
        &[
            ("in March", "2024-03-01/2024-03-31"),
            ("in April", "2023-04-01/2023-04-30"),
            ("in February", "2024-02-01/2024-02-29"),
            ("in early March", "2024-03-01/2024-03-10"),
            ("in mid-March", "2024-03-11/2024-03-20"),
            ("in mid March", "2024-03-11/2024-03-20"),
            ("in late March", "2023-03-21/2023-03-31"),
            ("in late February", "2024-02-21/2024-02-29"),
        ],
    );
}

#[test]
fn days_of_the_month() {
    means(
        "2024-03-12",
        &[
            ("on 9 March", "2024-03-09"),
            ("March 9", "2024-03-09"),
            ("on March 12", "2024-03-12"),
            ("13 March", "2023-03-13"),
            ("29 February", "2024-02-29"),
            ("on the night of 8-9 March", "2024-03-08/2024-03-09"),
            ("on the night of 8–9 March", "2024-03-08/2024-03-09"),
        ],
    );
    // The reference reader gives up on a leap day after two years; the last one is meant.
    means("2027-03-12", &[("29 February", "2024-02-29")]);
}

/// 2024-01-02 is a Tuesday.
#[test]
fn around_the_end_of_a_year() {
    means(
        "2024-01-02",
        &[
            ("a few days ago", "2023-12-27/2023-12-31"),
            ("last week", "2023-12-25/2023-12-31"),
            ("last month", "2023-12-01/2023-12-31"),
            ("earlier this week", "2024-01-01/2024-01-02"),
            ("earlier this month", "2024-01-01/2024-01-02"),
            ("in December", "2023-12-01/2023-12-31"),
            ("in January", "2024-01-01/2024-01-31"),
            ("in mid-January", "2023-01-11/2023-01-20"),
            ("on 31 December", "2023-12-31"),
            ("on 3 January", "2023-01-03"),
            ("on the night of 30-31 December", "2023-12-30/2023-12-31"),
            (
                "on the night of 31 December-1 January",
                "2023-12-31/2024-01-01",
            ),
            ("last May", "2023-05"),
            ("on Sunday", "2023-12-31"),
        ],
    );
}

#[test]
fn around_a_leap_day() {
    means(
        "2024-02-29",
        &[
            ("today", "2024-02-29"),
            ("last February 29", "2020-02-29"),
            ("a year ago", "2022-08-29/2023-08-30"),
            ("a month ago", "2024-01-14/2024-02-13"),
            ("in late February", "2024-02-21/2024-02-29"),
        ],
    );
    means(
        "2023-03-01",
        &[
            ("on 28 February", "2023-02-28"),
            ("29 February", "2020-02-29"),
        ],
    );
}

#[test]
fn what_articles_say() {
    means(
        "2022-11-15",
        &[
            ("between last May and October", "2022-05-01/2022-10-31"),
            ("since March", "2022-03-01/2022-11-15"),
            ("until July 2023", "../2023-07-31"),
            (
                "from the 6th until the 8th of September",
                "2022-09-06/2022-09-08",
            ),
            ("6-8 September 2022", "2022-09-06/2022-09-08"),
            ("September 6-8, 2022", "2022-09-06/2022-09-08"),
            ("from May to October 2022", "2022-05-01/2022-10-31"),
            ("from November to March 2022", "2021-11-01/2022-03-31"),
            (
                "from 28 December 2021 to 3 January",
                "2021-12-28/2022-01-03",
            ),
            ("from 28 December to 3 January", "2021-12-28/2022-01-03"),
            ("for the past 48 hours", "2022-11-13/2022-11-15"),
            ("last February 28", "2022-02-28"),
            ("last November", "2021-11"),
        ],
    );
}

#[test]
fn after_a_day_needs_a_day_after_it() {
    means("2024-03-09", &[("after 9 March", "2023-03-10/2024-03-09")]);
    means("2024-03-10", &[("after 9 March", "2024-03-10")]);
    means("2024-03-09", &[("after 9 March 2024", "2024-03-10/..")]);
}

#[test]
fn what_lasts() {
    for text in [
        "from 6 to 8 September",
        "6-8 September 2022",
        "since March",
        "until July 2023",
        "for the past 48 hours",
        "8 and 9 March",
    ] {
        assert_eq!(when(text, "2024-03-12").extent, Extent::Lasting, "{text}");
    }
    for text in [
        "between 6 and 8 September",
        "6 or 7 March",
        "in March",
        "over the past 48 hours",
        "on the night of 8-9 March",
        "by Monday",
        "before March",
    ] {
        assert_eq!(when(text, "2024-03-12").extent, Extent::Within, "{text}");
    }
}

#[test]
fn a_weekday_fixes_the_year() {
    for day in [
        "2020-03-13/2020-03-31",
        "2020-03-20",
        "2020/2022",
        "2021-03-13/2021-03-31",
        "2022-08-01",
    ] {
        let when = when("Thursday, March 12", day);
        assert_eq!(when.to_string(), "2020-03-12", "{day}");
        let [TimeNote::YearFromWeekday { year, why }] = when.notes.as_slice() else {
            panic!("{day}: {:?}", when.notes);
        };
        assert_eq!(*year, 2020);
        assert_eq!(
            why,
            "12 March was a Thursday in 2020, not in 2019, 2021 or 2022"
        );
    }
    assert_eq!(
        when("On Sunday, October 30", "2022-10-31").to_string(),
        "2022-10-30"
    );
}

#[test]
fn a_weekday_beside_publication_may_be_wrong() {
    let slip = when("Thursday, March 12", "2021-03-20");
    assert_eq!(slip.to_string(), "2021-03-12");
    let why = "12 March 2021 was a Friday, not a Thursday".to_owned();
    assert_eq!(slip.notes, [TimeNote::WeekdayFault { why }]);
    let full = when("Friday, 9 March 2024", "2024-03-12");
    let why = "9 March 2024 was a Saturday, not a Friday".to_owned();
    assert_eq!(full.notes, [TimeNote::WeekdayFault { why }]);
    assert_eq!(when("Saturday, 9 March 2024", "2024-03-12").notes, []);
}

#[test]
fn a_weekday_without_publication_asks_for_it() {
    let told = message("Thursday, March 12", None);
    assert_eq!(
        told,
        "\"Thursday, March 12\" names no year, and the day of publication is not known; 12 March \
         was a Thursday in 1992, 1998, 2009, 2015, 2020, 2026 and 2037 (give document.published)"
    );
}

#[test]
fn a_vague_publication_gives_both_ends() {
    let vague = when("a few days ago", "2024-03-10/2024-03-31");
    assert_eq!(vague.to_string(), "2024-03-04/2024-03-29");
    assert_eq!(vague.notes, [TimeNote::PublishedVague]);
    assert_eq!(when("in 2022", "2024-03-10/2024-03-31").notes, []);
    assert_eq!(when("in July 2023", "2024/..").to_string(), "2023-07");
    assert_eq!(
        when("yesterday", "2024-03-10/..").to_string(),
        "2024-03-09/.."
    );
    assert_eq!(
        when("yesterday", "../2024-03-10").to_string(),
        "../2024-03-09"
    );
}

#[test]
fn without_publication_only_full_dates_are_read() {
    let alone = |text| When::parse(text, None).unwrap().to_string();
    assert_eq!(alone("9 March 2024"), "2024-03-09");
    assert_eq!(alone("in early 2020"), "2020-01-01/2020-04-30");
    assert_eq!(alone("since March 2022"), "2022-03-01/..");
    assert_eq!(
        message("yesterday", None),
        "\"yesterday\" depends on the day of publication, which is not known \
         (give document.published)"
    );
}

#[test]
fn faults_say_what_is_wrong() {
    let day = Some("2024-03-12");
    assert_eq!(
        message("2024-02-30", day),
        "2024-02-30: February has no day 30 (its last day is 29)"
    );
    assert_eq!(
        message("30 February 2024", day),
        "\"30 February 2024\": February has no day 30 (its last day is 29)"
    );
    assert_eq!(
        message("29 February 2023", day),
        "\"29 February 2023\": February 2023 has no day 29 (its last day is 28)"
    );
    assert_eq!(
        message("from 8 September 2022 to 6 September 2022", day),
        "\"from 8 September 2022 to 6 September 2022\" ends (2022-09-06) before it begins \
         (2022-09-08) (put the earlier time first)"
    );
    for text in ["unknown", "no date", "N/A"] {
        assert!(message(text, day).contains("leave the field out"), "{text}");
    }
    assert!(message("", day).contains("leave the field out"));
    assert!(message(&"long ".repeat(50), day).contains("more than 200 characters"));
    for text in [
        "5",
        "March to",
        "the",
        "two",
        "days",
        "9 10 11",
        "Monday March",
        "first half of Monday",
        "for March",
        "ninth week of March",
        "week",
        "March \u{1b}[31m",
    ] {
        assert!(
            When::parse(text, Some(&published("2024-03-12"))).is_err(),
            "{text}"
        );
    }
}

#[test]
fn publications() {
    let span = |text| published(text).span.to_string();
    assert_eq!(span("2024-03-10/2024-03-31"), "2024-03-10/2024-03-31");
    assert_eq!(span("2022-11/2023-03"), "2022-11-01/2023-03-31");
    assert_eq!(span(" 2024-03-12T23:30:00-05:00 "), "2024-03-12");
    assert_eq!(published("2024-03-12").minute, None);
    let told = |text| Published::parse(text).unwrap_err().to_string();
    assert_eq!(
        told("2024-02-30"),
        "2024-02-30: February has no day 30 (its last day is 29)"
    );
    assert!(told("yesterday").starts_with("\"yesterday\" is not an EDTF date"));
    assert!(told("").contains("is empty"));
}

#[test]
fn what_was_written_is_kept() {
    let when = when("  A few days AGO ", "2024-03-12");
    assert_eq!(&*when.written, "A few days AGO");
    assert_eq!(when.exact_day(), None);
    let day = When::parse("2024-03-09", None).unwrap();
    assert_eq!(day.exact_day(), Some(day.span.first));
    assert_eq!(&*When::from_span(day.span).written, "2024-03-09");
}

/// The rows of the table: phrase, meaning, days, whether it lasts.
fn documented() -> Vec<[&'static str; 4]> {
    let page = include_str!("../../../docs/phrases-dates.md");
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        cells.try_into().unwrap_or_else(|_| panic!("{line}"))
    })
    .collect()
}

#[test]
fn the_page_of_phrases_is_true() {
    let rows = documented();
    assert!(rows.len() > 100, "{} rows", rows.len());
    let wrong: Vec<String> = rows.into_iter().flat_map(misread).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a row of the page says and the reader does not.
fn misread([phrases, _, days, lasts]: [&str; 4]) -> Vec<String> {
    let day = published("2024-03-12");
    let read = |phrase: &str| match When::parse(phrase, Some(&day)) {
        Ok(when) => match when.extent {
            Extent::Lasting => format!("`{when}` lasts"),
            Extent::Within => format!("`{when}`"),
        },
        Err(error) => error.to_string(),
    };
    let told = format!("{days} {lasts}");
    let phrases = phrases.split("`, `").map(|phrase| phrase.trim_matches('`'));
    phrases
        .map(|phrase| (read(phrase), phrase))
        .filter(|(read, _)| read != told.trim())
        .map(|(read, phrase)| format!("{phrase}: {read}, not {told}"))
        .collect()
}
