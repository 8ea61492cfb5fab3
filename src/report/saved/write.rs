//! Writes a saved result.

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::super::build::{Results, finding_id};
use super::super::codebook;
use super::super::explain;
use super::keys;
use super::layout::{self, Footer, Kept, MAGIC, Span, Table, VERSION};
use super::part::{BlobRef, Found, SharedRef, ToldRef};

/// Events that are made at a time.
const BATCH: usize = 2048;

/// Writes what [`super::Saved`] reads.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(results: &Results, out: &mut dyn Write) -> io::Result<()> {
    let mut file = Counted { out, at: 0 };
    file.put(MAGIC)?;
    file.put(&VERSION.to_le_bytes())?;
    let order = order(results);
    let mut place_of = vec![0; order.len()];
    for (place, &(_, event)) in order.iter().enumerate() {
        place_of[event as usize] = place as u64;
    }
    let (slots, ids) = events(results, &order, &place_of, &mut file)?;
    let shared = SharedRef {
        names: results.ctx.names,
        codebook: codebook_text(results)?,
        weights: &results.linkage.weights,
        given: results.linkage.given,
    };
    let footer = Footer {
        shared: file.keep(&encoded(&shared)?)?,
        slots: file.table(&slots)?,
        claims: file.table(&claims(results, &place_of))?,
        numbers: file.table(&numbers(results, &place_of))?,
        ids: file.table(&ids)?,
    };
    let footer = encoded(&footer)?;
    file.put(&footer)?;
    file.put(&layout::tail(&footer))
}

/// Events by day.
fn order(results: &Results) -> Vec<(u64, u32)> {
    let events = results.linkage.events.iter().zip(0..);
    let mut order: Vec<(u64, u32)> = events
        .map(|(event, number)| {
            let day = explain::day(results, event).map(i64::from);
            (layout::day_key(day), number)
        })
        .collect();
    order.sort_unstable();
    order
}

type Rows<const N: usize> = Vec<[u64; N]>;

/// Writes all events; gives where they stand, and the ids of them and of their findings.
fn events(
    results: &Results,
    order: &[(u64, u32)],
    place_of: &[u64],
    file: &mut Counted,
) -> io::Result<(Rows<4>, Rows<2>)> {
    let mut found: Vec<(u64, u32)> = results
        .comparison
        .findings
        .iter()
        .zip(0..)
        .map(|(f, number)| {
            let event = results.linkage.event_of[f.a.claim as usize];
            (place_of[event as usize], number)
        })
        .collect();
    found.par_sort_unstable();
    let mut slots = Vec::with_capacity(order.len());
    let mut ids: Rows<2> = Vec::with_capacity(order.len() + found.len());
    for (batch, from) in order.chunks(BATCH).zip((0..).step_by(BATCH)) {
        let made: Vec<(Vec<u8>, Rows<2>)> = batch
            .par_iter()
            .enumerate()
            .map(|(n, &(_, event))| one(results, event, (from + n) as u64, &found))
            .collect::<io::Result<_>>()?;
        for (&(day, _), (bytes, of_event)) in batch.iter().zip(made) {
            let [from, length, check] = file.keep(&bytes)?.write();
            slots.push([day, from, length, check]);
            ids.extend(of_event);
        }
    }
    ids.par_sort_unstable();
    ids.dedup();
    Ok((slots, ids))
}

/// One event as it is written, with its ids.
fn one(
    results: &Results,
    event: u32,
    place: u64,
    found: &[(u64, u32)],
) -> io::Result<(Vec<u8>, Rows<2>)> {
    let event = &results.linkage.events[event as usize];
    let from = found.partition_point(|f| f.0 < place);
    let here = found[from..].iter().take_while(|f| f.0 == place);
    let findings: Vec<Found> = here
        .map(|&(_, number)| {
            let found = results.comparison.findings[number as usize];
            let id = finding_id(&results.ctx, &found);
            let key = keys(&id).map_or(0, |(key, _)| key);
            Found { key, found }
        })
        .collect();
    let own = keys(&event.id).map(|(key, _)| key);
    let ids = own.into_iter().chain(findings.iter().map(|f| f.key));
    let ids = ids.map(|key| [key, place]).collect();
    let told = |&number: &u32| ToldRef {
        number,
        said: &results.ctx.claims[number as usize],
        names: &results.ctx.names.claims[number as usize],
        features: &results.linkage.features[number as usize],
    };
    let blob = BlobRef {
        id: &event.id,
        claims: event.claims.iter().map(told).collect(),
        findings,
    };
    Ok((encoded(&blob)?, ids))
}

fn claims(results: &Results, place_of: &[u64]) -> Rows<2> {
    let homes = results.ctx.claims.iter().zip(&results.linkage.event_of);
    let mut rows: Rows<2> = homes
        .map(|(c, &event)| [layout::check(c.id.as_bytes()), place_of[event as usize]])
        .collect();
    rows.par_sort_unstable();
    rows
}

fn numbers(results: &Results, place_of: &[u64]) -> Rows<1> {
    let homes = results.linkage.event_of.iter();
    homes.map(|&event| [place_of[event as usize]]).collect()
}

fn codebook_text(results: &Results) -> io::Result<String> {
    toml::to_string(&codebook::File::of(results.ctx.codebook)).map_err(io::Error::other)
}

fn encoded(value: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_allocvec(value).map_err(io::Error::other)
}

/// A file, and how much of it was written.
struct Counted<'o> {
    out: &'o mut dyn Write,
    at: u64,
}

impl Counted<'_> {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    fn keep(&mut self, bytes: &[u8]) -> io::Result<Kept> {
        let span = Span {
            from: self.at,
            length: bytes.len() as u64,
        };
        self.put(bytes)?;
        Ok(Kept {
            span,
            check: layout::check(bytes),
        })
    }

    fn table<const N: usize>(&mut self, rows: &[[u64; N]]) -> io::Result<Table> {
        let from = self.at;
        for number in rows.iter().flatten() {
            self.put(&number.to_le_bytes())?;
        }
        Ok(Table {
            from,
            rows: rows.len() as u64,
            columns: N as u64,
        })
    }
}
