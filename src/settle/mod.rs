//! What is believed: the one stage that decides.
//!
//! How many independent origins stand behind each value ([`origins`], [`dependence`]), who copies whom
//! and how far each outlet is to be believed ([`outlets`]), which outlets differ always alike ([`systematic`]), and for every topic where it stands and
//! what the answer is ([`Settlement`]). [`truth`] is the engine, which also serves plain claims of
//! (source, object, value).

mod answer;
mod decided;
pub mod dependence;
mod grounds;
mod measured;
pub mod origins;
pub mod outlets;
pub mod policy;
mod reconcile;
mod series;
mod settlement;
mod slip;
mod standing;
mod state;
pub mod systematic;
pub mod truth;

pub use answer::{Answer, Settled};
pub use dependence::{Dependence, Echo};
pub use grounds::Grounds;
pub use origins::{Origins, Sources};
pub use outlets::{Account, Belief, Trust};
pub use reconcile::days as days_of_most;
pub use series::Stage;
pub use settlement::{RuledTopic, SettledRow, SettledTopic, Settlement};
pub use state::{Basis, State};
pub use systematic::{SteadyDifference, SteadyDifferences};
