//! The order of what a search finds.

use crate::domain::query::{GroupKey, Query, Sort, SortKey};
use crate::store::search::scope::QueryScope;
use crate::store::search::sql::{Sql, blocked, due_day, planned_or_due};

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

/// Adds the order: by group, then the requested one, then newest first. Missing values come last. Ids break ties within a
/// millisecond.
pub fn order(sql: &mut Sql, scope: &QueryScope, query: &Query, relevance: Relevance) {
    let sort = &query.sort[..];
    let default = if relevance == Relevance::WithoutWords { SortKey::Urgency } else { SortKey::Relevance };
    let default = [Sort { key: default, reversed: false }];
    sql.text(" ORDER BY ");
    by_group(sql, scope, query.group.unwrap_or(GroupKey::None));
    for Sort { key, reversed } in if sort.is_empty() { &default } else { sort } {
        let (expression, descending) = match key {
            SortKey::Urgency => {
                urgency(sql, scope);
                ("", true)
            }
            SortKey::Due => ("tasks.due", false),
            SortKey::Start => ("tasks.start", false),
            SortKey::Planned => ("tasks.planned", false),
            SortKey::Day => ("coalesce(tasks.planned, tasks.due)", false),
            SortKey::Priority => ("tasks.priority", true),
            SortKey::Created => ("tasks.created_at", false),
            SortKey::Updated => ("tasks.updated_at", false),
            SortKey::Completed => ("tasks.completed_at", false),
            SortKey::Estimate => ("tasks.estimate", false),
            SortKey::PutOff => ("tasks.put_off", true),
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

/// Adds what brings the tasks of a group together, in the order of groups. The page makes the same groups of what it gets.
fn by_group(sql: &mut Sql, scope: &QueryScope, key: GroupKey) {
    let from_today = |sql: &mut Sql, day: &dyn Fn(&mut Sql)| {
        // What is before today is one group.
        sql.text("max(substr(");
        day(sql);
        sql.push(", 1, 10), ", [scope.context.yesterday().into()]);
        sql.text(") NULLS LAST, ");
    };
    match key {
        GroupKey::None => {}
        GroupKey::Project => {
            sql.push("(SELECT position FROM projects WHERE user_id = ", [scope.owner.into()]);
            sql.text(" AND id = tasks.project_id) NULLS LAST, tasks.project_id, ");
        }
        GroupKey::Section => {
            sql.push("(SELECT position FROM sections WHERE user_id = ", [scope.owner.into()]);
            sql.text(" AND id = tasks.section_id) NULLS FIRST, tasks.section_id, ");
        }
        GroupKey::Priority => sql.text("tasks.priority DESC, "),
        // The first tag, in the order of letters: tags are kept in order, with a blank between them.
        GroupKey::Tag => sql.text("substr(tasks.tags, 1, instr(tasks.tags || ' ', ' ') - 1) NULLS LAST, "),
        GroupKey::Day => from_today(sql, &|sql| planned_or_due(sql, scope)),
        GroupKey::Due => from_today(sql, &|sql| due_day(sql, scope)),
        GroupKey::Planned => from_today(sql, &|sql| sql.text("tasks.planned")),
        GroupKey::Completed => {
            sql.push("day_of(tasks.completed_at, ", [scope.calendar_argument.clone().into()]);
            sql.text(") DESC NULLS LAST, ");
        }
        GroupKey::Status => sql.text("tasks.completed_at IS NOT NULL, tasks.dropped, "),
    }
}

/// Closed tasks have no urgency.
fn urgency(sql: &mut Sql, scope: &QueryScope) {
    sql.text("iif(tasks.completed_at IS NULL, urgency(tasks.due, tasks.priority, tasks.created_at, tasks.start, ");
    blocked(sql, scope);
    sql.push(", ", [scope.calendar_argument.clone().into(), scope.now_millis().into()]);
    sql.text("), NULL)");
}
