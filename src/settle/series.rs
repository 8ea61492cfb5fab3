//! A number that was counted day by day: what stood on each.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use itertools::Itertools;

use super::grounds::distinct;
use super::standing::Member;
use crate::compare::standard;

/// What stood on a day: the row that gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// The day up to which it was counted, or on which it was told.
    pub day: i32,
    /// Its row.
    pub row: u32,
}

/// The stages of a number that moves, in the order of days, each where another value came to stand;
/// empty where one value stood from first to last. What only repeats an earlier word stands for no day
/// of its own.
pub(super) fn of(members: &[Member]) -> Vec<Stage> {
    let sound = members.iter().filter(|m| {
        !m.withdrawn && !m.mistaken && !m.narrower && !m.party && !m.said.is_repetition()
    });
    let mut days: BTreeMap<i32, Vec<&Member>> = BTreeMap::new();
    for member in sound {
        if let Some(day) = day(member) {
            days.entry(day).or_default().push(member);
        }
    }
    let least = days
        .values()
        .flatten()
        .map(|m| standard(&m.said).max(1))
        .min();
    let of_day = |(day, of_day): (i32, Vec<&Member>)| {
        let told = of_day
            .into_iter()
            .filter(|m| Some(standard(&m.said).max(1)) == least);
        let rows = told.into_group_map_by(|m| m.row).into_iter();
        let weight = |(row, of_row): &(usize, Vec<&Member>)| {
            let origins = distinct(of_row.iter().map(|m| m.origin)).len();
            (of_row.iter().all(|m| m.replaced), Reverse(origins), *row)
        };
        let (row, _) = rows.min_by_key(weight)?;
        Some(Stage {
            day,
            row: row as u32,
        })
    };
    let stages = days.into_iter().filter_map(of_day);
    let stages: Vec<Stage> = stages.dedup_by(|x, y| x.row == y.row).collect();
    if stages.len() > 1 { stages } else { Vec::new() }
}

fn day(member: &Member) -> Option<i32> {
    let own = member.said.assertion.and_then(|a| a.as_of.as_ref());
    let published = member.said.claim.document.published.as_ref();
    let span = own.map(|w| w.span).or(published.map(|p| p.span));
    span.map(|span| span.last)
}
