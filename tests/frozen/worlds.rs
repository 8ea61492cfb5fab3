//! Claims sets in which every rule of comparing has something to say: statuses, holders of places
//! and of offices, outcomes, running totals, parts, measures, words for numbers and days, copies
//! of one outlet's own reports with other values, names that may be one.

use serde_json::{Value, json};

use super::synthetic::dice::Dice;

const PLACES: [&[&str]; 9] = [
    &["Tessel", "Delta", "Aland"],
    &["Tisel", "Aland"],
    &["Delta", "Aland"],
    &["Gorom", "Delta", "Aland"],
    &["Abala", "Highlands", "Aland"],
    &["Highlands", "Aland"],
    &["Port Lune", "Aland"],
    &["Marou", "Highlands", "Aland"],
    &["Aland"],
];
const SIDES: [&str; 8] = [
    "Northern Front",
    "Army of Aland",
    "River Guard",
    "Front of the North",
    "Delta Brigade of Northern Front",
    "NF",
    "Aland's army",
    "Highland Liberation Movement",
];
const PERSONS: [&str; 9] = [
    "Omar Sila",
    "Umar Silla",
    "Omar Sila alias Abu Walid",
    "Moussa Keta",
    "Musa Keita",
    "Ana Torr",
    "Anna Torre",
    "Jean Baro",
    "a commander",
];
const OUTLETS: [&str; 7] = [
    "Courier",
    "Herald",
    "Radio Delta",
    "The Post",
    "Aland News Agency",
    "Monitor",
    "Gulf Wire",
];
const KINDS: [&str; 8] = [
    "clash",
    "attack",
    "bombing",
    "ambush",
    "killing",
    "abduction",
    "election",
    "statement",
];
const STATUSES: [&str; 12] = [
    "killed",
    "dead",
    "alive",
    "captured",
    "released",
    "wounded",
    "appointed",
    "in post",
    "removed",
    "abducted",
    "surrendered",
    "unharmed",
];
const OFFICES: [&str; 8] = [
    "leader of Northern Front",
    "leader of Northern Front in Delta",
    "emir of Northern Front",
    "commander of Northern Front in Highlands",
    "president of Aland",
    "governor of Delta",
    "defence minister of Aland",
    "spokesman of River Guard",
];
const OUTCOMES: [&str; 7] = [
    "victory",
    "defeat",
    "stalemate",
    "withdrawal",
    "heavy losses",
    "advantage",
    "strengthened",
];
const CATEGORIES: [&str; 7] = [
    "civilians",
    "soldiers",
    "children",
    "people",
    "fighters",
    "police",
    "women",
];
const THINGS: [&str; 4] = ["motorcycles", "cars", "houses", "vehicles"];

/// The truth about one event.
struct Event {
    day: usize,
    /// Whether it is a campaign of a month.
    wide: bool,
    place: &'static [&'static str],
    kind: &'static str,
    sides: [&'static str; 2],
    killed: usize,
    person: usize,
    status: &'static str,
    office: &'static str,
}

/// What is known of some of the names.
pub(crate) const GAZETTEER: &str = r#"{"version": 1, "entries": [
    {"name": "Northern Front", "type": "group", "aliases": ["NF", "Front of the North"]},
    {"name": "Army of Aland", "type": "group", "aliases": ["Aland's army"]},
    {"name": "Moussa Keta", "type": "person", "aliases": ["Musa Keita"]},
    {"name": "Aland", "type": "place"},
    {"name": "Gorom", "type": "place", "parents": ["Aland"], "lat": 14.0, "lon": 1.0},
    {"name": "Tessel", "type": "place", "parents": ["Aland"], "lat": 14.03, "lon": 1.02},
    {"name": "Port Lune", "type": "place", "parents": ["Aland"], "lat": 10.0, "lon": -4.0}
]}"#;

/// A free text beside the attributes inside the program.
pub(crate) const CODEBOOK: &str = r#"version = 1
[[attribute]]
name = "weapon"
description = "What it was done with."
type = "text"
severity = "minor"
"#;

/// The lines of so many events.
pub(crate) fn generate(events: usize, seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let mut lines = String::new();
    for number in 0..events {
        let event = event(events, &mut dice);
        for account in 0..dice.between(1, 7) {
            let claim = claim(&event, &format!("c{number:03}-{account}"), &mut dice);
            lines.push_str(&claim.to_string());
            lines.push('\n');
        }
    }
    lines
}

fn event(events: usize, dice: &mut Dice) -> Event {
    Event {
        day: dice.below(30 + 4 * events),
        wide: dice.chance(0.15),
        place: PLACES[dice.below(PLACES.len())],
        kind: dice.word(&KINDS),
        sides: [dice.word(&SIDES), dice.word(&SIDES)],
        killed: dice.long_tail(12.0),
        person: dice.below(PERSONS.len()),
        status: dice.word(&STATUSES),
        office: dice.word(&OFFICES),
    }
}

fn claim(event: &Event, id: &str, dice: &mut Dice) -> Value {
    let late = dice.long_tail(2.0) - 1;
    let outlet = dice.word(&OUTLETS);
    let published = day(event.day + late);
    let document = if dice.chance(0.3) {
        format!("d-{outlet}-{published}")
    } else {
        format!("d-{id}")
    };
    let place = if dice.chance(0.8) {
        event.place
    } else {
        PLACES[dice.below(PLACES.len())]
    };
    let kind = if dice.chance(0.8) {
        event.kind
    } else {
        dice.word(&KINDS)
    };
    json!({
        "id": id,
        "outlet": outlet,
        "document": {"id": document, "published": published},
        "event": {
            "kind": kind,
            "when": when(event, late, dice),
            "where": place,
            "actors": actors(event, dice),
        },
        "assertions": assertions(event, late, dice),
        "said_by": [dice.word(&["police", "residents", "Courier", "Herald", "a ministry"])],
    })
}

fn when(event: &Event, late: usize, dice: &mut Dice) -> String {
    if event.wide {
        return day(event.day)[..7].to_owned();
    }
    match (dice.below(6), late) {
        (0, 1) => "yesterday".to_owned(),
        (0, 2..) => "a few days ago".to_owned(),
        (1, _) => day(event.day)[..7].to_owned(),
        (2, _) => day(event.day + dice.below(2)),
        _ => day(event.day),
    }
}

fn actors(event: &Event, dice: &mut Dice) -> Value {
    match dice.below(4) {
        0 => json!([event.sides[0]]),
        1 => json!([
            {"name": event.sides[0], "role": "attacker"},
            {"name": event.sides[1], "role": "defender"},
        ]),
        2 => json!([
            {"name": event.sides[1], "role": "attacker"},
            {"name": event.sides[0], "role": "defender"},
        ]),
        _ => json!(event.sides),
    }
}

fn assertions(event: &Event, late: usize, dice: &mut Dice) -> Vec<Value> {
    let mut told = vec![toll("killed", event, dice)];
    for _ in 0..dice.between(1, 5) {
        told.push(match dice.below(11) {
            0 => toll("wounded", event, dice),
            1 => toll("missing", event, dice),
            2 => thing(event, dice),
            3 => toll("killed", event, dice),
            4 => control(event, dice),
            5 => office(event, late, dice),
            6 => outcome(event, dice),
            7 => measure(dice),
            8 => json!({"attribute": "perpetrator", "value": dice.word(&SIDES)}),
            9 => json!({"attribute": "weapon", "value": dice.word(&["guns", "a bomb", "Guns"])}),
            _ => status(event, late, dice),
        });
    }
    told
}

fn toll(attribute: &str, event: &Event, dice: &mut Dice) -> Value {
    let mut toll = json!({"attribute": attribute, "value": count(event.killed, dice)});
    match dice.below(6) {
        0 => toll["of"] = json!(event.sides[dice.below(2)]),
        1 => toll["whom"] = json!(dice.word(&CATEGORIES)),
        2 => toll["of"] = json!(dice.word(&CATEGORIES)),
        _ => {}
    }
    match dice.below(10) {
        0 => {
            toll["counts"] = json!("running");
            toll["as_of"] = json!(day(event.day + dice.below(3)));
        }
        1 => toll["counts"] = json!("part"),
        2 => toll["over"] = json!(day(event.day)[..7]),
        _ => {}
    }
    toll
}

fn count(truth: usize, dice: &mut Dice) -> Value {
    let wrong = if dice.chance(0.4) { dice.below(5) } else { 0 };
    let count = truth + wrong;
    match dice.below(9) {
        0 => json!(format!("about {count}")),
        1 => json!(format!("at least {count}")),
        2 => json!(format!("up to {count}")),
        3 => json!(format!("{count}-{}", count + 3)),
        4 => json!("several"),
        5 => json!(format!("{count} others")),
        _ => json!(count),
    }
}

fn thing(event: &Event, dice: &mut Dice) -> Value {
    json!({
        "attribute": dice.word(&["seized", "destroyed"]),
        "of": dice.word(&THINGS),
        "value": count(event.killed, dice),
    })
}

fn control(event: &Event, dice: &mut Dice) -> Value {
    let side = dice.word(&SIDES);
    let value = match dice.below(5) {
        0 => "contested".to_owned(),
        1 => format!("lost by {side}"),
        _ => side.to_owned(),
    };
    let mut control = json!({
        "attribute": "control",
        "of": PLACES[dice.below(4)][0],
        "value": value,
    });
    timed(&mut control, event, dice);
    control
}

fn office(event: &Event, late: usize, dice: &mut Dice) -> Value {
    let value = if dice.chance(0.6) {
        event.office
    } else {
        dice.word(&OFFICES)
    };
    let mut office = json!({"attribute": "role", "of": person(event, dice), "value": value});
    if late > 0 {
        timed(&mut office, event, dice);
    }
    office
}

fn status(event: &Event, late: usize, dice: &mut Dice) -> Value {
    let value = if dice.chance(0.6) {
        event.status
    } else {
        dice.word(&STATUSES)
    };
    let mut status = json!({"attribute": "status", "of": person(event, dice), "value": value});
    if late > 0 {
        timed(&mut status, event, dice);
    }
    status
}

/// With a time of its own: a day, a month on some or every day of which it held, or none.
fn timed(assertion: &mut Value, event: &Event, dice: &mut Dice) {
    match dice.below(5) {
        0 => assertion["as_of"] = json!(day(event.day + dice.below(20))),
        1 => assertion["as_of"] = json!(day(event.day)[..7]),
        2 => {
            assertion["as_of"] = json!(day(event.day)[..7]);
            assertion["holds"] = json!("throughout");
        }
        _ => {}
    }
}

fn outcome(event: &Event, dice: &mut Dice) -> Value {
    if dice.chance(0.3) {
        return json!({"attribute": "outcome", "value": event.sides[dice.below(2)]});
    }
    json!({
        "attribute": "outcome",
        "of": event.sides[dice.below(2)],
        "value": dice.word(&OUTCOMES),
    })
}

fn measure(dice: &mut Dice) -> Value {
    let number = dice.between(1, 6);
    match dice.below(3) {
        0 => json!({"attribute": "duration", "value": format!("{number} hours")}),
        1 => json!({"attribute": "duration", "value": format!("more than {number} hours")}),
        _ => json!({
            "attribute": "distance",
            "of": "Port Lune",
            "value": format!("about {} km", 30 * number),
        }),
    }
}

fn person(event: &Event, dice: &mut Dice) -> &'static str {
    if dice.chance(0.7) {
        PERSONS[event.person]
    } else {
        dice.word(&PERSONS)
    }
}

/// A day of 2023 or later, by number.
fn day(number: usize) -> String {
    let first = jiff::civil::date(2023, 1, 1);
    let span = jiff::Span::new().days(number as i64);
    first.saturating_add(span).to_string()
}
