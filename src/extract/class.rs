//! What words do in a sentence: one bit each.

/// A set of classes.
pub(super) type Classes = u64;

macro_rules! classes {
    ($($name:ident = $bit:literal $key:literal),* $(,)?) => {
        $(pub(super) const $name: Classes = 1 << $bit;)*
        /// The class that data files call `key`.
        pub(super) fn named(key: &str) -> Option<Classes> {
            match key {
                $($key => Some($name),)*
                _ => None,
            }
        }
    };
}

classes! {
    COMMON = 0 "common",
    DET = 1 "determiner",
    INDEF = 2 "indefinite",
    NUMBER = 3 "number",
    VAGUE = 4 "vague",
    HEDGE = 5 "hedge",
    OTHERS = 6 "others",
    NONE = 7 "none",
    ORDINAL = 8 "ordinal",
    ADJ = 9 "adjective",
    OF = 10 "of",
    BY = 11 "by",
    IN = 12 "in",
    FROM = 13 "from",
    TO = 14 "to",
    AGAINST = 15 "against",
    WITH = 16 "with",
    FOR = 17 "for",
    PREP = 18 "preposition",
    AND = 19 "and",
    BUT = 20 "but",
    REL = 21 "relative",
    THAT = 22 "that",
    SUB = 23 "sub",
    COND = 24 "conditional",
    FUTURE = 25 "future",
    NEG = 26 "negation",
    BE = 27 "be",
    HAVE = 28 "have",
    DO = 29 "do",
    INF = 30 "infinitive",
    PRON = 31 "pronoun",
    SAY = 32 "say",
    DENY = 33 "deny",
    INTEND = 34 "intend",
    ACCORDING = 35 "according",
    ALLEGED = 36 "alleged",
    SAYNOUN = 37 "saynoun",
    MONTH = 38 "month",
    WEEKDAY = 39 "weekday",
    TIMEWORD = 40 "timeword",
    TIMEUNIT = 41 "timeunit",
    TIMEPART = 42 "timepart",
    TIMELEAD = 43 "timelead",
    AGO = 44 "ago",
    TITLE = 45 "title",
    PERSON = 46 "person",
    GROUP = 47 "group",
    STATE_FORCE = 48 "state",
    REBEL = 49 "rebel",
    ORGNOUN = 50 "orgnoun",
    ORGWORD = 51 "orgword",
    PLACENOUN = 52 "placenoun",
    DIRECTION = 53 "direction",
    ADVERB = 54 "adverb",
    THING = 55 "thing",
    VERB = 56 "verb",
    BASE = 57 "base",
    PAST = 58 "past",
    PARTICIPLE = 59 "participle",
    GERUND = 60 "gerund",
    EVENT = 61 "event",
    STATE = 62 "stateword",
    TRIGGER = 63 "trigger",
}

/// Verbs: their forms are made.
pub(super) const VERBAL: Classes = VERB | SAY | DENY | INTEND;
/// Prepositions of every sort.
pub(super) const PREPS: Classes = OF | BY | IN | FROM | TO | AGAINST | WITH | FOR | PREP;
/// Words that may belong to a time.
pub(super) const TIME: Classes = MONTH | WEEKDAY | TIMEWORD | TIMEUNIT | TIMEPART | TIMELEAD;
