//! Splits a query into terms and the values of their fields.

use std::borrow::Cow;

use super::error::QueryError;
use super::{MAX_CHARS, MAX_VALUES};
use crate::domain::text::grouped;

/// A piece of the query and the column where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) column: usize,
}

impl Piece<'_> {
    /// An error about this piece.
    pub(super) fn error(&self, message: impl Into<String>) -> QueryError {
        QueryError::new(self.column, message)
    }

    /// The rest after its first bytes.
    pub(super) fn skip(&self, bytes: usize) -> Piece<'_> {
        let (head, tail) = self.text.split_at_checked(bytes).unwrap_or((&self.text, ""));
        Piece { text: Cow::Borrowed(tail), column: self.column + head.chars().count() }
    }

    /// The pieces before and after a mark.
    pub(super) fn split_once(&self, mark: &str) -> Option<(Piece<'_>, Piece<'_>)> {
        let (head, _) = self.text.split_once(mark)?;
        let first = Piece { text: Cow::Borrowed(head), column: self.column };
        Some((first, self.skip(head.len() + mark.len())))
    }
}

/// A term, split but not yet interpreted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawTerm<'a> {
    pub(super) negated: bool,
    pub(super) column: usize,
    pub(super) body: Body<'a>,
}

/// What follows the minus sign.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Body<'a> {
    /// One word, without a colon.
    Word(Piece<'a>),
    /// The text in quotes.
    Phrase(Piece<'a>),
    /// A field and its values, at least one.
    Field(Piece<'a>, Vec<Piece<'a>>),
}

/// Reads terms in a single pass.
#[derive(Debug)]
pub(super) struct QueryLexer<'a> {
    rest: &'a str,
    column: usize,
}

impl<'a> QueryLexer<'a> {
    /// Starts at the beginning of a text, unless that is too long.
    pub(super) fn new(text: &'a str) -> Result<Self, QueryError> {
        for (index, c) in text.chars().enumerate() {
            if index == MAX_CHARS {
                let message = format!("a query has {} characters at most", grouped(MAX_CHARS));
                return Err(QueryError::new(index + 1, message));
            }
            if c.is_control() && !c.is_whitespace() {
                return Err(QueryError::new(index + 1, "a query can't have control characters"));
            }
        }
        Ok(Self { rest: text, column: 1 })
    }

    /// The next term; none at the end.
    pub(super) fn next_term(&mut self) -> Result<Option<RawTerm<'a>>, QueryError> {
        self.take_while(char::is_whitespace);
        if self.rest.is_empty() {
            return Ok(None);
        }
        let column = self.column;
        let negated = self.eat('-');
        let body = if self.rest.starts_with(opens_quotes) {
            let phrase = self.quoted()?;
            self.end_of_quotes("expected a space after the closing quote")?;
            Body::Phrase(phrase)
        } else if self.is_address() {
            Body::Word(self.take_while(|c| !c.is_whitespace()))
        } else {
            let word = self.take_while(|c| !c.is_whitespace() && c != ':');
            if self.eat(':') { Body::Field(word, self.values()?) } else { Body::Word(word) }
        };
        if let Body::Word(word) = &body
            && (word.text.is_empty() || word.text.starts_with('-'))
        {
            return Err(word.error("expected a word or a field right after the -"));
        }
        Ok(Some(RawTerm { negated, column, body }))
    }

    /// Whether an address such as `https://…` is next. Its first colon ends no name of a field.
    fn is_address(&self) -> bool {
        let end = self.rest.find(|c: char| c == ':' || c.is_whitespace()).unwrap_or(self.rest.len());
        self.rest.get(end..).is_some_and(|rest| rest.starts_with("://"))
    }

    fn values(&mut self) -> Result<Vec<Piece<'a>>, QueryError> {
        let mut values = Vec::new();
        loop {
            if values.len() == MAX_VALUES {
                return Err(QueryError::new(self.column, format!("a field has {MAX_VALUES} values at most")));
            }
            if self.rest.starts_with(opens_quotes) {
                values.push(self.quoted()?);
                if !self.rest.starts_with(',') {
                    self.end_of_quotes("expected a space or a comma after the closing quote")?;
                }
            } else {
                values.push(self.take_while(|c| !c.is_whitespace() && c != ','));
            }
            if !self.eat(',') {
                return Ok(values);
            }
        }
    }

    /// The text in quotes. A doubled straight quote stands for one quote; curly quotes, which phones type, close like the
    /// pair they are.
    fn quoted(&mut self) -> Result<Piece<'a>, QueryError> {
        let opening = self.column;
        if !self.eat('"') {
            self.take_first();
            let piece = self.take_while(|c| !closes_curly_quotes(c));
            let is_closed = self.rest.starts_with(closes_curly_quotes);
            self.take_first();
            return if is_closed { Ok(piece) } else { Err(unclosed(opening)) };
        }
        let mut piece = self.take_while(|c| c != '"');
        while self.eat('"') {
            if !self.eat('"') {
                return Ok(piece);
            }
            let text = piece.text.to_mut();
            text.push('"');
            text.push_str(&self.take_while(|c| c != '"').text);
        }
        Err(unclosed(opening))
    }

    fn end_of_quotes(&self, message: &str) -> Result<(), QueryError> {
        if self.rest.is_empty() || self.rest.starts_with(char::is_whitespace) {
            return Ok(());
        }
        Err(QueryError::new(self.column, message))
    }

    /// Takes a character, whatever it is.
    fn take_first(&mut self) {
        if let Some(first) = self.rest.chars().next() {
            self.eat(first);
        }
    }

    fn eat(&mut self, mark: char) -> bool {
        let Some(rest) = self.rest.strip_prefix(mark) else { return false };
        self.rest = rest;
        self.column += 1;
        true
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> Piece<'a> {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        let piece = Piece { text: Cow::Borrowed(text), column: self.column };
        self.rest = rest;
        self.column += text.chars().count();
        piece
    }
}

/// Whether a text in quotes begins with this character.
pub(super) fn opens_quotes(c: char) -> bool {
    matches!(c, '"' | '“' | '„')
}

/// The second quote of a pair: `”` after `“`, and `“` after `„`.
fn closes_curly_quotes(c: char) -> bool {
    matches!(c, '”' | '“')
}

fn unclosed(opening: usize) -> QueryError {
    QueryError::new(opening, "expected another quote that closes this one")
}
