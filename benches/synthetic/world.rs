//! What happened: countries with towns and groups, and bursts of events between two sides.

use std::fmt::Write;

use super::dice::Dice;

const STARTS: [&str; 14] = [
    "ba", "dou", "ga", "kha", "lou", "me", "na", "qa", "ri", "sa", "tin", "wa", "ya", "zou",
];
const MIDDLES: [&str; 10] = [
    "bri", "da", "ghou", "lli", "ma", "ni", "rra", "ssa", "ta", "wé",
];
const ENDS: [&str; 8] = ["ba", "ka", "mat", "na", "ra", "ssou", "ti", "z"];
const COUNTRIES: &[&str] = &[
    "Mali", "Niger", "Syria", "Iraq", "Yemen", "Somalia", "Chad", "Nigeria",
];
const KINDS: &[&str] = &[
    "clash",
    "attack",
    "bombing",
    "killing",
    "abduction",
    "ambush",
];

/// A town with its district and country.
#[derive(Debug, Clone)]
pub(crate) struct Town {
    pub(crate) name: String,
    pub(crate) district: String,
    pub(crate) country: &'static str,
}

/// An armed group by its full name and its initials.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) initials: String,
}

/// What really happened.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) day: i32,
    pub(crate) kind: &'static str,
    pub(crate) town: Town,
    pub(crate) sides: [Group; 2],
    pub(crate) killed: usize,
    pub(crate) wounded: usize,
    pub(crate) leader: Option<String>,
}

/// Where and between whom events happen.
#[derive(Debug)]
pub(crate) struct World {
    towns: Vec<Town>,
    groups: Vec<(&'static str, Vec<Group>)>,
    days: usize,
}

impl World {
    /// A world large enough for so many claims: towns and days grow with the root of their number.
    pub(crate) fn new(claims: usize, dice: &mut Dice) -> Self {
        let scale = (claims as f64).sqrt() as usize;
        let towns = (0..60 + 4 * scale).map(|_| town(dice)).collect();
        let groups = COUNTRIES
            .iter()
            .map(|&country| (country, (0..6).map(|_| group(country, dice)).collect()))
            .collect();
        Self {
            towns,
            groups,
            days: 120 + 6 * scale,
        }
    }

    /// Alike events in one town and the weeks after.
    pub(crate) fn burst(&mut self, dice: &mut Dice) -> Vec<Event> {
        let home = dice.pick(&self.towns).clone();
        let groups = self
            .groups
            .iter()
            .find(|g| g.0 == home.country)
            .map_or(&[][..], |g| &g.1);
        let sides = [dice.pick(groups).clone(), dice.pick(groups).clone()];
        let first = dice.below(self.days) as i32;
        let length = dice.between(2, 24);
        let count = dice.long_tail(5.0);
        (0..count)
            .map(|_| event(&home, &sides, first + dice.below(length) as i32, dice))
            .collect()
    }

    /// The groups, with their initials as aliases, in the gazetteer's form.
    pub(crate) fn gazetteer(&self) -> String {
        let mut json = String::from("{\"entries\":[");
        let groups = self.groups.iter().flat_map(|g| &g.1);
        for (number, group) in groups.enumerate() {
            let comma = if number == 0 { "" } else { "," };
            let _ = write!(
                json,
                "{comma}\n{{\"name\":\"{}\",\"type\":\"group\",\"aliases\":[\"{}\"]}}",
                group.name, group.initials
            );
        }
        json.push_str("]}\n");
        json
    }
}

fn event(town: &Town, sides: &[Group; 2], day: i32, dice: &mut Dice) -> Event {
    Event {
        day,
        kind: dice.word(KINDS),
        town: town.clone(),
        sides: sides.clone(),
        killed: dice.long_tail(8.0) - 1,
        wounded: dice.long_tail(5.0) - 1,
        leader: dice
            .chance(0.05)
            .then(|| format!("{} {}", word(dice), word(dice))),
    }
}

fn town(dice: &mut Dice) -> Town {
    Town {
        name: word(dice),
        district: word(dice),
        country: dice.word(COUNTRIES),
    }
}

fn group(country: &str, dice: &mut Dice) -> Group {
    let kind = dice.word(&["Front", "Movement", "Army", "Brigades"]);
    let aim = dice.word(&["Liberation", "Salvation", "Defence", "Reform", "Unity"]);
    let of = word(dice);
    let initials = [of.as_str(), aim, kind, "of", country]
        .iter()
        .filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()))
        .collect();
    Group {
        name: format!("{of} {aim} {kind} of {country}"),
        initials,
    }
}

fn word(dice: &mut Dice) -> String {
    let mut word = format!(
        "{}{}{}",
        dice.word(&STARTS),
        dice.word(&MIDDLES),
        dice.word(&ENDS)
    );
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}
