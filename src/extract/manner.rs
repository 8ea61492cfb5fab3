//! How an article is told.

use super::class::*;
use super::event_verbs::Told;
use super::mention::Mention;
use super::token::Token;

/// Sentences of an article: all of them, those in somebody's own words ("we"), those of what might be.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    pub(super) sentences: u32,
    pub(super) spoken: u32,
    pub(super) modal: u32,
    /// Sentences with quotation marks.
    pub(super) quoted: u32,
    /// Sentences that name soldiers or police.
    pub(super) forces: u32,
    /// Sentences that tell of an event, and of victims.
    pub(super) told: u32,
    pub(super) hurt: u32,
}

impl Manner {
    pub(super) fn count(&mut self, tokens: &[Token]) {
        self.sentences += 1;
        let any = |test: fn(&Token) -> bool| u32::from(tokens.iter().any(test));
        self.spoken += any(Token::is_own);
        self.modal += any(|t| t.is(COND | FUTURE) && !t.is(MONTH));
        self.quoted += any(|t| t.is_sign('"'));
        self.forces += any(|t| t.is(STATE_FORCE));
    }

    pub(super) fn count_told(&mut self, told: &[Told]) {
        let any = |test: fn(&Mention) -> bool| u32::from(told.iter().any(|t| test(&t.mention)));
        self.told += any(|_| true);
        self.hurt += any(|m| !m.victims.is_empty());
    }
}
