//! Which rulings are new, and which are gone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::words;
use crate::view::{Index, Report, Ruling};

/// A ruling that is new, or gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RulingChange {
    /// Its id.
    pub id: String,
    /// What was decided, in words.
    pub says: String,
    /// By whom, when and why, in words.
    pub by: String,
    /// Whether it is there now, and was not before.
    pub added: bool,
    /// What it settles, or lets stay: the topics, by name, with what stands now.
    pub on: Vec<String>,
    /// Why it moves nothing, or not all that it says.
    pub stale: Option<String>,
}

pub(super) fn compare(old: &Report<'_>, new: &Report<'_>) -> Vec<RulingChange> {
    let lacks = |report: &Report<'_>, id: &str| !report.rulings.iter().any(|r| r.id == id);
    let added = new.rulings.iter().filter(|r| lacks(old, &r.id));
    let gone = old.rulings.iter().filter(|r| lacks(new, &r.id));
    let added = added.map(|ruling| change(ruling, true, new));
    added
        .chain(gone.map(|ruling| change(ruling, false, old)))
        .collect()
}

fn change(ruling: &Ruling, added: bool, report: &Report<'_>) -> RulingChange {
    let index = Index::new(report);
    let topics = report
        .topics
        .iter()
        .filter(|t| ruling.topics.iter().any(|id| *id == t.id));
    let on = topics.map(|topic| {
        let name = words::topic(&topic.attribute, topic.thing().as_deref());
        let scene = index.scene(topic).unwrap_or("across events");
        let stands = crate::report::topic::answer(topic);
        let stands = stands
            .map(|stands| format!(": {stands} stands"))
            .unwrap_or_default();
        format!("{name}, {scene}{stands}")
    });
    RulingChange {
        id: ruling.id.clone(),
        says: ruling.says.clone(),
        by: ruling.words(),
        added,
        on: on.collect(),
        stale: ruling.stale.clone(),
    }
}
