//! Replays an account's log: what it leads to, one object after another.

use std::ops::Range;

use rusqlite::{Connection, named_params};

use crate::domain::log::change::{ChangeId, Fields};
use crate::domain::log::object::Object;
use crate::domain::users::UserId;
use crate::store::engine::columns::{Millis, fields};
use crate::store::engine::failure::Outcome;

/// Which part of a log to replay.
#[derive(Debug, Clone)]
pub struct Part {
    /// The numbers of the objects.
    pub numbers: Range<i64>,
    /// The last change to replay.
    pub head: ChangeId,
}

impl Part {
    /// All objects, as they were after a change.
    pub fn until(head: ChangeId) -> Self {
        Self { numbers: 0..i64::MAX, head }
    }

    /// Some objects, as the whole log leaves them.
    pub fn of(numbers: Range<i64>) -> Self {
        Self { numbers, head: ChangeId(i64::MAX) }
    }
}

/// Replays the changes of one kind of object, in the order of the objects' numbers. `first` is what an object is before
/// its first change, for kinds that nobody creates.
pub fn replay<O: Object>(
    connection: &Connection,
    owner: UserId,
    part: Part,
    first: Option<O>,
    found: impl FnMut(O) -> Outcome<()>,
) -> Outcome<()> {
    replay_each(connection, owner, part, first, |_, _| Ok(()), found)
}

/// The same, and shows each change's old fields beside the object that it was made to.
pub fn replay_each<O: Object>(
    connection: &Connection,
    owner: UserId,
    part: Part,
    first: Option<O>,
    mut changing: impl FnMut(&O, &Fields) -> Outcome<()>,
    mut found: impl FnMut(O) -> Outcome<()>,
) -> Outcome<()> {
    let mut select = connection.prepare_cached(
        "SELECT object_id, id, before, after,
                (SELECT at FROM change_groups
                 WHERE user_id = :owner AND change_groups.id <= changes.id ORDER BY change_groups.id DESC LIMIT 1)
         FROM changes INDEXED BY changes_by_object
         WHERE user_id = :owner AND kind = :kind AND object_id >= :from AND object_id < :to AND id <= :head
         ORDER BY object_id, id",
    )?;
    let mut rows = select.query(named_params! {
        ":owner": owner,
        ":kind": O::KIND.as_str(),
        ":from": part.numbers.start,
        ":to": part.numbers.end,
        ":head": part.head,
    })?;
    let mut current: Option<(i64, Option<O>)> = None;
    while let Some(row) = rows.next()? {
        let (number, change): (i64, ChangeId) = (row.get(0)?, row.get(1)?);
        let (before, after) = (fields(row, 2)?, fields(row, 3)?);
        let Millis(at) = row.get(4)?;
        let object = match current.take() {
            Some((same, object)) if same == number => object,
            other => {
                if let Some((_, Some(object))) = other {
                    found(object)?;
                }
                first.clone()
            }
        };
        if let (Some(object), Some(before), Some(_)) = (&object, &before, &after) {
            changing(object, before)?;
        }
        current = Some((number, O::replayed(object, number, change, at, (before.as_ref(), after.as_ref()))?));
    }
    match current {
        Some((_, Some(object))) => found(object),
        _ => Ok(()),
    }
}
