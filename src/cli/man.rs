//! `man`: the manual.

use clap::CommandFactory as _;

use super::args::{Args, Man};
use super::{Done, Exit, Failure, output};

pub(crate) fn run(args: &Man) -> Done {
    let command = Args::command();
    match &args.out {
        None => {
            let man = clap_mangen::Man::new(command);
            output::to_stdout(&mut |out| man.render(out))?;
        }
        Some(folder) => {
            let written = std::fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(command, folder));
            let failed = |error| format!("cannot write to {}: {error}", folder.display());
            written.map_err(|error| Failure::new(failed(error)))?;
        }
    }
    Ok(Exit::Clean)
}
