//! Streams changes as they happen, as server-sent events (HTML Living Standard, section 9.2).

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, Interval};
use utoipa::IntoParams;

use crate::domain::log::change::ChangeId;
use crate::domain::text::parse_number;
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::GivenOnce;
use crate::store::{CatchUp, Subscription};

/// How often an idle stream sends a sign of life.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long a client waits before it reconnects.
const RETRY: Duration = Duration::from_secs(1);
/// How often to check whether the session has expired.
const SESSION_CHECK: Duration = Duration::from_secs(30);
/// nginx buffers responses unless told not to.
const NO_BUFFERING: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// Where to go on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EventsAfter {
    /// The id of the last event that was seen, for clients that can't set the header `Last-Event-ID`.
    #[param(value_type = Option<i64>, minimum = 0)]
    after: Option<String>,
}

/// Tells of changes as they happen: `ready` once, then a `change` for every group of changes, with its last number as
/// id; `reload` when too much was missed; a `ping` whenever nothing was said for 15 s. Ends with the session. Eight at most
/// may listen to one account.
#[utoipa::path(
    get, path = "/events", tag = "Changes", security(("session" = [])),
    params(
        EventsAfter,
        ("Last-Event-ID" = Option<i64>, Header, description = "The id of the last event that was seen.")
    ),
    responses((status = 200, body = String, content_type = "text/event-stream"), Problems)
)]
pub async fn events(
    State(app): State<App>,
    current: CurrentUser,
    headers: HeaderMap,
    GivenOnce(query): GivenOnce<EventsAfter>,
) -> Result<Response> {
    let seen = match headers.get("last-event-id") {
        Some(id) => Some(parse_id("Last-Event-ID", &String::from_utf8_lossy(id.as_bytes()))?),
        None => query.after.map(|id| parse_id("after", &id)).transpose()?,
    };
    let subscription = app.store.subscribe(current.id(), current.session.id)?;
    let head = app.store.head_of_log(current.id()).await?;
    let position = seen.unwrap_or(head);
    let ready = event("ready", position, &Head { head })?.retry(RETRY);
    let events = VecDeque::from([ready]);
    let session_check = tokio::time::interval_at(Instant::now() + SESSION_CHECK, SESSION_CHECK);
    let mut listening = Listening { app, current, subscription, position, events, session_check };
    if position != head {
        listening.catch_up().await?;
    }
    let events = stream::unfold(listening, async |mut listening| {
        let event = listening.next().await?;
        Some((Ok::<_, Infallible>(event), listening))
    });
    // An event rather than a comment, which the page can't see: it opens a stream anew that has fallen silent.
    let ping = Event::default().event("ping").data("{}");
    let events = Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT).event(ping));
    Ok(([NO_BUFFERING], events).into_response())
}

#[derive(Debug, Serialize)]
struct Head {
    head: ChangeId,
}

/// One client's place in the log.
struct Listening {
    app: App,
    current: CurrentUser,
    subscription: Subscription,
    position: ChangeId,
    events: VecDeque<Event>,
    session_check: Interval,
}

impl Listening {
    /// The next event; `None` at the end.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.events.pop_front() {
                return Some(event);
            }
            tokio::select! {
                grown = self.subscription.grown() => {
                    if grown? != self.position {
                        // The client reconnects, and that request reports the error.
                        self.catch_up().await.ok()?;
                    }
                }
                _ = self.session_check.tick() => {
                    if !self.has_session().await {
                        return None;
                    }
                }
            }
        }
    }

    async fn catch_up(&mut self) -> Result<()> {
        match self.app.store.catch_up(self.current.id(), self.position).await? {
            CatchUp::Missed(groups) => {
                for happened in groups {
                    self.position = happened.last;
                    self.events.push_back(event("change", happened.last, &happened)?);
                }
            }
            CatchUp::Reload(head) => {
                self.position = head;
                self.events.push_back(event("reload", head, &Head { head })?);
            }
        }
        Ok(())
    }

    async fn has_session(&self) -> bool {
        self.current.is_still_logged_in(&self.app).await.unwrap_or(false)
    }
}

fn event(name: &str, id: ChangeId, data: &impl Serialize) -> Result<Event> {
    Event::default().event(name).id(id.0.to_string()).json_data(data).map_err(Error::internal)
}

fn parse_id(field: &'static str, id: &str) -> Result<ChangeId> {
    let number = if id == "0" { Some(0) } else { parse_number(id) };
    number.map(ChangeId).ok_or_else(|| Error::invalid(field, "The id of an event is a whole number."))
}
