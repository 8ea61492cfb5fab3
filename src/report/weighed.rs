//! How sure an answer is, in words.

use super::text::plural;
use super::view::{Reconciled, Reliability};
use super::words;

/// A share as a reader takes it: `71 %`, and never nought or all of it.
pub fn percent(share: f64) -> String {
    match share {
        s if s < 0.005 => "under 1 %".to_owned(),
        s if s > 0.995 => "over 99 %".to_owned(),
        s => format!("{:.0} %", s * 100.0),
    }
}

/// `71 % likely`.
pub fn likely(probability: f64) -> String {
    format!("{} likely", percent(probability))
}

/// `66 % (37 to 95 %)`: a mean and its 90 % interval.
pub fn interval(of: &Reliability) -> String {
    let whole = |share: f64| format!("{:.0}", share * 100.0);
    format!(
        "{} % ({} to {} %)",
        whole(of.mean),
        whole(of.low),
        whole(of.high)
    )
}

/// What an answer rests on, and how sure it is: `weighed: 2 of 3 independent origins; 71 % likely;
/// 2 (probably true); another would be likelier were 1 account behind it wrong`.
pub fn grounds(of: &Reconciled) -> String {
    let parts = [
        Some(of.policy.to_string()),
        of.probability.map(likely),
        of.credibility.as_ref().map(ToString::to_string),
        of.fragility
            .filter(|_| of.probability.is_some())
            .and_then(fragile),
    ];
    let told: Vec<String> = parts.into_iter().flatten().collect();
    told.join("; ")
}

/// How little would change the answer.
pub fn fragile(accounts: usize) -> Option<String> {
    let accounts = (accounts > 0).then(|| plural(accounts, "account"))?;
    Some(format!(
        "another would be likelier were {accounts} behind it wrong"
    ))
}

/// `What stands: 20 to 21 (weighed: …).`
pub fn stands(of: &Reconciled) -> String {
    format!(
        "What stands: {} ({}).",
        words::printed(&of.value),
        grounds(of)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::view::Printed;

    #[test]
    fn nothing_is_certain() {
        assert_eq!(percent(0.0), "under 1 %");
        assert_eq!(percent(1.0), "over 99 %");
        assert_eq!(percent(0.714), "71 %");
    }

    #[test]
    fn an_answer_says_what_it_rests_on() {
        let mut answer = Reconciled {
            value: Printed::Text("2024-03-09".into()),
            probability: Some(0.714),
            policy: "weighed: 2 of 3 independent origins".into(),
            credibility: Some("2 (probably true)".into()),
            fragility: Some(1),
        };
        assert_eq!(
            stands(&answer),
            "What stands: 9 March 2024 (weighed: 2 of 3 independent origins; 71 % likely; 2 (probably \
             true); another would be likelier were 1 account behind it wrong)."
        );
        answer.probability = None;
        answer.credibility = None;
        assert_eq!(grounds(&answer), "weighed: 2 of 3 independent origins");
    }

    #[test]
    fn an_outlet_s_share_has_its_interval() {
        let share = Reliability {
            mean: 0.658,
            low: 0.365,
            high: 1.0,
        };
        assert_eq!(interval(&share), "66 % (36 to 100 %)");
    }
}
