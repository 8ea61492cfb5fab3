//! `reconcile`: the main job.

use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum as _;
use rashomon::report::place::Places;
use rashomon::report::redact::Redacted;
use rashomon::report::selection::{Selection, Shown};
use rashomon::report::view::Report;
use rashomon::report::{
    csv, github, html, json, jsonld, junit, markdown::Markdown, matrix, sarif, story,
    table::Terminal,
};

use super::args::{Format, Reconcile};
use super::config::Config;
use super::options::{Input, Look, refused};
use super::{Done, Exit, Failure, guard, output, theme};

pub(crate) fn run(args: Reconcile) -> Done {
    let config = Config::load()?;
    let format = format(args.format, &config)?;
    let file = args.output.filter(|path| path.as_os_str() != "-");
    let manner = Manner {
        look: Look::new(&args.looks, file.is_some()),
        limit: args.limit,
        theme: theme::load(args.template.as_deref(), args.style.as_deref())?,
    };
    let input = Input::new(args.paths, args.reading, &config, None)?;
    if let Some(file) = &file {
        guard::output(file, &input)?;
    }
    if let Some(file) = &args.save {
        guard::output(file, &input)?;
    }
    let run = input.run()?;
    if let Some(file) = &args.save {
        output::to_file(file, &mut |out| run.save(out))?;
    }
    let shown = Shown {
        event: args.event,
        min_severity: args.min_severity.map(Into::into),
    };
    let draft = run.draft();
    if format == Format::Json && shown == Shown::default() && args.redact.is_empty() {
        // Written part by part: it may be too long to be held.
        put(file.as_deref(), &mut |out| {
            json::stream(&draft, &input.watch, out)
        })?;
    } else {
        let print = |report: &Report<'_>, told: &[String], places: &Places<'_>| {
            let mut selection =
                Selection::new(report, &shown).map_err(|error| Failure::new(error.to_string()))?;
            selection.left_out.extend_from_slice(told);
            put(file.as_deref(), &mut |out| {
                write(&selection, format, &manner, places, out)
            })
        };
        let (report, places) = (draft.report(), Places::of(&run.claims));
        if args.redact.is_empty() {
            print(&report, &[], &places)?;
        } else {
            let less = Redacted::new(&report, &run.claims, &run.names, &args.redact)
                .map_err(|error| Failure::new(error.to_string()))?;
            print(&less.report, &less.told, &less.places(places))?;
        }
    }
    Ok(if refused(&run) {
        Exit::Faults
    } else {
        Exit::Clean
    })
}

/// To a file, or to standard output.
fn put(file: Option<&Path>, print: output::Writing<'_>) -> Result<(), Failure> {
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
                "table, markdown, html, json, csv, matrix, sarif, junit, github or jsonld",
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

fn write(
    selection: &Selection<'_>,
    format: Format,
    manner: &Manner,
    places: &Places<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (look, limit) = (manner.look, manner.limit(story::LIMIT));
    match format {
        Format::Json => json::write(selection, out),
        Format::Csv => csv::write(selection, out),
        Format::Matrix => matrix::write(selection, out),
        Format::Sarif => sarif::write(selection, places, out),
        Format::Junit => junit::write(selection, out),
        Format::Github => github::write(selection, places, out),
        Format::Jsonld => jsonld::write(selection, out),
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
