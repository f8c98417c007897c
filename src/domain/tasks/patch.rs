//! Checked changes to a task.

use jiff::Timestamp;
use jiff::civil::Date;

use super::input::{RecurrenceInput, TaskInput};
use super::rules::repeats_from;
use super::{Description, Estimate, Priority, Status, Tags, Task, TaskId, Title};
use crate::domain::input::not_null;
use crate::domain::projects::{Name, ProjectId};
use crate::domain::rules::Broken;
use crate::domain::sections::SectionId;
use crate::domain::time::due::{Due, DueInput, parse_day};
use crate::domain::time::planned::Planned;
use crate::domain::time::recurrence::{Recurrence, RepeatsFrom, Rule};
use crate::domain::time::zone::Zone;
use crate::error::{Error, FieldErrors, Result};

/// Changes to the tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagChange {
    /// Exactly these tags.
    Set(Tags),
    /// Adds some tags and removes others.
    Add {
        /// The tags to add.
        added: Tags,
        /// The tags to remove.
        removed: Tags,
    },
}

/// Changes to a task: `None` leaves a field as it is, `Some(None)` clears it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskPatch {
    /// See [`Task::title`]; it can't be cleared.
    pub title: Option<Title>,
    /// See [`Task::description`].
    pub description: Option<Option<Description>>,
    /// See [`Task::completed_at`].
    pub completed_at: Option<Option<Timestamp>>,
    /// See [`Task::status`].
    pub status: Option<Status>,
    /// See [`Task::priority`].
    pub priority: Option<Priority>,
    /// See [`Task::due`].
    pub due: Option<Option<DueInput>>,
    /// See [`Task::start`].
    pub start: Option<Option<Date>>,
    /// See [`Task::planned`].
    pub planned: Option<Option<Planned>>,
    /// See [`Task::estimate`].
    pub estimate: Option<Option<Estimate>>,
    /// See [`Task::project_id`].
    pub project_id: Option<Option<ProjectId>>,
    /// The name of the project instead; it is created if it doesn't exist.
    pub project: Option<Name>,
    /// See [`Task::section_id`].
    pub section_id: Option<Option<SectionId>>,
    /// See [`Task::parent_id`].
    pub parent_id: Option<Option<TaskId>>,
    /// See [`Task::tags`].
    pub tags: Option<TagChange>,
    /// See [`Task::recurrence`]; it starts at the due date.
    pub recurrence: Option<Option<(Rule, RepeatsFrom)>>,
}

impl TaskPatch {
    /// Checks every field of a patch from outside.
    pub fn parse(input: TaskInput) -> Result<Self> {
        // Destructured by name, so a forgotten field doesn't compile.
        let TaskInput {
            title,
            description,
            completed_at,
            status,
            priority,
            due,
            start,
            planned,
            estimate,
            project_id,
            project,
            section_id,
            parent_id,
            tags,
            recurrence,
        } = input;
        let mut errors = FieldErrors::default();
        let title = not_null("title", title).and_then(|title| title.map(Title::parse).transpose());
        let status = not_null("status", status).and_then(|word| word.map(|word| Status::parse(&word)).transpose());
        let priority = priority.map(|word| word.map_or(Ok(Priority::None), |word| Priority::parse(&word)));
        let (project_id, project) = errors.check(parse_project(project_id, project))?.unwrap_or_default();
        let tags = tags.map(|tags| Tags::parse(&tags.unwrap_or_default()).map(TagChange::Set));
        let patch = Self {
            title: errors.check(title)?.flatten(),
            description: errors.check(cleared_or(description, Description::parse))?.flatten(),
            completed_at: errors.check(cleared_or(completed_at, parse_completed_at))?.flatten(),
            status: errors.check(status)?.flatten(),
            priority: errors.check(priority.transpose())?.flatten(),
            due: errors.check(cleared_or(due, |text| DueInput::parse(&text)))?.flatten(),
            start: errors.check(cleared_or(start, |day| parse_day("start", &day)))?.flatten(),
            planned: errors.check(cleared_or(planned, |text| Planned::parse("planned", &text)))?.flatten(),
            estimate: errors.check(cleared_or(estimate, Estimate::parse))?.flatten(),
            project_id,
            project,
            section_id: section_id.map(|id| id.map(SectionId)),
            parent_id: parent_id.map(|id| id.map(TaskId)),
            tags: errors.check(tags.transpose())?.flatten(),
            recurrence: errors.check(cleared_or(recurrence, parse_recurrence))?.flatten(),
        };
        errors.finish()?;
        patch.check_state()?;
        Ok(patch)
    }

    /// Status and completion must not contradict each other.
    fn check_state(&self) -> Result<()> {
        match (self.status, self.completed_at) {
            (Some(status), Some(completed_at)) if !status.agrees_with(completed_at) => Err(Broken::State.into()),
            _ => Ok(()),
        }
    }

    /// The state after the patch. Status and completion each follow from the other if only one is given.
    fn state(&self, task: &Task, now: Timestamp) -> (Status, Option<Timestamp>) {
        match (self.status, self.completed_at) {
            (None, None) => (task.status, task.completed_at),
            (Some(Status::Open), _) | (None, Some(None)) => (Status::Open, None),
            (Some(status), Some(Some(at))) => (status, Some(at)),
            (Some(status), _) => (status, Some(task.completed_at.unwrap_or(now))),
            (None, Some(Some(at))) => (if task.is_open() { Status::Done } else { task.status }, Some(at)),
        }
    }
}

/// A project by number or by name; null means none.
fn parse_project(
    id: Option<Option<i64>>,
    name: Option<Option<String>>,
) -> Result<(Option<Option<ProjectId>>, Option<Name>)> {
    match name {
        None => Ok((id.map(|id| id.map(ProjectId)), None)),
        Some(_) if id.is_some() => Err(Error::invalid("project", "Give either the project's number or its name.")),
        Some(None) => Ok((Some(None), None)),
        Some(Some(name)) => {
            let name = Name::parse(&name).map_err(|error| Error::invalid("project", error.to_string()))?;
            Ok((None, Some(name)))
        }
    }
}

impl Task {
    /// The task after a patch, in the account's zone. A patch that changes nothing leaves `updated_at` alone.
    pub fn patched(&self, patch: TaskPatch, zone: &Zone, now: Timestamp) -> Result<Self> {
        let (status, completed_at) = patch.state(self, now);
        // Destructured by name, so a forgotten field doesn't compile. A named project already has its number here.
        let TaskPatch {
            title,
            description,
            completed_at: _,
            status: _,
            priority,
            due,
            start,
            planned,
            estimate,
            project_id,
            project: _,
            section_id,
            parent_id,
            tags,
            recurrence,
        } = patch;
        let due = match due {
            Some(due) => due.map(|due| due.in_zone(zone, self.due.as_ref())).transpose()?,
            None => self.due.clone(),
        };
        let tags = match tags {
            Some(TagChange::Set(tags)) => tags,
            Some(TagChange::Add { added, removed }) => self.tags.changed(&added, &removed)?,
            None => self.tags.clone(),
        };
        let recurrence = recurrence_after(self, recurrence, due.as_ref())?;
        let mut task = Self {
            title: title.unwrap_or_else(|| self.title.clone()),
            description: description.unwrap_or_else(|| self.description.clone()),
            status,
            completed_at,
            priority: priority.unwrap_or(self.priority),
            due,
            start: start.unwrap_or(self.start),
            planned: planned.unwrap_or(self.planned),
            estimate: estimate.unwrap_or(self.estimate),
            project_id: project_id.unwrap_or(self.project_id),
            section_id: section_id.unwrap_or(self.section_id),
            parent_id: parent_id.unwrap_or(self.parent_id),
            tags,
            recurrence,
            position: self.position.clone(),
            day_position: self.day_position.clone(),
            ..*self
        };
        if task != *self {
            task.updated_at = now;
        }
        Ok(task)
    }
}

/// The recurrence after a patch. It counts from the new due date, which it requires.
fn recurrence_after(
    task: &Task,
    wanted: Option<Option<(Rule, RepeatsFrom)>>,
    due: Option<&Due>,
) -> Result<Option<Recurrence>> {
    let recurrence = match (wanted, &task.recurrence) {
        (Some(None), _) | (None, None) => return Ok(None),
        (Some(Some((rule, from))), Some(kept)) if kept.rule == rule && kept.from == from => {
            moved_recurrence(kept, task.due.as_ref(), repeats_from(due)?)
        }
        (Some(Some((rule, from))), _) => Recurrence::anchored(rule, from, repeats_from(due)?.moment())?,
        (None, Some(kept)) => moved_recurrence(kept, task.due.as_ref(), repeats_from(due)?),
    };
    Ok(Some(recurrence))
}

/// A series whose current date is moved. A new day applies to this date only, a new time of day to the whole series.
fn moved_recurrence(kept: &Recurrence, from: Option<&Due>, to: &Due) -> Recurrence {
    match from {
        Some(from) if from != to => kept.moved(from.moment(), to.moment()),
        _ => kept.clone(),
    }
}

/// A new task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// See [`Task::title`].
    pub title: Title,
    pub rest: TaskPatch,
}

impl NewTask {
    /// Checks every field of a task from outside. Null counts as absent.
    pub fn parse(mut input: TaskInput) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let title = input.title.take().flatten();
        let title = title.ok_or_else(|| Error::invalid("title", "A title is required.")).and_then(Title::parse);
        let title = errors.check(title)?;
        input.status = input.status.filter(Option::is_some);
        input.completed_at = input.completed_at.filter(Option::is_some);
        let rest = errors.check(TaskPatch::parse(input))?;
        let (title, rest) = errors.finish_with(title.zip(rest))?;
        Ok(Self { title, rest })
    }

    /// A task with only a title.
    pub fn titled(title: Title) -> Self {
        Self { title, rest: TaskPatch::default() }
    }
}

fn cleared_or<T, U>(given: Option<Option<T>>, parse: impl FnOnce(T) -> Result<U>) -> Result<Option<Option<U>>> {
    given.map(|value| value.map(parse).transpose()).transpose()
}

pub(super) fn parse_completed_at(instant: String) -> Result<Timestamp> {
    crate::domain::parse_instant("completed_at", &instant)
}

fn parse_recurrence(input: RecurrenceInput) -> Result<(Rule, RepeatsFrom)> {
    let rule = input.rule.ok_or_else(|| Error::invalid("recurrence", "A recurrence needs a rule."))?;
    let from = match input.from.as_deref() {
        None | Some("due") => RepeatsFrom::Due,
        Some("completion") => RepeatsFrom::Completion,
        Some(_) => return Err(Error::invalid("recurrence", "A recurrence follows from `due` or from `completion`.")),
    };
    Ok((Rule::parse(&rule)?, from))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::to_milliseconds;

    fn task() -> Task {
        let title = Title::from_store("Water the plants");
        let mut task = Task::new(TaskId(1), uuid::Uuid::nil(), title, Timestamp::UNIX_EPOCH);
        task.description = Some(Description::from_store("All of them"));
        task
    }

    fn later() -> Timestamp {
        Timestamp::from_second(60).unwrap()
    }

    #[expect(clippy::unnecessary_wraps, reason = "a field that was given, and not as null")]
    fn text(value: &str) -> Option<Option<String>> {
        Some(Some(value.to_owned()))
    }

    fn patched(task: &Task, input: TaskInput) -> Result<Task> {
        TaskPatch::parse(input).and_then(|patch| task.patched(patch, &Zone::utc(), later()))
    }

    #[test]
    fn an_absent_field_stays_and_a_null_one_is_cleared() {
        let changed = patched(&task(), TaskInput { description: Some(None), ..TaskInput::default() }).unwrap();
        assert_eq!(changed.title, task().title);
        assert_eq!(changed.description, None);
        assert_eq!(changed.updated_at, later());
    }

    #[test]
    fn a_patch_that_changes_nothing_is_no_change() {
        let input = TaskInput { title: text("Water the plants"), completed_at: Some(None), ..TaskInput::default() };
        assert_eq!(patched(&task(), input).unwrap(), task());
    }

    #[test]
    fn every_wrong_field_is_named() {
        let input = TaskInput {
            description: text("\0"),
            completed_at: text("yesterday"),
            due: text("2026-02-31"),
            estimate: Some(Some(0)),
            tags: Some(Some(vec!["a b".into()])),
            recurrence: Some(Some(RecurrenceInput { rule: Some("FREQ=SECONDLY".into()), from: None })),
            ..TaskInput::default()
        };
        let Error::Invalid(errors) = NewTask::parse(input).unwrap_err() else { panic!("expected field errors") };
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["completed_at", "description", "due", "estimate", "recurrence", "tags", "title"]);
    }

    #[test]
    fn status_and_completion_follow_from_each_other() {
        let state = |task: &Task| (task.status, task.completed_at);
        let done = patched(&task(), TaskInput { status: text("done"), ..TaskInput::default() }).unwrap();
        assert_eq!(state(&done), (Status::Done, Some(later())));
        let dropped = patched(&task(), TaskInput { status: text("dropped"), ..TaskInput::default() }).unwrap();
        assert_eq!(state(&dropped), (Status::Dropped, Some(later())));
        let earlier = text("1969-12-31T00:00:00Z");
        let dated = patched(&dropped, TaskInput { completed_at: earlier.clone(), ..TaskInput::default() }).unwrap();
        assert_eq!(dated.status, Status::Dropped);
        let back_dated = patched(&task(), TaskInput { completed_at: earlier.clone(), ..TaskInput::default() }).unwrap();
        assert_eq!(back_dated.status, Status::Done);
        let opened = patched(&done, TaskInput { completed_at: Some(None), ..TaskInput::default() }).unwrap();
        assert_eq!(state(&opened), (Status::Open, None));
        let both = TaskInput { status: text("open"), completed_at: earlier, ..TaskInput::default() };
        assert!(patched(&task(), both).is_err());
    }

    #[test]
    fn what_repeats_begins_with_its_due_and_can_not_do_without() {
        let weekly = Some(Some(RecurrenceInput { rule: Some("FREQ=WEEKLY".into()), from: None }));
        let without = TaskInput { recurrence: weekly.clone(), ..TaskInput::default() };
        assert!(patched(&task(), without).is_err());
        let with = TaskInput { recurrence: weekly, due: text("2026-11-23"), ..TaskInput::default() };
        let repeating = patched(&task(), with).unwrap();
        assert!(repeating.recurrence.is_some());
        assert!(patched(&repeating, TaskInput { due: Some(None), ..TaskInput::default() }).is_err());
        let moved = patched(&repeating, TaskInput { due: text("2026-11-25"), ..TaskInput::default() }).unwrap();
        let next = moved.recurrence.unwrap().after(moved.due.unwrap().moment(), 1);
        assert_eq!(next[0].to_string(), "2026-11-30", "another day is for this date alone");
    }

    proptest! {
        #[test]
        fn a_title_is_refused_or_kept_to_the_letter(text in any::<String>()) {
            if let Ok(title) = Title::parse(text.clone()) {
                prop_assert_eq!(title.as_str(), text);
            }
        }

        #[test]
        fn a_completion_time_is_refused_or_whole_milliseconds(text in "[0-9TZ:+. -]{0,40}") {
            if let Ok(instant) = parse_completed_at(text) {
                prop_assert_eq!(to_milliseconds(instant), instant);
            }
        }

        #[test]
        fn patching_twice_is_patching_once(title in "[a-z]{1,9}", description in proptest::option::of("[a-z]{0,9}")) {
            let input = TaskInput { title: Some(Some(title)), description: Some(description), ..TaskInput::default() };
            let patch = TaskPatch::parse(input).unwrap();
            let once = task().patched(patch.clone(), &Zone::utc(), later()).unwrap();
            prop_assert_eq!(once.patched(patch, &Zone::utc(), Timestamp::MAX).unwrap(), once);
        }
    }
}
