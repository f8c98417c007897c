//! Habits over HTTP: what is asked of them, answered for them, and said about them.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Value, json};

use tracker::domain::log::act::{Act, Actor};
use tracker::domain::transfer::export::Export;
use tracker::domain::trash::Retention;

use crate::support::{Answer, Browser, PASSWORD, Server, account, anna, check_rules, day, in_days};

impl Browser {
    async fn add_habit(&mut self, mut habit: Value) -> i64 {
        habit.as_object_mut().unwrap().entry("begins").or_insert(json!(day(-30)));
        self.post("/habits", habit).await.expect(201).json()["id"].as_i64().unwrap()
    }

    async fn answer(&mut self, habit: i64, days: i32, answer: Value) -> Answer {
        self.send_json("PUT", &format!("/habits/{habit}/entries/{}", day(days)), &[], &answer).await
    }

    async fn done(&mut self, habit: i64, days: i32) -> i64 {
        self.answer(habit, days, json!({"state": "done"})).await.expect(200).group()
    }

    async fn clear(&mut self, habit: i64, days: i32) -> Answer {
        self.delete(&format!("/habits/{habit}/entries/{}", day(days))).await
    }

    /// A habit as the grid shows it, with so many days up to today.
    async fn shown(&mut self, habit: i64, days: i32) -> Value {
        let grid = self.get(&format!("/habits?from={}", day(1 - days))).await.expect(200).json();
        let habits = grid["habits"].as_array().unwrap();
        habits.iter().find(|shown| shown["id"] == habit).unwrap_or(&Value::Null).clone()
    }

    /// The marks of so many days up to today.
    async fn marks(&mut self, habit: i64, days: i32) -> String {
        let shown = self.shown(habit, days).await;
        let mark = |day: &Value| day["mark"].as_str().unwrap().to_owned();
        shown["days"].as_array().unwrap().iter().map(mark).collect::<Vec<_>>().join(" ")
    }
}

#[tokio::test]
async fn a_day_is_done_skipped_and_cleared_and_each_is_taken_back() {
    let (_server, mut anna) = anna().await;
    let read = anna.add_habit(json!({"name": "Read"})).await;
    assert_eq!(anna.marks(read, 2).await, "missed open");
    let done = anna.done(read, 0).await;
    assert_eq!(
        (anna.marks(read, 2).await.as_str(), anna.head().await["action"].clone()),
        ("missed done", json!("complete"))
    );
    let skipped = anna.answer(read, 0, json!({"state": "skipped", "note": "Ill"})).await.expect(200);
    assert_eq!((skipped.json()["note"].clone(), anna.marks(read, 1).await.as_str()), (json!("Ill"), "skipped"));
    let skipped = skipped.group();
    let cleared = anna.clear(read, 0).await.expect(204).group();
    assert_eq!(anna.marks(read, 1).await, "open");
    anna.clear(read, 0).await.expect(404);
    for (group, expected) in [(cleared, "skipped"), (skipped, "done"), (done, "open")] {
        anna.undo(group).await.expect(200);
        assert_eq!(anna.marks(read, 1).await, expected);
    }
    // A day that was cleared is answered again under its old number.
    let again = anna.answer(read, 0, json!({"state": "missed"})).await.expect(200).json();
    assert_eq!((again["id"].clone(), anna.marks(read, 1).await.as_str()), (json!(1), "missed"));
    assert_eq!(anna.undo(done).await.expect(409).json()["errors"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_same_answer_twice_changes_nothing() {
    let (_server, mut anna) = anna().await;
    let read = anna.add_habit(json!({"name": "Read"})).await;
    anna.done(read, -1).await;
    let head = anna.head().await;
    let again = anna.answer(read, -1, json!({"state": "done", "note": "  "})).await.expect(200);
    assert_eq!((anna.head().await, again.json()["version"].clone()), (head, json!(2)));
    let stale = format!("/habits/{read}/entries/{}", day(-1));
    anna.send_json("PUT", &stale, &[("if-match", "\"1\"")], &json!({"state": "missed"})).await.expect(412);
}

#[tokio::test]
async fn strength_and_streak_are_told_and_rest_days_break_nothing() {
    let (server, mut anna) = anna().await;
    let read = anna.add_habit(json!({"name": "Read", "begins": day(-13)})).await;
    for days in [-13, -12, -11, -10, -9, -8, -5, -4, -3, -2, -1] {
        anna.done(read, days).await;
    }
    anna.answer(read, -7, json!({"state": "skipped"})).await.expect(200);
    let pause = json!({"reason": "Coast", "first_day": day(-6), "last_day": day(-6)});
    anna.post("/pauses", pause).await.expect(201);
    let shown = anna.shown(read, 9).await;
    assert_eq!(shown["streak"], json!({"length": 11, "unit": "days"}));
    assert_eq!(shown["strength"], 44);
    assert_eq!(anna.marks(read, 9).await, "done skipped paused done done done done done open");
    // Without the pause its day is missed.
    anna.delete("/pauses/1").await.expect(204);
    assert_eq!(anna.shown(read, 1).await["streak"]["length"], 5);
    let year = anna.get(&format!("/habits/{read}/year")).await.expect(200).json();
    assert_eq!(year["best_streak"], json!({"length": 6, "unit": "days"}));
    assert_eq!(year["strength"], anna.shown(read, 1).await["strength"]);
    // Tomorrow today is over.
    server.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(anna.shown(read, 1).await["streak"]["length"], 0);
}

#[tokio::test]
async fn counts_and_minutes_are_answered_with_a_value() {
    let (_server, mut anna) = anna().await;
    let pages = json!({"name": "Read", "kind": "count", "target": 20, "unit": "pages"});
    let pages = anna.add_habit(pages).await;
    let coffee = json!({"name": "Coffee", "kind": "count", "direction": "at_most", "target": 2});
    let coffee = anna.add_habit(coffee).await;
    for (habit, days, value) in [(pages, -2, 25), (pages, -1, 8), (coffee, -2, 2), (coffee, -1, 3)] {
        anna.answer(habit, days, json!({"state": "done", "value": value})).await.expect(200);
    }
    assert_eq!(anna.marks(pages, 3).await, "done partly open");
    assert_eq!(anna.marks(coffee, 4).await, "open done partly open");
    let shown = anna.shown(pages, 3).await;
    assert_eq!((&shown["days"][1]["value"], &shown["days"][1]["unanswered"]), (&json!(8), &json!("missed")));
    assert_eq!(shown["days"][2], json!({"day": day(0), "mark": "open"}));
}

#[tokio::test]
async fn a_number_of_times_a_week_tells_how_far_the_week_is() {
    let (_server, mut anna) = anna().await;
    let run = json!({"name": "Run", "schedule": {"kind": "times", "times": 2, "per": "week"}});
    let run = anna.add_habit(run).await;
    anna.done(run, 0).await;
    let shown = anna.shown(run, 1).await;
    assert_eq!((&shown["progress"], &shown["streak"]["unit"]), (&json!({"done": 1, "need": 2}), &json!("weeks")));
}

#[tokio::test]
async fn habits_are_changed_put_in_order_archived_and_taken_back() {
    let (_server, mut anna) = anna().await;
    for name in ["A", "B", "C"] {
        anna.add_habit(json!({"name": name})).await;
    }
    let names = async |anna: &mut Browser, archived: bool| -> String {
        let grid = anna.get(&format!("/habits?archived={archived}")).await.expect(200).json();
        grid["habits"].as_array().unwrap().iter().map(|habit| habit["name"].as_str().unwrap()).collect()
    };
    let moved = anna.post("/habits/3/move", json!({"before": 1})).await.expect(200).group();
    assert_eq!(names(&mut anna, false).await, "CAB");
    anna.undo(moved).await.expect(200);
    let archived = anna.patch("/habits/2", json!({"archived": true})).await.expect(200);
    assert_eq!((names(&mut anna, false).await, names(&mut anna, true).await), ("AC".into(), "B".into()));
    assert_eq!(anna.head().await["action"], "archive");
    anna.undo(archived.group()).await.expect(200);
    anna.done(2, 0).await;
    let deleted = anna.delete("/habits/2").await.expect(204).group();
    assert_eq!(names(&mut anna, false).await, "AC");
    anna.answer(2, 0, json!({"state": "done"})).await.expect(404);
    anna.get("/habits/2/year").await.expect(404);
    anna.undo(deleted).await.expect(200);
    assert_eq!((names(&mut anna, false).await, anna.marks(2, 1).await), ("ABC".into(), "done".into()));
    let count = anna.patch("/habits/2", json!({"kind": "count", "target": 3, "unit": "cups"})).await.expect(200).json();
    let check = anna.patch("/habits/2", json!({"kind": "check"})).await.expect(200).json();
    assert_eq!((&count["unit"], &check["unit"], &check["target"]), (&json!("cups"), &Value::Null, &json!(1)));
}

#[tokio::test]
async fn a_wrong_habit_is_refused_with_the_field() {
    let (_server, mut anna) = anna().await;
    anna.add_habit(json!({"name": "Fine"})).await;
    let times = |times: i64, per: &str| json!({"kind": "times", "times": times, "per": per});
    for (field, body) in [
        ("name", json!({"name": " "})),
        ("name", json!({"name": null})),
        ("kind", json!({"name": "A", "kind": "hours"})),
        ("target", json!({"name": "A", "kind": "count", "target": 0})),
        ("target", json!({"name": "A", "kind": "count", "target": 1_000_001})),
        ("target", json!({"name": "A", "kind": "minutes", "target": 1_441})),
        ("target", json!({"name": "A", "kind": "check", "target": 2})),
        ("direction", json!({"name": "A", "direction": "at_most"})),
        ("direction", json!({"name": "A", "direction": "sideways"})),
        ("unit", json!({"name": "A", "unit": "pages"})),
        ("unit", json!({"name": "A", "kind": "count", "unit": "x".repeat(21)})),
        ("schedule", json!({"name": "A", "schedule": {}})),
        ("schedule", json!({"name": "A", "schedule": times(0, "week")})),
        ("schedule", json!({"name": "A", "schedule": times(8, "week")})),
        ("schedule", json!({"name": "A", "schedule": times(29, "month")})),
        ("schedule", json!({"name": "A", "schedule": {"kind": "every", "days": 0}})),
        ("schedule", json!({"name": "A", "schedule": {"kind": "weekdays", "weekdays": []}})),
        ("schedule", json!({"name": "A", "kind": "count", "direction": "at_most", "schedule": times(1, "week")})),
        ("begins", json!({"name": "A", "begins": "1969-12-31"})),
        ("begins", json!({"name": "A", "begins": "soon"})),
        ("note", json!({"name": "A", "note": "x".repeat(50_001)})),
    ] {
        assert_eq!(anna.post("/habits", body.clone()).await.expect(422).fields(), [field], "{body}");
        assert_eq!(anna.patch("/habits/1", body.clone()).await.expect(422).fields(), [field], "{body}");
    }
    assert_eq!(anna.patch("/habits/1", json!({"schedule": null})).await.expect(422).fields(), ["schedule"]);
    assert_eq!(anna.get("/changes").await.json()["groups"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_wrong_answer_is_refused_with_the_field() {
    let (_server, mut anna) = anna().await;
    let read = anna.add_habit(json!({"name": "Read", "begins": day(-5)})).await;
    let pages = anna.add_habit(json!({"name": "Pages", "kind": "minutes", "target": 20})).await;
    for (field, habit, days, body) in [
        ("state", read, 0, json!({})),
        ("state", read, 0, json!({"state": "maybe"})),
        ("state", read, 1, json!({"state": "done"})),
        ("state", read, 1, json!({"state": "missed"})),
        ("day", read, -6, json!({"state": "done"})),
        ("day", read, 400, json!({"state": "skipped"})),
        ("value", read, 0, json!({"state": "done", "value": 1})),
        ("value", read, 0, json!({"state": "skipped", "value": 1})),
        ("value", pages, 0, json!({"state": "done"})),
        ("value", pages, 0, json!({"state": "done", "value": -1})),
        ("value", pages, 0, json!({"state": "done", "value": 1_441})),
        ("note", read, 0, json!({"state": "done", "note": "x".repeat(501)})),
    ] {
        assert_eq!(anna.answer(habit, days, body.clone()).await.expect(422).fields(), [field], "{body}");
    }
    let path = format!("/habits/{read}/entries/2026-02-30");
    assert_eq!(anna.send_json("PUT", &path, &[], &json!({"state": "done"})).await.expect(422).fields(), ["day"]);
    anna.answer(9, 0, json!({"state": "done"})).await.expect(404);
    // A day to come can be skipped.
    anna.answer(read, 3, json!({"state": "skipped"})).await.expect(200);
    for (field, query) in [
        ("from", "from=soon"),
        ("to", "from=2026-11-02&to=2026-11-01"),
        ("to", "from=2026-01-01&to=2026-03-04"),
        ("archived", "archived=yes"),
    ] {
        assert_eq!(anna.get(&format!("/habits?{query}")).await.expect(422).fields(), [field], "{query}");
    }
    assert_eq!(anna.get("/habits/1/year?to=soon").await.expect(422).fields(), ["to"]);
}

#[tokio::test]
async fn pauses_are_made_changed_and_taken_back() {
    let (_server, mut anna) = anna().await;
    let body = json!({"reason": "Ill", "first_day": "2026-05-11", "last_day": null});
    assert_eq!(anna.post("/pauses", body).await.expect(201).json()["last_day"], Value::Null);
    let changed = anna.patch("/pauses/1", json!({"last_day": "2026-05-12"})).await.expect(200);
    assert_eq!(changed.json()["last_day"], "2026-05-12");
    anna.undo(changed.group()).await.expect(200);
    let listed = anna.get("/pauses").await.expect(200).json();
    assert_eq!((&listed["pauses"][0]["last_day"], &listed["pauses"][0]["reason"]), (&Value::Null, &json!("Ill")));
    for (field, body) in [
        ("reason", json!({"reason": " ", "first_day": "2026-05-11"})),
        ("first_day", json!({"reason": "Ill", "first_day": "2026-02-30"})),
        ("last_day", json!({"reason": "Ill", "first_day": "2026-05-11", "last_day": "2026-05-10"})),
    ] {
        assert_eq!(anna.post("/pauses", body.clone()).await.expect(422).fields(), [field], "{body}");
        assert_eq!(anna.patch("/pauses/1", body.clone()).await.expect(422).fields(), [field], "{body}");
    }
    let deleted = anna.delete("/pauses/1").await.expect(204).group();
    anna.delete("/pauses/1").await.expect(404);
    anna.undo(deleted).await.expect(200);
    assert_eq!(anna.get("/pauses").await.json()["pauses"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_days_of_an_account_begin_where_its_settings_say() {
    let (server, mut anna) = anna().await;
    anna.patch("/settings", json!({"zone": "Europe/Berlin", "day_start": "04:00"})).await.expect(200);
    server.clock.set(crate::support::instant("2026-06-02T03:30[Europe/Berlin]"));
    let read = anna.add_habit(json!({"name": "Read", "begins": "2026-05-01"})).await;
    let grid = anna.get("/habits").await.expect(200).json();
    assert_eq!((&grid["today"], &grid["habits"][0]["days"][0]["day"]), (&json!("2026-06-01"), &json!("2026-06-01")));
    let path = format!("/habits/{read}/entries/2026-06-02");
    assert_eq!(anna.send_json("PUT", &path, &[], &json!({"state": "done"})).await.expect(422).fields(), ["state"]);
}

#[tokio::test]
async fn a_year_of_a_habit_has_its_days_its_strength_and_its_weekdays() {
    let (_server, mut anna) = anna().await;
    let read = anna.add_habit(json!({"name": "Read", "begins": "2026-04-01"})).await;
    for day in ["2026-05-04", "2026-05-05", "2026-05-11"] {
        let path = format!("/habits/{read}/entries/{day}");
        anna.send_json("PUT", &path, &[], &json!({"state": "done"})).await.expect(200);
    }
    let year = anna.get(&format!("/habits/{read}/year?to=2026-05-11")).await.expect(200).json();
    let days = year["days"].as_array().unwrap();
    assert_eq!((days.len(), &days[0]["day"], &days[0]["mark"]), (365, &json!("2025-05-12"), &json!("outside")));
    assert_eq!(days[0].get("strength"), None);
    let last = days.last().unwrap();
    assert_eq!((&last["mark"], &last["day"]), (&json!("done"), &json!("2026-05-11")));
    assert!(last["strength"].as_u64().unwrap() > 5, "{last}");
    let expected = [("monday", 2), ("tuesday", 1), ("wednesday", 0)];
    for (index, (weekday, done)) in expected.into_iter().enumerate() {
        assert_eq!(year["weekdays"][index], json!({"weekday": weekday, "done": done}));
    }
    anna.get(&format!("/habits/{read}/year?to=9999-12-31")).await.expect(200);
    anna.get(&format!("/habits/{read}/year?to=0001-01-01")).await.expect(200);
}

async fn export(server: &Server, browser: &mut Browser) -> Vec<u8> {
    let owner = browser.user_id().await;
    server.store.export(owner, None, server.clock.now(), Vec::new()).await.unwrap()
}

#[tokio::test]
async fn habits_are_exported_and_imported_with_their_log() {
    let (server, mut anna) = anna().await;
    let read = anna.add_habit(json!({"name": "Read"})).await;
    let run = anna.add_habit(json!({"name": "Run", "kind": "minutes", "target": 30})).await;
    anna.done(read, -1).await;
    anna.answer(run, -2, json!({"state": "done", "value": 40, "note": "By the river"})).await.expect(200);
    anna.clear(read, -1).await.expect(204);
    anna.post("/pauses", json!({"reason": "Coast", "first_day": day(-9)})).await.expect(201);
    anna.delete(&format!("/habits/{run}")).await.expect(204);
    let exported = export(&server, &mut anna).await;
    let parsed = Export::parse(&exported).unwrap();
    check_rules(&parsed);
    assert_eq!((parsed.habits.len(), parsed.habit_entries.len(), parsed.pauses.len()), (2, 2, 1));
    let elsewhere = Server::start();
    let owner = account(&elsewhere.store, "anna").await;
    elsewhere.store.import(owner, parsed).await.unwrap();
    elsewhere.store.audit().await.unwrap();
    let again = elsewhere.store.export(owner, None, server.clock.now(), Vec::new()).await.unwrap();
    assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(exported).unwrap());
}

#[tokio::test]
async fn what_is_deleted_for_good_leaves_no_entry_behind() {
    let (server, mut anna) = anna().await;
    let read = anna.add_habit(json!({"name": "Read"})).await;
    let run = anna.add_habit(json!({"name": "Run"})).await;
    anna.done(read, -1).await;
    anna.done(run, -1).await;
    anna.done(run, -2).await;
    anna.clear(run, -2).await.expect(204);
    let deleted = anna.delete(&format!("/habits/{read}")).await.expect(204).group();
    server.store.note_uptime(Duration::from_hours(31 * 24)).await.unwrap();
    let later = in_days(31);
    while server.store.expire_trash(Retention::days(30), later).await.unwrap() > 0 {}
    anna.log_in("anna", PASSWORD).await.expect(200);
    server.store.audit().await.unwrap();
    let export = Export::parse(&export(&server, &mut anna).await).unwrap();
    assert_eq!((export.habits.len(), export.habit_entries.len()), (1, 1));
    assert!(anna.undo(deleted).await.status.is_client_error());
    // A day that was forgotten is answered anew.
    anna.answer(run, -2, json!({"state": "done"})).await.expect(200);
}

#[tokio::test]
async fn an_account_is_brought_back_to_before_its_habits_were_changed() {
    let (server, mut anna) = anna().await;
    let read = anna.add_habit(json!({"name": "Read"})).await;
    anna.done(read, -1).await;
    anna.post("/pauses", json!({"reason": "Coast", "first_day": day(-9), "last_day": day(-8)})).await.expect(201);
    let (then, marks) = (server.clock.now(), anna.marks(read, 10).await);
    server.clock.advance(SignedDuration::from_mins(5));
    anna.clear(read, -1).await.expect(204);
    anna.answer(read, -2, json!({"state": "skipped"})).await.expect(200);
    anna.patch("/habits/1", json!({"schedule": {"kind": "every", "days": 3}})).await.expect(200);
    anna.patch("/pauses/1", json!({"last_day": null})).await.expect(200);
    anna.add_habit(json!({"name": "Run"})).await;
    let act = Act::new(anna.user_id().await, Actor::command("tracker restore"), server.clock.now());
    server.store.rewind(act, then).await.unwrap();
    assert_eq!(anna.marks(read, 10).await, marks);
    assert_eq!(anna.get("/habits").await.json()["habits"].as_array().unwrap().len(), 1);
    server.store.audit().await.unwrap();
}
