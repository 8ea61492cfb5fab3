//! The words of time phrases, as data: English, French and Spanish in one table.
//!
//! An entry may be several words; hyphens and accents do not count. A word that is not here makes
//! no phrase. To teach the grammar a language, add its words.

use std::{collections::HashMap, sync::LazyLock};

/// A span of time by which people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Year,
}

/// What a word, or a fixed group of words, means in a time phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    /// Says nothing of its own: "the", "of", "on".
    Filler,
    /// "a": one, or in French and Spanish "to".
    A,
    Number(u32),
    Ordinal(u32),
    /// "a few", "several", "a couple": from so many to so many.
    Some(u32, u32),
    /// `2024-03-09` or `2024-03` among words.
    Iso(i32, u8, Option<u8>),
    Month(u8),
    /// Monday is 0.
    Weekday(u8),
    /// By its EDTF number, 21 to 24.
    Season(u8),
    Weekend,
    Unit(Unit),
    Early,
    Mid,
    Late,
    Half,
    Quarter,
    Earlier,
    /// So many days back from the day of publication.
    Back(u32),
    Overnight,
    Night,
    /// "morning", "evening": the day that is named beside it.
    Daytime,
    Ago,
    /// "il y a", "hace": stands before what it counts.
    AgoBefore,
    MoreThan,
    LessThan,
    Last,
    /// "dernier", "pasado": stands after what it means.
    LastAfter,
    Past,
    Recent,
    Recently,
    This,
    Around,
    Since,
    Until,
    By,
    Before,
    After,
    Between,
    From,
    To,
    And,
    Or,
    Dash,
    For,
    /// "unknown", "no date".
    Nothing,
}

use Term::{
    After, Ago, AgoBefore, And, Around, Back, Before, Between, By, Daytime, Early, Filler, For,
    From, Half, Last, LastAfter, Late, LessThan, Mid, Month, MoreThan, Night, Nothing, Number, Or,
    Ordinal, Overnight, Past, Quarter, Recent, Recently, Season, Since, This, To, Until, Weekday,
    Weekend,
};

/// Words that mean one thing, parted by `|`.
type Entry = (&'static str, Term);

#[rustfmt::skip]
static ENTRIES: &[Entry] = &[
    ("the|of|on|in|at|during|within the|over the|sometime|back|as of|so far|l|d|dans|le|la|les|el|los|las|de|du|del|en", Filler),
    ("a", Term::A),
    ("an|one|un|une|uno|una|single", Number(1)), ("two|deux|dos", Number(2)), ("three|trois|tres", Number(3)),
    ("four|quatre|cuatro", Number(4)), ("five|cinq|cinco", Number(5)), ("six|seis", Number(6)),
    ("seven|siete", Number(7)), ("eight|huit|ocho", Number(8)), ("nine|neuf|nueve", Number(9)),
    ("ten|dix|diez", Number(10)), ("eleven|onze|once", Number(11)), ("twelve|douze|doce", Number(12)),
    ("thirteen", Number(13)), ("fourteen", Number(14)), ("fifteen|quinze|quince", Number(15)),
    ("sixteen", Number(16)), ("seventeen", Number(17)), ("eighteen", Number(18)), ("nineteen", Number(19)),
    ("twenty|vingt|veinte", Number(20)), ("thirty|trente|treinta", Number(30)), ("forty", Number(40)),
    ("fifty", Number(50)), ("sixty", Number(60)), ("ninety", Number(90)),
    ("twenty four", Number(24)), ("thirty six", Number(36)), ("forty eight", Number(48)), ("seventy two", Number(72)),
    ("first|premier|primero", Ordinal(1)), ("second", Ordinal(2)), ("third", Ordinal(3)), ("fourth", Ordinal(4)),
    ("fifth", Ordinal(5)), ("sixth", Ordinal(6)), ("seventh", Ordinal(7)), ("eighth", Ordinal(8)),
    ("ninth", Ordinal(9)), ("tenth", Ordinal(10)), ("eleventh", Ordinal(11)), ("twelfth", Ordinal(12)),
    ("thirteenth", Ordinal(13)), ("fourteenth", Ordinal(14)), ("fifteenth", Ordinal(15)),
    ("sixteenth", Ordinal(16)), ("seventeenth", Ordinal(17)), ("eighteenth", Ordinal(18)),
    ("nineteenth", Ordinal(19)), ("twentieth", Ordinal(20)), ("twenty first", Ordinal(21)),
    ("twenty second", Ordinal(22)), ("twenty third", Ordinal(23)), ("twenty fourth", Ordinal(24)),
    ("twenty fifth", Ordinal(25)), ("twenty sixth", Ordinal(26)), ("twenty seventh", Ordinal(27)),
    ("twenty eighth", Ordinal(28)), ("twenty ninth", Ordinal(29)), ("thirtieth", Ordinal(30)),
    ("thirty first", Ordinal(31)),
    ("couple|a couple|couple of|a couple of", Term::Some(2, 3)),
    ("few|a few|quelques|unos|unas|algunos|algunas", Term::Some(2, 6)),
    ("several|plusieurs|varios|varias", Term::Some(3, 9)),

    ("january|jan|janvier|enero", Month(1)), ("february|feb|fevrier|febrero", Month(2)),
    ("march|mar|mars|marzo", Month(3)), ("april|apr|avril|abril", Month(4)), ("may|mai|mayo", Month(5)),
    ("june|jun|juin|junio", Month(6)), ("july|jul|juillet|julio", Month(7)), ("august|aug|aout|agosto", Month(8)),
    ("september|sep|sept|septembre|septiembre|setiembre", Month(9)), ("october|oct|octobre|octubre", Month(10)),
    ("november|nov|novembre|noviembre", Month(11)), ("december|dec|decembre|diciembre", Month(12)),
    ("monday|mon|lundi|lunes", Weekday(0)), ("tuesday|tue|tues|mardi|martes", Weekday(1)),
    ("wednesday|wed|mercredi|miercoles", Weekday(2)), ("thursday|thu|thur|thurs|jeudi|jueves", Weekday(3)),
    ("friday|fri|vendredi|viernes", Weekday(4)), ("saturday|sat|samedi|sabado", Weekday(5)),
    ("sunday|sun|dimanche|domingo", Weekday(6)),
    ("spring|printemps|primavera", Season(21)), ("summer|ete|verano", Season(22)),
    ("autumn|fall|automne|otono", Season(23)), ("winter|hiver|invierno", Season(24)),
    ("weekend|week end|fin de semana", Weekend),

    ("hour|hours|h|hr|hrs|heure|heures|hora|horas", Term::Unit(Unit::Hour)),
    ("day|days|jour|jours|dia|dias", Term::Unit(Unit::Day)),
    ("week|weeks|semaine|semaines|semana|semanas", Term::Unit(Unit::Week)),
    ("fortnight|fortnights|quinzaine|quincena", Term::Unit(Unit::Fortnight)),
    ("month|months|mois|mes|meses", Term::Unit(Unit::Month)),
    ("year|years|ans|annee|annees|ano|anos", Term::Unit(Unit::Year)),

    ("early|beginning|start|debut|au debut|principios|a principios|comienzos|a comienzos|inicios", Early),
    ("mid|middle|mi|a mi|milieu|au milieu|mediados|a mediados", Mid),
    ("late|end|fin|a la fin|fines|a fines|finales|a finales", Late),
    ("half", Half), ("quarter", Quarter), ("earlier|earlier in|earlier on", Term::Earlier),

    ("today|this morning|this afternoon|this evening|tonight|aujourd hui|ce matin|ce soir|hoy|esta manana|esta tarde", Back(0)),
    ("yesterday|hier|hier soir|ayer", Back(1)),
    ("day before yesterday|avant hier|anteayer|antes de ayer|antier", Back(2)),
    ("overnight|last night|cette nuit|anoche", Overnight),
    ("night|nights|nuit|noche", Night),
    ("morning|afternoon|evening|dawn|noon|midday|dusk|matin|soir|apres midi|manana|tarde", Daytime),

    ("ago", Ago), ("il y a|hace", AgoBefore),
    ("last|previous", Last), ("the last", Past),
    ("dernier|derniere|passe|passee|pasado|pasada", LastAfter),
    ("past|ces derniers|ces dernieres|derniers|dernieres|ultimos|ultimas", Past),
    ("recent", Recent), ("recently|lately|recemment|recientemente", Recently),
    ("this|cette|ce|este|esta", This),

    ("more than|over|at least|plus de|mas de", MoreThan), ("less than|under|moins de|menos de", LessThan),
    ("about|around|circa|approximately|roughly|nearly|almost|on or about|on or around|vers|environ|hacia|alrededor", Around),
    ("since|depuis|desde", Since), ("until|till|up to|jusque|jusqu|jusqu a|jusqu en|jusqu au|hasta", Until),
    ("by|no later than", By), ("before|prior to|avant|antes", Before), ("after|apres|despues", After),
    ("between|entre", Between), ("from|starting", From), ("to|through|au|al", To),
    ("and|et|y|e", And), ("or|ou|o", Or), ("for|pendant|durante", For),
    ("unknown|undated|no date|not known|not given|none|n a|tbd|inconnu|inconnue|desconocido|desconocida|sin fecha", Nothing),
];

/// A group of words with its meaning, ready to be matched.
pub(super) struct Group {
    /// The words after the first.
    rest: Vec<&'static str>,
    term: Term,
}

static GROUPS: LazyLock<HashMap<&'static str, Vec<Group>>> = LazyLock::new(groups);

/// The groups by their first word, longest first.
fn groups() -> HashMap<&'static str, Vec<Group>> {
    let mut map: HashMap<&str, Vec<Group>> = HashMap::new();
    for (words, term) in ENTRIES {
        for spelling in words.split('|') {
            let mut words = spelling.split(' ');
            let list = map.entry(words.next().unwrap_or_default()).or_default();
            list.push(Group {
                rest: words.collect(),
                term: *term,
            });
            list.sort_by_key(|group| std::cmp::Reverse(group.rest.len()));
        }
    }
    map
}

/// The meaning of the longest known group that `words` begins with, and how many words it has.
pub(super) fn lookup(words: &[&str]) -> Option<(Term, usize)> {
    let (first, rest) = words.split_first()?;
    let group = GROUPS
        .get(first)?
        .iter()
        .find(|group| rest.starts_with(&group.rest))?;
    Some((group.term, group.rest.len() + 1))
}

/// The known word nearest to one that is not known.
pub(super) fn nearest(word: &str) -> Option<&'static str> {
    let room = if word.len() < 5 { 1 } else { 2 };
    let known = ENTRIES.iter().flat_map(|(words, _)| words.split('|'));
    crate::text::nearest(word, known.filter(|known| known.len() > 3), |_| room)
}

/// Every spelling, for tests that make phrases of them.
#[cfg(test)]
pub(super) fn spellings() -> Vec<&'static str> {
    ENTRIES
        .iter()
        .flat_map(|(words, _)| words.split('|'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_stands_twice() {
        let mut all = spellings();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn spellings_are_folded_already() {
        for spelling in spellings() {
            let plain = spelling
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b' ');
            assert!(plain && spelling.trim() == spelling, "{spelling}");
        }
    }

    #[test]
    fn the_longest_group_wins() {
        assert_eq!(lookup(&["last", "night"]), Some((Overnight, 2)));
        assert_eq!(lookup(&["last", "week"]), Some((Last, 1)));
        assert_eq!(lookup(&["il", "y"]), None);
        assert_eq!(lookup(&[]), None);
    }

    #[test]
    fn a_slip_finds_its_word() {
        assert_eq!(nearest("febuary"), Some("february"));
        assert_eq!(nearest("yestarday"), Some("yesterday"));
        assert_eq!(nearest("barracks"), None);
    }
}
