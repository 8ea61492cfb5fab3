//! The units that numbers of the news are in: what each is worth, and the words for it.
//!
//! Worths are those of the SI brochure and of NIST Handbook 44 (the international foot, mile, acre and
//! pound; the American gallon and barrel). All words are folded: small letters without accents, one
//! space where tokens part ("km / h", "us $").

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::super::numeral::{Cursor, Decimal};

/// What a number is a number of. Numbers of one sort convert into each other, of two never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Time; base second.
    Duration,
    /// Way; base metre.
    Distance,
    /// Surface; base square metre.
    Area,
    /// Volume; base litre.
    Volume,
    /// Weight; base kilogram.
    Mass,
    /// Way in time; base metre an hour, of which all are whole or finite decimals.
    Speed,
    /// Energy; base joule.
    Energy,
    /// Energy in time; base watt.
    Power,
    /// Pressure; base hectopascal.
    Pressure,
    /// Temperature; base degree Fahrenheit, in which Celsius is finite.
    Temperature,
    /// A share of a hundred.
    Share,
    /// The strength of an earthquake: scales that do not convert.
    Magnitude,
    /// Money: currencies that do not convert.
    Money,
}

/// A unit of the table.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct KnownUnit {
    /// As reports print it.
    pub symbol: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// What it is worth in the base unit: at least, usually, at most ("ton" is said of three weights).
    worth: [Decimal; 3],
    /// What is added to it in the base unit.
    offset: u32,
    /// Words for it behind a number.
    behind: &'static str,
    /// Words for it before a number.
    before: &'static str,
}

impl KnownUnit {
    /// What it is worth: at least, usually, at most.
    pub(super) fn worth(&self) -> [Decimal; 3] {
        self.worth
    }

    /// What is added in the base unit.
    pub(super) fn offset(&self) -> Decimal {
        Decimal::whole(self.offset.into())
    }

    /// Its name behind a number of one, or of several.
    pub(super) fn word(&self, one: bool) -> &'static str {
        let named = SPOKEN.iter().find(|(symbol, _)| *symbol == self.symbol);
        named.map_or(
            self.symbol,
            |(_, [single, several])| if one { single } else { several },
        )
    }

    /// Whether numbers of the two can be set side by side.
    pub(super) fn converts_to(&self, other: &Self) -> bool {
        let either = |symbol| self.symbol == symbol || other.symbol == symbol;
        match (self.dimension, other.dimension) {
            // A magnitude of which nobody says the scale may be of any.
            (Dimension::Magnitude, Dimension::Magnitude) => {
                self.symbol == other.symbol || either("M")
            }
            (Dimension::Money, Dimension::Money) => self.symbol == other.symbol,
            (mine, theirs) => mine == theirs,
        }
    }

    /// Whether a number without a unit may be in another unit of the same sort.
    pub(super) fn has_sisters(&self) -> bool {
        !matches!(self.dimension, Dimension::Magnitude | Dimension::Share)
    }
}

const fn unit(
    symbol: &'static str,
    dimension: Dimension,
    (digits, decimals): (u128, u32),
    behind: &'static str,
) -> KnownUnit {
    let worth = Decimal::new(digits, decimals);
    KnownUnit {
        symbol,
        dimension,
        worth: [worth; 3],
        offset: 0,
        behind,
        before: "",
    }
}

/// A unit of which several are called by one word.
const fn loose(
    symbol: &'static str,
    dimension: Dimension,
    worth: [(u128, u32); 3],
    behind: &'static str,
) -> KnownUnit {
    let [low, best, high] = worth;
    let mut unit = unit(symbol, dimension, best, behind);
    unit.worth[0] = Decimal::new(low.0, low.1);
    unit.worth[2] = Decimal::new(high.0, high.1);
    unit
}

const fn money(symbol: &'static str, words: &'static str, signs: &'static str) -> KnownUnit {
    let mut unit = unit(symbol, Dimension::Money, (1, 0), words);
    unit.before = signs;
    unit
}

const fn scale(symbol: &'static str, behind: &'static str, before: &'static str) -> KnownUnit {
    let mut unit = unit(symbol, Dimension::Magnitude, (1, 0), behind);
    unit.before = before;
    unit
}

use Dimension::{
    Area, Distance, Duration, Energy, Mass, Power, Pressure, Share, Speed, Temperature, Volume,
};

const DAY: u128 = 86_400;

/// Every unit.
pub(super) static UNITS: &[KnownUnit] = &[
    unit(
        "s",
        Duration,
        (1, 0),
        "s|sec|secs|second|seconds|seconde|secondes|segundo|segundos|sekunde|sekunden|секунда|секунды|секунд|ثانيه|ثوان",
    ),
    unit(
        "min",
        Duration,
        (60, 0),
        "min|mins|minute|minutes|minuto|minutos|minuten|минута|минуты|минут|دقيقه|دقائق",
    ),
    unit(
        "h",
        Duration,
        (3_600, 0),
        "h|hr|hrs|hour|hours|heure|heures|hora|horas|stunde|stunden|час|часа|часов|ساعه|ساعات",
    ),
    unit(
        "d",
        Duration,
        (DAY, 0),
        "d|day|days|jour|jours|journee|dia|dias|tag|tage|tagen|день|дня|дней|сутки|суток|يوم|يوما|ايام",
    ),
    unit(
        "week",
        Duration,
        (7 * DAY, 0),
        "week|weeks|semaine|semaines|semana|semanas|woche|wochen|неделя|недели|недель|اسبوع|اسابيع",
    ),
    loose(
        "month",
        Duration,
        [(28 * DAY, 0), (30 * DAY, 0), (31 * DAY, 0)],
        "month|months|mois|mes|meses|monat|monate|monaten|месяц|месяца|месяцев|شهر|اشهر",
    ),
    loose(
        "year",
        Duration,
        [(365 * DAY, 0), (365 * DAY, 0), (366 * DAY, 0)],
        "year|years|yr|yrs|an|ans|annee|annees|ano|anos|jahr|jahre|jahren|год|года|лет|سنه|سنوات|عام|عاما|اعوام",
    ),
    unit(
        "mm",
        Distance,
        (1, 3),
        "mm|millimetre|millimetres|millimeter|millimeters|milimetros|millimetern|мм|миллиметров",
    ),
    unit(
        "cm",
        Distance,
        (1, 2),
        "cm|centimetre|centimetres|centimeter|centimeters|centimetros|zentimeter|см|сантиметров|سنتيمتر",
    ),
    unit(
        "m",
        Distance,
        (1, 0),
        "m|metre|metres|meter|meters|metern|metro|metros|м|метр|метра|метров|متر|مترا|امتار",
    ),
    unit(
        "km",
        Distance,
        (1_000, 0),
        "km|kms|kilometre|kilometres|kilometer|kilometers|kilometern|kilometro|kilometros|км|километр|километра|километров|كم|كيلومتر|كيلومترا|كيلومترات",
    ),
    unit(
        "in",
        Distance,
        (254, 4),
        "inch|inches|pouces|pulgadas|zoll|дюймов|بوصه",
    ),
    unit(
        "ft",
        Distance,
        (3_048, 4),
        "ft|foot|feet|pieds|pies|футов|قدم|قدما",
    ),
    unit("yd", Distance, (9_144, 4), "yd|yds|yard|yards"),
    unit(
        "mi",
        Distance,
        (1_609_344, 3),
        "mi|mile|miles|mile_s|milla|millas|meile|meilen|миля|мили|миль|ميل|اميال",
    ),
    unit(
        "nmi",
        Distance,
        (1_852, 0),
        "nmi|nm|nautical mile|nautical miles|nautical mile_s|sea mile|sea miles|sea mile_s|mille marin|milles marins|millas nauticas|seemeile|seemeilen|морских миль",
    ),
    unit(
        "m²",
        Area,
        (1, 0),
        "m ²|m 2|sqm|sq m|sq metres|sq meters|square metre|square metres|square meter|square meters|metre carre|metres carres|metros cuadrados|quadratmeter|quadratmetern|кв м|квадратных метров|متر مربع",
    ),
    unit(
        "ha",
        Area,
        (10_000, 0),
        "ha|hectare|hectares|hectarea|hectareas|hektar|га|гектар|гектара|гектаров|هكتار|هكتارا|هكتارات",
    ),
    unit(
        "km²",
        Area,
        (1_000_000, 0),
        "km ²|km 2|sq km|sq kms|sqkm|sq kilometres|sq kilometers|square km|square kilometre|square kilometres|square kilometer|square kilometers|km carres|kilometre carre|kilometres carres|km cuadrados|kilometro cuadrado|kilometros cuadrados|quadratkilometer|quadratkilometern|кв км|квадратных километра|квадратных километров|كيلومتر مربع|كيلومترات مربعه|كم مربع",
    ),
    unit(
        "acre",
        Area,
        (40_468_564_224, 7),
        "acre|acres|acker morgen|акров|акра|فدان انكليزي",
    ),
    unit(
        "sq mi",
        Area,
        (2_589_988_110_336, 6),
        "sq mi|sq mile|sq miles|sq mile_s|square mile|square miles|square mile_s|milles carres|millas cuadradas|quadratmeilen|квадратных миль|ميل مربع",
    ),
    unit(
        "sq ft",
        Area,
        (9_290_304, 8),
        "sq ft|sqft|square foot|square feet|ft ²|ft 2|pieds carres|pies cuadrados",
    ),
    unit(
        "dunam",
        Area,
        (1_000, 0),
        "dunam|dunams|dunum|dunums|دونم|دونما|دونمات",
    ),
    unit(
        "l",
        Volume,
        (1, 0),
        "l|litre|litres|liter|liters|litern|litro|litros|литр|литра|литров|لتر|لترا",
    ),
    unit(
        "m³",
        Volume,
        (1_000, 0),
        "m ³|m 3|cubic metre|cubic metres|cubic meter|cubic meters|metre cube|metres cubes|metro cubico|metros cubicos|kubikmeter|кубометр|кубометра|кубометров|куб м|кубических метров|متر مكعب",
    ),
    unit(
        "ft³",
        Volume,
        (28_316_846_592, 9),
        "cubic foot|cubic feet|ft ³|ft 3",
    ),
    loose(
        "gal",
        Volume,
        [(3_785_411_784, 9), (3_785_411_784, 9), (454_609, 5)],
        "gal|gals|gallon|gallons|galon|galones|gallonen|галлонов|غالون",
    ),
    unit(
        "US gal",
        Volume,
        (3_785_411_784, 9),
        "us gal|us gallon|us gallons|u s gallons",
    ),
    unit(
        "imp gal",
        Volume,
        (454_609, 5),
        "imp gal|imperial gallon|imperial gallons|uk gallons",
    ),
    unit(
        "bbl",
        Volume,
        (158_987_294_928, 9),
        "bbl|bbls|barrel|barrels|baril|barils|barril|barriles|fass|баррель|барреля|баррелей|برميل|براميل",
    ),
    unit(
        "g",
        Mass,
        (1, 3),
        "g|gram|grams|gramme|grammes|gramo|gramos|gramm|г|грамм|граммов|غرام|جرام",
    ),
    unit(
        "kg",
        Mass,
        (1, 0),
        "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes|kilogramo|kilogramos|kilogramm|кг|килограмм|килограмма|килограммов|كغ|كيلوغرام|كيلوغراما|كيلوجرام",
    ),
    unit(
        "t",
        Mass,
        (1_000, 0),
        "t|tonne|tonnes|metric ton|metric tons|metric tonne|metric tonnes|tonelada|toneladas|тонна|тонны|тонн|طن|طنا|اطنان",
    ),
    // A ton is a short, a metric or a long one.
    loose(
        "ton",
        Mass,
        [(90_718_474, 5), (1_000, 0), (10_160_469_088, 7)],
        "ton|tons",
    ),
    unit(
        "short ton",
        Mass,
        (90_718_474, 5),
        "short ton|short tons|us ton|us tons",
    ),
    unit(
        "long ton",
        Mass,
        (10_160_469_088, 7),
        "long ton|long tons|imperial ton|imperial tons",
    ),
    unit(
        "lb",
        Mass,
        (45_359_237, 8),
        "lb|lbs|pound|pounds|livres|libras|pfund|фунтов|رطل",
    ),
    unit(
        "oz",
        Mass,
        (28_349_523_125, 12),
        "oz|ounce|ounces|onces|onzas|unzen",
    ),
    unit(
        "km/h",
        Speed,
        (1_000, 0),
        "km / h|km h|kmh|kph|kmph|km per hour|km an hour|kilometre per hour|kilometres per hour|kilometers per hour|kilometres an hour|kilometers an hour|kilometres heure|kilometres a l heure|km par heure|kilometros por hora|km por hora|stundenkilometer|kilometer pro stunde|км / ч|километров в час|كيلومتر في الساعه|كم / س",
    ),
    unit(
        "mph",
        Speed,
        (1_609_344, 3),
        "mph|mi / h|mile per hour|miles per hour|mile_s per hour|miles an hour|mile_s an hour|millas por hora|миль в час|ميل في الساعه",
    ),
    unit(
        "kn",
        Speed,
        (1_852, 0),
        "kn|kt|kts|knot|knots|noeud|noeuds|nudo|nudos|knoten|узел|узла|узлов|عقده",
    ),
    unit(
        "m/s",
        Speed,
        (3_600, 0),
        "m / s|mps|metre per second|metres per second|meters per second|metres par seconde|metros por segundo|meter pro sekunde|м / с|метров в секунду",
    ),
    unit(
        "ft/s",
        Speed,
        (109_728, 2),
        "ft / s|feet per second|foot per second",
    ),
    unit("J", Energy, (1, 0), "j|joule|joules"),
    unit(
        "kWh",
        Energy,
        (3_600_000, 0),
        "kwh|kilowatt hour|kilowatt hours|kilowatt heures|kilovatios hora|kilowattstunden|квтч",
    ),
    unit(
        "MWh",
        Energy,
        (3_600_000_000, 0),
        "mwh|megawatt hour|megawatt hours|megawattstunden",
    ),
    unit(
        "GWh",
        Energy,
        (3_600_000_000_000, 0),
        "gwh|gigawatt hour|gigawatt hours|gigawattstunden",
    ),
    unit(
        "t TNT",
        Energy,
        (4_184_000_000, 0),
        "t tnt|t of tnt|tonne of tnt|tonnes of tnt|ton of tnt|tons of tnt",
    ),
    unit(
        "kt TNT",
        Energy,
        (4_184_000_000_000, 0),
        "kt tnt|kiloton|kilotons|kilotonne|kilotonnes|kilotons of tnt|kilotonnes of tnt|kilotones",
    ),
    unit(
        "Mt TNT",
        Energy,
        (4_184_000_000_000_000, 0),
        "mt tnt|megaton|megatons|megatonne|megatonnes|megatons of tnt",
    ),
    unit("W", Power, (1, 0), "w|watt|watts|vatios"),
    unit(
        "kW",
        Power,
        (1_000, 0),
        "kw|kilowatt|kilowatts|kilovatios|квт|киловатт",
    ),
    unit(
        "MW",
        Power,
        (1_000_000, 0),
        "mw|megawatt|megawatts|megavatios|мвт|мегаватт|ميغاواط",
    ),
    unit(
        "GW",
        Power,
        (1_000_000_000, 0),
        "gw|gigawatt|gigawatts|gigavatios|гвт|гигаватт",
    ),
    unit(
        "hPa",
        Pressure,
        (1, 0),
        "hpa|hectopascal|hectopascals|mbar|mb|millibar|millibars",
    ),
    KnownUnit {
        offset: 32,
        ..unit(
            "°C",
            Temperature,
            (18, 1),
            "° c|c|celsius|degrees celsius|degree celsius|degrees c|degres celsius|degres|grados centigrados|grados celsius|grad celsius|градусов цельсия|градусов|درجه مئويه",
        )
    },
    unit(
        "°F",
        Temperature,
        (1, 0),
        "° f|f|fahrenheit|degrees fahrenheit|degree fahrenheit|degrees f|grados fahrenheit|grad fahrenheit",
    ),
    unit(
        "%",
        Share,
        (1, 0),
        "%|٪|percent|per cent|pct|pour cent|pour 100|por ciento|prozent|процент|процента|процентов|بالمئه|في المئه|بالمائه|في المائه",
    ),
    unit(
        "pp",
        Dimension::Share,
        (1, 0),
        "pp|percentage point|percentage points|points de pourcentage|puntos porcentuales|prozentpunkte|prozentpunkten|процентных пункта|процентных пунктов",
    ),
    scale(
        "Mw",
        "moment magnitude|on the moment magnitude scale",
        "mw|mww|mwc|mwb|mwr|moment magnitude|moment magnitude of|a moment magnitude of",
    ),
    scale(
        "ML",
        "local magnitude",
        "ml|local magnitude|local magnitude of",
    ),
    scale("Mb", "body wave magnitude", "mb|body wave magnitude"),
    scale("Ms", "surface wave magnitude", "ms|surface wave magnitude"),
    scale("Md", "duration magnitude", "md|duration magnitude"),
    scale(
        "M",
        "magnitude|on the richter scale|on richter scale|on the richter|richter|magnitude on the richter scale|sur l echelle de richter|en la escala de richter|en la escala richter|auf der richterskala|auf der richter skala|по шкале рихтера|по рихтеру|علي مقياس ريختر|بمقياس ريختر|درجات علي مقياس ريختر|درجه علي مقياس ريختر|балла по шкале рихтера|баллов по шкале рихтера",
        "m|magnitude|mag|magnitude of|a magnitude|a magnitude of|magnitud|magnitud de|une magnitude de|una magnitud de|magnitude de|starke|staerke|der starke|магнитудой|магнитуда|магнитуды|بقوه|قوته|قوتها",
    ),
    money(
        "USD",
        "$|usd|us $|us dollar|us dollars|u s dollar|u s dollars|american dollars|dollar|dollars|dolar|dolares|dollars us|dollars americains|dolares estadounidenses|us dollars|доллар|доллара|долларов|долл|долларов сша|دولار|دولارا|دولارات|دولار اميركي|دولار امريكي",
        "$|us $|usd|u s $",
    ),
    money("EUR", "€|eur|euro|euros|евро|يورو", "€|eur"),
    money(
        "GBP",
        "£|gbp|pound sterling|pounds sterling|sterling|british pounds|livres sterling|libras esterlinas|pfund sterling|фунтов стерлингов|جنيه استرليني",
        "£|gbp|gb £|uk £",
    ),
    money("JPY", "¥|jpy|yen|yens|yenes|иен|ين", "¥|jpy|jp ¥"),
    money(
        "CNY",
        "cny|yuan|yuans|renminbi|rmb|юаней|يوان",
        "cny|rmb|cn ¥",
    ),
    money("INR", "₹|inr|indian rupee|indian rupees", "₹|inr"),
    // Of seven countries.
    money(
        "rupees",
        "rs|rupee|rupees|roupies|rupias|rupien|рупий|روبيه",
        "rs",
    ),
    money(
        "RUB",
        "₽|rub|rouble|roubles|ruble|rubles|rublos|rubel|рубль|рубля|рублей|руб|روبل",
        "₽|rub",
    ),
    money(
        "UAH",
        "₴|uah|hryvnia|hryvnias|hryvnya|hryvnyas|гривна|гривны|гривен|грн",
        "₴|uah",
    ),
    money(
        "CHF",
        "chf|swiss franc|swiss francs|francs suisses|schweizer franken|franken",
        "chf|sfr",
    ),
    money(
        "CAD",
        "cad|canadian dollar|canadian dollars|dollars canadiens|ca $|c $",
        "cad|ca $|c $|can $",
    ),
    money(
        "AUD",
        "aud|australian dollar|australian dollars|a $|au $",
        "aud|a $|au $",
    ),
    money("NZD", "nzd|new zealand dollars|nz $", "nzd|nz $"),
    money("HKD", "hkd|hong kong dollars|hk $", "hkd|hk $"),
    money("SGD", "sgd|singapore dollars|s $", "sgd|s $"),
    money("TWD", "twd|taiwan dollars|nt $", "twd|nt $"),
    money("BRL", "brl|real brasileiro|reais|reales", "brl|r $"),
    money("MXN", "mxn|mexican pesos|pesos mexicanos|mx $", "mxn|mx $"),
    money("pesos", "peso|pesos", ""),
    money("PHP", "php|philippine pesos|₱", "php|₱"),
    money("ARS", "ars|argentine pesos|pesos argentinos", "ars|ar $"),
    money("CLP", "clp|chilean pesos|pesos chilenos", "clp"),
    money("COP", "cop|colombian pesos|pesos colombianos", "cop"),
    money(
        "TRY",
        "try|₺|turkish lira|turkish liras|lira|liras|лир",
        "try|₺|tl",
    ),
    money("ILS", "ils|nis|₪|shekel|shekels|шекелей|شيكل", "ils|nis|₪"),
    money("EGP", "egp|egyptian pounds|جنيه|جنيه مصري", "egp"),
    money("LBP", "lbp|lebanese pounds|ليره لبنانيه", "lbp"),
    money("SAR", "sar|saudi riyals|ريال سعودي", "sar"),
    money("AED", "aed|emirati dirhams|درهم اماراتي", "aed"),
    money("IRR", "irr|iranian rials|rials|ريال ايراني", "irr"),
    money("PKR", "pkr|pakistani rupees", "pkr"),
    money("NPR", "npr|nepali rupees|nepalese rupees", "npr"),
    money("LKR", "lkr|sri lankan rupees", "lkr"),
    money("BDT", "bdt|taka|takas", "bdt|৳"),
    money("KRW", "krw|won|₩|вон", "krw|₩"),
    money("IDR", "idr|rupiah|rupiahs", "idr|rp"),
    money("THB", "thb|baht|bahts|฿", "thb|฿"),
    money("VND", "vnd|dong|₫", "vnd|₫"),
    money("ZAR", "zar|rand|rands", "zar|r"),
    money("NGN", "ngn|naira|nairas|₦", "ngn|₦|n"),
    money("KES", "kes|kenyan shillings|kenya shillings|ksh", "kes|ksh"),
    money("GHS", "ghs|cedi|cedis", "ghs"),
    money("ETB", "etb|birr|birrs", "etb"),
    money(
        "XOF",
        "xof|cfa francs|francs cfa|fcfa|f cfa",
        "xof|fcfa|cfa",
    ),
    money("SEK", "sek|swedish kronor|swedish krona|kronor", "sek"),
    money("NOK", "nok|norwegian kroner|norwegian krone", "nok"),
    money("DKK", "dkk|danish kroner|danish krone", "dkk"),
    money("PLN", "pln|zloty|zlotys|zlotych|злотых", "pln"),
    money("CZK", "czk|czech crowns|koruna|korunas", "czk"),
    money("HUF", "huf|forint|forints", "huf"),
    money("RON", "ron|lei|leu", "ron"),
];

/// Units that a reader takes better in words than by their symbol.
const SPOKEN: &[(&str, [&str; 2])] = &[
    ("s", ["second", "seconds"]),
    ("min", ["minute", "minutes"]),
    ("h", ["hour", "hours"]),
    ("d", ["day", "days"]),
    ("week", ["week", "weeks"]),
    ("month", ["month", "months"]),
    ("year", ["year", "years"]),
    ("in", ["inch", "inches"]),
    ("ft", ["foot", "feet"]),
    ("yd", ["yard", "yards"]),
    ("mi", ["mile", "miles"]),
    ("nmi", ["nautical mile", "nautical miles"]),
    ("acre", ["acre", "acres"]),
    ("sq mi", ["square mile", "square miles"]),
    ("dunam", ["dunam", "dunams"]),
    ("bbl", ["barrel", "barrels"]),
    ("gal", ["gallon", "gallons"]),
    ("t", ["tonne", "tonnes"]),
    ("ton", ["ton", "tons"]),
    ("kn", ["knot", "knots"]),
];

/// Words that stand for a unit only right behind a number or its word of scale: alone they are other
/// words, or parts of names.
const SHORT: u32 = 2;

type Index = HashMap<&'static str, Vec<(&'static str, &'static KnownUnit)>>;

fn index(words: fn(&'static KnownUnit) -> &'static str) -> Index {
    let mut index = Index::new();
    for unit in UNITS {
        for phrase in words(unit).split('|').filter(|phrase| !phrase.is_empty()) {
            let first = phrase.split(' ').next().unwrap_or_default();
            index.entry(first).or_default().push((phrase, unit));
        }
    }
    index
}

static BEHIND: LazyLock<Index> = LazyLock::new(|| index(|unit| unit.behind));
static BEFORE: LazyLock<Index> = LazyLock::new(|| index(|unit| unit.before));

fn longest(index: &Index, cursor: &mut Cursor<'_, '_>) -> Option<&'static KnownUnit> {
    cursor.longest(index.get(cursor.word())?)
}

/// The unit whose words come next, behind a number; `close`: right behind it.
pub(super) fn behind(cursor: &mut Cursor<'_, '_>, close: bool) -> Option<&'static KnownUnit> {
    let mut ahead = *cursor;
    let unit = longest(&BEHIND, &mut ahead)?;
    let taken = cursor.rest().len() - ahead.rest().len();
    let word = cursor.word();
    if taken == 1 && !close && word.len() <= SHORT as usize && word.is_ascii() && !is_sign(word) {
        return None;
    }
    // "un billion d'euros": no days.
    let letter = taken == 1 && word.len() == 1 && word.is_ascii();
    if letter && !is_sign(word) && longest(&BEHIND, &mut ahead.clone()).is_some() {
        return None;
    }
    *cursor = ahead;
    Some(unit)
}

fn is_sign(word: &str) -> bool {
    !word.starts_with(char::is_alphabetic)
}

/// The unit whose words come next, before a number.
pub(super) fn before(cursor: &mut Cursor<'_, '_>) -> Option<&'static KnownUnit> {
    let mut ahead = *cursor;
    let unit = longest(&BEFORE, &mut ahead)?;
    ahead.peek().filter(|next| next.number.is_some())?;
    *cursor = ahead;
    Some(unit)
}

/// The unit of that symbol, letter case and all.
pub(super) fn symbol(name: &str) -> Option<&'static KnownUnit> {
    UNITS.iter().find(|unit| unit.symbol == name)
}

/// Whether words name a unit, a currency or a share, and so nothing that is counted.
pub(in crate::claim) fn is_unit(cursor: &Cursor<'_, '_>) -> Option<&'static KnownUnit> {
    longest(&BEHIND, &mut cursor.clone())
}
