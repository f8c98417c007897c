//! The fields of a query and the words that they take.

use serde::{Deserialize, Serialize};

use crate::domain::closed_words::words;
use crate::domain::tasks::Priority;

words! {
    /// The state that a task is in.
    Is "q" {
        /// Neither done nor dropped.
        Open = "open",
        /// Done.
        Done = "done",
        /// Given up.
        Dropped = "dropped",
        /// Open, and its due is past.
        Overdue = "overdue",
        /// It repeats.
        Recurring = "recurring",
        /// Part of another task.
        Subtask = "subtask",
        /// Open, without project, due, planned day and parent, its start not ahead.
        Inbox = "inbox",
        /// Its start is reached, or it has none.
        Started = "started",
        /// It has open subtasks.
        Blocked = "blocked",
        /// It is planned for a day.
        Planned = "planned",
    }
}

words! {
    /// A date of a task. The last three are instants; the day of one is that in the account's zone.
    DateField "q" {
        /// When it has to be done.
        Due = "due",
        /// When it can be begun.
        Start = "start",
        /// When a person means to do it.
        Planned = "planned",
        /// When it was done or dropped.
        Completed = "completed",
        /// When it was made.
        Created = "created",
        /// When it was last changed.
        Updated = "updated",
    }
}

words! {
    /// What a task can have or lack.
    Property "q" {
        /// A due date.
        Due = "due",
        /// A start.
        Start = "start",
        /// A planned day.
        Planned = "planned",
        /// An estimate.
        Estimate = "estimate",
        /// A project.
        Project = "project",
        /// A parent.
        Parent = "parent",
        /// A tag or more.
        Tag = "tag",
        /// A recurrence.
        Recurrence = "recurrence",
        /// A description.
        Description = "description",
        /// A priority other than none.
        Priority = "priority",
    }
}

words! {
    /// What a list is sorted by.
    SortKey "q" {
        /// The most urgent first.
        Urgency = "urgency",
        /// The earliest due first.
        Due = "due",
        /// The earliest start first.
        Start = "start",
        /// The earliest planned day first.
        Planned = "planned",
        /// The highest priority first.
        Priority = "priority",
        /// The oldest first.
        Created = "created",
        /// The one that was left alone for longest first.
        Updated = "updated",
        /// The one that was done earliest first.
        Completed = "completed",
        /// The shortest first.
        Estimate = "estimate",
        /// By title, from A to Z.
        Title = "title",
        /// In the manual order.
        Position = "position",
        /// What matches the words best first.
        Relevance = "relevance",
    }
}

/// What stands before the colon of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Is,
    Tag,
    Project,
    Parent,
    Id,
    Priority,
    Date(DateField),
    Estimate,
    Has,
    No,
}

impl Field {
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "is" => Self::Is,
            "tag" => Self::Tag,
            "project" => Self::Project,
            "parent" => Self::Parent,
            "id" => Self::Id,
            "priority" => Self::Priority,
            "estimate" => Self::Estimate,
            "has" => Self::Has,
            "no" => Self::No,
            date => Self::Date(DateField::from_word(date)?),
        })
    }
}

/// A field, for the help of page and command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldHelp {
    /// What stands before the colon.
    pub name: &'static str,
    /// What it finds, in one line.
    pub help: &'static str,
    /// A term with it.
    pub example: &'static str,
    /// Words that it takes after the colon, where there are such.
    pub words: Vec<&'static str>,
}

/// Every field of the query language.
#[must_use]
pub fn fields() -> [FieldHelp; 16] {
    let states = || Is::ALL.iter().map(|one| one.as_str()).collect();
    let priorities = || Priority::ALL.iter().map(|one| one.as_str()).collect();
    let properties = || Property::ALL.iter().map(|one| one.as_str()).collect();
    let keys = || SortKey::ALL.iter().map(|one| one.as_str()).collect();
    let days = || {
        let days = "today tomorrow yesterday mon tue wed thu fri sat sun eow eom none any";
        days.split(' ').collect()
    };
    let field = |name, help, example, words| FieldHelp { name, help, example, words };
    [
        field("is", "Tasks in a state", "is:open", states()),
        field("tag", "Tasks with a tag", "tag:home,work", vec![]),
        field("project", "Tasks of a project", "project:\"My House\"", vec![]),
        field("parent", "The subtasks of a task, by its number", "parent:42", vec![]),
        field("id", "A task by its number", "id:42", vec![]),
        field("priority", "Tasks of a priority", "priority:>=medium", priorities()),
        field("due", "Tasks by the day they are due", "due:<=fri", days()),
        field("start", "Tasks by the day they start", "start:tomorrow", days()),
        field("planned", "Tasks by the day they are planned for", "planned:today..eow", days()),
        field("completed", "Tasks by the day they were done or dropped", "completed:>=-7d", days()),
        field("created", "Tasks by the day they were made", "created:yesterday", days()),
        field("updated", "Tasks by the day they were last changed", "updated:>=2026-12-01", days()),
        field("estimate", "Tasks by the time they are thought to take", "estimate:<=2h", vec!["none", "any"]),
        field("has", "Tasks that have something", "has:description", properties()),
        field("no", "Tasks that lack something", "no:project", properties()),
        field("sort", "Sorts what is found; a - before the word reverses it", "sort:-due", keys()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::Query;

    #[test]
    fn every_field_has_an_example_and_takes_its_words() {
        for field in fields() {
            assert!(field.example.starts_with(&format!("{}:", field.name)), "{}", field.example);
            let shown = Query::parse(field.example).unwrap().to_string();
            assert!(shown.starts_with(&format!("{}:", field.name)), "{shown}");
            for word in field.words {
                Query::parse(&format!("{}:{word}", field.name)).unwrap();
            }
        }
    }

    #[test]
    fn every_date_has_a_line_of_help() {
        for date in DateField::ALL {
            assert!(fields().iter().any(|field| field.name == date.as_str()), "{date:?}");
        }
    }
}
