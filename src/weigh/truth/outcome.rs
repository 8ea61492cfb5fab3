//! What the weighing finds.

/// A value of an object and how likely it is the true one among those claimed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// The value.
    pub value: u32,
    /// Between 0 and 1.
    pub probability: f64,
    /// How many claim it, a copied voice and its original counted once.
    pub voices: f64,
}

/// A number between bounds that hold the truth nine times in ten.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The best single number.
    pub best: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// What is said of one object.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// The claimed values, the most likely first.
    pub values: Vec<Weighed>,
    /// Of counts and numbers: the size.
    pub estimate: Option<Estimate>,
}

/// How far a source is to be believed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reliability {
    /// How many claims it makes.
    pub claims: u32,
    /// Share of its claims that are exactly right; of numbers, the standard deviation of its
    /// errors, in the unit of the values.
    pub mean: f64,
    /// Lower bound of the 90 % interval.
    pub low: f64,
    /// Upper bound of the 90 % interval.
    pub high: f64,
    /// Share of its claims that are partly right: a wider place, a shorter list, a rounded count.
    pub partly: f64,
    /// Whether the data say more than what is believed of any source: else *too little to judge*.
    pub judged: bool,
}

/// One source repeating another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Copying {
    /// Who repeats. Where the direction is open, both ways are listed.
    pub copier: u32,
    /// Whom.
    pub original: u32,
    /// Probability that it does.
    pub probability: f64,
}

/// How the computation went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Convergence {
    /// Whether the last round changed nothing that shows.
    pub converged: bool,
    /// Rounds of the start that was kept.
    pub rounds: u32,
    /// From how many starts it ran.
    pub starts: u32,
    /// Share of the objects to which every start gave the same answer.
    pub same: f64,
}

/// Everything the weighing finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// By object; empty where nothing is claimed.
    pub answers: Vec<Answer>,
    /// By source.
    pub sources: Vec<Reliability>,
    /// Pairs of sources with a probability of copying of at least one half, sorted.
    pub copies: Vec<Copying>,
    /// How the computation went.
    pub convergence: Convergence,
    /// What a reader should know before believing any of it.
    pub notes: Vec<Note>,
}

/// What a reader should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// No two sources speak of one object: nobody can be checked by anybody.
    NoOverlap,
    /// One source only.
    OneSource,
    /// Nobody contradicts anybody.
    Unanimous,
    /// On no object do two sources agree.
    NobodyAgrees,
    /// So many sources say several things of one object.
    SelfContradiction(u32),
    /// The starts ended in different answers, or a round still changed something.
    NotConverged,
}

impl Note {
    /// A sentence for people.
    pub fn sentence(self) -> String {
        match self {
            Self::NoOverlap => "No two sources speak of one object: too little to judge anybody.".into(),
            Self::OneSource => "There is one source only: too little to judge it.".into(),
            Self::Unanimous => "Nobody contradicts anybody: nothing shows who would be wrong.".into(),
            Self::NobodyAgrees => "No two sources agree on anything: too little to judge anybody.".into(),
            Self::SelfContradiction(1) => "1 source says several things of one object: each is a part of its voice.".into(),
            Self::SelfContradiction(many) => format!("{many} sources say several things of one object: each is a part of their voice."),
            Self::NotConverged => "Other starting points end in other answers, or the last round still changed some: take close calls with care.".into(),
        }
    }
}
