//! What an option may be set to, where only a few words will do.

use clap::ValueEnum;
use rashomon::codebook::Severity;
use rashomon::ingest::DateOrder;

/// What a reconciliation is printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The first screen: each story's answer, what is open, and how to see more
    Summary,
    /// The whole report, for a terminal
    Table,
    /// For a pull request or a wiki
    Markdown,
    /// One page for an editor, to open, print and hand on: needs no network
    Html,
    /// Everything, for programs: the claims format's output
    Json,
    /// The topics, a row for each value, for a spreadsheet
    Csv,
    /// Every pair of claims that differ, one a row, as CSV
    Pairs,
    /// What each outlet says, topics down and outlets across, as CSV
    Matrix,
    /// SARIF 2.1.0, for code scanning: differences at file and line of their claims
    Sarif,
    /// JUnit XML: contradictions as failures
    Junit,
    /// Annotations of a GitHub workflow
    Github,
    /// JSON-LD: every value as a schema.org Claim with its appearances
    Jsonld,
}

impl Format {
    /// Whether it is written part by part, whatever its length.
    pub(crate) fn streams(self) -> bool {
        matches!(
            self,
            Self::Json | Self::Csv | Self::Pairs | Self::Matrix | Self::Jsonld
        )
    }
}

/// In which order a date's figures stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Dates {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
}

impl From<Dates> for DateOrder {
    fn from(dates: Dates) -> Self {
        match dates {
            Dates::Dmy => Self::Dmy,
            Dates::Mdy => Self::Mdy,
        }
    }
}

/// What a difference is printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For a terminal
    #[value(alias = "text")]
    Table,
    /// For a pull request
    Markdown,
    /// For programs
    Json,
}

/// What a check is printed as: only what is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// A line a difference
    Text,
    /// Annotations of a GitHub workflow
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML: what is new fails, what is known passes
    Junit,
    /// For a comment on a pull request
    Markdown,
}

/// What a codebook is printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CodebookFormat {
    /// For a terminal
    Table,
    /// A file that `--codebook` reads
    Toml,
    /// The same as JSON
    Json,
}

/// What a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// What goes in
    Claims,
    /// What comes out
    Report,
    /// A codebook file
    Codebook,
}

/// What the values of plain claims are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ValueType {
    /// Labels: two are the same, or they are not
    Term,
    /// Counted things: the exact number is looked for
    Count,
    /// Measurements and scores: a near miss is nearly right
    Number,
    /// Places, of which one may hold another
    Place,
    /// Names between semicolons, in any order
    List,
}

/// What weighed claims are printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TruthFormat {
    /// For a terminal: the sources, and what is in doubt
    Text,
    /// object,value,probability; low and high besides for counts and numbers
    Csv,
    /// Everything, for programs
    Json,
}

/// What outlets are printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutletsFormat {
    /// A table
    Text,
    /// A row for each outlet
    Csv,
    /// Everything, as in the report
    Json,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A severity, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Grave {
    /// Worth a line
    Minor,
    /// Worth a look before print
    Moderate,
    /// Changes what the story says
    Major,
    /// Changes who is alive, or who holds power
    Critical,
}

impl From<Grave> for Severity {
    fn from(grave: Grave) -> Self {
        match grave {
            Grave::Minor => Self::Minor,
            Grave::Moderate => Self::Moderate,
            Grave::Major => Self::Major,
            Grave::Critical => Self::Critical,
        }
    }
}
