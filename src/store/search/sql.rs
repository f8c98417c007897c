//! Compiles queries to SQL: fixed pieces of text, with every value bound.

use std::fmt::Write;

use jiff::civil::Date;
use rusqlite::types::Value;

use crate::domain::projects::Name;
use crate::domain::query::{
    Comparison, Condition, DateBounds, DateField, EstimateTest, Is, OneOf, Property, RankField, Sort, SortKey, Term,
};
use crate::domain::tasks::Tag;
use crate::store::search::scope::QueryScope;

/// A statement under construction.
pub struct Sql {
    pub text: String,
    /// The bound values, in order.
    pub values: Vec<Value>,
}

impl Sql {
    pub fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), values: Vec::new() }
    }

    pub fn text(&mut self, text: &'static str) {
        self.text.push_str(text);
    }

    /// Adds text, followed by a list of values.
    pub fn push(&mut self, text: &'static str, values: impl IntoIterator<Item = Value>) {
        self.text.push_str(text);
        for (index, value) in values.into_iter().enumerate() {
            self.values.push(value);
            let separator = if index > 0 { ", " } else { "" };
            // Writing to a string never fails.
            let _ = write!(self.text, "{separator}?{}", self.values.len());
        }
    }

    /// Adds alternatives, of which one must hold.
    pub fn any<T>(&mut self, of: &OneOf<T>, mut each: impl FnMut(&mut Self, &T)) {
        self.text("(");
        for (index, one) in of.iter().enumerate() {
            if index > 0 {
                self.text(" OR ");
            }
            each(self, one);
        }
        self.text(")");
    }
}

/// Adds the numbers of tasks that have one of these tags or a tag below it: `home/garden` matches `home`.
pub fn tagged(sql: &mut Sql, scope: &QueryScope, tags: &OneOf<Tag>) {
    for (index, tag) in tags.iter().enumerate() {
        // Look each one up separately: with OR, SQLite would scan every tag.
        sql.text(if index > 0 { " UNION SELECT" } else { "SELECT" });
        sql.push(" task_id FROM task_tags WHERE user_id = ", [scope.owner.into()]);
        sql.push(" AND tag = ", [tag.as_str().to_owned().into()]);
        sql.push(" UNION SELECT task_id FROM task_tags WHERE user_id = ", [scope.owner.into()]);
        sql.push(" AND tag > ", [format!("{}/", tag.as_str()).into()]);
        sql.push(" AND tag < ", [format!("{}0", tag.as_str()).into()]);
    }
}

/// Adds the condition that a column is one of the projects with these names.
pub fn in_projects(sql: &mut Sql, scope: &QueryScope, column: &'static str, names: &OneOf<Name>) {
    sql.text(column);
    sql.push(" IN (SELECT id FROM projects WHERE user_id = ", [scope.owner.into()]);
    sql.push(" AND deleted_at IS NULL AND name_key IN (", names.iter().flat_map(Name::keys).map(Into::into));
    sql.text("))");
}

/// Adds the condition that a column is one of the sections with these names, of any project.
pub fn in_sections(sql: &mut Sql, scope: &QueryScope, column: &'static str, names: &OneOf<Name>) {
    sql.text(column);
    sql.push(" IN (SELECT id FROM sections WHERE user_id = ", [scope.owner.into()]);
    sql.push(" AND deleted_at IS NULL AND name_key IN (", names.iter().flat_map(Name::keys).map(Into::into));
    sql.text("))");
}

/// Adds a term. A condition on a field that a task lacks doesn't hold, so its negation does.
pub fn condition(sql: &mut Sql, scope: &QueryScope, term: &Term) {
    if matches!(term.condition, Condition::Word(_) | Condition::Phrase(_)) {
        return;
    }
    sql.text(if term.negated { " AND (" } else { " AND " });
    match &term.condition {
        Condition::Is(states) => sql.any(states, |sql, state| is(sql, scope, *state)),
        Condition::Tag(tags) => {
            sql.text("tasks.id IN (");
            tagged(sql, scope, tags);
            sql.text(")");
        }
        Condition::Project(names) => in_projects(sql, scope, "+tasks.project_id", names),
        Condition::Section(names) => in_sections(sql, scope, "+tasks.section_id", names),
        Condition::Parent(ids) => {
            sql.push("+tasks.parent_id IN (", ids.iter().map(|id| id.0.into()));
            sql.text(")");
        }
        Condition::Id(ids) => {
            sql.push("tasks.id IN (", ids.iter().map(|id| id.0.into()));
            sql.text(")");
        }
        Condition::Rank(field, tests) => sql.any(tests, |sql, test| {
            sql.text(match field {
                RankField::Priority => "tasks.priority",
            });
            sql.push(operator(test.comparison), [i64::from(test.rank).into()]);
        }),
        Condition::Date(field, tests) => {
            sql.any(tests, |sql, test| date(sql, scope, *field, test.resolve(&scope.context)));
        }
        Condition::Estimate(tests) => sql.any(tests, |sql, test| match test {
            EstimateTest::None => sql.text("tasks.estimate IS NULL"),
            EstimateTest::Any => sql.text("tasks.estimate IS NOT NULL"),
            EstimateTest::Compare(comparison, minutes) => {
                sql.text("tasks.estimate");
                sql.push(operator(*comparison), [i64::from(minutes.get()).into()]);
            }
        }),
        Condition::Has(properties) => sql.any(properties, |sql, property| sql.text(has(*property))),
        Condition::No(properties) => sql.any(properties, |sql, property| {
            sql.text("NOT ");
            sql.text(has(*property));
        }),
        Condition::Word(_) | Condition::Phrase(_) => {}
    }
    if term.negated {
        sql.text(") IS NOT TRUE");
    }
}

fn operator(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Less => " < ",
        Comparison::AtMost => " <= ",
        Comparison::Equal => " = ",
        Comparison::AtLeast => " >= ",
        Comparison::Greater => " > ",
    }
}

fn is(sql: &mut Sql, scope: &QueryScope, state: Is) {
    let today = || Value::from(scope.context.today.to_string());
    match state {
        Is::Open => sql.text("tasks.completed_at IS NULL"),
        Is::Done => sql.text("(tasks.completed_at IS NOT NULL AND tasks.dropped = 0)"),
        Is::Dropped => sql.text("tasks.dropped = 1"),
        Is::Overdue => {
            sql.push("(tasks.completed_at IS NULL AND iif(length(tasks.due) = 10, tasks.due < ", [today()]);
            sql.push(", due_instant(tasks.due) <= ", [scope.now_millis().into()]);
            sql.text("))");
        }
        Is::Recurring => sql.text("tasks.recurrence IS NOT NULL"),
        Is::Subtask => sql.text("tasks.parent_id IS NOT NULL"),
        Is::Inbox => {
            sql.push(
                "(tasks.completed_at IS NULL AND tasks.project_id IS NULL AND tasks.due IS NULL
                  AND tasks.planned IS NULL AND tasks.parent_id IS NULL AND coalesce(tasks.start, '') <= ",
                [today()],
            );
            sql.text(")");
        }
        Is::Started => {
            sql.push("(tasks.completed_at IS NULL AND coalesce(tasks.start, '9999') <= ", [today()]);
            sql.text(")");
        }
        Is::Blocked => blocked(sql, scope),
        Is::Planned => sql.text("tasks.planned IS NOT NULL"),
        Is::Archived => archived(sql, scope),
    }
}

/// Adds the condition that the task's project is archived.
pub fn archived(sql: &mut Sql, scope: &QueryScope) {
    sql.push("coalesce(+tasks.project_id IN (SELECT id FROM projects WHERE user_id = ", [scope.owner.into()]);
    sql.text(" AND archived_at IS NOT NULL), FALSE)");
}

fn blocked(sql: &mut Sql, scope: &QueryScope) {
    sql.push(
        "tasks.id IN (SELECT parent_id FROM tasks AS part INDEXED BY tasks_by_parent WHERE part.user_id = ",
        [scope.owner.into()],
    );
    sql.text(" AND part.parent_id IS NOT NULL AND part.completed_at IS NULL)");
}

fn has(property: Property) -> &'static str {
    match property {
        Property::Due => "tasks.due IS NOT NULL",
        Property::Start => "tasks.start IS NOT NULL",
        Property::Planned => "tasks.planned IS NOT NULL",
        Property::Estimate => "tasks.estimate IS NOT NULL",
        Property::Project => "tasks.project_id IS NOT NULL",
        Property::Section => "tasks.section_id IS NOT NULL",
        Property::Parent => "tasks.parent_id IS NOT NULL",
        Property::Tag => "tasks.tags IS NOT NULL",
        Property::Recurrence => "tasks.recurrence IS NOT NULL",
        Property::Description => "coalesce(tasks.description, '') <> ''",
        Property::Priority => "tasks.priority > 0",
    }
}

fn date(sql: &mut Sql, scope: &QueryScope, field: DateField, bounds: DateBounds) {
    let (null, not_null, column) = match field {
        DateField::Due => ("tasks.due IS NULL", "tasks.due IS NOT NULL", "+tasks.due"),
        DateField::Start => ("tasks.start IS NULL", "tasks.start IS NOT NULL", "+tasks.start"),
        DateField::Planned => ("tasks.planned IS NULL", "tasks.planned IS NOT NULL", "+tasks.planned"),
        DateField::Completed => ("tasks.completed_at IS NULL", "tasks.completed_at IS NOT NULL", "+tasks.completed_at"),
        DateField::Created => ("FALSE", "TRUE", "tasks.created_at"),
        DateField::Updated => ("FALSE", "TRUE", "tasks.updated_at"),
    };
    let range = match bounds {
        DateBounds::Null => return sql.text(null),
        DateBounds::NotNull => return sql.text(not_null),
        DateBounds::Range(range) => range,
    };
    sql.text("(");
    sql.text(not_null);
    let is_instant = matches!(field, DateField::Completed | DateField::Created | DateField::Updated);
    let value = |day: Date| -> Value {
        if is_instant { scope.calendar.start_of(day).as_millisecond().into() } else { day.to_string().into() }
    };
    for (bound, operator) in [(range.from, " >= "), (range.to, " < ")] {
        let Some(day) = bound else { continue };
        sql.text(" AND ");
        if field == DateField::Due {
            sql.push("due_day(tasks.due, ", [scope.calendar_argument.clone().into()]);
            sql.text(")");
        } else {
            sql.text(column);
        }
        sql.push(operator, [value(day)]);
    }
    sql.text(")");
}

/// What a search can say about how well a task matches its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relevance {
    /// Nothing, because the query has no words.
    WithoutWords,
    /// Nothing worth the time, because too many tasks have its words.
    Frequent,
    /// How well each task matches.
    Ranked,
}

/// Adds the order: the requested one, then newest first. Missing values come last. Ids break ties within a millisecond.
pub fn order(sql: &mut Sql, scope: &QueryScope, sort: &[Sort], relevance: Relevance) {
    let default = if relevance == Relevance::WithoutWords { SortKey::Urgency } else { SortKey::Relevance };
    let default = [Sort { key: default, reversed: false }];
    sql.text(" ORDER BY ");
    for Sort { key, reversed } in if sort.is_empty() { &default } else { sort } {
        let (expression, descending) = match key {
            SortKey::Urgency => {
                urgency(sql, scope);
                ("", true)
            }
            SortKey::Due => ("tasks.due", false),
            SortKey::Start => ("tasks.start", false),
            SortKey::Planned => ("tasks.planned", false),
            SortKey::Priority => ("tasks.priority", true),
            SortKey::Created => ("tasks.created_at", false),
            SortKey::Updated => ("tasks.updated_at", false),
            SortKey::Completed => ("tasks.completed_at", false),
            SortKey::Estimate => ("tasks.estimate", false),
            SortKey::Title => ("tasks.title COLLATE NOCASE", false),
            SortKey::Position => ("coalesce(tasks.position, printf('%014x8', tasks.id))", false),
            // A word in the title says more about a task than several in a long description.
            SortKey::Relevance if relevance == Relevance::Ranked => ("bm25(task_words, 100.0, 1.0)", false),
            SortKey::Relevance => ("TRUE", false),
        };
        sql.text(expression);
        sql.text(if descending == *reversed { " ASC NULLS LAST, " } else { " DESC NULLS LAST, " });
    }
    let oldest_first = sort.contains(&Sort { key: SortKey::Created, reversed: false });
    sql.text(if oldest_first { "tasks.id ASC" } else { "tasks.id DESC" });
}

/// Closed tasks have no urgency.
fn urgency(sql: &mut Sql, scope: &QueryScope) {
    sql.text("iif(tasks.completed_at IS NULL, urgency(tasks.due, tasks.priority, tasks.created_at, tasks.start, ");
    blocked(sql, scope);
    sql.push(", ", [scope.calendar_argument.clone().into(), scope.now_millis().into()]);
    sql.text("), NULL)");
}
