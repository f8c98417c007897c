//! Settings in the database. An account without a row has never changed them.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::log::act::Act;
use crate::domain::log::change::Written;
use crate::domain::log::precondition::IfMatch;
use crate::domain::settings::{Settings, SettingsPatch};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::failure::Outcome;
use crate::store::engine::table::table;
use crate::store::log::stored::Stored;

impl Store {
    pub async fn find_settings(&self, owner: UserId) -> Result<Settings> {
        self.read(move |connection| select(connection, owner)).await
    }

    /// Changes some settings and returns all of them.
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

table! {
    Settings [columns, parameters, assignments]
    fixed {}
    { version, zone, week_start, day_start, hours, hours_start, clock, date_order, language, theme, arrangements, focus }
    also {}
    apart {}
}

pub fn select(connection: &Connection, owner: UserId) -> Outcome<Settings> {
    let mut select =
        connection.prepare_cached(concat!("SELECT ", columns!(), " FROM settings WHERE user_id = :owner"))?;
    let settings = select.query_row(named_params! {":owner": owner}, read_columns).optional()?;
    Ok(settings.unwrap_or_default())
}

impl Stored for Settings {
    fn size(&self) -> usize {
        0
    }

    fn select_anywhere(connection: &Connection, owner: UserId, _: i64) -> Outcome<Option<Self>> {
        select(connection, owner).map(Some)
    }

    fn insert(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        let sql = concat!(
            "INSERT INTO settings (user_id, ",
            columns!(),
            ") VALUES (:user_id, ",
            parameters!(),
            ")
             ON CONFLICT (user_id) DO UPDATE SET ",
            assignments!()
        );
        write_columns(connection, owner, self, sql)?;
        Ok(())
    }

    fn update(&self, connection: &Connection, owner: UserId, _: &Self) -> Outcome<()> {
        self.insert(connection, owner)
    }

    fn delete(&self, _: &Connection, _: UserId) -> Outcome<()> {
        Err(Error::internal("settings are never deleted").into())
    }
}
