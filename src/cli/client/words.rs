//! Text as arguments: the text after `add`, `edit` and `list` may begin with a dash.

use std::ffi::{OsStr, OsString};

use clap::{Arg, ArgAction, Command};

/// The commands that take a text.
const COMMANDS: [&str; 3] = ["add", "edit", "list"];

/// The same arguments with the flags before the text and `--` in between. An argument with a single dash, such as
/// `-tag:waiting`, is text; so is everything after a `--`.
pub fn flags_first(arguments: impl IntoIterator<Item = OsString>, definition: &Command) -> Vec<OsString> {
    let mut rest = arguments.into_iter();
    let mut sorted: Vec<OsString> = rest.by_ref().take(2).collect();
    let named = sorted.get(1).and_then(|name| name.to_str()).filter(|name| COMMANDS.contains(name));
    let Some(command) = named.and_then(|name| definition.find_subcommand(name)) else {
        sorted.extend(rest);
        return sorted;
    };
    let mut words = Vec::new();
    while let Some(argument) = rest.next() {
        if argument == "--" {
            words.extend(rest);
            break;
        }
        if !is_flag(&argument) {
            words.push(argument);
            continue;
        }
        let value = if has_value(command, &argument) { rest.next() } else { None };
        sorted.push(argument);
        sorted.extend(value);
    }
    if !words.is_empty() {
        sorted.push("--".into());
        sorted.extend(words);
    }
    sorted
}

fn is_flag(argument: &OsStr) -> bool {
    argument == "-h" || argument.as_encoded_bytes().starts_with(b"--")
}

/// Whether a flag takes the next argument.
fn has_value(command: &Command, flag: &OsStr) -> bool {
    let takes_value = |argument: &&Arg| matches!(argument.get_action(), ArgAction::Set | ArgAction::Append);
    let name = flag.to_str().and_then(|flag| flag.strip_prefix("--"));
    command.get_arguments().filter(takes_value).any(|argument| argument.get_long() == name && name.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::definition;

    #[test]
    fn flags_come_first_and_everything_else_is_text() {
        let sorted = |line: &str| {
            let sorted = flags_first(line.split(' ').map(OsString::from), &definition());
            sorted.iter().map(|argument| argument.to_str().unwrap()).collect::<Vec<_>>().join(" ")
        };
        for (typed, expected) in [
            ("tracker list tag:a -tag:b --json", "tracker list --json -- tag:a -tag:b"),
            ("tracker list a --page 2 -b", "tracker list --page 2 -- a -b"),
            ("tracker list --page=2 a", "tracker list --page=2 -- a"),
            ("tracker add - --session-file x", "tracker add --session-file x -- -"),
            ("tracker add a --typo", "tracker add --typo -- a"),
            ("tracker add a -- --json -- b", "tracker add -- a --json -- b"),
            ("tracker edit 7 -5% -h", "tracker edit -h -- 7 -5%"),
            ("tracker list", "tracker list"),
            ("tracker done 1 --json", "tracker done 1 --json"),
            ("tracker", "tracker"),
        ] {
            assert_eq!(sorted(typed), expected);
        }
    }
}
