//! The command line, one file per command.

mod backup;
mod backup_folder;
mod client;
mod completions;
mod config;
mod doctor;
mod draft;
mod export;
mod healthcheck;
mod import;
mod logging;
mod man;
mod migrate;
mod openapi;
mod output;
mod progress;
mod restore;
mod seed;
mod serve;
mod service;
mod upkeep;
mod user;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

pub use self::config::reference;
use crate::config::{CONFIG_FLAG, ConfigFile, DatabaseArgs};
use crate::domain::users::{UserId, Username};
use crate::store::{self, OpenError, Store};

/// A private productivity tracker that you host yourself.
#[derive(Debug, Parser)]
#[command(name = "tracker", version, max_term_width = 100, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 migrations pending, 4 something needs a hand.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API and the pages on one port
    Serve(serve::Serve),
    #[command(flatten)]
    Client(client::Client),
    /// Bring the database up to this version's schema
    Migrate(migrate::Migrate),
    /// Copy the database into a verified file, while the server may run
    Backup(backup::Backup),
    /// Put a backup in the place of the database, or bring one account back to an instant
    Restore(restore::Restore),
    /// Look at everything that can be wrong, and say what to do
    Doctor(doctor::Doctor),
    /// Ask a running server whether all is well
    Healthcheck(healthcheck::Healthcheck),
    /// Look at the configuration
    #[command(subcommand)]
    Config(config::Config),
    /// Let the system run the server
    #[command(subcommand)]
    Service(service::Service),
    /// Create a demo account, or replace it
    Seed(seed::Seed),
    /// Manage the accounts
    #[command(subcommand)]
    User(user::User),
    /// Import data from elsewhere
    #[command(subcommand)]
    Import(import::Import),
    /// Write out an account in the project's JSON format, trash and log included
    Export(export::Export),
    /// Print the OpenAPI document of the API
    Openapi,
    /// Print a completion script for a shell
    Completions(completions::Completions),
    /// Print a manual page, for `man -l -`
    Man(man::Man),
}

pub fn definition() -> clap::Command {
    Cli::command()
}

/// Runs the command named by the arguments.
pub fn run() -> ExitCode {
    let arguments = client::flags_first(std::env::args_os(), &definition());
    match parse(arguments).and_then(execute) {
        Ok(code) => code,
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tracker: {}", one_line(&error));
            match error.downcast_ref() {
                Some(OpenError::Pending { .. }) => ExitCode::from(PENDING),
                _ => ExitCode::FAILURE,
            }
        }
    }
}

/// The exit code for pending migrations.
const PENDING: u8 = 3;

/// A command with its arguments as they were given, and the configuration file that they name.
struct Call {
    command: Command,
    matches: ArgMatches,
    file: Option<ConfigFile>,
}

/// Reads the arguments, with the defaults of a configuration file if they name one.
fn parse(arguments: Vec<OsString>) -> anyhow::Result<Call> {
    let mut definition = definition();
    let mut matches = definition.clone().get_matches_from(&arguments);
    let file = config_file(&matches, &definition)?;
    if let Some(file) = &file {
        definition = file.apply(definition);
        matches = definition.clone().get_matches_from(&arguments);
    }
    let command = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.format(&mut definition).exit()).command;
    Ok(Call { command, matches, file })
}

/// The configuration file that a command is to read.
fn config_file(matches: &ArgMatches, definition: &clap::Command) -> anyhow::Result<Option<ConfigFile>> {
    let mut innermost = matches;
    while let Some((_, inner)) = innermost.subcommand() {
        innermost = inner;
    }
    let path: Option<&PathBuf> = innermost.try_get_one(CONFIG_FLAG).ok().flatten();
    let serve = definition.find_subcommand("serve").zip(path);
    serve.map(|(serve, path)| ConfigFile::read(path, serve)).transpose()
}

fn execute(Call { command, matches, file }: Call) -> anyhow::Result<ExitCode> {
    let of_command = matches.subcommand().map_or(&matches, |(_, inner)| inner);
    match command {
        Command::Client(client) => client.run()?,
        Command::Serve(serve) => block_on(serve.run())?,
        Command::Migrate(migrate) => return block_on(migrate.run()),
        Command::Backup(backup) => block_on(backup.run())?,
        Command::Restore(restore) => block_on(restore.run())?,
        Command::Doctor(doctor) => return block_on(doctor.run(config::summary(of_command, file.as_ref()))),
        Command::Healthcheck(healthcheck) => healthcheck.run()?,
        Command::Config(config) => config.run(of_command, file.as_ref())?,
        Command::Service(service) => service.run()?,
        Command::Seed(seed) => block_on(seed.run())?,
        Command::User(user) => block_on(user.run())?,
        Command::Import(import) => block_on(import.run())?,
        Command::Export(export) => block_on(export.run())?,
        Command::Openapi => openapi::run()?,
        Command::Completions(completions) => completions.run()?,
        Command::Man(man) => man.run()?,
    }
    Ok(ExitCode::SUCCESS)
}

fn block_on<T>(command: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Runtime::new()?.block_on(command)
}

/// An error and its causes, up to one that has already been mentioned.
fn one_line(error: &anyhow::Error) -> String {
    let mut line = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        if line.contains(&cause) {
            break;
        }
        line.push_str(": ");
        line.push_str(&cause);
    }
    line.replace('\n', " ")
}

/// Runs a command on a database and closes it however the command ends, so no write-ahead log is left beside it.
async fn with_store<T>(path: &Path, command: impl AsyncFnOnce(&Store) -> anyhow::Result<T>) -> anyhow::Result<T> {
    with_opened(Store::open(path)?, command).await
}

/// The same on a database that is open.
async fn with_opened<T>(store: Store, command: impl AsyncFnOnce(&Store) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let outcome = command(&store).await;
    store.close().await;
    outcome
}

/// The path of the database, which is created if missing: for commands that create something.
fn create_if_missing(database: &DatabaseArgs) -> anyhow::Result<PathBuf> {
    let path = database.path()?;
    if !exists(&path) {
        store::migrate(&path)?;
    }
    Ok(path)
}

/// The user a command is about.
async fn find_user(store: &Store, username: &Username) -> anyhow::Result<UserId> {
    match store.find_credentials(username).await? {
        Some(credentials) => Ok(credentials.user.id),
        None => bail!("There is no user {username}. `tracker user list` shows who there is."),
    }
}

fn exists(path: &Path) -> bool {
    !matches!(path.try_exists(), Ok(false))
}
