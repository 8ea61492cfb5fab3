//! Every string of a claim is data: `claims/inert` is full of strings that try to be something else,
//! and each format must print them so that none of them is. The page is opened in a browser as well
//! (`tests/browser.rs`).

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

use crate::root;

/// What the program prints of the hostile strings, with the passages they stand in.
fn printed(format: &str, more: &[&str]) -> String {
    let mut args = vec!["reconcile", "claims/inert", "--texts", "claims/inert/texts"];
    args.extend(["--format", format]);
    args.extend(more);
    let text = crate::printed(root(), &args);
    let acts = |c: &char| *c != '\n' && rashomon::report::text::acts(*c);
    let acting: Vec<char> = text.chars().filter(acts).collect();
    assert!(acting.is_empty(), "{format}: {acting:?}");
    text
}

/// Every string in a JSON value.
fn strings(value: &Value, each: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(items) => items.iter().for_each(|v| strings(v, each)),
        Value::Object(fields) => fields.values().for_each(|v| strings(v, each)),
        _ => {}
    }
}

#[test]
fn a_table_moves_no_cursor() {
    // Colours are this program's own; those are taken off before it is looked at.
    let text = printed("table", &["--color", "never"]);
    assert!(text.contains("\\u{1b}[31malive") && text.contains("\\u{202e}"));
    printed("summary", &["--color", "never", "--limit", "0"]);
}

#[test]
fn markdown_holds_no_markup_of_a_claim() {
    let text = printed("markdown", &[]);
    let mut heading = false;
    for event in Parser::new_ext(
        &text,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => assert_eq!(&*html, "<!-- -->"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                panic!("a link to {dest_url}")
            }
            Event::Start(Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::Strikethrough) => {
                panic!("a block that no report has: {event:?}")
            }
            Event::Start(Tag::Heading { .. }) => heading = true,
            Event::End(_) => heading = false,
            Event::Text(words) if heading => assert!(!words.starts_with("Not a heading")),
            _ => {}
        }
    }
    assert!(!text.contains("@everyone") && !text.contains("https://"));
}

#[test]
fn every_row_of_a_markdown_table_has_as_many_cells() {
    let text = printed("markdown", &[]);
    let (mut cells, mut width) = (0, None);
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Table(columns)) => width = Some(columns.len()),
            Event::Start(Tag::TableRow | Tag::TableHead) => cells = 0,
            Event::Start(Tag::TableCell) => cells += 1,
            Event::End(pulldown_cmark::TagEnd::TableRow) => assert_eq!(Some(cells), width),
            _ => {}
        }
    }
    assert!(width.is_some());
}

#[test]
fn html_runs_and_links_nothing_of_a_claim() {
    let page = printed("html", &[]);
    for raw in [
        "<img",
        "onerror=\"",
        "href=\"javascript",
        "<details open ontoggle",
        "alert(1)</script>",
        "\"><b>",
        "</style><",
        " onmouseover=\"",
        " onload=\"",
        "href=\"data:text",
        "'onclick='",
        "<svg/",
        "<!--",
    ] {
        assert!(!page.contains(raw), "{raw}");
    }
    assert_eq!(page.matches("<script").count(), 1);
    // A template in a claim is not one of ours, and an honest address is linked.
    assert!(page.contains("{{ 7 * 7 }}") && page.contains("href=\"https://sahel.example/1\""));
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    for format in ["csv", "pairs", "matrix"] {
        let text = printed(format, &[]);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut marked = 0;
        for record in reader.records() {
            for cell in &record.unwrap() {
                let first = cell.trim_start().chars().next();
                let formula = first.is_some_and(|c| "=+-@\t\r|%".contains(c));
                assert!(!formula, "{format}: {cell}");
                marked += usize::from(cell.starts_with('\''));
            }
        }
        assert!(marked > 0, "{format} met no formula at all");
    }
}

#[test]
fn json_says_every_string_as_it_is_and_escapes_what_acts() {
    let report: Value = serde_json::from_str(&printed("json", &[])).unwrap();
    let mut met = false;
    strings(&report, &mut |text| met |= text.contains('\u{202e}'));
    assert!(met, "the contract's strings are those of the claims");
}

#[test]
fn sarif_has_no_link_and_no_placeholder() {
    let log: Value = serde_json::from_str(&printed("sarif", &[])).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        let text = result["message"]["text"].as_str().unwrap();
        // The links are the program's own, to the other accounts.
        // SARIF 2.1.0, 3.11.5 and 3.11.6: a bracket is escaped by a backslash, a brace by another.
        let bare = text
            .replace("\\\\", "")
            .replace("\\[", "")
            .replace("\\]", "");
        let (told, links) = bare.split_once(" Other accounts: ").unwrap_or((&bare, ""));
        let links = links.trim_end_matches('.').split("), ");
        let links: Vec<&str> = links.filter(|link| !link.is_empty()).collect();
        for (number, link) in (1..).zip(&links) {
            let (label, target) = link.split_once("](").unwrap();
            assert_eq!(target.trim_end_matches(')'), number.to_string(), "{text}");
            let label = label.strip_prefix('[').unwrap();
            assert!(!label.contains(['[', ']']), "{text}");
        }
        let bare = told;
        assert!(!bare.contains(['[', ']']), "{text}");
        let bare = bare.replace("{{", "").replace("}}", "");
        assert!(!bare.contains(['{', '}']), "{text}");
        assert!(result["message"].get("markdown").is_none());
    }
    strings(&log, &mut |text| {
        assert!(!text.starts_with("javascript:"), "{text}");
    });
}

#[test]
fn junit_has_no_element_of_a_claim() {
    let text = printed("junit", &[]);
    let raw = [
        "<script",
        "<img",
        "<b>",
        "<failure/>",
        "]]>",
        "<details",
        "\u{fffe}",
    ];
    for raw in raw {
        assert!(!text.contains(raw), "{raw}");
    }
    let mut reader = quick_xml::Reader::from_str(&text);
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
}

#[test]
fn github_gets_no_command_of_a_claim() {
    for line in printed("github", &[]).lines() {
        let command = ["::error ", "::warning ", "::notice "];
        assert!(command.iter().any(|c| line.starts_with(c)), "{line}");
        // The runner undoes these escapes: what was not one of ours stays as it was.
        assert!(!line.contains("%0A") && !line.contains("%0D"), "{line}");
        let head = &line[2..2 + line[2..].find("::").unwrap()];
        let allowed = ["file=", "line=", "title="];
        let mut properties = head.split_once(' ').unwrap().1.split(',');
        assert!(
            properties.all(|p| allowed.iter().any(|a| p.starts_with(a))),
            "{head}"
        );
    }
}

#[test]
fn json_ld_names_no_address_that_runs() {
    let text = printed("jsonld", &[]);
    assert!(!text.contains('<'), "it may stand in a script of a page");
    let page: Value = serde_json::from_str(&text).unwrap();
    strings(&page, &mut |text| {
        let scheme = text.trim_start().to_lowercase();
        assert!(
            !scheme.starts_with("javascript:") && !scheme.starts_with("data:"),
            "{text}"
        );
    });
    let known = [
        "@id",
        "@type",
        "about",
        "appearance",
        "datePublished",
        "headline",
        "identifier",
        "inLanguage",
        "location",
        "name",
        "publisher",
        "startDate",
        "text",
        "url",
    ];
    for node in page["@graph"].as_array().unwrap() {
        let mut keys = node.as_object().unwrap().keys();
        assert!(keys.all(|key| known.contains(&key.as_str())), "{node}");
    }
}
