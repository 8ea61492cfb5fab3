//! `JUnit` XML, as most CI systems read it: an event, or somebody's history, is a suite, a topic a
//! case, and an open contradiction a failure.
//!
//! Held to the schema that Jenkins publishes.

use std::collections::HashMap;
use std::io::{self, Write};

use super::selection::Selection;
use super::text::{LONGEST, clip, inert};
use super::{weighed, words};
use crate::codebook::Verdict;
use crate::view::{Index, State, Topic};

/// The topics of an event or a subject.
struct Suite<'a> {
    id: &'a str,
    title: &'a str,
    topics: Vec<&'a Topic<'a>>,
}

/// Writes the selected topics, those of the worst suite first.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let counts = counts(&selection.topics);
    writeln!(out, "<testsuites name=\"rashomon\" {counts}>")?;
    for (number, suite) in suites(selection).iter().enumerate() {
        let name = plain(&format!("{} [{}]", suite.title, suite.id));
        let counts = self::counts(&suite.topics);
        writeln!(out, "  <testsuite name=\"{name}\" {counts}>")?;
        if number == 0 && !selection.left_out.is_empty() {
            not_shown(&selection.left_out, out)?;
        }
        for topic in &suite.topics {
            case(suite.id, topic, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn suites<'a>(selection: &Selection<'a>) -> Vec<Suite<'a>> {
    let index = Index::new(selection.report);
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut suites: Vec<Suite> = Vec::new();
    for &topic in &selection.topics {
        let id = topic.event.as_deref().or(topic.subject.as_deref());
        let id = id.unwrap_or_default();
        let place = *places.entry(id).or_insert(suites.len());
        if place == suites.len() {
            let title = index.scene(topic).unwrap_or_default();
            let topics = Vec::new();
            suites.push(Suite { id, title, topics });
        }
        suites[place].topics.push(topic);
    }
    suites
}

fn counts(topics: &[&Topic<'_>]) -> String {
    let failures = topics.iter().filter(|t| t.state == State::Open).count();
    let tests = topics.len();
    format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\"")
}

fn not_shown(told: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <properties>")?;
    for told in told {
        let told = plain(told);
        writeln!(out, "      <property name=\"not shown\" value=\"{told}\"/>")?;
    }
    writeln!(out, "    </properties>")
}

fn case(home: &str, topic: &Topic<'_>, out: &mut dyn Write) -> io::Result<()> {
    let name = plain(&words::topic(&topic.attribute, topic.thing().as_deref()));
    let home = plain(home);
    write!(out, "    <testcase name=\"{name}\" classname=\"{home}\"")?;
    if topic.state != State::Open {
        return writeln!(out, "/>");
    }
    let mark = plain(&words::mark(topic.verdict, topic.severity));
    let failure = format!("<failure type=\"contradiction\" message=\"{mark}\">");
    let told = told(topic).join("\n");
    writeln!(out, ">\n      {failure}{told}</failure>\n    </testcase>")
}

/// Why it fails, and what stands, in lines.
fn told(topic: &Topic<'_>) -> Vec<String> {
    let entries = topic.between.iter();
    let grave = entries.filter(|d| d.verdict == Verdict::Contradiction);
    let why = grave.map(|d| format!("{} [{}]", d.why, d.id));
    let stands = topic.answer.as_ref().map(weighed::stands);
    why.chain(stands).map(|line| plain(&line)).collect()
}

/// Text that only prints, and is no markup.
fn plain(text: &str) -> String {
    inert(&clip(text, LONGEST))
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::canned;
    use super::super::text::acts;
    use super::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    /// The names of the elements, of well-formed XML.
    fn elements(text: &str) -> Vec<String> {
        let (mut reader, mut names, mut open) = (Reader::from_str(text), Vec::new(), 0);
        loop {
            let event = reader.read_event().unwrap();
            match &event {
                Event::Eof => break,
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            if let Event::Start(tag) | Event::Empty(tag) = event {
                for attribute in tag.attributes() {
                    let value = String::from_utf8(attribute.unwrap().value.to_vec()).unwrap();
                    quick_xml::escape::unescape(&value).unwrap();
                }
                names.push(String::from_utf8(tag.name().0.to_vec()).unwrap());
            }
        }
        assert_eq!(open, 0, "every element is closed");
        names
    }

    #[test]
    fn a_topic_is_a_case_and_an_open_contradiction_a_failure() {
        let report = canned::report();
        let mut selection = Selection::all(&report);
        selection
            .left_out
            .push("<b> & \"c\" are left out.".to_owned());
        let mut out = Vec::new();
        write(&selection, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(!text.chars().any(|c| c != '\n' && acts(c)));
        let names = elements(&text);
        let count = |name: &str| names.iter().filter(|n| *n == name).count();
        assert_eq!(count("testcase"), report.topics.len());
        assert_eq!(count("failure"), report.summary.topics.open);
        assert_eq!(count("property"), 1);
        assert!(text.contains("tests=\"14\" failures=\"3\" errors=\"0\""));
        assert!(text.contains("&lt;b&gt; &amp; &quot;c&quot; are left out."));
        assert!(text.contains("[f-02killed19vs23]\nWhat stands: 19 to 23"));
    }
}
