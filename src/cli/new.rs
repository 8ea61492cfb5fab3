//! `new`: claims to begin with, and what goes into each column.

mod form;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rashomon::report::block::{Block, Line, Page};
use rashomon::report::table::Terminal;
use rashomon::whole_file;

use self::form::{COLUMNS, Form};
use super::args::New;
use super::options::Look;
use super::reconcile::quoted;
use super::{Done, Exit, Failure, output};

/// What a folder begins with besides its claims.
const BESIDE: [(&str, &str); 3] = [
    ("outlets.toml", include_str!("new/outlets.toml")),
    ("rulings.toml", include_str!("new/rulings.toml")),
    ("rashomon.toml", include_str!("new/rashomon.toml")),
];

pub(crate) fn run(args: New) -> Done {
    let path = args.path.unwrap_or_else(|| PathBuf::from("claims.csv"));
    let (form, files) = match form_of(&path)? {
        Some(form) => (form, vec![(path.clone(), form.bytes()?)]),
        None => (Form::Csv, folder(&path)?),
    };
    files.iter().try_for_each(|(file, _)| not_there(file))?;
    if form_of(&path)?.is_none() {
        std::fs::create_dir_all(&path).map_err(|error| unwritten(&path, &error))?;
    }
    for (file, bytes) in &files {
        whole_file::write_new(file, &mut |out| out.write_all(bytes))
            .map_err(|error| unwritten(file, &error))?;
    }
    let look = Look::new(&args.looks, false);
    output::to_stdout(&mut |out| {
        let mut page = Terminal::new(out, look.width, look.colour);
        told(&path, form, &files, &mut page)
    })?;
    Ok(Exit::Clean)
}

/// The form that a path says; none where it is of a folder.
fn form_of(path: &Path) -> Result<Option<Form>, Failure> {
    let ending = path.extension().map(|end| end.to_string_lossy());
    let form = ending.as_deref().and_then(Form::of_ending);
    if form.is_some() || path.is_dir() {
        return Ok(form.filter(|_| !path.is_dir()));
    }
    match ending {
        None if path.as_os_str() != "-" => Ok(None),
        _ => Err(Failure::with_help(
            format!("{} says no form that is begun", path.display()),
            "name it .csv, .xlsx or .json, or name a folder",
        )),
    }
}

/// The files of a folder to begin with.
fn folder(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let mut files = vec![(folder.join("claims.csv"), Form::Csv.bytes()?)];
    let beside = BESIDE.map(|(name, text)| (folder.join(name), text.as_bytes().to_vec()));
    files.extend(beside);
    Ok(files)
}

/// Refuses a file that is there, were it a link to nothing.
fn not_there(file: &Path) -> Result<(), Failure> {
    match file.symlink_metadata() {
        Ok(_) => Err(unwritten(file, &ErrorKind::AlreadyExists.into())),
        Err(_) => Ok(()),
    }
}

fn unwritten(file: &Path, error: &std::io::Error) -> Failure {
    match error.kind() {
        ErrorKind::AlreadyExists => Failure::with_help(
            format!(
                "{} is there already, and nothing is written over it",
                file.display()
            ),
            "name another file or folder",
        ),
        _ => Failure::with_help(
            format!("cannot write {}: {error}", file.display()),
            "check that its folder is there, and that you may write to it",
        ),
    }
}

/// What was written, what goes where, and the next command.
fn told(
    path: &Path,
    form: Form,
    files: &[(PathBuf, Vec<u8>)],
    page: &mut dyn Page,
) -> std::io::Result<()> {
    let names: Vec<_> = files
        .iter()
        .map(|(file, _)| file.to_string_lossy())
        .collect();
    let written = format!(
        "Written: {}. The claims in it are two made-up accounts of one event that contradict each other: \
         put your own in their place.",
        names.join(", ")
    );
    page.put(Block::Paragraph(written.into()))?;
    let note = |column: &form::Column| (form.name(column), column.note.into());
    page.put(Block::Fields(COLUMNS.iter().map(note).collect()))?;
    let path = quoted(path.to_string_lossy().into_owned());
    let next = |verb: &str| Line::new().strong(format!("rashomon {verb}"));
    page.put(Block::Fields(vec![
        ("Next", next(&format!("reconcile {path}"))),
        ("Faults", next(&format!("validate {path}"))),
        ("Words", next("codebook WORD")),
    ]))
}
