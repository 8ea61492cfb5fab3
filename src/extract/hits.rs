//! Those who were shot, those of whom only "the man" is told, and what they come to in the end.

use super::event::{Event, same_person};
use super::frame::Effect;
use super::mention::{Number, Victim};

impl Event {
    /// Settles who was hurt, when all is told.
    pub(super) fn settle(&mut self) {
        for effect in [Effect::Killed, Effect::Wounded, Effect::Hit] {
            self.drop_implied(effect);
        }
        // "One died. The man was wounded": hardly another one.
        if self.victims().any(|v| v.effect == Effect::Killed) {
            for mention in &mut self.mentions {
                mention
                    .victims
                    .retain(|v| v.effect != Effect::Wounded || !v.implied);
            }
        }
        self.settle_hits();
    }

    /// "The man died": one, where nothing else says who or how many.
    fn drop_implied(&mut self, effect: Effect) {
        let of_effect = |v: &Victim| v.effect == effect;
        let told = |v: &Victim| !v.implied && (v.number.is_some() || v.name.is_some());
        let mut known = self.victims().any(|v| of_effect(v) && told(v));
        for mention in &mut self.mentions {
            mention.victims.retain(|v| {
                let dropped = of_effect(v) && v.implied && known;
                known |= of_effect(v) && v.implied;
                !dropped
            });
        }
    }

    /// Those hit who are not told to be dead are wounded, where no other number of wounded is told.
    fn settle_hits(&mut self) {
        let (hit, dead) = (self.toll(Effect::Hit), self.toll(Effect::Killed));
        let told = self.victims().any(|v| v.effect == Effect::Wounded);
        let mut left = if told { 0 } else { hit.saturating_sub(dead) };
        let named = |v: &Victim| v.effect == Effect::Killed && v.name.is_some();
        let dead_names: Vec<String> = self
            .victims()
            .filter(|v| named(v))
            .filter_map(|v| v.name.clone())
            .collect();
        let died = |name: &str| dead_names.iter().any(|dead| same_person(dead, name));
        for victim in self.mentions.iter_mut().flat_map(|m| &mut m.victims) {
            if victim.effect != Effect::Hit || dead > 0 && left == 0 {
                continue;
            }
            let survives = victim.name.as_deref().is_none_or(|name| !died(name));
            if dead == 0 && !told {
                victim.effect = Effect::Wounded;
            } else if victim.name.is_some() && survives && left > 0 {
                victim.effect = Effect::Wounded;
                left -= 1;
            } else if victim.number.is_some() && left > 0 {
                victim.effect = Effect::Wounded;
                victim.number = Some(Number::exactly(left));
                left = 0;
            }
        }
        for mention in &mut self.mentions {
            mention.victims.retain(|v| v.effect != Effect::Hit);
        }
    }

    /// How many a sentence counts to whom something happened, or are named, at the most.
    fn toll(&self, effect: Effect) -> u64 {
        let mut names: Vec<&str> = Vec::new();
        for name in self.victims().filter(|v| v.effect == effect) {
            let name = name.name.as_deref().unwrap_or_default();
            if !name.is_empty() && !names.iter().any(|known| same_person(known, name)) {
                names.push(name);
            }
        }
        let count = |v: &Victim| v.number.as_ref().map_or(0, |n| n.quantity.low);
        let of_effect = |v: &&Victim| v.effect == effect && !v.part;
        let counted = self.mentions.iter().map(|m| {
            let victims = m.victims.iter().filter(of_effect);
            victims.map(count).sum::<u64>()
        });
        counted.max().unwrap_or(0).max(names.len() as u64)
    }
}
