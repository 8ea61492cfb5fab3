//! The user's own template and style sheet for the HTML page.

use std::path::{Path, PathBuf};

use rashomon::report::html::{TEMPLATES, Theme};

use super::Failure;

/// The theme: the program's own, with what the user's files replace.
pub(super) fn load(template: Option<&Path>, style: Option<&Path>) -> Result<Theme, Failure> {
    let own = template.map_or(Ok(Vec::new()), templates)?;
    let style = style.map(read).transpose()?;
    Theme::new(own, style).map_err(|error| {
        let help = "docs/page.md says what a template is given";
        Failure::with_help(error.to_string(), help)
    })
}

/// The template files of a path, each with its name: one file is the page's.
fn templates(path: &Path) -> Result<Vec<(String, String)>, Failure> {
    if !path.is_dir() {
        return Ok(vec![(TEMPLATES[0].0.to_owned(), read(path)?)]);
    }
    let names = TEMPLATES.iter().map(|(name, _)| (*name, path.join(name)));
    let there: Vec<(&str, PathBuf)> = names.filter(|(_, file)| file.exists()).collect();
    if there.is_empty() {
        let names = TEMPLATES.map(|(name, _)| name).join(", ");
        let message = format!("{} holds no template", path.display());
        return Err(Failure::with_help(message, format!("it may hold {names}")));
    }
    let read = |(name, file): (&str, PathBuf)| Ok((name.to_owned(), read(&file)?));
    there.into_iter().map(read).collect()
}

fn read(path: &Path) -> Result<String, Failure> {
    rashomon::ingest::read_text(path)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_replaces_what_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        assert!(load(Some(folder.path()), None).is_err());
        std::fs::write(folder.path().join("event.html"), "{{ event.title }}").unwrap();
        assert!(load(Some(folder.path()), None).is_ok());
        std::fs::write(folder.path().join("event.html"), "{% for %}").unwrap();
        let Err(Failure::Said(message, _)) = load(Some(folder.path()), None) else {
            panic!("a broken template was taken")
        };
        assert!(message.contains("event.html:1"), "{message}");
    }
}
