//! Laws of the weighing, on voices made up for them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use proptest::prelude::*;

use super::settle::{Desk, Heard, settle};
use super::voice::{NEVER, Sort, Voice};
use super::{Account, Fact, Trust, grade};

fn says(outlet: u32, low: i32, high: i32, at: i32) -> Voice {
    Voice {
        low,
        high,
        best: (low == high).then_some(low),
        at,
        claim: outlet,
        outlet,
        sort: Sort::Count,
        of: super::voice::NOBODY,
    }
}

fn account(outlet: u32, number: i32) -> Account {
    Account {
        voice: says(outlet, number, number, NEVER),
        origin: outlet,
        decides: true,
    }
}

fn heard(voice: Voice) -> Heard {
    Heard {
        voice,
        credence: 0.8,
        weight: 1.0,
        revises: false,
        leans: None,
    }
}

/// How likely a number is.
fn likely(accounts: &[Account], number: i32) -> f64 {
    let belief = Trust::default().believe(accounts, false, None).unwrap();
    let at = accounts.iter().position(|a| a.voice.low == number).unwrap();
    belief.accounts[at]
}

#[test]
fn one_account_is_as_likely_as_its_outlet_is_right() {
    let belief = Trust::default()
        .believe(&[account(0, 7)], false, None)
        .unwrap();
    assert!((belief.probability - 0.85).abs() < 1e-9);
    assert_eq!((belief.behind, belief.fragility), (1, 1));
}

#[test]
fn nobody_says_nothing() {
    assert_eq!(Trust::default().believe(&[], false, None), None);
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
        ..account(3, 7)
    });
    assert!((likely(&accounts, 9) - before).abs() < 1e-9);
}

#[test]
fn a_toll_that_rose_was_right_in_its_time() {
    let reports: Vec<Heard> = [(0, 5, 0), (1, 5, 60), (2, 8, 900), (3, 8, 960)]
        .map(|(outlet, n, at)| heard(says(outlet, n, n, at)))
        .to_vec();
    let mut desk = Desk::default();
    settle(&mut desk, &reports, Some(0.05));
    assert!(desk.right.iter().all(|r| *r > 0.7), "{:?}", desk.right);
    settle(&mut desk, &reports, None);
    assert!(desk.right[0] < 0.6);
}

#[test]
fn an_outlet_that_corrects_itself_upwards_saw_the_toll_rise() {
    let mut reports: Vec<Heard> = [(0, 5, 0), (1, 5, 60), (2, 8, 900)]
        .map(|(outlet, n, at)| heard(says(outlet, n, n, at)))
        .to_vec();
    let mut desk = Desk::default();
    settle(&mut desk, &reports, Some(0.01));
    let before = desk.right[2];
    reports[2].revises = true;
    settle(&mut desk, &reports, Some(0.01));
    assert!(desk.right[2] > before + 0.1, "{before} {:?}", desk.right);
    let voices = [says(2, 5, 5, 0), says(2, 8, 8, 900)];
    assert!(super::settle::revises(&voices[1], &voices[..1]));
    assert!(!super::settle::revises(&says(3, 8, 8, 900), &voices[..1]));
}

#[test]
fn what_may_be_of_another_event_is_believed_less() {
    let trust = Trust {
        strays: vec![0.0, 0.4],
        ..Trust::default()
    };
    let sure = trust
        .believe(&[account(0, 7)], false, None)
        .unwrap()
        .probability;
    let unsure = trust
        .believe(&[account(1, 7)], false, None)
        .unwrap()
        .probability;
    assert!((sure - 0.85).abs() < 1e-6 && (unsure - 0.51).abs() < 1e-6);
}

#[test]
fn vague_and_narrow_agree_on_the_narrow() {
    let days = |outlet, low, high| Account {
        voice: Voice {
            sort: Sort::Time,
            ..says(outlet, low, high, NEVER)
        },
        ..account(outlet, 0)
    };
    // The month, two of its days, a few weeks.
    let accounts = [days(0, 0, 29), days(1, 21, 22), days(2, 9, 34)];
    let belief = Trust::default().believe(&accounts, false, None).unwrap();
    let answer = belief.answer.unwrap();
    assert_eq!((answer.low, answer.high), (21, 22));
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
        let said = [0, 1].map(|outlet| heard(says(outlet, low, high, NEVER)));
        let mut desk = Desk::default();
        settle(&mut desk, &said, None);
        assert!(desk.right[0] > 0.9, "{low} to {high}: {:?}", desk.right);
    }
}

#[test]
fn an_exact_number_within_vague_ones_stands() {
    let vague = [(4_000_001, super::voice::OPEN), (4_100_000, 4_300_000)];
    let mut accounts: Vec<Account> = vague
        .iter()
        .zip(1..)
        .map(|(&(low, high), outlet)| Account {
            voice: says(outlet, low, high, NEVER),
            ..account(outlet, 0)
        })
        .collect();
    accounts.push(account(0, 4_236_900));
    let belief = Trust::default().believe(&accounts, false, None).unwrap();
    let answer = belief.answer.unwrap();
    assert_eq!((answer.low, answer.high), (4_236_900, 4_236_900));
    assert!(
        belief.accounts.iter().all(|likely| *likely > 0.8),
        "{belief:?}"
    );
}

#[test]
fn what_decides_nothing_is_no_answer() {
    let party = Account {
        decides: false,
        ..account(1, 60)
    };
    let vague = Account {
        voice: says(0, 24, 99, NEVER),
        ..account(0, 0)
    };
    let belief = Trust::default()
        .believe(&[vague, party], false, None)
        .unwrap();
    let answer = belief.answer.unwrap();
    assert_eq!((answer.low, answer.high), (24, 99));
}

#[test]
fn what_is_known_stands_against_all_accounts() {
    let accounts = [account(0, 7), account(1, 7), account(2, 7), account(3, 9)];
    let fact = Fact::saying(says(0, 9, 9, NEVER));
    let belief = Trust::default()
        .believe(&accounts, false, Some(&fact))
        .unwrap();
    assert_eq!(belief.answer.map(|a| (a.low, a.high)), Some((9, 9)));
    assert!(belief.probability > 0.999);
    assert!(belief.accounts[0] < 0.001 && belief.accounts[3] > 0.999);
    let unsaid = Fact::saying(says(0, 40, 40, NEVER));
    let belief = Trust::default()
        .believe(&accounts, false, Some(&unsaid))
        .unwrap();
    assert_eq!(belief.answer.map(|a| a.point), Some(40));
    assert_eq!(belief.behind, 0);
}

#[test]
fn a_toll_below_what_is_known_may_have_been_right_in_its_time() {
    let mut reports = vec![heard(says(0, 5, 5, 0)), heard(says(1, 6, 6, 600))];
    reports.push(Fact::saying(says(0, 8, 8, NEVER)).heard().unwrap());
    let mut desk = Desk::default();
    settle(&mut desk, &reports, Some(0.02));
    assert!(desk.right[0] > 0.3, "{:?}", desk.right);
    settle(&mut desk, &reports, None);
    assert!(
        desk.right[0] < 0.001 && desk.right[1] < 0.001,
        "{:?}",
        desk.right
    );
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
        numbers in proptest::collection::vec(0i32..6, 1..7),
    ) {
        let mut accounts: Vec<Account> =
            numbers.iter().zip(0u32..).map(|(n, outlet)| account(outlet, *n)).collect();
        let before = likely(&accounts, numbers[0]);
        accounts.push(account(99, numbers[0]));
        prop_assert!(likely(&accounts, numbers[0]) >= before - 1e-12);
    }

    #[test]
    fn outlets_are_numbers_only(
        numbers in proptest::collection::vec(0i32..6, 1..7),
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
        voices in proptest::collection::vec((0i32..30, 0i32..20, 0i32..5000), 1..9),
        rises in any::<bool>(),
    ) {
        let mut reports: Vec<Heard> = voices
            .iter()
            .zip(0u32..)
            .map(|(&(low, width, at), outlet)| heard(says(outlet, low, low + width, at)))
            .collect();
        reports.sort_by_key(|h| h.voice.at);
        let mut desk = Desk::default();
        settle(&mut desk, &reports, rises.then_some(0.05));
        let sum = desk.unclaimed + desk.likely.iter().sum::<f64>();
        prop_assert!((sum - 1.0).abs() < 1e-9);
        prop_assert!(desk.right.iter().all(|r| (0.0..=1.0 + 1e-9).contains(r)));
    }
}
