//! What the readers keep, what they refuse, and where they say that it stands.

#![allow(
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::format_collect,
    reason = "a test is read from top to bottom"
)]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use rashomon::claim::{AssertionDetails, Claim, Counts, Holds, Stance, Value};
use rashomon::codebook::Codebook;
use rashomon::ingest::{
    Fault, FaultKind, FaultLevel, Form, Ingested, Source, find, read, read_from, read_lines,
};

const GOOD: &str = r#"{"id": "a#1", "outlet": "Courier", "document": {"id": "a", "published": "2024-03-12"}, "event": {"kind": "clash", "when": "2024-03-09"}, "assertions": [{"attribute": "killed", "value": 8}]}"#;

static CODEBOOK: LazyLock<Codebook> = LazyLock::new(Codebook::builtin);

fn lines(text: &str) -> Ingested {
    read_lines("t.jsonl", text.as_bytes(), &CODEBOOK)
}

fn documents(text: &str) -> Ingested {
    read_from("t.json", Form::Documents, text.as_bytes(), &CODEBOOK)
}

fn csv(text: &str) -> Ingested {
    read_from("t.csv", Form::Csv, text.as_bytes(), &CODEBOOK)
}

/// A line with these fields after its outlet.
fn line_with(fields: &str) -> String {
    format!(r#"{{"outlet": "Courier", {fields}}}"#)
}

/// A line with one assertion of these fields.
fn asserting(fields: &str) -> String {
    line_with(&format!(r#""assertions": [{{{fields}}}]"#))
}

fn kinds(read: &Ingested) -> Vec<FaultKind> {
    read.faults.iter().map(|fault| fault.kind).collect()
}

/// The only fault of a run.
fn only(read: &Ingested) -> &Fault {
    assert_eq!(read.faults.len(), 1, "{:#?}", read.faults);
    &read.faults[0]
}

fn ids(read: &Ingested) -> Vec<&str> {
    read.claims.iter().map(|claim| &*claim.id).collect()
}

fn read_paths(paths: &[&Path]) -> Ingested {
    let sources: Vec<_> = paths.iter().map(|p| Source::Path((*p).into())).collect();
    read(&find(&sources), &CODEBOOK)
}

/// Writes a file and reads it.
fn read_as(name: &str, bytes: &[u8]) -> Ingested {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    read_paths(&[&path])
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Lines enough that compression makes several blocks of them.
fn many_lines(count: usize) -> String {
    let line = |i: usize| {
        let value = i.wrapping_mul(2_654_435_761) % 100_000;
        format!(
            "{{\"id\": \"m-{i:06}\", \"outlet\": \"Courier {value}\", \"assertions\": [{{\"attribute\": \"killed\", \"value\": {value}}}]}}\n"
        )
    };
    (0..count).map(line).collect()
}

#[test]
fn every_fault_of_the_hostile_set_is_told() {
    let read = read_paths(&[Path::new("claims/hostile")]);
    let mut told = String::new();
    for fault in &read.faults {
        writeln!(told, "{fault}").unwrap();
    }
    writeln!(told, "\nkept: {}", ids(&read).join(" ")).unwrap();
    insta::assert_snapshot!("hostile", told);
}

#[test]
fn a_claim_has_what_its_line_says() {
    let read = lines(&line_with(
        r#""id": "c", "document": {"id": "d", "published": "2024-03-12", "republished_from": "Wire"},
        "event": {"when": "2024-03-09", "where": ["Gao", "Mali", {"lat": 16.3, "lon": -0.04}],
                  "actors": ["JNIM", {"name": "ISIS", "role": "attacker"}]},
        "assertions": [
          {"attribute": "killed", "of": "JNIM", "value": {"low": 2, "best": 3, "high": null},
           "counts": "running", "whom": "fighters", "text": "three or so", "said_by": "police"},
          {"attribute": "injured", "value": 4, "as_of": "2024-03-01/2024-03-09", "holds": "throughout"}],
        "said_by": ["a mayor", "state radio"], "quote": {"start": 3, "end": 9}"#
            .replace('\n', " ")
            .as_str(),
    ));
    assert_eq!(read.faults, []);
    let claim = &read.claims[0];
    assert_eq!(claim.document.republished_from.as_deref(), Some("Wire"));
    let place = claim.event.place.as_ref().unwrap();
    assert_eq!((place.names.len(), place.position.unwrap().lat), (2, 16.3));
    assert_eq!(claim.event.actors[1].role.as_deref(), Some("attacker"));
    assert_eq!(claim.said_by.len(), 2);
    let [killed, wounded] = &claim.assertions[..] else {
        panic!("two assertions");
    };
    let Value::Count(count) = killed.value else {
        panic!("a count");
    };
    assert_eq!((count.low, count.best, count.high), (2, Some(3), None));
    assert_eq!(
        (killed.counts, &*killed.written),
        (Counts::Running, "three or so")
    );
    assert_eq!(killed.said_by.len(), 1);
    assert_eq!(wounded.holds, Holds::Throughout);
    // An interval as of which a count holds is the period it covers.
    assert_eq!(wounded.over, wounded.as_of);
}

#[test]
fn a_month_as_of_which_a_count_holds_is_no_period() {
    let read = lines(&asserting(
        r#""attribute": "killed", "value": 4, "as_of": "2024-03""#,
    ));
    let assertion = &read.claims[0].assertions[0];
    assert!(assertion.as_of.is_some());
    assert_eq!(assertion.over, None);
}

#[test]
fn malformed_json_is_told_at_its_line_and_column() {
    let read = lines(&format!("{GOOD}\n{{\"outlet\": \"é\" \"id\"}}\n"));
    let fault = only(&read);
    assert_eq!(
        (fault.line, fault.column, fault.kind),
        (2, 16, FaultKind::Syntax)
    );
    assert_eq!(read.claims.len(), 1);
    let read = documents("{\n \"outlet\": \"A\",\n \"claims\": [{]}\n}");
    assert_eq!((only(&read).line, only(&read).column), (3, 14));
}

#[test]
fn something_behind_the_json_is_told() {
    let read = lines(&format!("{GOOD} x\n"));
    assert_eq!(only(&read).kind, FaultKind::Syntax);
    let one = r#"{"outlet": "A", "claims": [{"id": "a"}]}"#;
    let read = documents(&format!("{one}\n{one}"));
    assert_eq!((only(&read).line, only(&read).column), (2, 1));
    assert!(only(&read).hint.as_ref().unwrap().contains(".jsonl"));
    assert_eq!(ids(&read), ["a"]);
}

#[test]
fn what_is_no_json_number_is_no_number() {
    for number in ["NaN", "Infinity", "+1", "01", "1.", ".5", "0x10"] {
        let read = lines(&asserting(&format!(
            r#""attribute": "killed", "value": {number}"#
        )));
        assert_eq!(kinds(&read), [FaultKind::Syntax], "{number}");
    }
}

#[test]
fn half_a_surrogate_pair_is_told() {
    let read = lines(r#"{"outlet": "a\ud800b"}"#);
    assert_eq!(only(&read).field.as_deref(), Some("outlet"));
    assert_eq!(lines(r#"{"outlet": "a\ud83d\ude00b"}"#).faults, []);
}

#[test]
fn compressed_forms_are_read() {
    let plain = lines(&many_lines(3));
    for (name, bytes) in [
        ("t.jsonl.gz", gzip(many_lines(3).as_bytes())),
        (
            "t.ndjson.zst",
            zstd::encode_all(many_lines(3).as_bytes(), 1).unwrap(),
        ),
    ] {
        let read = read_as(name, &bytes);
        assert_eq!(
            (read.faults.len(), read.digest),
            (0, plain.digest.clone()),
            "{name}"
        );
    }
    // Two gzip files one after the other are one gzip file.
    let two = [
        gzip(GOOD.as_bytes()),
        gzip(b"\n{\"id\": \"b\", \"outlet\": \"B\"}"),
    ]
    .concat();
    assert_eq!(read_as("t.jsonl.gz", &two).claims.len(), 2);
}

#[test]
fn what_stands_before_a_cut_is_kept() {
    let text = many_lines(20_000);
    let zipped = gzip(text.as_bytes());
    let packed = zstd::encode_all(text.as_bytes(), 1).unwrap();
    for (name, bytes) in [("t.jsonl.gz", &zipped), ("t.jsonl.zst", &packed)] {
        let read = read_as(name, &bytes[..bytes.len() * 2 / 3]);
        assert_eq!(only(&read).kind, FaultKind::Compression, "{name}");
        let kept = read.claims.len();
        assert!((5_000..20_000).contains(&kept), "{name}: {kept}");
        // Those kept are the first, and whole.
        let last = &read.claims[kept - 1];
        assert_eq!(&*last.id, format!("m-{:06}", kept - 1));
    }
}

#[test]
fn a_last_row_that_a_cut_shortens_is_not_kept() {
    let row = |i: usize| format!("r-{i:05},Courier,killed,{}\n", 10_000 + i * 7919 % 90_000);
    let text =
        "claim,outlet,attribute,value\n".to_owned() + &(0..30_000).map(row).collect::<String>();
    let zipped = gzip(text.as_bytes());
    let read = read_as("t.csv.gz", &zipped[..zipped.len() / 2]);
    assert_eq!(only(&read).kind, FaultKind::Compression);
    assert!(read.claims.len() > 1_000);
    for claim in &read.claims {
        assert_eq!(claim.assertions[0].written.len(), 5, "{}", claim.id);
    }
}

const COLUMNS: &str = "claim,outlet,event.kind,attribute,of,value\n";

#[test]
fn rows_of_one_claim_are_one_claim_wherever_they_stand() {
    let rows = csv(&format!(
        "{COLUMNS}a,Courier,clash,killed,,3\nb,Post,,,,\na,Courier,clash,wounded,JNIM,20–30\n"
    ));
    assert_eq!(rows.faults, []);
    assert_eq!(ids(&rows), ["a", "b"]);
    assert_eq!(rows.claims[0].assertions.len(), 2);
    assert_eq!(rows.claims[1].assertions.len(), 0);
}

#[test]
fn blank_cells_repeat_the_row_above_them() {
    let rows = csv(&format!(
        "{COLUMNS}a,Courier,clash,killed,,3\na,,,wounded,,2\n"
    ));
    assert_eq!((rows.faults.len(), rows.claims[0].assertions.len()), (0, 2));
}

#[test]
fn a_row_too_short_or_too_long_costs_itself_alone() {
    let rows = csv(&format!(
        "{COLUMNS}a,Courier,clash,killed,,3\nb,Courier\nc,Courier,clash,killed,,3,4\nd,Courier,clash,killed,,3\n"
    ));
    assert_eq!(ids(&rows), ["a", "d"]);
    let lines: Vec<_> = rows.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [3, 4]);
    assert_eq!(kinds(&rows), [FaultKind::Syntax; 2]);
}

#[test]
fn a_stray_quote_is_told_where_it_stands() {
    let rows = csv(&format!(
        "{COLUMNS}a,Cou\"rier,clash,killed,,3\nb,Courier,clash,killed,,3\n"
    ));
    assert_eq!((only(&rows).line, only(&rows).column), (2, 6));
    assert_eq!(ids(&rows), ["b"]);
}

#[test]
fn a_quote_that_is_never_closed_swallows_one_line() {
    let mut text = format!("{COLUMNS}a,\"Courier,clash,killed,,3\n");
    for i in 0..50_000 {
        writeln!(text, "b-{i},Courier,clash,killed,\"the, south\",3").unwrap();
    }
    let rows = csv(&text);
    assert_eq!((only(&rows).line, only(&rows).column), (2, 3));
    assert_eq!(rows.claims.len(), 50_000);
}

#[test]
fn a_cell_may_hold_a_line_break() {
    let rows = csv(&format!(
        "{COLUMNS}a,Courier,clash,killed,\"the\nsouth\",3\nb,Courier,,kiled,,3\n"
    ));
    assert_eq!(
        rows.claims[0].assertions[0].of.as_deref(),
        Some("the south")
    );
    assert_eq!((only(&rows).line, only(&rows).column), (4, 12));
    assert_eq!(only(&rows).field.as_deref(), Some("attribute"));
}

#[test]
fn rows_of_one_claim_that_disagree_cost_the_claim() {
    let near = csv(&format!(
        "{COLUMNS}a,Courier,clash,killed,,3\na,Post,clash,wounded,,3\n"
    ));
    assert_eq!(only(&near).field.as_deref(), Some("outlet"));
    assert!(near.claims.is_empty());
    let far = csv(&format!(
        "{COLUMNS}a,Courier,clash,killed,,3\nb,Courier,clash,killed,,3\na,Courier,raid,wounded,,3\n"
    ));
    assert_eq!(only(&far).line, 4);
    assert_eq!(ids(&far), ["b"]);
}

#[test]
fn a_table_says_what_the_lines_say() {
    let table = csv(
        "claim,outlet,document.id,document.published,event.kind,event.when,event.where,event.lat,event.lon,event.actors,attribute,of,value,said_by\n\
         a#1,Courier,a,2024-03-12,clash,2024-03-09,Gao;Mali,16.3,-0.04,JNIM;ISIS:attacker,killed,JNIM,20,police;a mayor\n\
         a#1,Courier,a,2024-03-12,clash,2024-03-09,Gao;Mali,16.3,-0.04,JNIM;ISIS:attacker,status,Moussa,killed,police;a mayor\n",
    );
    let line = lines(
        r#"{"id": "a#1", "outlet": "Courier", "document": {"id": "a", "published": "2024-03-12"}, "event": {"kind": "clash", "when": "2024-03-09", "where": ["Gao", "Mali", {"lat": 16.3, "lon": -0.04}], "actors": ["JNIM", {"name": "ISIS", "role": "attacker"}]}, "assertions": [{"attribute": "killed", "of": "JNIM", "value": 20}, {"attribute": "status", "of": "Moussa", "value": "killed"}], "said_by": ["police", "a mayor"]}"#,
    );
    assert_eq!((table.faults.len(), line.faults.len()), (0, 0));
    assert_eq!(table.claims[0].assertions, line.claims[0].assertions);
    assert_eq!(table.digest, line.digest);
}

#[test]
fn bytes_that_are_no_text_cost_their_line_alone() {
    let mut bytes = GOOD.as_bytes().to_vec();
    bytes.extend_from_slice("\n{\"outlet\": \"é".as_bytes());
    bytes.extend_from_slice(b"\xFF\"}\n{\"id\": \"b\", \"outlet\": \"B\"}\n");
    let read = read_lines("t.jsonl", &bytes, &CODEBOOK);
    let fault = only(&read);
    assert_eq!(
        (fault.line, fault.column, fault.kind),
        (2, 14, FaultKind::Encoding)
    );
    assert_eq!(ids(&read), ["a#1", "b"]);
    let read = read_from(
        "t.json",
        Form::Documents,
        b"{\"outlet\": \"A\", \"claims\": [{\"id\": \"\xFF\"}, {\"id\": \"b\"}]}".as_slice(),
        &CODEBOOK,
    );
    assert_eq!(
        (only(&read).kind, ids(&read)),
        (FaultKind::Encoding, vec!["b"])
    );
}

#[test]
fn a_byte_order_mark_and_crlf_are_no_faults() {
    let text = "\u{feff}".to_owned() + GOOD + "\r\n\r\n" + r#"{"id": "b", "outlet": "B"}"# + "\r\n";
    let read = lines(&text);
    assert_eq!((read.faults.len(), read.claims.len()), (0, 2));
    let read =
        csv(&format!("\u{feff}{COLUMNS}a,Courier,,killed,,\"3\"\r\n")
            .replace("value\n", "value\r\n"));
    assert_eq!((read.faults.len(), read.claims.len()), (0, 1));
    assert_eq!(&*read.claims[0].assertions[0].written, "3");
    let read = documents("\u{feff}{\"outlet\": \"A\",\r\n \"claims\": [{}]}\r\n");
    assert_eq!((read.faults.len(), read.claims.len()), (0, 1));
}

#[test]
fn an_unknown_field_or_term_comes_with_the_nearest_known() {
    let read = lines(&line_with(r#""evnt": {}"#));
    assert_eq!(only(&read).kind, FaultKind::UnknownField);
    assert_eq!(only(&read).hint.as_deref(), Some("did you mean \"event\"?"));
    let read = lines(&asserting(r#""attribute": "kiled", "value": 1"#));
    assert_eq!(only(&read).kind, FaultKind::UnknownTerm);
    assert_eq!(
        only(&read).hint.as_deref(),
        Some("did you mean \"killed\"? `rashomon codebook killed` tells of it")
    );
    assert_eq!((only(&read).line, only(&read).column), (1, 52));
    assert_eq!(
        only(&read).field.as_deref(),
        Some("assertions[0].attribute")
    );
}

#[test]
fn fields_of_the_users_own_pass_through_as_written() {
    let read = lines(&line_with(
        r#""x_a": {"n": [1.10, 1e2]}, "assertions": [{"attribute": "killed", "value": 1, "x_b": null}]"#,
    ));
    assert_eq!(read.faults, []);
    assert_eq!(
        read.claims[0].extra.as_deref(),
        Some(r#"{"x_a":{"n": [1.10, 1e2]}}"#)
    );
    assert_eq!(
        read.claims[0].assertions[0].extra.as_deref(),
        Some(r#"{"x_b":null}"#)
    );
    let read = csv("outlet,x_desk\nCourier,\"the \"\"foreign\"\" desk\"\n");
    assert_eq!(read.claims.len(), 1);
}

#[test]
fn values_that_cannot_be_are_told() {
    for (fields, kind) in [
        (
            r#""attribute": "killed", "value": {"low": 3, "high": 2}"#,
            FaultKind::BadValue,
        ),
        (
            r#""attribute": "killed", "value": {"low": 3, "best": 2}"#,
            FaultKind::BadValue,
        ),
        (r#""attribute": "killed", "value": -1"#, FaultKind::BadValue),
        (
            r#""attribute": "killed", "value": -1.5"#,
            FaultKind::BadValue,
        ),
        (
            r#""attribute": "killed", "value": 18446744073709551616"#,
            FaultKind::BadValue,
        ),
        (
            r#""attribute": "killed", "value": 1e999"#,
            FaultKind::TooLarge,
        ),
        (
            r#""attribute": "killed", "value": 1.5"#,
            FaultKind::BadValue,
        ),
        (r#""attribute": "killed", "value": """#, FaultKind::BadValue),
        (
            r#""attribute": "killed", "value": null"#,
            FaultKind::MissingField,
        ),
        (
            r#""attribute": "killed", "value": [1]"#,
            FaultKind::WrongType,
        ),
        (
            r#""attribute": "killed", "value": ["a"]"#,
            FaultKind::WrongType,
        ),
        (r#""attribute": "status", "value": 3"#, FaultKind::WrongType),
        (
            r#""attribute": "killed", "value": 1, "as_of": "2024-02-30""#,
            FaultKind::BadValue,
        ),
        (
            r#""attribute": "killed", "value": 1, "over": "2024-03-09/2024-03-01""#,
            FaultKind::BadValue,
        ),
        (
            r#""attribute": "killed", "value": 1, "holds": "always""#,
            FaultKind::UnknownTerm,
        ),
    ] {
        let read = lines(&asserting(fields));
        assert_eq!(kinds(&read), [kind], "{fields}");
        assert!(read.claims[0].assertions.is_empty(), "{fields}");
    }
    let most = lines(&asserting(
        r#""attribute": "killed", "value": 18446744073709551615"#,
    ));
    assert_eq!(most.faults, []);
}

#[test]
fn an_assertion_that_cannot_be_read_is_refused_by_itself() {
    let read = lines(&line_with(
        r#""assertions": [{"attribute": "kiled", "value": 1}, 7, {"attribute": "wounded", "value": 2},
        {"attribute": "killed", "value": 3, "as_of": "2024-02-30", "off": 1}]"#
            .replace('\n', " ")
            .as_str(),
    ));
    let fields: Vec<_> = read.faults.iter().flat_map(|fault| &fault.field).collect();
    assert_eq!(
        fields,
        [
            "assertions[0].attribute",
            "assertions[1]",
            "assertions[3].as_of",
            "assertions[3].off"
        ]
    );
    let [wounded] = &read.claims[0].assertions[..] else {
        panic!("one assertion");
    };
    assert_eq!(&*wounded.written, "2");
    let rows = csv(&format!(
        "{COLUMNS}a,Courier,clash,killed,,purple\na,Courier,clash,wounded,,2\na,Courier,clash,,,2\n"
    ));
    let places: Vec<_> = rows.faults.iter().map(|f| (f.line, f.column)).collect();
    assert_eq!(places, [(2, 25), (4, 17)]);
    assert_eq!(rows.claims[0].assertions.len(), 1);
}

#[test]
fn a_weekday_that_does_not_fit_is_a_warning() {
    let read = lines(&line_with(r#""event": {"when": "Sunday 9 March 2024"}"#));
    assert_eq!(only(&read).level, FaultLevel::Warning);
    assert_eq!(read.claims.len(), 1);
}

#[test]
fn every_fault_of_a_record_is_told_at_once() {
    let read = lines(
        r#"{"outlet": 1, "evnt": {}, "event": {"kind": "clsh", "when": "2024-02-30"}, "assertions": [3, {"attribute": "kiled", "value": 1}]}"#,
    );
    let fields: Vec<_> = read
        .faults
        .iter()
        .filter_map(|f| f.field.as_deref())
        .collect();
    assert_eq!(
        fields,
        [
            "outlet",
            "evnt",
            "event.kind",
            "event.when",
            "assertions[0]",
            "assertions[1].attribute"
        ]
    );
}

#[test]
fn an_unreadable_day_of_publication_is_told_once() {
    let read = lines(&line_with(
        r#""document": {"published": "soon"}, "event": {"when": "yesterday"}"#,
    ));
    assert_eq!(only(&read).field.as_deref(), Some("document.published"));
}

#[test]
fn the_second_claim_of_an_id_is_refused_whatever_the_order() {
    let (a, b) = (
        r#"{"id": "a", "outlet": "A"}"#,
        r#"{"id": "a", "outlet": "B"}"#,
    );
    let read = lines(&format!("{a}\n{b}\n"));
    let other = lines(&format!("{b}\n{a}\n"));
    assert_eq!(kinds(&read), [FaultKind::DuplicateId]);
    assert_eq!(read.claims[0].outlet, other.claims[0].outlet);
    assert_eq!(read.digest, other.digest);
    let same = lines(&format!("{a}\n{a}\n"));
    assert_eq!(
        (same.claims.len(), only(&same).level),
        (1, FaultLevel::Warning)
    );
}

#[test]
fn ids_are_made_from_content_in_the_order_of_passages() {
    let claim = |start: u32, killed: u32| {
        format!(
            r#"{{"outlet": "A", "document": "d", "assertions": [{{"attribute": "killed", "value": {killed}}}], "quote": {{"start": {start}, "end": 999}}}}"#
        )
    };
    let taken = r#"{"id": "d#2", "outlet": "A", "document": "d"}"#;
    let read = lines(&format!("{}\n{}\n{taken}\n", claim(7, 1), claim(3, 2)));
    let other = lines(&format!("{taken}\n{}\n{}\n", claim(3, 2), claim(7, 1)));
    assert_eq!(ids(&read), ["d#1", "d#2", "d#3"]);
    assert_eq!(&*read.claims[0].assertions[0].written, "2");
    assert_eq!(read.digest, other.digest);
}

#[test]
fn claims_without_a_document_stand_in_documents_of_their_own() {
    let read = lines("{\"outlet\": \"A\", \"id\": \"1\"}\n{\"outlet\": \"A\", \"id\": \"2\"}\n");
    assert_ne!(read.claims[0].document.id, read.claims[1].document.id);
}

#[test]
fn a_document_may_say_whose_it_is_behind_its_claims() {
    let read = documents(
        r#"{"claims": [{"event": {"when": "yesterday"}}], "document": {"id": "d", "published": "2024-03-12"}, "outlet": "A"}"#,
    );
    assert_eq!(read.faults, []);
    assert_eq!(ids(&read), ["d#1"]);
    assert_eq!(&*read.claims[0].outlet, "A");
}

#[test]
fn a_document_larger_than_any_buffer_is_read_in_parts() {
    let mut text = r#"{"outlet": "A", "document": {"id": "d"}, "claims": ["#.to_owned();
    for i in 0..30_000 {
        writeln!(
            text,
            r#"  {{"id": "c-{i:05}", "event": {{"kind": "clash"}}}},"#
        )
        .unwrap();
    }
    text.push_str("{\"id\": \"last\", \"event\": {\"kind\": \"clsh\"}}\n], \"spare\": 1}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.json");
    fs::write(&path, &text).unwrap();
    let read = read_paths(&[&path]);
    assert_eq!(read.claims.len(), 30_000);
    let places: Vec<_> = read.faults.iter().map(|f| (f.line, f.column)).collect();
    assert_eq!(places, [(30_001, 34), (30_002, 4)]);
    assert_eq!(documents(&text).digest, read.digest);
}

#[test]
fn nothing_is_read_from_nothing() {
    for name in ["t.json", "t.jsonl", "t.csv"] {
        assert_eq!(only(&read_as(name, b"")).kind, FaultKind::Empty, "{name}");
        assert_eq!(
            only(&read_as(name, b"\n \n")).kind,
            FaultKind::Empty,
            "{name}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "no claims").unwrap();
    assert_eq!(kinds(&read_paths(&[folder.path()])), [FaultKind::Empty]);
}

#[test]
fn paths_that_are_not_there_or_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("nothing.jsonl");
    assert_eq!(kinds(&read_paths(&[&missing])), [FaultKind::Missing]);
    let file = folder.path().join("a.jsonl");
    fs::write(&file, GOOD).unwrap();
    let below = file.join("b.jsonl");
    assert_eq!(kinds(&read_paths(&[&below])), [FaultKind::Unreadable]);
    for name in ["claims.parquet", "claims.docx", "rashomon.toml"] {
        let path = folder.path().join(name);
        fs::write(&path, "").unwrap();
        assert_eq!(
            kinds(&read_paths(&[&path])),
            [FaultKind::Unreadable],
            "{name}"
        );
    }
    let read = read_paths(&[&folder.path().join("claims.parquet")]);
    assert_eq!(only(&read).hint.as_deref(), Some("convert to CSV"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_to_itself_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("loop.jsonl");
    std::os::unix::fs::symlink(&link, &link).unwrap();
    assert_eq!(kinds(&read_paths(&[&link])), [FaultKind::Unreadable]);
    // A folder that holds a link to itself is walked once.
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    std::os::unix::fs::symlink(&inner, inner.join("again")).unwrap();
    fs::write(inner.join("a.jsonl"), GOOD).unwrap();
    assert_eq!(read_paths(&[&inner]).claims.len(), 1);
}

#[test]
fn a_folder_is_searched_for_claims_and_what_lies_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("b/deep")).unwrap();
    fs::create_dir_all(root.join(".git")).unwrap();
    for name in [
        "z.jsonl",
        "b/deep/a.CSV",
        "b/gazetteer-mali.json",
        "codebook.toml",
        "rashomon.toml",
        "README.md",
        ".hidden.jsonl",
        ".git/x.jsonl",
        "a.json.zst",
    ] {
        fs::write(root.join(name), "").unwrap();
    }
    let named = [root.to_path_buf(), root.join("z.jsonl"), root.join("b")];
    let found = find(&named.map(Source::Path));
    let under = |paths: &[std::path::PathBuf]| -> Vec<String> {
        let name = |p: &std::path::PathBuf| p.strip_prefix(root).unwrap().display().to_string();
        paths.iter().map(name).collect()
    };
    assert_eq!(
        under(&found.claims),
        ["a.json.zst", "b/deep/a.CSV", "z.jsonl"]
    );
    assert_eq!(under(&found.gazetteers), ["b/gazetteer-mali.json"]);
    assert_eq!(under(&found.codebooks), ["codebook.toml"]);
    assert_eq!(found.faults, []);
}

#[test]
fn nesting_a_million_deep_is_a_fault_like_any_other() {
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    let open = "{\"a\":".repeat(1_000_000);
    for text in [
        deep.clone(),
        "[".repeat(1_000_000),
        open,
        line_with(&format!(r#""event": {deep}"#)),
        line_with(&format!(r#""said_by": {deep}"#)),
        line_with(&format!(r#""nothing": {deep}"#)),
        asserting(&format!(r#""attribute": "killed", "value": {deep}"#)),
        asserting(&format!(
            r#""attribute": "killed", "value": {}1{}"#,
            "{\"low\":".repeat(100_000),
            "}".repeat(100_000)
        )),
    ] {
        for read in [lines(&text), documents(&text), csv(&text)] {
            let asserts_nothing = |claim: &Claim| claim.assertions.is_empty();
            assert!(read.claims.iter().all(asserts_nothing));
            assert!(read.claims.is_empty() || text.contains("assertions"));
            assert!(!read.faults.is_empty());
            let longest = read.faults.iter().map(|f| f.to_string().len()).max();
            assert!(longest < Some(2_000), "{longest:?}");
        }
    }
    let own = lines(&line_with(&format!(r#""x_own": {deep}"#)));
    assert_eq!((own.faults.len(), own.claims.len()), (0, 1));
}

#[test]
fn a_name_of_a_megabyte_is_too_large() {
    let name = "n".repeat(1 << 20);
    for text in [
        line_with(&format!(r#""event": {{"actors": ["{name}"]}}"#)),
        format!(r#"{{"outlet": "{name}"}}"#),
        line_with(&format!(r#""id": "{name}""#)),
        asserting(&format!(r#""attribute": "killed", "value": "{name}""#)),
        asserting(&format!(
            r#""attribute": "killed", "value": 1, "as_of": "{name}""#
        )),
    ] {
        assert_eq!(only(&lines(&text)).kind, FaultKind::TooLarge);
    }
    let read = lines(&line_with(&format!(r#""{name}": 1"#)));
    assert_eq!(only(&read).kind, FaultKind::UnknownField);
    assert!(only(&read).to_string().len() < 1_000);
    // A thousand characters are not too many, whatever their bytes.
    let name = "é".repeat(1_000);
    assert_eq!(lines(&format!(r#"{{"outlet": "{name}"}}"#)).faults, []);
}

#[test]
fn a_line_longer_than_any_record_is_passed_over() {
    let text = format!(
        "{GOOD}\n{}\n{{\"id\": \"b\", \"outlet\": \"B\"}}\n",
        "x".repeat(40 << 20)
    );
    let read = lines(&text);
    assert_eq!(
        (only(&read).line, only(&read).kind),
        (2, FaultKind::TooLarge)
    );
    assert_eq!(ids(&read), ["a#1", "b"]);
}

#[test]
fn a_field_given_twice_is_told_at_the_second() {
    let read = lines(r#"{"outlet": "A", "id": "1", "id": "2"}"#);
    assert_eq!(
        (only(&read).column, only(&read).kind),
        (28, FaultKind::Syntax)
    );
}

#[test]
fn the_order_of_files_and_lines_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let text = many_lines(500);
    let mut all: Vec<&str> = text.lines().collect();
    fs::write(folder.path().join("a.jsonl"), text.as_bytes()).unwrap();
    all.reverse();
    fs::write(folder.path().join("b.jsonl"), all[..100].join("\n")).unwrap();
    fs::write(folder.path().join("c.jsonl"), all[100..].join("\n")).unwrap();
    let path = |name: &str| folder.path().join(name);
    let one = read_paths(&[&path("a.jsonl")]);
    let two = read_paths(&[&path("c.jsonl"), &path("b.jsonl")]);
    assert_eq!(ids(&one), ids(&two));
    assert_eq!(one.digest, two.digest);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let single = pool.install(|| read_paths(&[&path("b.jsonl"), &path("c.jsonl")]));
    assert_eq!(single, two);
}

#[test]
fn what_is_told_of_the_event_is_not_asserted() {
    let read = lines(&asserting(r#""attribute":"kind","value":"attack""#));
    let fault = only(&read);
    assert_eq!(fault.kind, FaultKind::WrongType);
    assert_eq!(fault.hint.as_deref(), Some("write it as event.kind"));
}

#[test]
fn a_claim_of_a_hundred_thousand_assertions_is_refused() {
    let one = r#"{"attribute":"killed","value":1}"#;
    let all = vec![one; 100_000].join(",");
    let read = lines(&format!(
        r#"{{"outlet":"A","document":"d","event":{{}},"assertions":[{all}]}}"#
    ));
    assert_eq!(only(&read).kind, FaultKind::TooLarge);
}

/// Two claims of one document, published on `days`, with these parts in the same words.
fn twice(parts: &str, days: [&str; 2]) -> Ingested {
    let claim = |(i, day): (usize, &str)| {
        format!(
            r#"{{"id": "{i}", "outlet": "A", "document": {{"id": "d{i}", "published": "{day}"}}, {parts}}}"#
        )
    };
    let claims: Vec<_> = days.into_iter().enumerate().map(claim).collect();
    lines(&claims.join("\n"))
}

#[test]
fn what_stands_in_the_same_words_is_one_in_memory() {
    let read = twice(
        r#""event": {"where": ["Gao", "Mali"], "actors": ["JNIM"], "when": "yesterday"},
           "assertions": [{"attribute": "killed", "value": "about 20"}], "said_by": ["police"]"#
            .replace('\n', " ")
            .as_str(),
        ["2024-03-12", "2024-03-12"],
    );
    let [a, b] = &read.claims[..] else {
        panic!("{:?}", read.faults);
    };
    assert!(std::sync::Arc::ptr_eq(&a.assertions[0], &b.assertions[0]));
    assert!(std::sync::Arc::ptr_eq(&a.said_by, &b.said_by));
    assert!(std::sync::Arc::ptr_eq(&a.event.actors, &b.event.actors));
    let (place, when) = (a.event.place.as_ref(), a.event.when.as_ref());
    let shared = |(x, y)| std::sync::Arc::ptr_eq(x, y);
    assert!(place.zip(b.event.place.as_ref()).is_some_and(shared));
    let shared = |(x, y)| std::sync::Arc::ptr_eq(x, y);
    assert!(when.zip(b.event.when.as_ref()).is_some_and(shared));
}

#[test]
fn the_same_words_are_another_time_on_another_day() {
    let read = twice(
        r#""event": {"when": "yesterday"}, "assertions": [
           {"attribute": "status", "of": "M", "value": "killed", "as_of": "yesterday"},
           {"attribute": "killed", "value": 3, "over": "yesterday"}]"#
            .replace('\n', " ")
            .as_str(),
        ["2024-03-12", "2024-03-15"],
    );
    let days = |i: usize| {
        let claim = &read.claims[i];
        let (status, killed) = (&claim.assertions[0], &claim.assertions[1]);
        let times = [&claim.event.when, &status.as_of, &killed.over];
        times.map(|when| when.as_ref().map(ToString::to_string))
    };
    assert_eq!(days(0), [(); 3].map(|()| Some("2024-03-11".to_owned())));
    assert_eq!(days(1), [(); 3].map(|()| Some("2024-03-14".to_owned())));
}

#[test]
fn a_document_of_no_readable_day_takes_no_times_from_another() {
    let parts = r#""event": {"when": "yesterday"}, "assertions": [{"attribute": "status", "of": "M", "value": "killed", "as_of": "yesterday"}]"#;
    let read = twice(parts, ["no day", "2024-03-15"]);
    assert_eq!(read.claims.len(), 1);
    assert!(read.claims[0].assertions[0].as_of.is_some());
    assert_eq!(read.faults.len(), 1);
}

#[test]
fn a_fault_that_is_repeated_is_told_each_time() {
    for part in [
        r#""event": {"where": [""]}"#,
        r#""event": {"actors": [{"role": "attacker"}]}"#,
        r#""event": {"when": "Sunday, 9 March 2024"}"#,
        r#""said_by": [1]"#,
        r#""assertions": [{"attribute": "killed", "value": "purple"}]"#,
        r#""assertions": [{"attribute": "killed", "value": 1, "whom": "civilans"}]"#,
        r#""assertions": [{"attribute": "killed", "valu": 1}]"#,
    ] {
        let faults = twice(part, ["2024-03-12", "2024-03-12"]).faults;
        let of = |line| {
            let told = faults.iter().filter(move |fault| fault.line == line);
            told.map(|f| (&f.field, &f.message, &f.hint))
                .collect::<Vec<_>>()
        };
        assert_eq!(of(1), of(2), "{part}");
        assert!(!of(1).is_empty(), "{part}");
    }
}

/// A claim that says all that version 2 of the format adds.
const DETAILED: &str = r#"{"id": "a#1", "outlet": "Courier", "document": {"id": "a", "corrects": "b"}, "event": {"kind": "clash", "title": "Clash at Gao"}, "assertions": [{"attribute": "killed", "value": 8, "stance": "denies", "proof": "confirmed", "includes": "civilians", "excludes": ["fighters", "attackers"], "unit": "bodies"}], "quote": {"start": 3, "end": 9, "words": "eight dead"}, "draft": {"reader": "r-1", "confidence": 0.8}}"#;

#[test]
fn what_few_claims_say_is_kept() {
    let read = lines(DETAILED);
    assert_eq!(read.faults, []);
    let claim = &read.claims[0];
    assert_eq!(claim.document.corrects.as_deref(), Some("b"));
    let details = claim.details();
    assert_eq!(details.title.as_deref(), Some("Clash at Gao"));
    assert_eq!(details.words.as_deref(), Some("eight dead"));
    let draft = details.draft.as_ref().unwrap();
    assert_eq!((&*draft.reader, draft.confidence), ("r-1", Some(0.8)));
    let assertion = &claim.assertions[0];
    assert_eq!(assertion.stance, Stance::Denies);
    let AssertionDetails {
        proof,
        includes,
        excludes,
        unit,
    } = assertion.details();
    assert_eq!(
        (proof.as_deref(), unit.as_deref()),
        (Some("confirmed"), Some("bodies"))
    );
    assert_eq!(includes, &["civilians".into()]);
    assert_eq!(excludes, &["fighters".into(), "attackers".into()]);
    // And what few say costs the others nothing.
    let plain = &lines(GOOD).claims[0];
    assert_eq!(
        (&plain.details, &plain.assertions[0].details),
        (&None, &None)
    );
    assert_eq!(plain.assertions[0].stance, Stance::Asserts);
}

#[test]
fn a_table_says_it_too() {
    let table = csv(
        "claim,outlet,document.id,document.corrects,event.kind,event.title,attribute,value,stance,proof,includes,excludes,unit,quote.start,quote.end,quote.words,draft.reader,draft.confidence\n\
         a#1,Courier,a,b,clash,Clash at Gao,killed,8,denies,confirmed,civilians,fighters;attackers,bodies,3,9,eight dead,r-1,0.8\n",
    );
    assert_eq!(table.faults, []);
    let line = lines(DETAILED);
    assert_eq!(table.digest, line.digest);
    assert_eq!(table.claims[0].details, line.claims[0].details);
    assert_eq!(table.claims[0].assertions, line.claims[0].assertions);
    assert_eq!(table.claims[0].document, line.claims[0].document);
}

#[test]
fn claims_that_differ_in_what_few_say_are_not_the_same() {
    let whole = lines(DETAILED).digest;
    for (part, other) in [
        (r#""corrects": "b""#, r#""corrects": "c""#),
        (r#""title": "Clash at Gao""#, r#""title": "Gao""#),
        (r#""stance": "denies""#, r#""stance": "retracts""#),
        (r#""proof": "confirmed""#, r#""proof": "final""#),
        (r#""includes": "civilians""#, r#""includes": "children""#),
        (r#""fighters", "attackers""#, r#""fighters""#),
        (r#""unit": "bodies""#, r#""unit": "graves""#),
        (r#""words": "eight dead""#, r#""words": "eight""#),
        (r#""reader": "r-1""#, r#""reader": "r-2""#),
        (r#""confidence": 0.8"#, r#""confidence": 0.9"#),
    ] {
        assert!(DETAILED.contains(part), "{part}");
        let read = lines(&DETAILED.replace(part, other));
        assert_eq!(read.faults, []);
        assert_ne!(read.digest, whole, "{part}");
    }
}

#[test]
fn what_few_say_is_checked() {
    let of_claim = |fields: &str| lines(&line_with(fields));
    let of_count = |fields: &str| {
        lines(&asserting(&format!(
            r#""attribute": "killed", "value": 1, {fields}"#
        )))
    };
    for (read, field, hint) in [
        (
            of_count(r#""stance": "denied""#),
            "assertions[0].stance",
            "did you mean \"denies\"?",
        ),
        (
            of_count(r#""stance": "perhaps""#),
            "assertions[0].stance",
            "write one of asserts, denies, retracts",
        ),
        (
            of_count(r#""proof": "confirmd""#),
            "assertions[0].proof",
            "did you mean \"confirmed\"?",
        ),
        (
            of_count(r#""excludes": ["fighters", "civillians"]"#),
            "assertions[0].excludes[1]",
            "did you mean \"civilians\"?",
        ),
        (
            of_count(r#""unit": " ""#),
            "assertions[0].unit",
            "leave out what is not known",
        ),
        (
            of_claim(r#""event": {"title": ""}"#),
            "event.title",
            "leave out what is not known",
        ),
        (
            of_claim(r#""draft": {"reader": "r", "confidence": 1.5}"#),
            "draft.confidence",
            "write a number from 0 to 1",
        ),
        (
            of_claim(r#""draft": {"reader": "r", "confidense": 0.5}"#),
            "draft.confidense",
            "did you mean \"confidence\"?",
        ),
    ] {
        let fault = only(&read);
        assert_eq!(fault.field.as_deref(), Some(field));
        assert_eq!(fault.hint.as_deref(), Some(hint));
        assert!(fault.line == 1 && fault.column > 1);
    }
    // Words of one's own are no fault, and words without a place are a quote too.
    assert_eq!(
        of_count(r#""proof": "bellingcat", "includes": "monks""#).faults,
        []
    );
    let quoted = of_claim(r#""quote": {"words": "eight dead"}"#);
    assert_eq!((quoted.faults.len(), quoted.claims[0].quote), (0, None));
    let half = of_claim(r#""quote": {"words": "eight dead", "start": 1}"#);
    assert_eq!(only(&half).field.as_deref(), Some("quote.end"));
    let unread = of_claim(r#""draft": {"confidence": 0.5}"#);
    assert_eq!(only(&unread).field.as_deref(), Some("draft.reader"));
}

#[test]
fn the_schema_has_what_few_say() {
    let schema = serde_json::to_value(rashomon::ingest::schema()).unwrap();
    for (form, field) in [
        ("DocumentForm", "corrects"),
        ("ClaimForm", "draft"),
        ("EventForm", "title"),
        ("QuoteForm", "words"),
        ("AssertionForm", "stance"),
        ("AssertionForm", "proof"),
        ("AssertionForm", "includes"),
        ("AssertionForm", "excludes"),
        ("AssertionForm", "unit"),
    ] {
        let field = &schema["$defs"][form]["properties"][field];
        assert!(
            field["description"].is_string()
                || field["$ref"].is_string()
                || field["anyOf"].is_array(),
            "{field}"
        );
    }
}

#[test]
fn outlets_are_read_beside_the_claims() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.jsonl"), GOOD).unwrap();
    let path = folder.path().join("outlets-mali.toml");
    fs::write(
        &path,
        "[[outlet]]\nname = \"Courier\"\nindependent = true\n",
    )
    .unwrap();
    let found = find(&[Source::Path(folder.path().into())]);
    assert_eq!(found.outlets, std::slice::from_ref(&path));
    let ingested = read(&found, &CODEBOOK);
    assert_eq!((ingested.faults.len(), ingested.claims.len()), (0, 1));
    assert_eq!(ingested.outlets[0].name, "Courier");
    assert!(ingested.outlets[0].independent);
    fs::write(&path, "[[outlet]]\nname = 3\n").unwrap();
    let ingested = read(&found, &CODEBOOK);
    let fault = only(&ingested);
    assert_eq!(
        (fault.line, fault.column, fault.kind),
        (2, 8, FaultKind::Syntax)
    );
    assert_eq!(ingested.claims.len(), 1);
}

/// The bounds of the count of a claim that asserts this, in JSON and in a table.
fn counts_of(json: &str, cell: &str) -> [Option<(u64, Option<u64>)>; 2] {
    let rows = csv(&format!("{COLUMNS}a,Courier,clash,killed,,{cell}\n"));
    [
        lines(&asserting(&format!(
            r#""attribute": "killed", "value": {json}"#
        ))),
        rows,
    ]
    .map(|read| {
        let Some(assertion) = read.claims[0].assertions.first() else {
            assert_eq!(only(&read).level, FaultLevel::Error);
            return None;
        };
        assert_eq!(read.faults, []);
        let Value::Count(count) = assertion.value else {
            panic!("a count");
        };
        Some((count.low, count.high))
    })
}

#[test]
fn every_whole_number_of_64_bits_is_read_as_it_is() {
    let powers = (0..64).map(|bit| 1_u64 << bit);
    let around = powers
        .flat_map(|n| [n - 1, n, n + 1])
        .chain([u64::MAX - 1, u64::MAX]);
    for n in around {
        let exact = [Some((n, Some(n))); 2];
        assert_eq!(counts_of(&n.to_string(), &n.to_string()), exact);
        assert_eq!(counts_of(&format!("\"{n}\""), &format!("\"{n}\"")), exact);
        let least = [Some((n, None)); 2];
        assert_eq!(
            counts_of(&format!("\"at least {n}\""), &format!("at least {n}")),
            least
        );
        let open = counts_of(&format!("{{\"low\": {n}}}"), &format!("{n} or more"));
        assert_eq!(open, least);
        if n > 0 {
            let between = [Some((n - 1, Some(n))); 2];
            let (low, phrase) = (n - 1, format!("{}–{n}", n - 1));
            assert_eq!(
                counts_of(&format!("{{\"low\": {low}, \"high\": {n}}}"), &phrase),
                between
            );
        }
        // What a hedge makes of it contains it, or is refused.
        for hedge in ["about", "nearly", "more than", "up to"] {
            let phrase = format!("{hedge} {n}");
            for bounds in counts_of(&format!("\"{phrase}\""), &phrase)
                .into_iter()
                .flatten()
            {
                let (low, high) = bounds;
                assert!(high.is_none_or(|high| low <= high), "{phrase}: {bounds:?}");
                let near = |m: u64| m.abs_diff(n) <= n / 2 + 1;
                let meant = match hedge {
                    "up to" => high == Some(n),
                    "more than" => low == n + 1,
                    _ => near(low) && high.is_some_and(near),
                };
                assert!(meant, "{phrase}: {bounds:?}");
            }
        }
    }
}

#[test]
fn what_64_bits_cannot_hold_is_refused() {
    for number in [
        "18446744073709551616",
        "99999999999999999999999999999999999999999999",
        "1e30",
    ] {
        assert_eq!(counts_of(number, number), [None; 2], "{number}");
        assert_eq!(
            counts_of(
                &format!("\"at least {number}\""),
                &format!("at least {number}")
            ),
            [None; 2]
        );
    }
    // A number with a point or an exponent is read where it is one whole number, and no other.
    assert_eq!(
        counts_of("9007199254740991.0", "7")[0],
        Some((9_007_199_254_740_991, Some(9_007_199_254_740_991)))
    );
    assert_eq!(counts_of("1e3", "7")[0], Some((1000, Some(1000))));
    for number in [
        "9007199254740993.0",
        "9007199254740992.0",
        "1.8446744073709551e19",
    ] {
        assert_eq!(counts_of(number, "7")[0], None, "{number}");
    }
    let grouped = counts_of(
        "\"18,446,744,073,709,551,615\"",
        "\"18,446,744,073,709,551,615\"",
    );
    assert_eq!(grouped, [Some((u64::MAX, Some(u64::MAX))); 2]);
    assert_eq!(
        counts_of(
            "\"18,446,744,073,709,551,616\"",
            "\"18,446,744,073,709,551,616\""
        ),
        [None; 2]
    );
}
