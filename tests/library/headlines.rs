//! What each story comes to, on the bundled sets and on stories as the press told them.

use rashomon::ingest::Source;
use rashomon::pipeline::{Reconciliation, Settings, run};
use rashomon::view::Index;
use rashomon::view::headline::{News, Told, headlines};

use crate::root;

/// Every story: how much it has to say, its title, and its lines; `✗` before contradictions, `|` before
/// what only stands beside.
fn stories(run: &Reconciliation) -> Vec<(News, String, Vec<String>)> {
    let report = run.report();
    let index = Index::new(&report);
    let line = |sign: &str, t: &Told<'_>| format!("{sign}{}: {}", t.label, t.text);
    let all = headlines(&index, &report.topics);
    let told = all.iter().map(|story| {
        let lines = story.answers(&index).iter().map(|t| line("", t)).collect();
        let mut lines: Vec<String> = lines;
        lines.extend(story.clashes(&index).iter().map(|t| line("✗ ", t)));
        lines.extend(story.beside(&index).iter().map(|t| line("| ", t)));
        (story.news(), story.title().to_owned(), lines)
    });
    told.collect()
}

fn bundled(set: &str) -> Vec<(News, String, Vec<String>)> {
    let path = root().join("claims").join(set);
    stories(&run(&[Source::Path(path)], &Settings::default()).unwrap())
}

fn of_table(table: &str) -> Vec<(News, String, Vec<String>)> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("claims.csv");
    std::fs::write(&file, table).unwrap();
    stories(&run(&[Source::Path(file)], &Settings::default()).unwrap())
}

#[track_caller]
fn holds(stories: &[(News, String, Vec<String>)], title: &str, news: News, line: &str) {
    let story = stories.iter().find(|(_, name, _)| name == title);
    let (found, _, lines) = story.unwrap_or_else(|| panic!("no story {title}"));
    assert_eq!(*found, news, "{title}");
    assert!(lines.iter().any(|l| l == line), "{title}: {lines:#?}");
}

#[test]
fn a_toll_that_rose_and_a_death_that_is_refuted() {
    let stories = of_table(
        "claim,outlet,document.published,event.kind,event.when,event.where,attribute,of,value,as_of,said_by\n\
         r,Reuters,2020-08-04,explosion,2020-08-04,Beirut,killed,,at least 10,,\n\
         n,NNA,2020-08-04,explosion,2020-08-04,Beirut,status,Kamal Hayek,killed,2020-08-04,\n\
         b,BBC,2020-08-10,explosion,2020-08-04,Beirut,killed,,at least 220,,Governor\n\
         l,L'Orient,2020-09-04,explosion,2020-08-04,Beirut,status,Kamal Hayek,alive,2020-09-01,\n\
         h,Human Rights Watch,2021-08-03,explosion,2020-08-04,Beirut,killed,,218,,\n",
    );
    let title = "Explosion in Beirut, 4 August 2020";
    let dead = "Dead: at least 218 (Human Rights Watch, 3 Aug 2021), rising from at least 10 (Reuters, 4 Aug 2020)";
    for line in [
        dead,
        "Kamal Hayek: alive (L'Orient, 4 Sep 2020); the death reported by NNA is refuted",
        "✗ Dead: “at least 220” (Governor, via BBC, 10 Aug 2020) against 218 (Human Rights Watch, 3 Aug 2021)",
    ] {
        holds(&stories, title, News::Open, line);
    }
    assert_eq!(stories[0].2[0], dead, "the toll comes first");
}

#[test]
fn sahel_says_what_stands_and_what_is_open() {
    let stories = bundled("sahel");
    let open = stories.iter().filter(|(news, ..)| *news == News::Open);
    assert_eq!(open.count(), 1);
    holds(
        &stories,
        "Amadou Koufa",
        News::Open,
        "✗ Status: alive as of 28 Feb 2019 (JNIM (video)) against killed (Malian army, French Ministry of the \
         Armed Forces and The Reference)",
    );
    holds(
        &stories,
        "Menaka",
        News::Explained,
        "Control: Islamic State in the Sahel (Unnamed outlet (000) and Unnamed republisher (001)); before: \
         contested and GSIM",
    );
    holds(
        &stories,
        "Clash in Talataye, 6 to 8 September 2022",
        News::Told,
        "Dead (JNIM): “dozens”, 24 to 99 (APA News, 31 Oct 2022); “some 60 members”, 48 to 72, best 60 \
         (Islamic State in the Sahel's own claim, via APA News, 31 Oct 2022)",
    );
    holds(
        &stories,
        "Killing in Menaka, March 2022",
        News::Beside,
        "| Dead (civilians): “several dozen”, 36 to 99 (APA News, 31 Oct 2022); “more than a thousand”, at \
         least 1001 (Sky News Arabia, Nov 2022 to Mar 2023): not of the same period",
    );
}

#[test]
fn one_voice_through_many_outlets_is_named_once() {
    let stories = bundled("earthquake");
    holds(
        &stories,
        "Disaster in Ayacolca, 11 June 2025",
        News::Open,
        "✗ Dead: 95 (residents, via Radio Altura, 11 Jun 2025) against 37 (San Aurelio Civil Protection, via 2 \
         outlets, 12 Jun 2025), 86 (San Aurelio Civil Protection, via 2 outlets, 15 Jun 2025) and 2 more",
    );
}

#[test]
fn two_who_claim_one_office() {
    holds(
        &bundled("election"),
        "Karvelia",
        News::Open,
        "✗ Role: Mirela Oszk: president of Karvelia as of 5 Nov 2023 (The Free Quay) against Pavel Dorin: \
         president of Karvelia as of 5 Nov 2023 (State Herald)",
    );
}
