//! What every command takes and gives.

/// What a command ends with: nothing, or a sentence for the person who ran it.
pub(crate) type Outcome = Result<(), String>;

/// Refuses arguments that a command does not know.
pub(crate) fn no_arguments(arguments: &[String]) -> Outcome {
    match arguments.first() {
        None => Ok(()),
        Some(unknown) => Err(format!("this command does not know `{unknown}`; see `cargo xtask help`")),
    }
}
