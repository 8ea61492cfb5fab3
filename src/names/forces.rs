//! Whether a name says that it is a state's army or government.

use super::group_name::GroupName;

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
}
