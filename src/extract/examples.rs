//! The examples that frames carry: each is read, and must give what it says.

use super::frame::Example;
use super::lexicon::Lexicon;
use super::{Article, Draft, Extractor};

/// What a draft holds, in the short words of examples: `kind=attack`, `killed=3`,
/// `status Ana Torres=killed`, `where=Lima`, `when=2024-05-13`, `attacker=ISIS`, `said_by=police`.
pub fn told(draft: &Draft) -> Vec<String> {
    let mut told = Vec::new();
    for claim in &draft.claims {
        let event = &claim.event;
        told.extend(event.kind.iter().map(|kind| format!("kind={kind}")));
        told.extend(event.when.iter().map(|when| format!("when={when}")));
        told.extend(event.places.iter().map(|place| format!("where={place}")));
        let actors = event.actors.iter();
        told.extend(actors.map(|actor| format!("{}={}", actor.role, actor.name)));
        for assertion in &claim.assertions {
            let (attribute, value) = (assertion.attribute, &assertion.value);
            let counted = matches!(attribute, "killed" | "wounded" | "abducted" | "captured");
            let of = assertion.of.as_ref().filter(|_| !counted);
            let of = of.map_or_else(String::new, |of| format!(" {of}"));
            let how = assertion.stance.or(assertion.proof);
            let how = how.map_or_else(String::new, |how| format!("{how} "));
            told.push(format!("{how}{attribute}{of}={value}"));
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
            for frame in &lexicon.language.frames {
                let examples = frame.examples.iter();
                let wrong = examples.filter_map(|e| self.failing(lexicon, e));
                failing.extend(wrong.map(|wrong| format!("{}: {wrong}", frame.id)));
            }
        }
        failing
    }

    fn failing(&self, lexicon: &Lexicon, example: &Example) -> Option<String> {
        let article = Article {
            id: "example".into(),
            published: Some("2024-05-15".into()),
            language: Some(lexicon.language.code.clone()),
            text: example.text.clone(),
            ..Article::default()
        };
        let told = told(&self.extract(&article));
        let missing: Vec<_> = example
            .gives
            .iter()
            .filter(|gives| !told.contains(gives))
            .collect();
        let wrong = format!(
            "\"{}\" does not give {missing:?}, but {told:?}",
            example.text
        );
        (!missing.is_empty()).then_some(wrong)
    }
}
