//! The rules for a single task.

use jiff::civil::Date;

use super::{Description, Tags, Task, Title, put_off};
use crate::domain::rules::Broken;
use crate::domain::time::due::Due;
use crate::domain::time::planned::Planned;
use crate::domain::time::recurrence::Recurrence;

/// Checks the rules of each field first.
pub(super) fn check(task: &Task) -> Result<(), Broken> {
    Broken::field(Title::parse(task.title.as_str().to_owned()))?;
    if let Some(description) = &task.description {
        if description.is_too_long() {
            return Err(Broken::LongDescription);
        }
        Broken::field(Description::parse(description.as_str().to_owned()))?;
    }
    for (field, day) in [("start", task.start), ("planned", task.planned.map(Planned::date))] {
        check_day(field, day)?;
    }
    check_tags(&task.tags)?;
    task.position.check("position")?;
    if let Some(position) = &task.day_position {
        position.check("day_position")?;
    }
    put_off::check(task.put_off, task.put_off_on)?;
    if let Some(recurrence) = &task.recurrence {
        recurrence.rule.check()?;
    }
    // Numbers grow along a series, so no task precedes itself.
    if task.previous_id.is_some_and(|previous| previous >= task.id) {
        return Err(Broken::impossible("previous_id", "What a task follows was made before it."));
    }
    Broken::instants([Some(task.created_at), Some(task.updated_at), task.completed_at, task.deleted_at])?;
    check_together(task)
}

/// The rules between its fields.
fn check_together(task: &Task) -> Result<(), Broken> {
    if !task.status.agrees_with(task.completed_at) {
        return Err(Broken::State);
    }
    if task.section_id.is_some() && task.project_id.is_none() {
        return Err(Broken::impossible("section_id", "A task without a project is in no section."));
    }
    let Some(recurrence) = &task.recurrence else { return Ok(()) };
    check_recurrence(recurrence, repeats_from(task.due.as_ref())?)
}

/// The due date that a recurring task must have.
pub(super) fn repeats_from(due: Option<&Due>) -> Result<&Due, Broken> {
    due.ok_or(Broken::RepeatsWithoutDue)
}

/// A series has the time of day its task is due at; from completion, it starts with that task.
fn check_recurrence(recurrence: &Recurrence, due: &Due) -> Result<(), Broken> {
    let fitting = recurrence.clone().beginning_with(due.moment());
    if *recurrence == fitting { Ok(()) } else { Err(Broken::RepeatsFromElsewhere) }
}

fn check_day(field: &'static str, day: Option<Date>) -> Result<(), Broken> {
    if day.is_none_or(|day| day.year() > 0) {
        return Ok(());
    }
    Err(Broken::impossible(field, "A day lies in the years 1 to 9999."))
}

fn check_tags(tags: &Tags) -> Result<(), Broken> {
    if tags.is_empty() {
        return Ok(());
    }
    let words: Vec<String> = tags.iter().map(|tag| tag.as_str().to_owned()).collect();
    match Tags::parse(&words) {
        Ok(parsed) if parsed == *tags => Ok(()),
        Ok(_) => Err(Broken::TagSpelling),
        wrong => Broken::field(wrong),
    }
}
