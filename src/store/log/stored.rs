//! How objects of an account are stored in tables. Only the recorder writes them.

use rusqlite::Connection;

use crate::domain::log::object::Object;
use crate::domain::users::UserId;
use crate::store::engine::failure::Outcome;
use crate::store::log::counters::Counted;
use crate::store::log::touched::Touched;

/// An object that has a table.
pub trait Stored: Object {
    /// The object with this number, in or out of the trash.
    fn select_anywhere(connection: &Connection, owner: UserId, number: i64) -> Outcome<Option<Self>>;

    fn insert(&self, connection: &Connection, owner: UserId) -> Outcome<()>;

    fn update(&self, connection: &Connection, owner: UserId, before: &Self) -> Outcome<()>;

    fn delete(&self, connection: &Connection, owner: UserId) -> Outcome<()>;

    /// Refuses a state that refers to missing objects, or that leaves references to a removed one.
    fn check_references(&self, _connection: &Connection, _owner: UserId, _before: Option<&Self>) -> Outcome<()> {
        Ok(())
    }

    /// How many bytes of text its row has, roughly.
    fn size(&self) -> usize;

    /// Notes which rules between objects to check at the end of its group.
    fn note(&self, _before: Option<&Self>, _touched: &mut Touched) {}

    /// Adds this object to the counters this many times.
    fn count(&self, _counted: &mut Counted, _times: i64) {}

    /// Whether the tables that find it by its contents have it; only tasks have such tables.
    fn is_indexed(&self, _connection: &Connection, _owner: UserId) -> Outcome<bool> {
        Ok(true)
    }
}

/// The methods of [`Stored`] for a table whose deleted rows stay in it, given its name. An update finds its row by the columns
/// that never change; `and` names more than the usual ones.
macro_rules! deleted_rows_stay {
    ($table:literal $(and $same:literal)?) => {
        fn select_anywhere(
            connection: &rusqlite::Connection,
            owner: $crate::domain::users::UserId,
            number: i64,
        ) -> $crate::store::engine::failure::Outcome<Option<Self>> {
            use rusqlite::OptionalExtension as _;
            let mut select = connection.prepare_cached(concat!(
                "SELECT ",
                columns!(),
                " FROM ",
                $table,
                " WHERE user_id = :owner AND id = :id"
            ))?;
            let parameters = rusqlite::named_params! {":owner": owner, ":id": number};
            Ok(select.query_row(parameters, read_columns).optional()?)
        }

        fn insert(
            &self,
            connection: &rusqlite::Connection,
            owner: $crate::domain::users::UserId,
        ) -> $crate::store::engine::failure::Outcome<()> {
            let sql = concat!(
                "INSERT INTO ",
                $table,
                " (user_id, ",
                columns!(),
                ", deleted_uptime) SELECT :user_id, ",
                parameters!(),
                ", iif(:deleted_at IS NULL, NULL, uptime) FROM server"
            );
            write_columns(connection, owner, self, sql)?;
            Ok(())
        }

        fn update(
            &self,
            connection: &rusqlite::Connection,
            owner: $crate::domain::users::UserId,
            _: &Self,
        ) -> $crate::store::engine::failure::Outcome<()> {
            let sql = concat!(
                "UPDATE ",
                $table,
                " SET deleted_uptime = iif(:deleted_at IS NULL, NULL, (SELECT uptime FROM server)), ",
                assignments!(),
                " WHERE user_id = :user_id AND id = :id AND uid = :uid AND created_at = :created_at",
                $(" AND ", $same)?
            );
            write_columns(connection, owner, self, sql)?;
            Ok(())
        }

        fn delete(
            &self,
            connection: &rusqlite::Connection,
            owner: $crate::domain::users::UserId,
        ) -> $crate::store::engine::failure::Outcome<()> {
            let sql = concat!("DELETE FROM ", $table, " WHERE user_id = :owner AND id = :id");
            let parameters = rusqlite::named_params! {":owner": owner, ":id": self.id};
            connection.prepare_cached(sql)?.execute(parameters)?;
            Ok(())
        }
    };
}

pub(crate) use deleted_rows_stay;
