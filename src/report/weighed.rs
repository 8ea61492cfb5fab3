//! How sure an answer is, in words.

use super::text::plural;
use super::view::{Reconciled, Reliability};
use super::words;

/// A share as a reader takes it: `71 %`, and never nought or all of it.
pub fn percent(share: f64) -> String {
    match format!("{:.0}", share * 100.0).as_str() {
        "0" => "under 1 %".to_owned(),
        "100" => "over 99 %".to_owned(),
        whole => format!("{whole} %"),
    }
}

/// `71 % likely`.
pub fn likely(probability: f64) -> String {
    format!("{} likely", percent(probability))
}

/// How likely an answer is, in words; nothing where its grade says that it cannot be judged: a figure
/// beside that would claim more than is known.
pub fn likelihood(of: &Reconciled) -> Option<String> {
    of.probability.filter(|_| is_judged(of)).map(likely)
}

/// Whether enough is known of the outlets behind an answer.
pub fn is_judged(of: &Reconciled) -> bool {
    let grade = of.credibility.as_deref().unwrap_or_default();
    !grade.starts_with('6')
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
        likelihood(of),
        of.credibility.as_ref().map(ToString::to_string),
        fragility(of),
    ];
    let told: Vec<String> = parts.into_iter().flatten().collect();
    told.join("; ")
}

/// How little would change the answer, where it can be judged.
pub fn fragility(of: &Reconciled) -> Option<String> {
    let accounts = of.fragility.filter(|n| *n > 0 && is_judged(of))?;
    let accounts = plural(of.probability.map(|_| accounts)?, "account");
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
        assert_eq!(percent(0.996), "over 99 %");
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
    fn what_cannot_be_judged_has_no_figure() {
        let answer = Reconciled {
            value: Printed::Text("killed".into()),
            probability: Some(0.99),
            policy: "the only origin".into(),
            credibility: Some("6 (truth cannot be judged)".into()),
            fragility: Some(1),
        };
        assert_eq!(
            grounds(&answer),
            "the only origin; 6 (truth cannot be judged)"
        );
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
