//! WARC: every response that is a page.

use std::io::{BufRead, Read};

use super::super::Article;
use super::{LONGEST_ARTICLE, Trouble, html};

/// Reads the records of an archive.
pub(super) fn read(
    mut reader: Box<dyn BufRead + '_>,
    name: &str,
    take: &mut super::Take<'_>,
) -> bool {
    let mut number = 0;
    loop {
        let record = match record(&mut *reader) {
            Ok(Some(record)) => record,
            Ok(None) => return true,
            Err(message) => {
                let place = name.to_owned();
                return take(Err(Trouble { place, message }));
            }
        };
        if record.kind != "response" && record.kind != "resource" {
            continue;
        }
        number += 1;
        let article = record.article(name, number);
        if article.is_some_and(|article| !take(Ok(article))) {
            return false;
        }
    }
}

#[derive(Default)]
struct Record {
    kind: String,
    uri: Option<String>,
    date: Option<String>,
    body: Vec<u8>,
}

/// The next record; what is longer than an article is cut.
fn record<R: BufRead + ?Sized>(mut reader: &mut R) -> Result<Option<Record>, String> {
    let mut record = Record::default();
    let mut length: u64 = 0;
    let mut begun = false;
    loop {
        let mut line = Vec::new();
        let read = Read::by_ref(&mut reader)
            .take(1 << 16)
            .read_until(b'\n', &mut line)
            .map_err(|e| format!("cannot be read: {e}"))?;
        if read == 0 {
            let cut = "ends inside a record".to_owned();
            return if begun { Err(cut) } else { Ok(None) };
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if !begun {
            begun = line.starts_with("WARC/");
            if !begun && !line.is_empty() {
                return Err("is no WARC file".to_owned());
            }
            continue;
        }
        if line.is_empty() {
            break;
        }
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim();
        match key.to_ascii_lowercase().as_str() {
            "warc-type" => record.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => record.uri = Some(value.to_owned()),
            "warc-date" => record.date = Some(value.to_owned()),
            "content-length" => {
                length = value
                    .parse()
                    .map_err(|_| "has a record without a length".to_owned())?;
            }
            _ => {}
        }
    }
    let kept = length.min(LONGEST_ARTICLE as u64);
    Read::by_ref(&mut reader)
        .take(kept)
        .read_to_end(&mut record.body)
        .map_err(|e| format!("cannot be read: {e}"))?;
    std::io::copy(
        &mut Read::by_ref(&mut reader).take(length - kept),
        &mut std::io::sink(),
    )
    .map_err(|e| format!("cannot be read: {e}"))?;
    Ok(Some(record))
}

impl Record {
    fn article(&self, name: &str, number: usize) -> Option<Article> {
        let start = memchr::memmem::find(&self.body, b"\r\n\r\n").map_or(0, |e| e + 4);
        let (head, page) = if self.body.starts_with(b"HTTP/") {
            self.body.split_at(start)
        } else {
            (&[][..], self.body.as_slice())
        };
        let head = String::from_utf8_lossy(head).to_ascii_lowercase();
        if !head.is_empty() && !head.contains("html") {
            return None;
        }
        let text = crate::text::decode(page);
        let read = html::article(&text, &format!("{name}-{number}"));
        let outlet = read
            .outlet
            .clone()
            .or_else(|| self.uri.as_deref().and_then(super::host));
        let published = read
            .published
            .clone()
            .or_else(|| self.date.as_deref().and_then(super::feed::day));
        Some(Article {
            outlet,
            published,
            url: read.url.clone().or_else(|| self.uri.clone()),
            ..read
        })
    }
}
