//! `validate`: every fault of the input.

use rashomon::ingest::{self, FaultLevel};
use rashomon::report::text::plural;

use super::args::Validate;
use super::config::Config;
use super::options::{claims, codebooks, source};
use super::{Done, Exit, faults, output, say};

pub(crate) fn run(args: Validate) -> Done {
    let config = Config::load()?;
    let paths = claims(args.paths, &config, None)?;
    let sources: Vec<_> = paths.iter().map(|path| source(path)).collect();
    let found = ingest::find(&sources);
    let codebook = super::codebook::load(&found, codebooks(args.codebook, &config))?;
    let read = ingest::read(&found, &codebook);
    let mut all = found.faults.clone();
    all.extend(read.faults);
    all.sort();
    all.dedup();
    output::to_stdout(&mut |out| {
        faults::sorted(&all)
            .into_iter()
            .try_for_each(|fault| writeln!(out, "{}", faults::line(fault)))
    })?;
    say(format_args!(
        "{} good; {}",
        plural(read.claims.len(), "claim"),
        faults::counted(&all)
    ));
    let refused = all.iter().any(|f| f.level == FaultLevel::Error);
    Ok(if refused { Exit::Faults } else { Exit::Clean })
}
