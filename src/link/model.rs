//! The model file: weights as TOML, for people to read, keep and compare, and for the program to
//! read back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use toml::Spanned;

use super::Weights;
use super::learn::{Learned, Way};
use super::levels::NAMES;
use crate::codebook::Codebook;

/// The version of the file's form that this program reads and writes.
const VERSION: u32 = 1;
/// No weight is further from nothing than so many bits.
const MOST_BITS: f64 = 100.0;

/// Why a model file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelError {
    /// Line, from 1; 0 where the fault is the file's.
    pub line: u32,
    /// The field, as a path of keys.
    pub field: Option<String>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
}

/// A model file, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Spanned<u32>,
    name: Spanned<String>,
    #[serde(default, rename = "learned")]
    _learned: Option<toml::Table>,
    prior: Spanned<f64>,
    threshold: Spanned<f64>,
    /// The bits of every field's levels.
    bits: Keyed<Keyed<Spanned<f64>>>,
}

/// A table of the file, with where it stands.
type Keyed<T> = Spanned<BTreeMap<String, T>>;

/// Reads a model file. Every field and every level must be there, and no other.
///
/// # Errors
/// The first fault, with its line, its field and the mend.
pub fn read(text: &str) -> Result<Weights, ModelError> {
    let file: File = toml::from_str(text).map_err(|error| ModelError {
        line: error.span().map_or(0, |span| line(text, span.start)),
        field: None,
        message: error.message().to_owned(),
        hint: None,
    })?;
    let reader = Reader { text };
    reader.version(&file.version)?;
    let mut weights = Weights {
        name: reader.name(&file.name)?,
        prior: reader.bits(&file.prior, "prior")?,
        threshold: reader.bits(&file.threshold, "threshold")?,
        ..Weights::default()
    };
    let fields = NAMES.map(|(field, _)| field.to_owned());
    reader.known(&file.bits, "bits", &fields)?;
    for ((field, levels), table) in NAMES.iter().zip(weights.fields.tables_mut()) {
        reader.table(&file.bits, field, levels, table)?;
    }
    Ok(weights)
}

/// Makes faults of what stands where.
struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn fault<T>(&self, at: &Spanned<T>, field: &str, message: String) -> ModelError {
        ModelError {
            line: line(self.text, at.span().start),
            field: Some(field.to_owned()),
            message,
            hint: None,
        }
    }

    fn version(&self, version: &Spanned<u32>) -> Result<(), ModelError> {
        if *version.get_ref() == VERSION {
            return Ok(());
        }
        let message = format!("version {} of a model is not known", version.get_ref());
        let hint = format!("this program reads version {VERSION}; learn the model again");
        Err(self.fault(version, "version", message).with(hint))
    }

    /// A name is printed in reports: one line, and not long.
    fn name(&self, name: &Spanned<String>) -> Result<String, ModelError> {
        let text = name.get_ref();
        let fits = !text.is_empty() && text.chars().count() <= 80;
        if fits && !text.chars().any(char::is_control) {
            return Ok(text.clone());
        }
        let message = "a name is one line of 1 to 80 characters".to_owned();
        Err(self.fault(name, "name", message))
    }

    fn bits(&self, bits: &Spanned<f64>, field: &str) -> Result<f64, ModelError> {
        let value = *bits.get_ref();
        if value.abs() <= MOST_BITS {
            return Ok(value);
        }
        let message =
            format!("{value} is no weight: bits lie between -{MOST_BITS} and {MOST_BITS}");
        Err(self.fault(bits, field, message))
    }

    /// Refuses a key that is not known.
    fn known<T>(&self, table: &Keyed<T>, field: &str, known: &[String]) -> Result<(), ModelError> {
        let Some(key) = table.get_ref().keys().find(|key| !known.contains(key)) else {
            return Ok(());
        };
        let hint = match Codebook::nearest(key, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`{field}` holds {}", known.join(", ")),
        };
        let message = format!("`{field}` has no `{key}`");
        let fault = self.fault(table, &format!("{field}.{key}"), message);
        Err(ModelError {
            line: self.line_of(fault.line, key),
            ..fault.with(hint)
        })
    }

    /// The line on which a key of a table stands, from the table's own on.
    fn line_of(&self, table: u32, key: &str) -> u32 {
        let starts = |l: &str| {
            let l = l.trim_start().trim_start_matches('[');
            l.strip_prefix("bits.").unwrap_or(l).starts_with(key)
        };
        let lines = self.text.lines().skip(table.saturating_sub(1) as usize);
        table + lines.take_while(|l| !starts(l)).count() as u32
    }

    fn table(
        &self,
        tables: &Keyed<Keyed<Spanned<f64>>>,
        field: &str,
        levels: &[&str],
        bits: &mut [f64],
    ) -> Result<(), ModelError> {
        let path = format!("bits.{field}");
        let keys: Vec<String> = levels.iter().map(|level| snake(level)).collect();
        let absent = || format!("there is no table `[{path}]`");
        let table = self.get(tables, field, &path, absent)?;
        self.known(table, &path, &keys)?;
        for (key, bits) in keys.iter().zip(bits) {
            let path = format!("{path}.{key}");
            let absent = || format!("there are no bits for `{key}`");
            *bits = self.bits(self.get(table, key, &path, absent)?, &path)?;
        }
        Ok(())
    }

    /// What a table holds under a key.
    fn get<'f, T>(
        &self,
        table: &'f Keyed<T>,
        key: &str,
        path: &str,
        absent: impl Fn() -> String,
    ) -> Result<&'f T, ModelError> {
        let lacking = || self.fault(table, path, absent());
        let lacking = || lacking().with("add it, or learn the model again".to_owned());
        table.get_ref().get(key).ok_or_else(lacking)
    }
}

impl ModelError {
    fn with(self, hint: String) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }
}

/// The line of a byte offset, from 1.
fn line(text: &str, offset: usize) -> u32 {
    let before = text.get(..offset).unwrap_or(text);
    before.matches('\n').count() as u32 + 1
}

/// "`SameDay`" as "`same_day`".
fn snake(level: &str) -> String {
    let mut key = String::with_capacity(level.len() + 4);
    for (at, c) in level.char_indices() {
        if c.is_uppercase() && at > 0 {
            key.push('_');
        }
        key.extend(c.to_lowercase());
    }
    key
}

/// What stands at the top of every model file.
const HEAD: &str = "\
# Match weights of Rashomon, in bits: how much each level of agreement or difference says that two
# claims speak of one event. Two claims, or two clusters on average, are one event where the prior
# and the bits of all fields add up to the threshold. Give the file back with --model.
";

/// The weights alone, as a model file.
pub fn write(weights: &Weights) -> String {
    page(weights, "", |_, _| String::new())
}

/// What was learned, as a model file; `input` is the digest of the claims and `program` the
/// program that learned.
pub fn write_learned(learned: &Learned, input: &str, program: &str) -> String {
    let patterns = &learned.patterns;
    let beside = |field, level| match patterns.of_level(field, level) {
        (0, _) => "  # no pair met".to_owned(),
        (pairs, _) if learned.way == Way::Alone => format!("  # {pairs} pairs"),
        (pairs, same) => format!("  # {pairs} pairs, {same} of one event"),
    };
    page(&learned.weights, &origin(learned, input, program), beside)
}

/// What a model was learned from.
fn origin(learned: &Learned, input: &str, program: &str) -> String {
    let patterns = &learned.patterns;
    let way = match learned.way {
        Way::Alone => "expectation maximisation",
        Way::Events => "regression on coded events",
    };
    format!(
        "\n[learned]\nprogram = {program:?}\nway = {way:?}\ninput = {input:?}\nclaims = {}\npairs = {}\n\
         patterns = {}\nshare_of_one_event = {:.4}\nrounds = {}\nconverged = {}\n",
        patterns.claims,
        patterns.counted.iter().map(|p| p.pairs).sum::<u64>(),
        patterns.counted.len(),
        learned.share,
        learned.rounds,
        learned.converged,
    )
}

fn page(weights: &Weights, origin: &str, beside: impl Fn(usize, usize) -> String) -> String {
    let name = toml::Value::String(weights.name.clone());
    let mut page = format!(
        "{HEAD}version = {VERSION}\nname = {name}\nprior = {:?}\nthreshold = {:?}\n{origin}",
        weights.prior, weights.threshold
    );
    for (field, ((name, levels), table)) in NAMES.iter().zip(weights.fields.tables()).enumerate() {
        let _ = write!(page, "\n[bits.{name}]\n");
        for (level, (key, bits)) in levels.iter().zip(table).enumerate() {
            let _ = writeln!(page, "{} = {bits:?}{}", snake(key), beside(field, level));
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The file of the weights inside the program, with one line changed.
    fn changed(from: &str, to: &str) -> ModelError {
        let text = write(&Weights::default());
        assert!(text.contains(from), "no {from} in {text}");
        read(&text.replacen(from, to, 1)).expect_err("a broken model was taken")
    }

    fn line_with(what: &str) -> u32 {
        let text = write(&Weights::default());
        text.lines().position(|l| l.contains(what)).unwrap() as u32 + 1
    }

    #[test]
    fn what_is_written_is_read_back() {
        let weights = Weights::default();
        assert_eq!(read(&write(&weights)), Ok(weights));
    }

    #[test]
    fn a_misspelt_level_is_named_with_its_line_and_the_mend() {
        let error = changed("one_day_apart =", "one_dya_apart =");
        assert_eq!(error.line, line_with("one_day_apart ="));
        assert_eq!(error.field.as_deref(), Some("bits.when.one_dya_apart"));
        assert_eq!(error.hint.as_deref(), Some("did you mean `one_day_apart`?"));
    }

    #[test]
    fn a_level_that_is_not_there_is_named() {
        let text = write(&Weights::default());
        let line = text.lines().find(|l| l.starts_with("same_rare")).unwrap();
        let error = read(&text.replacen(&format!("{line}\n"), "", 1)).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("bits.kind.same_rare"));
        assert!(error.line >= line_with("[bits.kind]"), "{error:?}");
    }

    #[test]
    fn a_table_that_is_not_known_is_refused() {
        let error = changed("[bits.kind]", "[bits.kinds]");
        assert_eq!(error.field.as_deref(), Some("bits.kinds"));
        assert_eq!(error.line, line_with("[bits.kind]"));
    }

    #[test]
    fn a_weight_is_a_number_within_reason() {
        let error = changed("threshold = 0.0", "threshold = nan");
        assert_eq!(error.field.as_deref(), Some("threshold"));
        assert_eq!(error.line, line_with("threshold = "));
        assert!(
            changed("threshold = 0.0", "threshold = 1e9")
                .message
                .contains("no weight")
        );
        assert_eq!(
            changed("threshold = 0.0", "threshold = \"low\"").line,
            line_with("threshold = ")
        );
    }

    #[test]
    fn another_version_is_refused() {
        let error = changed("version = 1", "version = 2");
        assert_eq!(error.field.as_deref(), Some("version"));
        assert!(error.hint.unwrap().contains("learn the model again"));
    }

    #[test]
    fn a_name_cannot_break_a_report() {
        assert!(
            changed("name = \"default\"", "name = \"a\\nb\"")
                .message
                .contains("one line")
        );
        assert!(
            changed("name = \"default\"", "name = \"\"")
                .message
                .contains("one line")
        );
    }

    proptest! {
        #[test]
        fn every_model_is_read_back(prior in -50.0..50.0_f64, bits in -50.0..50.0_f64, name in "[a-z\"\\\\ ]{1,20}") {
            let mut weights = Weights { name, prior, ..Weights::default() };
            weights.fields.crowd[2] = bits;
            let back = read(&write(&weights)).unwrap();
            prop_assert_eq!(back.id(), weights.id());
            prop_assert_eq!(back, weights);
        }
    }
}
