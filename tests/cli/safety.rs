//! What must not happen, whatever the input, a flag or the system does.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use crate::{code, command, err, out, run};

const CLAIMS: &str = r#"{"outlet":"A","id":"a1","event":{"kind":"clash","when":"2024-03-09","where":["Gao"]},"assertions":[{"attribute":"killed","value":5}]}
{"outlet":"B","id":"b1","event":{"kind":"clash","when":"2024-03-09","where":["Gao"]},"assertions":[{"attribute":"killed","value":9}]}
"#;

/// A folder with claims and something for every flag that reads a file.
fn folder() -> tempfile::TempDir {
    let here = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("claims.jsonl", CLAIMS),
        (
            "known.jsonl",
            "{\"claim\":\"a1\",\"attribute\":\"killed\",\"value\":9}\n",
        ),
        ("page.html", "<p>{{ title }}</p>"),
        ("page.css", "p { margin: 0 }"),
        (
            "art.txt",
            "Five people were killed in Gao, Mali, on Sunday.",
        ),
        ("triples.csv", "source,object,value\na,x,1\n"),
    ] {
        fs::write(here.path().join(name), text).unwrap();
    }
    fs::create_dir(here.path().join("articles")).unwrap();
    fs::write(
        here.path().join("articles/x.jsonl"),
        "{\"id\":\"x\",\"outlet\":\"H\",\"text\":\"Five people were killed in Gao, Mali.\"}\n",
    )
    .unwrap();
    fs::create_dir(here.path().join("theme")).unwrap();
    fs::write(here.path().join("theme/page.html"), "<p></p>").unwrap();
    here
}

fn files(at: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(at).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            let bytes = fs::read(&path).unwrap_or_default();
            files.push((path.display().to_string(), bytes));
        }
    }
    files.sort();
    files
}

#[test]
fn no_output_replaces_an_input_whatever_names_it() {
    let here = folder();
    let before = files(here.path());
    for args in [
        "reconcile claims.jsonl -o claims.jsonl",
        "reconcile claims.jsonl -oclaims.jsonl",
        "reconcile claims.jsonl --known known.jsonl -o known.jsonl",
        "reconcile claims.jsonl --known=known.jsonl --output=./known.jsonl",
        "reconcile claims.jsonl -f html --style page.css -o page.css",
        "reconcile claims.jsonl -f html --template page.html -o page.html",
        "reconcile claims.jsonl -f html --template theme -o theme/page.html",
        "reconcile art.txt -o art.txt",
        "extract art.txt -o art.txt",
        "extract articles -o articles",
        "extract articles -o articles/x.jsonl",
        "map triples.csv -o triples.csv",
        "check claims.jsonl --baseline claims.jsonl --write-baseline",
        "learn claims.jsonl -o claims.jsonl",
    ] {
        let words: Vec<&str> = args.split(' ').collect();
        let refused = run(here.path(), &words);
        assert_eq!(code(&refused), 2, "{args}: {}", err(&refused));
        assert!(files(here.path()) == before, "{args}");
    }
}

#[cfg(unix)]
#[test]
fn no_output_goes_over_an_input_by_a_link_or_by_redirection() {
    let here = folder();
    std::os::unix::fs::symlink("claims.jsonl", here.path().join("link.jsonl")).unwrap();
    std::os::unix::fs::symlink("nowhere", here.path().join("dangling")).unwrap();
    let before = files(here.path());
    for file in ["link.jsonl", "dangling"] {
        let refused = run(here.path(), &["reconcile", "claims.jsonl", "-o", file]);
        assert_eq!(code(&refused), 2, "{}", err(&refused));
    }
    let claims = here.path().join("claims.jsonl");
    let appended = command(here.path(), &["reconcile", "claims.jsonl"])
        .stdout(fs::File::options().append(true).open(&claims).unwrap())
        .output()
        .unwrap();
    assert_eq!(code(&appended), 2, "{}", err(&appended));
    let read = command(here.path(), &["reconcile", "-", "-o", "claims.jsonl"])
        .stdin(fs::File::open(&claims).unwrap())
        .output()
        .unwrap();
    assert_eq!(code(&read), 2, "{}", err(&read));
    assert!(files(here.path()) == before);
    assert!(here.path().join("dangling").is_symlink());
}

#[test]
fn articles_of_one_id_are_two_files() {
    let here = folder();
    let line = fs::read_to_string(here.path().join("articles/x.jsonl")).unwrap();
    fs::write(here.path().join("both.jsonl"), format!("{line}{line}")).unwrap();
    fs::create_dir(here.path().join("drafts")).unwrap();
    let done = run(here.path(), &["extract", "both.jsonl", "-o", "drafts"]);
    assert_eq!(code(&done), 0, "{}", err(&done));
    assert_eq!(files(&here.path().join("drafts")).len(), 2);
}

#[test]
fn what_no_article_could_say_is_refused() {
    let here = folder();
    for (flag, value) in [
        ("--published", "garbage"),
        ("--published", ""),
        ("--published", "2024-99"),
        ("--published", "2024/.."),
        ("--language", "zz"),
    ] {
        let refused = run(here.path(), &["extract", "art.txt", flag, value]);
        assert_eq!(code(&refused), 2, "{flag} {value}");
        assert!(refused.stdout.is_empty() && err(&refused).contains(flag));
    }
}

#[test]
fn a_draft_is_never_what_validate_refuses() {
    let here = folder();
    for published in ["garbage", "", "2024-99", "2024/..", "2024-03-10"] {
        let article = format!(
            "{{\"id\":\"x\",\"outlet\":\"H\",\"published\":\"{published}\",\"text\":\"Five people were killed in Gao, Mali, on Sunday.\"}}\n"
        );
        fs::write(here.path().join("x.jsonl"), article).unwrap();
        let drafts = run(here.path(), &["extract", "x.jsonl", "-o", "drafts.jsonl"]);
        assert_eq!(code(&drafts), 0, "{}", err(&drafts));
        let valid = run(here.path(), &["validate", "drafts.jsonl"]);
        assert_eq!(code(&valid), 0, "{published}: {}", out(&valid));
    }
}

#[test]
fn packed_data_that_fill_a_memory_are_cut() {
    let here = folder();
    let zeros = vec![0; 1 << 20];
    let file = fs::File::create(here.path().join("z.csv.zst")).unwrap();
    let mut packed = zstd::Encoder::new(file, 1).unwrap();
    for _ in 0..80 {
        packed.write_all(&zeros).unwrap();
    }
    packed.finish().unwrap();
    fs::copy(here.path().join("z.csv.zst"), here.path().join("z.txt.zst")).unwrap();
    for args in [
        &["truth", "z.csv.zst"][..],
        &["validate", "z.csv.zst"],
        &["reconcile", "claims.jsonl", "--gazetteer", "z.txt.zst"],
    ] {
        let refused = run(here.path(), args);
        let said = format!("{}{}", out(&refused), err(&refused));
        assert_ne!(code(&refused), 0, "{args:?}");
        assert!(said.contains("64 MiB"), "{args:?}: {said}");
    }
}

#[test]
fn a_long_first_line_of_standard_input_is_a_line() {
    let pad = "a".repeat(200_000);
    let lines = format!(
        "{{\"outlet\":\"A\",\"id\":\"a\",\"x_pad\":\"{pad}\"}}\n{{\"outlet\":\"B\",\"id\":\"b\"}}\n"
    );
    let mut child = command(Path::new("."), &["validate", "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(lines.as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let said = err(&output);
    assert!(said.starts_with("2 claims good; 0 faults"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_unicode_is_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let here = tempfile::tempdir().unwrap();
    let [one, two] = [0, 1].map(|line| CLAIMS.lines().nth(line).unwrap());
    fs::write(here.path().join("a.jsonl"), one).unwrap();
    fs::write(here.path().join(OsStr::from_bytes(b"M\xe9naka.jsonl")), two).unwrap();
    let checked = run(here.path(), &["check", "."]);
    assert_eq!(code(&checked), 1, "{}", err(&checked));
}

#[test]
fn no_cell_of_any_table_is_a_formula() {
    let here = folder();
    fs::write(
        here.path().join("f.jsonl"),
        "{\"outlet\":\"=HYPERLINK(\\\"http://evil\\\")\",\"id\":\"a\"}\n",
    )
    .unwrap();
    fs::write(
        here.path().join("t.csv"),
        "source,object,value\na,@x,+cmd\n",
    )
    .unwrap();
    let outlets = out(&run(here.path(), &["outlets", "f.jsonl", "-f", "csv"]));
    assert!(outlets.contains("'=HYPERLINK"), "{outlets}");
    let truth = out(&run(here.path(), &["truth", "t.csv", "-f", "csv"]));
    assert!(truth.contains("'@x,'+cmd"), "{truth}");
}

#[test]
fn a_template_without_an_end_ends() {
    let here = folder();
    let endless =
        "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}";
    fs::write(here.path().join("endless.html"), endless).unwrap();
    let args = [
        "reconcile",
        "claims.jsonl",
        "-f",
        "html",
        "--template",
        "endless.html",
    ];
    let refused = run(here.path(), &args);
    assert_eq!(code(&refused), 2, "{}", err(&refused));
}

#[cfg(unix)]
#[test]
fn a_signal_leaves_no_temporary_file() {
    let here = folder();
    let many: String = (0..20_000)
        .map(|n| {
            CLAIMS
                .lines()
                .next()
                .unwrap()
                .replace("a1", &format!("a{n}"))
                + "\n"
        })
        .collect();
    fs::write(here.path().join("many.jsonl"), many).unwrap();
    let line = fs::read_to_string(here.path().join("articles/x.jsonl")).unwrap();
    fs::write(here.path().join("more.jsonl"), line.repeat(20_000)).unwrap();
    let temporary = here.path().join("temporary");
    fs::create_dir(&temporary).unwrap();
    let mut child = command(
        here.path(),
        &["reconcile", "more.jsonl", "many.jsonl", "-o", "r.txt"],
    )
    .env("TMPDIR", &temporary)
    .stderr(Stdio::null())
    .spawn()
    .unwrap();
    // Until the drafts are being written.
    while files(&temporary).is_empty() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let stopped = std::process::Command::new("kill")
        .arg(child.id().to_string())
        .status();
    assert!(stopped.unwrap().success());
    child.wait().unwrap();
    assert_eq!(files(&temporary), []);
}
