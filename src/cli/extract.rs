//! `extract`: articles to draft claims.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use rashomon::claim::Published;
use rashomon::extract::{Article, DraftAssertion, DraftClaim, Extractor, read};
use rashomon::ingest::read_text;
use rashomon::report::text::{inert, plural, wrap};
use rashomon::whole_file;
use tempfile::NamedTempFile;

use super::args::{Extract, Told};
use super::{Done, Exit, Failure, guard, output, say};

pub(crate) fn run(args: &Extract) -> Done {
    let extractor = extractor(args)?;
    told_well(&args.told, &extractor)?;
    if let Some(out) = &args.output {
        guard::apart(out, args.paths.iter().chain(&args.patterns))?;
    }
    let mut job = Job {
        extractor: &extractor,
        args,
        trouble: 0,
        read: 0,
        bare: 0,
        shown: io::stderr().is_terminal(),
    };
    match args.output.as_deref().filter(|p| p.as_os_str() != "-") {
        Some(folder) if folder.is_dir() => job.fill(folder)?,
        Some(file) => output::to_file(file, &mut |out| job.stream(out))?,
        None => output::to_stdout(&mut |out| job.stream(out))?,
    }
    if job.bare > 0 {
        let articles = plural(job.bare as usize, "article");
        say(format_args!(
            "nothing drafted: {articles} of {}, each written as an account without assertions",
            job.read
        ));
    }
    Ok(if job.trouble > 0 {
        Exit::Faults
    } else {
        Exit::Clean
    })
}

/// What is read where articles lie among the claims.
#[derive(Default)]
pub(super) struct Drafted {
    /// The claims.
    claims: Vec<PathBuf>,
    /// The articles, as files and folders.
    pub(super) articles: Vec<PathBuf>,
    /// How much could not be read of them.
    pub(super) trouble: usize,
    /// What was drafted; it goes when the run is over.
    drafts: Option<NamedTempFile>,
}

impl Drafted {
    /// The paths to read: those of the claims, and of what was drafted.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        let drafts = self.drafts.iter().map(|file| file.path().to_owned());
        self.claims.iter().cloned().chain(drafts).collect()
    }

    /// Drafts the articles, and says so.
    fn draft(&mut self, told: &Told) -> Result<(), Failure> {
        let failed = |e: io::Error| Failure::new(format!("the drafts cannot be written: {e}"));
        let extractor = Extractor::builtin().map_err(|e| Failure::new(e.to_string()))?;
        told_well(told, extractor)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix("drafts").suffix(".jsonl");
        let mut file = whole_file::temporary(&builder, None).map_err(failed)?;
        let (mut result, mut read, mut claims) = (Ok(()), 0, 0);
        read::articles(&self.articles, &mut |article| {
            match article {
                Ok(article) => {
                    let drafts = extractor.extract(&told.of(article)).kept(|_| true);
                    read += 1;
                    claims += drafts.iter().filter(|claim| !claim.is_bare()).count();
                    result = write_claims(&drafts, &mut file);
                }
                Err(trouble) => {
                    self.trouble += 1;
                    warn(&trouble);
                }
            }
            result.is_ok()
        });
        result.and_then(|()| file.flush()).map_err(failed)?;
        let (claims, read) = (plural(claims, "claim"), plural(read, "article"));
        say(format_args!(
            "{claims} drafted from {read}; `rashomon extract` prints them"
        ));
        self.drafts = Some(file);
        Ok(())
    }
}

/// Finds the articles among the paths, and drafts them.
pub(super) fn drafted(paths: Vec<PathBuf>, told: &Told) -> Result<Drafted, Failure> {
    let mut drafted = Drafted::default();
    for path in paths {
        let holds = read::holds_articles(&path);
        if holds {
            drafted.articles.extend(read::to_draft(&path));
        }
        if !holds || path.is_dir() && !read::holds_no_claims(&path) {
            drafted.claims.push(path);
        }
    }
    if !drafted.articles.is_empty() {
        drafted.draft(told)?;
    } else if *told != Told::default() {
        return Err(Failure::with_help(
            "--outlet, --published and --language are said of articles, and none is read",
            "name a file or folder of articles; claims say it themselves",
        ));
    }
    Ok(drafted)
}

impl Told {
    /// The article with what the command line says of it, where it does not say it itself.
    fn of(&self, article: Article) -> Article {
        Article {
            outlet: article.outlet.or_else(|| self.outlet.clone()),
            published: article.published.or_else(|| self.published.clone()),
            language: article.language.or_else(|| self.language.clone()),
            ..article
        }
    }
}

fn warn(trouble: &read::Trouble) {
    say(format_args!(
        "warning: {} {}",
        inert(&trouble.place),
        inert(&trouble.message)
    ));
}

fn write_claims(claims: &[DraftClaim], out: &mut dyn Write) -> io::Result<()> {
    for claim in claims {
        serde_json::to_writer(&mut *out, claim)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn extractor(args: &Extract) -> Result<Extractor, Failure> {
    let mut files = Vec::new();
    for path in &args.patterns {
        let text = read_text(path)
            .map_err(|e| Failure::new(format!("{} cannot be read: {e}", path.display())))?;
        files.push(text);
    }
    Extractor::with_patterns(&files).map_err(|e| Failure::new(e.to_string()))
}

/// Refuses what the command line says of the articles and no article could say.
fn told_well(told: &Told, extractor: &Extractor) -> Result<(), Failure> {
    if let Some(written) = &told.published {
        let read = Published::parse(written).map_err(|error| {
            Failure::with_help(
                format!("--published: {}", error.message),
                "write the day, as 2024-03-09",
            )
        })?;
        if read.span.is_open() {
            let message = format!("--published: \"{written}\" has no end");
            return Err(Failure::with_help(message, "write the day, as 2024-03-09"));
        }
    }
    let codes: Vec<&str> = extractor.languages().collect();
    match &told.language {
        Some(code) if !codes.contains(&&**code) => Err(Failure::with_help(
            format!("--language: articles in \"{}\" are not read", inert(code)),
            format!("it may be {}", codes.join(", ")),
        )),
        _ => Ok(()),
    }
}

struct Job<'j> {
    extractor: &'j Extractor,
    args: &'j Extract,
    trouble: usize,
    read: u64,
    /// Articles from which nothing is drafted.
    bare: u64,
    /// Whether progress is shown.
    shown: bool,
}

impl Job<'_> {
    /// Hands every article to `write`, until one cannot be written.
    fn each(
        &mut self,
        write: &mut dyn FnMut(&mut Self, &Article) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut result = Ok(());
        read::articles(&self.args.paths, &mut |article| {
            match article {
                Ok(article) => result = write(self, &self.args.told.of(article)),
                Err(t) => {
                    self.trouble += 1;
                    warn(&t);
                }
            }
            self.progress();
            result.is_ok()
        });
        result
    }

    fn progress(&mut self) {
        self.read += 1;
        if self.shown && self.read.is_multiple_of(10_000) {
            say(format_args!("{} articles read", self.read));
        }
    }

    fn claims(&mut self, article: &Article) -> Vec<DraftClaim> {
        let wanted = |claim: &DraftClaim| {
            self.args.kinds.is_empty()
                || claim
                    .event
                    .kind
                    .as_ref()
                    .is_some_and(|k| self.args.kinds.contains(k))
        };
        let least = self.args.min_confidence;
        let sure = |claim: &DraftClaim| claim.draft.confidence.is_some_and(|sure| sure >= least);
        let mut claims = self
            .extractor
            .extract(article)
            .kept(|c| wanted(c) && sure(c));
        claims.retain(|claim| self.args.kinds.is_empty() || !claim.is_bare());
        self.bare += u64::from(claims.iter().any(DraftClaim::is_bare));
        claims
    }

    fn stream(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let explain = self.args.explain;
        self.each(&mut |job, article| {
            let claims = job.claims(article);
            if explain {
                return explained(article, &claims, out);
            }
            write_claims(&claims, out)
        })
    }

    /// One file an article.
    fn fill(&mut self, folder: &Path) -> Result<(), Failure> {
        let mut number = 0;
        let mut taken = BTreeSet::new();
        self.each(&mut |job, article| {
            number += 1;
            let claims = job.claims(article);
            let safe: String = article
                .id
                .chars()
                .map(|c| {
                    if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
                        c
                    } else {
                        '_'
                    }
                })
                .take(100)
                .collect();
            let name = if safe.trim_matches('.').is_empty() {
                format!("article-{number}")
            } else {
                safe
            };
            // Two articles of one id are two files.
            let name = if taken.insert(name.clone()) {
                name
            } else {
                format!("{name}-{number}")
            };
            let file = folder.join(format!("{name}.jsonl"));
            whole_file::write(&file, &mut |out| write_claims(&claims, out))
        })
        .map_err(|e| Failure::new(format!("cannot write into {}: {e}", folder.display())))
    }
}

/// The article's passages with what was read in each.
fn explained(article: &Article, claims: &[DraftClaim], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", inert(&article.id))?;
    for claim in claims {
        let passage: String = article
            .text
            .chars()
            .skip(claim.quote.start)
            .take(claim.quote.end - claim.quote.start)
            .collect();
        let line = passage.split_whitespace().collect::<Vec<_>>().join(" ");
        out.write_all(b"\n")?;
        if !claim.is_bare() {
            indented(out, 2, &format!("“{line}”"))?;
        }
        indented(out, 4, &headline(claim))?;
        for assertion in &claim.assertions {
            indented(out, 6, &asserted(assertion))?;
        }
        if !claim.said_by.is_empty() {
            indented(out, 6, &format!("said by {}", claim.said_by.join(", ")))?;
        }
    }
    for note in &article.notes {
        indented(out, 2, &format!("note: {note}"))?;
    }
    writeln!(out)
}

/// Lines of at most 80 columns, all of them indented.
fn indented(out: &mut dyn Write, indent: usize, text: &str) -> io::Result<()> {
    let text = inert(text);
    for range in wrap(&text, 80 - indent, 78 - indent) {
        let more = if range.start == 0 { 0 } else { 2 };
        let line = text.get(range).unwrap_or_default().trim_end();
        writeln!(out, "{:width$}{line}", "", width = indent + more)?;
    }
    Ok(())
}

/// "killing, 2024-05-13 (“monday”), in Lima, Peru; attacker: Gunmen; confidence 0.79".
fn headline(claim: &DraftClaim) -> String {
    let event = &claim.event;
    let mut line = event.kind.clone().unwrap_or_else(|| "no kind".to_owned());
    if let Some(when) = &event.when {
        line += &format!(", {when} (“{}”)", event.x_when.as_ref().unwrap_or(when));
    }
    if !event.places.is_empty() {
        line += &format!(", in {}", event.places.join(", "));
    }
    for actor in &event.actors {
        line += &format!("; {}: {}", actor.role, actor.name);
    }
    match claim.draft.confidence {
        Some(sure) => line + &format!("; confidence {sure:.2}  [{}]", claim.id),
        None => format!(
            "nothing was drafted: linked by its words alone  [{}]",
            claim.id
        ),
    }
}

/// "killed = 3: “three soldiers” (kill, 0.8)".
fn asserted(assertion: &DraftAssertion) -> String {
    let mut line = assertion.attribute.to_owned();
    if let Some(of) = &assertion.of {
        line += &format!(" ({of})");
    }
    line += &format!(" = {}", assertion.value);
    if let Some(text) = &assertion.text {
        line += &format!(": “{text}”");
    }
    line + &format!("  ({}, {})", assertion.x_rule, assertion.x_confidence)
}
