//! The query language of the search field, saved views, the API and the commands.
//!
//! ```text
//! is:open tag:home,work due:<=fri project:"My House" -tag:waiting "exact words" rent sort:-due
//! ```
//!
//! - Terms are separated by spaces, and all must hold. A `-` before a term excludes what it finds.
//! - A term is a field with a colon ([`fields`]), words in quotes, or a word. Any other text with a colon is an error.
//! - Commas separate alternative values. A value that contains a space or a comma must be quoted.
//! - A quote within quotes is doubled. There are no operators and no parentheses: those are words.

mod date;
mod display;
mod error;
mod field;
mod lexer;
mod query_text;
mod text;
mod value;

use jiff::civil::{Date, Weekday};

pub use date::{DateBounds, DateRange, DateTest, DayRange, Offset, OffsetUnit, QueryDay};
pub use error::QueryError;
pub use field::{DateField, FieldHelp, GroupKey, Is, Property, RankField, SortKey, TermHelp, fields, other_terms};
pub use query_text::QueryText;
pub use text::{SearchPhrase, SearchWord, TextSearch};
pub use value::{Comparison, EstimateTest, Minutes, OneOf, RankTest};

use self::error::listed;
use self::field::Field;
use self::lexer::{Body, Piece, QueryLexer, RawTerm};
use crate::domain::projects::Name;
use crate::domain::tasks::{Tag, TaskId};
use crate::domain::text::shortened;

/// The most characters in a query.
pub const MAX_CHARS: usize = 1_000;
/// The most terms in a query, including `sort` and `group`.
pub const MAX_TERMS: usize = 50;
/// The most values of one field.
pub const MAX_VALUES: usize = 50;

/// The context of relative days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueryContext {
    /// The account's current day.
    pub today: Date,
    /// The first day of the week.
    pub week_start: Weekday,
}

impl QueryContext {
    /// The day before today, as text.
    pub fn yesterday(&self) -> String {
        self.today.yesterday().unwrap_or(self.today).to_string()
    }
}

/// What to find, and in which order. The default finds everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All of these must hold.
    pub terms: Vec<Term>,
    /// The first key sorts; the next ones break ties. Keys are unique.
    pub sort: Vec<Sort>,
    /// What the list is divided by, if the query says so. Groups come before the sort keys.
    pub group: Option<GroupKey>,
}

impl Query {
    /// Whether it asks for what archived projects hold: by project, by section, by number, or by what history has.
    pub fn includes_archived(&self) -> bool {
        let history = [Is::Done, Is::Dropped, Is::Archived];
        self.terms.iter().filter(|term| !term.negated).any(|term| match &term.condition {
            Condition::Project(_)
            | Condition::Section(_)
            | Condition::Parent(_)
            | Condition::Id(_)
            | Condition::Date(DateField::Completed, _) => true,
            Condition::Is(states) => states.iter().any(|state| history.contains(state)),
            _ => false,
        })
    }

    /// Whether it asks for words and phrases and nothing else, in the default order and without groups.
    pub fn is_words_alone(&self) -> bool {
        let is_word =
            |term: &Term| matches!(term.condition, Condition::Word(_) | Condition::Phrase(_)) && !term.negated;
        self.sort.is_empty() && self.group.is_none() && self.terms.iter().all(is_word)
    }
}

/// A condition or its negation.
///
/// A condition on a field that a task lacks doesn't hold, so `-due:<fri` also finds tasks without a due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether the condition must not hold.
    pub negated: bool,
    pub condition: Condition,
}

/// A condition on a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// It is in one of these states.
    Is(OneOf<Is>),
    /// It has one of these tags.
    Tag(OneOf<Tag>),
    /// It is in one of these projects, ignoring case.
    Project(OneOf<Name>),
    /// It is in a section with one of these names, ignoring case.
    Section(OneOf<Name>),
    /// It is a direct subtask of one of these.
    Parent(OneOf<TaskId>),
    /// It is one of these.
    Id(OneOf<TaskId>),
    /// One of its words with a rank passes one of these.
    Rank(RankField, OneOf<RankTest>),
    /// One of its dates passes one of these.
    Date(DateField, OneOf<DateTest>),
    /// Its estimate passes one of these.
    Estimate(OneOf<EstimateTest>),
    /// It has one of these.
    Has(OneOf<Property>),
    /// It lacks one of these.
    No(OneOf<Property>),
    /// A word in its title or description begins like this.
    Word(SearchWord),
    /// Its title or description contains these words in this order.
    Phrase(SearchPhrase),
}

/// A sort key and its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    pub key: SortKey,
    /// Whether the usual order of the key is reversed.
    pub reversed: bool,
}

impl Query {
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let mut lexer = QueryLexer::new(text)?;
        let mut query = Self::default();
        let mut count = 0;
        while let Some(term) = lexer.next_term()? {
            count += 1;
            if count > MAX_TERMS {
                return Err(QueryError::new(term.column, format!("a query has {MAX_TERMS} terms at most")));
            }
            query.add(&term)?;
        }
        Ok(query)
    }

    fn add(&mut self, term: &RawTerm) -> Result<(), QueryError> {
        let condition = match &term.body {
            Body::Word(word) => Condition::Word(SearchWord::parse(word)?),
            Body::Phrase(phrase) => Condition::Phrase(SearchPhrase::parse(phrase)?),
            Body::Field(name, values) if name.text.eq_ignore_ascii_case("sort") => return self.add_sort(term, values),
            Body::Field(name, values) if name.text.eq_ignore_ascii_case("group") => {
                return self.add_group(term, values);
            }
            Body::Field(name, values) => {
                let field = Field::parse(&name.text).ok_or_else(|| unknown_field(name))?;
                Condition::parse(field, values)?
            }
        };
        self.terms.push(Term { negated: term.negated, condition });
        Ok(())
    }

    fn add_sort(&mut self, term: &RawTerm, values: &[Piece]) -> Result<(), QueryError> {
        if term.negated {
            return Err(QueryError::new(term.column, "sort: can't be excluded; sort:-due reverses an order"));
        }
        for value in values {
            let name = value.text.strip_prefix('-');
            let reversed = name.is_some();
            let name = name.unwrap_or(&value.text).to_ascii_lowercase();
            let Some(key) = SortKey::from_word(&name) else {
                let keys: Vec<_> = SortKey::ALL.iter().map(|key| key.as_str()).collect();
                let keys = listed(&keys, "or");
                return Err(value.error(format!("expected {keys} after sort:, such as sort:-due")));
            };
            if self.sort.iter().any(|sort| sort.key == key) {
                return Err(value.error(format!("the query is sorted by {} already", key.as_str())));
            }
            self.sort.push(Sort { key, reversed });
        }
        Ok(())
    }

    fn add_group(&mut self, term: &RawTerm, values: &[Piece]) -> Result<(), QueryError> {
        if term.negated {
            return Err(QueryError::new(term.column, "group: can't be excluded; group:none has no groups"));
        }
        for value in values {
            let Some(key) = GroupKey::from_word(&value.text.to_ascii_lowercase()) else {
                let keys: Vec<_> = GroupKey::ALL.iter().map(|key| key.as_str()).collect();
                let keys = listed(&keys, "or");
                return Err(value.error(format!("expected {keys} after group:, such as group:project")));
            };
            if let Some(before) = self.group {
                return Err(value.error(format!("the query is grouped by {} already", before.as_str())));
            }
            self.group = Some(key);
        }
        Ok(())
    }
}

impl Condition {
    fn parse(field: Field, values: &[Piece]) -> Result<Self, QueryError> {
        Ok(match field {
            Field::Is => Self::Is(keywords("is", values, Is::ALL, Is::as_str)?),
            Field::Tag => Self::Tag(OneOf::parse(values, value::parse_tag)?),
            Field::Project => Self::Project(OneOf::parse(values, value::parse_project)?),
            Field::Section => Self::Section(OneOf::parse(values, value::parse_section)?),
            Field::Parent => Self::Parent(OneOf::parse(values, |value| value::parse_id("parent", value))?),
            Field::Id => Self::Id(OneOf::parse(values, |value| value::parse_id("id", value))?),
            Field::Rank(field) => Self::Rank(field, OneOf::parse(values, |value| RankTest::parse(field, value))?),
            Field::Date(date) => Self::Date(date, OneOf::parse(values, |value| DateTest::parse(date.as_str(), value))?),
            Field::Estimate => Self::Estimate(OneOf::parse(values, EstimateTest::parse)?),
            Field::Has => Self::Has(keywords("has", values, Property::ALL, Property::as_str)?),
            Field::No => Self::No(keywords("no", values, Property::ALL, Property::as_str)?),
        })
    }
}

/// Reads values that must each be one of a set of words.
fn keywords<T: Copy>(
    field: &str,
    values: &[Piece],
    all: &[T],
    word_of: impl Fn(T) -> &'static str,
) -> Result<OneOf<T>, QueryError> {
    OneOf::parse(values, |value| {
        let found = all.iter().copied().find(|one| value.text.eq_ignore_ascii_case(word_of(*one)));
        found.ok_or_else(|| {
            let words: Vec<_> = all.iter().copied().map(&word_of).collect();
            value.error(format!("expected {} after {field}:", listed(&words, "or")))
        })
    })
}

fn unknown_field(name: &Piece) -> QueryError {
    let names: Vec<_> = fields().iter().map(|field| field.name).collect();
    let names = listed(&names, "and");
    let name_text = shortened(&name.text);
    name.error(format!("there is no field “{name_text}”; there are {names}; other text with a colon stands in quotes"))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::fmt::Debug;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::error::Error;

    fn one_of<T: Clone + Debug>(values: &[T]) -> OneOf<T> {
        OneOf::new(values.to_vec()).unwrap()
    }

    fn only_term(text: &str) -> Term {
        let query = Query::parse(text).unwrap();
        assert_eq!((query.terms.len(), query.sort.len()), (1, 0), "{text}");
        query.terms.into_iter().next().unwrap()
    }

    /// The values of a field of names, without quotes.
    fn names(text: &str) -> Vec<String> {
        match only_term(text).condition {
            Condition::Tag(tags) => tags.iter().map(|tag| tag.as_str().to_owned()).collect(),
            Condition::Project(names) | Condition::Section(names) => {
                names.iter().map(|name| name.as_str().to_owned()).collect()
            }
            Condition::Word(word) => vec![word.as_str().to_owned()],
            Condition::Phrase(phrase) => vec![phrase.as_str().to_owned()],
            other => panic!("expected names in {other:?}"),
        }
    }

    #[test]
    fn the_example_of_the_help_is_read() {
        let query = Query::parse("is:open tag:home due:<=fri project:House -tag:waiting \"exact words\" rent sort:due")
            .unwrap();
        let negated: Vec<_> = query.terms.iter().map(|term| term.negated).collect();
        assert_eq!(negated, [false, false, false, false, true, false, false]);
        assert_eq!(query.sort, [Sort { key: SortKey::Due, reversed: false }]);
        let friday = DateTest::Compare(Comparison::AtMost, QueryDay::Weekday(Weekday::Friday));
        assert_eq!(query.terms[2].condition, Condition::Date(DateField::Due, one_of(&[friday])));
        assert!(matches!(query.terms[6].condition, Condition::Word(_)));
    }

    #[test]
    fn every_field_is_read() {
        let equal = |day| DateTest::Compare(Comparison::Equal, day);
        let rank =
            |text| RankTest::parse(RankField::Priority, &Piece { text: Cow::Borrowed(text), column: 1 }).unwrap();
        let (low, medium) = (rank("low"), rank(">=medium"));
        let advent = DayRange::new(QueryDay::On(date(2026, 12, 1)), QueryDay::On(date(2026, 12, 24))).unwrap();
        for (text, condition) in [
            ("is:open", Condition::Is(one_of(&[Is::Open]))),
            ("IS:Overdue,blocked", Condition::Is(one_of(&[Is::Overdue, Is::Blocked]))),
            ("section:Garden", Condition::Section(one_of(&[Name::parse("Garden").unwrap()]))),
            ("parent:7", Condition::Parent(one_of(&[TaskId(7)]))),
            ("id:1,42", Condition::Id(one_of(&[TaskId(1), TaskId(42)]))),
            ("priority:low,>=MEDIUM", Condition::Rank(RankField::Priority, one_of(&[low, medium]))),
            ("due:today", Condition::Date(DateField::Due, one_of(&[equal(QueryDay::Today)]))),
            (
                "start:none,eow",
                Condition::Date(DateField::Start, one_of(&[DateTest::None, equal(QueryDay::EndOfWeek)])),
            ),
            ("planned:Any", Condition::Date(DateField::Planned, one_of(&[DateTest::Any]))),
            (
                "completed:2026-12-01..2026-12-24",
                Condition::Date(DateField::Completed, one_of(&[DateTest::Within(advent)])),
            ),
            (
                "created:>eom",
                Condition::Date(
                    DateField::Created,
                    one_of(&[DateTest::Compare(Comparison::Greater, QueryDay::EndOfMonth)]),
                ),
            ),
            (
                "updated:<2026-12-01",
                Condition::Date(
                    DateField::Updated,
                    one_of(&[DateTest::Compare(Comparison::Less, QueryDay::On(date(2026, 12, 1)))]),
                ),
            ),
            ("estimate:none,any", Condition::Estimate(one_of(&[EstimateTest::None, EstimateTest::Any]))),
            ("has:due,description", Condition::Has(one_of(&[Property::Due, Property::Description]))),
            ("no:recurrence", Condition::No(one_of(&[Property::Recurrence]))),
        ] {
            assert_eq!(only_term(text), Term { negated: false, condition: condition.clone() }, "{text}");
            assert_eq!(only_term(&format!("-{text}")), Term { negated: true, condition }, "-{text}");
        }
    }

    #[test]
    fn names_and_words_are_kept_as_they_were_typed() {
        for (text, expected) in [
            ("tag:Home,WORK/a-b_c.d", vec!["home", "work/a-b_c.d"]),
            ("project:House", vec!["House"]),
            ("project:\"My House\",b,\"c,d\"", vec!["My House", "b", "c,d"]),
            ("project:\"the \"\"x\"\"\"", vec!["the \"x\""]),
            ("project:a:b\"c", vec!["a:b\"c"]),
            ("AND", vec!["AND"]),
            ("(milk,eggs)", vec!["(milk,eggs)"]),
            ("5\"", vec!["5\""]),
            ("e-mail", vec!["e-mail"]),
            ("\" exact  words:\"", vec![" exact  words:"]),
            ("“b a”", vec!["b a"]),
            ("„b a“", vec!["b a"]),
            ("project:“My house”,b", vec!["My house", "b"]),
            ("http://x.y/z", vec!["http://x.y/z"]),
            ("\"http://x\"", vec!["http://x"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn a_list_is_sorted_by_one_key_after_the_other() {
        let query = Query::parse("sort:-due rent sort:priority,title").unwrap();
        let sort: Vec<_> = query.sort.iter().map(ToString::to_string).collect();
        assert_eq!(sort, ["-due", "priority", "title"]);
        assert_eq!(query.terms.len(), 1);
    }

    #[test]
    fn a_list_is_divided_by_one_thing() {
        for (text, group) in
            [("rent", None), ("GROUP:Project rent", Some(GroupKey::Project)), ("group:none", Some(GroupKey::None))]
        {
            assert_eq!(Query::parse(text).unwrap().group, group, "{text}");
        }
        assert!(!Query::parse("rent group:due").unwrap().is_words_alone());
    }

    #[test]
    fn an_error_says_where_it_is_and_what_was_expected() {
        let date = "expected a date after due:, such as fri or 2026-12-24";
        let states = "expected open, done, dropped, overdue, recurring, subtask, inbox, started, blocked, planned, putoff or archived after is:";
        let properties = "due, start, planned, estimate, project, section, parent, tag, recurrence, description, priority or subtask";
        let group = "expected none, project, section, priority, tag, day, due, planned, completed or status after group:, such as group:project";
        let sort = "expected urgency, due, start, planned, day, priority, created, updated, completed, estimate, putoff, title, position or relevance after sort:, such as sort:-due";
        let fields = "there are is, tag, project, section, parent, id, priority, due, start, planned, completed, created, updated, day, estimate, has, no, sort and group; other text with a colon stands in quotes";
        let priority = "expected none, low, medium or high after priority:, such as >=medium";
        let estimate = "expected a time after estimate:, such as 30m or <=2h";
        let project = "expected a project after project:, such as House or \"My House\"";
        for (text, column, message) in [
            ("is:open due:", 13, date),
            ("due: fri", 5, date),
            ("due:<=", 7, date),
            ("due:<none", 6, date),
            ("due:fri,", 9, date),
            ("due:fri,soon", 9, date),
            ("due:fri..", 10, date),
            ("due:..fri", 5, date),
            ("due:fri..<sat", 10, date),
            ("due:2026-1-1", 5, date),
            ("due:2026-12-24T09:00", 5, date),
            ("due:++3d", 5, date),
            ("due:-+3d", 5, date),
            ("due:--3d", 5, date),
            ("due:d", 5, date),
            ("-due:\"in May\"", 7, date),
            ("ü due:fri..2026-02-31", 12, "there is no day 2026-02-31"),
            ("due:2026-12-24..2026-12-23", 5, "the range ends before it begins"),
            ("due:<10000d", 6, "a date is 9,999 days, weeks, months or years away at most"),
            ("created:x", 9, "expected a date after created:, such as fri or 2026-12-24"),
            ("is:", 4, states),
            ("is:open,late", 9, states),
            ("has:time", 5, &format!("expected {properties} after has:")),
            ("no:time", 4, &format!("expected {properties} after no:")),
            ("tag:", 5, "expected a tag after tag:, such as home"),
            ("tag:a,,b", 7, "expected a tag after tag:, such as home"),
            ("tag:#home", 5, "a tag has 1 to 50 letters, digits, emoji, -, _, / or full stops"),
            ("project:", 9, project),
            ("project:\" \"", 10, project),
            ("section:", 9, "expected a section after section:, such as Garden or \"Front garden\""),
            (&format!("section:{}", "a".repeat(101)), 9, "a section's name is one line of 1 to 100 characters"),
            (&format!("project:{}", "a".repeat(101)), 9, "a project's name is one line of 1 to 100 characters"),
            ("parent:x", 8, "expected a task's number after parent:, such as 42"),
            ("id:0", 4, "expected a task's number after id:, such as 42"),
            ("id:1,9223372036854775808", 6, "expected a task's number after id:, such as 42"),
            ("priority:", 10, priority),
            ("priority:>=urgent", 12, priority),
            ("estimate:<1x", 11, estimate),
            ("estimate:>any", 11, estimate),
            ("estimate:2000h", 10, "an estimate has 60,000 minutes at most"),
            ("sort:", 6, sort),
            ("sort:due,--title", 10, sort),
            ("rent -sort:due", 6, "sort: can't be excluded; sort:-due reverses an order"),
            ("sort:due sort:-due", 15, "the query is sorted by due already"),
            ("group:", 7, group),
            ("group:-due", 7, group),
            ("rent -group:due", 6, "group: can't be excluded; group:none has no groups"),
            ("group:due,tag", 11, "the query is grouped by due already"),
            ("see mailto:x", 5, &format!("there is no field “mailto”; {fields}")),
            ("a “b", 3, "expected another quote that closes this one"),
            ("-re:zero", 2, &format!("there is no field “re”; {fields}")),
            (":-)", 1, &format!("there is no field “”; {fields}")),
            ("é && b", 3, "expected a letter or digit to search for in “&&”"),
            ("\"\"", 2, "expected a letter or digit to search for in “”"),
            ("-\"!\"", 3, "expected a letter or digit to search for in “!”"),
            ("a \"b", 3, "expected another quote that closes this one"),
            ("project:\"a\"\"", 9, "expected another quote that closes this one"),
            ("\"a\"b", 4, "expected a space after the closing quote"),
            ("tag:\"a\"b", 8, "expected a space or a comma after the closing quote"),
            ("milk - eggs", 7, "expected a word or a field right after the -"),
            ("--help", 2, "expected a word or a field right after the -"),
            ("-", 2, "expected a word or a field right after the -"),
            ("ab\0", 3, "a query can't have control characters"),
        ] {
            let error = Query::parse(text).unwrap_err();
            assert_eq!((error.column, error.message.as_str()), (column, message), "{text}");
        }
    }

    #[test]
    fn a_query_is_bounded() {
        for (text, column, message) in [
            ("ü".repeat(MAX_CHARS + 1), 1_001, "a query has 1,000 characters at most"),
            ("a".repeat(10_000), 1_001, "a query has 1,000 characters at most"),
            ("a ".repeat(MAX_TERMS + 1), 101, "a query has 50 terms at most"),
            (format!("id:1{}", ",1".repeat(MAX_VALUES)), 104, "a field has 50 values at most"),
            (format!("tag:{}", "a".repeat(51)), 5, "a tag has 1 to 50 letters, digits, emoji, -, _, / or full stops"),
        ] {
            let error = Query::parse(&text).unwrap_err();
            assert_eq!((error.column, error.message.as_str()), (column, message));
        }
        Query::parse(&"ü".repeat(MAX_CHARS)).unwrap();
        Query::parse(&"a ".repeat(MAX_TERMS)).unwrap();
        Query::parse(&format!("id:1{}", ",1".repeat(MAX_VALUES - 1))).unwrap();
    }

    #[test]
    fn an_error_blames_the_field_that_the_query_came_in() {
        let error = Query::parse("is:open due:").unwrap_err();
        let sentence = "Column 13: expected a date after due:, such as fri or 2026-12-24.";
        assert_eq!(Error::from(error.clone()).to_string(), sentence);
        let Error::Invalid(fields) = error.blame("query") else { panic!("expected field errors") };
        assert_eq!(fields.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["query"]);
    }

    proptest! {
        #[test]
        fn any_text_is_a_query_or_an_error_within_it(text in any::<String>()) {
            check(&text)?;
        }

        #[test]
        fn any_text_of_our_signs_is_a_query_or_an_error_within_it(
            text in "([-:,\"<>=. ]|is|open|due|sort|tag|project|estimate|fri|3d|1h|2026-02-3[01]|[a-zü\t\0]){0,40}",
        ) {
            check(&text)?;
        }
    }

    fn check(text: &str) -> Result<(), TestCaseError> {
        match Query::parse(text) {
            Ok(query) => prop_assert_eq!(Query::parse(&query.to_string()), Ok(query)),
            Err(error) => prop_assert!((1..=text.chars().count() + 1).contains(&error.column), "{}", error),
        }
        Ok(())
    }
}
