//! The contents of the earlier backend's database, and how to import them.

use std::collections::HashSet;

use serde::Serialize;

use crate::domain::tasks::{Description, Title};
use crate::domain::text::is_unprintable;
use crate::domain::users::Username;

/// A user of the earlier backend and their tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlaskUser {
    /// The number in the earlier backend.
    pub id: i64,
    /// The name: case-sensitive and of any length.
    pub username: String,
    /// The hash as stored in the earlier backend.
    pub password_hash: Option<String>,
    /// The tasks, oldest first.
    pub tasks: Vec<FlaskTask>,
}

/// A task of the earlier backend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlaskTask {
    /// The number, which it keeps if possible.
    pub id: i64,
    /// The title. The earlier backend allows any text.
    pub title: Option<String>,
    pub description: Option<String>,
}

/// Everything in a database of the earlier backend.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlaskData {
    /// The users, by number.
    pub users: Vec<FlaskUser>,
    /// The tasks without an owner, which nobody could see in the earlier backend either.
    pub ownerless_tasks: Vec<i64>,
}

impl FlaskData {
    /// How many tasks the users have.
    pub fn task_count(&self) -> u64 {
        self.users.iter().map(|user| user.tasks.len() as u64).sum()
    }
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FlaskReport {
    /// Accounts created.
    pub users_added: u64,
    /// Accounts that already existed from an earlier import.
    pub users_present: u64,
    /// Tasks created.
    pub tasks_added: u64,
    /// Tasks that already existed from an earlier import.
    pub tasks_present: u64,
    /// Users whose names had to change.
    pub renamed_users: Vec<RenamedUser>,
    /// Users without a valid bcrypt hash, or with one that takes too long to check, who need a new password.
    pub users_without_password: Vec<String>,
    /// Tasks whose number was already taken.
    pub renumbered_tasks: Vec<RenumberedTask>,
    /// Tasks whose text had to change.
    pub changed_tasks: Vec<ChangedTask>,
    /// Tasks without an owner, which were left out.
    pub ownerless_tasks: Vec<i64>,
}

/// A user under a new name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RenamedUser {
    /// The old name.
    pub from: String,
    pub to: String,
}

/// A task under a new number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RenumberedTask {
    /// The new name of its owner.
    pub username: String,
    /// The old number.
    pub from: i64,
    pub to: i64,
}

/// A task with another text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedTask {
    /// The new name of its owner.
    pub username: String,
    /// The old number.
    pub id: i64,
    /// What was changed, as a sentence.
    pub change: &'static str,
}

/// The name for a user: the old one if possible, otherwise a similar one that is free.
pub fn carried_name<E>(
    user: &FlaskUser,
    mut is_taken: impl FnMut(&Username) -> Result<bool, E>,
) -> Result<Username, E> {
    let base = Username::parse(&user.username).unwrap_or_else(|_| {
        let readable: String = user.username.chars().filter(|c| !is_unprintable(*c)).collect();
        Username::parse(&shortened(readable.trim(), ""))
            .unwrap_or_else(|_| Username::from_store(format!("user-{}", user.id)))
    });
    let mut name = base.clone();
    let mut number = 1;
    while is_taken(&name)? {
        number += 1;
        name = Username::from_store(shortened(base.as_str(), &format!("-{number}")));
    }
    Ok(name)
}

fn shortened(name: &str, suffix: &str) -> String {
    let room = Username::MAX_CHARS - suffix.chars().count();
    let cut: String = name.chars().take(room).collect();
    format!("{}{suffix}", cut.trim_end())
}

/// The texts for a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedTexts {
    pub title: Title,
    pub description: Option<Description>,
    /// What has no room in the description, for subtasks.
    pub rest: Vec<Description>,
    /// What had to change, as a sentence.
    pub change: Option<&'static str>,
}

/// The texts for a task, and what had to change in them. Only unreadable characters are dropped.
pub fn carried_texts(task: &FlaskTask) -> CarriedTexts {
    let old_title = task.title.clone().unwrap_or_default();
    let old_description = task.description.clone().map(readable);
    let (title, description, change) = match Title::parse(old_title.clone()) {
        Ok(title) => {
            let is_changed = old_description.as_ref().is_some_and(|(_, is_changed)| *is_changed);
            let change = is_changed.then_some("Control characters were taken out of the description.");
            (title, old_description.map(|(text, _)| text), change)
        }
        Err(_) if old_title.chars().all(|c| c.is_whitespace() || is_unprintable(c)) => {
            let change = "The title was empty and is now \"Untitled\".";
            (Title::from_store("Untitled"), old_description.map(|(text, _)| text), Some(change))
        }
        Err(_) => {
            let one_line: String = old_title
                .chars()
                .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
                .collect();
            let title: String = one_line.trim().chars().take(Title::MAX_CHARS).collect();
            let whole = match old_description {
                None => readable(old_title).0,
                Some((description, _)) => format!("{}\n\n{description}", readable(old_title).0),
            };
            let change = "The title could not be one line of 500 characters; all of it is in the description.";
            (Title::from_store(&title), Some(whole), Some(change))
        }
    };
    let mut parts = description.map(|text| Description::parts(&text)).unwrap_or_default().into_iter();
    let description = parts.next();
    let rest: Vec<Description> = parts.collect();
    let long = "The description had more than 50,000 characters; what is after them is in subtasks.";
    let change = if rest.is_empty() { change } else { Some(long) };
    CarriedTexts { title, description, rest, change }
}

/// The text without control characters that a description can't have, and whether there were any.
fn readable(text: String) -> (String, bool) {
    let keep = |c: &char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    if text.chars().all(|c| keep(&c)) {
        return (text, false);
    }
    (text.chars().filter(keep).collect(), true)
}

/// Whether a task can keep its number: it is valid and not in use.
pub fn can_keep_number<S: std::hash::BuildHasher>(id: i64, taken: &HashSet<i64, S>) -> bool {
    (1..1 << 53).contains(&id) && !taken.contains(&id)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    fn user(username: &str) -> FlaskUser {
        FlaskUser { id: 7, username: username.to_owned(), password_hash: None, tasks: Vec::new() }
    }

    fn task(title: Option<&str>, description: Option<&str>) -> FlaskTask {
        FlaskTask { id: 1, title: title.map(Into::into), description: description.map(Into::into) }
    }

    fn name(username: &str, taken: &[&str]) -> String {
        let is_taken = |name: &Username| Ok::<_, Infallible>(taken.contains(&name.key().as_str()));
        let Ok(name) = carried_name(&user(username), is_taken);
        name.as_str().to_owned()
    }

    #[test]
    fn a_name_that_can_stay_stays() {
        assert_eq!(name("Anna", &[]), "Anna");
    }

    #[test]
    fn a_taken_name_gets_the_next_free_number() {
        assert_eq!(name("ANNA", &["anna", "anna-2"]), "ANNA-3");
    }

    #[test]
    fn a_name_that_is_too_long_or_unreadable_becomes_one_that_is_not() {
        assert_eq!(name(&"x".repeat(80), &[]), "x".repeat(64));
        assert_eq!(name("\0\n", &[]), "user-7");
    }

    #[test]
    fn a_title_that_is_too_long_is_kept_whole_in_the_description() {
        let long = "ä".repeat(600);
        let CarriedTexts { title, description, change, .. } = carried_texts(&task(Some(&long), Some("more")));
        assert_eq!(title.as_str().chars().count(), 500);
        assert_eq!(description.unwrap().as_str(), format!("{long}\n\nmore"));
        assert!(change.is_some());
    }

    #[test]
    fn a_missing_title_is_untitled() {
        let CarriedTexts { title, description, change, .. } = carried_texts(&task(None, Some("more")));
        assert_eq!((title.as_str(), description.unwrap().as_str()), ("Untitled", "more"));
        assert!(change.is_some());
    }

    #[test]
    fn a_description_that_is_too_long_goes_on_in_other_parts() {
        let text = format!("{}\n{}", "ä".repeat(40_000), "𝄞".repeat(70_000));
        let CarriedTexts { description, rest, change, .. } = carried_texts(&task(Some("Notes"), Some(&text)));
        let parts: Vec<Description> = description.into_iter().chain(rest).collect();
        assert_eq!(
            parts.iter().map(|part| part.as_str().chars().count()).collect::<Vec<_>>(),
            [40_001, 50_000, 20_000]
        );
        assert_eq!(parts.iter().map(Description::as_str).collect::<String>(), text);
        assert!(change.unwrap().contains("subtasks"));
    }

    proptest! {
        #[test]
        fn every_carried_name_is_one_that_could_be_signed_up_with(username in any::<String>()) {
            let carried = name(&username, &["a", "b", "c"]);
            let parsed = Username::parse(&carried).unwrap();
            prop_assert_eq!(parsed.as_str(), carried);
        }

        #[test]
        fn every_carried_title_is_one_that_could_be_typed(title in any::<Option<String>>(), text in any::<Option<String>>()) {
            let CarriedTexts { title, description, .. } = carried_texts(&task(title.as_deref(), text.as_deref()));
            prop_assert!(Title::parse(title.as_str().to_owned()).is_ok());
            prop_assert!(description.is_none_or(|text| Description::parse(text.as_str().to_owned()).is_ok()));
        }
    }
}
