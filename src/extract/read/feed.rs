//! RSS and Atom: one article an entry.

use super::super::Article;
use super::html;
use super::markup::{Piece, Pieces, attribute, push_text};

#[derive(Default)]
struct Entry {
    title: String,
    link: Option<String>,
    date: String,
    body: String,
}

/// Whether a file is a feed.
pub(super) fn is_feed(text: &str) -> bool {
    let head: String = text.chars().take(2000).collect();
    head.contains("<rss") || head.contains("<feed") || head.contains("<rdf:RDF")
}

/// The articles of a feed.
pub(super) fn articles(xml: &str, name: &str) -> Vec<Article> {
    let mut found = Vec::new();
    let mut outlet = String::new();
    let mut entry: Option<Entry> = None;
    let mut field = String::new();
    for piece in Pieces::new(xml) {
        match piece {
            Piece::Open(tag, attributes) => {
                field = tag.to_ascii_lowercase();
                if field == "item" || field == "entry" {
                    entry = Some(Entry::default());
                } else if let (Some(entry), "link") = (&mut entry, field.as_str()) {
                    let link = attribute(attributes, "href").map(str::to_owned);
                    entry.link = link.or(entry.link.take());
                }
            }
            Piece::Close(tag) => {
                let ends = tag.eq_ignore_ascii_case("item") || tag.eq_ignore_ascii_case("entry");
                if let Some(done) = entry.take_if(|_| ends) {
                    found.push(done.article(name, found.len() + 1, &outlet));
                }
                field.clear();
            }
            Piece::Text(text) => put(&mut entry, &mut outlet, &field, text, false),
            Piece::Raw(text) => put(&mut entry, &mut outlet, &field, text, true),
        }
    }
    found
}

fn put(entry: &mut Option<Entry>, outlet: &mut String, field: &str, text: &str, raw: bool) {
    let Some(entry) = entry else {
        if field == "title" && outlet.is_empty() {
            push_text(outlet, text);
        }
        return;
    };
    match field {
        "title" => push_text(&mut entry.title, text),
        "link" if !text.trim().is_empty() => entry.link = Some(text.trim().to_owned()),
        "pubdate" | "published" | "updated" | "dc:date" if entry.date.is_empty() => {
            push_text(&mut entry.date, text);
        }
        "description" | "content:encoded" | "content" | "summary" => {
            if raw {
                entry.body.push_str(text);
            } else {
                push_text(&mut entry.body, text);
            }
            entry.body.push('\n');
        }
        _ => {}
    }
}

impl Entry {
    fn article(self, name: &str, number: usize, outlet: &str) -> Article {
        let read = html::article(&self.body, &format!("{name}-{number}"));
        let title = Some(self.title.trim().to_owned()).filter(|t| !t.is_empty());
        Article {
            outlet: Some(outlet.trim().to_owned()).filter(|o| !o.is_empty()),
            published: day(&self.date),
            title,
            url: self.link,
            ..read
        }
    }
}

/// The months of RFC 822.
const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";

/// An RFC 822 or RFC 3339 time as a day.
pub(super) fn day(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() >= 10 && text.as_bytes()[4] == b'-' && text.is_char_boundary(10) {
        return Some(text[..10].to_owned());
    }
    let mut words = text.split([' ', ',']).filter(|w| !w.is_empty());
    let day = words.find(|w| w.len() <= 2 && w.bytes().all(|b| b.is_ascii_digit()))?;
    let (month, year) = (words.next()?.to_ascii_lowercase(), words.next()?);
    let month = MONTHS.split(' ').position(|m| month.starts_with(m))? + 1;
    let year: u32 = year.parse().ok().filter(|y| (1900..2200).contains(y))?;
    let day: u32 = day.parse().ok()?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}
