//! A believable account for trying out the program.

mod habits;
mod templates;
mod time;
mod words;

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp};

pub use self::habits::{DemoHabit, demo_habits, demo_pause};

pub use self::time::{DemoEntry, DemoTime, DemoWork, demo_time};

use self::templates::TEMPLATES;
use self::words::{PROJECTS, SECTIONS, TAGS, VIEWS, generated_title};
use crate::domain::projects::{Note, ProjectPatch};
use crate::domain::tasks::{Description, Estimate, Priority, Tags, TaskPatch, Title};
use crate::domain::text::ordinal;
use crate::domain::time::due::Due;
use crate::domain::time::planned::Planned;
use crate::domain::time::recurrence::{Recurrence, RepeatsFrom, Rule};
use crate::domain::to_milliseconds;

/// A task of the demo account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DemoTask {
    /// What is to be done.
    pub title: String,
    pub description: Option<&'static str>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was done.
    pub completed_at: Option<Timestamp>,
    /// How much it matters.
    pub priority: Priority,
    /// When it is due.
    pub due: Option<Date>,
    /// The day before which the daily views leave it out.
    pub start: Option<Date>,
    /// When it is planned.
    pub planned: Option<Planned>,
    /// How many minutes it takes.
    pub estimate: Option<i64>,
    /// The index of its project, from 0.
    pub project: Option<usize>,
    /// The index of its section, from 0.
    pub section: Option<usize>,
    /// How many tasks before this one its parent is.
    pub parent_back: Option<i64>,
    /// Its tags, separated by blanks.
    pub tags: String,
    pub rule: Option<&'static str>,
}

impl DemoTask {
    pub fn title(&self) -> Title {
        Title::from_store(&self.title)
    }

    pub fn description(&self) -> Option<Description> {
        self.description.map(Description::from_store)
    }

    /// How many minutes it takes.
    pub fn estimate(&self) -> Option<Estimate> {
        self.estimate.and_then(|minutes| Estimate::parse(minutes).ok())
    }

    pub fn tags(&self) -> Tags {
        Tags::from_store(&self.tags)
    }

    pub fn recurrence(&self) -> Option<Recurrence> {
        let (rule, due) = self.rule.zip(self.due)?;
        Recurrence::anchored(Rule::parse(rule).ok()?, RepeatsFrom::Due, Due::Day(due).moment()).ok()
    }
}

/// The contents of a demo account.
#[derive(Debug, Clone)]
pub struct Demo<P, T> {
    /// The names of its projects, in order.
    pub projects: P,
    /// Its tasks, the oldest first.
    pub tasks: T,
}

/// How far back demo data goes at most.
const PERIOD: SignedDuration = SignedDuration::from_hours(3 * 365 * 24);
/// The usual time between two tasks.
const INTERVAL: SignedDuration = SignedDuration::from_hours(17);
/// With this many tasks or more, all but the newest fifth are done, as in an account used for years.
const YEARS: u32 = 1_000;

/// The names of the projects for an account with this many tasks: at most 200.
pub fn demo_projects(tasks: u32) -> impl Iterator<Item = String> + Send + 'static {
    (0..project_count(tasks)).map(|index| match (PROJECTS.get(index % PROJECTS.len()), index / PROJECTS.len()) {
        (Some(name), 0) => (*name).to_owned(),
        (Some(name), round) => format!("{name} {}", round + 1),
        (None, _) => String::new(),
    })
}

/// The sections: the index of their project, and their names.
pub fn demo_sections() -> impl Iterator<Item = (usize, &'static str)> + Send + 'static {
    SECTIONS.into_iter()
}

/// The plan of a project, by its index: the first one has a plan.
pub fn demo_plan(project: usize, today: Date) -> ProjectPatch {
    if project != 0 {
        return ProjectPatch::default();
    }
    let ahead = |days: i64| Some(Some(today.saturating_add(Span::new().days(days))));
    ProjectPatch {
        note: Some(Some(Note::from_store("Ready for the winter, and *all papers* in one folder."))),
        start: ahead(-7),
        target: ahead(24),
        favourite: Some(true),
        ..ProjectPatch::default()
    }
}

/// The saved views: names and queries.
pub fn demo_views() -> impl Iterator<Item = (&'static str, &'static str)> + Send + 'static {
    VIEWS.into_iter()
}

fn project_count(tasks: u32) -> usize {
    (tasks as usize / 500).clamp(PROJECTS.len(), 200)
}

fn tag_count(tasks: u32) -> usize {
    (tasks as usize / 200).clamp(TAGS.len(), 500)
}

/// This many tasks, oldest first, spread over the days up to now.
pub fn demo_tasks(count: u32, now: Timestamp) -> impl Iterator<Item = DemoTask> + Send + 'static {
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let interval = INTERVAL.min(PERIOD / i32::try_from(count.max(1)).unwrap_or(i32::MAX));
    let (projects, tags) = (project_count(count), tag_count(count));
    (0..count).map(move |index| {
        let age = interval * i32::try_from(count - index).unwrap_or(i32::MAX);
        let created_at = to_milliseconds(now.saturating_sub(age).unwrap_or(now));
        // A small account begins with the tasks people look at; an account of years ends with them.
        let template = TEMPLATES.get((count - 1 - index) as usize);
        let mut task = match template {
            Some(template) => template.task(today),
            None => generated(index, count, today, projects, tags),
        };
        task.created_at = created_at;
        task.parent_back = task.parent_back.filter(|back| *back <= i64::from(index));
        let is_done = template.is_some_and(|template| template.hours_to_complete.is_some())
            || (template.is_none() && is_generated_done(index, count));
        if is_done {
            let hours = template.and_then(|template| template.hours_to_complete).unwrap_or(26);
            let completed_at = created_at.checked_add(SignedDuration::from_hours(hours)).unwrap_or(now);
            task.completed_at = Some(completed_at.min(now));
        }
        task
    })
}

fn is_generated_done(index: u32, count: u32) -> bool {
    let own = if is_part(index) { index - 1 } else { index };
    (count >= YEARS && own < count / 5 * 4) || mixed(own, 1).is_multiple_of(2)
}

/// Every twentieth generated task is a subtask of the one before it.
fn is_part(index: u32) -> bool {
    index % 20 == 1
}

fn generated(index: u32, count: u32, today: Date, projects: usize, tags: usize) -> DemoTask {
    let pick = |salt: u32, of: usize| usize::try_from(mixed(index, salt) % of.max(1) as u64).unwrap_or(0);
    let own = if is_part(index) { index - 1 } else { index };
    let project = usize::try_from(mixed(own, 3) % (projects as u64 + projects as u64 / 9 + 1)).unwrap_or(0);
    let is_open = !is_generated_done(index, count);
    let ahead = |days: usize| today.saturating_add(Span::new().days(i64::try_from(days).unwrap_or(0)));
    let due = (pick(4, 10) < 6).then(|| ahead(pick(5, 64)).saturating_add(Span::new().days(-3)));
    let tag = |salt: u32| match pick(salt, tags) {
        known if known < TAGS.len() => TAGS.get(known).copied().unwrap_or_default().to_owned(),
        other => format!("topic-{other}"),
    };
    DemoTask {
        title: generated_title(mixed(index, 6)),
        description: (pick(7, 8) == 0).then_some("Ask around first, then compare what there is."),
        priority: [Priority::None, Priority::None, Priority::Low, Priority::Medium, Priority::High]
            .get(pick(8, 5))
            .copied()
            .unwrap_or_default(),
        due: due.filter(|_| is_open),
        start: (is_open && pick(9, 20) == 0).then(|| ahead(pick(10, 30))),
        planned: (is_open && pick(11, 10) == 0).then(|| Planned::Day(ahead(pick(12, 8)))),
        estimate: [None, None, Some(5), Some(15), Some(30), Some(45), Some(60), Some(90)]
            .get(pick(13, 8))
            .copied()
            .flatten(),
        project: Some(project).filter(|project| *project < projects),
        parent_back: is_part(index).then_some(1),
        tags: if pick(14, 3) == 0 { String::new() } else { format!("{} {}", tag(15), tag(16)) },
        rule: due.filter(|_| is_open && pick(17, 40) == 0).map(|_| "FREQ=WEEKLY"),
        ..DemoTask::default()
    }
}

/// A number that looks random but is always the same (`splitmix64`, Steele et al. 2014).
fn mixed(index: u32, salt: u32) -> u64 {
    let mut z = (u64::from(index) << 32 | u64::from(salt)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A change somebody might make to a task, different each time: complete it, reopen it, or change its description.
pub fn demo_patch(index: u64, at: Timestamp) -> TaskPatch {
    match index % 3 {
        0 => TaskPatch { completed_at: Some(Some(at)), ..TaskPatch::default() },
        1 => TaskPatch { completed_at: Some(None), ..TaskPatch::default() },
        _ => {
            let description = Description::from_store(&format!("Looked at for the {} time.", ordinal(index)));
            TaskPatch { description: Some(Some(description)), ..TaskPatch::default() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::projects::Name;
    use crate::domain::query::QueryText;

    fn now() -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap()
    }

    #[test]
    fn a_few_tasks_are_spread_over_past_days_some_of_them_done() {
        let tasks: Vec<_> = demo_tasks(26, now()).collect();
        assert_eq!(tasks.len(), 26);
        assert!(tasks.is_sorted_by_key(|task| task.created_at));
        assert!(now().duration_since(tasks[0].created_at) > SignedDuration::from_hours(5 * 24));
        assert!(tasks.iter().all(|task| task.completed_at.is_none_or(|done| done > task.created_at && done <= now())));
        let done = tasks.iter().filter(|task| task.completed_at.is_some()).count();
        assert!((3..=7).contains(&done), "{done} of 26 are done");
    }

    #[test]
    fn a_description_counts_as_one_says_it() {
        for (index, expected) in [(2, "2nd"), (5, "5th"), (11, "11th"), (23, "23rd"), (101, "101st"), (113, "113th")] {
            let description = demo_patch(index, now()).description.unwrap().unwrap();
            assert_eq!(description.as_str(), format!("Looked at for the {expected} time."));
        }
    }

    #[test]
    fn any_number_of_tasks_may_be_what_a_person_has() {
        for count in [1, 13, 2_345] {
            for (index, task) in (0..).zip(demo_tasks(count, now())) {
                assert!(Title::parse(task.title).is_ok());
                assert!(task.created_at < now());
                assert!(task.parent_back.is_none_or(|back| back <= index));
                assert!(task.project.is_none_or(|project| project < demo_projects(count).count()));
            }
        }
        assert!(demo_projects(100_000).all(|name| Name::parse(&name).is_ok()));
        assert!(demo_views().all(|(_, query)| QueryText::parse("query", query.to_owned()).is_ok()));
    }

    #[test]
    fn an_account_of_years_has_a_tenth_of_its_tasks_open() {
        let open = demo_tasks(100_000, now()).filter(|task| task.completed_at.is_none()).count();
        assert!((9_000..11_000).contains(&open), "{open} of 100,000 are open");
        assert_eq!(demo_projects(100_000).count(), 200);
    }
}
