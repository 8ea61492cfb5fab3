//! Where findings stand: by scene, as they were found; and worst first, as they are told.

use crate::codebook::{Severity, Verdict};
use crate::compare::{Finding, Scene};

use super::{Results, finding};

/// The findings of every scene.
pub(super) struct Scenes<'a> {
    /// All findings, sorted by scene.
    all: &'a [Finding],
    /// Where those of each event begin; one more entry than there are events.
    events: Vec<u32>,
}

impl<'a> Scenes<'a> {
    pub(super) fn new(all: &'a [Finding], events: usize) -> Self {
        let mut starts = Vec::with_capacity(events + 1);
        for (number, finding) in all.iter().enumerate() {
            let Scene::Event(event) = finding.scene else {
                break;
            };
            starts.resize(starts.len().max(event as usize + 1), number as u32);
        }
        let within = all.partition_point(|f| matches!(f.scene, Scene::Event(_)));
        starts.resize(events + 1, within as u32);
        Self {
            all,
            events: starts,
        }
    }

    /// The numbers of the findings within an event.
    pub(super) fn numbers(&self, event: u32) -> std::ops::Range<u32> {
        self.events[event as usize]..self.events[event as usize + 1]
    }

    /// The findings within an event, sorted by attribute and sides.
    pub(super) fn event(&self, event: u32) -> &'a [Finding] {
        let numbers = self.numbers(event);
        &self.all[numbers.start as usize..numbers.end as usize]
    }

    /// The findings of a scene.
    pub(super) fn of(&self, scene: Scene) -> &'a [Finding] {
        if let Scene::Event(event) = scene {
            return self.event(event);
        }
        let across = self.across();
        let from = across.partition_point(|f| f.scene < scene);
        let to = across.partition_point(|f| f.scene <= scene);
        &across[from..to]
    }

    /// The findings that are not within one event.
    pub(super) fn across(&self) -> &'a [Finding] {
        let within = self.events.last().map_or(0, |&n| n as usize);
        &self.all[within..]
    }
}

/// The numbers of all findings, worst first: by verdict and severity, those of one event together
/// and in the order of events; then those across events.
pub(super) fn findings(results: &Results, scenes: &Scenes, events: &[u32]) -> Vec<u32> {
    let all = &results.comparison.findings;
    let class = |number: u32| class(results, &all[number as usize]);
    let told = told(results, scenes, events);
    let mut starts = [0u32; CLASSES + 1];
    for &number in &told {
        starts[class(number) + 1] += 1;
    }
    for n in 0..CLASSES {
        starts[n + 1] += starts[n];
    }
    let mut sorted = vec![0; told.len()];
    for number in told {
        let place = &mut starts[class(number)];
        sorted[*place as usize] = number;
        *place += 1;
    }
    sorted
}

/// All findings, event by event: its own, then those with events that hold it or overlap it.
fn told(results: &Results, scenes: &Scenes, events: &[u32]) -> Vec<u32> {
    let within = (scenes.all.len() - scenes.across().len()) as u32;
    let mut related: Vec<(u32, u32)> = Vec::new();
    let mut others = Vec::new();
    for (finding, number) in scenes.across().iter().zip(within..) {
        match finding.scene {
            Scene::Related(relation) => {
                let inner = results.linkage.relations[relation as usize].inner;
                related.push((inner, number));
            }
            _ => others.push(number),
        }
    }
    related.sort_unstable();
    let mut told = Vec::with_capacity(scenes.all.len());
    for &event in events {
        told.extend(scenes.numbers(event));
        let from = related.partition_point(|r| r.0 < event);
        let here = related[from..].iter().take_while(|r| r.0 == event);
        told.extend(here.map(|r| r.1));
    }
    told.extend(others);
    told
}

/// Verdicts and severities that a finding may have.
const CLASSES: usize = 5 * 4;

/// How bad a finding is: 0 is the worst.
fn class(results: &Results, finding: &Finding) -> usize {
    let verdict = match finding.verdict {
        Verdict::Contradiction => 0,
        Verdict::Scope => 1,
        Verdict::Superseded => 2,
        Verdict::Compatible => 3,
        Verdict::Agreement => 4,
    };
    let severity = match finding::severity(&results.ctx, finding) {
        Severity::Critical => 0,
        Severity::Major => 1,
        Severity::Moderate => 2,
        Severity::Minor => 3,
    };
    verdict * 4 + severity
}
