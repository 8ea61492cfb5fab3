//! `validate`: every fault of the input.

use rashomon::ingest::{self, FaultLevel, rulings};
use rashomon::pipeline::{self, Settings};
use rashomon::report::text::plural;

use super::args::Validate;
use super::config::Config;
use super::options::{claims, codebooks, gazetteers, source};
use super::{Done, Exit, faults, output, say};

pub(crate) fn run(args: Validate) -> Done {
    let config = Config::load()?;
    let paths = claims(args.paths, &config, None)?;
    let sources: Vec<_> = paths.iter().map(|path| source(path)).collect();
    let mut found = ingest::find(&sources);
    ingest::set_aside(&mut found, &args.known);
    found.tables = args.tables.meant();
    let settings = Settings {
        gazetteers: gazetteers(args.gazetteer, &config),
        codebooks: codebooks(args.codebook, &config),
        ..Settings::default()
    };
    let mut all = found.faults.clone();
    all.extend(pipeline::faults(&found, &settings));
    // Where a codebook is broken, nobody can say which terms of the claims are unknown.
    let codebook = pipeline::codebook(&found, &settings).ok();
    let read = codebook.map(|codebook| {
        let mut read = ingest::read(&found, &codebook);
        let good = read.claims.len();
        let (mut known, faults) = ingest::read_known(&args.known, &read.claims, &codebook);
        read.faults.extend(faults);
        let ruled = std::mem::take(&mut read.rulings);
        let (_, faults) = rulings::apply(ruled, &mut read.claims, &mut known, &codebook);
        read.faults.extend(faults);
        (read, good)
    });
    let good = read.as_ref().map(|(_, good)| *good);
    if let Some((read, _)) = read {
        all.extend(read.faults);
        // The program is about to end: nobody needs the room of each claim back.
        std::mem::forget(read.claims);
    }
    all.sort();
    all.dedup();
    output::to_stdout(&mut |out| {
        faults::sorted(&all)
            .into_iter()
            .try_for_each(|fault| writeln!(out, "{}", faults::line(fault)))
    })?;
    let good = match good {
        Some(good) => format!("{} good", plural(good, "claim")),
        None => "the claims were not read, for a codebook is broken".to_owned(),
    };
    say(format_args!("{good}; {}", faults::counted(&all)));
    let refused = all.iter().any(|f| f.level == FaultLevel::Error);
    Ok(if refused { Exit::Faults } else { Exit::Clean })
}
