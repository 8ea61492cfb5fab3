//! What a phrase says of its count beside the number: how sure it is, and who is taken in or left out.

use std::sync::Arc;

use super::details::AssertionDetails;
use super::numeral::{self, Cursor, Token};

/// Standards of proof, from the strictest; users have others.
pub const PROOFS: &[&str] = &[
    "identified",
    "confirmed",
    "probable",
    "suspected",
    "feared",
    "estimated",
    "partial",
    "final",
];

/// Where words tell of a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    /// In any sentence.
    Anywhere,
    /// In the phrase of the number only: elsewhere "confirmed" and "final" are said of other things.
    Beside,
}

use Where::{Anywhere, Beside};

/// Words for each standard, folded; those that a phrase of a table is longest for count.
const WORDS: &[(&str, Where, &str)] = &[
    (
        "identified",
        Anywhere,
        "identified dead|identified victims|identified bodies|bodies identified|identified by name|corps identifies|victimes identifiees|cuerpos identificados|victimas identificadas|identifizierte opfer|identifizierte tote|опознаны|опознано|опознанных",
    ),
    (
        "identified",
        Beside,
        "identified|identifies|identifiees|identificados|identificadas|identifiziert",
    ),
    (
        "confirmed",
        Anywhere,
        "confirmed dead|confirmed killed|confirmed deaths|confirmed death|confirmed fatalities|confirmed victims|confirmed toll|confirmed death toll|deaths confirmed|deaths have been confirmed|verified deaths|verified dead|morts confirmes|deces confirmes|muertos confirmados|muertes confirmadas|fallecidos confirmados|tote bestatigt|bestatigte tote|bestatigte todesopfer|подтверждена гибель|подтверждена смерть|подтвержденных смертей",
    ),
    (
        "confirmed",
        Beside,
        "confirmed|verified|confirmes|confirmees|confirmados|confirmadas|bestatigt|bestatigte|подтверждено|подтверждены|مؤكده|مؤكدا",
    ),
    (
        "probable",
        Anywhere,
        "probably dead|likely dead|probable deaths|probablement morts|probablemente muertos|wahrscheinlich tot",
    ),
    ("probable", Beside, "probable|probables"),
    (
        "suspected",
        Anywhere,
        "suspected dead|suspected deaths|suspected to have died",
    ),
    ("suspected", Beside, "suspected"),
    (
        "feared",
        Anywhere,
        "feared dead|feared killed|feared drowned|feared lost|feared to have died|feared to be dead|believed dead|believed killed|believed drowned|believed to be dead|believed to have died|believed to have been killed|presumed dead|presumed killed|presumed drowned|presumed lost|thought dead|thought to be dead|thought to have died|may have died|presumes morts|on craint|se teme|se temen|dados por muertos|presuntamente muertos|vermutlich tot|mutmasslich tot|befurchtet|предположительно погибли|предположительно погибших|يخشي|يعتقد انهم قتلوا",
    ),
    ("feared", Beside, "feared|presumed|believed"),
    (
        "estimated",
        Anywhere,
        "an estimated|estimated dead|estimated deaths|estimated toll|according to estimates|selon des estimations|segun estimaciones|nach schatzungen|по оценкам|وفق تقديرات",
    ),
    (
        "estimated",
        Beside,
        "estimated|est|estimes|estimados|geschatzt|geschatzte",
    ),
    (
        "partial",
        Anywhere,
        "preliminary|provisional|partial count|partial toll|incomplete count|bilan provisoire|provisoire|preliminar|balance provisional|recuento parcial|vorlaufig|vorlaufige|vorlaufigen|предварительно|по предварительным данным|по неполным данным|حصيله اوليه|حصيله موقته",
    ),
    (
        "partial",
        Beside,
        "partial|incomplete|initial|partiel|parcial",
    ),
    (
        "final",
        Anywhere,
        "final toll|final death toll|final count|final tally|final figure|final total|final result|final results|definitive toll|bilan definitif|bilan final|balance definitivo|balance final|cifra definitiva|endgultige zahl|endgultige bilanz|окончательным данным|окончательное число|حصيله نهائيه|الحصيله النهائيه",
    ),
    (
        "final",
        Beside,
        "final|definitive|definitif|definitivo|endgultig|окончательно|نهائيه",
    ),
];

/// Bodies that were found are dead for sure, whoever they were.
const BODIES: &[&str] = &[
    "body",
    "bodies",
    "corpse",
    "corpses",
    "remains",
    "corps",
    "cadavres",
    "depouilles",
    "cuerpo",
    "cuerpos",
    "cadaver",
    "cadaveres",
    "leiche",
    "leichen",
    "тело",
    "тела",
    "тел",
    "جثه",
    "جثث",
];
const FOUND: &[&str] = &[
    "found",
    "recovered",
    "retrieved",
    "pulled",
    "exhumed",
    "unearthed",
    "discovered",
    "counted",
    "retrouves",
    "repeches",
    "decouverts",
    "recuperes",
    "encontrados",
    "recuperados",
    "hallados",
    "rescatados",
    "geborgen",
    "gefunden",
    "entdeckt",
    "найдено",
    "найдены",
    "обнаружено",
    "обнаружены",
    "извлечено",
    "извлечены",
    "انتشال",
    "انتشلت",
    "عثر",
];

/// Words that turn what follows into its opposite.
const NOT: &[&str] = &[
    "not", "no", "never", "yet", "cannot", "without", "non", "pas", "sin", "nicht", "kein", "не",
    "لم", "لا", "غير",
];

/// Those whom outlets count or leave out, and what they are called.
const TAKEN: &[(&str, &str)] = &[
    (
        "attackers",
        "attacker|attackers|gunman|gunmen|shooter|shooters|assailant|assailants|bomber|bombers|suicide bomber|suicide bombers|perpetrator|perpetrators|suspect|suspects|hijacker|hijackers|knifeman|killer|killers|assaillant|assaillants|tireur|tireurs|kamikaze|kamikazes|agresseur|auteur|agresor|agresores|atacante|atacantes|tirador|terroristas|tater|angreifer|attentater|schutzen|selbstmordattentater|нападавший|нападавшего|нападавших|стрелка|смертника|المهاجم|المهاجمين|الانتحاري|منفذ",
    ),
    (
        "driver",
        "driver|drivers|chauffeur|conducteur|conductor|fahrer|водитель|водителя|السائق",
    ),
    (
        "pilot",
        "pilot|pilots|pilote|pilotes|piloto|pilotos|piloten|пилот|пилота|الطيار",
    ),
    (
        "crew",
        "crew|crew members|equipage|tripulacion|tripulantes|besatzung|экипаж|الطاقم",
    ),
    (
        "missing",
        "missing|disparus|desaparecidos|vermisste|vermissten|пропавших|المفقودين",
    ),
    ("unborn", "unborn|fetus|foetus|unborn child|unborn baby"),
];

const INCLUDING: &[&str] = &[
    "including",
    "incl",
    "counting",
    "inclusive of",
    "among them",
    "amongst them",
    "among whom",
    "y compris",
    "dont",
    "parmi lesquels",
    "incluido",
    "incluida",
    "incluidos",
    "incluidas",
    "incluyendo",
    "entre ellos",
    "darunter",
    "einschliesslich",
    "inklusive",
    "unter ihnen",
    "включая",
    "в том числе",
    "среди них",
    "считая",
    "بمن فيهم",
    "بما في ذلك",
    "بينهم",
    "من بينهم",
];

const EXCLUDING: &[&str] = &[
    "excluding",
    "not including",
    "not counting",
    "without counting",
    "besides",
    "apart from",
    "aside from",
    "other than",
    "in addition to",
    "as well as",
    "sans compter",
    "hormis",
    "outre",
    "en plus de",
    "en plus du",
    "sin contar",
    "sin incluir",
    "excluyendo",
    "ademas de",
    "aparte de",
    "ohne",
    "ausser",
    "neben",
    "не считая",
    "не включая",
    "помимо",
    "кроме",
    "без учета",
    "باستثناء",
    "دون احتساب",
    "عدا",
    "بخلاف",
    "اضافه الي",
];

/// What follows "dead and", "dead or": a count that takes them in.
const DEAD: &[&str] = &[
    "dead",
    "killed",
    "deaths",
    "morts",
    "muertos",
    "tote",
    "toten",
    "погибших",
];

/// Takes the words that begin a part of the number before them.
pub(in crate::claim) fn takes_in(cursor: &mut Cursor<'_, '_>) -> bool {
    let mut ahead = *cursor;
    if ahead.take_any(EXCLUDING) {
        return false;
    }
    cursor.take_any(INCLUDING)
}

/// Whether the words that begin what the number leaves out come next, with no number behind them.
pub(in crate::claim) fn leaves_out(cursor: &Cursor<'_, '_>) -> bool {
    let mut ahead = *cursor;
    let taken = ahead.take_any(EXCLUDING);
    let number = |token: &Token| token.number.is_some() || numeral::is_number(token.text);
    taken && !ahead.rest().is_empty() && !ahead.rest().iter().any(number)
}

/// What the phrase of a count says beside its number.
pub fn said_beside(phrase: &str) -> AssertionDetails {
    read(phrase, &[Anywhere, Beside])
}

/// What other words of the outlet say of a count: only what they cannot say of anything else.
pub fn said_around(text: &str) -> AssertionDetails {
    read(text, &[Anywhere])
}

fn read(text: &str, places: &[Where]) -> AssertionDetails {
    let folded = crate::text::spaced(text);
    let Ok(tokens) = numeral::tokens(&folded) else {
        return AssertionDetails::default();
    };
    let mut includes = taken(&tokens, true);
    if includes.is_empty() && missing_too(&tokens) {
        includes.push("missing".into());
    }
    AssertionDetails {
        proof: proof(&tokens, places).map(Arc::from),
        includes,
        excludes: taken(&tokens, false),
        unit: None,
    }
}

/// The standard that the most words tell of; of two by as many, the stricter.
fn proof(tokens: &[Token<'_>], places: &[Where]) -> Option<&'static str> {
    let mut best: Option<(usize, &'static str)> = None;
    for at in 0..tokens.len() {
        let before = &tokens[at.saturating_sub(3)..at];
        if before.iter().any(|token| NOT.contains(&token.text)) {
            continue;
        }
        let cursor = Cursor::new(&tokens[at..]);
        for (proof, place, phrases) in WORDS {
            let count = phrases
                .split('|')
                .map(|phrase| cursor.matches(phrase))
                .max();
            let longer = count > Some(best.map_or(0, |(count, _)| count));
            if places.contains(place) && longer {
                best = count.map(|count| (count, *proof));
            }
        }
    }
    let says = |words: &[&str]| tokens.iter().any(|token| words.contains(&token.text));
    let bodies = says(BODIES) && says(FOUND) && !says(NOT);
    best.map(|(_, proof)| proof)
        .or(bodies.then_some("confirmed"))
}

/// Whom a count takes in, or leaves out, where that is somebody whom outlets differ on.
fn taken(tokens: &[Token<'_>], into: bool) -> Vec<Arc<str>> {
    let mut cursor = Cursor::new(tokens);
    while cursor.peek().is_some() {
        let out = cursor.take_any(EXCLUDING);
        if out != into && (out || cursor.take_any(INCLUDING)) {
            return named(cursor).into_iter().map(Arc::from).collect();
        }
        if !out {
            cursor.skip(1);
        }
    }
    Vec::new()
}

/// The first of those behind "including": "the attacker", "both gunmen", "two attackers".
fn named(mut cursor: Cursor<'_, '_>) -> Option<&'static str> {
    for _ in 0..4 {
        if let Some(name) = category_at(&cursor) {
            return Some(name);
        }
        cursor.peek()?;
        cursor.skip(1);
    }
    None
}

fn category_at(cursor: &Cursor<'_, '_>) -> Option<&'static str> {
    let is = |words: &str| words.split('|').any(|word| cursor.matches(word) > 0);
    TAKEN
        .iter()
        .find(|(_, words)| is(words))
        .map(|(name, _)| *name)
}

/// "300 dead and missing".
fn missing_too(tokens: &[Token<'_>]) -> bool {
    const OR: &[&str] = &["and", "or", "et", "ou", "y", "o", "und", "oder", "и", "или"];
    tokens.windows(3).any(|words| {
        let [dead, or, missing] = [words[0].text, words[1].text, words[2].text];
        let is_missing = category_at(&Cursor::new(&words[2..])) == Some("missing");
        let either = DEAD.contains(&dead) || DEAD.contains(&missing);
        either
            && OR.contains(&or)
            && (is_missing || category_at(&Cursor::new(words)) == Some("missing"))
    })
}

/// The standard of proof that a name means: "presumed dead" are feared, "provisional" is partial.
pub fn proof_named(name: &str) -> Option<&'static str> {
    let folded = crate::text::spaced(name);
    let tokens = numeral::tokens(folded.trim()).ok()?;
    let cursor = Cursor::new(&tokens);
    let known = PROOFS.iter().find(|known| **known == folded.trim());
    let is = |phrases: &str| {
        let whole = |phrase: &str| cursor.matches(phrase) == tokens.len();
        !tokens.is_empty() && phrases.split('|').any(whole)
    };
    let alias = || WORDS.iter().find(|(.., phrases)| is(phrases)).map(|w| w.0);
    known.copied().or_else(alias)
}

/// What a category of those who are counted or left out is called: "gunman" is `attackers`.
pub fn category_named(name: &str) -> Option<&'static str> {
    let folded = crate::text::spaced(name);
    let folded = folded.trim();
    let is = |words: &str| words.split('|').any(|word| word == folded);
    TAKEN
        .iter()
        .find(|(_, words)| is(words))
        .map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(phrase: &str) -> (Option<String>, Vec<String>, Vec<String>) {
        let said = said_beside(phrase);
        let names = |names: Vec<Arc<str>>| names.iter().map(ToString::to_string).collect();
        let proof = said.proof.map(|p| p.to_string());
        (proof, names(said.includes), names(said.excludes))
    }

    #[test]
    fn a_phrase_says_how_sure_its_count_is() {
        for (phrase, proof) in [
            ("12 confirmed dead", "confirmed"),
            ("at least 82 feared dead", "feared"),
            ("19 believed to have drowned", "feared"),
            ("20 presumed dead", "feared"),
            ("12 bodies recovered", "confirmed"),
            ("the bodies of 12 men were found", "confirmed"),
            ("31 identified victims", "identified"),
            ("preliminary toll of 45", "partial"),
            ("45 (provisional)", "partial"),
            ("a final toll of 63", "final"),
            ("an estimated 400", "estimated"),
            ("9 suspected", "suspected"),
            ("34 morts confirmés", "confirmed"),
            ("bilan provisoire de 17 morts", "partial"),
            ("28 muertos confirmados", "confirmed"),
            ("17 Leichen geborgen", "confirmed"),
            ("vorläufig 12 Tote", "partial"),
            ("найдено 8 тел", "confirmed"),
            ("по предварительным данным, 8 погибших", "partial"),
            ("حصيلة أولية 20 قتيلا", "partial"),
        ] {
            assert_eq!(said(phrase).0.as_deref(), Some(proof), "{phrase}");
        }
        for phrase in [
            "12 dead",
            "20",
            "not confirmed: 20",
            "20 (unconfirmed)",
            "20, yet to be confirmed",
        ] {
            assert_eq!(said(phrase).0, None, "{phrase}");
        }
    }

    #[test]
    fn a_sentence_around_is_heard_with_more_care() {
        let proof = |text| said_around(text).proof;
        assert_eq!(
            proof("preliminary, four fifths counted").as_deref(),
            Some("partial")
        );
        assert_eq!(
            proof("Police confirmed on Monday that shots were fired"),
            None
        );
        assert_eq!(proof("in the final hours of the battle"), None);
        assert_eq!(
            proof("47 people were feared dead on Friday").as_deref(),
            Some("feared")
        );
    }

    #[test]
    fn those_whom_outlets_differ_on_are_named() {
        for (phrase, includes, excludes) in [
            ("12, including the attacker", Some("attackers"), None),
            (
                "nine people, including the two gunmen",
                Some("attackers"),
                None,
            ),
            ("11 killed, including the driver", Some("driver"), None),
            ("12 excluding the gunman", None, Some("attackers")),
            ("12, not counting the attackers", None, Some("attackers")),
            ("12 besides the attackers", None, Some("attackers")),
            ("neuf morts, dont l'assaillant", Some("attackers"), None),
            (
                "neuf morts, sans compter le tireur",
                None,
                Some("attackers"),
            ),
            ("9 muertos, sin contar al atacante", None, Some("attackers")),
            ("9 Tote ohne den Täter", None, Some("attackers")),
            ("9 человек, включая нападавшего", Some("attackers"), None),
            ("9 قتلى بينهم المهاجم", Some("attackers"), None),
            ("300 dead or missing", Some("missing"), None),
            ("300 missing and dead", Some("missing"), None),
            ("at least 11 people including two children", None, None),
        ] {
            let (_, in_, out) = said(phrase);
            assert_eq!(in_.first().map(|s| &**s), includes, "{phrase}");
            assert_eq!(out.first().map(|s| &**s), excludes, "{phrase}");
        }
    }

    #[test]
    fn names_of_standards_and_categories_are_brought_together() {
        for (name, proof) in [
            ("confirmed", Some("confirmed")),
            ("Confirmed dead", Some("confirmed")),
            ("presumed", Some("feared")),
            ("provisional", Some("partial")),
            ("verified", Some("confirmed")),
            ("court-proven", None),
        ] {
            assert_eq!(proof_named(name), proof, "{name}");
        }
        assert_eq!(category_named("Gunmen"), Some("attackers"));
        assert_eq!(category_named("children"), None);
    }
}
