//! `reconcile`: the main job.

use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum as _;
use rashomon::pipeline::{Progress, Reconciliation};
use rashomon::report::place::Places;
use rashomon::report::redact::{Redact, Redacted};
use rashomon::report::selection::{Selection, Shown};
use rashomon::report::text::inert;
use rashomon::report::{
    csv, github, html, json, jsonld, junit, markdown::Markdown, matrix, pairs, sarif, story,
    summary, table::Terminal,
};
use rashomon::view::{Parts, Report};

use super::args::Reconcile;
use super::choices::Format;
use super::config::Config;
use super::options::{Input, Look, claims, refused};
use super::{Done, Exit, Failure, extract, guard, output, pager, say, theme};

pub(crate) fn run(args: Reconcile) -> Done {
    let config = Config::load()?;
    let one = args.event.is_some() || args.topic.is_some();
    let format = if args.full {
        Format::Table
    } else {
        format(args.format, &config, one)?
    };
    let file = args.output.filter(|path| path.as_os_str() != "-");
    let manner = Manner {
        look: Look::new(&args.looks, file.is_some()),
        limit: args.limit,
        command: args.redact.is_empty().then(command),
        theme: theme::load(args.template.as_deref(), args.style.as_deref())?,
    };
    // Articles among the claims are drafted first, into a file that goes when the run is over.
    let paths = claims(args.paths, &config, None)?;
    let drafted = extract::drafted(paths, &args.told)?;
    if args.reading.strict && drafted.trouble > 0 {
        return Err(Failure::new(
            "some of the articles could not be read, and --strict allows none of that",
        ));
    }
    let input = Input::new(drafted.paths(), args.reading, &config, None)?;
    if let Some(file) = &file {
        guard::output(file, &input)?;
        guard::apart(file, args.template.iter().chain(&drafted.articles))?;
        guard::no_article(file, &drafted.articles)?;
    }
    let mut run = input.run()?;
    run.method.title = args.title.or(config.title);
    let task = Task {
        format,
        file: file.as_deref(),
        shown: Shown {
            event: args.event,
            topic: args.topic,
            min_severity: args.min_severity.map(Into::into),
        },
        redact: &args.redact,
        manner,
    };
    task.print(&run, &input)?;
    Ok(if refused(&run) || drafted.trouble > 0 {
        Exit::Faults
    } else {
        Exit::Clean
    })
}

/// What is to be printed, and where.
struct Task<'t> {
    format: Format,
    file: Option<&'t Path>,
    shown: Shown,
    redact: &'t [Redact],
    manner: Manner,
}

impl Task<'_> {
    fn print(&self, run: &Reconciliation, input: &Input) -> Result<(), Failure> {
        let maker = run.maker();
        let whole = self.shown == Shown::default() && self.redact.is_empty();
        if whole && self.format.streams() {
            // Written part by part: it may be too long to be held.
            return put(self.file, &mut |out| {
                stream(self.format, &maker, &input.watch, out)
            });
        }
        input.watch.begin("writing", 0);
        let (report, places) = (maker.report(), Places::of(&run.claims));
        let printed = self.reported(run, &report, places);
        input.watch.done();
        printed
    }

    fn reported(
        &self,
        run: &Reconciliation,
        report: &Report<'_>,
        places: Places<'_>,
    ) -> Result<(), Failure> {
        if self.redact.is_empty() {
            return self.selected(report, &[], &places);
        }
        let less = Redacted::new(report, &run.claims, &run.names, self.redact)
            .map_err(|error| Failure::new(error.to_string()))?;
        self.selected(&less.report, &less.told, &less.places(places))
    }

    /// Prints the part that is asked for, and says what is not shown.
    fn selected(
        &self,
        report: &Report<'_>,
        left_out: &[String],
        places: &Places<'_>,
    ) -> Result<(), Failure> {
        let mut selection =
            Selection::new(report, &self.shown).map_err(|error| Failure::new(error.to_string()))?;
        selection.left_out.extend_from_slice(left_out);
        if matches!(self.format, Format::Csv | Format::Pairs | Format::Matrix) {
            // A table has no place for it.
            selection.left_out.iter().for_each(|told| say(inert(told)));
        }
        let mut print =
            |out: &mut dyn Write| write(&selection, self.format, &self.manner, places, out);
        match self.format {
            Format::Summary | Format::Table | Format::Markdown if self.file.is_none() => {
                pager::print(self.manner.look.rows, &mut print)
            }
            _ => put(self.file, &mut print),
        }
    }
}

/// To a file, or to standard output.
fn put(file: Option<&Path>, print: rashomon::whole_file::Writing<'_>) -> Result<(), Failure> {
    match file {
        Some(file) => output::to_file(file, print),
        None => output::to_stdout(print),
    }
}

/// What to print: the flag's or the environment's, or the settings file's, or a summary; of one event or
/// topic alone, all of it.
fn format(asked: Option<Format>, config: &Config, one: bool) -> Result<Format, Failure> {
    match (asked, &config.format) {
        (Some(format), _) => Ok(format),
        (None, None) if one => Ok(Format::Table),
        (None, None) => Ok(Format::Summary),
        (None, Some(name)) => Format::from_str(name, true).map_err(|_| {
            Failure::with_help(
                format!("rashomon.toml: `{name}` is no format"),
                "summary, table, markdown, html, json, csv, pairs, matrix, sarif, junit, github or jsonld",
            )
        }),
    }
}

/// How a reconciliation is printed, whatever the format.
struct Manner {
    look: Look,
    limit: Option<usize>,
    theme: html::Theme,
    /// As typed; none where it names what is to be left out.
    command: Option<String>,
}

impl Manner {
    /// The longest list: as asked, where 0 is no limit, or else `default`.
    fn limit(&self, default: usize) -> usize {
        match self.limit {
            None => default,
            Some(0) => usize::MAX,
            Some(limit) => limit,
        }
    }

    /// The screen of a summary: all of it where stories are asked for by number.
    fn screen(&self) -> summary::Screen<'_> {
        // The line of the shell's prompt is no line of the page.
        let rows = self
            .look
            .rows
            .map_or(summary::LINES, |rows| rows - rows.min(1));
        summary::Screen {
            width: self.look.width,
            colour: self.look.colour,
            lines: self.limit.is_none().then_some(rows.max(summary::FEWEST)),
            stories: self.limit.filter(|limit| *limit > 0),
            command: self.command.as_deref(),
        }
    }

    /// How many events an HTML page sets out in full.
    fn full(&self) -> html::Full {
        match self.limit {
            None => html::Full::Light,
            Some(_) => html::Full::Events(self.limit(0)),
        }
    }
}

/// Formats that are written part by part.
fn stream(
    format: Format,
    parts: &dyn Parts<'_>,
    progress: &dyn Progress,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Csv => csv::write(parts, out),
        Format::Pairs => pairs::write(parts, out),
        Format::Matrix => matrix::write(parts, out),
        Format::Jsonld => jsonld::write(parts, out),
        _ => json::stream(parts, progress, out),
    }
}

fn write(
    selection: &Selection<'_>,
    format: Format,
    manner: &Manner,
    places: &Places<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (look, limit) = (manner.look, manner.limit(story::LIMIT));
    match format {
        Format::Json | Format::Csv | Format::Pairs | Format::Matrix | Format::Jsonld => {
            stream(format, selection, &(), out)
        }
        Format::Sarif => sarif::write(selection, places, out),
        Format::Junit => junit::write(selection, out),
        Format::Github => github::write(selection, places, out),
        Format::Markdown => story::tell(selection, limit, &mut Markdown::new(out)),
        Format::Html => html::write(selection, &manner.theme, manner.full(), out),
        Format::Summary => summary::write(selection, &manner.screen(), out),
        Format::Table => {
            let mut page = Terminal::new(out, look.width, look.colour);
            story::tell(selection, limit, &mut page)
        }
    }
}

/// The command of this process as typed, without what says how it prints.
fn command() -> String {
    let mut typed = std::env::args().skip(1).peekable();
    let mut words = vec![env!("CARGO_PKG_NAME").to_owned()];
    while let Some(word) = typed.next() {
        match word.as_str() {
            "-f" | "--format" | "-o" | "--output" | "--limit" => drop(typed.next()),
            "--full" => {}
            other if HOW.iter().any(|how| other.starts_with(how)) => {}
            _ => words.push(quoted(word)),
        }
    }
    words.join(" ")
}

/// Options of how it prints that bear their value.
const HOW: [&str; 5] = ["--format=", "--output=", "--limit=", "-f", "-o"];

/// A word as a shell takes it.
pub(super) fn quoted(word: String) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=:,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_comes_before_the_settings_file() {
        let config = |name: &str| Config {
            format: Some(name.to_owned()),
            ..Config::default()
        };
        assert_eq!(
            format(Some(Format::Csv), &config("json"), false).ok(),
            Some(Format::Csv)
        );
        assert_eq!(format(None, &config("json"), true).ok(), Some(Format::Json));
        let none = Config::default();
        assert_eq!(format(None, &none, false).ok(), Some(Format::Summary));
        assert_eq!(format(None, &none, true).ok(), Some(Format::Table));
        assert!(format(None, &config("pdf"), false).is_err());
    }
}
