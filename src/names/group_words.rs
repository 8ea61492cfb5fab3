//! Words that names of groups are made of, in the languages that outlets write them in.
//!
//! They say what sort of group it is, not which: two names that share only these share little.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon::{Senses, Words, pairs};
use super::likeness::{Heard, likeness};

/// What a group is or wants: a concept, and the words for it, folded.
const CONCEPTS: &str = "
army: army armee ejercito jaysh jaish jeish jaich jeich gaish armada
front: front frente jabhat jabhah jebhat djabhat cephe
party: party parti partido hizb partiya partie
brigade: brigade brigada liwa brigades brigadas katibat katiba kataib kateeba
division: division firqat firqa
corps: corps legion faylaq failaq cuerpo
battalion: battalion bataillon batallon battalions
state: state etat estado dawla dawlat
emirate: emirate emirat imarat
republic: republic republique republica
islamic: islamic islamique islamiques islamico islami islamiya islamiyya islamiyah islamist
islam: islam
muslim: muslim muslims musulman musulmans musulmanes muslimin muslimeen mouslimin
support: support soutien apoyo nusrat nosrat nasrat
supporters: supporters partisans ansar ansaru simpatizantes
liberation: liberation liberacion tahrir tahreer
national: national nationale nationaux nacional wataniya wataniyya wataniyah
people: people peoples popular populaire peuple pueblo shaab shaabi
democratic: democratic democratique democratiques democratico democratica
revolutionary: revolutionary revolutionnaire revolutionnaires revolucionario revolucionarias revolucionaria
free: free libre hurr
freedom: freedom liberte libertad
united: united unis unies uni unidos unidas unified
union: union ittihad
units: units unites unidades unit
protection: protection proteccion
defence: defence defense defensa autodefense autodefensa autodefensas
self: self
workers: workers travailleurs trabajadores
communist: communist communiste comunista communists
jihad: jihad djihad yihad
cartel: cartel cartels carteles
soldiers: jund gund jound djund
armed: armed armes armees armadas armado armados
forces: forces fuerzas quwat force fuerza
security: security securite seguridad
council: council conseil consejo shura
alliance: alliance allied allies allie alliees alianza aliadas coalition
opposition: opposition oposicion
government: government gouvernement gobierno governmental gouvernementales regime gubernamentales
military: military militaire militaires militar militares
troops: troops troupes tropas
soldier: soldiers soldats soldados
police: police policia gendarmerie policiers
ministry: ministry ministere ministerio department
guard: guard guards garde guardia
committee: committee comite comites committees lajnat
resistance: resistance resistencia muqawama
operations: operations room command commandement comando
clan: clan subclan tribe tribal tribu
protesters: protesters demonstrators manifestants manifestantes protestors
opponents: opponents opposants opositores
";

/// Concepts that a name may carry or leave out ("Abu Sayyaf", "Abu Sayyaf Group").
static OPTIONAL: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        "group groupe grupo jamaat jamaatu jamaah jamaa jamat gamaa movement mouvement
         movimiento harakat harakatu haraka xarakada tehrik tehreek tahrik tanzim organisation
         organization organizacion sect secte gang cult militia milice milicia confraternity",
    )
});

/// Legal forms of companies: "Acme Inc." and "Acme" are one.
static LEGAL_FORMS: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        "inc incorporated ltd limited llc llp plc corp corporation company gmbh sarl pty pvt srl",
    )
});

/// Words for people of a group: "JNIM fighters" are JNIM.
static DESCRIPTORS: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        "fighters fighter militants militant rebels rebel militia militiamen militias forces
         members member gunmen insurgents guerrillas guerrilleros guerrilla jihadists jihadis
         terrorists extremists elements combatants combattants combatientes membres miembros
         miliciens milicianos djihadistes terroristes terroristas rebelles rebeldes operatives
         followers partisans separatists group groupe grupo organisation organization soldiers",
    )
});

/// Words that say the name is somebody's guess: dropped from the name.
static SUSPECTED: LazyLock<Words> = LazyLock::new(|| {
    Words::new("suspected alleged presumed presumes presuntos supposed self styled called so")
});

/// Words between the parts of a name.
static SMALL: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        "of the and for in on from to de du des del d l la le les los las et y e pour para por
         en au aux a lil li wal wa w al el bil fi ul ud ad as ash an ar at az lel leel lidda",
    )
});

/// Nouns for people whom nobody names.
static SOMEBODY: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        "gunmen gunman men man assailants assailant attackers attacker bandits militants
         fighters rebels insurgents terrorists jihadists extremists islamists people persons
         individuals individual source sources official officials witness witnesses eyewitness
         eyewitnesses resident residents activist activists elder elders worker staff local
         locals villagers villager relatives survivors observers analysts experts expert hommes
         homme assaillants combattants temoins temoin habitants riverains militaires
         responsable responsables hombres testigos fuentes fuente residentes vecinos
         desconocidos inconnus medics doctors media journalists tribesmen mob criminals
         criminal kidnappers perpetrators party parties group groups governor commander officer
         officers reports report observatory",
    )
});

/// Adjectives for people whom nobody names.
static UNNAMED: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        "unknown unidentified unnamed anonymous unspecified unclaimed inconnu inconnus inconnue
         identifie identifies desconocido desconocidos masked identificados",
    )
});

/// What may stand before those nouns and still name nobody.
static ABOUT: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        "a an the some several un une des unos armed armes armados heavily security medical
         military tribal hospital aid army local locale locales government informed senior well
         suspected alleged of de non no various other two three media police relief
         humanitarian health civil society monitoring rights close to militia rebel political
         diplomatic who on motorcycles motorbikes islamist jihadist criminal young community",
    )
});

/// Concepts that name a group where two come together: the name is one across borders.
static TELLING: LazyLock<Words> =
    LazyLock::new(|| Words::new("islamic islam muslim jihad emirate support"));

static BY_WORD: LazyLock<Senses> = LazyLock::new(|| Senses::new(CONCEPTS));

/// Longer words for concepts, by the consonants that they are heard with.
static BY_SOUND: LazyLock<HashMap<String, Vec<(Heard, &str)>>> = LazyLock::new(|| {
    let mut heard: HashMap<String, Vec<(Heard, &str)>> = HashMap::new();
    for (concept, word) in pairs(CONCEPTS).filter(|(_, word)| word.len() >= 5) {
        let sound = Heard::new(word);
        heard
            .entry(sound.skeleton())
            .or_default()
            .push((sound, concept));
    }
    heard
});

/// The concept that a folded word stands for, if it says only what sort of group it is.
pub(super) fn concept(word: &str) -> Option<&'static str> {
    BY_WORD.of(word).or_else(|| sounding(word))
}

/// The concept that another spelling of the word stands for.
fn sounding(word: &str) -> Option<&'static str> {
    if word.len() < 5 {
        return None;
    }
    let heard = Heard::new(word);
    let near = BY_SOUND.get(&heard.skeleton())?;
    let like = near
        .iter()
        .find(|(known, _)| likeness(known, &heard) >= 0.96);
    like.map(|(_, concept)| *concept)
}

/// Whether a concept, with another, names a group and not only a sort of group.
pub(super) fn is_telling(concept: &str) -> bool {
    TELLING.has(concept)
}

/// Whether the word is one of those that describe people without naming them.
pub(super) fn is_common(word: &str) -> bool {
    is_descriptor(word) || is_somebody(word) || is_unnamed(word) || is_about(word)
}

/// Whether a name may leave the word out.
pub(super) fn is_optional(word: &str) -> bool {
    OPTIONAL.has(word)
}

/// Whether the word says "people of" the group.
pub(super) fn is_descriptor(word: &str) -> bool {
    DESCRIPTORS.has(word)
}

/// Whether the word is the legal form of a company.
pub(super) fn is_legal_form(word: &str) -> bool {
    LEGAL_FORMS.has(word)
}

/// Whether the word says that the name is a guess.
pub(super) fn is_suspected(word: &str) -> bool {
    SUSPECTED.has(word)
}

/// Whether the word only joins others.
pub(super) fn is_small(word: &str) -> bool {
    SMALL.has(word)
}

/// Whether the word is a noun for people whom nobody names.
pub(super) fn is_somebody(word: &str) -> bool {
    SOMEBODY.has(word)
}

/// Whether the word says that they are not named.
pub(super) fn is_unnamed(word: &str) -> bool {
    UNNAMED.has(word)
}

/// Whether the word may stand beside [`is_somebody`] without naming anybody.
pub(super) fn is_about(word: &str) -> bool {
    ABOUT.has(word)
}
