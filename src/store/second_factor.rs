//! The second factor in the database.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::Timestamp;
use crate::domain::second_factor::{Code, Digits, PROPOSAL, RecoveryCode, SecondFactor, Secret, WRONG};
use crate::domain::security_events::{EventKind, Occasion};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::security_events;
use crate::store::sessions::renew_all_sessions;

impl Store {
    pub async fn find_second_factor(&self, owner: UserId) -> Result<SecondFactor> {
        self.read(move |connection| {
            let mut select =
                connection.prepare_cached("SELECT turned_on_at FROM second_factors WHERE user_id = :owner")?;
            let turned_on_at: Option<Millis> =
                select.query_row(named_params! {":owner": owner}, |row| row.get(0)).optional()?;
            let mut count = connection.prepare_cached("SELECT count(*) FROM recovery_codes WHERE user_id = :owner")?;
            let recovery_codes_left = count.query_row(named_params! {":owner": owner}, |row| row.get(0))?;
            Ok(SecondFactor { turned_on_at: turned_on_at.map(|Millis(instant)| instant), recovery_codes_left })
        })
        .await
    }

    /// Keeps a secret until its first code comes. What was turned on stays so meanwhile.
    pub async fn propose_second_factor(&self, owner: UserId, secret: Secret, now: Timestamp) -> Result<()> {
        self.write(move |connection| {
            let mut insert = connection.prepare_cached(
                "INSERT OR REPLACE INTO proposed_second_factors (user_id, secret, created_at)
                 VALUES (:owner, :secret, :now)",
            )?;
            insert.execute(named_params! {":owner": owner, ":secret": secret.0, ":now": Millis(now)})?;
            Ok(())
        })
        .await
    }

    /// Turns the second factor on with the first code of its secret, and ends every session.
    ///
    /// The epoch must still be current. Returns the one for new sessions.
    pub async fn turn_on_second_factor(
        &self,
        owner: UserId,
        session_epoch: i64,
        code: Code,
        recovery_codes: Vec<RecoveryCode>,
        occasion: Occasion,
    ) -> Result<i64> {
        self.write(move |connection| {
            let now = occasion.at;
            let mut select = connection.prepare_cached(
                "SELECT secret FROM proposed_second_factors WHERE user_id = :owner AND created_at > :since",
            )?;
            let since = Millis(now.saturating_sub(PROPOSAL).unwrap_or(Timestamp::MIN));
            let secret = select.query_row(named_params! {":owner": owner, ":since": since}, read_secret).optional()?;
            let Some(secret) = secret else {
                return Err(Error::conflict("", "The QR code is too old. Begin again with a new one.").into());
            };
            let step = match &code {
                Code::Totp(digits) => secret.step_of(digits, now),
                Code::Recovery(_) => None,
            };
            let step = step.ok_or_else(|| Error::invalid("code", WRONG))?;
            let mut insert = connection.prepare_cached(
                "INSERT OR REPLACE INTO second_factors (user_id, secret, last_step, turned_on_at)
                 VALUES (:owner, :secret, :step, :now)",
            )?;
            insert.execute(named_params! {
                ":owner": owner, ":secret": secret.0, ":step": step, ":now": Millis(now),
            })?;
            remove_proposal(connection, owner)?;
            replace_recovery_codes(connection, owner, &recovery_codes)?;
            security_events::note(connection, owner, EventKind::SecondFactorTurnedOn, &occasion)?;
            renew_all_sessions(connection, owner, session_epoch)
        })
        .await
    }

    /// Uses a code up, if it is right and unused.
    pub async fn use_code(&self, owner: UserId, code: Code, occasion: Occasion) -> Result<bool> {
        self.write_vital(move |connection| {
            let (is_right, event) = match &code {
                Code::Totp(digits) => (use_digits(connection, owner, digits, occasion.at)?, None),
                Code::Recovery(hash) => {
                    let mut delete = connection
                        .prepare_cached("DELETE FROM recovery_codes WHERE user_id = :owner AND code_hash = :hash")?;
                    let is_right = delete.execute(named_params! {":owner": owner, ":hash": hash})? > 0;
                    (is_right, Some(EventKind::RecoveryCodeUsed))
                }
            };
            if let Some(event) = if is_right { event } else { Some(EventKind::CodeRefused) } {
                security_events::note(connection, owner, event, &occasion)?;
            }
            Ok(is_right)
        })
        .await
    }

    /// Makes the recovery codes anew. The earlier ones no longer work.
    pub async fn renew_recovery_codes(
        &self,
        owner: UserId,
        codes: Vec<RecoveryCode>,
        occasion: Occasion,
    ) -> Result<()> {
        self.write(move |connection| {
            replace_recovery_codes(connection, owner, &codes)?;
            security_events::note(connection, owner, EventKind::RecoveryCodesMade, &occasion)
        })
        .await
    }

    /// Makes the password enough again. Returns whether it wasn't.
    pub async fn turn_off_second_factor(&self, owner: UserId, occasion: Occasion) -> Result<bool> {
        self.write(move |connection| {
            remove_proposal(connection, owner)?;
            replace_recovery_codes(connection, owner, &[])?;
            let mut delete = connection.prepare_cached("DELETE FROM second_factors WHERE user_id = :owner")?;
            let was_on = delete.execute(named_params! {":owner": owner})? > 0;
            if was_on {
                security_events::note(connection, owner, EventKind::SecondFactorTurnedOff, &occasion)?;
            }
            Ok(was_on)
        })
        .await
    }
}

fn use_digits(connection: &Connection, owner: UserId, digits: &Digits, now: Timestamp) -> Outcome<bool> {
    let mut select = connection.prepare_cached("SELECT secret FROM second_factors WHERE user_id = :owner")?;
    let secret = select.query_row(named_params! {":owner": owner}, read_secret).optional()?;
    let Some(step) = secret.and_then(|secret| secret.step_of(digits, now)) else { return Ok(false) };
    let mut update = connection
        .prepare_cached("UPDATE second_factors SET last_step = :step WHERE user_id = :owner AND last_step < :step")?;
    Ok(update.execute(named_params! {":owner": owner, ":step": step})? > 0)
}

fn read_secret(row: &Row<'_>) -> rusqlite::Result<Secret> {
    row.get(0).map(Secret)
}

fn remove_proposal(connection: &Connection, owner: UserId) -> Outcome<()> {
    let mut delete = connection.prepare_cached("DELETE FROM proposed_second_factors WHERE user_id = :owner")?;
    delete.execute(named_params! {":owner": owner})?;
    Ok(())
}

fn replace_recovery_codes(connection: &Connection, owner: UserId, codes: &[RecoveryCode]) -> Outcome<()> {
    let mut delete = connection.prepare_cached("DELETE FROM recovery_codes WHERE user_id = :owner")?;
    delete.execute(named_params! {":owner": owner})?;
    let mut insert =
        connection.prepare_cached("INSERT INTO recovery_codes (user_id, code_hash) VALUES (:owner, :hash)")?;
    for code in codes {
        insert.execute(named_params! {":owner": owner, ":hash": code.hash()})?;
    }
    Ok(())
}
