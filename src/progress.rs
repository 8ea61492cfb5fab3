//! How far a run is, for whoever wants to show it. The library itself has no clock.

/// Hears of every stage of a run. All calls may be ignored.
pub trait Progress: Sync {
    /// A stage begins; it has so many steps, or 0 where that is not known.
    fn begin(&self, stage: &'static str, steps: u64);
    /// So many more steps of the stage are done.
    fn advance(&self, steps: u64);
    /// The last stage is done.
    fn done(&self);
}

/// Nobody listens.
impl Progress for () {
    fn begin(&self, _: &'static str, _: u64) {}
    fn advance(&self, _: u64) {}
    fn done(&self) {}
}
