//! `outlets*.toml`: what is known of outlets, whatever they claim.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::problem::shortened;
use super::toml_file::{parsed, place, text_of};
use super::{Fault, FaultKind};
use crate::claim::ValueError;
use crate::text::key;

/// What is known of one outlet.
///
/// ```toml
/// [[outlet]]
/// name = "Reuters"
/// also = ["Reuters News"]
/// owner = "Thomson Reuters"
/// independent = true
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutletProfile {
    /// The name that reports print.
    pub name: String,
    /// Its other names in the claims.
    #[serde(default)]
    pub also: Vec<String>,
    /// The house or agency that it belongs to.
    pub owner: Option<String>,
    /// The side that it speaks for.
    pub party: Option<String>,
    /// Whether it is never to be taken for a copier.
    #[serde(default)]
    pub independent: bool,
    /// What its rows are, where that is told.
    pub rows: Option<RowMeaning>,
    /// Its time zone: an offset, or a name of the IANA database.
    pub timezone: Option<String>,
}

/// What two rows, or two claims, of one outlet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowMeaning {
    /// Reports, which may tell of one event.
    Reports,
    /// Different events, as in a coded table.
    Distinct,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutletsFile {
    #[serde(default)]
    outlet: Vec<Spanned<OutletProfile>>,
}

/// Reads the outlets of these files, sorted by name. One with a fault is left out, and so is a file
/// that is no outlets file.
pub(super) fn read(paths: &[PathBuf]) -> (Vec<OutletProfile>, Vec<Fault>) {
    let (mut outlets, mut faults) = (Vec::new(), Vec::new());
    let mut named = BTreeMap::new();
    for path in paths {
        let file = Arc::from(path.to_string_lossy());
        let hint = "an outlet begins with [[outlet]] and has at least its name";
        let read = text_of(path, &file).and_then(|text| {
            let read: OutletsFile = parsed(&text, &file, hint)?;
            Ok((text, read))
        });
        match read {
            Ok((text, read)) => {
                for entry in read.outlet {
                    let place = place(&text, entry.span().start);
                    match checked(entry.into_inner(), (&file, place), &mut named) {
                        Ok(outlet) => outlets.push(outlet),
                        Err(fault) => faults.push(fault),
                    }
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    outlets.sort();
    (outlets, faults)
}

/// Where each name stands that was met so far.
type Named = BTreeMap<String, (Arc<str>, u32)>;

/// The outlet, where each of its names is one and was not met before.
fn checked(
    outlet: OutletProfile,
    (file, place): (&Arc<str>, (u32, u32)),
    named: &mut Named,
) -> Result<OutletProfile, Fault> {
    let fault = |field: &str, kind, error| Fault::at(file, place, kind, error).in_field(field);
    for name in std::iter::once(&outlet.name).chain(&outlet.also) {
        let field = if *name == outlet.name { "name" } else { "also" };
        if name.trim().is_empty() {
            let error = ValueError::new("is empty").hint("leave out what is not known");
            return Err(fault(field, FaultKind::BadValue, error));
        }
        let here = (Arc::clone(file), place.0);
        let known = named.insert(key(name), here.clone());
        // An outlet may well list a spelling of its own name.
        if let Some((file, line)) = known.filter(|known| *known != here) {
            let name = shortened(name);
            let error = ValueError::new(format!("\"{name}\" is a name at {file}:{line} too"))
                .hint("a name is given once, to one outlet");
            return Err(fault(field, FaultKind::DuplicateId, error));
        }
    }
    let is_of_zone = |c: char| c.is_ascii_alphanumeric() || "/_-+:".contains(c);
    match &outlet.timezone {
        Some(zone) if zone.is_empty() || !zone.chars().all(is_of_zone) => {
            let error = ValueError::new(format!("\"{}\" is no time zone", shortened(zone)))
                .hint("write a name such as Africa/Bamako, or an offset such as +02:00");
            Err(fault("timezone", FaultKind::BadValue, error))
        }
        _ => Ok(outlet),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlets(text: &str) -> (Vec<OutletProfile>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("outlets.toml");
        std::fs::write(&path, text).unwrap();
        let (outlets, faults) = read(&[path]);
        let said = |fault: &Fault| {
            let fault = fault.to_string();
            fault.split_once("outlets.toml:").unwrap().1.to_owned()
        };
        (outlets, faults.iter().map(said).collect())
    }

    #[test]
    fn an_outlet_has_what_its_table_says() {
        let (read, faults) = outlets(
            "[[outlet]]\nname = \"Reuters\"\nalso = [\"REUTERS\", \"Reuters News\"]\nowner = \"Thomson Reuters\"\n\
             independent = true\nrows = \"distinct\"\nparty = \"Government of X\"\ntimezone = \"UTC\"\n\
             [[outlet]]\nname = \"AP\"\n",
        );
        assert_eq!(faults, [""; 0]);
        let ap = OutletProfile {
            name: "AP".into(),
            ..OutletProfile::default()
        };
        let reuters = OutletProfile {
            name: "Reuters".into(),
            also: vec!["REUTERS".into(), "Reuters News".into()],
            owner: Some("Thomson Reuters".into()),
            party: Some("Government of X".into()),
            independent: true,
            rows: Some(RowMeaning::Distinct),
            timezone: Some("UTC".into()),
        };
        assert_eq!(read, [ap, reuters]);
    }

    #[test]
    fn what_is_wrong_is_told_where_it_stands() {
        for (text, told) in [
            (
                "[[outlet]]\nname = \"A\"\nonwer = \"B\"\n",
                "3:1: error: unknown field `onwer`, expected one of `name`, `also`, `owner`",
            ),
            (
                "[[outlet]]\nname = \"A\"\nindependent = \"yes\"\n",
                "3:15: error: invalid type: string \"yes\", expected a boolean",
            ),
            (
                "[[outlet]]\nname = \"A\"\nrows = \"distinkt\"\n",
                "3:8: error: unknown variant `distinkt`, expected `reports` or `distinct`",
            ),
            (
                "\n[[outlet]]\nowner = \"A\"\n",
                "2:1: error: missing field `name`",
            ),
            ("[[outlet]]\nname = \"\"\n", "1:1: error: name: is empty"),
            (
                "[[outlets]]\nname = \"A\"\n",
                "1:3: error: unknown field `outlets`, expected `outlet`",
            ),
            (
                "[[outlet]]\nname = \"é\", 1\n",
                "2:11: error: unexpected key or value",
            ),
            (
                "[[outlet]]\nname = \"A\"\n\n[[outlet]]\nname = \"B\"\ntimezone = \"two hours\"\n",
                "4:1: error: timezone: \"two hours\" is no time zone",
            ),
        ] {
            let (read, faults) = outlets(text);
            assert_eq!(
                (read.len() + 1, faults.len()),
                (text.matches("[[").count(), 1),
                "{text}"
            );
            assert!(faults[0].starts_with(told), "{text}: {}", faults[0]);
            assert!(faults[0].contains("help: "));
        }
    }

    #[test]
    fn a_name_is_of_one_outlet() {
        let (read, faults) = outlets(
            "[[outlet]]\nname = \"A\"\nalso = [\"a\"]\n[[outlet]]\nname = \"B\"\nalso = [\"A\"]\n",
        );
        assert_eq!(read.len(), 1);
        assert!(
            faults[0].starts_with("4:1: error: also: \"A\" is a name at "),
            "{faults:?}"
        );
        assert!(faults[0].contains("outlets.toml:1 too"), "{faults:?}");
    }
}
