//! The extractor: no panic, every quote inside the text, the same drafts twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon::extract::{Article, Extractor, told};

fuzz_target!(|text: &str| {
    let Ok(extractor) = Extractor::builtin() else { return };
    let article = Article {
        id: "fuzz".into(),
        published: Some("2024-05-15".into()),
        text: text.to_owned(),
        ..Article::default()
    };
    let draft = extractor.extract(&article);
    let length = text.chars().count();
    for claim in &draft.claims {
        assert!(claim.quote.start <= claim.quote.end && claim.quote.end <= length);
    }
    assert_eq!(told(&draft), told(&extractor.extract(&article)));
});
