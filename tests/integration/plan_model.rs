//! Random plans: whatever is done to them, what tasks say of each other holds, every action can be taken back and done
//! again, and the log leads to the tables.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::Value;
use tracker::domain::Timestamp;
use tracker::domain::capture::draft::{CaptureInput, GivenCapture};
use tracker::domain::list::order::Place;
use tracker::domain::list::page::{PageNumber, PageSize};
use tracker::domain::log::act::{Act, Actor};
use tracker::domain::log::change::GroupId;
use tracker::domain::log::precondition::IfMatch;
use tracker::domain::projects::{Name, NewProject, ProjectId, ProjectPatch};
use tracker::domain::query::Query;
use tracker::domain::sections::SectionId;
use tracker::domain::settings::{SettingsInput, SettingsPatch};
use tracker::domain::tasks::copies::Copying;
use tracker::domain::tasks::page::TaskQuery;
use tracker::domain::tasks::{
    NewTask, Order, RecurrenceInput, StatusFilter, Task, TaskId, TaskIds, TaskInput, TaskPatch,
};
use tracker::domain::transfer::export::Export;
use tracker::domain::users::UserId;
use tracker::error::{Error, Result};
use tracker::store::{self, Store};

use crate::support::{account, now};

const CASES: u32 = 50;
const MOST: usize = 30;

/// One thing that a user does. Tasks and projects are named by number, small ones, so that operations meet.
#[derive(Debug, Clone)]
enum Step {
    Create(Fields),
    Edit(i64, Fields),
    EditAll(Vec<i64>, Fields),
    Delete(i64),
    Restore(i64),
    Purge(i64),
    Skip(i64),
    /// In the manual order, or in that of a day of November.
    Move(Vec<i64>, i64, bool, Option<i8>),
    Capture(usize),
    CreateProject(usize),
    Archive(i64, bool),
    Duplicate(Vec<i64>, bool),
    DuplicateProject(i64, bool),
    CreateSection(i64),
    DeleteSection(i64),
    DeleteProject(i64),
    RestoreProject(i64),
    PurgeProject(i64),
    Settings(usize),
    Undo(usize),
}

#[derive(Debug, Clone, Default)]
struct Fields {
    title: Option<usize>,
    status: Option<usize>,
    parent: Option<Option<i64>>,
    project: Option<Option<i64>>,
    section: Option<Option<i64>>,
    due: Option<Option<u8>>,
    tags: Option<usize>,
    repeats: Option<bool>,
}

const TITLES: [&str; 3] = ["Milk", "Bread and butter", "Müsli"];
const STATUS: [&str; 3] = ["open", "done", "dropped"];
const TAGS: [&[&str]; 3] = [&[], &["home"], &["home/garden", "phone"]];
const TEXTS: [&str; 3] =
    ["Buy milk tomorrow #home", "Trip +Coast\n  Book rooms every month\n  Pack ~1h", "Call +House !high"];
const PROJECTS: [&str; 3] = ["House", "Work", "house"];
const ZONES: [&str; 2] = ["Europe/Berlin", "Pacific/Auckland"];

fn fields() -> impl Strategy<Value = Fields> {
    let number = || 1..6_i64;
    (
        prop::option::weighted(0.3, 0..3_usize),
        prop::option::weighted(0.5, 0..3_usize),
        prop::option::weighted(0.4, prop::option::weighted(0.8, number())),
        prop::option::weighted(0.3, prop::option::of(1..4_i64)),
        prop::option::weighted(0.3, prop::option::of(1..4_i64)),
        prop::option::weighted(0.4, prop::option::weighted(0.8, 1..28_u8)),
        prop::option::weighted(0.3, 0..3_usize),
        prop::option::weighted(0.3, any::<bool>()),
    )
        .prop_map(|(title, status, parent, project, section, due, tags, repeats)| Fields {
            title,
            status,
            parent,
            project,
            section,
            due,
            tags,
            repeats,
        })
}

fn steps() -> impl Strategy<Value = Step> {
    let task = || 1..7_i64;
    let several = || prop::collection::vec(1..7_i64, 1..4);
    prop_oneof![
        5 => fields().prop_map(Step::Create),
        6 => (task(), fields()).prop_map(|(task, fields)| Step::Edit(task, fields)),
        2 => (several(), fields()).prop_map(|(tasks, fields)| Step::EditAll(tasks, fields)),
        3 => task().prop_map(Step::Delete),
        2 => task().prop_map(Step::Restore),
        1 => task().prop_map(Step::Purge),
        1 => task().prop_map(Step::Skip),
        1 => (several(), task(), any::<bool>(), prop::option::of(1..28_i8))
            .prop_map(|(tasks, beside, after, day)| Step::Move(tasks, beside, after, day)),
        1 => (0..3_usize).prop_map(Step::Capture),
        2 => (0..3_usize).prop_map(Step::CreateProject),
        1 => (1..4_i64, any::<bool>()).prop_map(|(project, archived)| Step::Archive(project, archived)),
        1 => (several(), any::<bool>()).prop_map(|(tasks, later)| Step::Duplicate(tasks, later)),
        1 => (1..4_i64, any::<bool>()).prop_map(|(project, template)| Step::DuplicateProject(project, template)),
        1 => (1..4_i64).prop_map(Step::CreateSection),
        1 => (1..4_i64).prop_map(Step::DeleteSection),
        2 => (1..4_i64).prop_map(Step::DeleteProject),
        1 => (1..4_i64).prop_map(Step::RestoreProject),
        1 => (1..4_i64).prop_map(Step::PurgeProject),
        1 => (0..2_usize).prop_map(Step::Settings),
        3 => (0..6_usize).prop_map(Step::Undo),
    ]
}

impl Fields {
    fn input(&self) -> TaskInput {
        let text = |text: &str| Some(text.to_owned());
        TaskInput {
            title: self.title.map(|title| text(TITLES[title])),
            status: self.status.map(|status| text(STATUS[status])),
            parent_id: self.parent,
            project_id: self.project,
            section_id: self.section,
            due: self.due.map(|due| due.map(|day| format!("2026-11-{day:02}"))),
            tags: self.tags.map(|tags| Some(TAGS[tags].iter().map(|tag| (*tag).to_owned()).collect())),
            recurrence: self
                .repeats
                .map(|repeats| repeats.then(|| RecurrenceInput { rule: text("FREQ=DAILY;COUNT=4"), from: None })),
            ..TaskInput::default()
        }
    }
}

struct Run {
    store: Store,
    owner: UserId,
    now: Timestamp,
}

impl Run {
    fn act(&mut self) -> Act {
        self.now = self.now.checked_add(jiff::SignedDuration::from_millis(1)).unwrap();
        Act::new(self.owner, Actor::command("model"), self.now)
    }

    async fn step(&mut self, step: &Step) -> Result<Option<GroupId>> {
        let act = self.act();
        let store = &self.store;
        let ids = |ids: &[i64]| TaskIds::parse(Some(ids.to_vec()));
        match step {
            Step::Create(fields) => {
                let title = fields.title.or(Some(0));
                let new = NewTask::parse(Fields { title, ..fields.clone() }.input())?;
                store.create_task(act, new).await.map(|written| written.group)
            }
            Step::Edit(task, fields) => {
                let patch = TaskPatch::parse(fields.input())?;
                store.update_task(act, TaskId(*task), patch, IfMatch::Any).await.map(|written| written.group)
            }
            Step::EditAll(tasks, fields) => {
                let patch = TaskPatch::parse(fields.input())?;
                store.update_tasks(act, ids(tasks)?, patch, None).await.map(|written| written.group)
            }
            Step::Delete(task) => {
                store.delete_task(act, TaskId(*task), IfMatch::Any).await.map(|written| written.group)
            }
            Step::Restore(task) => {
                store.restore_task(act, TaskId(*task), IfMatch::Any).await.map(|written| written.group)
            }
            Step::Purge(task) => store.purge_task(act, TaskId(*task)).await.map(|written| written.group),
            Step::Skip(task) => store.skip_task(act, TaskId(*task), IfMatch::Any).await.map(|written| written.group),
            Step::Move(tasks, beside, after, day) => {
                let place = if *after { Place::After(*beside) } else { Place::Before(*beside) };
                let day = day.map(|day| jiff::civil::date(2026, 11, day));
                let order = day.map_or(Order::ByHand { section: None }, Order::OfDay);
                store.move_tasks(act, ids(tasks)?, place, order).await.map(|written| written.group)
            }
            Step::Capture(text) => {
                let input =
                    CaptureInput::parse(GivenCapture { text: Some(TEXTS[*text].into()), ..GivenCapture::default() })?;
                store.capture(act, input, IfMatch::Any).await.map(|written| written.group)
            }
            Step::CreateProject(name) => store
                .create_project(act, NewProject::named(Name::parse(PROJECTS[*name])?))
                .await
                .map(|written| written.group),
            Step::Archive(project, archived) => {
                let patch = ProjectPatch { archived: Some(*archived), ..ProjectPatch::default() };
                store.update_project(act, ProjectId(*project), patch, IfMatch::Any).await.map(|written| written.group)
            }
            Step::Duplicate(tasks, later) => {
                let copying = Copying::parse(later.then_some("2026-12-24"), None, None)?;
                store.duplicate_tasks(act, ids(tasks)?, copying).await.map(|written| written.group)
            }
            Step::DuplicateProject(project, template) => store
                .duplicate_project(act, ProjectId(*project), None, *template, Copying::default())
                .await
                .map(|written| written.group),
            Step::CreateSection(project) => {
                let name = Name::parse("Garden")?;
                store.create_section(act, ProjectId(*project), name).await.map(|written| written.group)
            }
            Step::DeleteSection(section) => {
                store.delete_section(act, SectionId(*section), IfMatch::Any).await.map(|written| written.group)
            }
            Step::DeleteProject(project) => {
                store.delete_project(act, ProjectId(*project), IfMatch::Any).await.map(|written| written.group)
            }
            Step::RestoreProject(project) => {
                store.restore_project(act, ProjectId(*project)).await.map(|written| written.group)
            }
            Step::PurgeProject(project) => {
                store.purge_project(act, ProjectId(*project)).await.map(|written| written.group)
            }
            Step::Settings(zone) => {
                let input = SettingsInput { zone: Some(ZONES[*zone].into()), ..SettingsInput::default() };
                store
                    .update_settings(act, SettingsPatch::parse(input)?, IfMatch::Any)
                    .await
                    .map(|written| written.group)
            }
            Step::Undo(back) => {
                let export = self.export(None).await;
                let Some(group) = export.groups.iter().rev().nth(*back).map(|group| group.id) else { return Ok(None) };
                store.undo_changes(act, group).await.map(|written| written.group)
            }
        }
    }

    async fn export(&self, as_of: Option<Timestamp>) -> Export {
        let bytes = self.store.export(self.owner, as_of, self.now, Vec::new()).await.unwrap();
        Export::parse(&bytes).expect("the log leads to the tables")
    }

    /// What a person sees, by kind and number: everything but what follows from the log.
    async fn state(&self) -> BTreeMap<(&'static str, i64), Value> {
        let export = self.export(None).await;
        let mut state = BTreeMap::new();
        let mut keep = |kind, number: i64, object: Value| {
            let mut object = object;
            for derived in ["version", "updated_at"] {
                object.as_object_mut().unwrap().remove(derived);
            }
            // When it was deleted tells undo and redo apart, that it was does not.
            if object.get("deleted_at").is_some_and(|at| !at.is_null()) {
                object["deleted_at"] = Value::Bool(true);
            }
            state.insert((kind, number), object);
        };
        for task in &export.tasks {
            keep("task", task.id.0, serde_json::to_value(task).unwrap());
        }
        for project in &export.projects {
            keep("project", project.id.0, serde_json::to_value(project).unwrap());
        }
        for section in &export.sections {
            keep("section", section.id.0, serde_json::to_value(section).unwrap());
        }
        keep("settings", 1, serde_json::to_value(&export.settings).unwrap());
        state
    }

    /// What was just done is taken back and done again: each time all is as it was.
    async fn there_and_back(&mut self, group: GroupId, before: &BTreeMap<(&'static str, i64), Value>) {
        let after = self.state().await;
        let act = self.act();
        let undone = self.store.undo_changes(act, group).await.expect("nothing was changed since").group.unwrap();
        let mut back = self.state().await;
        for (key, object) in &mut back {
            // What was made is in the trash rather than away.
            if !before.contains_key(key) {
                assert_eq!(object["deleted_at"], true, "{key:?}");
            }
        }
        back.retain(|key, _| before.contains_key(key));
        assert_eq!(&back, before);
        let act = self.act();
        self.store.undo_changes(act, undone).await.expect("an undo can be undone");
        assert_eq!(self.state().await, after);
    }

    async fn check(&self) {
        let export = self.export(None).await;
        let tables = self.store.export(self.owner, None, self.now, Vec::new()).await.unwrap();
        if !export.changes.is_empty() {
            let replayed = self.store.export(self.owner, Some(self.now), self.now, Vec::new()).await.unwrap();
            assert_eq!(String::from_utf8(tables).unwrap(), String::from_utf8(replayed).unwrap());
        }
        let live: BTreeMap<TaskId, _> =
            export.tasks.iter().filter(|task| task.deleted_at.is_none()).map(|task| (task.id, task)).collect();
        let projects: BTreeSet<ProjectId> =
            export.projects.iter().filter(|project| project.deleted_at.is_none()).map(|project| project.id).collect();
        let archived: BTreeSet<ProjectId> =
            export.projects.iter().filter(|project| project.archived_at.is_some()).map(|project| project.id).collect();
        for task in live.values() {
            let mut seen = BTreeSet::from([task.id]);
            let mut parent = task.parent_id;
            while let Some(id) = parent {
                assert!(seen.insert(id), "{:?} is a part of itself", task.id);
                parent = live.get(&id).unwrap_or_else(|| panic!("{id:?} is not there")).parent_id;
            }
            assert!(task.project_id.is_none_or(|project| projects.contains(&project)), "{task:?}");
            assert!(task.recurrence.is_none() || task.due.is_some());
            let section = export.sections.iter().find(|section| Some(section.id) == task.section_id);
            let is_there = section.is_some_and(|section| section.deleted_at.is_none());
            assert!(task.section_id.is_none() || is_there, "{task:?}");
            assert!(section.is_none_or(|section| Some(section.project_id) == task.project_id), "{task:?}");
        }
        let total = self.store.list_tasks(self.owner, TaskQuery::default(), |page| page.total).await.unwrap();
        assert_eq!(total, live.len() as u64);
        let tags: BTreeSet<String> =
            live.values().flat_map(|task| task.tags.iter()).map(|tag| tag.as_str().to_owned()).collect();
        let (listed, _) = self.store.list_tags(self.owner).await.unwrap();
        assert_eq!(listed.into_iter().map(|(tag, _)| tag).collect::<BTreeSet<_>>(), tags);
        for (query, holds) in [
            ("butter", (|task| task.title.as_str().contains("butter")) as fn(&tracker::domain::tasks::Task) -> bool),
            ("musli", |task| task.title.as_str() == "Müsli"),
            ("tag:home", |task| task.tags.iter().any(|tag| tag.as_str().starts_with("home"))),
            ("has:section", |task| task.section_id.is_some()),
            ("is:subtask -is:open", |task| task.parent_id.is_some() && !task.is_open()),
            ("due:<2026-11-10", |task| task.due.as_ref().is_some_and(|due| due.to_string().as_str() < "2026-11-10")),
        ] {
            let found = self
                .store
                .search_tasks(
                    self.owner,
                    Query::parse(query).unwrap(),
                    StatusFilter::All,
                    PageNumber::default(),
                    PageSize::parse("100").unwrap(),
                    self.now,
                )
                .await
                .unwrap();
            let in_use = |task: &Task| task.project_id.is_none_or(|project| !archived.contains(&project));
            let expected: BTreeSet<TaskId> =
                live.values().filter(|task| holds(task) && in_use(task)).map(|task| task.id).collect();
            assert_eq!(found.tasks.iter().map(|task| task.id).collect::<BTreeSet<_>>(), expected, "{query}");
        }
    }
}

async fn run(steps: Vec<Step>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tracker.db");
    store::migrate(&path).unwrap();
    let store = Store::open(&path).unwrap();
    let owner = account(&store, "anna").await;
    let mut run = Run { store, owner, now: now() };
    // Something to work with from the start.
    let blank = || Step::Create(Fields::default());
    let sections = [Step::CreateSection(1), Step::CreateSection(2)];
    let first = [Step::CreateProject(0), Step::CreateProject(1)].into_iter().chain(sections).chain([
        blank(),
        blank(),
        blank(),
        blank(),
        blank(),
    ]);
    for step in first {
        run.step(&step).await.unwrap();
    }
    for step in &steps {
        let before = run.state().await;
        match run.step(step).await {
            Ok(Some(group)) => {
                if !matches!(step, Step::Purge(_) | Step::PurgeProject(_)) {
                    run.there_and_back(group, &before).await;
                }
            }
            Ok(None) | Err(Error::Invalid(_) | Error::NotFound(_) | Error::Conflict(_)) => {
                assert_eq!(run.state().await, before);
            }
            Err(other) => panic!("{step:?}: {other:?}"),
        }
        run.check().await;
    }
    run.store.close().await;
}

in_four_parts!(random_plans_hold_together_and_every_action_can_be_taken_back, a_quarter);

fn a_quarter() {
    let cases =
        std::env::var("TRACKER_MODEL_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES).div_ceil(4);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    proptest!(config, |(steps in prop::collection::vec(steps(), 1..MOST))| {
        runtime.block_on(run(steps));
    });
}
