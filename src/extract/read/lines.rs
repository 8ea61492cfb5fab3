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
    for number in 1_u64.. {
        let place = format!("{name}:{number}");
        let more = match next_line(&mut *reader, &mut line) {
            Ok(None) => return true,
            Ok(Some(false)) => {
                let most = LONGEST_ARTICLE >> 20;
                let message = format!("is longer than {most} MiB and was passed over");
                take(Err(Trouble { place, message }))
            }
            Ok(Some(true)) if line.iter().all(u8::is_ascii_whitespace) => true,
            Ok(Some(true)) => {
                let read = article(&line, number);
                take(read.map_err(|message| Trouble { place, message }))
            }
            Err(error) => return take(Err(super::trouble(name, &error))),
        };
        if !more {
            return false;
        }
    }
    true
}

/// Whether the next line, where there is one, is no longer than an article; a longer one is passed over.
fn next_line(reader: &mut dyn BufRead, line: &mut Vec<u8>) -> std::io::Result<Option<bool>> {
    line.clear();
    let (mut fits, mut any) = (true, false);
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(any.then_some(fits));
        }
        any = true;
        let end = memchr::memchr(b'\n', buffer);
        let part = &buffer[..end.unwrap_or(buffer.len())];
        fits &= line.len() + part.len() <= LONGEST_ARTICLE;
        if fits {
            line.extend_from_slice(part);
        } else {
            line.clear();
        }
        let used = end.map_or(buffer.len(), |e| e + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(Some(fits));
        }
    }
}

fn article(line: &[u8], number: u64) -> Result<Article, String> {
    let text = String::from_utf8_lossy(line);
    let read: Line = serde_json::from_str(&text).map_err(|e| format!("is no article: {e}"))?;
    let text = read.text.ok_or("has no field \"text\"")?;
    Ok(Article {
        id: read.id.unwrap_or_else(|| format!("article-{number}")),
        outlet: read.outlet.filter(|o| !o.trim().is_empty()),
        published: read.published,
        dateline: read.dateline,
        title: read.title,
        url: read.url,
        language: read.language,
        text,
        ..Article::default()
    })
}
