//! Articles written for the purpose, with the claims that a reader would write; and the examples
//! that the frames carry.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop"
)]

use std::fs;
use std::path::Path;

use rashomon::extract::{Article, Extractor, told};
use serde::Deserialize;

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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/extract");
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
