//! Every topic settled: where it stands, how many origins are behind each value, and the answer.

use rayon::prelude::*;

use super::answer::{Answer, Bench, Question};
use super::grounds::distinct;
use super::policy::{self, Vote};
use super::series::{self, Stage};
use super::standing::{Member, Standing, current, voices};
use super::truth::IntervalPosterior;
use super::{Dependence, Origins, Sources, State, SteadyDifferences, Trust};
use crate::claim::Counts;
use crate::codebook::{Change, Severity, ValueType, Verdict};
use crate::compare::{Between, Comparison, Context, Home, Speakers, Statement, Topic, Topics};
use crate::link::Linkage;

/// Events and topics are looked at in lots of this many, so that what is made of them is soon laid flat.
const LOT: usize = 4096;

/// What is believed of a claims set.
#[derive(Debug, Clone, Default)]
pub struct Settlement {
    /// How far each outlet is to be believed, and which copy which.
    pub trust: Trust,
    /// Documents that echo others.
    pub dependence: Dependence,
    /// Which outlets differ always alike.
    pub steady: SteadyDifferences,
    events: Kept,
    topics: Vec<SettledTopic>,
    rows: Vec<SettledRow>,
    /// Where the rows of each topic begin.
    starts: Vec<u32>,
}

/// Where a topic stands.
#[derive(Debug, Clone, PartialEq)]
pub struct SettledTopic {
    /// The gravest verdict between its own rows, or a contradiction with a row beside them.
    pub verdict: Verdict,
    /// How grave a difference is; `None` where there is none.
    pub severity: Option<Severity>,
    /// Where it stands.
    pub state: State,
    /// What somebody ruled on it.
    pub ruling: Option<RuledTopic>,
    /// How many claims its own rows hold.
    pub claims: u32,
    /// What stands.
    pub answer: Option<Answer>,
    /// What stood before, day by day, of a number that moved.
    pub series: Box<[Stage]>,
}

/// What somebody ruled on a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuledTopic {
    /// The number of the ruling.
    pub ruling: u32,
    /// Whether it holds: a value more opens again what was accepted.
    pub holds: bool,
    /// How many of the values that may stay nobody gives any more.
    pub gone: u32,
}

/// What is known of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SettledRow {
    /// How many independent origins stand behind it.
    pub origins: u32,
    /// How likely it is, where that is weighed.
    pub probability: Option<f64>,
    /// The row that took its place.
    pub replaced_by: Option<u32>,
    /// Whether it may stand: its own source has neither denied nor withdrawn it.
    pub stands: bool,
    /// Whether its own source gave another value in its place, or took it back: what contradicts it is
    /// settled.
    pub void: bool,
}

/// Origins of the claims of many events, laid flat.
#[derive(Debug, Clone, Default)]
struct Kept {
    of: Vec<u32>,
    ties: Vec<(u32, u32)>,
    /// Where those of each event end.
    ends: Vec<(u32, u32)>,
}

impl Kept {
    fn add(&mut self, origins: &Origins) {
        self.of.extend_from_slice(&origins.of);
        self.ties.extend_from_slice(&origins.ties);
        self.ends
            .push((self.of.len() as u32, self.ties.len() as u32));
    }

    fn get(&self, event: usize) -> (&[u32], &[(u32, u32)]) {
        let before = event.checked_sub(1).map_or((0, 0), |e| self.ends[e]);
        let end = self.ends[event];
        (
            &self.of[before.0 as usize..end.0 as usize],
            &self.ties[before.1 as usize..end.1 as usize],
        )
    }
}

impl Settlement {
    /// Settles all topics.
    pub fn of(
        ctx: &Context,
        linkage: &Linkage,
        comparison: &Comparison,
        dependence: Dependence,
        trust: Trust,
    ) -> Self {
        let mut events = Kept::default();
        let count = comparison.topics.len();
        let (mut topics, mut starts) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut rows = Vec::with_capacity(comparison.topics.row_count());
        let given = (&dependence, &trust, &comparison.speakers);
        let sources = Sources::new(*ctx, &linkage.features, given);
        in_lots(
            linkage.events.len(),
            |event, (): &mut ()| sources.of(&linkage.events[event].claims),
            |origins| {
                events.add(&origins);
            },
        );
        let steady = SteadyDifferences::find(ctx, linkage, comparison);
        let settling = Settling {
            linkage,
            steady: &steady,
            bench: Bench {
                ctx: *ctx,
                features: &linkage.features,
                event_of: &linkage.event_of,
                trust: &trust,
            },
            comparison,
            topics: &comparison.topics,
            sources: &sources,
        };
        in_lots(
            count,
            |topic, room| settling.one(topic, room),
            |(topic, own)| {
                starts.push(rows.len() as u32);
                topics.push(topic);
                rows.extend(own);
            },
        );
        Self {
            trust,
            dependence,
            steady,
            events,
            topics,
            rows,
            starts,
        }
    }

    /// Where a topic stands.
    pub fn topic(&self, topic: usize) -> &SettledTopic {
        &self.topics[topic]
    }

    /// All topics, in the order of the comparison.
    pub fn topics(&self) -> &[SettledTopic] {
        &self.topics
    }

    /// What is known of the rows of a topic.
    pub fn rows(&self, topic: usize) -> &[SettledRow] {
        let end = self
            .starts
            .get(topic + 1)
            .map_or(self.rows.len(), |&s| s as usize);
        &self.rows[self.starts[topic] as usize..end]
    }

    /// The origins of the claims of an event: the number of each, and the pairs that show it.
    pub fn origins(&self, event: usize) -> (&[u32], &[(u32, u32)]) {
        self.events.get(event)
    }

    /// What makes accounts of one origin.
    pub fn sources<'s>(
        &'s self,
        ctx: Context<'s>,
        linkage: &'s Linkage,
        speakers: &'s Speakers,
    ) -> Sources<'s> {
        let given = (&self.dependence, &self.trust, speakers);
        Sources::new(ctx, &linkage.features, given)
    }

    /// What each named policy makes of counts that differ; nothing where they do not.
    pub fn policies(
        ctx: &Context,
        linkage: &Linkage,
        comparison: &Comparison,
        sources: &Sources,
        topic: usize,
    ) -> Vec<policy::Answer> {
        if !matches!(comparison.topics.all()[topic].home, Home::Event(_)) {
            return Vec::new();
        }
        let standing = Standing::of(ctx, comparison, topic);
        let members = members(ctx, comparison, sources, (topic, &standing));
        let outlet = |claim: u32| linkage.features[claim as usize].outlet;
        let voices = voices(&current(&members), outlet);
        let bounds = |v: &Vote| (v.quantity.low, v.quantity.high);
        let differ = voices.iter().any(|v| bounds(v) != bounds(&voices[0]));
        if differ {
            policy::all(&voices)
        } else {
            Vec::new()
        }
    }
}

/// The statements of a topic's own rows, with the number of the origin of each.
fn members<'a>(
    ctx: &Context<'a>,
    comparison: &Comparison,
    sources: &Sources,
    (topic, standing): (usize, &Standing),
) -> Vec<Member<'a>> {
    let (rows, said): (Vec<usize>, Vec<Statement>) =
        own_statements(ctx, comparison, topic).into_iter().unzip();
    let origins = sources.of_statements(&said);
    let own = rows.into_iter().zip(said);
    standing.members(ctx, comparison, topic, own, &origins)
}

/// The statements of the rows that are a topic's own, each with its row.
fn own_statements<'a>(
    ctx: &Context<'a>,
    comparison: &Comparison,
    topic: usize,
) -> Vec<(usize, Statement<'a>)> {
    let rows = comparison.topics.rows(topic).iter().enumerate();
    let own = rows.filter(|(_, row)| row.foreign.is_none());
    let sides = |row| comparison.topics.sides(topic, row).iter();
    own.flat_map(|(row, _)| sides(row).map(move |&side| (row, comparison.statement(ctx, side))))
        .collect()
}

/// Fewer origins than this are a handful.
const MANY_ORIGINS: usize = 20;

/// A probability that a handful of origins can bear. One alone is right no more than nine times in ten: of
/// local stories that Maier (2005) had their sources check, more than half held an error. That several lean
/// on one that nobody names is never out of the question, so they make nothing surer than 99 in 100.
fn sober(probability: f64, origins: usize) -> f64 {
    let doubt: f64 = match origins {
        0 | 1 => 0.1,
        n if n < MANY_ORIGINS => 0.01,
        _ => 0.001,
    };
    probability.clamp(doubt.min(0.01), 1.0 - doubt)
}

/// Makes things on all threads, each with room to work in, and takes them in order.
fn in_lots<T: Send, R: Default>(
    count: usize,
    make: impl Fn(usize, &mut R) -> T + Sync,
    mut take: impl FnMut(T),
) {
    for from in (0..count).step_by(LOT) {
        let lot = (from..count.min(from + LOT)).into_par_iter();
        let things = lot.map_init(R::default, |room, number| make(number, room));
        let things: Vec<T> = things.collect();
        things.into_iter().for_each(&mut take);
    }
}

/// What topics are settled from.
struct Settling<'s, 'a> {
    linkage: &'s Linkage,
    steady: &'s SteadyDifferences,
    bench: Bench<'s, 'a>,
    comparison: &'s Comparison,
    topics: &'s Topics,
    sources: &'s Sources<'a>,
}

impl Settling<'_, '_> {
    fn one(&self, topic: usize, room: &mut IntervalPosterior) -> (SettledTopic, Vec<SettledRow>) {
        let ctx = &self.bench.ctx;
        let of = &self.topics.all()[topic];
        let standing = Standing::of(ctx, self.comparison, topic);
        let members = members(ctx, self.comparison, self.sources, (topic, &standing));
        let (verdict, severity) = self.gravest(topic, &standing);
        let declared = ctx.codebook.attribute(of.attribute);
        let question = Question {
            members: &members,
            event: match of.home {
                Home::Event(event) => Some(event),
                _ => None,
            },
            office: matches!(of.home, Home::Office(_)),
            value_type: declared.value_type,
            change: declared.change,
            verdict,
            corrected: standing.iter().any(|row| row.taken_back),
        };
        let heard = distinct(members.iter().map(|m| m.origin));
        let (mut answer, likely) = self.bench.answer(&question, room);
        if let Some(answer) = answer.as_mut().filter(|a| !a.basis.is_settled()) {
            answer.probability = answer.probability.map(|p| sober(p, heard.len()));
        }
        let mut rows: Vec<SettledRow> = (0..self.topics.rows(topic).len())
            .map(|row| self.row(topic, row, &standing, &members))
            .collect();
        for (member, p) in members.iter().zip(likely) {
            let row = &mut rows[member.row].probability;
            *row = row.or(p).map(|p| sober(p, heard.len()));
        }
        let mut told: Vec<u32> = members.iter().map(|m| m.said.side.claim).collect();
        told.sort_unstable();
        told.dedup();
        let settled = answer.as_ref().is_some_and(|a| a.basis.is_settled());
        let accepting = self.accepting(topic, &members, &standing);
        let state = match verdict {
            _ if settled => State::Ruled,
            Verdict::Contradiction if accepting.is_some_and(|of| of.holds) => State::Accepted,
            Verdict::Contradiction => State::Open,
            Verdict::Agreement if heard.len() < 2 => State::OneSource,
            Verdict::Agreement => State::Agreed,
            _ => State::Explained,
        };
        let series = self.series(of, &members);
        let ruling = match self.bench.ruling(&members) {
            Some(ruling) => Some(ruling),
            None => accepting,
        };
        let settled = SettledTopic {
            ruling,
            verdict,
            severity,
            state,
            claims: told.len() as u32,
            answer,
            series: series.into(),
        };
        (settled, rows)
    }

    /// The ruling that its differences may stay, and whether it holds for all values that stand.
    fn accepting(
        &self,
        topic: usize,
        members: &[Member],
        standing: &Standing,
    ) -> Option<RuledTopic> {
        let accepted = members.iter().find_map(|m| self.bench.accepted(m))?;
        let rows = self.topics.rows(topic).iter().enumerate();
        let own = rows.filter(|(_, row)| row.foreign.is_none());
        let given: Vec<(bool, u64)> = own
            .map(|(row, _)| {
                let stands = !standing[row].is_void() && standing[row].replaced_by.is_none();
                (stands, self.bench.key_of(self.topics.sides(topic, row)[0]))
            })
            .collect();
        let is_new = |(stands, share): &(bool, u64)| *stands && !accepted.shares.contains(share);
        let is_gone = |share: &&u64| !given.iter().any(|(_, given)| given == *share);
        Some(RuledTopic {
            ruling: accepted.ruling,
            holds: !given.iter().any(is_new),
            gone: accepted.shares.iter().filter(is_gone).count() as u32,
        })
    }

    /// What stood day by day, of a count that moves.
    fn series(&self, of: &Topic, members: &[Member]) -> Vec<Stage> {
        let declared = self.bench.ctx.codebook.attribute(of.attribute);
        let moves = declared.change != Change::Fixed || of.thing.counts == Counts::Running;
        let of_event = matches!(of.home, Home::Event(_));
        if moves && of_event && declared.value_type == ValueType::Count {
            series::of(members)
        } else {
            Vec::new()
        }
    }

    /// The gravest verdict between a topic's own rows, or a contradiction with a row beside them.
    fn gravest(&self, topic: usize, standing: &Standing) -> (Verdict, Option<Severity>) {
        let ctx = &self.bench.ctx;
        let rows = self.topics.rows(topic);
        let own = |b: &&Between| {
            let beside = rows[b.a as usize].foreign.or(rows[b.b as usize].foreign);
            let moot =
                |row: u32| standing[row as usize].taken_back || standing[row as usize].withdrawn;
            let grave = b.verdict == Verdict::Contradiction;
            (beside.is_none() || grave) && !(grave && (moot(b.a) || moot(b.b)))
        };
        let grave = |b: &Between| {
            let pair = self.topics.pairs(topic, b).next();
            let steady = self
                .steady
                .explains(ctx, self.linkage, self.comparison, (topic, b));
            let verdict = steady.map_or(b.verdict, |_| Verdict::Scope);
            (verdict, pair.map(|pair| pair.severity(ctx)))
        };
        let gravest = self
            .topics
            .between(topic)
            .iter()
            .filter(own)
            .map(grave)
            .max();
        gravest.unwrap_or((Verdict::Agreement, None))
    }

    fn row(&self, topic: usize, row: usize, standing: &Standing, members: &[Member]) -> SettledRow {
        let foreign = self.topics.rows(topic)[row].foreign.is_some();
        let origins = if foreign {
            let sides = self.topics.sides(topic, row);
            distinct(self.sources.of_sides(self.comparison, sides).into_iter()).len()
        } else {
            let own = members.iter().filter(|m| m.row == row);
            distinct(own.map(|m| m.origin)).len()
        };
        SettledRow {
            origins: origins as u32,
            probability: None,
            replaced_by: standing[row].replaced_by,
            stands: !standing[row].withdrawn,
            void: standing[row].is_void(),
        }
    }
}
