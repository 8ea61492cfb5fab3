//! What somebody settled of a topic, by ruling or by knowing: it stands, whatever accounts say.

use std::cmp::Reverse;

use itertools::Itertools;

use super::answer::{Answer, Bench, Question, Settled, as_of};
use super::grounds::Grounds;
use super::outlets::{Acceptance, Fact};
use super::standing::Member;
use super::{Basis, RuledTopic};
use crate::ingest::Ground;

impl<'a> Bench<'_, 'a> {
    /// What is known or ruled of what they speak of: of a history the last.
    pub(super) fn fact(&self, members: &[Member]) -> Option<&Fact> {
        let known = |m: &Member| {
            let event = self.event_of[m.said.side.claim as usize];
            self.trust.known.of(&self.ctx, event, &m.said)
        };
        let facts = members.iter().filter_map(known);
        facts.max_by_key(|fact| (fact.until, Reverse(fact.claim)))
    }

    /// The ruling on what they speak of.
    pub(super) fn ruling(&self, members: &[Member]) -> Option<RuledTopic> {
        match self.fact(members)?.ground {
            Ground::Ruled(ruling) => Some(RuledTopic {
                ruling,
                holds: true,
                gone: 0,
            }),
            Ground::Known | Ground::Accepted(_) => None,
        }
    }

    /// That what a member speaks of may stay as it is.
    pub(super) fn accepted(&self, member: &Member) -> Option<&Acceptance> {
        let event = self.event_of[member.said.side.claim as usize];
        self.trust.known.accepted(&self.ctx, event, &member.said)
    }

    /// The answer that somebody settled, beside the one that accounts alone would leave.
    pub(super) fn settled(
        &self,
        question: &Question<'_, 'a>,
        fact: &Fact,
        believed: Option<Answer>,
    ) -> Answer {
        let members = question.members;
        let says_it = |m: &&Member| self.key(m) == fact.share;
        let weighed = believed.filter(|_| question.event.is_some() && fact.is_weighed());
        let equal = members.iter().filter(says_it).map(|m| m.row as u32);
        let equal = equal.sorted().dedup().collect();
        let named = members
            .iter()
            .find(says_it)
            .map(|m| Settled::As(m.said.side));
        let value = match fact.of().filter(|_| question.office) {
            Some(holder) => Settled::Holder(holder),
            None => fact
                .exact
                .clone()
                .or(named)
                .unwrap_or_else(|| Settled::Words(fact.words.clone())),
        };
        Answer {
            value: Some(value),
            basis: match fact.ground {
                Ground::Known => Basis::Known,
                Ground::Ruled(_) | Ground::Accepted(_) => Basis::Ruled,
            },
            grounds: Grounds::By(fact.by.as_str().into()),
            as_of: as_of(question),
            // What somebody decided is not weighed.
            probability: match fact.ground {
                Ground::Known => weighed.as_ref().and_then(|answer| answer.probability),
                Ground::Ruled(_) | Ground::Accepted(_) => None,
            },
            rows: weighed.map_or(equal, |answer| answer.rows),
            credibility: None,
            fragility: None,
        }
    }
}
