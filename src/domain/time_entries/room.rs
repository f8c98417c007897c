//! Time entries don't overlap: which others give way to one (Timewarrior's rule for `:adjust`).

use super::TimeEntry;
use crate::domain::Timestamp;

/// How an entry gives way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trim {
    /// It ends earlier.
    Ends(Timestamp),
    /// It begins later.
    Starts(Timestamp),
    /// It ends earlier, and a second part begins later.
    Splits(Timestamp, Timestamp),
    /// It lies within the other, and is deleted.
    Removes,
}

/// How an entry gives way to the span `[start, end)`, where no end means that it runs; `None` if they don't overlap.
pub fn make_room(entry: &TimeEntry, start: Timestamp, end: Option<Timestamp>) -> Option<Trim> {
    let (from, to) = entry.span()?;
    let begins_before_end = end.is_none_or(|end| from < end);
    let ends_after_start = to.is_none_or(|to| to > start);
    if !(begins_before_end && ends_after_start) {
        return None;
    }
    // Where the rest of the entry begins, if it lasts longer.
    let rest = end.filter(|end| to.is_none_or(|to| to > *end));
    Some(match (from < start, rest) {
        (true, None) => Trim::Ends(start),
        (true, Some(end)) => Trim::Splits(start, end),
        (false, Some(end)) => Trim::Starts(end),
        (false, None) => Trim::Removes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time_entries::span::tests::entry;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn entries_that_touch_do_not_overlap() {
        assert_eq!(make_room(&entry(10, Some(20)), at(20), Some(at(30))), None);
        assert_eq!(make_room(&entry(10, Some(20)), at(0), Some(at(10))), None);
        assert_eq!(make_room(&entry(10, None), at(0), Some(at(10))), None);
    }

    #[test]
    fn an_entry_gives_way_as_in_timewarrior() {
        assert_eq!(make_room(&entry(10, Some(20)), at(15), Some(at(30))), Some(Trim::Ends(at(15))));
        assert_eq!(make_room(&entry(10, Some(20)), at(5), Some(at(15))), Some(Trim::Starts(at(15))));
        assert_eq!(make_room(&entry(10, Some(40)), at(20), Some(at(30))), Some(Trim::Splits(at(20), at(30))));
        assert_eq!(make_room(&entry(10, Some(20)), at(10), Some(at(20))), Some(Trim::Removes));
        assert_eq!(make_room(&entry(10, None), at(20), Some(at(30))), Some(Trim::Splits(at(20), at(30))));
        assert_eq!(make_room(&entry(10, None), at(5), Some(at(15))), Some(Trim::Starts(at(15))));
        assert_eq!(make_room(&entry(10, None), at(20), None), Some(Trim::Ends(at(20))));
        assert_eq!(make_room(&entry(10, Some(20)), at(5), None), Some(Trim::Removes));
    }
}
