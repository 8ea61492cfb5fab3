//! What a column's cells prove of how they are written: the order of day and month, the marks of
//! thousands, the marks of what is not known.

use jiff::civil::Date;

/// In which order a date in figures stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

/// What the dates of a column show of their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// One order, or there is nothing to order.
    Order(DateOrder),
    /// Every date could be read either way, and some would differ.
    Either,
    /// Some dates can be read in one order alone, and some in the other alone.
    Both,
}

/// Marks that tables put where nothing is known. `-9`, `-99` and the like are theirs in columns of
/// numbers alone.
const NOT_KNOWN: [&str; 14] = [
    "na", "n/a", "n.a.", "#n/a", "nan", "null", "none", "nil", "-", "--", "–", "—", "?", "..",
];

/// Whether a cell says that it says nothing.
pub(super) fn is_missing(cell: &str) -> bool {
    cell.is_empty() || NOT_KNOWN.iter().any(|mark| cell.eq_ignore_ascii_case(mark))
}

/// Whether a cell of a column of numbers says that it says nothing.
pub(super) fn is_missing_number(cell: &str) -> bool {
    let nines = cell
        .strip_prefix('-')
        .map(|digits| digits.trim_end_matches(".0"));
    is_missing(cell) || nines.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b == b'9'))
}

/// Three figures of a date as they stand, each with how many digits it has.
fn figures(cell: &str) -> Option<[(u16, usize); 3]> {
    let date = cell.split([' ', 'T', ',']).next()?;
    let separator = date.chars().find(|c| "/.-".contains(*c))?;
    let mut parts = date.trim_end_matches('.').split(separator);
    let mut next = || {
        let part = parts.next()?;
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| Some((part.parse().ok()?, part.len())))?
    };
    let three = [next()?, next()?, next()?];
    parts.next().is_none().then_some(three)
}

/// What a column's dates show of their order.
pub(super) fn order<'c>(cells: impl Iterator<Item = &'c str>) -> Shown {
    let (mut day_first, mut month_first, mut either) = (false, false, false);
    for [(a, wide), (b, _), _] in cells.filter_map(figures) {
        if wide > 2 {
            continue;
        }
        day_first |= a > 12;
        month_first |= b > 12;
        either |= a != b && a <= 12 && b <= 12;
    }
    match (day_first, month_first) {
        (true, true) => Shown::Both,
        (false, true) => Shown::Order(DateOrder::Mdy),
        (true, false) => Shown::Order(DateOrder::Dmy),
        (false, false) if either => Shown::Either,
        (false, false) => Shown::Order(DateOrder::Dmy),
    }
}

/// A date of two digits for the year is of 1969 to 2068, as POSIX reads `%y`.
fn full_year(year: u16, digits: usize) -> u16 {
    match (digits, year) {
        (2, 69..) => 1900 + year,
        (2, _) => 2000 + year,
        _ => year,
    }
}

/// A time with its hour, as RFC 3339 writes it: `2017-12-25T10:00:00Z`.
fn is_instant(cell: &str) -> bool {
    cell.contains('T') && cell.parse::<jiff::Timestamp>().is_ok()
}

/// A date cell as the claims format writes it: an instant as it stands, any other date in figures without
/// its time of day. What is not in figures is left for the grammar of times.
pub(super) fn date(cell: &str, order: DateOrder) -> String {
    if is_instant(cell) {
        return cell.to_owned();
    }
    if let Some(date) = compact(cell).or_else(|| serial(cell)) {
        return date;
    }
    if let Some([(a, wide), (b, _), (c, digits)]) = figures(cell) {
        let (year, month, day) = match (wide, order) {
            (3.., _) => (a, b, c),
            (_, DateOrder::Dmy) => (full_year(c, digits), b, a),
            (_, DateOrder::Mdy) => (full_year(c, digits), a, b),
        };
        return format!("{year:04}-{month:02}-{day:02}");
    }
    named_month(cell).unwrap_or_else(|| cell.to_owned())
}

/// `20130103`.
fn compact(cell: &str) -> Option<String> {
    let digits = cell.strip_suffix(".0").unwrap_or(cell);
    if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let date: Date = Date::strptime("%Y%m%d", digits).ok()?;
    Some(date.to_string())
}

/// A day's number as spreadsheets count them, from 30 December 1899 on; of 1928 to 2119, so that no
/// year is taken for one.
fn serial(cell: &str) -> Option<String> {
    let digits = cell.strip_suffix(".0").unwrap_or(cell);
    let days: i32 = (digits.len() == 5).then(|| digits.parse().ok())??;
    let first = Date::new(1899, 12, 30).ok()?;
    let date = first.checked_add(jiff::Span::new().days(days)).ok()?;
    (10_000..=80_000).contains(&days).then(|| date.to_string())
}

/// `15-Jan-86`: blanks for hyphens, and the whole year.
fn named_month(cell: &str) -> Option<String> {
    let mut parts = cell.split(['-', ' ', '/']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let figure =
        |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let is_name = month.len() > 2 && month.chars().all(char::is_alphabetic);
    if parts.next().is_some() || !figure(day) || !figure(year) || !is_name {
        return None;
    }
    let year = full_year(year.parse().ok()?, year.len());
    Some(format!("{day} {month} {year}"))
}

/// A date from figures of their own: as much of it as is known.
pub(super) fn date_of_parts(year: &str, month: &str, day: &str) -> String {
    let figure = |text: &str| {
        let text = text.strip_suffix(".0").unwrap_or(text);
        text.parse::<u16>().ok().filter(|n| *n > 0)
    };
    match (figure(year), figure(month), figure(day)) {
        (Some(year), Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(year), Some(month), None) => format!("{year:04}-{month:02}"),
        (Some(year), None, _) if is_missing(month) || month == "0" => format!("{year:04}"),
        // A month by its name.
        (Some(year), None, Some(day)) => format!("{day} {month} {year}"),
        (Some(year), None, None) => format!("{month} {year}"),
        (None, ..) => String::new(),
    }
}

/// Whether the dots in a column's numbers stand before thousands. All of them must cut off groups of three;
/// two dots in one number, or a comma behind one, prove it. In a column of `whole` numbers one dot is enough,
/// unless all that stands behind dots is `000`, as programs write whole numbers that they hold as decimals.
pub(super) fn dots_group<'c>(cells: impl Iterator<Item = &'c str>, whole: bool) -> bool {
    let (mut proven, mut counted) = (false, false);
    for cell in cells.filter(|cell| cell.contains('.')) {
        let (figure, decimals) = cell.split_once(',').unwrap_or((cell, ""));
        let mut groups = figure.split('.');
        let first = groups.next().unwrap_or_default();
        let is_first = (1..=3).contains(&first.len()) && !first.starts_with('0');
        let groups: Vec<&str> = groups.collect();
        if !is_first || groups.iter().any(|group| group.len() != 3) {
            return false;
        }
        proven |= groups.len() > 1 || !decimals.is_empty();
        counted |= groups.iter().any(|group| *group != "000");
    }
    proven || whole && counted
}

/// A number's cell as the claims format writes it: without marks of thousands, and whole numbers without
/// decimals. What is no number is left as it is.
pub(super) fn number(cell: &str, dots_group: bool) -> String {
    let is_figure = |c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '\u{a0}' | '\u{202f}' | '-')
    };
    if !cell.chars().all(is_figure)
        || !cell.starts_with(|c: char| c.is_ascii_digit())
        || cell.contains('-')
    {
        return cell.to_owned();
    }
    let mut plain: String = cell
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect();
    if dots_group {
        plain = plain.replace('.', "").replace(',', ".");
    } else if plain.contains(',') {
        let groups = plain.split(',').skip(1);
        let thousands = groups
            .clone()
            .all(|g| g.split('.').next().is_some_and(|g| g.len() == 3));
        plain = plain.replace(',', if thousands { "" } else { "." });
    }
    match plain.split_once('.') {
        Some((whole, decimals)) if decimals.bytes().all(|b| b == b'0') => whole.to_owned(),
        _ => plain,
    }
}

/// A coordinate as the claims format writes it: `34,26 S` is -34.26. What is none is left as it is.
pub(super) fn coordinate(cell: &str) -> String {
    let figure = cell.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ' || c == '°');
    let sign = match cell[figure.len()..].trim_matches([' ', '°']) {
        "" | "N" | "E" | "n" | "e" => "",
        "S" | "W" | "s" | "w" => "-",
        _ => return cell.to_owned(),
    };
    format!("{sign}{}", figure.replace(',', "."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_proves_the_order_of_its_dates() {
        let shown = |cells: &[&str]| order(cells.iter().copied());
        assert_eq!(
            shown(&["04/08/2020", "25/12/2017"]),
            Shown::Order(DateOrder::Dmy)
        );
        assert_eq!(shown(&["4/8/15", "12/25/17"]), Shown::Order(DateOrder::Mdy));
        assert_eq!(shown(&["04/08/2020", "01/02/2020"]), Shown::Either);
        assert_eq!(shown(&["13/08/2020", "01/22/2020"]), Shown::Both);
        // Nothing hangs on it.
        assert_eq!(
            shown(&["05/05/2020", "2020-08-04", "last week"]),
            Shown::Order(DateOrder::Dmy)
        );
    }

    #[test]
    fn dates_as_people_write_them() {
        for (cell, order, read) in [
            ("8/1/1966", DateOrder::Mdy, "1966-08-01"),
            ("8/1/1966 11:48", DateOrder::Mdy, "1966-08-01"),
            ("25.12.2017", DateOrder::Dmy, "2017-12-25"),
            ("2017-12-25 10:00", DateOrder::Mdy, "2017-12-25"),
            (
                "2017-12-25T10:00:00Z",
                DateOrder::Mdy,
                "2017-12-25T10:00:00Z",
            ),
            ("20130103", DateOrder::Dmy, "2013-01-03"),
            ("42370", DateOrder::Dmy, "2016-01-01"),
            ("4/4/15", DateOrder::Mdy, "2015-04-04"),
            ("15-Jan-86", DateOrder::Dmy, "15 Jan 1986"),
            ("June 30, 2017", DateOrder::Dmy, "June 30, 2017"),
            ("1986", DateOrder::Dmy, "1986"),
        ] {
            assert_eq!(date(cell, order), read, "{cell}");
        }
        assert_eq!(date_of_parts("1981", "10", "18"), "1981-10-18");
        assert_eq!(date_of_parts("1981.0", "10", "NA"), "1981-10");
        assert_eq!(date_of_parts("2015", "January", "3"), "3 January 2015");
        assert_eq!(date_of_parts("2015", "", ""), "2015");
    }

    #[test]
    fn coordinates_as_people_write_them() {
        assert_eq!(coordinate("34,26 S"), "-34.26");
        assert_eq!(coordinate("70.28° E"), "70.28");
        assert_eq!(coordinate("-12.5"), "-12.5");
        assert_eq!(coordinate("12 M"), "12 M");
    }

    #[test]
    fn numbers_as_people_write_them() {
        let group = |cells: &[&str], whole| dots_group(cells.iter().copied(), whole);
        assert!(group(&["1.234", "12", "1.234.567"], false));
        assert!(group(&["1.234,5", "12"], false));
        assert!(!group(&["1.5", "12"], true));
        // A magnitude, or 6,125 dead.
        assert!(!group(&["6.125", "12"], false));
        assert!(group(&["6.125", "12"], true));
        // What counts were when a program held them as decimals.
        assert!(!group(&["12.000", "3.000"], true));
        assert!(!group(&["0.125", "1.250"], true));
        assert_eq!(number("1.234", true), "1234");
        assert_eq!(number("1,234", false), "1234");
        assert_eq!(number("1 234", false), "1234");
        assert_eq!(number("6.0", false), "6");
        assert_eq!(number("6,7", false), "6.7");
        assert_eq!(number("about 20", false), "about 20");
        assert_eq!(number("20-30", false), "20-30");
        assert!(is_missing_number("-99") && is_missing_number("NA") && !is_missing_number("-1"));
        assert!(!is_missing("-99"));
    }
}
