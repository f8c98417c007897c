//! The words of a query, for SQLite's FTS5.

use std::fmt;

use super::error::QueryError;
use super::lexer::Piece;
use super::{Condition, Query};
use crate::domain::text::{is_pictograph, searched, shortened};

/// A word to search for as a prefix. It has a letter, digit or pictograph, and no space. Only an address has a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchWord(String);

impl SearchWord {
    pub(super) fn parse(piece: &Piece) -> Result<Self, QueryError> {
        searchable(piece).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The word in FTS5 syntax. What FTS5 takes for several words (`e-mail`) becomes a sequence of them.
    fn fts(&self) -> String {
        format!("{} *", in_quotes(&searched(&self.0)))
    }

    /// The same, ranking an exact match above a prefix match.
    fn fts_best_first(&self) -> String {
        let word = in_quotes(&searched(&self.0));
        format!("({word} OR {word} *)")
    }
}

impl fmt::Display for SearchWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A phrase to search for exactly. It has a letter, digit or pictograph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchPhrase(String);

impl SearchPhrase {
    pub(super) fn parse(piece: &Piece) -> Result<Self, QueryError> {
        searchable(piece).map(Self)
    }

    /// The text, without quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// As written in a query, in quotes.
impl fmt::Display for SearchPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&in_quotes(&self.0))
    }
}

fn searchable(piece: &Piece) -> Result<String, QueryError> {
    if piece.text.contains(|c: char| c.is_alphanumeric() || is_pictograph(c)) {
        return Ok(piece.text.clone().into_owned());
    }
    Err(piece.error(format!("expected a letter or digit to search for in “{}”", shortened(&piece.text))))
}

/// The text in quotes, with quotes in it doubled. Queries and FTS5 quote the same way.
pub(super) fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The FTS5 expressions. They contain no FTS5 operators except those added here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextSearch {
    /// What a task must match: all words and phrases. `None` if there are none.
    pub wanted: Option<String>,
    /// What a task must not match: any excluded word or phrase. `None` if there are none.
    pub unwanted: Option<String>,
}

impl TextSearch {
    /// The words and phrases of a query.
    pub fn of(query: &Query) -> Self {
        let matching = |negated: bool, operator: &str| {
            let terms = query.terms.iter().filter(|term| term.negated == negated);
            let matches: Vec<_> = terms.filter_map(|term| fts(&term.condition, negated)).collect();
            (!matches.is_empty()).then(|| matches.join(operator))
        };
        Self { wanted: matching(false, " AND "), unwanted: matching(true, " OR ") }
    }
}

fn fts(condition: &Condition, negated: bool) -> Option<String> {
    match condition {
        Condition::Word(word) => Some(if negated { word.fts() } else { word.fts_best_first() }),
        Condition::Phrase(phrase) => Some(in_quotes(&searched(&phrase.0))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn search(query: &str) -> TextSearch {
        TextSearch::of(&Query::parse(query).unwrap())
    }

    #[test]
    fn words_are_searched_by_their_beginning_and_phrases_as_they_are() {
        let found = search("rent is:open \"exact words\" e-mail -late -\"not this\"");
        let wanted = r#"("rent" OR "rent" *) AND "exact words" AND ("e-mail" OR "e-mail" *)"#;
        assert_eq!(found.wanted.unwrap(), wanted);
        assert_eq!(found.unwanted.unwrap(), r#""late" * OR "not this""#);
    }

    #[test]
    fn a_query_without_words_searches_no_text() {
        assert_eq!(search("is:open tag:home sort:due"), TextSearch::default());
        assert_eq!(search(""), TextSearch::default());
    }

    #[test]
    fn operators_of_fts5_are_words() {
        let found = search("-a -OR -(b -NEAR -c) -x* -^y -{t} -\"say \"\"hi\"\"\" -5\"");
        let expected = r#""a" * OR "or" * OR "(b" * OR "near" * OR "c)" * OR "x*" * OR "^y" * OR "{t}" * OR "say ""hi""" OR "5""" *"#;
        assert_eq!(found.unwanted.unwrap(), expected);
    }

    proptest! {
        #[test]
        fn outside_of_quotes_there_are_only_our_operators(words in prop::collection::vec("[a-z][^-:\\s\\p{Cc}]{0,6}", 1..5)) {
            let wanted = search(&words.join(" ")).wanted.unwrap();
            let outside: Vec<_> = wanted.replace("\"\"", "").split('"').step_by(2).map(str::to_owned).collect();
            for between in outside {
                prop_assert!(["(", " OR ", " *) AND (", " *)"].contains(&between.as_str()), "{}", wanted);
            }
        }
    }
}
