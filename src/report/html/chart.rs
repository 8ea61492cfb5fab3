//! Charts, drawn by `plotters` as SVG: rows with a label above each, on one shared scale.
//!
//! A chart is as narrow as a telephone, so that its letters stay readable on one; the data table
//! that stands beside it says the same in figures.

use minijinja::Value;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::scale::Scale;
use crate::report::text::{inert, width};

/// Width of the drawing, in its own units.
const WIDTH: u32 = 360;
/// Height of a row: its label, and its mark.
const ROW: u32 = 34;
/// Height of the scale below.
const SCALE: u32 = 28;
/// Space beside the scale, so that its last figure is whole.
const MARGIN: u32 = 34;
/// Width of a label, in hundredths of the size of its letters.
const LABEL: usize = 2_850;

/// Colours are names: the style sheet gives each its own, by day, by night and in print.
const INK: RGBColor = RGBColor(0x11, 0x11, 0x11);
const FAINT: RGBColor = RGBColor(0xcc, 0xcc, 0xcc);
const TOLD: RGBColor = RGBColor(0x1f, 0x5f, 0xbf);
const RULE: RGBColor = RGBColor(0x8a, 0x4b, 0x00);
const STANDS: RGBColor = RGBColor(0x1c, 0x6b, 0x36);

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// What an account says.
    Told,
    /// What a policy would print.
    Rule,
    /// What stands.
    Stands,
}

/// A row of a chart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bar {
    /// What stands above it.
    pub(super) label: String,
    /// Where it begins and ends; an end may be open.
    pub(super) low: f64,
    pub(super) high: Option<f64>,
    /// Most likely.
    pub(super) best: Option<f64>,
    /// A second point, apart from the bar (a day of publication).
    pub(super) apart: Option<f64>,
    /// What it shows.
    pub(super) sort: Sort,
}

type Failed = DrawingAreaErrorKind<std::io::Error>;

/// The chart as markup; nothing where it cannot be drawn.
pub(super) fn draw(bars: &[Bar], scale: Scale) -> Option<Value> {
    let mut svg = String::new();
    let height = ROW * bars.len() as u32 + SCALE;
    drawn(&mut svg, height, bars, scale).ok()?;
    Some(Value::from_safe_string(fluid(&svg)))
}

/// The drawing takes the width of its place; what it shows is said beside it. What is so anyway is
/// not said for every stroke.
fn fluid(svg: &str) -> String {
    let svg = svg
        .replace(" opacity=\"1\"", "")
        .replace(" font-family=\"sans-serif\"", "")
        .replace(" xmlns=\"http://www.w3.org/2000/svg\"", "")
        .replace(">\n", ">")
        .replace("\n<", "<");
    let fixed = svg.find("viewBox").filter(|_| svg.starts_with("<svg"));
    match fixed {
        Some(at) => format!(
            "<svg aria-hidden=\"true\" focusable=\"false\" {}",
            &svg[at..]
        ),
        None => svg,
    }
}

fn drawn(svg: &mut String, height: u32, bars: &[Bar], scale: Scale) -> Result<(), Failed> {
    let range = scale.range;
    let root = SVGBackend::with_string(svg, (WIDTH, height)).into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_left(MARGIN)
        .margin_right(MARGIN)
        .x_label_area_size(SCALE)
        .build_cartesian_2d(scale, 0f64..bars.len() as f64)?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .disable_y_axis()
        .x_labels(4)
        .light_line_style(TRANSPARENT)
        .bold_line_style(FAINT)
        .axis_style(FAINT)
        .x_label_style(("sans-serif", 13.64).into_font().color(&INK))
        .draw()?;
    for (number, bar) in bars.iter().enumerate() {
        let y = bars.len() as f64 - number as f64 - 0.74;
        chart.draw_series(marks(bar, y, range))?;
        label(&root, bar, number)?;
    }
    drop(chart);
    root.present()
}

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

fn label(root: &Area<'_>, bar: &Bar, number: usize) -> Result<(), Failed> {
    let style = ("sans-serif", 14.88)
        .into_font()
        .color(&INK)
        .pos(Pos::new(HPos::Left, VPos::Top));
    let short = clipped(&bar.label);
    let at = (2, (ROW as usize * number) as i32 + 3);
    root.draw(&Text::new(short, at, style))
}

fn clipped(label: &str) -> String {
    let plain = inert(label);
    let widths = plain.chars().scan(0, |sum, c| {
        *sum += breadth(c);
        Some(*sum)
    });
    let fit = widths.take_while(|sum| *sum <= LABEL - 100).count();
    match plain.char_indices().nth(fit) {
        None => plain.into_owned(),
        Some((end, _)) => format!("{}…", plain[..end].trim_end()),
    }
}

/// How broad a letter is at most in the usual fonts, in hundredths of its size.
fn breadth(c: char) -> usize {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ' ' | '|' | '\'' | 'f' | 't' | 'r' => 38,
        'W' | 'M' | 'm' | 'w' | '@' | '%' | '—' => 100,
        'A'..='Z' => 75,
        c if c.is_ascii() => 60,
        // Of other scripts little is known but which letters fill a square.
        c => 62 * width(c.encode_utf8(&mut [0; 4])).min(2),
    }
}

type Mark<'a> = DynElement<'static, SVGBackend<'a>, (f64, f64)>;

fn marks<'a>(bar: &Bar, y: f64, range: (f64, f64)) -> Vec<Mark<'a>> {
    let colour = match bar.sort {
        Sort::Told => TOLD,
        Sort::Rule => RULE,
        Sort::Stands => STANDS,
    };
    let end = bar.high.unwrap_or(range.1);
    let line = PathElement::new(vec![(bar.low, y), (end, y)], colour.stroke_width(3));
    let mut marks = vec![line.into_dyn()];
    marks.extend([bar.low].into_iter().chain(bar.high).map(|x| {
        let bound = vec![(x, y - 0.12), (x, y + 0.12)];
        PathElement::new(bound, colour.stroke_width(3)).into_dyn()
    }));
    marks.extend(bar.best.map(|x| match bar.sort {
        Sort::Told => Circle::new((x, y), 5, colour.filled()).into_dyn(),
        Sort::Rule | Sort::Stands => TriangleMarker::new((x, y), 6, colour.filled()).into_dyn(),
    }));
    if bar.high.is_none() {
        marks.push(open_end(end, y, range, colour));
    }
    marks.extend(
        bar.apart
            .map(|x| TriangleMarker::new((x, y), 6, RULE.filled()).into_dyn()),
    );
    marks
}

/// An arrow where a bar has no end.
fn open_end<'a>(x: f64, y: f64, range: (f64, f64), colour: RGBColor) -> Mark<'a> {
    let back = x - (range.1 - range.0) * 0.02;
    let head = vec![(back, y + 0.12), (x, y), (back, y - 0.12)];
    PathElement::new(head, colour.stroke_width(3)).into_dyn()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(label: &str) -> Bar {
        Bar {
            label: label.to_owned(),
            low: 16.0,
            high: Some(24.0),
            best: Some(20.0),
            apart: None,
            sort: Sort::Told,
        }
    }

    fn markup(label: &str) -> String {
        let value = draw(&[bar(label)], Scale::whole((0.0, 30.0))).unwrap();
        value.as_str().unwrap().to_owned()
    }

    #[test]
    fn a_label_is_no_markup() {
        let svg = markup("\"><script>x</script>\u{202e}");
        assert!(!svg.contains("<script") && !svg.contains('\u{202e}'));
        assert!(svg.contains("&lt;script&gt;"));
    }

    #[test]
    fn the_drawing_takes_the_width_of_its_place() {
        let svg = markup("a");
        assert!(svg.starts_with("<svg aria-hidden") && svg.contains("viewBox=\"0 0 360 62\""));
        assert!(!svg[..svg.find('>').unwrap()].contains("width="));
    }

    #[test]
    fn long_labels_are_cut() {
        assert_eq!(clipped(&"a".repeat(60)).chars().count(), 46);
        assert_eq!(clipped(&"W".repeat(60)).chars().count(), 28);
        assert_eq!(clipped(&"日".repeat(60)).chars().count(), 23);
        assert_eq!(clipped("short"), "short");
    }
}
