//! Names by which the whole world knows a group, though no rule of spelling makes them one.

/// A group's names, folded: the first is the name that it goes by where a gazetteer lists none.
/// Daesh is the Arabic acronym of the Islamic State, and written in many ways.
const KNOWN: &[&[&str]] = &[&[
    "islamic state",
    "islamic state group",
    "isis",
    "isil",
    "islamic state in iraq and syria",
    "islamic state of iraq and syria",
    "islamic state of iraq and the levant",
    "daesh",
    "daech",
    "daish",
    "da ish",
    "daeesh",
    "deash",
]];

/// All names, folded, of the group that goes by the folded name `key`; none for most.
pub(super) fn also_known_as(key: &str) -> &'static [&'static str] {
    let row = KNOWN.iter().find(|names| names.contains(&key));
    row.copied().unwrap_or_default()
}
