//! Who holds a place.

use std::sync::Arc;

/// The state of a place: held by one, given up by one, or fought over.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Control {
    /// Held by the named group ("ISIS", "held by ISIS", "taken by ISIS").
    Held(Arc<str>),
    /// No longer held by the named group ("lost by ISIS", "not ISIS").
    Lost(Arc<str>),
    /// Fought over ("contested").
    Contested,
}

impl Control {
    /// Reads the words for a holder.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let lower = text.to_lowercase();
        if lower == "contested" || lower == "disputed" || lower.starts_with("contested ") {
            return Self::Contested;
        }
        for (words, lost) in [
            ("lost by ", true),
            ("not ", true),
            ("no longer ", true),
            ("held by ", false),
            ("taken by ", false),
            ("controlled by ", false),
        ] {
            if lower.starts_with(words) && lower.len() == text.len() {
                let name = Arc::from(text[words.len()..].trim());
                return if lost {
                    Self::Lost(name)
                } else {
                    Self::Held(name)
                };
            }
        }
        Self::Held(Arc::from(text))
    }

    /// The group named, if one is.
    pub fn holder(&self) -> Option<&Arc<str>> {
        match self {
            Self::Held(name) | Self::Lost(name) => Some(name),
            Self::Contested => None,
        }
    }
}

impl std::fmt::Display for Control {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Held(name) => f.write_str(name),
            Self::Lost(name) => write!(f, "lost by {name}"),
            Self::Contested => f.write_str("contested"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_a_holder() {
        assert_eq!(Control::parse("ISIS"), Control::Held("ISIS".into()));
        assert_eq!(
            Control::parse("Taken by JNIM"),
            Control::Held("JNIM".into())
        );
        assert_eq!(Control::parse("lost by ISIS"), Control::Lost("ISIS".into()));
        assert_eq!(Control::parse("contested by A and B"), Control::Contested);
    }

    #[test]
    fn printing_and_reading_round_trip() {
        for text in ["ISIS", "lost by ISIS", "contested"] {
            assert_eq!(Control::parse(text).to_string(), text);
        }
    }
}
