//! Noun groups as actors: organisations, persons by name, people as described.

use super::chunk::Kind;
use super::class::*;
use super::fold;
use super::mention::{Sort, Who};
use super::sentence::Sentence;
use super::span::Named;

impl Sentence<'_> {
    /// The organisation that people belong to.
    pub(super) fn group_of(&self, i: usize) -> Option<String> {
        let first = self.organisations(i, true).into_iter().next();
        first.map(|who| who.name)
    }

    /// Organisations in a noun group, and in the "of" behind it.
    pub(super) fn organisations(&self, i: usize, behind: bool) -> Vec<Who> {
        let Some(noun) = self.noun(i) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for span in self.spans_in(i) {
            let sort = match span.what {
                Named::Organisation => Sort::Organisation,
                Named::Forces => Sort::Forces,
                _ => continue,
            };
            // "Salvadoran Army": the people before it is part of the name.
            let people = self.spans_in(i).any(|s| {
                matches!(s.what, Named::People(_)) && s.end == span.first && sort == Sort::Forces
            });
            let first = span.first - usize::from(people);
            found.push(Who::new(self.words(first, span.end), sort));
        }
        let forces = noun.head_class & STATE_FORCE != 0 && noun.head_class & PERSON == 0;
        if found.is_empty() && forces {
            found.push(Who::new(self.without_article(i), Sort::Forces));
        }
        let members = noun.head_class & (PERSON | GROUP) != 0;
        let belongs = members || noun.head_class & REBEL != 0;
        if let Some(of) = self.right_behind(i, OF | FROM)
            && found.is_empty()
            && behind
            && belongs
        {
            found = self.organisations(of, false);
            found.retain(|w| w.sort == Sort::Organisation || members);
        }
        found
    }

    /// The words of a noun group without its article.
    pub(super) fn without_article(&self, i: usize) -> &str {
        let item = &self.items[i];
        let article = |k: &usize| self.is(*k, DET | INDEF) && k + 1 < item.end;
        self.words(
            item.tokens().find(|k| !article(k)).unwrap_or(item.first),
            item.end,
        )
    }

    /// Those who act: organisations, a person, or people as described.
    pub(super) fn actors(&self, i: usize) -> Vec<Who> {
        let Some(noun) = self.noun(i).filter(|n| !n.none && !n.pronoun) else {
            return Vec::new();
        };
        let mut organisations = self.organisations(i, true);
        if !organisations.is_empty() {
            organisations.retain(|who| !self.is_named(who, CIVIL));
            return organisations;
        }
        if let (true, Some(group)) = (self.means_the_group(i), self.memory.group_before()) {
            return vec![Who::new(group, Sort::Organisation)];
        }
        let names = self.person_names(i);
        if !names.is_empty() {
            let person = |name: &String| Who::new(name, Sort::Person);
            return names.iter().map(person).collect();
        }
        let people = PERSON | REBEL | GROUP | STATE_FORCE;
        let rebels = noun.class & REBEL != 0;
        let bystander = self.head_marked(i, BYSTANDER) && !rebels;
        if noun.head_class & people == 0 || noun.head_class & EVENT != 0 || bystander {
            return Vec::new();
        }
        let sort = if rebels {
            Sort::Rebels
        } else {
            Sort::Described
        };
        vec![Who::new(self.without_article(i), sort)]
    }

    /// Whether a word of a name has one of the marks.
    pub(super) fn is_named(&self, who: &Who, marks: Marks) -> bool {
        let marked = |word: &str| self.lexicon.marks(word) & marks != 0;
        fold(&who.name).split(' ').any(marked)
    }

    /// All who act in a list of noun groups.
    pub(super) fn actors_among(&self, list: &[usize]) -> Vec<Who> {
        list.iter().flat_map(|i| self.actors(*i)).collect()
    }

    /// "the group", "the terrorist organization": the one named last.
    fn means_the_group(&self, i: usize) -> bool {
        self.noun(i).is_some_and(|n| {
            n.definite
                && !n.plural
                && !n.is_counted()
                && n.spans.is_empty()
                && self.marked(n.head, THE_GROUP)
                && !self.is_prep(i + 1, OF)
        })
    }

    /// The persons named in a noun group, in full where the article has said so.
    pub(super) fn person_names(&self, i: usize) -> Vec<String> {
        const MODIFIED: u64 = PERSON | ORGNOUN | THING | PLACENOUN | GROUP | EVENT;
        let mut names = Vec::new();
        for span in self.spans_in(i).filter(|s| s.what == Named::Person) {
            let item = &self.items[i];
            let modifies =
                span.end < item.end && !self.sign(span.end, 's') && self.is(span.end, MODIFIED);
            if modifies {
                continue;
            }
            let name = self.full(self.words(span.first, span.end));
            // One word alone is a person's where a title or the article says so.
            let titled = span.first > item.first && self.is(span.first - 1, TITLE);
            if name.contains(' ') || titled {
                names.push(name);
            }
        }
        names
    }

    pub(super) fn full(&self, name: &str) -> String {
        self.memory.full(name).unwrap_or(name).to_owned()
    }

    /// "the mayor of Achi, Ricardo Castellar": the name behind a description.
    pub(super) fn name_in_apposition(&self, i: usize) -> Option<String> {
        let noun = self.noun(i)?;
        if noun.plural || noun.is_counted() || noun.head_class & (TITLE | PERSON) == 0 {
            return None;
        }
        let mut j = i + 1;
        while self.kind(j) == Some(Kind::Prep) && self.kind(j + 1) == Some(Kind::Noun) {
            // "the mayor of Achi Ricardo Castellar" has the name in the place's group.
            j += 2;
        }
        if self.kind(j) == Some(Kind::Comma) {
            j += 1;
        } else if j == i + 1 {
            return None;
        }
        self.noun(j).filter(|n| n.is_bare())?;
        self.person_names(j).into_iter().next()
    }
}
