//! Undoes a change, unless that would overwrite later changes.

use std::borrow::Cow;

use crate::domain::Timestamp;
use crate::domain::log::change::{ChangeId, Fields, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::rules::Broken;
use crate::error::{Error, FieldErrors, Result};

/// What prevents a group from being undone.
#[derive(Debug, Clone, Default)]
pub struct Obstacles {
    found: FieldErrors,
    count: usize,
    passes_erased: bool,
}

impl Obstacles {
    /// How many obstacles to report.
    const MOST: usize = 10;

    /// Passes over what was deleted for good.
    pub fn without_erased() -> Self {
        Self { passes_erased: true, ..Self::default() }
    }

    /// Whether more obstacles would no longer be reported.
    pub fn are_enough(&self) -> bool {
        self.count >= Self::MOST
    }

    /// Something was deleted for good, and the log no longer has its fields.
    pub fn erased(&mut self) {
        if self.passes_erased {
            return;
        }
        self.add("", "Part of it was permanently deleted.".to_owned());
    }

    /// Refuses if there are any obstacles.
    pub fn finish(self) -> Result<()> {
        if self.count == 0 { Ok(()) } else { Err(Error::Conflict(self.found)) }
    }

    /// An object rejects the fields it would get.
    pub fn refused(&mut self, errors: &FieldErrors) {
        for (field, sentences) in errors.iter() {
            for sentence in sentences {
                self.add(field.to_owned(), sentence.clone());
            }
        }
    }

    fn add(&mut self, field: impl Into<Cow<'static, str>>, sentence: String) {
        self.count += 1;
        if self.count <= Self::MOST {
            self.found.add(field, sentence);
        }
    }

    /// It would break a rule with its old fields.
    fn breaks(&mut self, name: &str, fields: &Fields, broken: Broken) {
        let sentence = match broken {
            Broken::RepeatsWithoutDue if fields.contains_key("due") => {
                format!("“{name}” repeats, so it needs its due. Undo that first.")
            }
            Broken::RepeatsWithoutDue => format!("“{name}” has no due to repeat from. Give it one first."),
            Broken::RepeatsFromElsewhere => format!("“{name}” repeats from the due that it has. Undo that first."),
            other => format!("“{name}” can't be as it was. {}", Error::from(other)),
        };
        self.add("recurrence", sentence);
    }

    fn changed_since(&mut self, object: &impl Object, field: &str) {
        let name = object.name();
        match field {
            "completed_at" | "status" if object.is_completed() => {
                self.add("completed_at", format!("“{name}” has been completed since."));
            }
            "completed_at" | "status" => self.add("completed_at", format!("“{name}” has been reopened since.")),
            "deleted_at" if object.deleted_at().is_some() => {
                self.add("deleted_at", format!("“{name}” has been deleted since."));
            }
            "deleted_at" => self.add("deleted_at", format!("“{name}” has been restored since.")),
            "position" | "day_position" => self.add(field.to_owned(), format!("“{name}” has been moved since.")),
            other => {
                let sentence = format!("The {} of “{name}” has been changed since.", in_words(other));
                self.add(other.to_owned(), sentence);
            }
        }
    }
}

/// A field's name for users.
fn in_words(field: &str) -> String {
    match field {
        "due" => "due date".to_owned(),
        "start" | "planned" | "target" => format!("{field} day"),
        other => other.strip_suffix("_id").unwrap_or(other).replace('_', " "),
    }
}

/// The object with one of its changes undone; `None` if there are obstacles.
///
/// A created object goes to the trash, so nothing is lost. Any other gets its previous fields back.
pub fn taken_back<O: Object>(
    object: &O,
    before: Option<&Fields>,
    after: &Fields,
    at: Timestamp,
    obstacles: &mut Obstacles,
) -> Result<Option<O>> {
    let count = obstacles.count;
    let mut counts_on = false;
    let expected = match before {
        Some(_) => after.clone(),
        None => content_of::<O>(after, at)?,
    };
    if object.deleted_at().is_some() && !expected.contains_key("deleted_at") {
        let sentence = match O::KIND {
            ObjectKind::HabitEntry => "The day has been cleared since.".to_owned(),
            _ => format!("“{}” is in the trash. Restore it first.", object.name()),
        };
        obstacles.add("deleted_at", sentence);
    } else {
        let others = object.other_than(&expected)?;
        // Report only one of these two.
        let says_it_again = |field: &str| field == "status" && others.iter().any(|other| other == "completed_at");
        for field in others.iter().filter(|field| !says_it_again(field)) {
            if O::COUNTS.contains(&field.as_str()) {
                counts_on = true;
            } else {
                obstacles.changed_since(object, field);
            }
        }
    }
    if obstacles.count > count {
        return Ok(None);
    }
    let Some(before) = before else {
        let mut removed = object.clone();
        removed.set_deleted_at(Some(at));
        return Ok(Some(removed));
    };
    let mut before = Cow::Borrowed(before);
    if counts_on {
        before.to_mut().retain(|field, _| !O::COUNTS.contains(&field.as_str()));
    }
    let then = object.with_fields(&before, at)?;
    match then.check() {
        Ok(()) => Ok(Some(then)),
        Err(broken) => {
            obstacles.breaks(object.name(), &before, broken);
            Ok(None)
        }
    }
}

/// The content that may have changed since the object was created.
fn content_of<O: Object>(made: &Fields, at: Timestamp) -> Result<Fields> {
    O::created(1, ChangeId(1), at, made)?.content()
}
