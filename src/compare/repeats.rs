//! What only repeats a speaker's earlier word, kept for whoever looks at a statement again.

use super::lineage::Spoken;
use super::speaker::Speakers;
use super::statement::{Context, Side, Statement};

/// The statements that only repeat what their speaker had said before, by side.
#[derive(Debug, Clone, Default)]
pub struct Repeats {
    all: Vec<(Side, Spoken)>,
    /// Where those of each claim begin, by number; filled when they are sorted.
    starts: Vec<u32>,
}

impl Repeats {
    pub(super) fn note(&mut self, said: &[Statement]) {
        let repeats = said.iter().filter(|s| s.spoken != Spoken::default());
        self.all.extend(repeats.map(|s| (s.side, s.spoken)));
    }

    pub(super) fn join(&mut self, other: Self) {
        self.all.extend(other.all);
    }

    /// Once all of a claims set of so many claims are noted.
    pub(super) fn sort(&mut self, claims: usize) {
        self.all.sort_unstable_by_key(|(side, _)| *side);
        self.starts = vec![0; claims + 1];
        for (side, _) in &self.all {
            self.starts[side.claim as usize + 1] += 1;
        }
        let mut end = 0;
        for start in &mut self.starts {
            end += *start;
            *start = end;
        }
    }

    /// A statement with who speaks, and when.
    pub fn statement<'a>(
        &self,
        ctx: &Context<'a>,
        speakers: &Speakers,
        side: Side,
    ) -> Statement<'a> {
        let mut statement = speakers.statement(ctx, side);
        let claim = side.claim as usize;
        let own = self.starts.get(claim).zip(self.starts.get(claim + 1));
        let own = own.map_or(&[][..], |(&from, &to)| {
            &self.all[from as usize..to as usize]
        });
        if let Some((_, spoken)) = own.iter().find(|(noted, _)| *noted == side) {
            statement.spoken = *spoken;
        }
        statement
    }
}
