//! How far every source is to be believed, with intervals.

use super::beta::{Beta, Share};
use super::estimates::Credibility;

/// Half of a 90 % interval of the normal distribution, in standard deviations.
pub(super) const NINETY: f64 = 1.645;
/// An interval wider than this says too little to judge a source by.
const WIDE: f64 = 0.5;
/// What is believed of an ordinary source is itself learned, and errs.
const ORDINARY: f64 = 1.1;
/// Claims whose truth is open err together: who is believed wrongly is so on many objects. So much more
/// than if each erred alone: what nine intervals in ten need in the made-up worlds of `tests/cli/truth.rs`.
const ALIKE: f64 = 2.5;
/// A standard deviation that is known to less than a factor of this judges nobody.
const VAGUE: f64 = 2.0;

impl Credibility {
    /// What is known of sources that make no claim.
    pub(super) fn silent() -> Self {
        Self {
            claims: 0,
            mean: 0.5,
            low: 0.0,
            high: 1.0,
            partly: 0.0,
            judged: false,
        }
    }

    /// Of a source of whose claims such shares are right and partly right: `open` is the variance of how
    /// many are right, from what is not known of each; `trials` how many claims' worth that rests on.
    pub(super) fn share(claims: u32, [mean, partly]: [f64; 2], open: f64, trials: f64) -> Self {
        let sampled = ORDINARY * mean * (1.0 - mean) / (trials + 1.0);
        let variance = sampled + ALIKE * open / (trials * trials);
        let Share { low, high, .. } = Beta::with(mean, variance).share();
        Self {
            claims,
            mean,
            low,
            high,
            partly,
            judged: high - low < WIDE && claims > 1,
        }
    }

    /// Of a source that measures: the standard deviation of its errors, from so many squares. The
    /// logarithm of a variance from n squares varies by 2/n; of its root by half of that.
    pub(super) fn deviation(claims: u32, mean: f64, squares: f64) -> Self {
        let factor = (NINETY * (0.5 / (squares + 1.0)).sqrt()).exp();
        Self {
            claims,
            mean,
            low: mean / factor,
            high: mean * factor,
            partly: 0.0,
            judged: factor < VAGUE,
        }
    }
}
