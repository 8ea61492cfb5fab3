//! Which accounts are of one event: stories as the press and registers tell them, in rows of
//! id, outlet, day of publication, kind, time, place, sides, and counts.

use rashomon::codebook::Codebook;
use rashomon::ingest;
use rashomon::pipeline::{ClaimsSet, reconcile};
use serde_json::{Value, json};

/// An account: what stands between bars, lists parted by semicolons; "killed 3, wounded 9", and
/// "victim NAME" for one who is killed. Without a day of publication it stands in no document.
fn claim(row: &str) -> Value {
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    let [id, outlet, published, kind, when, place, sides, told] = cells[..] else {
        panic!("{row}: {} cells", cells.len());
    };
    let list = |text: &str| -> Vec<Value> {
        let items = text
            .split(';')
            .map(str::trim)
            .filter(|item| !item.is_empty());
        items
            .map(|item| point(item).unwrap_or_else(|| json!(item)))
            .collect()
    };
    let assertions: Vec<Value> = told
        .split(',')
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(assertion)
        .collect();
    let mut claim = json!({
        "id": id, "outlet": outlet, "assertions": assertions,
        "event": {"kind": kind, "when": when, "where": list(place), "actors": list(sides)},
    });
    if !published.is_empty() {
        let (day, corrects) = published
            .split_once(" corrects ")
            .unwrap_or((published, ""));
        claim["document"] = json!({"id": id, "published": day});
        if !corrects.is_empty() {
            claim["document"]["corrects"] = json!(corrects);
        }
    }
    claim
}

/// "@1.5/-2" as coordinates.
fn point(text: &str) -> Option<Value> {
    let (lat, lon) = text.strip_prefix('@')?.split_once('/')?;
    Some(json!({"lat": lat.parse::<f64>().unwrap(), "lon": lon.parse::<f64>().unwrap()}))
}

fn assertion(text: &str) -> Value {
    let (attribute, value) = text.split_once(' ').unwrap();
    match attribute {
        "victim" => json!({"attribute": "status", "of": value, "value": "killed"}),
        _ => json!({"attribute": attribute, "value": value}),
    }
}

/// The events of a story, as the ids of their claims.
fn events(story: &str) -> Vec<String> {
    let rows = story.lines().map(str::trim).filter(|row| !row.is_empty());
    let lines: Vec<String> = rows.map(|row| claim(row).to_string()).collect();
    let codebook = Codebook::builtin();
    let read = ingest::read_lines("story", lines.join("\n").as_bytes(), &codebook);
    assert_eq!(read.faults, [], "{story}");
    let run = reconcile(ClaimsSet {
        claims: read.claims,
        codebook,
        ..ClaimsSet::default()
    });
    let ids = |claims: &Vec<u32>| {
        let ids: Vec<&str> = claims
            .iter()
            .map(|&c| &*run.claims[c as usize].id)
            .collect();
        ids.join(" ")
    };
    run.linkage
        .events
        .iter()
        .map(|event| ids(&event.claims))
        .collect()
}

fn told(story: &str, expected: &[&str]) {
    assert_eq!(events(story), expected, "{story}");
}

#[test]
fn days_that_recur() {
    // Daily shelling, two outlets each day.
    told(
        "a1 | A | 2023-05-02 | shelling | 2023-05-01 | Vosk; Donets Oblast; Ukraine | Russia | killed 3
         b1 | B | 2023-05-02 | shelling | 2023-05-01 | Vosk; Ukraine | Russian forces | killed at least 3
         a2 | A | 2023-05-03 | shelling | 2023-05-02 | Vosk; Donets Oblast; Ukraine | Russia | killed 5
         b2 | B | 2023-05-03 | shelling | 2023-05-02 | Vosk; Ukraine | Russian forces | killed 5",
        &["a1 b1", "a2 b2"],
    );
    // Daily shelling, one outlet a day.
    told(
        "a1 | A | 2023-05-02 | shelling | 2023-05-01 | Vosk; Ukraine | Russia | killed 3
         b2 | B | 2023-05-03 | shelling | 2023-05-02 | Vosk; Ukraine | Russia | killed 7",
        &["a1", "b2"],
    );
    // Daily protest, one outlet a day no toll.
    told(
        "a1 | A | 2023-05-01 | protest | 2023-05-01 | Lima; Peru | teachers | arrested 12
         b2 | B | 2023-05-02 | protest | 2023-05-02 | Lima; Peru | teachers | arrested 40",
        &["a1", "b2"],
    );
    // Two shootings one city one night.
    told(
        "a1 | A | 2022-07-10 | shooting | 2022-07-09 | Chicago; Illinois; United States |  | killed 1, wounded 3
         a2 | A | 2022-07-10 | shooting | 2022-07-09 | Chicago; Illinois; United States |  | killed 2, wounded 0
         b1 | B | 2022-07-10 | shooting | 2022-07-09 | Chicago; Illinois; United States |  | killed 1, wounded 3
         b2 | B | 2022-07-10 | shooting | 2022-07-09 | Chicago; Illinois; United States |  | killed 2, wounded 0",
        &["a1 b1", "a2 b2"],
    );
    // Two airstrikes in two villages of one district.
    told(
        "a | A | 2016-03-02 | airstrike | 2016-03-02 | Kafr Nab; Idlib; Syria | Russia | killed 4
         b | B | 2016-03-02 | airstrike | 2016-03-02 | Maarat; Idlib; Syria | Russia | killed 11",
        &["a", "b"],
    );
}

#[test]
fn one_event_told_apart() {
    // Wrong day by one of many.
    told(
        "a | A | 2021-03-05 | attack | 2021-03-04 | Kolo; Mali | JNIM | killed 9
         b | B | 2021-03-05 | attack | 2021-03-04 | Kolo; Mali | JNIM | killed 9
         c | C | 2021-03-06 | attack | 2021-03-04 | Kolo; Mali | JNIM | killed 10
         d | D | 2021-03-06 | attack | 2021-03-05 | Kolo; Mali | JNIM | killed 11",
        &["a b c d"],
    );
    // Follow-up weeks later rising toll.
    told(
        "a | A | 2021-03-05 | bombing | 2021-03-04 | Sarmin; Idlib; Syria |  | killed 9
         b | A | 2021-03-28 | bombing | 2021-03-04 | Sarmin; Idlib; Syria |  | killed 21",
        &["a b"],
    );
    // Outlet corrects its day.
    told(
        "a | A | 2021-03-05 | raid | 2021-03-04 | Kolo; Mali | JNIM | killed 9
         b | A | 2021-03-06 corrects a | raid | 2021-03-03 | Kolo; Mali | JNIM | killed 12",
        &["a b"],
    );
    // Victim under neighbouring towns.
    told(
        "a | A | 2020-01-02 | killing | 2020-01-01 | Dal; Uruga |  | killed 1, victim Peter Amsel
         b | B | 2020-01-02 | killing | 2020-01-01 | Mor; Uruga |  | killed 1, victim Peter Amsel",
        &["a b"],
    );
    // Campaign totals, other dates.
    told(
        "a | UN | 2014-08-06 | shelling | 2014-07-08/2014-08-26 | Strip |  | 
         b | UN | 2014-08-10 | shelling | 2014-07-08/2014-08-26 | Strip |  | ",
        &["a b"],
    );
}

#[test]
fn places_by_hierarchy() {
    // Bombing by county and by town.
    told(
        "a | A | 2019-01-21 | bombing | 2019-01-20 | Tol; Wajir County; Kenya | Al-Shabaab | killed 4
         b | B | 2019-01-21 | bombing | 2019-01-20 | Wajir County; Kenya | Al-Shabaab | killed 4",
        &["a b"],
    );
    // Bombing by county and unplaced town.
    told(
        "a | A | 2019-01-21 | bombing | 2019-01-20 | Tol; Kenya | Al-Shabaab | killed 4, wounded 9
         b | B | 2019-01-21 | bombing | 2019-01-20 | Wajir County; Kenya | Al-Shabaab | killed 4, wounded 9",
        &["a b"],
    );
    // Near X.
    told(
        "a | A | 2019-01-21 | attack | 2019-01-20 | near Marsa; Chad |  | killed 14
         b | B | 2019-01-21 | attack | 2019-01-20 | Marsa; Chad |  | killed 14",
        &["a b"],
    );
    // 20 km north of X.
    told(
        "a | A | 2019-01-21 | attack | 2019-01-20 | 20 km north of Marsa; Chad | Boko Haram | killed 14
         b | B | 2019-01-21 | attack | 2019-01-20 | Marsa; Chad | Boko Haram | killed 14",
        &["a b"],
    );
    // City and its oblast 2.
    told(
        "a | A | 2023-08-01 | airstrike | 2023-08-01 | Kharkiv; Ukraine | Russia | killed 6
         b | B | 2023-08-01 | airstrike | 2023-08-01 | Izium; Kharkiv Oblast; Ukraine | Russia | killed 2",
        &["a", "b"],
    );
    // City in governorate, one strike.
    told(
        "a | A | 2016-08-01 | airstrike | 2016-08-01 | Aleppo; Syria | Russia | killed 23
         b | B | 2016-08-01 | airstrike | 2016-08-01 | Aleppo; Aleppo Governorate; Syria | Russia | killed 23",
        &["a b"],
    );
    // Capital phrase.
    told(
        "a | A | 2021-08-27 | bombing | 2021-08-26 | the Afghan capital | ISIS-K | killed at least 90
         b | B | 2021-08-27 | bombing | 2021-08-26 | Kabul; Afghanistan | ISIS-K | killed 95",
        &["a b"],
    );
    // Two towns of one name, provinces.
    told(
        "a | A | 2020-01-02 | attack | 2020-01-01 | Amra; Ninawa Province; Iraq | ISIS | killed 2
         b | B | 2020-01-02 | attack | 2020-01-01 | Amra; Anbar Province; Iraq | ISIS | killed 6",
        &["a", "b"],
    );
    // Elections by county.
    told(
        "a | A | 2020-11-04 | election | 2020-11-03 | Iron County; Michigan; United States |  | 
         b | B | 2020-11-04 | election | 2020-11-03 | Iron County; Wisconsin; United States |  | ",
        &["a", "b"],
    );
    // Elections by state.
    told(
        "a | A | 2020-11-04 | election | 2020-11-03 | Ohio; United States |  | outcome A won
         b | B | 2020-11-04 | election | 2020-11-03 | Michigan; United States |  | outcome B won",
        &["a", "b"],
    );
}

#[test]
fn states_and_their_codes() {
    // Columbus x2.
    told(
        "a | A |  | killing | 2015-10-15 | Columbus; OH; United States |  | killed 1
         b | B |  | killing | 2015-10-15 | Columbus; Mississippi; United States |  | killed 1
         d | D |  | killing | 2015-10-15 | Columbus; Ohio |  | killed 1",
        &["a d", "b"],
    );
    // Georgia.
    told(
        "a | A | 2020-01-02 | killing | 2020-01-01 | Rome; Georgia; United States |  | killed 2
         b | B | 2020-01-02 | killing | 2020-01-01 | Rustavi; Georgia |  | killed 2",
        &["a", "b"],
    );
    // Georgia state one town.
    told(
        "a | A | 2020-01-02 | killing | 2020-01-01 | Macon; Georgia; United States |  | killed 2
         b | B | 2020-01-02 | killing | 2020-01-01 | Macon; GA |  | killed 2",
        &["a b"],
    );
    // Washington state/DC.
    told(
        "a | A | 2020-01-02 | shooting | 2020-01-01 | Spokane; Washington; United States |  | killed 2
         b | B | 2020-01-02 | shooting | 2020-01-01 | Washington; District of Columbia; United States |  | killed 2",
        &["a", "b"],
    );
    // Washington D.C. spelled.
    told(
        "a | A | 2020-01-02 | shooting | 2020-01-01 | Washington; DC |  | killed 2, wounded 5
         b | B | 2020-01-02 | shooting | 2020-01-01 | Washington; District of Columbia; United States |  | killed 2, wounded 5",
        &["a b"],
    );
}

#[test]
fn places_by_coordinates() {
    // Earthquake UTC and local day.
    told(
        "a | USGS | 2018-09-29 | earthquake | 2018-09-28 | Palu; Indonesia; @-0.9/119.87 |  | killed at least 30
         b | Local | 2018-09-29 | earthquake | 2018-09-29 | Donggala; Indonesia; @-0.68/119.74 |  | killed 48",
        &["a b"],
    );
    // Two quakes one country one day far.
    told(
        "a | A | 2023-02-07 | earthquake | 2023-02-06 | Van; Turkey; @38.5/43.4 |  | killed 5
         b | B | 2023-02-07 | earthquake | 2023-02-06 | Izmir; Turkey; @38.4/27.1 |  | killed 15",
        &["a", "b"],
    );
    // Two towns of one name, one country, far.
    told(
        "a | A | 2020-01-02 | flood | 2020-01-01 | San Juan; Peru; @-15.3/-75.1 |  | killed 2
         b | B | 2020-01-02 | flood | 2020-01-01 | San Juan; Peru; @-6.0/-78.9 |  | killed 6",
        &["a", "b"],
    );
    // Coordinates only.
    told(
        "a | A |  | accident | 2012-01-02 | @39.1415/-76.8875 |  | killed 1
         b | B |  | accident | 2012-01-02 | @39.1415/-76.8876 |  | killed 1",
        &["a b"],
    );
    // Far same name.
    told(
        "a | A |  | accident | 2012-01-01 | Maryland; @39.15/-75.98 |  | killed 2
         b | B |  | accident | 2012-01-01 | Maryland; @38.99/-76.9 |  | killed 1",
        &["a", "b"],
    );
    // Suburb same coordinates.
    told(
        "a | A |  | killing | 2014-05-23 | Goleta; California; United States; @34.414/-119.85 |  | killed 3, wounded 7
         b | B |  | killing | 2014-05-23 | Isla Vista; California; United States; @34.414/-119.85 |  | killed 3, wounded 7",
        &["a b"],
    );
    // Sign error of longitude.
    told(
        "a | NOAA |  | disaster | 2018-01-14 | Yauca; Peru; @-15.768/-74.709 |  | killed 2
         b | EMDAT |  | disaster | 2018-01-14 | Yauca; Peru; @-15.759/74.71 |  | killed 2",
        &["a b"],
    );
}

#[test]
fn registers_name_the_nearest_place() {
    // Crash, airline, no common name.
    told(
        "a | A | 2004-10-06 | crash | 2004-10-05 | Heglig; Sudan | Sarit Airlines | killed 4
         b | B | 2004-10-06 | crash | 2004-10-05 | Kaduqli; Sudan | Sarit Airlines | killed 4",
        &["a b"],
    );
    // A town, and its airport, cut short.
    told(
        "a | A |  | accident | 1996-03-11 | Karachi; Pakistan | Blue Wings | killed 16
         b | B |  | accident | 1996-03-11 | Karachi Internat; Pakistan | Sky Cargo | killed 20",
        &["a b"],
    );
    // A town by its state, and by state and country.
    told(
        "a | A |  | accident | 1996-03-11 | Magdalena; New Mexico | Blue Wings | killed 6
         b | B |  | accident | 1996-03-11 | Magdalena, NM; USA | Sky Cargo | killed 6",
        &["a b"],
    );
    // A town that sounds like a country does not move that country into its own.
    told(
        "a | A |  | disaster | 1986-09-13 | Kalami; Greece | | killed 20, wounded 300
         b | B |  | disaster | 1986-09-13 | Kalamata; Greece | | killed 20, wounded 300
         c | B |  | disaster | 1982-06-16 | Garze; China | | killed 10",
        &["a b", "c"],
    );
    // A county, and a town of its state; on another day, another shooting.
    told(
        "a | A |  | killing | 2015-01-14 | Franklin County; MO; United States | police | killed 1
         b | B |  | killing | 2015-01-14 | Robertsville; MO; United States | police | killed 1
         c | B |  | killing | 2015-01-19 | Joplin; MO; United States | police | killed 1",
        &["a b", "c"],
    );
    // Plane: airport and village.
    told(
        "a | A | 1999-05-05 | crash | 1999-05-04 | Nambe Airport; Peru | Aerolid | killed 12
         b | B | 1999-05-05 | crash | 1999-05-04 | Ocora; Peru | Aerolid | killed 12",
        &["a b"],
    );
}
