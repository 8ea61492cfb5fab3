//! What people decided, explained.

use super::Explanation;
use crate::view::make::Results;
use crate::view::{Ruling, Topic, weighed, words};

/// What was decided, and what that moved.
pub(super) fn of_ruling(ruling: &Ruling, topics: &[Topic<'_>]) -> Explanation {
    let mut sentences = vec![
        format!("{}.", ruling.says),
        format!("Ruled by {}.", ruling.words()),
    ];
    sentences.extend(topics.iter().map(|topic| {
        let name = words::topic(&topic.attribute, topic.thing().as_deref());
        let stands = topic
            .answer
            .as_ref()
            .map(|answer| format!(" {}", weighed::stands(answer)));
        format!(
            "It is on {name} [{}].{}",
            topic.id,
            stands.unwrap_or_default()
        )
    }));
    if !ruling.events.is_empty() {
        sentences.push(format!("Its claims are of {}.", ruling.events.join(", ")));
    }
    let stale = ruling.stale.iter();
    sentences.extend(stale.map(|why| format!("It is not obeyed, or not in full: {why}.")));
    Explanation {
        title: format!("ruling {}", ruling.id),
        sentences,
        evidence: Vec::new(),
    }
}

/// Who ruled which events two claims are of, where a ruling names both, or others that are of one event with
/// them.
pub(super) fn ruled(
    results: &Results,
    rulings: &[(u32, Vec<u32>)],
    a: u32,
    b: u32,
    how: &str,
) -> String {
    let names = |list: &[u32]| list.contains(&a) && list.contains(&b);
    match rulings.iter().find(|(_, list)| names(list)) {
        Some((number, _)) => {
            let ruling = &results.decided.rulings[*number as usize];
            format!("ruled {how} by {} [{}]", ruling.warrant.words(), ruling.id)
        }
        None => format!("rulings on others of their events hold them {how}"),
    }
}
