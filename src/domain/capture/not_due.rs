//! Days and times that are mentioned but don't say when something is due.

use super::day_words::day;
use super::days::ordinal;
use super::flaw::Flaw;
use super::language::{Language, Word};
use super::numbers::ordinal_number;
use super::reader::{Reader, digits};
use super::repeat::dates;
use super::suffix::as_of;
use super::time::{Lead, clock};
use super::token::{Kind, Token};

/// The length in tokens of such a mention: `until friday` without a recurrence, `from friday 9am`, `before noon`, `last
/// friday`, `first monday`, `9 to 11am`, `every 1 may and 15 nov`.
pub(super) fn not_due(tokens: &[Token], language: &Language) -> Option<(usize, Flaw)> {
    let is_free = tokens.first().is_some_and(|token| token.kind == Kind::Plain && !token.escaped);
    if !is_free {
        return None;
    }
    let length = range(tokens, language);
    if length > 0 {
        return Some((length, Flaw::Range));
    }
    let mut reader = Reader::new(tokens);
    let weekday = |word| matches!(word, Word::Weekday(_)).then_some(());
    let leads = |word| match word {
        Word::Until | Word::From | Word::After | Word::Except | Word::Of => Some(()),
        _ => None,
    };
    let is_to = |reader: &mut Reader| {
        reader.peek().is_some_and(|token| token.core.starts_with(char::is_alphabetic)) && reader.skip(Word::To)
    };
    let flaw = if reader.skip(Word::Last) {
        reader.word(weekday).map(|()| Flaw::Limit)
    } else if reader.skip(Word::Every) {
        dates(&mut reader, language).filter(|dates| dates.len() > 1).map(|_| Flaw::Rule)
    } else if as_of(&mut reader) || reader.word(leads).is_some() || is_to(&mut reader) {
        moment(&mut reader, language).map(|_| Flaw::Limit)
    } else {
        ordinal(&mut reader, language).and_then(|_| reader.word(weekday)).map(|()| Flaw::Part)
    };
    let flaw = flaw?;
    more(&mut reader, language);
    Some((reader.used, flaw))
}

/// `and friday`, after another day
fn more(reader: &mut Reader, language: &Language) {
    loop {
        let mut ahead = *reader;
        let joins = ahead.word(|word| matches!(word, Word::And | Word::Or).then_some(())).is_some();
        if !joins || moment(&mut ahead, language).is_none() {
            break;
        }
        *reader = ahead;
    }
}

/// A part of a line that must stay whole.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) tokens: std::ops::Range<usize>,
    pub(super) flaw: Flaw,
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
    if first.is_none() && !number(&mut reader, language) {
        return 0;
    }
    let length = reader.used;
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
            // “Dec 3 to 5 conference”
            has_day || (!has_time && length > 1 && number(&mut reader, language))
        }
        Some(_) => time(&mut reader, language),
        // “At 11 until friday” is a time on every day.
        None if is_at => time(&mut reader, language),
        None => moment(&mut reader, language).is_some(),
    };
    if !is_range {
        return 0;
    }
    more(&mut reader, language);
    reader.used
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
    let has_time = clock(&mut ahead, language, Lead::None).is_some();
    if has_time {
        *reader = ahead;
    }
    has_time
}

/// A number, also as `3rd`. The other end of the range tells whether it is a day of the month or an hour.
fn number(reader: &mut Reader, language: &Language) -> bool {
    let is_day = |core: &str| digits(core, 2).is_some() || ordinal_number(core, language).is_some();
    let is_number = reader.peek().is_some_and(|token| is_day(token.core));
    if is_number {
        reader.advance();
        *reader = reader.after_stop();
    }
    is_number
}
