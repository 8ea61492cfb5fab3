//! A session of a reviewer: what is left to ask, and what was ruled.

use std::path::PathBuf;

use rashomon::ingest::rulings::{self, Decision, Ruling, Warrant};
use rashomon::ingest::{self, Fault, Source};
use rashomon::pipeline::{self, Reconciliation};
use rashomon::report::block::{Block, Line};
use rashomon::report::diff::{diff, in_short};
use rashomon::report::text::{inert, plural};
use rashomon::view::question::Question;
use rashomon::view::says;

use super::super::options::{Input, source};
use super::super::{Failure, faults, keep_last_words};

/// Sets of no more claims than this are reconciled again after every ruling: twice as many take a second
/// (`docs/benchmarks.md`). Larger ones are so at the end; until then what was answered is only left out.
const AT_ONCE: usize = 10_000;

/// A session.
pub(super) struct Desk {
    input: Input,
    file: PathBuf,
    /// By whom and when; why, each time.
    warrant: Warrant,
    first: Reconciliation,
    /// As it stands, where it was reconciled again.
    anew: Option<Reconciliation>,
    questions: Vec<Question>,
    /// What was answered or skipped, in order.
    passed: Vec<Passed>,
}

struct Passed {
    key: String,
    /// What was written; nothing where it was skipped.
    ruling: Option<Ruling>,
}

impl Passed {
    /// What was ruled, in a line.
    fn line(&self) -> Option<Line> {
        let ruling = self.ruling.as_ref()?;
        Some(Line::from(format!("{} ", says(&ruling.decision))).code(ruling.id.as_str()))
    }
}

/// What a question is known by, whatever ids its events have by now.
fn key(question: &Question) -> String {
    let first = question.choices.first();
    first.map(|choice| says(&choice.ruling)).unwrap_or_default()
}

/// A fault and its mend in one line.
fn told(fault: &Fault) -> String {
    faults::line(fault).replace("\n  help:", ";")
}

impl Desk {
    /// Reads and reconciles the claims, with what is ruled in that file already, and gathers what is to be asked.
    ///
    /// # Errors
    /// Where nothing could be read.
    pub(super) fn new(mut input: Input, file: PathBuf, warrant: Warrant) -> Result<Self, Failure> {
        if file.exists() {
            input.paths.push(file.clone());
        }
        let first = input.run()?;
        Ok(Self {
            questions: first.maker().questions(usize::MAX).0,
            input,
            file,
            warrant,
            first,
            anew: None,
            passed: Vec::new(),
        })
    }

    /// As it stands, as far as it was reconciled again.
    pub(super) fn now(&self) -> &Reconciliation {
        self.anew.as_ref().unwrap_or(&self.first)
    }

    /// The claims, and the file of rulings wherever it lies.
    fn sources(&self) -> Vec<Source> {
        let paths = self.input.paths.iter().filter(|path| **path != self.file);
        let file = Some(&self.file).filter(|file| file.exists());
        paths.chain(file).map(|path| source(path)).collect()
    }

    fn left(&self) -> impl Iterator<Item = &Question> {
        let is_passed = |question: &Question| {
            let key = key(question);
            self.passed.iter().any(|passed| passed.key == key)
        };
        self.questions.iter().filter(move |q| !is_passed(q))
    }

    /// What is asked next.
    pub(super) fn next(&self) -> Option<&Question> {
        self.left().next()
    }

    /// The number of the question that is next, and how many there are.
    pub(super) fn place(&self) -> (usize, usize) {
        let passed = self.passed.len();
        (passed + 1, passed + self.left().count())
    }

    /// Leaves a question for another day.
    pub(super) fn skip(&mut self, question: &Question) {
        self.passed.push(Passed {
            key: key(question),
            ruling: None,
        });
    }

    /// Writes a ruling down, and says what came of it.
    pub(super) fn rule(
        &mut self,
        question: &Question,
        decision: &Decision,
        why: &str,
    ) -> Vec<String> {
        let warrant = Warrant {
            why: why.into(),
            ..self.warrant.clone()
        };
        let others = ingest::find(&self.sources()).rulings;
        match rulings::append(&self.file, &others, decision, &warrant) {
            Err(fault) => vec![told(&fault)],
            Ok(ruling) => {
                let mut notes = vec![format!("Ruled: {} [{}].", says(decision), ruling.id)];
                self.passed.push(Passed {
                    key: key(question),
                    ruling: Some(ruling),
                });
                notes.extend(self.follow());
                notes
            }
        }
    }

    /// Takes the last ruling out of the file again, and says so.
    pub(super) fn undo(&mut self) -> Vec<String> {
        let last = self.passed.iter().rposition(|p| p.ruling.is_some());
        let Some((at, ruling)) = last.and_then(|at| Some((at, self.passed[at].ruling.clone()?)))
        else {
            return vec!["Nothing was ruled in this session.".to_owned()];
        };
        if let Err(fault) = rulings::take_out(&self.file, &ruling) {
            return vec![told(&fault)];
        }
        self.passed.remove(at);
        let mut notes = vec![format!("Taken back: {}.", says(&ruling.decision))];
        notes.extend(self.follow());
        notes
    }

    fn is_small(&self) -> bool {
        self.first.claims.len() <= AT_ONCE
    }

    /// Does what follows from a ruling that was written or taken back, and says what is newly wrong.
    fn follow(&mut self) -> Vec<String> {
        let ruled = self.ruled().into_iter().map(|line| line.to_string());
        let lines: Vec<String> = std::iter::once(self.head()).chain(ruled).collect();
        let lines: Vec<_> = lines.iter().map(|line| inert(line)).collect();
        keep_last_words(lines.join("\n  - "));
        if self.is_small() {
            self.reconcile()
        } else {
            Vec::new()
        }
    }

    /// What was ruled, a line each.
    fn ruled(&self) -> Vec<Line> {
        self.passed.iter().filter_map(Passed::line).collect()
    }

    /// What stands above those lines.
    fn head(&self) -> String {
        let rulings = self.passed.iter().filter(|p| p.ruling.is_some());
        let many = plural(rulings.count(), "ruling");
        format!("{many} in {}:", self.file.display())
    }

    /// Reconciles again, and says what is newly wrong with the input.
    fn reconcile(&mut self) -> Vec<String> {
        let Ok(anew) = pipeline::run(&self.sources(), &self.input.settings) else {
            return vec!["No claim is left that could be reconciled.".to_owned()];
        };
        self.questions = anew.maker().questions(usize::MAX).0;
        let new = anew.faults.iter().filter(|fault| !self.is_known(fault));
        let notes = new.map(told).collect();
        self.anew = Some(anew);
        notes
    }

    /// Whether that was wrong before; in whichever line, since rulings come and go.
    fn is_known(&self, fault: &Fault) -> bool {
        let what = |fault: &Fault| (fault.kind, fault.field.clone(), fault.message.clone());
        let mut known = self.now().faults.iter();
        known.any(|other| other.file == fault.file && what(other) == what(fault))
    }

    /// What was ruled, line by line, how contradictions moved, and what is left.
    pub(super) fn end(&mut self) -> Vec<Block> {
        let ruled = self.ruled();
        let mut blocks = Vec::new();
        if self.passed.is_empty() && self.next().is_none() {
            blocks.push(Block::Paragraph("Nothing is left to ask.".into()));
        } else if ruled.is_empty() {
            blocks.push(Block::Paragraph("Nothing was ruled.".into()));
        } else {
            blocks.push(Block::Paragraph(Line::new().strong(self.head())));
            blocks.push(Block::List(ruled));
            if !self.is_small() {
                let notes = self.reconcile().into_iter();
                blocks.extend(notes.map(|note| Block::Paragraph(note.into())));
            }
            blocks.push(Block::Paragraph(self.moved().into()));
        }
        self.passed.retain(|passed| passed.ruling.is_some());
        let left = match self.left().count() {
            0 => return blocks,
            1 => "1 question is left for another day.".to_owned(),
            many => format!("{many} questions are left for another day."),
        };
        blocks.push(Block::Paragraph(left.into()));
        blocks
    }

    /// How contradictions moved, and all else that changed, in a sentence each.
    fn moved(&self) -> String {
        let (before, now) = (self.first.report(), self.now().report());
        let open = [&before, &now].map(|report| report.summary.topics.open);
        let changed = in_short(&diff(&before, &now), 0).join(" ");
        format!(
            "Open contradictions: {} before, {} now. What changed: {changed}",
            open[0], open[1]
        )
    }
}
