//! Compressed files beside the others, for hosts that send them as they lie.

use std::io::{self, Write};

/// A way to compress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sidecar {
    /// Brotli.
    Brotli,
    /// Gzip.
    Gzip,
}

impl Sidecar {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// What follows the name of the file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    /// A content compressed; harder where it is fetched by every reader and changes with the reader alone.
    pub fn of(self, content: &[u8], is_asset: bool) -> io::Result<Vec<u8>> {
        match self {
            Self::Brotli => {
                let mut out = Vec::new();
                let level = if is_asset { 11 } else { 5 };
                let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, level, 22);
                writer.write_all(content)?;
                drop(writer);
                Ok(out)
            }
            Self::Gzip => {
                // No name and no time in the header: two builds are equal.
                let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
                writer.write_all(content)?;
                writer.finish()
            }
        }
    }
}
