//! One finding as a reader sees it.

use std::io::Write;

use super::{Results, subject};
use crate::claim::{When, bytes_id};
use crate::codebook::Severity;
use crate::compare::{Context, Finding, Reason, Scene, Statement, counted};
use crate::report::view::{self, Text};
use crate::report::{sentence, settle, wording};

pub(super) fn view<'a>(results: &Results<'a>, finding: &Finding) -> view::Finding<'a> {
    let ctx = &results.ctx;
    let sides = [ctx.statement(finding.a), ctx.statement(finding.b)];
    let [x, y] = &sides;
    let event_id = |event: u32| results.linkage.events[event as usize].id.as_str().into();
    let (event, subject) = match finding.scene {
        Scene::Event(event) => (Some(event_id(event)), None),
        Scene::Related(relation) => {
            let inner = results.linkage.relations[relation as usize].inner;
            (Some(event_id(inner)), None)
        }
        Scene::Subject(entity) => (None, Some(subject::id(ctx, entity).into())),
    };
    view::Finding {
        id: id(ctx, finding).into(),
        event,
        subject,
        attribute: Text::Borrowed(&ctx.codebook.attribute(finding.attribute).name),
        of: of_side(x).or_else(|| of_side(y)).map(Text::Borrowed),
        verdict: finding.verdict,
        severity: severity(ctx, finding),
        claims: sides.map(|s| Text::Borrowed(&*s.claim.id)),
        outlets: sides.map(|s| Text::Borrowed(&*s.claim.outlet)),
        values: sides.map(|s| wording::written(ctx, &s)),
        of_each: (counted(ctx, x) != counted(ctx, y)).then(|| sides.map(|s| sentence::counted(&s))),
        why: sentence::brief(ctx, finding),
        settle: settle::settle(ctx, finding).map(Text::Borrowed),
        condition: condition(ctx, finding).map(Text::Owned),
    }
}

/// What one side speaks of, as written.
fn of_side<'a>(s: &Statement<'a>) -> Option<&'a str> {
    s.assertion
        .and_then(|a| a.of.as_deref().or(a.whom.as_deref()))
}

/// From the two claims, the attribute, and the two things spoken of: it stays when others join.
pub fn id(ctx: &Context, finding: &Finding) -> String {
    let (x, y) = (ctx.statement(finding.a), ctx.statement(finding.b));
    let scene = match finding.scene {
        Scene::Event(_) => "event",
        Scene::Related(..) => "related",
        Scene::Subject(_) => "subject",
    };
    let mut bytes = Vec::with_capacity(256);
    field(&mut bytes, |b| b.extend(x.claim.id.as_bytes()));
    field(&mut bytes, |b| b.extend(y.claim.id.as_bytes()));
    let attribute = &ctx.codebook.attribute(finding.attribute).name;
    field(&mut bytes, |b| b.extend(attribute.as_bytes()));
    field(&mut bytes, |b| told(b, &x));
    field(&mut bytes, |b| told(b, &y));
    field(&mut bytes, |b| b.extend(scene.as_bytes()));
    bytes_id("f", &bytes)
}

/// Adds one field after its length, as a content hash takes it.
fn field(bytes: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let at = bytes.len();
    bytes.extend([0; 8]);
    write(bytes);
    let length = (bytes.len() - at - 8) as u64;
    bytes[at..at + 8].copy_from_slice(&length.to_le_bytes());
}

/// What a statement says besides its attribute; nothing of a part of the header.
fn told(bytes: &mut Vec<u8>, s: &Statement) {
    let Some(a) = s.assertion else { return };
    let time = |w: Option<&When>| w.map(|w| w.written.clone()).unwrap_or_default();
    let parts: [&str; 3] = [
        a.of.as_deref().unwrap_or_default(),
        a.whom.as_deref().unwrap_or_default(),
        &a.written,
    ];
    for part in parts {
        bytes.extend(part.as_bytes());
        bytes.push(b'|');
    }
    for (number, source) in a.said_by.iter().enumerate() {
        if number > 0 {
            bytes.push(b'|');
        }
        bytes.extend(source.as_bytes());
    }
    let (as_of, over) = (time(a.as_of.as_deref()), time(a.over.as_deref()));
    // Writing to memory cannot fail.
    let _ = write!(bytes, "|{as_of}|{over}|{}", a.counts as u8);
}

/// As the codebook says; an office held after death is as grave as a death denied.
pub(super) fn severity(ctx: &Context, finding: &Finding) -> Severity {
    let of = |attribute| ctx.codebook.attribute(attribute).severity;
    if finding.reason == Reason::OfficeAfterDeath {
        let side = |side| of(ctx.statement(side).attribute);
        side(finding.a).max(side(finding.b))
    } else {
        of(finding.attribute)
    }
}

fn condition(ctx: &Context, finding: &Finding) -> Option<String> {
    let doubt = ctx.names.doubts.get(finding.doubt?.index())?;
    Some(format!("if {} is {}", ctx.name(doubt.a), ctx.name(doubt.b)))
}
