//! The command line of Rashomon: parse, dispatch, exit.

mod cli;

use std::process::ExitCode;

use cli::args::{Args, Command};

/// Many small texts are made on all threads at once, and dropped on others.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::clean_up_on_signals();
    let done = match Args::typed().command {
        Command::Reconcile(args) => cli::reconcile::run(args),
        Command::Diff(args) => cli::diff::run(args),
        Command::Check(args) => cli::check::run(args),
        Command::Extract(args) => cli::extract::run(&args),
        Command::Explain(args) => cli::explain::run(&args),
        Command::Rule(decide) => cli::rule::run(decide),
        Command::Review(args) => cli::review::run(args),
        Command::Learn(args) => cli::learn::run(args),
        Command::Outlets(args) => cli::outlets::run(args),
        Command::New(args) => cli::new::run(args),
        Command::Validate(args) => cli::validate::run(args),
        Command::Map(args) => cli::map::run(args),
        Command::Codebook(args) => cli::codebook::run(args),
        Command::Truth(args) => cli::truth::run(&args),
        Command::Schema(args) => cli::schema::run(&args),
        Command::Completions(args) => cli::completions::run(&args),
        Command::Man(args) => cli::man::run(&args),
    };
    cli::exit(done)
}
