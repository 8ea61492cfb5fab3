//! Explanations from a report that was printed: what its events, topics and differences say of
//! themselves.

use itertools::Itertools;

use super::ruled::of_ruling;
use super::{Answers, Beginning, Explanation, count, ids, name, of_difference, of_topic};
use crate::codebook::Codebook;
use crate::view::{Between, Event, Report, weighed, words};

impl Answers for Report<'_> {
    fn holder(&self, claim: &str) -> Option<String> {
        let holds = |e: &&Event| e.claims.iter().any(|c| c == claim);
        self.events.iter().find(holds).map(|e| e.id.to_string())
    }

    fn beginning(&self, prefix: &str) -> Beginning {
        let events = self.events.iter().map(|e| e.id.to_string());
        let rulings = self.rulings.iter().map(|ruling| ruling.id.clone());
        let topics = self.topics.iter().flat_map(ids);
        Beginning::of(events.chain(topics).chain(rulings), prefix)
    }

    fn why_claims(&self, a: &str, b: &str) -> Option<Explanation> {
        let (x, y) = (self.holder(a)?, self.holder(b)?);
        let together = if x == y { "are taken" } else { "are not taken" };
        let mut sentences = vec![format!("{a} and {b} {together} for one event.")];
        for topic in &self.topics {
            let gives =
                |row: usize, claim: &str| topic.values[row].claims.iter().any(|c| c == claim);
            let of_both = |of: &&Between| {
                gives(of.a, a) && gives(of.b, b) || gives(of.a, b) && gives(of.b, a)
            };
            let own = topic.between.iter().filter(of_both);
            sentences.extend(own.map(|of| of_difference(topic, of).sentences.swap_remove(0)));
        }
        Some(Explanation {
            title: format!("{a} and {b}"),
            sentences,
            evidence: Vec::new(),
        })
    }

    fn why_event(&self, id: &str) -> Option<Explanation> {
        let event = self.events.iter().find(|e| e.id == id)?;
        let claims = event.claims.iter().join(", ");
        let mut sentences = vec![format!(
            "{id} is made of {}: {claims}.",
            count(event.claims.len())
        )];
        if let Some(weight) = event.weight {
            sentences.push(format!(
                "Their match weight is {:.1} bits on average, and {:.1} at least.",
                weight.mean, weight.least
            ));
        }
        sentences.extend(event.why.iter().map(|why| words::sentence(why)));
        sentences.extend(
            weighed::doubts(event)
                .iter()
                .map(|doubt| words::sentence(doubt)),
        );
        Some(Explanation {
            title: format!("event {id}"),
            sentences,
            evidence: Vec::new(),
        })
    }

    fn why_topic(&self, id: &str) -> Option<Explanation> {
        self.topics.iter().find(|t| t.id == id).map(of_topic)
    }

    fn why_difference(&self, id: &str) -> Option<Explanation> {
        self.topics.iter().find_map(|topic| {
            let of = topic.between.iter().find(|b| b.id == id)?;
            Some(of_difference(topic, of))
        })
    }

    fn why_ruling(&self, id: &str) -> Option<Explanation> {
        let ruling = self.rulings.iter().find(|ruling| ruling.id == id)?;
        let topics = self
            .topics
            .iter()
            .filter(|t| ruling.topics.iter().any(|id| *id == t.id));
        Some(of_ruling(ruling, &topics.cloned().collect::<Vec<_>>()))
    }

    fn why_name(&self, name: &str) -> Option<Explanation> {
        name::explain(&self.names, name)
    }

    fn nearest(&self, id: &str, words: &[&str]) -> Option<String> {
        let events = self.events.iter().map(|e| &*e.id);
        let claims = self.events.iter().flat_map(|e| &e.claims).map(|c| &**c);
        let known = words.iter().copied().chain(events).chain(claims);
        Codebook::nearest(id, known).map(ToOwned::to_owned)
    }
}
