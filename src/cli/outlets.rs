//! `outlets`: how often each outlet is right, and who copies whom.

use std::io::{self, Write};

use rashomon::pipeline::Reconciliation;
use rashomon::report::block::{Block, Line, Page as _};
use rashomon::report::lineage;
use rashomon::report::table::Terminal;
use rashomon::report::text::{cell, plural};
use rashomon::report::words;
use rashomon::view::{Copies, Outlet, Parts as _, Reliability};

use super::args::Outlets;
use super::choices::OutletsFormat;
use super::config::Config;
use super::options::{Input, Look, refused};
use super::{Done, Exit, Failure, output};

pub(crate) fn run(args: Outlets) -> Done {
    let config = Config::load()?;
    let look = Look::new(&args.looks, false);
    let input = Input::new(args.paths, args.reading, &config, None)?;
    let mut run = input.run()?;
    run.ungraded = args.no_grades;
    let mut outlets = run.maker().outlets();
    if let Some(name) = &args.outlet {
        outlets.retain(|o| o.outlet.eq_ignore_ascii_case(name));
        if outlets.is_empty() {
            return Err(Failure::new(format!("no claim is of the outlet {name}")));
        }
    }
    let detail = args.outlet.is_some();
    output::to_stdout(&mut |out| match args.format {
        OutletsFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &outlets)?;
            writeln!(out)
        }
        OutletsFormat::Csv => csv(out, &outlets),
        OutletsFormat::Text => text(out, &outlets, look, detail),
    })?;
    Ok(if refused(&run) {
        Exit::Faults
    } else {
        Exit::Clean
    })
}

/// Explains an outlet, where it is one.
pub(super) fn explain(run: &Reconciliation, name: &str, look: Look) -> Result<bool, Failure> {
    let mut outlets = run.maker().outlets();
    outlets.retain(|o| o.outlet.eq_ignore_ascii_case(name));
    if !outlets.is_empty() {
        output::to_stdout(&mut |out| text(out, &outlets, look, true))?;
    }
    Ok(!outlets.is_empty())
}

fn csv(out: &mut dyn Write, outlets: &[Outlet]) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record([
        "outlet",
        "claims",
        "statements",
        "overlap",
        "mean",
        "low",
        "high",
        "grade",
        "lag_minutes",
        "corrections",
        "copies",
        "copies_or_copied",
    ])?;
    for o in outlets {
        let share = |of: fn(&Reliability) -> f64| {
            let share = o.reliability.as_ref().map(of);
            share.map_or_else(String::new, |s| format!("{s:.3}"))
        };
        rows.write_record::<_, &str>([
            &*cell(&o.outlet),
            &o.claims.to_string(),
            &o.statements.to_string(),
            &o.overlap.to_string(),
            &share(|r| r.mean),
            &share(|r| r.low),
            &share(|r| r.high),
            o.grade.as_deref().unwrap_or_default(),
            &o.lag.map_or_else(String::new, |l| l.to_string()),
            &o.corrections.to_string(),
            &cell(&names(&o.copies, ";")),
            &cell(&names(&o.copies_or_copied, ";")),
        ])?;
    }
    rows.flush()
}

fn names(copies: &[Copies], between: &str) -> String {
    let mut names: Vec<&str> = copies.iter().map(|c| &*c.outlet).collect();
    names.dedup();
    names.join(between)
}

/// Those that an outlet copies, and those of which one copies the other.
fn copied(o: &Outlet) -> String {
    let sources = names(&o.copies, ", ").replace("unknown", "not named");
    let either = names(&o.copies_or_copied, ", ");
    match (sources.is_empty(), either.is_empty()) {
        (_, true) => sources,
        (true, false) => format!("{either}, or is copied by it"),
        (false, false) => format!("{sources}; {either}, or is copied by it"),
    }
}

fn text(out: &mut dyn Write, outlets: &[Outlet], look: Look, detail: bool) -> io::Result<()> {
    let mut page = Terminal::new(out, look.width, look.colour);
    let head = vec!["Outlet", "Right (90 %)", "Grade", "Met", "Lag", "Copies"];
    page.put(Block::Table(head, outlets.iter().map(row).collect()))?;
    let lineage = lineage::tree(outlets);
    if !detail && !lineage.is_empty() {
        let heading = Line::from("Who copies whom, each below its source");
        page.put(Block::Heading(4, heading))?;
        page.put(Block::Tree(lineage))?;
    }
    for outlet in outlets.iter().filter(|_| detail) {
        page.put(Block::List(reasons(outlet)))?;
    }
    Ok(())
}

fn row(o: &Outlet) -> Vec<Line> {
    let right = words::reliability(o).unwrap_or_else(|| "too little to judge".to_owned());
    vec![
        o.outlet.as_str().into(),
        right.into(),
        o.grade.clone().unwrap_or_default().into(),
        format!("{} of {}", o.overlap, o.statements).into(),
        o.lag.map_or_else(String::new, lag).into(),
        copied(o).into(),
    ]
}

/// A stretch of minutes, roughly.
fn lag(minutes: i64) -> String {
    match minutes {
        0..120 => format!("{minutes} min"),
        120..2880 => format!("{} h", minutes / 60),
        _ => format!("{} days", minutes / 1440),
    }
}

/// What the judgement of an outlet rests on.
fn reasons(o: &Outlet) -> Vec<Line> {
    let mut lines = vec![Line::from(format!(
        "{} of its {} statements are on what another outlet tells of too; the others are judged by \
         its rate on those",
        o.overlap, o.statements
    ))];
    if let Some(proven) = o.proven {
        lines.push(Line::from(format!(
            "{} on what is known to be true",
            plural(proven as usize, "statement")
        )));
    }
    if let Some(judgement) = &o.judgement {
        let letter = o.grade.as_deref().unwrap_or("F");
        lines.push(Line::from(format!("grade {letter}: {judgement}")));
    }
    for kind in &o.by_kind {
        let r = &kind.reliability;
        lines.push(Line::from(format!(
            "{}: {:.2} ({:.2} to {:.2}), {} of {} met",
            kind.kind, r.mean, r.low, r.high, kind.overlap, kind.statements
        )));
    }
    lines.extend(o.leanings.iter().map(|l| Line::from(words::leaning(l))));
    lines.extend(o.differs.iter().map(|d| Line::from(d.in_words())));
    if o.corrections > 0 {
        lines.push(Line::from(format!(
            "took back what it had said in {} pairs of its own reports",
            o.corrections
        )));
    }
    lines.extend(o.copies.iter().map(|copy| rests_on(copy, "")));
    let either = o.copies_or_copied.iter();
    lines.extend(either.map(|copy| rests_on(copy, ", or is copied by it")));
    lines
}

fn rests_on(copy: &Copies, or: &str) -> Line {
    let (sure, why) = (words::sure(copy), words::sentence(&copy.why));
    Line::from(format!("copies {}{or}{sure}: {why}", copy.outlet))
}
