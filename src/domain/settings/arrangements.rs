//! How lists are grouped, sorted and filtered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::closed_words::words;
use crate::domain::query::QueryText;
use crate::error::{Error, Result};

words! {
    /// A list whose arrangement the settings keep; `project_done` is what is done in any project. Of its open tasks a
    /// project keeps the arrangement itself, as a saved view does.
    ArrangedList "arrangements" {
        Inbox = "inbox",
        Today = "today",
        Upcoming = "upcoming",
        Tasks = "tasks",
        Done = "done",
        ProjectDone = "project_done",
    }
}

/// How lists are arranged: the terms by which each is grouped, sorted and filtered.
pub type Arrangements = BTreeMap<ArrangedList, QueryText>;

/// The arrangements after some were changed. An empty query leaves a list as it comes.
pub fn changed(before: &Arrangements, changes: Arrangements) -> Arrangements {
    let mut after = before.clone();
    after.extend(changes);
    after.retain(|_, query| !query.as_str().is_empty());
    after
}

/// Checks arrangements from outside.
pub fn parse_arrangements(arrangements: BTreeMap<String, String>) -> Result<Arrangements> {
    let parse = |(list, query): (String, String)| {
        let list = ArrangedList::from_word(&list).ok_or_else(|| {
            Error::invalid(
                "arrangements",
                "Only inbox, today, upcoming, tasks, done and project_done can be arranged here.",
            )
        })?;
        Ok((list, QueryText::parse("arrangements", query)?))
    };
    arrangements.into_iter().map(parse).collect()
}
