//! The store against a plain model in memory: random operations through its public methods, shrunk when they fail.
//!
//! `TRACKER_MODEL_CASES` says how many runs there are; each is up to [`MOST`] operations.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tracker::domain::Timestamp;
use tracker::domain::list::page::{GroupQuery, LogQuery};
use tracker::domain::log::act::{Act, Actor};
use tracker::domain::log::change::GroupId;
use tracker::domain::log::precondition::IfMatch;
use tracker::domain::tasks::page::TaskQuery;
use tracker::domain::tasks::{NewTask, Task, TaskId, TaskIds, TaskInput, TaskPatch};
use tracker::domain::users::UserId;
use tracker::error::Error;
use tracker::store::{self, Store};

use crate::support::{account, now};

const CASES: u32 = 400;
const MOST: usize = 1_000;
/// Few, so that operations meet.
const TITLES: [&str; 4] = ["Milk", "Bread", "Butter", "Salt"];

fn titled(title: &str) -> TaskInput {
    TaskInput { title: Some(Some(title.to_owned())), ..TaskInput::default() }
}

/// One thing that a user does. Tasks and groups are named by how long ago they were made, so that shrinking keeps sense.
#[derive(Debug, Clone)]
enum Step {
    Create(usize, bool),
    Edit(usize, Option<usize>, Option<Option<usize>>),
    Complete(usize, bool),
    Delete(usize),
    Restore(usize),
    Revert(usize, usize),
    CompleteAll(Vec<usize>, bool),
    DeleteAll(Vec<usize>),
    RestoreAll(Vec<usize>),
    Purge(usize),
    /// The newest first: 0 is what Ctrl+Z takes back.
    Undo(usize),
    /// Once more what was just taken back, if that is what was done last.
    Redo,
    /// The same write again under its key.
    Repeat(usize),
    Stale(usize),
}

fn steps() -> impl Strategy<Value = Step> {
    let task = 0..8_usize;
    let several = || prop::collection::vec(0..8_usize, 1..5);
    prop_oneof![
        4 => (0..4_usize, any::<bool>()).prop_map(|(title, done)| Step::Create(title, done)),
        4 => (task.clone(), prop::option::of(0..4_usize), prop::option::of(prop::option::of(0..4_usize)))
            .prop_map(|(task, title, description)| Step::Edit(task, title, description)),
        3 => (task.clone(), any::<bool>()).prop_map(|(task, done)| Step::Complete(task, done)),
        2 => task.clone().prop_map(Step::Delete),
        2 => task.clone().prop_map(Step::Restore),
        1 => (task.clone(), 0..12_usize).prop_map(|(task, back)| Step::Revert(task, back)),
        2 => (several(), any::<bool>()).prop_map(|(tasks, done)| Step::CompleteAll(tasks, done)),
        1 => several().prop_map(Step::DeleteAll),
        1 => several().prop_map(Step::RestoreAll),
        1 => task.clone().prop_map(Step::Purge),
        4 => prop_oneof![3 => Just(0), 1 => 0..12_usize].prop_map(Step::Undo),
        3 => Just(Step::Redo),
        1 => (0..4_usize).prop_map(Step::Repeat),
        1 => task.prop_map(Step::Stale),
    ]
}

/// What the model knows of a task: what a person sees of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    title: String,
    description: Option<String>,
    completed_at: Option<Timestamp>,
    deleted_at: Option<Timestamp>,
}

impl Known {
    fn of(task: &Task) -> Self {
        Self {
            title: task.title.as_str().to_owned(),
            description: task.description.as_ref().map(|text| text.as_str().to_owned()),
            completed_at: task.completed_at,
            deleted_at: task.deleted_at,
        }
    }
}

/// Each task before and after, by id; none before: it was made.
type Effect = BTreeMap<TaskId, (Option<Known>, Known)>;

#[derive(Debug, Clone)]
struct Group {
    id: GroupId,
    effect: Effect,
    undoes: Option<usize>,
    is_undone: bool,
    is_purge: bool,
}

#[derive(Debug, Default)]
struct Model {
    /// None: deleted for good.
    tasks: BTreeMap<TaskId, Option<Known>>,
    /// Every version that a task has had, by the number of its change.
    versions: BTreeMap<TaskId, Vec<(i64, Known)>>,
    groups: Vec<Group>,
    changes: i64,
}

impl Model {
    fn task(&self, back: usize) -> TaskId {
        let made = i64::try_from(self.tasks.len()).unwrap();
        TaskId((made - i64::try_from(back).unwrap()).max(1))
    }

    fn ids(&self, backs: &[usize]) -> Vec<TaskId> {
        let mut ids: Vec<TaskId> = backs.iter().map(|back| self.task(*back)).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    fn live(&self, id: TaskId) -> Option<Known> {
        self.tasks.get(&id).cloned().flatten().filter(|task| task.deleted_at.is_none())
    }

    fn anywhere(&self, id: TaskId) -> Option<Known> {
        self.tasks.get(&id).cloned().flatten()
    }

    /// Takes over what was done, in the order of the log: an undo goes through its changes from the last.
    fn apply(&mut self, mut effect: Effect, undoes: Option<usize>, is_purge: bool) -> Option<GroupId> {
        effect.retain(|_, (before, after)| is_purge || before.as_ref() != Some(after));
        if effect.is_empty() {
            return None;
        }
        let id = GroupId(self.changes + 1);
        let mut order: Vec<TaskId> = effect.keys().copied().collect();
        if undoes.is_some() {
            let rank = |id: &TaskId| undoes.and_then(|undone| self.rank_in(undone, *id));
            order.sort_by_key(|id| std::cmp::Reverse(rank(id)));
        }
        for task in order {
            self.changes += 1;
            let after = effect[&task].1.clone();
            self.versions.entry(task).or_default().push((self.changes, after.clone()));
            self.tasks.insert(task, Some(after).filter(|_| !is_purge));
        }
        self.groups.push(Group { id, effect, undoes, is_undone: false, is_purge });
        if let Some(undone) = undoes {
            self.groups[undone].is_undone = true;
            if let Some(again) = self.groups[undone].undoes {
                self.groups[again].is_undone = false;
            }
        }
        Some(id)
    }

    /// Where a group's change of a task stands in the log.
    fn rank_in(&self, group: usize, id: TaskId) -> Option<i64> {
        let first = self.groups[group].id.0;
        let last = self.groups.get(group + 1).map_or(self.changes, |next| next.id.0 - 1);
        self.versions.get(&id)?.iter().map(|(change, _)| *change).find(|change| (first..=last).contains(change))
    }

    /// What taking a group back does, or nothing when something stands in the way.
    fn undo(&self, group: usize, at: Timestamp) -> Option<Effect> {
        let group = &self.groups[group];
        if group.is_undone || group.is_purge {
            return None;
        }
        let mut undone = Effect::new();
        for (id, (before, after)) in &group.effect {
            let now = self.anywhere(*id)?;
            let mut then = now.clone();
            match before {
                None => {
                    let same = now.title == after.title && now.description == after.description;
                    if !same || now.completed_at != after.completed_at || now.deleted_at.is_some() {
                        return None;
                    }
                    then.deleted_at = Some(at);
                }
                Some(before) => {
                    if before.deleted_at == after.deleted_at && now.deleted_at.is_some() {
                        return None;
                    }
                    macro_rules! take_back {
                        ($($field:ident),*) => {$(
                            if before.$field != after.$field {
                                if now.$field != after.$field {
                                    return None;
                                }
                                then.$field.clone_from(&before.$field);
                            }
                        )*};
                    }
                    take_back!(title, description, completed_at, deleted_at);
                }
            }
            undone.insert(*id, (Some(now), then));
        }
        Some(undone)
    }
}

struct Run {
    store: Store,
    owner: UserId,
    model: Model,
    now: Timestamp,
}

impl Run {
    fn act(&mut self) -> Act {
        // Times differ, so that two deletions of a task differ.
        self.now = self.now.checked_add(jiff::SignedDuration::from_millis(1)).unwrap();
        Act::new(self.owner, Actor::command("model"), self.now)
    }

    async fn step(&mut self, step: &Step) {
        let act = self.act();
        let at = act.at;
        match step {
            Step::Create(title, done) => {
                let completed = done.then(|| at.to_string());
                let new = NewTask::parse(TaskInput {
                    title: Some(Some(TITLES[*title].into())),
                    completed_at: completed.map(Some),
                    ..TaskInput::default()
                })
                .unwrap();
                let written = self.store.create_task(act, new).await.unwrap();
                let after = Known::of(&written.value);
                assert_eq!(written.value.id, TaskId(i64::try_from(self.model.tasks.len()).unwrap() + 1));
                let group = self.model.apply([(written.value.id, (None, after))].into(), None, false);
                assert_eq!(written.group, group);
            }
            Step::Edit(task, title, description) => {
                self.edit(act, self.model.task(*task), *title, *description).await;
            }
            Step::Complete(task, done) => {
                let id = self.model.task(*task);
                let patch = TaskPatch { completed_at: Some(done.then_some(at)), ..TaskPatch::default() };
                let written = self.store.update_task(act, id, patch, IfMatch::Any).await;
                let expected = self.change_each(&[id], Model::live, |task| {
                    task.completed_at = done.then_some(at);
                });
                self.expect(written.map(|written| written.group), expected);
            }
            Step::CompleteAll(tasks, done) => {
                let ids = self.model.ids(tasks);
                let patch = TaskPatch { completed_at: Some(done.then_some(at)), ..TaskPatch::default() };
                let written = self.store.update_tasks(act, task_ids(&ids), patch, None).await;
                let expected = self.change_each(&ids, Model::live, |task| {
                    task.completed_at = done.then_some(at);
                });
                self.expect(written.map(|written| written.group), expected);
            }
            Step::Delete(task) => {
                let id = self.model.task(*task);
                let written = self.store.delete_task(act, id, IfMatch::Any).await;
                let expected = self.change_each(&[id], Model::live, |task| task.deleted_at = Some(at));
                self.expect(written.map(|written| written.group), expected);
            }
            Step::DeleteAll(tasks) => {
                let ids = self.model.ids(tasks);
                let written = self.store.delete_tasks(act, task_ids(&ids)).await;
                let expected = self.change_each(&ids, Model::live, |task| task.deleted_at = Some(at));
                self.expect(written.map(|written| written.group), expected);
            }
            Step::Restore(task) => {
                let id = self.model.task(*task);
                let written = self.store.restore_task(act, id, IfMatch::Any).await;
                let expected = self.change_each(&[id], Model::anywhere, |task| task.deleted_at = None);
                self.expect(written.map(|written| written.group), expected);
            }
            Step::RestoreAll(tasks) => {
                let ids = self.model.ids(tasks);
                let written = self.store.restore_tasks(act, task_ids(&ids)).await;
                let expected = self.change_each(&ids, Model::anywhere, |task| task.deleted_at = None);
                self.expect(written.map(|written| written.group), expected);
            }
            Step::Purge(task) => self.purge(act, self.model.task(*task)).await,
            Step::Revert(task, back) => self.revert(act, self.model.task(*task), *back).await,
            Step::Undo(back) => self.undo(act, *back).await,
            Step::Redo => {
                if self.model.groups.last().is_some_and(|group| group.undoes.is_some()) {
                    self.undo(act, 0).await;
                }
            }
            Step::Repeat(title) => self.repeat(act, TITLES[*title]).await,
            Step::Stale(task) => self.edit_stale(act, self.model.task(*task)).await,
        }
    }

    async fn edit(&mut self, act: Act, id: TaskId, title: Option<usize>, description: Option<Option<usize>>) {
        let text = |index: usize| TITLES[index].to_owned();
        let (title, description) = (title.map(text), description.map(|description| description.map(text)));
        let patch = TaskPatch::parse(TaskInput {
            title: title.clone().map(Some),
            description: description.clone(),
            ..TaskInput::default()
        })
        .unwrap();
        let written = self.store.update_task(act, id, patch, IfMatch::Any).await;
        let expected = self.change_each(&[id], Model::live, |task| {
            if let Some(title) = &title {
                task.title.clone_from(title);
            }
            if let Some(description) = &description {
                task.description.clone_from(description);
            }
        });
        self.expect(written.map(|written| written.group), expected);
    }

    async fn edit_stale(&mut self, act: Act, id: TaskId) {
        let patch = TaskPatch::parse(titled("Stale")).unwrap();
        let stale = IfMatch::OneOf(vec![tracker::domain::log::change::ChangeId(self.model.changes + 1)]);
        let written = self.store.update_task(act, id, patch, stale).await;
        match self.model.live(id) {
            Some(_) => assert!(matches!(written, Err(Error::PreconditionFailed))),
            None => assert!(matches!(written, Err(Error::NotFound(_)))),
        }
    }

    async fn purge(&mut self, act: Act, id: TaskId) {
        let written = self.store.purge_task(act, id).await;
        match self.model.anywhere(id).filter(|task| task.deleted_at.is_some()) {
            Some(task) => {
                let effect = [(id, (Some(task.clone()), task))].into();
                assert_eq!(written.unwrap().group, self.model.apply(effect, None, true));
                self.model.versions.remove(&id);
            }
            None => assert!(matches!(written, Err(Error::NotFound(_)))),
        }
    }

    fn change_each(
        &self,
        ids: &[TaskId],
        find: impl Fn(&Model, TaskId) -> Option<Known>,
        change: impl Fn(&mut Known),
    ) -> Option<Effect> {
        ids.iter()
            .map(|id| {
                let now = find(&self.model, *id)?;
                let mut then = now.clone();
                change(&mut then);
                Some((*id, (Some(now), then)))
            })
            .collect()
    }

    /// Holds what the store answered against what the model expects: nothing expected means not found.
    #[track_caller]
    fn expect(&mut self, written: Result<Option<GroupId>, Error>, expected: Option<Effect>) {
        match expected {
            Some(effect) => assert_eq!(written.unwrap(), self.model.apply(effect, None, false)),
            None => assert!(matches!(written, Err(Error::NotFound("task"))), "{written:?}"),
        }
    }

    async fn undo(&mut self, act: Act, back: usize) {
        let at = act.at;
        let Some(index) = self.model.groups.len().checked_sub(back + 1) else { return };
        let written = self.store.undo_changes(act, self.model.groups[index].id).await;
        match self.model.undo(index, at) {
            Some(effect) => {
                let group = self.model.apply(effect, Some(index), false);
                assert_eq!(written.unwrap().group, group);
            }
            None => assert!(matches!(written, Err(Error::Conflict(_))), "{written:?}"),
        }
    }

    async fn revert(&mut self, act: Act, id: TaskId, back: usize) {
        let Some(now) = self.model.live(id) else { return };
        let versions = &self.model.versions[&id];
        let (version, then) = versions[back % versions.len()].clone();
        let version = tracker::domain::log::change::ChangeId(version);
        let written = self.store.revert_task(act, id, version, IfMatch::Any).await;
        let then = Known { deleted_at: None, ..then };
        self.expect(written.map(|written| written.group), Some([(id, (Some(now), then))].into()));
    }

    async fn repeat(&mut self, mut act: Act, title: &str) {
        use tracker::domain::log::idempotency::{IdempotencyKey, Repeatable};
        let key = IdempotencyKey::parse(format!("key-{}", self.model.changes).as_bytes()).unwrap();
        act.repeatable = Some(Repeatable { key, request_digest: [1; 32] });
        let new = NewTask::parse(titled(title)).unwrap();
        let first = self.store.create_task(act.clone(), new.clone()).await;
        let Ok(first) = first else { return };
        let is_first = !self.model.tasks.contains_key(&first.value.id);
        if is_first {
            let effect = [(first.value.id, (None, Known::of(&first.value)))].into();
            assert_eq!(first.group, self.model.apply(effect, None, false));
        }
        assert_eq!(self.store.create_task(act, new).await.unwrap(), first);
    }

    /// Tables, log and model say the same.
    async fn check(&self) {
        let now = self.now;
        let tables = self.store.export(self.owner, None, now, Vec::new()).await.unwrap();
        if self.model.changes > 0 {
            let replayed = self.store.export(self.owner, Some(now), now, Vec::new()).await.unwrap();
            assert_eq!(String::from_utf8(tables.clone()).unwrap(), String::from_utf8(replayed).unwrap());
        }
        let export = tracker::domain::transfer::export::Export::parse(&tables).expect("the log leads to the tables");
        let found: BTreeMap<TaskId, Known> = export.tasks.iter().map(|task| (task.id, Known::of(task))).collect();
        let expected: BTreeMap<TaskId, Known> =
            self.model.tasks.iter().filter_map(|(id, task)| Some((*id, task.clone()?))).collect();
        assert_eq!(found, expected);
        assert_eq!(i64::try_from(export.changes.len()).unwrap(), self.model.changes);
        for task in &export.tasks {
            let version = self.model.versions[&task.id].last().unwrap().0;
            assert_eq!(task.version.0, version, "the version of {:?}", task.id);
        }
        let live = expected.values().filter(|task| task.deleted_at.is_none()).count();
        let listed = self.store.list_tasks(self.owner, TaskQuery::default(), |page| page).await.unwrap();
        assert_eq!(listed.total, u64::try_from(live).unwrap());
        let trash = self.store.list_trash(self.owner, LogQuery::parse(None, None).unwrap()).await.unwrap();
        assert_eq!(trash.total, u64::try_from(expected.len() - live).unwrap());
        for group in self.model.groups.iter().rev().take(5) {
            let query = GroupQuery::parse(None, None).unwrap();
            let found = self.store.find_change_group(self.owner, group.id, query).await.unwrap();
            assert_eq!(found.undone_by.is_some(), group.is_undone, "{found:?}");
            assert_eq!(found.change_count, i64::try_from(group.effect.len()).unwrap());
            assert_eq!(found.undoes, group.undoes.map(|index| self.model.groups[index].id));
        }
    }
}

fn task_ids(ids: &[TaskId]) -> TaskIds {
    TaskIds::parse(Some(ids.iter().map(|id| id.0).collect())).unwrap()
}

in_four_parts!(random_operations_do_what_the_model_says_and_the_log_leads_to_the_tables, a_quarter);

fn a_quarter() {
    let cases =
        std::env::var("TRACKER_MODEL_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES).div_ceil(4);
    // In memory where that is possible: what is asked here is not whether the disk keeps it.
    let shared = std::path::Path::new("/dev/shm");
    let folder = if shared.is_dir() { tempfile::tempdir_in(shared) } else { tempfile::tempdir() }.unwrap();
    let path = folder.path().join("tracker.db");
    store::migrate(&path).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let store = runtime.block_on(async { Store::open(&path).unwrap() });
    let config =
        ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 2_000, ..ProptestConfig::default() };
    let number = std::cell::Cell::new(0);
    proptest!(config, |(steps in prop::collection::vec(steps(), 1..MOST))| {
        number.set(number.get() + 1);
        runtime.block_on(async {
            let owner = account(&store, &format!("user-{}", number.get())).await;
            let mut run = Run { store: store.clone(), owner, model: Model::default(), now: now() };
            for step in &steps {
                run.step(step).await;
            }
            run.check().await;
        });
    });
    runtime.block_on(store.close());
}
