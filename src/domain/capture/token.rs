//! Splits a line at blanks into tokens.

use super::effort;
use super::language::{Entry, Language, Word};
use crate::domain::text::is_unprintable;

/// The most characters in a project's name.
const LONGEST_NAME: usize = 100;

/// How a token begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    /// `#`
    Tag,
    /// `+` and a name, with or without quotes.
    Project,
    /// `!`
    Priority,
    /// `~`
    Estimate,
    /// `^`
    Start,
    /// It contains quotes or is empty, so it can't be understood.
    Opaque,
}

/// The text between two blanks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    /// Whether a backslash directly precedes it.
    pub(super) escaped: bool,
    /// Where it begins, after its backslashes.
    pub(super) start: usize,
    /// Where it ends, before trailing punctuation.
    pub(super) end: usize,
    /// Its text without the leading mark and trailing punctuation.
    pub(super) core: &'a str,
    /// Its trailing punctuation.
    pub(super) trail: &'a str,
    /// The meanings of its core.
    pub(super) meanings: &'static [Entry],
}

impl Token<'_> {
    /// Whether one of its meanings is wanted.
    pub(super) fn means(&self, wanted: impl Fn(Word) -> bool) -> bool {
        self.meanings.iter().any(|(_, word)| wanted(*word))
    }

    /// Whether it is a word that says nothing about time.
    pub(super) fn is_title_word(&self) -> bool {
        let is_free = self.meanings.is_empty()
            || self.means(|word| matches!(word, Word::Times | Word::Doubtful | Word::NamesDay));
        self.kind == Kind::Plain && is_free && self.core.starts_with(char::is_alphabetic)
    }
}

/// Whether a character can directly follow an understood phrase.
pub(super) fn is_punctuation(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '…')
}

/// Whether a project's name needs no quotes.
pub(super) fn is_bare_name(name: &str) -> bool {
    let fits = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '-' | '_' | '/' | '.' | '&' | '\'')
            || !(c.is_ascii() || c.is_whitespace() || is_unprintable(c) || matches!(c, '“' | '”' | '…'))
    };
    name.starts_with(char::is_alphabetic)
        && name.chars().all(fits)
        && !name.ends_with(is_punctuation)
        && name.chars().count() <= LONGEST_NAME
}

fn is_name(name: &str) -> bool {
    let mut count = 0;
    let fits = |c: char| {
        count += 1;
        !is_unprintable(c) && count <= LONGEST_NAME
    };
    !name.is_empty() && name.chars().all(fits)
}

/// The tokens of a line.
pub(super) fn tokens<'a>(text: &'a str, language: &'static Language) -> Vec<Token<'a>> {
    let mut lexer = Lexer { text, at: 0, language, has_straight: true, has_curly: true };
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    while let Some(token) = lexer.next_token() {
        tokens.push(token);
    }
    tokens
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    language: &'static Language,
    /// Whether a straight quote and a closing curly quote are still ahead, so neither is searched for twice.
    has_straight: bool,
    has_curly: bool,
}

impl<'a> Lexer<'a> {
    fn from(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    fn next_token(&mut self) -> Option<Token<'a>> {
        self.at = self.text.len() - self.from(self.at).trim_start().len();
        let rest = self.from(self.at);
        if rest.is_empty() {
            return None;
        }
        let unescaped = rest.trim_start_matches('\\');
        let start = self.text.len() - unescaped.len();
        let escaped = unescaped.len() < rest.len();
        if let Some(token) = self.quoted_project(start, escaped) {
            return Some(token);
        }
        let (length, has_quotes) = self.measure(start);
        self.at = start + length;
        let whole = unescaped.get(..length).unwrap_or_default();
        if has_quotes {
            let end = self.at;
            return Some(Token { kind: Kind::Opaque, escaped, start, end, core: whole, trail: "", meanings: &[] });
        }
        Some(self.token(whole, start, escaped))
    }

    fn token(&self, whole: &'a str, start: usize, escaped: bool) -> Token<'a> {
        let mut core = whole.trim_end_matches(is_punctuation);
        let dotted = whole.get(..=core.len()).filter(|dotted| dotted.ends_with('.'));
        if let Some(dotted) = dotted.filter(|dotted| is_dotted_day(core) || self.is_dotted_word(dotted)) {
            core = dotted;
        }
        let (core, trail) = whole.split_at_checked(core.len()).unwrap_or((whole, ""));
        let end = start + core.len();
        let mut chars = core.chars();
        let (kind, core) = match (chars.next(), chars.as_str()) {
            (None, _) => (Kind::Opaque, core),
            (_, "") => (Kind::Plain, core),
            (Some('#'), core) => (Kind::Tag, core),
            (Some('!'), core) => (Kind::Priority, core),
            (Some('~'), core) => (Kind::Estimate, core),
            (Some('^'), core) => (Kind::Start, core),
            (Some('+'), core) if is_bare_name(core) => (Kind::Project, core),
            _ => (Kind::Plain, core),
        };
        let has_meanings = matches!(kind, Kind::Plain | Kind::Start) && !core.starts_with(|c: char| c.is_ascii_digit());
        let meanings = if has_meanings { self.language.meanings(core) } else { &[] };
        Token { kind, escaped, start, end, core, trail, meanings }
    }

    /// `p.m.`, `5:30p.m.`
    fn is_dotted_word(&self, text: &str) -> bool {
        let word = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
        !self.language.meanings(word).is_empty()
    }

    /// `+"My House"`
    fn quoted_project(&mut self, start: usize, escaped: bool) -> Option<Token<'a>> {
        let quoted = self.from(start).strip_prefix('+')?;
        let length = self.quoted(start + 1)?;
        let opening = quoted.chars().next()?.len_utf8();
        let closing = quoted.get(..length)?.chars().next_back()?.len_utf8();
        let core = quoted.get(opening..length - closing)?.trim();
        let end = start + 1 + length;
        let after = self.from(end);
        let word_end = after.find(char::is_whitespace).unwrap_or(after.len());
        let trail = after.get(..word_end)?;
        if !is_name(core) || !trail.chars().all(is_punctuation) {
            return None;
        }
        self.at = end + trail.len();
        Some(Token { kind: Kind::Project, escaped, start, end, core, trail, meanings: &[] })
    }

    /// The length of the token that begins here, and whether it contains quotes.
    fn measure(&mut self, start: usize) -> (usize, bool) {
        let rest = self.from(start);
        let (mut length, mut has_quotes) = (0, false);
        while let Some(c) = rest.get(length..).and_then(|rest| rest.chars().next()) {
            if c.is_whitespace() {
                break;
            }
            let quoted = if matches!(c, '"' | '“') { self.quoted(start + length) } else { None };
            has_quotes |= quoted.is_some();
            length += quoted.unwrap_or(c.len_utf8());
        }
        effort::note(length);
        (length, has_quotes)
    }

    /// The length of the quoted part that begins here, quotes included.
    fn quoted(&mut self, at: usize) -> Option<usize> {
        let rest = self.from(at);
        let (opening, closing, has_closing) = match rest.chars().next() {
            Some('"') => ('"', '"', &mut self.has_straight),
            Some('“') => ('“', '”', &mut self.has_curly),
            _ => return None,
        };
        if !*has_closing {
            return None;
        }
        let length = rest.get(opening.len_utf8()..)?.find(closing);
        effort::note(length.unwrap_or(rest.len()));
        *has_closing = length.is_some();
        Some(opening.len_utf8() + length? + closing.len_utf8())
    }
}

/// Whether it is the beginning of `24.12.`
fn is_dotted_day(core: &str) -> bool {
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    core.split_once('.').is_some_and(|(day, month)| is_number(day) && is_number(month))
}
