//! `cargo xtask dist`: what is released, in `target/dist/`. For embedders the [`crate::package`] for npm and
//! the [`crate::self_host`] zip; for publishers the command `masthead` with the reader inside it, packed with the licences of all that it is made of, and the
//! archive's SHA-256 beside it.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::outcome::{Outcome, no_arguments};
use crate::tools::{self, Need};
use crate::{build, licences, package, places, release_files, self_host, shell};

/// The package that is the command.
const PACKAGE: &str = "masthead-press";
/// Its name.
const COMMAND: &str = "masthead";

pub(crate) fn run(arguments: &[String]) -> Outcome {
    no_arguments(arguments)?;
    tools::require(Need::Build)?;
    build::release()?;
    let package = places::releases().join(release_files::PACKAGE);
    package::make(&package)?;
    self_host::make(&package)?;
    command()
}

/// The command, packed for this machine's kind.
fn command() -> Outcome {
    let triple = shell::host_triple()?;
    let mut cargo = shell::cargo();
    cargo.args(["build", "--profile", "native", "--package", PACKAGE, "--locked", "--target", &triple]);
    // With the reader that was built just now, and without this machine's paths.
    cargo.env("MASTHEAD_BUNDLE", places::dist()).env("CARGO_ENCODED_RUSTFLAGS", build::nameless_paths());
    shell::run(&mut cargo)?;

    let name = format!("{COMMAND}-{}-{triple}", env!("CARGO_PKG_VERSION"));
    let release = places::releases();
    let folder = release.join(&name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let file = format!("{COMMAND}{}", std::env::consts::EXE_SUFFIX);
    let built = places::target().join(&triple).join("native").join(&file);
    copy(&built, &folder.join(&file))?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&places::root().join(licence), &folder.join(licence))?;
    }
    let licences = licences::text(&[PACKAGE], &triple)?;
    write(&folder.join("THIRD-PARTY.txt"), licences.as_bytes())?;
    says_that_it_is_whole(&folder.join(&file))?;

    let archive = format!("{name}.tar.gz");
    shell::run(shell::program("tar").current_dir(&release).args(["-czf", &archive, &name]))?;
    let content = fs::read(release.join(&archive)).map_err(|error| format!("{archive}: {error}"))?;
    let sum: String = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
    // As `sha256sum --check` reads it.
    write(&release.join(format!("{archive}.sha256")), format!("{sum}  {archive}\n").as_bytes())?;
    println!("\n{}\n  {:.1} MB, sha256 {sum}", release.join(&archive).display(), content.len() as f64 / 1e6);
    Ok(())
}

/// The command, run once: a paper that it begins becomes a site that is live. One without a reader inside would refuse.
fn says_that_it_is_whole(command: &Path) -> Outcome {
    let folder = places::releases().join("tried");
    drop(fs::remove_dir_all(&folder));
    let (paper, site) = (folder.join("paper"), folder.join("site"));
    shell::run(shell::program(command).arg("new").arg(&paper))?;
    shell::run(shell::program(command).arg("build").arg(&paper).arg("--out").arg(&site))?;
    let page = fs::read_to_string(site.join("index.html")).map_err(|error| error.to_string())?;
    drop(fs::remove_dir_all(&folder));
    if page.contains("masthead.js\"></script>") {
        Ok(())
    } else {
        Err("the command has no reader inside".to_owned())
    }
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(drop).map_err(|error| format!("{}: {error}", from.display()))
}

fn write(path: &Path, content: &[u8]) -> Outcome {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}
