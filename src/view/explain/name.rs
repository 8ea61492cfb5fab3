//! Which spellings were read as one name, and which names it may be.

use super::Explanation;
use crate::text::key;
use crate::view::{Name, words};

/// What is known of a name under any of its spellings; nothing where it has but one, and no doubt.
pub(super) fn explain(names: &[Name], name: &str) -> Option<Explanation> {
    let asked = key(name);
    let is = |of: &&Name| of.name == name || of.spellings.iter().any(|s| key(&s.text) == asked);
    let found: Vec<&Name> = names.iter().filter(is).collect();
    let title = found.first()?.name.clone();
    let sentences = found.into_iter().flat_map(|of| {
        let spellings = of.spellings.iter().map(|s| {
            let claims = words::plural(s.claims as usize, "claim");
            format!("{} ({claims}): {}.", s.text, s.why)
        });
        let sort = match &of.why {
            Some(why) => format!(
                "{} may be one {}, and nothing decides it: {}",
                of.name,
                of.kind,
                words::sentence(why)
            ),
            None => format!("{} is the {} behind these spellings.", of.name, of.kind),
        };
        std::iter::once(sort)
            .chain(spellings)
            .collect::<Vec<String>>()
    });
    Some(Explanation {
        title: format!("name {title}"),
        sentences: sentences.collect(),
        evidence: Vec::new(),
    })
}
