//! The bodies for creating a task and for changing several: their fields besides those of a patch.

use std::borrow::Cow;

use serde::Deserialize;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::{PartialSchema, ToSchema};

use crate::domain::tasks::{TagChange, Tags, TaskInput};
use crate::error::{Error, FieldErrors, Result};

/// A task to create.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct CreateTask(pub TaskInput);

impl PartialSchema for CreateTask {
    fn schema() -> RefOr<Schema> {
        #[derive(ToSchema)]
        #[expect(dead_code, reason = "it is the schema of another type")]
        struct Own {
            /// One line of 1 to 500 characters.
            #[schema(min_length = 1, max_length = 500, example = "Water the plants")]
            title: String,
        }
        with_fields_of_a_task("A task to create.", Own::schema())
    }
}

impl ToSchema for CreateTask {
    fn name() -> Cow<'static, str> {
        "CreateTask".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        TaskInput::schemas(schemas);
    }
}

/// Which tasks are to change, and their tags. The other fields are those of [`TaskInput`].
#[derive(Debug, Deserialize)]
pub struct UpdateTasks {
    pub ids: Option<Vec<i64>>,
    pub add_tags: Option<Vec<String>>,
    pub remove_tags: Option<Vec<String>>,
    pub after: Option<i64>,
    pub before: Option<i64>,
}

impl PartialSchema for UpdateTasks {
    fn schema() -> RefOr<Schema> {
        #[derive(ToSchema)]
        #[expect(dead_code, reason = "it is the schema of another type")]
        struct Own {
            /// 1 to 10,000 task numbers.
            #[schema(min_items = 1, max_items = 10_000)]
            ids: Vec<i64>,
            /// Tags to add to each.
            add_tags: Option<Vec<String>>,
            /// Tags to remove from each.
            remove_tags: Option<Vec<String>>,
            /// Moves them right after the task with this number in the manual order.
            after: Option<i64>,
            /// Or right before the one with this number.
            before: Option<i64>,
        }
        let description = "Which tasks, and the changes to each; absent fields stay as they are, null clears a field.";
        with_fields_of_a_task(description, Own::schema())
    }
}

impl ToSchema for UpdateTasks {
    fn name() -> Cow<'static, str> {
        "UpdateTasks".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        TaskInput::schemas(schemas);
    }
}

/// The schema of an object with these fields and all other fields of a task.
fn with_fields_of_a_task(description: &str, own: RefOr<Schema>) -> RefOr<Schema> {
    match (TaskInput::schema(), own) {
        (RefOr::T(Schema::Object(mut task)), RefOr::T(Schema::Object(own))) => {
            task.properties.extend(own.properties);
            task.required.extend(own.required);
            task.description = Some(description.to_owned());
            task.into()
        }
        (task, _) => task,
    }
}

impl UpdateTasks {
    /// The tags to add and remove, if there are any.
    pub fn tag_change(&self, patch: &TaskInput) -> Result<Option<TagChange>> {
        if self.add_tags.is_none() && self.remove_tags.is_none() {
            return Ok(None);
        }
        if patch.tags.is_some() {
            return Err(Error::invalid("tags", "Give either `tags`, or `add_tags` and `remove_tags`."));
        }
        let parse = |field: &'static str, tags: &Option<Vec<String>>| {
            Tags::parse(tags.as_deref().unwrap_or_default()).map_err(|error| Error::invalid(field, error.to_string()))
        };
        let mut errors = FieldErrors::default();
        let added = errors.check(parse("add_tags", &self.add_tags))?;
        let removed = errors.check(parse("remove_tags", &self.remove_tags))?;
        let (added, removed) = errors.finish_with(added.zip(removed))?;
        Ok(Some(TagChange::Add { added, removed }))
    }
}
