//! An office: a title, the body it belongs to, and the area it covers.

use std::sync::Arc;

/// An office read from words such as "emir of JNIM in Gao" or "president of Mali".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Role {
    /// The title ("emir"), as written.
    pub title: Arc<str>,
    /// Whose office it is ("JNIM", "Mali"), as written.
    pub body: Option<Arc<str>>,
    /// The area it covers ("Gao"), as written.
    pub area: Option<Arc<str>>,
}

impl Role {
    /// Reads `TITLE of BODY in AREA`; `BODY` and `AREA` may be missing.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let (title, rest) = split_once_word(text, &["of the", "of"]);
        let Some(rest) = rest else {
            let (title, area) = split_once_word(text, &["in the", "in"]);
            return Self::new(title, None, area);
        };
        let (body, area) = split_once_word(rest, &["in the", "in"]);
        Self::new(title, Some(body), area)
    }

    fn new(title: &str, body: Option<&str>, area: Option<&str>) -> Self {
        Self {
            title: Arc::from(title),
            body: body.map(Arc::from),
            area: area.map(Arc::from),
        }
    }
}

/// Splits at the first of `words` that stands alone between two others.
fn split_once_word<'a>(text: &'a str, words: &[&str]) -> (&'a str, Option<&'a str>) {
    words
        .iter()
        .filter_map(|word| {
            let between = format!(" {word} ");
            text.find(&between).map(|at| (at, between.len()))
        })
        .min_by_key(|&(at, len)| (at, std::cmp::Reverse(len)))
        .map_or((text, None), |(at, len)| {
            (text[..at].trim(), Some(text[at + len..].trim()))
        })
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.title)?;
        if let Some(body) = &self.body {
            write!(f, " of {body}")?;
        }
        if let Some(area) = &self.area {
            write!(f, " in {area}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, Option<String>, Option<String>) {
        let role = Role::parse(text);
        (
            role.title.to_string(),
            role.body.map(|b| b.to_string()),
            role.area.map(|a| a.to_string()),
        )
    }

    #[test]
    fn title_body_and_area() {
        assert_eq!(
            parts("emir of JNIM in Gao"),
            ("emir".into(), Some("JNIM".into()), Some("Gao".into()))
        );
        assert_eq!(
            parts("president of the Republic"),
            ("president".into(), Some("Republic".into()), None)
        );
        assert_eq!(parts("spokesman"), ("spokesman".into(), None, None));
        assert_eq!(
            parts("commander in Burkina Faso"),
            ("commander".into(), None, Some("Burkina Faso".into()))
        );
    }
}
