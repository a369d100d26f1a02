//! What a picture says of itself, and what is read of it.

use image::ImageFormat;
use image::metadata::Orientation;

use crate::paper::picture::turns;

/// What a picture says of itself.
#[derive(Clone, Debug)]
pub struct Header {
    /// By its first bytes.
    pub format: ImageFormat,
    /// As it is stored.
    pub width: u32,
    /// As it is stored.
    pub height: u32,
    /// Grey, grey with alpha, red green and blue, or these with alpha: 1 to 4. Each has a byte once decoded.
    pub channels: u8,
    /// How it is turned to be shown.
    pub orientation: Orientation,
    /// What decoding takes beside the decoded pixels, in bytes.
    pub beside: u64,
    /// The length of its colour profile, inflated.
    pub profile: u64,
}

/// A decoded picture: its pixels, and its colour profile.
pub struct Decoded {
    /// Row by row.
    pub bytes: Vec<u8>,
    /// As ICC describes it.
    pub profile: Option<Vec<u8>>,
}

impl Header {
    /// How many there are.
    pub fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// Whether it is stored in another way than it is shown.
    pub fn is_turned(&self) -> bool {
        self.orientation != Orientation::NoTransforms
    }

    /// Width and height as it is shown.
    pub fn shown(&self) -> (u32, u32) {
        if turns(self.orientation) { (self.height, self.width) } else { (self.width, self.height) }
    }

    /// The length of its decoded pixels, where a machine can have so many.
    pub(super) fn length(&self) -> Result<usize, String> {
        let length = self.pixels().checked_mul(u64::from(self.channels));
        length
            .and_then(|length| usize::try_from(length).ok())
            .ok_or_else(|| "it has too many pixels".to_owned())
    }
}
