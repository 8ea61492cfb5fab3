//! `rule`: what people decide, written into the rulings beside the claims.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rashomon::claim::Claim;
use rashomon::ingest::rulings::{self, Decision, NameRuling, Subject, Warrant};
use rashomon::pipeline::{ClaimsSet, reconcile};
use rashomon::report::text::inert;
use rashomon::view::{Maker, Parts as _, Topic, says};
use rashomon::{ingest, view};

use super::config::Config;
use super::options::Input;
use super::rule_args::{Decide, Judge, RuledValue, Ruling};
use super::{Done, Exit, Failure, faults, output};

/// So many ids are named where one was meant.
const CANDIDATES: usize = 8;

pub(crate) fn run(decide: Decide) -> Done {
    let warrant = warrant(decide.ruling())?;
    let config = Config::load()?;
    let ruling = decide.ruling().clone();
    let paths = ruling.paths.clone();
    let input = Input::new(paths, ruling.reading.clone(), &config, Some("claims"))?;
    let claims = input.claims()?;
    let decision = decision(decide, claims)?;
    let (file, others) = file(ruling.file, &input)?;
    let written = rulings::append(&file, &others, &decision, &warrant);
    let written = written.map_err(|fault| {
        faults::print(std::slice::from_ref(&fault), true);
        Failure::new("nothing was written")
    })?;
    output::to_stdout(&mut |out| {
        let line = format!("{}: {} [{}]", file.display(), says(&decision), written.id);
        writeln!(out, "{}", inert(&line))
    })?;
    Ok(Exit::Clean)
}

/// The file that rulings on claims go into, and all that are read with it.
pub(super) fn file(
    file: Option<PathBuf>,
    input: &Input,
) -> Result<(PathBuf, Vec<PathBuf>), Failure> {
    let found = ingest::find(&input.sources());
    let first = input.paths.first().map_or(Path::new("."), PathBuf::as_path);
    let file = match file {
        Some(file) => named(file)?,
        None => rulings::file_for(&found, first).map_err(said)?,
    };
    Ok((file, found.rulings))
}

fn said(error: rashomon::claim::ValueError) -> Failure {
    Failure::Said(error.message, error.hint)
}

/// A file that the next run reads as rulings.
fn named(file: PathBuf) -> Result<PathBuf, Failure> {
    let name = file
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    if name.starts_with("rulings") && file.extension().is_some_and(|end| end == "toml") {
        return Ok(file);
    }
    Err(Failure::with_help(
        format!("{} would not be read as rulings", file.display()),
        "name it rulings.toml, or rulings-….toml, beside the claims",
    ))
}

impl Judge {
    /// Who decides, on which day and for that reason. The day is today's unless it is told.
    pub(super) fn warrant(&self, why: &str) -> Result<Warrant, Failure> {
        let by = self.by.as_deref().map(str::trim);
        let by = by.filter(|by| !by.is_empty()).ok_or_else(|| {
            Failure::with_help(
                "nobody is named who decides",
                "add --by NAME, or set RASHOMON_BY for all that you rule",
            )
        })?;
        let today = || jiff::Zoned::now().date().to_string();
        Ok(Warrant {
            by: by.into(),
            on: self.on.clone().unwrap_or_else(today).into(),
            why: why.trim().into(),
        })
    }
}

/// Who decides, when and why, which must be said.
fn warrant(ruling: &Ruling) -> Result<Warrant, Failure> {
    let warrant = ruling.judge.warrant(&ruling.why)?;
    if warrant.why.is_empty() {
        return Err(Failure::with_help(
            "no reason is given",
            "say after --why in a few words what it was decided from",
        ));
    }
    Ok(warrant)
}

fn decision(decide: Decide, set: ClaimsSet) -> Result<Decision, Failure> {
    let claims = &set.claims;
    let rejected = || set.decided.rejected.iter().map(|(claim, _)| claim);
    Ok(match decide {
        Decide::Same { claims: ids, .. } => Decision::Same(all(&ids, claims)?),
        Decide::Apart { claims: ids, .. } => Decision::Apart(all(&ids, claims)?),
        Decide::Confirm { claims: ids, .. } => Decision::Confirm(all(&ids, claims)?),
        Decide::Reject { claims: ids, .. } => {
            let known: Vec<Claim> = rejected().chain(claims).cloned().collect();
            Decision::Reject(all(&ids, &known)?)
        }
        Decide::Value { claim, what, .. } => Decision::Value(subject(one(&claim, claims)?, what)?),
        Decide::Name { names, .. } => Decision::Name(name(&names)?),
        Decide::Accept { topic, .. } => {
            let run = reconcile(set);
            Decision::Accept(accepted(&found(&run.maker(), &topic)?)?)
        }
    })
}

/// The claims of ids, or of their first letters; sorted, each once.
fn all(ids: &[String], claims: &[Claim]) -> Result<Vec<Arc<str>>, Failure> {
    let found: Result<Vec<Arc<str>>, Failure> = ids.iter().map(|id| one(id, claims)).collect();
    let mut found = found?;
    found.sort();
    found.dedup();
    if found.len() < ids.len() {
        return Err(Failure::new("one claim is named twice"));
    }
    Ok(found)
}

/// The claim of an id, or the only one whose id begins so.
fn one(id: &str, claims: &[Claim]) -> Result<Arc<str>, Failure> {
    if let Some(exact) = claims.iter().find(|claim| *claim.id == *id) {
        return Ok(Arc::clone(&exact.id));
    }
    let begins = |claim: &&Claim| !id.is_empty() && claim.id.starts_with(id);
    let begin: Vec<&Claim> = claims.iter().filter(begins).collect();
    match &*begin {
        [one] => Ok(Arc::clone(&one.id)),
        several => {
            let ids: Vec<&str> = several.iter().map(|claim| &*claim.id).collect();
            Err(unclear("claim", id, &ids))
        }
    }
}

/// That letters begin no id, or those of several.
fn unclear(what: &str, id: &str, all: &[&str]) -> Failure {
    if all.is_empty() {
        return Failure::with_help(
            format!("no {what} has an id that begins with `{id}`"),
            "`rashomon reconcile --format json` prints the ids",
        );
    }
    let more = if all.len() > CANDIDATES { ", …" } else { "" };
    let named: Vec<&str> = all.iter().copied().take(CANDIDATES).collect();
    Failure::with_help(
        format!(
            "`{id}` begins the ids of {} {what}s: {}{more}",
            all.len(),
            named.join(", ")
        ),
        "add letters until it stands for one",
    )
}

/// `killed=21`, and what it is of.
fn subject(claim: Arc<str>, what: RuledValue) -> Result<Subject, Failure> {
    let RuledValue {
        is,
        of,
        whom,
        as_of,
    } = what;
    let Some((attribute, is)) = is.split_once('=') else {
        return Err(Failure::with_help(
            format!("`{is}` says no value"),
            "write what holds as ATTRIBUTE=VALUE, as in killed=21",
        ));
    };
    let is = is.trim();
    let number = is.parse::<u32>().map(serde_json::Value::from);
    let beside = [("of", of), ("whom", whom), ("as_of", as_of)].into_iter();
    Ok(Subject {
        claim,
        attribute: attribute.trim().into(),
        beside: beside
            .filter_map(|(name, text)| Some((name, text?)))
            .collect(),
        values: vec![number.unwrap_or_else(|_| is.into())],
    })
}

/// `X = Y`, or `X != Y`.
fn name(words: &[String]) -> Result<NameRuling, Failure> {
    let [is, sign, others @ ..] = words else {
        return Err(no_names());
    };
    if others.is_empty() || !["=", "!="].contains(&&**sign) {
        return Err(no_names());
    }
    let mut others: Vec<Arc<str>> = others.iter().map(|name| name.as_str().into()).collect();
    others.sort();
    Ok(NameRuling {
        is: is.as_str().into(),
        others,
        one: sign == "=",
    })
}

fn no_names() -> Failure {
    Failure::with_help(
        "two names and a sign between them are expected",
        "write \"Insinsnane\" = \"Insanan\" for one thing, or != for two",
    )
}

/// The topic of an id, or the only one whose id begins so.
fn found<'a>(maker: &Maker<'a>, id: &str) -> Result<Topic<'a>, Failure> {
    let topics = (0..maker.topics()).map(|place| maker.topic(place));
    let mut begin: Vec<Topic> = topics
        .filter(|t| !id.is_empty() && t.id.starts_with(id))
        .collect();
    if begin.len() == 1 {
        return Ok(begin.swap_remove(0));
    }
    let ids: Vec<&str> = begin.iter().map(|topic| &*topic.id).collect();
    Err(unclear("topic", id, &ids))
}

/// That the values of a topic may stay as they are.
fn accepted(topic: &Topic<'_>) -> Result<Subject, Failure> {
    if topic.state != view::State::Open {
        return Err(Failure::with_help(
            format!("{} is no open contradiction", topic.id),
            "`rashomon explain` says where it stands",
        ));
    }
    view::accepted(topic).ok_or_else(|| {
        Failure::with_help(
            format!("{} has only one value of its own", topic.id),
            "what contradicts it is of another topic; `rashomon explain` says of which",
        )
    })
}
