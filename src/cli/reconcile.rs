//! `reconcile`: the main job.

use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum as _;
use rashomon::report::selection::{Selection, Shown};
use rashomon::report::{csv, json, markdown::Markdown, story, table::Terminal};

use super::args::{Format, Reconcile};
use super::config::Config;
use super::options::{Input, Look, refused};
use super::{Done, Exit, Failure, extract, guard, output};

pub(crate) fn run(args: Reconcile) -> Done {
    let config = Config::load()?;
    let format = format(args.format, &config)?;
    let file = args.output.filter(|path| path.as_os_str() != "-");
    let look = Look::new(&args.looks, file.is_some());
    // Articles among the claims are drafted first, into a file that goes when the run is over.
    let (paths, _drafts) = extract::drafted(args.paths)?;
    let input = Input::new(paths, args.reading, &config, None)?;
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
    if format == Format::Json && shown == Shown::default() {
        // Written part by part: it may be too long to be held.
        put(file.as_deref(), &mut |out| {
            json::stream(&draft, &input.watch, out)
        })?;
    } else {
        let report = draft.report();
        let selection =
            Selection::new(&report, &shown).map_err(|error| Failure::new(error.to_string()))?;
        let limit = if args.limit == 0 {
            usize::MAX
        } else {
            args.limit
        };
        put(file.as_deref(), &mut |out| {
            write(&selection, format, look, limit, out)
        })?;
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
                "table, markdown, json or csv",
            )
        }),
    }
}

fn write(
    selection: &Selection<'_>,
    format: Format,
    look: Look,
    limit: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Json => json::write(selection, out),
        Format::Csv => csv::write(selection, out),
        Format::Markdown => story::tell(selection, limit, &mut Markdown::new(out)),
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
