//! The log of an account's security, in the database.

use jiff::SignedDuration;
use rusqlite::{Connection, Row, named_params};

use crate::domain::Timestamp;
use crate::domain::security_events::{EventKind, MOST_EVENTS, MOST_REFUSED, Occasion, SecurityEvent};
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::Store;
use crate::store::engine::columns::{Millis, word};
use crate::store::engine::failure::Outcome;

/// How long events are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

impl Store {
    /// The account's log, the newest first.
    pub async fn list_security_events(&self, owner: UserId) -> Result<Vec<SecurityEvent>> {
        self.read(move |connection| {
            let mut select = connection.prepare_cached(
                "SELECT id, kind, at, address, user_agent FROM security_events
                 WHERE user_id = :owner ORDER BY id DESC",
            )?;
            let events = select.query_map(named_params! {":owner": owner}, read)?;
            Ok(events.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Notes that somebody was refused, some time soon: a refusal waits for nothing, so its time says nothing.
    pub fn note_refused_login(&self, owner: UserId, occasion: Occasion) {
        self.0.writer.write_some_time(move |connection| note(connection, owner, EventKind::LoginRefused, &occasion));
    }
}

/// Notes an event, as a part of what caused it, and drops the oldest ones past the limits.
pub fn note(connection: &Connection, owner: UserId, kind: EventKind, occasion: &Occasion) -> Outcome<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO security_events (user_id, id, kind, at, uptime, address, user_agent)
         SELECT users.id, 1 + coalesce((SELECT max(id) FROM security_events WHERE user_id = :owner), 0),
                :kind, :at, server.uptime, :address, :user_agent
         FROM users, server WHERE users.id = :owner",
    )?;
    insert.execute(named_params! {
        ":owner": owner,
        ":kind": kind.as_str(),
        ":at": Millis(occasion.at),
        ":address": occasion.address,
        ":user_agent": occasion.user_agent,
    })?;
    let [login, code] = EventKind::REFUSED.map(EventKind::as_str);
    if EventKind::REFUSED.contains(&kind) {
        let mut delete = connection.prepare_cached(
            "DELETE FROM security_events
             WHERE user_id = :owner AND kind IN (:login, :code) AND id <= (
               SELECT id FROM security_events WHERE user_id = :owner AND kind IN (:login, :code)
               ORDER BY id DESC LIMIT 1 OFFSET :most
             )",
        )?;
        delete.execute(named_params! {":owner": owner, ":login": login, ":code": code, ":most": MOST_REFUSED})?;
    }
    let mut delete = connection.prepare_cached(
        "DELETE FROM security_events WHERE user_id = :owner AND id <= (
           SELECT id FROM security_events WHERE user_id = :owner ORDER BY id DESC LIMIT 1 OFFSET :most
         )",
    )?;
    delete.execute(named_params! {":owner": owner, ":most": MOST_EVENTS})?;
    Ok(())
}

/// Removes what is old by the clock and by how long the server has run.
pub fn sweep(connection: &Connection, now: Timestamp) -> Outcome<usize> {
    let removed = connection.execute(
        "DELETE FROM security_events
         WHERE at < :since AND uptime < (SELECT uptime FROM server) - :kept",
        named_params! {
            ":since": Millis(now.saturating_sub(KEPT).unwrap_or(Timestamp::MIN)),
            ":kept": i64::try_from(KEPT.as_millis()).unwrap_or(i64::MAX),
        },
    )?;
    Ok(removed)
}

fn read(row: &Row<'_>) -> rusqlite::Result<SecurityEvent> {
    let Millis(at) = row.get(2)?;
    Ok(SecurityEvent {
        id: row.get(0)?,
        kind: word(row, 1, EventKind::from_word)?,
        at,
        address: row.get(3)?,
        user_agent: row.get(4)?,
    })
}
