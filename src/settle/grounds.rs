//! What an answer rests on, counted over all accounts though only some were weighed.

use std::sync::Arc;

use itertools::Itertools;

use super::Basis;
use super::answer::Answer;
use super::standing::Member;

/// What an answer rests on besides its basis.
#[derive(Debug, Clone, PartialEq)]
pub enum Grounds {
    /// So many independent origins of so many.
    Origins {
        /// Those that allow the answer.
        behind: u32,
        /// All that speak of the topic.
        of: u32,
    },
    /// Who settled it, and where that can be read.
    By(Arc<str>),
}

/// An answer that was weighed among some of many accounts, told as one of all of them. How many would
/// have to be wrong was counted among those some, and is not told.
pub(super) fn of_all(answer: Answer, members: &[Member], places: &[usize]) -> Answer {
    let origins = |places: &mut dyn Iterator<Item = usize>| {
        distinct(places.map(|place| members[place].origin)).len() as u32
    };
    let is_behind = |place: &usize| answer.rows.contains(&(members[*place].row as u32));
    let grounds = match answer.grounds {
        Grounds::Origins { .. } => Grounds::Origins {
            behind: origins(&mut places.iter().copied().filter(is_behind)),
            of: origins(&mut places.iter().copied()),
        },
        by @ Grounds::By(_) => by,
    };
    Answer {
        grounds,
        fragility: None,
        ..answer
    }
}

/// An answer that was weighed among the newest accounts alone, told as one of all accounts.
pub(super) fn of_newest(answer: Answer, members: &[Member]) -> Answer {
    let all = distinct(members.iter().map(|m| m.origin)).len() as u32;
    let grounds = match answer.grounds {
        Grounds::Origins { behind, .. } => Grounds::Origins { behind, of: all },
        by @ Grounds::By(_) => by,
    };
    let basis = match answer.basis {
        Basis::Only if all > 1 => Basis::Latest,
        basis => basis,
    };
    Answer {
        basis,
        grounds,
        ..answer
    }
}

/// How many origins stand behind each row, and behind those whose place it took.
pub(super) fn supports(members: &[Member]) -> Vec<(usize, u32)> {
    let own = members.iter().filter(|m| !m.said.is_repetition());
    let rows = own.flat_map(|m| {
        let successor = m.replaced_by.map(|row| row as usize);
        let rows = Some(m.row)
            .filter(|_| m.is_current())
            .into_iter()
            .chain(successor);
        rows.map(|row| (row, m.origin))
    });
    let rows = distinct(rows);
    let of_one = rows.chunk_by(|x, y| x.0 == y.0);
    of_one.map(|row| (row[0].0, row.len() as u32)).collect()
}

/// Each of these once, sorted.
pub(super) fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.sorted_unstable().dedup().collect()
}
