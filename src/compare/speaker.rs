//! Speakers: who counted, saw or decided what an account tells.
//!
//! The unit of testimony is the speaker, and an outlet that cites one adds reach, not weight. A body
//! and whoever speaks for it (its spokesman, its secretary-general, its organ) are one voice.

use hashbrown::HashMap;

use super::statement::{Context, Side, Slot, Statement};
use crate::names::EntityId;
use crate::text::term as key;

/// One voice: its number, and whether it is of a body whose task it is to establish a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Voice(u32);

impl Voice {
    /// A number that no other voice has.
    pub fn number(self) -> u32 {
        self.0
    }

    /// Whether it is of a body whose task it is to establish a count: a coroner, a court.
    pub fn recounts(self) -> bool {
        self.0 & 1 == 1
    }
}

/// How many voices of an account are looked at.
const MOST_VOICES: usize = 4;

/// The voices behind a statement: the outlet's, then those that it cites, nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Voices([Option<Voice>; MOST_VOICES]);

impl Voices {
    /// All of them, the outlet's first.
    pub fn all(&self) -> impl Iterator<Item = Voice> + '_ {
        self.0.iter().flatten().copied()
    }

    /// The voice at each place, the outlet's first.
    pub(super) fn slots(&self) -> [Option<Voice>; MOST_VOICES] {
        self.0
    }

    /// The outlet's own.
    pub fn outlet(&self) -> Option<Voice> {
        self.0[0]
    }

    /// Who counted, saw or decided: the last that is cited, or else the outlet itself.
    pub fn speaker(&self) -> Option<Voice> {
        self.all().last()
    }

    /// Those that are cited, nearest first.
    pub fn cited(&self) -> impl Iterator<Item = Voice> + '_ {
        self.0[1..].iter().flatten().copied()
    }

    /// Whether nobody but the outlet speaks.
    pub fn is_own(&self) -> bool {
        self.0[1].is_none()
    }

    /// The voices that two statements share, in the order of the first.
    pub(super) fn shared<'v>(&'v self, other: &'v Self) -> impl Iterator<Item = Voice> + 'v {
        self.all().filter(|voice| other.has(*voice))
    }

    pub(super) fn has(&self, voice: Voice) -> bool {
        self.all().any(|own| own == voice)
    }
}

/// The voices of a claims set.
#[derive(Debug, Clone, Default)]
pub struct Speakers {
    /// The voice of each entity that is cited, by number.
    cited: Vec<Option<Voice>>,
    /// The voice of the outlet of each claim, by number.
    outlets: Vec<Option<Voice>>,
    /// What each voice is called: the shortest of its names.
    names: HashMap<Voice, String>,
}

impl Speakers {
    /// Of a claims set.
    pub fn new(ctx: &Context) -> Self {
        let mut cited = vec![None; ctx.names.entities.len()];
        let mut outlets: HashMap<&str, Option<Voice>> = HashMap::new();
        let mut outlet_of = Vec::with_capacity(ctx.claims.len());
        let mut asked = vec![false; cited.len()];
        let mut numbers: HashMap<String, Voice> = HashMap::new();
        let mut spoken: HashMap<Voice, String> = HashMap::new();
        let mut number = |name: &str| {
            let next = numbers.len() as u32;
            let voice = numbers.entry(body_of(name));
            let voice = *voice.or_insert_with(|| Voice(next << 1 | u32::from(recounts(ctx, name))));
            let called = spoken.entry(voice).or_insert_with(|| name.to_owned());
            if (name.len(), name) < (called.len(), called) {
                name.clone_into(called);
            }
            voice
        };
        for (claim, names) in ctx.claims.iter().zip(&ctx.names.claims) {
            let outlet = outlets.entry(&claim.outlet).or_insert_with(|| {
                let entity = ctx.names.outlets.get(&claim.outlet);
                let body = entity.map(|&id| ctx.names.organ_of(id).unwrap_or(id));
                let name = body.map_or(&*claim.outlet, |id| ctx.name(id));
                is_named(&claim.outlet).then(|| number(name))
            });
            outlet_of.push(*outlet);
            let of_assertions = names.assertions.iter().flat_map(|a| &a.said_by);
            for &id in names.said_by.iter().chain(of_assertions) {
                let at = id.0 as usize;
                if !std::mem::replace(&mut asked[at], true) && is_one(ctx, id) {
                    let body = ctx.names.organ_of(id).unwrap_or(id);
                    cited[at] = Some(number(ctx.name(body)));
                }
            }
        }
        Self {
            cited,
            outlets: outlet_of,
            names: spoken,
        }
    }

    /// What a voice is called.
    pub fn name(&self, voice: Voice) -> Option<&str> {
        self.names.get(&voice).map(String::as_str)
    }

    /// The voice of an entity that is cited, where it is one speaker.
    pub fn cited(&self, id: EntityId) -> Option<Voice> {
        self.cited[id.0 as usize]
    }

    /// The voices behind what a claim says: of one of its assertions, or of its header.
    pub fn of(&self, ctx: &Context, claim: u32, assertion: Option<u16>) -> Voices {
        let names = &ctx.names.claims[claim as usize];
        let of_assertion = assertion.map(|slot| &names.assertions[usize::from(slot)].said_by);
        let cited = of_assertion
            .filter(|said_by| !said_by.is_empty())
            .unwrap_or(&names.said_by);
        self.chain(claim, cited)
    }

    /// The voices behind the statement at a side.
    pub(super) fn of_side(&self, ctx: &Context, side: Side) -> Voices {
        let assertion = match side.slot {
            Slot::Assertion(slot) => Some(slot),
            _ => None,
        };
        self.of(ctx, side.claim, assertion)
    }

    /// A statement with who speaks.
    pub fn statement<'a>(&self, ctx: &Context<'a>, side: Side) -> Statement<'a> {
        let mut statement = ctx.statement(side);
        statement.voices = self.of_side(ctx, side);
        statement
    }

    /// Notes in statements who speaks.
    pub(super) fn settle(&self, ctx: &Context, said: &mut [Statement]) {
        for statement in said {
            statement.voices = self.of_side(ctx, statement.side);
        }
    }

    fn chain(&self, claim: u32, cited: &[EntityId]) -> Voices {
        let mut voices = Voices([self.outlets[claim as usize], None, None, None]);
        let mut next = 1;
        for voice in cited.iter().filter_map(|&id| self.cited(id)) {
            if next < MOST_VOICES && !voices.has(voice) {
                voices.0[next] = Some(voice);
                next += 1;
            }
        }
        voices
    }
}

/// Whether a source is one speaker: not somebody unknown, a category of people, or many at once.
fn is_one(ctx: &Context, id: EntityId) -> bool {
    let entity = ctx.names.entity(id);
    let body = || BODIES.contains(&&*key(&entity.name));
    !entity.unknown && (entity.category.is_none() || body()) && !is_crowd(&entity.name)
}

/// Words for people of a sort that mean the body when they speak.
const BODIES: &[&str] = &[
    "police",
    "army",
    "military",
    "gendarmerie",
    "fire brigade",
    "coast guard",
];

/// Words for many at once, of whom one outlet's need not be another's.
const CROWDS: &[&str] = &[
    "sources",
    "officials",
    "witnesses",
    "eyewitnesses",
    "residents",
    "locals",
    "families",
    "relatives",
    "activists",
    "survivors",
    "villagers",
    "reports",
    "media",
    "video",
    "footage",
    "photographs",
    "neighbours",
    "neighbors",
    "observers",
    "analysts",
    "experts",
    "people",
    "témoins",
    "habitants",
    "testigos",
    "vecinos",
    "fuentes",
];

fn is_crowd(name: &str) -> bool {
    let name = key(name);
    let first = name.split(' ').next().unwrap_or_default();
    let last = name.rsplit(' ').next().unwrap_or_default();
    let indefinite = ["a", "an", "one", "some", "un", "une", "una"].contains(&first);
    indefinite || last == "source" || CROWDS.contains(&first) || CROWDS.contains(&last)
}

/// Whether an outlet has a name: two documents of "unnamed outlet" may be of two.
pub(super) fn is_named(outlet: &str) -> bool {
    let first = outlet.split_whitespace().next().unwrap_or_default();
    ![
        "unnamed",
        "unknown",
        "unidentified",
        "anonymous",
        "various",
        "n/a",
        "none",
    ]
    .iter()
    .any(|word| first.eq_ignore_ascii_case(word))
}

/// Whether a body's name says that it is its task to establish counts.
fn recounts(ctx: &Context, name: &str) -> bool {
    let name = key(name);
    let words = ctx.codebook.recounters().iter();
    words.into_iter().any(|word| name.contains(&**word))
}

/// Words for one who speaks for a body, as they stand after its name or before it.
const MOUTHS: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "secretary general",
    "press office",
    "press service",
    "press secretary",
    "press centre",
    "press center",
    "media office",
    "twitter account",
    "website",
    "statement",
    "porte parole",
    "portavoz",
    "sprecher",
    "sprecherin",
];

/// Words for a sort of body, which may stand before its name or after it: the Ministry of Health is the
/// Health Ministry.
const HEADS: &[&str] = &[
    "ministry",
    "minister",
    "department",
    "police",
    "army",
    "government",
    "office",
    "institute",
    "commission",
    "board",
    "agency",
    "authority",
    "council",
    "bureau",
    "service",
    "hospital",
    "university",
    "governor",
    "mayor",
    "directorate",
];

/// The body that a name speaks for, as it is told from others: "Relief Society spokesman" and
/// "spokesman for the Relief Society" speak for the Relief Society, and a minister for the ministry.
fn body_of(name: &str) -> String {
    let name = key(name);
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let words = of_body(&words);
    let words = headed(&without_article(words));
    let united = ["un", "u.n."].iter().any(|un| words.first() == Some(un)) && words.len() > 1;
    let letters = words[usize::from(united)..].concat();
    letters.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words for the body, without those for who speaks for it.
fn of_body<'w>(words: &'w [&'w str]) -> &'w [&'w str] {
    for mouth in MOUTHS
        .iter()
        .map(|mouth| mouth.split(' ').collect::<Vec<_>>())
    {
        let Some(at) = words.windows(mouth.len()).position(|run| run == mouth) else {
            continue;
        };
        let after = &words[at + mouth.len()..];
        let after = after
            .strip_prefix(&["for"])
            .or_else(|| after.strip_prefix(&["of"]));
        return match after {
            _ if at > 0 => &words[..at],
            Some(body) if !body.is_empty() => body,
            _ => words,
        };
    }
    words
}

fn without_article<'w>(words: &'w [&'w str]) -> Vec<&'w str> {
    let bare = words.iter().filter(|word| **word != "the");
    bare.map(|word| word.strip_suffix("'s").unwrap_or(word))
        .collect()
}

/// The words with the sort of body last: "ministry of health" as "health ministry". A minister's own name
/// is no part of the ministry's.
fn headed<'w>(words: &[&'w str]) -> Vec<&'w str> {
    let head = |word: &str| match word {
        "minister" => "ministry",
        _ => HEADS
            .iter()
            .find(|head| **head == word)
            .copied()
            .unwrap_or_default(),
    };
    if let [first, "of" | "for", rest @ ..] = words
        && !head(first).is_empty()
        && !rest.is_empty()
    {
        return [rest, &[head(first)]].concat();
    }
    if let Some(at) = words
        .iter()
        .position(|word| *word == "minister")
        .filter(|at| *at > 0)
    {
        return [&words[..at], &["ministry"]].concat();
    }
    words.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_speaks_for_a_body_is_its_voice() {
        let body = body_of("Relief Society");
        for name in [
            "Relief Society spokesman",
            "the Relief Society's spokeswoman",
            "spokesperson for the Relief Society",
            "Relief Society secretary-general",
        ] {
            assert_eq!(body_of(name), body, "{name}");
        }
        assert_ne!(body_of("Relief Fund"), body);
        assert_eq!(body_of("spokesman"), "spokesman");
    }

    #[test]
    fn one_body_under_several_forms_of_its_name_is_one_voice() {
        for [a, b] in [
            ["Ministry of Health", "Health Ministry"],
            ["Health Minister Lea Moreau", "the Health Ministry"],
            ["Coast Guard", "coastguard"],
            ["OCHA", "UN OCHA"],
            ["Police of Ostra", "Ostra police"],
            ["County Police spokeswoman Ann Hale", "County Police"],
        ] {
            assert_eq!(body_of(a), body_of(b), "{a}, {b}");
        }
        for [a, b] in [
            ["Health Ministry", "Defence Ministry"],
            ["Ostra police", "Karsk police"],
            ["UN", "UN Women"],
        ] {
            assert_ne!(body_of(a), body_of(b), "{a}, {b}");
        }
    }

    #[test]
    fn many_at_once_are_no_speaker() {
        assert!(is_crowd("local residents") && is_crowd("witnesses at the scene"));
        assert!(is_crowd("a local official") && is_crowd("military source"));
        assert!(!is_crowd("police") && !is_crowd("Ministry of Health"));
    }

    #[test]
    fn an_outlet_without_a_name_is_not_known_to_be_the_same() {
        assert!(is_named("Harbour Post") && is_named("The Unknown"));
        assert!(!is_named("unnamed outlet") && !is_named("Unknown"));
    }
}
