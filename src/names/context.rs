//! Where a name was met: what tells two things of one name apart.

use crate::names::country::Country;

/// The surroundings of a name in a claim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct NameContext {
    /// The widest place named: its key.
    pub(crate) root: Option<String>,
    /// The country, where known.
    pub(crate) country: Option<Country>,
    /// Those of a gazetteer's contexts that the claim's place lies in, sorted.
    pub(crate) named: Vec<u16>,
}

impl NameContext {
    /// Whether two names may be of one thing, by where they were met: nowhere known, or in one country.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        match (self.country, other.country) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }
}
