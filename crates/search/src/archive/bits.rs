//! Bits, most significant first, and numbers made of them.

/// Writes bits.
#[cfg(feature = "archive-write")]
#[derive(Clone, Debug, Default)]
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    pending: u64,
    held: u32,
}

#[cfg(feature = "archive-write")]
impl BitWriter {
    /// The lowest `count` bits of a value, at most 32.
    pub(crate) fn bits(&mut self, value: u32, count: u32) {
        self.pending = self.pending << count | u64::from(value) & ((1 << count) - 1);
        self.held += count;
        // Four bytes at once: nearly all that is written comes in a few bits each.
        if self.held >= 32 {
            self.held -= 32;
            self.bytes.extend_from_slice(&((self.pending >> self.held) as u32).to_be_bytes());
        }
    }

    /// A number from 1, by Elias's gamma code: small numbers in few bits.
    pub(crate) fn gamma(&mut self, value: u32) {
        let length = value.ilog2();
        self.bits(0, length);
        self.bits(value, length + 1);
    }

    /// A number by Rice's code: what exceeds `parameter` bits in unary.
    pub(crate) fn rice(&mut self, value: u64, parameter: u32) {
        let mut high = value >> parameter;
        while high >= 24 {
            self.bits(0, 24);
            high -= 24;
        }
        self.bits(1, high as u32 + 1);
        if parameter > 32 {
            self.bits((value >> 32) as u32, parameter - 32);
        }
        self.bits(value as u32, parameter.min(32));
    }

    /// A number below `end`, in a minimal binary code.
    pub(crate) fn below(&mut self, value: u32, end: u32) {
        if end <= 1 {
            return;
        }
        let length = (end - 1).ilog2() + 1;
        // So many values are spared one bit.
        let short = ((1_u64 << length) - u64::from(end)) as u32;
        if end.is_power_of_two() || value >= short {
            let shift = if end.is_power_of_two() { 0 } else { short };
            self.bits(value + shift, length);
        } else {
            self.bits(value, length - 1);
        }
    }

    /// How many bits there are.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len() * 8 + self.held as usize
    }

    /// All the bits of another writer.
    pub(crate) fn append(&mut self, other: &Self) {
        for &byte in &other.bytes {
            self.bits(u32::from(byte), 8);
        }
        self.bits(other.pending as u32, other.held);
    }

    /// The bytes, the last one filled up with zeros.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let rest = ((self.pending << (32 - self.held)) as u32).to_be_bytes();
        self.bytes.extend_from_slice(&rest[..self.held.div_ceil(8) as usize]);
        self.bytes
    }
}

/// Reads bits. Past the end there are zeros, and [`BitReader::overrun`] says so: a caller asks once, when it is done.
#[derive(Clone, Debug)]
pub(crate) struct BitReader<'a> {
    bytes: &'a [u8],
    held: u64,
    count: u32,
    missing: bool,
}

impl<'a> BitReader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, held: 0, count: 0, missing: false }
    }

    /// Whether more was read than there was.
    pub(crate) fn overrun(&self) -> bool {
        self.missing
    }

    /// `count` bits, at most 32.
    pub(crate) fn bits(&mut self, count: u32) -> u32 {
        while self.count < count {
            let byte = match self.bytes.split_first() {
                Some((&byte, rest)) => {
                    self.bytes = rest;
                    byte
                }
                None => {
                    self.missing = true;
                    0
                }
            };
            self.held = self.held << 8 | u64::from(byte);
            self.count += 8;
        }
        self.count -= count;
        ((self.held >> self.count) & ((1 << count) - 1)) as u32
    }

    pub(crate) fn bit(&mut self) -> u32 {
        self.bits(1)
    }

    pub(crate) fn gamma(&mut self) -> u32 {
        let mut length = 0;
        while self.bit() == 0 {
            length += 1;
            if length > 31 || self.missing {
                self.missing = true;
                return 1;
            }
        }
        1 << length | self.bits(length)
    }

    pub(crate) fn rice(&mut self, parameter: u32) -> u64 {
        let mut high = 0_u64;
        while self.bit() == 0 {
            high += 1;
            if self.missing {
                return 0;
            }
        }
        let upper = if parameter > 32 { u64::from(self.bits(parameter - 32)) << 32 } else { 0 };
        high.checked_shl(parameter).unwrap_or(0) | upper | u64::from(self.bits(parameter.min(32)))
    }

    pub(crate) fn below(&mut self, end: u32) -> u32 {
        if end <= 1 {
            return 0;
        }
        let length = (end - 1).ilog2() + 1;
        if end.is_power_of_two() {
            return self.bits(length);
        }
        let short = ((1_u64 << length) - u64::from(end)) as u32;
        let value = self.bits(length - 1);
        if value < short { value } else { (value << 1 | self.bit()) - short }
    }
}

#[cfg(all(test, feature = "archive-write"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn past_the_end_there_are_zeros_and_it_is_said() {
        let mut reader = BitReader::new(&[0x80]);
        assert_eq!(reader.bits(8), 0x80);
        assert!(!reader.overrun());
        assert_eq!(reader.bits(32), 0);
        assert!(reader.overrun());
        assert_eq!(BitReader::new(&[]).gamma(), 1);
        assert_eq!(BitReader::new(&[0; 9]).rice(31), 0);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in prop::collection::vec((any::<u32>(), 0_u32..=32, any::<u32>()), 0..50)) {
            let mut writer = BitWriter::default();
            let mut part = BitWriter::default();
            for &(value, count, end) in &numbers {
                part.bits((u64::from(value) & ((1_u64 << count) - 1)) as u32, count);
                part.gamma(value.max(1));
                part.rice(u64::from(value) << 16 >> (36 - count % 16), count + 12);
                part.below(value % end.max(1), end.max(1));
                writer.append(&part);
                part = BitWriter::default();
            }
            let length = writer.len();
            let bytes = writer.finish();
            prop_assert_eq!(bytes.len(), length.div_ceil(8));
            let mut reader = BitReader::new(&bytes);
            for &(value, count, end) in &numbers {
                prop_assert_eq!(u64::from(reader.bits(count)), u64::from(value) & ((1_u64 << count) - 1));
                prop_assert_eq!(reader.gamma(), value.max(1));
                prop_assert_eq!(reader.rice(count + 12), u64::from(value) << 16 >> (36 - count % 16));
                prop_assert_eq!(reader.below(end.max(1)), value % end.max(1));
            }
            prop_assert!(!reader.overrun());
        }
    }
}
