//! Regions: from the areas of an image map, in pixels of the picture shown, to polygons in fractions of a page.

use masthead_edition::model::Region;

/// Reads an area's `coords`. `None` where they are no polygon. A rectangle of two corners is one of four.
pub fn parse(coords: &str) -> Option<Vec<(f64, f64)>> {
    let numbers: Option<Vec<f64>> = coords
        .split([',', ';', ' ', '，'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|number: &f64| number.is_finite()))
        .collect();
    let numbers = numbers?;
    if numbers.len() % 2 == 1 {
        return None;
    }
    let mut points: Vec<(f64, f64)> = numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect();
    if let [(left, top), (right, bottom)] = points[..] {
        points = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
    }
    // The same point twice in a row says nothing; the trees are full of them.
    points.dedup();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    (points.len() >= 3 && area(&points) > 0.0).then_some(points)
}

/// Pixels to fractions, kept within the page; four decimals are a tenth of a millimetre of print.
pub fn scale(points: &[(f64, f64)], width: f64, height: f64) -> Region {
    let fraction = |value: f64, whole: f64| ((value / whole).clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0;
    let mut region: Region =
        points.iter().map(|(x, y)| (fraction(*x, width), fraction(*y, height))).collect();
    region.dedup();
    region
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
    fn polygons_rectangles_and_nonsense() {
        assert_eq!(parse("5,72,228,72,228,207,5,207").unwrap().len(), 4);
        assert_eq!(parse("3.72, 92.805, 10.5,92.805,10.5,99").unwrap().len(), 3);
        assert_eq!(
            parse("5,72,228,207").unwrap(),
            [(5.0, 72.0), (228.0, 72.0), (228.0, 207.0), (5.0, 207.0)]
        );
        let repeated = parse("94,242,29,242,29,242,29,242,27,212,5,212,5,442,94,442").unwrap();
        assert_eq!(repeated.len(), 6);
        for nonsense in ["", "1,2,3", "a,b,c,d,e,f", "1,1,1,1,1,1", "1,1,2,2,3,3", "NaN,1,2,2,5,3"] {
            assert_eq!(parse(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn fractions_stay_within_the_page() {
        let region = scale(&[(0.0, 0.0), (350.0, 0.0), (352.0, 560.0)], 350.0, 550.0);
        assert_eq!(region, [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]);
    }
}
