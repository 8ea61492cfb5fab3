//! What an article's words are evidence of: the event that it is about. Where it drafts none, the
//! article itself is an account, of which nothing is known but its words.

use super::article::Article;
use super::draft::{Draft, DraftClaim, DraftDocument, DraftEvent, DraftMark, Passage, outlet};
use super::kinds::Family;
use super::lexicon::Lexicon;
use crate::text::gist;

/// One word in so many, or more, tells the language of a text that is in it.
const TELLING: usize = 25;

impl Draft {
    /// The claims that `keep` keeps; where there is none, the article itself.
    pub fn kept(self, keep: impl Fn(&DraftClaim) -> bool) -> Vec<DraftClaim> {
        let kept: Vec<DraftClaim> = self.claims.into_iter().filter(keep).collect();
        if kept.is_empty() {
            self.bare.into_iter().collect()
        } else {
            kept
        }
    }
}

impl DraftClaim {
    /// Whether it is an article from which nothing was drafted.
    pub fn is_bare(&self) -> bool {
        self.draft.confidence.is_none()
    }
}

/// Gives the article's words to the event that it is about: the first of its draft, which the title
/// and the first sentences tell, but for an arrest, which is of those who did it. What else it
/// tells is another story.
pub(super) fn with_words(mut draft: Draft, article: &Article, lexicon: &Lexicon) -> Draft {
    let title = article.title.as_deref().into_iter();
    let words = gist(title.chain([&*article.text]));
    let kinds = &lexicon.kinds;
    let is_sequel = |claim: &DraftClaim| {
        let kind = claim.event.kind.as_deref();
        kind.is_some_and(|kind| kinds.get(kind).family == Family::Arrest)
    };
    let main = draft.claims.iter().position(|claim| !is_sequel(claim));
    if let Some(main) = draft.claims.get_mut(main.unwrap_or(0)) {
        main.event.words.clone_from(&words);
    }
    draft.bare = reads(article, lexicon).then(|| DraftClaim {
        id: format!("{}#1", article.id),
        outlet: outlet(article),
        document: DraftDocument::of(article, lexicon),
        event: DraftEvent {
            words,
            ..DraftEvent::default()
        },
        assertions: Vec::new(),
        said_by: Vec::new(),
        quote: Passage { start: 0, end: 0 },
        draft: DraftMark::UNSURE,
    });
    draft
}

/// Whether an article is in the language in which it was read.
fn reads(article: &Article, lexicon: &Lexicon) -> bool {
    if let Some(declared) = article.is_in(&lexicon.language.code) {
        return declared;
    }
    let text = article.text.to_lowercase();
    let words: Vec<&str> = crate::text::words(&text).collect();
    lexicon.tells(&text, &words) * TELLING >= words.len()
}
