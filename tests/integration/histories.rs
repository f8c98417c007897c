//! Random histories: whatever clients do to an account, one after the other or at once, every rule holds afterwards, and
//! what is exported can be imported.
//!
//! `TRACKER_HISTORY_CASES` says how many histories there are.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value, json};
use tracker::clock;
use tracker::domain::tasks::Task;
use tracker::domain::transfer::export::Export;
use tracker::domain::users::UserId;

use crate::support::{self, Browser, Server, account, check_rules};

const CASES: u32 = 12;
const WHILES: usize = 6;
/// How many requests are about the same two tasks at most.
const AT_ONCE: usize = 12;
/// After so many requests an account is exported and imported elsewhere.
const IMPORTED_AFTER: usize = 10;
const CLIENTS: u8 = 16;

/// One thing that a client asks for. Things are named by small numbers, so that requests meet.
#[derive(Debug, Clone)]
enum Step {
    Send(&'static str, String, Value),
    /// The group that was made so many groups ago.
    Undo(usize),
    /// A task to the version that it had so many versions ago.
    Revert(i64, usize),
}

const TITLES: [&str; 3] = ["Milk", "Bread and butter", "Müsli"];
const STATUS: [&str; 3] = ["open", "done", "dropped"];
const DUES: [&str; 6] = [
    "2026-11-02",
    "2026-11-09",
    "2026-12-31",
    "2026-11-03T09:00",
    "2026-11-03T18:30[Asia/Tokyo]",
    "2027-03-28T01:30[Europe/Berlin]",
];
const DAYS: [&str; 3] = ["2026-11-02", "2026-12-31", "2027-02-28"];
const RULES: [&str; 6] = [
    "FREQ=DAILY",
    "FREQ=DAILY;COUNT=3",
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=MONTHLY",
    "FREQ=DAILY;INTERVAL=3;UNTIL=20261120",
    "FREQ=YEARLY",
];
const CLOSED: [&str; 4] =
    ["2026-11-01T08:00:00Z", "2026-11-05T23:30:00Z", "2026-11-16T00:00:00.5Z", "2027-01-04T12:00:00Z"];
const TEXTS: [&str; 4] = [
    "Buy milk tomorrow #home",
    "Trip +Coast\n  Book rooms every month\n  Pack ~1h",
    "Call +House !high",
    "Water every! 3 days\n  Can",
];
const PROJECTS: [&str; 4] = ["House", "Work", "house", "Coast"];
const QUERIES: [&str; 3] = ["", "is:open tag:home", "due:<2026-12-01 sort:-due group:day"];
const ZONES: [&str; 2] = ["Europe/Berlin", "Pacific/Auckland"];

/// A field that is given with this weight, and then is null once in five times.
fn nullable<T: std::fmt::Debug + Clone>(
    weight: f64,
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<Option<T>>> {
    prop::option::weighted(weight, prop::option::weighted(0.8, value))
}

fn fields() -> impl Strategy<Value = Map<String, Value>> {
    let rule = (0..RULES.len(), any::<bool>()).prop_map(
        |(rule, completion)| json!({"rule": RULES[rule], "from": if completion { "completion" } else { "due" }}),
    );
    let texts = (
        prop::option::weighted(0.2, 0..TITLES.len()),
        nullable(0.1, 0..TITLES.len()),
        prop::option::weighted(0.2, prop_oneof![Just(vec![]), Just(vec!["home"]), Just(vec!["home/a", "phone"])]),
        prop::option::weighted(0.1, prop_oneof![Just("none"), Just("high")]),
    );
    let state = (prop::option::weighted(0.3, 0..STATUS.len()), nullable(0.2, 0..CLOSED.len()));
    let dates = (
        nullable(0.35, 0..DUES.len()),
        nullable(0.1, 1..28_u8),
        nullable(0.1, 1..28_u8),
        nullable(0.1, 1..600_i64),
        nullable(0.35, rule),
    );
    let place = (nullable(0.35, 1..8_i64), nullable(0.2, 1..4_i64), nullable(0.2, 1..6_i64));
    (texts, state, dates, place).prop_map(|(texts, state, dates, place)| {
        let day = |day: u8| format!("2026-11-{day:02}");
        let planned_at = |number: u8| {
            if number.is_multiple_of(2) { day(number) } else { format!("{}T{:02}:30", day(number), number % 24) }
        };
        let given = [
            ("title", texts.0.map(|title| json!(TITLES[title]))),
            ("description", texts.1.map(|text| json!(text.map(|text| TITLES[text])))),
            ("tags", texts.2.map(|tags| json!(tags))),
            ("priority", texts.3.map(|priority| json!(priority))),
            ("status", state.0.map(|status| json!(STATUS[status]))),
            ("completed_at", state.1.map(|at| json!(at.map(|at| CLOSED[at])))),
            ("due", dates.0.map(|due| json!(due.map(|due| DUES[due])))),
            ("start", dates.1.map(|start| json!(start.map(day)))),
            ("planned", dates.2.map(|planned| json!(planned.map(planned_at)))),
            ("estimate", dates.3.map(|estimate| json!(estimate))),
            ("recurrence", dates.4.map(|rule| json!(rule))),
            ("parent_id", place.0.map(|parent| json!(parent))),
            ("project_id", place.1.map(|project| json!(project))),
            ("section_id", place.2.map(|section| json!(section))),
        ];
        given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    })
}

/// A task by its number: those that are there from the beginning are met most.
fn number() -> impl Strategy<Value = i64> {
    prop_oneof![3 => 1..4_i64, 2 => 4..13_i64]
}

/// When a task is due, or how it repeats.
fn date() -> impl Strategy<Value = Value> {
    let or_null = |value: Value, null: bool| if null { Value::Null } else { value };
    let null = || prop::bool::weighted(0.25);
    prop_oneof![
        (0..DUES.len(), null()).prop_map(move |(due, null)| json!({"due": or_null(json!(DUES[due]), null)})),
        (0..RULES.len(), any::<bool>(), null()).prop_map(move |(rule, completion, null)| {
            let from = if completion { "completion" } else { "due" };
            json!({"recurrence": or_null(json!({"rule": RULES[rule], "from": from}), null)})
        }),
    ]
}

/// One field alone, which is seldom refused.
fn field(parent: i64) -> impl Strategy<Value = Value> {
    let or_null = |value: Value, null: bool| if null { Value::Null } else { value };
    let null = || prop::bool::weighted(0.25);
    prop_oneof![
        8 => date(),
        5 => prop_oneof![3 => Just(1), 3 => Just(0), 1 => Just(2)].prop_map(|status: usize| json!({"status": STATUS[status]})),
        3 => (0..CLOSED.len(), null()).prop_map(move |(at, null)| json!({"completed_at": or_null(json!(CLOSED[at]), null)})),
        4 => (prop_oneof![2 => Just(parent), 1 => number()], null()).prop_map(move |(parent, null)| json!({"parent_id": or_null(json!(parent), null)})),
        3 => (1..4_i64, null()).prop_map(move |(project, null)| json!({"project_id": or_null(json!(project), null)})),
        1 => (0..PROJECTS.len()).prop_map(|name| json!({"project": PROJECTS[name]})),
        4 => (1..6_i64, null()).prop_map(move |(section, null)| json!({"section_id": or_null(json!(section), null)})),
    ]
}

/// Something to make: it needs a title, and likes to repeat.
fn new_task() -> impl Strategy<Value = Value> {
    (fields(), prop::option::weighted(0.4, (0..DUES.len(), 0..RULES.len()))).prop_map(|(mut fields, repeats)| {
        fields.entry("title").or_insert(json!("Salt"));
        if let Some((due, rule)) = repeats {
            fields.entry("due").or_insert(json!(DUES[due]));
            fields.entry("recurrence").or_insert(json!({"rule": RULES[rule]}));
        }
        Value::Object(fields)
    })
}

fn with_ids(ids: &[i64], mut fields: Map<String, Value>) -> Value {
    fields.insert("ids".to_owned(), json!(ids));
    Value::Object(fields)
}

/// Somebody looks back on a day and a week.
fn review_steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        (any::<bool>(), any::<bool>()).prop_map(|(again, week)| {
            let period = if week { "2026-W45" } else { "2026-11-02" };
            Step::Send("POST", format!("/reviews/{period}/start"), json!({ "again": again }))
        }),
        (any::<bool>(), nullable(0.5, 1..9_i64), nullable(0.5, 0..TITLES.len())).prop_map(|(finished, step, note)| {
            let period = if step.is_some() { "2026-W45" } else { "2026-11-02" };
            let mut body = json!({ "finished": finished });
            if let Some(step) = step {
                body["step"] = json!(step);
            }
            if let Some(note) = note {
                body["note"] = json!(note.map(|note| TITLES[note]));
            }
            Step::Send("PATCH", format!("/reviews/{period}"), body)
        }),
    ]
}

/// Somebody keeps their time.
fn time_steps(one: i64, other: i64) -> impl Strategy<Value = Step> {
    let task = move || prop_oneof![4 => Just(one), 3 => Just(other), 1 => number()];
    let send = Step::Send;
    let half_hour = || {
        (0..20_u8, any::<bool>()).prop_map(|(half, late)| {
            let (day, minutes) = if late { (2, i64::from(half) * 30) } else { (1, 1_200 + i64::from(half) * 30) };
            format!("2026-04-{:02}T{:02}:{:02}:00Z", day + minutes / 1_440, minutes / 60 % 24, minutes % 60)
        })
    };
    prop_oneof![
        5 => task().prop_map(move |id| send("POST", "/timer/start".into(), json!({ "task_id": id }))),
        1 => (half_hour(), any::<bool>()).prop_map(move |(at, adjust)| {
            send("POST", "/timer/start".into(), json!({"note": "Meeting", "at": at, "adjust": adjust}))
        }),
        4 => Just(send("POST", "/timer/stop".into(), json!({}))),
        8 => (task(), half_hour(), half_hour(), any::<bool>()).prop_map(move |(id, from, to, adjust)| {
            send("POST", "/time".into(), json!({"task_id": id, "started_at": from, "ended_at": to, "adjust": adjust}))
        }),
        6 => (1..12_i64, prop::option::of(half_hour()), nullable(0.5, half_hour()), any::<bool>()).prop_map(
            move |(id, from, to, adjust)| {
                let mut body = json!({ "adjust": adjust });
                if let Some(from) = from {
                    body["started_at"] = json!(from);
                }
                if let Some(to) = to {
                    body["ended_at"] = json!(to);
                }
                send("PATCH", format!("/time/{id}"), body)
            }
        ),
        1 => (1..12_i64, nullable(0.5, task())).prop_map(move |(id, of)| {
            let body = of.map_or(json!({"confirmed": true}), |of| json!({ "task_id": of }));
            send("PATCH", format!("/time/{id}"), body)
        }),
        2 => (1..12_i64, half_hour()).prop_map(move |(id, at)| send("POST", format!("/time/{id}/split"), json!({ "at": at }))),
        1 => (task(), 1..20_000_i64).prop_map(move |(id, seconds)| {
            send("POST", "/time".into(), json!({"task_id": id, "day": "2026-04-02", "seconds": seconds}))
        }),
        2 => (1..12_i64).prop_map(move |id| send("DELETE", format!("/time/{id}"), Value::Null)),
    ]
}

/// Somebody is at two tasks for a while, and seldom at another.
#[expect(clippy::too_many_lines, reason = "it is a list")]
fn steps(one: i64, other: i64) -> impl Strategy<Value = Step> {
    let task = move || prop_oneof![4 => Just(one), 3 => Just(other), 1 => number()];
    let several = move || prop::collection::vec(task(), 1..4);
    let (project, section) = (|| 1..4_i64, || 1..6_i64);
    let send = Step::Send;
    let to = |id: i64, after: bool| if after { json!({ "after": id }) } else { json!({ "before": id }) };
    let tasks = prop_oneof![
        5 => new_task().prop_map(move |task| send("POST", "/tasks".into(), task)),
        14 => (task(), field(other)).prop_map(move |(id, field)| send("PATCH", format!("/tasks/{id}"), field)),
        3 => (task(), fields()).prop_map(move |(id, fields)| send("PATCH", format!("/tasks/{id}"), fields.into())),
        3 => (several(), field(other))
            .prop_map(move |(ids, field)| send("PATCH", "/tasks".into(), with_ids(&ids, field.as_object().unwrap().clone()))),
        1 => (several(), field(other), task(), any::<bool>()).prop_map(move |(ids, field, beside, after)| {
            let mut body = field.as_object().unwrap().clone();
            body.extend(to(beside, after).as_object().unwrap().clone());
            send("PATCH", "/tasks".into(), with_ids(&ids, body))
        }),
        2 => task().prop_map(move |id| send("POST", format!("/tasks/{id}/skip"), Value::Null)),
        4 => task().prop_map(move |id| send("DELETE", format!("/tasks/{id}"), Value::Null)),
        5 => task().prop_map(move |id| send("POST", format!("/tasks/{id}/restore"), Value::Null)),
        1 => several().prop_map(move |ids| send("POST", "/tasks/delete".into(), json!({ "ids": ids }))),
        1 => several().prop_map(move |ids| send("POST", "/tasks/restore".into(), json!({ "ids": ids }))),
        2 => (several(), task(), any::<bool>(), prop::option::of(1..28_u8))
            .prop_map(move |(ids, beside, after, day)| {
                let mut place = to(beside, after);
                if let Some(day) = day {
                    place["day"] = json!(format!("2026-11-{day:02}"));
                }
                send("POST", "/tasks/move".into(), with_ids(&ids, place.as_object().unwrap().clone()))
            }),
        2 => (several(), prop::option::of(0..DAYS.len()), any::<bool>()).prop_map(move |(ids, day, reopen)| {
            let day = day.map(|day| DAYS[day]);
            send("POST", "/tasks/duplicate".into(), json!({"ids": ids, "last_day": day, "reopen": reopen}))
        }),
        1 => (several(), task(), prop::option::of(1..6_i64)).prop_map(move |(ids, beside, section)| send(
            "POST", "/tasks/move".into(), json!({"ids": ids, "after": beside, "section_id": section})
        )),
        1 => task().prop_map(move |id| send("DELETE", format!("/trash/{id}"), Value::Null)),
        1 => (0..TEXTS.len(), prop::option::weighted(0.3, task()))
            .prop_map(move |(text, parent)| send("POST", "/capture".into(), json!({"text": TEXTS[text], "parent_id": parent}))),
    ];
    let others = prop_oneof![
        3 => (0..PROJECTS.len()).prop_map(move |name| send("POST", "/projects".into(), json!({"name": PROJECTS[name]}))),
        2 => (project(), prop::option::of(0..PROJECTS.len()), any::<bool>()).prop_map(move |(id, name, archived)| {
            let body = name.map_or(json!({ "archived": archived }), |name| json!({"name": PROJECTS[name]}));
            send("PATCH", format!("/projects/{id}"), body)
        }),
        2 => (project(), any::<bool>(), prop::option::of(any::<bool>())).prop_map(move |(id, favourite, template)| {
            let body = template.map_or(json!({ "favourite": favourite }), |template| json!({ "template": template }));
            send("PATCH", format!("/projects/{id}"), body)
        }),
        2 => (project(), prop::option::of(0..DAYS.len()), any::<bool>()).prop_map(move |(id, day, template)| {
            let day = day.map(|day| DAYS[day]);
            let body = json!({"first_day": day, "template": template, "reopen": template});
            send("POST", format!("/projects/{id}/duplicate"), body)
        }),
        1 => (project(), any::<bool>())
            .prop_map(move |(id, favourite)| send("PATCH", format!("/views/{id}"), json!({ "favourite": favourite }))),
        1 => (project(), nullable(0.5, 1..28_u8), nullable(0.5, 1..28_u8)).prop_map(move |(id, start, target)| {
            let day = |day: Option<Option<u8>>| day.map(|day| json!(day.map(|day| format!("2026-11-{day:02}"))));
            let days = [("start", day(start)), ("target", day(target)), ("note", Some(json!("Read *this*.")))];
            let body: Map<String, Value> = days.into_iter().filter_map(|(name, day)| Some((name.to_owned(), day?))).collect();
            send("PATCH", format!("/projects/{id}"), body.into())
        }),
        3 => (project(), 0..TITLES.len())
            .prop_map(move |(id, name)| send("POST", format!("/projects/{id}/sections"), json!({"name": TITLES[name]}))),
        1 => (section(), 0..TITLES.len())
            .prop_map(move |(id, name)| send("PATCH", format!("/sections/{id}"), json!({"name": TITLES[name]}))),
        1 => (section(), section(), any::<bool>())
            .prop_map(move |(id, beside, after)| send("POST", format!("/sections/{id}/move"), to(beside, after))),
        3 => section().prop_map(move |id| send("DELETE", format!("/sections/{id}"), Value::Null)),
        1 => (project(), 0..QUERIES.len())
            .prop_map(move |(id, query)| send("PATCH", format!("/projects/{id}"), json!({"arrangement": QUERIES[query]}))),
        1 => (any::<bool>(), 0..QUERIES.len()).prop_map(move |(inbox, query)| {
            let list = if inbox { "inbox" } else { "done" };
            send("PATCH", "/settings".into(), json!({"arrangements": {list: QUERIES[query]}}))
        }),
        1 => (1..90_u8).prop_map(move |minutes| send("PATCH", "/settings".into(), json!({"focus": {"minutes": minutes}}))),
        3 => project().prop_map(move |id| send("DELETE", format!("/projects/{id}"), Value::Null)),
        3 => project().prop_map(move |id| send("POST", format!("/projects/{id}/restore"), Value::Null)),
        1 => project().prop_map(move |id| send("DELETE", format!("/trash/projects/{id}"), Value::Null)),
        1 => (project(), project(), any::<bool>())
            .prop_map(move |(id, beside, after)| send("POST", format!("/projects/{id}/move"), to(beside, after))),
        2 => (0..QUERIES.len())
            .prop_map(move |query| send("POST", "/views".into(), json!({"name": "View", "query": QUERIES[query]}))),
        1 => (project(), 0..QUERIES.len())
            .prop_map(move |(id, query)| send("PATCH", format!("/views/{id}"), json!({"query": QUERIES[query]}))),
        1 => project().prop_map(move |id| send("DELETE", format!("/views/{id}"), Value::Null)),
        1 => (project(), project(), any::<bool>())
            .prop_map(move |(id, beside, after)| send("POST", format!("/views/{id}/move"), to(beside, after))),
        2 => (0..ZONES.len(), any::<bool>()).prop_map(move |(zone, late)| {
            let day_start = if late { "04:00" } else { "00:00" };
            send("PATCH", "/settings".into(), json!({"zone": ZONES[zone], "day_start": day_start, "hours": {"sunday": 0}}))
        }),
    ];
    prop_oneof![
        40 => tasks,
        10 => others,
        12 => time_steps(one, other),
        16 => prop_oneof![2 => Just(0), 6 => 1..8_usize, 2 => 8..40_usize].prop_map(Step::Undo),
        4 => (task(), 0..8_usize).prop_map(|(task, back)| Step::Revert(task, back)),
    ]
}

/// Habits, what is answered for their days, and pauses.
fn habit_steps() -> impl Strategy<Value = Step> {
    let send = Step::Send;
    let habit = || 1..4_i64;
    let day = || (0..9_i32).prop_map(|back| support::day(-back));
    let answers = || {
        prop_oneof![
            Just(json!({"state": "done"})),
            (0..4_i64).prop_map(|value| json!({"state": "done", "value": value})),
            Just(json!({"state": "skipped", "note": "Ill"})),
            Just(json!({"state": "missed"})),
        ]
    };
    let goals = || {
        prop_oneof![
            Just(json!({"schedule": {"kind": "times", "times": 3, "per": "week"}})),
            Just(json!({"schedule": {"kind": "every", "days": 2}, "kind": "count", "target": 2, "unit": "pages"})),
            Just(json!({"schedule": {"kind": "weekdays", "weekdays": ["monday"]}, "kind": "minutes", "target": 3})),
            Just(json!({"kind": "check", "direction": "at_least"})),
            Just(json!({"direction": "at_most"})),
            any::<bool>().prop_map(|archived| json!({ "archived": archived })),
        ]
    };
    prop_oneof![
        1 => (0..TITLES.len()).prop_map(move |name| send("POST", "/habits".into(), json!({"name": TITLES[name], "begins": support::day(-20)}))),
        2 => (habit(), goals()).prop_map(move |(id, goal)| send("PATCH", format!("/habits/{id}"), goal)),
        1 => habit().prop_map(move |id| send("DELETE", format!("/habits/{id}"), Value::Null)),
        1 => (habit(), habit()).prop_map(move |(id, after)| send("POST", format!("/habits/{id}/move"), json!({ "after": after }))),
        6 => (habit(), day(), answers()).prop_map(move |(id, day, answer)| send("PUT", format!("/habits/{id}/entries/{day}"), answer)),
        3 => (habit(), day()).prop_map(move |(id, day)| send("DELETE", format!("/habits/{id}/entries/{day}"), Value::Null)),
        1 => (day(), prop::option::of(day())).prop_map(move |(first, last)| {
            send("POST", "/pauses".into(), json!({"reason": "Coast", "first_day": first, "last_day": last}))
        }),
        1 => (habit(), day()).prop_map(move |(id, day)| send("PATCH", format!("/pauses/{id}"), json!({ "last_day": day }))),
        1 => habit().prop_map(move |id| send("DELETE", format!("/pauses/{id}"), Value::Null)),
    ]
}

/// A task is changed field by field, and one of that is taken back.
fn field_by_field() -> impl Strategy<Value = Vec<Step>> {
    (number(), prop::collection::vec(prop_oneof![3 => date(), 1 => field(4)], 2..5), 1..4_usize).prop_map(
        |(id, fields, back)| {
            let patch = |field| Step::Send("PATCH", format!("/tasks/{id}"), field);
            fields.into_iter().map(patch).chain([Step::Undo(back)]).collect()
        },
    )
}

/// A task is closed and opened, goes to the trash and comes back, alone and as a part of another.
fn coming_and_going(one: i64, other: i64) -> impl Strategy<Value = Vec<Step>> {
    let patch = |id: i64, fields: Value| Just(Step::Send("PATCH", format!("/tasks/{id}"), fields));
    let send = |method: &'static str, path: String| Just(Step::Send(method, path, Value::Null));
    let step = prop_oneof![
        3 => patch(one, json!({"status": "done"})),
        2 => patch(one, json!({"status": "open"})),
        2 => patch(one, json!({ "parent_id": other })),
        2 => patch(other, json!({"status": "done"})),
        1 => patch(other, json!({"status": "open"})),
        1 => send("DELETE", format!("/tasks/{one}")),
        1 => send("POST", format!("/tasks/{one}/restore")),
        1 => number().prop_map(|id| Step::Send("DELETE", format!("/tasks/{id}"), Value::Null)),
        1 => number().prop_map(|id| Step::Send("POST", format!("/tasks/{id}/restore"), Value::Null)),
        2 => (0..5_usize).prop_map(Step::Undo),
    ];
    prop::collection::vec(step, 3..8)
}

/// One at two tasks for a while, then at two others.
fn histories() -> impl Strategy<Value = Vec<Step>> {
    let while_at_two = prop_oneof![
        3 => (number(), number())
            .prop_flat_map(|(one, other)| prop::collection::vec(steps(one, other), 1..AT_ONCE)),
        1 => prop::collection::vec(prop_oneof![4 => habit_steps(), 1 => (0..5_usize).prop_map(Step::Undo)], 3..AT_ONCE),
        2 => field_by_field(),
        1 => prop::collection::vec(review_steps(), 1..4),
        2 => prop_oneof![Just((1, 2)), (1..3_i64, number())]
            .prop_flat_map(|(one, other)| coming_and_going(one, other)),
    ];
    prop::collection::vec(while_at_two, 1..WHILES).prop_map(|whiles| whiles.concat())
}

/// Something to work with from the start.
fn beginning() -> Vec<Step> {
    let daily = json!({"rule": "FREQ=DAILY"});
    let (house, work) = (json!({"name": "House"}), json!({"name": "Work"}));
    let tasks = [
        json!({"title": "Water", "due": "2026-11-02", "recurrence": daily}),
        json!({"title": "Garden", "due": "2026-11-09", "recurrence": {"rule": "FREQ=WEEKLY"}, "project_id": 1}),
        json!({"title": "Dig", "parent_id": 2}),
        json!({"title": "Milk"}),
        json!({"title": "Paint", "project_id": 2}),
        json!({"title": "Walls", "parent_id": 5, "due": "2026-11-03T09:00"}),
        json!({"title": "Plant", "section_id": 1}),
    ];
    let projects = [house, work].map(|project| Step::Send("POST", "/projects".into(), project));
    let sections = [(1, "Garden"), (1, "Shed"), (2, "Desk")]
        .map(|(id, name)| Step::Send("POST", format!("/projects/{id}/sections"), json!({ "name": name })));
    projects.into_iter().chain(sections).chain(tasks.map(|task| Step::Send("POST", "/tasks".into(), task))).collect()
}

/// Does a step and answers the status; none where there is nothing to undo or to go back to.
async fn perform(browser: &mut Browser, step: &Step, export: &Export) -> Option<u16> {
    let answer = match step {
        Step::Send(method, path, body) => browser.send_json(method, path, &[], body).await,
        Step::Undo(back) => {
            let group = export.groups.iter().rev().nth(*back)?.id.0;
            browser.undo(group).await
        }
        Step::Revert(task, back) => {
            let is_of_task = |change: &&tracker::domain::transfer::export::ExportedChange| {
                change.kind.as_str() == "task" && change.object_id == *task
            };
            let version = export.changes.iter().rev().filter(is_of_task).nth(*back)?.id.0;
            browser.post(&format!("/tasks/{task}/revert"), json!({ "version": version })).await
        }
    };
    Some(answer.status.as_u16())
}

async fn export(server: &Server, owner: UserId) -> Vec<u8> {
    server.store.export(owner, None, clock::now(), Vec::new()).await.unwrap()
}

/// Where exports are imported.
struct Elsewhere {
    server: Server,
    accounts: usize,
}

impl Elsewhere {
    async fn import(&mut self, exported: &[u8]) {
        self.accounts += 1;
        let owner = account(&self.server.store, &format!("copy{}", self.accounts)).await;
        let parsed = Export::parse(exported).expect("an export can be read");
        self.server.store.import(owner, parsed).await.expect("an export can be imported");
        let again = export(&self.server, owner).await;
        assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(exported));
    }
}

async fn run(server: &Server, elsewhere: &mut Elsewhere, steps: &[Step]) {
    // One account a history, in one database: none is in another's way.
    elsewhere.accounts += 1;
    let mut browser = server.user(&format!("anna{}", elsewhere.accounts)).await;
    let owner = browser.user_id().await;
    let mut state = export(server, owner).await;
    for (number, step) in (1..).zip(beginning().iter().chain(steps)) {
        let known = Export::parse(&state).unwrap();
        let status = perform(&mut browser, step, &known).await;
        let after = export(server, owner).await;
        match status {
            None => {}
            Some(200 | 201 | 204) => {
                let parsed = Export::parse(&after).unwrap_or_else(|error| panic!("after {step:?}: {error}"));
                check_rules(&parsed);
            }
            Some(404 | 409 | 422) => assert!(state == after, "{step:?} was refused and changed something"),
            Some(other) => panic!("{step:?} answers {other}"),
        }
        state = after;
        if number % IMPORTED_AFTER == 0 {
            elsewhere.import(&state).await;
            server.store.audit().await.unwrap_or_else(|error| panic!("after {step:?}: {error:?}"));
        }
    }
    check_counts(&mut browser, &Export::parse(&state).unwrap()).await;
    elsewhere.import(&state).await;
}

/// What projects and sections say of their tasks is what there is.
async fn check_counts(browser: &mut Browser, export: &Export) {
    let count = |is_in: &dyn Fn(&Task) -> bool| {
        let live: Vec<_> = export.tasks.iter().filter(|task| task.deleted_at.is_none() && is_in(task)).collect();
        let open = live.iter().filter(|task| task.is_open()).count();
        (json!(open), json!(live.len() - open))
    };
    let projects = browser.get("/projects").await.expect(200).json();
    for project in projects["projects"].as_array().unwrap() {
        let id = project["id"].as_i64().unwrap();
        let there = count(&|task| task.project_id.is_some_and(|project| project.0 == id));
        assert_eq!((project["open"].clone(), project["closed"].clone()), there, "{project}");
        let sections = browser.get(&format!("/projects/{id}/sections")).await.expect(200).json();
        for section in sections["sections"].as_array().unwrap() {
            let there = count(&|task| task.section_id.is_some_and(|id| json!(id.0) == section["id"]));
            assert_eq!((section["open"].clone(), section["closed"].clone()), there, "{section}");
        }
    }
}

fn cases(otherwise: u32) -> u32 {
    std::env::var("TRACKER_HISTORY_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn random_histories_break_no_rule_and_can_be_imported() {
    let config = ProptestConfig { cases: cases(CASES), failure_persistence: None, ..ProptestConfig::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _runtime = runtime.enter();
    let server = Server::start();
    let elsewhere = std::cell::RefCell::new(Elsewhere { server: Server::start(), accounts: 0 });
    proptest!(config, |(steps in histories())| {
        runtime.block_on(run(&server, &mut elsewhere.borrow_mut(), &steps));
    });
}

/// A client that does random things without knowing of the others.
async fn race(server: Arc<Server>, mut browser: Browser, owner: UserId, seed: [u8; 32]) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let steps = {
        let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), rng);
        histories().new_tree(&mut runner).unwrap().current()
    };
    for step in steps {
        let known = Export::parse(&export(&server, owner).await).unwrap_or_else(|error| panic!("{error}"));
        let status = perform(&mut browser, &step, &known).await;
        assert!(matches!(status, None | Some(200 | 201 | 204 | 404 | 409 | 422)), "{step:?} answers {status:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixteen_clients_that_race_break_no_rule() {
    let mut elsewhere = Elsewhere { server: Server::start(), accounts: 0 };
    for round in 0..cases(1) {
        let server = Arc::new(Server::start());
        let mut browser = server.user("anna").await;
        let owner = browser.user_id().await;
        for step in beginning() {
            perform(&mut browser, &step, &Export::parse(&export(&server, owner).await).unwrap()).await;
        }
        let mut clients = tokio::task::JoinSet::new();
        let seed: [u8; 32] = rand::random();
        for client in 0..CLIENTS {
            let mut seed = seed;
            seed[0] = client;
            clients.spawn(race(Arc::clone(&server), browser.clone(), owner, seed));
        }
        while let Some(ended) = clients.join_next().await {
            ended.unwrap_or_else(|error| panic!("round {round} with {seed:?}: {error}"));
        }
        let state = export(&server, owner).await;
        check_rules(&Export::parse(&state).unwrap_or_else(|error| panic!("round {round} with {seed:?}: {error}")));
        server.store.audit().await.unwrap_or_else(|error| panic!("round {round} with {seed:?}: {error:?}"));
        elsewhere.import(&state).await;
    }
}
