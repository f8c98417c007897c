//! Time sheets: the entries of some days, and what they add up to.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Part, Parts, TimeEntry, TimeEntryId, TimedTask};
use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::projects::ProjectId;
use crate::domain::tasks::{Tag, TaskId, Title};
use crate::domain::text::parse_number;
use crate::domain::time::due::parse_day;
use crate::error::{Error, FieldErrors, Result};

/// The most days of a time sheet.
const MOST_DAYS: i32 = 400;
/// The most tasks that totals name.
const MOST_TASKS: usize = 200;

/// Which time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeQuery {
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub task: Option<TaskId>,
    pub project: Option<ProjectId>,
    pub tag: Option<Tag>,
}

impl TimeQuery {
    /// Reads the query parameters, of which all are optional: days, and what the time was spent on.
    pub fn parse([from, to, task, project, tag]: [Option<&str>; 5]) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let from = errors.check(from.map(|day| parse_day("from", day)).transpose())?.flatten();
        let to = errors.check(to.map(|day| parse_day("to", day)).transpose())?.flatten();
        let number = |field: &'static str, text: Option<&str>| {
            let wrong = || Error::invalid(field, format!("The {field} is given by its number."));
            text.map(|text| parse_number(text).ok_or_else(wrong)).transpose()
        };
        let task = errors.check(number("task", task))?.flatten();
        let project = errors.check(number("project", project))?.flatten();
        let tag = tag.map(|tag| Tag::parse(tag).map_err(|_| Error::invalid("tag", "That isn't a tag.")));
        let tag = errors.check(tag.transpose())?.flatten();
        errors.finish()?;
        Ok(Self { from, to, task: task.map(TaskId), project: project.map(ProjectId), tag })
    }

    /// The first and the last day; today by default.
    pub fn days(&self, today: Date) -> Result<(Date, Date)> {
        let first = self.from.or(self.to).unwrap_or(today);
        let last = self.to.unwrap_or_else(|| today.max(first));
        if last < first {
            return Err(Error::invalid("to", "The last day can't come before the first."));
        }
        if last.since(first).map_or(true, |span| span.get_days() >= MOST_DAYS) {
            return Err(Error::invalid("to", format!("A time sheet has {MOST_DAYS} days at most.")));
        }
        Ok((first, last))
    }

    /// Whether an entry is asked for.
    pub fn finds(&self, entry: &TimeEntry, tasks: &HashMap<TaskId, TimedTask>) -> bool {
        let task = entry.task_id.and_then(|id| tasks.get(&id));
        self.task.is_none_or(|id| entry.task_id == Some(id))
            && self.project.is_none_or(|project| task.is_some_and(|task| task.project_id == Some(project)))
            && self
                .tag
                .as_ref()
                .is_none_or(|tag| task.is_some_and(|task| task.tags.iter().any(|one| one == tag.as_str())))
    }
}

/// The part of an entry that belongs to a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SheetPart {
    /// The entry.
    #[schema(value_type = i64, minimum = 1)]
    pub entry_id: TimeEntryId,
    /// When the part begins; null for an amount.
    #[schema(required = true)]
    pub started_at: Option<Timestamp>,
    /// When it ends; null for an amount, and where the entry runs.
    #[schema(required = true)]
    pub ended_at: Option<Timestamp>,
    /// How long it takes; up to now, where the entry runs.
    pub seconds: i64,
}

/// A day of a time sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DayTime {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub date: Date,
    /// The sum of its parts.
    pub seconds: i64,
    /// What was done on it, in order of time; amounts come last.
    pub parts: Vec<SheetPart>,
}

/// The time of some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Sheet {
    /// The account's current day.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// Every day, in order.
    pub days: Vec<DayTime>,
    /// The entries of these days, in order of time; amounts come last.
    pub entries: Vec<TimeEntry>,
    /// The tasks of these entries, in or out of the trash.
    pub tasks: Vec<TimedTask>,
    /// Whether some are missing, because there are more than 2,000 entries.
    pub truncated: bool,
}

impl Sheet {
    /// Lays out entries by day.
    pub fn of(
        entries: Vec<TimeEntry>,
        tasks: HashMap<TaskId, TimedTask>,
        (first, last): (Date, Date),
        calendar: &Calendar,
        now: Timestamp,
    ) -> Self {
        let mut days: BTreeMap<Date, DayTime> =
            days_between(first, last).map(|date| (date, DayTime { date, seconds: 0, parts: Vec::new() })).collect();
        let mut parts = Parts::new(calendar, now);
        let mut shown = Vec::new();
        for entry in entries {
            let mut is_shown = false;
            for part in parts.of(&entry) {
                let Some(day) = days.get_mut(&part.day) else { continue };
                let Part { started_at, ended_at, seconds, .. } = part;
                day.seconds += seconds;
                day.parts.push(SheetPart { entry_id: entry.id, started_at, ended_at, seconds });
                is_shown = true;
            }
            if is_shown {
                shown.push(entry);
            }
        }
        let mut tasks: Vec<TimedTask> =
            tasks.into_values().filter(|task| shown.iter().any(|entry| entry.task_id == Some(task.id))).collect();
        tasks.sort_unstable_by_key(|task| task.id);
        Self {
            today: calendar.day_of(now),
            days: days.into_values().collect(),
            entries: shown,
            tasks,
            truncated: false,
        }
    }
}

/// The days of a range, in order.
pub fn days_between(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(jiff::Span::new().days(1)).take_while(move |day| *day <= last)
}

/// The time of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TimeOfTask {
    /// The seconds that were spent on the task itself, up to now.
    pub own_seconds: i64,
    /// The same with all its subtasks.
    pub seconds: i64,
    /// Its own newest entries, up to 200, the last first.
    pub entries: Vec<TimeEntry>,
    /// Whether it has more.
    pub truncated: bool,
}

/// The time of a project; null are tasks of none, and time for no task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProjectTime {
    /// The project.
    #[schema(value_type = Option<i64>, required = true)]
    pub project_id: Option<ProjectId>,
    /// The seconds.
    pub seconds: i64,
}

/// The time of a tag. A task with two tags counts for both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TagTime {
    /// The tag.
    pub tag: String,
    /// The seconds.
    pub seconds: i64,
}

/// The time of a task, or for no task under one note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaskTime {
    /// The task; null for time for no task.
    #[schema(required = true)]
    pub task: Option<TimedTask>,
    /// The note of time for no task.
    #[schema(required = true)]
    pub note: Option<String>,
    /// The seconds.
    pub seconds: i64,
}

/// What the time of some days adds up to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Totals {
    /// All seconds.
    pub seconds: i64,
    /// The seconds of each day that has some, in order.
    #[schema(value_type = BTreeMap<String, i64>)]
    pub days: BTreeMap<Date, i64>,
    /// By project, the most first.
    pub projects: Vec<ProjectTime>,
    /// By tag, the most first. Tags overlap.
    pub tags: Vec<TagTime>,
    /// By task, the most first, up to 200.
    pub tasks: Vec<TaskTime>,
    /// By hour of the day, from midnight. Amounts have no hour.
    #[schema(min_items = 24, max_items = 24)]
    pub hours: Vec<i64>,
    /// Whether something is missing, because there are more than 100,000 entries.
    pub truncated: bool,
}

impl Totals {
    /// Adds up the parts of entries that lie within some days.
    pub fn of(
        entries: &[TimeEntry],
        tasks: &HashMap<TaskId, TimedTask>,
        (first, last): (Date, Date),
        calendar: &Calendar,
        now: Timestamp,
    ) -> Self {
        let mut totals = Self { hours: vec![0; 24], ..Self::default() };
        let mut by_task: HashMap<(Option<TaskId>, Option<&str>), i64> = HashMap::new();
        let mut parts = Parts::new(calendar, now);
        for entry in entries {
            for part in parts.of(entry) {
                if part.day < first || part.day > last {
                    continue;
                }
                totals.seconds += part.seconds;
                *totals.days.entry(part.day).or_default() += part.seconds;
                let note = entry.note.as_ref().filter(|_| entry.task_id.is_none());
                *by_task.entry((entry.task_id, note.map(Title::as_str))).or_default() += part.seconds;
                if let Some(started_at) = part.started_at {
                    add_hours(&mut totals.hours, parts.calendar(&entry.zone), started_at, part.seconds);
                }
            }
        }
        totals.add_up(&by_task, tasks);
        totals
    }

    fn add_up(&mut self, by_task: &HashMap<(Option<TaskId>, Option<&str>), i64>, tasks: &HashMap<TaskId, TimedTask>) {
        let mut projects: BTreeMap<Option<ProjectId>, i64> = BTreeMap::new();
        let mut tags: BTreeMap<&str, i64> = BTreeMap::new();
        for ((id, note), seconds) in by_task {
            let task = id.and_then(|id| tasks.get(&id));
            *projects.entry(task.and_then(|task| task.project_id)).or_default() += seconds;
            for tag in task.iter().flat_map(|task| &task.tags) {
                *tags.entry(tag).or_default() += seconds;
            }
            self.tasks.push(TaskTime { task: task.cloned(), note: note.map(str::to_owned), seconds: *seconds });
        }
        self.projects = projects.into_iter().map(|(project_id, seconds)| ProjectTime { project_id, seconds }).collect();
        self.projects.sort_by_key(|one| -one.seconds);
        self.tags = tags.into_iter().map(|(tag, seconds)| TagTime { tag: tag.to_owned(), seconds }).collect();
        self.tags.sort_by_key(|one| -one.seconds);
        self.tasks.sort_by_key(|one| (-one.seconds, one.task.as_ref().map(|task| task.id)));
        self.tasks.truncate(MOST_TASKS);
    }
}

/// Adds seconds from an instant on to the hours of the wall clock that they lie in.
fn add_hours(hours: &mut [i64], calendar: &Calendar, mut from: Timestamp, mut seconds: i64) {
    while seconds > 0 {
        let local = calendar.local(from).time();
        let rest = 3_600 - i64::from(local.minute()) * 60 - i64::from(local.second());
        let within = rest.min(seconds);
        if let Some(hour) = usize::try_from(local.hour()).ok().and_then(|hour| hours.get_mut(hour)) {
            *hour += within;
        }
        seconds -= within;
        from = from.saturating_add(jiff::SignedDuration::from_secs(within)).unwrap_or(Timestamp::MAX);
    }
}
