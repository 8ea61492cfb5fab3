//! Who is right, from plain claims of (source, object, value).
//!
//! The weighing knows nothing of events or outlets: sources, objects and values are numbers, and a
//! [`Kind`] says what the values are. [`weigh()`] gives the probability of every claimed value, the
//! reliability of every source with its 90 % interval, who copies whom, and how the computation
//! went. The same claims in any order give the same result to the last digit.

mod belief;
mod beta;
mod claims;
mod coin;
mod confusion;
mod copying;
mod degenerate;
mod exact;
mod kind;
mod named;
mod number;
mod outcome;
mod relation;
mod reliable;
mod twins;
mod weigh;

#[cfg(test)]
mod tests;

pub(in crate::weigh) use beta::Beta;
pub use claims::{BySource, Claims, Triple};
pub use kind::{Hierarchy, Kind};
pub use outcome::{Answer, Convergence, Copying, Estimate, Note, Outcome, Reliability, Weighed};
pub use weigh::{vote, weigh};
