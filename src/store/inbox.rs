//! Queries for the inbox.

use rusqlite::named_params;

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::list::page::{PageNumber, PageSize};
use crate::domain::tasks::TaskId;
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::tasks::page::page_of;
use crate::store::{Store, TaskPage, settings};

impl Store {
    /// A page of the inbox: open tasks without project, due date, planned day and parent, and not for
    /// someday, newest first.
    pub async fn list_inbox(
        &self,
        owner: UserId,
        page: PageNumber,
        per_page: PageSize,
        now: Timestamp,
    ) -> Result<TaskPage> {
        self.read(move |connection| {
            let today = Calendar::of(&settings::select(connection, owner)?).day_of(now);
            let mut select = connection.prepare_cached(
                "SELECT id FROM tasks INDEXED BY tasks_in_inbox
                     WHERE user_id = :owner AND completed_at IS NULL AND project_id IS NULL AND due IS NULL
                       AND planned IS NULL AND parent_id IS NULL AND coalesce(start, '') <= :today
                       AND instr(' ' || coalesce(tags, '') || ' ', ' someday ') = 0
                     ORDER BY coalesce(position, printf('%014x8', id)) DESC",
            )?;
            let ids =
                select.query_map(named_params! {":owner": owner, ":today": today.to_string()}, |row| row.get(0))?;
            let ids: Vec<TaskId> = ids.collect::<rusqlite::Result<_>>()?;
            page_of(connection, owner, &ids, page, per_page)
        })
        .await
    }
}
