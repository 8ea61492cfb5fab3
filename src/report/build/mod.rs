//! A finished reconciliation to the view that every format prints.

mod attribute;
mod event;
mod notes;
mod outlet;
mod subject;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::view::{self, Report};
use super::{sentence, settle, wording};
use crate::claim::{When, content_id};
use crate::codebook::{Severity, Verdict};
use crate::compare::{Comparison, Context, Finding, Scene, Statement, counted};
use crate::link::Linkage;
use crate::weigh::{Dependence, Origins, origins};

/// The results of all stages, and what every part of the view may read.
#[derive(Clone, Copy)]
pub struct Results<'a> {
    /// Claims, names and codebook.
    pub ctx: Context<'a>,
    /// The events.
    pub linkage: &'a Linkage,
    /// The verdicts.
    pub comparison: &'a Comparison,
    /// Documents that echo others.
    pub dependence: &'a Dependence,
    /// Passages at hand, by claim id.
    pub passages: &'a BTreeMap<Arc<str>, String>,
}

/// What is known of an event before its view is made.
struct Scenery {
    id: String,
    title: String,
    origins: Origins,
    /// Numbers of the relations that it stands in.
    relations: Vec<u32>,
}

/// Makes the view.
pub fn report(results: Results, method: view::Method) -> Report {
    let mut scenery: Vec<Scenery> = results
        .linkage
        .events
        .par_iter()
        .map(|e| Scenery {
            id: e.id.clone(),
            title: event::title(&results, e),
            origins: origins::of_event(&results.ctx, &e.claims, results.dependence),
            relations: Vec::new(),
        })
        .collect();
    for (number, relation) in results.linkage.relations.iter().enumerate() {
        for event in [relation.outer, relation.inner] {
            scenery[event as usize].relations.push(number as u32);
        }
    }
    let by_scene = by_scene(results.comparison);
    let mut events: Vec<view::Event> = (0..scenery.len())
        .into_par_iter()
        .map(|number| event::view(&results, &scenery, &by_scene, number))
        .collect();
    events.sort_by_cached_key(event::rank);
    let mut findings: Vec<view::Finding> = results
        .comparison
        .findings
        .par_iter()
        .map(|f| finding(&results, &scenery, f))
        .collect();
    findings.sort_by(|x, y| rank(x).cmp(&rank(y)));
    Report {
        version: 1,
        summary: summary(&results, &scenery, &findings),
        subjects: subject::views(&results, &scenery, &by_scene),
        outlets: outlet::views(&results),
        names: notes::names(&results),
        notes: notes::notes(&results),
        events,
        findings,
        method,
    }
}

type ByScene<'a> = BTreeMap<Scene, Vec<&'a Finding>>;

fn by_scene(comparison: &Comparison) -> ByScene<'_> {
    let mut by_scene: ByScene = BTreeMap::new();
    for finding in &comparison.findings {
        by_scene.entry(finding.scene).or_default().push(finding);
    }
    by_scene
}

/// Contradictions first, the gravest of them before the others; then by id, which is content.
fn rank(finding: &view::Finding) -> (std::cmp::Reverse<(Verdict, Severity)>, &str, &str) {
    (
        std::cmp::Reverse((finding.verdict, finding.severity)),
        &finding.attribute,
        &finding.id,
    )
}

fn finding(results: &Results, scenery: &[Scenery], finding: &Finding) -> view::Finding {
    let ctx = &results.ctx;
    let (x, y) = (ctx.statement(finding.a), ctx.statement(finding.b));
    let attribute = ctx.codebook.attribute(finding.attribute);
    let of_side = |s: &Statement| {
        s.assertion
            .and_then(|a| a.of.clone().or_else(|| a.whom.clone()))
    };
    let of = of_side(&x).or_else(|| of_side(&y));
    let (event, subject) = match finding.scene {
        Scene::Event(event) => (Some(scenery[event as usize].id.clone()), None),
        Scene::Related(relation) => {
            let inner = results.linkage.relations[relation as usize].inner;
            (Some(scenery[inner as usize].id.clone()), None)
        }
        Scene::Subject(entity) => (None, Some(subject::id(ctx, entity))),
    };
    view::Finding {
        id: finding_id(results, finding),
        event,
        subject,
        attribute: attribute.name.clone(),
        of: of.map(|of| of.to_string()),
        verdict: finding.verdict,
        severity: severity(results, finding),
        claims: [x, y].map(|s| s.claim.id.to_string()),
        outlets: [x, y].map(|s| s.claim.outlet.to_string()),
        values: [x, y].map(|s| wording::written(ctx, &s)),
        of_each: (counted(ctx, &x) != counted(ctx, &y))
            .then(|| [x, y].map(|s| sentence::counted(&s))),
        why: sentence::why(ctx, finding),
        settle: settle::settle(ctx, finding),
        condition: condition(ctx, finding),
    }
}

/// From the two claims, the attribute, and the two things spoken of: it stays when others join.
pub(super) fn finding_id(results: &Results, finding: &Finding) -> String {
    let ctx = &results.ctx;
    let (x, y) = (ctx.statement(finding.a), ctx.statement(finding.b));
    let of = |s: &Statement| {
        s.assertion.map_or_else(String::new, |a| {
            let whom = a.whom.as_deref().unwrap_or("");
            let of = a.of.as_deref().unwrap_or("");
            let time = |w: &Option<When>| {
                w.as_ref()
                    .map(|w| w.written.to_string())
                    .unwrap_or_default()
            };
            let (as_of, over, sort) = (time(&a.as_of), time(&a.over), a.counts as u8);
            format!(
                "{of}|{whom}|{}|{}|{as_of}|{over}|{sort}",
                a.written,
                a.said_by.join("|")
            )
        })
    };
    let attribute = &ctx.codebook.attribute(finding.attribute).name;
    let scene = match finding.scene {
        Scene::Event(_) => "event",
        Scene::Related(..) => "related",
        Scene::Subject(_) => "subject",
    };
    content_id(
        "f",
        [
            &*x.claim.id,
            &*y.claim.id,
            attribute,
            &of(&x),
            &of(&y),
            scene,
        ],
    )
}

/// As the codebook says; an office held after death is as grave as a death denied.
fn severity(results: &Results, finding: &Finding) -> Severity {
    let codebook = results.ctx.codebook;
    let of = |side| {
        codebook
            .attribute(results.ctx.statement(side).attribute)
            .severity
    };
    of(finding.a).max(of(finding.b))
}

fn condition(ctx: &Context, finding: &Finding) -> Option<String> {
    let doubt = ctx.names.doubts.get(finding.doubt?.index())?;
    Some(format!("if {} is {}", ctx.name(doubt.a), ctx.name(doubt.b)))
}

fn summary(results: &Results, scenery: &[Scenery], findings: &[view::Finding]) -> view::Summary {
    let claims = results.ctx.claims;
    let features = &results.linkage.features;
    let outlets = |event: &crate::link::Event| {
        let mut outlets: Vec<u32> = event
            .claims
            .iter()
            .map(|&c| features[c as usize].outlet)
            .collect();
        outlets.sort_unstable();
        outlets.dedup();
        outlets.len()
    };
    let pairs = || results.linkage.events.iter().zip(scenery);
    let mut summary = view::Summary {
        claims: claims.len(),
        documents: features
            .iter()
            .map(|f| f.document as usize + 1)
            .max()
            .unwrap_or(0),
        outlets: features
            .iter()
            .map(|f| f.outlet as usize + 1)
            .max()
            .unwrap_or(0),
        events: results.linkage.events.len(),
        corroborated: scenery.iter().filter(|s| s.origins.count() > 1).count(),
        one_origin: pairs()
            .filter(|(e, s)| s.origins.count() == 1 && outlets(e) > 1)
            .count(),
        ..view::Summary::default()
    };
    summary.verdicts.agreement = results.comparison.agreements;
    for finding in findings {
        tally(&mut summary, finding);
    }
    summary
}

fn tally(summary: &mut view::Summary, finding: &view::Finding) {
    let verdicts = &mut summary.verdicts;
    match finding.verdict {
        Verdict::Agreement => verdicts.agreement += 1,
        Verdict::Compatible => verdicts.compatible += 1,
        Verdict::Superseded => verdicts.superseded += 1,
        Verdict::Scope => verdicts.scope += 1,
        Verdict::Contradiction => {
            verdicts.contradiction += 1;
            let by = &mut summary.contradictions;
            match finding.severity {
                Severity::Critical => by.critical += 1,
                Severity::Major => by.major += 1,
                Severity::Moderate => by.moderate += 1,
                Severity::Minor => by.minor += 1,
            }
        }
    }
}
