//! `codebook`: what claims may assert.

use std::io::{self, Write};
use std::path::PathBuf;

use rashomon::codebook::{Attribute, Codebook as Book};
use rashomon::compare::run_examples;
use rashomon::ingest::Found;
use rashomon::pipeline::{self, Settings};
use rashomon::report::block::Page;
use rashomon::report::codebook::{File, all, one};
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
    let only = args.attribute.as_deref().map(|name| find(&book, name));
    let only = only.transpose()?;
    output::to_stdout(&mut |out| match args.format {
        CodebookFormat::Table => page(
            &book,
            only,
            &mut Terminal::new(out, look.width, look.colour),
        ),
        CodebookFormat::Toml => out.write_all(toml(&book, only)?.as_bytes()),
        CodebookFormat::Json => json(&book, only, out),
    })?;
    Ok(Exit::Clean)
}

/// The built-in codebook with files added, in that order.
pub(super) fn load(found: &Found, codebooks: Vec<PathBuf>) -> Result<Book, Failure> {
    let settings = Settings {
        codebooks,
        ..Settings::default()
    };
    pipeline::codebook(found, &settings).map_err(|faults| Failure::Input(faults, true))
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

/// The attribute of a name, or what it may have meant.
pub(super) fn find<'a>(book: &'a Book, name: &str) -> Result<&'a Attribute, Failure> {
    if let Some(id) = book.attribute_id(name) {
        return Ok(book.attribute(id));
    }
    let known = book.attributes().iter().map(|a| a.name.as_str());
    let message = format!("the codebook has no attribute `{name}`");
    Err(match Book::nearest(name, known) {
        Some(near) => Failure::with_help(message, format!("did you mean `{near}`?")),
        None => Failure::with_help(message, "`rashomon codebook` lists them"),
    })
}

fn page(book: &Book, only: Option<&Attribute>, page: &mut dyn Page) -> io::Result<()> {
    match only {
        Some(attribute) => one(attribute, page),
        None => all(book, page),
    }
}

/// The file of a codebook, or of one attribute.
fn file<'a>(book: &'a Book, only: Option<&'a Attribute>) -> File<'a> {
    match only {
        None => File::of(book),
        Some(attribute) => File {
            version: 1,
            title: &[],
            kind: &[],
            category: &[],
            attribute: std::slice::from_ref(attribute),
        },
    }
}

fn toml(book: &Book, only: Option<&Attribute>) -> io::Result<String> {
    toml::to_string_pretty(&file(book, only)).map_err(io::Error::other)
}

fn json(book: &Book, only: Option<&Attribute>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &file(book, only))?;
    writeln!(out)
}
