//! Taking a change back, unless that would trample on what was done since.

use super::Timestamp;
use super::change::Fields;
use super::task::Task;
use crate::error::{Error, FieldErrors, Result};

/// What stands in the way of taking a group back.
#[derive(Debug, Clone, Default)]
pub struct Obstacles {
    found: FieldErrors,
    count: usize,
}

impl Obstacles {
    /// How many are told.
    const MOST: usize = 10;

    /// Whether looking for more would tell nobody anything.
    #[must_use]
    pub fn are_enough(&self) -> bool {
        self.count >= Self::MOST
    }

    /// Something was deleted for good, and the log knows nothing of it any more.
    pub fn erased(&mut self) {
        self.add("", "Something of it was deleted for good.".to_owned());
    }

    /// Refuses when anything was found.
    pub fn finish(self) -> Result<()> {
        if self.count == 0 { Ok(()) } else { Err(Error::Conflict(self.found)) }
    }

    fn add(&mut self, field: &'static str, sentence: String) {
        self.count += 1;
        if self.count <= Self::MOST {
            self.found.add(field, sentence);
        }
    }

    fn changed_since(&mut self, task: &Task, field: &str) {
        let title = task.title.as_str();
        match field {
            "title" => self.add("title", format!("“{title}” has another title since.")),
            "description" => self.add("description", format!("“{title}” has another description since.")),
            "completed_at" if task.completed_at.is_some() => {
                self.add("completed_at", format!("“{title}” was completed since."));
            }
            "completed_at" => self.add("completed_at", format!("“{title}” was opened again since.")),
            "deleted_at" if task.deleted_at.is_some() => {
                self.add("deleted_at", format!("“{title}” was deleted since."));
            }
            "deleted_at" => self.add("deleted_at", format!("“{title}” was brought back since.")),
            _ => self.add("", format!("“{title}” was changed since.")),
        }
    }
}

impl Task {
    /// The task after taking a change of it back; none when something stands in the way.
    ///
    /// What was made goes to the trash, so that nothing is lost by it. Everything else gets the fields it had before.
    pub fn taken_back(
        &self,
        before: Option<&Fields>,
        after: &Fields,
        at: Timestamp,
        obstacles: &mut Obstacles,
    ) -> Result<Option<Self>> {
        let count = obstacles.count;
        let expected = match before {
            Some(_) => after.clone(),
            None => content_of(after),
        };
        if self.deleted_at.is_some() && !expected.contains_key("deleted_at") {
            let title = self.title.as_str();
            obstacles.add("deleted_at", format!("“{title}” is in the trash. Bring it back first."));
        } else {
            for field in self.other_than(&expected)? {
                obstacles.changed_since(self, &field);
            }
        }
        if obstacles.count > count {
            return Ok(None);
        }
        match before {
            Some(before) => self.with_fields(before, at).map(Some),
            None => Ok(Some(Self { deleted_at: Some(at), ..self.clone() })),
        }
    }
}

/// What a person may have changed since something was made; what it was made without is null.
fn content_of(created: &Fields) -> Fields {
    let field = |name: &str| (name.to_owned(), created.get(name).cloned().unwrap_or_default());
    ["title", "description", "completed_at"].map(field).into_iter().collect()
}
