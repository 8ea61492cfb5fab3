//! `explain`: why something is so, or what a word means.

use std::io;

use rashomon::ingest::Found;
use rashomon::report::block::{Block, Page};
use rashomon::report::codebook;
use rashomon::report::explanation;
use rashomon::report::table::Terminal;
use rashomon::view::explain::{Answers, Beginning, Explanation};

use super::args::Explain;
use super::config::Config;
use super::options::{Input, Look, codebooks, refused};
use super::terms::{self, Term};
use super::{Done, Exit, Failure, outlets, output};

pub(crate) fn run(args: &Explain) -> Done {
    if [Some(&args.what), args.other.as_ref()]
        .into_iter()
        .flatten()
        .any(|id| id.trim().is_empty())
    {
        return Err(Failure::with_help(
            "an empty id stands for nothing",
            "name a claim, an event, a topic, a difference or a word of the report",
        ));
    }
    let config = Config::load()?;
    let look = Look::new(&args.looks, false);
    if args.other.is_none() && word(args, &config, look)? {
        return Ok(Exit::Clean);
    }
    if let Some(result) = &args.result {
        let report = super::diff::report(result)?;
        answer(&report, args, look)?;
        return Ok(Exit::Clean);
    }
    let input = Input::new(
        args.paths.clone(),
        args.reading.clone(),
        &config,
        Some("claims"),
    )?;
    let run = input.run()?;
    if args.other.is_some() || !outlets::explain(&run, &args.what, look)? {
        answer(&run.maker(), args, look)?;
    }
    Ok(if refused(&run) {
        Exit::Faults
    } else {
        Exit::Clean
    })
}

fn answer(known: &dyn Answers, args: &Explain, look: Look) -> Result<(), Failure> {
    let explained = match &args.other {
        Some(other) => pair(known, &args.what, other)?,
        None => single(known, &args.what)?,
    };
    output::to_stdout(&mut |out| {
        explanation::tell(&explained, &mut Terminal::new(out, look.width, look.colour))
    })
}

/// Explains a word, where it is one: a term of the report, or an attribute of the codebook.
fn word(args: &Explain, config: &Config, look: Look) -> Result<bool, Failure> {
    let term = terms::find(&args.what);
    let book = super::codebook::load(
        &Found::default(),
        codebooks(args.reading.codebook.clone(), config),
    )?;
    let attribute = book.attribute_id(&args.what).map(|id| book.attribute(id));
    if term.is_none() && attribute.is_none() {
        return Ok(false);
    }
    output::to_stdout(&mut |out| {
        let mut page = Terminal::new(out, look.width, look.colour);
        if let Some(term) = term {
            meaning(term, &mut page)?;
        }
        attribute.map_or(Ok(()), |attribute| codebook::one(attribute, &mut page))
    })?;
    Ok(true)
}

fn meaning(term: &Term, page: &mut dyn Page) -> io::Result<()> {
    page.put(Block::Heading(1, term.name.as_str().into()))?;
    page.put(Block::Fields(vec![
        ("Is", format!("a {}", term.sort).into()),
        ("Means", term.means.as_str().into()),
        ("To do", term.so.as_str().into()),
    ]))
}

fn pair(known: &dyn Answers, a: &str, b: &str) -> Result<Explanation, Failure> {
    if let Some(claim) = [a, b].into_iter().find(|c| known.holder(c).is_none()) {
        return Err(no_claim(known, claim));
    }
    if a == b {
        return Err(Failure::with_help(
            format!("`{a}` is named twice, and a claim is not compared with itself"),
            format!("name another claim, or `{a}` alone for the event that it is of"),
        ));
    }
    let explained = known.why_claims(a, b);
    explained.ok_or_else(|| Failure::new(format!("nothing is known of {a} and {b}")))
}

/// Why one of two arguments is no claim.
fn no_claim(known: &dyn Answers, what: &str) -> Failure {
    let ids = known.beginning(what);
    let sort = ids.first.first().map(|id| match &id[..2] {
        "f-" => "a difference",
        "t-" => "a topic",
        "r-" => "a ruling",
        _ => "an event",
    });
    match sort {
        Some(sort) => Failure::with_help(
            format!("two claims are expected, and `{what}` is {sort}"),
            format!("`rashomon explain {what}` explains it alone"),
        ),
        None => Failure::with_help(
            format!("no claim has the id `{what}`"),
            nearest(known, what),
        ),
    }
}

fn single(known: &dyn Answers, what: &str) -> Result<Explanation, Failure> {
    let ids = match known.holder(what) {
        Some(event) => Beginning {
            count: 1,
            first: vec![event],
        },
        None => known.beginning(what),
    };
    match ids.first.as_slice() {
        [id] => {
            let explained = match id.get(..2) {
                Some("f-") => known.why_difference(id),
                Some("t-") => known.why_topic(id),
                Some("r-") => known.why_ruling(id),
                _ => known.why_event(id),
            };
            explained.ok_or_else(|| Failure::new(format!("nothing is known of {id}")))
        }
        [] => known.why_name(what).ok_or_else(|| {
            Failure::with_help(
                format!(
                    "`{what}` is no difference, topic, event, ruling, claim, name or word of the report"
                ),
                nearest(known, what),
            )
        }),
        _ => Err(Failure::with_help(
            format!("`{what}` stands for {} ids: {}", ids.count, some(&ids)),
            "add letters until it stands for one",
        )),
    }
}

/// The first few ids.
fn some(ids: &Beginning) -> String {
    let more = if ids.count > ids.first.len() {
        ", …"
    } else {
        ""
    };
    format!("{}{more}", ids.first.join(", "))
}

fn nearest(known: &dyn Answers, id: &str) -> String {
    let words: Vec<&str> = terms::TERMS.iter().map(|t| &*t.name).collect();
    match known.nearest(id, &words) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`rashomon reconcile` prints the ids".to_owned(),
    }
}
