//! Time entries and the timer: what runs, what gives way, what becomes of both, and how days are counted.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Browser, PASSWORD, Server, anna};

/// Two tasks, of which the second is a part of a third, in Berlin.
async fn with_tasks() -> (Server, Browser) {
    let (server, mut anna) = anna().await;
    anna.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
    anna.make_all([
        json!({"title": "Report", "estimate": 60, "tags": ["work"]}),
        json!({"title": "Walls"}),
        json!({"title": "House"}),
    ])
    .await;
    anna.patch("/tasks/2", json!({"parent_id": 3})).await.expect(200);
    (server, anna)
}

fn minutes(number: i64) -> SignedDuration {
    SignedDuration::from_mins(number)
}

impl Browser {
    async fn start(&mut self, task: i64) -> crate::support::Answer {
        self.post("/timer/start", json!({ "task_id": task })).await.expect(200)
    }

    async fn stop(&mut self) -> Value {
        self.post("/timer/stop", json!({})).await.expect(200).json()["stopped"].clone()
    }

    async fn entry(&mut self, id: i64) -> Value {
        self.get(&format!("/time/{id}")).await.expect(200).json()
    }

    async fn log(&mut self, task: i64, from: &str, to: &str) -> i64 {
        let body = json!({"task_id": task, "started_at": from, "ended_at": to});
        self.post("/time", body).await.expect(201).json()["id"].as_i64().unwrap()
    }

    /// The spans of a day as the wall clock of UTC, in order.
    async fn spans(&mut self, day: &str) -> Vec<String> {
        let sheet = self.get(&format!("/time?from={day}&to={day}")).await.expect(200).json();
        let clock = |at: &Value| at.as_str().map_or("now".to_owned(), |at| at[11..16].to_owned());
        let span = |entry: &Value| format!("{}-{}", clock(&entry["started_at"]), clock(&entry["ended_at"]));
        sheet["entries"].as_array().unwrap().iter().map(span).collect()
    }
}

fn seconds(sheet: &Value, day: &str) -> i64 {
    sheet["days"].as_array().unwrap().iter().find(|one| one["date"] == day).unwrap()["seconds"].as_i64().unwrap()
}

#[tokio::test]
async fn t1_one_runs_at_most_and_undo_restarts_it_as_if_never_stopped() {
    let (server, mut anna) = with_tasks().await;
    let first = anna.start(1).await.json();
    server.clock.advance(minutes(10));
    let switched = anna.start(2).await;
    let second = switched.json();
    let stopped = anna.entry(1).await;
    assert_eq!(stopped["ended_at"], second["started_at"]);
    assert_eq!(anna.get("/timer").await.json()["running"]["id"], 2);
    anna.undo(switched.group()).await.expect(200);
    let timer = anna.get("/timer").await.json();
    assert_eq!(timer["running"]["started_at"], first["started_at"]);
    assert_eq!(timer["task"]["title"], "Report");
    anna.get("/time/2").await.expect(404);
}

#[tokio::test]
async fn t2_starting_what_runs_changes_nothing() {
    let (server, mut anna) = with_tasks().await;
    let first = anna.start(1).await.json();
    server.clock.advance(minutes(1));
    let again = anna.post("/timer/start", json!({"task_id": 1, "at": "2026-05-13T11:00"})).await.expect(200);
    assert_eq!(again.json(), first);
    assert!(!again.headers.contains_key("x-change-group"));
    // With a note alone, it is the note that says what runs.
    anna.post("/timer/start", json!({"note": "Meeting"})).await.expect(200);
    let meeting = anna.post("/timer/start", json!({"note": "Meeting"})).await.expect(200).json();
    let other = anna.post("/timer/start", json!({"note": "Lunch"})).await.expect(200).json();
    assert_eq!((meeting["id"].as_i64(), other["id"].as_i64()), (Some(2), Some(3)));
}

#[tokio::test]
async fn t3_what_touches_does_not_overlap() {
    let (_server, mut anna) = with_tasks().await;
    anna.log(1, "2026-05-12T09:00", "2026-05-12T10:00").await;
    anna.log(1, "2026-05-12T10:00", "2026-05-12T11:00").await;
    anna.log(1, "2026-05-12T08:00", "2026-05-12T09:00").await;
    assert_eq!(anna.spans("2026-05-12").await, ["06:00-07:00", "07:00-08:00", "08:00-09:00"]);
}

#[tokio::test]
async fn an_entry_that_is_typed_to_the_minute_begins_where_the_last_one_ended() {
    let (server, mut anna) = with_tasks().await;
    // 11:30:23 in Berlin.
    server.clock.advance(SignedDuration::from_secs(23));
    anna.start(1).await;
    server.clock.advance(minutes(10));
    let stopped = anna.stop().await;
    server.clock.advance(minutes(30));
    let body = json!({"task_id": 2, "started_at": "2026-05-13T11:40", "ended_at": "2026-05-13T12:00"});
    let next = anna.post("/time", body).await.expect(201).json();
    assert_eq!(next["started_at"], stopped["ended_at"]);
}

#[tokio::test]
async fn t4_what_overlaps_is_refused_unless_the_others_give_way() {
    let (_server, mut anna) = with_tasks().await;
    anna.log(1, "2026-05-12T09:00", "2026-05-12T10:00").await;
    anna.log(2, "2026-05-12T10:00", "2026-05-12T11:00").await;
    anna.log(1, "2026-05-12T11:00", "2026-05-12T14:00").await;
    let body = |adjust| {
        let (from, to) = ("2026-05-12T09:30", "2026-05-12T11:30");
        json!({"task_id": 3, "started_at": from, "ended_at": to, "adjust": adjust})
    };
    let refused = anna.post("/time", body(false)).await.expect(409);
    assert_eq!(refused.fields(), ["started_at"]);
    let sentence = refused.json()["error"].as_str().unwrap().to_owned();
    let expected = "At that time there is already “Report” 09:00–10:00, “Walls” 10:00–11:00 and “Report” 11:00–14:00.";
    assert_eq!(sentence, expected);
    let before = anna.spans("2026-05-12").await;
    let adjusted = anna.post("/time", body(true)).await.expect(201);
    assert_eq!(anna.spans("2026-05-12").await, ["07:00-07:30", "07:30-09:30", "09:30-12:00"]);
    anna.get("/time/2").await.expect(404);
    // One within another splits it.
    let within =
        json!({"task_id": 1, "started_at": "2026-05-12T10:00", "ended_at": "2026-05-12T10:30", "adjust": true});
    let within = anna.post("/time", within).await.expect(201);
    let split = ["07:00-07:30", "07:30-08:00", "08:00-08:30", "08:30-09:30", "09:30-12:00"];
    assert_eq!(anna.spans("2026-05-12").await, split);
    anna.undo(within.group()).await.expect(200);
    anna.undo(adjusted.group()).await.expect(200);
    assert_eq!(anna.spans("2026-05-12").await, before);
}

#[tokio::test]
async fn t4_the_entry_that_runs_gives_way_and_runs_on() {
    let (server, mut anna) = with_tasks().await;
    anna.start(1).await;
    server.clock.advance(minutes(120));
    let lunch =
        json!({"note": "Lunch", "started_at": "2026-05-13T12:00", "ended_at": "2026-05-13T12:30", "adjust": true});
    let lunch = anna.post("/time", lunch).await.expect(201);
    assert_eq!(anna.spans("2026-05-13").await, ["09:30-10:00", "10:00-10:30", "10:30-now"]);
    assert_eq!(anna.get("/timer").await.json()["running"]["task_id"], 1);
    anna.undo(lunch.group()).await.expect(200);
    assert_eq!(anna.spans("2026-05-13").await, ["09:30-now"]);
}

#[tokio::test]
async fn t5_stopping_never_fails_whatever_the_clock_does() {
    let (server, mut anna) = with_tasks().await;
    assert_eq!(anna.stop().await, Value::Null);
    anna.start(1).await;
    server.clock.advance(minutes(-60));
    let stopped = anna.stop().await;
    let length = |entry: &Value| {
        let at = |field| entry[field].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
        at("ended_at").duration_since(at("started_at")).as_millis()
    };
    assert_eq!(length(&stopped), 1_000);
    // The next one begins where that one ends, although that lies in the future.
    let next = anna.start(2).await.json();
    assert_eq!(next["started_at"], stopped["ended_at"]);
    let third = anna.start(1).await.json();
    assert_eq!(length(&anna.entry(2).await), 1_000);
    assert_eq!(third["started_at"], anna.entry(2).await["ended_at"]);
    assert_eq!(length(&anna.stop().await), 1_000);
}

#[tokio::test]
async fn t6_what_is_typed_has_a_day_at_most_and_what_is_measured_any_length() {
    let (server, mut anna) = with_tasks().await;
    let long = json!({"task_id": 1, "started_at": "2026-05-10T09:00", "ended_at": "2026-05-11T09:01"});
    assert_eq!(anna.post("/time", long).await.expect(422).fields(), ["started_at"]);
    anna.start(1).await;
    server.clock.advance(minutes(60 * 40));
    let stopped = anna.stop().await;
    assert_eq!(stopped["confirmed_at"], Value::Null);
    let confirmed = anna.patch("/time/1", json!({"confirmed": true})).await.expect(200).json();
    assert!(confirmed["confirmed_at"].is_string());
}

#[tokio::test]
async fn t7_closing_the_task_stops_its_timer_at_that_time() {
    let (server, mut anna) = with_tasks().await;
    anna.start(2).await;
    server.clock.advance(minutes(30));
    // The part goes along with the whole, and was done ten minutes ago.
    let done = json!({"status": "done", "completed_at": "2026-05-13T09:50:00Z"});
    let closed = anna.patch("/tasks/3", done).await.expect(200);
    assert_eq!(anna.entry(1).await["ended_at"], "2026-05-13T09:50:00Z");
    let group = anna.group(closed.group()).await;
    assert_eq!(group["action"], "complete");
    anna.undo(closed.group()).await.expect(200);
    assert_eq!(anna.entry(1).await["ended_at"], Value::Null);
    // It can't have ended before it began.
    let early = json!({"status": "done", "completed_at": "2026-05-12T09:50:00Z"});
    anna.patch("/tasks/3", early).await.expect(200);
    assert_eq!(anna.entry(1).await["ended_at"], "2026-05-13T10:00:00Z");
}

#[tokio::test]
async fn t7_time_outlives_its_task() {
    let (server, mut anna) = with_tasks().await;
    anna.start(1).await;
    server.clock.advance(minutes(30));
    let deleted = anna.delete("/tasks/1").await.expect(204);
    assert_eq!(anna.group(deleted.group()).await["action"], "delete");
    assert_eq!(anna.entry(1).await["ended_at"], "2026-05-13T10:00:00Z");
    let sheet = anna.get("/time").await.json();
    assert_eq!((&sheet["tasks"][0]["title"], &sheet["tasks"][0]["deleted"]), (&json!("Report"), &json!(true)));
    assert_eq!(seconds(&sheet, "2026-05-13"), 1_800);
    anna.undo(deleted.group()).await.expect(200);
    assert_eq!(anna.get("/timer").await.json()["running"]["task_id"], 1);
    anna.stop().await;
    anna.delete("/tasks/1").await.expect(204);
    let purged = anna.delete("/trash/1").await.expect(204);
    assert_eq!(anna.group(purged.group()).await["action"], "purge");
    let kept = anna.entry(1).await;
    assert_eq!((&kept["task_id"], &kept["note"]), (&Value::Null, &json!("Report")));
    assert_eq!(seconds(&anna.get("/time").await.json(), "2026-05-13"), 1_800);
    for body in [json!({"task_id": 1}), json!({"task_id": 9})] {
        assert_eq!(anna.post("/timer/start", body).await.expect(422).fields(), ["task_id"]);
    }
}

#[tokio::test]
async fn t8_the_next_of_a_series_begins_at_nothing() {
    let (_server, mut anna) = with_tasks().await;
    let daily = json!({"title": "Water", "due": "2026-05-13", "recurrence": {"rule": "FREQ=DAILY"}});
    let id = anna.make(daily).await["id"].as_i64().unwrap();
    anna.log(id, "2026-05-12T09:00", "2026-05-12T10:00").await;
    anna.patch(&format!("/tasks/{id}"), json!({"status": "done"})).await.expect(200);
    let of = |time: Value| time["seconds"].as_i64().unwrap();
    assert_eq!(of(anna.get(&format!("/tasks/{id}/time")).await.expect(200).json()), 3_600);
    assert_eq!(of(anna.get(&format!("/tasks/{}/time", id + 1)).await.expect(200).json()), 0);
}

#[tokio::test]
async fn t9_a_task_takes_its_own_time_and_that_of_its_parts() {
    let (_server, mut anna) = with_tasks().await;
    anna.log(2, "2026-05-12T09:00", "2026-05-12T10:00").await;
    let amount = json!({"task_id": 3, "day": "2026-05-12", "seconds": 1_800});
    anna.post("/time", amount).await.expect(201);
    let time = anna.get("/tasks/3/time").await.expect(200).json();
    assert_eq!((&time["own_seconds"], &time["seconds"]), (&json!(1_800), &json!(5_400)));
    assert_eq!(time["entries"][0]["day"], "2026-05-12");
    anna.get("/tasks/9/time").await.expect(404);
}

#[tokio::test]
async fn t10_a_day_begins_where_the_account_says_in_the_zone_of_the_entry() {
    let (_server, mut anna) = with_tasks().await;
    anna.log(1, "2026-05-11T22:00", "2026-05-12T03:00").await;
    let sheet = anna.get("/time?from=2026-05-11&to=2026-05-12").await.expect(200).json();
    assert_eq!((seconds(&sheet, "2026-05-11"), seconds(&sheet, "2026-05-12")), (7_200, 10_800));
    assert_eq!(sheet["entries"].as_array().unwrap().len(), 1);
    anna.patch("/settings", json!({"day_start": "04:00", "zone": "America/New_York"})).await.expect(200);
    let sheet = anna.get("/time?from=2026-05-11&to=2026-05-12").await.expect(200).json();
    assert_eq!((seconds(&sheet, "2026-05-11"), seconds(&sheet, "2026-05-12")), (18_000, 0));
    let totals = anna.get("/time/totals?from=2026-05-11&to=2026-05-12").await.expect(200).json();
    assert_eq!(totals["days"], json!({"2026-05-11": 18_000}));
    assert_eq!(
        (&totals["hours"][22], &totals["hours"][2], &totals["hours"][3]),
        (&json!(3_600), &json!(3_600), &json!(0))
    );
}

#[tokio::test]
async fn t11_a_time_that_the_clocks_skip_or_show_twice_is_said() {
    let (server, mut anna) = with_tasks().await;
    server.clock.advance(SignedDuration::from_hours(24 * 300));
    let body = |from: &str, to: &str| json!({"task_id": 1, "started_at": from, "ended_at": to});
    let gap = anna.post("/time", body("2026-03-29T02:30", "2026-03-29T04:00")).await.expect(422);
    assert_eq!(
        (gap.fields(), gap.json()["error"].as_str().unwrap().contains("put forward")),
        (vec!["started_at".to_owned()], true)
    );
    let fold = anna.post("/time", body("2026-10-25T01:30", "2026-10-25T02:30")).await.expect(422);
    assert_eq!(
        (fold.fields(), fold.json()["error"].as_str().unwrap().contains("twice")),
        (vec!["ended_at".to_owned()], true)
    );
    anna.post("/time", body("2026-10-25T01:30", "2026-10-25T02:30+01:00")).await.expect(201);
    let sheet = anna.get("/time?from=2026-10-25&to=2026-10-25").await.expect(200).json();
    assert_eq!(seconds(&sheet, "2026-10-25"), 7_200);
}

#[tokio::test]
async fn t12_the_last_entry_can_run_on() {
    let (server, mut anna) = with_tasks().await;
    anna.start(1).await;
    server.clock.advance(minutes(10));
    anna.stop().await;
    server.clock.advance(minutes(5));
    let on = anna.patch("/time/1", json!({"ended_at": null})).await.expect(200);
    assert_eq!(anna.group(on.group()).await["action"], "start");
    server.clock.advance(minutes(5));
    assert_eq!(anna.stop().await["ended_at"], "2026-05-13T09:50:00Z");
    anna.start(2).await;
    let refused = anna.patch("/time/1", json!({"ended_at": null})).await.expect(409);
    assert_eq!(refused.fields(), ["started_at"]);
    anna.stop().await;
    anna.patch("/time/1", json!({"ended_at": null})).await.expect(409);
}

#[tokio::test]
async fn an_entry_is_split_and_edited_and_comes_back() {
    let (server, mut anna) = with_tasks().await;
    let id = anna.log(1, "2026-05-12T09:00", "2026-05-12T11:00").await;
    for at in ["2026-05-12T09:00", "2026-05-12T11:00", "2026-05-12T12:00"] {
        let refused = anna.post(&format!("/time/{id}/split"), json!({ "at": at })).await.expect(422);
        assert_eq!(refused.fields(), ["at"]);
    }
    let split = anna.post(&format!("/time/{id}/split"), json!({"at": "2026-05-12T10:00"})).await.expect(200);
    assert_eq!(anna.spans("2026-05-12").await, ["07:00-08:00", "08:00-09:00"]);
    assert_eq!(split.json()["second"]["estimate"], 60);
    anna.undo(split.group()).await.expect(200);
    assert_eq!(anna.spans("2026-05-12").await, ["07:00-09:00"]);
    let edited = json!({"task_id": 2, "note": "  On the ladder ", "started_at": "2026-05-12T08:30"});
    let edited = anna.patch(&format!("/time/{id}"), edited).await.expect(200).json();
    assert_eq!((&edited["note"], &edited["estimate"]), (&json!("On the ladder"), &Value::Null));
    let removed = anna.delete(&format!("/time/{id}")).await.expect(204);
    assert_eq!(anna.spans("2026-05-12").await, [""; 0]);
    anna.undo(removed.group()).await.expect(200);
    // One that runs is split into one that ended and one that runs on.
    anna.start(1).await;
    server.clock.advance(minutes(30));
    anna.post("/time/3/split", json!({"at": "2026-05-13T11:45"})).await.expect(200);
    assert_eq!(anna.spans("2026-05-13").await, ["09:30-09:45", "09:45-now"]);
}

#[tokio::test]
async fn bad_input_names_its_field_and_changes_nothing() {
    let (_server, mut anna) = with_tasks().await;
    let id = anna.log(1, "2026-05-12T09:00", "2026-05-12T10:00").await;
    let amount =
        anna.post("/time", json!({"note": "Tea", "day": "2026-05-12", "seconds": 60})).await.expect(201).json();
    let head = anna.head().await["id"].clone();
    let span = |from: &str, to: &str| json!({"task_id": 1, "started_at": from, "ended_at": to});
    for (body, field) in [
        (json!({}), "started_at"),
        (json!({"task_id": 1, "started_at": "2026-05-12T11:00"}), "ended_at"),
        (json!({"task_id": 1, "ended_at": "2026-05-12T11:00"}), "started_at"),
        (json!({"task_id": 1, "day": "2026-05-12"}), "seconds"),
        (json!({"task_id": 1, "seconds": 60}), "day"),
        (json!({"task_id": 1, "day": "2026-05-12", "seconds": 60, "started_at": "2026-05-12T11:00"}), "started_at"),
        (json!({"day": "2026-05-12", "seconds": 60}), "note"),
        (json!({"task_id": 9, "day": "2026-05-12", "seconds": 60}), "task_id"),
        (json!({"note": "a\nb", "day": "2026-05-12", "seconds": 60}), "note"),
        (json!({"note": "x".repeat(501), "day": "2026-05-12", "seconds": 60}), "note"),
        (json!({"note": "Tea", "day": "2026-05-14", "seconds": 60}), "day"),
        (json!({"note": "Tea", "day": "yesterday", "seconds": 60}), "day"),
        (json!({"note": "Tea", "day": "2026-05-12", "seconds": 0}), "seconds"),
        (json!({"note": "Tea", "day": "2026-05-12", "seconds": 86_401}), "seconds"),
        (span("2026-05-12T12:00", "2026-05-12T11:00"), "ended_at"),
        (span("2026-05-12T12:00", "2026-05-12T12:00"), "ended_at"),
        (span("2026-05-13T11:00", "2026-05-13T12:00"), "ended_at"),
        (span("noon", "2026-05-13T12:00"), "started_at"),
        (span("2026-05-13", "2026-05-13T11:00"), "started_at"),
    ] {
        assert_eq!(anna.post("/time", body.clone()).await.expect(422).fields(), [field], "{body}");
    }
    for (entry, body, field) in [
        (id, json!({"started_at": null}), "started_at"),
        (id, json!({"day": "2026-05-12"}), "day"),
        (id, json!({"ended_at": "2026-05-12T08:00"}), "ended_at"),
        (id, json!({"task_id": null}), "note"),
        (amount["id"].as_i64().unwrap(), json!({"ended_at": null}), "started_at"),
        (amount["id"].as_i64().unwrap(), json!({"note": ""}), "note"),
    ] {
        assert_eq!(anna.patch(&format!("/time/{entry}"), body.clone()).await.expect(422).fields(), [field], "{body}");
    }
    for (body, field) in [
        (json!({"task_id": 1, "at": "2026-05-13T12:00"}), "at"),
        (json!({"task_id": 1, "at": "2026-05-12T11:00"}), "at"),
        (json!({"task_id": 1, "target": 0}), "target"),
        (json!({"task_id": 1, "target": 1_441}), "target"),
    ] {
        assert_eq!(anna.post("/timer/start", body.clone()).await.expect(422).fields(), [field], "{body}");
    }
    for query in [
        "from=x",
        "to=2026-02-30",
        "from=2026-05-13&to=2026-05-12",
        "from=2025-01-01&to=2026-05-13",
        "project=x",
        "tag=a%20b",
    ] {
        anna.get(&format!("/time?{query}")).await.expect(422);
        anna.get(&format!("/time/totals?{query}")).await.expect(422);
        anna.get(&format!("/time.csv?{query}")).await.expect(422);
    }
    assert_eq!(
        anna.get("/time.csv?round=down&minutes=0&by=week").await.expect(422).fields(),
        ["by", "minutes", "round"]
    );
    for path in ["/time/9", "/time/x"] {
        anna.get(path).await.expect(404);
        anna.patch(path, json!({"note": "a"})).await.expect(404);
        anna.delete(path).await.expect(404);
    }
    assert_eq!(anna.head().await["id"], head);
}

#[tokio::test]
async fn totals_are_by_project_tag_task_and_hour() {
    let (_server, mut anna) = with_tasks().await;
    anna.add_project("Work").await;
    anna.patch("/tasks/1", json!({"project_id": 1, "tags": ["work", "deep"]})).await.expect(200);
    anna.log(1, "2026-05-12T09:30", "2026-05-12T11:00").await;
    anna.log(2, "2026-05-11T09:00", "2026-05-11T09:30").await;
    anna.post("/time", json!({"note": "Tea", "day": "2026-05-12", "seconds": 600})).await.expect(201);
    let totals = anna.get("/time/totals?from=2026-05-11&to=2026-05-13").await.expect(200).json();
    assert_eq!(totals["seconds"], 5_400 + 1_800 + 600);
    let projects = json!([{"project_id": 1, "seconds": 5_400}, {"project_id": null, "seconds": 2_400}]);
    assert_eq!(totals["projects"], projects);
    assert_eq!(totals["tags"], json!([{"tag": "deep", "seconds": 5_400}, {"tag": "work", "seconds": 5_400}]));
    assert_eq!(totals["tasks"][2], json!({"task": null, "note": "Tea", "seconds": 600}));
    assert_eq!((&totals["hours"][9], &totals["hours"][10]), (&json!(3_600), &json!(3_600)));
    for (query, seconds) in [("project=1", 5_400), ("tag=Deep", 5_400), ("task=2", 1_800), ("project=9", 0)] {
        let totals = anna.get(&format!("/time/totals?from=2026-05-11&{query}")).await.expect(200).json();
        assert_eq!(totals["seconds"], seconds, "{query}");
    }
    let csv = anna.get("/time.csv?from=2026-05-11&to=2026-05-12&by=task").await.expect(200);
    assert!(csv.header("content-disposition").contains("time.csv"));
    let text = String::from_utf8(csv.unpacked().into_owned()).unwrap();
    let lines = [
        "date,start,end,duration_h,task,project,tags,note",
        "2026-05-11,,,0.50,Walls,,,",
        "2026-05-12,,,0.17,,,,Tea",
        "2026-05-12,,,1.50,Report,Work,deep work,",
    ];
    assert_eq!(text, lines.map(|line| format!("{line}\r\n")).concat());
}

#[tokio::test]
async fn a_forgotten_timer_is_asked_about_once() {
    let (server, mut anna) = with_tasks().await;
    anna.start(1).await;
    anna.post("/timer/presence", json!({})).await.expect(204);
    server.clock.advance(minutes(20));
    anna.post("/timer/presence", json!({})).await.expect(204);
    assert_eq!(anna.get("/timer").await.json()["away_since"], Value::Null);
    server.clock.advance(minutes(200));
    anna.post("/timer/presence", json!({})).await.expect(204);
    server.clock.advance(minutes(5));
    anna.post("/timer/presence", json!({})).await.expect(204);
    assert_eq!(anna.get("/timer").await.json()["away_since"], "2026-05-13T09:50:00Z");
    anna.patch("/time/1", json!({"confirmed": true})).await.expect(200);
    assert_eq!(anna.get("/timer").await.json()["away_since"], Value::Null);
    // It stops where somebody was last there.
    server.clock.advance(minutes(90));
    anna.post("/timer/presence", json!({})).await.expect(204);
    let away = anna.get("/timer").await.json()["away_since"].clone();
    let stopped = anna.post("/timer/stop", json!({ "at": away })).await.expect(200).json();
    assert_eq!(stopped["stopped"]["ended_at"], away);
    assert_eq!(anna.get("/timer").await.json()["away_since"], Value::Null);
}

#[tokio::test]
async fn a_start_can_be_dated_back_and_repeated() {
    let (server, mut anna) = with_tasks().await;
    anna.start(1).await;
    server.clock.advance(minutes(60));
    let key = [("idempotency-key", "start")];
    let body = json!({"task_id": 2, "at": "2026-05-13T12:00"});
    let first = anna.send_json("POST", "/timer/start", &key, &body).await.expect(200).json();
    assert_eq!(anna.entry(1).await["ended_at"], "2026-05-13T10:00:00Z");
    assert_eq!(anna.send_json("POST", "/timer/start", &key, &body).await.expect(200).json(), first);
    // What began later is in the way.
    let body = |adjust| json!({"task_id": 3, "at": "2026-05-13T11:45", "adjust": adjust});
    anna.post("/timer/start", body(false)).await.expect(409);
    let adjusted = anna.post("/timer/start", body(true)).await.expect(200);
    assert_eq!(anna.spans("2026-05-13").await, ["09:30-09:45", "09:45-now"]);
    anna.undo(adjusted.group()).await.expect(200);
    assert_eq!(anna.spans("2026-05-13").await, ["09:30-10:00", "10:00-now"]);
}

#[tokio::test]
async fn a_break_follows_a_block_of_focus_on_every_device() {
    let (server, mut anna) = with_tasks().await;
    let block = json!({"task_id": 1, "target": 25});
    anna.post("/timer/start", block.clone()).await.expect(200);
    // The tab sleeps: nobody tells the server anything, and nothing is cut.
    server.clock.advance(minutes(28));
    let timer = anna.get("/timer").await.json();
    assert_eq!((&timer["running"]["target"], &timer["pause"]), (&json!(25), &Value::Null));
    let stopped = anna.stop().await;
    assert_eq!(
        (&stopped["started_at"], &stopped["ended_at"]),
        (&json!("2026-05-13T09:30:00Z"), &json!("2026-05-13T09:58:00Z"))
    );
    let pause = json!({"started_at": "2026-05-13T09:58:00Z", "minutes": 5, "cycle": 1});
    assert_eq!(anna.get("/timer").await.json()["pause"], pause);
    let mut elsewhere = server.browser();
    elsewhere.log_in("anna", PASSWORD).await.expect(200);
    server.clock.advance(minutes(7));
    assert_eq!(elsewhere.get("/timer").await.json()["pause"], pause, "it is over, but the next is begun by a person");

    // It is worked out, so a setting changes it at once.
    anna.patch("/settings", json!({"focus": {"pause": 8}})).await.expect(200);
    assert_eq!(anna.get("/timer").await.json()["pause"]["minutes"], 8);
    anna.patch("/settings", json!({"focus": {"style": "flow"}})).await.expect(200);
    assert_eq!(anna.get("/timer").await.json()["pause"]["minutes"], 5);
    anna.patch("/settings", json!({"focus": {"style": "countdown"}})).await.expect(200);
    assert_eq!(anna.get("/timer").await.json()["pause"], Value::Null);
    anna.patch("/settings", json!({"focus": {"style": "pomodoro", "every": 2}})).await.expect(200);

    // Completing the task ends a block as stopping it does. The second of a row of two has the longer break.
    anna.post("/timer/start", block.clone()).await.expect(200);
    assert_eq!(anna.get("/timer").await.json()["pause"], Value::Null, "something runs");
    server.clock.advance(minutes(25));
    anna.patch("/tasks/1", json!({"status": "done"})).await.expect(200);
    let pause = anna.get("/timer").await.json()["pause"].clone();
    assert_eq!((&pause["minutes"], &pause["cycle"]), (&json!(15), &json!(2)));

    // One that is given up has no break, and time without a target neither.
    anna.post("/timer/start", json!({"task_id": 2, "target": 25})).await.expect(200);
    server.clock.advance(minutes(10));
    let given_up = anna.post("/timer/stop", json!({})).await.expect(200).group();
    assert_eq!(anna.get("/timer").await.json()["pause"], Value::Null);
    anna.undo(given_up).await.expect(200);
    server.clock.advance(minutes(15));
    anna.stop().await;
    assert_eq!(anna.get("/timer").await.json()["pause"]["cycle"], 3);
    server.clock.advance(minutes(60));
    assert_eq!(anna.get("/timer").await.json()["pause"], Value::Null);
}
