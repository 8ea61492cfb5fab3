//! Who does what to whom in a row of items.

use super::chunk::{Chunks, Item, Kind, Noun, Verb};
use super::class;
use super::span::{Named, Span};

impl Chunks<'_> {
    pub(super) fn kind(&self, i: usize) -> Option<Kind> {
        self.items.get(i).map(|item| item.kind)
    }

    pub(super) fn noun(&self, i: usize) -> Option<&Noun> {
        self.items.get(i)?.noun.as_deref()
    }

    /// The first person that a noun group names.
    pub(super) fn person(&self, i: usize) -> Option<&Span> {
        let mut spans = self.noun(i)?.spans.iter().map(|s| &self.spans[*s]);
        spans.find(|s| s.what == Named::Person)
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
    pub(super) fn is_age(&self, i: usize) -> bool {
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
    pub(super) fn is_share(&self, i: usize) -> bool {
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
        if self.asks_who(v) {
            return None;
        }
        while i > 0 {
            i -= 1;
            match self.items[i].kind {
                Kind::Close => depth += 1,
                Kind::Open => depth -= 1,
                _ if depth > 0 => {}
                Kind::Noun if self.stands_aside(i, v) => {}
                Kind::Noun => return Some(self.antecedent(i)),
                Kind::Verb => {
                    verbs += 1;
                    // "attacked the town and killed": one subject for both.
                    let joined = self.joined(i, v);
                    let gerund = self.verb(v).is_some_and(|g| g.gerund || g.infinitive);
                    if let Some(accused) = self.accused(i, v) {
                        return Some(accused);
                    }
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

    /// Whether a noun group before a verb is not its subject: "of X", "which is close to X".
    fn stands_aside(&self, i: usize, v: usize) -> bool {
        let able = self.item_words(&self.items[i]) == "able";
        let of_another =
            i > 0 && self.items[i - 1].kind == Kind::Verb && self.relative_before(i - 1);
        let inside = self.inside_preposition(i)
            && !self.begins_after(i, v)
            && !self.right_before_relative(i, v);
        let source = self
            .noun(i)
            .is_some_and(|n| n.head_class & class::SAYNOUN != 0)
            && i > 0
            && self.items[i - 1].kind == Kind::According;
        able || of_another || inside || source
    }

    /// "after gunmen attacked", "since it withdrew": a clause, whatever its first word is elsewhere.
    fn begins_after(&self, i: usize, v: usize) -> bool {
        let word = |k: usize| self.item_words(&self.items[k]).to_lowercase();
        let finite = self.verb(v).is_some_and(|x| !x.gerund && !x.infinitive);
        i > 0
            && i + 1 == v
            && finite
            && matches!(
                word(i - 1).as_str(),
                "after" | "before" | "since" | "until" | "till"
            )
    }

    /// "asked who had killed X": nobody does it by name.
    fn asks_who(&self, v: usize) -> bool {
        v >= 2 && self.items[v - 1].kind == Kind::Relative && self.items[v - 2].kind == Kind::Verb
    }

    /// "X accused Y of killing Z": the object of the accusation does it.
    fn accused(&self, accusation: usize, v: usize) -> Option<usize> {
        let of = v.checked_sub(1).filter(|k| self.is_prep(*k, class::OF))?;
        let verb = self.verb(accusation)?;
        let accuses = verb.class & class::ALLEGED != 0 && !verb.passive;
        let object = self.object(accusation).filter(|o| *o < of)?;
        (accuses && self.verb(v)?.gerund).then_some(object)
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
        // "and then killed".
        while at > 0 && matches!(self.kind(at - 1), Some(Kind::Other | Kind::Sub)) {
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
        // "X, senator and candidate, was killed".
        if i >= 4
            && self.items[i - 1].kind == Kind::And
            && self.items[i - 3].kind == Kind::Comma
            && self.names_person(i - 4)
            && self.describes_one(i - 2)
            && !self.names_person(i)
            && self
                .noun(i)
                .is_some_and(|n| n.count.1 == 0 && !n.definite && !n.indefinite)
        {
            return i - 4;
        }
        // "the X, an armed wing of Y, killed".
        if i >= 2
            && self.items[i - 1].kind == Kind::Comma
            && self.names_group(i - 2)
            && self.describes_group(i)
        {
            return i - 2;
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

    fn names_group(&self, i: usize) -> bool {
        self.noun(i).is_some_and(|n| {
            let organisation = |s: &usize| self.spans[*s].what == Named::Organisation;
            n.spans.iter().any(organisation)
        })
    }

    /// "an armed wing", "the largest group": what an organisation is.
    fn describes_group(&self, i: usize) -> bool {
        self.noun(i).is_some_and(|n| {
            n.head_class & (class::GROUP | class::ORGNOUN) != 0
                && n.head_class & class::STATE_FORCE == 0
                && (n.definite || n.indefinite)
                && n.spans.is_empty()
                && !n.plural
        })
    }

    /// Whether a noun group says what one person is, and names nobody.
    fn describes_one(&self, i: usize) -> bool {
        self.noun(i).is_some_and(|n| {
            n.head_class & (class::PERSON | class::TITLE) != 0
                && n.count.1 == 0
                && !n.plural
                && !n.others
                && !self.names_person(i)
        })
    }

    /// Whether a noun group may be of people by its number alone: "two maids".
    pub(super) fn counts_somebody(&self, i: usize) -> bool {
        const NOBODY: u64 = class::THING
            | class::EVENT
            | class::PLACENOUN
            | class::ORGNOUN
            | class::TIMEUNIT
            | class::DIRECTION
            | class::SAYNOUN
            | class::STATE;
        let Some(noun) = self.noun(i) else {
            return false;
        };
        noun.count.1 > 0
            && noun.count.1 < self.items[i].end
            && noun.plural
            && noun.spans.is_empty()
            && noun.head_class & NOBODY == 0
            && !self.is_money(i)
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
            || named_x && !named_y && describes(y) && y.indefinite && self.description_ends(b)
    }

    /// Whether what says who somebody is ends here: "an official of X, was", "a guard and driver, was".
    fn description_ends(&self, b: usize) -> bool {
        let next = self.skip_details(b + 1);
        let another = self.kind(next) == Some(Kind::And) && self.goes_on_describing(next + 1);
        another || matches!(self.kind(next), Some(Kind::Comma | Kind::Relative))
    }

    /// "leader of X" behind "an official and": no other person.
    pub(super) fn goes_on_describing(&self, i: usize) -> bool {
        self.describes_one(i) && self.noun(i).is_some_and(|n| !n.indefinite && !n.definite)
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
}
