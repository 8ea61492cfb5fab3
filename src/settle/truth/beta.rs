//! The beta distribution: what is believed of a share, from a prior and a record.

/// A share, and where it lies with nine parts in ten of the belief.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The mean.
    pub mean: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The mean of what is believed of a share after so many hits in so many trials, where before them a
/// mean was believed with the strength of so many trials.
pub(in crate::settle) fn shrunk(hits: f64, trials: f64, mean: f64, strength: f64) -> f64 {
    (hits + strength * mean) / (trials + strength)
}

/// Log-odds to a probability.
pub(in crate::settle) fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// The log-odds of a probability.
pub(in crate::settle) fn logit(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}

/// A beta distribution with both parameters above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::settle) struct Beta {
    a: f64,
    b: f64,
}

/// The least spread that is kept, so that both parameters stay finite.
const LEAST_VARIANCE: f64 = 1e-9;

impl Beta {
    /// The one with a mean strictly between 0 and 1, and at most that variance.
    pub(in crate::settle) fn with(mean: f64, variance: f64) -> Self {
        let mean = mean.clamp(1e-4, 1.0 - 1e-4);
        let most = mean * (1.0 - mean);
        let variance = variance.clamp(LEAST_VARIANCE, most * 0.5);
        let size = most / variance - 1.0;
        Self {
            a: mean * size,
            b: (1.0 - mean) * size,
        }
    }

    /// With both parameters given.
    pub(in crate::settle) fn new(a: f64, b: f64) -> Self {
        Self { a, b }
    }

    /// Logarithm of how likely so many hits and misses are in one order (Pólya's urn).
    pub(in crate::settle) fn evidence(self, hits: f64, misses: f64) -> f64 {
        let ln_beta = |a: f64, b: f64| ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
        ln_beta(self.a + hits, self.b + misses) - ln_beta(self.a, self.b)
    }

    /// Where nine parts in ten of the belief lie.
    pub(in crate::settle) fn share(self) -> Share {
        Share {
            mean: self.a / (self.a + self.b),
            low: self.quantile(0.05),
            high: self.quantile(0.95),
        }
    }

    /// The share below which a fraction `p` of the belief lies, by halving.
    pub(in crate::settle) fn quantile(self, p: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..50 {
            let middle = f64::midpoint(low, high);
            if self.below(middle) < p {
                low = middle;
            } else {
                high = middle;
            }
        }
        f64::midpoint(low, high)
    }

    /// How much belief lies below `x`: the regularised incomplete beta function.
    pub(in crate::settle) fn below(self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        if x >= 1.0 {
            return 1.0;
        }
        let (a, b) = (self.a, self.b);
        let front = a * x.ln() + b * (-x).ln_1p() + ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b);
        if x < (a + 1.0) / (a + b + 2.0) {
            front.exp() * fraction(a, b, x) / a
        } else {
            1.0 - front.exp() * fraction(b, a, 1.0 - x) / b
        }
    }
}

/// The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut whole = d;
    for m in 1..300 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let before = whole;
        for step in [even, odd] {
            d = 1.0 / away(1.0 + step * d);
            c = away(1.0 + step / c);
            whole *= c * d;
        }
        if (whole - before).abs() < 1e-13 * whole.abs() {
            break;
        }
    }
    whole
}

/// The logarithm of the gamma function for x > 0: Stirling's series (DLMF 5.11.1), after shifting up.
fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut shift) = (x, 0.0);
    while x < 12.0 {
        shift -= x.ln();
        x += 1.0;
    }
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    let series =
        inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square / 1680.0)));
    shift + (x - 0.5) * x.ln() - x + 0.5 * std::f64::consts::TAU.ln() + series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gamma_is_a_factorial() {
        for (x, factorial) in [(1.0, 1.0), (5.0, 24.0), (11.0, 3_628_800.0_f64)] {
            assert!((ln_gamma(x) - f64::ln(factorial)).abs() < 1e-10, "{x}");
        }
        assert!((ln_gamma(0.5) - std::f64::consts::PI.sqrt().ln()).abs() < 1e-10);
    }

    #[test]
    fn the_share_below_a_point_is_known_where_it_has_a_closed_form() {
        // a = 2, b = 1: x²; a = 1, b = 3: 1 - (1 - x)³; a = b = 1: x.
        let beta = Beta::new;
        for x in [0.01, 0.3, 0.5, 0.77, 0.999] {
            assert!((beta(2.0, 1.0).below(x) - x * x).abs() < 1e-12);
            assert!((beta(1.0, 3.0).below(x) - (1.0 - (1.0 - x).powi(3))).abs() < 1e-12);
            assert!((beta(1.0, 1.0).below(x) - x).abs() < 1e-12);
        }
        assert!((beta(300.0, 300.0).below(0.5) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn quantiles_undo_the_share_below() {
        let beta = Beta::with(0.8, 0.01);
        for p in [0.05, 0.5, 0.95] {
            assert!((beta.below(beta.quantile(p)) - p).abs() < 1e-9);
        }
        assert!(beta.quantile(0.05) < 0.8 && 0.8 < beta.quantile(0.95));
    }
}
