//! How a report was made, in words.

use crate::codebook::Codebook;
use crate::ingest::events::GivenEvents;
use crate::link::Weights;
use crate::view::Method;

/// How the claims were put together to events.
fn linked(given: Option<&GivenEvents>) -> String {
    match given {
        None => "Accounts are linked by typed comparison of time, publication, place, sides, kind, counts, persons, sources and rare words, less where many accounts stand together, and clustered by average linkage.".to_owned(),
        Some(given) => {
            let alone = match given.alone {
                0 => String::new(),
                1 => "; one claim that it does not list stays alone".to_owned(),
                alone => format!("; {alone} claims that it does not list stay alone"),
            };
            format!("Events given: which accounts speak of one event is as {} says{alone}.", given.file)
        }
    }
}

/// How a report is made, for its method part.
pub(super) fn of(
    gazetteers: Vec<String>,
    codebook: &Codebook,
    input: String,
    weights: &Weights,
    given: Option<&GivenEvents>,
) -> Method {
    Method {
        title: None,
        program: format!("rashomon {}", env!("CARGO_PKG_VERSION")),
        input,
        codebook: codebook.sources().to_vec(),
        gazetteers,
        weights: given.map_or_else(|| weights.title(), |_| "events given".to_owned()),
        remarks: vec![
            linked(given),
            "Reconciled values are the likeliest, given how often each outlet is right and who copies whom; an interval holds nine parts in ten of the belief in what is claimed. A party's own claims, and what a later report replaced, have no vote.".to_owned(),
            "How often an outlet is right is judged from what others say of the same things, on these claims alone; intervals hold it nine times in ten.".to_owned(),
        ],
    }
}
