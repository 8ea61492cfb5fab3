use rashomon::{
    codebook::Codebook,
    ingest::{Source, find, read},
};
fn main() {
    let sources: Vec<Source> = std::env::args()
        .skip(1)
        .map(|a| {
            if a == "-" {
                Source::Stdin
            } else {
                Source::Path(a.into())
            }
        })
        .collect();
    let t = std::time::Instant::now();
    let found = find(&sources);
    let got = read(&found, &Codebook::builtin());
    eprintln!(
        "{} claims, {} faults, {} in {:?}",
        got.claims.len(),
        got.faults.len(),
        got.digest,
        t.elapsed()
    );
    for f in got.faults.iter().take(600) {
        println!("{f}");
    }
    if std::env::var("SHOW").is_ok() {
        for c in got.claims.iter().take(3) {
            println!("{c:#?}");
        }
    }
}
