//! Tasks: what a person has to do.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::change::ChangeId;
use super::text::{grouped, is_unprintable};
use crate::error::{Error, FieldErrors, Result};

/// A task's number within its owner's account, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaskId(pub i64);

/// The tasks that one action is about: 1 to 10,000 of them, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskIds(Vec<TaskId>);

impl TaskIds {
    /// The most tasks that one action is about.
    pub const MAX: usize = 10_000;

    /// Checks ids that came from outside. A number that can't be a task's is one of no task.
    pub fn parse(ids: Option<Vec<i64>>) -> Result<Self> {
        let ids: std::collections::BTreeSet<_> = ids.unwrap_or_default().into_iter().map(TaskId).collect();
        if ids.is_empty() {
            return Err(Error::invalid("ids", "Ids must name one task at least."));
        }
        if ids.len() > Self::MAX {
            return Err(Error::invalid("ids", format!("Ids can name {} tasks at most.", grouped(Self::MAX))));
        }
        Ok(Self(ids.into_iter().collect()))
    }

    /// The ids, the lowest first.
    pub fn iter(&self) -> impl Iterator<Item = TaskId> {
        self.0.iter().copied()
    }
}

/// What is to be done: one line of 1 to 500 characters, not blank, without control characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Title(String);

impl Title {
    /// The most characters a title has.
    pub const MAX_CHARS: usize = 500;

    /// Checks a title that came from outside. It is kept to the letter.
    pub fn parse(title: String) -> Result<Self> {
        if title.chars().all(|c| c.is_whitespace() || is_unprintable(c)) {
            return Err(Error::invalid("title", "The title can't be empty."));
        }
        if title.chars().count() > Self::MAX_CHARS {
            let sentence = format!("The title can have {} characters at most.", Self::MAX_CHARS);
            return Err(Error::invalid("title", sentence));
        }
        if title.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
            let sentence = "The title is one line and can't have control characters.";
            return Err(Error::invalid("title", sentence));
        }
        Ok(Self(title))
    }

    /// Takes a title that was checked before it was stored.
    #[must_use]
    pub fn from_store(title: String) -> Self {
        Self(title)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// More about a task: up to 50,000 characters in any number of lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Description(String);

impl Description {
    /// The most characters a description has.
    pub const MAX_CHARS: usize = 50_000;

    /// Checks a description that came from outside. It is kept to the letter.
    pub fn parse(description: String) -> Result<Self> {
        if description.chars().count() > Self::MAX_CHARS {
            let sentence = format!("The description can have {} characters at most.", grouped(Self::MAX_CHARS));
            return Err(Error::invalid("description", sentence));
        }
        if description.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            let sentence = "The description can't have control characters other than new lines and tabs.";
            return Err(Error::invalid("description", sentence));
        }
        Ok(Self(description))
    }

    /// Takes a description that was checked before it was stored.
    #[must_use]
    pub fn from_store(description: String) -> Self {
        Self(description)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A task as it is stored and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Task {
    /// The number within the account.
    #[schema(value_type = i64, minimum = 1, example = 42)]
    pub id: TaskId,
    /// The same task in an export and on every device (UUIDv7, RFC 9562).
    pub uid: Uuid,
    /// The number of its newest change in the account's log; also its `ETag`.
    #[schema(value_type = i64, minimum = 1)]
    pub version: ChangeId,
    /// What is to be done.
    #[schema(value_type = String, min_length = 1, example = "Water the plants")]
    pub title: Title,
    /// More about it.
    #[schema(value_type = Option<String>, required = true)]
    pub description: Option<Description>,
    /// When it was done; null while it is open.
    #[schema(required = true)]
    pub completed_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its title, description or completion was last changed.
    pub updated_at: Timestamp,
    /// When it was moved to the trash; null while it is not there.
    #[schema(required = true)]
    pub deleted_at: Option<Timestamp>,
}

impl Task {
    /// The task after a patch. A patch that changes nothing leaves `updated_at` alone.
    #[must_use]
    pub fn patched(&self, patch: TaskPatch, now: Timestamp) -> Self {
        let mut task = self.clone();
        if let Some(title) = patch.title {
            task.title = title;
        }
        if let Some(description) = patch.description {
            task.description = description;
        }
        if let Some(completed_at) = patch.completed_at {
            task.completed_at = completed_at;
        }
        if task != *self {
            task.updated_at = now;
        }
        task
    }
}

/// A task that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// See [`Task::title`].
    pub title: Title,
    /// See [`Task::description`].
    pub description: Option<Description>,
    /// See [`Task::completed_at`].
    pub completed_at: Option<Timestamp>,
}

impl NewTask {
    /// Checks a task that came from outside, every field of it.
    pub fn parse(title: Option<String>, description: Option<String>, completed_at: Option<String>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let title = errors
            .check(title.ok_or_else(|| Error::invalid("title", "A title is required.")).and_then(Title::parse))?;
        let description = errors.check(description.map(Description::parse).transpose())?;
        let completed_at = errors.check(completed_at.map(parse_completed_at).transpose())?;
        let fields = title.zip(description).zip(completed_at);
        let ((title, description), completed_at) = errors.finish_with(fields)?;
        Ok(Self { title, description, completed_at })
    }
}

/// What is to change: `None` stays as it is, `Some(None)` is cleared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskPatch {
    /// See [`Task::title`]; it can't be cleared.
    pub title: Option<Title>,
    /// See [`Task::description`].
    pub description: Option<Option<Description>>,
    /// See [`Task::completed_at`].
    pub completed_at: Option<Option<Timestamp>>,
}

impl TaskPatch {
    /// Checks a patch that came from outside, every field of it.
    pub fn parse(
        title: Option<Option<String>>,
        description: Option<Option<String>>,
        completed_at: Option<Option<String>>,
    ) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let title = title.map(|title| {
            title.ok_or_else(|| Error::invalid("title", "The title can't be cleared.")).and_then(Title::parse)
        });
        let title = errors.check(title.transpose())?.flatten();
        let description = description.map(|value| value.map(Description::parse).transpose());
        let description = errors.check(description.transpose())?.flatten();
        let completed_at = completed_at.map(|value| value.map(parse_completed_at).transpose());
        let completed_at = errors.check(completed_at.transpose())?.flatten();
        errors.finish()?;
        Ok(Self { title, description, completed_at })
    }
}

fn parse_completed_at(instant: String) -> Result<Timestamp> {
    super::parse_instant("completed_at", &instant)
}

/// Which tasks a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum TaskStatus {
    /// Not done yet.
    Open,
    /// Done.
    Done,
    /// Both.
    #[default]
    All,
}

impl TaskStatus {
    /// Reads `open`, `done` or `all`.
    pub fn parse(status: &str) -> Result<Self> {
        match status {
            "open" => Ok(Self::Open),
            "done" => Ok(Self::Done),
            "all" => Ok(Self::All),
            _ => Err(Error::invalid("status", "The status must be open, done or all.")),
        }
    }

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::All => "all",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn task() -> Task {
        Task {
            id: TaskId(1),
            uid: Uuid::nil(),
            version: ChangeId(1),
            title: Title::from_store("Water the plants".into()),
            description: Some(Description::from_store("All of them".into())),
            completed_at: None,
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            deleted_at: None,
        }
    }

    fn later() -> Timestamp {
        Timestamp::from_second(60).unwrap()
    }

    #[test]
    fn an_absent_field_stays_and_a_null_one_is_cleared() {
        let patch = TaskPatch::parse(None, Some(None), None).unwrap();
        let patched = task().patched(patch, later());
        assert_eq!(patched.title, task().title);
        assert_eq!(patched.description, None);
        assert_eq!(patched.updated_at, later());
    }

    #[test]
    fn a_patch_that_changes_nothing_is_no_change() {
        let patch = TaskPatch::parse(Some(Some("Water the plants".into())), None, Some(None)).unwrap();
        assert_eq!(task().patched(patch, later()), task());
    }

    #[test]
    fn every_wrong_field_is_named() {
        let error = NewTask::parse(None, Some("\0".into()), Some("yesterday".into())).unwrap_err();
        let Error::Invalid(errors) = error else { panic!("expected field errors") };
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["completed_at", "description", "title"]);
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
                prop_assert_eq!(super::super::to_milliseconds(instant), instant);
            }
        }

        #[test]
        fn patching_twice_is_patching_once(title in "[a-z]{1,9}", description in proptest::option::of("[a-z]{0,9}")) {
            let patch = TaskPatch::parse(Some(Some(title)), Some(description), None).unwrap();
            let once = task().patched(patch.clone(), later());
            prop_assert_eq!(once.patched(patch, Timestamp::MAX), once);
        }
    }
}
