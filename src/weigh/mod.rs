//! Who is to be believed. So far: which accounts are of one origin, and what each named policy
//! makes of the values; and, on plain claims of (source, object, value), how far each source is to be
//! believed and how likely each value is ([`truth`]).

pub mod dependence;
pub mod origins;
pub mod policy;
pub mod reconcile;
pub mod trust;
pub mod truth;

pub use crate::text::Shingles;
pub use dependence::{Dependence, Echo};
pub use origins::{Origins, Sources};
pub use policy::{Answer, Voice};
pub use trust::{Account, Belief, Trust};
