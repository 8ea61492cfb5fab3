//! The gazetteer file: JSON to entries, and a fault at line and column for the rest.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{Alias, GazetteerEntry, Possible};
use crate::claim::Position;
use crate::codebook::{Codebook, SubjectType};
use crate::ingest::{Fault, FaultKind, FaultLevel};

/// What a file looks like, for whoever wrote another.
const SHAPE: &str = "a gazetteer is {\"version\": 1, \"entries\": […]}";

/// The fields of an entry.
const FIELDS: &[&str] = &[
    "id",
    "name",
    "type",
    "country",
    "aliases",
    "parents",
    "lat",
    "lon",
    "born",
    "died",
    "organ_of",
    "possibly",
    "distinct_from",
    "note",
];

/// Words for the types of entries, and whether they publish.
const TYPES: &[(&str, SubjectType, bool)] = &[
    ("group", SubjectType::Group, false),
    ("person", SubjectType::Person, false),
    ("place", SubjectType::Place, false),
    ("thing", SubjectType::Thing, false),
    ("outlet", SubjectType::Group, true),
    ("media", SubjectType::Group, true),
    ("agency", SubjectType::Group, true),
    ("organisation", SubjectType::Group, false),
    ("organization", SubjectType::Group, false),
    ("army", SubjectType::Group, false),
    ("party", SubjectType::Group, false),
    ("country", SubjectType::Place, false),
];

type JsonFields<'a> = BTreeMap<String, &'a RawValue>;

/// Reads a gazetteer: the good entries, and everything wrong with the others.
pub(crate) fn read(name: &str, bytes: &[u8]) -> (Vec<GazetteerEntry>, Vec<Fault>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let ends = bytes.iter().zip(1..).filter(|(byte, _)| **byte == b'\n');
    let mut reader = GazetteerReader {
        file: name.into(),
        text: "",
        lines: std::iter::once(0).chain(ends.map(|(_, at)| at)).collect(),
        faults: Vec::new(),
    };
    let entries = match std::str::from_utf8(bytes) {
        Ok("") => reader.tell((0, 0), "", FaultKind::Empty, "it is empty", Some(SHAPE)),
        Ok(text) => {
            reader.text = text;
            reader.file()
        }
        Err(error) => {
            let at = (reader.line_of(error.valid_up_to()) as u32 + 1, 0);
            let hint = Some("save the file as UTF-8");
            reader.tell(at, "", FaultKind::Encoding, "it is not UTF-8", hint)
        }
    };
    reader.faults.sort();
    (entries.unwrap_or_default(), reader.faults)
}

struct GazetteerReader<'a> {
    file: Arc<str>,
    text: &'a str,
    /// Byte offsets at which lines begin.
    lines: Vec<usize>,
    faults: Vec<Fault>,
}

impl<'a> GazetteerReader<'a> {
    /// The number of the line that a byte stands in, from 0.
    fn line_of(&self, at: usize) -> usize {
        self.lines
            .partition_point(|&start| start <= at)
            .saturating_sub(1)
    }

    /// Line and column, from 1, at which a raw value begins.
    fn position(&self, raw: &RawValue) -> (u32, u32) {
        let at = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let line = self.line_of(at);
        let before = self.text.get(self.lines[line]..at).unwrap_or_default();
        (line as u32 + 1, before.chars().count() as u32 + 1)
    }

    /// Notes a fault, in place of what was to be read.
    fn tell<T>(
        &mut self,
        (line, column): (u32, u32),
        field: &str,
        kind: FaultKind,
        message: &str,
        hint: Option<&str>,
    ) -> Option<T> {
        self.faults.push(Fault {
            file: Arc::clone(&self.file),
            line,
            column,
            field: (!field.is_empty()).then(|| field.to_owned()),
            level: FaultLevel::Error,
            kind,
            message: message.to_owned(),
            hint: hint.map(str::to_owned),
        });
        None
    }

    /// Notes a fault of a value.
    fn fault<T>(
        &mut self,
        raw: &RawValue,
        field: &str,
        kind: FaultKind,
        message: &str,
        hint: Option<&str>,
    ) -> Option<T> {
        self.tell(self.position(raw), field, kind, message, hint)
    }

    fn file(&mut self) -> Option<Vec<GazetteerEntry>> {
        match serde_json::from_str::<JsonFields>(self.text) {
            Ok(fields) => self.entries(fields),
            Err(error) => {
                let at = (error.line() as u32, error.column() as u32);
                let text = error.to_string();
                let words = text.split(" at line ").next().unwrap_or_default();
                let message = format!("it is no JSON object: {words}");
                self.tell(at, "", FaultKind::Syntax, &message, Some(SHAPE))
            }
        }
    }

    fn entries(&mut self, mut fields: JsonFields<'a>) -> Option<Vec<GazetteerEntry>> {
        fields.remove("share");
        self.check(&fields, "", &["version", "entries", "note"]);
        if let Some(raw) = fields.get("version").filter(|raw| raw.get() != "1") {
            let message = "this program reads version 1";
            return self.fault(
                raw,
                "version",
                FaultKind::BadValue,
                message,
                Some("write 1"),
            );
        }
        let Some(raw) = fields.get("entries") else {
            let (kind, message) = (FaultKind::MissingField, "it is not there");
            return self.tell((1, 1), "entries", kind, message, Some(SHAPE));
        };
        let list: Vec<&RawValue> = self.get(raw, "entries", "a list of entries")?;
        let entries = list.into_iter().enumerate();
        let entry = |(i, raw)| self.entry(raw, &format!("entries[{i}]"));
        Some(entries.filter_map(entry).collect())
    }

    /// A value of a type, or a fault that says which type it should have.
    fn get<T>(&mut self, raw: &'a RawValue, field: &str, what: &str) -> Option<T>
    where
        T: serde::Deserialize<'a>,
    {
        let found = serde_json::from_str(raw.get()).ok();
        found.or_else(|| {
            self.fault(
                raw,
                field,
                FaultKind::WrongType,
                &format!("it is not {what}"),
                None,
            )
        })
    }

    /// Notes the fields that are none of the format's, nor the user's own.
    fn check(&mut self, fields: &JsonFields<'a>, path: &str, known: &[&str]) {
        let is_known = |key: &str| known.contains(&key) || key.starts_with("x_");
        for (key, raw) in fields.iter().filter(|(key, _)| !is_known(key)) {
            let hint = match Codebook::nearest(key, known.iter().copied()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!(
                    "the fields are {}; x_… fields are your own",
                    known.join(", ")
                ),
            };
            let (kind, message) = (FaultKind::UnknownField, "there is no such field");
            self.fault::<()>(raw, &joined(path, key), kind, message, Some(&hint));
        }
    }

    fn entry(&mut self, raw: &'a RawValue, path: &str) -> Option<GazetteerEntry> {
        let faults = self.faults.len();
        let fields: JsonFields = self.get(raw, path, "an object with \"name\" and \"type\"")?;
        self.check(&fields, path, FIELDS);
        let name = self.required(raw, &fields, path, "name");
        let kind = self.required(raw, &fields, path, "type");
        let kind = kind.and_then(|kind| self.kind(&fields, path, &kind));
        let entry = GazetteerEntry {
            id: self.text(&fields, path, "id"),
            outlet: kind.is_some_and(|(_, outlet)| outlet),
            country: self.text(&fields, path, "country"),
            born: self.text(&fields, path, "born"),
            died: self.text(&fields, path, "died"),
            organ_of: self.text(&fields, path, "organ_of"),
            note: self.text(&fields, path, "note"),
            parents: self.texts(&fields, path, "parents"),
            distinct_from: self.texts(&fields, path, "distinct_from"),
            position: self.at(&fields, path),
            aliases: self.list(&fields, path, "aliases", Self::alias),
            possibly: self.list(&fields, path, "possibly", Self::possible),
            ..GazetteerEntry::new(&name.unwrap_or_default(), kind.unwrap_or_default().0)
        };
        (self.faults.len() == faults).then_some(entry)
    }

    fn kind(
        &mut self,
        fields: &JsonFields<'a>,
        path: &str,
        kind: &str,
    ) -> Option<(SubjectType, bool)> {
        let mut types = TYPES.iter();
        if let Some(&(_, kind, outlet)) = types.find(|t| t.0.eq_ignore_ascii_case(kind)) {
            return Some((kind, outlet));
        }
        let near = Codebook::nearest(kind, TYPES.iter().map(|t| t.0));
        let near = near.unwrap_or("group, person, place, thing or outlet");
        let message = format!("\"{kind}\" is no type of entry");
        let hint = format!("write {near}");
        let field = joined(path, "type");
        self.fault(
            fields.get("type")?,
            &field,
            FaultKind::UnknownTerm,
            &message,
            Some(&hint),
        )
    }

    fn required(
        &mut self,
        raw: &RawValue,
        fields: &JsonFields<'a>,
        path: &str,
        key: &str,
    ) -> Option<String> {
        let path = joined(path, key);
        let Some(value) = fields.get(key) else {
            return self.fault(raw, &path, FaultKind::MissingField, "it is not there", None);
        };
        let text: String = self.get(value, &path, "a text")?;
        if text.trim().is_empty() {
            return self.fault(value, &path, FaultKind::BadValue, "it is empty", None);
        }
        Some(text.trim().to_owned())
    }

    fn text(&mut self, fields: &JsonFields<'a>, path: &str, key: &str) -> Option<Arc<str>> {
        self.optional(fields, path, key, "a text")
    }

    fn texts(&mut self, fields: &JsonFields<'a>, path: &str, key: &str) -> Vec<Arc<str>> {
        let texts = self.optional(fields, path, key, "a list of texts");
        texts.unwrap_or_default()
    }

    /// A field that may be missing or null.
    fn optional<T: DeserializeOwned>(
        &mut self,
        fields: &JsonFields<'a>,
        path: &str,
        key: &str,
        what: &str,
    ) -> Option<T> {
        let raw = fields.get(key).filter(|raw| raw.get() != "null")?;
        self.get(raw, &joined(path, key), what)
    }

    fn at(&mut self, fields: &JsonFields<'a>, path: &str) -> Option<Position> {
        let lat: Option<f64> = self.optional(fields, path, "lat", "a number");
        let lon: Option<f64> = self.optional(fields, path, "lon", "a number");
        let (kind, message) = match (lat, lon) {
            (None, None) => return None,
            (Some(lat), Some(lon)) => match Position::new(lat, lon) {
                Ok(position) => return Some(position),
                Err(error) => (FaultKind::BadValue, error.message),
            },
            _ => (
                FaultKind::MissingField,
                "lat and lon go together".to_owned(),
            ),
        };
        let raw = fields.get("lat").or_else(|| fields.get("lon"))?;
        self.fault(raw, &joined(path, "lat"), kind, &message, None)
    }

    fn list<T>(
        &mut self,
        fields: &JsonFields<'a>,
        path: &str,
        key: &str,
        item: fn(&mut Self, &'a RawValue, &str) -> Option<T>,
    ) -> Vec<T> {
        let Some(raw) = fields.get(key).filter(|raw| raw.get() != "null") else {
            return Vec::new();
        };
        let path = joined(path, key);
        let list: Vec<&RawValue> = self.get(raw, &path, "a list").unwrap_or_default();
        let items = list.into_iter().enumerate();
        items
            .filter_map(|(i, raw)| item(self, raw, &format!("{path}[{i}]")))
            .collect()
    }

    fn alias(&mut self, raw: &'a RawValue, path: &str) -> Option<Alias> {
        let (name, fields) = self.named(raw, path, &["name", "language", "context"])?;
        Some(Alias {
            name,
            language: self.text(&fields, path, "language"),
            context: self.texts(&fields, path, "context"),
        })
    }

    fn possible(&mut self, raw: &'a RawValue, path: &str) -> Option<Possible> {
        let (name, fields) = self.named(raw, path, &["name", "why"])?;
        let why = self.text(&fields, path, "why");
        Some(Possible { name, why })
    }

    /// A name, alone or in an object with other fields.
    fn named(
        &mut self,
        raw: &'a RawValue,
        path: &str,
        known: &[&str],
    ) -> Option<(Arc<str>, JsonFields<'a>)> {
        if !raw.get().starts_with('{') {
            let name = self.get(raw, path, "a text, or an object with \"name\"")?;
            return Some((name, JsonFields::new()));
        }
        let fields: JsonFields = self.get(raw, path, "an object")?;
        self.check(&fields, path, known);
        let name = self.required(raw, &fields, path, "name")?;
        Some((name.into(), fields))
    }
}

/// The path of a field of an object.
fn joined(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        _ => format!("{path}.{key}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_with_everything() {
        let text = r#"{"version":1,"share":0.7,"entries":[
          {"id":"g1","name":"JNIM","type":"group","country":"Mali","x_mine":1,
           "aliases":["GSIM",{"name":"Al-Nusra","language":"en","context":["Mali"]}],
           "parents":["al-Qaeda"],"possibly":[{"name":"X","why":"alike"},"Y"],
           "distinct_from":["Al-Nusra Front"],"lat":1.5,"lon":2,"note":"n","organ_of":null}]}"#;
        let (entries, faults) = read("g.json", text.as_bytes());
        assert_eq!(faults, []);
        let entry = &entries[0];
        assert_eq!(&*entry.name, "JNIM");
        assert_eq!(entry.aliases.len(), 2);
        assert_eq!(&*entry.aliases[1].context[0], "Mali");
        assert_eq!(entry.possibly[1].why, None);
        assert_eq!(entry.position.map(|p| p.lat), Some(1.5));
    }

    #[test]
    fn every_fault_is_told_with_its_place_and_good_entries_stay() {
        let text = "{\"entries\": [\n  {\"name\": \"A\", \"type\": \"gruop\"},\n  {\"name\": \"B\", \"type\": \"place\", \"alias\": []},\n  {\"type\": \"person\"},\n  {\"name\": \"C\", \"type\": \"place\", \"lat\": 99, \"lon\": 0},\n  {\"name\": \"D\", \"type\": \"thing\"}\n]}";
        let (entries, faults) = read("g.json", text.as_bytes());
        assert_eq!(entries.len(), 1);
        assert_eq!(&*entries[0].name, "D");
        let told: Vec<(u32, u32, FaultKind, Option<&str>)> = faults
            .iter()
            .map(|f| (f.line, f.column, f.kind, f.field.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                (2, 25, FaultKind::UnknownTerm, Some("entries[0].type")),
                (3, 43, FaultKind::UnknownField, Some("entries[1].alias")),
                (4, 3, FaultKind::MissingField, Some("entries[2].name")),
                (5, 41, FaultKind::BadValue, Some("entries[3].lat")),
            ]
        );
        assert_eq!(faults[0].hint.as_deref(), Some("write group"));
        assert_eq!(faults[1].hint.as_deref(), Some("did you mean \"aliases\"?"));
    }

    #[test]
    fn files_that_are_no_gazetteer() {
        for (bytes, kind) in [
            (&b""[..], FaultKind::Empty),
            (b"{\"entries\": [}", FaultKind::Syntax),
            (b"[1]", FaultKind::Syntax),
            (b"{\"version\": 2, \"entries\": []}", FaultKind::BadValue),
            (b"{}", FaultKind::MissingField),
            (b"{\"entries\": 3}", FaultKind::WrongType),
            (b"{\"entries\": [\"\xff\"]}", FaultKind::Encoding),
        ] {
            let (entries, faults) = read("g.json", bytes);
            assert!(entries.is_empty());
            assert_eq!(faults.len(), 1, "{bytes:?}");
            assert_eq!(faults[0].kind, kind, "{bytes:?}");
        }
    }

    #[test]
    fn nesting_a_million_deep_is_a_fault() {
        let text = format!("{{\"entries\": [{}", "[".repeat(1_000_000));
        assert_eq!(read("g.json", text.as_bytes()).1[0].kind, FaultKind::Syntax);
        let closed = format!(
            "{{\"entries\": [{}{}]}}",
            "[".repeat(1_000_000),
            "]".repeat(1_000_000)
        );
        assert_eq!(read("g.json", closed.as_bytes()).1.len(), 1);
    }

    #[test]
    fn a_byte_order_mark_is_accepted() {
        let (entries, faults) = read(
            "g.json",
            "\u{feff}{\"entries\":[{\"name\":\"A\",\"type\":\"group\"}]}".as_bytes(),
        );
        assert_eq!((entries.len(), faults.len()), (1, 0));
    }
}
