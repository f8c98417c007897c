//! How estimates turned out, from the time that was kept.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Browser, anna};

/// A task that was estimated, worked on for so many minutes on a day, and done.
async fn done(browser: &mut Browser, task: Value, minutes: i64) -> i64 {
    let id = browser.make(task).await["id"].as_i64().unwrap();
    let time = json!({"task_id": id, "day": "2026-05-12", "seconds": minutes * 60});
    browser.post("/time", time).await.expect(201);
    browser.patch(&format!("/tasks/{id}"), json!({"status": "done"})).await.expect(200);
    id
}

#[tokio::test]
async fn a_factor_comes_from_tasks_as_they_were_estimated_first() {
    let (server, mut anna) = anna().await;
    // Amounts alone are not looked for, so each task has a minute by the timer, too.
    for number in 0..8 {
        let task = json!({"title": format!("Page {number}"), "estimate": 60, "tags": ["writing"]});
        let id = anna.make(task).await["id"].as_i64().unwrap();
        anna.post("/timer/start", json!({ "task_id": id })).await.expect(200);
        server.clock.advance(SignedDuration::from_mins(90));
        // A later estimate towards the truth would flatter.
        anna.patch(&format!("/tasks/{id}"), json!({"estimate": 90})).await.expect(200);
        anna.patch(&format!("/tasks/{id}"), json!({"status": "done"})).await.expect(200);
        let calibration = anna.get("/calibration").await.expect(200).json();
        assert_eq!(calibration["account"].is_null(), number < 4, "after {}", number + 1);
    }
    let calibration = anna.get("/calibration").await.expect(200).json();
    assert_eq!((&calibration["account"]["count"], &calibration["account"]["median"]), (&json!(8), &json!(1.5)));
    assert_eq!(calibration["account"]["to_use"], 1.3);
    assert_eq!(
        (&calibration["tags"][0]["tag"], &calibration["tags"][0]["factor"]["to_use"]),
        (&json!("writing"), &json!(1.4))
    );
    assert_eq!(calibration["bands"][0]["up_to"], 60);
}

#[tokio::test]
async fn what_says_nothing_is_left_out() {
    let (server, mut anna) = anna().await;
    let parent = anna.add_task("Whole").await;
    for (number, task) in [
        json!({"title": "No estimate"}),
        json!({"title": "Dropped", "estimate": 60}),
        json!({"title": "Still open", "estimate": 60}),
        json!({"title": "All night", "estimate": 60}),
        json!({"title": "Half a minute", "estimate": 60}),
    ]
    .into_iter()
    .enumerate()
    {
        for _ in 0..5 {
            let id = anna.make(task.clone()).await["id"].as_i64().unwrap();
            anna.post("/timer/start", json!({ "task_id": id })).await.expect(200);
            let minutes = if number == 3 { 11 * 60 } else { 90 };
            let length = if number == 4 { SignedDuration::from_secs(30) } else { SignedDuration::from_mins(minutes) };
            server.clock.advance(length);
            anna.post("/timer/stop", json!({})).await.expect(200);
            let status = if number == 1 { "dropped" } else { "done" };
            if number != 2 {
                anna.patch(&format!("/tasks/{id}"), json!({ "status": status })).await.expect(200);
            }
        }
        assert_eq!(anna.get("/calibration").await.expect(200).json()["account"], Value::Null, "{task}");
    }
    // A task with parts is not one that was estimated by itself.
    let part = anna.make(json!({"title": "Part", "parent_id": parent})).await;
    assert_eq!(part["parent_id"], parent);
    done(&mut anna, json!({"title": "Amount alone", "estimate": 60}), 30).await;
    assert_eq!(anna.get("/calibration").await.expect(200).json()["projects"], json!([]));
}

#[tokio::test]
async fn the_usual_hours_of_a_weekday_are_known_after_four() {
    let (_server, mut anna) = anna().await;
    // Four Tuesdays before Wednesday, 13 May 2026, and three Mondays.
    for (day, minutes) in [
        ("2026-05-12", 60),
        ("2026-05-05", 120),
        ("2026-04-28", 180),
        ("2026-04-21", 240),
        ("2026-05-11", 60),
        ("2026-05-04", 60),
        ("2026-04-27", 60),
        // Today is not over yet.
        ("2026-05-13", 600),
    ] {
        let time = json!({"note": "Work", "day": day, "seconds": minutes * 60});
        anna.post("/time", time).await.expect(201);
    }
    let hours = anna.get("/calibration/hours").await.expect(200).json();
    assert_eq!(hours["weekdays"], json!([null, 150, null, null, null, null, null]));
}
