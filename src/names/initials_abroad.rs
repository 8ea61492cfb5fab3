//! The initials that a full name has in other languages: "Syrian Democratic Forces" is FDS in
//! French and QSD in Arabic, "Armée de libération baloutche" BLA in English.
//!
//! Words of the lexicon have the initial of their translation, all others keep their own. English
//! puts the sort of group last; French, Spanish, Arabic and Kurdish put it first.

use super::fold::fold;
use super::group_words::{concept, is_small};

/// The sorts of group that such a name begins or ends with.
const HEADS: &[&str] = &[
    "army", "front", "party", "brigade", "division", "corps", "forces", "units", "union",
    "council", "alliance", "state", "republic", "cartel", "guard", "movement",
];

/// Concepts with the initials of their usual words in English, French or Spanish, Arabic and
/// Kurdish; `-` where none is usual in names.
const INITIALS: &str = "
army aaja
front ffje
party pphp
brigade bbl-
division ddf-
corps clf-
state seed
republic rrjk
islamic iiii
islam iiii
support ssn-
liberation lltr
national nnwn
people ppsg
democratic dddd
revolutionary rrts
free llhs
freedom llha
united uu--
union uuiy
units uu-y
protection pp-p
defence dddp
workers tt-k
armed aamc
forces ffqh
security ssa-
council ccmm
alliance aat-
resistance rrmb
jihad jjj-
cartel cc--
guard ggh-
movement mmht
";

/// Words fewer than this give initials that too many names share.
const FEWEST: usize = 3;
/// Names of more words are told by their own initials.
const MOST: usize = 5;

/// What the initials of a full name may be in other languages than its own, sorted.
pub(super) fn initials_abroad(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.is_empty() && !is_small(word) && *word != "i")
        .collect();
    let Some(head) = head(&words).filter(|_| (FEWEST..=MOST).contains(&words.len())) else {
        return Vec::new();
    };
    let mut all: Vec<String> = (0..4)
        .flat_map(|language| within(&words, head, language))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Where the word for the sort of group stands: at the end, or else at the beginning.
fn head(words: &[&str]) -> Option<usize> {
    let is_head = |word: &str| concept(word).is_some_and(|c| HEADS.contains(&c));
    let last = words.len().checked_sub(1)?;
    let ends = is_head(words[last]).then_some(last);
    ends.or_else(|| is_head(words[0]).then_some(0))
}

/// The initials in one language, the words beside the head in any order.
fn within(words: &[&str], head: usize, language: usize) -> Vec<String> {
    let initials: Option<Vec<char>> = words.iter().map(|word| initial(word, language)).collect();
    let Some(mut rest) = initials else {
        return Vec::new();
    };
    let first = rest.remove(head);
    let of_rest = orders(&rest);
    let english = language == 0;
    of_rest
        .into_iter()
        .map(|rest| {
            if english {
                format!("{rest}{first}")
            } else {
                format!("{first}{rest}")
            }
        })
        .collect()
}

fn initial(word: &str, language: usize) -> Option<char> {
    let own = word.chars().next();
    let Some(concept) = concept(word) else {
        return own;
    };
    let line = INITIALS
        .lines()
        .filter_map(|line| line.split_once(' '))
        .find(|(known, _)| *known == concept);
    match line {
        Some((_, letters)) => letters.chars().nth(language).filter(|&c| c != '-'),
        None => own,
    }
}

/// The letters in the order written and backwards; three and more in no other.
fn orders(letters: &[char]) -> Vec<String> {
    vec![letters.iter().collect(), letters.iter().rev().collect()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_in_the_languages_of_others() {
        for (name, letters) in [
            ("Syrian Democratic Forces", "fds"),
            ("Syrian Democratic Forces", "qsd"),
            ("Armée de libération baloutche", "bla"),
            ("Front national de résistance", "nrf"),
            ("National Resistance Front", "fnr"),
            ("People's Protection Units", "ypg"),
            ("Free Syrian Army", "asl"),
        ] {
            assert!(
                initials_abroad(name).iter().any(|l| l == letters),
                "{name} {letters}"
            );
        }
    }

    #[test]
    fn names_of_two_words_or_of_no_sort_have_none() {
        assert!(initials_abroad("Boko Haram").is_empty());
        assert!(initials_abroad("Levant Front").is_empty());
        assert!(initials_abroad("Tehrik-i-Taliban Pakistan").is_empty());
        assert!(initials_abroad("").is_empty());
    }
}
