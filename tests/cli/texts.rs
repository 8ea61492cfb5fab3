//! Near-identical texts are one source, where the texts are at hand.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::run;

const WIRE: &str = "A bomb went off at the fish market of Port Lune on Saturday morning and killed nineteen \
    people, the harbour police said. Boats at the near quay were on fire until noon, and the town's one hospital \
    asked for blood. Nobody has said that it laid the bomb. The last attack on the town was two years ago, when a \
    lorry was blown up at the customs gate.";

const COPY: &str = "PORT LUNE: A bomb went off at the fish market of Port Lune on Saturday morning and killed 19 \
    people, the harbour police said. Boats at the near quay were on fire until noon and the town's one hospital \
    asked for blood. Nobody has said that it laid the bomb. The last attack on the town was two years ago.";

const OWN: &str = "Our reporter was buying mackerel when the stall beside him vanished. He counted nineteen dead \
    laid out on the quay of Port Lune before the police closed the market. Three boats burned. The hospital ran \
    out of blood by ten, a nurse told him, and took donors off the street.";

fn folder(texts: [(&str, &str); 2]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    let mut lines = String::new();
    for (n, (outlet, text)) in texts.iter().enumerate() {
        let file = format!("{n}.txt");
        fs::write(folder.path().join("articles").join(&file), text).unwrap();
        let claim = json!({
            "outlet": outlet, "id": format!("c{n}"),
            "document": {"id": format!("d{n}"), "published": format!("2024-03-1{n}"), "text": file},
            "event": {"kind": "bombing", "when": "2024-03-09", "where": ["Port Lune", "Aland"]},
            "assertions": [{"attribute": "killed", "value": 19}],
        });
        lines.push_str(&format!("{claim}\n"));
    }
    fs::write(folder.path().join("c.jsonl"), lines).unwrap();
    folder
}

fn report(at: &Path, more: &[&str]) -> Value {
    let mut args = vec!["reconcile", "c.jsonl", "--format", "json"];
    args.extend(more);
    let output = run(at, &args);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn independent(report: &Value) -> &Value {
    &report["events"][0]["origins"]
}

#[test]
fn nearly_the_same_words_are_one_source() {
    let folder = folder([("Harbour Post", WIRE), ("Coast Radio", COPY)]);
    assert_eq!(independent(&report(folder.path(), &[])), 2);
    let read = report(folder.path(), &["--texts", "articles"]);
    assert_eq!(independent(&read), 1);
    let notes = read["notes"].as_array().unwrap();
    let note = notes.iter().find(|n| n["kind"] == "dependence").unwrap();
    let text = note["text"].as_str().unwrap();
    assert!(
        text.contains("d1 (Coast Radio) and d0 (Harbour Post) are nearly the same text"),
        "{text}"
    );
    let copier = read["outlets"]
        .as_array()
        .unwrap()
        .iter()
        .find(|o| o["outlet"] == "Coast Radio")
        .unwrap();
    assert_eq!(copier["copies"][0]["outlet"], "Harbour Post");
}

#[test]
fn other_words_are_another_source() {
    let folder = folder([("Harbour Post", WIRE), ("Island Times", OWN)]);
    assert_eq!(
        independent(&report(folder.path(), &["--texts", "articles"])),
        2
    );
}
