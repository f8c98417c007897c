//! The rows of reviews.

use rusqlite::types::{FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::reviews::{Period, Review};
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::failure::Outcome;
use crate::store::engine::table::{Column, table};
use crate::store::log::stored::Stored;

table! {
    Review [columns, parameters, assignments]
    fixed { period }
    { version, started_at, plan, step, note, finished_at, numbers }
    also {}
    apart {}
}

impl Column for Period {
    fn read(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        Self::of_number(number).ok_or(FromSqlError::OutOfRange(number))
    }

    fn write(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.number().into())
    }
}

/// The review of a day or a week; with nothing in it if nobody has changed it.
pub fn select(connection: &Connection, owner: UserId, period: Period) -> Outcome<Review> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM reviews WHERE user_id = :owner AND period = :period"
    ))?;
    let parameters = named_params! {":owner": owner, ":period": period.number()};
    Ok(select.query_row(parameters, read_columns).optional()?.unwrap_or_else(|| Review::blank(period)))
}

impl Stored for Review {
    fn size(&self) -> usize {
        self.note.as_ref().map_or(0, |note| note.as_str().len()) + self.plan.as_ref().map_or(0, |plan| plan.len() * 8)
    }

    fn select_anywhere(connection: &Connection, owner: UserId, number: i64) -> Outcome<Option<Self>> {
        Period::of_number(number).map(|period| select(connection, owner, period)).transpose()
    }

    fn insert(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        let sql = concat!(
            "INSERT INTO reviews (user_id, ",
            columns!(),
            ") VALUES (:user_id, ",
            parameters!(),
            ")
             ON CONFLICT (user_id, period) DO UPDATE SET ",
            assignments!()
        );
        write_columns(connection, owner, self, sql)?;
        Ok(())
    }

    fn update(&self, connection: &Connection, owner: UserId, _: &Self) -> Outcome<()> {
        self.insert(connection, owner)
    }

    fn delete(&self, _: &Connection, _: UserId) -> Outcome<()> {
        Err(Error::internal("reviews are never deleted").into())
    }
}
