//! The settings of accounts in the database. An account without a row has never changed one.

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::log::act::Act;
use crate::domain::log::change::Written;
use crate::domain::log::precondition::IfMatch;
use crate::domain::settings::{Clock, Day, DayStart, Language, Settings, SettingsPatch, Theme};
use crate::domain::time::zone::Zone;
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::{unreadable, word};
use crate::store::engine::failure::Outcome;
use crate::store::log::stored::Stored;

impl Store {
    /// The settings of an account.
    pub async fn find_settings(&self, owner: UserId) -> Result<Settings> {
        self.read(move |connection| select(connection, owner)).await
    }

    /// Changes some of the settings and answers all of them.
    pub async fn update_settings(
        &self,
        act: Act,
        patch: SettingsPatch,
        if_match: IfMatch,
    ) -> Result<Written<Settings>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner)?;
            if_match.check(before.version)?;
            let after = before.patched(patch);
            recorder.change(&before, after)
        })
        .await
    }
}

/// The settings of an account.
pub fn select(connection: &Connection, owner: UserId) -> Outcome<Settings> {
    let mut select = connection.prepare_cached(
        "SELECT version, zone, week_start, day_start, hours, clock, language, theme
         FROM settings WHERE user_id = :owner",
    )?;
    let settings = select.query_row(named_params! {":owner": owner}, read_settings).optional()?;
    Ok(settings.unwrap_or_default())
}

fn read_settings(row: &Row<'_>) -> rusqlite::Result<Settings> {
    let refused = |index: usize| move |error: Error| unreadable(index, FromSqlError::other(error));
    let zone: Option<String> = row.get(1)?;
    let hours = serde_json::from_str(&row.get::<_, String>(4)?);
    Ok(Settings {
        version: row.get(0)?,
        zone: zone.map(|name| Zone::parse("zone", &name)).transpose().map_err(refused(1))?,
        week_start: word(row, 2, Day::from_word)?,
        day_start: DayStart::parse(&row.get::<_, String>(3)?).map_err(refused(3))?,
        hours: hours.map_err(|error| unreadable(4, FromSqlError::other(error)))?,
        clock: word(row, 5, Clock::from_word)?,
        language: word(row, 6, Language::from_word)?,
        theme: word(row, 7, Theme::from_word)?,
    })
}

impl Stored for Settings {
    fn select_anywhere(connection: &Connection, owner: UserId, _: i64) -> Outcome<Option<Self>> {
        select(connection, owner).map(Some)
    }

    fn insert(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        let mut write = connection.prepare_cached(
            "INSERT INTO settings (user_id, version, zone, week_start, day_start, hours, clock, language, theme)
             VALUES (:owner, :version, :zone, :week_start, :day_start, :hours, :clock, :language, :theme)
             ON CONFLICT (user_id) DO UPDATE
             SET version = :version, zone = :zone, week_start = :week_start, day_start = :day_start, hours = :hours,
                 clock = :clock, language = :language, theme = :theme",
        )?;
        write.execute(named_params! {
            ":owner": owner,
            ":version": self.version,
            ":zone": self.zone.as_ref().map(Zone::as_str),
            ":week_start": self.week_start.as_str(),
            ":day_start": self.day_start.0.strftime("%H:%M").to_string(),
            ":hours": serde_json::to_string(&self.hours).map_err(Error::internal)?,
            ":clock": self.clock.as_str(),
            ":language": self.language.as_str(),
            ":theme": self.theme.as_str(),
        })?;
        Ok(())
    }

    fn update(&self, connection: &Connection, owner: UserId, _: &Self) -> Outcome<()> {
        self.insert(connection, owner)
    }

    fn delete(&self, _: &Connection, _: UserId) -> Outcome<()> {
        Err(Error::internal("settings are never deleted").into())
    }
}
