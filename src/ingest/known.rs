//! What is known to be true: claims that bear the ids of those they settle.
//!
//! Written as claims are, in any of their forms. The outlet is who settled it, the document where that
//! can be read; what a claim asserts, and its event's time, is what holds instead of what the claim of
//! that id says.

use std::path::PathBuf;

use super::checks::no_such_claim;
use super::problem::shortened;
use super::{Fault, FaultKind, Found, Source, find, read};
use crate::claim::{Claim, ValueError};
use crate::codebook::Codebook;

/// On whose word something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// It is known, as a file of known truths says.
    Known,
    /// Somebody ruled it: the number of the ruling.
    Ruled(u32),
    /// Somebody ruled that it may be said beside other values: the number of the ruling.
    Accepted(u32),
}

/// What is known or ruled to be so, each with the number of the claim that it settles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KnownTruths {
    /// As written, with the place and the sides of the claims they settle where they name none.
    pub claims: Vec<Claim>,
    /// The number of the claim that each settles.
    pub settles: Vec<u32>,
    /// On whose word each holds.
    pub grounds: Vec<Ground>,
    /// A digest of the content of the files.
    pub digest: String,
}

impl KnownTruths {
    /// Adds what holds of a claim.
    pub(super) fn add(&mut self, truth: Claim, (settles, of): (u32, &Claim), ground: Ground) {
        self.claims.push(beside(truth, of));
        self.settles.push(settles);
        self.grounds.push(ground);
    }

    /// Follows claims to their new numbers; what is known of a claim that has none is gone.
    pub(super) fn renumber(&mut self, places: &[Option<u32>]) {
        let all = std::mem::take(&mut self.claims).into_iter();
        let all = all.zip(std::mem::take(&mut self.settles));
        for ((claim, settles), ground) in all.zip(std::mem::take(&mut self.grounds)) {
            if let Some(place) = places[settles as usize] {
                self.claims.push(claim);
                self.settles.push(place);
                self.grounds.push(ground);
            }
        }
    }
}

/// Leaves files of known truths out of the claims, where they lie in a folder of claims.
pub fn set_aside(found: &mut Found, known: &[PathBuf]) {
    let whole = |path: &PathBuf| std::fs::canonicalize(path).ok();
    let known: Vec<PathBuf> = known.iter().filter_map(whole).collect();
    let is_known = |path: &PathBuf| {
        let path = whole(path);
        path.is_some_and(|path| known.iter().any(|known| path.starts_with(known)))
    };
    if !known.is_empty() {
        found.claims.retain(|path| !is_known(path));
    }
}

/// Reads what is known of `claims`, which must be sorted by id, with all that is wrong with it.
pub fn read_known(
    paths: &[PathBuf],
    claims: &[Claim],
    codebook: &Codebook,
) -> (KnownTruths, Vec<Fault>) {
    if paths.is_empty() {
        return (KnownTruths::default(), Vec::new());
    }
    let sources: Vec<Source> = paths.iter().cloned().map(Source::Path).collect();
    let read = read(&find(&sources), codebook);
    let mut known = KnownTruths {
        digest: read.digest,
        ..KnownTruths::default()
    };
    let mut faults = read.faults;
    for truth in read.claims {
        match place(&truth, claims) {
            Ok(settled) => {
                let of = &claims[settled as usize];
                known.add(truth, (settled, of), Ground::Known);
            }
            Err(fault) => faults.push(fault),
        }
    }
    (known, faults)
}

/// The number of the claim that a truth settles.
fn place(truth: &Claim, claims: &[Claim]) -> Result<u32, Fault> {
    let fault = |kind, error| {
        let place = (truth.location.line, 0);
        Fault::at(&truth.location.file, place, kind, error).in_field("id")
    };
    if truth.event.when.is_none() && truth.assertions.is_empty() {
        let error = ValueError::new(format!("`{}` settles nothing", shortened(&truth.id)))
            .hint("assert what is known, or give the event's time");
        return Err(fault(FaultKind::MissingField, error));
    }
    let at = claims.binary_search_by(|c| c.id.cmp(&truth.id));
    at.map(|at| at as u32)
        .map_err(|_| fault(FaultKind::BadValue, no_such_claim(&truth.id, claims)))
}

/// The truth with the place and the sides of what it settles, so that names are read alike.
fn beside(mut truth: Claim, claim: &Claim) -> Claim {
    let event = &mut truth.event;
    event.kind = event.kind.or(claim.event.kind);
    event.place = event.place.take().or_else(|| claim.event.place.clone());
    if event.actors.is_empty() {
        event.actors = claim.event.actors.clone();
    }
    truth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_truth_settles_the_claim_of_its_id() {
        let book = Codebook::builtin();
        let claims = super::super::read_lines(
            "c",
            br#"{"outlet": "A", "id": "a#1", "event": {"where": "Gao"}, "assertions": [{"attribute": "killed", "value": 8}]}"#,
            &book,
        );
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("known.csv");
        let text =
            "claim,outlet,attribute,value\na#1,Court,killed,9\na#2,Court,killed,9\nb,Court,,\n";
        std::fs::write(&path, text).expect("written");
        let (known, faults) = read_known(&[path], &claims.claims, &book);
        assert_eq!(known.settles, [0]);
        assert_eq!(known.claims[0].event.place, claims.claims[0].event.place);
        let said: Vec<_> = faults
            .iter()
            .map(|f| (f.line, f.message.as_str()))
            .collect();
        assert_eq!(
            said,
            [(3, "no claim has the id `a#2`"), (4, "`b` settles nothing")]
        );
        assert_eq!(faults[0].hint.as_deref(), Some("did you mean \"a#1\"?"));
    }
}
