//! Files that a person, or another program, wrote are read up to a bound, far above what any needs: a file that is larger is
//! another file by mistake, or made to fill the memory. What is no file (a device, a pipe) is not read at all.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};

/// The most of a file of settings or rules.
pub const SETTINGS: u64 = 1 << 20;
/// The most of an edition.
pub const EDITION: u64 = masthead_edition::bounds::MOST_BYTES as u64;
/// The most of an icon.
pub const ICON: u64 = 8 << 20;
/// The most of a page or calendar of an old site.
pub const OLD_PAGE: u64 = 64 << 20;
/// The most of a list that the command wrote itself: that of a site with ten million files.
pub const OWN_LIST: u64 = 2 << 30;

/// Reads a file that has at most so many bytes.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>> {
    let told = |error| Error::io("read", path, &error);
    let file = File::open(path).map_err(told)?;
    let data = file.metadata().map_err(told)?;
    if !data.is_file() {
        return Err(Error::input(path, "this is not a file").help("put a file in its place"));
    }
    let too_large = |length: u64| {
        let message = format!("this file has {}, and no more than {} are read", size(length), size(most));
        Error::input(path, message).help("look whether it is another file by mistake, or make it shorter")
    };
    if data.len() > most {
        return Err(too_large(data.len()));
    }
    let mut content = Vec::with_capacity(usize::try_from(data.len()).unwrap_or_default());
    // It may grow while it is read.
    file.take(most + 1).read_to_end(&mut content).map_err(told)?;
    if content.len() as u64 > most {
        return Err(too_large(content.len() as u64));
    }
    Ok(content)
}

/// Reads a file of UTF-8 that has at most so many bytes.
pub fn read_text(path: &Path, most: u64) -> Result<String> {
    String::from_utf8(read(path, most)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Error::input(path, format!("this file is not UTF-8: byte {at} fits nothing"))
            .help("save it in UTF-8, without any other encoding in it")
    })
}

fn size(bytes: u64) -> String {
    match bytes {
        0..0x10_0000 => format!("{} KB", bytes.div_ceil(1 << 10)),
        _ => format!("{} MB", bytes.div_ceil(1 << 20)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    #[test]
    fn what_is_larger_than_its_bound_is_refused_with_both_sizes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "four").unwrap();
        assert_eq!(read_text(&path, 4).unwrap(), "four");
        assert_eq!(
            read(&path, 3).unwrap_err().message(),
            "this file has 1 KB, and no more than 1 KB are read"
        );
        let long = File::create(&path).unwrap();
        long.set_len(5 << 30).unwrap();
        let refused = read(&path, SETTINGS).unwrap_err();
        assert_eq!(refused.message(), "this file has 5120 MB, and no more than 1 MB are read");
        assert_eq!(refused.kind(), Kind::Input);
        std::fs::write(&path, b"ab\xff").unwrap();
        assert_eq!(read_text(&path, 4).unwrap_err().message(), "this file is not UTF-8: byte 2 fits nothing");
        assert_eq!(read(folder.path(), 4).unwrap_err().path(), Some(folder.path()));
    }

    #[test]
    #[cfg(unix)]
    fn what_never_ends_is_not_read() {
        assert_eq!(read(Path::new("/dev/zero"), 4).unwrap_err().message(), "this is not a file");
    }
}
