//! Why a verdict is what it is: one rule each, symmetric in the two accounts.

use std::sync::OnceLock;

/// The rule that decided a pair of values. The sentence for a reader is made in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The same value in the same words.
    Same,
    /// The same in another unit, rounded.
    Converted,
    /// One name, written in two ways.
    Spelling,
    /// One leaves room for the other.
    Overlap,
    /// As the above, once those named beside "others" are added.
    OverlapWithNamed,
    /// They lie within the codebook's tolerance.
    WithinTolerance,
    /// One place lies in the other.
    PlaceWithin,
    /// Two names of places less than ten kilometres apart.
    PlaceNear,
    /// What is said of where they lie leaves room for one place, or for one in the other.
    PlaceOpen,
    /// Two names that may be of one thing.
    NameDoubtful,
    /// The days are apart, and an account marks its own as doubtful.
    DayDoubtful,
    /// One account names more of those who took part.
    MoreNamed,
    /// One account does not say who it was.
    NotNamed,
    /// Words for an event that may be both.
    KindsBoth,
    /// One term is true whenever the other is.
    Implied,
    /// Two states that one person can be in at once.
    BothCanHold,
    /// The same office, one account saying more of it.
    OfficeWithin,
    /// Two offices that one person may hold.
    OtherOffice,
    /// It went well for the same side, in other words.
    SameOutcome,
    /// Both sides are said to have gained.
    BothGained,
    /// Free words that differ.
    OtherWords,
    /// One account says who lost it, the other who holds it.
    LostAndHeld,
    /// What is denied or taken back is not what the other says.
    DeniesOther,
    /// Another source took back what this one says on its own.
    WithdrawnElsewhere,
    /// More and less of one holder's: most of a town, the town.
    DegreeOfHold,

    /// The outlet's own later report.
    OwnRevision,
    /// A document corrects the other.
    Corrected,
    /// The source that is cited later gave another value itself.
    SpeakerRevised,
    /// The source took it back.
    Retracted,
    /// The source to which it is ascribed denies it.
    DeniedBySource,
    /// The later report raises the toll.
    Raised,
    /// A part counted later is larger than the whole was.
    PartAboveEarlier,
    /// A later count that is meant to put earlier ones right.
    Recount,
    /// Those of whom the later count tells fewer have died since.
    BecameDead,
    /// A number that may rise and fall, at two times.
    Moved,
    /// Another state at another time.
    StateChanged,
    /// Another state at another time, that does not end the first.
    AnotherState,
    /// Two states in times vague enough for a change.
    MayHaveChanged,
    /// Alive then, dead later.
    DiedLater,
    /// On one day, one state followed by the other.
    FollowedSameDay,
    /// Another holder at another time.
    ChangedHands,
    /// Two holders in times vague enough for a change of hands.
    MayHaveChangedHands,
    /// One office, two holders, one after the other.
    Succession,
    /// One office, two holders, in times vague enough for a succession.
    MayHaveSucceeded,

    /// Counts of different groups or things.
    OtherSubject,
    /// A total against the count of one side or group.
    TotalAndSide,
    /// Counts of different categories of people.
    OtherCategory,
    /// A category against all people.
    CategoryOfAll,
    /// Counts over different periods.
    OtherPeriod,
    /// Numbers in units, currencies or scales that do not convert.
    OtherUnit,
    /// One number does not say its unit.
    UnitUnsaid,
    /// A running total against the toll of one event.
    RunningTotal,
    /// A part of a count against the whole.
    PartAndWhole,
    /// Two parts of larger counts.
    OtherParts,
    /// Counts of different standards of proof.
    OtherProof,
    /// One count leaves out some whom the other takes in, or may.
    OtherPeople,
    /// Counts of what spread over a region, of which one is of a part.
    OtherExtent,
    /// Two persons of one name, a lifetime apart.
    Namesakes,
    /// A leader of the whole against a leader in one area.
    OtherArea,
    /// One event within a wider one went another way.
    EventWithinOther,

    /// No number satisfies both.
    NumbersApart,
    /// The earlier source stood by its lower count after the later had spoken.
    StoodBy,
    /// The one is the other mistyped.
    Slip,
    /// An account gives another value than the source that it cites.
    Misquoted,
    /// One source denies what another says.
    Denied,
    /// No day satisfies both.
    DaysApart,
    /// No place satisfies both.
    PlacesApart,
    /// The attackers named have nobody in common, or attacker and attacked are exchanged.
    SidesApart,
    /// Two names that are not one.
    NamesApart,
    /// Two terms that cannot hold together.
    TermsExclude,
    /// Alive after the day of the reported death.
    AliveAfterDeath,
    /// Dead and alive on one day.
    DeadAndAlive,
    /// Killed twice, at two times.
    KilledTwice,
    /// In office after the day of the reported death.
    OfficeAfterDeath,
    /// Two holders of one place at one time.
    TwoHolders,
    /// Two parties each claim a place for themselves.
    RivalClaims,
    /// Two holders of one office at one time.
    TwoIncumbents,
    /// Opposed outcomes for one side.
    OutcomesOpposed,
    /// One document says two things.
    SelfContradiction,
    /// The part is larger than the whole.
    PartExceedsWhole,
}

impl Reason {
    /// Its name as reports print it: `own-revision`.
    pub fn name(self) -> &'static str {
        static NAMES: [OnceLock<String>; Reason::PartExceedsWhole as usize + 1] =
            [const { OnceLock::new() }; Reason::PartExceedsWhole as usize + 1];
        NAMES[self as usize].get_or_init(|| {
            let mut name = String::with_capacity(24);
            for letter in format!("{self:?}").chars() {
                if letter.is_uppercase() && !name.is_empty() {
                    name.push('-');
                }
                name.push(letter.to_ascii_lowercase());
            }
            name
        })
    }
}
