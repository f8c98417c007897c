//! The days, the inbox, the tags, and why a task is where it is.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::support::{Browser, anna, day, instant, titles, today};

async fn days(browser: &mut Browser, query: &str) -> Vec<String> {
    let agenda = browser.get(&format!("/agenda?{query}")).await.expect(200).json();
    agenda["days"].as_array().unwrap().iter().map(|day| titles(day).concat()).collect()
}

#[tokio::test]
async fn a_task_is_on_its_planned_day_or_else_on_its_due_and_what_is_late_is_on_today() {
    let (_server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "A", "planned": day(1), "due": day(3)}),
        json!({"title": "B", "due": day(3)}),
        json!({"title": "C", "planned": day(3), "due": day(1)}),
        json!({"title": "D", "planned": day(-4)}),
        json!({"title": "E", "due": day(-400)}),
        json!({"title": "F", "planned": day(2), "due": day(-1)}),
        json!({"title": "G", "planned": day(0), "status": "done"}),
        json!({"title": "H", "due": day(2), "status": "dropped"}),
        json!({"title": "I", "due": day(7)}),
        json!({"title": "J"}),
    ])
    .await;
    anna.post("/tasks/move", json!({"ids": [3], "before": 2})).await.expect(200);
    let mut found = days(&mut anna, "days=4").await;
    let mut late: Vec<char> = found[0].chars().collect();
    late.sort_unstable();
    assert_eq!(late, ['D', 'E']);
    assert_eq!(found.split_off(1), ["A", "F", "CB"], "what is overdue can be planned for later");
    assert_eq!(days(&mut anna, &format!("from={}", day(7))).await, ["I"]);
    assert_eq!(days(&mut anna, &format!("from={}&days=3", day(-4))).await, ["", "", ""], "what is past is on today");
    assert_eq!(days(&mut anna, &format!("from={}&days=2", day(-1))).await[1].len(), 2);
    anna.patch("/tasks/1", json!({"status": "done"})).await.expect(200);
    let group =
        anna.patch("/tasks", json!({"ids": [4, 5, 6], "planned": day(1), "due": null})).await.expect(200).group();
    assert_eq!(days(&mut anna, "days=2").await, ["", "DEF"]);
    anna.undo(group).await.expect(200);
    assert_eq!(days(&mut anna, "days=2").await[1], "");
}

#[tokio::test]
async fn what_can_not_be_begun_or_is_archived_is_out_of_sight() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.make_all([
        json!({"title": "A", "due": day(-2), "start": day(1)}),
        json!({"title": "B", "planned": day(2), "start": day(2)}),
        json!({"title": "C", "planned": day(2), "start": day(3)}),
        json!({"title": "D", "planned": day(2), "project_id": 1}),
        json!({"title": "E", "due": day(0), "project_id": 1}),
    ])
    .await;
    assert_eq!(days(&mut anna, "days=3").await, ["E", "", "BD"]);
    let archived = anna.patch("/projects/1", json!({"archived": true})).await.expect(200).group();
    assert_eq!(days(&mut anna, "days=3").await, ["", "", "B"]);
    assert_eq!(anna.find("project:house").await["total"], 2, "it is found all the same");
    anna.undo(archived).await.expect(200);
    anna.delete("/projects/1").await.expect(204);
    assert_eq!(days(&mut anna, "days=3").await, ["", "", "B"]);
}

#[tokio::test]
async fn a_day_adds_up_what_it_holds_against_its_hours() {
    let (_server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "A", "planned": day(1), "estimate": 60_000}),
        json!({"title": "B", "due": day(1), "estimate": 1}),
        json!({"title": "C", "planned": day(1)}),
        json!({"title": "D", "planned": day(0), "due": day(3), "estimate": 30}),
        json!({"title": "E", "due": day(-3), "estimate": 45, "priority": "high"}),
        json!({"title": "F", "due": day(0)}),
        json!({"title": "G", "due": day(0), "start": day(1), "estimate": 5}),
    ])
    .await;
    let agenda = anna.get("/agenda?days=8").await.expect(200).json();
    assert_eq!((&agenda["today"], &agenda["truncated"]), (&json!(day(0)), &json!(false)));
    let tomorrow = &agenda["days"][1];
    assert_eq!(
        (&tomorrow["date"], &tomorrow["estimated"], &tomorrow["unestimated"]),
        (&json!(day(1)), &json!(60_001), &json!(1))
    );
    let today = &agenda["days"][0];
    assert_eq!(titles(today), ["E", "D", "F"], "what is left, then by hand");
    assert_eq!((&today["estimated"], &today["unestimated"]), (&json!(75), &json!(1)));
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let hours: serde_json::Map<String, Value> =
        names.iter().zip(100..).map(|(name, minutes)| ((*name).into(), json!(minutes))).collect();
    anna.patch("/settings", json!({"hours": hours})).await.expect(200);
    let agenda = anna.get("/agenda?days=8").await.expect(200).json();
    for shown in agenda["days"].as_array().unwrap() {
        let date: Date = shown["date"].as_str().unwrap().parse().unwrap();
        assert_eq!(shown["capacity"], 100 + i64::from(date.weekday().to_monday_zero_offset()), "{date}");
    }
}

#[tokio::test]
async fn a_coming_day_begins_with_what_has_a_time() {
    let (_server, mut anna) = anna().await;
    anna.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
    let tomorrow = |time: &str| format!("{}T{time}", day(1));
    anna.make_all([
        json!({"title": "Last", "due": day(1)}),
        json!({"title": "Second", "due": tomorrow("10:00")}),
        json!({"title": "First", "due": tomorrow("09:00")}),
        json!({"title": "Third", "due": format!("{}[America/New_York]", tomorrow("05:00"))}),
        // Its time is that of another day.
        json!({"title": "Later", "planned": day(1), "due": format!("{}T08:00", day(2))}),
        json!({"title": "Between", "planned": tomorrow("09:30")}),
        // It is done at the time it is planned for, whenever it is due.
        json!({"title": "Planned", "planned": tomorrow("08:00"), "due": tomorrow("17:00")}),
        json!({"title": "Midnight", "planned": format!("{}T00:00", day(2))}),
    ])
    .await;
    let agenda = anna.get("/agenda?days=2").await.expect(200).json();
    let tomorrow = titles(&agenda["days"][1]);
    assert_eq!(tomorrow, ["Planned", "First", "Between", "Second", "Third", "Last", "Later"]);
}

#[tokio::test]
async fn a_planned_time_is_by_the_wall_clock_wherever_the_account_goes() {
    let (_server, mut anna) = anna().await;
    for zone in ["Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles"] {
        anna.patch("/settings", json!({"zone": zone})).await.expect(200);
        let today = anna.get("/agenda").await.expect(200).json()["today"].as_str().unwrap().to_owned();
        let planned = format!("{today}T23:59");
        anna.make(json!({"title": zone, "planned": planned})).await;
        let agenda = anna.get("/agenda").await.expect(200).json();
        let shown = agenda["days"][0]["tasks"].as_array().unwrap();
        let found = shown.iter().find(|task| task["title"] == zone).unwrap();
        assert_eq!(found["planned"], planned.as_str(), "{zone}");
        let query = anna.get("/tasks?q=planned:today").await.expect(200).json();
        assert!(query["tasks"].as_array().unwrap().iter().any(|task| task["title"] == zone), "{zone}");
    }
}

#[tokio::test]
async fn a_task_and_its_parts_on_one_day_take_the_greater_of_both() {
    let (_server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "Whole", "planned": day(1), "estimate": 360}),
        json!({"title": "Part", "planned": day(1), "estimate": 120, "parent_id": 1}),
        json!({"title": "Without", "planned": day(1)}),
        json!({"title": "Its part", "planned": day(1), "estimate": 30, "parent_id": 3}),
        json!({"title": "Its other", "planned": day(1), "parent_id": 3}),
        json!({"title": "Elsewhere", "planned": day(2), "estimate": 10, "parent_id": 1}),
    ])
    .await;
    let agenda = anna.get("/agenda?days=3").await.expect(200).json();
    let sums = |day: usize| (agenda["days"][day]["estimated"].clone(), agenda["days"][day]["unestimated"].clone());
    assert_eq!(sums(1), (json!(380), json!(1)), "what is elsewhere counts there");
    assert_eq!(sums(2), (json!(10), json!(0)));
}

#[tokio::test]
async fn a_limit_leaves_out_tasks_and_counts_them_all_the_same() {
    let (_server, mut anna) = anna().await;
    for (of, title) in [(0, "A"), (0, "B"), (1, "C"), (1, "D"), (1, "E"), (2, "F"), (2, "G"), (2, "H"), (2, "I")] {
        anna.make(json!({"title": title, "planned": day(of), "estimate": 10})).await;
    }
    let whole = anna.get("/agenda?days=3").await.expect(200).json();
    assert_eq!(whole["total"], 9);
    for limit in [1, 3, 4, 9, 1_000] {
        let cut = anna.get(&format!("/agenda?days=3&limit={limit}")).await.expect(200).json();
        let tasks = |agenda: &Value| {
            let days = agenda["days"].as_array().unwrap().iter();
            days.flat_map(|day| day["tasks"].as_array().unwrap().clone()).collect::<Vec<_>>()
        };
        let expected: Vec<Value> = tasks(&whole).into_iter().take(limit).collect();
        assert_eq!(tasks(&cut), expected, "{limit}");
        assert_eq!((&cut["total"], &cut["truncated"]), (&json!(9), &json!(false)));
        let sums = |agenda: &Value| [0, 1, 2].map(|day| agenda["days"][day]["estimated"].clone());
        assert_eq!(sums(&cut), sums(&whole));
    }
    for limit in ["0", "1001", "-1", "many", ""] {
        let refusal = anna.get(&format!("/agenda?limit={limit}")).await.expect(422).json();
        assert!(refusal["fields"]["limit"].is_array(), "{limit}: {refusal}");
    }
}

#[tokio::test]
async fn the_night_belongs_to_the_day_before_until_the_day_begins() {
    let (server, mut anna) = anna().await;
    let (wall, yesterday) = (today(), today().yesterday().unwrap());
    server.clock.set(instant(&format!("{wall}T02:30[Europe/Berlin]")));
    anna.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
    anna.make_all([
        json!({"title": "A", "due": yesterday.to_string()}),
        json!({"title": "B", "due": format!("{wall}T03:30")}),
        json!({"title": "C", "due": format!("{wall}T04:00")}),
        json!({"title": "D", "planned": wall.to_string()}),
    ])
    .await;
    anna.make(json!({"title": "Done", "status": "done"})).await;
    let agenda = anna.get("/agenda").await.json();
    assert_eq!((&agenda["today"], agenda["days"][0]["tasks"].as_array().unwrap().len()), (&json!(wall.to_string()), 4));
    assert_eq!(anna.find("is:overdue").await["tasks"][0]["title"], "A");
    anna.patch("/settings", json!({"day_start": "04:00"})).await.expect(200);
    let agenda = anna.get("/agenda?days=2").await.json();
    assert_eq!(agenda["today"], yesterday.to_string());
    let mut today = titles(&agenda["days"][0]);
    today.sort_unstable();
    assert_eq!((today, titles(&agenda["days"][1])), (vec!["A", "B"], vec!["C", "D"]));
    assert_eq!(anna.find("is:overdue").await["total"], 0);
    assert_eq!(anna.find("completed:today").await["total"], 1);
    assert_eq!(anna.find("due:today").await["total"], 2);
}

#[tokio::test]
async fn a_day_is_the_same_everywhere_and_a_time_is_where_its_zone_says() {
    let (_server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "A", "due": "2030-12-24"}),
        json!({"title": "B", "due": "2030-12-24T01:00[Asia/Tokyo]"}),
        json!({"title": "C", "due": "2030-12-24T22:00[America/Los_Angeles]"}),
    ])
    .await;
    for (zone, expected) in [
        ("UTC", ["B", "A", "C"]),
        ("Asia/Tokyo", ["", "BA", "C"]),
        ("America/Los_Angeles", ["B", "CA", ""]),
        ("Pacific/Kiritimati", ["", "BA", "C"]),
    ] {
        anna.patch("/settings", json!({"zone": zone})).await.expect(200);
        assert_eq!(days(&mut anna, "from=2030-12-23&days=3").await, expected, "{zone}");
        for (date, expected) in (23..).zip(expected) {
            let found = anna.find(&format!("due:2030-12-{date} sort:title")).await;
            let mut by_title: Vec<char> = expected.chars().collect();
            by_title.sort_unstable();
            assert_eq!(titles(&found).concat(), String::from_iter(by_title), "due on {date} in {zone}");
        }
    }
}

#[tokio::test]
async fn wrong_days_are_refused_and_the_ends_of_the_calendar_are_not() {
    let (_server, mut anna) = anna().await;
    for (query, field) in [
        ("days=0", "days"),
        ("days=43", "days"),
        ("days=x", "days"),
        ("from=tomorrow", "from"),
        ("from=2026-02-31", "from"),
        ("from=", "from"),
        ("from=2026-01-01&from=2026-01-02", "from"),
    ] {
        assert_eq!(anna.get(&format!("/agenda?{query}")).await.expect(422).fields(), [field], "{query}");
    }
    assert_eq!(days(&mut anna, "from=2026-01-01&days=42").await.len(), 42);
    assert_eq!(days(&mut anna, "from=9999-12-31&days=42").await.len(), 1);
    assert_eq!(days(&mut anna, "from=0001-01-01").await.len(), 1);
}

#[tokio::test]
async fn the_inbox_has_what_nothing_was_said_of_the_newest_first() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.make_all([
        json!({"title": "A", "tags": ["x"], "priority": "high", "estimate": 5, "description": "More"}),
        json!({"title": "B", "start": day(0)}),
        json!({"title": "C", "start": day(1)}),
        json!({"title": "D", "due": day(9)}),
        json!({"title": "E", "planned": day(9)}),
        json!({"title": "F", "project_id": 1}),
        json!({"title": "G", "parent_id": 1}),
        json!({"title": "H", "status": "done"}),
        json!({"title": "I"}),
    ])
    .await;
    assert_eq!(titles(&anna.get("/inbox").await.expect(200).json()), ["I", "B", "A"]);
    assert_eq!(anna.find("is:inbox").await["total"], 3);
    anna.post("/tasks/move", json!({"ids": [9], "before": 1})).await.expect(200);
    assert_eq!(titles(&anna.get("/inbox").await.json()), ["B", "A", "I"]);
    let page = anna.get("/inbox?page=2&per_page=2").await.expect(200).json();
    assert_eq!((titles(&page), &page["total"], &page["total_pages"]), (vec!["I"], &json!(3), &json!(2)));
    anna.patch("/tasks/1", json!({"project_id": 1})).await.expect(200);
    anna.delete("/projects/1").await.expect(204);
    assert_eq!(titles(&anna.get("/inbox").await.json()), ["B", "I"]);
    anna.get("/inbox?page=0").await.expect(422);
}

#[tokio::test]
async fn tags_are_listed_as_long_as_a_task_has_them() {
    let (_server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "A", "tags": ["home", "b"]}),
        json!({"title": "B", "tags": ["Home", "ärger"]}),
        json!({"title": "C", "tags": ["home", "old"], "status": "done"}),
        json!({"title": "D", "tags": ["gone"]}),
    ])
    .await;
    anna.delete("/tasks/4").await.expect(204);
    let tag = |name: &str, open: i64| json!({"name": name, "open": open});
    let expected = json!([tag("b", 1), tag("home", 2), tag("old", 0), tag("ärger", 1)]);
    assert_eq!(anna.get("/tags").await.expect(200).json()["tags"], expected);
    anna.patch("/tasks", json!({"ids": [2, 3], "add_tags": ["New"]})).await.expect(200);
    assert_eq!(anna.get("/tags").await.json()["tags"][2], tag("new", 1));
    anna.patch("/tasks", json!({"ids": [2, 3], "remove_tags": ["new"]})).await.expect(200);
    anna.patch("/tasks", json!({"ids": [1, 3], "tags": null})).await.expect(200);
    assert_eq!(anna.get("/tags").await.json()["tags"], json!([tag("home", 1), tag("ärger", 1)]));
}

#[tokio::test]
async fn a_task_says_why_it_is_where_it_is() {
    let (_server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "A", "due": day(-3), "priority": "high", "start": day(-9)}),
        json!({"title": "B", "parent_id": 1, "due": day(1)}),
        json!({"title": "C"}),
        json!({"title": "D", "priority": "low", "start": day(1)}),
        json!({"title": "E", "due": day(-9), "status": "done"}),
    ])
    .await;
    let why = anna.get("/tasks/1/urgency").await.expect(200).json();
    let names: Vec<_> = why["terms"].as_array().unwrap().iter().map(|term| term["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["due", "priority", "blocked", "started"]);
    assert_eq!(why["terms"][0]["because"], "due 3 days ago");
    let sum: f64 = why["terms"].as_array().unwrap().iter().map(|term| term["value"].as_f64().unwrap()).sum();
    assert!((why["urgency"].as_f64().unwrap() - sum).abs() < 1e-9);
    let line = why["why"].as_str().unwrap();
    assert!(line.starts_with("due 3 days ago (+") && line.contains("high priority (+6.0)") && !line.contains('\n'));
    assert!(anna.get("/tasks/2/urgency").await.json()["why"].as_str().unwrap().starts_with("due tomorrow"));
    let nothing = anna.get("/tasks/3/urgency").await.json();
    assert_eq!(nothing["urgency"].to_string(), "0.0", "and not -0.0");
    assert_eq!(anna.get("/tasks/4/urgency").await.json()["terms"][0]["value"], 1.8);
    assert_eq!(anna.get("/tasks/5/urgency").await.json()["urgency"], 0.0, "what is done is not urgent");
    assert_eq!(titles(&anna.find("is:open").await), ["A", "B", "D", "C"]);
    anna.get("/tasks/9/urgency").await.expect(404);
}
