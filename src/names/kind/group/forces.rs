//! States' armies and governments: names that are theirs, and the letters that they are known by.

use super::name::GroupName;
use crate::names::country::Country;
use crate::names::lexicon::entries;

const ARMIES: &str = include_str!("../../data/armies.txt");

/// Whether `name` is that of a state's army, government or security forces ("Malian army", "the
/// army"), told by its words alone; "Free Army of Aland" is not.
pub fn is_of_a_state(name: &str) -> bool {
    let name = GroupName::new(name);
    name.forces_of.is_some() || name.forces_at.is_some() || name.bare_forces
}

/// Whether `name` is "the army", "government troops" and the like, without saying which state's.
pub fn is_bare_force(name: &str) -> bool {
    GroupName::new(name).bare_forces
}

/// The state whose armed forces are known by the letters, for those who name them in `here`.
pub(super) fn known_by(letters: &str, here: Option<Country>) -> Option<Country> {
    let of_letters = || entries(ARMIES).filter(|(_, known)| *known == letters);
    let mut at_home = of_letters().filter_map(|(key, _)| key.strip_suffix("-home"));
    let here = here.filter(|here| at_home.any(|code| code == here.code()));
    here.or_else(|| of_letters().find_map(|(code, _)| Country::of_code(code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_a_state_s_forces() {
        for name in [
            "Malian army",
            "Government of Mali",
            "security forces",
            "Syrian troops",
            "Syrian Arab Army",
            "Royal Thai Army",
        ] {
            assert!(is_of_a_state(name), "{name}");
        }
        for name in [
            "Free Syrian Army",
            "Syrian National Army",
            "Lord's Resistance Army",
            "Taliban",
            "Islamic State",
        ] {
            assert!(!is_of_a_state(name), "{name}");
        }
        assert!(is_bare_force("government troops") && !is_bare_force("Malian army"));
    }

    #[test]
    fn letters_of_armies_at_home_and_abroad() {
        let (syria, israel) = (Country::of_code("SY"), Country::of_code("IL"));
        assert_eq!(known_by("saa", syria), syria);
        assert_eq!(known_by("idf", syria), israel);
        assert_eq!(known_by("sna", syria), None);
        assert_eq!(known_by("sna", None), None);
        assert_eq!(known_by("jnim", syria), None);
    }

    #[test]
    fn every_row_names_a_country() {
        for (key, letters) in entries(ARMIES) {
            let code = key.strip_suffix("-home").unwrap_or(key);
            assert!(Country::of_code(code).is_some(), "{code}: {letters}");
        }
    }
}
