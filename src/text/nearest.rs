//! The known word that a misspelt one is meant to be.

/// The first of the `known` words at the least distance from `word`, if that is within the
/// `room` (in edits: a letter more, less, changed, or two neighbours swapped) that it is given.
pub(crate) fn nearest<'k>(
    word: &str,
    known: impl Iterator<Item = &'k str>,
    room: impl Fn(&str) -> usize,
) -> Option<&'k str> {
    known
        .map(|known| (strsim::osa_distance(word, known), known))
        .filter(|(distance, known)| *distance <= room(known))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let near = |word| nearest(word, ["killed", "wounded"].into_iter(), |_| 2);
        assert_eq!(near("klled"), Some("killed"));
        assert_eq!(near("wuonded"), Some("wounded"));
        assert_eq!(near("missing"), None);
    }
}
