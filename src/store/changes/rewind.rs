//! Brings an account back to how it stood at an instant, by undoing what has been done since, newest first.

use rusqlite::named_params;

use super::undo::undo_range;
use crate::domain::Timestamp;
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, Written};
use crate::domain::log::undo::Obstacles;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::log::head::{head_at, head_of};

impl Store {
    /// Brings an account back to how it stood at an instant, as one group that can be undone. Returns how many changes
    /// were undone.
    ///
    /// What was created since goes to the trash. What was deleted for good since does not come back.
    pub async fn rewind(&self, act: Act, instant: Timestamp) -> Result<Written<i64>> {
        self.act(act, Some(Action::Revert), move |recorder| {
            let (connection, owner) = (recorder.connection, recorder.owner);
            let then = head_at(connection, owner, instant, recorder.at)?;
            let now = head_of(connection, owner)?;
            if then == now {
                return Err(Error::conflict("", "Nothing has changed since then.").into());
            }
            let mut erased = connection.prepare_cached(
                "SELECT count(*) FROM changes WHERE user_id = :owner AND id > :then AND before IS NULL AND after IS NULL",
            )?;
            let erased: i64 =
                erased.query_row(named_params! {":owner": owner, ":then": then}, |row| row.get(0))?;
            undo_range(recorder, then.next()..=now, Obstacles::without_erased())?;
            Ok(now.0 - then.0 - erased)
        })
        .await
    }
}
