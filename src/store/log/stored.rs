//! How things of an account stand in their tables. The recorder alone writes them.

use rusqlite::Connection;

use crate::domain::log::object::Object;
use crate::domain::users::UserId;
use crate::store::engine::failure::Outcome;
use crate::store::log::counters::Counted;
use crate::store::log::touched::Touched;

/// A thing that has a table.
pub trait Stored: Object {
    /// The thing with this number, in the trash or out of it.
    fn select_anywhere(connection: &Connection, owner: UserId, number: i64) -> Outcome<Option<Self>>;

    fn insert(&self, connection: &Connection, owner: UserId) -> Outcome<()>;

    /// Writes its new state.
    fn update(&self, connection: &Connection, owner: UserId, before: &Self) -> Outcome<()>;

    fn delete(&self, connection: &Connection, owner: UserId) -> Outcome<()>;

    /// Refuses a state that names what is not there, or that leaves others naming what goes.
    fn check_references(&self, _connection: &Connection, _owner: UserId, _before: Option<&Self>) -> Outcome<()> {
        Ok(())
    }

    /// Notes what rules between things have to be asked about it at the end of its group.
    fn note(&self, _before: Option<&Self>, _touched: &mut Touched) {}

    /// Counts it so many times.
    fn count(&self, _counted: &mut Counted, _times: i64) {}
}
