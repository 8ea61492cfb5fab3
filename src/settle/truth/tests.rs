//! Laws of the weighing, held with made-up worlds whose truth is known.

use proptest::prelude::*;

use super::*;

/// A stream of numbers that look random and are always the same (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, many: u32) -> u32 {
        (self.next() % u64::from(many)) as u32
    }
}

fn said(source: u32, object: u32, value: u32) -> Observation {
    Observation::new(source, object, value)
}

fn source(o: &Observation) -> u32 {
    o.source.expect("nothing certain")
}

/// Observations, some objects' truth being known.
fn knowing(mut said: Vec<Observation>, known: &[(u32, u32)]) -> Observations {
    said.extend(
        known
            .iter()
            .map(|(object, value)| Observation::certain(*object, *value)),
    );
    Observations::new(said)
}

/// Sources of planted accuracy, each of which speaks of a share of the objects.
struct World {
    accuracy: Vec<f64>,
    triples: Vec<Observation>,
}

/// The true value of an object that has values of its own.
fn truth(object: u32, ways: u32) -> u32 {
    object * ways + object % ways
}

/// Every object has as many values of its own as there are ways.
fn world(seed: u64, sources: u32, objects: u32, ways: u32, speaks: f64) -> World {
    let mut dice = Dice(seed);
    let accuracy: Vec<f64> = (0..sources).map(|_| 0.45 + 0.5 * dice.share()).collect();
    let mut triples = Vec::new();
    for object in 0..objects {
        for (source, accuracy) in accuracy.iter().enumerate() {
            if dice.share() < speaks {
                let right = dice.share() < *accuracy;
                let value = if right { 0 } else { 1 + dice.below(ways - 1) };
                let value = object * ways + (object + value) % ways;
                triples.push(said(source as u32, object, value));
            }
        }
    }
    World { accuracy, triples }
}

fn first(outcome: &Estimates) -> Vec<Option<u32>> {
    let first = |answer: &Posterior| answer.values.first().map(|weighed| weighed.value);
    outcome.objects.iter().map(first).collect()
}

fn probability(outcome: &Estimates, object: usize, value: u32) -> f64 {
    let found = outcome.objects[object]
        .values
        .iter()
        .find(|w| w.value == value);
    found.map_or(0.0, |weighed| weighed.probability)
}

/// Planted accuracies of a hundred worlds stand in their 90 % intervals about nine times in ten.
#[test]
fn intervals_hold_what_they_promise() {
    let (mut inside, mut all, mut width) = (0.0, 0.0, 0.0);
    for seed in 0..20 {
        let world = world(seed, 12, 80, 6, 0.5);
        let outcome = estimate(&Observations::new(world.triples), &ValueKind::Term);
        for (source, planted) in outcome.sources.iter().zip(&world.accuracy) {
            inside += f64::from(u8::from((source.low..=source.high).contains(planted)));
            width += source.high - source.low;
            all += 1.0;
        }
    }
    let share = inside / all;
    assert!((0.84..=0.96).contains(&share), "{share}");
    assert!(width / all < 0.3, "{}", width / all);
}

/// Values said to be true with probability p are true about as often.
#[test]
fn probabilities_hold_what_they_promise() {
    let (mut promised, mut kept, mut right, mut plain) = (0.0, 0.0, 0.0, 0.0);
    for seed in 100..120 {
        let world = world(seed, 6, 80, 4, 0.5);
        let claims = Observations::new(world.triples);
        let outcome = estimate(&claims, &ValueKind::Term);
        for (object, answer) in outcome.objects.iter().enumerate() {
            for weighed in &answer.values {
                if (0.3..0.9).contains(&weighed.probability) {
                    promised += weighed.probability;
                    kept += f64::from(u8::from(weighed.value == truth(object as u32, 4)));
                }
            }
        }
        let hits = |answers: &[Posterior]| {
            let hit = |(object, answer): (usize, &Posterior)| {
                answer
                    .values
                    .first()
                    .is_some_and(|w| w.value == truth(object as u32, 4))
            };
            answers
                .iter()
                .enumerate()
                .filter(|(o, a)| hit((*o, a)))
                .count() as f64
        };
        right += hits(&outcome.objects);
        plain += hits(&vote(&claims, &ValueKind::Term));
    }
    assert!((promised / kept - 1.0).abs() < 0.15, "{promised} {kept}");
    assert!(right > plain, "{right} {plain}");
}

/// A world of open values, and one of three labels that many choose among.
fn worlds() -> [(Vec<Observation>, ValueKind); 2] {
    let open = world(5, 9, 40, 5, 0.7).triples;
    let mut dice = Dice(7);
    let truth: Vec<u32> = (0..60).map(|_| dice.below(3)).collect();
    let closed = world(6, 9, 60, 3, 0.8).triples;
    let label = |t: Observation| {
        said(
            source(&t),
            t.object,
            (t.value + truth[t.object as usize]) % 3,
        )
    };
    [
        (open, ValueKind::Term),
        (closed.into_iter().map(label).collect(), ValueKind::Term),
    ]
}

#[test]
fn ten_copies_of_a_source_change_no_value() {
    for (triples, kind) in worlds() {
        for copied in [0, 4, 8] {
            let before = estimate(&Observations::new(triples.clone()), &kind);
            let mut more = triples.clone();
            for copy in 0..10 {
                let own = triples.iter().filter(|t| source(t) == copied);
                more.extend(own.map(|t| said(20 + copy, t.object, t.value)));
            }
            let after = estimate(&Observations::new(more), &kind);
            for (x, y) in before.objects.iter().zip(&after.objects) {
                assert_eq!(x.values.len(), y.values.len());
                for (x, y) in x.values.iter().zip(&y.values) {
                    assert_eq!(x.value, y.value);
                    assert!((x.probability - y.probability).abs() < 1e-6, "{x:?} {y:?}");
                }
            }
            assert_eq!(after.sources[20], after.sources[copied as usize]);
            let copies = after.copies.iter().filter(|c| c.original == copied);
            assert_eq!(copies.count(), 10);
        }
    }
}

#[test]
fn what_has_no_weight_moves_nothing() {
    let triples = world(3, 9, 40, 5, 0.7).triples;
    let before = estimate(&Observations::new(triples.clone()), &ValueKind::Term);
    let mut more = triples.clone();
    let some = triples
        .iter()
        .filter(|t| source(t) < 3 && t.object % 2 == 0);
    more.extend(some.map(|t| Observation {
        weight: 0.0,
        ..said(40 + source(t), t.object, t.value)
    }));
    let after = estimate(&Observations::new(more), &ValueKind::Term);
    for (x, y) in before.objects.iter().zip(&after.objects) {
        for (x, y) in x.values.iter().zip(&y.values) {
            assert_eq!((x.value, x.weight), (y.value, y.weight));
            assert!((x.probability - y.probability).abs() < 1e-9, "{x:?} {y:?}");
        }
    }
    assert_eq!(before.notes, after.notes);
}

#[test]
fn a_partial_copier_is_found_and_no_independent_source() {
    let (mut found, mut wrong) = (0, 0);
    for seed in 0..10 {
        let World { mut triples, .. } = world(seed, 8, 120, 8, 0.8);
        let mut dice = Dice(seed + 50);
        // Source 30 takes three in four of its claims from source 3, and makes the rest up.
        let taken: Vec<Observation> = triples.iter().filter(|t| source(t) == 3).copied().collect();
        for triple in taken {
            let own = triple.object * 8 + dice.below(8);
            let value = if dice.share() < 0.75 {
                triple.value
            } else {
                own
            };
            triples.push(said(30, triple.object, value));
        }
        let outcome = estimate(&Observations::new(triples), &ValueKind::Term);
        let pair =
            |c: &CopyPair| (c.copier, c.original) == (30, 3) || (c.copier, c.original) == (3, 30);
        found += usize::from(outcome.copies.iter().any(pair));
        wrong += outcome.copies.iter().filter(|c| !pair(c)).count();
    }
    assert!(found >= 9 && wrong == 0, "{found} {wrong}");
}

#[test]
fn every_start_ends_in_one_answer() {
    for (triples, kind) in worlds() {
        let run = estimate(&Observations::new(triples), &kind).convergence;
        assert!(
            run.converged && run.starts == 3 && run.same > 0.97,
            "{run:?}"
        );
    }
}

/// Everything that is claimed is finite and between its bounds.
fn assert_sound(outcome: &Estimates) {
    for answer in &outcome.objects {
        let sound = |w: &Weighed| (0.0..=1.0).contains(&w.probability);
        assert!(answer.values.iter().all(sound), "{answer:?}");
        let sum: f64 = answer.values.iter().map(|w| w.probability).sum();
        assert!(answer.values.is_empty() || sum >= 1e-9, "{answer:?}");
        if let Some(size) = answer.estimate {
            assert!(size.low <= size.best && size.best <= size.high, "{size:?}");
        }
    }
    for source in &outcome.sources {
        assert!(
            source.low <= source.high && source.mean.is_finite(),
            "{source:?}"
        );
    }
}

fn kinds(values: u32) -> [ValueKind; 5] {
    let sizes: Vec<f64> = (0..values).map(|value| f64::from(value * 10)).collect();
    [
        ValueKind::Term,
        ValueKind::Place(Hierarchy::new(&[(0, 1), (2, 1)])),
        ValueKind::List((0..values).map(|value| vec![value / 2, value]).collect()),
        ValueKind::Count(sizes.clone()),
        ValueKind::Number(sizes),
    ]
}

#[test]
fn too_little_is_said_and_never_broken() {
    let alone: Vec<Observation> = (0..9).map(|object| said(0, object, object)).collect();
    let apart: Vec<Observation> = (0..9).map(|i| said(i, i, i)).collect();
    let agreed: Vec<Observation> = (0..36).map(|i| said(i % 4, i / 4, i / 4)).collect();
    let parted: Vec<Observation> = (0..36).map(|i| said(i % 4, i / 4, i)).collect();
    let many: Vec<Observation> = (0..1000).map(|i| said(i, i % 7, i % 3)).collect();
    let split = vec![said(0, 0, 0), said(0, 0, 1), said(1, 0, 1), said(2, 0, 1)];
    let cases = [
        (Vec::new(), None),
        (alone, Some(Note::OneSource)),
        (apart, Some(Note::NoOverlap)),
        (agreed, Some(Note::Unanimous)),
        (parted, Some(Note::NobodyAgrees)),
        (many, None),
        (split, Some(Note::SelfContradiction(1))),
    ];
    for (triples, note) in cases {
        for kind in kinds(40) {
            let outcome = estimate(&Observations::new(triples.clone()), &kind);
            assert_sound(&outcome);
            // Of values that exclude each other one is true at most.
            let sum = |a: &Posterior| a.values.iter().map(|w| w.probability).sum::<f64>();
            let apart = !matches!(kind, ValueKind::Place(_) | ValueKind::Count(_));
            assert!(!apart || outcome.objects.iter().all(|a| sum(a) <= 1.0 + 1e-9));
            assert!(
                note.is_none_or(|note| outcome.notes.contains(&note)),
                "{kind:?} {outcome:?}"
            );
        }
    }
}

#[test]
fn two_who_are_worlds_apart_leave_a_wide_estimate() {
    let mut triples: Vec<Observation> = (0..40).map(|i| said(i % 2, i / 2, i % 2)).collect();
    triples.extend([said(0, 20, 0), said(1, 20, 2)]);
    let outcome = estimate(
        &Observations::new(triples),
        &ValueKind::Number(vec![5.0, 6.0, 9000.0]),
    );
    assert_sound(&outcome);
    let apart = outcome.objects[20].estimate.unwrap();
    assert!(apart.low < 4000.0 && apart.high > 5000.0, "{apart:?}");
}

/// The estimate of the first object, of which each of these sizes is claimed by a source of its own.
fn measured(sizes: &[f64]) -> (Estimate, f64) {
    let value = |size: &f64| {
        sizes
            .iter()
            .position(|s| s.total_cmp(size).is_eq())
            .unwrap() as u32
    };
    let claims = (0..)
        .zip(sizes)
        .map(|(source, size)| said(source, 0, value(size)));
    let table = Observations::new(claims.collect());
    let answer = estimate(&table, &ValueKind::Number(sizes.to_vec()))
        .objects
        .remove(0);
    (answer.estimate.unwrap(), answer.values[0].probability)
}

#[test]
fn exact_agreement_outweighs_a_mean() {
    for sizes in [
        &[100.0, 100.0, 130.0][..],
        &[1012.0, 1012.0, 1305.0, 1400.0, 950.0],
        &[10.0, 10.0, 10.0, 10.0, 11.0],
        &[6.8, 6.8, 7.2],
        &[41.0],
    ] {
        let (estimate, probability) = measured(sizes);
        assert_eq!(estimate.best.to_bits(), sizes[0].to_bits(), "{sizes:?}");
        assert!(
            (0.01..0.99).contains(&probability),
            "{sizes:?}: {probability}"
        );
    }
}

#[test]
fn what_scatters_is_met_in_the_middle() {
    let (estimate, _) = measured(&[20.1, 20.3, 20.7, 19.4]);
    assert!((20.1..20.3).contains(&estimate.best), "{estimate:?}");
    // Two in ten who both name a round number met by chance.
    let (estimate, _) = measured(&[50.0, 50.0, 10.0, 20.0, 30.0, 40.0, 60.0, 70.0, 80.0, 90.0]);
    assert!((45.0..55.0).contains(&estimate.best), "{estimate:?}");
}

#[test]
fn a_handful_of_claims_makes_nothing_certain() {
    for kind in kinds(2) {
        let outcome = estimate(
            &Observations::new((0..3).map(|s| said(s, 0, 1)).collect()),
            &kind,
        );
        let p = outcome.objects[0].values[0].probability;
        assert!(p < 0.95, "{kind:?}: {p}");
    }
}

#[test]
fn whoever_names_a_wider_place_is_right_too() {
    let kind = ValueKind::Place(Hierarchy::new(&[(0, 1)]));
    let claims = [(0, 0), (1, 0), (2, 1), (3, 2)];
    let table = claims
        .map(|(source, value)| said(source, 0, value))
        .to_vec();
    let outcome = estimate(&Observations::new(table), &kind);
    assert_eq!(first(&outcome), [Some(0)]);
    assert!(probability(&outcome, 0, 1) >= probability(&outcome, 0, 0));
    assert!(probability(&outcome, 0, 2) < 0.3);
}

#[test]
fn who_makes_one_claim_is_not_judged() {
    let many: Vec<Observation> = (0..1000).map(|i| said(i, i % 7, i % 3)).collect();
    for kind in kinds(40) {
        let outcome = estimate(&Observations::new(many.clone()), &kind);
        assert!(outcome.sources.iter().all(|source| !source.judged));
    }
}

#[test]
fn numbers_heed_precision_bias_and_outliers() {
    let mut dice = Dice(3);
    let (mut sizes, mut triples, mut truths) = (Vec::new(), Vec::new(), Vec::new());
    // Sources 0 and 1 are precise, 1 is 50 too high, the others scatter; one claim in fifty is a slip.
    for object in 0..150 {
        let truth = 1000.0 * dice.share();
        truths.push(truth);
        for source in 0..7 {
            let noise: f64 = (0..12).map(|_| dice.share()).sum::<f64>() - 6.0;
            let spread = if source < 2 { 1.0 } else { 15.0 };
            let bias = if source == 1 { 50.0 } else { 0.0 };
            let slip = if dice.share() < 0.02 { 9000.0 } else { 0.0 };
            triples.push(said(source, object, sizes.len() as u32));
            sizes.push(truth + bias + spread * noise + slip);
        }
    }
    let outcome = estimate(&Observations::new(triples), &ValueKind::Number(sizes));
    let miss = |(answer, truth): (&Posterior, &f64)| {
        answer.estimate.map_or(f64::NAN, |size| size.best - truth)
    };
    let misses: Vec<f64> = outcome.objects.iter().zip(&truths).map(miss).collect();
    // What no claim tells is the level of all: biases are taken off against the mean of the others.
    let level = misses.iter().sum::<f64>() / 150.0;
    let typical = misses.iter().map(|m| (m - level).abs()).sum::<f64>() / 150.0;
    assert!(level.abs() < 9.0, "{level}");
    assert!(typical < 4.0, "{typical}");
    assert!(
        outcome.sources[0].mean < outcome.sources[3].mean * 0.7,
        "{:?}",
        outcome.sources
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn more_independent_agreement_never_lowers_a_value(
        seed in 0_u64..10_000, speaks in 0.3..0.9_f64, closed: bool, more in 1_u32..4,
    ) {
        let mut triples = world(seed, 7, 25, 4, speaks).triples;
        if closed {
            for t in &mut triples {
                t.value = (t.value + t.object) % 4;
            }
        }
        let object = triples[seed as usize % triples.len()].object;
        let value = triples[seed as usize % triples.len()].value;
        let before = estimate(&Observations::new(triples.clone()), &ValueKind::Term);
        triples.extend((0..more).map(|i| said(40 + i, object, value)));
        let after = estimate(&Observations::new(triples), &ValueKind::Term);
        let [before, after] = [&before, &after].map(|o| probability(o, object as usize, value));
        prop_assert!(after >= before - 1e-4, "{before} {after}");
    }

    #[test]
    fn other_numbers_for_sources_give_the_same_answers(seed in 0_u64..10_000, turn in 1_u32..9) {
        let triples = world(seed, 9, 30, 4, 0.6).triples;
        let turned = |source: u32| (source + turn) % 9;
        let before = estimate(&Observations::new(triples.clone()), &ValueKind::Term);
        let other: Vec<Observation> = triples.iter().map(|t| said(turned(source(t)), t.object, t.value)).collect();
        let after = estimate(&Observations::new(other), &ValueKind::Term);
        for object in 0..before.objects.len() {
            for weighed in &before.objects[object].values {
                let p = probability(&after, object, weighed.value);
                prop_assert!((p - weighed.probability).abs() < 1e-6);
            }
        }
        for (number, judged) in before.sources.iter().enumerate() {
            let other = after.sources[turned(number as u32) as usize];
            prop_assert!((other.mean - judged.mean).abs() < 1e-6);
            prop_assert!((other.low - judged.low).abs() < 1e-4);
        }
    }

    #[test]
    fn the_order_of_claims_changes_nothing(seed in 0_u64..10_000, kind in 0..5_usize) {
        let mut triples = world(seed, 6, 15, 4, 0.6).triples;
        let kind = &kinds(60)[kind];
        let once = estimate(&Observations::new(triples.clone()), kind);
        let mut dice = Dice(seed);
        triples.sort_by_cached_key(|_| dice.next());
        prop_assert_eq!(&once, &estimate(&Observations::new(triples), kind));
        assert_sound(&once);
        prop_assert_eq!(first(&once).len(), 15.min(once.objects.len()));
    }
}

/// Five sources choose among three labels; three always say the next one.
fn three_who_err_alike(objects: u32) -> Vec<Observation> {
    let mut dice = Dice(7);
    let mut triples = Vec::new();
    for object in 0..objects {
        for source in 0..5 {
            if dice.share() < 0.8 {
                let slip = u32::from(dice.share() < 0.1);
                let value = (object + slip + u32::from(source > 1)) % 3;
                triples.push(said(source, object, value));
            }
        }
    }
    triples
}

#[test]
fn known_truths_tell_whom_to_believe() {
    let triples = three_who_err_alike(200);
    let right = |outcome: &Estimates| {
        let hits = (100..200).filter(|o| first(outcome)[*o as usize] == Some(o % 3));
        hits.count()
    };
    let blind = estimate(&Observations::new(triples.clone()), &ValueKind::Term);
    assert!(right(&blind) < 20, "{}", right(&blind));
    let known: Vec<(u32, u32)> = (0..30).map(|o| (o, o % 3)).collect();
    let told = estimate(&knowing(triples, &known), &ValueKind::Term);
    assert!(right(&told) > 90, "{}", right(&told));
    assert!(told.sources[0].mean > 0.8 && told.sources[4].mean < 0.3);
    for (object, value) in known {
        assert!(probability(&told, object as usize, value) > 1.0 - 1e-12);
    }
}

/// The same with values of each object's own, some of them claimed by nobody.
#[test]
fn a_known_truth_that_nobody_claims_makes_all_wrong() {
    let world = world(3, 8, 60, 6, 0.6);
    let known: Vec<(u32, u32)> = (0..20).map(|o| (o, 900 + o)).collect();
    let before = estimate(&Observations::new(world.triples.clone()), &ValueKind::Term);
    let told = estimate(&knowing(world.triples, &known), &ValueKind::Term);
    for (object, value) in known {
        assert_eq!(first(&told)[object as usize], Some(value));
        let claimed = &told.objects[object as usize].values[1..];
        assert!(claimed.iter().all(|w| w.probability == 0.0));
    }
    for (then, now) in before.sources.iter().zip(&told.sources) {
        assert!(now.mean < then.mean - 0.1, "{then:?} {now:?}");
    }
}

#[test]
fn one_source_is_judged_by_what_is_known() {
    let triples: Vec<Observation> = (0..40).map(|o| said(0, o, o)).collect();
    let known: Vec<(u32, u32)> = (0..20).map(|o| (o, if o < 15 { o } else { 99 })).collect();
    let outcome = estimate(&knowing(triples, &known), &ValueKind::Term);
    assert!(
        outcome
            .notes
            .iter()
            .all(|n| *n != Note::OneSource && *n != Note::NoOverlap)
    );
    assert!(
        (0.6..0.85).contains(&outcome.sources[0].mean),
        "{:?}",
        outcome.sources[0]
    );
}

/// A bias that all share shows only against what is known.
#[test]
fn what_all_measure_too_high_is_taken_off() {
    let mut dice = Dice(11);
    let mut sizes = Vec::new();
    let mut triples = Vec::new();
    for object in 0..80_u32 {
        for source in 0..4 {
            sizes.push(f64::from(object) + 5.0 + dice.share() - 0.5);
            triples.push(said(source, object, sizes.len() as u32 - 1));
        }
    }
    let known: Vec<(u32, u32)> = (0..20)
        .map(|object| {
            sizes.push(f64::from(object));
            (object, sizes.len() as u32 - 1)
        })
        .collect();
    let outcome = estimate(&knowing(triples, &known), &ValueKind::Number(sizes));
    for (object, answer) in outcome.objects.iter().enumerate() {
        let estimate = answer.estimate.expect("a number");
        assert!(
            (estimate.best - object as f64).abs() < 0.6,
            "{object}: {estimate:?}"
        );
        assert!(answer.values.iter().all(|w| w.probability.is_finite()));
    }
}
