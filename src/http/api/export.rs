//! The export of the whole account.

use std::io::{Read, Seek};

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use tempfile::SpooledTempFile;
use utoipa::IntoParams;

use crate::domain::parse_instant;
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::exports::Export;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::GivenOnce;

/// How much of an export is held in memory; the rest goes to a temporary file.
const IN_MEMORY: usize = 1024 * 1024;
/// The size of the chunks it is sent in.
const CHUNK: usize = 64 * 1024;

/// Which state.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportAsOf {
    /// The account as it stood at this instant, such as 2026-11-22T15:04:05Z. Without it, as it is.
    #[param(value_type = Option<String>, format = DateTime)]
    as_of: Option<String>,
}

/// Returns the whole account in the project's JSON format, trash and log included, as it is or as it was at an instant.
#[utoipa::path(
    get, path = "/export", tag = "Account", params(ExportAsOf), security(("session" = [])),
    responses((status = 200, body = Object, headers(
        ("Content-Disposition" = String, description = "It is to be kept as a file.")
    )), Problems)
)]
pub async fn export(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<ExportAsOf>,
) -> Result<Response> {
    let as_of = query.as_of.map(|instant| parse_instant("as_of", &instant)).transpose()?;
    let export = app.exports.begin(current.id())?;
    // It is complete before it is sent, so a slow client keeps no snapshot open.
    let turn = app.exports.turn().await?;
    let file = SpooledTempFile::new(IN_MEMORY);
    let mut file = app.store.export(current.id(), as_of, app.clock.now(), file).await?;
    drop(turn);
    let length = file.stream_position().map_err(Error::internal)?;
    file.rewind().map_err(Error::internal)?;
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CONTENT_LENGTH, length.into());
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"tracker.json\""));
    Ok((headers, Body::from_stream(stream::try_unfold((file, export), read_chunk))).into_response())
}

type Sending = (SpooledTempFile, Export);

async fn read_chunk((mut file, export): Sending) -> std::io::Result<Option<(Bytes, Sending)>> {
    let read = tokio::task::spawn_blocking(move || {
        let mut chunk = vec![0; CHUNK];
        let length = file.read(&mut chunk)?;
        chunk.truncate(length);
        Ok::<_, std::io::Error>((chunk, file))
    });
    let (chunk, file) = read.await.map_err(std::io::Error::other)??;
    Ok(if chunk.is_empty() { None } else { Some((chunk.into(), (file, export))) })
}
