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

/// A text of a newspaper or of a file as a terminal may be given it: what would command the terminal is shown instead.
pub fn printable(text: &str) -> String {
    let shown =
        |letter: char| if letter.is_control() && !"\n\t".contains(letter) { '\u{fffd}' } else { letter };
    text.chars().map(shown).collect()
}

/// `1 edition`, `2 editions`.
pub fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

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

    /// A line about what the command is doing, for a person who wonders why it takes so long.
    pub fn notice(&self, line: &str) {
        if !self.quiet {
            anstream::eprintln!("{}", printable(line));
        }
    }

    /// A line about something that a person should look at; never silent.
    pub fn warn(&self, line: &str) {
        anstream::eprintln!("{YELLOW}warning:{YELLOW:#} {}", printable(line));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_newspaper_says_commands_a_terminal() {
        assert_eq!(printable("\u{1b}]0;头版\u{7}\n\u{9b}31m"), "\u{fffd}]0;头版\u{fffd}\n\u{fffd}31m");
        assert_eq!([counted(0, "file"), counted(1, "file")], ["0 files", "1 file"]);
    }
}
