//! What words do in a sentence, and what rules ask of them: one bit each.

/// A set of classes: what a word does in the grammar of a sentence.
pub(super) type Classes = u64;
/// A set of marks: what some rule asks of a word besides.
pub(super) type Marks = u128;

macro_rules! bits {
    ($sort:ident $named:ident: $($name:ident = $bit:literal $key:literal),* $(,)?) => {
        $(pub(super) const $name: $sort = 1 << $bit;)*
        /// The bit that data files call `key`.
        pub(super) fn $named(key: &str) -> Option<$sort> {
            match key {
                $($key => Some($name),)*
                _ => None,
            }
        }
    };
}

bits! { Classes class_named:
    COMMON = 0 "common", DET = 1 "determiner", INDEF = 2 "indefinite", NUMBER = 3 "number",
    VAGUE = 4 "vague", HEDGE = 5 "hedge", OTHERS = 6 "others", NONE = 7 "none",
    ORDINAL = 8 "ordinal", ADJ = 9 "adjective", OF = 10 "of", BY = 11 "by", IN = 12 "in",
    FROM = 13 "from", TO = 14 "to", AGAINST = 15 "against", WITH = 16 "with", FOR = 17 "for",
    PREP = 18 "preposition", AND = 19 "and", BUT = 20 "but", REL = 21 "relative", THAT = 22 "that",
    SUB = 23 "sub", COND = 24 "conditional", FUTURE = 25 "future", NEG = 26 "negation",
    BE = 27 "be", HAVE = 28 "have", DO = 29 "do", INF = 30 "infinitive", PRON = 31 "pronoun",
    SAY = 32 "say", DENY = 33 "deny", INTEND = 34 "intend", ACCORDING = 35 "according",
    ALLEGED = 36 "alleged", SAYNOUN = 37 "saynoun", MONTH = 38 "month", WEEKDAY = 39 "weekday",
    TIMEWORD = 40 "timeword", TIMEUNIT = 41 "timeunit", TIMEPART = 42 "timepart",
    TIMELEAD = 43 "timelead", AGO = 44 "ago", TITLE = 45 "title", PERSON = 46 "person",
    GROUP = 47 "group", STATE_FORCE = 48 "state", REBEL = 49 "rebel", ORGNOUN = 50 "orgnoun",
    ORGWORD = 51 "orgword", PLACENOUN = 52 "placenoun", DIRECTION = 53 "direction",
    ADVERB = 54 "adverb", THING = 55 "thing", VERB = 56 "verb", BASE = 57 "base", PAST = 58 "past",
    PARTICIPLE = 59 "participle", GERUND = 60 "gerund", EVENT = 61 "event", STATE = 62 "stateword",
    TRIGGER = 63 "trigger",
}

bits! { Marks mark_named:
    ABBREVIATION = 0 "abbreviation", ABLE = 1 "able", ANOTHER = 2 "another", ANYBODY = 3 "anybody",
    ARMED = 4 "armed", AS = 5 "as", AS_FAR_AS = 6 "as_far_as", BEHIND = 7 "behind",
    BETWEEN = 8 "between", BORDER = 9 "border", BOTH = 10 "both", BYSTANDER = 11 "bystander",
    CARRIED_THROUGH = 12 "carried_through", CITY = 13 "city", CLAUSE = 14 "clause",
    CORPSE = 15 "corpse", DEED = 16 "deed", DISTANCE = 17 "distance", GRIP = 18 "grip",
    HOLD = 19 "hold", HYPOTHETICAL = 20 "hypothetical", INVOLVED = 21 "involved",
    NATIVE = 22 "native", ONE_PERSON = 23 "one_person", ORDERED = 24 "ordered",
    PART_OF_NAME = 25 "part_of_name", PAST_AUXILIARY = 26 "past_auxiliary", PERFORM = 27 "perform",
    PLACING = 28 "placing", PLURAL = 29 "plural", POSSESSIVE = 30 "possessive", SEEN = 31 "seen",
    SIDES = 32 "sides", SURVIVE = 33 "survive", THE_GROUP = 34 "the_group", TOWN = 35 "town",
    UNDER = 36 "under", UNREAL = 37 "unreal", VICTIM = 38 "victim", WHAT = 39 "what", AGE = 40 "age", KIN = 41 "kin",
    CIVIL = 42 "civil", POLICE = 43 "police",
    FIGURE = 44 "figure", EARLIER = 45 "earlier", FORMERLY = 46 "formerly",
    INSTEAD = 47 "instead", MAYBE = 48 "maybe", FEAR = 49 "fear", PRESUMED = 50 "presumed",
    COMPLEMENT = 51 "complement", REPUTED = 52 "reputed", REACH = 53 "reach",
    RETRACT = 54 "retract", PUT = 55 "put", TOWARD = 56 "toward", AT = 57 "at", CORRECTION = 58 "correction", WRITING = 59 "writing",
    RUMOUR = 60 "rumour", FALSE = 61 "false", INCLUDING = 62 "including", FATAL = 63 "fatal", AGED = 64 "aged", SAINT = 65 "saint", ISSUED = 66 "issued",
}

/// Verbs: their forms are made.
pub(super) const VERBAL: Classes = VERB | SAY | DENY | INTEND;
/// Prepositions of every sort.
pub(super) const PREPS: Classes = OF | BY | IN | FROM | TO | AGAINST | WITH | FOR | PREP;
/// Words that may belong to a time.
pub(super) const TIME: Classes = MONTH | WEEKDAY | TIMEWORD | TIMEUNIT | TIMEPART | TIMELEAD;
/// Words that begin a noun group with a number or an article.
pub(super) const QUANTIFIER: Classes = DET | INDEF | NUMBER | VAGUE | HEDGE;
