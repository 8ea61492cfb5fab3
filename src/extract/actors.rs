//! Noun groups as actors: organisations, persons by name, people as described.

use super::chunk::Kind;
use super::class;
use super::mention::{Sort, Who};
use super::people::People;
use super::span::Named;

impl People<'_, '_> {
    /// The organisation that people belong to.
    pub(super) fn group_of(&self, i: usize) -> Option<String> {
        self.organisations(i, true)
            .into_iter()
            .next()
            .map(|who| who.name)
    }

    /// Organisations in a noun group, and in the "of" behind it.
    pub(super) fn organisations(&self, i: usize, behind: bool) -> Vec<Who> {
        let mut found = Vec::new();
        let Some(noun) = self.chunks.noun(i) else {
            return found;
        };
        for s in &noun.spans {
            let span = &self.chunks.spans[*s];
            let sort = match span.what {
                Named::Organisation => Sort::Organisation,
                Named::Forces => Sort::Forces,
                _ => continue,
            };
            let mut first = span.first;
            // "Salvadoran Army": the people before it is part of the name.
            if sort == Sort::Forces
                && first > 0
                && noun.spans.iter().any(|p| {
                    matches!(self.chunks.spans[*p].what, Named::People(_))
                        && self.chunks.spans[*p].end == first
                })
            {
                first -= 1;
            }
            found.push(Who {
                name: self.chunks.view.words(first, span.end).to_owned(),
                sort,
            });
        }
        if found.is_empty()
            && noun.head_class & class::STATE_FORCE != 0
            && noun.head_class & class::PERSON == 0
        {
            found.push(Who {
                name: self
                    .chunks
                    .view
                    .words(self.without_article(i), self.chunks.items[i].end)
                    .to_owned(),
                sort: Sort::Forces,
            });
        }
        if found.is_empty()
            && behind
            && self.chunks.is_prep(i + 1, class::OF | class::FROM)
            && self.chunks.kind(i + 2) == Some(Kind::Noun)
        {
            let belongs = noun.head_class & (class::PERSON | class::GROUP | class::REBEL) != 0;
            if belongs {
                found = self
                    .organisations(i + 2, false)
                    .into_iter()
                    .filter(|w| {
                        w.sort == Sort::Organisation
                            || noun.head_class & class::GROUP != 0
                            || noun.head_class & class::PERSON != 0
                    })
                    .collect();
            }
        }
        found
    }

    pub(super) fn without_article(&self, i: usize) -> usize {
        let item = &self.chunks.items[i];
        (item.first..item.end)
            .find(|k| !self.chunks.view.is(*k, class::DET | class::INDEF))
            .unwrap_or(item.first)
    }

    /// Those who act: organisations, a person, or people as described.
    pub(super) fn actors(&self, i: usize) -> Vec<Who> {
        let Some(noun) = self.chunks.noun(i) else {
            return Vec::new();
        };
        if noun.none || noun.pronoun {
            return Vec::new();
        }
        let organisations = self.organisations(i, true);
        if !organisations.is_empty() {
            return organisations;
        }
        if let (true, Some(group)) = (self.means_the_group(i), self.memory.group_before()) {
            return vec![Who {
                name: group.to_owned(),
                sort: Sort::Organisation,
            }];
        }
        let names = self.person_names(i);
        if !names.is_empty() {
            return names
                .into_iter()
                .map(|name| Who {
                    name,
                    sort: Sort::Person,
                })
                .collect();
        }
        if noun.head_class & (class::PERSON | class::REBEL | class::GROUP | class::STATE_FORCE) == 0
            || noun.head_class & class::EVENT != 0
        {
            return Vec::new();
        }
        let head = self.chunks.view.words(noun.head, noun.head + 1);
        if noun.class & class::REBEL == 0 && self.lexicon.is_bystander(head) {
            return Vec::new();
        }
        let first = self.without_article(i);
        let name = self.chunks.view.words(
            first.min(self.chunks.items[i].end - 1),
            self.chunks.items[i].end,
        );
        let sort = if noun.class & class::REBEL != 0 {
            Sort::Rebels
        } else {
            Sort::Described
        };
        vec![Who {
            name: name.to_owned(),
            sort,
        }]
    }

    /// "the group", "the terrorist organization": the one named last.
    fn means_the_group(&self, i: usize) -> bool {
        self.chunks.noun(i).is_some_and(|n| {
            let word = self.chunks.view.words(n.head, n.head + 1).to_lowercase();
            let head = [
                "group",
                "organization",
                "organisation",
                "movement",
                "militia",
                "groupe",
            ];
            n.definite
                && !n.plural
                && n.count.1 == 0
                && n.spans.is_empty()
                && head.contains(&word.as_str())
                && !self.chunks.is_prep(i + 1, class::OF)
        })
    }

    /// The persons named in a noun group, in full where the article has said so.
    pub(super) fn person_names(&self, i: usize) -> Vec<String> {
        let Some(noun) = self.chunks.noun(i) else {
            return Vec::new();
        };
        let item = &self.chunks.items[i];
        let mut names = Vec::new();
        for s in &noun.spans {
            let span = &self.chunks.spans[*s];
            if span.what != Named::Person {
                continue;
            }
            let modifies = span.end < item.end
                && !self.chunks.view.sign(span.end, 's')
                && self.chunks.view.is(
                    span.end,
                    class::PERSON
                        | class::ORGNOUN
                        | class::THING
                        | class::PLACENOUN
                        | class::GROUP
                        | class::EVENT,
                );
            if modifies {
                continue;
            }
            let name = self.full(self.chunks.view.words(span.first, span.end));
            // One word alone is a person's where a title or the article says so.
            let known = name.contains(' ')
                || span.first > item.first && self.chunks.view.is(span.first - 1, class::TITLE);
            if known {
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
        let noun = self.chunks.noun(i)?;
        if noun.plural || noun.count.1 > 0 {
            return None;
        }
        let mut j = i + 1;
        while self.chunks.kind(j) == Some(Kind::Prep) && self.chunks.kind(j + 1) == Some(Kind::Noun)
        {
            // "the mayor of Achi Ricardo Castellar" has the name in the place's group.
            j += 2;
        }
        if self.chunks.kind(j) == Some(Kind::Comma) {
            j += 1;
        } else if j == i + 1 {
            return None;
        }
        let named = self.chunks.kind(j) == Some(Kind::Noun)
            && noun.head_class & (class::TITLE | class::PERSON) != 0;
        (named
            && self
                .chunks
                .noun(j)
                .is_some_and(|n| n.count.1 == 0 && !n.definite && !n.indefinite))
        .then(|| self.person_names(j).into_iter().next())
        .flatten()
    }

    /// What a named person is: the words before the name, or behind it between commas.
    pub(super) fn role(&self, i: usize) -> Option<String> {
        let span = self.chunks.person(i)?;
        let first = self.without_article(i);
        let before = first < span.first
            && (first..span.first).any(|k| self.chunks.view.is(k, class::TITLE | class::PERSON));
        if before {
            return Some(self.chunks.view.words(first, span.first).to_owned());
        }
        let described =
            self.chunks.kind(i + 1) == Some(Kind::Comma) && self.chunks.is_apposition(i, i + 2);
        described.then(|| {
            let mut end = i + 2;
            while self
                .chunks
                .is_prep(end + 1, class::OF | class::IN | class::FOR)
                && self.chunks.kind(end + 2) == Some(Kind::Noun)
            {
                end += 2;
            }
            self.chunks
                .view
                .words(self.without_article(i + 2), self.chunks.items[end].end)
                .to_owned()
        })
    }
}
