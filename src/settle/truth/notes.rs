//! What a reader should know where the claims cannot settle much.

use super::estimates::Convergence;
use super::observations::Observations;
use super::twins::SourceRows;

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
            Self::SelfContradiction(1) => "1 source says several things of one object: each counts in part.".into(),
            Self::SelfContradiction(many) => format!("{many} sources say several things of one object: each counts in part."),
            Self::NotConverged => "Other starting points end in other answers, or the last round still changed some: take close calls with care.".into(),
        }
    }
}

/// The starts are said to part where they do on more than this share of the objects.
const PART: f64 = 0.995;

/// Everything worth a note.
pub(super) fn notes(
    table: &Observations,
    sources: &SourceRows,
    convergence: &Convergence,
) -> Vec<Note> {
    let mut notes = Vec::new();
    if table.is_empty() {
        return notes;
    }
    let of_cell = |cell: usize| table.of_cell(cell).len();
    // What is certain speaks as a source does that is always right.
    let certain = |object: usize| usize::from(table.certain(object).is_some());
    let said = |object| table.cells_of(object).map(of_cell).sum::<usize>() + certain(object);
    let backs = |cell: usize, object| usize::from(table.certain(object) == Some(cell));
    let values = |object| table.cells_of(object).len();
    let agree = |object| {
        let mut cells = table.cells_of(object);
        cells.any(|cell| of_cell(cell) + backs(cell, object) > 1)
    };
    let mut objects = 0..table.objects();
    let speaking = (0..table.sources()).filter(|s| table.made_by(*s) > 0);
    if speaking.count() == 1 && table.all_certain() == 0 {
        notes.push(Note::OneSource);
    } else if objects.clone().all(|object| said(object) < 2) {
        notes.push(Note::NoOverlap);
    } else if objects.clone().all(|object| values(object) < 2) {
        notes.push(Note::Unanimous);
    } else if !objects.any(agree) {
        notes.push(Note::NobodyAgrees);
    }
    let splits = |row: &&Vec<(u32, u32)>| row.windows(2).any(|pair| pair[0].0 == pair[1].0);
    if let several @ 1.. = sources.rows.iter().filter(splits).count() {
        notes.push(Note::SelfContradiction(several as u32));
    }
    if !convergence.converged || convergence.same < PART {
        notes.push(Note::NotConverged);
    }
    notes
}
