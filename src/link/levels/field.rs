//! The fields that are compared, the levels of each, best first, and what each level weighs.

/// All fields in one table: the enumeration of each one's levels, a level of every field, and the
/// bits of all levels.
macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident ($label:literal): $name:ident {
        $($(#[$level_doc:meta])* $level:ident = $bits:literal,)+
    })+) => {
        $($(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$level_doc])* $level),+ })+

        /// All levels of a pair of claims.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each is the level of its field")]
        pub struct Levels { $(pub $field: $name),+ }

        /// Bits of every level of every field, in the order declared.
        #[derive(Debug, Clone, PartialEq)]
        #[expect(missing_docs, reason = "each holds the weights of its field")]
        pub struct Fields { $(pub $field: [f64; [$($bits),+].len()]),+ }

        /// How many fields are compared.
        pub const FIELDS: usize = [$($label),+].len();

        /// The fields as a reader knows them, and the names of their levels, in the order of
        /// [`Levels::codes`].
        pub const NAMES: [(&str, &[&str]); FIELDS] = [$(($label, &[$(stringify!($level)),+])),+];

        impl Levels {
            /// The level of every field by its number, in the order of [`NAMES`].
            pub fn codes(self) -> [u8; FIELDS] {
                [$(self.$field as u8),+]
            }
        }

        impl Default for Fields {
            fn default() -> Self {
                Self { $($field: [$($bits),+]),+ }
            }
        }

        impl Fields {
            /// The bits of every field, in the order of [`NAMES`].
            pub fn tables(&self) -> [&[f64]; FIELDS] {
                [$(&self.$field),+]
            }

            /// The same, to be changed.
            pub fn tables_mut(&mut self) -> [&mut [f64]; FIELDS] {
                [$(&mut self.$field),+]
            }

            /// The bits of the levels of a pair, in the order of [`NAMES`].
            pub fn bits(&self, levels: Levels) -> [f64; FIELDS] {
                [$(self.$field[levels.$field as usize]),+]
            }
        }
    };
}

fields! {
    /// How two times compare.
    time ("when"): TimeLevel {
        /// Both name the same day.
        SameDay = 3.5,
        /// Both name the same stretch of up to a fortnight.
        SameDays = 4.5,
        /// They overlap within three days.
        Days = 2.0,
        /// They overlap within a week.
        NarrowOverlap = 1.2,
        /// They overlap within sixteen days.
        FortnightOverlap = 0.8,
        /// They overlap, and one leaves more than that.
        WideOverlap = 0.4,
        /// At least one account gives no time, or one so vague that it fits any.
        Missing = 0.0,
        /// Two days, one apart.
        OneDayApart = 0.2,
        /// The same, neither of them told by others, for what may recur from day to day.
        AnotherDay = -3.0,
        /// Up to three days apart, each of the days told by several, for what may recur.
        TwoDaysTold = -2.0,
        /// Two days, two or three apart.
        ThreeDaysApart = -1.8,
        /// Two days, four to ten apart.
        TenDaysApart = -4.0,
        /// One day apart, one being vague.
        VagueOneDayApart = -1.2,
        /// Two or three days apart, one being vague.
        VagueThreeDaysApart = -2.0,
        /// Four to ten days apart, one being vague.
        VagueTenDaysApart = -4.0,
        /// Four days and more apart, in articles of two outlets that tell one story in its own weeks: a day
        /// that was read amiss. Set by hand, a bit less than for days so far apart of which one is vague.
        Misread = -3.0,
        /// Further apart.
        FarApart = -16.0,
        /// A campaign and something within it: no merge, but a part of it.
        Within = -16.0,
    }

    /// How the days of publication compare.
    published ("published"): GapLevel {
        /// Within six hours.
        Hours = 2.0,
        /// Within a day.
        Day = 1.5,
        /// Within two days.
        TwoDays = 1.3,
        /// Within four days.
        FourDays = 1.0,
        /// Within eight days.
        Week = 0.5,
        /// Within sixteen days.
        Fortnight = -0.5,
        /// Further apart.
        Later = -0.8,
        /// Not known.
        Missing = 0.0,
        /// One was published before the day that the other gives.
        Before = -4.0,
    }

    /// How two places compare.
    place ("where"): PlaceLevel {
        /// The same place, named in both with a level above it.
        Same = 3.3,
        /// The same single name.
        SameName = 2.5,
        /// Names that sound alike, on another level or under another name.
        SameSound = 2.6,
        /// One is named in the chain of the other.
        Contains = 1.5,
        /// One is known to lie in the other.
        Holds = 0.8,
        /// One is the whole country of the other.
        HoldsWide = 0.5,
        /// Both name a whole country, and no more.
        SameWide = 2.5,
        /// What may be a town, and another place of the region that is called by it.
        TownOfRegion = -1.5,
        /// A town, and the region that is called by it.
        TownAndRegion = 1.5,
        /// A county and its state: each is told of as a whole.
        RegionInRegion = -2.0,
        /// One is a region, and nothing says whether the other lies in it.
        MayHold = 0.0,
        /// One may be the other: a doubt of the name stage.
        Doubtful = 1.9,
        /// The name of one begins with that of the other, in one country, for what seldom happens in
        /// one place: an airport or a quarter, called by its town, weighs as what lies in it.
        CalledBy = 0.8,
        /// Less than a kilometre apart, whatever they are called.
        AtSpot = 1.5,
        /// Less than ten kilometres apart.
        Near = 0.6,
        /// Of an event that shakes, floods or scatters more than one place: less than sixty.
        NearWide = 1.0,
        /// Less than thirty kilometres apart.
        Nearby = -1.8,
        /// At least one account gives no place.
        Missing = 0.0,
        /// Two places of one district.
        Siblings = -1.6,
        /// Two places of one region.
        Cousins = -2.2,
        /// Two places of one country.
        SameCountry = -4.0,
        /// Nothing in common.
        Apart = -4.0,
        /// Known to lie in two states, or two counties.
        Elsewhere = -8.0,
        /// Coordinates far apart.
        FarApart = -6.0,
    }

    /// How those who took part compare.
    actors ("actors"): ActorLevel {
        /// Two or more in common, all that one names.
        Both = 2.6,
        /// Two or more in common, and each names others.
        Most = 2.5,
        /// One in common, and none that only one account names.
        OneOfOne = 2.6,
        /// One in common, all that one account names.
        OneOfMore = 0.8,
        /// One in common, and each names others.
        Some = 0.6,
        /// At least one account names nobody.
        Missing = 0.0,
        /// Nobody in common.
        None = -0.8,
    }

    /// How the kinds of event compare.
    kind ("kind"): KindLevel {
        /// The same term, or one within the other, for what seldom happens in one place.
        SameRare = 4.0,
        /// The same term, or one within the other.
        Same = 0.5,
        /// Terms that the codebook calls alike, for what seldom happens in one place: rarer than
        /// others alike by as much as the same term is.
        AlikeRare = 2.0,
        /// Terms that the codebook calls alike.
        Alike = -1.5,
        /// At least one account gives none.
        Missing = 0.0,
        /// Terms that it does not.
        Unlike = -3.2,
    }

    /// How the event's own counts compare.
    counts ("counts"): CountLevel {
        /// Two or more counts are the same.
        SameMany = 6.5,
        /// The same count of ten or more.
        SameLarge = 6.0,
        /// The same count of four to nine.
        SameMiddling = 4.0,
        /// The same count of less than four.
        SameSmall = 2.2,
        /// One count is the same, and another apart.
        SameMixed = 1.8,
        /// The intervals overlap.
        Overlap = 1.1,
        /// No count of the same thing in both.
        Missing = 0.0,
        /// Apart, the later report giving the higher number of a toll that may rise.
        Risen = -0.2,
        /// Apart, by a factor of at most two.
        Apart = -0.6,
        /// Apart by more.
        FarApart = -2.2,
    }

    /// How the persons whose fate is told compare.
    persons ("persons"): PersonLevel {
        /// A person in common, with one fate.
        SharedFate = 8.5,
        /// A person in common.
        Shared = 7.0,
        /// Persons of one fate whose names may be of one ("Luis Carlos Galan", "Galan Sarmiento").
        Doubtful = 5.0,
        /// At least one account names nobody.
        Missing = 0.0,
        /// Each names somebody, nobody in common.
        Different = 0.0,
        /// The same, and one names everybody whom it counts: the other's are none of them.
        Others = -3.0,
    }

    /// How the sources compare.
    source ("source"): SourceLevel {
        /// Two outlets use the same words.
        SameWords = 3.0,
        /// One names the other as its source.
        Cites = 0.7,
        /// Both name one outlet as their source.
        OneSource = 0.7,
        /// Two outlets.
        Separate = 0.0,
        /// One outlet.
        SameOutlet = 0.5,
        /// One outlet, which gives two days for what may recur: it knows what it told before.
        OtherDay = -3.0,
        /// One outlet, which gives another toll with another day, or two tolls of which neither can
        /// have become the other.
        OtherToll = -8.0,
        /// The document of one corrects that of the other.
        Corrects = 6.0,
    }

    /// How many accounts stand where both do: time, place and sides.
    crowd ("crowd"): CrowdLevel {
        /// At most three.
        Few = 0.0,
        /// Four to seven.
        Some = -0.8,
        /// Eight to fifteen.
        Many = -1.4,
        /// Up to thirty-one.
        Dense = -2.0,
        /// Up to sixty-three.
        Denser = -2.8,
        /// More.
        Densest = -3.5,
    }

    /// How much of what the words of each tell they share. Fitted by `tests/fit/words.rs` on
    /// news articles of known events: the mean of the fits to two halves of the events, rounded. Nothing
    /// is surer than 15 bits, for so many pairs nobody has seen.
    words ("words"): WordLevel {
        /// Two thirds and more.
        TwoThirds = 15.0,
        /// Half and more.
        Half = 15.0,
        /// Two fifths and more.
        TwoFifths = 9.0,
        /// A third and more.
        Third = 7.0,
        /// A quarter and more.
        Quarter = 6.0,
        /// A fifth and more.
        Fifth = 4.5,
        /// A seventh and more.
        Seventh = 2.8,
        /// A tenth and more.
        Tenth = 0.4,
        /// A twentieth and more.
        Twentieth = -1.2,
        /// Less.
        Hardly = -3.0,
        /// At least one account has few words, or none.
        Missing = 0.0,
    }
}
