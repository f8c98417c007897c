//! How tasks and their tags are stored. Only the recorder writes them.

use rusqlite::{Connection, named_params};

use crate::domain::tasks::{Tags, Task, TaskId};
use crate::domain::users::UserId;
use crate::store::engine::failure::Outcome;
use crate::store::log::counters::Counted;
use crate::store::log::stored::Stored;
use crate::store::log::touched::Touched;
use crate::store::tasks::references::check_references;
use crate::store::tasks::{rules, table};

impl Stored for Task {
    fn select_anywhere(connection: &Connection, owner: UserId, number: i64) -> Outcome<Option<Self>> {
        match table::select_in_trash(connection, owner, TaskId(number))? {
            Some(task) => Ok(Some(task)),
            None => table::select_live(connection, owner, TaskId(number)),
        }
    }

    fn insert(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        table::insert(connection, owner, self)?;
        if self.deleted_at.is_none() {
            insert_tags(connection, owner, self.id, &self.tags)?;
        }
        Ok(())
    }

    fn update(&self, connection: &Connection, owner: UserId, before: &Self) -> Outcome<()> {
        if before.deleted_at.is_some() || self.deleted_at.is_some() {
            before.delete(connection, owner)?;
            return self.insert(connection, owner);
        }
        table::update(connection, owner, self)?;
        if before.tags != self.tags {
            delete_tags(connection, owner, self.id, &before.tags)?;
            insert_tags(connection, owner, self.id, &self.tags)?;
        }
        Ok(())
    }

    fn delete(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        table::delete(connection, owner, self)?;
        if self.deleted_at.is_none() {
            delete_tags(connection, owner, self.id, &self.tags)?;
        }
        Ok(())
    }

    fn check_references(&self, connection: &Connection, owner: UserId, before: Option<&Self>) -> Outcome<()> {
        check_references(connection, owner, before, self)
    }

    fn size(&self) -> usize {
        Task::size(self)
    }

    fn note(&self, before: Option<&Self>, touched: &mut Touched) {
        rules::note(before, self, touched);
    }

    fn count(&self, counted: &mut Counted, times: i64) {
        let place = match (self.deleted_at, self.completed_at) {
            (Some(_), _) => &mut counted.trashed,
            (None, Some(_)) => &mut counted.closed,
            (None, None) => &mut counted.open,
        };
        *place += times;
        if let (None, Some(project)) = (self.deleted_at, self.project_id) {
            let (open, closed) = counted.places.entry((project, self.section_id)).or_default();
            *(if self.is_open() { open } else { closed }) += times;
        }
    }

    fn is_indexed(&self, connection: &Connection, owner: UserId) -> Outcome<bool> {
        if self.deleted_at.is_some() || self.tags.is_empty() {
            return Ok(true);
        }
        let mut select = connection
            .prepare_cached("SELECT 1 FROM task_tags WHERE user_id = :owner AND tag = :tag AND task_id = :id")?;
        for tag in self.tags.iter() {
            if !select.exists(named_params! {":owner": owner, ":tag": tag.as_str(), ":id": self.id})? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn insert_tags(connection: &Connection, owner: UserId, id: TaskId, tags: &Tags) -> Outcome<()> {
    if tags.is_empty() {
        return Ok(());
    }
    let mut insert =
        connection.prepare_cached("INSERT INTO task_tags (user_id, tag, task_id) VALUES (:owner, :tag, :id)")?;
    for tag in tags.iter() {
        insert.execute(named_params! {":owner": owner, ":tag": tag.as_str(), ":id": id})?;
    }
    Ok(())
}

fn delete_tags(connection: &Connection, owner: UserId, id: TaskId, tags: &Tags) -> Outcome<()> {
    if tags.is_empty() {
        return Ok(());
    }
    let mut delete =
        connection.prepare_cached("DELETE FROM task_tags WHERE user_id = :owner AND tag = :tag AND task_id = :id")?;
    for tag in tags.iter() {
        delete.execute(named_params! {":owner": owner, ":tag": tag.as_str(), ":id": id})?;
    }
    Ok(())
}
