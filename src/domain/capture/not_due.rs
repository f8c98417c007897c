//! Days and times that are mentioned but don't say when something is due.

use super::day_words::day;
use super::days::ordinal;
use super::language::{Language, Word};
use super::repeat::dates;
use super::suffix::as_of;
use super::time::clock;
use super::token::{Kind, Reader, Token, digits};

/// The length in tokens of such a mention: `until friday` without a recurrence, `from friday 9am`, `before noon`, `last
/// friday`, `first monday`, `9 to 11am`, `every 1 may and 15 nov`.
pub(super) fn not_due(tokens: &[Token], language: &Language) -> usize {
    let is_free = tokens.first().is_some_and(|token| token.kind == Kind::Plain && !token.escaped);
    if !is_free {
        return 0;
    }
    let mut reader = Reader::new(tokens);
    let weekday = |word| matches!(word, Word::Weekday(_)).then_some(());
    let leads = |word| matches!(word, Word::Until | Word::From | Word::After | Word::Except).then_some(());
    let is_one = if reader.skip(Word::Last) {
        reader.word(weekday).is_some()
    } else if reader.skip(Word::Every) {
        dates(&mut reader, language).is_some_and(|dates| dates.len() > 1)
    } else if as_of(&mut reader) || reader.word(leads).is_some() {
        moment(&mut reader, language).is_some()
    } else {
        ordinal(&mut reader, language).is_some() && reader.word(weekday).is_some()
    };
    range(tokens, language).max(if is_one { reader.used } else { 0 })
}

/// The length in tokens of a range or pair of days or times, which must stay whole: `mon to fri`, `between 9 and 11am`,
/// `tue or thu`.
///
/// In `tomorrow 9am to 11am` that is only the times; in `9 to 11am` and `12 to 24 dec` it is everything.
pub(super) fn range(tokens: &[Token], language: &Language) -> usize {
    let mut reader = Reader::new(tokens);
    let is_at = reader.skip(Word::At);
    reader.word(|word| matches!(word, Word::On | Word::By | Word::For | Word::From | Word::Between).then_some(()));
    let first = moment(&mut reader, language);
    if first.is_none() && !number(&mut reader) {
        return 0;
    }
    let joins = |word| matches!(word, Word::To | Word::Until | Word::And | Word::Or).then_some(());
    if reader.word(joins).is_none() {
        return 0;
    }
    let is_range = match first {
        Some(Moment { has_day: true, has_time }) => {
            let has_day = day(&mut reader, language).is_some();
            if has_day && has_time {
                time(&mut reader, language);
            }
            has_day
        }
        Some(_) => time(&mut reader, language),
        // “At 11 until friday” is a time on every day.
        None if is_at => time(&mut reader, language),
        None => moment(&mut reader, language).is_some(),
    };
    if is_range { reader.used } else { 0 }
}

/// A day, a time, or both.
struct Moment {
    has_day: bool,
    has_time: bool,
}

fn moment(reader: &mut Reader, language: &Language) -> Option<Moment> {
    let has_day = day(reader, language).is_some();
    let has_time = time(reader, language);
    (has_day || has_time).then_some(Moment { has_day, has_time })
}

fn time(reader: &mut Reader, language: &Language) -> bool {
    let mut ahead = *reader;
    ahead.skip(Word::At);
    let has_time = clock(&mut ahead, language, false).is_some();
    if has_time {
        *reader = ahead;
    }
    has_time
}

/// A number. The other end of the range tells whether it is a day of the month or an hour.
fn number(reader: &mut Reader) -> bool {
    let is_number = reader.peek().is_some_and(|token| digits(token.core, 2).is_some());
    if is_number {
        reader.advance();
        *reader = reader.after_stop();
    }
    is_number
}
