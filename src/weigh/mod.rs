//! Who is to be believed. So far: which accounts are of one origin, and what each named policy
//! makes of the values. How often an outlet is right is not yet judged.

pub mod dependence;
pub mod origins;
pub mod policy;
pub mod reconcile;

pub use dependence::{Dependence, Echo};
pub use origins::{Origins, Sources};
pub use policy::{Answer, Voice};
