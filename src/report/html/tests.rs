use super::super::canned;
use super::*;
use crate::report::text;

fn printed(full: Full) -> String {
    let report = canned::report();
    let theme = Theme::new(Vec::new(), None).unwrap();
    let mut out = Vec::new();
    write(&Selection::all(&report), &theme, full, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn nothing_that_a_claim_holds_is_markup() {
    let page = printed(Full::Light);
    assert!(!page.chars().any(|c| c != '\n' && text::acts(c)));
    assert_eq!(page.matches("<script").count(), 1);
    for raw in ["<img", "<b>", "href=\"javascript", "href=\"http"] {
        assert!(!page.contains(raw), "{raw}");
    }
}

#[test]
fn every_event_topic_and_pair_has_one_anchor_in_full_or_in_a_line() {
    let report = canned::report();
    for full in [Full::Light, Full::Events(1), Full::Events(0)] {
        let page = printed(full);
        let events = report.events.iter().map(|e| &e.id);
        let topics = report.topics.iter().map(|t| &t.id);
        let pairs = report
            .topics
            .iter()
            .flat_map(|t| t.between.iter().map(|b| &b.id));
        for id in events.chain(topics).chain(pairs) {
            let anchor = format!("id=\"{id}\"");
            assert_eq!(page.matches(&anchor).count(), 1, "{id} with {full:?}");
        }
    }
}

#[test]
fn what_is_folded_is_said() {
    let all = canned::report().events.len();
    assert!(!printed(Full::Events(all)).contains("a line each"));
    let page = printed(Full::Events(1));
    assert!(page.contains(&format!("{} more events, a line each", all - 1)));
}

#[test]
fn a_template_and_a_style_sheet_may_be_replaced() {
    let own = "{{ counts.events }} events {{ full[0].title }} {{ style }}".to_owned();
    let own = vec![("page.html".to_owned(), own)];
    let theme = Theme::new(own, Some("body{}".to_owned())).unwrap();
    let mut report = canned::report();
    report.events[0].title = "<i>\u{202e}".into();
    let mut out = Vec::new();
    write(&Selection::all(&report), &theme, Full::Light, &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    assert_eq!(
        page,
        format!(
            "{} events &lt;i&gt;\\u{{202e}} body{{}}",
            report.events.len()
        )
    );
}
