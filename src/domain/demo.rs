//! Believable tasks for trying the program out.

use jiff::{SignedDuration, Timestamp};

use super::task::{Description, TaskPatch, Title};

/// A task of the demo account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoTask {
    /// What is to be done.
    pub title: Title,
    /// More about it.
    pub description: Option<Description>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was done.
    pub completed_at: Option<Timestamp>,
}

struct Template {
    title: &'static str,
    description: Option<&'static str>,
    hours_to_complete: Option<i64>,
}

const fn template(title: &'static str, description: Option<&'static str>, hours_to_complete: Option<i64>) -> Template {
    Template { title, description, hours_to_complete }
}

const TEMPLATES: [Template; 10] = [
    template("Renew the library card", Some("Bring a proof of address."), Some(26)),
    template("Call the dentist about the check-up", None, Some(3)),
    template("Sort the photos from the coast", Some("Keep fifty at most, then make the book."), None),
    template("Replace the bicycle's brake pads", Some("Front: 60 mm, rear: 50 mm."), Some(49)),
    template("Write the talk for the meet-up", Some("1. What we tried\n2. What failed\n3. What stayed"), None),
    template("Buy a present for Mum's birthday", None, Some(5)),
    template("Compare electricity tariffs", Some("The present contract ends with the year."), None),
    template("Water the plants", None, Some(1)),
    template("Read the chapter on B-trees", Some("And try the exercises with a pencil."), None),
    template("Plan next week", Some("Look at the calendar first."), None),
];

/// The longest time that demo data looks back.
const PERIOD: SignedDuration = SignedDuration::from_hours(3 * 365 * 24);
/// The usual time between two tasks.
const INTERVAL: SignedDuration = SignedDuration::from_hours(17);

/// So many tasks, the oldest first, spread over the days up to now.
pub fn demo_tasks(count: u32, now: Timestamp) -> impl Iterator<Item = DemoTask> + Send + 'static {
    let interval = INTERVAL.min(PERIOD / i32::try_from(count.max(1)).unwrap_or(i32::MAX));
    (0..count).zip(TEMPLATES.iter().cycle()).map(move |(index, template)| {
        let age = interval * i32::try_from(count - index).unwrap_or(i32::MAX);
        let created_at = super::to_milliseconds(now.saturating_sub(age).unwrap_or(now));
        let completed_at = template
            .hours_to_complete
            .and_then(|hours| created_at.checked_add(SignedDuration::from_hours(hours)).ok())
            .filter(|completed_at| *completed_at <= now);
        DemoTask {
            title: Title::from_store(numbered(template.title, index)),
            description: template.description.map(|text| Description::from_store(text.to_owned())),
            created_at,
            completed_at,
        }
    })
}

/// What somebody might do to a task, different each time: complete it, open it again, or give it another description.
#[must_use]
pub fn demo_patch(index: u64, at: Timestamp) -> TaskPatch {
    match index % 3 {
        0 => TaskPatch { completed_at: Some(Some(at)), ..TaskPatch::default() },
        1 => TaskPatch { completed_at: Some(None), ..TaskPatch::default() },
        _ => {
            let description = Description::from_store(format!("Looked at for the {index}th time."));
            TaskPatch { description: Some(Some(description)), ..TaskPatch::default() }
        }
    }
}

/// The first round bears no number.
fn numbered(title: &str, index: u32) -> String {
    match index as usize / TEMPLATES.len() {
        0 => title.to_owned(),
        round => format!("{title} ({})", round + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_tasks_are_spread_over_past_days_some_of_them_done() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let tasks: Vec<_> = demo_tasks(10, now).collect();
        assert_eq!(tasks.len(), 10);
        assert!(tasks.is_sorted_by_key(|task| task.created_at));
        assert!(now.duration_since(tasks[0].created_at) > SignedDuration::from_hours(5 * 24));
        assert!(tasks.iter().all(|task| task.completed_at.is_none_or(|done| done > task.created_at && done <= now)));
        let done = tasks.iter().filter(|task| task.completed_at.is_some()).count();
        assert!((3..=7).contains(&done), "{done} of 10 are done");
    }

    #[test]
    fn any_number_of_tasks_has_titles_that_may_be_typed() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        for task in demo_tasks(2_345, now) {
            assert!(Title::parse(task.title.as_str().to_owned()).is_ok());
            assert!(task.created_at < now);
        }
    }
}
