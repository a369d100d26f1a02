//! The examples, beside the reader that they show: `examples/` as it is, with React's and Vue's put together by esbuild
//! where `cargo xtask setup` has fetched what they are made with. Whoever only works on the reader need not have them.

use std::fs;
use std::path::Path;

use crate::outcome::Outcome;
use crate::{places, shell, tools};

/// Those that a bundler puts together.
const BUNDLED: &[&str] = &["react/main.jsx", "vue/main.mjs"];

/// Puts the examples into a build.
pub(crate) fn put(target: &Path) -> Outcome {
    let source = places::root().join("examples");
    copy(&source, target)?;
    let Some((esbuild, modules)) = tools::bundler() else {
        println!(
            "The examples of React and Vue are left out: `cargo xtask setup` fetches what they are made with."
        );
        return Ok(());
    };
    for name in BUNDLED {
        let mut bundle = shell::program(&esbuild);
        bundle.arg(source.join(name)).args([
            "--bundle",
            "--minify",
            "--format=esm",
            "--jsx=automatic",
            "--log-level=warning",
        ]);
        bundle.arg("--define:process.env.NODE_ENV=\"production\"");
        bundle.args(["--define:__VUE_OPTIONS_API__=false", "--define:__VUE_PROD_DEVTOOLS__=false"]);
        bundle.arg("--define:__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=false");
        let folder = Path::new(name).parent().unwrap_or(Path::new(""));
        bundle.arg(format!("--outfile={}", target.join(folder).join("main.js").display()));
        shell::run(bundle.env("NODE_PATH", &modules))?;
    }
    Ok(())
}

/// Copies a folder of pages; what is put together from is not a part of the page.
fn copy(from: &Path, to: &Path) -> Outcome {
    let told = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(to).map_err(|error| told(to, error))?;
    for entry in from.read_dir().map_err(|error| told(from, error))?.flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target)?;
        } else if !BUNDLED.iter().any(|name| source.ends_with(name)) && !source.ends_with("README.md") {
            fs::copy(&source, &target).map_err(|error| told(&source, error))?;
        }
    }
    Ok(())
}
