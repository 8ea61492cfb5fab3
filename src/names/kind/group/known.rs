//! Names by which the whole world knows a group, though no rule of spelling makes them one.

const KNOWN: &str = include_str!("../../data/well-known.txt");

/// All names, folded, of the group that goes by the folded name `key`, the first the one that it
/// goes by where a gazetteer lists none; nothing for most.
pub(crate) fn also_known_as(key: &str) -> Vec<&'static str> {
    let rows = KNOWN.lines().filter(|line| !line.starts_with('#'));
    let mut rows = rows.map(|line| line.split(", "));
    let row = rows.find(|names| names.clone().any(|name| name == key));
    row.map(Iterator::collect).unwrap_or_default()
}
