//! Plain text and Markdown.

use super::super::Article;

/// An article of plain text.
pub(super) fn article(text: String, id: &str, file: Option<&str>) -> Article {
    Article {
        id: id.to_owned(),
        file: file.map(str::to_owned),
        text,
        ..Article::default()
    }
}

/// An article in Markdown: its first heading is its title, and marks are not text. Offsets stay
/// those of the file, so marks become spaces.
pub(super) fn markdown(text: &str, id: &str, file: Option<&str>) -> Article {
    let mut title = None;
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut out = String::with_capacity(text.len());
    let mut front = false;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        if line.trim_end() == "---" && (n == 0 || front) {
            front = n == 0;
            blank(&mut out, line);
        } else if front {
            if let Some((key, value)) = line.split_once(':') {
                fields.push((
                    key.trim().to_lowercase(),
                    value.trim().trim_matches('"').to_owned(),
                ));
            }
            blank(&mut out, line);
        } else if line.starts_with('#') {
            title = title.or_else(|| Some(line.trim_start_matches('#').trim().to_owned()));
            blank(&mut out, line);
        } else {
            out.extend(line.chars().map(|c| {
                if matches!(c, '*' | '_' | '`' | '>') {
                    ' '
                } else {
                    c
                }
            }));
        }
    }
    let field = |names: &[&str]| {
        fields
            .iter()
            .find(|(k, _)| names.contains(&k.as_str()))
            .map(|(_, v)| v.clone())
    };
    Article {
        title: field(&["title"]).or(title),
        outlet: field(&["outlet", "source", "site"]),
        published: field(&["date", "published"]),
        language: field(&["lang", "language"]),
        ..article(out, id, file)
    }
}

fn blank(out: &mut String, line: &str) {
    out.extend(line.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
}
