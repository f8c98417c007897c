//! Tags in the database.

use rusqlite::{OptionalExtension, named_params};

use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::Store;

/// The most tags that are listed.
const MOST: usize = 5_000;

impl Store {
    /// The tags of an account's tasks by name, each with its number of open tasks, and whether there are more.
    pub async fn list_tags(&self, owner: UserId) -> Result<(Vec<(String, u64)>, bool)> {
        self.read(move |connection| {
            let mut open = std::collections::HashMap::<String, u64>::new();
            let mut tagged = connection.prepare_cached(
                "SELECT tags FROM tasks INDEXED BY open_tasks
                     WHERE user_id = :owner AND completed_at IS NULL AND tags IS NOT NULL",
            )?;
            let mut rows = tagged.query(named_params! {":owner": owner})?;
            while let Some(row) = rows.next()? {
                let tags =
                    row.get_ref(0)?.as_str().map_err(|error| crate::store::engine::table::unreadable(0, error))?;
                for tag in tags.split_ascii_whitespace() {
                    match open.get_mut(tag) {
                        Some(count) => *count += 1,
                        None => drop(open.insert(tag.to_owned(), 1)),
                    }
                }
            }
            // One step per tag, however many tasks have it.
            let mut next = connection.prepare_cached(
                "SELECT tag FROM task_tags WHERE user_id = :owner AND tag > :after ORDER BY tag LIMIT 1",
            )?;
            let mut tags = Vec::new();
            let mut after = String::new();
            while let Some(tag) = next
                .query_row(named_params! {":owner": owner, ":after": after}, |row| row.get::<_, String>(0))
                .optional()?
            {
                if tags.len() == MOST {
                    return Ok((tags, true));
                }
                tags.push((tag.clone(), open.get(&tag).copied().unwrap_or(0)));
                after = tag;
            }
            Ok((tags, false))
        })
        .await
    }
}
