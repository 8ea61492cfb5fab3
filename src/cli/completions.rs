//! `completions`: a script for a shell.

use clap::CommandFactory as _;

use super::args::{Args, Completions};
use super::{Done, Exit, output};

pub(crate) fn run(args: &Completions) -> Done {
    // The generator panics where it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "rashomon", &mut script);
    output::to_stdout(&mut |out| out.write_all(&script))?;
    Ok(Exit::Clean)
}
