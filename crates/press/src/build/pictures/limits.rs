//! What reading pictures may cost. Pictures come from anywhere: a file of a few kilobytes can say of itself that it has
//! a billion pixels, or hold a colour profile that inflates to gigabytes. Every bound on that stands here;
//! [`super::need`] counts against it, [`super::room`] shares it among threads.

/// What all pictures may take together, in bytes, however many threads read them.
pub const MEMORY: u64 = 384 << 20;

/// The largest picture that is read: a page in print, at 600 dots an inch. It bounds the time that one may take.
pub const MOST_PIXELS: u64 = 120_000_000;

/// The largest colour profile or other metadata, in bytes, after inflating. Profiles for red, green and blue have
/// at most some hundred kilobytes.
pub const MOST_METADATA: u64 = 4 << 20;

/// What a profile takes beside its bytes once it is parsed and a transformation is made of it.
pub const PROFILE_FACTOR: u64 = 6;

/// What looking at a header takes at the most: a profile as it lies in the file, inflated, and copied.
pub const LOOK: u64 = 3 * MOST_METADATA;

/// How many bytes a strip has that is made smaller at a time.
pub const STRIP: u64 = 4 << 20;

/// What libwebp takes for each pixel that it writes, in bytes, the written file included. For noise at the highest
/// quality, the worst there is, 32 were measured.
pub const ENCODER: u64 = 36;

/// So many pixels are written the faster way, and more the one that takes less memory.
pub const WRITTEN_FAST: u64 = 4_000_000;

/// What it takes that way; 8 were measured.
pub const SPARING_ENCODER: u64 = 12;

/// What it takes either way where there is transparency, which it compresses without loss; 37 were measured.
pub const ENCODER_WITH_ALPHA: u64 = 42;

/// The error for a picture that would take more than there is.
pub fn too_large(bytes: u64) -> String {
    format!("reading it takes {} MB, more than the {} MB that pictures may take", bytes >> 20, MEMORY >> 20)
}
