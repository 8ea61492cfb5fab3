//! Where answers come from: single keys of a terminal, or lines of standard input.

use std::io::{self, BufRead as _, Write as _};

use console::{Key, Term};
use rashomon::report::text::{inert, width};

/// What somebody wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// An answer by its number, and why, where that was said with it.
    Answer(usize, Option<String>),
    /// To be asked another day.
    Skip,
    /// To take the last ruling back.
    Undo,
    /// To know what can be said.
    Help,
    /// To end.
    Quit,
    /// Something else.
    Other(String),
}

impl Said {
    /// What a line says: a word, or a number and a reason.
    fn of(line: &str) -> Self {
        let line = line.trim();
        let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match (first.parse(), line) {
            (Ok(number), _) => {
                let why = rest.trim();
                Self::Answer(number, (!why.is_empty()).then(|| why.to_owned()))
            }
            (_, "s" | "S") => Self::Skip,
            (_, "u" | "U") => Self::Undo,
            (_, "?" | "h" | "H") => Self::Help,
            (_, "q" | "Q") => Self::Quit,
            (_, other) => Self::Other(other.to_owned()),
        }
    }
}

/// Where answers come from.
#[derive(Debug)]
pub(super) enum Ear {
    /// The keys of a terminal, as they are struck.
    Keys(Term),
    /// Standard input, line by line.
    Lines,
}

impl Ear {
    /// Of a terminal, or else of lines.
    pub(super) fn new(terminal: bool) -> Self {
        if terminal {
            Self::Keys(Term::stdout())
        } else {
            Self::Lines
        }
    }

    /// Whether what was shown before still stands.
    pub(super) fn keeps(&self) -> bool {
        matches!(self, Self::Lines)
    }

    /// Empties the screen of a terminal.
    pub(super) fn clear(&self) -> io::Result<()> {
        match self {
            Self::Keys(term) => term.clear_screen(),
            Self::Lines => Ok(()),
        }
    }

    /// The next thing said; the end of the input says that it is over.
    pub(super) fn hear(&self) -> io::Result<Said> {
        let Self::Keys(term) = self else {
            return Ok(line()?.map_or(Said::Quit, |line| Said::of(&line)));
        };
        loop {
            return Ok(match term.read_key_raw()? {
                Key::Char(key) => Said::of(&key.to_string()),
                Key::CtrlC | Key::Escape => Said::Quit,
                _ => continue,
            });
        }
    }

    /// A reason, asked for in those words; none where nothing is said.
    pub(super) fn reason(&self, ask: &str) -> io::Result<Option<String>> {
        let mut out = io::stdout().lock();
        write!(out, "{}", inert(ask))?;
        out.flush()?;
        let why = match self {
            Self::Keys(term) => typed(term)?,
            Self::Lines => line()?,
        };
        writeln!(out)?;
        let why = why.map(|why| why.trim().to_owned());
        Ok(why.filter(|why| !why.is_empty()))
    }
}

/// A line of standard input; none at its end.
fn line() -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_until(b'\n', &mut bytes)?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
}

/// A line as it is typed, so that Ctrl-C and Escape take back an answer and do not end the program.
fn typed(term: &Term) -> io::Result<Option<String>> {
    let mut text = String::new();
    loop {
        match term.read_key_raw()? {
            Key::Enter => return Ok(Some(text)),
            Key::CtrlC | Key::Escape => return Ok(None),
            Key::Backspace => {
                if let Some(gone) = text.pop() {
                    term.clear_chars(width(gone.encode_utf8(&mut [0; 4])))?;
                }
            }
            Key::Char(key) if !rashomon::report::text::acts(key) => {
                text.push(key);
                term.write_str(key.encode_utf8(&mut [0; 4]))?;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_word_or_a_number_with_its_reason() {
        let why = || Some("two raids".to_owned());
        assert_eq!(Said::of("1\n"), Said::Answer(1, None));
        assert_eq!(Said::of(" 12  two raids \r\n"), Said::Answer(12, why()));
        assert_eq!(Said::of("s\n"), Said::Skip);
        assert_eq!(Said::of("U"), Said::Undo);
        assert_eq!(Said::of("?"), Said::Help);
        assert_eq!(Said::of("q"), Said::Quit);
        assert_eq!(Said::of("-1"), Said::Other("-1".to_owned()));
        assert_eq!(Said::of("s because"), Said::Other("s because".to_owned()));
        assert_eq!(Said::of(""), Said::Other(String::new()));
    }
}
