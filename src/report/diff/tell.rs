//! What changed, as blocks: a terminal and Markdown print the same.

use std::io;

use super::{Answered, Changed, Diff, Named, Range, Regrouped, Revised, RulingChange};
use crate::report::block::{Block, Line, Page};
use crate::report::difference::{About, Grade, Side, in_topics};
use crate::report::text::{listed, plural};
use crate::report::words;
use crate::view::Printed;

/// Changes of one sort.
struct Section {
    heading: &'static str,
    /// What one of them is called.
    one: &'static str,
    lines: Vec<Line>,
}

/// All that changed, in the order in which it is told.
fn sections(diff: &Diff) -> [Section; 13] {
    let sorts = [
        ("Rulings", "ruling", lines(&diff.rulings, ruling)),
        (
            "Values that changed",
            "changed value",
            lines(&diff.revised, revised),
        ),
        (
            "New differences",
            "new difference",
            lines(&diff.new_differences, difference),
        ),
        (
            "Differences that are worse",
            "worse difference",
            lines(&diff.worse, difference),
        ),
        (
            "Differences that are less grave",
            "eased difference",
            lines(&diff.eased, difference),
        ),
        (
            "Differences settled",
            "settled difference",
            lines(&diff.settled, difference),
        ),
        (
            "Differences withdrawn with their claims",
            "withdrawn difference",
            lines(&diff.withdrawn, difference),
        ),
        ("Answers", "changed answer", lines(&diff.answers, answer)),
        ("Counts", "changed count", lines(&diff.ranges, range)),
        ("New events", "new event", lines(&diff.new_events, event)),
        ("Events gone", "gone event", lines(&diff.gone_events, event)),
        ("Events merged", "merger", lines(&diff.merged, regrouped)),
        ("Events split", "split", lines(&diff.split, regrouped)),
    ];
    sorts.map(|(heading, one, lines)| Section {
        heading,
        one,
        lines,
    })
}

fn lines<T>(items: &[T], line: fn(&T) -> Line) -> Vec<Line> {
    items.iter().map(line).collect()
}

/// Tells what changed; no list is longer than `limit`, and what is cut is counted.
///
/// # Errors
/// Where the page cannot be written.
pub fn tell(diff: &Diff, limit: usize, page: &mut dyn Page) -> io::Result<()> {
    page.put(Block::Heading(1, "What changed".into()))?;
    page.put(Block::Paragraph(summary(diff).into()))?;
    for Section {
        heading, mut lines, ..
    } in sections(diff)
    {
        if lines.is_empty() {
            continue;
        }
        page.put(Block::Heading(
            2,
            format!("{heading} ({})", lines.len()).into(),
        ))?;
        let more = lines.len().saturating_sub(limit);
        lines.truncate(limit);
        page.put(Block::List(lines))?;
        if more > 0 {
            let line = Line::new().faint(format!("… and {more} more: all with --limit 0."));
            page.put(Block::Paragraph(line))?;
        }
    }
    Ok(())
}

/// The changes in a sentence, each claim that says something else, each answer that is another, and each
/// count whose range is, as plain text; no more than `limit` of them.
pub fn in_short(diff: &Diff, limit: usize) -> Vec<String> {
    let answers = diff.answers.iter().map(answer);
    let lines = diff.revised.iter().map(revised).chain(answers);
    let lines = lines.chain(diff.ranges.iter().map(range)).take(limit);
    let lines = lines.map(|line| line.to_string());
    std::iter::once(summary(diff)).chain(lines).collect()
}

fn summary(diff: &Diff) -> String {
    let met = sections(diff).into_iter().filter(|s| !s.lines.is_empty());
    let met: Vec<String> = met
        .map(|s| match s.one {
            "new difference" => in_topics(diff.new_differences.iter().map(|c| &c.difference)),
            one => plural(s.lines.len(), one),
        })
        .collect();
    match &*met {
        [] => "Nothing changed in meaning.".to_owned(),
        met => format!("{}.", listed(met)),
    }
}

fn setting(about: &About) -> Line {
    let scene = about.scene.as_deref().unwrap_or("across events");
    Line::new()
        .strong(about.name())
        .plain(format!(", {scene}: "))
}

fn difference(changed: &Changed) -> Line {
    let now = &changed.difference;
    let marks = changed.was.into_iter().chain([now.grade]).map(mark);
    let line = Line::joined(marks, " → ")
        .plain(" ")
        .and(setting(&now.about));
    let sides = now.sides.iter().map(side);
    line.and(Line::joined(sides, " against "))
        .plain(" ")
        .and(Line::from(
            changed
                .decided
                .clone()
                .map(|by| format!("({by}) "))
                .unwrap_or_default(),
        ))
        .code(now.id.as_str())
}

/// `New: ap-77 and ap-80 are of different events (desk on 28 November 2026: two raids)`.
fn ruling(change: &RulingChange) -> Line {
    let sort = if change.added { "new: " } else { "gone: " };
    let on = change
        .on
        .iter()
        .chain(&change.stale)
        .map(|on| format!("; {on}"));
    Line::new()
        .plain(sort)
        .strong(change.says.as_str())
        .plain(format!(" ({}){} ", change.by, on.collect::<String>()))
        .code(change.id.as_str())
}

/// `AP: killed, Bombing at Port Lune: 135 → 1335 (10 times; likely a slip)`.
fn revised(revised: &Revised) -> Line {
    let remark = revised.remark.as_ref();
    let remark = remark.map(|remark| format!(" ({remark})"));
    Line::new()
        .strong(format!("{}: ", revised.outlet))
        .and(setting(&revised.about))
        .plain(format!("{} → ", revised.before))
        .strong(revised.now.as_str())
        .plain(remark.unwrap_or_default())
        .plain(" ")
        .code(revised.claim.as_str())
}

fn mark(grade: Grade) -> Line {
    Line::new().mark(grade.verdict, Some(grade.severity))
}

fn side(side: &Side) -> Line {
    format!("{} ({})", side.value, side.who()).into()
}

/// `killed, Bombing at Port Lune: 135 → 1335 (weighed: …)`.
fn answer(changed: &Answered) -> Line {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    let basis = changed.basis.as_deref();
    setting(&changed.about)
        .plain(format!("{} → ", value(&changed.before)))
        .strong(value(&changed.now))
        .plain(basis.map(|basis| format!(" ({basis})")).unwrap_or_default())
}

fn range(range: &Range) -> Line {
    let because = range.because.iter().map(|because| {
        let gone = if because.added {
            ""
        } else {
            ", no longer there"
        };
        let Side { value, .. } = &because.side;
        Line::from(format!("{} ({value}{gone})", because.side.who()))
    });
    let because = Line::joined(because, "; ");
    let change = format!(
        "{} from {} to {}",
        range.change,
        figures(&range.before),
        figures(&range.now)
    );
    let event = range.about.event.as_deref().unwrap_or_default();
    setting(&range.about)
        .and(Line::joined([change.into(), because], ", because of "))
        .plain(" ")
        .code(event)
}

/// A range in short: `22–61`, `22 or more`.
fn figures(range: &Printed) -> String {
    match range {
        Printed::Bounds {
            low,
            high: Some(high),
            ..
        } if low < high => format!("{low}–{high}"),
        other => words::printed(other),
    }
}

fn event(event: &Named) -> Line {
    let who = listed(&event.outlets);
    Line::new()
        .strong(event.title.as_str())
        .plain(format!(" ({who}) "))
        .code(event.id.as_str())
}

fn regrouped(change: &Regrouped) -> Line {
    let titles = |events: &[Named]| {
        let titles: Vec<String> = events
            .iter()
            .map(|e| format!("{} [{}]", e.title, e.id))
            .collect();
        titles.join("; ")
    };
    Line::new()
        .plain(titles(&change.from))
        .plain(" → ")
        .strong(titles(&change.into))
}
