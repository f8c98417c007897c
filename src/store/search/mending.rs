//! Looks for tasks that the search index has lost, and reads an account's words anew if there are any.

use std::time::Instant;

use rusqlite::{Connection, named_params};

use super::index;
use crate::domain::tasks::{Task, TaskId};
use crate::domain::text::searched;
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::Store;
use crate::store::engine::failure::Outcome;
use crate::store::tasks::table::{read_task, select_tasks};

/// How many tasks to look for per snapshot.
const AT_ONCE: usize = 100;
/// How much of a description to look for, in bytes.
const MOST: usize = 1_000;
/// How long to rest between two parts, as a multiple of the last one.
const REST: u32 = 9;

impl Store {
    /// Makes sure that each task of an account is found by its own words. Returns whether the index had to be made anew.
    pub async fn mend_words(&self, owner: UserId) -> Result<bool> {
        self.index_words(owner).await?;
        let mut from = Some(TaskId(0));
        while let Some(after) = from {
            let started = Instant::now();
            let (next, are_found) = self.read(move |connection| look(connection, owner, after)).await?;
            if !are_found {
                self.write(move |connection| index::forget(connection, owner)).await?;
                self.index_words(owner).await?;
                return Ok(true);
            }
            from = next;
            tokio::time::sleep(started.elapsed() * REST).await;
        }
        Ok(false)
    }
}

/// Looks for the tasks after this one. Returns the last of them, unless there are no more, and whether all are found.
fn look(connection: &Connection, owner: UserId, after: TaskId) -> Outcome<(Option<TaskId>, bool)> {
    let Some(account) = index::account(connection, owner)? else { return Ok((None, true)) };
    let indexed = index::indexed(connection, owner)?;
    let (first, _) = index::rowids(account);
    let mut select =
        connection.prepare_cached(select_tasks!("WHERE user_id = :owner AND id > :after ORDER BY id LIMIT 100"))?;
    let tasks: Vec<Task> = select
        .query_map(named_params! {":owner": owner, ":after": after}, read_task)?
        .collect::<rusqlite::Result<_>>()?;
    let mut find =
        connection.prepare_cached("SELECT 1 FROM task_words WHERE task_words MATCH :phrase AND rowid = :rowid")?;
    // A change that came meanwhile may not be indexed yet.
    for task in tasks.iter().filter(|task| task.version <= indexed) {
        let texts = [
            ("title", task.title.as_str()),
            ("description", task.description.as_ref().map_or("", |text| text.as_str())),
        ];
        for (column, text) in texts {
            let Some(words) = words_of(text) else { continue };
            let phrase = format!("{column} : \"{words}\"");
            if !find.exists(named_params! {":phrase": phrase, ":rowid": first + task.id.0})? {
                return Ok((None, false));
            }
        }
    }
    let next = tasks.last().map(|task| task.id).filter(|_| tasks.len() == AT_ONCE);
    Ok((next, true))
}

/// The beginning of a text as a phrase of FTS5; `None` if it has no words.
fn words_of(text: &str) -> Option<String> {
    let searched = searched(text);
    let mut end = searched.len();
    if end > MOST {
        end = searched.floor_char_boundary(MOST);
        // Not half a word.
        end = searched.get(..end)?.rfind(char::is_whitespace)?;
    }
    let words = searched.get(..end)?.replace('"', " ");
    words.chars().any(char::is_alphanumeric).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_words_is_not_looked_for_and_a_long_one_only_as_far_as_a_word_goes() {
        assert_eq!(words_of("… – !"), None);
        assert_eq!(words_of("Buy \"milk\"").as_deref(), Some("buy  milk "));
        let words = words_of(&"word ".repeat(1_000)).unwrap();
        assert!(words.len() <= MOST && words.ends_with("word"), "{words}");
        assert_eq!(words_of(&"w".repeat(5_000)), None);
    }
}
