//! Relations between tasks.

use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection, OptionalExtension, named_params};

use crate::domain::tasks::TaskId;
use crate::domain::tasks::relations::{Parent, Progress, Relations};
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::Store;
use crate::store::engine::failure::Outcome;

impl Store {
    /// The relations of tasks outside the trash. Missing tasks and those without relations are left out.
    pub async fn list_relations(&self, owner: UserId, ids: Vec<TaskId>) -> Result<Vec<Relations>> {
        self.read(move |connection| {
            let mut parts = Parts::new(connection, owner)?;
            let mut found = Vec::new();
            for id in ids {
                let parent = parent_of(connection, owner, id)?;
                let subtasks = Some(parts.progress(id)?).filter(|progress| progress.total > 0);
                if parent.is_some() || subtasks.is_some() {
                    found.push(Relations { id, parent, subtasks });
                }
            }
            Ok(found)
        })
        .await
    }
}

fn parent_of(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<Option<Parent>> {
    let mut select = connection.prepare_cached(
        "SELECT parents.id, parents.title FROM tasks
         JOIN tasks AS parents ON parents.user_id = tasks.user_id AND parents.id = tasks.parent_id
         WHERE tasks.user_id = :owner AND tasks.id = :id",
    )?;
    let parent = select.query_row(named_params! {":owner": owner, ":id": id}, |row| {
        Ok(Parent { id: row.get(0)?, title: row.get(1)? })
    });
    Ok(parent.optional()?)
}

/// Counts subtasks at any depth. It visits each task once, however many it is asked about.
struct Parts<'c> {
    select: CachedStatement<'c>,
    owner: UserId,
    known: HashMap<TaskId, Progress>,
}

/// A task whose subtasks are being counted.
struct Counting {
    id: TaskId,
    /// The subtasks still to visit, and whether each is done.
    left: Vec<(TaskId, bool)>,
    so_far: Progress,
}

impl<'c> Parts<'c> {
    fn new(connection: &'c Connection, owner: UserId) -> Outcome<Self> {
        let select = connection.prepare_cached(
            "SELECT id, completed_at IS NOT NULL FROM tasks INDEXED BY tasks_by_parent
             WHERE user_id = :owner AND parent_id = :id",
        )?;
        Ok(Self { select, owner, known: HashMap::new() })
    }

    /// Not recursive, because tasks can be nested deeper than the stack allows.
    fn progress(&mut self, id: TaskId) -> Outcome<Progress> {
        if let Some(known) = self.known.get(&id) {
            return Ok(*known);
        }
        let mut path = vec![self.begin(id)?];
        loop {
            let Some(last) = path.last_mut() else { return Ok(Progress::default()) };
            if let Some((part, is_done)) = last.left.pop() {
                last.so_far += Progress { done: u64::from(is_done), total: 1 };
                match self.known.get(&part) {
                    Some(known) => last.so_far += *known,
                    None => path.push(self.begin(part)?),
                }
                continue;
            }
            let Some(counted) = path.pop() else { return Ok(Progress::default()) };
            self.known.insert(counted.id, counted.so_far);
            match path.last_mut() {
                Some(above) => above.so_far += counted.so_far,
                None => return Ok(counted.so_far),
            }
        }
    }

    fn begin(&mut self, id: TaskId) -> Outcome<Counting> {
        let rows = self
            .select
            .query_map(named_params! {":owner": self.owner, ":id": id}, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Counting { id, left: rows.collect::<rusqlite::Result<_>>()?, so_far: Progress::default() })
    }
}
