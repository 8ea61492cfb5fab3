//! The fields that are compared, and the levels of each, best first.

/// A field of typed levels: every level, the words for it, and its place in a table of weights.
macro_rules! field {
    ($(#[$doc:meta])* $name:ident, $($(#[$level_doc:meta])* $level:ident),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$level_doc])* $level),+ }

        impl $name {
            /// Every level, best first.
            pub const ALL: &[Self] = &[$(Self::$level),+];
            /// How many levels there are.
            pub const COUNT: usize = Self::ALL.len();
            /// The names of the levels, in the same order.
            pub const NAMES: &[&str] = &[$(stringify!($level)),+];
        }
    };
}

field!(
    /// How two times compare.
    TimeLevel,
    /// Both name the same day.
    SameDay,
    /// Both name the same stretch of up to a fortnight.
    SameDays,
    /// They overlap within three days.
    Days,
    /// They overlap within a week.
    NarrowOverlap,
    /// They overlap within sixteen days.
    FortnightOverlap,
    /// They overlap, and one leaves more than that.
    WideOverlap,
    /// At least one account gives no time, or one so vague that it fits any.
    Missing,
    /// Two days, one apart.
    OneDayApart,
    /// Two days, two or three apart.
    ThreeDaysApart,
    /// Two days, four to ten apart.
    TenDaysApart,
    /// One day apart, one being vague.
    VagueOneDayApart,
    /// Two or three days apart, one being vague.
    VagueThreeDaysApart,
    /// Four to ten days apart, one being vague.
    VagueTenDaysApart,
    /// Further apart.
    FarApart,
    /// A campaign and something within it: no merge, but a part of it.
    Within,
);

field!(
    /// How the days of publication compare.
    GapLevel,
    /// Within six hours.
    Hours,
    /// Within a day.
    Day,
    /// Within two days.
    TwoDays,
    /// Within four days.
    FourDays,
    /// Within eight days.
    Week,
    /// Within sixteen days.
    Fortnight,
    /// Further apart.
    Later,
    /// Not known.
    Missing,
    /// One was published before the day that the other gives.
    Before,
);

field!(
    /// How two places compare.
    PlaceLevel,
    /// The same place, named in both with a level above it.
    Same,
    /// The same single name.
    SameName,
    /// Names that sound alike, on another level or under another name.
    SameSound,
    /// One is named in the chain of the other.
    Contains,
    /// One is known to lie in the other.
    Holds,
    /// One is the whole country of the other.
    HoldsWide,
    /// Both name a whole country, and no more.
    SameWide,
    /// One may be the other: a doubt of the name stage.
    Doubtful,
    /// Different names, less than ten kilometres apart.
    Near,
    /// At least one account gives no place.
    Missing,
    /// Two places of one district.
    Siblings,
    /// Two places of one region.
    Cousins,
    /// Two places of one country.
    SameCountry,
    /// Nothing in common.
    Apart,
    /// Coordinates far apart.
    FarApart,
);

field!(
    /// How those who took part compare.
    ActorLevel,
    /// Two or more in common, all that one names.
    Both,
    /// Two or more in common, and each names others.
    Most,
    /// One in common, and none that only one account names.
    OneOfOne,
    /// One in common, all that one account names.
    OneOfMore,
    /// One in common, and each names others.
    Some,
    /// At least one account names nobody.
    Missing,
    /// Nobody in common.
    None,
);

field!(
    /// How the kinds of event compare.
    KindLevel,
    /// The same term, for something that seldom happens in one place.
    SameRare,
    /// The same term.
    Same,
    /// Terms that the codebook calls alike.
    Alike,
    /// At least one account gives none.
    Missing,
    /// Terms that it does not.
    Unlike,
);

field!(
    /// How the event's own counts compare.
    CountLevel,
    /// Two or more counts are the same.
    SameMany,
    /// The same count of ten or more.
    SameLarge,
    /// The same count of four to nine.
    SameMiddling,
    /// The same count of less than four.
    SameSmall,
    /// One count is the same, and another apart.
    SameMixed,
    /// The intervals overlap.
    Overlap,
    /// No count of the same thing in both.
    Missing,
    /// Apart, the later report giving the higher number of a toll that may rise.
    Risen,
    /// Apart, by a factor of at most two.
    Apart,
    /// Apart by more.
    FarApart,
);

field!(
    /// How the persons whose fate is told compare.
    PersonLevel,
    /// A person in common, with one fate.
    SharedFate,
    /// A person in common.
    Shared,
    /// Persons of one fate whose names may be of one ("Luis Carlos Galan", "Galan Sarmiento").
    Doubtful,
    /// At least one account names nobody.
    Missing,
    /// Each names somebody, nobody in common.
    Different,
    /// The same, and one names everybody whom it counts: the other's are none of them.
    Others,
);

field!(
    /// How the sources compare.
    SourceLevel,
    /// Two outlets use the same words.
    SameWords,
    /// One names the other as its source.
    Cites,
    /// Both name one outlet as their source.
    OneSource,
    /// Two outlets.
    Separate,
    /// One outlet.
    SameOutlet,
);

field!(
    /// How many accounts stand where both do: time, place and sides.
    CrowdLevel,
    /// At most three.
    Few,
    /// Four to seven.
    Some,
    /// Eight to fifteen.
    Many,
    /// Up to thirty-one.
    Dense,
    /// Up to sixty-three.
    Denser,
    /// More.
    Densest,
);
