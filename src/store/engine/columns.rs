//! How columns store domain values.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::list::position::Position;
use crate::domain::log::change::{ChangeId, Fields, GroupId};
use crate::domain::projects::{Colour, Name, Note, ProjectId};
use crate::domain::query::QueryText;
use crate::domain::reviews::Numbers;
use crate::domain::sections::SectionId;
use crate::domain::sessions::{SessionId, TokenHash};
use crate::domain::settings::{
    ArrangedList, ClockFormat, DateOrder, Day, DayStart, Focus, HoursStart, Language, Theme,
};
use crate::domain::tasks::put_off::PutOff;
use crate::domain::tasks::{Description, Estimate, Priority, Status, Tags, TaskId, Title};
use crate::domain::time::due::Due;
use crate::domain::time::planned::Planned;
use crate::domain::time::recurrence::Recurrence;
use crate::domain::time::zone::Zone;
use crate::domain::time_entries::{Source, TimeEntryId};
use crate::domain::users::UserId;
use crate::domain::views::ViewId;
use crate::store::engine::table::{Column, unreadable};

/// Reads the fields that a change names.
pub fn fields(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Fields>> {
    let json: Option<String> = row.get(index)?;
    json.map(|json| serde_json::from_str(&json).map_err(|error| unreadable(index, FromSqlError::other(error))))
        .transpose()
}

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

number_column!(ChangeId, GroupId, ProjectId, SectionId, SessionId, TaskId, TimeEntryId, UserId, ViewId);

macro_rules! text_column {
    ($($text:ident),*) => {$(
        impl ToSql for $text {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        }

        impl FromSql for $text {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str().map(Self::from_store)
            }
        }
    )*};
}

text_column!(Description, Name, Note, Position, QueryText, Title);

macro_rules! as_sql_has_it {
    ($($kind:ident),*) => {$(
        impl Column for $kind {
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Self::column_result(value)
            }

            fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.to_sql()
            }
        }
    )*};
}

as_sql_has_it!(bool, i64, u8, ChangeId, Description, Name, Note);
as_sql_has_it!(ProjectId, QueryText, SectionId, TaskId, TimeEntryId, Title, ViewId);

/// NULL if unset.
impl Column for Position {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self::from_store(value.as_str_or_null()?.unwrap_or_default()))
    }

    fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(if self.is_unset() { ToSqlOutput::Borrowed(ValueRef::Null) } else { self.as_str().into() })
    }
}

macro_rules! word_column {
    ($($word:ident),*) => {$(
        impl Column for $word {
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let word = value.as_str()?;
                Self::from_word(word).ok_or_else(|| FromSqlError::Other(format!("unknown word {word}").into()))
            }

            fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        }
    )*};
}

word_column!(ClockFormat, Colour, DateOrder, Day, Language, Source, Theme);

macro_rules! parsed_column {
    ($($text:ident),*) => {$(
        impl Column for $text {
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str()?.parse().map_err(FromSqlError::other)
            }

            fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.to_string().into())
            }
        }
    )*};
}

parsed_column!(Date, Due, Planned);

macro_rules! json_column {
    ($($json:ty),*) => {$(
        impl Column for $json {
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                serde_json::from_str(value.as_str()?).map_err(FromSqlError::other)
            }

            fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                let json = serde_json::to_string(self);
                json.map(Into::into).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
            }
        }
    )*};
}

json_column!(Focus, Numbers, Recurrence, Vec<TaskId>, BTreeMap<ArrangedList, QueryText>, BTreeMap<Day, u16>);

impl Column for Timestamp {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Millis::column_result(value).map(|Millis(instant)| instant)
    }

    fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_millisecond().into())
    }
}

impl Column for Uuid {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::from_slice(value.as_blob()?).map_err(FromSqlError::other)
    }

    fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_bytes().as_slice().into())
    }
}

/// Whether it was dropped rather than done. The completion time says whether it is open.
impl Column for Status {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(if bool::column_result(value)? { Self::Dropped } else { Self::Done })
    }

    fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok((*self == Self::Dropped).into())
    }
}

/// Stored as its place among all priorities, for sorting; a query compares with the same (`RankTest`).
impl Column for Priority {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let rank = value.as_i64()?;
        let priority = usize::try_from(rank).ok().and_then(|rank| Self::ALL.get(rank));
        priority.copied().ok_or(FromSqlError::OutOfRange(rank))
    }

    fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let rank = (0_i64..).zip(Self::ALL).find(|(_, one)| *one == self).map_or(0, |(rank, _)| rank);
        Ok(rank.into())
    }
}

impl Column for Estimate {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_i64()?).map_err(FromSqlError::other)
    }

    fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.minutes().into())
    }
}

/// NULL if it never was, so that its index has few tasks.
impl Column for PutOff {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let times = value.as_i64_or_null()?.unwrap_or_default();
        u32::try_from(times).map(Self).map_err(|_| FromSqlError::OutOfRange(times))
    }

    fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(if self.0 == 0 { ToSqlOutput::Borrowed(ValueRef::Null) } else { self.0.into() })
    }
}

/// Separated by blanks; NULL if there are none.
impl Column for Tags {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(value.as_str_or_null()?.map(Self::from_store).unwrap_or_default())
    }

    fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_store().map_or(ToSqlOutput::Borrowed(ValueRef::Null), Into::into))
    }
}

impl Column for Zone {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse("zone", value.as_str()?).map_err(FromSqlError::other)
    }

    fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_str().into())
    }
}

macro_rules! time_column {
    ($($time:ident),*) => {$(
        impl Column for $time {
            fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Self::parse(value.as_str()?).map_err(FromSqlError::other)
            }

            fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.to_string().into())
            }
        }
    )*};
}

time_column!(DayStart, HoursStart);

impl ToSql for TokenHash {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_slice().into())
    }
}

pub fn word<T>(row: &Row<'_>, index: usize, from: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let word: String = row.get(index)?;
    from(&word).ok_or_else(|| unreadable(index, FromSqlError::Other(format!("unknown word {word}").into())))
}

/// A new UUIDv7 (RFC 9562, section 5.7): ordered by time, random within a millisecond.
pub fn new_uid(now: Timestamp) -> Uuid {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &rand::random()).into_uuid()
}

impl From<UserId> for Value {
    fn from(UserId(id): UserId) -> Self {
        Self::Integer(id)
    }
}

mod habits;
