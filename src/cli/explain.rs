//! `explain`: why something is so, or what a word means.

use std::io;

use rashomon::ingest::Found;
use rashomon::pipeline::{Answers, Beginning, Evidence, Explanation, Saved};
use rashomon::report::block::{Block, Line, Page};
use rashomon::report::codebook;
use rashomon::report::table::Terminal;

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
            "name a claim, an event, a finding or a word of the report",
        ));
    }
    let config = Config::load()?;
    let look = Look::new(&args.looks, false);
    if args.other.is_none() && word(args, &config, look)? {
        return Ok(Exit::Clean);
    }
    if let Some(result) = &args.result {
        let saved = Saved::open(result)
            .map_err(|error| Failure::new(format!("{}: {error}", result.display())))?;
        answer(&saved, args, look)?;
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
        answer(&run, args, look)?;
    }
    Ok(if refused(&run) {
        Exit::Faults
    } else {
        Exit::Clean
    })
}

fn answer(known: &dyn Answers, args: &Explain, look: Look) -> Result<(), Failure> {
    let explanation = match &args.other {
        Some(other) => pair(known, &args.what, other)?,
        None => single(known, &args.what)?,
    };
    output::to_stdout(&mut |out| {
        print(
            &explanation,
            &mut Terminal::new(out, look.width, look.colour),
        )
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
    page.put(Block::Heading(1, term.name.into()))?;
    page.put(Block::Fields(vec![
        ("Is", format!("a {}", term.sort).into()),
        ("Means", term.means.into()),
        ("To do", term.so.into()),
    ]))
}

fn pair(known: &dyn Answers, a: &str, b: &str) -> Result<Explanation, Failure> {
    for claim in [a, b] {
        if known
            .holder(claim)
            .map_err(|error| unread(&error))?
            .is_none()
        {
            return Err(no_claim(known, claim)?);
        }
    }
    if a == b {
        return Err(Failure::with_help(
            format!("`{a}` is named twice, and a claim is not compared with itself"),
            format!("name another claim, or `{a}` alone for the event that it is of"),
        ));
    }
    let explained = known.claims(a, b).map_err(|error| unread(&error))?;
    explained.ok_or_else(|| Failure::new(format!("nothing is known of {a} and {b}")))
}

/// Why one of two arguments is no claim.
fn no_claim(known: &dyn Answers, what: &str) -> Result<Failure, Failure> {
    let ids = known.beginning(what).map_err(|error| unread(&error))?;
    let sort = ids.first.first().map(|id| {
        if id.starts_with("f-") {
            "a finding"
        } else {
            "an event"
        }
    });
    Ok(match sort {
        Some(sort) => Failure::with_help(
            format!("two claims are expected, and `{what}` is {sort}"),
            format!("`rashomon explain {what}` explains it alone"),
        ),
        None => Failure::with_help(
            format!("no claim has the id `{what}`"),
            nearest(known, what),
        ),
    })
}

fn single(known: &dyn Answers, what: &str) -> Result<Explanation, Failure> {
    let ids = match known.holder(what).map_err(|error| unread(&error))? {
        Some(event) => Beginning {
            count: 1,
            first: vec![event],
        },
        None => known.beginning(what).map_err(|error| unread(&error))?,
    };
    match ids.first.as_slice() {
        [id] => {
            let explained = if id.starts_with("f-") {
                known.finding(id)
            } else {
                known.event(id)
            };
            let explained = explained.map_err(|error| unread(&error))?;
            explained.ok_or_else(|| Failure::new(format!("nothing is known of {id}")))
        }
        [] => Err(Failure::with_help(
            format!("`{what}` is no finding, event, claim or word of the report"),
            nearest(known, what),
        )),
        _ => Err(Failure::with_help(
            format!("`{what}` stands for {} ids: {}", ids.count, some(&ids)),
            "add letters until it stands for one",
        )),
    }
}

fn unread(error: &io::Error) -> Failure {
    Failure::new(error.to_string())
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
    let words: Vec<&str> = terms::TERMS.iter().map(|t| t.name).collect();
    match known.nearest(id, &words) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`rashomon reconcile` prints the ids".to_owned(),
    }
}

fn print(explanation: &Explanation, page: &mut dyn Page) -> io::Result<()> {
    // Headings of the first two levels are set in capitals, and ids must stay as they are.
    let title = Line::new().strong(explanation.title.as_str());
    page.put(Block::Heading(3, title))?;
    for sentence in &explanation.sentences {
        page.put(Block::Paragraph(sentence.as_str().into()))?;
    }
    if explanation.evidence.is_empty() {
        return Ok(());
    }
    page.put(Block::Heading(2, "Evidence".into()))?;
    let note = "Bits above 0 speak for one event, below 0 against it; 1 bit doubles the odds.";
    page.put(Block::Paragraph(Line::new().faint(note)))?;
    let mut rows: Vec<Vec<Line>> = explanation.evidence.iter().map(row).collect();
    let total: f64 = explanation.evidence.iter().map(|e| e.bits).sum();
    rows.push(vec![
        Line::new().strong("all"),
        Line::new(),
        Line::new().strong(bits(total)),
        Line::new(),
    ]);
    page.put(Block::Table(
        vec!["Field", "Level", "Bits", "Because"],
        rows,
    ))
}

fn row(evidence: &Evidence) -> Vec<Line> {
    vec![
        evidence.field.as_str().into(),
        evidence.level.as_str().into(),
        bits(evidence.bits).into(),
        evidence.why.as_str().into(),
    ]
}

/// With its sign, and never a minus before nothing.
fn bits(bits: f64) -> String {
    let rounded = (bits * 10.0).round() / 10.0;
    format!("{:+.1}", if rounded == 0.0 { 0.0 } else { rounded })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_have_a_sign() {
        assert_eq!(bits(9.64), "+9.6");
        assert_eq!(bits(-0.01), "+0.0");
        assert_eq!(bits(-3.0), "-3.0");
    }

    #[test]
    fn evidence_is_summed() {
        let evidence = |field: &str, bits: f64| Evidence {
            field: field.into(),
            level: "same day".into(),
            bits,
            why: "9 March and 9 March".into(),
        };
        let explanation = Explanation {
            title: "a#1 and b#1".into(),
            sentences: vec!["One event.".into()],
            evidence: vec![evidence("when", 6.5), evidence("where", -1.25)],
        };
        let mut out = Vec::new();
        print(&explanation, &mut Terminal::new(&mut out, 80, false)).unwrap();
        let page = String::from_utf8(out).unwrap();
        let total = page.lines().last().unwrap();
        assert!(total.contains("all") && total.contains("+5.3"), "{page}");
    }
}
