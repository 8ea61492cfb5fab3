//! The cases of `tests/cases/`: what a careful recorder expects of each. How much does not hold yet
//! stands in `known-failures.toml`, which only shrinks.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::{env, fs};

use rayon::prelude::*;
use regex::Regex;
use serde_json::{Value, json};

use crate::{err, out, root, run};

/// The fields of a row that say what it is about; all others ask something of it.
const ABOUT: &str = " a b a_value b_value attribute of whom claim claims verb args document ";
/// What two claims may say of one thing, from the gravest on.
const VERDICTS: &str = "contradiction superseded scope compatible agreement none";
/// What is no plain assertion: a draft that says so does not count.
const DOUBT: &str = "denies retracts feared suspected estimated";

struct Case {
    at: PathBuf,
    report: Value,
    faults: String,
}

impl Case {
    fn run(&self, args: &[&str]) -> Output {
        run(&self.at, args)
    }

    fn event(&self, claim: &Value) -> &Value {
        let mut events = list(&self.report["events"]).iter();
        let found = events.find(|event| has(event, claim));
        found.map_or(&Value::Null, |event| &event["id"])
    }

    /// How many events some claims are in, where each is in one.
    fn events(&self, claims: &[Value]) -> Option<usize> {
        let ids: BTreeSet<&str> = claims.iter().map(|c| string(self.event(c))).collect();
        (!ids.contains("")).then_some(ids.len())
    }

    /// The topics of the attribute that a row names.
    fn topics(&self, row: &Value) -> impl Iterator<Item = &Value> {
        let topics = list(&self.report["topics"]).iter();
        topics.filter(move |t| t["attribute"] == row["attribute"])
    }

    /// How what two claims say stands: the gravest of it.
    fn verdict(&self, row: &Value) -> Value {
        let mut found = vec![json!({"verdict": "none"})];
        for topic in self.topics(row) {
            let values = list(&topic["values"]).iter().enumerate();
            let rows = |side| values.clone().filter(move |(_, v)| fits(row, side, v));
            for ((i, v), (j, w)) in itertools::iproduct!(rows("a"), rows("b")) {
                let is = |x: &Value, (i, j)| x["a"] == i && x["b"] == j;
                if named(row, &[topic, v, w]) {
                    let mut pairs = list(&topic["between"]).iter();
                    let pair = pairs.find(|x| is(x, (i, j)) || is(x, (j, i)));
                    found.push(pair.map_or(json!({"verdict": "agreement"}), Value::clone));
                }
            }
        }
        found.sort_by_key(|x| VERDICTS.find(string(&x["verdict"])));
        found.swap_remove(0)
    }

    /// The topic that a row speaks of: of those that it may mean, the one that fits best.
    fn topic(&self, row: &Value) -> Value {
        let event = self.event(&row["claim"]);
        let holds = |t: &Value| list(&t["values"]).iter().any(|v| has(v, &row["claim"]));
        let may = |t: &&Value| {
            let all: Vec<&Value> = list(&t["values"]).iter().chain([*t]).collect();
            (holds(t) || (!event.is_null() && t["event"] == *event)) && named(row, &all)
        };
        let fit = |t: &&Value| {
            let [of, whom] = ["of", "whom"].map(|f| row[f].is_null() == t[f].is_null());
            let exact = words(&row["of"]) == words(&t["of"]);
            (of, whom, exact, holds(t), t["event"].is_null())
        };
        let topics: Vec<&Value> = self.topics(row).filter(may).collect();
        let best = topics.into_iter().rev().max_by_key(fit);
        best.cloned().unwrap_or_default()
    }

    /// How many origins those have who make up an event, or who give a value.
    fn origins(&self, row: &Value) -> Value {
        let set =
            |h: &Value| -> BTreeSet<String> { list(&h["claims"]).iter().map(words).collect() };
        let values = self.topics(row).flat_map(|t| list(&t["values"]));
        let mut holders = values.chain(list(&self.report["events"]));
        let found = holders.find(|h| set(h) == set(row));
        found.map_or(Value::Null, |h| h["origins"].clone())
    }

    /// Whether `extract` drafts something from a document, as a plain assertion.
    fn drafts(&self, row: &Value, want: &Value) -> bool {
        let lines = out(&self.run(&["extract", "in"]));
        let drafts = lines.lines().filter_map(|l| serde_json::from_str(l).ok());
        let mut own = drafts.filter(|d: &Value| d["document"]["id"] == row["document"]);
        let doubt = |field: &Value| field.as_str().is_some_and(|d| DOUBT.contains(d));
        let plain = |a: &Value| !doubt(&a["stance"]) && !doubt(&a["proof"]);
        let said = |a: &Value| a["attribute"] == row["attribute"] && plain(a) && says(a, want);
        own.any(|d| list(&d["assertions"]).iter().any(said))
    }

    fn prints(&self, pattern: &Value) -> bool {
        let report = out(&self.run(&["reconcile", "in", "--format", "table"]));
        let report: Vec<&str> = report.split_whitespace().collect();
        let pattern = Regex::new(string(pattern)).unwrap();
        pattern.is_match(&report.join(" "))
    }

    fn exit(&self, row: &Value) -> Option<i32> {
        let given = list(&row["args"]).iter().map(string);
        let args: Vec<&str> = [string(&row["verb"]), "in"]
            .into_iter()
            .chain(given)
            .collect();
        self.run(&args).status.code()
    }

    /// What is found of what a row asks for; or, where that is all, whether it holds.
    fn found(&self, table: &str, row: &Value, ask: &str, want: &Value) -> Value {
        let topic = self.topic(row);
        let answer = &topic["answer"];
        let faults = json!(self.faults);
        let both = [row["a"].clone(), row["b"].clone()];
        match (table, ask) {
            ("events", "together") => json!(self.events(list(want)) == Some(1)),
            ("events", _) => json!(self.events(list(want)) == Some(list(want).len())),
            ("verdict", _) if self.events(&both).is_none() => json!(false),
            ("verdict", "severity_in") => self.verdict(row)["severity"].clone(),
            ("verdict", _) => self.verdict(row)["verdict"].clone(),
            ("answer" | "topic", _) if topic.is_null() => json!(false),
            ("answer", "not" | "max_probability") if answer["value"].is_null() => json!(true),
            ("answer", "min_probability" | "max_probability") => answer["probability"].clone(),
            ("answer", "basis_in") => answer["basis"].clone(),
            ("answer", "unit") => answer["value"]["unit"].clone(),
            ("answer", "term" | "contains" | "not")
                if judge(ask, &answer["text"], want) != (ask == "not") =>
            {
                answer["text"].clone()
            }
            ("answer", _) => answer["value"].clone(),
            ("topic", "state_in") => topic["state"].clone(),
            ("topic", "values_at_most") => json!(list(&topic["values"]).len()),
            ("topic", _) => topic["verdict"].clone(),
            ("origins", _) => self.origins(row),
            ("fault", _) => faults,
            ("no_fault", _) => json!(!judge(ask, &faults, want)),
            ("text" | "no_text", _) => json!(self.prints(want) == (table == "text")),
            ("exit", _) => json!(self.exit(row)),
            ("draft", _) => json!(self.drafts(row, want) == (ask == "has")),
            _ => panic!("{}: [[{table}]] has no {ask}", self.at.display()),
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Letter case and kinds of blanks left out.
fn words(value: &Value) -> String {
    let folded = string(value).to_lowercase();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has(holder: &Value, claim: &Value) -> bool {
    list(&holder["claims"]).contains(claim)
}

/// That something bears the names that a row asks for: `of` loosely, `whom` exactly.
fn named(row: &Value, those: &[&Value]) -> bool {
    let (of, whom) = (words(&row["of"]), words(&row["whom"]));
    let loosely = |v: &&Value| {
        let have = words(&v["of"]);
        !have.is_empty() && (of.contains(&have) || have.contains(&of))
    };
    let exactly = |v: &&Value| words(&v["whom"]) == whom;
    (of.is_empty() || those.iter().any(loosely)) && (whom.is_empty() || those.iter().any(exactly))
}

/// That a value is given by the claim `a` or `b` of a row, and is the one that the row names.
fn fits(row: &Value, side: &str, value: &Value) -> bool {
    let wanted = row.get(format!("{side}_value"));
    has(value, &row[side]) && wanted.is_none_or(|w| says(value, w))
}

fn digits(value: &Value) -> String {
    string(value).replace([',', '\u{a0}', '\u{202f}'], "")
}

fn number(value: &Value) -> Option<f64> {
    let exact = Some(&value["low"]).filter(|low| **low == value["high"]);
    let best = value["best"].as_f64().or_else(|| exact?.as_f64());
    let own = value.as_f64().or(best);
    own.or_else(|| digits(value).parse().ok())
}

/// That a value says a number, also in words beside it, or holds some words.
fn says(value: &Value, want: &Value) -> bool {
    let (value, beside) = (&value["value"], &value["text"]);
    let plain = digits(beside);
    let mut numbers = plain.split(|c: char| !c.is_ascii_digit() && c != '.');
    match want.as_f64() {
        None => judge("contains", value, want) || judge("contains", beside, want),
        n => number(value) == n || numbers.any(|s| s.trim_matches('.').parse().ok() == n),
    }
}

/// Whether what was found is what was asked for; a truth is that already.
fn judge(ask: &str, got: &Value, want: &Value) -> bool {
    let same = |want: &Value| match want.as_f64() {
        None => words(got) == words(want),
        n => number(got) == n,
    };
    let order = number(got)
        .zip(want.as_f64())
        .and_then(|(n, w)| n.partial_cmp(&w));
    match ask {
        _ if got.is_boolean() => *got == true,
        "is_not" | "verdict_not" | "not" => !same(want),
        "in" | "severity_in" | "state_in" | "basis_in" => list(want).iter().any(same),
        "contains" => words(got).contains(&words(want)),
        "null" => want.as_bool() == Some(got.is_null()),
        "low" | "min_probability" | "at_least" => order.is_some_and(Ordering::is_ge),
        "is" | "term" | "unit" | "verdict" => same(want),
        _ => order.is_some_and(Ordering::is_le),
    }
}

/// What does not hold in a case, a line each.
fn failures(at: &Path) -> Vec<String> {
    let expect = fs::read_to_string(at.join("expect.toml")).unwrap();
    let expect: BTreeMap<String, Value> = toml::from_str(&expect).unwrap();
    let at = at.to_owned();
    let printed = run(&at, &["reconcile", "in", "--format", "json"]);
    let report = serde_json::from_slice(&printed.stdout).unwrap_or_default();
    let faults = err(&printed);
    let case = Case { at, report, faults };
    let bare = json!({"contains": "error["});
    let mut failures = Vec::new();
    for (table, row) in expect
        .iter()
        .flat_map(|(t, rows)| list(rows).iter().map(move |r| (t, r)))
    {
        let row = if *row == json!({}) { &bare } else { row };
        let fields = row.as_object().unwrap().iter();
        for (ask, want) in fields.filter(|(field, _)| !ABOUT.contains(&format!(" {field} "))) {
            let found = case.found(table, row, ask, want);
            if !judge(ask, &found, want) {
                failures.push(format!("{table} {row}: {ask}: {found}"));
            }
        }
    }
    failures
}

#[test]
fn the_cases_hold_but_for_what_is_known() {
    let file = root().join("tests/cases/known-failures.toml");
    let known = fs::read_to_string(&file).unwrap();
    let mut known: BTreeMap<String, usize> = toml::from_str(&known).unwrap();
    let entries = fs::read_dir(root().join("tests/cases")).unwrap();
    let folders = entries.map(|e| e.unwrap().path()).filter(|at| at.is_dir());
    let cases = folders.collect::<Vec<PathBuf>>().into_par_iter();
    let name = |at: &Path| at.file_name().unwrap().to_string_lossy().into_owned();
    let failing: BTreeMap<_, _> = cases.map(|at| (name(&at), failures(&at))).collect();
    if env::var_os("RASHOMON_BLESS").is_some() {
        for (name, most) in &mut known {
            *most = failing.get(name).map_or(0, Vec::len).min(*most);
        }
        known.retain(|_, most| *most > 0);
        fs::write(&file, toml::to_string(&known).unwrap()).unwrap();
    }
    let mut told = String::new();
    for (name, lines) in failing {
        let most = known.remove(&name).unwrap_or_default();
        if most != lines.len() {
            told += &format!("{name}: {most} known\n  {}\n", lines.join("\n  "));
        }
    }
    assert!(known.is_empty(), "no such cases: {known:?}");
    assert!(
        told.is_empty(),
        "mend these, or lower the number known:\n{told}"
    );
}
