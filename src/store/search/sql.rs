//! Compiles queries to SQL: fixed pieces of text, with every value bound.

use std::fmt::Write;

use jiff::civil::Date;
use rusqlite::types::Value;

use crate::domain::projects::Name;
use crate::domain::query::{
    Comparison, Condition, DateBounds, DateField, EstimateTest, Is, OneOf, Property, RankField, Term,
};
use crate::domain::tasks::Tag;
use crate::domain::tasks::put_off::OFTEN;
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
                  AND tasks.planned IS NULL AND tasks.parent_id IS NULL
                  AND instr(' ' || coalesce(tasks.tags, '') || ' ', ' someday ') = 0
                  AND coalesce(tasks.start, '') <= ",
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
        Is::PutOff => {
            sql.push("(tasks.completed_at IS NULL AND tasks.put_off >= ", [i64::from(OFTEN).into()]);
            sql.text(")");
        }
        Is::Archived => archived(sql, scope),
    }
}

/// Adds the condition that the task's project is archived.
pub fn archived(sql: &mut Sql, scope: &QueryScope) {
    sql.push("coalesce(+tasks.project_id IN (SELECT id FROM projects WHERE user_id = ", [scope.owner.into()]);
    sql.text(" AND archived_at IS NOT NULL), FALSE)");
}

pub fn blocked(sql: &mut Sql, scope: &QueryScope) {
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
        Property::Subtask => {
            "EXISTS (SELECT 1 FROM tasks AS part INDEXED BY tasks_by_parent
                     WHERE part.user_id = tasks.user_id AND part.parent_id = tasks.id)"
        }
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
        DateField::Day => (
            "(tasks.planned IS NULL AND tasks.due IS NULL)",
            "(tasks.planned IS NOT NULL OR tasks.due IS NOT NULL)",
            "",
        ),
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
        match field {
            DateField::Due => due_day(sql, scope),
            DateField::Day => planned_or_due(sql, scope),
            _ => sql.text(column),
        }
        sql.push(operator, [value(day)]);
    }
    sql.text(")");
}

pub fn due_day(sql: &mut Sql, scope: &QueryScope) {
    sql.push("due_day(tasks.due, ", [scope.calendar_argument.clone().into()]);
    sql.text(")");
}

/// The day a task is planned for, with a time if it has one, or else due.
pub fn planned_or_due(sql: &mut Sql, scope: &QueryScope) {
    sql.text("coalesce(tasks.planned, ");
    due_day(sql, scope);
    sql.text(")");
}
