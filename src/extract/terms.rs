//! Every term of the claims format and the codebook that the extractor writes, and the names of its
//! rules: the words that stand in code, and not in the data of a language.

use super::frame::Effect;

/// A rule that asserts something else than a count or a status.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// What it asserts.
    pub(super) attribute: &'static str,
    pub(super) name: &'static str,
}

impl Rule {
    /// Whether it asserts what is true with no event.
    pub(super) fn stands_alone(&self) -> bool {
        ![OUTCOME, DURATION, SEIZURE].contains(&self.attribute)
    }
}

macro_rules! rules {
    ($($rule:ident: $attribute:literal $name:literal),* $(,)?) => {
        $(pub(super) static $rule: Rule = Rule { attribute: $attribute, name: $name };)*
    };
}

rules! {
    HOLDS: "control" "holds a place",
    UNDER_CONTROL: "control" "under the control of",
    TAKES: "control" "expelled from",
    CONTESTED_BETWEEN: "control" "contested between",
    LOSES: "control" "withdrawal from",
    ENTERS: "control" "entry into",
    EXPELS: "outcome" "expelled from",
    WITHDRAWS: "outcome" "withdraws",
    ENDED: "outcome" "how it ended",
    LED: "role" "led by",
    WAS_LED: "role" "was led by",
    OFFICE: "role" "title or apposition",
    SEIZED: "seized" "seized",
    LASTED: "duration" "lasted",
    LASTS: "duration" "for the past",
    FAR: "distance" "so far from",
    PERPETRATOR: "perpetrator" "attacker",
}

/// The rule by which somebody is unharmed.
pub(super) const NOT_HURT: &str = "not hurt";
/// The rule by which the dead are named.
pub(super) const IDENTIFIED: &str = "identify";

/// The rule by which a toll is a count.
pub(super) const TOLL: &str = "toll";

/// Stances, and standards of proof.
pub(super) const DENIES: &str = "denies";
pub(super) const RETRACTS: &str = "retracts";
pub(super) const FEARED: &str = "feared";
pub(super) const SUSPECTED: &str = "suspected";

/// Attributes.
pub(super) const STATUS: &str = "status";
pub(super) const CONTROL: &str = "control";
pub(super) const OUTCOME: &str = "outcome";
pub(super) const DURATION: &str = "duration";
pub(super) const SEIZURE: &str = "seized";

/// Outcomes, and who holds a place.
pub(super) const VICTORY: &str = "victory";
pub(super) const WITHDRAWAL: &str = "withdrawal";
pub(super) const ADVANTAGE: &str = "advantage";
pub(super) const HEAVY_LOSSES: &str = "heavy losses";
pub(super) const DEFEAT: &str = "defeat";
pub(super) const STRENGTHENED: &str = "strengthened";
pub(super) const CONTESTED: &str = "contested";

pub(super) fn lost_by(loser: &str) -> String {
    format!("lost by {loser}")
}

pub(super) fn leader_of(group: &str) -> String {
    format!("leader of {group}")
}

/// An office with what it is of.
pub(super) fn of_owner(title: &str, owner: &str, rest: &str) -> String {
    format!("{title} of {owner} {rest}").trim().to_owned()
}

pub(super) fn border(a: &str, b: &str) -> String {
    format!("{a}–{b} border")
}

pub(super) fn at_least(number: &str) -> String {
    format!("at least {number}")
}

pub(super) fn others(number: &str) -> String {
    format!("{number} others")
}

/// Roles of those who take part.
pub(super) const ATTACKER: &str = "attacker";
pub(super) const ALLEGED_ATTACKER: &str = "alleged attacker";
pub(super) const PARTY: &str = "party";
pub(super) const TARGET: &str = "target";
pub(super) const AUTHORITY: &str = "authority";
pub(super) const VICTIM: &str = "victim";

/// A count of some of those that another one counts.
pub(super) const PART: &str = "part";
/// Who drafts.
pub(super) const READER: &str = "rashomon";
/// An outlet that the article does not name, but for the article's file.
pub(super) const UNNAMED_FILE: &str = "unnamed outlet, file";
/// The same where the article is no file, but for its id.
pub(super) const UNNAMED_ARTICLE: &str = "unnamed outlet, article";
/// The words of a time that the article does not say.
pub(super) const NO_TIME: &str = "not said: the week up to publication";
/// Those where the title tells of the event.
pub(super) const NEWS_TIME: &str =
    "not said: taken to be the day of publication, or the one before";

/// The attribute that counts those to whom something happened.
pub(super) fn attribute(effect: Effect) -> &'static str {
    match effect {
        Effect::Displaced => "displaced",
        Effect::Missing => "missing",
        Effect::Released | Effect::Unharmed => STATUS,
        other => status(other),
    }
}

/// What somebody is to whom something happened.
pub(super) fn status(effect: Effect) -> &'static str {
    match effect {
        Effect::Killed => "killed",
        Effect::Wounded | Effect::Hit => "wounded",
        Effect::Abducted => "abducted",
        Effect::Captured => "captured",
        Effect::Released => "released",
        Effect::Unharmed => "unharmed",
        Effect::Missing | Effect::Displaced => "missing",
    }
}

/// Why a list of words cannot be taken.
pub(super) fn unknown_class(key: &str) -> String {
    format!("no class of words is called {key}")
}
