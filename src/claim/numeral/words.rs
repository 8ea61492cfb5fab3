//! Number words: English, and the small numbers of French, Spanish, German, Russian and Arabic.
//!
//! All words are folded: lower case, without accents.

/// A number word that adds up with smaller ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Small {
    /// What it means.
    pub(super) value: u64,
    /// What may follow it must be below this ("twenty" takes one to nine).
    pub(super) takes: u64,
}

/// A word that multiplies the number before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claim) struct Scale {
    /// By how much.
    pub(in crate::claim) value: u64,
    /// A dozen is twelve or so, a thousand is a thousand.
    pub(in crate::claim) loose: bool,
}

const SMALL: &[(&str, u64)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fourty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    // French.
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("sept", 7),
    ("huit", 8),
    ("neuf", 9),
    ("dix", 10),
    ("onze", 11),
    ("douze", 12),
    ("treize", 13),
    ("quatorze", 14),
    ("quinze", 15),
    ("seize", 16),
    ("vingt", 20),
    ("vingts", 20),
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("septante", 70),
    ("huitante", 80),
    ("nonante", 90),
    // Spanish.
    ("cero", 0),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("ocho", 8),
    ("nueve", 9),
    ("diez", 10),
    ("once", 11),
    ("doce", 12),
    ("trece", 13),
    ("catorce", 14),
    ("quince", 15),
    ("dieciseis", 16),
    ("diecisiete", 17),
    ("dieciocho", 18),
    ("diecinueve", 19),
    ("veinte", 20),
    ("veintiun", 21),
    ("veintiuno", 21),
    ("veintiuna", 21),
    ("veintidos", 22),
    ("veintitres", 23),
    ("veinticuatro", 24),
    ("veinticinco", 25),
    ("veintiseis", 26),
    ("veintisiete", 27),
    ("veintiocho", 28),
    ("veintinueve", 29),
    ("treinta", 30),
    ("cuarenta", 40),
    ("cincuenta", 50),
    ("sesenta", 60),
    ("setenta", 70),
    ("ochenta", 80),
    ("noventa", 90),
    ("ciento", 100),
    ("doscientos", 200),
    ("doscientas", 200),
    ("trescientos", 300),
    ("trescientas", 300),
    ("cuatrocientos", 400),
    ("cuatrocientas", 400),
    ("quinientos", 500),
    ("quinientas", 500),
    ("seiscientos", 600),
    ("seiscientas", 600),
    ("setecientos", 700),
    ("setecientas", 700),
    ("ochocientos", 800),
    ("ochocientas", 800),
    ("novecientos", 900),
    ("novecientas", 900),
    // German.
    ("null", 0),
    ("eins", 1),
    ("zwei", 2),
    ("drei", 3),
    ("vier", 4),
    ("funf", 5),
    ("fuenf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("neun", 9),
    ("zehn", 10),
    ("elf", 11),
    ("zwolf", 12),
    ("zwoelf", 12),
    ("dreizehn", 13),
    ("vierzehn", 14),
    ("funfzehn", 15),
    ("fuenfzehn", 15),
    ("sechzehn", 16),
    ("siebzehn", 17),
    ("achtzehn", 18),
    ("neunzehn", 19),
    ("zwanzig", 20),
    ("dreissig", 30),
    ("vierzig", 40),
    ("funfzig", 50),
    ("fuenfzig", 50),
    ("sechzig", 60),
    ("siebzig", 70),
    ("achtzig", 80),
    ("neunzig", 90),
    // Russian.
    ("ноль", 0),
    ("один", 1),
    ("одна", 1),
    ("два", 2),
    ("две", 2),
    ("двое", 2),
    ("три", 3),
    ("трое", 3),
    ("четыре", 4),
    ("четверо", 4),
    ("пять", 5),
    ("пятеро", 5),
    ("шесть", 6),
    ("семь", 7),
    ("восемь", 8),
    ("девять", 9),
    ("десять", 10),
    ("одиннадцать", 11),
    ("двенадцать", 12),
    ("тринадцать", 13),
    ("четырнадцать", 14),
    ("пятнадцать", 15),
    ("шестнадцать", 16),
    ("семнадцать", 17),
    ("восемнадцать", 18),
    ("девятнадцать", 19),
    ("двадцать", 20),
    ("тридцать", 30),
    ("сорок", 40),
    ("пятьдесят", 50),
    ("шестьдесят", 60),
    ("семьдесят", 70),
    ("восемьдесят", 80),
    ("девяносто", 90),
    ("сто", 100),
    ("двести", 200),
    ("триста", 300),
    ("четыреста", 400),
    ("пятьсот", 500),
    ("шестьсот", 600),
    ("семьсот", 700),
    ("восемьсот", 800),
    ("девятьсот", 900),
    // Arabic.
    ("صفر", 0),
    ("ثلاثه", 3),
    ("ثلاث", 3),
    ("اربعه", 4),
    ("اربع", 4),
    ("خمسه", 5),
    ("خمس", 5),
    ("سته", 6),
    ("ست", 6),
    ("سبعه", 7),
    ("سبع", 7),
    ("ثمانيه", 8),
    ("ثماني", 8),
    ("تسعه", 9),
    ("تسع", 9),
    ("عشره", 10),
    ("عشرون", 20),
    ("عشرين", 20),
    ("ثلاثون", 30),
    ("ثلاثين", 30),
    ("اربعون", 40),
    ("اربعين", 40),
    ("خمسون", 50),
    ("خمسين", 50),
    ("ستون", 60),
    ("ستين", 60),
    ("سبعون", 70),
    ("سبعين", 70),
    ("ثمانون", 80),
    ("ثمانين", 80),
    ("تسعون", 90),
    ("تسعين", 90),
    ("مئه", 100),
    ("مائه", 100),
    ("مئتان", 200),
    ("مئتين", 200),
];

const SCALES: &[(&str, u64)] = &[
    ("hundred", 100),
    ("cent", 100),
    ("cents", 100),
    ("cien", 100),
    ("hundert", 100),
    ("thousand", 1_000),
    ("k", 1_000),
    ("mille", 1_000),
    ("mil", 1_000),
    ("tausend", 1_000),
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("mn", 1_000_000),
    ("millon", 1_000_000),
    ("millones", 1_000_000),
    ("millionen", 1_000_000),
    ("billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("milliard", 1_000_000_000),
    ("milliards", 1_000_000_000),
    ("milliarde", 1_000_000_000),
    ("milliarden", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("quadrillion", 1_000_000_000_000_000),
    ("quintillion", 1_000_000_000_000_000_000),
    ("mio", 1_000_000),
    ("mrd", 1_000_000_000),
    ("mld", 1_000_000_000),
    // South Asia.
    ("lakh", 100_000),
    ("lakhs", 100_000),
    ("crore", 10_000_000),
    ("crores", 10_000_000),
    // The long scale, where its words are not those of the short one.
    ("billon", 1_000_000_000_000),
    ("billones", 1_000_000_000_000),
    ("billionen", 1_000_000_000_000),
    ("billiarde", 1_000_000_000_000_000),
    ("billiarden", 1_000_000_000_000_000),
    ("trillon", 1_000_000_000_000_000_000),
    ("trillones", 1_000_000_000_000_000_000),
    ("trillionen", 1_000_000_000_000_000_000),
    // Russian.
    ("тысяча", 1_000),
    ("тысячи", 1_000),
    ("тысяч", 1_000),
    ("тыс", 1_000),
    ("миллион", 1_000_000),
    ("миллиона", 1_000_000),
    ("миллионов", 1_000_000),
    ("млн", 1_000_000),
    ("миллиард", 1_000_000_000),
    ("миллиарда", 1_000_000_000),
    ("миллиардов", 1_000_000_000),
    ("млрд", 1_000_000_000),
    ("триллион", 1_000_000_000_000),
    ("триллиона", 1_000_000_000_000),
    ("триллионов", 1_000_000_000_000),
    ("трлн", 1_000_000_000_000),
    // Arabic.
    ("الف", 1_000),
    ("الفا", 1_000),
    ("الاف", 1_000),
    ("مليون", 1_000_000),
    ("مليونا", 1_000_000),
    ("ملايين", 1_000_000),
    ("مليار", 1_000_000_000),
    ("مليارا", 1_000_000_000),
    ("مليارات", 1_000_000_000),
    ("بليون", 1_000_000_000),
    ("تريليون", 1_000_000_000_000),
];

const LOOSE: &[(&str, u64)] = &[
    ("dozen", 12),
    ("dozens", 12),
    ("score", 20),
    ("scores", 20),
    ("dutzend", 12),
    ("dizaine", 10),
    ("dizaines", 10),
    ("douzaine", 12),
    ("douzaines", 12),
    ("quinzaine", 15),
    ("vingtaine", 20),
    ("trentaine", 30),
    ("quarantaine", 40),
    ("cinquantaine", 50),
    ("soixantaine", 60),
    ("centaine", 100),
    ("centaines", 100),
    ("millier", 1_000),
    ("milliers", 1_000),
    ("decena", 10),
    ("decenas", 10),
    ("docena", 12),
    ("docenas", 12),
    ("quincena", 15),
    ("veintena", 20),
    ("treintena", 30),
    ("centena", 100),
    ("centenas", 100),
    ("centenar", 100),
    ("centenares", 100),
    ("millar", 1_000),
    ("millares", 1_000),
];

const ARTICLES: &[&str] = &[
    "a", "an", "un", "une", "una", "uno", "ein", "eine", "einen", "einer", "eines", "einem",
];

fn lookup(table: &[(&str, u64)], word: &str) -> Option<u64> {
    table
        .iter()
        .find(|(known, _)| *known == word)
        .map(|entry| entry.1)
}

/// A number below a thousand that one word names.
pub(super) fn small(word: &str) -> Option<Small> {
    let value = lookup(SMALL, word).or_else(|| german(word))?;
    Some(Small {
        value,
        takes: takes(word, value),
    })
}

fn takes(word: &str, value: u64) -> u64 {
    match (word, value) {
        // French counts on from sixty to seventy-nine, and from ten to nineteen.
        ("soixante", _) => 20,
        ("dix", _) | (_, 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90) => 10,
        (_, 100..) => 100,
        _ => 0,
    }
}

/// German writes the unit first, and all in one word: "fünfundzwanzig", "zweihundert".
fn german(word: &str) -> Option<u64> {
    if let Some(hundreds) = word.strip_suffix("hundert") {
        return Some(german_unit(hundreds)? * 100);
    }
    let (unit, tens) = word.split_once("und")?;
    let tens = lookup(SMALL, tens).filter(|tens| *tens >= 20 && tens % 10 == 0 && *tens < 100)?;
    Some(german_unit(unit)? + tens)
}

fn german_unit(word: &str) -> Option<u64> {
    match word {
        "ein" => Some(1),
        _ => lookup(SMALL, word).filter(|unit| (1..10).contains(unit)),
    }
}

/// A word that multiplies: hundred, thousand, dozen.
pub(super) fn scale(word: &str) -> Option<Scale> {
    let exact = lookup(SCALES, word).map(|value| Scale {
        value,
        loose: false,
    });
    exact.or_else(|| lookup(LOOSE, word).map(|value| Scale { value, loose: true }))
}

/// By how much a word of scale multiplies.
pub(in crate::claim) fn scale_of(word: &str) -> Option<u64> {
    let plural = || lookup(SCALES, word.strip_suffix('s')?);
    lookup(SCALES, word).or_else(plural)
}

/// Whether a word is "a", in any of the languages.
pub(in crate::claim) fn is_article(word: &str) -> bool {
    ARTICLES.contains(&word)
}

/// Whether a word is a number.
pub(in crate::claim) fn is_number(word: &str) -> bool {
    small(word).is_some() || scale(word).is_some()
}

/// The words themselves, for suggestions.
pub(in crate::claim) fn vocabulary() -> impl Iterator<Item = &'static str> {
    let tables = [SMALL, SCALES, LOOSE];
    tables.into_iter().flatten().map(|entry| entry.0)
}
