//! A language as the parser sees it: pure data.

use jiff::civil::Weekday;

use super::flaw::Flaw;
use crate::domain::tasks::Priority;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// What a word means to the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// `today`
    Today,
    /// `tonight`: today, with times in the evening.
    Tonight,
    /// `tomorrow`
    Tomorrow,
    /// `yesterday`
    Yesterday,
    /// `now`, as in `two weeks from now`.
    Now,
    /// `monday`
    Weekday(Weekday),
    /// `december`, from 1.
    Month(i8),
    /// `weeks`
    Unit(Unit),
    /// `quarter`, `fortnight`, after `every`: this many of a unit.
    Units(u16, Unit),
    /// `two`
    Number(u16),
    /// `second`, of the days or weekdays of a month.
    Ordinal(i8),
    /// `next`
    Next,
    /// `this`
    This,
    /// `weekday`: Monday to Friday.
    Workday,
    /// `working`, before `day`: Monday to Friday.
    Working,
    /// `weekend`
    Weekend,
    /// Also an everyday word, besides its other meanings: `sun`
    Doubtful,
    /// Makes a weekday a name: `good`, as in Good Friday.
    NamesDay,
    /// A plural of its other meanings, so every such day: `mondays`
    Plural,
    /// `in`, before a duration.
    In,
    /// `on`, before a day.
    On,
    /// `by`, before a day or a time.
    By,
    /// `at`, before a time.
    At,
    /// `noon`
    Noon,
    /// `midnight`
    Midnight,
    /// `half`, `quarter`, before `past` and an hour: this many minutes.
    Fraction(i8),
    /// `past`, as in `half past 5`.
    Past,
    /// `o'clock`, after an hour.
    OClock,
    /// `twice`, as in `twice a week`.
    Often,
    /// `morning`, after a day: at this hour, unless another is given.
    PartOfDay(i8),
    /// `am`
    Morning,
    /// `pm`
    Afternoon,
    /// `every`
    Every,
    /// `daily`, `quarterly`: every so many units.
    Adverb(u16, Unit),
    /// `other`, as in `every other week`.
    Other,
    /// `last`
    Last,
    /// `to`, as in `second to last` and `monday to friday`.
    To,
    /// `between`, before two days or times that are not a due date.
    Between,
    /// `until`, before the last day of a recurrence.
    Until,
    /// `from` and `before`, before a day or time that is not a due date.
    From,
    /// `starting`, before the first day of a recurrence.
    Starting,
    /// `except`, before weekdays to leave out.
    Except,
    /// `for`, before a number of repetitions, or before a day.
    For,
    /// `as`, in `as of`, before the first day of a recurrence.
    As,
    /// `times`
    Times,
    /// `after`
    After,
    /// `completion`
    Completion,
    /// `beginning`, as in `beginning of next month`.
    Beginning,
    /// `end`, as in `end of month`.
    End,
    /// `eom`: the end of the current one.
    EndOf(Unit),
    /// `of`
    Of,
    /// `the`
    The,
    /// `and`
    And,
    /// `or`
    Or,
}

/// A spelling in lower case and what it means.
pub type Entry = (&'static str, Word);

/// The words of a language.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// The language (BCP 47).
    pub code: &'static str,
    /// Every known word, sorted. A word with several meanings has several entries.
    pub words: &'static [Entry],
    /// The words of `!high`.
    pub priorities: &'static [(&'static str, Priority)],
    /// Suffixes of ordinal numbers in digits.
    pub ordinal_marks: &'static [&'static str],
    /// Units for minutes in an estimate.
    pub minute_marks: &'static [&'static str],
    /// Units for hours in an estimate.
    pub hour_marks: &'static [&'static str],
    /// Halves of the day that directly follow an hour, as in `5p`.
    pub half_marks: &'static [(&'static str, i8)],
    /// Names of zones that can follow a time.
    pub zones: &'static [&'static str],
    /// Habits from elsewhere, such as `p1`, and what is wrong with them.
    pub habits: &'static [(&'static str, Flaw)],
    /// What stands after a fraction or a ratio.
    pub measures: &'static [&'static str],
    /// What stands before a number such as that of a room.
    pub numbered: &'static [&'static str],
    /// What to say about each flaw. A `{}` stands for what to write instead.
    pub hints: &'static [(Flaw, &'static str)],
    /// The words used for output.
    pub written: Written,
}

/// The words of labels and printed lines. Printed lines must be understood again.
#[derive(Debug, PartialEq, Eq)]
pub struct Written {
    /// `today`
    pub today: &'static str,
    /// `tomorrow`
    pub tomorrow: &'static str,
    /// Monday to Sunday, in short.
    pub weekdays: [&'static str; 7],
    /// January to December, in short.
    pub months: [&'static str; 12],
    /// Day, week, month, year: singular and plural.
    pub units: [(&'static str, &'static str); 4],
    /// The ordinal numbers from 1 to 31.
    pub ordinals: [&'static str; 31],
    /// `every`
    pub every: &'static str,
    /// `weekday`
    pub workday: &'static str,
    /// `on`, before weekdays and dates.
    pub on: &'static str,
    /// `on the`, before ordinal numbers.
    pub on_the: &'static str,
    /// `last`
    pub last: &'static str,
    /// `to`, as in `2nd to last`.
    pub to: &'static str,
    /// `and`
    pub and: &'static str,
    /// `of`, before a month.
    pub of: &'static str,
    /// `until`
    pub until: &'static str,
    /// How often: singular and plural.
    pub times: (&'static str, &'static str),
    /// `after completion`
    pub after_completion: &'static str,
    /// `from`, before the start of a task or of a recurrence.
    pub from: &'static str,
    /// `h`
    pub hours: &'static str,
    /// `min`
    pub minutes: &'static str,
    /// The priorities, lowest first.
    pub priorities: [&'static str; 4],
}

/// The longest word to look up, in bytes.
const LONGEST: usize = 32;

impl Language {
    /// What a word means, ignoring case.
    pub(super) fn meanings(&self, text: &str) -> &'static [Entry] {
        let mut buffer = [0; LONGEST];
        let Some(lower) = buffer.get_mut(..text.len()) else { return &[] };
        lower.copy_from_slice(text.as_bytes());
        lower.make_ascii_lowercase();
        match std::str::from_utf8(lower) {
            Ok(lower) if lower.is_ascii() => self.find(lower),
            _ => self.find(&text.to_lowercase()),
        }
    }

    /// What to say about a flaw.
    pub(super) fn hint(&self, flaw: Flaw) -> Option<&'static str> {
        self.hints.iter().find(|(other, _)| *other == flaw).map(|(_, hint)| *hint)
    }

    fn find(&self, lower: &str) -> &'static [Entry] {
        let from = self.words.partition_point(|(word, _)| *word < lower);
        let rest = self.words.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|(word, _)| *word == lower).count();
        rest.get(..count).unwrap_or_default()
    }

    /// The priority that a word stands for.
    pub(super) fn priority(&self, text: &str) -> Option<Priority> {
        self.priorities.iter().find(|(word, _)| is_word(word, text)).map(|(_, priority)| *priority)
    }
}

/// Whether a text is this word, ignoring case.
pub(super) fn is_word(word: &str, text: &str) -> bool {
    word.eq_ignore_ascii_case(text) || (!text.is_ascii() && text.to_lowercase() == word)
}
