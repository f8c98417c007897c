//! How domain values stand in columns.

use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::list::position::Position;
use crate::domain::log::change::{ChangeId, GroupId};
use crate::domain::projects::{Name, ProjectId};
use crate::domain::sessions::{SessionId, TokenHash};
use crate::domain::tasks::{Description, TaskId, Title};
use crate::domain::users::UserId;
use crate::domain::views::{QueryText, ViewId};

/// An instant in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy)]
pub struct Millis(pub Timestamp);

impl ToSql for Millis {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_millisecond().into())
    }
}

impl FromSql for Millis {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let millis = value.as_i64()?;
        Timestamp::from_millisecond(millis).map(Self).map_err(|_| FromSqlError::OutOfRange(millis))
    }
}

/// A UUID as its 16 bytes.
pub struct UuidBytes(pub Uuid);

impl ToSql for UuidBytes {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_bytes().as_slice().into())
    }
}

impl FromSql for UuidBytes {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Uuid::from_slice(value.as_blob()?).map(Self).map_err(FromSqlError::other)
    }
}

macro_rules! number_column {
    ($($id:ident),*) => {$(
        impl ToSql for $id {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.into())
            }
        }

        impl FromSql for $id {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_i64().map(Self)
            }
        }
    )*};
}

number_column!(ChangeId, GroupId, ProjectId, SessionId, TaskId, UserId, ViewId);

macro_rules! text_column {
    ($($text:ident),*) => {$(
        impl ToSql for $text {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        }

        impl FromSql for $text {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str().map(|text| Self::from_store(text.to_owned()))
            }
        }
    )*};
}

text_column!(Description, Name, Position, QueryText, Title);

impl ToSql for TokenHash {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_slice().into())
    }
}

/// A column of text, as what it stands for.
pub fn text_as<T>(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<T>>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    let text = row.get_ref(index)?.as_str_or_null().map_err(|error| unreadable(index, error))?;
    text.map(str::parse).transpose().map_err(|error| unreadable(index, FromSqlError::other(error)))
}

/// A column of a word, as what it stands for.
pub fn word<T>(row: &Row<'_>, index: usize, from: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let word: String = row.get(index)?;
    from(&word).ok_or_else(|| unreadable(index, FromSqlError::Other(format!("unknown word {word}").into())))
}

/// A column that holds something else than it should.
pub fn unreadable(index: usize, error: FromSqlError) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, Box::new(error))
}

/// A new UUIDv7 (RFC 9562, section 5.7): in the order of time, random within a millisecond.
pub fn new_uid(now: Timestamp) -> Uuid {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &rand::random()).into_uuid()
}

/// A value as SQL has it.
impl From<UserId> for Value {
    fn from(UserId(id): UserId) -> Self {
        Self::Integer(id)
    }
}
