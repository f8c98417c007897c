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
