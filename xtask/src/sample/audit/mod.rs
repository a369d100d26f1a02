//! What must hold of the sample newspaper. It is there to show everything that the format and the reader can do, and
//! tests, benchmarks and screenshots count on it: so this is said here, and held by a test.
//!
//! [`text`] looks at the editions alone, [`files`] at what they name and at the regions of their pages.

mod faults;
mod files;
mod text;

use std::path::Path;

use faults::Faults;

use super::paper::Paper;
use crate::outcome::Outcome;

/// Prints what the sample holds, and fails where something is amiss.
pub(super) fn report(root: &Path) -> Outcome {
    let paper = Paper::read(root)?;
    println!("{}", text::Holdings::of(&paper));
    println!("{}", files::Weight::of(root, &paper)?);
    let faults = all(root, &paper)?;
    if faults.is_empty() {
        Ok(())
    } else {
        Err(format!("the sample is not what it should be:\n{}", faults.join("\n")))
    }
}

fn all(root: &Path, paper: &Paper) -> Result<Faults, String> {
    let mut faults = text::Holdings::of(paper).faults();
    faults.extend(text::missing(paper));
    faults.extend(text::shared(paper));
    faults.extend(files::faults(paper));
    faults.extend(files::Weight::of(root, paper)?.faults());
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places;

    #[test]
    fn the_sample_is_what_it_should_be() {
        let root = places::root().join("sample");
        let paper = Paper::read(&root).unwrap();
        assert_eq!(all(&root, &paper).unwrap(), Faults::new());
    }
}
