//! The arguments of `rule`, as they are typed.

use std::path::PathBuf;

use clap::Subcommand;

use super::args::Reading;
use super::help;

/// What people decide.
#[derive(Debug, Subcommand)]
#[command(after_help = help::RULE)]
pub(crate) enum Decide {
    /// The events of these claims are one
    Same {
        /// Claims, by id or by its first letters
        #[arg(value_name = "CLAIM", num_args = 2.., required = true)]
        claims: Vec<String>,
        #[command(flatten)]
        ruling: Ruling,
    },
    /// No two of these claims are of one event
    Apart {
        /// Claims, by id or by its first letters
        #[arg(value_name = "CLAIM", num_args = 2.., required = true)]
        claims: Vec<String>,
        #[command(flatten)]
        ruling: Ruling,
    },
    /// What holds in the event of a claim, as in: rule value CLAIM killed=21 --of JNIM
    Value {
        /// A claim of the event, by id or by its first letters
        #[arg(value_name = "CLAIM")]
        claim: String,
        #[command(flatten)]
        what: RuledValue,
        #[command(flatten)]
        ruling: Ruling,
    },
    /// Names that are one thing, or two, as in: rule name "Insinsnane" = "Insanan"
    Name {
        /// The name to print, `=` or `!=`, and the other
        #[arg(value_name = "NAME = NAME", num_args = 3.., required = true)]
        names: Vec<String>,
        #[command(flatten)]
        ruling: Ruling,
    },
    /// The values of a contradiction may stay as they are, until another is given
    Accept {
        /// The topic, by id or by its first letters
        #[arg(value_name = "TOPIC")]
        topic: String,
        #[command(flatten)]
        ruling: Ruling,
    },
    /// These drafts are right: they are claims as others are
    Confirm {
        /// Claims, by id or by its first letters
        #[arg(value_name = "CLAIM", required = true)]
        claims: Vec<String>,
        #[command(flatten)]
        ruling: Ruling,
    },
    /// These claims are taken out
    Reject {
        /// Claims, by id or by its first letters
        #[arg(value_name = "CLAIM", required = true)]
        claims: Vec<String>,
        #[command(flatten)]
        ruling: Ruling,
    },
}

impl Decide {
    /// Who decides, and where it is written.
    pub(crate) fn ruling(&self) -> &Ruling {
        match self {
            Self::Same { ruling, .. }
            | Self::Apart { ruling, .. }
            | Self::Value { ruling, .. }
            | Self::Name { ruling, .. }
            | Self::Accept { ruling, .. }
            | Self::Confirm { ruling, .. }
            | Self::Reject { ruling, .. } => ruling,
        }
    }
}

/// What holds, and of what.
#[derive(Debug, clap::Args)]
pub(crate) struct RuledValue {
    /// What holds: an attribute of the codebook, or when, where or kind; and its value
    #[arg(value_name = "ATTRIBUTE=VALUE")]
    pub(crate) is: String,
    /// The group, person, place or thing that it is of
    #[arg(long, value_name = "NAME")]
    pub(crate) of: Option<String>,
    /// The category of people counted
    #[arg(long, value_name = "CATEGORY")]
    pub(crate) whom: Option<String>,
    /// When it holds, where that is not the event's own time
    #[arg(long, value_name = "WHEN")]
    pub(crate) as_of: Option<String>,
}

/// Who decides, and when.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Judge {
    /// Who decides: a person or a desk
    #[arg(long, value_name = "NAME", env = "RASHOMON_BY", hide_env_values = true)]
    pub(crate) by: Option<String>,
    /// The day of the ruling [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
}

/// Who decides, when and why, and where it is written.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Ruling {
    /// Why, in a few words
    #[arg(long, value_name = "TEXT")]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) judge: Judge,
    /// Where the claims are; repeatable [default: the folder `claims`]
    #[arg(long = "in", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The file to write into [default: the rulings beside the claims, or a new `rulings.toml`]
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}
