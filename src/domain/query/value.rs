//! The values after a field's colon.

use std::fmt;

use super::MAX_VALUES;
use super::error::{QueryError, listed};
use super::field::RankField;
use super::lexer::Piece;
use crate::domain::projects::Name;
use crate::domain::tasks::{Estimate, Tag, TaskId};
use crate::domain::text::{grouped, parse_number};

/// The values of a field, at least one, in order. One of them must match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOf<T>(Vec<T>);

impl<T> OneOf<T> {
    /// `None` if there are no values, or too many.
    pub fn new(values: Vec<T>) -> Option<Self> {
        (1..=MAX_VALUES).contains(&values.len()).then_some(Self(values))
    }

    /// Reads each value after a colon.
    pub(super) fn parse<'a>(
        values: &'a [Piece<'a>],
        parse: impl FnMut(&'a Piece<'a>) -> Result<T, QueryError>,
    ) -> Result<Self, QueryError> {
        values.iter().map(parse).collect::<Result<_, _>>().map(Self)
    }

    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }
}

impl<'a, T> IntoIterator for &'a OneOf<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// How a task's value compares to the one in the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`, or nothing.
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    Greater,
}

impl Comparison {
    /// Every comparison. A longer sign comes before its own prefix.
    const SIGNS: [(&str, Self); 5] =
        [("<=", Self::AtMost), ("<", Self::Less), (">=", Self::AtLeast), (">", Self::Greater), ("=", Self::Equal)];

    /// The comparison sign of a value, if any, and the rest.
    pub(super) fn split<'a>(value: &'a Piece<'_>) -> (Option<Self>, Piece<'a>) {
        let sign = Self::SIGNS.iter().find(|(sign, _)| value.text.starts_with(sign));
        (sign.map(|(_, comparison)| *comparison), value.skip(sign.map_or(0, |(sign, _)| sign.len())))
    }

    /// Whether the result of `value.cmp(&other)` satisfies this comparison.
    #[cfg(test)]
    pub(super) fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Less => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
            Self::Equal => ordering.is_eq(),
            Self::AtLeast => ordering.is_ge(),
            Self::Greater => ordering.is_gt(),
        }
    }
}

/// The sign; nothing for equal.
impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "",
            Self::AtLeast => ">=",
            Self::Greater => ">",
        })
    }
}

pub(super) fn parse_tag(value: &Piece) -> Result<Tag, QueryError> {
    if value.text.is_empty() {
        return Err(value.error("expected a tag after tag:, such as home"));
    }
    let rule =
        || value.error(format!("a tag has 1 to {} letters, digits, emoji, -, _, / or full stops", Tag::MAX_CHARS));
    Tag::parse(&value.text).map_err(|_| rule())
}

/// Reads a project's name. The search finds out whether such a project exists.
pub(super) fn parse_project(value: &Piece) -> Result<Name, QueryError> {
    if value.text.trim().is_empty() {
        return Err(value.error("expected a project after project:, such as House or \"My House\""));
    }
    let rule = || value.error(format!("a project's name is one line of 1 to {} characters", Name::MAX_CHARS));
    Name::parse(&value.text).map_err(|_| rule())
}

/// Reads a section's name. The search finds out whether such a section exists.
pub(super) fn parse_section(value: &Piece) -> Result<Name, QueryError> {
    if value.text.trim().is_empty() {
        return Err(value.error("expected a section after section:, such as Garden or \"Front garden\""));
    }
    let rule = || value.error(format!("a section's name is one line of 1 to {} characters", Name::MAX_CHARS));
    Name::parse(&value.text).map_err(|_| rule())
}

/// Reads a task's number.
pub(super) fn parse_id(field: &str, value: &Piece) -> Result<TaskId, QueryError> {
    let id = parse_number(&value.text).map(TaskId);
    id.ok_or_else(|| value.error(format!("expected a task's number after {field}:, such as 42")))
}

/// A condition on a field whose values are words with a rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankTest {
    /// How the rank of the task's word compares to that of this one.
    pub comparison: Comparison,
    /// The word in the query.
    word: &'static str,
    /// How many words of the field rank lower.
    pub rank: u8,
}

impl RankTest {
    pub(super) fn parse(field: RankField, value: &Piece) -> Result<Self, QueryError> {
        let (comparison, text) = Comparison::split(value);
        let words = field.words();
        let found = (0..).zip(&words).find(|(_, word)| text.text.eq_ignore_ascii_case(word));
        let (rank, word) = found.ok_or_else(|| {
            let middle = words.get(words.len() / 2).copied().unwrap_or_default();
            let (name, words) = (field.as_str(), listed(&words, "or"));
            text.error(format!("expected {words} after {name}:, such as >={middle}"))
        })?;
        Ok(Self { comparison: comparison.unwrap_or(Comparison::Equal), word, rank })
    }
}

impl fmt::Display for RankTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.comparison, self.word)
    }
}

/// An estimate in the query: 0 to 60,000 minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minutes(u16);

impl Minutes {
    /// Reads `90`, `30m`, `2h` or `1h30m`.
    fn parse(piece: &Piece) -> Result<Self, QueryError> {
        let text = piece.text.to_ascii_lowercase();
        let (hours, minutes) = text.split_once('h').map_or((None, text.as_str()), |(hours, rest)| (Some(hours), rest));
        let minutes = match (hours, minutes.strip_suffix('m')) {
            (Some(_), None) if minutes.is_empty() => Some(0),
            (Some(_), None) => None,
            (_, digits) => digits_of(digits.unwrap_or(minutes)),
        };
        let hours = hours.map_or(Some(0), digits_of);
        let Some((hours, minutes)) = hours.zip(minutes) else {
            return Err(piece.error("expected a time after estimate:, such as 30m or <=2h"));
        };
        let total = hours.saturating_mul(60).saturating_add(minutes);
        let total = u16::try_from(total).ok().filter(|total| *total <= Estimate::MAX);
        let too_long = || piece.error(format!("an estimate has {} minutes at most", grouped(Estimate::MAX.into())));
        total.map(Self).ok_or_else(too_long)
    }

    pub fn get(self) -> u16 {
        self.0
    }
}

/// Never longer than what was parsed, so a query within the limit stays within it.
impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 > 0 && self.0.is_multiple_of(60) { write!(f, "{}h", self.0 / 60) } else { write!(f, "{}", self.0) }
    }
}

/// The number these digits make, capped at the largest possible.
pub(super) fn digits_of(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u32::MAX))
}

/// A condition on the estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EstimateTest {
    /// It has no estimate.
    None,
    Any,
    /// It has an estimate that compares to this one like this.
    Compare(Comparison, Minutes),
}

impl EstimateTest {
    pub(super) fn parse(value: &Piece) -> Result<Self, QueryError> {
        let (comparison, time) = Comparison::split(value);
        match time.text.to_ascii_lowercase().as_str() {
            "none" if comparison.is_none() => Ok(Self::None),
            "any" if comparison.is_none() => Ok(Self::Any),
            _ => Ok(Self::Compare(comparison.unwrap_or(Comparison::Equal), Minutes::parse(&time)?)),
        }
    }
}

impl fmt::Display for EstimateTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Any => f.write_str("any"),
            Self::Compare(comparison, minutes) => write!(f, "{comparison}{minutes}"),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::fmt::Debug;

    use proptest::prelude::*;

    use super::*;

    pub(crate) fn any_one_of<T: Debug + 'static>(value: impl Strategy<Value = T>) -> impl Strategy<Value = OneOf<T>> {
        prop::collection::vec(value, 1..4).prop_map(|values| OneOf::new(values).unwrap())
    }

    pub(crate) fn any_comparison() -> impl Strategy<Value = Comparison> {
        prop::sample::select(Comparison::SIGNS.as_slice()).prop_map(|(_, comparison)| comparison)
    }

    pub(crate) fn any_rank_test(field: RankField) -> impl Strategy<Value = RankTest> {
        (any_comparison(), prop::sample::select(field.words())).prop_map(move |(comparison, word)| RankTest {
            comparison,
            ..RankTest::parse(field, &piece(word)).unwrap()
        })
    }

    pub(crate) fn any_estimate_test() -> impl Strategy<Value = EstimateTest> {
        prop_oneof![
            Just(EstimateTest::None),
            Just(EstimateTest::Any),
            (any_comparison(), 0..=Estimate::MAX)
                .prop_map(|(comparison, minutes)| EstimateTest::Compare(comparison, Minutes(minutes))),
        ]
    }

    fn piece(text: &str) -> Piece<'_> {
        Piece { text: text.into(), column: 1 }
    }

    #[test]
    fn an_estimate_is_read_in_hours_and_minutes() {
        for (text, minutes) in
            [("0", 0), ("90", 90), ("30m", 30), ("2h", 120), ("1h30m", 90), ("1H5M", 65), ("60000", 60_000)]
        {
            assert_eq!(Minutes::parse(&piece(text)), Ok(Minutes(minutes)), "{text}");
        }
        for text in ["", "m", "h", "1h30", "h5m", "1hm", "30m1h", "1.5h", "-5", "+5", "1h 5m", "5s", "٣"] {
            assert!(Minutes::parse(&piece(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn no_estimate_is_longer_than_a_task_can_have() {
        for text in ["60001", "1001h", "1000h1m", "99999999999999999999", "99999999999999999999h"] {
            let error = Minutes::parse(&piece(text)).unwrap_err();
            assert_eq!(error.message, "an estimate has 60,000 minutes at most", "{text}");
        }
    }

    #[test]
    fn a_list_has_a_value_at_least() {
        assert_eq!(OneOf::<u8>::new(vec![]), None);
        assert_eq!(OneOf::new(vec![0; MAX_VALUES + 1]), None);
        assert_eq!(OneOf::new(vec![1, 2]).unwrap().as_slice(), [1, 2]);
    }

    proptest! {
        #[test]
        fn a_comparison_holds_as_its_sign_says(comparison in any_comparison(), left: u8, right: u8) {
            let expected = match comparison {
                Comparison::Less => left < right,
                Comparison::AtMost => left <= right,
                Comparison::Equal => left == right,
                Comparison::AtLeast => left >= right,
                Comparison::Greater => left > right,
            };
            prop_assert_eq!(comparison.holds(left.cmp(&right)), expected);
        }

        #[test]
        fn a_tag_is_read_as_that_of_a_task(text in "\\PC{1,20}") {
            if let Ok(tag) = parse_tag(&piece(&text)) {
                prop_assert_eq!(&tag, &Tag::parse(&text).unwrap());
                prop_assert_eq!(parse_tag(&piece(tag.as_str())), Ok(tag.clone()));
            }
        }
    }
}
