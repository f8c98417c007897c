//! What must hold of an account, asked of its export: the rules once more, written without the ones of the program.

use std::collections::{BTreeMap, BTreeSet};

use tracker::domain::projects::ProjectId;
use tracker::domain::sections::SectionId;
use tracker::domain::tasks::{Status, Task, TaskId};
use tracker::domain::time::recurrence::{RepeatsFrom, Rule};
use tracker::domain::time_entries::TimeEntry;
use tracker::domain::transfer::export::Export;

/// Panics with the rule that does not hold.
pub fn check_rules(export: &Export) {
    for task in &export.tasks {
        check_task(task);
    }
    let live: BTreeMap<TaskId, &Task> =
        export.tasks.iter().filter(|task| task.deleted_at.is_none()).map(|task| (task.id, task)).collect();
    let projects: Vec<_> = export.projects.iter().filter(|project| project.deleted_at.is_none()).collect();
    let names: BTreeSet<String> = projects.iter().map(|project| project.name.key()).collect();
    assert_eq!(names.len(), projects.len(), "two projects have the same name");
    assert!(projects.iter().all(|project| !project.template || project.archived_at.is_some()), "a template in use");
    let projects: BTreeSet<ProjectId> = projects.iter().map(|project| project.id).collect();
    let sections: BTreeMap<SectionId, ProjectId> = export
        .sections
        .iter()
        .filter(|section| section.deleted_at.is_none())
        .map(|section| (section.id, section.project_id))
        .collect();
    assert!(sections.values().all(|project| projects.contains(project)), "the project of a section is not there");
    for task in live.values() {
        check_place(task, &live, &projects);
        let of = task.section_id.map(|section| sections.get(&section).copied());
        assert!(of.is_none_or(|project| project.is_some() && project == task.project_id), "its section: {task:?}");
    }
    for project in &export.projects {
        assert!(project.start.zip(project.target).is_none_or(|(start, target)| start <= target), "{project:?}");
    }
    let habits: BTreeSet<_> = export.habits.iter().map(|habit| habit.id).collect();
    let mut days = BTreeSet::new();
    for entry in &export.habit_entries {
        assert!(habits.contains(&entry.habit_id), "its habit is not there: {entry:?}");
        assert!(days.insert((entry.habit_id, entry.day)), "a day has two entries: {entry:?}");
        assert!(entry.value.is_none() || entry.state.as_str() == "done", "{entry:?}");
    }
    for pause in &export.pauses {
        assert!(pause.last_day.is_none_or(|last| last >= pause.first_day), "{pause:?}");
    }
    check_series(&export.tasks, &live);
    check_time(export);
    assert!(export.settings.hours.len() == 7 && export.settings.hours.values().all(|minutes| *minutes <= 1_440));
}

/// One entry runs at most, and none overlaps another.
fn check_time(export: &Export) {
    let live = export.time_entries.iter().filter(|entry| entry.deleted_at.is_none());
    let mut spans: Vec<_> = live.filter_map(TimeEntry::span).collect();
    spans.sort_unstable();
    for pair in spans.windows(2) {
        assert!(pair[0].1.is_some_and(|ended_at| ended_at <= pair[1].0), "two entries overlap: {pair:?}");
    }
    for entry in &export.time_entries {
        let is_of_task = export.tasks.iter().any(|task| Some(task.id) == entry.task_id);
        assert!(is_of_task || (entry.task_id.is_none() && (entry.note.is_some() || entry.is_running())), "{entry:?}");
    }
}

fn check_task(task: &Task) {
    assert_eq!(task.status == Status::Open, task.completed_at.is_none(), "{task:?}");
    let Some(recurrence) = &task.recurrence else { return };
    let due = task.due.as_ref().unwrap_or_else(|| panic!("repeats without a due: {task:?}")).moment();
    assert_eq!(recurrence.dtstart, due.on(recurrence.dtstart.date()), "another time of day: {task:?}");
    assert!(recurrence.from == RepeatsFrom::Due || recurrence.dtstart == due, "begins elsewhere: {task:?}");
    assert_eq!(Rule::parse(recurrence.rule.as_str()).as_ref().ok(), Some(&recurrence.rule), "{task:?}");
}

fn check_place(task: &Task, live: &BTreeMap<TaskId, &Task>, projects: &BTreeSet<ProjectId>) {
    let mut seen = BTreeSet::from([task.id]);
    let mut parent = task.parent_id;
    while let Some(id) = parent {
        assert!(seen.insert(id), "a part of itself: {task:?}");
        let above = live.get(&id).unwrap_or_else(|| panic!("its parent is not there: {task:?}"));
        assert_eq!(above.project_id, task.project_id, "not in its parent's project: {task:?}");
        assert_eq!(above.section_id, task.section_id, "not in its parent's section: {task:?}");
        parent = above.parent_id;
    }
    assert!(task.project_id.is_none_or(|project| projects.contains(&project)), "its project is not there: {task:?}");
}

/// Of those that come from the same task, one alone repeats, and none while that one is open and repeats itself. What is in the
/// trash, or repeats no more, is passed by.
fn check_series(tasks: &[Task], live: &BTreeMap<TaskId, &Task>) {
    let all: BTreeMap<TaskId, &Task> = tasks.iter().map(|task| (task.id, task)).collect();
    let repeats = |id: TaskId| live.get(&id).is_some_and(|task| task.recurrence.is_some());
    let mut origins: BTreeMap<TaskId, TaskId> = BTreeMap::new();
    for task in live.values().filter(|task| task.recurrence.is_some()) {
        let Some(mut origin) = task.previous_id else { continue };
        while !repeats(origin)
            && let Some(previous) = all.get(&origin).and_then(|task| task.previous_id)
        {
            origin = previous;
        }
        if let Some(other) = origins.insert(origin, task.id) {
            panic!("{other:?} and {:?} both go on from {origin:?}: {tasks:?}", task.id);
        }
        let is_open = repeats(origin) && live[&origin].is_open();
        assert!(!is_open, "{:?} goes on from {origin:?}, which is open: {tasks:?}", task.id);
    }
}
