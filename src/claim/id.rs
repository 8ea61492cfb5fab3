//! Ids made from content, so that the same claims have the same ids on every machine.

use xxhash_rust::xxh3::Xxh3;

/// Crockford's alphabet: no letter that reads as a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Hashes a sequence of fields, each ended, so that `["ab","c"]` and `["a","bc"]` differ.
#[derive(Clone)]
pub struct ContentHash(Xxh3);

impl Default for ContentHash {
    fn default() -> Self {
        Self::new()
    }
}

impl ContentHash {
    /// An empty hash.
    pub fn new() -> Self {
        Self(Xxh3::new())
    }

    /// Adds one field.
    pub fn field(&mut self, text: &str) -> &mut Self {
        self.0.update(&(text.len() as u64).to_le_bytes());
        self.0.update(text.as_bytes());
        self
    }

    /// The 64-bit digest (XXH3, stable across versions and machines).
    pub fn digest(&self) -> u64 {
        self.0.digest()
    }

    /// Twelve characters for the first 60 bits of the digest, after `prefix` and a hyphen.
    pub fn id(&self, prefix: &str) -> String {
        id_of(prefix, self.digest())
    }
}

/// The numbers of all ids whose letters after the hyphen begin so, from the least to the greatest.
pub fn ids_from(code: &str) -> Option<(u64, u64)> {
    let open = 12usize.checked_sub(code.len())? as u32 * 5;
    let mut number: u64 = 0;
    for letter in code.bytes() {
        let digit = ALPHABET.iter().position(|&l| l == letter)?;
        number = number << 5 | digit as u64;
    }
    let least = number << open;
    Some((least, least | ((1 << open) - 1)))
}

/// The id of a number: of its last 60 bits, after `prefix` and a hyphen.
pub fn id_of(prefix: &str, digest: u64) -> String {
    let mut id = String::with_capacity(prefix.len() + 13);
    id.push_str(prefix);
    id.push('-');
    id.extend(id_letters(digest).map(char::from));
    id
}

/// What stands after the hyphen of such an id.
pub fn id_letters(digest: u64) -> [u8; 12] {
    std::array::from_fn(|place| ALPHABET[((digest >> ((11 - place) * 5)) & 31) as usize])
}

/// The number of a thing known by fields that were laid out in memory as [`ContentHash`] takes
/// them: each after its length in eight bytes, the least first.
pub fn bytes_digest(bytes: &[u8]) -> u64 {
    xxhash_rust::xxh3::xxh3_64(bytes)
}

/// The id of a thing known by `fields`: `content_id("e", ["a#1", "b#1"])`.
pub fn content_id<'a>(prefix: &str, fields: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = ContentHash::new();
    for field in fields {
        hash.field(field);
    }
    hash.id(prefix)
}

/// Whether an id looks like one that was made of such a prefix.
pub(super) fn is_made(prefix: &str, id: &str) -> bool {
    let letters = id
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('-'));
    letters.is_some_and(|l| l.len() == 12 && l.bytes().all(|b| ALPHABET.contains(&b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_id_is_known_by_its_shape() {
        assert!(is_made("d", &content_id("d", ["a"])));
        assert!(!is_made("d", "dn-00001") && !is_made("d", &content_id("e", ["a"])));
    }

    #[test]
    fn ids_tell_fields_apart() {
        assert_ne!(content_id("e", ["ab", "c"]), content_id("e", ["a", "bc"]));
        assert_eq!(content_id("e", ["ab"]).len(), 14);
    }

    #[test]
    fn an_id_says_its_number() {
        let (least, greatest) = ids_from("kx80t7ctr9ha").unwrap();
        assert_eq!(
            (least, id_of("e", least).as_str()),
            (greatest, "e-kx80t7ctr9ha")
        );
        let (least, greatest) = ids_from("kx").unwrap();
        assert_eq!(id_of("e", least), "e-kx0000000000");
        assert_eq!(id_of("e", greatest), "e-kxzzzzzzzzzz");
        assert_eq!(ids_from(""), Some((0, (1 << 60) - 1)));
        assert_eq!((ids_from("u"), ids_from("0000000000000")), (None, None));
    }

    #[test]
    fn fields_in_memory_have_the_same_id() {
        let mut bytes = Vec::new();
        for field in [
            "a#1",
            "",
            "a longer field, of more than one block of the hash, to be sure of it",
        ] {
            bytes.extend((field.len() as u64).to_le_bytes());
            bytes.extend(field.as_bytes());
        }
        let fields = [
            "a#1",
            "",
            "a longer field, of more than one block of the hash, to be sure of it",
        ];
        assert_eq!(id_of("f", bytes_digest(&bytes)), content_id("f", fields));
    }

    #[test]
    fn ids_are_the_same_on_every_machine() {
        // From another implementation of XXH3, over the two fields with their lengths.
        assert_eq!(content_id("e", ["a#1", "b#1"]), "e-kx80t7ctr9ha");
    }
}
