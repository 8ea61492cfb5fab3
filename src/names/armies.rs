//! The letters by which states' armed forces are known, in their own languages or in English.

use super::countries::Country;

/// By ISO 3166 code: letters that mean these forces wherever they are met.
const ANYWHERE: &str = "
SY: saa
IL: idf
TR: tsk
CD: fardc
UG: updf
ET: endf
SS: sspdf
UA: zsu
PH: afp
AF: ansf andsf
ML: fama famas
CF: faca
";

/// Letters that mean these forces within their own country, and others elsewhere.
const AT_HOME: &str = "
SY: syaa saf
TR: taf
RW: rdf
KE: kdf
SO: sna
AF: ana
SD: saf
UA: afu uaf
IQ: isf
LB: laf
EG: eaf
MZ: fadm fds
AO: faa
BI: fdn
BF: fds
NE: fan fds
TD: ant
MX: sedena semar
ID: tni
CN: pla
LK: sla
IN: crpf bsf
";

/// The state whose armed forces are known by the letters, for those who name them in `here`.
pub(super) fn forces_of(letters: &str, here: Option<Country>) -> Option<Country> {
    let at_home = rows(AT_HOME).find(|(code, known)| {
        known.contains(&letters) && here.is_some_and(|here| here.code() == *code)
    });
    let anywhere = || rows(ANYWHERE).find(|(_, known)| known.contains(&letters));
    at_home
        .or_else(anywhere)
        .and_then(|(code, _)| Country::of_code(code))
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let lines = table.lines().filter_map(|line| line.split_once(':'));
    lines.map(|(code, letters)| (code, letters.split_whitespace().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_armies_at_home_and_abroad() {
        let (syria, israel) = (Country::of_code("SY"), Country::of_code("IL"));
        assert_eq!(forces_of("saa", syria), syria);
        assert_eq!(forces_of("idf", syria), israel);
        assert_eq!(forces_of("sna", syria), None);
        assert_eq!(forces_of("sna", None), None);
        assert_eq!(forces_of("jnim", syria), None);
    }

    #[test]
    fn every_row_names_a_country() {
        for (code, letters) in rows(ANYWHERE).chain(rows(AT_HOME)) {
            assert!(Country::of_code(code).is_some(), "{code}");
            assert!(!letters.is_empty(), "{code}");
        }
    }
}
