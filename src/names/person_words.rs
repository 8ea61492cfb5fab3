//! Words that persons' names are made of, and the spellings of well-known given names.

use std::sync::LazyLock;

use super::lexicon::{Senses, Words};

/// Titles that are not part of the name, folded.
pub(super) static TITLES: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        "general gen colonel col major maj captain capt lieutenant lt brigadier marshal field
         commander cmdr commandant comandante sergeant sheikh cheikh shaykh sheik mullah
         maulana mawlawi maulvi imam emir amir caliph president minister governor dr doctor mr
         mrs ms monsieur madame senor sir king prince hajj professor prof judge senator
         ambassador spokesman spokesperson ayatollah leader chief ret comrade camarade
         capitaine gouverneur ministre presidente",
    )
});

/// Particles that outlets write, join or leave out.
pub(super) static PARTICLES: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        "ag ould wuld ibn bin ben bint ait ul ud de da do dos del di du van von der den y e wa",
    )
});

/// Given names borne by many: one alone says little of whom.
pub(super) static COMMON: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        "muhammad ahmad ali hassan hasan husayn omar ibrahim yusuf musa abdullah mahmud mustafa
         khalid said hamza ismail usman amadou ousmane ivan sergei vladimir alexander andrei
         igor nikolai maria jose juan luis carlos miguel jean pierre paul john james david
         michael robert daniel joseph peter george thomas william mary issa adama mamadou
         boubacar oumar abubakar sani garcia martinez hernandez lopez gonzalez khan singh kumar
         diallo traore keita coulibaly toure maiga elias",
    )
});

/// Spellings of one given name that sound apart in the languages that write them.
pub(super) static VARIANTS: LazyLock<Senses> = LazyLock::new(|| Senses::new(SPELLINGS));

const SPELLINGS: &str = "
muhammad: mohammed mohamed mohammad mohamad muhammed mahamed maxamed muhamad mahammad mehmed mohamud
ahmad: ahmed ahmet axmed achmed
mahmud: mahmoud mahmood mahmut
husayn: hussein hussain husain husein hossein hossain huseyin houssein hocine
hassan: hasan hassane xasan
omar: umar omer oumar umer
yusuf: yousef youssef yousuf yussef yussuf jussuf youssouf yousif yusef iousouf
sulayman: suleiman sulaiman souleymane soleiman suleyman suliman sulayman
abdullah: abdallah abdulla abdalla abdoulah abdellah abdula abdoullah
ousmane: uthman othman osman usman ousman outhmane
mustafa: moustafa mostafa mustapha moustapha mostapha
musa: moussa mousa mussa mossa
jamal: djamal gamal jamaal dschamal cemal
khalid: khaled chalid halit haled
walid: waleed oualid velid
qasim: qassem kassem qasem kasim kacem gasim
alexander: oleksandr aleksandr olexandr alexandre alexandr alejandro
sergei: serhiy serhii serhi sergey serhij sergiy serge
nikolai: mykola nikolay mikola nicolas
vladimir: volodymyr wolodymyr volodimir wladimir
igor: ihor
andrei: andriy andrii andri andrey andrij
dmitri: dmytro dmitry dimitri dmitriy
said: saeed sayid sait saied
abu: abou abo ebu aboo abi
";
