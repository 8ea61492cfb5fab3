//! Who tells of it, and how: each outlet has its own spelling, way with dates, detail and errors.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::dice::Dice;
use super::world::{Event, Group};

const FIRST: Date = date(2014, 1, 1);

/// An outlet's habits.
#[expect(
    clippy::struct_excessive_bools,
    reason = "habits that an outlet has or has not"
)]
#[derive(Debug)]
pub(crate) struct Outlet {
    pub(crate) name: String,
    pub(crate) code: String,
    french: bool,
    short: bool,
    in_words: bool,
    detailed: bool,
    wrong: f64,
}

/// As many outlets as a set of so many claims has: they grow with its fourth root.
pub(crate) fn all(claims: usize, dice: &mut Dice) -> Vec<Outlet> {
    let count = (12.0 * (claims as f64).sqrt().sqrt()) as usize;
    (0..count.max(3))
        .map(|number| outlet(number, dice))
        .collect()
}

fn outlet(number: usize, dice: &mut Dice) -> Outlet {
    let place = dice.word(&["Gulf", "River", "Desert", "Liberty", "Harbour", "Northern"]);
    let kind = dice.word(&["Post", "Herald", "Monitor", "Courier", "Radio", "Wire"]);
    Outlet {
        name: format!("{place} {kind} {number}"),
        code: format!("{}{}{number}", &place[..1], &kind[..1]).to_lowercase(),
        french: dice.chance(0.4),
        short: dice.chance(0.5),
        in_words: dice.chance(0.3),
        detailed: dice.chance(0.6),
        wrong: 0.02 + 0.01 * dice.below(16) as f64,
    }
}

impl Outlet {
    /// One claim, as a line of JSON.
    pub(crate) fn tell(
        &self,
        event: &Event,
        id: &str,
        copied: Option<&Self>,
        dice: &mut Dice,
    ) -> String {
        let late = dice.long_tail(1.6) as i32 - 1;
        let published = day(event.day + late);
        let said_by: Vec<&str> = match copied {
            Some(source) => vec![&source.name],
            None => vec![dice.word(&["police", "residents", "a medical source"])],
        };
        json!({
            "outlet": self.name,
            "document": {"id": format!("d{id}"), "published": published.to_string()},
            "id": id,
            "event": {
                "kind": if dice.chance(0.2) { "attack" } else { event.kind },
                "when": self.when(event, late, dice),
                "where": self.place(event),
                "actors": event.sides.iter().map(|g| self.group(g)).collect::<Vec<_>>(),
            },
            "assertions": self.assertions(event, dice),
            "said_by": said_by,
        })
        .to_string()
    }

    fn when(&self, event: &Event, late: i32, dice: &mut Dice) -> String {
        let wrong = i32::from(dice.chance(self.wrong));
        match (self.in_words, late) {
            (true, 0) => "today".to_owned(),
            (true, 1) => "yesterday".to_owned(),
            (true, 2..=6) => "a few days ago".to_owned(),
            _ => day(event.day + wrong).to_string(),
        }
    }

    fn place(&self, event: &Event) -> Vec<String> {
        let town = self.spelt(&event.town.name);
        let country = event.town.country.to_owned();
        if self.detailed {
            vec![town, self.spelt(&event.town.district), country]
        } else {
            vec![town, country]
        }
    }

    fn group(&self, group: &Group) -> String {
        if self.short {
            group.initials.clone()
        } else {
            group.name.clone()
        }
    }

    fn spelt(&self, name: &str) -> String {
        if self.french {
            name.to_owned()
        } else {
            name.replace("ou", "u").replace('é', "e")
        }
    }

    fn assertions(&self, event: &Event, dice: &mut Dice) -> Vec<Value> {
        let mut told =
            vec![json!({"attribute": "killed", "value": self.count(event.killed, dice)})];
        if dice.chance(0.4) {
            told.push(json!({"attribute": "wounded", "value": self.count(event.wounded, dice)}));
        }
        if let Some(leader) = &event.leader {
            told.push(json!({"attribute": "status", "of": self.spelt(leader), "value": "killed"}));
        }
        told
    }

    fn count(&self, truth: usize, dice: &mut Dice) -> Value {
        let wrong = if dice.chance(self.wrong) {
            dice.between(1, 6)
        } else {
            0
        };
        let count = truth + wrong;
        match dice.below(6) {
            0 if count > 9 => json!(format!("about {}", count / 10 * 10)),
            1 => json!(format!("at least {count}")),
            2 if count > 0 => json!(format!("up to {count}")),
            _ => json!(count),
        }
    }
}

fn day(number: i32) -> Date {
    FIRST.checked_add(number.days()).unwrap_or(FIRST)
}
