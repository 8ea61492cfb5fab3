//! `rashomon.toml` in the current folder, or in one above it: what holds where neither a flag nor the environment says.

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
    /// The settings of the current folder, or else of the nearest folder above it that has some, up to the
    /// one that holds the repository; none where there is no file.
    pub(super) fn load() -> Result<Self, Failure> {
        let here = std::env::current_dir().unwrap_or_default();
        let mut above = PathBuf::new();
        for folder in here.ancestors() {
            if let Some(config) = Self::of(&above)? {
                return Ok(config.seen_from(&above));
            }
            if folder.join(".git").exists() {
                break;
            }
            above.push("..");
        }
        Ok(Self::default())
    }

    /// The settings of a folder; none where it has no file of them.
    fn of(folder: &Path) -> Result<Option<Self>, Failure> {
        let file = folder.join(FILE);
        match rashomon::ingest::read_text(&file) {
            Ok(text) => Self::parse(&text, &file).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => {
                let file = file.display();
                Err(Failure::new(format!("{file} cannot be read: {error}")))
            }
        }
    }

    /// The same, its paths beginning where it stands.
    fn seen_from(mut self, folder: &Path) -> Self {
        let lists = [&mut self.claims, &mut self.gazetteers, &mut self.codebooks];
        let lists = lists.into_iter().flatten();
        let single = self.texts.iter_mut().chain(&mut self.model);
        for path in lists.chain(single) {
            // Standard input is in no folder.
            if path.as_os_str() != "-" {
                *path = folder.join(&*path);
            }
        }
        self
    }

    fn parse(text: &str, file: &Path) -> Result<Self, Failure> {
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.map_or(1, |b| b.matches('\n').count() + 1);
            let file = file.display();
            Failure::new(format!("{file}:{line}: {}", error.message()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_setting_is_named_with_its_line() {
        let Err(Failure::Said(message, _)) =
            Config::parse("texts = \"a\"\nformt = \"json\"\n", Path::new(FILE))
        else {
            panic!("an unknown setting was taken")
        };
        assert!(message.starts_with("rashomon.toml:2:"), "{message}");
        assert!(message.contains("formt"));
    }

    #[test]
    fn all_settings_are_read() {
        let text = "claims = [\"c\"]\ngazetteers = [\"g\"]\ncodebooks = [\"b\"]\ntexts = \"t\"\nmodel = \"m\"\nfail_on = \"scope\"\nformat = \"csv\"\ntitle = \"The war\"\n";
        let config = Config::parse(text, Path::new(FILE)).unwrap();
        assert_eq!(config.claims, [PathBuf::from("c")]);
        assert_eq!(config.model, Some(PathBuf::from("m")));
        assert_eq!(config.fail_on.as_deref(), Some("scope"));
        assert_eq!(config.title.as_deref(), Some("The war"));
        let above = config.seen_from(Path::new(".."));
        assert_eq!(above.claims, [PathBuf::from("../c")]);
        assert_eq!(above.texts, Some(PathBuf::from("../t")));
    }
}
