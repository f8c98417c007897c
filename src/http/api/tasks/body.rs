//! The fields of a task in the bodies that make and change tasks.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::domain::tasks::{RecurrenceInput, TagChange, Tags, TaskInput};
use crate::error::{Error, FieldErrors, Result};
use crate::http::wire::json::{JsonFields, present};

/// How a task repeats, from what is due.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RecurrenceInput)]
pub struct RecurrenceBody {
    /// A recurrence rule (RFC 5545, section 3.3.10): daily, weekly, monthly or yearly.
    #[schema(required = true, nullable = false, max_length = 500, example = "FREQ=MONTHLY;BYMONTHDAY=1")]
    rule: Option<String>,
    /// `due` (the default) or `completion`: what the next date follows from.
    #[schema(example = "due")]
    from: Option<String>,
}

/// A body with the fields of a task, what is said of its title, and fields of its own.
macro_rules! task_body {
    (
        $(#[$doc:meta])* $name:ident,
        #[$title:meta],
        { $($(#[$own_doc:meta])* $own:ident: $kind:ty = $own_name:literal),* }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize, ToSchema)]
        pub struct $name {
            $($(#[$own_doc])* #[serde(default)] pub $own: $kind,)*
            /// One line of 1 to 500 characters.
            #[serde(default, deserialize_with = "present")]
            #[$title]
            title: Option<Option<String>>,
            /// Up to 50,000 characters.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<String>, max_length = 50_000)]
            description: Option<Option<String>>,
            /// When it was done or dropped; null opens it again. With one it is done, unless `status` says otherwise.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<String>, format = DateTime)]
            completed_at: Option<Option<String>>,
            /// `open`, `done` or `dropped`. What is done without a `completed_at` is done now.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<String>, nullable = false, example = "done")]
            status: Option<Option<String>>,
            /// `none`, `low`, `medium` or `high`.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<String>, example = "high")]
            priority: Option<Option<String>>,
            /// A day such as `2026-12-24`, a local time such as `2026-12-24T09:00[Europe/Berlin]`, or without the zone one
            /// in that of the account.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<String>, example = "2026-12-24")]
            due: Option<Option<String>>,
            /// The day until which it is out of the daily views.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<String>, format = Date)]
            start: Option<Option<String>>,
            /// The day it is planned for.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<String>, format = Date)]
            planned: Option<Option<String>>,
            /// How many minutes it takes.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<i64>, minimum = 1, maximum = 60_000)]
            estimate: Option<Option<i64>>,
            /// The project it belongs to. A subtask that gets another one than its parent leaves its parent.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<i64>)]
            project_id: Option<Option<i64>>,
            /// The name of that project instead; it is made if it is not there.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
            project: Option<Option<String>>,
            /// The task that it is a part of; it moves to that one's project.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<i64>)]
            parent_id: Option<Option<i64>>,
            /// Up to 50 tags of 1 to 50 letters, digits, `-`, `_`, `/` or `.`, whatever their case.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<Vec<String>>)]
            tags: Option<Option<Vec<String>>>,
            /// How it repeats; it needs a due.
            #[serde(default, deserialize_with = "present")]
            #[schema(value_type = Option<RecurrenceBody>)]
            recurrence: Option<Option<RecurrenceBody>>,
        }

        impl JsonFields for $name {
            const FIELDS: &'static [&'static str] = &[
                $($own_name,)*
                "title",
                "description",
                "completed_at",
                "status",
                "priority",
                "due",
                "start",
                "planned",
                "estimate",
                "project_id",
                "project",
                "parent_id",
                "tags",
                "recurrence",
            ];
        }

        impl From<$name> for TaskInput {
            fn from(body: $name) -> Self {
                Self {
                    title: body.title,
                    description: body.description,
                    completed_at: body.completed_at,
                    status: body.status,
                    priority: body.priority,
                    due: body.due,
                    start: body.start,
                    planned: body.planned,
                    estimate: body.estimate,
                    project_id: body.project_id,
                    project: body.project,
                    parent_id: body.parent_id,
                    tags: body.tags,
                    recurrence: body.recurrence.map(|value| {
                        value.map(|RecurrenceBody { rule, from }| RecurrenceInput { rule, from })
                    }),
                }
            }
        }
    };
}

task_body!(
    /// A task that is to be made.
    CreateTask,
    #[schema(value_type = String, required = true, min_length = 1, max_length = 500, example = "Water the plants")],
    {}
);

task_body!(
    /// What is to change of a task: a field that is absent stays, one that is null is cleared.
    UpdateTask,
    #[schema(value_type = Option<String>, nullable = false, min_length = 1, max_length = 500)],
    {}
);

task_body!(
    /// Which tasks, and what is to change of each: a field that is absent stays, one that is null is cleared.
    UpdateTasks,
    #[schema(value_type = Option<String>, nullable = false, min_length = 1, max_length = 500)],
    {
        /// 1 to 10,000 numbers of tasks.
        #[schema(required = true, nullable = false, min_items = 1, max_items = 10_000)]
        ids: Option<Vec<i64>> = "ids",
        /// Tags to add to those that each has.
        add_tags: Option<Vec<String>> = "add_tags",
        /// Tags to take away from each.
        remove_tags: Option<Vec<String>> = "remove_tags"
    }
);

impl UpdateTasks {
    /// The tags to add and to take away, if there are any.
    pub fn tag_change(&self) -> Result<Option<TagChange>> {
        if self.add_tags.is_none() && self.remove_tags.is_none() {
            return Ok(None);
        }
        if self.tags.is_some() {
            return Err(Error::invalid("tags", "Give either all tags, or those to add and to take away."));
        }
        let parse = |field, tags: &Option<Vec<String>>| {
            Tags::parse(tags.as_deref().unwrap_or_default()).map_err(|error| Error::invalid(field, error.to_string()))
        };
        let mut errors = FieldErrors::default();
        let added = errors.check(parse("add_tags", &self.add_tags))?;
        let removed = errors.check(parse("remove_tags", &self.remove_tags))?;
        let (added, removed) = errors.finish_with(added.zip(removed))?;
        Ok(Some(TagChange::Add { added, removed }))
    }
}
