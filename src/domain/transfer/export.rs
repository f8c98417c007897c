//! The project's JSON format: everything in an account, including its log.

mod circle;

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use self::circle::in_a_circle;
use crate::domain::habits::{Habit, HabitEntry};

use crate::domain::log::act::Actor;
use crate::domain::log::change::{Action, ChangeId, Fields, GroupId, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::pauses::Pause;
use crate::domain::projects::Project;
use crate::domain::reviews::Review;
use crate::domain::rules::Broken;
use crate::domain::sections::Section;
use crate::domain::settings::{SETTINGS_NUMBER, Settings};
use crate::domain::tasks::Task;
use crate::domain::time_entries::TimeEntry;
use crate::domain::views::View;
use crate::domain::{Timestamp, to_milliseconds};
use crate::error::{Error, Result};

/// The value of `format`.
pub const FORMAT: &str = "tracker";
/// The value of `version`.
pub const VERSION: u32 = 2;
/// The oldest version that can be read. It had only tasks, with fewer fields.
const OLDEST: u32 = 1;

/// An actor and its number in the export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedActor {
    /// The number groups refer to.
    pub id: i64,
    #[serde(flatten)]
    pub actor: Actor,
}

/// A group of changes: from its number up to the next group's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedGroup {
    /// The number of its first change.
    pub id: GroupId,
    pub at: Timestamp,
    /// The number of the actor.
    pub actor: i64,
    pub action: Action,
    /// The group that it undid.
    pub undoes: Option<GroupId>,
}

/// A change. It is erased if it has neither `before` nor `after`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedChange {
    pub id: ChangeId,
    /// What it is about.
    pub kind: ObjectKind,
    pub object_id: i64,
    /// The fields that changed, as they were.
    pub before: Option<Fields>,
    /// The same fields as they are since.
    pub after: Option<Fields>,
}

/// An exported account.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Export {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    #[serde(default)]
    pub settings: Settings,
    /// The projects by id, including those in the trash.
    #[serde(default)]
    pub projects: Vec<Project>,
    /// The sections by id, including deleted ones.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// The saved views by id, including deleted ones.
    #[serde(default)]
    pub views: Vec<View>,
    /// The habits by id, including deleted ones.
    #[serde(default)]
    pub habits: Vec<Habit>,
    /// What was answered for their days by id, including what was cleared.
    #[serde(default)]
    pub habit_entries: Vec<HabitEntry>,
    /// The pauses by id, including deleted ones.
    #[serde(default)]
    pub pauses: Vec<Pause>,
    /// The reviews by period.
    #[serde(default)]
    pub reviews: Vec<Review>,
    /// The tasks by id, including those in the trash.
    #[serde(deserialize_with = "tasks")]
    pub tasks: Vec<Task>,
    /// The time entries by id, including deleted ones.
    #[serde(default)]
    pub time_entries: Vec<TimeEntry>,
    /// The actors by number.
    pub actors: Vec<ExportedActor>,
    /// The groups, in chronological order.
    pub groups: Vec<ExportedGroup>,
    pub changes: Vec<ExportedChange>,
}

/// The largest possible id (RFC 8259, section 6).
const MAX_ID: i64 = (1 << 53) - 1;

impl Export {
    /// Reads an export and checks that its log leads to its objects.
    pub fn parse(json: &[u8]) -> Result<Self> {
        let export: Self = serde_json::from_slice(json)
            .map_err(|error| wrong(format!("The file is not an export of tracker: {error}.")))?;
        if export.format != FORMAT || !(OLDEST..=VERSION).contains(&export.version) {
            let sentence = format!(
                "The file has the format {:?}, version {}; this program reads {FORMAT:?}, version {VERSION}.",
                export.format, export.version
            );
            return Err(wrong(sentence));
        }
        export.check_groups()?;
        export.check_objects()?;
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

    /// Replays the log and compares the result with the exported objects.
    fn check_objects(&self) -> Result<()> {
        let mut replayed = Replayed::default();
        let mut groups = self.groups.iter().peekable();
        let mut at = Timestamp::UNIX_EPOCH;
        for change in &self.changes {
            while let Some(group) = groups.next_if(|group| group.id.0 <= change.id.0) {
                at = group.at;
            }
            replayed.apply(change, at)?;
        }
        check_kind("tasks", &self.tasks, &replayed.tasks)?;
        check_kind("projects", &self.projects, &replayed.projects)?;
        check_kind("sections", &self.sections, &replayed.sections)?;
        check_kind("views", &self.views, &replayed.views)?;
        check_kind("time entries", &self.time_entries, &replayed.time_entries)?;
        check_kind("habits", &self.habits, &replayed.habits)?;
        check_kind("entries of habits", &self.habit_entries, &replayed.habit_entries)?;
        check_kind("pauses", &self.pauses, &replayed.pauses)?;
        let days: HashSet<_> = self.habit_entries.iter().map(|entry| (entry.habit_id, entry.day)).collect();
        if days.len() != self.habit_entries.len() {
            return Err(wrong("A day of a habit has two entries.".to_owned()));
        }
        check_kind("reviews", &self.reviews, &replayed.reviews)?;
        if self.settings != replayed.settings {
            return Err(wrong("The settings are not what the changes lead to.".to_owned()));
        }
        if let Some(task) = in_a_circle(&self.tasks) {
            return Err(wrong(format!("Task {} is a part of itself.", task.0)));
        }
        let uids = self.tasks.iter().map(|task| task.uid);
        let uids = uids.chain(self.projects.iter().map(|project| project.uid));
        let uids = uids.chain(self.sections.iter().map(|section| section.uid));
        let uids = uids.chain(self.time_entries.iter().map(|entry| entry.uid));
        let uids = uids.chain(self.habits.iter().map(|habit| habit.uid));
        let uids = uids.chain(self.habit_entries.iter().map(|entry| entry.uid));
        let uids = uids.chain(self.pauses.iter().map(|pause| pause.uid));
        let uids: Vec<_> = uids.chain(self.views.iter().map(|view| view.uid)).collect();
        if uids.iter().collect::<HashSet<_>>().len() != uids.len() {
            return Err(wrong("Two things have the same uid.".to_owned()));
        }
        Ok(())
    }
}

/// The result of replaying a log.
#[derive(Debug, Default)]
struct Replayed {
    settings: Settings,
    projects: HashMap<i64, Project>,
    sections: HashMap<i64, Section>,
    views: HashMap<i64, View>,
    habits: HashMap<i64, Habit>,
    habit_entries: HashMap<i64, HabitEntry>,
    pauses: HashMap<i64, Pause>,
    reviews: HashMap<i64, Review>,
    tasks: HashMap<i64, Task>,
    time_entries: HashMap<i64, TimeEntry>,
}

impl Replayed {
    fn apply(&mut self, change: &ExportedChange, at: Timestamp) -> Result<()> {
        match change.kind {
            ObjectKind::Task => apply(&mut self.tasks, change, at),
            ObjectKind::Project => apply(&mut self.projects, change, at),
            ObjectKind::Section => apply(&mut self.sections, change, at),
            ObjectKind::View => apply(&mut self.views, change, at),
            ObjectKind::TimeEntry => apply(&mut self.time_entries, change, at),
            ObjectKind::Habit => apply(&mut self.habits, change, at),
            ObjectKind::HabitEntry => apply(&mut self.habit_entries, change, at),
            ObjectKind::Pause => apply(&mut self.pauses, change, at),
            ObjectKind::Review => apply(&mut self.reviews, change, at),
            ObjectKind::Settings => {
                let mut settings = HashMap::from([(change.object_id, std::mem::take(&mut self.settings))]);
                apply(&mut settings, change, at)?;
                let settings = settings.remove(&change.object_id).filter(|_| change.object_id == SETTINGS_NUMBER);
                self.settings = settings.ok_or_else(|| impossible(change))?;
                Ok(())
            }
        }
    }
}

fn apply<O: Object>(objects: &mut HashMap<i64, O>, change: &ExportedChange, at: Timestamp) -> Result<()> {
    let before = objects.remove(&change.object_id);
    let fields = (change.before.as_ref(), change.after.as_ref());
    let replayed = O::replayed(before, change.object_id, change.id, at, fields).map_err(|_| impossible(change))?;
    if let Some(object) = replayed {
        // Earlier versions let an undo leave a recurrence without its due date, and wrote some tags otherwise. The import
        // mends that.
        let is_possible = !matches!(object.check(), Err(Broken::Field(_) | Broken::State));
        if object.number() != change.object_id || !is_possible {
            return Err(impossible(change));
        }
        objects.insert(change.object_id, object);
    }
    Ok(())
}

fn check_kind<O: Object>(name: &str, objects: &[O], replayed: &HashMap<i64, O>) -> Result<()> {
    let in_order = objects.is_sorted_by(|one, other| one.number() < other.number());
    let same = objects.iter().all(|object| replayed.get(&object.number()) == Some(object));
    if objects.len() != replayed.len() || !in_order || !same {
        return Err(wrong(format!("The {name} are not those that the changes lead to.")));
    }
    Ok(())
}

fn impossible(change: &ExportedChange) -> Error {
    wrong(format!("Change {} can't have happened.", change.id.0))
}

/// Reads tasks, including those of older exports, which have fewer fields.
fn tasks<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<Task>, D::Error> {
    let task = |(number, mut fields): (usize, Fields)| {
        Task::complete(&mut fields);
        serde_json::from_value(Value::Object(fields))
            .map_err(|error| serde::de::Error::custom(format_args!("task {number} of its list: {error}")))
    };
    (1..).zip(Vec::<Fields>::deserialize(deserializer)?).map(task).collect()
}

fn is_stored(instant: Timestamp) -> bool {
    to_milliseconds(instant) == instant
}

fn wrong(sentence: String) -> Error {
    Error::invalid("file", sentence)
}
