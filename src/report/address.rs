//! Addresses: those that a report may link to, and names made fit to stand in one.

/// An address that a page may link to: on the web, and nothing else (`javascript:`, `data:`).
pub(crate) fn web(url: &str) -> Option<&str> {
    let url = url.trim();
    let head = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let web = head.starts_with("http://") || head.starts_with("https://");
    (web && !url.chars().any(|c| c.is_whitespace() || c.is_control())).then_some(url)
}

/// A path as it stands in a URI reference (RFC 3986): what stands for itself, and the rest by bytes.
pub(super) fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_on_the_web_is_linked() {
        assert_eq!(web(" https://a.example/x "), Some("https://a.example/x"));
        assert_eq!(web("HTTP://a.example"), Some("HTTP://a.example"));
        for other in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//a",
            "https://a b",
            "jav\nascript:x",
            "",
        ] {
            assert_eq!(web(other), None, "{other}");
        }
    }

    #[test]
    fn a_path_is_a_reference() {
        assert_eq!(escaped("a b/c#1.json"), "a%20b/c%231.json");
        assert_eq!(escaped("/x/ü.json"), "/x/%C3%BC.json");
        assert_eq!(escaped("javascript:x"), "javascript%3Ax");
    }
}
