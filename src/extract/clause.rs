//! Who does what to whom in a row of items.

use super::chunk::{Chunks, Item, Kind, Noun, Verb};
use super::class;
use super::span::Named;

impl Chunks<'_> {
    pub(super) fn kind(&self, i: usize) -> Option<Kind> {
        self.items.get(i).map(|item| item.kind)
    }

    pub(super) fn noun(&self, i: usize) -> Option<&Noun> {
        self.items.get(i)?.noun.as_deref()
    }

    pub(super) fn verb(&self, i: usize) -> Option<&Verb> {
        self.items.get(i)?.verb.as_ref()
    }

    pub(super) fn is_prep(&self, i: usize, classes: u64) -> bool {
        self.items
            .get(i)
            .is_some_and(|item| item.kind == Kind::Prep && item.class & classes != 0)
    }

    pub(super) fn item_words(&self, item: &Item) -> &str {
        self.view.words(item.first, item.end)
    }

    /// Whether a noun group is of people.
    pub(super) fn is_people(&self, i: usize) -> bool {
        let Some(noun) = self.noun(i) else {
            return false;
        };
        if noun.head_class & (class::PERSON | class::GROUP | class::TITLE) != 0 {
            return true;
        }
        if noun.spans.iter().any(|s| {
            self.spans[*s].what == Named::Person && self.spans[*s].end >= self.items[i].end
        }) {
            return noun.head_class
                & (class::THING | class::PLACENOUN | class::ORGNOUN | class::EVENT)
                == 0;
        }
        if self.is_age(i) || self.is_money(i) {
            return false;
        }
        // "20 others", "three": the people meant were named before.
        (noun.count.1 == self.items[i].end || noun.others)
            && noun.head_class & (class::EVENT | class::TIMEUNIT | class::THING) == 0
    }

    /// "X, 63, was killed": a bare number behind a name.
    fn is_age(&self, i: usize) -> bool {
        let Some(noun) = self.noun(i) else {
            return false;
        };
        i >= 2
            && noun.count == (self.items[i].first, self.items[i].end)
            && noun.spans.is_empty()
            && self.items[i - 1].kind == Kind::Comma
            && self.names_person(i - 2)
    }

    /// "six priests, five of them foreigners": counted with those before.
    fn is_share(&self, i: usize) -> bool {
        self.noun(i).is_some_and(|n| n.count.1 > 0)
            && self.is_prep(i + 1, class::OF)
            && self.noun(i + 2).is_some_and(|n| n.pronoun)
    }

    /// "$150 million", "two million pesos".
    fn is_money(&self, i: usize) -> bool {
        let first = self.items[i].first;
        let signs = ['$', '€', '£', '¥', '%'];
        let sign = |k: usize| signs.iter().any(|c| self.view.sign(k, *c));
        first > 0 && sign(first - 1) || sign(first) || sign(self.items[i].end)
    }

    /// The noun group that is the subject of the verb at `v`.
    pub(super) fn subject(&self, v: usize) -> Option<usize> {
        let mut i = v;
        let mut verbs = 0;
        let mut depth = 0;
        while i > 0 {
            i -= 1;
            match self.items[i].kind {
                Kind::Close => depth += 1,
                Kind::Open => depth -= 1,
                _ if depth > 0 => {}
                Kind::Noun => {
                    // "which is close to X": inside the clause about another.
                    if i > 0 && self.items[i - 1].kind == Kind::Verb && self.relative_before(i - 1)
                    {
                        continue;
                    }
                    if self.inside_preposition(i) && !self.right_before_relative(i, v) {
                        continue;
                    }
                    if self
                        .noun(i)
                        .is_some_and(|n| n.head_class & class::SAYNOUN != 0)
                        && i > 0
                        && self.items[i - 1].kind == Kind::According
                    {
                        continue;
                    }
                    return Some(self.antecedent(i));
                }
                Kind::Verb => {
                    verbs += 1;
                    // "attacked the town and killed": one subject for both.
                    let joined = self.joined(i, v);
                    let gerund = self.verb(v).is_some_and(|g| g.gerund || g.infinitive);
                    if verbs == 1 && (joined || gerund || self.completes(i, v)) {
                        return self.subject(i);
                    }
                    if self
                        .verb(i)
                        .is_some_and(|o| o.bare || o.gerund || o.infinitive)
                    {
                        continue;
                    }
                    if self.relative_before(i) {
                        continue;
                    }
                    return None;
                }
                Kind::Sub | Kind::That if i + 1 < v => return None,
                _ => {}
            }
        }
        None
    }

    /// "was found murdered": a participle that says how somebody was.
    fn completes(&self, earlier: usize, v: usize) -> bool {
        let state = self.verb(v).is_some_and(|x| x.bare);
        let between = (earlier + 1..v).all(|k| {
            matches!(
                self.kind(k),
                Some(Kind::Time | Kind::Other | Kind::Prep | Kind::Noun)
            )
        });
        let simple = self.verb(earlier).is_some_and(|x| x.passive);
        let near = v - earlier <= 3 && self.kind(v.wrapping_sub(1)) != Some(Kind::Noun);
        state && simple && between && near
    }

    /// "of X, which was …": a named organisation or person right before the clause about it.
    fn right_before_relative(&self, i: usize, v: usize) -> bool {
        let relative = v > 0 && self.items[v - 1].kind == Kind::Relative;
        let near = v - i <= 3;
        let named = self.noun(i).is_some_and(|n| {
            n.count.1 > 0
                || n.spans
                    .iter()
                    .any(|s| matches!(self.spans[*s].what, Named::Organisation | Named::Person))
        });
        relative && near && named
    }

    /// Whether "and" or a comma joins the verb at `v` to an earlier one, with no subject of its own.
    fn joined(&self, earlier: usize, v: usize) -> bool {
        let mut at = v;
        while at > 0 && self.kind(at - 1) == Some(Kind::Other) {
            at -= 1;
        }
        let before = at.checked_sub(1).and_then(|i| self.kind(i));
        let passive = |i: usize| self.verb(i).is_some_and(|x| x.passive || x.bare);
        matches!(before, Some(Kind::And | Kind::Comma))
            && (passive(earlier) == passive(v) || !passive(v))
    }

    /// Whether the verb at `i` is inside a clause with "who" or "which".
    fn relative_before(&self, i: usize) -> bool {
        (i.saturating_sub(4)..i).any(|k| self.items[k].kind == Kind::Relative)
    }

    fn inside_preposition(&self, i: usize) -> bool {
        let mut k = i;
        // "of the men and women": a list inside a preposition.
        while k >= 2 && self.items[k - 1].kind == Kind::Possessive {
            k -= 2;
        }
        k > 0 && self.items[k - 1].kind == Kind::Prep
    }

    /// Where a noun group describes a person named before it ("X, mayor of Y, who was killed"), that one.
    fn antecedent(&self, i: usize) -> usize {
        if i >= 2
            && self.items[i - 1].kind == Kind::Comma
            && self.items[i - 2].kind == Kind::Noun
            && self.is_apposition(i - 2, i)
            && self.names_person(i - 2)
        {
            // "X, known as Y, the emir of Z".
            let known_as = i >= 6
                && self.items[i - 4].kind == Kind::Verb
                && self.items[i - 5].kind == Kind::Comma
                && self.names_person(i - 6);
            return if known_as { i - 6 } else { i - 2 };
        }
        // "X, 63, was killed".
        if i >= 2
            && self
                .noun(i)
                .is_some_and(|n| n.count.1 == self.items[i].end && n.spans.is_empty())
            && self.items[i - 1].kind == Kind::Comma
            && self.items[i - 2].kind == Kind::Noun
        {
            return i - 2;
        }
        // "X, 63, the abbot, was killed".
        if i >= 4
            && self.items[i - 1].kind == Kind::Comma
            && self.is_age(i - 2)
            && self.is_apposition(i - 4, i)
        {
            return i - 4;
        }
        // "six monks, five of them foreigners, were killed".
        let share = i >= 5 && self.items[i - 4].kind == Kind::Comma && self.is_share(i - 3);
        if share && self.items[i - 5].kind == Kind::Noun {
            return i - 5;
        }
        i
    }

    /// Whether a noun group has a person's name in it.
    pub(super) fn names_person(&self, i: usize) -> bool {
        self.noun(i)
            .is_some_and(|n| n.spans.iter().any(|s| self.spans[*s].what == Named::Person))
    }

    /// Whether the second of two noun groups says what the first is, or names it.
    pub(super) fn is_apposition(&self, a: usize, b: usize) -> bool {
        let (Some(x), Some(y)) = (self.noun(a), self.noun(b)) else {
            return false;
        };
        let (named_x, named_y) = (self.names_person(a), self.names_person(b));
        let describes = |n: &Noun| {
            n.head_class & (class::PERSON | class::TITLE) != 0
                && n.count.1 == 0
                && !n.plural
                && !n.others
        };
        named_x && !named_y && describes(y) && !y.indefinite
            || named_y && !named_x && describes(x) && y.count.1 == 0 && !x.indefinite
            || named_x
                && !named_y
                && describes(y)
                && y.indefinite
                && matches!(self.kind(b + 1), Some(Kind::Comma | Kind::Relative))
    }

    /// The object of the verb at `v`: the noun group right behind it.
    pub(super) fn object(&self, v: usize) -> Option<usize> {
        let mut i = v + 1;
        while matches!(self.kind(i), Some(Kind::Other | Kind::Time | Kind::Quote)) {
            i += 1;
        }
        (self.kind(i) == Some(Kind::Noun)).then_some(i)
    }

    /// The noun group behind a preposition of one of the classes, wherever it follows in the sentence.
    pub(super) fn behind_any(&self, from: usize, classes: u64) -> Option<usize> {
        let prep = (from + 1..self.items.len()).find(|k| self.is_prep(*k, classes))?;
        (self.kind(prep + 1) == Some(Kind::Noun)).then_some(prep + 1)
    }

    /// The noun group behind a preposition of one of the classes, behind item `from` in its clause.
    pub(super) fn behind(&self, from: usize, classes: u64) -> Option<usize> {
        let mut i = from + 1;
        while i < self.items.len() {
            match self.items[i].kind {
                Kind::Verb | Kind::Sub | Kind::Relative | Kind::That => return None,
                Kind::Prep if self.items[i].class & classes != 0 => {
                    let n = i
                        + 1
                        + usize::from(matches!(self.kind(i + 1), Some(Kind::Quote | Kind::Other)));
                    if self.kind(n) == Some(Kind::Noun) {
                        return Some(n);
                    }
                }
                _ => {}
            }
            i += 1;
        }
        None
    }

    /// A list of noun groups that goes on to the right of `first`: "X, a guard and two others".
    pub(super) fn list(&self, first: usize) -> Vec<usize> {
        self.list_until(first, usize::MAX)
    }

    /// The same, where the list may end at `last` though a verb follows it.
    fn list_until(&self, first: usize, end: usize) -> Vec<usize> {
        let mut found = vec![first];
        let mut last = first;
        let mut i = first + 1;
        while i < self.items.len() {
            let next = self.skip_details(i);
            let comma = self.kind(next) == Some(Kind::Comma);
            let joint = next + usize::from(comma);
            let and = self.kind(joint) == Some(Kind::And) || self.is_prep(joint, class::WITH);
            let noun = joint + usize::from(and);
            if comma && !and && (self.is_age(noun) || self.is_share(noun)) {
                i = noun + 1;
                continue;
            }
            if !(comma || and) || self.kind(noun) != Some(Kind::Noun) || !self.is_people(noun) {
                break;
            }
            if comma && !and && self.is_apposition(last, noun) {
                last = noun;
                i = noun + 1;
                continue;
            }
            if noun != end && self.begins_clause(noun, !and) {
                break;
            }
            found.push(noun);
            last = noun;
            i = noun + 1;
        }
        found
    }

    /// Behind "of the X", "in Y", an alias in brackets, a time.
    fn skip_details(&self, mut i: usize) -> usize {
        loop {
            match self.kind(i) {
                Some(Kind::Prep)
                    if self.kind(i + 1) == Some(Kind::Noun)
                        && !self.is_prep(i, class::WITH | class::BY) =>
                {
                    i += 2;
                }
                Some(Kind::Open) => {
                    let close = (i..self.items.len()).find(|k| self.items[*k].kind == Kind::Close);
                    let Some(close) = close else { return i };
                    i = close + 1;
                }
                Some(Kind::Time | Kind::Quote) => i += 1,
                _ => return i,
            }
        }
    }

    /// Whether a finite verb follows a noun group: it is the subject of another clause.
    pub(super) fn begins_clause(&self, noun: usize, after_comma: bool) -> bool {
        let mut i = self.skip_details(noun + 1);
        if self.kind(i) == Some(Kind::Other) {
            i += 1;
        }
        let finite_by_object = || {
            after_comma
                && (self.verb(i + 1).is_some_and(|v| v.infinitive) || self.object(i).is_some())
        };
        self.verb(i).is_some_and(|v| {
            let speaks = v.class & (class::SAY | class::INTEND) != 0;
            !v.gerund && !v.infinitive && (!v.bare || speaks || finite_by_object())
        })
    }

    /// A list of noun groups that ends at `last`.
    pub(super) fn list_before(&self, last: usize) -> Vec<usize> {
        let start = self.list_start(last);
        let found = self.list_until(start, last);
        if found.contains(&last) {
            found
        } else {
            vec![last]
        }
    }

    fn list_start(&self, last: usize) -> usize {
        let mut start = last;
        let mut i = last;
        while i > 0 {
            let before = i - 1;
            let joined = matches!(self.kind(before), Some(Kind::And | Kind::Comma));
            if !joined {
                break;
            }
            let mut k = before;
            while k > 0 && matches!(self.kind(k), Some(Kind::And | Kind::Comma)) {
                k -= 1;
            }
            // Back over "of the X".
            while k >= 2
                && self.kind(k) == Some(Kind::Noun)
                && self.kind(k - 1) == Some(Kind::Prep)
                && self.kind(k - 2) == Some(Kind::Noun)
            {
                k -= 2;
            }
            if self.kind(k) == Some(Kind::Noun) && self.is_age(k) {
                k -= 2;
            }
            if self.kind(k) != Some(Kind::Noun)
                || !self.is_people(k)
                || k > 0 && self.kind(k - 1) == Some(Kind::Prep)
            {
                break;
            }
            start = k;
            i = k;
        }
        start
    }
}
