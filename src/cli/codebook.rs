//! `codebook`: what claims may assert.

use std::io;
use std::path::PathBuf;

use rashomon::codebook::{Codebook as Book, Hits};
use rashomon::compare::run_examples;
use rashomon::ingest::Found;
use rashomon::pipeline::{self, Settings};
use rashomon::report::codebook::{File, all, found};
use rashomon::report::table::Terminal;
use rashomon::report::text::plural;

use super::args::Codebook;
use super::choices::CodebookFormat;
use super::config::Config;
use super::options::{Look, codebooks};
use super::{Done, Exit, Failure, output, say};

pub(crate) fn run(args: Codebook) -> Done {
    let config = Config::load()?;
    let mut files = codebooks(args.files, &config);
    if let Some(file) = &args.check {
        files.push(file.clone());
        return check(&load(&Found::default(), files)?);
    }
    let book = load(&Found::default(), files)?;
    let look = Look::new(&args.looks, false);
    let hits = args.word.as_deref().map(|word| find(&book, word));
    let hits = hits.transpose()?;
    let file = || hits.as_ref().map_or_else(|| File::of(&book), File::found);
    output::to_stdout(&mut |out| match args.format {
        CodebookFormat::Table => {
            let mut page = Terminal::new(out, look.width, look.colour);
            match (&hits, &args.word) {
                (Some(hits), Some(word)) => found(word, hits, &mut page),
                _ => all(&book, &mut page),
            }
        }
        CodebookFormat::Toml => {
            let toml = toml::to_string_pretty(&file()).map_err(io::Error::other)?;
            out.write_all(toml.as_bytes())
        }
        CodebookFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &file())?;
            writeln!(out)
        }
    })?;
    Ok(Exit::Clean)
}

/// The built-in codebook with files added, in that order.
pub(super) fn load(beside: &Found, codebooks: Vec<PathBuf>) -> Result<Book, Failure> {
    let settings = Settings {
        codebooks,
        ..Settings::default()
    };
    pipeline::codebook(beside, &settings).map_err(|faults| Failure::Input(faults, true))
}

/// Runs the examples of every attribute.
fn check(book: &Book) -> Done {
    let (count, failed) = run_examples(book);
    output::to_stdout(&mut |out| failed.iter().try_for_each(|f| writeln!(out, "{f}")))?;
    say(format_args!(
        "{} run; {} failed",
        plural(count, "example"),
        failed.len()
    ));
    Ok(if failed.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

/// What a word may mean, or which word it may be.
fn find<'a>(book: &'a Book, word: &str) -> Result<Hits<'a>, Failure> {
    let hits = book.search(word);
    if !hits.is_empty() {
        return Ok(hits);
    }
    let message = format!("nothing in the codebook is called `{word}`");
    Err(match book.nearest_word(word) {
        Some(near) => Failure::with_help(message, format!("did you mean `{near}`?")),
        None => Failure::with_help(message, "`rashomon codebook` lists what is there"),
    })
}
