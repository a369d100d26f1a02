//! How the command speaks: progress on a terminal, plain lines elsewhere, nothing with `--quiet`.

use std::io::IsTerminal;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How a run was asked to speak.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ui {
    /// Say only what went wrong.
    pub quiet: bool,
    /// Results go to standard output as JSON; everything else is for people and goes to standard error.
    pub json: bool,
}

/// For errors.
pub const RED: Style = AnsiColor::Red.on_default().bold();
/// For warnings and guesses.
pub const YELLOW: Style = AnsiColor::Yellow.on_default();
/// For what is well.
pub const GREEN: Style = AnsiColor::Green.on_default();
/// For places and advice.
pub const DIM: Style = Style::new().dimmed();
/// For what was looked for.
pub const BOLD: Style = Style::new().bold();

impl Ui {
    /// A line about what was done.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            if self.json {
                anstream::eprintln!("{line}");
            } else {
                anstream::println!("{line}");
            }
        }
    }

    /// A line about something that a person should look at; never silent.
    pub fn warn(&self, line: &str) {
        anstream::eprintln!("{YELLOW}warning:{YELLOW:#} {line}");
    }

    /// A progress bar, drawn only on a terminal.
    pub fn progress(&self, what: &'static str, length: usize) -> ProgressBar {
        let visible = !self.quiet && !self.json && std::io::stderr().is_terminal();
        if !visible {
            return ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::hidden());
        }
        let bar = ProgressBar::new(length as u64);
        if let Ok(style) = ProgressStyle::with_template("{msg:>10} {bar:30} {pos}/{len}  {eta}") {
            bar.set_style(style);
        }
        bar.set_message(what);
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }
}
