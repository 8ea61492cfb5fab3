//! A map: where spots lie, on an outline of the world.
//!
//! The outline is Natural Earth's at 1:110m, in the public domain, thinned by `tests/fit/outline.py`:
//! enough to know a coast or a country by, and no more. What of it lies in sight is drawn.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Serialize;

use crate::view::Position;

/// Each line one of the outline: its sort, then tenths of degrees.
const OUTLINE: &str = include_str!("assets/outline.txt");

/// Width and height of a map, in its own units.
const SIZE: Dot = (360.0, 230.0);

/// A map shows no fewer degrees from south to north: the outline has nothing closer to tell.
const LEAST: f64 = 10.0;

/// Room around the spots, as a share of what lies between them.
const ROOM: f64 = 1.5;

/// No coast comes closer to the poles than a map does.
const POLE: f64 = 86.0;

/// Points of a line closer than this, in units of a map, are one.
const FINE: f64 = 1.5;

/// How wide a letter of a name is.
const LETTER: f64 = 6.0;

/// Length of a degree of latitude.
const DEGREE_KM: f64 = 111.2;

type Dot = (f64, f64);

/// A map with its spots.
#[derive(Debug, PartialEq, Serialize)]
struct Map {
    width: f64,
    height: f64,
    /// Land, as the data of a path, in pieces that are printed one after the other.
    land: Vec<String>,
    /// Borders.
    borders: Vec<String>,
    /// Countries, where their names are written.
    names: Vec<(f64, f64, &'static str)>,
    /// Where each spot is, in the order given.
    #[serde(skip)]
    spots: Vec<Dot>,
    /// The length of its scale, and how many kilometres that is.
    scale: (f64, f64),
}

/// Draws spots; nothing where there is none.
fn draw(spots: &[Position]) -> Option<Map> {
    let view = View::around(spots)?;
    let (mut land, mut borders) = (Vec::new(), Vec::new());
    for (is_land, line) in &*LINES {
        for turn in [-360.0, 0.0, 360.0] {
            let seen = line.iter().map(|(lon, lat)| view.at(lon + turn, *lat));
            let seen: Vec<Dot> = seen.collect();
            if !in_sight(&seen) {
                continue;
            }
            if *is_land {
                add(&mut land, &clipped(seen), "z");
            } else {
                add(&mut borders, &seen, "");
            }
        }
    }
    let spots: Vec<Dot> = spots.iter().map(|p| view.spot(*p)).collect();
    Some(Map {
        names: names(&view, &spots),
        width: SIZE.0,
        height: SIZE.1,
        land,
        borders,
        spots,
        scale: view.scale(),
    })
}

static LINES: LazyLock<Vec<(bool, Vec<Dot>)>> = LazyLock::new(|| {
    let lines = OUTLINE.lines().filter(|text| !text.starts_with('N'));
    lines.map(line).collect()
});

/// The names of countries that have room: neither at the rim, nor over a spot or another name.
fn names(view: &View, spots: &[Dot]) -> Vec<(f64, f64, &'static str)> {
    let mut placed: Vec<(f64, f64, &str)> = Vec::new();
    for text in OUTLINE.lines().filter(|text| text.starts_with('N')) {
        let mut parts = text[1..].trim().splitn(3, ' ');
        let mut tenths = || parts.next()?.parse::<f64>().ok();
        let (Some(lon), Some(lat)) = (tenths(), tenths()) else {
            continue;
        };
        let name = parts.next().unwrap_or_default();
        let (x, y) = view.spot(Position {
            lat: lat / 10.0,
            lon: lon / 10.0,
        });
        let half = name.chars().count() as f64 * LETTER / 2.0;
        let inside = x > half && x < SIZE.0 - half && y > 10.0 && y < SIZE.1 - 20.0;
        let clear = |a: f64, b: f64, room: f64| (a - x).abs() > half + room || (b - y).abs() > 11.0;
        let other =
            |p: &(f64, f64, &str)| clear(p.0, p.1, p.2.chars().count() as f64 * LETTER / 2.0);
        if inside && spots.iter().all(|s| clear(s.0, s.1, 12.0)) && placed.iter().all(other) {
            placed.push((x, y, name));
        }
    }
    placed
}

fn line(text: &str) -> (bool, Vec<Dot>) {
    let steps = text[1..].split_whitespace();
    let steps: Vec<i32> = steps.filter_map(|n| n.parse().ok()).collect();
    let mut at = (0, 0);
    let dots = steps.chunks_exact(2).map(|step| {
        at = (at.0 + step[0], at.1 + step[1]);
        (f64::from(at.0) / 10.0, f64::from(at.1) / 10.0)
    });
    (text.starts_with('L'), dots.collect())
}

/// What is in sight: a middle, how much a degree of longitude shrinks there, and units to a degree.
struct View {
    middle: Dot,
    shrunk: f64,
    degree: f64,
}

impl View {
    fn around(spots: &[Position]) -> Option<Self> {
        let lats = || spots.iter().map(|p| p.lat);
        let (south, north) = ends(lats())?;
        // Spots on both sides of the antimeridian lie beside each other.
        let (west, east) = ends(spots.iter().map(|p| p.lon))?;
        let turned = spots.iter().map(|p| p.lon.rem_euclid(360.0));
        let (other_west, other_east) = ends(turned)?;
        let (west, east) = if other_east - other_west < east - west {
            (other_west, other_east)
        } else {
            (west, east)
        };
        let lat = f64::midpoint(south, north);
        let shrunk = lat.to_radians().cos().max(0.1);
        let wide = (east - west) * shrunk * SIZE.1 / SIZE.0;
        let high = ((north - south).max(wide) * ROOM).clamp(LEAST, 2.0 * POLE);
        Some(Self {
            middle: (f64::midpoint(west, east), lat),
            shrunk,
            degree: SIZE.1 / high,
        })
    }

    fn at(&self, lon: f64, lat: f64) -> Dot {
        let x = SIZE.0 / 2.0 + (lon - self.middle.0) * self.shrunk * self.degree;
        let y = SIZE.1 / 2.0 - (lat.clamp(-POLE, POLE) - self.middle.1) * self.degree;
        (x, y)
    }

    /// Where a spot is, by the turn of the Earth that is nearest to the middle.
    fn spot(&self, of: Position) -> Dot {
        let turns = ((self.middle.0 - of.lon) / 360.0).round();
        let (x, y) = self.at(of.lon + 360.0 * turns, of.lat);
        ((x * 10.0).round() / 10.0, (y * 10.0).round() / 10.0)
    }

    /// A round length that is at most a quarter of the width, and how many kilometres it is.
    fn scale(&self) -> (f64, f64) {
        let most = SIZE.0 / 4.0 / self.degree * DEGREE_KM;
        let power = 10f64.powf(most.log10().floor());
        let round = [5.0, 2.0, 1.0].map(|step| step * power);
        let km = round.into_iter().find(|km| *km <= most).unwrap_or(power);
        ((km / DEGREE_KM * self.degree * 10.0).round() / 10.0, km)
    }
}

fn ends(numbers: impl Iterator<Item = f64> + Clone) -> Option<Dot> {
    let least = numbers.clone().min_by(f64::total_cmp)?;
    Some((least, numbers.max_by(f64::total_cmp)?))
}

fn in_sight(line: &[Dot]) -> bool {
    let side = |past: fn(&Dot) -> bool| line.iter().all(past);
    !(side(|d| d.0 < 0.0)
        || side(|d| d.0 > SIZE.0)
        || side(|d| d.1 < 0.0)
        || side(|d| d.1 > SIZE.1))
}

/// A ring within a rim around the map, side by side (Sutherland and Hodgman, 1974).
fn clipped(ring: Vec<Dot>) -> Vec<Dot> {
    const RIM: f64 = 3.0;
    let sides: [fn(Dot) -> f64; 4] = [
        |d| d.0 + RIM,
        |d| SIZE.0 + RIM - d.0,
        |d| d.1 + RIM,
        |d| SIZE.1 + RIM - d.1,
    ];
    sides.into_iter().fold(ring, |ring, inside| {
        let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
        let mut kept = Vec::with_capacity(ring.len());
        for (&from, &to) in before.zip(&ring) {
            let (a, b) = (inside(from), inside(to));
            if (a < 0.0) != (b < 0.0) {
                let share = a / (a - b);
                kept.push((
                    from.0 + (to.0 - from.0) * share,
                    from.1 + (to.1 - from.1) * share,
                ));
            }
            if b >= 0.0 {
                kept.push(to);
            }
        }
        kept
    })
}

/// So many points of a path are one piece.
const PIECE: usize = 100;

/// A line as the data of a path, in whole steps.
fn add(path: &mut Vec<String>, line: &[Dot], end: &str) {
    let mut dots: Vec<Dot> = Vec::new();
    for &(x, y) in line {
        if dots
            .last()
            .is_none_or(|(a, b)| (x - a).hypot(y - b) >= FINE)
        {
            dots.push((x, y));
        }
    }
    let steps = dots.iter().enumerate().map(|(n, (x, y))| match n {
        0 => format!("M{x:.0} {y:.0}"),
        1 => format!("L{x:.0} {y:.0}"),
        _ => format!(" {x:.0} {y:.0}"),
    });
    let steps: Vec<String> = steps.collect();
    path.extend(steps.chunks(PIECE).map(<[String]>::concat));
    if let Some(last) = path.last_mut().filter(|_| !steps.is_empty()) {
        last.push_str(end);
    }
}

/// A spot of a map, and what is there.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Spot<'a> {
    at: Dot,
    name: &'a str,
    /// Who says so; of a map of events, the title and the id of each that was there.
    told: Vec<(&'a str, Option<&'a str>)>,
}

/// A map, and what is at its spots.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Charted<'a> {
    map: Map,
    spots: Vec<Spot<'a>>,
    more: usize,
}

/// A place on Earth and its name; who tells of it, or the title and the id of what was there.
pub(super) type Known<'a> = (Position, &'a str, &'a str, Option<&'a str>);

/// A place on Earth, and who tells of it.
type Told<'a> = (Position, Vec<(&'a str, Option<&'a str>)>);

/// No map has more spots.
const SPOTS: usize = 200;

/// What is known to lie somewhere, by name; what lies within a kilometre of each other under one name
/// is one spot.
pub(super) fn charted<'a>(known: impl Iterator<Item = Known<'a>>) -> Option<Charted<'a>> {
    let mut by_spot: BTreeMap<([i64; 2], &str), Told> = BTreeMap::new();
    for (position, name, told, id) in known {
        let told = (told, id);
        let near = [position.lat, position.lon].map(|degrees| (degrees * 100.0).round() as i64);
        let spot = by_spot
            .entry((near, name))
            .or_insert((position, Vec::new()));
        if !spot.1.contains(&told) {
            spot.1.push(told);
        }
    }
    let more = by_spot.len().saturating_sub(SPOTS);
    let spots: Vec<_> = by_spot.into_iter().take(SPOTS).collect();
    let positions: Vec<Position> = spots.iter().map(|(_, (position, _))| *position).collect();
    let map = draw(&positions)?;
    let spots = spots.into_iter().zip(&map.spots);
    let spots = spots.map(|(((_, name), (_, told)), &at)| Spot { at, name, told });
    Some(Charted {
        spots: spots.collect(),
        map,
        more,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Position {
        Position { lat, lon }
    }

    #[test]
    fn a_spot_lies_on_its_coast() {
        // Beirut: the sea to its west, land and two borders to its east.
        let map = draw(&[at(33.9, 35.5)]).unwrap();
        assert_eq!(map.spots, [(180.0, 115.0)]);
        assert!(map.land[0].ends_with('z') && map.borders[0].starts_with('M'));
        assert!(map.land.concat().len() < 3_000);
        let names: Vec<&str> = map.names.iter().map(|n| n.2).collect();
        assert!(
            names.contains(&"Syria") && !names.contains(&"Lebanon"),
            "{names:?}"
        );
        let inland = draw(&[at(17.0, -1.0)]).unwrap();
        assert!(!inland.land.is_empty() && !inland.borders.is_empty());
    }

    #[test]
    fn spots_on_both_sides_of_the_antimeridian_lie_beside_each_other() {
        let map = draw(&[at(-17.0, 179.5), at(-17.0, -179.5)]).unwrap();
        assert!(map.spots[1].0 - map.spots[0].0 < 60.0, "{:?}", map.spots);
        assert!(map.spots[0].0 < map.spots[1].0);
        assert!(!map.land.is_empty(), "Fiji is not there");
    }

    #[test]
    fn the_whole_world_fits() {
        let all = [at(-90.0, -180.0), at(90.0, 180.0), at(0.0, 0.0)];
        let map = draw(&all).unwrap();
        assert!(map.land.concat().len() < 20_000);
        assert!(map.land.iter().all(|piece| piece.len() < 1_200));
        assert!(draw(&[]).is_none());
    }

    #[test]
    fn the_scale_is_round_and_no_longer_than_a_quarter() {
        let (length, km) = draw(&[at(33.9, 35.5)]).unwrap().scale;
        assert!(length <= SIZE.0 / 4.0 && [100.0, 200.0, 500.0].contains(&km));
    }

    #[test]
    fn what_is_at_one_spot_is_one() {
        let known = [
            (at(33.9, 35.5), "Beirut", "Post", None),
            (at(33.9, 35.5), "Beirut", "Star", None),
            (at(34.4, 35.8), "Tripoli", "Star", None),
        ];
        let map = charted(known.into_iter()).unwrap();
        let told: Vec<_> = map.spots.iter().map(|s| (s.name, s.told.len())).collect();
        assert_eq!(told, [("Beirut", 2), ("Tripoli", 1)]);
        assert_eq!(charted(std::iter::empty()), None);
    }

    #[test]
    fn a_ring_is_cut_at_the_rim() {
        let ring = vec![(-50.0, -50.0), (50.0, -50.0), (50.0, 50.0), (-50.0, 50.0)];
        let cut = clipped(ring);
        assert_eq!(
            cut,
            [(-3.0, -3.0), (50.0, -3.0), (50.0, 50.0), (-3.0, 50.0)]
        );
    }
}
