//! One finding as a reader sees it.

use super::{Results, subject};
use crate::claim::{Claim, bytes_digest, id_of};
use crate::codebook::Severity;
use crate::compare::{Context, Finding, Reason, Scene, Side, Slot, Statement, counted};
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
        why: sentence::brief(ctx, finding, &sides),
        settle: settle::between(ctx, finding.reason, x, y).map(Text::Borrowed),
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
    id_of("f", digest(ctx, finding, &mut Vec::with_capacity(256)))
}

/// What the id is made of; `bytes` is room to work in.
pub(in crate::report) fn digest(ctx: &Context, finding: &Finding, bytes: &mut Vec<u8>) -> u64 {
    let scene = match finding.scene {
        Scene::Event(_) => "event",
        Scene::Related(..) => "related",
        Scene::Subject(_) => "subject",
    };
    let claim = |side: Side| &ctx.claims[side.claim as usize];
    let (x, y) = (claim(finding.a), claim(finding.b));
    let attribute = &ctx.codebook.attribute(finding.attribute).name;
    bytes.clear();
    field(bytes, |b| b.extend_from_slice(x.id.as_bytes()));
    field(bytes, |b| b.extend_from_slice(y.id.as_bytes()));
    field(bytes, |b| b.extend_from_slice(attribute.as_bytes()));
    field(bytes, |b| told(b, x, finding.a.slot));
    field(bytes, |b| told(b, y, finding.b.slot));
    field(bytes, |b| b.extend_from_slice(scene.as_bytes()));
    bytes_digest(bytes)
}

/// Adds one field after its length, as a content hash takes it.
fn field(bytes: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let at = bytes.len();
    bytes.extend_from_slice(&[0; 8]);
    write(bytes);
    let length = (bytes.len() - at - 8) as u64;
    bytes[at..at + 8].copy_from_slice(&length.to_le_bytes());
}

/// What a part of a claim says besides its attribute; nothing of a part of the header.
fn told(bytes: &mut Vec<u8>, claim: &Claim, slot: Slot) {
    let Slot::Assertion(number) = slot else {
        return;
    };
    let a = &claim.assertions[usize::from(number)];
    let parts: [&str; 3] = [
        a.of.as_deref().unwrap_or_default(),
        a.whom.as_deref().unwrap_or_default(),
        &a.written,
    ];
    for part in parts {
        bytes.extend_from_slice(part.as_bytes());
        bytes.push(b'|');
    }
    for (number, source) in a.said_by.iter().enumerate() {
        if number > 0 {
            bytes.push(b'|');
        }
        bytes.extend_from_slice(source.as_bytes());
    }
    for time in [&a.as_of, &a.over] {
        bytes.push(b'|');
        bytes.extend_from_slice(time.as_ref().map_or(b"", |w| w.written.as_bytes()));
    }
    bytes.extend_from_slice(&[b'|', b'0' + a.counts as u8]);
}

/// As the codebook says; an office held after death is as grave as a death denied.
pub(in crate::report) fn severity(ctx: &Context, finding: &Finding) -> Severity {
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
