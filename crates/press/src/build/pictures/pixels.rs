//! Decoded pixels: their colours, other sizes of them, and written as WebP. Eight bits a colour; grey stays grey until it is
//! written. Nothing here makes a second copy of a large picture but where it says so: [`super::need`] counts them.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{MulDiv, PixelType, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, GrayAlphaImage, GrayImage, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::limits::{STRIP, WRITTEN_FAST};

/// Grey, grey with alpha, red green and blue, or these with alpha.
pub struct Pixels {
    /// How many stand in a row.
    pub width: u32,
    /// How many rows there are.
    pub height: u32,
    /// 1 to 4.
    pub channels: u8,
    /// Row by row.
    pub bytes: Vec<u8>,
    /// Whether colours are multiplied by their alpha, as they must be to be mixed.
    pub is_multiplied: bool,
}

impl Pixels {
    fn has_alpha(&self) -> bool {
        self.channels.is_multiple_of(2)
    }

    fn kind(&self) -> PixelType {
        match self.channels {
            1 => PixelType::U8,
            2 => PixelType::U8x2,
            3 => PixelType::U8x3,
            _ => PixelType::U8x4,
        }
    }

    /// Into the colours that a picture without a profile has. A profile that says nothing of red, green and blue is
    /// passed over.
    pub fn turn_into_srgb(&mut self, profile: &ColorProfile) -> Result<(), String> {
        let layout = match self.channels {
            3 => Layout::Rgb,
            4 => Layout::Rgba,
            _ => return Ok(()),
        };
        let made = profile.create_transform_8bit(
            layout,
            &ColorProfile::new_srgb(),
            layout,
            TransformOptions::default(),
        );
        let Some(transform) = made.ok().filter(|_| profile.color_space == DataColorSpace::Rgb) else {
            return Ok(());
        };
        // A part at a time, so that there is no second picture.
        const PART: usize = 1 << 14;
        let mut out = vec![0; PART * usize::from(self.channels)];
        for part in self.bytes.chunks_mut(PART * usize::from(self.channels)) {
            let out = &mut out[..part.len()];
            transform.transform(part, out).map_err(|error| error.to_string())?;
            part.copy_from_slice(out);
        }
        Ok(())
    }

    /// The same in another size, made a strip at a time. The picture itself is ready to be mixed afterwards: it cannot be
    /// written any more.
    pub fn resized(&mut self, width: u32, height: u32) -> Result<Self, String> {
        let told = |error: &dyn std::fmt::Display| error.to_string();
        if self.has_alpha() && !self.is_multiplied {
            let (width, height, kind) = (self.width, self.height, self.kind());
            let mut all = Image::from_slice_u8(width, height, &mut self.bytes, kind).map_err(|e| told(&e))?;
            MulDiv::new().multiply_alpha_inplace(&mut all).map_err(|e| told(&e))?;
            self.is_multiplied = true;
        }
        let kind = self.kind();
        let from = ImageRef::new(self.width, self.height, &self.bytes, kind).map_err(|e| told(&e))?;
        let row = width as usize * usize::from(self.channels);
        let mut bytes = vec![0; row * height as usize];
        // What the filter has between its two passes is as wide as the picture itself.
        let rows = STRIP / (u64::from(self.width) * u64::from(self.channels)).max(1);
        let rows = usize::try_from(rows).unwrap_or(usize::MAX).clamp(1, height as usize);
        let scale = f64::from(self.height) / f64::from(height);
        let mut resizer = Resizer::new();
        for (number, strip) in bytes.chunks_mut(row * rows).enumerate() {
            let height = u32::try_from(strip.len() / row).unwrap_or_default();
            let top = (number * rows) as f64 * scale;
            let tall = (f64::from(height) * scale).min(f64::from(self.height) - top);
            let mut to = Image::from_slice_u8(width, height, strip, kind).map_err(|e| told(&e))?;
            let options = ResizeOptions::new().crop(0.0, top, f64::from(self.width), tall).use_alpha(false);
            resizer.resize(&from, &mut to, &options).map_err(|e| told(&e))?;
        }
        if self.is_multiplied {
            let mut all = Image::from_slice_u8(width, height, &mut bytes, kind).map_err(|e| told(&e))?;
            MulDiv::new().divide_alpha_inplace(&mut all).map_err(|e| told(&e))?;
        }
        Ok(Self { width, height, channels: self.channels, bytes, is_multiplied: false })
    }

    /// Turned as it is to be shown; a picture that lies on its side is copied.
    pub fn turned(self, orientation: Orientation) -> Self {
        if orientation == Orientation::NoTransforms {
            return self;
        }
        let (channels, is_multiplied) = (self.channels, self.is_multiplied);
        let mut picture = self.into_picture();
        picture.apply_orientation(orientation);
        let (width, height) = (picture.width(), picture.height());
        Self { width, height, channels, bytes: picture.into_bytes(), is_multiplied }
    }

    /// With red, green, blue and alpha.
    pub fn into_rgba(self) -> RgbaImage {
        self.into_picture().into_rgba8()
    }

    fn into_picture(self) -> DynamicImage {
        let Self { width, height, channels, bytes, .. } = self;
        let picture = match channels {
            1 => GrayImage::from_raw(width, height, bytes).map(DynamicImage::from),
            2 => GrayAlphaImage::from_raw(width, height, bytes).map(DynamicImage::from),
            3 => RgbImage::from_raw(width, height, bytes).map(DynamicImage::from),
            _ => RgbaImage::from_raw(width, height, bytes).map(DynamicImage::from),
        };
        picture.unwrap_or_default()
    }

    /// Written as WebP, with a quality from 1 to 100.
    pub fn encode(&self, quality: u8) -> Result<Vec<u8>, String> {
        let expanded: Vec<u8> = match self.channels {
            1 => self.bytes.iter().flat_map(|grey| [*grey; 3]).collect(),
            2 => self.bytes.chunks_exact(2).flat_map(|pair| [pair[0], pair[0], pair[0], pair[1]]).collect(),
            _ => Vec::new(),
        };
        let bytes = if expanded.is_empty() { &self.bytes } else { &expanded };
        let encoder = if self.has_alpha() {
            webp::Encoder::from_rgba(bytes, self.width, self.height)
        } else {
            webp::Encoder::from_rgb(bytes, self.width, self.height)
        };
        let mut config =
            webp::WebPConfig::new().map_err(|()| "libwebp cannot be used on this machine".to_owned())?;
        config.quality = f32::from(quality);
        config.low_memory = i32::from(u64::from(self.width) * u64::from(self.height) > WRITTEN_FAST);
        encoder
            .encode_advanced(&config)
            .map(|memory| memory.to_vec())
            .map_err(|error| format!("it cannot be written as WebP: {error:?}"))
    }
}
