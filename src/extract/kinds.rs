//! Kinds of events, and what each says of an event that is told as one.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;

/// Kinds that may be one event with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Family {
    Violence,
    Abduction,
    Arrest,
    Accident,
    Disaster,
    Protest,
    #[default]
    Other,
}

/// A kind of event, as `lang/kinds.toml` explains it.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "marks of grammar")]
pub(super) struct EventKind {
    #[serde(skip)]
    pub(super) name: String,
    pub(super) family: Family,
    pub(super) rank: u8,
    pub(super) by_group: bool,
    pub(super) perpetrated: bool,
    pub(super) apart: bool,
    pub(super) repeats: bool,
    pub(super) hits_many: bool,
    pub(super) turns: bool,
    pub(super) undone: bool,
    pub(super) weight: f64,
}

/// All kinds that are known.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    known: HashMap<String, Arc<EventKind>>,
    /// Two sides fight.
    pub(super) fight: Arc<EventKind>,
    /// Somebody was killed, and no more is said.
    pub(super) death: Arc<EventKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    fight: String,
    death: String,
    kind: HashMap<String, EventKind>,
}

impl Kinds {
    /// The kinds inside the program.
    ///
    /// # Errors
    /// What is wrong with their file.
    pub(super) fn builtin() -> Result<Self, String> {
        let file: File =
            toml::from_str(include_str!("lang/kinds.toml")).map_err(|e| e.to_string())?;
        let named = |(name, kind)| {
            let kind = EventKind { name, ..kind };
            (kind.name.clone(), Arc::new(kind))
        };
        let mut new = Self {
            known: file.kind.into_iter().map(named).collect(),
            ..Self::default()
        };
        (new.fight, new.death) = (new.get(&file.fight), new.get(&file.death));
        Ok(new)
    }

    /// The kind of that name; one of which nothing is known where the file does not have it.
    pub(super) fn get(&self, name: &str) -> Arc<EventKind> {
        self.known.get(name).cloned().unwrap_or_else(|| {
            let name = name.to_owned();
            Arc::new(EventKind {
                name,
                rank: 2,
                ..EventKind::default()
            })
        })
    }
}
