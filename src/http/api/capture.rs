//! Capture: creates tasks from typed text.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::capture::SpanKind;
use crate::domain::capture::draft::{CaptureInput, Draft, GivenCapture};
use crate::domain::log::change::Written;
use crate::domain::projects::ProjectId;
use crate::domain::settings::Settings;
use crate::domain::tasks::page::Portion;
use crate::domain::tasks::{Priority, RecurrenceSchema};
use crate::domain::time::due::Due;
use crate::domain::time::recurrence::Recurrence;
use crate::error::Result;
use crate::http::api::tasks::many::{TaskBatch, answer_batch};
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, Precondition};
use crate::store::{Named, Preview};

/// How many of a recurring task's dates a preview shows.
const SHOWN_DATES: usize = 3;

/// A text as it was understood.
#[derive(Debug, Serialize, ToSchema)]
pub struct CapturePreview {
    /// Its tasks, in order.
    tasks: Vec<CapturedTask>,
}

/// A line as it was understood.
#[derive(Debug, Serialize, ToSchema)]
pub struct CapturedTask {
    /// Which line of the text it is, from 0.
    line: usize,
    /// How deep it is below other lines.
    depth: usize,
    /// The rest, which is the title.
    title: String,
    /// Its priority.
    priority: Priority,
    /// When it is due.
    #[schema(value_type = Option<String>, required = true)]
    due: Option<Due>,
    /// The day before which the daily views leave it out.
    #[schema(required = true)]
    start: Option<String>,
    /// How many minutes it takes.
    #[schema(required = true)]
    estimate: Option<u32>,
    /// Its project.
    #[schema(required = true)]
    project: Option<CapturedProject>,
    /// Its tags.
    tags: Vec<String>,
    /// How it repeats.
    #[schema(value_type = Option<RecurrenceSchema>, required = true)]
    recurrence: Option<Recurrence>,
    /// Up to three dates after the first.
    #[schema(value_type = Vec<String>)]
    occurrences: Vec<Due>,
    /// What was understood, in order.
    spans: Vec<CapturedSpan>,
    /// What could be written more clearly, in order. A hint never keeps the task from being created.
    hints: Vec<CaptureHint>,
    /// Whether it is done already, because its box is ticked.
    done: bool,
    /// What is wrong with it, if it can't be created.
    #[schema(required = true)]
    problem: Option<String>,
}

/// A project that a line names.
#[derive(Debug, Serialize, ToSchema)]
pub struct CapturedProject {
    /// Its name, as it was typed.
    name: String,
    /// Its number; null if it doesn't exist yet.
    #[schema(value_type = Option<i64>, required = true)]
    id: Option<ProjectId>,
    /// Whether it is archived, so that the task will be out of the daily views.
    archived: bool,
}

/// A part of a text that was understood.
#[derive(Debug, Serialize, ToSchema)]
pub struct CapturedSpan {
    /// Where it begins in the whole text, in UTF-16 code units.
    start: usize,
    /// Where it ends.
    end: usize,
    /// What it is about.
    #[schema(value_type = String, example = "due")]
    kind: SpanKind,
    /// The part itself.
    text: String,
    /// What was understood, in words.
    #[schema(example = "every month on the 1st")]
    label: String,
}

/// What to write instead of a part of a text that was not understood.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaptureHint {
    /// Where it begins in the whole text, in UTF-16 code units.
    start: usize,
    /// Where it ends.
    end: usize,
    /// What to write instead, in words.
    #[schema(example = "The day or the month can come first. Write 3 dec or 12 mar.")]
    hint: String,
}

/// Shows how a text would be understood, and creates nothing.
#[utoipa::path(
    post, path = "/capture/preview", tag = "Capture", request_body = GivenCapture, security(("session" = [])),
    responses((status = 200, body = CapturePreview), Problems)
)]
pub async fn preview_capture(
    State(app): State<App>,
    current: CurrentUser,
    body: JsonBody<GivenCapture>,
) -> Result<Json<CapturePreview>> {
    let input = CaptureInput::parse(body.value)?;
    let text = input.text.clone();
    let Preview { drafts, settings } = app.store.preview_capture(current.id(), input, app.clock.now()).await?;
    let (mut offsets, mut of_hints) = (Offsets::of(&text), Offsets::of(&text));
    let tasks =
        drafts.into_iter().map(|(draft, project)| shown(&draft, project, &settings, &mut offsets, &mut of_hints));
    Ok(Json(CapturePreview { tasks: tasks.collect() }))
}

/// Creates the tasks of a text, and any projects that it names and that don't exist yet: all or nothing.
#[utoipa::path(
    post, path = "/capture", tag = "Capture", request_body = GivenCapture, security(("session" = [])),
    params(Key, Precondition),
    responses((status = 201, body = TaskBatch, headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn capture(State(app): State<App>, acting: Acting, body: JsonBody<GivenCapture>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let Written { value, group } = app.store.capture(act, CaptureInput::parse(body.value)?, acting.if_match).await?;
    Ok((StatusCode::CREATED, answer_batch(Written { value: Portion::of(value), group })).into_response())
}

fn shown(
    draft: &Draft,
    project: Option<Named>,
    settings: &Settings,
    offsets: &mut Offsets<'_>,
    of_hints: &mut Offsets<'_>,
) -> CapturedTask {
    let captured = &draft.captured;
    let (due, recurrence) = (draft.due(settings), draft.recurrence(settings));
    let problem =
        [draft.task().err(), draft.project().err(), due.as_ref().err().cloned(), recurrence.as_ref().err().cloned()];
    let (due, recurrence) = (due.ok().flatten(), recurrence.ok().flatten());
    let dates = due.as_ref().zip(recurrence.as_ref()).map(|(due, recurrence)| {
        recurrence.after(due.moment(), SHOWN_DATES).into_iter().map(|moment| due.moved_to(moment)).collect()
    });
    let mut span = |span: &crate::domain::capture::Span| {
        let (start, end) = (draft.start + span.start, draft.start + span.end);
        let text = offsets.text.get(start..end).unwrap_or_default().to_owned();
        CapturedSpan {
            start: offsets.utf16(start),
            end: offsets.utf16(end),
            kind: span.kind,
            text,
            label: span.label.clone(),
        }
    };
    let mut hint = |hint: &crate::domain::capture::Hint| CaptureHint {
        start: of_hints.utf16(draft.start + hint.start),
        end: of_hints.utf16(draft.start + hint.end),
        hint: hint.text.clone(),
    };
    CapturedTask {
        line: draft.line,
        depth: draft.depth,
        title: captured.title.clone(),
        priority: captured.priority.unwrap_or_default(),
        due,
        start: captured.start.map(|day| day.to_string()),
        estimate: captured.estimate,
        project: captured.project.clone().map(|name| CapturedProject {
            name,
            id: project.map(|project| project.id),
            archived: project.is_some_and(|project| project.is_archived),
        }),
        tags: captured.tags.clone(),
        recurrence,
        occurrences: dates.unwrap_or_default(),
        spans: captured.spans.iter().map(&mut span).collect(),
        hints: captured.hints.iter().map(&mut hint).collect(),
        done: draft.is_done,
        problem: problem.into_iter().flatten().next().map(|error| error.to_string()),
    }
}

/// Converts byte offsets to UTF-16 offsets, as long as they only increase.
struct Offsets<'t> {
    text: &'t str,
    bytes: usize,
    units: usize,
}

impl<'t> Offsets<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, bytes: 0, units: 0 }
    }

    fn utf16(&mut self, bytes: usize) -> usize {
        let passed = self.text.get(self.bytes..bytes).unwrap_or_default();
        self.units += passed.encode_utf16().count();
        self.bytes = self.bytes.max(bytes);
        self.units
    }
}
