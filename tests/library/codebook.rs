//! The codebook's page keeps up with the codebook.

use rashomon::codebook::Codebook;
use rashomon::compare::run_examples;

use crate::root;

#[test]
fn the_page_names_every_attribute_and_its_example_runs() {
    let page = std::fs::read_to_string(root().join("docs/codebook.md")).unwrap();
    let (_, lists) = page.split_once("| how many people |").unwrap();
    let (lists, _) = lists.split_once("\n\n").unwrap();
    let named: Vec<&str> = lists
        .split([',', '|', ';', '\n', '(', ')'])
        .map(str::trim)
        .collect();
    let book = Codebook::builtin();
    for attribute in book.attributes() {
        let name = attribute.name.as_str();
        let last = |words: &&str| words.split_whitespace().next_back() == Some(name);
        assert!(named.contains(&name) || named.iter().any(last), "{name}");
    }
    let (_, example) = page.split_once("```toml\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let (_, failed) = run_examples(&book.extended(example, "docs/codebook.md").unwrap());
    assert!(failed.is_empty(), "{failed:?}");
}
