//! The commands that are clients of a server, with their own session.

mod add;
mod answer;
mod api;
mod certificates;
mod done;
mod edit;
mod habit;
mod habits;
mod input;
mod list;
mod login;
mod logout;
mod past;
pub mod server;
mod session;
mod show;
mod style;
mod timer;
mod today;
mod understand;
mod undo;
mod wire;
mod words;

use clap::Subcommand;

pub use self::words::flags_first;

#[derive(Debug, Subcommand)]
pub enum Client {
    /// Log in to a server, for the commands that follow
    Login(login::Login),
    /// End the session, and forget it
    Logout(logout::Logout),
    /// Add a task, or several, from text such as `Pay rent every 1st 9am #home +House !high ~15m`
    Add(add::Add),
    /// Show what there is to do today, or on the next days, against the hours of each day
    Today(today::Today),
    /// List the tasks that a query finds; open tasks by default
    List(list::List),
    /// Complete tasks
    Done(done::Done),
    /// Start the timer
    Start(timer::Start),
    /// Stop the timer
    Stop(timer::Stop),
    /// Add time that was not measured
    Log(timer::Log),
    /// Show the time of a day, or of several
    Time(timer::Sheet),
    /// Change a task by text, such as `fri ~30m #home`
    Edit(edit::Edit),
    /// Show the habits, and how today stands
    Habits(habits::ListHabits),
    /// Answer for a day of a habit: done, so much, skipped, or cleared
    Habit(habit::Habit),
    /// Send any request to the API, and print the JSON
    Api(api::Api),
    /// Undo the last action of the account, whichever client did it
    Undo(undo::Undo),
}

impl Client {
    pub fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Login(login) => login.run(),
            Self::Logout(logout) => logout.run(),
            Self::Add(add) => add.run(),
            Self::Today(today) => today.run(),
            Self::List(list) => list.run(),
            Self::Done(done) => done.run(),
            Self::Start(start) => start.run(),
            Self::Stop(stop) => stop.run(),
            Self::Log(log) => log.run(),
            Self::Time(sheet) => sheet.run(),
            Self::Edit(edit) => edit.run(),
            Self::Habits(habits) => habits.run(),
            Self::Habit(habit) => habit.run(),
            Self::Api(api) => api.run(),
            Self::Undo(undo) => undo.run(),
        }
    }
}
