//! `review`: asks a person what the program does not decide by itself, one question a screen, and writes each
//! answer down at once.

mod desk;
mod ear;

use std::io::{self, ErrorKind, IsTerminal as _, Write as _};
use std::path::Path;

use rashomon::report::block::{Block, Line, Page};
use rashomon::report::question;
use rashomon::report::table::Terminal;
use rashomon::report::text::plural;
use rashomon::view::question::{Asked, Question};
use rashomon::view::words;

use super::args::Review;
use super::config::Config;
use super::options::{Input, Look, refused};
use super::{Done, Exit, Failure, faults, guard, output, rule};
use desk::Desk;
use ear::{Ear, Said};

/// From so many columns on two accounts stand side by side; below, a column would hold fewer than three words.
const SIDE_BY_SIDE: usize = 64;

const KEYS: &str = "A number gives that answer, and writes it into the rulings at once. s leaves the question for \
                    another day. u takes your last ruling of this session out of the file again. q ends; so does \
                    the end of the input. Every ruling needs a reason in a few words: an empty one takes the answer \
                    back.";

pub(crate) fn run(args: Review) -> Done {
    let given = args.why.as_deref().map(str::trim).map(str::to_owned);
    if given.as_deref() == Some("") {
        return Err(Failure::with_help(
            "no reason is given",
            "say after --why in a few words what is decided from, or leave it out to be asked each time",
        ));
    }
    let warrant = args.judge.warrant("")?;
    guard::not_redirected_over_an_input()?;
    let config = Config::load()?;
    let input = Input::new(args.paths, args.reading, &config, Some("claims"))?;
    if input.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::with_help(
            "answers are read from standard input, and so are the claims",
            "write the claims into a file, and name that",
        ));
    }
    let (file, _) = rule::file(args.rulings, &input)?;
    let mut desk = Desk::new(input, file, warrant)?;
    let look = Look::new(&args.looks, false);
    let ear = Ear::new(io::stdin().is_terminal() && look.rows.is_some());
    let mut notes = Vec::new();
    if !ear.keeps() && !desk.now().faults.is_empty() {
        // What was said of them goes with the first empty screen.
        let faults = faults::counted(&desk.now().faults);
        notes.push(format!(
            "The input has {faults}: `rashomon validate` tells."
        ));
    }
    let mut screen = Screen { look, ear, notes };
    let asked = screen.ask(&mut desk, given.as_deref());
    let ended = desk.end();
    match asked {
        // Nobody sees any more what is asked.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        Err(error) => return Err(Failure::new(format!("the review broke off: {error}"))),
        Ok(()) => output::to_stdout(&mut |out| {
            let page = &mut Terminal::new(out, screen.look.width, screen.look.colour);
            ended.iter().cloned().try_for_each(|block| page.put(block))
        })?,
    }
    Ok(if refused(desk.now()) {
        Exit::Faults
    } else {
        Exit::Clean
    })
}

/// Where questions are shown, and answers come from.
struct Screen {
    look: Look,
    ear: Ear,
    /// What is to be told before the next question.
    notes: Vec<String>,
}

impl Screen {
    /// Asks until nothing is left to ask, or nobody answers any more.
    fn ask(&mut self, desk: &mut Desk, given: Option<&str>) -> io::Result<()> {
        let mut last = None;
        while let Some(question) = desk.next().cloned() {
            // What still stands on a page of lines is not said again.
            let stands = self.ear.keeps() && last.as_ref() == Some(&question);
            self.show(desk, &question, !stands)?;
            last = Some(question.clone());
            match self.ear.hear()? {
                Said::Answer(number, why) => self.answer(desk, &question, number, why, given)?,
                Said::Skip => desk.skip(&question),
                Said::Undo => self.notes.extend(desk.undo()),
                Said::Help => self.notes.push(KEYS.to_owned()),
                Said::Other(what) => {
                    self.notes
                        .push(format!("“{what}” answers nothing here. {KEYS}"));
                }
                Said::Quit => return Ok(()),
            }
            if desk.next().is_none() {
                self.last_chance(desk)?;
            }
        }
        Ok(())
    }

    /// Says that nothing is left to ask, and lets the last ruling be taken back.
    fn last_chance(&mut self, desk: &mut Desk) -> io::Result<()> {
        let keys = Line::new().faint("u undo · any other key ends");
        self.put(|page| {
            page.put(Block::Paragraph("Nothing is left to ask.".into()))?;
            page.put(Block::Paragraph(keys))
        })?;
        if self.ear.hear()? == Said::Undo {
            self.notes.extend(desk.undo());
        }
        Ok(())
    }

    /// Writes an answer down, once there is a reason for it.
    fn answer(
        &mut self,
        desk: &mut Desk,
        question: &Question,
        number: usize,
        why: Option<String>,
        given: Option<&str>,
    ) -> io::Result<()> {
        let choice = number.checked_sub(1).and_then(|n| question.choices.get(n));
        let Some(choice) = choice else {
            let many = plural(question.choices.len(), "answer");
            self.notes
                .push(format!("There are {many}, and none is called {number}."));
            return Ok(());
        };
        let why = match why.or_else(|| given.map(str::to_owned)) {
            Some(why) => Some(why),
            None => self.ear.reason(&format!("{}. Why? ", choice.text))?,
        };
        match why {
            Some(why) => self.notes.extend(desk.rule(question, &choice.ruling, &why)),
            None => self
                .notes
                .push("No reason was given, and nothing is written.".to_owned()),
        }
        Ok(())
    }

    /// Shows a question, or but how to answer it, after what is to be told before.
    fn show(&mut self, desk: &Desk, asked: &Question, whole: bool) -> io::Result<()> {
        let (number, all) = desk.place();
        let grave = asked.stakes.gravest.map(words::severity);
        let head = [
            format!("{number} of {all}"),
            sort(asked.kind).to_owned(),
            grave.unwrap_or_default().to_owned(),
        ];
        let head = head.map(|part| Line::new().faint(part));
        let beside = self.look.width >= SIDE_BY_SIDE;
        let answers = match asked.choices.len() {
            0 | 1 => "1".to_owned(),
            many => format!("1–{many}"),
        };
        let keys = format!("{answers} answer · s skip · u undo · ? help · q quit");
        self.put(|page| {
            if whole {
                page.put(Block::Paragraph(Line::joined(head, " · ")))?;
                question::tell(asked, beside, page)?;
            }
            page.put(Block::Paragraph(Line::new().faint(keys)))
        })
    }

    /// Fills an empty screen, after what is to be told before.
    fn put(&mut self, fill: impl FnOnce(&mut dyn Page) -> io::Result<()>) -> io::Result<()> {
        let mut page = Vec::new();
        let mut terminal = Terminal::new(&mut page, self.look.width, self.look.colour);
        for note in self.notes.drain(..) {
            terminal.put(Block::Paragraph(note.into()))?;
        }
        fill(&mut terminal)?;
        page.push(b'\n');
        self.ear.clear()?;
        let mut out = io::stdout().lock();
        out.write_all(&page)?;
        out.flush()
    }
}

fn sort(kind: Asked) -> &'static str {
    match kind {
        Asked::Contradiction => "contradiction",
        Asked::Member => "an account that barely holds in its event",
        Asked::Name => "two names",
        Asked::SameEvent => "two events",
        Asked::Draft => "draft",
    }
}
