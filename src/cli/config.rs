//! `rashomon.toml` in the current folder: what holds where neither a flag nor the environment says.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::Failure;

/// The settings file's name.
pub(super) const FILE: &str = "rashomon.toml";

/// The settings file, as written.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    /// What is read where no path is given.
    #[serde(default)]
    pub(super) claims: Vec<PathBuf>,
    /// Gazetteer files.
    #[serde(default)]
    pub(super) gazetteers: Vec<PathBuf>,
    /// Codebook files.
    #[serde(default)]
    pub(super) codebooks: Vec<PathBuf>,
    /// The folder of texts.
    pub(super) texts: Option<PathBuf>,
    /// The model file.
    pub(super) model: Option<PathBuf>,
    /// From where on `check` fails.
    pub(super) fail_on: Option<String>,
    /// What the set is called.
    pub(super) title: Option<String>,
    /// What `reconcile` prints.
    pub(super) format: Option<String>,
}

impl Config {
    /// The settings of the current folder; none where there is no file.
    pub(super) fn load() -> Result<Self, Failure> {
        match rashomon::ingest::read_text(Path::new(FILE)) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(Failure::new(format!("{FILE} cannot be read: {error}"))),
        }
    }

    fn parse(text: &str) -> Result<Self, Failure> {
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.map_or(1, |b| b.matches('\n').count() + 1);
            Failure::new(format!("{FILE}:{line}: {}", error.message()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_setting_is_named_with_its_line() {
        let Err(Failure::Said(message, _)) = Config::parse("texts = \"a\"\nformt = \"json\"\n")
        else {
            panic!("an unknown setting was taken")
        };
        assert!(message.starts_with("rashomon.toml:2:"), "{message}");
        assert!(message.contains("formt"));
    }

    #[test]
    fn all_settings_are_read() {
        let text = "claims = [\"c\"]\ngazetteers = [\"g\"]\ncodebooks = [\"b\"]\ntexts = \"t\"\nmodel = \"m\"\nfail_on = \"scope\"\nformat = \"csv\"\ntitle = \"The war\"\n";
        let config = Config::parse(text).unwrap();
        assert_eq!(config.claims, [PathBuf::from("c")]);
        assert_eq!(config.model, Some(PathBuf::from("m")));
        assert_eq!(config.fail_on.as_deref(), Some("scope"));
        assert_eq!(config.title.as_deref(), Some("The war"));
    }
}
