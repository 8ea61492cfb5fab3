//! Which of two numbers is the slip of the other.

use std::cmp::Ordering;

use super::standing::Table;

/// The row that is a slip of the other: the one with fewer accounts near it, or else the later of
/// the two; `None` where nothing tells.
pub(super) fn of(table: &Table, a: usize, b: usize) -> Option<usize> {
    let near = |row: usize| {
        let others = (0..table.rows()).filter(|&r| r != a && r != b && table.is_own(r));
        let own = table.sides(row).len();
        others
            .filter(|&r| is_near(table, r, row))
            .map(|r| table.sides(r).len())
            .sum::<usize>()
            + own
    };
    match near(a).cmp(&near(b)) {
        Ordering::Less => Some(a),
        Ordering::Greater => Some(b),
        Ordering::Equal => match table.later(a, b) {
            Some(Ordering::Less) => Some(b),
            Some(Ordering::Greater) => Some(a),
            _ => None,
        },
    }
}

/// Whether two counts are of one order of magnitude: neither more than twice the other.
fn is_near(table: &Table, a: usize, b: usize) -> bool {
    let counts = table.count(a).zip(table.count(b));
    counts
        .is_some_and(|(p, q)| p.low <= q.low.saturating_mul(2) && q.low <= p.low.saturating_mul(2))
}
