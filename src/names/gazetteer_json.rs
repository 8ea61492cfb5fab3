//! The gazetteer file: JSON to entries, and a fault at line and column for the rest.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::gazetteer::{Alias, Entry, Possible};
use crate::claim::Position;
use crate::codebook::{Codebook, SubjectType};
use crate::ingest::{Fault, FaultKind, FaultLevel};

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

type Fields<'a> = BTreeMap<String, &'a RawValue>;

/// Reads a gazetteer: the good entries, and everything wrong with the others.
pub(super) fn read(name: &str, bytes: &[u8]) -> (Vec<Entry>, Vec<Fault>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = Reader::new(name, bytes);
    let entries = reader.file();
    reader.faults.sort();
    (entries, reader.faults)
}

struct Reader<'a> {
    file: Arc<str>,
    text: &'a str,
    /// Byte offsets at which lines begin.
    lines: Vec<usize>,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn new(name: &str, bytes: &'a [u8]) -> Self {
        let (text, error) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => ("", Some(error.valid_up_to())),
        };
        let newline = |(at, byte): (usize, &u8)| (*byte == b'\n').then_some(at + 1);
        let mut reader = Self {
            file: name.into(),
            text,
            lines: std::iter::once(0)
                .chain(bytes.iter().enumerate().filter_map(newline))
                .collect(),
            faults: Vec::new(),
        };
        if let Some(at) = error {
            let line = reader.line_of(at) + 1;
            reader.push(
                line as u32,
                0,
                None,
                FaultKind::Encoding,
                "it is not UTF-8".into(),
                Some("save the file as UTF-8".into()),
            );
        }
        reader
    }

    fn line_of(&self, at: usize) -> usize {
        self.lines
            .partition_point(|&start| start <= at)
            .saturating_sub(1)
    }

    /// Line and column, from 1, of a byte of the text.
    fn position(&self, at: usize) -> (u32, u32) {
        let line = self.line_of(at);
        let before = self.text.get(self.lines[line]..at).unwrap_or_default();
        (line as u32 + 1, before.chars().count() as u32 + 1)
    }

    /// Where in the text a raw value begins.
    fn offset(&self, raw: &RawValue) -> usize {
        (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    fn push(
        &mut self,
        line: u32,
        column: u32,
        field: Option<String>,
        kind: FaultKind,
        message: String,
        hint: Option<String>,
    ) {
        self.faults.push(Fault {
            file: Arc::clone(&self.file),
            line,
            column,
            field,
            level: FaultLevel::Error,
            kind,
            message,
            hint,
        });
    }

    fn fault(
        &mut self,
        raw: &RawValue,
        field: &str,
        kind: FaultKind,
        message: impl Into<String>,
        hint: Option<&str>,
    ) {
        let (line, column) = self.position(self.offset(raw));
        let field = (!field.is_empty()).then(|| field.to_owned());
        self.push(
            line,
            column,
            field,
            kind,
            message.into(),
            hint.map(str::to_owned),
        );
    }

    fn file(&mut self) -> Vec<Entry> {
        if self.text.is_empty() {
            if self.faults.is_empty() {
                self.push(
                    0,
                    0,
                    None,
                    FaultKind::Empty,
                    "it is empty".into(),
                    Some("a gazetteer is {\"version\": 1, \"entries\": […]}".into()),
                );
            }
            return Vec::new();
        }
        match serde_json::from_str::<Fields>(self.text) {
            Ok(fields) => self.entries_of(&fields),
            Err(error) => {
                let hint = "a gazetteer is {\"version\": 1, \"entries\": […]}".to_owned();
                let message = format!("it is no JSON object: {}", words_of(&error));
                self.push(
                    error.line() as u32,
                    error.column() as u32,
                    None,
                    FaultKind::Syntax,
                    message,
                    Some(hint),
                );
                Vec::new()
            }
        }
    }

    fn entries_of(&mut self, fields: &Fields<'a>) -> Vec<Entry> {
        for (key, raw) in fields {
            if !["version", "share", "entries", "note"].contains(&key.as_str()) {
                self.unknown(raw, key, key, &["version", "entries", "note"]);
            }
        }
        if let Some(raw) = fields.get("version")
            && raw.get() != "1"
        {
            self.fault(
                raw,
                "version",
                FaultKind::BadValue,
                "this program reads version 1",
                Some("write 1"),
            );
            return Vec::new();
        }
        let Some(raw) = fields.get("entries") else {
            self.push(
                1,
                1,
                Some("entries".into()),
                FaultKind::MissingField,
                "it is not there".into(),
                Some("a gazetteer is {\"version\": 1, \"entries\": […]}".into()),
            );
            return Vec::new();
        };
        let Some(list) = self.get::<Vec<&RawValue>>(raw, "entries", "a list of entries") else {
            return Vec::new();
        };
        let mut entries = Vec::with_capacity(list.len());
        for (i, raw) in list.into_iter().enumerate() {
            entries.extend(self.entry(raw, &format!("entries[{i}]")));
        }
        entries
    }

    /// A value of a type, or a fault that says which type it should have.
    fn get<T>(&mut self, raw: &'a RawValue, field: &str, what: &str) -> Option<T>
    where
        T: serde::Deserialize<'a>,
    {
        let found = serde_json::from_str(raw.get()).ok();
        if found.is_none() {
            self.fault(
                raw,
                field,
                FaultKind::WrongType,
                format!("it is not {what}"),
                None,
            );
        }
        found
    }

    fn unknown(&mut self, raw: &RawValue, path: &str, key: &str, known: &[&str]) {
        if key.starts_with("x_") {
            return;
        }
        let hint = Codebook::nearest(key, known.iter().copied()).map_or_else(
            || {
                format!(
                    "the fields are {}; x_… fields are your own",
                    known.join(", ")
                )
            },
            |near| format!("did you mean \"{near}\"?"),
        );
        self.fault(
            raw,
            path,
            FaultKind::UnknownField,
            "there is no such field",
            Some(&hint),
        );
    }

    fn entry(&mut self, raw: &'a RawValue, path: &str) -> Option<Entry> {
        let faults = self.faults.len();
        let fields: Fields = self.get(raw, path, "an object with \"name\" and \"type\"")?;
        for (key, raw) in &fields {
            if !FIELDS.contains(&key.as_str()) {
                self.unknown(raw, &format!("{path}.{key}"), key, FIELDS);
            }
        }
        let name = self.required(raw, &fields, path, "name");
        let kind = self.required(raw, &fields, path, "type");
        let kind = kind.and_then(|kind| self.kind(&fields, path, &kind));
        let mut entry = Entry::new(
            name.as_deref().unwrap_or_default(),
            kind.map_or(SubjectType::Group, |k| k.0),
        );
        entry.outlet = kind.is_some_and(|k| k.1);
        self.fill(&mut entry, &fields, path);
        (self.faults.len() == faults).then_some(entry)
    }

    fn kind(&mut self, fields: &Fields<'a>, path: &str, kind: &str) -> Option<(SubjectType, bool)> {
        let found = TYPES
            .iter()
            .find(|(word, ..)| word.eq_ignore_ascii_case(kind));
        if let (None, Some(raw)) = (found, fields.get("type")) {
            let words = TYPES.iter().map(|t| t.0);
            let hint =
                Codebook::nearest(kind, words).unwrap_or("group, person, place, thing or outlet");
            self.fault(
                raw,
                &format!("{path}.type"),
                FaultKind::UnknownTerm,
                format!("\"{kind}\" is no type of entry"),
                Some(&format!("write {hint}")),
            );
        }
        found.map(|&(_, kind, outlet)| (kind, outlet))
    }

    fn required(
        &mut self,
        raw: &RawValue,
        fields: &Fields<'a>,
        path: &str,
        key: &str,
    ) -> Option<String> {
        let path = format!("{path}.{key}");
        let Some(value) = fields.get(key) else {
            self.fault(raw, &path, FaultKind::MissingField, "it is not there", None);
            return None;
        };
        let text: String = self.get(value, &path, "a text")?;
        if text.trim().is_empty() {
            self.fault(value, &path, FaultKind::BadValue, "it is empty", None);
            return None;
        }
        Some(text.trim().to_owned())
    }

    fn fill(&mut self, entry: &mut Entry, fields: &Fields<'a>, path: &str) {
        entry.id = self.text(fields, path, "id");
        entry.country = self.text(fields, path, "country");
        entry.born = self.text(fields, path, "born");
        entry.died = self.text(fields, path, "died");
        entry.organ_of = self.text(fields, path, "organ_of");
        entry.note = self.text(fields, path, "note");
        entry.parents = self.texts(fields, path, "parents");
        entry.distinct_from = self.texts(fields, path, "distinct_from");
        entry.position = self.at(fields, path);
        entry.aliases = self.list(fields, path, "aliases", Self::alias);
        entry.possibly = self.list(fields, path, "possibly", Self::possible);
    }

    fn text(&mut self, fields: &Fields<'a>, path: &str, key: &str) -> Option<Arc<str>> {
        self.optional::<String>(fields, path, key, "a text")
            .map(Arc::from)
    }

    fn texts(&mut self, fields: &Fields<'a>, path: &str, key: &str) -> Vec<Arc<str>> {
        let texts: Option<Vec<String>> = self.optional(fields, path, key, "a list of texts");
        texts
            .unwrap_or_default()
            .into_iter()
            .map(Arc::from)
            .collect()
    }

    /// A field that may be missing or null.
    fn optional<T: DeserializeOwned>(
        &mut self,
        fields: &Fields<'a>,
        path: &str,
        key: &str,
        what: &str,
    ) -> Option<T> {
        let raw = fields.get(key).filter(|raw| raw.get() != "null")?;
        self.get(raw, &format!("{path}.{key}"), what)
    }

    fn at(&mut self, fields: &Fields<'a>, path: &str) -> Option<Position> {
        let lat: Option<f64> = self.optional(fields, path, "lat", "a number");
        let lon: Option<f64> = self.optional(fields, path, "lon", "a number");
        match (lat, lon) {
            (Some(lat), Some(lon)) => match Position::new(lat, lon) {
                Ok(position) => return Some(position),
                Err(error) => self.half(fields, path, FaultKind::BadValue, &error.message),
            },
            (None, None) => {}
            _ => self.half(
                fields,
                path,
                FaultKind::MissingField,
                "lat and lon go together",
            ),
        }
        None
    }

    fn half(&mut self, fields: &Fields<'a>, path: &str, kind: FaultKind, message: &str) {
        let raw = fields.get("lat").or_else(|| fields.get("lon"));
        if let Some(raw) = raw {
            self.fault(raw, &format!("{path}.lat"), kind, message, None);
        }
    }

    fn list<T>(
        &mut self,
        fields: &Fields<'a>,
        path: &str,
        key: &str,
        item: fn(&mut Self, &'a RawValue, &str) -> Option<T>,
    ) -> Vec<T> {
        let Some(raw) = fields.get(key).filter(|raw| raw.get() != "null") else {
            return Vec::new();
        };
        let path = format!("{path}.{key}");
        let list: Vec<&RawValue> = self.get(raw, &path, "a list").unwrap_or_default();
        list.into_iter()
            .enumerate()
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
        Some(Possible {
            name,
            why: self.text(&fields, path, "why"),
        })
    }

    /// A name, alone or in an object with other fields.
    fn named(
        &mut self,
        raw: &'a RawValue,
        path: &str,
        known: &[&str],
    ) -> Option<(Arc<str>, Fields<'a>)> {
        if raw.get().starts_with('{') {
            let fields: Fields = self.get(raw, path, "an object")?;
            for (key, raw) in &fields {
                if !known.contains(&key.as_str()) {
                    self.unknown(raw, &format!("{path}.{key}"), key, known);
                }
            }
            let name = self.required(raw, &fields, path, "name")?;
            return Some((name.into(), fields));
        }
        let name: String = self.get(raw, path, "a text, or an object with \"name\"")?;
        Some((name.into(), Fields::new()))
    }
}

/// A JSON error without its place, which the fault says itself.
fn words_of(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
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
