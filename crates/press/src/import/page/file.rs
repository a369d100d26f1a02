//! What a page file says.

use crate::import::label::Label;
use crate::import::note::Notes;
use crate::import::region::Shape;
use crate::import::shown::Shown;

/// What a page file says.
#[derive(Debug, Default)]
pub struct PageFile {
    /// Its address.
    pub path: String,
    /// The page's own id and name, as its title line says.
    pub label: Option<Label>,
    /// Its number, name of the paper and picture, as the property comment says.
    pub number: Option<String>,
    /// The newspaper's name, as the property comment says.
    pub paper_name: Option<String>,
    /// The page's large picture, as the property comment says.
    pub large_image: Option<String>,
    /// The edition's running number, as the page's date line says.
    pub edition_number: Option<String>,
    /// All pages of the edition in order: address and label.
    pub list: Vec<(String, Label)>,
    /// The picture with the areas.
    pub image: Option<MapImage>,
    /// The areas in order: address of the article, and what the area covers, if anything.
    pub areas: Vec<(String, Option<Shape>)>,
    /// The headlines in order: address of the article, lines.
    pub headlines: Vec<Headline>,
    /// The page as PDF.
    pub pdfs: Vec<String>,
    /// What there is to say.
    pub notes: Notes,
}

impl PageFile {
    /// Whether the file holds nothing of a page, as where a server answered with an error.
    pub fn is_blank(&self) -> bool {
        self.label.is_none()
            && self.number.is_none()
            && self.list.is_empty()
            && self.image.is_none()
            && self.areas.is_empty()
            && self.headlines.is_empty()
    }
}

/// A link to an article: its address, and the headline's lines.
pub type Headline = (String, Vec<String>);

/// The picture with the areas.
#[derive(Clone, Debug, PartialEq)]
pub struct MapImage {
    /// Its path.
    pub path: String,
    /// The size it is shown at, as far as the page says it.
    pub shown: Shown,
}
