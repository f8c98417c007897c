//! Shows tasks on a terminal.

use std::collections::HashMap;
use std::fmt::Display;

use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, Table, presets};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::server::Server;
use super::style::{Style, duration, printable};
use super::wire::{Coming, Projects, Task};
use crate::clock;
use crate::domain::calendar::Calendar;
use crate::domain::projects::ProjectId;
use crate::domain::settings::{ClockFormat, Settings};
use crate::domain::tasks::{Priority, Status};
use crate::domain::time::due::Due;
use crate::domain::time::planned::Planned;
use crate::domain::time::recurrence::Rule;

/// The assumed width of a terminal that doesn't report one.
const USUAL_WIDTH: u16 = 80;
/// The smallest width for a table.
const LEAST_WIDTH: u16 = 40;

/// What is needed to show tasks: the account's days, the names of its projects, and colours.
pub struct Shown {
    pub style: Style,
    settings: Settings,
    calendar: Calendar,
    projects: HashMap<ProjectId, String>,
    now: Timestamp,
    today: Date,
}

/// The text of a cell and its style.
struct Field {
    text: String,
    colour: Option<Color>,
}

impl Shown {
    /// Fetches what is needed to show these tasks.
    pub fn fetch(server: &Server, tasks: &[Task]) -> anyhow::Result<Self> {
        // A newer server may have settings that are unknown here.
        let settings = server.get("/settings")?.read().unwrap_or_default();
        let mut projects = HashMap::new();
        if tasks.iter().any(|task| task.project_id.is_some()) {
            let Projects { projects: all } = server.get("/projects")?.read()?;
            projects.extend(all.into_iter().map(|project| (project.id, printable(&project.name))));
        }
        Ok(Self::new(settings, projects, clock::now(), Style::detect()))
    }

    fn new(settings: Settings, projects: HashMap<ProjectId, String>, now: Timestamp, style: Style) -> Self {
        let calendar = Calendar::of(&settings);
        let today = calendar.day_of(now);
        Self { style, settings, calendar, projects, now, today }
    }

    /// A task's number and title.
    pub fn name(&self, task: &Task) -> String {
        format!("{} {}", self.style.dim(&format!("{}:", task.id.0)), self.style.bold(&printable(&task.title)))
    }

    /// A task on one line.
    pub fn line(&self, task: &Task) -> String {
        let mut words: Vec<String> = Vec::new();
        words.extend((task.status != Status::Open).then(|| task.status.as_str().to_owned()));
        words.extend(Some(self.due(task).text).filter(|due| !due.is_empty()).map(|due| format!("due {due}")));
        words.extend(task.planned.map(|planned| format!("planned {}", self.planned(planned))));
        words.extend(repeats(task));
        words.extend(self.project(task).map(|name| format!("+{name}")));
        words.extend(task.tags.iter().map(|tag| format!("#{}", printable(tag))));
        words.extend((task.priority != Priority::None).then(|| format!("!{}", task.priority.as_str())));
        words.extend(task.estimate.map(|minutes| format!("~{}", duration(minutes))));
        if words.is_empty() {
            return self.name(task);
        }
        format!("{} {}", self.name(task), self.style.dim(&format!("({})", words.join(", "))))
    }

    /// A table of tasks, leaving out columns that are empty for all of them.
    pub fn table(&self, tasks: &[Task]) -> impl Display + use<> {
        let rows: Vec<_> = tasks.iter().map(|task| self.fields(task)).collect();
        let headers = ["ID", "TITLE", "STATUS", "DUE", "REPEATS", "PLANNED", "PRIORITY", "ESTIMATE", "PROJECT", "TAGS"];
        let used = |column: usize| rows.iter().any(|row| row.get(column).is_some_and(|field| !field.text.is_empty()));
        let columns: Vec<usize> = (0..headers.len()).filter(|column| used(*column)).collect();
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        // A terminal of unknown width reports 0.
        if let Some(width) = table.width() {
            table.set_width(if width == 0 { USUAL_WIDTH } else { width.max(LEAST_WIDTH) });
        }
        table.set_header(columns.iter().filter_map(|column| headers.get(*column)));
        for (task, row) in tasks.iter().zip(&rows) {
            let cells = columns.iter().filter_map(|column| row.get(*column)).map(|field| self.cell(task, field));
            table.add_row(cells);
        }
        if let Some(ids) = table.column_mut(0) {
            ids.set_cell_alignment(CellAlignment::Right);
        }
        table.trim_fmt()
    }

    fn cell(&self, task: &Task, field: &Field) -> Cell {
        let mut cell = Cell::new(&field.text);
        if self.style.colours {
            if task.status != Status::Open {
                cell = cell.add_attribute(Attribute::Dim);
            } else if let Some(colour) = field.colour {
                cell = cell.fg(colour);
            }
        }
        cell
    }

    fn fields(&self, task: &Task) -> [Field; 10] {
        let plain = |text: String| Field { text, colour: None };
        let priority = match task.priority {
            Priority::None => plain(String::new()),
            Priority::Low => Field { text: "low".to_owned(), colour: Some(Color::Blue) },
            Priority::Medium => Field { text: "medium".to_owned(), colour: Some(Color::Yellow) },
            Priority::High => Field { text: "high".to_owned(), colour: Some(Color::Red) },
        };
        let planned = task.planned.map_or_else(String::new, |planned| self.planned(planned));
        let is_late = task.planned.is_some_and(|planned| planned.date() < self.today);
        [
            Field { text: task.id.0.to_string(), colour: Some(Color::DarkGrey) },
            plain(printable(&task.title)),
            plain(if task.status == Status::Open { String::new() } else { task.status.as_str().to_owned() }),
            self.due(task),
            plain(repeats(task).unwrap_or_default()),
            Field { text: planned, colour: is_late.then_some(Color::Red) },
            priority,
            plain(task.estimate.map_or_else(String::new, duration)),
            plain(self.project(task).unwrap_or_default()),
            plain(task.tags.iter().map(|tag| printable(tag)).collect::<Vec<_>>().join(" ")),
        ]
    }

    fn project(&self, task: &Task) -> Option<String> {
        let name = |id: ProjectId| self.projects.get(&id).cloned().unwrap_or_else(|| id.0.to_string());
        task.project_id.map(name)
    }

    /// When a task is due: red once it is overdue, yellow on the day.
    fn due(&self, task: &Task) -> Field {
        let Some(text) = &task.due else { return Field { text: String::new(), colour: None } };
        // A due date in an unknown zone is shown unchanged.
        let Ok(due) = text.parse::<Due>() else { return Field { text: printable(text), colour: None } };
        let colour = if self.calendar.overdue_from(&due) <= self.now {
            Some(Color::Red)
        } else {
            (self.calendar.due_day(&due) == self.today).then_some(Color::Yellow)
        };
        let text = match &due {
            Due::Day(day) => self.day(*day),
            Due::Time { local, zone } => {
                let time = self.time(*local);
                if *zone == self.settings.zone_or_utc() {
                    format!("{} {time}", self.day(local.date()))
                } else {
                    format!("{} {time} {}", date(local.date()), zone.as_str())
                }
            }
        };
        Field { text, colour }
    }

    fn planned(&self, planned: Planned) -> String {
        match planned {
            Planned::Day(day) => self.day(day),
            Planned::Time(local) => format!("{} {}", self.day(local.date()), self.time(local)),
        }
    }

    /// A date that a task will come back on, under the heading of its day.
    pub fn coming(&self, one: &Coming) -> String {
        let due: Option<Due> = one.due.parse().ok();
        let time = due.and_then(|due| due.instant()).map(|at| self.time(self.calendar.local(at)));
        let estimate = one.estimate.map(|minutes| format!("~{}", duration(minutes)));
        let words: Vec<String> = ["again".to_owned()].into_iter().chain(time).chain(estimate).collect();
        self.style.dim(&format!("{} ({})", printable(&one.title), words.join(", ")))
    }

    /// A time of day by the account's clock.
    fn time(&self, local: DateTime) -> String {
        match self.settings.clock {
            ClockFormat::Hours24 => local.strftime("%H:%M").to_string(),
            ClockFormat::Hours12 => local.strftime("%-I:%M %P").to_string(),
        }
    }

    /// A day relative to today.
    fn day(&self, day: Date) -> String {
        match (day - self.today).get_days() {
            _ if day == self.today => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            -1 => "yesterday".to_owned(),
            _ => date(day),
        }
    }
}

fn date(day: Date) -> String {
    day.strftime("%a %Y-%m-%d").to_string()
}

fn repeats(task: &Task) -> Option<String> {
    let recurrence = task.recurrence.as_ref()?;
    Some(printable(&Rule::from_store(recurrence.rule.clone()).in_words(recurrence.from)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::time::zone::Zone;

    fn shown(colours: bool) -> Shown {
        let settings = Settings { zone: Some(Zone::parse("zone", "Europe/Berlin").unwrap()), ..Settings::default() };
        let projects = HashMap::from([(ProjectId(3), "House".to_owned())]);
        Shown::new(settings, projects, "2026-11-23T12:00:00Z".parse().unwrap(), Style { colours })
    }

    fn task(fields: Value) -> Task {
        let mut task = json!({
            "id": 7, "version": 1, "title": "Pay rent", "status": "open", "priority": "none", "due": null,
            "planned": null, "estimate": null, "project_id": null, "parent_id": null, "tags": [], "recurrence": null
        });
        task.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        serde_json::from_value(task).unwrap()
    }

    #[test]
    fn a_line_says_what_is_known_of_a_task() {
        let whole = task(json!({
            "due": "2026-12-01T09:00[Europe/Berlin]", "planned": "2026-11-24", "priority": "high", "estimate": 15,
            "project_id": 3, "tags": ["bill", "home"], "recurrence": {"rule": "FREQ=MONTHLY;BYMONTHDAY=1", "from": "due"}
        }));
        assert_eq!(
            shown(false).line(&whole),
            "7: Pay rent (due Tue 2026-12-01 09:00, planned tomorrow, every month on the 1st, +House, #bill, #home, \
             !high, ~15 min)"
        );
        assert_eq!(shown(false).line(&task(json!({}))), "7: Pay rent");
        assert_eq!(shown(false).line(&task(json!({"status": "dropped"}))), "7: Pay rent (dropped)");
    }

    #[test]
    fn a_planned_time_is_told_by_the_clock_of_the_account() {
        let planned = |shown: &Shown, planned: &str| shown.line(&task(json!({ "planned": planned })));
        let mut shown = shown(false);
        assert_eq!(planned(&shown, "2026-11-24T14:05"), "7: Pay rent (planned tomorrow 14:05)");
        shown.settings.clock = ClockFormat::Hours12;
        assert_eq!(planned(&shown, "2026-11-24T14:05"), "7: Pay rent (planned tomorrow 2:05 pm)");
    }

    #[test]
    fn days_have_words_and_times_elsewhere_a_zone() {
        let due = |due: &str| {
            let Field { text, colour } = shown(true).due(&task(json!({ "due": due })));
            (text, colour)
        };
        assert_eq!(due("2026-11-22"), ("yesterday".to_owned(), Some(Color::Red)));
        assert_eq!(due("2026-11-23"), ("today".to_owned(), Some(Color::Yellow)));
        assert_eq!(due("2026-11-23T12:59[Europe/Berlin]"), ("today 12:59".to_owned(), Some(Color::Red)));
        assert_eq!(due("2027-02-01"), ("Mon 2027-02-01".to_owned(), None));
        let elsewhere = due("2026-11-24T01:00[Asia/Tokyo]");
        assert_eq!(elsewhere, ("Tue 2026-11-24 01:00 Asia/Tokyo".to_owned(), Some(Color::Yellow)));
        assert_eq!(due("2026-11-24T01:00[Moon/\u{1b}Base]"), ("2026-11-24T01:00[Moon/\u{FFFD}Base]".to_owned(), None));
    }

    #[test]
    fn a_table_has_the_columns_that_are_needed_and_no_title_steers_it() {
        let tasks = [task(json!({"title": "a\u{1b}[2Jb\u{202e}c"})), task(json!({"id": 12, "tags": ["home"]}))];
        let table = shown(false).table(&tasks).to_string();
        assert_eq!(
            table.lines().map(str::trim_end).collect::<Vec<_>>(),
            [" ID  TITLE     TAGS", "  7  a\u{FFFD}[2Jbc", " 12  Pay rent  home",]
        );
    }
}
