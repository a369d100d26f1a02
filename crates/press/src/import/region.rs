//! Regions: from the areas of an image map, in pixels of the picture shown, to polygons in fractions of a page.
//!
//! `shape` and `coords` are read as the HTML standard has browsers read them ("image map processing model", "rules for
//! parsing a list of floating-point numbers"): what is no number is 0 or passed over, a number too many is left out, the
//! corners of a rectangle may be swapped.

use std::f64::consts::TAU;

use masthead_edition::model::Region;

/// What an area covers.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// The inside of a polygon, by its corners.
    Polygon(Vec<(f64, f64)>),
    /// The whole picture.
    Whole,
}

/// Reads an area's `shape` and `coords`. `None` where it covers nothing.
pub fn parse(shape: &str, coords: &str) -> Option<Shape> {
    let numbers = numbers(coords);
    let points = match shape.trim().to_ascii_lowercase().as_str() {
        "default" => return Some(Shape::Whole),
        "circle" | "circ" => circle(&numbers)?,
        "poly" | "polygon" if numbers.len() >= 6 => pairs(&numbers),
        // Two corners under the wrong name: browsers show nothing, and nothing else can be meant.
        _ => match rectangle(&numbers) {
            Some(corners) if area(&corners) > 0.0 => corners,
            _ => pairs(&numbers),
        },
    };
    polygon(points).map(Shape::Polygon)
}

/// The rules for parsing a list of floating-point numbers.
fn numbers(text: &str) -> Vec<f64> {
    let is_delimiter = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}' | ',' | ';');
    let begins_number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-');
    let tokens = text.split(is_delimiter).filter(|token| !token.is_empty());
    tokens.map(|token| token.find(begins_number).map_or(0.0, |start| number(&token[start..]))).collect()
}

/// The number that a text begins with; 0 where it begins with none.
fn number(text: &str) -> f64 {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(text.starts_with('-'));
    let whole = digits(sign);
    let mut end = sign + whole;
    if text[end..].starts_with('.') && (whole > 0 || digits(end + 1) > 0) {
        end += 1 + digits(end + 1);
    }
    if end > sign && text[end..].starts_with(['e', 'E']) {
        let sign = usize::from(text[end + 1..].starts_with(['-', '+']));
        let exponent = digits(end + 1 + sign);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    text[..end].parse().ok().filter(|number: &f64| number.is_finite()).unwrap_or_default()
}

/// Corners, the number that has no partner left out.
fn pairs(numbers: &[f64]) -> Vec<(f64, f64)> {
    numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

fn rectangle(numbers: &[f64]) -> Option<Vec<(f64, f64)>> {
    let [x1, y1, x2, y2, ..] = *numbers else { return None };
    let ((left, right), (top, bottom)) = ((x1.min(x2), x1.max(x2)), (y1.min(y2), y1.max(y2)));
    Some(vec![(left, top), (right, top), (right, bottom), (left, bottom)])
}

/// A circle as a polygon of the same area.
fn circle(numbers: &[f64]) -> Option<Vec<(f64, f64)>> {
    const CORNERS: u32 = 24;
    let [x, y, radius, ..] = *numbers else { return None };
    let step = TAU / f64::from(CORNERS);
    let reach = radius * (step / step.sin()).sqrt();
    let corner = |index: u32| {
        let angle = step * f64::from(index);
        (x + reach * angle.cos(), y + reach * angle.sin())
    };
    (radius > 0.0).then(|| (0..CORNERS).map(corner).collect())
}

fn polygon(mut points: Vec<(f64, f64)>) -> Option<Vec<(f64, f64)>> {
    // The same point twice in a row says nothing; the trees are full of them.
    points.dedup();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    (points.len() >= 3 && area(&points) > 0.0).then_some(points)
}

/// Pixels to fractions, kept within the page; four decimals are a tenth of a millimetre of print.
pub fn scale(shape: &Shape, width: f64, height: f64) -> Region {
    let fraction = |value: f64, whole: f64| ((value / whole).clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0;
    let mut region: Region = match shape {
        Shape::Polygon(points) => {
            points.iter().map(|(x, y)| (fraction(*x, width), fraction(*y, height))).collect()
        }
        Shape::Whole => vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)],
    };
    region.dedup();
    region
}

/// The rightmost and the lowest point of some shapes.
pub fn reach<'a>(shapes: impl Iterator<Item = &'a Shape>) -> (f64, f64) {
    let points = shapes.flat_map(|shape| match shape {
        Shape::Polygon(points) => points.as_slice(),
        Shape::Whole => &[],
    });
    points.fold((0.0, 0.0), |(right, low): (f64, f64), (x, y)| (right.max(*x), low.max(*y)))
}

fn area(points: &[(f64, f64)]) -> f64 {
    let next = points.iter().cycle().skip(1);
    let twice: f64 = points.iter().zip(next).map(|((x1, y1), (x2, y2))| x1 * y2 - x2 * y1).sum();
    twice.abs() / 2.0
}

/// Whether two regions are the same polygon; trees list one twice with `?div=0` and `?div=-1`.
pub fn same(a: &Region, b: &Region) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a.0 - b.0).abs() < 1e-6 && (a.1 - b.1).abs() < 1e-6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_browsers_read_them() {
        for (text, wanted) in [
            ("5,72,228", vec![5.0, 72.0, 228.0]),
            ("5 72\n228\t9", vec![5.0, 72.0, 228.0, 9.0]),
            ("; ,5;;72, ", vec![5.0, 72.0]),
            ("5px,72px", vec![5.0, 72.0]),
            ("5.5,.5,-3,1e2,1e", vec![5.5, 0.5, -3.0, 100.0, 1.0]),
            ("x5,a,--7,+6,1.2.3", vec![5.0, 0.0, 0.0, 6.0, 1.2]),
            ("(5,72)", vec![5.0, 72.0]),
            ("5，72", vec![5.0]),
            ("NaN,inf,1e999", vec![0.0, 0.0, 0.0]),
            ("", vec![]),
        ] {
            assert_eq!(numbers(text), wanted, "{text}");
        }
    }

    fn points(shape: &str, coords: &str) -> Vec<(f64, f64)> {
        match parse(shape, coords) {
            Some(Shape::Polygon(points)) => points,
            other => panic!("{shape} {coords}: {other:?}"),
        }
    }

    #[test]
    fn shapes_as_browsers_take_them() {
        let square = [(5.0, 10.0), (100.0, 10.0), (100.0, 90.0), (5.0, 90.0)];
        for (shape, coords) in [
            ("polygon", "5,10,100,10,100,90,5,90"),
            ("POLY", "5px,10px,100px,10px,100px,90px,5px,90px"),
            ("polygon", "5 10\n100 10\n100 90\n5 90"),
            ("poly", "5,10,100,10,100,90,5,90,5"),
            ("poly", "5,10,5,10,100,10,100,90,5,90,5,10"),
            ("rect", "5,10,100,90"),
            ("rectangle", "100,90,5,10"),
            ("rect", "5,90,100,10,7"),
            ("", "5,10,100,90"),
            ("polygone", "5,10,100,90"),
            // A polygon that nobody named as one; as a rectangle it would cover nothing.
            ("", "5,10,100,10,100,90,5,90"),
            ("polygon", "5,10,100,90"),
        ] {
            assert_eq!(points(shape, coords), square, "{shape} {coords}");
        }
        assert_eq!(points("polygon", "5,10,100,10,100,90,5").len(), 3, "the odd number is left out");
        assert_eq!(parse("default", "1,2"), Some(Shape::Whole));
        for (shape, coords) in [
            ("polygon", ""),
            ("polygon", "1,2,3"),
            ("polygon", "a,b,c,d,e,f"),
            ("poly", "1,1,2,2,3,3"),
            ("rect", "1,1,1,9"),
            ("circle", "9,9,0"),
            ("circle", "9,9,-2"),
            ("circ", "9,9"),
        ] {
            assert_eq!(parse(shape, coords), None, "{shape} {coords}");
        }
    }

    #[test]
    fn a_circle_covers_as_much_as_its_polygon() {
        let points = points("circle", "200,300,50,9");
        assert!((area(&points) / (TAU / 2.0 * 2500.0) - 1.0).abs() < 1e-9);
        let far = points.iter().map(|(x, y)| (x - 200.0).hypot(y - 300.0)).fold(0.0, f64::max);
        assert!((50.0..50.5).contains(&far), "{far}");
    }

    #[test]
    fn fractions_stay_within_the_page() {
        let shape = Shape::Polygon(vec![(0.0, 0.0), (350.0, 0.0), (352.0, 560.0)]);
        assert_eq!(scale(&shape, 350.0, 550.0), [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]);
        assert_eq!(scale(&Shape::Whole, 350.0, 550.0).len(), 4);
        assert_eq!(reach([&shape, &Shape::Whole].into_iter()), (352.0, 560.0));
    }
}
