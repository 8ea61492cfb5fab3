//! How the page looks: templates, style sheet and script, each the program's or the user's own.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Output, State, Value, context, escape_formatter};
use sha2::{Digest as _, Sha256};

use super::page::Page;
use crate::report::text::{LONGEST, clip, inert};
use crate::report::{weighed, words};

/// The templates inside the program, by the names that they include each other by.
pub const TEMPLATES: [(&str, &str); 3] = [
    ("page.html", include_str!("assets/page.html")),
    ("event.html", include_str!("assets/event.html")),
    ("parts.html", include_str!("assets/parts.html")),
];

/// The style sheet inside the program.
pub const STYLE: &str = include_str!("assets/style.css");

/// The script inside the program: filters, shortcuts, theme. The page reads without it.
const SCRIPT: &str = include_str!("assets/script.js");

/// Templates and a style sheet, ready to set a page.
#[derive(Debug)]
pub struct Theme {
    templates: Environment<'static>,
    style: String,
}

/// Why a template cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeError(String);

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ThemeError {}

/// So many steps of one template end it: a page of 100,000 claims takes a fifth or so, and a loop without end
/// comes to its end in seconds.
const FUEL: u64 = 100_000_000;

impl Theme {
    /// The program's own look, with the user's templates (name and text) and style sheet in place
    /// of those that they replace.
    ///
    /// # Errors
    /// Where a template has a fault of syntax: its name and line are named.
    pub fn new(own: Vec<(String, String)>, style: Option<String>) -> Result<Self, ThemeError> {
        let mut templates = Environment::new();
        templates.set_formatter(formatted);
        templates.set_fuel(Some(FUEL));
        templates.set_auto_escape_callback(|_| minijinja::AutoEscape::Html);
        templates.set_syntax(syntax()?);
        templates.add_filter("day", |edtf: Option<String>| {
            words::day(&edtf.unwrap_or_default())
        });
        templates.add_filter("sentence", |text: String| words::sentence(&text));
        templates.add_filter("likely", weighed::likely);
        let builtin = TEMPLATES.map(|(name, text)| (name.to_owned(), text.to_owned()));
        for (name, text) in builtin.into_iter().chain(own) {
            templates
                .add_template_owned(name, text)
                .map_err(|error| ThemeError(told(&error)))?;
        }
        Ok(Self {
            templates,
            style: style.unwrap_or_else(|| STYLE.to_owned()),
        })
    }

    /// Sets a page.
    pub(super) fn render(&self, page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
        let style = in_element(&self.style);
        let script = in_element(SCRIPT);
        let policy = policy(&style, &script);
        let values = context! {
            style => Value::from_safe_string(style),
            script => Value::from_safe_string(script),
            policy => policy,
            ..Value::from(Serde(page))
        };
        let template = self.templates.get_template("page.html");
        let written = template.and_then(|page| page.render_captured_to(values, out));
        written.map(drop).map_err(|error| io_error(&error))
    }
}

/// A tag alone in its line leaves no blank one.
fn syntax() -> Result<SyntaxConfig, ThemeError> {
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    syntax.map_err(|error| ThemeError(told(&error)))
}

/// A text that cannot close the element which it stands in.
fn in_element(text: &str) -> String {
    text.replace("</", "<\\/")
}

/// What the page may load and run: its own style sheet and script, and nothing else. See
/// <https://www.w3.org/TR/CSP3/>.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}

/// Every value that is printed comes by here: what is not markup of this program's own making is
/// made inert, and escaped.
fn formatted(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => {
            let short = clip(text, LONGEST);
            out.write_str(&escaped(&inert(&short)))
                .map_err(minijinja::Error::from)
        }
        _ => escape_formatter(out, state, value),
    }
}

/// Text in which nothing is markup, in an element or in a quoted attribute.
fn escaped(text: &str) -> Cow<'_, str> {
    let entity = |c: char| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    };
    if !text.contains(|c| entity(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match entity(c) {
            Some(entity) => out.push_str(entity),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// An error of writing as such, so that a closed pipe is known as one; else the template's fault.
fn io_error(error: &minijinja::Error) -> io::Error {
    let source = std::error::Error::source(error).and_then(|s| s.downcast_ref::<io::Error>());
    match source {
        Some(cause) => io::Error::new(cause.kind(), cause.to_string()),
        None => io::Error::other(told(error)),
    }
}

/// `page.html:12: what is wrong`.
fn told(error: &minijinja::Error) -> String {
    let what = error
        .detail()
        .map_or_else(|| error.kind().to_string(), str::to_owned);
    match (error.name(), error.line()) {
        (Some(name), Some(line)) => format!("template {name}:{line}: {what}"),
        _ => format!("template: {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_a_template_is_named_with_its_line() {
        let own = vec![("page.html".to_owned(), "one\n{% if %}".to_owned())];
        let error = Theme::new(own, None).unwrap_err().to_string();
        assert!(error.starts_with("template page.html:2:"), "{error}");
    }

    #[test]
    fn no_text_is_markup() {
        assert_eq!(escaped("a/b"), "a/b");
        assert_eq!(escaped("<a b=\"'&"), "&lt;a b=&quot;&#39;&amp;");
    }

    #[test]
    fn no_style_sheet_closes_its_element() {
        assert_eq!(in_element("a</style><script>"), "a<\\/style><script>");
    }

    #[test]
    fn the_policy_names_what_is_in_the_page() {
        // `printf '' | openssl dgst -sha256 -binary | base64`
        let empty = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(policy("", "").matches(empty).count(), 2);
    }
}
