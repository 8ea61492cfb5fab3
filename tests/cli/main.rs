//! The program as its users run it: what it prints, where, and its exit codes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop"
)]

mod articles;
mod begin;
mod cases;
mod commands;
mod diff;
mod formats;
mod golden;
mod inert;
mod known;
mod leaning;
mod readme;
mod review;
mod rulings;
mod safety;
mod summary;
mod texts;
mod topics;
mod truth;

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The project's folder, from which paths in reports are short and the same everywhere.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program in a folder, with nothing in its environment and nothing on its standard input.
fn command(at: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
    command.current_dir(at).env_clear().args(args);
    command.stdin(Stdio::null());
    command
}

fn run(at: &Path, args: &[&str]) -> Output {
    command(at, args).output().unwrap()
}

/// What it printed, whatever its exit code; that it printed anything at all.
fn printed(at: &Path, args: &[&str]) -> String {
    let output = run(at, args);
    assert!(!output.stdout.is_empty(), "{}", err(&output));
    out(&output)
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}
