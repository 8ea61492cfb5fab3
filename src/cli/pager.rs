//! A page longer than the terminal goes through `$PAGER`; anything else to standard output.

use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::process::{Child, Command, Stdio};

use super::{Failure, output};

/// The pager where `PAGER` names none.
const USUAL: &str = "less";

/// What `less` is told where `LESS` says nothing, as git does: end at once where all fits on a screen, keep
/// colour, leave the page standing.
const LESS: &str = "FRX";

/// Prints on a terminal of so many lines; `None`: there is no terminal.
pub(super) fn print(
    rows: Option<usize>,
    print: rashomon::whole_file::Writing<'_>,
) -> Result<(), Failure> {
    let Some(rows) = rows else {
        return output::to_stdout(print);
    };
    let mut page = Vec::new();
    print(&mut page).map_err(|error| Failure::new(error.to_string()))?;
    let lines = page.split(|byte| *byte == b'\n').count() - 1;
    let pager = (lines >= rows).then(|| pager(std::env::var_os("PAGER")));
    match pager.flatten().and_then(|words| start(&words)) {
        Some(child) => feed(child, &page),
        None => output::to_stdout(&mut |out| out.write_all(&page)),
    }
}

/// The words of the pager's command; none where `PAGER` is empty or `cat`, which is to have none.
fn pager(variable: Option<OsString>) -> Option<Vec<String>> {
    let command = variable.map_or_else(|| USUAL.to_owned(), |v| v.to_string_lossy().into_owned());
    let words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
    let first = words.first()?;
    (first != "cat").then_some(words)
}

/// The pager, where it can be started.
fn start(words: &[String]) -> Option<Child> {
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", LESS);
    }
    command.spawn().ok()
}

/// A reader that has seen enough is no failure.
fn feed(mut child: Child, page: &[u8]) -> Result<(), Failure> {
    let fed = child
        .stdin
        .take()
        .map_or(Ok(()), |mut to| to.write_all(page));
    let ended = child.wait();
    match fed.and(ended.map(drop)) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the pager failed: {error}")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_the_pager_or_wants_none() {
        assert_eq!(pager(None).unwrap(), ["less"]);
        assert_eq!(pager(Some("most -w".into())).unwrap(), ["most", "-w"]);
        assert_eq!(pager(Some("cat".into())), None);
        assert_eq!(pager(Some(" ".into())), None);
    }

    #[test]
    fn a_pager_that_is_not_there_is_done_without() {
        assert!(start(&["no-such-pager-at-all".to_owned()]).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_pager_that_reads_nothing_is_no_failure() {
        let child = start(&["true".to_owned()]).unwrap();
        assert!(feed(child, &vec![b'\n'; 1 << 20]).is_ok());
    }
}
