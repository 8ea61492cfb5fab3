//! How likely the values of one thing are, by the outlets that give them.

use super::attribute::Scene;
use super::stands::Member;
use super::values;
use crate::claim::{Counts, DaySpan, Measure, Quantity, Value};
use crate::compare::Context;
use crate::report::view::{self, Printed, Text};
use crate::weigh::trust::grade;
use crate::weigh::trust::settle::Candidate;
use crate::weigh::trust::voice::{self, OPEN, Sort, Voice};
use crate::weigh::{Account, Belief};

/// What is believed of the members, and how likely each is; `None` where they are of a type that is
/// not weighed, or nothing is known of outlets.
pub(super) fn believe<'a>(
    scene: &Scene<'_, 'a>,
    members: &mut [Member<'_, 'a>],
) -> Option<view::Reconciled<'a>> {
    let (event, trust, features) = scene.weighed?;
    let first = members.first()?.said;
    let counts = first.assertion.map_or(Counts::Event, |a| a.counts);
    let rises = voice::rises(scene.ctx, first.attribute, counts);
    let mut places = Vec::with_capacity(members.len());
    let mut accounts = Vec::with_capacity(members.len());
    let heard = |m: &Member| voice::voice(scene.ctx, features, m.said);
    for (n, member) in members.iter().enumerate() {
        if let Some(voice) = heard(member) {
            places.push(n);
            accounts.push(Account {
                voice,
                origin: member.origin,
                decides: decides(members, member, rises),
            });
        }
    }
    let fact = trust.known.of(scene.ctx, event, first);
    let belief = trust.believe(&accounts, rises, fact)?;
    for (&n, likely) in places.iter().zip(&belief.accounts) {
        members[n].likely = Some(*likely);
    }
    let answer = belief.answer?;
    let value = printed(scene.ctx, members, &places, &accounts, answer)
        .or_else(|| fact.map(|fact| Printed::Text(Text::Owned(fact.words.to_string()))))?;
    if let Some(fact) = fact {
        return Some(view::Reconciled {
            value,
            probability: Some(rounded(belief.probability)),
            policy: format!("known: {}", fact.by).into(),
            credibility: None,
            fragility: None,
        });
    }
    Some(view::Reconciled {
        value,
        probability: Some(rounded(belief.probability)),
        policy: words(&belief, &accounts),
        credibility: scene.graded.then(|| {
            let judged = accounts.iter().any(|a| trust.judged(a.voice.outlet));
            grade::information(belief.probability, belief.behind, judged).into()
        }),
        fragility: Some(belief.fragility),
    })
}

/// A party's own claim decides nothing, nor does what a later report replaced; of a toll that rises
/// the earlier number is not wrong, unless its own outlet took it back.
fn decides(members: &[Member], member: &Member, rises: bool) -> bool {
    let outlet = &member.said.claim.outlet;
    let taken_back = || {
        let mut own = members.iter().filter(|m| m.said.claim.outlet == *outlet);
        own.any(|m| !m.replaced)
    };
    member.party.is_none() && !(member.replaced && (!rises || taken_back()))
}

fn words(belief: &Belief, accounts: &[Account]) -> Text<'static> {
    let mut origins: Vec<u32> = accounts.iter().map(|a| a.origin).collect();
    origins.sort_unstable();
    origins.dedup();
    match (origins.len(), belief.behind) {
        (1, _) => "the only origin".into(),
        (all, behind) => format!("weighed: {behind} of {all} independent origins").into(),
    }
}

/// Probabilities are no better known than this, and a report of many is shorter for it.
pub(super) fn rounded(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

fn printed<'a>(
    ctx: &Context<'a>,
    members: &[Member<'_, 'a>],
    places: &[usize],
    accounts: &[Account],
    answer: Candidate,
) -> Option<Printed<'a>> {
    let high = (answer.high != OPEN).then_some(answer.high);
    match accounts[0].voice.sort {
        Sort::Time => {
            let days = DaySpan {
                first: answer.low,
                last: answer.high,
            };
            Some(Printed::Text(Text::Owned(days.to_string())))
        }
        Sort::State => {
            let is = |v: &Voice| v.low == answer.low;
            let at = accounts.iter().position(|a| is(&a.voice))?;
            Some(values::printed_name(ctx, members[places[at]].said))
        }
        Sort::Side | Sort::Count => {
            let named = |v: &Voice| v.best == Some(answer.point);
            let named = accounts.iter().any(|a| named(&a.voice));
            let best = named || high == Some(answer.low);
            let amount = Quantity {
                low: u64::try_from(answer.low).ok()?,
                best: best.then_some(answer.point as u64),
                high: high.map(|h| h as u64),
                others: false,
            };
            let measure = members.iter().find_map(|m| match m.said.assertion?.value {
                Value::Measure(measure) => Some(measure.dimension),
                _ => None,
            });
            Some(match measure {
                Some(dimension) => Printed::Text(Measure { dimension, amount }.to_string().into()),
                None => Printed::Bounds {
                    low: amount.low,
                    best: amount.best,
                    high: amount.high,
                },
            })
        }
    }
}
