//! The project's JSON format: everything that an account holds, its log included.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::act::Actor;
use super::change::{Action, ChangeId, Fields, GroupId, ObjectKind};
use super::task::{Description, Task, TaskId, Title};
use super::{Timestamp, to_milliseconds};
use crate::error::{Error, Result};

/// What `format` says.
pub const FORMAT: &str = "tracker";
/// What `version` says.
pub const VERSION: u32 = 1;

/// An actor, and its number in the export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedActor {
    /// The number that groups name.
    pub id: i64,
    /// Who it is.
    #[serde(flatten)]
    pub actor: Actor,
}

/// A group of changes: from its number up to the next group's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedGroup {
    /// The number of its first change.
    pub id: GroupId,
    /// When.
    pub at: Timestamp,
    /// The number of who did it.
    pub actor: i64,
    /// What was done.
    pub action: Action,
    /// The group that it took back.
    pub undoes: Option<GroupId>,
}

/// A change. Without `before` and without `after` it is erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedChange {
    /// Its number.
    pub id: ChangeId,
    /// What it is about.
    pub kind: ObjectKind,
    /// The thing's id.
    pub object_id: i64,
    /// The fields that changed, as they were.
    pub before: Option<Fields>,
    /// The same fields as they are since.
    pub after: Option<Fields>,
}

/// An account, as it is exported.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Export {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// The tasks, those in the trash included, by id.
    pub tasks: Vec<Task>,
    /// Who has changed something, by number.
    pub actors: Vec<ExportedActor>,
    /// The groups, in the order they happened.
    pub groups: Vec<ExportedGroup>,
    /// The log.
    pub changes: Vec<ExportedChange>,
}

/// The largest number that an id may be (RFC 8259, section 6).
const MAX_ID: i64 = (1 << 53) - 1;

impl Export {
    /// Reads an export and checks that it is whole: that its log leads to its tasks.
    pub fn parse(json: &[u8]) -> Result<Self> {
        let export: Self = serde_json::from_slice(json)
            .map_err(|error| wrong(format!("The file is not an export of tracker: {error}.")))?;
        if export.format != FORMAT || export.version != VERSION {
            let sentence = format!(
                "The file has the format {:?}, version {}; this program reads {FORMAT:?}, version {VERSION}.",
                export.format, export.version
            );
            return Err(wrong(sentence));
        }
        export.check_groups()?;
        export.check_tasks()?;
        Ok(export)
    }

    /// The last change of each group.
    pub fn last_changes(&self) -> impl Iterator<Item = ChangeId> + '_ {
        let ends = self.groups.iter().skip(1).map(|next| ChangeId(next.id.0 - 1));
        ends.chain(self.changes.last().map(|change| change.id))
    }

    fn check_groups(&self) -> Result<()> {
        for (number, change) in (1..).zip(&self.changes) {
            if change.id.0 != number || !(1..=MAX_ID).contains(&change.object_id) {
                return Err(wrong(format!("Change {number} is missing, or is about nothing.")));
            }
        }
        let mut seen: BTreeSet<GroupId> = BTreeSet::new();
        let length = i64::try_from(self.changes.len()).unwrap_or(i64::MAX);
        for group in &self.groups {
            let id = group.id.0;
            let follows = seen.last().map_or(id == 1, |last| last.0 < id) && id <= length;
            let undoes_one = group.undoes.is_none_or(|undone| seen.contains(&undone));
            let has_actor = usize::try_from(group.actor).is_ok_and(|actor| (1..=self.actors.len()).contains(&actor));
            if !(follows && undoes_one && has_actor && is_stored(group.at)) {
                return Err(wrong(format!("Group {id} is out of place, or names what is not there.")));
            }
            seen.insert(group.id);
        }
        if self.groups.is_empty() != self.changes.is_empty() {
            return Err(wrong("The groups don't fit the changes.".to_owned()));
        }
        let is_possible = |exported: &ExportedActor, number| {
            let session = exported.actor.session_id.map_or(1, |session| session.0);
            exported.id == number && (1..=MAX_ID).contains(&session)
        };
        if !self.actors.iter().zip(1..).all(|(actor, number)| is_possible(actor, number)) {
            return Err(wrong("The actors are not numbered from 1.".to_owned()));
        }
        Ok(())
    }

    /// Replays the log and holds what comes out against the tasks.
    fn check_tasks(&self) -> Result<()> {
        let mut tasks: HashMap<TaskId, Task> = HashMap::new();
        let mut groups = self.groups.iter().peekable();
        let mut at = Timestamp::UNIX_EPOCH;
        for change in &self.changes {
            while let Some(group) = groups.next_if(|group| group.id.0 <= change.id.0) {
                at = group.at;
            }
            let id = TaskId(change.object_id);
            let fields = (change.before.as_ref(), change.after.as_ref());
            let replayed = Task::replayed(tasks.remove(&id), id, change.id, at, fields)
                .map_err(|_| wrong(format!("Change {} can't have happened.", change.id.0)))?;
            if let Some(task) = replayed {
                if !may_be_stored(&task) {
                    return Err(wrong(format!("Change {} makes a task that can't be.", change.id.0)));
                }
                tasks.insert(id, task);
            }
        }
        if self.tasks.len() != tasks.len() || !self.tasks.is_sorted_by_key(|task| task.id) {
            return Err(wrong("The tasks are not those that the changes lead to.".to_owned()));
        }
        let uids: HashSet<_> = self.tasks.iter().map(|task| task.uid).collect();
        if uids.len() != self.tasks.len() {
            return Err(wrong("Two tasks have the same uid.".to_owned()));
        }
        for task in &self.tasks {
            if tasks.get(&task.id) != Some(task) {
                return Err(wrong(format!("Task {} is not what its changes lead to.", task.id.0)));
            }
        }
        Ok(())
    }
}

fn may_be_stored(task: &Task) -> bool {
    let instants = [Some(task.created_at), Some(task.updated_at), task.completed_at, task.deleted_at];
    Title::parse(task.title.as_str().to_owned()).is_ok()
        && task.description.as_ref().is_none_or(|text| Description::parse(text.as_str().to_owned()).is_ok())
        && instants.into_iter().flatten().all(is_stored)
}

fn is_stored(instant: Timestamp) -> bool {
    to_milliseconds(instant) == instant
}

fn wrong(sentence: String) -> Error {
    Error::invalid("file", sentence)
}
