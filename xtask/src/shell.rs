//! Running other programs: each is announced as a person would type it, so that every step can be repeated by hand.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::outcome::Outcome;
use crate::places;

/// A program run at the repository's root, with the project's own tools first on its `PATH`.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(resolve(name.as_ref()));
    command.current_dir(places::root()).env("PATH", places::path());
    // Set by the cargo that runs this program; the cargo that it runs must find out for itself.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"] {
        command.env_remove(name);
    }
    command
}

/// Cargo, the one that runs this program.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Announces and runs a program; it must succeed.
pub(crate) fn run(command: &mut Command) -> Outcome {
    println!("$ {}", display(command));
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", display(command))) }
}

/// What a program prints, where it runs and succeeds.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The target that Rust compiles for on this machine.
pub(crate) fn host_triple() -> Result<String, String> {
    let version = output(program("rustc").arg("-vV")).ok_or("`rustc -vV` failed")?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not say which machine this is".to_owned())
}

/// Why a program did not start.
pub(crate) fn not_started(command: &Command, error: &std::io::Error) -> String {
    let name = command.get_program().display();
    match error.kind() {
        ErrorKind::NotFound => format!("there is no program `{name}` on this machine"),
        _ => format!("`{name}` does not start: {error}"),
    }
}

/// A command as it would be typed.
pub(crate) fn display(command: &Command) -> String {
    let name =
        Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy().into_owned());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}

/// Whether somebody sits at this machine, who would see a browser that opens.
pub(crate) fn has_screen() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("CI") && (cfg!(any(target_os = "macos", windows)) || set("DISPLAY") || set("WAYLAND_DISPLAY"))
}

/// Windows looks for a program on the PATH of the caller, not on the one that is set for the program; and it
/// finds scripts (npm's are) only by their whole name.
fn resolve(name: &OsStr) -> PathBuf {
    places::find(&name.to_string_lossy()).unwrap_or_else(|| name.into())
}
