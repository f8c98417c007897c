//! Repeated writes: the first answer is stored and returned again.

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::Timestamp;
use crate::domain::log::idempotency::Repeatable;
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;

/// How long answers are stored, in milliseconds that the server has run. It counts to within the time between two notes
/// of that.
const PERIOD: i64 = 24 * 60 * 60 * 1_000;

/// Does the work, unless it was already done under the same key; in that case, returns the stored answer.
pub fn once<T: Serialize + DeserializeOwned>(
    connection: &Connection,
    owner: UserId,
    repeatable: Option<&Repeatable>,
    now: Timestamp,
    work: impl FnOnce() -> Outcome<T>,
) -> Outcome<T> {
    let Some(repeatable) = repeatable else { return work() };
    if let Some(answer) = kept_answer(connection, owner, repeatable)? {
        return Ok(serde_json::from_str(&answer).map_err(Error::internal)?);
    }
    let answer = work()?;
    keep_answer(connection, owner, repeatable, &answer, now)?;
    Ok(answer)
}

/// The answer stored under a key, if it was to the same request.
pub fn kept_answer(connection: &Connection, owner: UserId, repeatable: &Repeatable) -> Outcome<Option<String>> {
    let mut select = connection.prepare_cached(
        "SELECT request_digest, answer FROM idempotency_keys
         WHERE user_id = :owner AND key = :key AND created_uptime > (SELECT uptime FROM server) - :period",
    )?;
    let kept: Option<([u8; 32], String)> = select
        .query_row(named_params! {":owner": owner, ":key": repeatable.key.as_str(), ":period": PERIOD}, |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    match kept {
        Some((digest, _)) if digest != repeatable.request_digest => Err(Repeatable::reused_for_another().into()),
        kept => Ok(kept.map(|(_, answer)| answer)),
    }
}

/// Stores an answer in the same transaction as its write.
pub fn keep_answer(
    connection: &Connection,
    owner: UserId,
    repeatable: &Repeatable,
    answer: &impl Serialize,
    now: Timestamp,
) -> Outcome<()> {
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO idempotency_keys (user_id, key, request_digest, answer, created_at, created_uptime)
         SELECT :owner, :key, :digest, :answer, :now, uptime FROM server",
    )?;
    insert.execute(named_params! {
        ":owner": owner,
        ":key": repeatable.key.as_str(),
        ":digest": repeatable.request_digest.as_slice(),
        ":answer": serde_json::to_string(answer).map_err(Error::internal)?,
        ":now": Millis(now),
    })?;
    Ok(())
}

/// Removes expired answers.
pub fn sweep(connection: &Connection) -> Outcome<usize> {
    let mut delete = connection
        .prepare_cached("DELETE FROM idempotency_keys WHERE created_uptime <= (SELECT uptime FROM server) - :period")?;
    Ok(delete.execute(named_params! {":period": PERIOD})?)
}
