//! Styles text for a terminal: colours if wanted, and no control characters.

use std::io::{IsTerminal, stdout};

use crate::domain::text::is_unprintable;

/// A text from outside, safe to show: control characters become visible, invisible characters are removed.
pub fn printable(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\r' | '\t' => Some(' '),
        c if c.is_control() => Some('\u{FFFD}'),
        c if is_unprintable(c) => None,
        c => Some(c),
    };
    text.chars().filter_map(shown).collect()
}

/// Whether to use colours: on a terminal that supports them, unless `NO_COLOR` is set (no-color.org).
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub colours: bool,
}

impl Style {
    /// The style of standard output.
    pub fn detect() -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { colours: stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb }
    }

    pub fn bold(self, text: &str) -> String {
        self.painted("1", text)
    }

    pub fn dim(self, text: &str) -> String {
        self.painted("2", text)
    }

    pub fn red(self, text: &str) -> String {
        self.painted("31", text)
    }

    pub fn green(self, text: &str) -> String {
        self.painted("32", text)
    }

    fn painted(self, code: &str, text: &str) -> String {
        if self.colours { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// Minutes for people: `2 h 15 min`.
pub fn duration(minutes: u64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_not_shown() {
        assert_eq!(printable("a\u{1b}]0;b\u{7}c\u{9b}d"), "a\u{FFFD}]0;b\u{FFFD}c\u{FFFD}d");
        assert_eq!(printable("a\u{202e}b\u{200b}c\nd\te\r"), "abc d e ");
        assert_eq!(printable("Äpfel “kaufen” 🍎"), "Äpfel “kaufen” 🍎");
    }

    #[test]
    fn minutes_are_said_in_hours() {
        assert_eq!([0, 59, 60, 135].map(duration), ["0 min", "59 min", "1 h", "2 h 15 min"]);
    }
}
