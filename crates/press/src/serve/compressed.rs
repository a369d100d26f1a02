//! Files compressed as a CDN does on the way, and kept for the next who asks.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use hyper::body::Bytes;
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};
use tokio::sync::Semaphore;

use super::folder::{self, Found};
use crate::build::sidecar::Sidecar;

/// A larger file is sent as it is. CDNs have such a limit, too: compressing has to read all of it before the length of
/// the answer is known.
pub const LARGEST: u64 = 10_000_000;
/// Bytes that are kept at most.
const KEPT: u64 = 32 << 20;
/// Files that are compressed at the same time: each is in memory as a whole.
const AT_ONCE: usize = 2;

/// Compressed files, the most wanted kept up to a number of bytes.
#[derive(Debug)]
pub struct Compressed {
    kept: Cache<Key, Bytes, ByLength>,
    at_once: Semaphore,
}

/// A file as it was at one moment: what is written anew is compressed anew.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    path: PathBuf,
    length: u64,
    modified: Option<SystemTime>,
    way: Sidecar,
}

#[derive(Clone, Debug)]
struct ByLength;

impl Weighter<Key, Bytes> for ByLength {
    fn weight(&self, key: &Key, content: &Bytes) -> u64 {
        (size_of::<Key>() + key.path.as_os_str().len() + content.len()) as u64
    }
}

impl Default for Compressed {
    fn default() -> Self {
        Self::keeping(KEPT)
    }
}

impl Compressed {
    fn keeping(bytes: u64) -> Self {
        const USUAL_LENGTH: u64 = 16 << 10;
        let items = usize::try_from(bytes / USUAL_LENGTH).unwrap_or(usize::MAX);
        let mut options = OptionsBuilder::new();
        // One part: with one for each processor a large file would not fit into any.
        options.estimated_items_capacity(items).weight_capacity(bytes).shards(1);
        let kept = options.build().map(|options| {
            Cache::with_options(options, ByLength, DefaultHashBuilder::default(), DefaultLifecycle::default())
        });
        let kept = kept.unwrap_or_else(|_| Cache::with_weighter(items, bytes, ByLength));
        Self { kept, at_once: Semaphore::new(AT_ONCE) }
    }

    /// A file, compressed. Who asks while it is being made waits for it.
    pub async fn of(&self, found: &Found, way: Sidecar) -> io::Result<Bytes> {
        let key = Key {
            path: found.path.clone(),
            length: found.metadata.len(),
            modified: found.metadata.modified().ok(),
            way,
        };
        let made = async {
            let _turn = self.at_once.acquire().await.map_err(io::Error::other)?;
            let found = found.clone();
            let made = tokio::task::spawn_blocking(move || compress(&found, way)).await;
            made.map_err(io::Error::other)?
        };
        self.kept.get_or_insert_async(&key, made).await
    }
}

fn compress(found: &Found, way: Sidecar) -> io::Result<Bytes> {
    let (file, metadata) = folder::open(found)?;
    if metadata.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut plain = Vec::new();
    file.take(LARGEST).read_to_end(&mut plain)?;
    Ok(way.of(&plain, false)?.into())
}

/// The file of which this would be the compressed one, by its ending.
pub fn source(path: &Path) -> Option<(PathBuf, Sidecar)> {
    let ending = path.extension()?;
    let way = Sidecar::ALL.into_iter().find(|way| ending == way.ending())?;
    Some((path.with_extension(""), way))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_bounded_in_bytes() {
        const BYTES: u64 = 100_000;
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().canonicalize().unwrap();
        let compressed = Compressed::keeping(BYTES);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut made = 0;
        for number in 0..40_u32 {
            // Noise, which compresses to itself.
            let noise: Vec<u8> =
                (0..20_000_u32).map(|at| ((at * (at + number)) ^ (at >> 3)).to_le_bytes()[1]).collect();
            let name = format!("{number}.json");
            std::fs::write(site.join(&name), noise).unwrap();
            let found = folder::find(&site, Path::new(&name)).unwrap();
            let once = runtime.block_on(compressed.of(&found, Sidecar::Gzip)).unwrap();
            assert_eq!(once, runtime.block_on(compressed.of(&found, Sidecar::Gzip)).unwrap());
            made += once.len() as u64;
            assert!(compressed.kept.weight() <= BYTES, "{}", compressed.kept.weight());
        }
        assert!(made > 3 * BYTES, "more went through than is kept: {made}");
        assert!(compressed.kept.weight() > BYTES / 2, "and what fits is kept");
    }

    #[test]
    fn what_was_written_anew_is_compressed_anew() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let compressed = Compressed::default();
        let ask = |text: &str| {
            std::fs::write(&file, text).unwrap();
            let found = folder::find(folder.path(), Path::new("a.json")).unwrap();
            runtime.block_on(compressed.of(&found, Sidecar::Brotli)).unwrap()
        };
        let (first, second) = (ask("[1]"), ask("[1, 2]"));
        assert_ne!(first, second);
        assert_eq!(first, ask("[1]"));
    }
}
