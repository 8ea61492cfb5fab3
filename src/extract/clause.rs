//! Who does what to whom in a row of items.

use super::chunk::{Item, Kind, Noun, Verb};
use super::class::*;
use super::sentence::Sentence;
use super::span::{Named, Span};

impl Sentence<'_> {
    pub(super) fn kind(&self, i: usize) -> Option<Kind> {
        self.items.get(i).map(|item| item.kind)
    }

    pub(super) fn noun(&self, i: usize) -> Option<&Noun> {
        self.items.get(i)?.noun.as_deref()
    }

    /// The spans in a noun group.
    pub(super) fn spans_in(&self, i: usize) -> impl Iterator<Item = &Span> {
        let inside = self.noun(i).map_or(&[][..], |n| &n.spans);
        inside.iter().map(|s| &self.spans[*s])
    }

    /// The first person that a noun group names.
    pub(super) fn person(&self, i: usize) -> Option<&Span> {
        self.spans_in(i).find(|s| s.what == Named::Person)
    }

    pub(super) fn verb(&self, i: usize) -> Option<&Verb> {
        self.items.get(i)?.verb.as_ref()
    }

    pub(super) fn is_prep(&self, i: usize, classes: u64) -> bool {
        let prep = |item: &Item| item.kind == Kind::Prep && item.class & classes != 0;
        self.items.get(i).is_some_and(prep)
    }

    pub(super) fn item_words(&self, i: usize) -> &str {
        self.words(self.items[i].first, self.items[i].end)
    }

    /// Whether the head of a noun group is of one of the classes.
    pub(super) fn head_is(&self, i: usize, classes: Classes) -> bool {
        self.noun(i).is_some_and(|n| n.head_class & classes != 0)
    }

    /// Whether the head of a noun group has one of the marks.
    pub(super) fn head_marked(&self, i: usize, marks: Marks) -> bool {
        self.noun(i).is_some_and(|n| self.marked(n.head, marks))
    }

    /// Whether the main word of a verb group has one of the marks.
    pub(super) fn verb_marked(&self, i: usize, marks: Marks) -> bool {
        self.verb(i).is_some_and(|v| self.marked(v.main, marks))
    }

    /// The noun group right behind a preposition of one of the classes, right behind an item.
    pub(super) fn right_behind(&self, i: usize, classes: Classes) -> Option<usize> {
        (self.is_prep(i + 1, classes) && self.kind(i + 2) == Some(Kind::Noun)).then_some(i + 2)
    }

    /// Whose a noun group is: "X's attack".
    pub(super) fn owner(&self, i: usize) -> Option<usize> {
        (i >= 2 && self.kind(i - 1) == Some(Kind::Possessive)).then(|| i - 2)
    }

    /// The list of those who are subject or object of a verb, before it or behind it.
    pub(super) fn list_around(&self, item: usize, before: bool) -> Vec<usize> {
        if before {
            self.list_before(item)
        } else {
            self.list(item)
        }
    }

    /// Whether a noun group is of people.
    pub(super) fn is_people(&self, i: usize) -> bool {
        let Some(noun) = self.noun(i) else {
            return false;
        };
        let end = self.items[i].end;
        if noun.head_class & (PERSON | GROUP | TITLE) != 0 {
            return true;
        }
        let last = |s: &Span| s.what == Named::Person && s.end >= end;
        if self.spans_in(i).any(last) {
            return noun.head_class & (THING | PLACENOUN | ORGNOUN | EVENT) == 0;
        }
        // "20 others", "three": the people meant were named before.
        !(self.is_age(i) || self.is_money(i))
            && (noun.count.1 == end || noun.others)
            && noun.head_class & (EVENT | TIMEUNIT | THING) == 0
    }

    /// The noun group that is the subject of the verb at `v`.
    pub(super) fn subject(&self, v: usize) -> Option<usize> {
        let mut i = v;
        let mut verbs = 0;
        let mut depth = 0;
        if self.asks_who(v) {
            return None;
        }
        // "une trentaine de blessés": so many of them.
        let counted = |k: usize| self.noun(k).is_some_and(Noun::is_counted);
        if v >= 2 && self.is_prep(v - 1, OF) && counted(v - 2) && self.verb(v)?.bare {
            return Some(v - 2);
        }
        while i > 0 {
            i -= 1;
            match self.items[i].kind {
                Kind::Close => depth += 1,
                Kind::Open => depth -= 1,
                _ if depth > 0 => {}
                Kind::Noun if self.stands_aside(i, v) || self.is_put_right(i) => {}
                Kind::Noun => {
                    return match self.verb_before_and(i, v) {
                        Some(earlier) => self.subject(earlier),
                        None => Some(self.antecedent(i)),
                    };
                }
                Kind::Verb => {
                    verbs += 1;
                    if let Some(accused) = self.accused(i, v) {
                        return Some(accused);
                    }
                    // "attacked the town and killed": one subject for both.
                    let gerund = self.verb(v).is_some_and(|g| g.gerund || g.infinitive);
                    let one = gerund || self.joined(i, v) || self.completes(i, v);
                    if verbs == 1 && one {
                        return self.subject(i);
                    }
                    let aside = |o: &Verb| o.bare || o.gerund || o.infinitive;
                    if !self.verb(i).is_some_and(aside) && !self.relative_before(i) {
                        return None;
                    }
                }
                Kind::Sub | Kind::That if i + 1 < v => return None,
                _ => {}
            }
        }
        None
    }

    /// "killed 12 people and wounded 30": the earlier verb, whose object a noun group is.
    fn verb_before_and(&self, i: usize, v: usize) -> Option<usize> {
        let aside = [Kind::Other, Kind::Prep, Kind::Sub, Kind::Time];
        let joint = (0..v)
            .rev()
            .find(|k| !aside.contains(&self.items[*k].kind))?;
        let and = self.kind(joint) == Some(Kind::And) && joint > i;
        let finite = |k: &usize| self.verb(*k).is_some_and(|x| !x.passive);
        let earlier = (0..i)
            .rev()
            .find(|k| self.verb(*k).is_some())
            .filter(finite)?;
        let object = self.object(earlier)?;
        (and && (object == i || self.list(object).contains(&i))).then_some(earlier)
    }

    /// Whether a noun group before a verb is not its subject: "of X", "which is close to X".
    fn stands_aside(&self, i: usize, v: usize) -> bool {
        let able = self.marked(self.items[i].first, ABLE);
        let inside = self.inside_preposition(i)
            && !self.begins_after(i, v)
            && !self.right_before_relative(i, v);
        // "which left two men wounded", "the coffin of a man killed": of those right before it.
        let right_before = i + 1 == v && self.verb(v).is_some_and(|verb| verb.bare);
        let somebody = |n: &Noun| n.is_counted() || n.indefinite;
        if right_before && self.noun(i).is_some_and(somebody) && self.is_people(i) {
            return able;
        }
        let before = i.checked_sub(1);
        let clause = before.is_some_and(|k| match self.items[k].kind {
            Kind::Verb => self.relative_before(k),
            Kind::According => self.head_is(i, SAYNOUN),
            _ => false,
        });
        // "25 people, among them 9 children, were killed".
        let among = i >= 2
            && self.noun(i - 1).is_some_and(|n| n.pronoun)
            && self.kind(i - 2) == Some(Kind::Prep);
        able || inside || clause || among
    }

    /// "after gunmen attacked", "since it withdrew": a clause, whatever its first word is elsewhere.
    fn begins_after(&self, i: usize, v: usize) -> bool {
        let finite = self.verb(v).is_some_and(|x| !x.gerund && !x.infinitive);
        i > 0 && i + 1 == v && finite && self.marked(self.items[i - 1].first, CLAUSE)
    }

    /// "asked who had killed X": nobody does it by name.
    fn asks_who(&self, v: usize) -> bool {
        v >= 2 && self.items[v - 1].kind == Kind::Relative && self.items[v - 2].kind == Kind::Verb
    }

    /// "X accused Y of killing Z": the object of the accusation does it.
    fn accused(&self, accusation: usize, v: usize) -> Option<usize> {
        let of = v.checked_sub(1).filter(|k| self.is_prep(*k, OF))?;
        let verb = self.verb(accusation)?;
        let accuses = verb.class & ALLEGED != 0 && !verb.passive;
        let object = self.object(accusation).filter(|o| *o < of)?;
        (accuses && self.verb(v)?.gerund).then_some(object)
    }

    /// "was found murdered": a participle that says how somebody was.
    fn completes(&self, earlier: usize, v: usize) -> bool {
        let between = (earlier + 1..v).all(|k| {
            let kinds = [Kind::Time, Kind::Other, Kind::Prep, Kind::Noun];
            kinds.contains(&self.items[k].kind)
        });
        self.verb(v).is_some_and(|x| x.bare)
            && self.verb(earlier).is_some_and(|x| x.passive)
            && between
            && v - earlier <= 3
            && self.items[v - 1].kind != Kind::Noun
    }

    /// "of X, which was …": a named organisation or person right before the clause about it.
    fn right_before_relative(&self, i: usize, v: usize) -> bool {
        let named = |s: &Span| matches!(s.what, Named::Organisation | Named::Person);
        let counted = self.noun(i).is_some_and(Noun::is_counted);
        v - i <= 3
            && self.items[v - 1].kind == Kind::Relative
            && (counted || self.spans_in(i).any(named))
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
        let at = |n: usize, kind: Kind| i >= n && self.items[i - n].kind == kind;
        let person = |n: usize| i >= n && self.names_person(i - n);
        let comma = at(1, Kind::Comma) && at(2, Kind::Noun);
        if let Some(somebody) = self.aged(i) {
            return somebody;
        }
        let place = i >= 3 && self.is_prep(i - 3, IN);
        if comma && person(2) && !place && self.is_apposition(i - 2, i) {
            // "X, known as Y, the emir of Z".
            let known_as = at(4, Kind::Verb) && at(5, Kind::Comma) && person(6);
            return if known_as { i - 6 } else { i - 2 };
        }
        // "X, senator and candidate, was killed".
        let senator = at(1, Kind::And) && at(3, Kind::Comma) && person(4);
        if senator
            && self.describes_one(i - 2)
            && !person(0)
            && self.noun(i).is_some_and(Noun::is_bare)
        {
            return i - 4;
        }
        // "the X, an armed wing of Y, killed"; "X, 63, was killed".
        let number = |n: &Noun| n.count.1 == self.items[i].end && n.spans.is_empty();
        let group = |k: usize| self.spans_in(k).any(|s| s.what == Named::Organisation);
        let wing = comma && group(i - 2) && self.describes_group(i);
        if wing || comma && self.noun(i).is_some_and(number) {
            return i - 2;
        }
        // "X, 63, the abbot, was killed".
        if comma && i >= 4 && self.is_age(i - 2) && self.is_apposition(i - 4, i) {
            return i - 4;
        }
        // "six monks, five of them foreigners, were killed".
        let share = at(4, Kind::Comma) && at(5, Kind::Noun) && self.is_share(i - 3);
        if share { i - 5 } else { i }
    }

    /// "an armed wing", "the largest group": what an organisation is.
    fn describes_group(&self, i: usize) -> bool {
        self.noun(i).is_some_and(|n| {
            n.head_class & (GROUP | ORGNOUN) != 0
                && n.head_class & STATE_FORCE == 0
                && (n.definite || n.indefinite)
                && n.spans.is_empty()
                && !n.plural
        })
    }

    /// Whether a noun group says what one person is, and names nobody.
    fn describes_one(&self, i: usize) -> bool {
        self.noun(i).is_some_and(Noun::describes_one) && !self.names_person(i)
    }

    /// Whether a noun group has a person's name in it.
    pub(super) fn names_person(&self, i: usize) -> bool {
        self.person(i).is_some()
    }

    /// Whether the second of two noun groups says what the first is, or names it.
    pub(super) fn is_apposition(&self, a: usize, b: usize) -> bool {
        let (Some(x), Some(y)) = (self.noun(a), self.noun(b)) else {
            return false;
        };
        match (self.names_person(a), self.names_person(b)) {
            (true, false) => y.describes_one() && (!y.indefinite || self.description_ends(b)),
            (false, true) => x.describes_one() && !y.is_counted() && !x.indefinite,
            _ => false,
        }
    }

    /// Whether what says who somebody is ends here: "an official of X, was", "a guard and driver, was".
    fn description_ends(&self, b: usize) -> bool {
        let next = self.skip_details(b + 1);
        let another = self.kind(next) == Some(Kind::And) && self.goes_on_describing(next + 1);
        another || matches!(self.kind(next), Some(Kind::Comma | Kind::Relative))
    }

    /// "leader of X" behind "an official and": no other person.
    pub(super) fn goes_on_describing(&self, i: usize) -> bool {
        self.describes_one(i) && self.noun(i).is_some_and(Noun::is_bare)
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
        for i in from + 1..self.items.len() {
            match self.items[i].kind {
                Kind::Verb | Kind::Sub | Kind::Relative | Kind::That => return None,
                Kind::Prep if self.items[i].class & classes != 0 => {
                    let aside = matches!(self.kind(i + 1), Some(Kind::Quote | Kind::Other));
                    let n = i + 1 + usize::from(aside);
                    if self.kind(n) == Some(Kind::Noun) {
                        return Some(n);
                    }
                }
                _ => {}
            }
        }
        None
    }
}
