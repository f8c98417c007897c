//! What is to be done on which day, and what waits in the inbox.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::clock;
use crate::domain::agenda::{Agenda, AgendaQuery};
use crate::domain::list::page::{PageNumber, PageStart, TaskQuery};
use crate::domain::tasks::Task;
use crate::domain::tasks::series;
use crate::domain::tasks::urgency::{UrgencyTerm, why};
use crate::domain::time::due::Due;
use crate::error::Result;
use crate::http::api::tasks::{Tasks, answer_numbered, parse_id};
use crate::http::app::App;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::GivenOnce;
use crate::http::wire::write::{Acting, Key, Precondition, answer_written};

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AgendaDays {
    /// The first day; today by default.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// How many days: 1 by default, 42 at most.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 42)]
    days: Option<String>,
}

/// Answers what is to be done on some days, against the hours that each has.
#[utoipa::path(
    get, path = "/agenda", tag = "Plan", params(AgendaDays), security(("session" = [])),
    responses((status = 200, body = Agenda), Problems)
)]
pub async fn find_agenda(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<AgendaDays>,
) -> Result<Json<Agenda>> {
    let query = AgendaQuery::parse(query.from.as_deref(), query.days.as_deref())?;
    Ok(Json(app.store.find_agenda(current.id(), query, clock::now()).await?))
}

/// Which page of the inbox.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InboxPage {
    /// The page, from 1.
    #[param(value_type = Option<u64>, minimum = 1)]
    page: Option<String>,
    /// How many tasks a page has: 5 by default, 100 at most.
    #[param(value_type = Option<u32>, minimum = 1)]
    per_page: Option<String>,
}

/// Lists the inbox: open tasks without project, due, planned day and parent, the newest first.
#[utoipa::path(
    get, path = "/inbox", tag = "Plan", params(InboxPage), security(("session" = [])),
    responses((status = 200, body = Tasks), Problems)
)]
pub async fn list_inbox(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<InboxPage>,
) -> Result<Response> {
    let query = TaskQuery::parse(None, query.page.as_deref(), query.per_page.as_deref(), None)?;
    let number = match query.start {
        PageStart::Page(number) => number,
        PageStart::Before(_) => PageNumber::default(),
    };
    let page = app.store.list_inbox(current.id(), number, query.per_page, clock::now()).await?;
    Ok(answer_numbered(number, query.per_page, page))
}

/// Why a task is where it is.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "it is the word for it")]
pub struct Urgency {
    /// How urgent it is; 0 once it is closed.
    urgency: f64,
    /// What makes it so, the weightiest first.
    terms: Vec<UrgencyTerm>,
    /// The same in one line.
    #[schema(example = "due 3 days ago (+10.2), high priority (+6.0)")]
    why: String,
}

/// Explains how urgent a task is.
#[utoipa::path(
    get, path = "/tasks/{id}/urgency", tag = "Plan", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number.")),
    responses((status = 200, body = Urgency), Problems)
)]
pub async fn explain_urgency(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Urgency>> {
    let terms = app.store.explain_urgency(current.id(), parse_id(&id)?, clock::now()).await?;
    // Not `sum`, which is −0 of nothing.
    let urgency = terms.iter().fold(0.0, |sum, term| sum + term.value);
    Ok(Json(Urgency { urgency, why: why(&terms), terms }))
}

/// How a task repeats, and the dates that follow.
#[derive(Debug, Serialize, ToSchema)]
pub struct Occurrences {
    /// How it repeats, in words; those of every rule that a captured line can say are understood there too. Null when it
    /// does not repeat.
    #[schema(required = true, example = "every month on the last Fri")]
    words: Option<String>,
    /// The next five dates after the present due; fewer when the series ends. None when it does not repeat.
    #[schema(value_type = Vec<String>, example = json!(["2026-12-01"]))]
    occurrences: Vec<Due>,
}

/// Lists the dates that follow the present one of a task that repeats.
#[utoipa::path(
    get, path = "/tasks/{id}/occurrences", tag = "Plan", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number.")),
    responses((status = 200, body = Occurrences), Problems)
)]
pub async fn list_occurrences(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Occurrences>> {
    let task = app.store.find_task(current.id(), parse_id(&id)?).await?;
    let words = task.recurrence.as_ref().map(|recurrence| recurrence.rule.in_words(recurrence.from));
    Ok(Json(Occurrences { words, occurrences: series::occurrences(&task, 5) }))
}

/// Moves a task that repeats on to its next date, without doing it.
#[utoipa::path(
    post, path = "/tasks/{id}/skip", tag = "Plan", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number."), Key, Precondition),
    responses((status = 200, body = Task, headers(
        ("ETag" = String, description = "The task's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn skip_task(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = parse_id(&id)?;
    Ok(answer_written(app.store.skip_task(acting.act(b""), id, acting.if_match).await?))
}

/// A tag and how much there is to do with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedTag {
    /// The tag.
    name: String,
    /// How many open tasks have it.
    open: u64,
}

/// Every tag.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedTags {
    /// The tags of all tasks outside the trash, by name.
    tags: Vec<ListedTag>,
}

/// Lists the tags by name.
#[utoipa::path(
    get, path = "/tags", tag = "Tasks", security(("session" = [])),
    responses((status = 200, body = ListedTags), Problems)
)]
pub async fn list_tags(State(app): State<App>, current: CurrentUser) -> Result<Json<ListedTags>> {
    let tags = app.store.list_tags(current.id()).await?;
    Ok(Json(ListedTags { tags: tags.into_iter().map(|(name, open)| ListedTag { name, open }).collect() }))
}
