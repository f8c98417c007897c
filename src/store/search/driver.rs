//! Picks the index that drives a search without words.

use jiff::civil::Date;

use crate::domain::projects::Name;
use crate::domain::query::{Condition, DateBounds, DateField, DateTest, Is, OneOf, Query, Term};
use crate::domain::tasks::StatusFilter;
use crate::store::search::scope::QueryScope;
use crate::store::search::sql::{Sql, in_projects, in_sections, tagged};

/// The index that drives a search. All other conditions are checked on each task it yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Driver {
    /// Tasks with one of some tags.
    Tag,
    /// Subtasks of some tasks.
    Parent,
    /// Tasks with certain numbers.
    Id,
    /// Open tasks that are due, up to a day.
    Due,
    /// Open tasks that are planned, up to a day.
    Planned,
    /// Tasks in a section.
    Section,
    /// Open tasks that are planned or, if they are not planned, due up to a day.
    Day,
    /// Open tasks in a project.
    OpenInProject,
    /// Tasks in a project.
    Project,
    /// Open tasks that were put off.
    PutOff,
    Open,
    Closed,
    All,
}

/// Begins a search without words from the smallest set that certainly contains every match. It uses the first terms
/// that narrow the search, because SQLite doesn't know how many tasks each one matches.
pub fn begin(sql: &mut Sql, scope: &QueryScope, query: &Query, status: StatusFilter) {
    let holds =
        |wanted: &dyn Fn(&Condition) -> bool| query.terms.iter().find(|term| !term.negated && wanted(&term.condition));
    let only = |states: &OneOf<Is>, of: &[Is]| states.iter().all(|state| of.contains(state));
    let open = [Is::Open, Is::Overdue, Is::Inbox, Is::Started, Is::PutOff];
    let is_open = status == StatusFilter::Open
        || holds(&|condition| matches!(condition, Condition::Is(any_of) if only(any_of, &open))).is_some();
    let is_closed = status == StatusFilter::Closed
        || holds(&|condition| matches!(condition, Condition::Is(any_of) if only(any_of, &[Is::Done, Is::Dropped])))
            .is_some();
    let until = |of: DateField| {
        holds(&|condition| match condition {
            Condition::Date(field, tests) if *field == of => tests
                .iter()
                .all(|test| matches!(test.resolve(&scope.context), DateBounds::Range(range) if range.to.is_some())),
            _ => false,
        })
    };
    let (driver, term) = if let Some(term) = holds(&|condition| matches!(condition, Condition::Id(_))) {
        (Driver::Id, Some(term))
    } else if let Some(term) = holds(&|condition| matches!(condition, Condition::Parent(_))) {
        (Driver::Parent, Some(term))
    } else if let Some(term) = holds(&|condition| matches!(condition, Condition::Tag(_))) {
        (Driver::Tag, Some(term))
    } else if let Some(term) = holds(&|condition| matches!(condition, Condition::Section(_))) {
        (Driver::Section, Some(term))
    } else if let Some(term) = holds(&|condition| matches!(condition, Condition::Project(_))) {
        (if is_open { Driver::OpenInProject } else { Driver::Project }, Some(term))
    } else if let Some(term) = until(DateField::Due).filter(|_| is_open) {
        (Driver::Due, Some(term))
    } else if let Some(term) = until(DateField::Planned).filter(|_| is_open) {
        (Driver::Planned, Some(term))
    } else if let Some(term) = until(DateField::Day).filter(|_| is_open) {
        (Driver::Day, Some(term))
    } else if holds(&|condition| matches!(condition, Condition::Is(any_of) if only(any_of, &[Is::PutOff]))).is_some() {
        (Driver::PutOff, None)
    } else if is_open {
        (Driver::Open, None)
    } else if is_closed {
        (Driver::Closed, None)
    } else {
        (Driver::All, None)
    };
    from(sql, scope, driver, term);
}

fn from(sql: &mut Sql, scope: &QueryScope, driver: Driver, term: Option<&Term>) {
    let owner = scope.owner.0;
    if let (Driver::Tag, Some(Term { condition: Condition::Tag(tags), .. })) = (driver, term) {
        sql.text("(");
        tagged(sql, scope, tags);
        sql.push(") AS tagged CROSS JOIN tasks ON tasks.id = tagged.task_id AND tasks.user_id = ", [owner.into()]);
        sql.text(" WHERE TRUE");
        return;
    }
    if let (Driver::Project, Some(Term { condition: Condition::Project(names), .. })) = (driver, term) {
        sql.text("(");
        placed(sql, scope, names);
        sql.push(") AS placed CROSS JOIN tasks ON tasks.id = placed.id AND tasks.user_id = ", [owner.into()]);
        sql.text(" WHERE TRUE");
        return;
    }
    if let (Driver::Day, Some(Term { condition: Condition::Date(_, tests), .. })) = (driver, term) {
        sql.text("(");
        on_days(sql, scope, tests);
        sql.push(") AS placed CROSS JOIN tasks ON tasks.id = placed.id AND tasks.user_id = ", [owner.into()]);
        sql.text(" WHERE TRUE");
        return;
    }
    sql.text(match driver {
        Driver::Parent => "tasks INDEXED BY tasks_by_parent",
        Driver::Section => "tasks INDEXED BY tasks_by_section",
        Driver::Due => "tasks INDEXED BY tasks_by_due",
        Driver::Planned => "tasks INDEXED BY tasks_by_planned",
        Driver::OpenInProject => "tasks INDEXED BY open_tasks_by_project",
        Driver::PutOff => "tasks INDEXED BY tasks_put_off",
        Driver::Open => "tasks INDEXED BY open_tasks",
        Driver::Closed => "tasks INDEXED BY tasks_by_completion",
        Driver::Tag | Driver::Project | Driver::Day | Driver::Id | Driver::All => "tasks",
    });
    sql.push(" WHERE tasks.user_id = ", [owner.into()]);
    match (driver, term.map(|term| &term.condition)) {
        (Driver::Id, Some(Condition::Id(ids))) => {
            sql.push(" AND tasks.id IN (", ids.iter().map(|id| id.0.into()));
            sql.text(")");
        }
        (Driver::Parent, Some(Condition::Parent(ids))) => {
            sql.push(" AND tasks.parent_id IN (", ids.iter().map(|id| id.0.into()));
            sql.text(")");
        }
        (Driver::Section, Some(Condition::Section(names))) => {
            sql.text(" AND ");
            in_sections(sql, scope, "tasks.section_id", names);
        }
        (Driver::OpenInProject, Some(Condition::Project(names))) => {
            sql.text(" AND tasks.completed_at IS NULL AND ");
            in_projects(sql, scope, "tasks.project_id", names);
        }
        (Driver::Due | Driver::Planned, Some(Condition::Date(field, tests))) => {
            sql.text(" AND tasks.completed_at IS NULL AND ");
            sql.push(
                if *field == DateField::Due { "tasks.due < " } else { "tasks.planned < " },
                [end_of(scope, tests).into()],
            );
        }
        (Driver::PutOff, _) => sql.text(" AND tasks.completed_at IS NULL AND tasks.put_off IS NOT NULL"),
        (Driver::Open, _) => sql.text(" AND tasks.completed_at IS NULL"),
        (Driver::Closed, _) => sql.text(" AND tasks.completed_at IS NOT NULL"),
        _ => {}
    }
}

/// The last day that could pass one of these tests, and more: another zone moves a local time by at most a day.
fn end_of(scope: &QueryScope, tests: &OneOf<DateTest>) -> String {
    let ends = tests.iter().filter_map(|test| match test.resolve(&scope.context) {
        DateBounds::Range(range) => range.to,
        DateBounds::Null | DateBounds::NotNull => None,
    });
    ends.max().unwrap_or(Date::MAX).saturating_add(jiff::Span::new().days(2)).to_string()
}

/// The open tasks that are planned up to a day, and those that are not planned and due up to it.
fn on_days(sql: &mut Sql, scope: &QueryScope, tests: &OneOf<DateTest>) {
    let end = end_of(scope, tests);
    for (select, before, rest) in [
        ("SELECT tasks.id FROM tasks INDEXED BY tasks_by_planned", " AND tasks.planned < ", " UNION ALL "),
        ("SELECT tasks.id FROM tasks INDEXED BY tasks_by_due", " AND tasks.planned IS NULL AND tasks.due < ", ""),
    ] {
        sql.text(select);
        sql.push(" WHERE tasks.user_id = ", [scope.owner.0.into()]);
        sql.text(" AND tasks.completed_at IS NULL");
        sql.push(before, [end.clone().into()]);
        sql.text(rest);
    }
}

/// The tasks in projects. Open and closed ones have separate indexes.
fn placed(sql: &mut Sql, scope: &QueryScope, names: &OneOf<Name>) {
    for (index, state, join) in
        [("open_tasks_by_project", "IS NULL", ""), ("closed_tasks_by_project", "IS NOT NULL", " UNION ALL ")]
    {
        sql.text(join);
        sql.text("SELECT tasks.id FROM tasks INDEXED BY ");
        sql.text(index);
        sql.push(" WHERE tasks.user_id = ", [scope.owner.0.into()]);
        sql.text(" AND tasks.completed_at ");
        sql.text(state);
        sql.text(" AND ");
        in_projects(sql, scope, "tasks.project_id", names);
    }
}
