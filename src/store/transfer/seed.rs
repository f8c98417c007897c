//! Demo data in the database.

use std::collections::VecDeque;

use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::Timestamp;
use crate::domain::demo::{
    Demo, DemoEntry, DemoHabit, DemoTask, DemoTime, DemoWork, demo_habits, demo_patch, demo_pause, demo_plan,
    demo_sections, demo_time, demo_views,
};
use crate::domain::log::act::{Act, Actor};
use crate::domain::log::change::Action;
use crate::domain::log::precondition::IfMatch;
use crate::domain::projects::{Name, NewProject, ProjectId};
use crate::domain::query::QueryText;
use crate::domain::sections::SectionId;
use crate::domain::tasks::{Status, Task, TaskId, Title};
use crate::domain::time::due::Due;
use crate::domain::time::zone::Zone;
use crate::domain::time_entries::{Source, TimeEntry};
use crate::domain::users::{NewAccount, UserId};
use crate::domain::views::NewView;
use crate::error::{Error, Result};
use crate::store::engine::columns::new_uid;
use crate::store::engine::failure::Outcome;
use crate::store::habits::entries::answer;
use crate::store::habits::table::create as create_habit;
use crate::store::log::recorder::Recorder;
use crate::store::projects::table::create as create_project;
use crate::store::sections::table::create as create_section;
use crate::store::tasks::table::select;
use crate::store::time_entries::blank;
use crate::store::{Store, pauses, users, views};

impl Store {
    /// Creates the demo account with these tasks, or recreates it if it already holds demo data. Touches no other
    /// account.
    pub async fn renew_demo_user<P, T>(&self, new: NewAccount, demo: Demo<P, T>, now: Timestamp) -> Result<UserId>
    where
        P: Iterator<Item = String> + Send + 'static,
        T: Iterator<Item = DemoTask> + Send + 'static,
    {
        self.write(move |connection| {
            let owner = empty_demo_account(connection, &new, now)?;
            let act = Act::new(owner, Actor::command("tracker seed"), now);
            let mut recorder = Recorder::begin(connection, &act, Some(Action::Seed))?;
            let today = now.to_zoned(TimeZone::UTC).date();
            for (index, name) in demo.projects.enumerate() {
                let new = NewProject { rest: demo_plan(index, today), ..NewProject::named(Name::parse(&name)?) };
                create_project(&mut recorder, new)?;
            }
            for (project, name) in demo_sections() {
                create_section(&mut recorder, project_number(project), Name::parse(name)?)?;
            }
            for (name, query) in demo_views() {
                let (name, query) = (Name::parse(name)?, QueryText::parse("query", query.to_owned())?);
                views::create(&mut recorder, NewView { name, query, favourite: false })?;
            }
            pauses::create(&mut recorder, demo_pause(today))?;
            for DemoHabit { habit, answers } in demo_habits(today) {
                let habit = create_habit(&mut recorder, habit, today)?;
                for (day, new) in answers {
                    answer(&mut recorder, &habit, day, new, &IfMatch::Any)?;
                }
            }
            let mut newest = VecDeque::with_capacity(WORKED_ON);
            for task in demo.tasks {
                newest.truncate(WORKED_ON - 1);
                newest.push_front(add_task(&mut recorder, &task)?);
            }
            for entry in demo_time(newest.make_contiguous(), now) {
                add_entry(&mut recorder, entry)?;
            }
            recorder.finish()?;
            Ok(owner)
        })
        .await
    }

    /// Makes this many changes to the tasks of a demo account, each in its own group. `progress` is called for every
    /// change.
    pub async fn add_demo_changes(
        &self,
        owner: UserId,
        changes: u64,
        now: Timestamp,
        progress: impl Fn() + Send + Sync + Clone + 'static,
    ) -> Result<()> {
        let act = Act::new(owner, Actor::command("tracker seed"), now);
        for first in (0..changes).step_by(CHANGES_AT_ONCE) {
            let (act, progress) = (act.clone(), progress.clone());
            let end = changes.min(first + CHANGES_AT_ONCE as u64);
            self.write(move |connection| {
                for index in first..end {
                    change_demo_task(connection, &act, index)?;
                    progress();
                }
                Ok(())
            })
            .await?;
        }
        Ok(())
    }
}

fn add_task(recorder: &mut Recorder<'_>, demo: &DemoTask) -> Outcome<DemoWork> {
    let id = recorder.next_task();
    let section_number = |index: usize| SectionId(i64::try_from(index).unwrap_or(0) + 1);
    let task = Task::new(id, new_uid(demo.created_at), demo.title(), demo.created_at);
    recorder.add(Task {
        description: demo.description(),
        status: if demo.completed_at.is_some() { Status::Done } else { Status::Open },
        completed_at: demo.completed_at,
        updated_at: demo.completed_at.unwrap_or(demo.created_at),
        priority: demo.priority,
        due: demo.due.map(Due::Day),
        start: demo.start,
        planned: demo.planned,
        estimate: demo.estimate(),
        project_id: demo.project.map(project_number),
        section_id: demo.section.map(section_number),
        parent_id: demo.parent_back.map(|back| TaskId(id.0 - back)),
        tags: demo.tags(),
        recurrence: demo.recurrence(),
        ..task
    })?;
    let DemoTask { created_at, completed_at, .. } = *demo;
    Ok(DemoWork { id, created_at, completed_at, estimate: demo.estimate() })
}

/// On how many of the newest tasks time is spent.
const WORKED_ON: usize = 400;

fn add_entry(recorder: &mut Recorder<'_>, demo: DemoEntry) -> Outcome<()> {
    let entry = blank(recorder, demo.task, Source::Timer)?;
    let note = demo.note.map(Title::from_store);
    recorder.add(match demo.time {
        DemoTime::Span(start, end) => TimeEntry {
            note,
            started_at: Some(start),
            ended_at: Some(end),
            target: demo.target,
            created_at: start,
            ..entry
        },
        DemoTime::Amount(day, seconds) => {
            TimeEntry { note, day: Some(day), seconds: Some(seconds), source: Source::Manual, ..entry }
        }
    })?;
    Ok(())
}

fn project_number(index: usize) -> ProjectId {
    ProjectId(i64::try_from(index).unwrap_or(0) + 1)
}

/// How many changes share a transaction.
const CHANGES_AT_ONCE: usize = 50_000;

/// Changes the tasks in turn, each three times in a row, so every patch changes something.
fn change_demo_task(connection: &Connection, act: &Act, index: u64) -> Outcome<()> {
    let mut recorder = Recorder::begin(connection, act, None)?;
    let made = u64::try_from(recorder.next_task().0 - 1).unwrap_or(0);
    let Some(id) = (index / 3).checked_rem(made) else { return Ok(()) };
    let before = select(connection, act.owner, TaskId(i64::try_from(id + 1).unwrap_or(1)))?;
    let after = before.patched(demo_patch(index, act.at), &Zone::utc(), act.at)?;
    recorder.change(&before, after)?;
    recorder.finish()?;
    Ok(())
}

fn empty_demo_account(connection: &Connection, new: &NewAccount, now: Timestamp) -> Outcome<UserId> {
    let existing: Option<(UserId, bool)> = connection
        .query_row(
            "SELECT id, EXISTS (SELECT 1 FROM demo_users WHERE user_id = users.id)
             FROM users WHERE username_key = :key",
            named_params! {":key": new.username.key()},
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    match existing {
        None => {
            let owner = users::insert(connection, new, now)?.user.id;
            note_demo(connection, owner)?;
            Ok(owner)
        }
        Some((owner, true)) => {
            // This removes everything in the account, including its log and sessions.
            let mut epoch = connection.prepare_cached("DELETE FROM users WHERE id = :owner RETURNING session_epoch")?;
            let epoch: i64 = epoch.query_row(named_params! {":owner": owner}, |row| row.get(0))?;
            users::insert_as(connection, owner, new, epoch + 1, now)?;
            note_demo(connection, owner)?;
            Ok(owner)
        }
        Some((_, false)) => {
            let sentence = format!(
                "The account {} was not made by `tracker seed`, so it is left alone. Choose another with --user.",
                new.username
            );
            Err(Error::conflict("username", sentence).into())
        }
    }
}

fn note_demo(connection: &Connection, owner: UserId) -> Outcome<()> {
    connection.execute("INSERT INTO demo_users (user_id) VALUES (:owner)", named_params! {":owner": owner})?;
    Ok(())
}
