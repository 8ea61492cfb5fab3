//! Laws of the weighing, on observations made up for them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use proptest::prelude::*;

use super::observation::{Class, OutletObservation, StatedValue, days};
use super::{Account, Bound, Fact, Interval, Reported, Trust, grade};
use crate::claim::DaySpan;
use crate::settle::truth::{IntervalObservation, IntervalPosterior, ValueScale};

fn value(low: u64, high: u64) -> StatedValue {
    StatedValue {
        class: Class::Count,
        interval: Interval {
            low,
            high: Bound::At(high),
        },
        named: (low == high).then_some(low),
    }
}

fn says(outlet: u32, low: u64, high: u64) -> OutletObservation {
    OutletObservation {
        value: value(low, high),
        at: Reported::Unknown,
        claim: outlet,
        outlet,
        speaker: None,
        group: None,
    }
}

fn said_at(outlet: u32, number: u64, minute: i64) -> OutletObservation {
    OutletObservation {
        at: Reported::At(minute),
        ..says(outlet, number, number)
    }
}

/// What outlets say, with their minutes, as they are weighed.
fn reports<const N: usize>(of: [(u32, u64, i64); N]) -> Vec<IntervalObservation> {
    let said = of.map(|(outlet, number, minute)| said_at(outlet, number, minute));
    said.iter().map(observed).collect()
}

fn weighed(said: &[IntervalObservation], rise: Option<f64>) -> IntervalPosterior {
    let mut posterior = IntervalPosterior::default();
    posterior.weigh(ValueScale::Counts, said, rise);
    posterior
}

fn account(outlet: u32, number: u64) -> Account {
    Account {
        observation: says(outlet, number, number),
        origin: outlet,
        decides: true,
        support: 1,
        refuted: false,
    }
}

fn observed(one: &OutletObservation) -> IntervalObservation {
    IntervalObservation {
        interval: one.value.interval,
        named: one.value.named,
        at: one.at,
        credibility: 0.8,
        weight: 1.0,
        revises: false,
        errs_above: None,
    }
}

/// How likely a number is.
fn likely(accounts: &[Account], number: u64) -> f64 {
    let belief = Trust::default()
        .believe(accounts, false, None, &mut IntervalPosterior::default())
        .unwrap();
    let at = accounts
        .iter()
        .position(|a| a.observation.value.interval.low == number)
        .unwrap();
    belief.accounts[at]
}

#[test]
fn one_account_is_as_likely_as_its_outlet_is_right() {
    let belief = Trust::default()
        .believe(
            &[account(0, 7)],
            false,
            None,
            &mut IntervalPosterior::default(),
        )
        .unwrap();
    assert!((belief.probability - 0.85).abs() < 1e-9);
    assert_eq!((belief.behind, belief.fragility), (1, 1));
}

#[test]
fn nobody_says_nothing() {
    assert_eq!(
        Trust::default().believe(&[], false, None, &mut IntervalPosterior::default()),
        None
    );
}

#[test]
fn ten_of_one_origin_change_nothing() {
    let plain = [account(0, 7), account(1, 9), account(2, 9)];
    let mut copied = plain.to_vec();
    copied.extend((3..13).map(|n| Account {
        origin: 0,
        ..account(n, 7)
    }));
    assert!((likely(&plain, 9) - likely(&copied, 9)).abs() < 1e-9);
}

#[test]
fn what_decides_nothing_moves_nothing() {
    let mut accounts = vec![account(0, 7), account(1, 9), account(2, 9)];
    let before = likely(&accounts, 9);
    accounts.push(Account {
        decides: false,
        support: 1,
        refuted: false,
        ..account(3, 7)
    });
    assert!((likely(&accounts, 9) - before).abs() < 1e-9);
}

#[test]
fn a_toll_that_rose_was_right_in_its_time() {
    let reports = reports([(0, 5, 0), (1, 5, 60), (2, 8, 900), (3, 8, 960)]);
    let right = weighed(&reports, Some(0.05)).right;
    assert!(right.iter().all(|r| *r > 0.7), "{right:?}");
    assert!(weighed(&reports, None).right[0] < 0.6);
}

#[test]
fn an_outlet_that_corrects_itself_upwards_saw_the_toll_rise() {
    let mut reports = reports([(0, 5, 0), (1, 5, 60), (2, 8, 900)]);
    let before = weighed(&reports, Some(0.01)).right[2];
    reports[2].revises = true;
    let right = weighed(&reports, Some(0.01)).right;
    assert!(right[2] > before + 0.1, "{before} {right:?}");
    let [first, again, other] = [(2, 5, 0), (2, 8, 900), (3, 8, 900)]
        .map(|(outlet, number, minute)| said_at(outlet, number, minute));
    assert!(again.revises(&[first]));
    assert!(!other.revises(&[first]));
}

#[test]
fn what_may_be_of_another_event_is_believed_less() {
    let trust = Trust {
        misplaced: vec![0.0, 0.4],
        ..Trust::default()
    };
    let sure = trust
        .believe(
            &[account(0, 7)],
            false,
            None,
            &mut IntervalPosterior::default(),
        )
        .unwrap()
        .probability;
    let unsure = trust
        .believe(
            &[account(1, 7)],
            false,
            None,
            &mut IntervalPosterior::default(),
        )
        .unwrap()
        .probability;
    assert!((sure - 0.85).abs() < 1e-6 && (unsure - 0.51).abs() < 1e-6);
}

#[test]
fn vague_and_narrow_agree_on_the_narrow() {
    let days = |outlet, low, high| Account {
        observation: OutletObservation {
            value: StatedValue {
                class: Class::Time,
                ..value(low, high)
            },
            ..says(outlet, low, high)
        },
        ..account(outlet, 0)
    };
    // The month, two of its days, a few weeks.
    let accounts = [days(0, 0, 29), days(1, 21, 22), days(2, 9, 34)];
    let belief = Trust::default()
        .believe(&accounts, false, None, &mut IntervalPosterior::default())
        .unwrap();
    let answer = belief.answer.unwrap();
    assert_eq!(answer.interval, value(21, 22).interval);
    assert!(belief.probability > 0.85, "{belief:?}");
    assert!(
        belief.accounts[0] > 0.95 && belief.accounts[2] > 0.9,
        "{belief:?}"
    );
    assert_eq!(belief.behind, 3);
}

#[test]
fn vague_accounts_that_agree_are_no_worse_for_it() {
    for (low, high) in [(0, 29), (0, 400), (20, 30)] {
        let said = [0, 1].map(|outlet| observed(&says(outlet, low, high)));
        let right = weighed(&said, None).right;
        assert!(right[0] > 0.9, "{low} to {high}: {right:?}");
    }
}

#[test]
fn an_exact_number_within_vague_ones_stands() {
    let vague = [(4_000_001, Bound::Open), (4_100_000, Bound::At(4_300_000))];
    let mut accounts: Vec<Account> = vague
        .iter()
        .zip(1..)
        .map(|(&(low, high), outlet)| Account {
            observation: OutletObservation {
                value: StatedValue {
                    interval: Interval { low, high },
                    ..value(low, u64::MAX)
                },
                ..says(outlet, 0, 0)
            },
            ..account(outlet, 0)
        })
        .collect();
    accounts.push(account(0, 4_236_900));
    let belief = Trust::default()
        .believe(&accounts, false, None, &mut IntervalPosterior::default())
        .unwrap();
    let answer = belief.answer.unwrap();
    assert_eq!(answer.interval, Interval::exact(4_236_900));
    assert!(
        belief.accounts.iter().all(|likely| *likely > 0.8),
        "{belief:?}"
    );
}

#[test]
fn what_decides_nothing_is_no_answer() {
    let party = Account {
        decides: false,
        support: 1,
        refuted: false,
        ..account(1, 60)
    };
    let vague = Account {
        observation: says(0, 24, 99),
        ..account(0, 0)
    };
    let belief = Trust::default()
        .believe(
            &[vague, party],
            false,
            None,
            &mut IntervalPosterior::default(),
        )
        .unwrap();
    let answer = belief.answer.unwrap();
    assert_eq!(answer.interval, value(24, 99).interval);
}

#[test]
fn what_is_known_stands_against_all_accounts() {
    let accounts = [account(0, 7), account(1, 7), account(2, 7), account(3, 9)];
    let fact = Fact::saying(value(9, 9));
    let belief = Trust::default()
        .believe(
            &accounts,
            false,
            Some(&fact),
            &mut IntervalPosterior::default(),
        )
        .unwrap();
    assert_eq!(belief.answer.map(|a| a.interval), Some(Interval::exact(9)));
    assert!(belief.probability > 0.999);
    assert!(belief.accounts[0] < 0.001 && belief.accounts[3] > 0.999);
    let unsaid = Fact::saying(value(40, 40));
    let belief = Trust::default()
        .believe(
            &accounts,
            false,
            Some(&unsaid),
            &mut IntervalPosterior::default(),
        )
        .unwrap();
    assert_eq!(belief.answer.map(|a| a.point), Some(40));
    assert_eq!(belief.behind, 0);
}

#[test]
fn a_toll_below_what_is_known_may_have_been_right_in_its_time() {
    let mut reports = reports([(0, 5, 0), (1, 6, 600)]);
    reports.extend(Fact::saying(value(8, 8)).observation());
    let right = weighed(&reports, Some(0.02)).right;
    assert!(right[0] > 0.3, "{right:?}");
    let right = weighed(&reports, None).right;
    assert!(right[0] < 0.001 && right[1] < 0.001, "{right:?}");
}

#[test]
fn days_come_back_as_they_were() {
    for (first, last) in [(i32::MIN, i32::MAX), (-1, 0), (19_800, 19_830)] {
        let span = DaySpan { first, last };
        assert_eq!(days(StatedValue::of_days(span).interval), span);
    }
}

/// Three billion is three billion, and the greatest number that a claim can hold stands as it is.
#[test]
fn numbers_keep_their_full_range() {
    for number in [3_000_000_000, u64::MAX - 1, u64::MAX] {
        let accounts = [account(0, number), account(1, number), account(2, 12)];
        let belief = Trust::default()
            .believe(&accounts, false, None, &mut IntervalPosterior::default())
            .unwrap();
        let answer = belief.answer.unwrap();
        assert_eq!(
            (answer.point, answer.interval),
            (number, Interval::exact(number))
        );
        assert!(belief.probability > 0.9, "{belief:?}");
    }
}

#[test]
fn f_and_6_are_no_judgement() {
    assert_eq!(grade::source(None, 0).letter, "F");
    assert!(grade::information(0.99, 1, false).starts_with('6'));
    assert!(grade::information(0.95, 2, true).starts_with('1'));
}

proptest! {
    #[test]
    fn more_independent_agreement_never_lowers(
        numbers in proptest::collection::vec(0u64..6, 1..7),
    ) {
        let mut accounts: Vec<Account> =
            numbers.iter().zip(0u32..).map(|(n, outlet)| account(outlet, *n)).collect();
        let before = likely(&accounts, numbers[0]);
        accounts.push(account(99, numbers[0]));
        prop_assert!(likely(&accounts, numbers[0]) >= before - 1e-12);
    }

    #[test]
    fn outlets_are_numbers_only(
        numbers in proptest::collection::vec(0u64..6, 1..7),
        by in 1u32..50,
    ) {
        let of = |shift: u32| -> Vec<Account> {
            numbers.iter().zip(0u32..).map(|(n, outlet)| account(outlet + shift, *n)).collect()
        };
        let (x, y) = (likely(&of(0), numbers[0]), likely(&of(by), numbers[0]));
        prop_assert!((x - y).abs() < 1e-12);
    }

    #[test]
    fn what_is_believed_is_a_probability(
        said in proptest::collection::vec((0u64..30, 0u64..20, 0i64..5000), 1..9),
        rises in any::<bool>(),
    ) {
        let mut reports: Vec<IntervalObservation> = said
            .iter()
            .zip(0u32..)
            .map(|(&(low, width, minute), outlet)| {
                observed(&OutletObservation { at: Reported::At(minute), ..says(outlet, low, low + width) })
            })
            .collect();
        reports.sort_by_key(|o| o.at);
        let posterior = weighed(&reports, rises.then_some(0.05));
        let sum = posterior.unclaimed + posterior.likely.iter().sum::<f64>();
        prop_assert!((sum - 1.0).abs() < 1e-9);
        prop_assert!(posterior.right.iter().all(|r| (0.0..=1.0 + 1e-9).contains(r)));
    }
}
