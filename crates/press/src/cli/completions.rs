//! `masthead completions`.

use clap::Command;
use clap_complete::Shell;

/// Prints what a shell needs to offer all that the help lists. [`clap_complete`] offers hidden options too, which only
/// `serve` has.
pub(super) fn print(shell: Shell, command: Command) {
    let mut listed = command.mut_subcommand("serve", |serve| {
        let options = serve.get_arguments().filter(|option| !option.is_hide_set()).cloned();
        let about = serve.get_about().cloned().unwrap_or_default();
        Command::new("serve").about(about).args(options.collect::<Vec<_>>())
    });
    clap_complete::generate(shell, &mut listed, "masthead", &mut std::io::stdout());
}
