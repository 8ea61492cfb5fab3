//! Where a claim stands in the user's files, as machines are told.

use std::collections::HashMap;

use crate::claim::Claim;
use crate::view::Value;

/// A file and a line of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// As the user named it.
    pub file: &'a str,
    /// From 1.
    pub line: u32,
}

/// Where the claims stand, by id. A report does not hold it, since the same claims in another order
/// must give the same bytes.
#[derive(Debug, Clone, Default)]
pub struct Places<'a>(HashMap<&'a str, Place<'a>>);

impl<'a> Places<'a> {
    /// Of claims that were read; those of standard input have no file.
    pub fn of(claims: &'a [Claim]) -> Self {
        let there = claims.iter().filter(|c| &*c.location.file != "-");
        let places = there.map(|c| {
            let place = Place {
                file: &c.location.file,
                line: c.location.line.max(1),
            };
            (&*c.id, place)
        });
        Self(places.collect())
    }

    /// The same under other ids, without the files that may not be named.
    pub(super) fn renamed(
        self,
        ids: &'a HashMap<String, String>,
        mut named: impl FnMut(&str) -> bool,
    ) -> Self {
        let places = self.0.into_iter().filter(|(_, place)| named(place.file));
        let renamed = places.map(|(id, place)| (ids.get(id).map_or(id, String::as_str), place));
        Self(renamed.collect())
    }

    /// Where a claim stands.
    pub fn of_claim(&self, claim: &str) -> Option<Place<'a>> {
        self.0.get(claim).copied()
    }

    /// Where the first claim that gives a value stands, of those whose file is known.
    pub fn of_value(&self, value: &Value<'_>) -> Option<Place<'a>> {
        value.claims.iter().find_map(|claim| self.of_claim(claim))
    }
}
