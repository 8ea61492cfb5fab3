//! What resolution must and must not take for one thing.

use std::sync::Arc;

use proptest::prelude::*;

use crate::claim::{
    Actor, Assertion, Claim, Control, Counts, Document, EventHeader, Holds, Location, Place, Role,
    Value,
};
use crate::codebook::{Codebook, SubjectType};
use crate::names::{EntityId, Gazetteer, NameReason, Names, resolve};

/// A claim with a place and actors.
fn claim(place: &[&str], actors: &[&str]) -> Claim {
    let names: Vec<Arc<str>> = place.iter().map(|n| Arc::from(*n)).collect();
    Claim {
        id: Arc::from(format!("{place:?}{actors:?}").as_str()),
        outlet: Arc::from("Courier"),
        document: Arc::new(Document::default()),
        event: EventHeader {
            place: (!names.is_empty()).then(|| {
                Arc::new(Place {
                    names,
                    position: None,
                })
            }),
            actors: actors
                .iter()
                .map(|name| Actor {
                    name: Arc::from(*name),
                    role: None,
                })
                .collect(),
            ..EventHeader::default()
        },
        assertions: Vec::new(),
        said_by: Arc::default(),
        quote: None,
        location: Location::default(),
        details: None,
        extra: None,
    }
}

/// Adds an assertion to a claim.
fn asserting(mut claim: Claim, attribute: &str, of: &str, value: Value) -> Claim {
    let codebook = Codebook::builtin();
    claim.assertions.push(Arc::new(Assertion {
        attribute: codebook.attribute_id(attribute).unwrap(),
        of: (!of.is_empty()).then(|| Arc::from(of)),
        value,
        written: Arc::from(""),
        as_of: None,
        holds: Holds::Sometime,
        over: None,
        counts: Counts::Event,
        whom: None,
        said_by: Arc::default(),
        stance: crate::claim::Stance::Asserts,
        details: None,
        extra: None,
    }));
    claim
}

fn status(place: &[&str], person: &str) -> Claim {
    asserting(
        claim(place, &[]),
        "status",
        person,
        Value::Text(Arc::from("")),
    )
}

fn gazetteer(text: &str) -> Gazetteer {
    let (gazetteer, faults) = Gazetteer::read("g.json", text.as_bytes());
    assert_eq!(faults, []);
    gazetteer
}

fn names(claims: &[Claim], gazetteer: &Gazetteer) -> Names {
    resolve(claims, &Codebook::builtin(), gazetteer)
}

/// The most specific place of each claim.
fn places(chains: &[&[&str]]) -> (Names, Vec<EntityId>) {
    let claims: Vec<Claim> = chains.iter().map(|chain| claim(chain, &[])).collect();
    let names = names(&claims, &Gazetteer::default());
    let ids = names.claims.iter().map(|c| c.place[0]).collect();
    (names, ids)
}

/// The entity of each actor, each in a claim of its own.
fn actors(of: &[(&str, &str)], gazetteer: &Gazetteer) -> (Names, Vec<EntityId>) {
    let claims: Vec<Claim> = of
        .iter()
        .map(|(country, name)| claim(&[country], &[name]))
        .collect();
    let names = names(&claims, gazetteer);
    let ids = names.claims.iter().map(|c| c.actors[0]).collect();
    (names, ids)
}

fn persons(of: &[(&str, &str)], gazetteer: &Gazetteer) -> (Names, Vec<EntityId>) {
    let claims: Vec<Claim> = of
        .iter()
        .map(|(country, name)| status(&[country], name))
        .collect();
    let names = names(&claims, gazetteer);
    let ids = names
        .claims
        .iter()
        .map(|c| c.assertions[0].of.unwrap())
        .collect();
    (names, ids)
}

#[test]
fn spellings_of_one_place_under_one_parent() {
    for spellings in [
        &["Tessit", "Tisseit"][..],
        &["Tamalat", "Tamalt"],
        &["Intelet", "Entillet", "Intelt"],
        &["Mianka", "Mayanka", "Menaka"],
        &["Tikrit", "Tikret"],
    ] {
        let chains: Vec<Vec<&str>> = spellings.iter().map(|s| vec![*s, "Gao", "Mali"]).collect();
        let chains: Vec<&[&str]> = chains.iter().map(Vec::as_slice).collect();
        let (_, ids) = places(&chains);
        assert!(ids.iter().all(|id| *id == ids[0]), "{spellings:?}");
    }
}

#[test]
fn other_places_under_one_parent() {
    for (a, b) in [
        ("Kidal", "Gao"),
        ("Ansongo", "Ansarou"),
        ("San Manuel", "San Miguel"),
        ("Village A", "Village B"),
        ("Camp 1", "Camp 2"),
        ("Upper Nile", "Lower Nile"),
        ("New Halfa", "Old Halfa"),
    ] {
        let (names, ids) = places(&[&[a, "X", "Mali"], &[b, "X", "Mali"]]);
        assert_ne!(ids[0], ids[1], "{a} / {b}");
        assert!(names.doubt(ids[0], ids[1]).is_none(), "{a} / {b}");
    }
}

#[test]
fn a_stammered_syllable_is_a_doubt() {
    let (names, ids) = places(&[
        &["Insinsnane", "Menaka", "Mali"],
        &["Insanan", "Menaka", "Mali"],
    ]);
    assert_ne!(ids[0], ids[1]);
    assert!(names.doubt(ids[1], ids[0]).is_some());
}

#[test]
fn one_name_in_two_regions_is_two_places() {
    let (names, ids) = places(&[
        &["San Antonio", "Cavite", "Philippines"],
        &["San Antonio", "Quezon", "Philippines"],
        &["San Antonio", "Philippines"],
    ]);
    assert_ne!(ids[0], ids[1]);
    assert!(ids[2] != ids[0] && ids[2] != ids[1]);
    assert!(names.doubt(ids[2], ids[0]).is_some() && names.doubt(ids[2], ids[1]).is_some());
}

#[test]
fn a_chain_that_leaves_out_names_is_the_only_place_that_fits() {
    let (names, ids) = places(&[
        &["Tin Tafgat", "Ansongo", "Gao", "Mali"],
        &["Tin Tafgat", "Mali"],
        &["Tin Tafgat", "Gao"],
        &["Tin Tafgat"],
        &["Tin Tafgat area", "Gao region", "northern Mali"],
        &["Gao", "Mali"],
        &["Bourem", "Gao", "Mali"],
    ]);
    assert!(ids[..5].iter().all(|id| *id == ids[0]), "{ids:?}");
    assert!(names.contains(ids[5], ids[0]));
    assert!(!names.contains(ids[0], ids[5]));
    assert!(!names.contains(ids[6], ids[0]));
    assert!(!names.contains(ids[0], ids[0]));
}

#[test]
fn a_town_in_a_district_of_its_name_is_within_it() {
    let (names, ids) = places(&[
        &["Monterrey", "Monterrey", "Nuevo Leon"],
        &["Monterrey", "Mexico"],
        &["Monterrey"],
        &["Nuevo Leon", "Mexico"],
    ]);
    assert_eq!(ids[1], ids[2]);
    assert_ne!(ids[0], ids[1]);
    assert!(names.contains(ids[1], ids[0]));
    assert!(names.contains(ids[3], ids[0]));
}

#[test]
fn countries_in_other_languages_and_places_called_like_them() {
    let (names, ids) = places(&[
        &["Syria"],
        &["Syrie"],
        &["Niger State", "Nigeria"],
        &["Niger"],
        &["Toluca", "México", "Mexico"],
        &["Mexico"],
    ]);
    assert_eq!(ids[0], ids[1]);
    assert_ne!(ids[2], ids[3]);
    assert!(names.contains(ids[5], ids[4]));
}

#[test]
fn regions_that_hold_the_same_places_are_one() {
    let (names, ids) = places(&[
        &["Manbij", "Aleppo", "Syria"],
        &["Azaz", "Aleppo", "Syria"],
        &["Afrin", "Aleppo", "Syria"],
        &["Manbij", "Halab", "Syria"],
        &["Azaz", "Halab", "Syria"],
        &["Afrin", "Halab", "Syria"],
        &["Homs", "Syria"],
    ]);
    assert_eq!(ids[0], ids[3]);
    assert_eq!(names.claims[0].place[1], names.claims[3].place[1]);
    assert_ne!(names.claims[0].place[1], ids[6]);
}

#[test]
fn places_named_alone_are_looked_for_near_the_event() {
    let control = |place: &[&str], of: &str| {
        asserting(
            claim(place, &[]),
            "control",
            of,
            Value::Control(Control::parse("ISIS")),
        )
    };
    let claims = [
        claim(&["San Juan", "Cavite", "Philippines"], &[]),
        claim(&["San Juan", "Quezon", "Philippines"], &[]),
        control(&["Taal", "Quezon", "Philippines"], "San Juan"),
        control(&["Manila", "Philippines"], "San Juan"),
        control(&["Gao", "Mali"], "Mianka"),
        claim(&["Menaka", "Mali"], &[]),
    ];
    let names = names(&claims, &Gazetteer::default());
    let of = |i: usize| names.claims[i].assertions[0].of.unwrap();
    assert_eq!(of(2), names.claims[1].place[0]);
    assert!(of(3) != names.claims[0].place[0] && of(3) != names.claims[1].place[0]);
    assert_eq!(of(4), names.claims[5].place[0]);
    let holder = names.claims[4].assertions[0].value.unwrap();
    assert_eq!(&*names.entity(holder).name, "ISIS");
}

#[test]
fn the_area_of_an_office_is_a_place() {
    let role = Value::Role(Role::parse("emir of JNIM in Intelet"));
    let claims = [
        asserting(
            claim(&["Gao", "Mali"], &["JNIM"]),
            "role",
            "Amadou Moussa",
            role,
        ),
        claim(&["Entillet", "Gao", "Mali"], &[]),
    ];
    let names = names(&claims, &Gazetteer::default());
    let office = &names.claims[0].assertions[0];
    assert_eq!(office.places, [names.claims[1].place[0]]);
    assert_eq!(office.value, Some(names.claims[0].actors[0]));
    assert_eq!(names.entity(office.of.unwrap()).kind, SubjectType::Person);
}

const JIHADISTS: &str = r#"{"entries": [
  {"name": "JNIM", "type": "group", "country": "Mali",
   "aliases": ["GSIM", "Nusrat al-Islam wal-Muslimin", {"name": "Al-Nusra", "context": ["Mali", "Niger"]}],
   "parents": ["al-Qaeda"]},
  {"name": "Al-Nusra Front", "type": "group", "country": "Syria",
   "aliases": [{"name": "Al-Nusra", "context": ["Syria"]}], "distinct_from": ["JNIM"]},
  {"name": "Islamic State in the Sahel", "type": "group", "aliases": ["EIS", "ISIS", "DAESH"]},
  {"name": "al-Qaeda", "type": "group"},
  {"name": "al-Naba", "type": "outlet", "organ_of": "Islamic State in the Sahel"},
  {"name": "Courier", "type": "outlet"},
  {"name": "Azanbukar", "type": "place", "country": "Mali",
   "possibly": [{"name": "Anderamboukane", "why": "the names are near"}]},
  {"name": "Anderamboukane", "type": "place", "parents": ["Menaka"], "country": "Mali", "lat": 15.4, "lon": 3.0},
  {"name": "Iyad Ag Ghali", "type": "person"}
]}"#;

#[test]
fn an_alias_means_what_its_context_says() {
    let (names, ids) = actors(
        &[
            ("Mali", "Al-Nusra"),
            ("Syria", "Al-Nusra"),
            ("Mali", "JNIM"),
            ("Syria", "Al-Nusra Front"),
            ("Yemen", "Al-Nusra"),
        ],
        &gazetteer(JIHADISTS),
    );
    assert_eq!(ids[0], ids[2]);
    assert_eq!(ids[1], ids[3]);
    assert_ne!(ids[0], ids[1]);
    assert!(![ids[0], ids[1]].contains(&ids[4]));
    assert!(names.doubt(ids[4], ids[0]).is_some() && names.doubt(ids[4], ids[1]).is_some());
    assert!(
        names
            .explain(ids[0])
            .contains("\"Al-Nusra\" (1 claim): the gazetteer lists it for Mali")
    );
}

#[test]
fn listed_names_in_other_words() {
    let (_, ids) = actors(
        &[
            ("Mali", "JNIM"),
            ("Mali", "Group for the Support of Islam and Muslims"),
            ("Mali", "jnim fighters"),
            ("Mali", "suspected JNIM militants"),
            ("Mali", "Nusrat el-Islam wal-Mouslimin"),
            ("Mali", "Groupe de soutien à l'islam et aux musulmans"),
        ],
        &gazetteer(JIHADISTS),
    );
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
}

#[test]
fn letters_in_brackets_and_names_that_the_world_knows() {
    let listed = gazetteer(
        r#"{"version": 1, "entries": [
            {"name": "Boko Haram", "type": "group", "country": "Nigeria", "aliases": ["Boko Haram (JAS)"]},
            {"name": "Islamic State", "type": "group", "country": "Iraq"}]}"#,
    );
    let (_, ids) = actors(
        &[
            ("Nigeria", "Boko Haram"),
            ("Nigeria", "JAS"),
            ("Chile", "JAS"),
            ("Iraq", "Islamic State"),
            ("Iraq", "Daech"),
            ("Iraq", "DAESH"),
            ("Chile", "Daesh"),
            ("Peru", "Red Path (RP)"),
            ("Peru", "Red Path"),
        ],
        &listed,
    );
    assert_eq!(ids[0], ids[1]);
    assert_ne!(ids[1], ids[2]);
    assert_eq!((ids[4], ids[5]), (ids[3], ids[3]));
    assert_ne!(ids[6], ids[3]);
    assert_eq!(ids[7], ids[8]);
    let unlisted = [
        ("Iraq", "Islamic State group"),
        ("Iraq", "Daesh"),
        ("Iraq", "ISIS"),
    ];
    let (_, ids) = actors(&unlisted, &Gazetteer::default());
    assert_eq!((ids[1], ids[2]), (ids[0], ids[0]));
}

#[test]
fn what_the_gazetteer_says_of_entries() {
    let mut one = claim(&["Azanbukar", "Mali"], &["JNIM", "EIS", "Iyad Ag Ghali"]);
    one.said_by = Arc::from([Arc::from("al-Naba")]);
    let claims = [one, claim(&["Anderamboukane", "Menaka", "Mali"], &[])];
    let names = names(&claims, &gazetteer(JIHADISTS));
    let [jnim, eis, iyad] = names.claims[0].actors[..] else {
        panic!()
    };
    let doubt = names.doubt(names.claims[0].place[0], names.claims[1].place[0]);
    assert!(doubt.is_some_and(|d| d.why.contains("the names are near")));
    assert_eq!(names.organ_of(names.claims[0].said_by[0]), Some(eis));
    assert_eq!(names.organ_of(jnim), None);
    assert_eq!(names.entity(iyad).kind, SubjectType::Person);
    let parent = names.entity(jnim).parents[0];
    assert_eq!(&*names.entity(parent).name, "al-Qaeda");
    assert!(names.contains(parent, jnim));
    assert!(names.entity(names.claims[1].place[0]).position.is_some());
    assert_eq!(names.claims[1].place[0], names.claims[1].place[0]);
    assert!(
        !names.outlets.contains_key("Courier"),
        "no claim names it but as its outlet"
    );
}

#[test]
fn outlets_that_are_parties() {
    let mut own = claim(&["Gao", "Mali"], &["al-Naba"]);
    own.outlet = Arc::from("Al Naba");
    let names = names(&[own], &gazetteer(JIHADISTS));
    assert_eq!(
        names.outlets.get("Al Naba"),
        Some(&names.claims[0].actors[0])
    );
}

#[test]
fn acronyms_mean_the_full_name_met_in_the_same_country() {
    let (_, ids) = actors(
        &[
            ("Syria", "SNA"),
            ("Syria", "Syrian National Army"),
            ("Somalia", "SNA"),
            ("Somalia", "Somali National Army"),
            ("Mali", "GSIM"),
            ("Mali", "Groupe de soutien à l'islam et aux musulmans"),
        ],
        &Gazetteer::default(),
    );
    assert_eq!(ids[0], ids[1]);
    assert_eq!(ids[2], ids[3]);
    assert_ne!(ids[0], ids[2]);
    assert_eq!(ids[4], ids[5]);
}

#[test]
fn letters_of_armies_and_of_names_in_other_languages() {
    let listed = gazetteer(
        r#"{"entries": [{"name": "SDF", "type": "group", "country": "Syria",
                         "aliases": ["Syrian Democratic Forces"]},
                        {"name": "BLA", "type": "group", "country": "Pakistan"},
                        {"name": "YPG", "type": "group", "country": "Syria",
                         "aliases": ["Unités de protection du peuple"]}]}"#,
    );
    let (_, ids) = actors(
        &[
            ("Syria", "SDF"),
            ("Syria", "FDS"),
            ("Syria", "QSD"),
            ("Mali", "FDS"),
            ("Syria", "Syrian army"),
            ("Syria", "SAA"),
            ("Syria", "People's Protection Units"),
            ("Syria", "YPG"),
            ("Mali", "People's Protection Units"),
        ],
        &listed,
    );
    assert_eq!([ids[1], ids[2]], [ids[0]; 2]);
    assert_ne!(ids[3], ids[0]);
    assert_eq!(ids[4], ids[5]);
    assert_ne!(ids[4], ids[0]);
    assert_eq!(ids[6], ids[7]);
    assert_ne!(ids[8], ids[7]);
}

#[test]
fn an_acronym_of_two_full_names_is_left_apart() {
    let (names, ids) = actors(
        &[
            ("Mali", "FLM"),
            ("Mali", "Free Lions of Macina"),
            ("Mali", "Front de libération du Macina"),
        ],
        &Gazetteer::default(),
    );
    assert!(ids[0] != ids[1] && ids[0] != ids[2]);
    assert!(names.doubt(ids[0], ids[1]).is_some());
}

#[test]
fn armies_of_states() {
    let (names, ids) = actors(
        &[
            ("Mali", "Malian army"),
            ("Mali", "armée malienne"),
            ("Mali", "the army"),
            ("Niger", "the army"),
            ("Niger", "Government of Niger"),
            ("Mali", "Syrian army"),
            ("Mali", "Free Syrian Army"),
        ],
        &Gazetteer::default(),
    );
    assert!(ids[0] == ids[1] && ids[0] == ids[2]);
    assert_eq!(ids[3], ids[4]);
    assert!(ids[0] != ids[3] && ids[0] != ids[5] && ids[5] != ids[6]);
    assert!(matches!(
        names
            .entity(ids[2])
            .surfaces
            .iter()
            .find(|s| &*s.text == "the army")
            .unwrap()
            .why,
        NameReason::Forces { .. }
    ));
}

#[test]
fn names_of_a_sort_of_group_mean_another_in_every_country() {
    let (_, ids) = actors(
        &[
            ("Mali", "opposition protesters"),
            ("Iraq", "opposition protesters"),
            ("Mali", "Islamic State"),
            ("Iraq", "Islamic State"),
        ],
        &Gazetteer::default(),
    );
    assert_ne!(ids[0], ids[1]);
    assert_eq!(ids[2], ids[3]);
}

#[test]
fn factions_and_groups_of_other_sorts_stay_apart() {
    let (_, ids) = actors(
        &[
            ("Mexico", "Sinaloa Cartel"),
            ("Mexico", "cartel de Sinaloa"),
            ("Mexico", "Sinaloa Cartel - Los Chapitos faction"),
            ("Mexico", "Sinaloa police"),
            ("Syria", "Army of Islam"),
            ("Syria", "Army of Conquest"),
        ],
        &Gazetteer::default(),
    );
    assert_eq!(ids[0], ids[1]);
    assert!(ids[0] != ids[2] && ids[0] != ids[3] && ids[4] != ids[5]);
}

#[test]
fn nobody_in_particular_and_categories() {
    let (names, ids) = actors(
        &[
            ("Mali", "unidentified gunmen"),
            ("Mali", "civils"),
            ("Mali", "Civilians"),
            ("Mali", "a security source"),
        ],
        &Gazetteer::default(),
    );
    assert!(names.entity(ids[0]).unknown && names.entity(ids[3]).unknown);
    assert_eq!(ids[1], ids[2]);
    assert!(names.entity(ids[1]).category.is_some());
    assert_eq!(&*names.entity(ids[1]).name, "civilians");
}

#[test]
fn one_group_in_several_dresses() {
    for forms in [
        &["Acme", "ACME"][..],
        &["Hamas", "HAMAS"],
        &["Unita", "UNITA"],
        &["M23", "M-23", "M 23", "M23 rebels", "M-23 fighters"],
        &["the army", "Army of Aland", "Aland army", "Alandian army"],
    ] {
        let of: Vec<(&str, &str)> = forms.iter().map(|form| ("Aland", *form)).collect();
        let (_, ids) = actors(&of, &Gazetteer::default());
        assert!(ids.iter().all(|id| *id == ids[0]), "{forms:?} {ids:?}");
    }
}

#[test]
fn armies_of_unknown_states_are_of_the_state_they_name() {
    let (_, ids) = actors(
        &[
            ("Aland", "the army"),
            ("Bland", "the army"),
            ("Bland", "Army of Aland"),
            ("Bland", "M24"),
            ("Bland", "M23"),
        ],
        &Gazetteer::default(),
    );
    let mut apart = ids.clone();
    apart.sort_unstable();
    apart.dedup();
    assert_eq!(apart.len(), ids.len());
}

#[test]
fn an_acronym_in_small_letters_means_what_it_means_in_capitals() {
    let (_, ids) = actors(
        &[
            ("Syria", "SNA"),
            ("Syria", "Sna"),
            ("Syria", "Syrian National Army"),
        ],
        &Gazetteer::default(),
    );
    assert!(ids[0] == ids[1] && ids[0] == ids[2]);
}

#[test]
fn the_gazetteer_may_doubt_a_name_that_it_does_not_list() {
    let listed = gazetteer(
        r#"{"entries": [{"name": "Azanbukar", "type": "place", "possibly": ["Tamkoutat"]},
            {"name": "Jalil Rao", "type": "person", "possibly": ["Abu Walid"]}]}"#,
    );
    let claims = [
        status(&["Azanbukar", "Mali"], "Jalil Rao"),
        status(&["Tamkoutat", "Mali"], "Abu Walid"),
        status(&["Kidal", "Mali"], "Salif Diop"),
    ];
    let names = names(&claims, &listed);
    let place = |i: usize| names.claims[i].place[0];
    let person = |i: usize| names.claims[i].assertions[0].of.unwrap();
    assert!(names.doubt(place(0), place(1)).is_some());
    assert!(names.doubt(person(0), person(1)).is_some());
    assert!(names.doubt(place(0), place(2)).is_none());
    assert!(names.doubt(person(0), person(2)).is_none());
}

#[test]
fn coordinates_part_places_of_one_name() {
    let at = |name: &str, degrees: Option<f64>| {
        let mut claim = claim(&[name, "Aland"], &[]);
        if let Some(place) = &mut claim.event.place {
            Arc::make_mut(place).position =
                degrees.map(|lat| crate::claim::Position { lat, lon: 0.0 });
        }
        claim
    };
    // A degree of latitude is 111 km.
    let claims = [
        at("Springfield", Some(10.0)),
        at("Springfield", Some(10.4)),
        at("Springfield", Some(14.0)),
        at("Sheldorado", Some(10.0)),
        at("Sheldorado", None),
        at("Springfield", None),
    ];
    let forward = names(&claims, &Gazetteer::default());
    let id = |i: usize| forward.claims[i].place[0];
    assert_eq!(id(0), id(1));
    assert_ne!(id(0), id(2));
    assert_eq!(id(3), id(4));
    assert!(![id(0), id(2)].contains(&id(5)));
    assert!(
        forward
            .doubt(id(5), id(0))
            .or(forward.doubt(id(5), id(2)))
            .is_some()
    );
    let backward: Vec<Claim> = claims.iter().rev().cloned().collect();
    let mut backward = names(&backward, &Gazetteer::default());
    backward.claims.reverse();
    assert_eq!(forward, backward);
}

#[test]
fn names_without_letters_are_each_unknown() {
    let texts = ["...", "???", "-"];
    let everywhere = |text| status(&[text, "Mali"], text);
    let mut claims: Vec<Claim> = texts.iter().map(|text| everywhere(*text)).collect();
    for (claim, text) in claims.iter_mut().zip(texts) {
        claim.said_by = Arc::from([Arc::from(text)]);
    }
    let names = names(&claims, &Gazetteer::default());
    let mut ids: Vec<EntityId> = Vec::new();
    for claim in &names.claims {
        ids.extend([
            claim.place[0],
            claim.said_by[0],
            claim.assertions[0].of.unwrap(),
        ]);
    }
    assert!(ids.iter().all(|id| names.entity(*id).unknown));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 9);
}

#[test]
fn a_category_says_that_the_codebook_lists_it() {
    let (names, ids) = actors(
        &[("Mali", "civils"), ("Mali", "Civilians")],
        &Gazetteer::default(),
    );
    let said = names.explain(ids[0]);
    assert!(
        said.contains("\"civils\" (1 claim): the codebook lists it under \"civilians\""),
        "{said}"
    );
    assert!(
        said.contains("\"Civilians\" (1 claim): differs in case"),
        "{said}"
    );
}

#[test]
fn persons_told_apart_by_a_vowel_or_an_initial_are_doubts() {
    for (a, b) in [
        ("Daniel Ruiz", "Daniela Ruiz"),
        ("Robert Kane", "Roberta Kane"),
        ("Maria Lopez", "Mario Lopez"),
        ("Wang Fang", "Wang Feng"),
        ("Ali Saleh", "Ali Salah"),
        ("George Bush", "George W. Bush"),
    ] {
        let (names, ids) = persons(&[("Mali", a), ("Mali", b)], &Gazetteer::default());
        assert_ne!(ids[0], ids[1], "{a} / {b}");
        assert!(names.doubt(ids[0], ids[1]).is_some(), "{a} / {b}");
    }
}

#[test]
fn places_that_a_slip_may_make_one_are_doubts() {
    for (a, b) in [("Gao", "Goa"), ("Kampala", "Kambala")] {
        let (names, ids) = places(&[&[a, "Mali"], &[b, "Mali"]]);
        assert_ne!(ids[0], ids[1], "{a} / {b}");
        assert!(names.doubt(ids[0], ids[1]).is_some(), "{a} / {b}");
    }
}

#[test]
fn persons_by_spelling_part_and_epithet() {
    let (names, ids) = persons(
        &[
            ("Mali", "Amadou Moussa"),
            ("Mali", "Amdou Moussa"),
            ("Mali", "Amadou Moussa, known as “Ilyas”"),
            ("Mali", "Ilyas"),
            ("Mali", "Amadou Koufa"),
            ("Mali", "Koufa"),
            ("Mali", "Hamidou Koufane"),
        ],
        &Gazetteer::default(),
    );
    assert!(
        ids[..4].iter().all(|id| *id == ids[0]),
        "{}",
        names.explain(ids[0])
    );
    assert_eq!(ids[4], ids[5]);
    assert!(ids[0] != ids[4] && ids[4] != ids[6]);
}

#[test]
fn an_epithet_of_two_persons_is_nobodys() {
    let (_, ids) = persons(
        &[
            ("Mali", "Amadou Moussa, known as Ilyas"),
            ("Mali", "Salif Traore, known as Ilyas"),
            ("Mali", "Ilyas"),
        ],
        &Gazetteer::default(),
    );
    assert!(ids[2] != ids[0] && ids[2] != ids[1]);
}

#[test]
fn a_surname_of_two_is_nobodys() {
    let (names, ids) = persons(
        &[
            ("Mali", "Koufa"),
            ("Mali", "Amadou Koufa"),
            ("Mali", "Salif Koufa"),
            ("Niger", "Zakir Rao"),
            ("Mali", "Zakhir Raou"),
        ],
        &Gazetteer::default(),
    );
    assert!(ids[0] != ids[1] && ids[0] != ids[2] && ids[1] != ids[2]);
    assert!(names.doubt(ids[0], ids[1]).is_some() && names.doubt(ids[0], ids[2]).is_some());
}

#[test]
fn listed_entries_are_never_one_however_alike() {
    let listed = gazetteer(
        r#"{"entries": [{"name": "Irigwe", "type": "group"}, {"name": "Iregwe", "type": "group"},
            {"name": "Amadou Diop", "type": "person"}, {"name": "Amadu Diop", "type": "person"}]}"#,
    );
    let (_, groups) = actors(
        &[
            ("Nigeria", "Irigwe"),
            ("Nigeria", "Iregwe"),
            ("Nigeria", "Irigwe militia"),
        ],
        &listed,
    );
    assert_ne!(groups[0], groups[1]);
    assert_eq!(groups[0], groups[2]);
    let (_, people) = persons(
        &[
            ("Senegal", "Amadou Diop"),
            ("Senegal", "Amadu Diop"),
            ("Senegal", "Ahmadou Diop"),
        ],
        &listed,
    );
    assert_ne!(people[0], people[1]);
}

#[test]
fn geonames_join_names_that_nothing_else_does() {
    let line = |id: u32, name: &str, more: &str, code: &str, admin1: &str| {
        format!(
            "{id}\t{name}\t{name}\t{more}\t16.7\t-3.0\t{}\t{code}\tML\t\t{admin1}\t\t\t\t54000\t\t262\tAfrica/Bamako\t2012-01-17\n",
            &code[..1]
        )
    };
    let dump = [
        line(1, "Tombouctou", "Timbuktu,Tumbutu", "PPLA", "08"),
        line(2, "Kita", "", "PPL", "01"),
        line(3, "Kita", "", "PPL", "07"),
    ]
    .concat();
    let (geo, faults) = Gazetteer::read_geonames("ML.txt", dump.as_bytes());
    assert_eq!(faults, []);
    let claims = [
        claim(&["Tombouctou", "Mali"], &[]),
        claim(&["Timbuktu", "Mali"], &[]),
        claim(&["Kita", "Mali"], &[]),
    ];
    let names = names(&claims, &geo);
    assert_eq!(names.claims[0].place[0], names.claims[1].place[0]);
    assert!(names.entity(names.claims[0].place[0]).position.is_some());
    assert!(
        names.entity(names.claims[2].place[0]).position.is_none(),
        "two places fit"
    );
}

#[test]
fn unrelated_names_change_nothing() {
    let base = [
        claim(&["Tessit", "Gao", "Mali"], &["JNIM", "Al-Chabaab"]),
        claim(
            &["Tisseit", "Gao", "Mali"],
            &["Group for the Support of Islam and Muslims", "al-Shabaab"],
        ),
    ];
    let more: Vec<Claim> = base
        .iter()
        .cloned()
        .chain((0..100).map(|i| {
            claim(
                &[&format!("Kwazulu{i}"), "Limpopo", "South Africa"],
                &[&format!("Brotherhood of Zork{i}")],
            )
        }))
        .collect();
    let (before, after) = (
        names(&base, &Gazetteer::default()),
        names(&more, &Gazetteer::default()),
    );
    for i in 0..2 {
        for (a, b) in before.claims[i].place.iter().zip(&after.claims[i].place) {
            assert_eq!(before.entity(*a).surfaces, after.entity(*b).surfaces);
        }
        for (a, b) in before.claims[i].actors.iter().zip(&after.claims[i].actors) {
            assert_eq!(before.entity(*a).surfaces, after.entity(*b).surfaces);
        }
    }
}

#[test]
fn a_name_of_a_megabyte_is_a_name() {
    let long = "Tin Tafgat ".repeat(100_000);
    let claims = [
        status(&[&long, "Mali"], &long),
        claim(&[&long], &[&long]),
        claim(&[], &[&"G.".repeat(500_000)]),
    ];
    assert_eq!(names(&claims, &Gazetteer::default()).claims.len(), 3);
}

/// Names from a small stock, so that they meet, and any text now and then.
fn any_name() -> impl Strategy<Value = String> {
    let stock = prop::sample::select(vec![
        "Gao",
        "Gao region",
        "Mali",
        "Tessit",
        "Tisseit",
        "Menaka",
        "Mianka",
        "northern Mali",
        "JNIM",
        "GSIM",
        "Group for the Support of Islam and Muslims",
        "Al-Nusra",
        "al-Qaeda",
        "El-Kaïda",
        "the army",
        "Malian army",
        "Amadou Koufa",
        "Koufa",
        "Amadu Kufa",
        "Koufa, known as Elias",
        "Amadou Koufa, known as Elias",
        "Iyad Ag Ghali (Elias)",
        "Elias",
        "Syria",
        "Syrie",
        "Niger",
        "Kidal",
        "unknown gunmen",
        "civilians",
        "Azanbukar",
        "",
    ]);
    prop_oneof![9 => stock.prop_map(str::to_owned), 1 => "\\PC{0,24}"]
}

fn any_claim() -> impl Strategy<Value = Claim> {
    let names = |n| prop::collection::vec(any_name(), 0..n);
    (names(4), names(3), any_name(), any_name()).prop_map(|(place, actors, person, town)| {
        let texts = |v: &[String]| {
            v.iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join("\u{1}")
        };
        let (place, actors) = (texts(&place), texts(&actors));
        let split = |t: &str| t.split('\u{1}').map(str::to_owned).collect::<Vec<_>>();
        let (place, actors) = (split(&place), split(&actors));
        let place: Vec<&str> = place.iter().map(String::as_str).collect();
        let actors: Vec<&str> = actors.iter().map(String::as_str).collect();
        let one = asserting(
            claim(&place, &actors),
            "status",
            &person,
            Value::Text(Arc::from("")),
        );
        asserting(
            one,
            "control",
            &town,
            Value::Control(Control::Held(Arc::from("JNIM"))),
        )
    })
}

#[test]
fn places_of_one_name_are_sorted_by_what_holds_them() {
    let claims = [
        claim(&["Kita", ""], &[]),
        claim(&["Kita", "Gao"], &[]),
        claim(&["Kita"], &[]),
    ];
    let backward: Vec<Claim> = claims.iter().rev().cloned().collect();
    let forward = names(&claims, &Gazetteer::default());
    let mut backward = names(&backward, &Gazetteer::default());
    backward.claims.reverse();
    assert_eq!(forward, backward);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_changes_nothing(claims in prop::collection::vec(any_claim(), 1..12), listed in any::<bool>()) {
        let known = if listed { gazetteer(JIHADISTS) } else { Gazetteer::default() };
        let forward = names(&claims, &known);
        let backward: Vec<Claim> = claims.iter().rev().cloned().collect();
        let mut backward = names(&backward, &known);
        backward.claims.reverse();
        prop_assert_eq!(forward, backward);
    }

    #[test]
    fn every_name_has_an_entity(claims in prop::collection::vec(any_claim(), 1..8)) {
        let names = names(&claims, &gazetteer(JIHADISTS));
        let count = names.entities.len() as u32;
        for (claim, resolved) in claims.iter().zip(&names.claims) {
            prop_assert_eq!(claim.event.actors.len(), resolved.actors.len());
            for id in resolved.actors.iter().chain(&resolved.place) {
                prop_assert!(id.0 < count);
                let text = names.explain(*id);
                prop_assert!(!text.is_empty());
            }
        }
        for doubt in &names.doubts {
            prop_assert!(doubt.a < doubt.b && doubt.b.0 < count);
        }
    }
}

#[test]
fn a_name_within_its_like_is_found_alike_in_any_order() {
    let of = |place: &[&str], of: &str| {
        let claim = asserting(
            claim(place, &[""]),
            "status",
            of,
            Value::Text(Arc::from("")),
        );
        let held = Value::Control(crate::claim::Control::Held(Arc::from("JNIM")));
        asserting(claim, "control", "Gao", held)
    };
    let claims = [
        of(&[""], "Azanbukar"),
        of(&["Azanbukar", "Azanbukar"], "Gao"),
        of(&["Azanbukar", "Amadou Koufa"], "Gao"),
    ];
    let backward: Vec<Claim> = claims.iter().rev().cloned().collect();
    let forward = names(&claims, &gazetteer(JIHADISTS));
    let mut backward = names(&backward, &gazetteer(JIHADISTS));
    backward.claims.reverse();
    assert_eq!(forward, backward);
}
