//! Arguments as they are typed. Nothing here is resolved, and nothing here leaves this folder.

use std::path::PathBuf;

use clap::builder::Resettable;
use clap::{Arg, Command as Parsed, CommandFactory as _, FromArgMatches as _};
use clap::{Parser, Subcommand};

use super::choices::{
    CheckFormat, CodebookFormat, Dates, DiffFormat, Format, Grave, OutletsFormat, SchemaOf,
    TruthFormat, ValueType, When,
};
use super::help;
use super::rule_args::{Decide, Judge};
use rashomon::ingest::TableReading;
use rashomon::report::check::FailOn;
use rashomon::report::redact::Redact;

/// Reconciles what different outlets say of the same events: which accounts speak of one event,
/// where they cannot all be true, and why.
#[derive(Debug, Parser)]
#[command(name = "rashomon", version, after_help = help::MAIN, max_term_width = 100)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Args {
    /// The arguments of this process. An empty variable of the environment counts as not set.
    pub(crate) fn typed() -> Self {
        let matches = without_empty(Self::command()).get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// The command that heeds no variable whose value is empty.
fn without_empty(command: Parsed) -> Parsed {
    let heed = |arg: Arg| {
        let value = arg.get_env().and_then(std::env::var_os);
        if value.is_some_and(|value| value.is_empty()) {
            arg.env(Resettable::Reset)
        } else {
            arg
        }
    };
    command.mut_args(heed).mut_subcommands(without_empty)
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print which claims speak of one event, where they differ, and what stands
    Reconcile(Reconcile),
    /// Say what changed, in meaning, from one reconciliation or claims set to another
    Diff(Diff),
    /// Fail where claims contradict each other: for a build, or before print
    Check(Check),
    /// Say why: two claims, an event, a topic, a difference, or a word of the report
    Explain(Explain),
    /// Decide: what is of one event, what holds, what may stay; written into `rulings.toml`
    #[command(subcommand)]
    Rule(Decide),
    /// Answer, question by question, what the program does not decide by itself; written into `rulings.toml`
    Review(Review),
    /// Learn from claims how much each comparison weighs, and write it as a model file
    Learn(Learn),
    /// Say how often each outlet is right, and who copies whom
    Outlets(Outlets),
    /// Draft claims from articles, for a person to confirm
    Extract(Extract),
    /// Begin: write claims to put your own in place of, with notes on each column
    New(New),
    /// Print every fault of the input, and nothing else
    Validate(Validate),
    /// Draft what the columns of a table are, for tables that nobody made for this program
    Map(Map),
    /// Print what claims may assert, and what the program knows of each term
    Codebook(Codebook),
    /// Say who is right: weigh plain claims of source, object and value
    Truth(Truth),
    /// Print the JSON Schema of what goes in or comes out
    Schema(Schema),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page
    Man(Man),
}

/// What is read besides the claims, and how.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    /// Gazetteer: JSON, or a GeoNames dump; repeatable [env: `RASHOMON_GAZETTEERS`]
    #[arg(long, value_name = "FILE")]
    pub(crate) gazetteer: Vec<PathBuf>,
    /// Codebook file that adds attributes, kinds and terms; repeatable [env: `RASHOMON_CODEBOOKS`]
    #[arg(long, value_name = "FILE")]
    pub(crate) codebook: Vec<PathBuf>,
    /// Folder with the texts that the claims were read from: passages are printed, and near-identical
    /// texts are one source
    #[arg(
        long,
        value_name = "DIR",
        env = "RASHOMON_TEXTS",
        hide_env_values = true
    )]
    pub(crate) texts: Option<PathBuf>,
    /// Events coded already, as CSV rows of a claim and its event: taken as they are, in place of
    /// linking; a claim in no row stays alone
    #[arg(long, value_name = "FILE")]
    pub(crate) events: Option<PathBuf>,
    /// What is known to be true: claims in any form, each with the id of the claim that it settles;
    /// repeatable
    #[arg(long, value_name = "FILE")]
    pub(crate) known: Vec<PathBuf>,
    /// Model file that `learn` wrote: its weights decide which claims speak of one event
    #[arg(
        long,
        value_name = "FILE",
        env = "RASHOMON_MODEL",
        hide_env_values = true
    )]
    pub(crate) model: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) tables: Tables,
    /// Threads to use, from 1 to four for each core; one for each by default. The result is the same for any number
    #[arg(
        long,
        value_name = "N",
        env = "RASHOMON_THREADS",
        hide_env_values = true,
        value_parser = threads
    )]
    pub(crate) threads: Option<usize>,
    /// Refuse the whole run where any record of the input is refused
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print how long each stage took, on standard error
    #[arg(long)]
    pub(crate) timings: bool,
    /// Print every fault, however many there are
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// How tables are read that are not in the table form.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Tables {
    /// Mapping that says what the columns of tables are, where they are not those of the table form;
    /// repeatable
    #[arg(long = "map", value_name = "FILE")]
    mappings: Vec<PathBuf>,
    /// In which order day and month stand in tables whose columns do not prove it
    #[arg(long, value_name = "ORDER", value_enum)]
    dates: Option<Dates>,
}

impl Tables {
    /// What that means.
    pub(crate) fn meant(&self) -> TableReading {
        TableReading {
            mappings: self.mappings.clone(),
            dates: self.dates.map(Into::into),
        }
    }
}

/// A number of threads.
fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("a run needs a thread; leave the option out to use all there are".to_owned()),
        Ok(threads) => Ok(threads),
        Err(_) => Err("it is no whole number".to_owned()),
    }
}

/// How a page looks.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Looks")]
pub(crate) struct Looks {
    /// Colour: by default on a terminal, and not where `NO_COLOR` is set
    #[arg(
        long,
        value_name = "WHEN",
        value_enum,
        env = "RASHOMON_COLOR",
        hide_env_values = true
    )]
    pub(crate) color: Option<When>,
    /// Columns of the page: by default the terminal's, at most 120; 80 where there is none
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=1000))]
    pub(crate) width: Option<u16>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::RECONCILE)]
pub(crate) struct Reconcile {
    /// Files and folders of claims or of articles, or `-` for JSON lines on standard input
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// What to print [default: summary; table for one event or topic]
    #[arg(
        long,
        short,
        value_enum,
        env = "RASHOMON_FORMAT",
        hide_env_values = true
    )]
    pub(crate) format: Option<Format>,
    /// The whole report for a terminal: the same as `--format table`
    #[arg(long)]
    pub(crate) full: bool,
    /// What the set is called, at the head of what is printed
    #[arg(long, value_name = "WORDS")]
    pub(crate) title: Option<String>,
    /// Write to a file, whole or not at all, and never over an input
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Show one event only; the beginning of its id is enough
    #[arg(long, value_name = "ID")]
    pub(crate) event: Option<String>,
    /// Show one topic only, and the event that it is of; the beginning of its id is enough
    #[arg(long, value_name = "ID", conflicts_with = "event")]
    pub(crate) topic: Option<String>,
    /// Show differences of at least this severity only, with the events that they are of
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub(crate) min_severity: Option<Grave>,
    /// Leave out `persons`, `persons:ROLE` (those of no such office or a higher one), `places` (those
    /// more exact than a region) or `outlet=NAME`; repeatable. The report says that it did
    #[arg(long, value_name = "WHAT")]
    pub(crate) redact: Vec<Redact>,
    /// Stories in a summary [default: as many as fit on a screen]; longest list in a table or in Markdown
    /// [default: 100]; events that HTML sets out in full [default: as many as keep the page light]; 0 for
    /// no limit
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Template of the HTML page: a file in place of `page.html`, or a folder with any of
    /// `page.html`, `event.html` and `parts.html`
    #[arg(long, value_name = "PATH")]
    pub(crate) template: Option<PathBuf>,
    /// Style sheet of the HTML page
    #[arg(long, value_name = "FILE")]
    pub(crate) style: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) told: Told,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) looks: Looks,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::DIFF)]
pub(crate) struct Diff {
    /// The older: claims, or a reconciliation written with --format json
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The newer
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// What to print
    #[arg(long, short, value_enum, default_value_t = DiffFormat::Table)]
    pub(crate) format: DiffFormat,
    /// Longest list; 0 for no limit
    #[arg(long, value_name = "N", default_value_t = rashomon::report::story::LIMIT)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) looks: Looks,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::CHECK)]
pub(crate) struct Check {
    /// Files and folders of claims, or `-` for JSON lines on standard input
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// Least grave difference to fail on: VERDICT or VERDICT:SEVERITY, where the verdicts rise from
    /// compatible over scope and superseded to contradiction [default: contradiction]
    #[arg(
        long,
        value_name = "WHAT",
        env = "RASHOMON_FAIL_ON",
        hide_env_values = true
    )]
    pub(crate) fail_on: Option<FailOn>,
    /// File of known differences, which do not fail
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write this run's differences at or above --fail-on to the baseline, in place of what it held,
    /// and pass
    #[arg(long, requires = "baseline")]
    pub(crate) write_baseline: bool,
    /// Fail only on what is new or worse against these claims, or against a reconciliation
    /// written with --format json; what changed is said
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub(crate) against: Option<PathBuf>,
    /// What to print of what is new
    #[arg(long, short, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::EXPLAIN)]
pub(crate) struct Explain {
    /// A claim, an event, a topic or a difference, by id; an outlet, by name; or a verdict, a
    /// severity, a state, a fault, an attribute
    #[arg(value_name = "WHAT")]
    pub(crate) what: String,
    /// The other claim
    #[arg(value_name = "CLAIM")]
    pub(crate) other: Option<String>,
    /// Where the claims are; repeatable [default: the folder `claims`]
    #[arg(long = "in", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// A report that `reconcile --format json` wrote, in place of claims: answers at once
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "gazetteer", "texts"])]
    pub(crate) result: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) looks: Looks,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::REVIEW)]
pub(crate) struct Review {
    /// Files and folders of claims [default: the folder `claims`]
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) judge: Judge,
    /// Why, for every answer; without it each is asked for
    #[arg(long, value_name = "TEXT")]
    pub(crate) why: Option<String>,
    /// The file to write into [default: the rulings beside the claims, or a new `rulings.toml`]
    #[arg(long, value_name = "FILE", alias = "file")]
    pub(crate) rulings: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) looks: Looks,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::LEARN)]
pub(crate) struct Learn {
    /// Files and folders of claims, or `-` for JSON lines on standard input
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write the model to a file, whole or not at all, and never over an input; by default to
    /// standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// What reports are to call the model [default: the output's name]
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::VALIDATE)]
pub(crate) struct Validate {
    /// Files and folders of claims, or `-` for JSON lines on standard input
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// Gazetteer: JSON, or a GeoNames dump; repeatable [env: `RASHOMON_GAZETTEERS`]
    #[arg(long, value_name = "FILE")]
    pub(crate) gazetteer: Vec<PathBuf>,
    /// Codebook file that adds attributes, kinds and terms; repeatable [env: `RASHOMON_CODEBOOKS`]
    #[arg(long, value_name = "FILE")]
    pub(crate) codebook: Vec<PathBuf>,
    /// What is known to be true, in claims that bear the ids of those they settle; repeatable
    #[arg(long, value_name = "FILE")]
    pub(crate) known: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) tables: Tables,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::NEW)]
pub(crate) struct New {
    /// What to write: a file (.csv, .xlsx or .json), or a folder with claims, outlets, rulings and
    /// settings; never over what is there [default: claims.csv]
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) looks: Looks,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::MAP)]
pub(crate) struct Map {
    /// A table of any columns: CSV, TSV, or a workbook
    #[arg(value_name = "TABLE")]
    pub(crate) table: PathBuf,
    /// Codebook file that adds attributes, kinds and terms; repeatable [env: `RASHOMON_CODEBOOKS`]
    #[arg(long, value_name = "FILE")]
    pub(crate) codebook: Vec<PathBuf>,
    /// Write to this file, and print nothing
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::CODEBOOK)]
pub(crate) struct Codebook {
    /// What is called so, or begins so, in any language: an attribute with its terms and examples, kinds
    /// of events, terms, categories of people
    #[arg(value_name = "WORD")]
    pub(crate) word: Option<String>,
    /// Codebook file to add to the built-in one; repeatable [env: `RASHOMON_CODEBOOKS`]
    #[arg(long = "codebook", value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// What to print
    #[arg(long, short, value_enum, default_value_t = CodebookFormat::Table)]
    pub(crate) format: CodebookFormat,
    /// Run the examples of a codebook file, on top of the built-in one
    #[arg(long, value_name = "FILE", conflicts_with_all = ["word", "format"])]
    pub(crate) check: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) looks: Looks,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::OUTLETS)]
pub(crate) struct Outlets {
    /// Files and folders of claims, or `-` for JSON lines on standard input
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// One outlet only, with what the judgement rests on
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// What to print
    #[arg(long, short, value_enum, default_value_t = OutletsFormat::Text)]
    pub(crate) format: OutletsFormat,
    /// Print no grades: shares and intervals only
    #[arg(long)]
    pub(crate) no_grades: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) looks: Looks,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::TRUTH)]
pub(crate) struct Truth {
    /// CSV or TSV file with the columns source, object and value, or `-` for standard input
    #[arg(value_name = "CLAIMS")]
    pub(crate) claims: PathBuf,
    /// What the values are [default: term; place with --hierarchy]
    #[arg(long = "type", value_name = "TYPE", value_enum)]
    pub(crate) kind: Option<ValueType>,
    /// Which places hold which: CSV file with the columns child and parent
    #[arg(long, value_name = "FILE")]
    pub(crate) hierarchy: Option<PathBuf>,
    /// What is known to be true, to measure sources against: file with the columns object and value
    #[arg(long, value_name = "FILE", conflicts_with = "vote")]
    pub(crate) known: Option<PathBuf>,
    /// What to print
    #[arg(long, short, value_enum, default_value_t = TruthFormat::Text)]
    pub(crate) format: TruthFormat,
    /// Print the plain vote instead: the value that most sources claim
    #[arg(long)]
    pub(crate) vote: bool,
    /// Refuse the whole run where any row is refused
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print every fault, however many there are
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::SCHEMA)]
pub(crate) struct Schema {
    /// Of what
    #[arg(value_enum, default_value_t = SchemaOf::Claims)]
    pub(crate) of: SchemaOf,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::COMPLETIONS)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::MAN)]
pub(crate) struct Man {
    /// Write a page for every verb into this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// What the command line says of articles that do not say it themselves.
#[derive(Debug, Default, PartialEq, Eq, clap::Args)]
#[command(next_help_heading = "Articles")]
pub(crate) struct Told {
    /// Who published articles that do not say so
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// When articles that do not say so were published: a date in EDTF
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<String>,
    /// The language of articles that do not say so: en, fr, es, ar
    #[arg(long, value_name = "CODE")]
    pub(crate) language: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = help::EXTRACT)]
pub(crate) struct Extract {
    /// Files and folders of articles, or `-` for standard input
    #[arg(value_name = "PATHS", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Write to a file, whole or not at all; or into a folder, one file an article
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// Draft events of these kinds only, parted by commas
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub(crate) kinds: Vec<String>,
    /// Leave out drafts that the grammar is less sure of, 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    pub(crate) min_confidence: f64,
    #[command(flatten)]
    pub(crate) told: Told,
    /// File with words and frames of your own, in the shape of the built-in ones; repeatable
    #[arg(long, value_name = "FILE")]
    pub(crate) patterns: Vec<PathBuf>,
    /// Show the passages, and what was read in each
    #[arg(long)]
    pub(crate) explain: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_hold_together() {
        super::Args::command().debug_assert();
    }
}
