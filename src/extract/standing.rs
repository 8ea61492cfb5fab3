//! What is told, and not as what is so: a figure that was put right, one that somebody denies, the
//! dead that are feared.

use super::chunk::{Kind, Noun, Verb};
use super::class::*;
use super::mention::{Mention, Victim};
use super::sentence::Sentence;
use super::terms;

/// How something is told that nobody says is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Denied,
    /// Taken back by whoever said it.
    Retracted,
    Feared,
    Suspected,
}

impl Standing {
    pub(super) fn stance(self) -> Option<&'static str> {
        match self {
            Self::Denied => Some(terms::DENIES),
            Self::Retracted => Some(terms::RETRACTS),
            Self::Feared | Self::Suspected => None,
        }
    }

    pub(super) fn proof(self) -> Option<&'static str> {
        match self {
            Self::Denied | Self::Retracted => None,
            Self::Feared => Some(terms::FEARED),
            Self::Suspected => Some(terms::SUSPECTED),
        }
    }
}

/// People to whom something is denied or feared to have happened.
#[derive(Debug, Clone)]
pub(super) struct Disputed {
    pub(super) standing: Standing,
    pub(super) victim: Victim,
    pub(super) said_by: Vec<String>,
}

impl Sentence<'_> {
    /// How a trigger is told that does not tell what is so; nothing too where it tells nothing at all.
    pub(super) fn standing(&self, i: usize) -> Option<Standing> {
        if self.hypothetical(i) {
            return None;
        }
        let factual = self.verb(i).is_none_or(|verb| self.factual(i, verb));
        if let Some(denial) = self.denial(i) {
            let verb = self.verb(denial).filter(|v| v.class & DENY != 0)?;
            let denied = self.verb(i).is_some() && factual && self.governs_clause(denial);
            let how = if self.marked(verb.main, RETRACT) {
                Standing::Retracted
            } else {
                Standing::Denied
            };
            return denied.then_some(how);
        }
        if let Some(rumour) = self.rumoured(i) {
            let deed = self.verb(i).is_some_and(|v| v.infinitive);
            return Some(rumour).filter(|_| factual || deed);
        }
        self.possible(i)
            .or_else(|| self.presumed(i))
            .or_else(|| self.goes_on_possibly(i))
            .or_else(|| (factual && self.fears(i)).then_some(Standing::Feared))
    }

    /// "may have been killed and seven wounded": one "may" for both.
    fn goes_on_possibly(&self, i: usize) -> Option<Standing> {
        let earlier = i.checked_sub(3)?;
        let joined = self.kind(i - 1) == Some(Kind::Noun) && self.kind(i - 2) == Some(Kind::And);
        let bare = self.verb(i).is_some_and(|v| v.bare);
        (joined && bare && self.verb(earlier).is_some())
            .then(|| self.possible(earlier))
            .flatten()
    }

    /// A mention of which nothing stands but what is disputed: nobody did what is denied.
    pub(super) fn disputed(&self, i: usize, how: Standing, told: Mention) -> Option<Mention> {
        let speaker = match how {
            Standing::Denied | Standing::Retracted => self.denial(i).or_else(|| self.speaker(i)),
            _ => self.speaker(i),
        };
        let said_by = self.said_by(speaker);
        // "denied that its men had killed X": that they did it, not that X is dead.
        let by_others = !told.attackers.is_empty();
        let known = |v: &Victim| v.number.is_some() || v.name.is_some() && !by_others;
        let one = |victim| Disputed {
            standing: how,
            victim,
            said_by: said_by.clone(),
        };
        let disputed: Vec<Disputed> = told.victims.into_iter().filter(known).map(one).collect();
        (!disputed.is_empty()).then(|| Mention {
            kind: told.kind,
            aftermath: told.aftermath,
            definite: told.definite,
            verbal: told.verbal,
            weak: told.weak,
            disputed,
            ..Mention::default()
        })
    }

    /// "that", where it begins what somebody says.
    pub(super) fn is_complement(&self, i: usize) -> bool {
        let behind = |k: usize| {
            let kind = self.kind(k);
            kind == Some(Kind::Verb) || kind == Some(Kind::Time)
        };
        match self.kind(i) {
            Some(Kind::That) => true,
            Some(Kind::Relative) => {
                self.marked(self.items[i].first, COMPLEMENT) && i > 0 && behind(i - 1)
            }
            _ => false,
        }
    }

    /// Whether what a verb denies is a clause: "denied on Sunday that", "denied having", "denied reports that".
    fn governs_clause(&self, verb: usize) -> bool {
        let mut n = verb + 1;
        loop {
            match self.kind(n) {
                Some(Kind::Time | Kind::Other | Kind::Quote) => n += 1,
                Some(Kind::Prep) if self.kind(n + 1) == Some(Kind::Time) => n += 2,
                Some(Kind::Noun) if self.head_is(n, SAYNOUN) => n += 1,
                _ => break,
            }
        }
        let nonfinite = |v: &Verb| v.gerund || v.infinitive || v.class & SAY != 0;
        let perfect = || self.is(self.items[n].first, HAVE);
        self.is_complement(n) || self.verb(n).is_some_and(|v| nonfinite(v) || perfect())
    }

    /// "reports that 50 people were killed", which somebody may say are false.
    fn rumoured(&self, i: usize) -> Option<Standing> {
        let rumour = |k: &usize| {
            let taken_up = *k > 0 && self.verb(k - 1).is_some_and(Verb::reports);
            let deed = k + 1 == i && self.verb(i).is_some_and(|v| v.infinitive);
            self.head_marked(*k, RUMOUR) && (deed || self.is_that(k + 1)) && !taken_up
        };
        let said = |k: &usize| self.verb(*k).is_none_or(|v| v.class & SAY == 0 || v.bare);
        (0..i).rev().take_while(said).find(rumour)?;
        let untrue = self.tokens.iter().any(|t| t.marked(FALSE));
        Some(if untrue {
            Standing::Denied
        } else {
            Standing::Suspected
        })
    }

    fn is_that(&self, i: usize) -> bool {
        let complement = self
            .items
            .get(i)
            .is_some_and(|x| self.marked(x.first, COMPLEMENT));
        self.kind(i) == Some(Kind::That) || complement
    }

    /// "may have died", "may be dead"; "auraient été tués", as others say.
    fn possible(&self, i: usize) -> Option<Standing> {
        let state = self.noun(i).is_some();
        // An adverb of its own.
        if i > 0
            && self.kind(i - 1) != Some(Kind::Verb)
            && self.marked(self.items[i - 1].first, MAYBE)
        {
            return Some(Standing::Feared);
        }
        let at = if state { i.checked_sub(1)? } else { i };
        let verb = self.verb(at).filter(|v| !v.negated && !v.future)?;
        let any = |marks| self.items[at].tokens().any(|t| self.marked(t, marks));
        let perfect = self.items[at].tokens().any(|t| self.is(t, HAVE));
        let past = if state { verb.be } else { perfect };
        if any(REPUTED) {
            Some(Standing::Suspected)
        } else {
            (past && any(MAYBE)).then_some(Standing::Feared)
        }
    }

    /// "are feared dead", "are believed to have been killed".
    fn presumed(&self, i: usize) -> Option<Standing> {
        let infinitive = |k: usize| self.verb(k).is_some_and(|v| v.infinitive && v.be);
        let perfect = self.verb(i).is_some_and(|v| v.infinitive)
            && self.items[i].tokens().any(|t| self.is(t, HAVE));
        let mut at = i.checked_sub(1)?;
        if self.noun(i).is_some() && infinitive(at) {
            at = at.checked_sub(1)?;
        }
        let state = self
            .noun(i)
            .is_some_and(|n| n.state != 0 && !n.is_counted())
            || self.verb(i).is_some_and(|v| v.bare);
        let verb = self.verb(at).filter(|v| v.passive || v.bare)?;
        let presumes = (state || perfect) && self.marked(verb.main, PRESUMED);
        presumes.then(|| {
            if self.marked(verb.main, FEAR) {
                Standing::Feared
            } else {
                Standing::Suspected
            }
        })
    }

    /// Behind "fear that", "amid fears that", "fear" and those of whom it is feared.
    fn fears(&self, i: usize) -> bool {
        for k in (0..i).rev() {
            let main = match self.items[k].kind {
                Kind::Verb => self.verb(k).map(|v| v.main),
                Kind::Noun => self.noun(k).map(|n| n.head),
                Kind::But | Kind::Sub => return false,
                _ if self.marked(self.items[k].first, CLAUSE) => return false,
                Kind::Relative if !self.is_complement(k) => return false,
                _ => None,
            };
            if main.is_some_and(|main| self.marked(main, FEAR)) {
                let fears = self.verb(k).is_some_and(|v| !v.passive);
                // "fears are growing that".
                let that = k + 1 + usize::from(self.kind(k + 1) == Some(Kind::Verb));
                return fears
                    || self.is_complement(that)
                    || self.is_prep(k + 1, OF | FOR | FROM | PREP);
            }
            let tells = |v: &Verb| v.frame != 0 || v.class & SAY != 0;
            if self.verb(k).is_some_and(tells) {
                return false;
            }
        }
        false
    }

    /// Behind words that give a figure as one that no longer holds: "an earlier version of this
    /// article said", "had earlier put the toll at", "initially reported".
    pub(super) fn is_outdated(&self, i: usize) -> bool {
        if self.is_former_figure(i) {
            return true;
        }
        for k in (0..i).rev() {
            let ends = matches!(self.items[k].kind, Kind::But | Kind::Sub);
            if ends || self.sign(self.items[k].first, ';') {
                break;
            }
            let according = k > 0 && self.kind(k - 1) == Some(Kind::According);
            if self.is_former(k) && !according {
                return true;
            }
            if self.reports(k) {
                return self.says_formerly(k);
            }
        }
        false
    }

    /// "An earlier version said", "Initially the police said".
    fn says_formerly(&self, verb: usize) -> bool {
        let first = self.items[..verb].iter().rev();
        let mut clause =
            first.take_while(|item| item.verb.is_none() && !self.sign(item.first, ';'));
        let subject = self.subject(verb);
        let corrected = self.tokens.iter().any(|t| t.marked(CORRECTION));
        let written = subject.is_some_and(|s| self.head_marked(s, WRITING));
        let nobody = subject.is_none_or(|s| self.noun(s).is_some_and(|n| n.pronoun));
        corrected && (written || nobody)
            || subject.is_some_and(|s| self.is_former_figure(s))
            || clause.any(|item| self.marked(item.first, FORMERLY))
    }

    pub(super) fn is_former(&self, k: usize) -> bool {
        let Some(verb) = self.verb(k) else {
            return self.is_former_figure(k);
        };
        let item = &self.items[k];
        let around = item.first.saturating_sub(1)..item.end + 1;
        let any = |marks| around.clone().any(|t| self.marked(t, marks));
        let perfect = item.tokens().any(|t| self.is(t, HAVE));
        verb.frame == 0 && (any(FORMERLY) || perfect && any(EARLIER))
    }

    /// "an earlier toll", "un bilan précédent".
    fn is_former_figure(&self, k: usize) -> bool {
        let item = &self.items[k];
        let figure = item.tokens().any(|t| self.marked(t, FIGURE));
        let mut around = item.first.saturating_sub(1)..item.end;
        self.noun(k).is_some() && figure && around.any(|t| self.marked(t, EARLIER | FORMERLY))
    }

    /// "from 79", "not 21", "instead of 7": a count that another one has replaced.
    pub(super) fn is_replaced(&self, i: usize) -> bool {
        let counted = self.noun(i).is_some_and(Noun::is_counted);
        let from = i > 0 && self.is_prep(i - 1, FROM);
        counted && from || self.is_put_right(i)
    }

    /// "not 21", "instead of 7".
    pub(super) fn is_put_right(&self, i: usize) -> bool {
        let counted = self.noun(i).is_some_and(Noun::is_counted);
        let first = self.items[i].first.wrapping_sub(1);
        let denied = self.is(first, NEG) && !self.is(first, VERBAL) || self.marked(first, INSTEAD);
        counted && denied
    }
}
