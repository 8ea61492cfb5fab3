//! HTML and XML as a stream of tags and text, whatever is left open: no tree, no recursion, so that
//! a page nested a million deep costs no more than its bytes.

/// A piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// The name, and all that stands in the tag.
    Open(&'a str, &'a str),
    /// The name.
    Close(&'a str),
    /// Text between tags, with its entities.
    Text(&'a str),
    /// Text as it stands (CDATA, a script's body).
    Raw(&'a str),
}

/// The pieces of a page.
pub(super) struct Pieces<'a> {
    rest: &'a str,
    /// The name of an element whose body is no markup.
    raw: Option<&'static str>,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            raw: None,
        }
    }

    fn take(&mut self, end: usize) -> &'a str {
        let (head, tail) = self.rest.split_at(end);
        self.rest = tail;
        head
    }

    /// The body of a script or style, up to its end tag.
    fn raw_body(&mut self, name: &'static str) -> Option<Piece<'a>> {
        let bytes = self.rest.as_bytes();
        let mut from = 0;
        let end = loop {
            let Some(found) = memchr::memmem::find(&bytes[from..], b"</") else {
                break bytes.len();
            };
            let at = from + found;
            let tail = &bytes[at + 2..];
            if tail.len() >= name.len() && tail[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            {
                break at;
            }
            from = at + 2;
        };
        let body = self.take(end);
        (!body.is_empty()).then_some(Piece::Raw(body))
    }

    fn tag(&mut self) -> Option<Piece<'a>> {
        if self.rest.starts_with("<!--") {
            let end = memchr::memmem::find(self.rest.as_bytes(), b"-->")
                .map_or(self.rest.len(), |e| e + 3);
            self.take(end);
            return None;
        }
        if self.rest.starts_with("<![CDATA[") {
            let end = memchr::memmem::find(self.rest.as_bytes(), b"]]>");
            let whole = self.take(end.map_or(self.rest.len(), |e| e + 3));
            let body = whole.get(9..).unwrap_or_default();
            return Some(Piece::Raw(body.strip_suffix("]]>").unwrap_or(body)));
        }
        let end = memchr::memchr(b'>', self.rest.as_bytes()).map_or(self.rest.len(), |e| e + 1);
        let tag = self.take(end);
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        if let Some(name) = inner.strip_prefix('/') {
            return Some(Piece::Close(name.trim()));
        }
        let stop = inner
            .find(|c: char| c.is_whitespace() || c == '/')
            .unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(stop);
        self.raw = ["script", "style", "noscript", "template", "svg"]
            .into_iter()
            .find(|r| name.eq_ignore_ascii_case(r) && !inner.ends_with('/'));
        Some(Piece::Open(name, attributes))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if let Some(name) = self.raw.take()
                && let Some(body) = self.raw_body(name)
            {
                return Some(body);
            }
            let follows = |rest: &str| {
                rest[1..]
                    .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
            };
            if self.rest.starts_with('<') && follows(self.rest) {
                if let Some(piece) = self.tag() {
                    return Some(piece);
                }
                continue;
            }
            let skip = usize::from(self.rest.starts_with('<'));
            let end = memchr::memchr(b'<', &self.rest.as_bytes()[skip..])
                .map_or(self.rest.len(), |e| e + skip);
            return Some(Piece::Text(self.take(end)));
        }
    }
}

/// The value of an attribute in a tag.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        let at = find_ignore_case(rest, name)?;
        let bounded = at == 0
            || rest.as_bytes()[at - 1].is_ascii_whitespace()
            || matches!(rest.as_bytes()[at - 1], b'"' | b'\'');
        let tail = rest[at + name.len()..].trim_start();
        if let (true, Some(value)) = (bounded, tail.strip_prefix('=')) {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            return Some(match quote {
                Some(quote) => value[1..].split(quote).next().unwrap_or_default(),
                None => value
                    .split(|c: char| c.is_whitespace() || c == '/')
                    .next()
                    .unwrap_or_default(),
            });
        }
        rest = &rest[at + name.len()..];
    }
}

fn find_ignore_case(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    (0..text.len().saturating_sub(word.len() - 1))
        .find(|i| text[*i..*i + word.len()].eq_ignore_ascii_case(word))
}

/// Adds text with its entities resolved and its spaces made one.
pub(super) fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '&'
            && let Some((found, length)) = entity(rest)
        {
            out.push(found);
            rest = &rest[length..];
            continue;
        }
        if c.is_whitespace() {
            if !out.ends_with([' ', '\n']) && !out.is_empty() {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
}

/// Characters by the names of their entities.
const ENTITIES: &str = "amp=& lt=< gt=> quot=\" apos=' rsquo=’ lsquo=‘ ldquo=“ rdquo=” laquo=« raquo=» ndash=– \
    mdash=— hellip=… eacute=é egrave=è agrave=à ccedil=ç ntilde=ñ oacute=ó aacute=á iacute=í uacute=ú";

fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let named = || {
        let mut known = ENTITIES
            .split(' ')
            .filter_map(|entity| entity.split_once('='));
        known.find(|(known, _)| *known == name)?.1.chars().next()
    };
    let numbered = || {
        let code = name.strip_prefix('#')?;
        let hex = code
            .strip_prefix(['x', 'X'])
            .map(|hex| u32::from_str_radix(hex, 16));
        let number = hex.unwrap_or_else(|| code.parse()).ok()?;
        char::from_u32(number).filter(|c| !c.is_control())
    };
    let space = Some(' ').filter(|_| name == "nbsp");
    Some((space.or_else(named).or_else(numbered)?, end + 1))
}
