//! `extract`: articles to draft claims.

use std::io::Write;

use rashomon::extract::{Article, Extractor, read};

use super::args::Extract;
use super::{Done, Exit, Failure, output, say};

pub(crate) fn run(args: Extract) -> Done {
    let extractor = Extractor::builtin().map_err(|e| Failure::new(e.to_string()))?;
    let mut trouble = 0;
    let mut print = |out: &mut dyn Write| write_all(extractor, &args, &mut trouble, out);
    match args.output.as_deref().filter(|p| p.as_os_str() != "-") {
        Some(file) => output::to_file(file, &mut print)?,
        None => output::to_stdout(&mut print)?,
    }
    Ok(if trouble > 0 { Exit::Faults } else { Exit::Clean })
}

fn write_all(extractor: &Extractor, args: &Extract, trouble: &mut usize, out: &mut dyn Write) -> std::io::Result<()> {
    let mut result = Ok(());
    read::articles(&args.paths, &mut |article| match article {
        Ok(article) => {
            result = write_one(extractor, args, &article, out);
            result.is_ok()
        }
        Err(t) => {
            *trouble += 1;
            say(format_args!("warning: {} {}", t.place, t.message));
            true
        }
    });
    result
}

fn write_one(extractor: &Extractor, args: &Extract, article: &Article, out: &mut dyn Write) -> std::io::Result<()> {
    for claim in extractor.extract(article).claims {
        let kind = claim.event["kind"].as_str().unwrap_or_default();
        if !args.kinds.is_empty() && !args.kinds.iter().any(|k| k == kind) {
            continue;
        }
        serde_json::to_writer(&mut *out, &claim)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
