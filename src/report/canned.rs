//! An invented report with one of everything, hostile text included: every format is tested on it.

use crate::view::Report;

pub(super) fn report() -> Report<'static> {
    serde_json::from_str(include_str!("../../tests/data/canned-report.json")).unwrap()
}
