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
    table::Terminal,
};
use rashomon::view::{Parts, Report};

use super::args::Reconcile;
use super::choices::Format;
use super::config::Config;
use super::options::{Input, Look, refused};
use super::{Done, Exit, Failure, extract, guard, output, say, theme};

pub(crate) fn run(args: Reconcile) -> Done {
    let config = Config::load()?;
    let format = format(args.format, &config)?;
    let file = args.output.filter(|path| path.as_os_str() != "-");
    let manner = Manner {
        look: Look::new(&args.looks, file.is_some()),
        limit: args.limit,
        theme: theme::load(args.template.as_deref(), args.style.as_deref())?,
    };
    // Articles among the claims are drafted first, into a file that goes when the run is over.
    let (paths, _drafts) = extract::drafted(args.paths)?;
    let input = Input::new(paths, args.reading, &config, None)?;
    if let Some(file) = &file {
        guard::output(file, &input)?;
        guard::apart(file, &args.template)?;
    }
    let run = input.run()?;
    let task = Task {
        format,
        file: file.as_deref(),
        shown: Shown {
            event: args.event,
            min_severity: args.min_severity.map(Into::into),
        },
        redact: &args.redact,
        manner,
    };
    task.print(&run, &input)?;
    Ok(if refused(&run) {
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
        put(self.file, &mut |out| {
            write(&selection, self.format, &self.manner, places, out)
        })
    }
}

/// To a file, or to standard output.
fn put(file: Option<&Path>, print: rashomon::whole_file::Writing<'_>) -> Result<(), Failure> {
    match file {
        Some(file) => output::to_file(file, print),
        None => output::to_stdout(print),
    }
}

/// What to print: the flag's or the environment's, or the settings file's, or a table.
fn format(asked: Option<Format>, config: &Config) -> Result<Format, Failure> {
    match (asked, &config.format) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Table),
        (None, Some(name)) => Format::from_str(name, true).map_err(|_| {
            Failure::with_help(
                format!("rashomon.toml: `{name}` is no format"),
                "table, markdown, html, json, csv, pairs, matrix, sarif, junit, github or jsonld",
            )
        }),
    }
}

/// How a reconciliation is printed, whatever the format.
struct Manner {
    look: Look,
    limit: Option<usize>,
    theme: html::Theme,
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
        Format::Table => {
            let mut page = Terminal::new(out, look.width, look.colour);
            story::tell(selection, limit, &mut page)
        }
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
            format(Some(Format::Csv), &config("json")).ok(),
            Some(Format::Csv)
        );
        assert_eq!(format(None, &config("json")).ok(), Some(Format::Json));
        assert_eq!(format(None, &Config::default()).ok(), Some(Format::Table));
        assert!(format(None, &config("pdf")).is_err());
    }
}
