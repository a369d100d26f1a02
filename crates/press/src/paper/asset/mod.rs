//! Whether a file that an edition names is what it says it is: a picture or a PDF, within the folder that it is published
//! from, with a name that hosts send as such, and whole. Nothing is decoded here.
//!
//! - [`format`](mod@format): what a file is, by its first bytes and by its name.
//! - [`whole`]: whether its end is there.

mod format;
mod whole;

use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::root::{Place, Root};
use format::Format;

/// What an edition names a file for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// To be shown on a page or in an article.
    Picture,
    /// As the page in print.
    Pdf,
}

/// What a named file is found to be.
#[derive(Debug)]
pub enum Asset {
    /// It may be published: its canonical path.
    Sound(PathBuf),
    /// It may be published as it is, and readers may get less than was meant.
    Doubtful(PathBuf, Fault),
    /// It is not to be published.
    Refused(Fault),
    /// No file has this name.
    Missing,
}

/// What is wrong with a named file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A symbolic link leads out of the folder.
    LeadsOut(PathBuf),
    /// It does not begin as a PDF does.
    NotAPdf,
    /// It does not begin as any picture does.
    NotAPicture,
    /// A host would send it as something else than a picture or a PDF.
    EndingOfOtherUse(Use),
    /// It is a picture of another format than its name says, which is shown all the same, or is not.
    EndingOfOtherFormat {
        /// Whether browsers show it all the same.
        is_shown: bool,
    },
    /// Its end is missing.
    CutOff,
}

impl Fault {
    /// What to do about it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::LeadsOut(_) => "put a copy of the file into the edition's folder",
            Self::NotAPdf => "put the PDF there, or take `pdf` out of the page",
            Self::NotAPicture => "use WebP, AVIF, JPEG, PNG, GIF or SVG",
            Self::EndingOfOtherUse(Use::Picture) => {
                "let the name end in .webp, .avif, .jpg, .png, .gif or .svg, as the picture is"
            }
            Self::EndingOfOtherUse(Use::Pdf) => "let the name end in .pdf",
            Self::EndingOfOtherFormat { .. } => "rename the file after its format, or save it in the other",
            Self::CutOff => "copy the file again from where it is whole",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LeadsOut(to) => {
                write!(f, "this is a symbolic link that leads out of the folder, to {}", to.display())
            }
            Self::NotAPdf => f.write_str("this is no PDF: %PDF is not among its first 1024 bytes"),
            Self::NotAPicture => f.write_str("this file is not a picture that browsers show"),
            Self::EndingOfOtherUse(Use::Picture) => {
                f.write_str("the name of this file does not end as that of a picture")
            }
            Self::EndingOfOtherUse(Use::Pdf) => f.write_str("the name of this file does not end in .pdf"),
            Self::EndingOfOtherFormat { is_shown: true } => {
                f.write_str("this picture is of another format than its name says")
            }
            Self::EndingOfOtherFormat { is_shown: false } => f.write_str(
                "this picture is of another format than its name says, and browsers do not show it",
            ),
            Self::CutOff => f.write_str("this file is cut off: its end is missing"),
        }
    }
}

/// Looks at a file that an edition names. The error says why it cannot be read.
pub fn look(root: &Root, path: &Path, wanted: Use) -> io::Result<Asset> {
    let (found, data) = match root.find(path)? {
        Place::Inside(found, data) if data.is_file() => (found, data),
        Place::Inside(..) | Place::Nowhere | Place::Nothing => return Ok(Asset::Missing),
        Place::Outside(to) => return Ok(Asset::Refused(Fault::LeadsOut(to))),
    };
    let mut file = File::open(&found)?;
    let format = match (format::of_content(&mut file)?, wanted) {
        (Some(format), Use::Picture) if format != Format::Pdf => format,
        (Some(Format::Pdf), Use::Pdf) => Format::Pdf,
        (_, Use::Picture) => return Ok(Asset::Refused(Fault::NotAPicture)),
        (_, Use::Pdf) => return Ok(Asset::Refused(Fault::NotAPdf)),
    };
    // The name under which it is published: that of a link, not what the link leads to.
    let named = format::of_name(path).filter(|named| (*named == Format::Pdf) == (wanted == Use::Pdf));
    let Some(named) = named else { return Ok(Asset::Refused(Fault::EndingOfOtherUse(wanted))) };
    if whole::is_cut(format, &mut file, data.len())? {
        return Ok(Asset::Doubtful(found, Fault::CutOff));
    }
    if named != format {
        // Browsers go by the bytes, except between what is drawn and what is dots.
        let is_shown = named != Format::Svg && !matches!(format, Format::Svg | Format::Other);
        return Ok(Asset::Doubtful(found, Fault::EndingOfOtherFormat { is_shown }));
    }
    Ok(Asset::Sound(found))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn told(name: &str, content: &[u8], wanted: Use) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        match look(&Root::of(folder.path()).unwrap(), &path, wanted).unwrap() {
            Asset::Sound(_) => "sound".to_owned(),
            Asset::Doubtful(_, fault) => format!("doubtful {fault:?}"),
            Asset::Refused(fault) => format!("refused {fault:?}"),
            Asset::Missing => "missing".to_owned(),
        }
    }

    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n";

    #[test]
    fn a_pdf_is_one_by_its_bytes_and_by_its_name() {
        let after = |gap: usize| [vec![b' '; gap], PDF.to_vec()].concat();
        for (name, content, expected) in [
            ("a.pdf", PDF.to_vec(), "sound"),
            ("a.PDF", PDF.to_vec(), "sound"),
            ("a.pdf", after(1020), "sound"),
            ("a.pdf", after(1021), "refused NotAPdf"),
            ("a.pdf", b"root:x:0:0:root:/root:/bin/sh\n".to_vec(), "refused NotAPdf"),
            ("a.pdf", Vec::new(), "refused NotAPdf"),
            ("a.pdf", PDF[..20].to_vec(), "doubtful CutOff"),
            ("a.html", PDF.to_vec(), "refused EndingOfOtherUse(Pdf)"),
            ("a", PDF.to_vec(), "refused EndingOfOtherUse(Pdf)"),
            ("a.png", PDF.to_vec(), "refused EndingOfOtherUse(Pdf)"),
        ] {
            assert_eq!(told(name, &content, Use::Pdf), expected, "{name}, {} bytes", content.len());
        }
    }

    #[test]
    fn a_picture_is_one_by_its_bytes_and_by_its_name() {
        const SVG: &[u8] = b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>\n";
        let gif = b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
        for (name, content, expected) in [
            ("a.svg", SVG, "sound"),
            ("a.svg", b"<svg viewBox='0 0 1 1'/>", "sound"),
            ("a.svg", &SVG[..60], "doubtful CutOff"),
            ("a.png", SVG, "doubtful EndingOfOtherFormat { is_shown: false }"),
            ("a.svg", gif, "doubtful EndingOfOtherFormat { is_shown: false }"),
            ("a.gif", gif, "sound"),
            ("a.jpg", gif, "doubtful EndingOfOtherFormat { is_shown: true }"),
            ("a.html", SVG, "refused EndingOfOtherUse(Picture)"),
            ("a.js", gif, "refused EndingOfOtherUse(Picture)"),
            ("a", gif, "refused EndingOfOtherUse(Picture)"),
            ("a.png", PDF, "refused NotAPicture"),
            ("a.png", b"root:x:0:0:root:/root:/bin/sh\n", "refused NotAPicture"),
            ("a.png", b"", "refused NotAPicture"),
        ] {
            assert_eq!(told(name, content, Use::Picture), expected, "{name}, {} bytes", content.len());
        }
    }
}
