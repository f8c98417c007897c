//! Sessions in the database.

pub mod cache;
pub mod renewed;

use jiff::SignedDuration;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::Timestamp;
use crate::domain::security_events::{EventKind, Occasion};
use crate::domain::sessions::{
    ActiveSession, BegunBy, NewSession, Seen, Session, SessionAge, SessionId, SessionLifetime, TokenHash,
};
use crate::domain::users::{User, UserId};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::{Millis, word};
use crate::store::engine::failure::Outcome;
use crate::store::log::idempotency;
use crate::store::{invites, login_links, security_events};

/// The most sessions of an account. With another login, the one that was used longest ago ends.
const MOST_SESSIONS: i64 = 500;

impl Store {
    /// Begins a session. If its credentials are no longer valid, it is not stored, so it ends before it begins.
    pub async fn create_session(&self, new: NewSession, now: Timestamp) -> Result<()> {
        let uptime = millis(self.uptime());
        self.write_vital(move |connection| {
            let mut number = connection.prepare_cached(
                "UPDATE users SET next_session_id = next_session_id + 1, last_seen_at = :now
                 WHERE id = :user AND session_epoch = :epoch AND disabled = 0
                 RETURNING next_session_id - 1",
            )?;
            let id: Option<SessionId> = number
                .query_row(
                    named_params! {":user": new.user_id, ":epoch": new.session_epoch, ":now": Millis(now)},
                    |row| row.get(0),
                )
                .optional()?;
            let Some(id) = id else { return Ok(()) };
            let mut insert = connection.prepare_cached(
                "INSERT INTO sessions (user_id, id, token_hash, session_epoch, user_agent, begun_by, created_at, last_seen_at,
                                       confirmed_at, created_uptime, seen_uptime)
                 VALUES (:user, :id, :token_hash, :epoch, :user_agent, :begun_by, :now, :now, :now, :uptime, :uptime)",
            )?;
            insert.execute(named_params! {
                ":user": new.user_id,
                ":id": id,
                ":token_hash": new.token_hash,
                ":epoch": new.session_epoch,
                ":user_agent": &new.user_agent,
                ":begun_by": new.begun_by.as_str(),
                ":now": Millis(now),
                ":uptime": uptime,
            })?;
            let mut delete = connection.prepare_cached(
                "DELETE FROM sessions WHERE user_id = :user AND id IN (
                   SELECT id FROM sessions WHERE user_id = :user AND id <> :id
                   ORDER BY seen_uptime DESC, id DESC LIMIT -1 OFFSET :others
                 )",
            )?;
            delete.execute(named_params! {":user": new.user_id, ":id": id, ":others": MOST_SESSIONS - 1})?;
            let Some(event) = new.event else { return Ok(()) };
            let occasion = Occasion { at: now, address: new.address.clone(), user_agent: new.user_agent.clone() };
            security_events::note(connection, new.user_id, event, &occasion)
        })
        .await
    }

    /// The session of a token, or of one that was replaced a moment ago, if it is still valid.
    pub async fn find_session(
        &self,
        token_hash: TokenHash,
        lifetime: SessionLifetime,
    ) -> Result<Option<ActiveSession>> {
        if let Some(found) = self.find_session_of(token_hash, lifetime).await? {
            return Ok(Some(found));
        }
        match self.0.session_cache.renewed.current(token_hash) {
            same if same == token_hash => Ok(None),
            current => self.find_session_of(current, lifetime).await,
        }
    }

    async fn find_session_of(&self, token_hash: TokenHash, lifetime: SessionLifetime) -> Result<Option<ActiveSession>> {
        let holds = |session: &ActiveSession| lifetime.holds(session.age, self.uptime());
        if let Some(session) = self.0.session_cache.find(&token_hash) {
            return Ok(Some(session).filter(holds));
        }
        let generation = self.0.session_cache.generation();
        let found = self
            .read(move |connection| {
                let mut select = connection.prepare_cached(
                    "SELECT sessions.id, sessions.session_epoch, sessions.created_uptime, sessions.seen_uptime,
                            users.id, users.username, users.admin, sessions.begun_by, sessions.confirmed_at,
                            sessions.created_at
                     FROM sessions JOIN users ON users.id = sessions.user_id
                     WHERE sessions.token_hash = :token_hash
                       AND sessions.session_epoch = users.session_epoch AND users.disabled = 0",
                )?;
                Ok(select.query_row(named_params! {":token_hash": token_hash}, read_active_session).optional()?)
            })
            .await?;
        let found = found.filter(holds);
        if let Some(session) = &found {
            self.0.session_cache.remember(token_hash, session.clone(), generation);
        }
        Ok(found)
    }

    /// Records that a session is in use, some time soon.
    pub fn note_activity(&self, owner: UserId, id: SessionId, now: Timestamp) {
        let uptime = millis(self.uptime());
        self.0.writer.write_some_time(move |connection| {
            let mut session = connection.prepare_cached(
                "UPDATE sessions SET last_seen_at = :now, seen_uptime = max(seen_uptime, :uptime)
                 WHERE user_id = :owner AND id = :id",
            )?;
            session.execute(named_params! {":owner": owner, ":id": id, ":now": Millis(now), ":uptime": uptime})?;
            let mut user = connection.prepare_cached("UPDATE users SET last_seen_at = :now WHERE id = :owner")?;
            user.execute(named_params! {":owner": owner, ":now": Millis(now)})?;
            Ok(())
        });
    }

    /// Ends the session of a token, if there is one.
    pub async fn end_session_of_token(&self, token_hash: TokenHash) -> Result<()> {
        let current = self.0.session_cache.renewed.current(token_hash);
        self.write_vital(move |connection| {
            let mut delete =
                connection.prepare_cached("DELETE FROM sessions WHERE token_hash IN (:token_hash, :current)")?;
            delete.execute(named_params! {":token_hash": token_hash, ":current": current})?;
            Ok(())
        })
        .await
    }

    /// The valid sessions of a user, newest first.
    pub async fn list_sessions(
        &self,
        owner: UserId,
        current: SessionId,
        lifetime: SessionLifetime,
        now: Timestamp,
    ) -> Result<Vec<Session>> {
        let uptime = self.uptime();
        self.read(move |connection| {
            let mut select = connection.prepare_cached(
                "SELECT created_uptime, seen_uptime, id, user_agent, created_at, last_seen_at, begun_by
                 FROM sessions WHERE user_id = :owner ORDER BY id DESC",
            )?;
            let read = |row: &Row<'_>| {
                let age = read_age(row, 0)?;
                let id = row.get(2)?;
                let Millis(created_at) = row.get(4)?;
                let Millis(last_seen_at) = row.get(5)?;
                let begun_by = word(row, 6, BegunBy::from_word)?;
                Ok(Session {
                    id,
                    current: id == current,
                    user_agent: row.get(3)?,
                    begun_by,
                    may_set_password: begun_by.may_set_password(created_at, now),
                    created_at,
                    last_seen_at,
                    expires_at: lifetime.expires_at(Seen { created_at, last_seen_at }, age, uptime, now),
                })
            };
            let mut sessions: Vec<Session> =
                select.query_map(named_params! {":owner": owner}, read)?.collect::<rusqlite::Result<_>>()?;
            sessions.retain(|session| now < session.expires_at);
            Ok(sessions)
        })
        .await
    }

    /// Ends one session of a user.
    pub async fn end_session(&self, owner: UserId, id: SessionId, occasion: Occasion) -> Result<()> {
        self.write_vital(move |connection| {
            let mut delete = connection.prepare_cached("DELETE FROM sessions WHERE user_id = :owner AND id = :id")?;
            match delete.execute(named_params! {":owner": owner, ":id": id})? {
                0 => Err(Error::NotFound("session").into()),
                _ => security_events::note(connection, owner, EventKind::SessionEnded, &occasion),
            }
        })
        .await
    }

    /// Ends every session of a user except one.
    pub async fn end_other_sessions(&self, owner: UserId, current: SessionId, occasion: Occasion) -> Result<()> {
        self.write_vital(move |connection| {
            let mut delete =
                connection.prepare_cached("DELETE FROM sessions WHERE user_id = :owner AND id <> :current")?;
            match delete.execute(named_params! {":owner": owner, ":current": current})? {
                0 => Ok(()),
                _ => security_events::note(connection, owner, EventKind::OtherSessionsEnded, &occasion),
            }
        })
        .await
    }

    /// Removes expired sessions, links, security events and stored answers.
    pub async fn sweep(&self, lifetime: SessionLifetime, now: Timestamp) -> Result<usize> {
        let uptime = self.uptime();
        self.write(move |connection| {
            let sessions = connection.execute(
                "DELETE FROM sessions WHERE created_uptime < :absolute OR seen_uptime < :idle",
                named_params! {
                    ":absolute": millis(uptime.saturating_sub(lifetime.absolute)),
                    ":idle": millis(uptime.saturating_sub(lifetime.idle)),
                },
            )?;
            let links = login_links::sweep(connection, now)? + invites::sweep(connection, now)?;
            let events = security_events::sweep(connection, now)?;
            Ok(sessions + links + events + idempotency::sweep(connection)?)
        })
        .await
    }

    /// Whether a session is still valid: it exists, has not expired, and its account is enabled.
    pub async fn is_session_alive(&self, owner: UserId, session: SessionId, lifetime: SessionLifetime) -> Result<bool> {
        let uptime = self.uptime();
        self.read(move |connection| {
            let mut select = connection.prepare_cached(
                "SELECT created_uptime, seen_uptime FROM sessions WHERE user_id = :owner AND id = :id",
            )?;
            let parameters = named_params! {":owner": owner, ":id": session};
            let age = select.query_row(parameters, |row| read_age(row, 0)).optional()?;
            let is_in_time = age.is_some_and(|age| lifetime.holds(age, uptime));
            Ok(is_in_time && session_holds(connection, owner, session)?)
        })
        .await
    }
}

fn read_active_session(row: &Row<'_>) -> rusqlite::Result<ActiveSession> {
    let Millis(confirmed_at) = row.get(8)?;
    let Millis(created_at) = row.get(9)?;
    Ok(ActiveSession {
        id: row.get(0)?,
        session_epoch: row.get(1)?,
        age: read_age(row, 2)?,
        user: User { id: row.get(4)?, username: row.get(5)?, admin: row.get(6)? },
        begun_by: word(row, 7, BegunBy::from_word)?,
        created_at,
        confirmed_at,
    })
}

/// Reads `created_uptime` and `seen_uptime`, beginning with this column.
fn read_age(row: &Row<'_>, column: usize) -> rusqlite::Result<SessionAge> {
    let created = SignedDuration::from_millis(row.get(column)?);
    Ok(SessionAge { created, seen: SignedDuration::from_millis(row.get(column + 1)?) })
}

fn millis(duration: SignedDuration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// Ends every session of a user, including logins in progress.
pub fn end_all_sessions(connection: &rusqlite::Connection, owner: UserId) -> Outcome<()> {
    let mut epoch =
        connection.prepare_cached("UPDATE users SET session_epoch = session_epoch + 1 WHERE id = :owner")?;
    epoch.execute(named_params! {":owner": owner})?;
    let mut delete = connection.prepare_cached("DELETE FROM sessions WHERE user_id = :owner")?;
    delete.execute(named_params! {":owner": owner})?;
    Ok(())
}

/// Ends every session of a user, if this epoch is still current: sessions of earlier ones have ended already. Returns
/// the epoch for new sessions.
pub fn renew_all_sessions(connection: &Connection, owner: UserId, epoch: i64) -> Outcome<i64> {
    let mut select = connection.prepare_cached("SELECT session_epoch FROM users WHERE id = :owner")?;
    let current: Option<i64> = select.query_row(named_params! {":owner": owner}, |row| row.get(0)).optional()?;
    if current != Some(epoch) {
        return Err(Error::Unauthenticated.into());
    }
    end_all_sessions(connection, owner)?;
    Ok(epoch + 1)
}

/// Whether a session exists and its account is enabled.
pub fn session_holds(connection: &Connection, owner: UserId, session: SessionId) -> rusqlite::Result<bool> {
    let mut select = connection.prepare_cached(
        "SELECT EXISTS (
           SELECT 1 FROM sessions JOIN users ON users.id = sessions.user_id
           WHERE sessions.user_id = :owner AND sessions.id = :session
             AND sessions.session_epoch = users.session_epoch AND users.disabled = 0
         )",
    )?;
    select.query_row(named_params! {":owner": owner, ":session": session}, |row| row.get(0))
}
