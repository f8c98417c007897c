//! `tracker import`

use std::path::PathBuf;

use anyhow::Context;
use clap::builder::FalseyValueParser;
use clap::{Args, Subcommand};

use super::{exists, find_user, output, progress, with_store};
use crate::accounts::{Accounts, Hasher, MIN_COST};
use crate::clock;
use crate::config::{DatabaseArgs, OutputArgs};
use crate::domain::transfer::export::Export;
use crate::domain::transfer::flask::FlaskReport;
use crate::domain::users::Username;
use crate::store;

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Take over users and tasks of the earlier Flask backend; their passwords go on working
    Flask(Flask),
    /// Take over an account from what `tracker export` wrote, trash and log included, into one that holds nothing yet
    Json(Json),
}

#[derive(Debug, Args)]
pub struct Json {
    /// The export; it is only read
    file: PathBuf,
    #[command(flatten)]
    database: DatabaseArgs,

    /// Whose account is to hold it; `tracker user add` makes one
    #[arg(long, env = "TRACKER_USER", value_name = "NAME")]
    user: String,
}

#[derive(Debug, Args)]
pub struct Flask {
    /// The earlier backend's SQLite file; it is only read
    file: PathBuf,
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    output: OutputArgs,

    /// Say what would be done, and change nothing
    #[arg(long, env = "TRACKER_DRY_RUN", value_parser = FalseyValueParser::new())]
    dry_run: bool,
}

impl Import {
    pub async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Flask(flask) => flask.run().await,
            Self::Json(json) => json.run().await,
        }
    }
}

impl Json {
    async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.user)?;
        let json = std::fs::read(&self.file).with_context(|| format!("Can't read {}", self.file.display()))?;
        let export = Export::parse(&json)?;
        drop(json);
        let (tasks, changes) = (export.tasks.len(), export.changes.len());
        with_store(&self.database.path()?, async |store| {
            let owner = find_user(store, &username).await?;
            Ok(store.import(owner, export).await?)
        })
        .await?;
        output::line(format!("The account {username} has {tasks} tasks and {changes} changes now."))?;
        Ok(())
    }
}

impl Flask {
    async fn run(self) -> anyhow::Result<()> {
        let data = store::read_flask_file(&self.file)?;
        let path = self.database.path()?;
        // A dry run never creates a database. If there is none, it uses a temporary one.
        let scratch = if self.dry_run && !exists(&path) { Some(tempfile::tempdir()?) } else { None };
        let path = scratch.as_ref().map_or(path, |folder| folder.path().join("tracker.db"));
        if !exists(&path) {
            store::migrate(&path)?;
        }
        let report = with_store(&path, async |store| {
            // Nothing is hashed, because the import keeps the hashes as they are.
            let accounts = Accounts::new(store.clone(), Hasher::new(MIN_COST));
            let bar = progress::bar(data.task_count());
            let ticking = bar.clone();
            let report = accounts.import_flask(data, self.dry_run, clock::now(), move || ticking.inc(1)).await?;
            bar.finish_and_clear();
            Ok(report)
        })
        .await?;
        if self.output.json {
            output::line(serde_json::to_string(&report)?)?;
        } else {
            print(&report, self.dry_run)?;
        }
        Ok(())
    }
}

fn print(report: &FlaskReport, dry_run: bool) -> std::io::Result<()> {
    if dry_run {
        output::line("This is a dry run: nothing is changed.")?;
    }
    output::line(format!("Users: {} added, {} here already.", report.users_added, report.users_present))?;
    output::line(format!("Tasks: {} added, {} here already.", report.tasks_added, report.tasks_present))?;
    for user in &report.renamed_users {
        output::line(format!("The user {:?} is now {:?}.", user.from, user.to))?;
    }
    for username in &report.users_without_password {
        output::line(format!(
            "{username:?} has no password that can be checked here. Set one with `tracker user password`."
        ))?;
    }
    for task in &report.renumbered_tasks {
        output::line(format!("Task {} of {:?} is now task {}.", task.from, task.username, task.to))?;
    }
    for task in &report.changed_tasks {
        output::line(format!("Task {} of {:?}: {}", task.id, task.username, task.change))?;
    }
    if !report.ownerless_tasks.is_empty() {
        let numbers: Vec<String> = report.ownerless_tasks.iter().map(ToString::to_string).collect();
        output::line(format!("Left out, because they belong to no user: tasks {}.", numbers.join(", ")))?;
    }
    Ok(())
}
