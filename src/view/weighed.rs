//! How sure an answer is, in words.

use super::words::{self, plural};
use super::{Answer, Basis, Reliability};

/// `71 % likely`.
pub fn likely(probability: f64) -> String {
    format!("{} likely", words::percent(probability))
}

/// What is in doubt of an event itself, in a few words each.
pub fn doubts(event: &super::Event) -> Vec<String> {
    let possible = event.possible.iter().map(|other| {
        let (id, odds) = (&other.event, words::odds(other.odds));
        format!("{} ({id}) may be the same event, {odds}", other.title)
    });
    let weak = event.weak.iter().map(|weak| {
        let odds = words::odds(weak.odds);
        format!(
            "{} may be of another event, {odds} that it is of this",
            weak.claim
        )
    });
    let more = |count: usize, what: &str| (count > 0).then(|| format!("and {count} more {what}"));
    possible
        .chain(more(event.more_possible, "that may be the same"))
        .chain(weak)
        .chain(more(event.more_weak, "that may be of another"))
        .collect()
}

/// How likely an answer is, in words; nothing where its grade says that it cannot be judged: a figure
/// beside that would claim more than is known.
pub fn likelihood(of: &Answer) -> Option<String> {
    of.probability.filter(|_| is_judged(of)).map(likely)
}

/// Whether enough is known of the outlets behind an answer.
pub fn is_judged(of: &Answer) -> bool {
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

/// What an answer rests on, in words: `weighed: 2 of 3 independent origins`, `the latest report`.
pub fn basis(of: &Answer) -> String {
    let word = match of.basis {
        Basis::Ruled => return format!("settled by {}", of.by),
        Basis::Known => "known",
        Basis::Corrected => "the source corrected itself",
        Basis::Latest => "the latest report",
        Basis::Agreed => "all accounts agree",
        Basis::Weighed => "weighed",
        Basis::Only => "the only origin",
        Basis::None => "nothing decides",
    };
    if of.by.is_empty() {
        word.to_owned()
    } else {
        format!("{word}: {}", of.by)
    }
}

/// What an answer rests on, and how sure it is: `weighed: 2 of 3 independent origins; 71 % likely;
/// credibility 2 (probably true); another would be likelier were 1 account behind it wrong`.
pub fn grounds(of: &Answer) -> String {
    let parts = [
        Some(basis(of)),
        likelihood(of),
        of.credibility
            .as_ref()
            .map(|grade| format!("credibility {grade}")),
        fragility(of),
    ];
    let told: Vec<String> = parts.into_iter().flatten().collect();
    told.join("; ")
}

/// How little would change the answer, where it can be judged.
pub fn fragility(of: &Answer) -> Option<String> {
    let accounts = of.fragility.filter(|n| *n > 0 && is_judged(of))?;
    let accounts = plural(of.probability.map(|_| accounts)?, "account");
    Some(format!(
        "another would be likelier were {accounts} behind it wrong"
    ))
}

/// The value of an answer as a reader says it: `112 (58 to 112)`, `218, rising from 10`; where nothing
/// can be said, why.
pub fn value(of: &Answer) -> String {
    match &of.value {
        Some(value) => words::stands(value) + &rise(of).unwrap_or_default(),
        None => of.text.to_string(),
    }
}

/// Where an answer that moved came from: `, rising from 10`.
pub fn rise(of: &Answer) -> Option<String> {
    words::rise(of.value.as_ref()?, &of.series.first()?.value)
}

/// `What stands: 20 to 21 (weighed: …).`
pub fn stands(of: &Answer) -> String {
    match &of.value {
        Some(value) => format!("What stands: {} ({}).", words::printed(value), grounds(of)),
        None => format!("Nothing stands: {}.", of.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Answer, Basis, Printed, Reliability};

    fn answer(value: Printed<'static>) -> Answer<'static> {
        Answer {
            series: Vec::new(),
            value: Some(value),
            text: "".into(),
            as_of: None,
            basis: Basis::Weighed,
            by: "2 of 3 independent origins".into(),
            values: vec![0],
            probability: Some(0.714),
            credibility: Some("2 (probably true)".into()),
            fragility: Some(1),
        }
    }

    #[test]
    fn nothing_is_certain() {
        assert_eq!(words::percent(0.0), "under 1 %");
        assert_eq!(words::percent(1.0), "over 99 %");
        assert_eq!(words::percent(0.714), "71 %");
        assert_eq!(words::percent(0.996), "over 99 %");
    }

    #[test]
    fn an_answer_says_what_it_rests_on() {
        let mut answer = answer(Printed::Text("2024-03-09".into()));
        assert_eq!(
            stands(&answer),
            "What stands: 9 March 2024 (weighed: 2 of 3 independent origins; 71 % likely; \
             credibility 2 (probably true); another would be likelier were 1 account behind it wrong)."
        );
        answer.probability = None;
        answer.credibility = None;
        assert_eq!(grounds(&answer), "weighed: 2 of 3 independent origins");
    }

    #[test]
    fn what_cannot_be_judged_has_no_figure() {
        let answer = Answer {
            basis: Basis::Only,
            by: "".into(),
            credibility: Some("6 (truth cannot be judged)".into()),
            ..answer(Printed::Text("killed".into()))
        };
        assert_eq!(
            grounds(&answer),
            "the only origin; credibility 6 (truth cannot be judged)"
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
