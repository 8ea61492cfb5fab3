use std::path::Path;

use super::super::{Found, Ingested, TableReading, read};
use super::draft;
use crate::claim::Value;
use crate::codebook::Codebook;

/// Reads a table of that name with those bytes, beside files of other names.
fn read_table(name: &str, bytes: &[u8], beside: &[(&str, &str)]) -> Ingested {
    read_told(name, bytes, beside, TableReading::default())
}

fn read_told(name: &str, bytes: &[u8], beside: &[(&str, &str)], tables: TableReading) -> Ingested {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    for (name, text) in beside {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let found = super::super::find(&[super::super::Source::Path(folder.path().to_owned())]);
    read(&Found { tables, ..found }, &Codebook::builtin())
}

/// Outlet, day, place and every assertion of each claim, in order.
fn said(read: &Ingested) -> Vec<String> {
    let claims = read.claims.iter().map(|claim| {
        let when = claim.event.when.as_ref().map_or("", |when| &when.written);
        let place = claim
            .event
            .place
            .as_ref()
            .map(|place| place.names.join(", "));
        let assertions = claim.assertions.iter().map(|a| match &a.value {
            Value::Count(count) => format!("{}", count.low),
            value => format!("{value:?}"),
        });
        let assertions: Vec<String> = assertions.collect();
        format!(
            "{} | {when} | {} | {}",
            claim.outlet,
            place.unwrap_or_default(),
            assertions.join(" ")
        )
    });
    claims.collect()
}

#[test]
fn a_journalists_first_table_is_read() {
    let text = "DATE;City;Country;Deaths;Injured;Source;Notes\n25/12/2017;Bonn;Germany;1.234;NA;Kurier;late\n\
                04/08/2020;Bonn;Germany;3;7;Der Tag;\n";
    let read = read_table("mine.csv", text.as_bytes(), &[]);
    assert_eq!(
        said(&read),
        [
            "Kurier | 2017-12-25 | Bonn, Germany | 1234",
            "Der Tag | 2020-08-04 | Bonn, Germany | 3 7"
        ]
    );
    assert_eq!(read.faults.len(), 1, "{:?}", read.faults);
    let told = read.faults[0].to_string();
    assert!(
        told.contains("Deaths is killed") && told.contains("kept as notes: Notes"),
        "{told}"
    );
    assert_eq!(read.claims[1].location.line, 3);
}

#[test]
fn title_rows_other_encodings_and_separators_are_no_matter() {
    let rows = "Incidents, 2020\n\ndate\tlieu\tpays\tmorts\n2020-03-01\tGévaudan\tFrance\t12\n";
    let utf16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(rows.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let windows = rows.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let told = format!(
        "sep=|\n{}",
        rows.split_once("\n\n").unwrap().1.replace('\t', "|")
    );
    for (name, bytes) in [
        ("a.csv", utf16),
        ("b.tsv", windows),
        ("c.csv", told.into_bytes()),
    ] {
        let read = read_table(name, &bytes, &[]);
        let stem = &name[..1];
        assert_eq!(
            said(&read),
            [format!("{stem} | 2020-03-01 | Gévaudan, France | 12")],
            "{name}: {:?}",
            read.faults
        );
    }
}

#[test]
fn dates_that_may_be_two_days_are_asked_for() {
    let text = b"date,place,deaths\n04/08/2020,Beirut,3\n";
    let read = read_table("t.csv", text, &[]);
    assert!(read.claims.is_empty());
    assert!(
        read.faults[0]
            .to_string()
            .contains("--dates dmy or --dates mdy"),
        "{:?}",
        read.faults
    );
    let tables = TableReading {
        dates: Some(super::DateOrder::Mdy),
        ..TableReading::default()
    };
    let read = read_told("t.csv", text, &[], tables);
    assert_eq!(said(&read), ["t | 2020-04-08 | Beirut | 3"]);
}

#[test]
fn a_mapping_says_what_wide_rows_and_parts_of_dates_are() {
    let mapping = r#"
        files = ["wide*.csv"]
        fill_down = ["where"]
        leave_out = { sort = ["test"] }
        values = { sort = { "A" = "bombing" } }
        [columns]
        outlet = { is = "Desk" }
        "event.when" = { year = "y", month = "m", day = "d" }
        "event.where" = "where"
        "event.kind" = "sort"
        [[assertion]]
        attribute = { is = "killed" }
        value = { low = "lo", best = "be", high = "hi" }
        [[assertion]]
        attribute = { is = "wounded" }
        value = "hurt"
    "#;
    let text = "y,m,d,where,sort,lo,be,hi,hurt\n2020,3,1,Gao,A,2,3,5,9\n2020,3,,,A,4,4,4,-99\n2020,1,1,Gao,test,1,1,1,1\n";
    let read = read_table("wide1.csv", text.as_bytes(), &[("mapping.toml", mapping)]);
    assert_eq!(read.faults, []);
    assert_eq!(
        said(&read),
        ["Desk | 2020-03-01 | Gao | 2 9", "Desk | 2020-03 | Gao | 4"]
    );
    let lacking = read_table(
        "wide2.csv",
        b"y,m,where,sort,lo,be,hi,hurt\n2020,3,Gao,A,1,1,1,1\n",
        &[("mapping.toml", mapping)],
    );
    assert!(
        lacking.faults[0]
            .to_string()
            .contains("there is no column \"d\""),
        "{:?}",
        lacking.faults
    );
}

#[test]
fn a_fault_stands_at_the_cell_that_it_is_about() {
    let text = "date,place,deaths\n2020-03-01,Gao,five hundrd\n2020-03-02,Gao,4\n";
    let read = read_table("t.csv", text.as_bytes(), &[]);
    let fault = read.faults.iter().find(|fault| fault.line > 0).unwrap();
    assert_eq!(
        (fault.line, fault.column, fault.field.as_deref()),
        (2, 16, Some("deaths"))
    );
    assert_eq!(read.claims.len(), 2);
}

#[test]
fn rows_of_public_databases_are_known_by_their_columns() {
    for (header, row, expected) in [
        (
            "id,type_of_violence,side_a,side_b,where_coordinates,adm_1,adm_2,latitude,longitude,country,date_start,date_end,deaths_a,deaths_b,deaths_civilians,best,high,low",
            "7,1,Army,Rebels,Toyama town,North,Toya,1.5,2.5,Arvia,2016-03-01,2016-03-02,4,2,0,6,9,6",
            "UCDP | 2016-03-01/2016-03-02 | Toyama town, Toya, North, Arvia | 6 4 2 0",
        ),
        (
            "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,admin1,admin2,admin3,location,country,latitude,longitude,fatalities,source,notes",
            "ARV1,29 November 2020,Battles,Armed clash,Army,Rebels,North,Toya,,Toyama,Arvia,1.5,2.5,3,Daily; Radio,words",
            "ACLED | 29 November 2020 | Toyama, Toya, North, Arvia | 3",
        ),
        (
            "IBC code,Start Date,End Date,Location,Sources,Reported Minimum,Reported Maximum",
            "k1,2006-01-05,2006-01-05,Toyama,AP; Reuters,3,5",
            "Iraq Body Count | 2006-01-05 | Toyama | 3",
        ),
        (
            "time,latitude,longitude,depth,mag,magType,net,id,place",
            "2020-03-01T10:00:00.000Z,1.5,2.5,10,6.1,mww,us,us1,Toyama",
            "USGS | 2020-03-01T10:00:00.000Z | Toyama | ",
        ),
        (
            "#EventID|Time|Latitude|Longitude|Depth/km|Author|Catalog|Contributor|ContributorID|MagType|Magnitude|MagAuthor|EventLocationName",
            "20200301_1|2020-03-01T10:00:00.0Z|1.5|2.5|10.0|X|EMSC-RTS|EMSC|1|mw|6.1|X|Toyama",
            "EMSC | 2020-03-01T10:00:00.0Z | Toyama | ",
        ),
        (
            "post_id,unique_reference_code,permalink,country,date,grading,latitude,longitude,civilians_killed_min,civilians_killed_max,civilians_injured_min,civilians_injured_max",
            "5,AV1,https://example.org/av1,arvia,2020-03-01 00:00:00,fair,1.5,2.5,3,5,0,0",
            "Airwars | 2020-03-01 | arvia | 3",
        ),
    ] {
        let read = read_table("t.csv", format!("{header}\n{row}\n").as_bytes(), &[]);
        let said = said(&read);
        assert_eq!(said.len(), 1, "{:?}", read.faults);
        assert!(said[0].starts_with(expected), "{said:?} {:?}", read.faults);
    }
}

#[test]
fn a_drafted_mapping_reads_what_the_guess_reads() {
    let text = "day,town,killed\n2020-03-01,Gao,4\n";
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("t.csv");
    std::fs::write(&table, text).unwrap();
    let drafted = draft(&table, &Codebook::builtin()).unwrap();
    let guessed = read_table("t.csv", text.as_bytes(), &[]);
    let mapped = read_table("t.csv", text.as_bytes(), &[("mapping.toml", &drafted)]);
    assert_eq!(said(&guessed), said(&mapped));
    assert_eq!(mapped.faults, [], "{drafted}");
    assert!(draft(Path::new("/nowhere.csv"), &Codebook::builtin()).is_err());
}

#[test]
fn the_table_form_is_itself_in_any_table() {
    let head = "claim,Outlet,document.published,event.kind,event.where,attribute,value";
    let rows = "a-1,Post,2024-03-10,bombing,Lune;Aland,killed,2-3\na-1,Post,2024-03-10,bombing,Lune;Aland,wounded,xyzzy";
    let plain = read_table("t.csv", format!("{head}\n{rows}\n").as_bytes(), &[]);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(head.lines().chain(rows.lines())) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    book.add_worksheet()
        .set_name("notes")
        .unwrap()
        .write(0, 0, "of ours")
        .unwrap();
    let sheet = read_table("t.xlsx", &book.save_to_buffer().unwrap(), &[]);
    let semicolons = format!("{head}\n{rows}\n").replace("Lune;Aland", "\"Lune;Aland\"");
    let semicolons = semicolons.replace(',', ";");
    let semicolons = read_table("t.csv", semicolons.as_bytes(), &[]);
    for read in [&plain, &sheet, &semicolons] {
        assert_eq!(read.claims.len(), 1);
        assert_eq!(
            (&*read.claims[0].id, read.claims[0].assertions.len()),
            ("a-1", 1)
        );
        assert_eq!(read.claims[0].event.place.as_ref().unwrap().names.len(), 2);
        let [fault] = &read.faults[..] else {
            panic!("{:?}", read.faults)
        };
        assert_eq!((fault.line, fault.field.as_deref()), (3, Some("value")));
    }
    let slip = read_table("t.csv", b"a title\n\nclaim;outlt;attribute;value\n", &[]);
    assert_eq!(slip.faults[0].line, 3, "{:?}", slip.faults);
}

#[test]
fn a_workbook_is_a_table() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    sheet.write(0, 0, "Incidents").unwrap();
    for (column, name) in [(0, "Date"), (1, "Place"), (2, "Dead")] {
        sheet.write(2, column, name).unwrap();
    }
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2020, 8, 4).unwrap();
    sheet.write_with_format(3, 0, &date, &day).unwrap();
    sheet
        .merge_range(3, 1, 4, 1, "Beirut", &rust_xlsxwriter::Format::new())
        .unwrap();
    sheet.write(3, 2, 12).unwrap();
    sheet.write_with_format(4, 0, &date, &day).unwrap();
    sheet.write(4, 2, 15).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let read = read_table("t.xlsx", &bytes, &[]);
    assert_eq!(
        said(&read),
        [
            "t | 2020-08-04 | Beirut | 12",
            "t | 2020-08-04 | Beirut | 15"
        ]
    );
    assert_eq!(read.claims[1].location.line, 5);
    let broken = read_table("b.xlsx", &bytes[..200], &[]);
    assert!(
        broken.faults[0]
            .to_string()
            .contains("is no workbook that can be read"),
        "{:?}",
        broken.faults
    );
}
