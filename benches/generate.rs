//! Writes a made-up claims set to a folder, for measuring the program from outside:
//! `cargo bench --bench generate -- 200000 FOLDER [SEED]`.

mod synthetic;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1).filter(|a| a != "--bench");
    let usage = "usage: generate CLAIMS FOLDER [SEED]";
    let claims = args.next().ok_or(usage)?.parse()?;
    let folder = PathBuf::from(args.next().ok_or(usage)?);
    let seed = args.next().map_or(Ok(1), |s| s.parse())?;
    let set = synthetic::generate(claims, seed);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("claims.jsonl"), set.lines)?;
    fs::write(folder.join("events.csv"), set.events)?;
    fs::write(folder.join("gazetteer.json"), set.gazetteer)?;
    Ok(())
}
