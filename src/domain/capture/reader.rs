//! Reads the tokens of one phrase.

use super::effort;
use super::language::Word;
use super::token::{Kind, Token};

/// Reads tokens that belong together: separated by blanks only, without punctuation or backslashes.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t, 'a> {
    rest: &'t [Token<'a>],
    /// How many tokens have been read.
    pub(super) used: usize,
    /// The punctuation after the last one.
    trail: &'a str,
    /// Whether a backslash doesn't matter.
    ignores_escapes: bool,
}

impl<'t, 'a> Reader<'t, 'a> {
    pub(super) fn new(tokens: &'t [Token<'a>]) -> Self {
        Self { rest: tokens, used: 0, trail: "", ignores_escapes: false }
    }

    pub(super) fn peek(&self) -> Option<&'t Token<'a>> {
        effort::note(1);
        let joins = |token: &&Token| {
            self.trail.is_empty() && token.kind == Kind::Plain && (self.ignores_escapes || !token.escaped)
        };
        self.rest.first().filter(|token| self.used == 0 || joins(token))
    }

    /// Whether there is no punctuation after the last token.
    pub(super) fn joins(&self) -> bool {
        self.trail.is_empty()
    }

    /// Whether punctuation, or nothing at all, follows the last token. A backslash counts as something.
    pub(super) fn is_at_end(&self) -> bool {
        !self.joins() || self.rest.is_empty()
    }

    /// Takes the next token.
    pub(super) fn advance(&mut self) {
        if let Some((token, rest)) = self.rest.split_first() {
            self.rest = rest;
            self.trail = token.trail;
            self.used += 1;
        }
    }

    /// The same, ignoring a comma after the last token.
    pub(super) fn after_comma(mut self) -> Self {
        if self.trail == "," {
            self.trail = "";
        }
        self
    }

    /// The same, ignoring an exclamation mark after the last token; and whether there is one.
    pub(super) fn after_exclamation(mut self) -> (Self, bool) {
        let has_mark = self.trail == "!";
        if has_mark {
            self.trail = "";
        }
        (self, has_mark)
    }

    /// The same, ignoring a full stop after the last token.
    pub(super) fn after_stop(mut self) -> Self {
        if self.trail == "." {
            self.trail = "";
        }
        self
    }

    /// The same, ignoring the punctuation after a shortened word: `sun., march 6`
    pub(super) fn after_abbreviation(mut self) -> Self {
        if matches!(self.trail, "." | "," | ".,") {
            self.trail = "";
        }
        self
    }

    /// The same, ignoring backslashes.
    pub(super) fn ignoring_escapes(mut self) -> Self {
        self.ignores_escapes = true;
        self
    }

    /// Whether no word of the title follows directly.
    pub(super) fn is_before_no_word(&self) -> bool {
        self.is_at_end() || self.peek().is_none_or(|token| !token.is_title_word())
    }

    /// Takes the next token if it has a wanted meaning.
    pub(super) fn word<T>(&mut self, wanted: impl Fn(Word) -> Option<T>) -> Option<T> {
        let found = self.peek()?.meanings.iter().find_map(|(_, word)| wanted(*word))?;
        self.advance();
        Some(found)
    }

    /// Takes the next token if it is this word.
    pub(super) fn skip(&mut self, word: Word) -> bool {
        self.word(|other| (other == word).then_some(())).is_some()
    }

    /// Whether the next token has this meaning.
    pub(super) fn is(&self, word: Word) -> bool {
        self.peek().is_some_and(|token| token.meanings.iter().any(|(_, other)| *other == word))
    }

    /// Takes the next token if it is a number of up to four digits, or a number word.
    pub(super) fn number(&mut self) -> Option<u16> {
        let Some(number) = self.peek().and_then(|token| digits(token.core, 4)) else {
            return self.word(|word| if let Word::Number(number) = word { Some(number) } else { None });
        };
        self.advance();
        Some(number)
    }
}

/// A number of at most this many digits.
pub(super) fn digits(text: &str, most: usize) -> Option<u16> {
    let fits = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}
