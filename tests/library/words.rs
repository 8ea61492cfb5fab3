//! Articles by what their words tell: made-up stories, each told by two outlets or more.

use rashomon::codebook::Codebook;
use rashomon::extract::{Article, DraftClaim, Extractor};
use rashomon::ingest;
use rashomon::pipeline::{ClaimsSet, Reconciliation, reconcile};

/// A ferry aground, as two papers tell it; neither tells of anything that the extractor drafts.
const FERRY: [(&str, &str); 2] = [
    (
        "Ferry Morwenna stuck on Gannet shoal",
        "The ferry Morwenna sat on the Gannet shoal off Pellworth on Tuesday night with eighty passengers aboard. \
         Skipper Ansgar Lindqvist had steered too close, coastguard officer Maeve Trelawny said. Lifeboats from \
         Pellworth and Saltash took everyone ashore before dawn. Divers look at the hull, the harbour stays \
         closed, and Brightwater Lines, who own the Morwenna, suspended their timetable until the weekend.",
    ),
    (
        "Passengers of the Morwenna home by breakfast",
        "Eighty people were home for breakfast after the Morwenna touched the Gannet shoal near Pellworth. \
         Brightwater Lines praised skipper Ansgar Lindqvist, who had called the coastguard at once. Officer Maeve \
         Trelawny told reporters that lifeboats from Saltash needed three trips. Divers will look at the ferry's \
         hull; the timetable is suspended, and the harbour is shut until the weekend.",
    ),
];

/// Two shootings in one town on one day.
const SHOOTINGS: [(&str, &str); 3] = [
    (
        "Baker killed in Tarrowgate shooting",
        "A man was shot dead on Tuesday morning outside a bakery on Lantern Row in Tarrowgate, police said. The \
         victim was Ignatz Merriwether, 52, who had kept the bakery for twenty years. Neighbour Philippa Okonjo \
         heard three shots and saw a grey van drive towards the Corn Exchange. Detective Lorcan Beaumont asked for \
         film from the dashboards of taxis. Merriwether leaves a wife, Solveig, and two sons.",
    ),
    (
        "Grey van sought after death of Ignatz Merriwether",
        "Detectives in Tarrowgate are looking for a grey van after Ignatz Merriwether was shot dead at his bakery on \
         Lantern Row on Tuesday. Philippa Okonjo, who lives next door, heard three shots. The van was seen at the Corn \
         Exchange, detective Lorcan Beaumont said, and asked taxis for their film. Solveig Merriwether said that \
         her husband had no enemies.",
    ),
    (
        "Student dies in shooting at Tarrowgate lido",
        "A student was shot dead on Tuesday evening at the lido in Tarrowgate, police said. Wilhelmina Castellanos, 19, \
         of Juniper Court, was swimming with friends from the polytechnic when somebody fired from the bushes. Lifeguard \
         Barnaby Oyelaran pulled her from the water. Inspector Thandeka Rasmussen said that a rifle was found near \
         the pavilion and that a youth of seventeen is being questioned.",
    ),
];

fn article(number: usize, (title, text): (&str, &str), day: u32) -> Article {
    Article {
        id: format!("a{number}"),
        outlet: Some(format!("Paper {number}")),
        published: Some(format!("2024-03-{day:02}")),
        title: Some(title.to_owned()),
        text: text.to_owned(),
        ..Article::default()
    }
}

fn drafts(article: &Article) -> Vec<DraftClaim> {
    Extractor::builtin()
        .unwrap()
        .extract(article)
        .kept(|_| true)
}

fn run<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Reconciliation {
    let claims = articles.into_iter().flat_map(drafts);
    let lines: Vec<String> = claims
        .map(|claim| serde_json::to_string(&claim).unwrap())
        .collect();
    let codebook = Codebook::builtin();
    let read = ingest::read_lines("test", lines.join("\n").as_bytes(), &codebook);
    assert!(read.faults.is_empty(), "{:?}", read.faults);
    reconcile(ClaimsSet {
        claims: read.claims,
        codebook,
        ..ClaimsSet::default()
    })
}

/// The documents of every event.
fn events(made: &Reconciliation) -> Vec<Vec<&str>> {
    let document = |&claim: &u32| &*made.claims[claim as usize].document.id;
    let documents = |event: &rashomon::link::Event| event.claims.iter().map(document).collect();
    made.linkage.events.iter().map(documents).collect()
}

#[test]
fn articles_that_draft_nothing_are_linked_by_their_words() {
    let articles = [0, 1].map(|n| article(n, FERRY[n], 13));
    for article in &articles {
        let [bare] = &drafts(article)[..] else {
            panic!("more than one draft of {}", article.id);
        };
        assert!(bare.is_bare() && bare.assertions.is_empty());
        assert!(
            bare.event.words.starts_with("Morwenna ") || bare.event.words.contains(" Morwenna ")
        );
    }
    let made = run(&articles);
    assert_eq!(events(&made), [["a0", "a1"]]);
    let report = made.report();
    assert!(report.topics.is_empty());
    assert_eq!(
        report.events[0].title,
        "Event of which nothing is told: Paper 0 and 1 other, 13 March 2024"
    );
    assert!(report.notes.iter().any(|note| note.kind == "bare account"));
}

#[test]
fn two_shootings_of_one_town_and_day_stay_apart() {
    let articles: Vec<Article> = (0..3).map(|n| article(n, SHOOTINGS[n], 13)).collect();
    assert_eq!(events(&run(&articles)), [vec!["a0", "a1"], vec!["a2"]]);
}

#[test]
fn other_stories_change_nothing() {
    let ferry = [0, 1].map(|n| article(n, FERRY[n], 13));
    let all = ferry
        .iter()
        .cloned()
        .chain((0..3).map(|n| article(n + 2, SHOOTINGS[n], 13)));
    let all: Vec<Article> = all.collect();
    let alone = run(&ferry);
    let beside = run(&all);
    let backwards = run(all.iter().rev());
    assert!(events(&beside).contains(&vec!["a0", "a1"]));
    assert_eq!(alone.linkage.events[0].id, beside.linkage.events[0].id);
    assert_eq!(events(&beside), events(&backwards));
}

#[test]
fn the_years_ferry_is_another() {
    let articles = [article(0, FERRY[0], 1), article(1, FERRY[1], 28)];
    assert_eq!(events(&run(&articles)).len(), 2);
}

#[test]
fn one_event_of_an_article_has_its_words() {
    let (title, text) = SHOOTINGS[0];
    let text = format!(
        "{text} In January two women died in a bus crash near Quillhaven. In 2019 a bomb killed four soldiers in Oster."
    );
    let drafts = drafts(&article(0, (title, &text), 13));
    assert!(drafts.len() > 1, "{drafts:?}");
    let have: Vec<bool> = drafts
        .iter()
        .map(|claim| !claim.event.words.is_empty())
        .collect();
    assert!(have[0] && have[1..].iter().all(|has| !has), "{have:?}");
}

#[test]
fn an_arrest_leaves_the_words_to_what_it_is_for() {
    let text = "Police arrested Dmitri Halloway on Monday. He shot two men dead at the Coral Inn in Brackwater on Sunday, \
                inspector Naledi Forsythe said.";
    let drafts = drafts(&article(0, ("Arrest in Brackwater", text), 13));
    let kinds: Vec<_> = drafts
        .iter()
        .map(|c| (c.event.kind.as_deref(), c.event.words.is_empty()))
        .collect();
    let of = |arrest: bool| {
        kinds
            .iter()
            .find(|(kind, _)| (*kind == Some("arrest")) == arrest)
    };
    assert!(of(true).is_none_or(|(_, none)| *none), "{kinds:?}");
    assert!(of(false).is_some_and(|(_, none)| !none), "{kinds:?}");
}

#[test]
fn an_article_in_a_language_that_is_not_read_is_no_account() {
    let german =
        "Der Minister hat am Montag in Köln die neue Brücke eröffnet; drei Jahre wurde gebaut.";
    assert!(drafts(&article(0, ("Brücke", german), 13)).is_empty());
    let told = Article {
        language: Some("de".to_owned()),
        ..article(0, FERRY[0], 13)
    };
    assert!(drafts(&told).is_empty());
}
