//! Counts how often a task was put off: moved to a later day when its day had come.

use jiff::Timestamp;

use super::day_of;
use crate::domain::calendar::Calendar;
use crate::domain::tasks::Task;
use crate::domain::tasks::put_off::PutOff;

/// The task as its owner has moved it. Whoever moves it twice on one day has put it off once. What is ahead can be
/// planned anew as often as one likes: that puts off nothing.
pub fn moved(before: &Task, after: Task, calendar: &Calendar, now: Timestamp) -> Task {
    let today = calendar.day_of(now);
    let Some(from) = day_of(before.planned, before.due.as_ref(), calendar) else { return after };
    // Taking a task off its plan moves it to no day.
    let to = if after.planned.is_some() || before.planned.is_none() {
        day_of(after.planned, after.due.as_ref(), calendar)
    } else {
        None
    };
    let is_open = before.is_open() && after.is_open();
    let is_later = from <= today && to.is_some_and(|to| to > from);
    if !is_open || !is_later || after.put_off_on == Some(today) {
        return after;
    }
    Task { put_off: PutOff(after.put_off.0.saturating_add(1)), put_off_on: Some(today), ..after }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Settings;
    use crate::domain::tasks::{TaskId, Title};
    use crate::domain::time::planned::Planned;

    fn task(planned: Option<&str>, due: Option<&str>) -> Task {
        let new = Task::new(TaskId(1), uuid::Uuid::nil(), Title::from_store("Write"), Timestamp::UNIX_EPOCH);
        let planned = planned.map(|day| Planned::parse("planned", day).unwrap());
        Task { planned, due: due.map(|day| day.parse().unwrap()), ..new }
    }

    /// How often a task counts as put off that was moved on the 28th.
    fn times(before: &Task, after: Task) -> u32 {
        let now = "2026-11-28T10:00:00Z".parse().unwrap();
        moved(before, after, &Calendar::of(&Settings::default()), now).put_off.0
    }

    #[test]
    fn a_later_day_counts_once_its_day_has_come() {
        let today = task(Some("2026-11-28"), None);
        assert_eq!(times(&today, task(Some("2026-11-29"), None)), 1);
        assert_eq!(times(&today, task(Some("2026-11-27"), None)), 0);
        assert_eq!(times(&today, task(Some("2026-11-28T14:00"), None)), 0, "another time of the same day");
        assert_eq!(times(&today, task(None, None)), 0, "on no day at all");
        assert_eq!(times(&today, task(None, Some("2026-12-24"))), 0, "off the plan");
        let ahead = task(Some("2026-11-29"), None);
        assert_eq!(times(&ahead, task(Some("2026-12-24"), None)), 0);
    }

    #[test]
    fn the_due_day_counts_without_a_plan() {
        let due = task(None, Some("2026-11-28"));
        assert_eq!(times(&due, task(None, Some("2026-11-30"))), 1);
        assert_eq!(times(&due, task(Some("2026-11-30"), Some("2026-11-28"))), 1);
        let planned = task(Some("2026-11-28"), Some("2026-11-28"));
        assert_eq!(times(&planned, task(Some("2026-11-28"), Some("2026-11-30"))), 0);
        assert_eq!(times(&task(None, None), task(Some("2026-11-30"), None)), 0);
    }

    #[test]
    fn twice_on_a_day_is_once() {
        let today = task(Some("2026-11-28"), None);
        let once = Task { put_off: PutOff(4), put_off_on: Some("2026-11-28".parse().unwrap()), ..today.clone() };
        let later = Task { planned: task(Some("2026-12-01"), None).planned, ..once.clone() };
        assert_eq!(times(&once, later), 4);
    }
}
