//! Progress on standard error: a bar on a terminal, and how long each stage took where asked.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rashomon::pipeline::Progress;

use super::say;

/// A run that is over sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Watches a run.
#[derive(Debug)]
pub(super) struct Watch {
    began: Instant,
    timings: bool,
    stage: Mutex<Option<Stage>>,
}

#[derive(Debug)]
struct Stage {
    name: &'static str,
    began: Instant,
    worked: Option<Duration>,
    steps: u64,
    done: u64,
    bar: Option<ProgressBar>,
}

impl Watch {
    /// From now on; `timings`: say how long each stage took.
    pub(super) fn new(timings: bool) -> Self {
        Self {
            began: Instant::now(),
            timings,
            stage: Mutex::new(None),
        }
    }

    /// Ends one stage and begins the next.
    fn change(&self, next: Option<Stage>) {
        let mut stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stage) = std::mem::replace(&mut *stage, next) {
            if let Some(bar) = &stage.bar {
                bar.finish_and_clear();
            }
            if self.timings {
                say(format_args!("{}", stage.took()));
            }
        }
    }
}

impl Progress for Watch {
    fn begin(&self, stage: &'static str, steps: u64) {
        let late = self.began.elapsed() > PATIENCE;
        self.change(Some(Stage {
            name: stage,
            began: Instant::now(),
            worked: cpu_time(),
            steps,
            done: 0,
            bar: late.then(|| bar(stage, steps)),
        }));
    }

    fn advance(&self, steps: u64) {
        let mut stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stage) = &mut *stage {
            stage.done += steps;
            if stage.bar.is_none() && self.began.elapsed() > PATIENCE {
                stage.bar = Some(bar(stage.name, stage.steps));
            }
            if let Some(bar) = &stage.bar {
                bar.set_position(stage.done);
            }
        }
    }

    fn done(&self) {
        self.change(None);
    }
}

impl Stage {
    /// "linking 1.20 s, 2.31 s of CPU time"; without the latter where the system has no such clock.
    fn took(&self) -> String {
        let seconds = self.began.elapsed().as_secs_f64();
        let worked = self.worked.zip(cpu_time());
        let worked = worked.map(|(from, to)| to.saturating_sub(from));
        let worked = worked.map_or_else(String::new, |worked| {
            format!(", {:.2} s of CPU time", worked.as_secs_f64())
        });
        format!("{:<10} {seconds:>8.2} s{worked}", self.name)
    }
}

/// The time that all threads have worked.
fn cpu_time() -> Option<Duration> {
    ProcessTime::try_now().ok().map(|time| time.as_duration())
}

/// A bar with the share done and the time left; without a count, one that only says it is alive.
/// It is drawn on a terminal only.
fn bar(stage: &'static str, steps: u64) -> ProgressBar {
    let target = ProgressDrawTarget::stderr();
    let (bar, template) = if steps == 0 {
        (ProgressBar::no_length(), "{msg} {spinner} {elapsed}")
    } else {
        let template = "{msg} {bar:30} {percent:>3} %, {eta} left";
        (ProgressBar::new(steps), template)
    };
    let style = ProgressStyle::with_template(template);
    let bar = bar.with_message(stage);
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.set_draw_target(target);
    if steps == 0 {
        bar.enable_steady_tick(Duration::from_millis(120));
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_counted_by_stage() {
        let watch = Watch::new(false);
        watch.begin("one", 10);
        watch.advance(3);
        watch.advance(4);
        let done = |watch: &Watch| {
            watch
                .stage
                .lock()
                .unwrap()
                .as_ref()
                .map(|s| (s.name, s.done))
        };
        assert_eq!(done(&watch), Some(("one", 7)));
        watch.begin("two", 0);
        assert_eq!(done(&watch), Some(("two", 0)));
        watch.done();
        assert_eq!(done(&watch), None);
    }
}
