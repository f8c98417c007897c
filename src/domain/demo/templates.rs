//! The tasks people look at first.

use jiff::Span;
use jiff::civil::Date;

use super::DemoTask;
use crate::domain::tasks::Priority;
use crate::domain::time::planned::Planned;

/// A task shown in the first minutes.
pub struct Template {
    title: &'static str,
    description: Option<&'static str>,
    pub hours_to_complete: Option<i64>,
    priority: Priority,
    due: Option<i64>,
    planned: Option<i64>,
    /// The hour and minute it is planned at.
    at: Option<(i8, i8)>,
    estimate: Option<i64>,
    project: Option<usize>,
    /// The index of its section, from 0.
    section: Option<usize>,
    tags: &'static str,
    rule: Option<&'static str>,
    parent_back: Option<i64>,
}

const fn template(title: &'static str) -> Template {
    Template {
        title,
        description: None,
        hours_to_complete: None,
        priority: Priority::None,
        due: None,
        planned: None,
        at: None,
        estimate: None,
        project: None,
        section: None,
        tags: "",
        rule: None,
        parent_back: None,
    }
}

/// Newest first; days count from today.
pub const TEMPLATES: [Template; 26] = [
    Template {
        hours_to_complete: Some(16),
        estimate: Some(10),
        project: Some(0),
        tags: "phone",
        ..template("Reserve a table for Friday")
    },
    Template { estimate: Some(10), ..template("Look up the opening hours of the swimming pool") },
    Template { description: Some("Look at the calendar first."), ..template("Ask Kim about the old bicycle") },
    Template {
        due: Some(0),
        planned: Some(0),
        estimate: Some(15),
        project: Some(0),
        tags: "phone",
        ..template("Call the dentist about the check-up")
    },
    Template {
        description: Some("1. What we tried\n2. What failed\n3. What stayed"),
        priority: Priority::High,
        due: Some(2),
        planned: Some(0),
        at: Some((10, 0)),
        estimate: Some(90),
        project: Some(1),
        tags: "computer",
        ..template("Write the talk for the meet-up")
    },
    Template {
        planned: Some(0),
        at: Some((14, 0)),
        estimate: Some(45),
        project: Some(1),
        tags: "computer",
        ..template("Review Kim's change to the parser")
    },
    Template {
        description: Some("They ask for the number of the contract."),
        planned: Some(0),
        at: Some((11, 30)),
        estimate: Some(20),
        project: Some(0),
        section: Some(0),
        tags: "money",
        ..template("Answer the letter from the insurance")
    },
    Template {
        priority: Priority::Medium,
        due: Some(-1),
        estimate: Some(30),
        project: Some(0),
        tags: "errand family",
        ..template("Buy a present for Mum's birthday")
    },
    Template {
        due: Some(0),
        estimate: Some(5),
        project: Some(2),
        tags: "home",
        rule: Some("FREQ=WEEKLY"),
        ..template("Water the plants")
    },
    Template {
        due: Some(8),
        estimate: Some(15),
        project: Some(0),
        section: Some(0),
        tags: "money",
        rule: Some("FREQ=MONTHLY;BYMONTHDAY=1"),
        ..template("Pay the rent")
    },
    Template {
        description: Some("The present contract ends with the year."),
        planned: Some(1),
        at: Some((10, 0)),
        estimate: Some(45),
        project: Some(0),
        section: Some(0),
        tags: "money computer",
        ..template("Compare electricity tariffs")
    },
    Template {
        description: Some("And try the exercises with a pencil."),
        planned: Some(2),
        at: Some((19, 0)),
        estimate: Some(60),
        project: Some(4),
        tags: "read",
        ..template("Read the chapter on B-trees")
    },
    Template {
        planned: Some(1),
        at: Some((12, 30)),
        estimate: Some(15),
        tags: "errand",
        ..template("Pick up the parcel at the post office")
    },
    Template {
        description: Some("Above a bud, on a dry day."),
        planned: Some(5),
        at: Some((10, 0)),
        estimate: Some(90),
        project: Some(2),
        ..template("Prune the apple tree")
    },
    Template {
        priority: Priority::High,
        due: Some(4),
        planned: Some(3),
        at: Some((9, 0)),
        estimate: Some(30),
        project: Some(1),
        tags: "money computer",
        ..template("Send the invoice for the workshop")
    },
    Template { due: Some(3), estimate: Some(60), tags: "family", ..template("Cook for the neighbours") },
    Template {
        due: Some(1),
        estimate: Some(25),
        project: Some(4),
        rule: Some("FREQ=WEEKLY;BYDAY=TU,TH"),
        ..template("Practise the piano")
    },
    Template {
        parent_back: Some(1),
        project: Some(3),
        section: Some(2),
        ..template("Find a place with a view of the sea")
    },
    Template {
        due: Some(20),
        estimate: Some(60),
        project: Some(3),
        section: Some(2),
        tags: "computer family",
        ..template("Book the rooms")
    },
    Template {
        description: Some("Keep fifty at most, then make the book."),
        project: Some(3),
        estimate: Some(120),
        ..template("Sort the photos from last year")
    },
    Template {
        description: Some("Front: 60 mm, rear: 50 mm."),
        hours_to_complete: Some(49),
        estimate: Some(40),
        project: Some(0),
        section: Some(1),
        ..template("Replace the bicycle's brake pads")
    },
    Template {
        description: Some("Bring a proof of address."),
        hours_to_complete: Some(26),
        tags: "errand",
        ..template("Renew the library card")
    },
    Template {
        hours_to_complete: Some(70),
        estimate: Some(25),
        project: Some(1),
        tags: "computer",
        ..template("Update the handbook for new colleagues")
    },
    Template {
        hours_to_complete: Some(30),
        estimate: Some(15),
        project: Some(0),
        section: Some(1),
        tags: "home",
        ..template("Bleed the radiators")
    },
    Template { project: Some(1), tags: "waiting", ..template("Wait for the figures from accounting") },
    Template { hours_to_complete: Some(5), project: Some(2), ..template("Cut back the roses") },
];

impl Template {
    fn planned_on(&self, day: Date) -> Planned {
        self.at.map_or(Planned::Day(day), |(hour, minute)| Planned::Time(day.at(hour, minute, 0, 0)))
    }

    pub fn task(&self, today: Date) -> DemoTask {
        let ahead = |days: i64| today.saturating_add(Span::new().days(days));
        DemoTask {
            title: self.title.to_owned(),
            description: self.description,
            priority: self.priority,
            due: self.due.map(ahead),
            planned: self.planned.map(ahead).map(|day| self.planned_on(day)),
            estimate: self.estimate,
            project: self.project,
            section: self.section,
            parent_back: self.parent_back,
            tags: self.tags.to_owned(),
            rule: self.rule,
            ..DemoTask::default()
        }
    }
}
