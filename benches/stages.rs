//! What each stage costs by the claim: `cargo bench --bench stages`.
//!
//! Times are for made-up claims (`synthetic`); `docs/benchmarks.md` has the figures of the whole
//! program, from outside.

mod synthetic;

use std::hint::black_box;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use rashomon::codebook::Codebook;
use rashomon::compare::{self, Context};
use rashomon::ingest;
use rashomon::link::{self, Weights};
use rashomon::names::{self, Gazetteer};
use rashomon::pipeline::{self, ClaimsSet};

const SIZES: [usize; 2] = [2_000, 20_000];

fn stages(criterion: &mut Criterion) {
    for size in SIZES {
        let mut group = criterion.benchmark_group(format!("{size} claims"));
        group.throughput(Throughput::Elements(size as u64));
        group
            .sample_size(10)
            .measurement_time(Duration::from_secs(5));
        measure(&mut group, size);
        group.finish();
    }
}

fn measure(group: &mut BenchmarkGroup<'_, WallTime>, size: usize) {
    let set = synthetic::generate(size, 1);
    let book = Codebook::builtin();
    let (gazetteer, _) = Gazetteer::read("gazetteer.json", set.gazetteer.as_bytes());
    let lines = set.lines.as_bytes();
    let claims = ingest::read_lines("claims.jsonl", lines, &book).claims;
    let names = names::resolve(&claims, &book, &gazetteer);
    let linkage = link::link(
        &claims,
        &names,
        &book,
        &Weights::default(),
        (&[], &link::RuledEvents::default()),
    );
    let ctx = Context {
        claims: &claims,
        names: &names,
        codebook: &book,
    };
    group.bench_function("read", |b| {
        b.iter(|| ingest::read_lines("claims.jsonl", black_box(lines), &book));
    });
    group.bench_function("names", |b| {
        b.iter(|| names::resolve(black_box(&claims), &book, &gazetteer));
    });
    group.bench_function("link", |b| {
        b.iter(|| {
            link::link(
                &claims,
                black_box(&names),
                &book,
                &Weights::default(),
                (&[], &link::RuledEvents::default()),
            )
        });
    });
    group.bench_function("compare", |b| {
        b.iter(|| compare::compare(&ctx, black_box(&linkage)));
    });
    group.bench_function("all after reading", |b| {
        b.iter(|| pipeline::reconcile(input(&claims, &book, &gazetteer)));
    });
}

fn input(claims: &[rashomon::claim::Claim], book: &Codebook, gazetteer: &Gazetteer) -> ClaimsSet {
    ClaimsSet {
        claims: claims.to_vec(),
        codebook: book.clone(),
        gazetteer: gazetteer.clone(),
        ..ClaimsSet::default()
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
