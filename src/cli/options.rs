//! Options as they are meant: flags, then the environment, then `rashomon.toml`.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use rashomon::ingest::{Fault, FaultLevel, Source};
use rashomon::pipeline::{self, ClaimsSet, Lesson, Reconciliation, Settings};
use rashomon::report::table;
use rashomon::report::text::inert;

use super::args::{Looks, Reading};
use super::choices::When;
use super::config::Config;
use super::progress::Watch;
use super::{Failure, faults, say};

/// No page is set wider than this unless it is asked for: lines of prose become hard to follow.
const WIDEST: usize = 120;

/// No more threads than this are started for each core.
const THREADS_A_CORE: usize = 4;

/// What a run reads, and how strictly.
#[derive(Debug)]
pub(super) struct Input {
    /// The claims, as named by the user.
    pub(super) paths: Vec<PathBuf>,
    /// What is read besides.
    pub(super) settings: Settings,
    /// Where the folder of texts was set.
    texts_from: &'static str,
    strict: bool,
    verbose: bool,
    threads: Option<usize>,
    /// Watches the run.
    pub(super) watch: Watch,
}

impl Input {
    /// Resolves what was typed. Without a path, the settings file's; without those, `default`
    /// where there is such a folder.
    pub(super) fn new(
        paths: Vec<PathBuf>,
        reading: Reading,
        config: &Config,
        default: Option<&str>,
    ) -> Result<Self, Failure> {
        let texts_from = texts_from(reading.texts.as_deref());
        Ok(Self {
            texts_from,
            paths: claims(paths, config, default)?,
            settings: Settings {
                gazetteers: gazetteers(reading.gazetteer, config),
                codebooks: codebooks(reading.codebook, config),
                texts: reading.texts.or_else(|| config.texts.clone()),
                events: reading.events,
                known: reading.known,
                model: reading.model.or_else(|| config.model.clone()),
                tables: reading.tables.meant(),
            },
            strict: reading.strict,
            verbose: reading.verbose,
            threads: reading.threads,
            watch: Watch::new(reading.timings),
        })
    }

    /// The same way of reading, for another path.
    pub(super) fn of(&self, path: &Path) -> Self {
        Self {
            paths: vec![path.to_owned()],
            threads: None,
            settings: self.settings.clone(),
            watch: Watch::new(false),
            ..*self
        }
    }

    /// Says where there is no folder of texts: no passage would be printed, and nobody told why.
    fn look_for_texts(&self) {
        let texts = self.settings.texts.as_deref();
        if let Some(texts) = texts.filter(|folder| !folder.is_dir()) {
            let folder = texts.display().to_string();
            say(format_args!(
                "warning: {}: there is no such folder of texts, and no passage is printed (set by {})",
                inert(&folder),
                self.texts_from
            ));
        }
    }

    /// What the paths name.
    pub(super) fn sources(&self) -> Vec<Source> {
        self.paths.iter().map(|path| source(path)).collect()
    }

    /// Reads and reconciles. What was wrong with the input is said on standard error.
    pub(super) fn run(&self) -> Result<Reconciliation, Failure> {
        self.start_threads()?;
        self.look_for_texts();
        let run = pipeline::run_watched(&self.sources(), &self.settings, &self.watch)
            .map_err(|error| Failure::Input(error.into_faults(), self.verbose))?;
        self.tell(&run.faults)?;
        Ok(run)
    }

    /// Reads, and reconciles nothing. What was wrong with the input is said on standard error.
    pub(super) fn claims(&self) -> Result<ClaimsSet, Failure> {
        self.start_threads()?;
        let claims = ClaimsSet::read(&self.sources(), &self.settings)
            .map_err(|error| Failure::Input(error.into_faults(), self.verbose))?;
        self.tell(&claims.faults)?;
        Ok(claims)
    }

    /// Reads and learns. What was wrong with the input is said on standard error.
    pub(super) fn learn(&self) -> Result<Lesson, Failure> {
        self.start_threads()?;
        let lesson = pipeline::learn(&self.sources(), &self.settings, &self.watch)
            .map_err(|error| Failure::Input(error.into_faults(), self.verbose))?;
        self.tell(&lesson.faults)?;
        Ok(lesson)
    }

    fn start_threads(&self) -> Result<(), Failure> {
        let Some(threads) = self.threads else {
            return Ok(());
        };
        // More than a few for each core only wait for each other.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = threads.min(cores * THREADS_A_CORE);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build_global()
            .map_err(|error| Failure::new(format!("cannot start {threads} threads: {error}")))
    }

    /// Says what was wrong with the input, and stops where nothing may be.
    fn tell(&self, faults: &[Fault]) -> Result<(), Failure> {
        faults::print(faults, self.verbose);
        if self.strict && any_refused(faults) {
            Err(Failure::new(
                "some of the input was refused, and --strict allows none of that",
            ))
        } else {
            Ok(())
        }
    }
}

/// Whether some of the input was refused.
pub(super) fn refused(run: &Reconciliation) -> bool {
    any_refused(&run.faults)
}

/// Whether a fault refused some of the input.
pub(super) fn any_refused(faults: &[Fault]) -> bool {
    faults.iter().any(|f| f.level == FaultLevel::Error)
}

/// A path of claims; `-` is standard input.
pub(super) fn source(path: &Path) -> Source {
    if path.as_os_str() == "-" {
        Source::Stdin
    } else {
        Source::Path(path.to_owned())
    }
}

/// Where the claims are.
pub(super) fn claims(
    paths: Vec<PathBuf>,
    config: &Config,
    default: Option<&str>,
) -> Result<Vec<PathBuf>, Failure> {
    let paths = if paths.is_empty() {
        config.claims.clone()
    } else {
        paths
    };
    let default = default.filter(|folder| Path::new(folder).is_dir());
    match (paths.is_empty(), default) {
        (false, _) => Ok(paths),
        (true, Some(folder)) => Ok(vec![folder.into()]),
        (true, None) => Err(Failure::with_help(
            "there is nothing to read: no file or folder of claims is named",
            "name one, or `-` for JSON lines on standard input, or set `claims` in rashomon.toml; \
             see --help",
        )),
    }
}

/// The gazetteer files to read.
pub(super) fn gazetteers(flags: Vec<PathBuf>, config: &Config) -> Vec<PathBuf> {
    first_of(flags, "RASHOMON_GAZETTEERS", &config.gazetteers)
}

/// The codebook files to add.
pub(super) fn codebooks(flags: Vec<PathBuf>, config: &Config) -> Vec<PathBuf> {
    first_of(flags, "RASHOMON_CODEBOOKS", &config.codebooks)
}

/// What set the folder of texts, given what flag and environment say.
fn texts_from(typed: Option<&Path>) -> &'static str {
    let variable = std::env::var_os("RASHOMON_TEXTS");
    match typed {
        None => "`texts` in rashomon.toml",
        Some(typed) if variable.is_some_and(|value| value == typed.as_os_str()) => "RASHOMON_TEXTS",
        Some(_) => "--texts",
    }
}

/// Flags, or else the environment (a list as PATH is one), or else the settings file.
fn first_of(flags: Vec<PathBuf>, variable: &str, config: &[PathBuf]) -> Vec<PathBuf> {
    if !flags.is_empty() {
        return flags;
    }
    match std::env::var_os(variable).filter(|list| !list.is_empty()) {
        Some(list) => std::env::split_paths(&list).collect(),
        None => config.to_vec(),
    }
}

/// How wide a page on standard output is, and whether it has colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// Columns.
    pub(super) width: usize,
    /// Whether colour is added.
    pub(super) colour: bool,
    /// Lines of the terminal; none where the page goes elsewhere.
    pub(super) rows: Option<usize>,
}

impl Look {
    /// Of a page that goes to a file, or to standard output.
    pub(super) fn new(looks: &Looks, to_file: bool) -> Self {
        let terminal = !to_file && std::io::stdout().is_terminal();
        let asked = looks.width.map(usize::from);
        let size = terminal.then(terminal_size::terminal_size).flatten();
        let measured = || size.map(|(columns, _)| usize::from(columns.0).min(WIDEST));
        Self {
            rows: size.map(|(_, rows)| usize::from(rows.0)),
            width: asked.or_else(measured).unwrap_or(table::WIDTH),
            colour: match looks.color.unwrap_or(When::Auto) {
                When::Always => true,
                When::Never => false,
                When::Auto => terminal && wanted(),
            },
        }
    }
}

/// Whether the environment lets a terminal have colour: <https://no-color.org>.
fn wanted() -> bool {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
    !no_color && !dumb
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_come_before_the_settings_file() {
        let config = Config {
            codebooks: vec!["file".into()],
            claims: vec!["mine".into()],
            ..Config::default()
        };
        assert_eq!(
            codebooks(vec!["flag".into()], &config),
            [PathBuf::from("flag")]
        );
        assert_eq!(codebooks(Vec::new(), &config), [PathBuf::from("file")]);
        let read = claims(Vec::new(), &config, None).unwrap();
        assert_eq!(read, [PathBuf::from("mine")]);
    }

    #[test]
    fn without_a_path_there_is_nothing_to_read() {
        let none = claims(Vec::new(), &Config::default(), Some("no such folder"));
        assert!(matches!(none, Err(Failure::Said(_, Some(_)))));
    }
}
