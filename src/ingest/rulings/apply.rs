//! Rulings in terms of the claims of a run.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::super::checks::no_such_claim;
use super::super::known::{Ground, KnownTruths};
use super::super::problem::shortened;
use super::super::{Fault, FaultKind, FaultLevel, read_lines};
use super::{Decision, Ruling, Subject};
use crate::claim::{Claim, ValueError};
use crate::codebook::{Codebook, HeaderAttributes};

/// What people decided of the claims of a run; claims are referred to by number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decided {
    /// The rulings, sorted by id.
    pub rulings: Vec<Ruling>,
    /// Of each ruling, why it moves nothing, or not all that it says.
    pub notes: Vec<Option<String>>,
    /// Claims whose events are one, with the number of the ruling.
    pub same: Vec<(u32, Vec<u32>)>,
    /// Claims of which no two are of one event, with the number of the ruling.
    pub apart: Vec<(u32, Vec<u32>)>,
    /// Claims that were taken out, with the number of the ruling.
    pub rejected: Vec<(Claim, u32)>,
}

/// Obeys rulings, which must be sorted by id, in claims, which must be so too: rejected ones are taken out, confirmed ones are
/// drafts no more, and what is ruled of values joins what is known. What a ruling points at that is not
/// there is told.
pub fn apply(
    rulings: Vec<Ruling>,
    claims: &mut Vec<Claim>,
    known: &mut KnownTruths,
    codebook: &Codebook,
) -> (Decided, Vec<Fault>) {
    let mut applying = Applying {
        decided: Decided {
            notes: vec![None; rulings.len()],
            ..Decided::default()
        },
        gone: BTreeMap::new(),
        faults: Vec::new(),
    };
    applying.reject(&rulings, claims, known);
    for (number, ruling) in (0..).zip(&rulings) {
        applying.one(number, ruling, claims, known, codebook);
    }
    applying.decided.rulings = rulings;
    (applying.decided, applying.faults)
}

struct Applying {
    decided: Decided,
    /// The place of the ruling that took out a claim.
    gone: BTreeMap<Arc<str>, String>,
    faults: Vec<Fault>,
}

impl Applying {
    /// Takes out what is rejected, before anything is numbered; what is known of a claim that is taken out
    /// goes with it.
    fn reject(&mut self, rulings: &[Ruling], claims: &mut Vec<Claim>, known: &mut KnownTruths) {
        let mut rejected: BTreeMap<&str, u32> = BTreeMap::new();
        for (number, ruling) in (0..).zip(rulings) {
            if let Decision::Reject(ids) = &ruling.decision {
                self.found(number, ruling, ids, claims);
                for id in ids {
                    rejected.entry(id).or_insert(number);
                    self.gone.insert(Arc::clone(id), ruling.place());
                }
            }
        }
        if rejected.is_empty() {
            return;
        }
        let mut places: Vec<Option<u32>> = Vec::with_capacity(claims.len());
        let mut next = 0..;
        for claim in &*claims {
            let stays = !rejected.contains_key(&*claim.id);
            places.push(if stays { next.next() } else { None });
        }
        let taken = claims.extract_if(.., |claim| rejected.contains_key(&*claim.id));
        let taken = taken.map(|claim| {
            let number = rejected[&*claim.id];
            (claim, number)
        });
        self.decided.rejected = taken.collect();
        known.renumber(&places);
    }

    fn one(
        &mut self,
        number: u32,
        ruling: &Ruling,
        claims: &mut [Claim],
        known: &mut KnownTruths,
        codebook: &Codebook,
    ) {
        match &ruling.decision {
            Decision::Same(ids) | Decision::Apart(ids) => {
                let found = self.found(number, ruling, ids, claims);
                if found.len() > 1 {
                    let is_same = matches!(ruling.decision, Decision::Same(_));
                    let list = if is_same {
                        &mut self.decided.same
                    } else {
                        &mut self.decided.apart
                    };
                    list.push((number, found));
                }
            }
            Decision::Confirm(ids) => {
                for claim in self.found(number, ruling, ids, claims) {
                    self.confirm(number, ruling, &mut claims[claim as usize]);
                }
            }
            Decision::Value(of) | Decision::Accept(of) => {
                let ids = std::slice::from_ref(&of.claim);
                for settled in self.found(number, ruling, ids, claims) {
                    let ground = match ruling.decision {
                        Decision::Value(_) => Ground::Ruled(number),
                        _ => Ground::Accepted(number),
                    };
                    let (truths, faults) = truths(ruling, of, codebook);
                    if truths.is_empty() {
                        self.note(number, "it cannot be read");
                    }
                    self.faults.extend(faults);
                    for truth in truths {
                        known.add(truth, (settled, &claims[settled as usize]), ground);
                    }
                }
            }
            Decision::Name(_) | Decision::Reject(_) => {}
        }
    }

    /// Takes away the mark of a draft.
    fn confirm(&mut self, number: u32, ruling: &Ruling, claim: &mut Claim) {
        match &mut claim.details {
            Some(details) if details.draft.is_some() => details.draft = None,
            _ => {
                let what = format!("the claim {} is no draft", shortened(&claim.id));
                self.note(number, &what);
                let error = ValueError::new(what).hint("leave it out: it needs nobody's word");
                self.faults.push(ruling.stale(error));
            }
        }
    }

    fn note(&mut self, number: u32, why: &str) {
        self.decided.notes[number as usize].get_or_insert_with(|| why.to_owned());
    }

    /// The claims of these ids, each once; that others are not there is told.
    fn found(
        &mut self,
        number: u32,
        ruling: &Ruling,
        ids: &[Arc<str>],
        claims: &[Claim],
    ) -> Vec<u32> {
        let mut found = BTreeSet::new();
        for id in ids {
            let at = claims.binary_search_by(|claim| claim.id.cmp(id));
            let error = match (at, self.gone.get(id)) {
                (Ok(at), _) => {
                    found.insert(at as u32);
                    continue;
                }
                (Err(_), Some(place)) => {
                    let what = format!("the claim `{}` is rejected at {place}", shortened(id));
                    ValueError::new(what).hint("remove the one ruling or the other")
                }
                (Err(_), None) => no_such_claim(id, claims),
            };
            // A report names no line: it is the same in whatever order rulings stand.
            let gone = self.gone.contains_key(id);
            let why = if gone { "is rejected" } else { "is not there" };
            self.note(number, &format!("the claim {} {why}", shortened(id)));
            self.faults.push(ruling.fault(FaultKind::Stale, error));
        }
        found.into_iter().collect()
    }
}

/// What is ruled of values, as claims that say it; none where one of them cannot be read. And what is
/// wrong with them.
fn truths(ruling: &Ruling, of: &Subject, codebook: &Codebook) -> (Vec<Claim>, Vec<Fault>) {
    let (mut truths, mut faults) = (Vec::new(), Vec::new());
    for value in &of.values {
        let line = line(ruling, of, value).to_string();
        let read = read_lines(&ruling.location.file, line.as_bytes(), codebook);
        truths.extend(read.claims);
        faults.extend(
            read.faults
                .into_iter()
                .map(|fault| at_ruling(ruling, fault)),
        );
    }
    if faults.iter().any(|fault| fault.level == FaultLevel::Error) {
        truths.clear();
    }
    (truths, faults)
}

/// The claim that says what is ruled, as a line of JSON.
fn line(ruling: &Ruling, of: &Subject, value: &Value) -> Value {
    let mut claim = Map::new();
    claim.insert("outlet".into(), (*ruling.warrant.by).into());
    claim.insert("id".into(), (*of.claim).into());
    let mut assertions = Vec::new();
    if HeaderAttributes::NAMES.contains(&&*of.attribute) {
        let header = [((*of.attribute).to_owned(), value.clone())];
        claim.insert("event".into(), Value::Object(header.into_iter().collect()));
    } else {
        let beside = of.beside.iter();
        let mut fields: Map<String, Value> = beside
            .map(|(name, text)| ((*name).to_owned(), text.as_str().into()))
            .collect();
        fields.insert("attribute".into(), (*of.attribute).into());
        fields.insert("value".into(), value.clone());
        assertions.push(Value::Object(fields));
    }
    claim.insert("assertions".into(), assertions.into());
    Value::Object(claim)
}

/// A fault of the claim that a ruling was read as, at the ruling, and in its own field.
fn at_ruling(ruling: &Ruling, fault: Fault) -> Fault {
    let word = ruling.decision.word();
    let path = fault.field.unwrap_or_default();
    let last = path.rsplit(['.', ']']).next().unwrap_or_default();
    let field = match (last, word) {
        ("", _) => word.to_owned(),
        ("value", "value") => "value.is".to_owned(),
        ("value", _) => format!("{word}.values"),
        (name, "value") if HeaderAttributes::NAMES.contains(&name) => "value.is".to_owned(),
        (name, _) => format!("{word}.{name}"),
    };
    Fault {
        line: ruling.location.line,
        column: ruling.column,
        field: Some(field),
        ..fault
    }
}
