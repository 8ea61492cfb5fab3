//! Truth discovery: from who says what to what is likely true, and whom to believe.
//!
//! **Observations** go in (who says which value of which object, with what weight), and
//! **estimates** come out: how likely every value is, how often every source is right with its
//! 90 % interval, who copies whom, and how the computation went. It knows nothing of events or
//! outlets: sources, objects and values are numbers, and a [`ValueKind`] says what the values are
//! and so which model weighs them. What repeats another is an observation of less weight, a
//! twin's of none; what is known to be true is an observation that is certain. The same observations
//! in any order give the same estimates to the last digit.

pub(in crate::settle) mod beta;
mod copying;
mod credibility;
pub(in crate::settle) mod em;
mod estimates;
mod kind;
mod model;
mod notes;
mod observations;
mod prior;
#[cfg(test)]
mod tests;
mod twins;

pub use beta::Share;
pub use estimates::{Convergence, CopyPair, Credibility, Estimate, Estimates, Posterior, Weighed};
pub use kind::{Hierarchy, ValueKind};
pub use model::chain::IntervalPosterior;
pub(in crate::settle) use model::interval::ONE_SIDE;
pub use model::interval::{
    Bound, Interval, IntervalCandidate, IntervalObservation, Reported, ValueScale,
};
pub use notes::Note;
pub use observations::{Observation, Observations};

use twins::SourceRows;

/// Copies are told from this probability on.
const TOLD: f64 = 0.5;

/// How likely each value is, and how far each source is to be believed.
///
/// ```
/// use rashomon::settle::truth::{Observation, Observations, ValueKind, estimate};
///
/// // Three sources agree on nine objects, and part on the tenth. One leaves out the first: sources
/// // that say exactly the same of exactly the same objects are one.
/// let mut said = Vec::new();
/// for object in 0..9 {
///     let agree = if object == 0 { vec![0, 2] } else { vec![0, 1, 2] };
///     said.extend(agree.into_iter().map(|source| Observation::new(source, object, object)));
///     said.push(Observation::new(3, object, 99 - object));
/// }
/// said.extend([(0, 50), (1, 50), (3, 60), (4, 60)].map(|(source, value)| Observation::new(source, 9, value)));
/// let found = estimate(&Observations::new(said), &ValueKind::Term);
/// assert_eq!(found.objects[9].values[0].value, 50);
/// assert!(found.sources[0].mean > found.sources[3].mean);
/// ```
pub fn estimate(table: &Observations, kind: &ValueKind) -> Estimates {
    let sources = SourceRows::new(table);
    let mut found = model::estimate(table, kind, &sources);
    found.objects = modest(found.objects, table, &sources);
    found.copies.retain(|copy| copy.probability >= TOLD);
    for (source, &original) in sources.first.iter().enumerate() {
        if original as usize != source {
            found.sources[source] = found.sources[original as usize];
            found.copies.push(CopyPair {
                copier: source as u32,
                original,
                probability: 1.0,
            });
        }
    }
    found
        .copies
        .sort_by_key(|copy| (copy.copier, copy.original));
    found.notes = notes::notes(table, &sources, &found.convergence);
    found
}

/// The plain vote: every claim counts alike; of equals the lower count, or the lower number.
pub fn vote(table: &Observations, kind: &ValueKind) -> Vec<Posterior> {
    model::vote(table, kind)
}

/// Probabilities no nearer to certain than so many claims can show. That all of it is wrong, in a way
/// that no model foresees, was met in none of the n claims that speak for themselves, and by Laplace's rule
/// of succession is so with probability 1 / (n + 2); then each value, and any that nobody claims, may be
/// the truth alike. What is known to be true is certain.
fn modest(
    mut answers: Vec<Posterior>,
    table: &Observations,
    sources: &SourceRows,
) -> Vec<Posterior> {
    let is_own = |n: &usize| sources.first[table.source(*n)] as usize == table.source(*n);
    let own = (0..table.len()).filter(is_own).map(|n| table.weight(n));
    let all_wrong = 1.0 / (own.sum::<f64>() + 2.0);
    for (object, answer) in answers.iter_mut().enumerate() {
        if table.certain(object).is_none() {
            let each = all_wrong / (answer.values.len() + 1) as f64;
            for weighed in &mut answer.values {
                weighed.probability = (1.0 - all_wrong) * weighed.probability + each;
            }
        }
    }
    answers
}
