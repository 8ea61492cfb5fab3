//! HTML: the main text, and what the page says of itself (schema.org, then `OpenGraph`, then tags).

use super::super::Article;
use super::markup::{Piece, Pieces, attribute, push_text};

/// Elements whose text is not the article's.
const ASIDE: &str = "nav header footer aside form figure button select menu dialog iframe";
/// Elements that begin and end a paragraph.
const BLOCK: &str =
    "p div section article main li ul ol h1 h2 h3 h4 h5 h6 blockquote td tr table br body";
/// Words in a class or id of what is not the article's.
const FOREIGN: &str = "comment related share social sidebar promo advert newsletter cookie breadcrumb footer \
    subscribe recommend disqus";

fn listed(list: &str, name: &str) -> bool {
    list.split(' ').any(|one| one == name)
}

#[derive(Default)]
struct Page {
    title: String,
    outlet: Option<String>,
    published: Option<String>,
    language: Option<String>,
    url: Option<String>,
    text: String,
    paragraph: String,
    /// Characters of the paragraph that stand in links.
    linked: usize,
    in_link: bool,
    in_title: bool,
    in_data: bool,
    /// The element that is passed over, and how deep inside it is one of its own name.
    aside: Option<(String, u32)>,
    dropped: u32,
}

/// Reads a page.
pub(super) fn article(html: &str, id: &str) -> Article {
    let mut page = Page::default();
    for piece in Pieces::new(html) {
        page.take(piece);
    }
    page.end_paragraph();
    let notes = if page.dropped > 0 {
        vec![format!(
            "{} passages of menus, comments, related stories or links were left out",
            page.dropped
        )]
    } else {
        Vec::new()
    };
    let filled = |text: String| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    Article {
        id: id.to_owned(),
        outlet: page.outlet,
        published: page.published,
        title: filled(page.title),
        url: page.url,
        language: page.language,
        text: page.text,
        notes,
        ..Article::default()
    }
}

impl Page {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(name, attributes) => self.open(name, attributes),
            Piece::Close(name) => self.close(name),
            Piece::Text(text) => self.text(text),
            Piece::Raw(text) if self.in_data => self.data(text),
            Piece::Raw(_) => {}
        }
    }

    fn open(&mut self, name: &str, attributes: &str) {
        let name = name.to_ascii_lowercase();
        self.in_data = name == "script" && attributes.contains("ld+json");
        if let Some((aside, depth)) = &mut self.aside {
            *depth += u32::from(*aside == name);
            return;
        }
        let marks = [attribute(attributes, "class"), attribute(attributes, "id")];
        let foreign = marks.iter().flatten().any(|m| {
            let mark = m.to_ascii_lowercase();
            FOREIGN.split(' ').any(|f| mark.contains(f))
        });
        let holder = matches!(
            name.as_str(),
            "div" | "section" | "ul" | "ol" | "p" | "table"
        );
        if listed(ASIDE, &name) || foreign && holder {
            self.end_paragraph();
            self.dropped += 1;
            self.aside = Some((name, 1));
            return;
        }
        match name.as_str() {
            "title" => self.in_title = true,
            "html" => self.language = attribute(attributes, "lang").map(str::to_owned),
            "meta" => self.meta(attributes),
            "time" => {
                let time = attribute(attributes, "datetime").map(str::to_owned);
                self.published = self.published.take().or(time);
            }
            "link" if attributes.contains("canonical") => {
                self.url = attribute(attributes, "href").map(str::to_owned);
            }
            "a" => self.in_link = true,
            other if listed(BLOCK, other) => self.end_paragraph(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        if let Some((aside, depth)) = &mut self.aside {
            if *aside == name {
                *depth -= 1;
                if *depth == 0 {
                    self.aside = None;
                }
            }
            return;
        }
        match name.as_str() {
            "title" => self.in_title = false,
            "a" => self.in_link = false,
            other if listed(BLOCK, other) => self.end_paragraph(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            push_text(&mut self.title, text);
        } else if self.aside.is_none() {
            let before = self.paragraph.len();
            push_text(&mut self.paragraph, text);
            if self.in_link {
                self.linked += self.paragraph.len() - before;
            }
        }
    }

    /// A paragraph is the article's where it is a sentence or more and not mostly links.
    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let linked = std::mem::take(&mut self.linked);
        let trimmed = paragraph.trim();
        let long =
            trimmed.split_whitespace().count() >= 6 || trimmed.ends_with(['.', '!', '?', '”']);
        if trimmed.is_empty() || !long {
            return;
        }
        if linked * 2 > paragraph.len() {
            self.dropped += 1;
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(trimmed);
    }

    fn meta(&mut self, attributes: &str) {
        let Some(content) = attribute(attributes, "content") else {
            return;
        };
        let named = || attribute(attributes, "name");
        let key = attribute(attributes, "property")
            .or_else(named)
            .unwrap_or_default();
        let mut value = String::new();
        push_text(&mut value, content);
        match key.to_ascii_lowercase().as_str() {
            "og:site_name" => self.outlet = self.outlet.take().or(Some(value)),
            "og:title" => self.title = value,
            "article:published_time" | "date" | "dc.date" | "pubdate" => {
                self.published = self.published.take().or(Some(value));
            }
            "og:url" => self.url = Some(value),
            _ => {}
        }
    }

    /// schema.org data win over everything else.
    fn data(&mut self, json: &str) {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(json) else {
            return;
        };
        let items = match value {
            serde_json::Value::Array(items) => items,
            one => vec![one],
        };
        for item in &items {
            let graph = item["@graph"].as_array().cloned().unwrap_or_default();
            for node in std::iter::once(item).chain(&graph) {
                let set = |slot: &mut Option<String>, found: &serde_json::Value| {
                    if let Some(text) = found.as_str() {
                        *slot = Some(text.to_owned());
                    }
                };
                if node["datePublished"].is_string() {
                    set(&mut self.published, &node["datePublished"]);
                    set(&mut self.outlet, &node["publisher"]["name"]);
                    set(&mut self.language, &node["inLanguage"]);
                }
            }
        }
    }
}
