//! Statistics: what was made, done and dropped, and the tasks behind the numbers.

use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use serde_json::{Value, json};

use crate::support::{Browser, Server, anna, day, today};

fn pass_hours(server: &Server, hours: i64) {
    server.clock.advance(SignedDuration::from_hours(hours));
}

async fn close(anna: &mut Browser, id: i64, status: &str) {
    anna.patch(&format!("/tasks/{id}"), json!({ "status": status })).await.expect(200);
}

async fn statistics(anna: &mut Browser, query: &str) -> Value {
    anna.get(&format!("/statistics{query}")).await.expect(200).json()
}

/// The statistics of a day.
fn of_day<'s>(statistics: &'s Value, date: &str) -> &'s Value {
    statistics["days"].as_array().unwrap().iter().find(|one| one["date"] == date).unwrap()
}

fn sum(list: &Value, field: &str) -> i64 {
    list.as_array().unwrap().iter().map(|one| one[field].as_i64().unwrap()).sum()
}

#[tokio::test]
async fn a_new_account_has_a_year_of_nothing() {
    let (_server, mut anna) = anna().await;
    let found = statistics(&mut anna, "").await;
    assert_eq!(found["days"].as_array().unwrap().len(), 365);
    assert_eq!((&found["today"], &found["days"][364]["date"]), (&json!(day(0)), &json!(day(0))));
    let nothing = json!({
        "created": 0, "done": 0, "dropped": 0, "seconds": 0, "median_age": null, "planned_days": 0, "plan_kept": null
    });
    assert_eq!(found["totals"], nothing);
    assert_eq!(found["open"], json!({"count": 0, "oldest": null}));
    assert_eq!(found["hours"], json!(vec![0; 24]));
}

#[tokio::test]
async fn every_number_is_that_of_the_tasks_behind_it() {
    let (server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "Whole"}),
        json!({"title": "Part", "parent_id": 1}),
        json!({"title": "Quick"}),
        json!({"title": "Never"}),
        json!({"title": "Slow"}),
    ])
    .await;
    close(&mut anna, 3, "done").await;
    pass_hours(&server, 24);
    anna.make_all([json!({"title": "New"}), json!({"title": "Deleted"})]).await;
    anna.delete("/tasks/7").await.expect(204);
    for (id, status) in [(2, "done"), (1, "done"), (4, "dropped")] {
        close(&mut anna, id, status).await;
    }
    pass_hours(&server, 48);
    close(&mut anna, 5, "done").await;
    let found = statistics(&mut anna, "").await;
    let totals = &found["totals"];
    assert_eq!((&totals["created"], &totals["done"], &totals["dropped"]), (&json!(6), &json!(3), &json!(1)));
    assert_eq!(totals["median_age"], 1.0, "0, 1 and 3 days");
    assert_eq!(found["open"]["count"], 1);
    assert_eq!(found["open"]["oldest"]["title"], "New");
    let weekday = usize::try_from((today() + 1.day()).weekday().to_monday_zero_offset()).unwrap();
    assert_eq!(found["weekdays"][weekday], 1);
    for list in ["days", "weeks"] {
        assert_eq!(sum(&found[list], "done"), 3);
        assert_eq!(sum(&found[list], "dropped"), 1);
    }
    assert_eq!(sum(&found["weeks"], "created"), 6);
    for one in found["days"].as_array().unwrap().iter().rev().take(5) {
        let date = one["date"].as_str().unwrap();
        for (field, state) in [("done", "is:done"), ("dropped", "is:dropped")] {
            let behind = anna.find(&format!("{state} no:subtask completed:{date}")).await;
            assert_eq!(behind["total"], one[field], "{field} on {date}");
        }
    }
    for week in found["weeks"].as_array().unwrap().iter().rev().take(2) {
        let range = format!("{}..{}", week["first_day"].as_str().unwrap(), week["last_day"].as_str().unwrap());
        let behind = anna.find(&format!("is:open,done,dropped created:{range}")).await;
        assert_eq!(behind["total"], week["created"], "{range}");
    }
    assert_eq!(anna.find("has:subtask").await["tasks"][0]["title"], "Whole");
}

#[tokio::test]
async fn an_archived_project_is_not_open_and_what_was_done_in_it_counts() {
    let (_server, mut anna) = anna().await;
    let project = anna.add_project("House").await;
    anna.make_all([json!({"title": "Old", "project_id": project}), json!({"title": "Done", "project_id": project})])
        .await;
    anna.add_task("Now").await;
    close(&mut anna, 2, "done").await;
    anna.patch(&format!("/projects/{project}"), json!({"archived": true})).await.expect(200);
    let found = statistics(&mut anna, "").await;
    assert_eq!((&found["open"]["count"], &found["open"]["oldest"]["title"]), (&json!(1), &json!("Now")));
    assert_eq!(found["totals"]["done"], 1);
}

#[tokio::test]
async fn time_counts_on_the_days_that_it_lies_on() {
    let (server, mut anna) = anna().await;
    let task = anna.add_task("Write").await;
    anna.post("/time", json!({"task_id": task, "day": day(-3), "seconds": 5_400})).await.expect(201);
    anna.post("/timer/start", json!({ "task_id": task })).await.expect(200);
    pass_hours(&server, 24);
    let found = statistics(&mut anna, "").await;
    let sheet = anna.get(&format!("/time/totals?from={}&to={}", day(-364), day(1))).await.expect(200).json();
    assert_eq!(found["totals"]["seconds"], 86_400 + 5_400);
    assert_eq!(found["totals"]["seconds"], sheet["seconds"]);
    for (date, seconds) in sheet["days"].as_object().unwrap() {
        assert_eq!(&of_day(&found, date)["seconds"], seconds, "{date}");
    }
    // One that began before the days reaches into them.
    let last = statistics(&mut anna, &format!("?from={}", day(1))).await;
    assert_eq!(last["totals"]["seconds"], of_day(&found, &day(1))["seconds"]);
}

#[tokio::test]
async fn a_plan_is_kept_by_what_was_done_on_its_day() {
    let (server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "First", "planned": day(0)}),
        json!({"title": "Second", "planned": day(0)}),
        json!({"title": "Third", "planned": day(0)}),
        json!({"title": "Gone", "planned": day(0)}),
        json!({"title": "Between"}),
    ])
    .await;
    anna.post(&format!("/reviews/{}/start", day(0)), json!({})).await.expect(200);
    anna.delete("/tasks/4").await.expect(204);
    for (id, status) in [(1, "done"), (2, "dropped"), (5, "done")] {
        close(&mut anna, id, status).await;
    }
    pass_hours(&server, 24);
    close(&mut anna, 3, "done").await;
    let found = statistics(&mut anna, "").await;
    let plan = json!({"planned": 3, "kept": 1, "unplanned": 1});
    assert_eq!(of_day(&found, &day(0))["plan"], plan);
    let review = anna.get(&format!("/reviews/{}", day(0))).await.expect(200).json();
    assert_eq!((&review["now"]["planned"], &review["now"]["kept"]), (&plan["planned"], &plan["kept"]));
    assert_eq!(found["totals"]["planned_days"], 1);
    assert!((found["totals"]["plan_kept"].as_f64().unwrap() - 1.0 / 3.0).abs() < 1e-9);
}

#[tokio::test]
async fn weeks_begin_when_the_account_s_do() {
    let (_server, mut anna) = anna().await;
    for start in ["monday", "sunday", "wednesday"] {
        anna.patch("/settings", json!({"week_start": start})).await.expect(200);
        let found = statistics(&mut anna, "").await;
        for week in &found["weeks"].as_array().unwrap()[1..] {
            let first: Date = week["first_day"].as_str().unwrap().parse().unwrap();
            assert_eq!(format!("{:?}", first.weekday()).to_lowercase(), start);
        }
    }
}

#[tokio::test]
async fn days_that_make_no_sense_are_refused_by_name() {
    let (_server, mut anna) = anna().await;
    for (query, field) in [
        ("from=yesterday", "from"),
        ("to=2026-02-30", "to"),
        ("from=2026-05-02&to=2026-05-01", "to"),
        ("from=2025-01-01&to=2026-05-01", "to"),
        ("from=0001-01-01&to=9999-12-31", "to"),
        ("from=2026-05-01&from=2026-05-02", "from"),
    ] {
        assert_eq!(anna.get(&format!("/statistics?{query}")).await.expect(422).fields(), [field], "{query}");
    }
    assert_eq!(anna.get("/calibration?day=then").await.expect(422).fields(), ["day"]);
    for query in ["to=0001-01-01", "from=9999-12-31", "from=9999-12-01&to=9999-12-31"] {
        statistics(&mut anna, &format!("?{query}")).await;
    }
}
