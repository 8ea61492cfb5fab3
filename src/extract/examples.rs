//! The examples that frames carry: each is read, and must give what it says.

use super::{Article, Draft, Extractor};

/// What a draft holds, in the short words of examples: `kind=attack`, `killed=3`,
/// `status Ana Torres=killed`, `where=Lima`, `when=2024-05-13`, `attacker=ISIS`, `said_by=police`.
pub fn told(draft: &Draft) -> Vec<String> {
    let mut told = Vec::new();
    for claim in &draft.claims {
        for key in ["kind", "when"] {
            if let Some(value) = claim.event[key].as_str() {
                told.push(format!("{key}={value}"));
            }
        }
        for place in claim.event["where"].as_array().into_iter().flatten() {
            told.push(format!("where={}", place.as_str().unwrap_or_default()));
        }
        for actor in claim.event["actors"].as_array().into_iter().flatten() {
            told.push(format!(
                "{}={}",
                actor["role"].as_str().unwrap_or_default(),
                actor["name"].as_str().unwrap_or_default()
            ));
        }
        for assertion in &claim.assertions {
            let attribute = assertion["attribute"].as_str().unwrap_or_default();
            let value = assertion["value"]
                .as_str()
                .map_or_else(|| assertion["value"].to_string(), str::to_owned);
            let of = assertion["of"]
                .as_str()
                .filter(|_| !matches!(attribute, "killed" | "wounded" | "abducted" | "captured"));
            told.push(of.map_or_else(
                || format!("{attribute}={value}"),
                |of| format!("{attribute} {of}={value}"),
            ));
        }
        told.extend(claim.said_by.iter().map(|s| format!("said_by={s}")));
    }
    told
}

impl Extractor {
    /// Every example of the frames that does not give what it says, as a sentence.
    pub fn failing_examples(&self) -> Vec<String> {
        let mut failing = Vec::new();
        for lexicon in &self.languages {
            for frame in &lexicon.frames {
                for example in &frame.examples {
                    let article = Article {
                        id: "example".into(),
                        published: Some("2024-05-15".into()),
                        language: Some(lexicon.code.clone()),
                        text: example.text.clone(),
                        ..Article::default()
                    };
                    let told = told(&self.extract(&article));
                    let missing: Vec<&String> = example
                        .gives
                        .iter()
                        .filter(|gives| !told.contains(gives))
                        .collect();
                    if !missing.is_empty() {
                        failing.push(format!(
                            "{} {}: \"{}\" does not give {missing:?}, but {told:?}",
                            lexicon.code, frame.id, example.text
                        ));
                    }
                }
            }
        }
        failing
    }
}
