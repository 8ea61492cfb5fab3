//! `map`: what the columns of a table are, as a mapping to begin with.

use rashomon::ingest::{Found, draft_mapping};

use super::args::Map;
use super::config::Config;
use super::options::codebooks;
use super::{Done, Exit, Failure, codebook, output};

pub(crate) fn run(args: Map) -> Done {
    let config = Config::load()?;
    let book = codebook::load(&Found::default(), codebooks(args.codebook, &config))?;
    let mapping =
        draft_mapping(&args.table, &book).map_err(|fault| Failure::Input(vec![fault], true))?;
    match args.output.filter(|path| path.as_os_str() != "-") {
        Some(file) if file == args.table => {
            let message = format!(
                "{} is the table itself, and nothing is written over it",
                file.display()
            );
            return Err(Failure::with_help(
                message,
                "name another file, such as mapping.toml",
            ));
        }
        Some(file) => output::to_file(&file, &mut |out| out.write_all(mapping.as_bytes()))?,
        None => output::to_stdout(&mut |out| out.write_all(mapping.as_bytes()))?,
    }
    Ok(Exit::Clean)
}
