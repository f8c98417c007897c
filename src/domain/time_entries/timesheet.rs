//! The timesheet: time as comma-separated values (RFC 4180), for a spreadsheet or an invoice.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Part, Parts, TimeEntry, TimedTask};
use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::closed_words::words;
use crate::domain::projects::ProjectId;
use crate::domain::tasks::{TaskId, Title};
use crate::domain::text::parse_number;
use crate::error::{Error, FieldErrors, Result};

words! {
    /// How durations are rounded.
    Round "round" {
        None = "none",
        Nearest = "nearest",
        Up = "up",
    }
}

words! {
    /// What a line stands for.
    LinePer "by" {
        /// The part of an entry that belongs to a day.
        Entry = "entry",
        /// All time of a task on a day.
        Task = "task",
    }
}

/// How to write a timesheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimesheetStyle {
    round: Round,
    /// What durations are rounded to.
    minutes: i64,
    by: LinePer,
}

impl TimesheetStyle {
    /// Reads the query parameters. By default a line stands for an entry, and nothing is rounded.
    pub fn parse(round: Option<&str>, minutes: Option<&str>, by: Option<&str>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let round = errors.check(round.map(Round::parse).transpose())?.flatten();
        let by = errors.check(by.map(LinePer::parse).transpose())?.flatten();
        let minutes = minutes.map(|minutes| {
            let wrong = || Error::invalid("minutes", "Minutes must be a whole number from 1 to 480.");
            parse_number(minutes).filter(|minutes| *minutes <= 480).ok_or_else(wrong)
        });
        let minutes = errors.check(minutes.transpose())?.flatten();
        errors.finish()?;
        let (round, by) = (round.unwrap_or(Round::None), by.unwrap_or(LinePer::Entry));
        Ok(Self { round, minutes: minutes.unwrap_or(15), by })
    }

    fn rounded(self, seconds: i64) -> i64 {
        let step = self.minutes * 60;
        match self.round {
            Round::None => seconds,
            Round::Nearest => (seconds + step / 2) / step * step,
            Round::Up => (seconds + step - 1) / step * step,
        }
    }
}

/// The names that lines show.
#[derive(Debug)]
pub struct Named<'n> {
    pub tasks: &'n HashMap<TaskId, TimedTask>,
    pub projects: &'n HashMap<ProjectId, String>,
}

/// A line before it is written.
#[derive(Debug)]
struct Line<'e> {
    day: Date,
    start: String,
    end: String,
    seconds: i64,
    task: Option<&'e TimedTask>,
    note: Option<&'e str>,
}

const HEADINGS: [&str; 8] = ["date", "start", "end", "duration_h", "task", "project", "tags", "note"];

/// Writes the parts of entries that lie within some days.
pub fn timesheet(
    entries: &[TimeEntry],
    names: &Named<'_>,
    (first, last): (Date, Date),
    style: TimesheetStyle,
    calendar: &Calendar,
    now: Timestamp,
) -> Result<String> {
    let mut parts = Parts::new(calendar, now);
    let mut lines = Vec::new();
    for entry in entries {
        let task = entry.task_id.and_then(|id| names.tasks.get(&id));
        let note = entry.note.as_ref().map(Title::as_str);
        for Part { day, started_at, ended_at, seconds } in parts.of(entry) {
            if day < first || day > last {
                continue;
            }
            let local = parts.calendar(&entry.zone);
            let clock = |at: Option<Timestamp>| at.map(|at| local.local(at).strftime("%H:%M").to_string());
            let (start, end) = (clock(started_at).unwrap_or_default(), clock(ended_at).unwrap_or_default());
            lines.push(Line { day, start, end, seconds, task, note });
        }
    }
    lines.sort_by_key(|line| line.day);
    if style.by == LinePer::Task {
        lines = by_task(lines);
    }
    write(&lines, names, style)
}

/// One line for all time of a task on a day, and for each note of time for no task.
fn by_task(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut sums: BTreeMap<(Date, Option<TaskId>, Option<&str>), Line<'_>> = BTreeMap::new();
    for line in lines {
        let note = line.note.filter(|_| line.task.is_none());
        let sum = sums.entry((line.day, line.task.map(|task| task.id), note)).or_insert_with(|| Line {
            start: String::new(),
            end: String::new(),
            seconds: 0,
            note,
            ..line
        });
        sum.seconds += line.seconds;
    }
    sums.into_values().collect()
}

fn write(lines: &[Line<'_>], names: &Named<'_>, style: TimesheetStyle) -> Result<String> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    out.write_record(HEADINGS).map_err(Error::internal)?;
    for line in lines {
        let project = line.task.and_then(|task| names.projects.get(&task.project_id?));
        #[expect(clippy::cast_precision_loss, reason = "no duration is that long")]
        let hours = style.rounded(line.seconds) as f64 / 3_600.0;
        let fields = [
            line.day.to_string(),
            line.start.clone(),
            line.end.clone(),
            format!("{hours:.2}"),
            harmless(line.task.map_or("", |task| task.title.as_str())),
            harmless(project.map_or("", String::as_str)),
            harmless(&line.task.map(|task| task.tags.join(" ")).unwrap_or_default()),
            harmless(line.note.unwrap_or_default()),
        ];
        out.write_record(fields).map_err(Error::internal)?;
    }
    let bytes = out.into_inner().map_err(|error| Error::internal(error.into_error()))?;
    String::from_utf8(bytes).map_err(Error::internal)
}

/// A text that no spreadsheet takes for a formula (OWASP, "CSV Injection").
fn harmless(text: &str) -> String {
    let begins_a_formula =
        text.trim_start().starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']);
    if begins_a_formula || text.starts_with(['\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::settings::Settings;
    use crate::domain::time_entries::span::tests::entry;

    fn sheet(entries: &[TimeEntry], tasks: &HashMap<TaskId, TimedTask>, style: [Option<&str>; 3]) -> String {
        let projects = HashMap::from([(ProjectId(3), "Garden, \"new\"".to_owned())]);
        let names = Named { tasks, projects: &projects };
        let [round, minutes, by] = style;
        let style = TimesheetStyle::parse(round, minutes, by).unwrap();
        let calendar = Calendar::of(&Settings::default());
        let days = (date(1970, 1, 1), date(1970, 1, 9));
        timesheet(entries, &names, days, style, &calendar, Timestamp::UNIX_EPOCH).unwrap()
    }

    fn task(title: &str) -> HashMap<TaskId, TimedTask> {
        let title = Title::from_store(title);
        let tags = vec!["home".to_owned(), "work".to_owned()];
        let task = TimedTask {
            id: TaskId(7),
            title,
            project_id: Some(ProjectId(3)),
            tags,
            estimate: None,
            closed: false,
            deleted: false,
        };
        HashMap::from([(TaskId(7), task)])
    }

    fn of_task(from: i64, to: i64) -> TimeEntry {
        TimeEntry { task_id: Some(TaskId(7)), ..entry(from, Some(to)) }
    }

    #[test]
    fn a_line_has_the_wall_clock_of_its_entry() {
        let csv = sheet(&[of_task(0, 5_400)], &task("Dig"), [None; 3]);
        let line = "1970-01-01,01:00,02:30,1.50,Dig,\"Garden, \"\"new\"\"\",home work,";
        assert_eq!(csv, format!("date,start,end,duration_h,task,project,tags,note\r\n{line}\r\n"));
    }

    #[test]
    fn an_entry_past_midnight_has_a_line_for_each_day() {
        let csv = sheet(&[of_task(22 * 3_600, 24 * 3_600)], &task("Dig"), [None; 3]);
        assert!(csv.contains("1970-01-01,23:00,00:00,1.00") && csv.contains("1970-01-02,00:00,01:00,1.00"), "{csv}");
    }

    #[test]
    fn durations_are_rounded_by_entry_or_by_task() {
        let entries = [of_task(0, 600), of_task(600, 1_200)];
        let hours = |style| {
            let csv = sheet(&entries, &task("Dig"), style);
            csv.lines().skip(1).map(|line| line.split(',').nth(3).unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(hours([Some("up"), None, None]), ["0.25", "0.25"]);
        assert_eq!(hours([Some("nearest"), Some("30"), None]), ["0.00", "0.00"]);
        assert_eq!(hours([Some("up"), Some("15"), Some("task")]), ["0.50"]);
        assert_eq!(hours([None, None, Some("task")]), ["0.33"]);
    }

    #[test]
    fn a_spreadsheet_runs_no_title() {
        for title in ["=1+1", "+1", "-2", "@SUM(A1)", " =1", "\u{FF1D}1"] {
            let csv = sheet(&[of_task(0, 60)], &task(title), [None; 3]);
            assert!(csv.contains(&format!(",'{title},")), "{csv}");
        }
    }
}
