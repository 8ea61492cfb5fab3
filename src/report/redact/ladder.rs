//! Offices from the highest rung to the lowest, by which persons are chosen to be named.

/// A rung of the ladder; the lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// Fighters, soldiers, members.
    Member,
    /// Those who command few, or speak for others.
    Officer,
    /// Those who command many, or hold an office of a town.
    Commander,
    /// Ministers, governors, deputies of a head.
    Minister,
    /// Heads of a state, of a movement, of a body.
    Head,
}

/// The titles of each rung, folded to lower case.
const TITLES: [(Rung, &str); 5] = [
    (
        Rung::Head,
        "head, head of state, president, king, queen, emir, amir, caliph, leader, chief, \
         prime minister, chairman, chairwoman, chairperson, chair, chief executive, ceo, \
         secretary general, commander in chief, founder",
    ),
    (
        Rung::Minister,
        "minister, secretary of state, governor, vice president, deputy leader, deputy emir, \
         deputy amir, deputy head, chief of staff, ambassador",
    ),
    (
        Rung::Commander,
        "commander, general, marshal, admiral, brigadier, colonel, military leader, military \
         chief, deputy minister, mayor, prefect, director, judge, police chief",
    ),
    (
        Rung::Officer,
        "officer, deputy commander, lieutenant colonel, major, captain, lieutenant, sergeant, \
         spokesman, spokeswoman, spokesperson",
    ),
    (Rung::Member, "member, fighter, soldier, guard, recruit"),
];

impl Rung {
    /// All, the highest first.
    pub const ALL: [Self; 5] = [
        Self::Head,
        Self::Minister,
        Self::Commander,
        Self::Officer,
        Self::Member,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Minister => "minister",
            Self::Commander => "commander",
            Self::Officer => "officer",
            Self::Member => "member",
        }
    }

    /// The rung of a title, by the longest of the ladder's titles that it holds as words
    /// ("interim president"); of two that are as long, by the higher.
    pub fn of(title: &str) -> Option<Self> {
        let words = spaced(title);
        let held = TITLES.iter().flat_map(|(rung, titles)| {
            let titles = titles.split(", ");
            let held = titles.filter(|title| words.contains(&spaced(title)));
            held.map(|title| (title.len(), *rung))
        });
        held.max().map(|(_, rung)| rung)
    }
}

/// Its words in lower case, a space about each.
fn spaced(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = crate::text::words(&lower).collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_title_decides() {
        assert_eq!(Rung::of("interim President"), Some(Rung::Head));
        assert_eq!(Rung::of("Vice-President"), Some(Rung::Minister));
        assert_eq!(Rung::of("chief of staff"), Some(Rung::Minister));
        assert_eq!(Rung::of("lieutenant colonel"), Some(Rung::Officer));
        assert_eq!(Rung::of("shopkeeper"), None);
        assert_eq!(Rung::of(""), None);
    }

    #[test]
    fn every_rung_is_known_by_its_own_name() {
        assert!(Rung::ALL.iter().all(|r| Rung::of(r.name()) == Some(*r)));
        assert!(Rung::ALL.is_sorted_by(|a, b| a > b));
    }
}
