//! The fields of a query and the words they accept.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::closed_words::words;
use crate::domain::tasks::Priority;

words! {
    /// The state of a task.
    Is "q" {
        /// Neither done nor dropped.
        Open = "open",
        Done = "done",
        Dropped = "dropped",
        /// Open and past its due date.
        Overdue = "overdue",
        Recurring = "recurring",
        /// Part of another task.
        Subtask = "subtask",
        /// Open, without project, due date, planned day and parent, not starting later, and not tagged `someday`.
        Inbox = "inbox",
        /// Its start day has come.
        Started = "started",
        /// It has open subtasks.
        Blocked = "blocked",
        /// It is planned for a day.
        Planned = "planned",
        /// Open, and put off three times or more.
        PutOff = "putoff",
        /// Its project is archived.
        Archived = "archived",
    }
}

words! {
    /// A date of a task. What was completed, created or updated at an instant, was so on its day in the account's zone.
    DateField "q" {
        /// When it has to be done.
        Due = "due",
        /// When it can be started.
        Start = "start",
        /// When a user plans to do it.
        Planned = "planned",
        /// When it was done or dropped.
        Completed = "completed",
        /// When it was made.
        Created = "created",
        /// When it was last changed.
        Updated = "updated",
        /// The day it is on: the one it is planned for, or else the one it is due.
        Day = "day",
    }
}

words! {
    /// A field whose values are words with a rank.
    RankField "q" {
        Priority = "priority",
    }
}

impl RankField {
    /// Its words, the lowest first.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Priority => Priority::ALL.iter().map(|one| one.as_str()).collect(),
        }
    }

    /// What it finds, in one line, and a term with it.
    fn help(self) -> (&'static str, &'static str) {
        match self {
            Self::Priority => ("Tasks of a priority", "priority:>=medium"),
        }
    }
}

words! {
    /// What a task can have or lack.
    Property "q" {
        Due = "due",
        Start = "start",
        Planned = "planned",
        Estimate = "estimate",
        Project = "project",
        Section = "section",
        Parent = "parent",
        /// At least one tag.
        Tag = "tag",
        Recurrence = "recurrence",
        Description = "description",
        /// A priority other than none.
        Priority = "priority",
        /// At least one subtask.
        Subtask = "subtask",
    }
}

words! {
    /// A sort key.
    SortKey "q" {
        /// The most urgent first.
        Urgency = "urgency",
        /// The earliest due first.
        Due = "due",
        /// The earliest start first.
        Start = "start",
        /// The earliest planned day first.
        Planned = "planned",
        /// The earliest planned day or, without one, due first.
        Day = "day",
        /// The highest priority first.
        Priority = "priority",
        Created = "created",
        /// The one unchanged for longest first.
        Updated = "updated",
        /// The one completed earliest first.
        Completed = "completed",
        Estimate = "estimate",
        /// What was put off most often first.
        PutOff = "putoff",
        /// By title, from A to Z.
        Title = "title",
        /// In the manual order.
        Position = "position",
        /// The best match for the words first.
        Relevance = "relevance",
    }
}

words! {
    /// By what a list is divided into groups.
    GroupKey "q" {
        /// One list, also where a page has groups of its own.
        None = "none",
        /// By project, in the order of projects.
        Project = "project",
        /// By section, in the order of sections; what is in none first.
        Section = "section",
        /// The highest priority first.
        Priority = "priority",
        /// By the first tag, from A to Z.
        Tag = "tag",
        /// By planned day or, without one, due. What is before today comes first.
        Day = "day",
        Due = "due",
        Planned = "planned",
        /// By the day it was completed, the newest first.
        Completed = "completed",
        /// Open, done, dropped.
        Status = "status",
    }
}

/// The name before the colon of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Is,
    Tag,
    Project,
    Section,
    Parent,
    Id,
    Rank(RankField),
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
            "section" => Self::Section,
            "parent" => Self::Parent,
            "id" => Self::Id,
            "estimate" => Self::Estimate,
            "has" => Self::Has,
            "no" => Self::No,
            name => {
                let date = DateField::from_word(name).map(Self::Date);
                return date.or_else(|| RankField::from_word(name).map(Self::Rank));
            }
        })
    }
}

/// Help on a field and its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldHelp {
    /// The name before the colon.
    #[schema(value_type = String, example = "is")]
    pub name: &'static str,
    /// What it finds, in one line.
    #[schema(value_type = String, example = "Tasks in a state")]
    pub help: &'static str,
    /// An example term.
    #[schema(value_type = String, example = "is:open")]
    pub example: &'static str,
    /// Every word that it accepts. Empty if it takes other values.
    #[schema(value_type = Vec<String>)]
    pub words: Vec<&'static str>,
    /// Some possible values, if they can't all be listed.
    #[schema(value_type = Vec<String>)]
    pub values: Vec<&'static str>,
}

/// A term that is not a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TermHelp {
    /// Such a term.
    #[schema(value_type = String)]
    pub example: &'static str,
    /// What it finds, in one line.
    #[schema(value_type = String)]
    pub help: &'static str,
}

/// Every field of the query language.
pub fn fields() -> Vec<FieldHelp> {
    let states = Is::ALL.iter().map(|one| one.as_str()).collect();
    let properties: Vec<_> = Property::ALL.iter().map(|one| one.as_str()).collect();
    let keys = SortKey::ALL.iter().map(|one| one.as_str()).collect();
    let groups = GroupKey::ALL.iter().map(|one| one.as_str()).collect();
    let field = |name, help, example| FieldHelp { name, help, example, words: vec![], values: vec![] };
    let of_words = |name, help, example, words| FieldHelp { words, ..field(name, help, example) };
    let of_values = |name, help, example, values: &'static str| {
        let values = values.split(' ').collect();
        FieldHelp { values, ..field(name, help, example) }
    };
    let dated = |name, help, example| of_values(name, help, example, DAYS);
    let ranked = RankField::ALL.iter().map(|ranked| {
        let (help, example) = ranked.help();
        of_words(ranked.as_str(), help, example, ranked.words())
    });
    let before = [
        of_words("is", "Tasks in a state", "is:open", states),
        field("tag", "Tasks with a tag, or with one of several", "tag:home,work"),
        field("project", "Tasks of a project", "project:\"My House\""),
        field("section", "Tasks of a section, in any project", "section:Garden"),
        field("parent", "The subtasks of a task, by its number", "parent:42"),
        field("id", "A task by its number", "id:42"),
    ];
    let after = [
        dated(
            "due",
            "Tasks by the day they are due; eow, eom and eoy are the end of the week, the month and the year",
            "due:<=fri",
        ),
        dated("start", "Tasks by the day they can be started", "start:tomorrow"),
        dated("planned", "Tasks by the day they are planned for", "planned:today..eow"),
        dated("completed", "Tasks by the day they were done or dropped", "completed:>=-7d"),
        dated("created", "Tasks by the day they were added", "created:yesterday"),
        dated("updated", "Tasks by the day they were last changed", "updated:>=2026-12-01"),
        dated("day", "Tasks by the day they are planned for or, if they are not planned, due", "day:<=today"),
        of_values("estimate", "Tasks by the time they will probably take", "estimate:<=2h", "30m 1h30m none any"),
        of_words("has", "Tasks that have something", "has:description", properties.clone()),
        of_words("no", "Tasks that lack something", "no:project", properties),
        of_words("sort", "Puts the tasks in order; a - before the word reverses it", "sort:-due", keys),
        of_words("group", "Divides the list into groups; sort: orders the tasks of each", "group:project", groups),
    ];
    before.into_iter().chain(ranked).chain(after).collect()
}

/// Example days.
const DAYS: &str = "today tomorrow yesterday fri eow eom eoy 2026-12-24 +3d -2w none any";

/// Every kind of term that is not a field.
pub fn other_terms() -> [TermHelp; 3] {
    [
        TermHelp { example: "milk", help: "Tasks with a word that begins like this, in the title or the description" },
        TermHelp { example: "\"exact words\"", help: "Tasks with exactly these words, one after the other" },
        TermHelp { example: "-tag:waiting", help: "A - leaves out the tasks that the rest would find" },
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
            for word in field.words.iter().chain(&field.values) {
                Query::parse(&format!("{}:{word}", field.name)).unwrap();
            }
        }
    }

    #[test]
    fn every_other_term_finds_something_without_a_field_of_its_own() {
        for term in other_terms() {
            let query = Query::parse(term.example).unwrap();
            assert_eq!((query.terms.len(), query.sort.len()), (1, 0), "{}", term.example);
        }
    }

    #[test]
    fn every_date_has_a_line_of_help() {
        for date in DateField::ALL {
            assert!(fields().iter().any(|field| field.name == date.as_str()), "{date:?}");
        }
    }
}
