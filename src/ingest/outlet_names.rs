//! One outlet, one name: however its name is set, and by whichever of its names it goes.

use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::HashMap;

use super::outlets::OutletProfile;
use crate::claim::Claim;
use crate::text::key;

/// Gives all claims of an outlet one name: the profile's where there is one, else the spelling that
/// most claims have, and of equals the first in order.
pub(super) fn unite(claims: &mut [Claim], profiles: &[OutletProfile]) {
    let mut spellings: HashMap<Arc<str>, usize> = HashMap::new();
    for claim in &*claims {
        *spellings.entry_ref(&claim.outlet).or_default() += 1;
    }
    let names = names(&spellings, profiles);
    for claim in claims {
        if let Some(name) = names.get(&claim.outlet) {
            claim.outlet = Arc::clone(name);
        }
    }
}

/// The name of every spelling that is not the outlet's name itself.
fn names(
    spellings: &HashMap<Arc<str>, usize>,
    profiles: &[OutletProfile],
) -> HashMap<Arc<str>, Arc<str>> {
    let mut outlets: BTreeMap<String, Vec<(&Arc<str>, usize)>> = BTreeMap::new();
    for (spelling, count) in spellings {
        outlets
            .entry(key(spelling))
            .or_default()
            .push((spelling, *count));
    }
    let mut known_as: BTreeMap<String, Arc<str>> = BTreeMap::new();
    for profile in profiles {
        let name: Arc<str> = Arc::from(&*profile.name);
        for also in std::iter::once(&profile.name).chain(&profile.also) {
            known_as.insert(key(also), Arc::clone(&name));
        }
    }
    let mut names = HashMap::new();
    for (outlet, of_one) in outlets {
        let most = of_one
            .iter()
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
        let Some(name) = known_as.get(&outlet).or(most.map(|(name, _)| *name)) else {
            continue;
        };
        let others = of_one.iter().filter(|(spelling, _)| *spelling != name);
        names.extend(others.map(|(spelling, _)| (Arc::clone(spelling), Arc::clone(name))));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;
    use crate::ingest::read_lines;

    fn united(outlets: &[&str], profiles: &[OutletProfile]) -> Vec<String> {
        let line = |outlet: &&str| serde_json::json!({"id": "c", "outlet": outlet}).to_string();
        let read = |line: String| read_lines("c", line.as_bytes(), &Codebook::builtin()).claims;
        let mut claims: Vec<Claim> = outlets.iter().map(line).flat_map(read).collect();
        unite(&mut claims, profiles);
        let outlets = claims.iter().map(|claim| claim.outlet.to_string());
        outlets.collect()
    }

    #[test]
    fn case_and_blanks_make_no_outlet() {
        let written = ["Reuters", "REUTERS", "reuters\u{200b}", "Reuters", "AP"];
        let one = ["Reuters", "Reuters", "Reuters", "Reuters", "AP"];
        assert_eq!(united(&written, &[]), one);
        assert_eq!(united(&["b", "B"], &[]), ["B", "B"]);
    }

    #[test]
    fn a_profile_names_the_outlet() {
        let profile = OutletProfile {
            name: "Thomson Reuters".into(),
            also: vec!["Reuters".into()],
            ..OutletProfile::default()
        };
        let written = ["REUTERS", "AP", "thomson reuters"];
        assert_eq!(
            united(&written, &[profile]),
            ["Thomson Reuters", "AP", "Thomson Reuters"]
        );
    }
}
