//! JSON lines: one article a line.

use std::io::BufRead;

use serde::Deserialize;

use super::super::Article;
use super::{LONGEST_ARTICLE, Trouble};

/// The fields that are read; others are passed over.
#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    dateline: Option<String>,
    title: Option<String>,
    url: Option<String>,
    language: Option<String>,
    text: Option<String>,
}

/// Reads lines until the end, or until `take` has enough.
pub(super) fn read(
    mut reader: Box<dyn BufRead + '_>,
    name: &str,
    take: &mut super::Take<'_>,
) -> bool {
    let mut line = Vec::new();
    let mut number = 0_u64;
    loop {
        line.clear();
        number += 1;
        match next_line(&mut *reader, &mut line) {
            Ok(Found::End) => return true,
            Ok(Found::TooLong) => {
                let message = format!(
                    "is longer than {} MiB and was passed over",
                    LONGEST_ARTICLE >> 20
                );
                if !take(Err(Trouble {
                    place: format!("{name}:{number}"),
                    message,
                })) {
                    return false;
                }
            }
            Ok(Found::Line) => {
                if line.iter().all(u8::is_ascii_whitespace) {
                    continue;
                }
                if !take(article(&line, name, number)) {
                    return false;
                }
            }
            Err(error) => return take(Err(super::trouble(name, &error))),
        }
    }
}

enum Found {
    Line,
    TooLong,
    End,
}

/// The next line, of no more than an article's length; a longer one is passed over.
fn next_line(reader: &mut dyn BufRead, line: &mut Vec<u8>) -> std::io::Result<Found> {
    let mut long = false;
    let mut any = false;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(if long {
                Found::TooLong
            } else if any {
                Found::Line
            } else {
                Found::End
            });
        }
        any = true;
        let end = memchr::memchr(b'\n', buffer);
        let part = &buffer[..end.unwrap_or(buffer.len())];
        if line.len() + part.len() > LONGEST_ARTICLE {
            long = true;
            line.clear();
        }
        if !long {
            line.extend_from_slice(part);
        }
        let used = end.map_or(buffer.len(), |e| e + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(if long { Found::TooLong } else { Found::Line });
        }
    }
}

fn article(line: &[u8], name: &str, number: u64) -> Result<Article, Trouble> {
    let place = || format!("{name}:{number}");
    let text = String::from_utf8_lossy(line);
    let read: Line = serde_json::from_str(&text).map_err(|e| Trouble {
        place: place(),
        message: format!("is no article: {e}"),
    })?;
    let Some(text) = read.text else {
        return Err(Trouble {
            place: place(),
            message: "has no field \"text\"".to_owned(),
        });
    };
    Ok(Article {
        id: read.id.unwrap_or_else(|| format!("article-{number}")),
        outlet: read.outlet.filter(|o| !o.trim().is_empty()),
        published: read.published,
        dateline: read.dateline,
        title: read.title,
        url: read.url,
        language: read.language,
        file: None,
        text,
        notes: Vec::new(),
    })
}
