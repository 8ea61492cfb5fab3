//! A codebook to text: as a page for people, and as the file that it could be read from.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use super::block::{Block, Line, Page};
use super::words;
use crate::codebook::{
    Attribute, Category, Change, Codebook, Example, ExampleSide, Hits, Kind, SubjectType, Term,
    Tolerance, ValueType,
};

/// A codebook in the form of its file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File<'a> {
    /// Of the codebook's form: 1.
    pub version: u32,
    /// Titles of offices that one person holds at a time.
    pub title: &'a [String],
    /// Kinds of events.
    pub kind: Vec<&'a Kind>,
    /// Categories of people.
    pub category: Vec<&'a Category>,
    /// What claims may assert.
    pub attribute: Vec<&'a Attribute>,
}

impl<'a> File<'a> {
    /// The file that a codebook could be read from.
    pub fn of(codebook: &'a Codebook) -> Self {
        Self {
            version: 1,
            title: codebook.titles(),
            kind: codebook.kinds().iter().collect(),
            category: codebook.categories().iter().collect(),
            attribute: codebook.attributes().iter().collect(),
        }
    }

    /// The file of the attribute that was found; where none is called so, of all that was.
    pub fn found(hits: &Hits<'a>) -> Self {
        let mut file = Self {
            version: 1,
            title: &[],
            kind: Vec::new(),
            category: Vec::new(),
            attribute: hits.attribute.into_iter().collect(),
        };
        if hits.attribute.is_none() {
            file.kind.clone_from(&hits.kinds);
            file.category.clone_from(&hits.categories);
            file.attribute.clone_from(&hits.attributes);
            for (attribute, _) in &hits.terms {
                if !file.attribute.iter().any(|a| a.name == attribute.name) {
                    file.attribute.push(attribute);
                }
            }
        }
        file
    }
}

/// Prints the whole codebook, an entry a row.
///
/// # Errors
/// Where the page cannot be written.
pub fn all(codebook: &Codebook, page: &mut dyn Page) -> io::Result<()> {
    page.put(Block::Heading(1, "Codebook".into()))?;
    let from = format!("From {}.", codebook.sources().join(", "));
    page.put(Block::Paragraph(from.into()))?;
    page.put(Block::Heading(2, "Attributes".into()))?;
    let head = vec!["Attribute", "Value", "Of", "Changes", "Severity"];
    let rows = codebook.attributes().iter().map(row).collect();
    page.put(Block::Table(head, rows))?;
    page.put(Block::Heading(2, "Kinds of events".into()))?;
    page.put(Block::List(codebook.kinds().iter().map(kind).collect()))?;
    page.put(Block::Heading(2, "Categories of people".into()))?;
    page.put(Block::List(
        codebook.categories().iter().map(category).collect(),
    ))?;
    page.put(Block::Heading(2, "Offices of one holder".into()))?;
    page.put(Block::Paragraph(codebook.titles().join(", ").into()))
}

fn row(attribute: &Attribute) -> Vec<Line> {
    vec![
        Line::new().strong(attribute.name.as_str()),
        value_type(attribute.value_type).into(),
        subject(attribute.of).into(),
        change(attribute).into(),
        words::severity(attribute.severity).into(),
    ]
}

fn named(name: &str, aliases: &[String]) -> Line {
    let line = Line::new().strong(name);
    match aliases {
        [] => line,
        aliases => line.plain(format!(": also {}", aliases.join(", "))),
    }
}

fn kind(kind: &Kind) -> Line {
    within(named(&kind.name, &kind.aliases), kind.within.as_deref())
}

fn category(category: &Category) -> Line {
    let line = named(&category.name, &category.aliases);
    within(line, category.within.as_deref())
}

fn within(line: Line, wider: Option<&str>) -> Line {
    match wider {
        Some(wider) => line.faint(format!(" (within {wider})")),
        None => line,
    }
}

/// Prints one attribute, with its terms and examples.
///
/// # Errors
/// Where the page cannot be written.
pub fn one(attribute: &Attribute, page: &mut dyn Page) -> io::Result<()> {
    page.put(Block::Heading(1, attribute.name.as_str().into()))?;
    if !attribute.description.is_empty() {
        page.put(Block::Paragraph(attribute.description.as_str().into()))?;
    }
    page.put(Block::Fields(fields(attribute)))?;
    if !attribute.terms.is_empty() {
        page.put(Block::Heading(2, "Terms".into()))?;
        page.put(Block::List(attribute.terms.iter().map(term).collect()))?;
    }
    if attribute.examples.is_empty() {
        return Ok(());
    }
    page.put(Block::Heading(2, "Examples".into()))?;
    let rows = attribute.examples.iter().map(example).collect();
    page.put(Block::Table(
        vec!["One account", "Another", "Verdict"],
        rows,
    ))
}

/// Prints what a word was found to mean: the attribute that is called so, then all the rest.
///
/// # Errors
/// Where the page cannot be written.
pub fn found(word: &str, hits: &Hits<'_>, page: &mut dyn Page) -> io::Result<()> {
    match hits.attribute {
        Some(attribute) => one(attribute, page)?,
        None => page.put(Block::Heading(1, format!("{word} in the codebook").into()))?,
    }
    let also = |sort: &str| match hits.attribute {
        Some(_) => format!("{word} among {}", sort.to_lowercase()),
        None => sort.to_owned(),
    };
    let attributes = hits.attributes.iter().map(|a| described(a)).collect();
    let terms = hits.terms.iter();
    let terms =
        terms.map(|(of, hit)| named(&hit.name, &hit.aliases).faint(format!(" (of {})", of.name)));
    for (sort, lines) in [
        ("Attributes", attributes),
        (
            "Kinds of events",
            hits.kinds.iter().map(|k| kind(k)).collect(),
        ),
        ("Terms", terms.collect()),
        (
            "Categories of people",
            hits.categories
                .iter()
                .map(|c| category(c))
                .collect::<Vec<_>>(),
        ),
    ] {
        if !lines.is_empty() {
            page.put(Block::Heading(2, also(sort).into()))?;
            page.put(Block::List(lines))?;
        }
    }
    Ok(())
}

fn described(attribute: &Attribute) -> Line {
    let line = named(&attribute.name, &attribute.aliases);
    line.faint(format!(
        " ({}: {})",
        value_type(attribute.value_type),
        attribute.description
    ))
}

fn fields(attribute: &Attribute) -> Vec<(&'static str, Line)> {
    let mut fields = vec![
        ("Value", value_type(attribute.value_type).into()),
        ("Of", subject(attribute.of).into()),
        ("Changes", change(attribute).into()),
        ("Severity", words::severity(attribute.severity).into()),
        ("Tolerance", tolerance(attribute.tolerance).into()),
    ];
    if !attribute.aliases.is_empty() {
        fields.push(("Also", attribute.aliases.join(", ").into()));
    }
    if attribute.timeline {
        fields.push(("Across", "its subjects have a history across events".into()));
    }
    fields
}

fn term(term: &Term) -> Line {
    let mut line = named(&term.name, &term.aliases);
    for (says, names) in [
        ("implies", &term.implies),
        ("excludes", &term.excludes),
        ("then, on the same day", &term.then),
    ] {
        if !names.is_empty() {
            line = line.plain(format!("; {says} {}", names.join(", ")));
        }
    }
    if term.is_final {
        line.plain("; for ever")
    } else {
        line
    }
}

fn example(example: &Example) -> Vec<Line> {
    let verdict = Line::new().mark(example.verdict, None);
    vec![side(&example.a), side(&example.b), verdict]
}

fn side(side: &ExampleSide) -> Line {
    let value = match &side.value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let parts = [
        ("of", &side.of),
        ("by", &side.outlet),
        ("published", &side.published),
        ("as of", &side.as_of),
        ("counts", &side.counts),
        ("whom", &side.whom),
    ];
    let parts = parts.into_iter();
    let parts = parts.filter_map(|(word, part)| Some(format!("{word} {}", part.as_ref()?)));
    let parts = parts.collect::<Vec<_>>().join(", ");
    let line = Line::new().said(value);
    if parts.is_empty() {
        line
    } else {
        line.faint(format!(" {parts}"))
    }
}

fn value_type(value: ValueType) -> &'static str {
    match value {
        ValueType::Count => "a count",
        ValueType::Duration => "a duration",
        ValueType::Distance => "a distance",
        ValueType::Number => "a number",
        ValueType::Time => "a time",
        ValueType::Place => "a place",
        ValueType::Name => "a name",
        ValueType::Actors => "names of those who took part",
        ValueType::Kind => "a kind of event",
        ValueType::Term => "a term",
        ValueType::Role => "an office",
        ValueType::Control => "a holder",
        ValueType::Outcome => "an outcome",
        ValueType::Text => "words",
    }
}

fn subject(of: SubjectType) -> &'static str {
    match of {
        SubjectType::Group => "a group",
        SubjectType::Person => "a person",
        SubjectType::Place => "a place",
        SubjectType::Thing => "a thing",
    }
}

fn change(attribute: &Attribute) -> String {
    match attribute.change {
        Change::Fixed => "no".to_owned(),
        Change::Rises => match attribute.window_days {
            Some(days) => format!("rises, for {days} days"),
            None => "rises".to_owned(),
        },
        Change::Changes => "yes".to_owned(),
    }
}

fn tolerance(tolerance: Option<Tolerance>) -> String {
    match tolerance {
        None => "none".to_owned(),
        Some(Tolerance::Absolute(units)) => units.to_string(),
        Some(Tolerance::Relative { percent }) => format!("{percent} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::Terminal;
    use super::*;

    #[test]
    fn the_file_reads_back() {
        let book = Codebook::builtin();
        let toml = toml::to_string(&File::of(&book)).unwrap();
        let again = Codebook::builtin().extended(&toml, "again").unwrap();
        assert_eq!(again.attributes(), book.attributes());
        assert_eq!(again.kinds(), book.kinds());
    }

    #[test]
    fn an_attribute_shows_its_examples() {
        let book = Codebook::builtin();
        let id = book.attribute_id("killed").unwrap();
        let mut out = Vec::new();
        one(book.attribute(id), &mut Terminal::new(&mut out, 80, false)).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.contains("“about 20”"));
        assert!(page.contains("→ superseded"));
        assert!(page.contains("rises"));
    }
}
