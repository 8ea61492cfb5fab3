//! Articles written for the purpose, with the claims that a reader would write; and the examples
//! that the frames carry.

use std::fs;

use rashomon::extract::{Article, Extractor, told};
use serde::Deserialize;

use crate::root;

#[derive(Deserialize)]
struct Golden {
    article: Vec<Case>,
}

/// An article, what its drafts must hold, and what they must not.
#[derive(Deserialize)]
struct Case {
    id: String,
    published: String,
    text: String,
    #[serde(default)]
    expect: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

fn cases() -> Vec<(String, Case)> {
    let folder = root().join("tests/extract");
    let mut all = Vec::new();
    for language in ["en", "fr", "es", "ar"] {
        let text = fs::read_to_string(folder.join(format!("{language}.toml"))).unwrap();
        let golden: Golden = toml::from_str(&text).unwrap();
        all.extend(
            golden
                .article
                .into_iter()
                .map(|case| (language.to_owned(), case)),
        );
    }
    all
}

#[test]
fn articles_draft_what_a_reader_would_write() {
    let extractor = Extractor::builtin().unwrap();
    let mut wrong = Vec::new();
    for (language, case) in cases() {
        let article = Article {
            id: case.id.clone(),
            published: Some(case.published),
            language: Some(language),
            text: case.text,
            ..Article::default()
        };
        let told = told(&extractor.extract(&article));
        let missing: Vec<&String> = case.expect.iter().filter(|e| !told.contains(e)).collect();
        let false_ones: Vec<&String> = case
            .never
            .iter()
            .filter(|n| told.iter().any(|t| t.starts_with(n.as_str())))
            .collect();
        if !missing.is_empty() || !false_ones.is_empty() {
            wrong.push(format!(
                "{}: missing {missing:?}, false {false_ones:?}, told {told:?}",
                case.id
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn there_are_forty_articles_and_more() {
    assert!(cases().len() >= 40);
}

#[test]
fn frames_do_what_their_examples_say() {
    let failing = Extractor::builtin().unwrap().failing_examples();
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Files that hold words for a reason: the terms of the claims format, the keys of the data, the
/// short words of examples.
const WORDED: [&str; 3] = ["terms.rs", "class.rs", "examples.rs"];

/// String literals of a source file before its tests that hold two letters in a row, but for what
/// stands in attributes, in `include_str!`, and in a path.
fn worded(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap();
    let mut found = Vec::new();
    let mut rest = source;
    let mut attribute = 0;
    while let Some(c) = rest.chars().next() {
        let before = &source[..source.len() - rest.len()];
        let tail = &rest[c.len_utf8()..];
        rest = match c {
            '/' if tail.starts_with('/') => tail.split_once('\n').map_or("", |(_, rest)| rest),
            '#' if tail.starts_with(['[', '!']) => {
                attribute = 1;
                tail.split_once('[').unwrap().1
            }
            '[' if attribute > 0 => {
                attribute += 1;
                tail
            }
            ']' if attribute > 0 => {
                attribute -= 1;
                tail
            }
            // A character, or a lifetime.
            '\'' if tail.starts_with('\\') => tail[2..].split_once('\'').unwrap().1,
            '\'' if tail.chars().nth(1) == Some('\'') => tail.split_once('\'').unwrap().1,
            '"' => {
                let mut end = 0;
                while !tail[end..].starts_with('"') {
                    let escaped = usize::from(tail[end..].starts_with('\\'));
                    let skipped = tail[end..].chars().take(1 + escaped);
                    end += skipped.map(char::len_utf8).sum::<usize>();
                }
                let literal = &tail[..end];
                // Without what stands in braces: names of variables.
                let outside = literal.split('{').enumerate().map(|(n, part)| match n {
                    0 => part,
                    _ => part.split_once('}').map_or(part, |(_, outside)| outside),
                });
                let words = outside
                    .flat_map(|part| part.split(|c: char| !c.is_alphabetic()))
                    .any(|word| word.chars().count() > 1);
                let file = before.ends_with("include_str!(");
                if words && attribute == 0 && !file {
                    found.push(literal.to_owned());
                }
                &tail[end + 1..]
            }
            _ => tail,
        };
    }
    found
}

#[test]
fn words_of_languages_stand_in_data_alone() {
    let folder = root().join("src/extract");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_file() && !WORDED.contains(&name.as_str()) {
            let words = worded(&fs::read_to_string(&path).unwrap());
            wrong.extend(words.into_iter().map(|word| format!("{name}: {word:?}")));
        }
    }
    assert!(
        wrong.is_empty(),
        "move these into lang/ or terms.rs: {wrong:#?}"
    );
}

#[test]
fn a_word_in_code_is_found() {
    let source = r#"
        // "not this", nor '"' or 'a:
        #[serde(rename = "neither")]
        const DATA: &str = include_str!("lang/en.toml");
        fn f<'a>(s: &'a str) -> bool { s == "dead" || s.starts_with(['"', '\'']) || s == "a-b" }
        #[cfg(test)] const T: &str = "past the end";
    "#;
    assert_eq!(worded(source), ["dead"]);
}

#[test]
fn patterns_of_users_add_frames_and_say_what_is_wrong() {
    let poison = r#"
        code = "en"
        [[frame]]
        id = "poison"
        kind = "killing"
        effect = "killed"
        verbs = "poison"
        subject = "attacker"
        object = "victim"
    "#;
    let extractor = Extractor::with_patterns(&[poison.to_owned()]).unwrap();
    let article = Article {
        published: Some("2024-05-15".to_owned()),
        text: "Three men were poisoned in Lima on Monday.".to_owned(),
        ..Article::default()
    };
    assert!(told(&extractor.extract(&article)).contains(&"killed=3".to_owned()));
    for wrong in [
        "code = \"en\"\n[words]\nnosuch = \"word\"",
        "code = \"en\"\nnosuch = 1",
        "code = \"en\"\n[marks]\nnosuch = \"word\"",
    ] {
        let error = Extractor::with_patterns(&[wrong.to_owned()]).unwrap_err();
        assert!(error.to_string().contains("nosuch"), "{error}");
    }
}
