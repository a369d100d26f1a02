//! Symbols that are not text.

/// Symbols that are not text, by their number in the dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// A character spelt in 8, 16 or 21 bits.
    Spelt(u32),
    /// So many characters copied, and bits that say how many more.
    Copy(u32, u32),
}

/// In the order of their numbers.
pub(super) const CONTROLS: [Control; 11] = [
    Control::Spelt(8),
    Control::Spelt(16),
    Control::Spelt(21),
    Control::Copy(2, 0),
    Control::Copy(3, 0),
    Control::Copy(4, 0),
    Control::Copy(5, 0),
    Control::Copy(6, 2),
    Control::Copy(10, 3),
    Control::Copy(18, 4),
    Control::Copy(34, 8),
];

/// The longest copy.
#[cfg(feature = "archive-write")]
pub(super) const LONGEST_COPY: usize = 34 + 255;
