//! The command line: the only place with arguments, prints, settings and exits. A file per verb.
//!
//! Arguments as typed ([`args`]) become options as meant ([`options`]: flags, then environment,
//! then `rashomon.toml`), and no type of the argument parser goes further than this folder.

pub(crate) mod args;
mod baseline;
pub(crate) mod check;
mod choices;
pub(crate) mod codebook;
pub(crate) mod completions;
mod config;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod extract;
mod faults;
mod guard;
mod help;
pub(crate) mod learn;
pub(crate) mod man;
pub(crate) mod map;
pub(crate) mod new;
mod options;
pub(crate) mod outlets;
mod output;
mod pager;
mod progress;
pub(crate) mod reconcile;
pub(crate) mod review;
pub(crate) mod rule;
mod rule_args;
pub(crate) mod schema;
mod terms;
mod theme;
pub(crate) mod truth;
pub(crate) mod validate;

use std::fmt::Display;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use rashomon::ingest::Fault;
use rashomon::report::text::inert;

/// How a run ended. The numbers are part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: done, and nothing to report.
    Clean,
    /// 1: `check` found something at or above `--fail-on` that the baseline does not know.
    Findings,
    /// 2: could not run; or some of the input was refused, whatever could be said of the rest.
    Faults,
}

/// Why a run could not be done, or not be finished.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A sentence, and what may help.
    Said(String, Option<String>),
    /// Nothing of the input could be read. Whether all faults are to be printed.
    Input(Vec<Fault>, bool),
}

impl Failure {
    fn new(message: impl Into<String>) -> Self {
        Self::Said(message.into(), None)
    }

    fn with_help(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Said(message.into(), Some(help.into()))
    }
}

/// What a verb gives back.
pub(crate) type Done = Result<Exit, Failure>;

/// The exit code of a run; what went wrong is said on standard error.
pub(crate) fn exit(done: Done) -> ExitCode {
    let exit = done.unwrap_or_else(|failure| {
        match failure {
            Failure::Said(message, help) => error(&message, help.as_deref()),
            Failure::Input(faults, all) => faults::print_failure(&faults, all),
        }
        Exit::Faults
    });
    ExitCode::from(match exit {
        Exit::Clean => 0,
        Exit::Findings => 1,
        Exit::Faults => 2,
    })
}

fn error(message: &str, help: Option<&str>) {
    say(format_args!("error: {}", inert(message)));
    if let Some(help) = help {
        say(format_args!("  help: {}", inert(help)));
    }
}

/// What a shell gives for a program that Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

static LAST_WORDS: Mutex<String> = Mutex::new(String::new());

/// Keeps what a signal that ends the program is to leave said, in place of what was kept before.
fn keep_last_words(words: String) {
    *LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner) = words;
}

/// Has a signal that ends the program take its temporary files too.
pub(crate) fn clean_up_on_signals() {
    // Where signals cannot be watched, the files are still gone at an ordinary end.
    let _ = ctrlc::set_handler(|| {
        rashomon::whole_file::remove_unfinished();
        let words = LAST_WORDS.lock().unwrap_or_else(PoisonError::into_inner);
        if !words.is_empty() {
            say(&words);
        }
        std::process::exit(INTERRUPTED);
    });
}

/// A line on standard error. Where that is closed there is nobody to tell.
fn say(line: impl Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
