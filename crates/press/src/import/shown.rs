//! The size that a page shows a picture at, which is what the areas of its map are measured in: the attributes `width`
//! and `height`, and the same properties of `style`, which outweigh them.

use scraper::node::Element;

/// A shown size, in pixels, as far as an element says it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shown {
    /// How wide.
    pub width: Option<f64>,
    /// How high.
    pub height: Option<f64>,
    /// A side is said as a share of something else: nobody but a browser knows it.
    pub relative: bool,
}

/// One side as it is said.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Pixels(f64),
    Share,
    /// `auto`: it follows from the other side.
    Free,
}

impl Shown {
    /// The size that an `<img>` says.
    pub fn of(image: &Element) -> Self {
        let side = |name: &str| {
            let styled = image.attr("style").and_then(|style| styled(style, name));
            styled.or_else(|| image.attr(name).and_then(dimension)).unwrap_or(Side::Free)
        };
        let pixels = |side: Side| if let Side::Pixels(pixels) = side { Some(pixels) } else { None };
        let (width, height) = (side("width"), side("height"));
        Self {
            width: pixels(width),
            height: pixels(height),
            relative: width == Side::Share || height == Side::Share,
        }
    }

    /// Whether nothing but shares is said.
    pub fn is_only_relative(&self) -> bool {
        self.relative && self.width.is_none() && self.height.is_none()
    }
}

/// An attribute, by the HTML standard's rules for parsing dimension values: what follows the number says nothing, except
/// a percent sign.
fn dimension(value: &str) -> Option<Side> {
    let (number, rest) = leading_number(value.trim_start())?;
    Some(if rest.starts_with('%') { Side::Share } else { Side::Pixels(number) })
}

/// A property of a `style` attribute; the last one that browsers understand.
fn styled(style: &str, name: &str) -> Option<Side> {
    let declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    let values = declarations.filter(|(property, _)| property.trim().eq_ignore_ascii_case(name));
    let side = |(_, value): (&str, &str)| {
        let value = value.to_ascii_lowercase();
        let value = value.split('!').next().unwrap_or_default().trim();
        if value == "auto" {
            return Some(Side::Free);
        }
        let (number, unit) = leading_number(value)?;
        let pixels = match unit {
            "px" => 1.0,
            "pt" => 96.0 / 72.0,
            "in" => 96.0,
            "cm" => 96.0 / 2.54,
            "mm" => 96.0 / 25.4,
            "" => return None,
            _ => return Some(Side::Share),
        };
        Some(Side::Pixels(number * pixels))
    };
    values.rev().find_map(side)
}

/// A number above zero at a text's beginning, and what follows it.
fn leading_number(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok()?;
    (number > 0.0).then(|| (number, &text[end..]))
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};

    use super::*;

    fn shown(attributes: &str) -> (Option<f64>, Option<f64>, bool) {
        let html = Html::parse_fragment(&format!("<img {attributes}>"));
        let image = html.select(&Selector::parse("img").unwrap()).next().unwrap();
        let shown = Shown::of(image.value());
        (shown.width, shown.height, shown.relative)
    }

    #[test]
    fn sizes_as_pages_say_them() {
        for (attributes, wanted) in [
            ("width=350 height=550", (Some(350.0), Some(550.0), false)),
            ("WIDTH=' 350px'", (Some(350.0), None, false)),
            ("height=550", (None, Some(550.0), false)),
            ("width=100%", (None, None, true)),
            ("width=350 height=100%", (Some(350.0), None, true)),
            ("style='width:350px;height:auto' height=9", (Some(350.0), None, false)),
            ("style='WIDTH: 350PX !important' width=9", (Some(350.0), None, false)),
            ("style='max-width:9px;border-width:3px' width=350", (Some(350.0), None, false)),
            ("style='width:350' width=9", (Some(9.0), None, false)),
            ("style='width:262.5pt'", (Some(350.0), None, false)),
            ("style='width:80%'", (None, None, true)),
            ("width=0 height=abc", (None, None, false)),
            ("", (None, None, false)),
        ] {
            assert_eq!(shown(attributes), wanted, "{attributes}");
        }
    }
}
