//! `--fail-on`: from which verdict and severity on a finding fails a check.

use std::fmt;
use std::str::FromStr;

use rashomon::codebook::{Severity, Verdict};
use rashomon::report::words;

/// The least grave finding that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FailOn {
    verdict: Verdict,
    severity: Severity,
}

impl Default for FailOn {
    fn default() -> Self {
        Self {
            verdict: Verdict::Contradiction,
            severity: Severity::Minor,
        }
    }
}

impl FailOn {
    /// Whether such a finding fails.
    pub(super) fn meets(self, verdict: Verdict, severity: Severity) -> bool {
        verdict >= self.verdict && severity >= self.severity
    }
}

/// As it is typed.
impl fmt::Display for FailOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(words::verdict(self.verdict))?;
        if self.severity > Severity::Minor {
            write!(f, ":{}", words::severity(self.severity))?;
        }
        Ok(())
    }
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (verdict, severity) = match text.split_once(':') {
            Some((verdict, severity)) => (verdict, severity_of(severity)?),
            None => (text, Severity::Minor),
        };
        Ok(Self {
            verdict: verdict_of(verdict)?,
            severity,
        })
    }
}

fn verdict_of(text: &str) -> Result<Verdict, String> {
    Ok(match text {
        "compatible" => Verdict::Compatible,
        "superseded" => Verdict::Superseded,
        "scope" => Verdict::Scope,
        "contradiction" => Verdict::Contradiction,
        _ => {
            return Err(format!(
                "`{text}` is no verdict that can fail: compatible, superseded, scope, contradiction"
            ));
        }
    })
}

fn severity_of(text: &str) -> Result<Severity, String> {
    Ok(match text {
        "minor" => Severity::Minor,
        "moderate" => Severity::Moderate,
        "major" => Severity::Major,
        "critical" => Severity::Critical,
        _ => {
            return Err(format!(
                "`{text}` is no severity: minor, moderate, major, critical"
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_and_a_severity_are_read() {
        let major: FailOn = "contradiction:major".parse().unwrap();
        assert_eq!(major.severity, Severity::Major);
        assert_eq!(major.to_string(), "contradiction:major");
        assert_eq!("contradiction".parse(), Ok(FailOn::default()));
        assert!("agreement".parse::<FailOn>().is_err());
        assert!("scope:grave".parse::<FailOn>().is_err());
        assert!("".parse::<FailOn>().is_err());
    }
}
