//! Every reader of articles: no panic, and no more text than bytes times three.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon::extract::read;

fuzz_target!(|bytes: &[u8]| {
    let Some((form, rest)) = bytes.split_first() else { return };
    let ending = ["txt", "md", "html", "xml", "warc", "jsonl"][usize::from(*form) % 6];
    read::bytes(rest, ending, &mut |article| {
        if let Ok(article) = article {
            assert!(article.text.len() <= 3 * rest.len() + 64);
        }
        true
    });
});
