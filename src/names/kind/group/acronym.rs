//! Acronyms, and the initials that full names give.

use super::words::{OPTIONAL, SMALL};
use crate::names::distinct;
use crate::names::marks::mark;
use crate::text::latin;

/// The letters of a text that is an acronym, folded ("G.S.I.M.", "TTP"); `None` for other texts.
pub(crate) fn letters(text: &str) -> Option<String> {
    let text = text.trim();
    if text.contains(' ') || text.len() > 24 {
        return None;
    }
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let upper = letters.iter().filter(|c| c.is_uppercase()).count();
    let fits = (2..=9).contains(&letters.len()) && upper >= 2 && upper * 10 >= letters.len() * 6;
    fits.then(|| latin(text).replace(' ', ""))
}

/// The acronyms among the words of a text, folded; none where all of it is in capitals.
pub(crate) fn within(text: &str) -> Vec<String> {
    let words: Vec<&str> = crate::text::words(text).collect();
    let lower = text.chars().any(char::is_lowercase);
    if words.len() > 1 && !lower {
        return Vec::new();
    }
    words
        .into_iter()
        .filter(|word| word.len() <= 6)
        .filter_map(letters)
        .collect()
}

/// A name and the acronym that it gives in brackets after it ("Boko Haram (JAS)").
pub(crate) fn stated(text: &str) -> Option<(&str, String)> {
    let (name, rest) = text.trim().split_once('(')?;
    let letters = letters(rest.strip_suffix(')')?)?;
    let name = name.trim_end();
    (!name.is_empty() && self::letters(name).is_none()).then_some((name, letters))
}

/// What the initials of a full name may be: of all its words, and of those that carry meaning.
pub(crate) fn initials(text: &str) -> Vec<String> {
    let folded = latin(text);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    if words.len() < 2 || words.len() > 12 {
        return Vec::new();
    }
    let take = |keep: &dyn Fn(&str) -> bool| -> String {
        words
            .iter()
            .filter(|w| keep(w))
            .filter_map(|w| w.chars().next())
            .collect()
    };
    let mut all = distinct([
        take(&|_| true),
        take(&|w| !SMALL.has(w) && w != "i"),
        take(&|w| !SMALL.has(w) && w != "i" && !OPTIONAL.has(w)),
        take(&|w| !SMALL.has(w) && w != "i" && !is_faction(w)),
        take(&|w| !is_faction(w)),
    ]);
    all.retain(|letters| (2..=9).contains(&letters.len()));
    all
}

fn is_faction(word: &str) -> bool {
    mark(word).as_deref() == Some("faction")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_acronym_looks_like() {
        assert_eq!(letters("G.S.I.M.").as_deref(), Some("gsim"));
        assert_eq!(letters("TTeP").as_deref(), Some("ttep"));
        assert_eq!(letters("Taliban"), None);
        assert_eq!(letters("Boko Haram"), None);
    }

    #[test]
    fn an_acronym_in_brackets_is_of_the_name_before_it() {
        assert_eq!(
            stated("Boko Haram (JAS)"),
            Some(("Boko Haram", "jas".to_owned()))
        );
        assert_eq!(stated("Boko Haram (sect)"), None);
        assert_eq!(stated("(JAS)"), None);
        assert_eq!(stated("JAS (Boko Haram)"), None);
    }

    #[test]
    fn initials_in_three_languages() {
        for (name, letters) in [
            ("Groupe de soutien à l'islam et aux musulmans", "gsim"),
            ("Jama'at Nusrat al-Islam wal-Muslimin", "jnim"),
            ("Cártel de Jalisco Nueva Generación", "cjng"),
            ("Armed Forces of the Philippines", "afp"),
            ("Tehrik-i-Taliban Pakistan", "ttp"),
            ("Indigenous People of Biafra", "ipob"),
            ("Harakat al-Shabaab al-Mujahideen", "hsm"),
        ] {
            assert!(initials(name).iter().any(|l| l == letters), "{name}");
        }
        assert!(
            !initials("Syrian Democratic Forces")
                .iter()
                .any(|l| l == "sna")
        );
        assert!(initials("Taliban").is_empty());
    }
}
