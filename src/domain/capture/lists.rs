//! Lists of items in words.

use super::language::Word;
use super::reader::Reader;

/// Sorts items and removes duplicates.
pub(super) fn in_order<T: PartialEq, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    items.sort_by_key(key);
    items.dedup();
}

/// Sorts days of a month. Those counted from the end come last, as people say them.
pub(super) fn in_order_of_month(days: &mut Vec<i8>) {
    in_order(days, |day| (*day < 0, day.unsigned_abs()));
}

/// The next item of a list: after a comma, `and`, or both.
pub(super) fn listed<'t, 'a, T>(
    reader: &mut Reader<'t, 'a>,
    item: impl Fn(&mut Reader<'t, 'a>) -> Option<T>,
) -> Option<T> {
    let mut ahead = reader.after_comma();
    let has_comma = ahead.joins() && !reader.joins();
    if !ahead.skip(Word::And) && !has_comma {
        return None;
    }
    let found = item(&mut ahead)?;
    *reader = ahead;
    Some(found)
}
