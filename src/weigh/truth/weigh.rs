//! From claims to what is likely true.

use super::claims::Claims;
use super::coin::{self, Problem, Start, State};
use super::kind::Kind;
use super::outcome::{Answer, Convergence, Outcome, Reliability, Weighed};
use super::relation::Relations;

/// Weighs the claims.
pub fn weigh(claims: &Claims, kind: &Kind) -> Outcome {
    let voices: Vec<f64> = (0..claims.len()).map(|c| claims.weight(c)).collect();
    let independent = vec![1.0; claims.sources()];
    let relations = Relations::of(claims, kind);
    let problem = Problem {
        claims,
        relations: &relations,
        voices: &voices,
        independent: &independent,
    };
    let states: Vec<State> = Start::ALL.iter().map(|s| coin::run(problem, *s)).collect();
    let s = &states[0];
    for t in &states {
        eprintln!(
            "{} {} {} {:?}",
            t.rounds, t.converged, t.objective, t.belief
        );
    }
    Outcome {
        answers: (0..claims.objects())
            .map(|o| answer(claims, o, &s.probability, &voices))
            .collect(),
        sources: s
            .shares
            .iter()
            .map(|x| Reliability {
                claims: 0,
                mean: x[0],
                low: 0.0,
                high: 1.0,
                partly: x[1],
                judged: true,
            })
            .collect(),
        copies: vec![],
        convergence: Convergence {
            converged: s.converged,
            rounds: s.rounds,
            starts: 3,
            same: 1.0,
        },
        notes: vec![],
    }
}

fn answer(claims: &Claims, object: usize, probability: &[f64], voices: &[f64]) -> Answer {
    let mut values: Vec<Weighed> = claims
        .cells_of(object)
        .map(|cell| Weighed {
            value: claims.value(cell),
            probability: probability[cell],
            voices: claims.claims_of(cell).map(|c| voices[c]).sum(),
        })
        .collect();
    values.sort_by(|a, b| {
        b.probability
            .total_cmp(&a.probability)
            .then(b.voices.total_cmp(&a.voices))
            .then(a.value.cmp(&b.value))
    });
    Answer {
        values,
        estimate: None,
    }
}

/// The plain vote: every claim is one voice; ties go to the lowest number.
pub fn vote(claims: &Claims) -> Vec<Answer> {
    let mut probability = vec![0.0; claims.cells()];
    let voices: Vec<f64> = (0..claims.len()).map(|c| claims.weight(c)).collect();
    for object in 0..claims.objects() {
        let all: f64 = claims
            .cells_of(object)
            .flat_map(|c| claims.claims_of(c))
            .map(|c| voices[c])
            .sum();
        for cell in claims.cells_of(object) {
            probability[cell] = claims.claims_of(cell).map(|c| voices[c]).sum::<f64>() / all;
        }
    }
    (0..claims.objects())
        .map(|o| answer(claims, o, &probability, &voices))
        .collect()
}
