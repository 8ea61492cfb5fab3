//! The outlets: what they published, how often each is right, and what they have from others.

use std::collections::{BTreeMap, BTreeSet};

use super::Results;
use super::value::rounded;
use crate::claim::Claim;
use crate::codebook::ValueType;
use crate::compare::Reason;
use crate::settle::SteadyDifference;
use crate::settle::outlets::{Class, Copying, Share, grade};
use crate::view::{self, words::plural};

/// Outlets are told to copy where it is more likely than not.
const LIKELY: f64 = 0.5;

/// What all outlets share.
struct Press<'r, 'a> {
    results: &'r Results<'a>,
    /// Names by number.
    named: BTreeMap<u32, &'a str>,
    /// Minutes behind the first account of an event: outlet and lag, sorted.
    lags: Vec<(u32, i64)>,
    /// Outlets that took something back, once for each time, sorted.
    corrections: Vec<u32>,
}

/// All outlets, by name.
pub(super) fn views(results: &Results) -> Vec<view::Outlet> {
    let mut claims: BTreeMap<&str, (u32, Vec<&Claim>)> = BTreeMap::new();
    for (claim, feature) in results.ctx.claims.iter().zip(&results.linkage.features) {
        let own = claims.entry(&claim.outlet);
        let own = own.or_insert_with(|| (feature.outlet, Vec::new()));
        own.1.push(claim);
    }
    let press = Press {
        results,
        named: claims.iter().map(|(name, (n, _))| (*n, *name)).collect(),
        lags: lags(results),
        corrections: corrections(results),
    };
    claims
        .into_iter()
        .map(|(outlet, (number, claims))| press.view(outlet, number, &claims))
        .collect()
}

/// How long after the first account of an event each outlet's first followed.
fn lags(results: &Results) -> Vec<(u32, i64)> {
    let mut lags = Vec::new();
    let mut told: Vec<(u32, i64)> = Vec::new();
    for event in results.linkage.events.iter().filter(|e| e.claims.len() > 1) {
        let of = |&c: &u32| {
            let own = &results.linkage.features[c as usize];
            own.published.map(|at| (own.outlet, at))
        };
        told.clear();
        told.extend(event.claims.iter().filter_map(of));
        told.sort_unstable();
        told.dedup_by_key(|t| t.0);
        let first = told.iter().map(|t| t.1).min();
        if let Some(first) = first.filter(|_| told.len() > 1) {
            lags.extend(told.iter().map(|t| (t.0, t.1 - first)));
        }
    }
    lags.sort_unstable();
    lags
}

fn corrections(results: &Results) -> Vec<u32> {
    let topics = &results.comparison.topics;
    let features = &results.linkage.features;
    let mut outlets = Vec::new();
    for topic in 0..topics.len() {
        let own = topics.between(topic).iter();
        for between in own.filter(|b| b.reason == Reason::OwnRevision) {
            let pairs = topics.pairs(topic, between);
            outlets.extend(pairs.map(|pair| features[pair.a.claim as usize].outlet));
        }
    }
    outlets.sort_unstable();
    outlets
}

/// The items of a sorted list that are of an outlet.
fn of<T>(sorted: &[T], outlet: u32, key: impl Fn(&T) -> u32) -> &[T] {
    let from = sorted.partition_point(|t| key(t) < outlet);
    let to = sorted.partition_point(|t| key(t) <= outlet);
    &sorted[from..to]
}

impl Press<'_, '_> {
    fn view(&self, outlet: &str, number: u32, claims: &[&Claim]) -> view::Outlet {
        let results = self.results;
        let documents: BTreeSet<&str> = claims.iter().map(|c| &*c.document.id).collect();
        let mut copies = declared(claims);
        copies.extend(echoed(results, outlet));
        for copied in self.copied(number, false) {
            join(&mut copies, copied);
        }
        let share = results.settlement.trust.reliability(number);
        let met = results.settlement.trust.met(number);
        let grade = grade::source(share, met);
        let lags = of(&self.lags, number, |l| l.0);
        view::Outlet {
            outlet: outlet.to_owned(),
            claims: claims.len(),
            documents: documents.len(),
            reliability: share.filter(|_| grade::is_met(met)).map(reliability),
            grade: results.graded.then(|| grade.letter.to_owned()),
            judgement: results.graded.then(|| grade.words.to_owned()),
            statements: results.settlement.trust.said(number),
            overlap: met,
            proven: Some(results.settlement.trust.proven(number)).filter(|&n| n > 0),
            by_kind: self.by_kind(number),
            lag: lags.get(lags.len() / 2).map(|l| l.1),
            corrections: of(&self.corrections, number, |&o| o).len(),
            leanings: self.leanings(number).collect(),
            differs: self.differs(number).collect(),
            copies,
            copies_or_copied: self.copied(number, true).collect(),
        }
    }

    fn leanings(&self, number: u32) -> impl Iterator<Item = view::Leaning> {
        let all = self.results.settlement.trust.leanings.all().iter();
        let own = all.filter(move |l| l.outlet == number);
        own.map(|l| view::Leaning {
            of: self.results.ctx.name(l.of).to_owned(),
            more: l.more,
            probability: rounded(l.probability),
            factor: rounded(l.factor),
            compared: l.compared,
            aside: l.aside,
        })
    }

    fn differs(&self, number: u32) -> impl Iterator<Item = view::Differs> {
        let all = self.results.settlement.steady.all().iter();
        let own = all.filter(move |d| d.more == number);
        own.map(|d| differs(self.results, d, self.named[&d.less]))
    }

    /// On each kind of statement of which enough is known.
    fn by_kind(&self, number: u32) -> Vec<view::ByKind> {
        let trust = &self.results.settlement.trust;
        let kinds = Class::ALL.into_iter().filter_map(|class| {
            let record = trust.records.get(number as usize)?[class as usize];
            let share = trust.on(number, class);
            let share = share.filter(|_| grade::is_judged(share, record.met))?;
            Some(view::ByKind {
                kind: class.words().to_owned(),
                statements: record.said,
                overlap: record.met,
                reliability: reliability(share),
            })
        });
        kinds.collect()
    }

    /// Those that an outlet copies; or, where it is mutual, those of which one copies the other.
    fn copied(&self, number: u32, mutual: bool) -> impl Iterator<Item = view::Copies> {
        let pairs = self.results.settlement.trust.copies.pairs.iter();
        let own = pairs.filter(move |p| p.copier == number && p.probability >= LIKELY);
        let own = own.filter(move |p| p.mutual == mutual);
        own.map(|p| view::Copies {
            outlet: self.named[&p.source].to_owned(),
            probability: Some(rounded(p.probability)),
            why: why(p),
        })
    }
}

/// That an outlet differs from another of that name always alike.
pub(super) fn differs(results: &Results, of: &SteadyDifference, less: &str) -> view::Differs {
    let attribute = results.ctx.codebook.attribute(of.attribute);
    view::Differs {
        outlet: less.to_owned(),
        attribute: attribute.name.clone(),
        days: attribute.value_type == ValueType::Time,
        by: of.by,
        times: of.times,
        of: of.of,
    }
}

/// What it rests on.
fn why(pair: &Copying) -> String {
    let looks = match pair.taken {
        1 => "1 looks".to_owned(),
        taken => format!("{taken} look"),
    };
    let met = plural(pair.met as usize, "account");
    let mut why = if pair.mutual {
        format!("of {met} that both tell, {looks} taken over, and nothing shows by whom")
    } else {
        format!("of {met} that the other told before it, or may have, {looks} taken from there")
    };
    if pair.named > 0 {
        why.push_str(&format!("; named as the source in {}", pair.named));
    }
    if pair.errors > 0 {
        why.push_str(&format!(
            "; what others show to be wrong is shared in {}",
            pair.errors
        ));
    }
    why
}

fn reliability(share: Share) -> view::Reliability {
    view::Reliability {
        mean: rounded(share.mean),
        low: rounded(share.low),
        high: rounded(share.high),
    }
}

/// What was said to be copied, and looks so too, is told once.
fn join(known: &mut Vec<view::Copies>, copied: view::Copies) {
    match known.iter_mut().find(|k| k.outlet == copied.outlet) {
        Some(told) => {
            told.why = format!("{}; {}", told.why, copied.why);
            told.probability = copied.probability;
        }
        None => known.push(copied),
    }
}

fn declared(claims: &[&Claim]) -> Vec<view::Copies> {
    let from: BTreeSet<(&str, &str)> = claims
        .iter()
        .filter_map(|c| Some((&**c.document.republished_from.as_ref()?, &*c.document.id)))
        .collect();
    from.into_iter()
        .map(|(from, document)| view::Copies {
            outlet: from.to_owned(),
            probability: None,
            why: format!("{document} says that it first appeared elsewhere"),
        })
        .collect()
}

fn echoed(results: &Results, outlet: &str) -> Vec<view::Copies> {
    let echoes = results
        .settlement
        .dependence
        .echoes
        .iter()
        .filter(|e| e.follows && &*e.outlet == outlet);
    echoes
        .map(|e| view::Copies {
            outlet: e.of_outlet.to_string(),
            probability: None,
            why: format!(
                "{}; {} was published before it, and both may have it from a third",
                e.evidence(&e.document, &e.of_document),
                e.of_document
            ),
        })
        .collect()
}
