//! What repeats, from end to end.

use jiff::ToSpan;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, anna, day, in_days, instant, titles, today};

async fn repeating(browser: &mut Browser, due: &str, rule: &str) -> i64 {
    let task = json!({"title": "Repeats", "due": due, "recurrence": {"rule": rule}});
    browser.make(task).await["id"].as_i64().unwrap()
}

async fn complete(browser: &mut Browser, id: i64) -> i64 {
    browser.patch(&format!("/tasks/{id}"), json!({"status": "done"})).await.expect(200).group()
}

async fn skip(browser: &mut Browser, id: i64) -> Answer {
    browser.send("POST", &format!("/tasks/{id}/skip"), None, Vec::new()).await
}

/// The dues of the open tasks, in the order they were made.
async fn dues(browser: &mut Browser) -> Vec<String> {
    let open = browser.find("is:open sort:created").await;
    open["tasks"].as_array().unwrap().iter().map(|task| task["due"].as_str().unwrap_or("none").to_owned()).collect()
}

async fn occurrences(browser: &mut Browser, id: i64) -> Value {
    browser.get(&format!("/tasks/{id}/occurrences")).await.expect(200).json()["occurrences"].clone()
}

#[tokio::test]
async fn completing_makes_the_next_with_its_parts_opened_again_in_one_action() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    let whole = json!({
        "title": "Clean", "description": "All", "due": day(1), "start": day(0), "planned": day(1), "estimate": 30,
        "priority": "high", "project_id": 1, "tags": ["home"], "recurrence": {"rule": "FREQ=WEEKLY"}
    });
    let made = anna.make(whole).await;
    anna.make_all([
        json!({"title": "Kitchen", "parent_id": 1, "status": "done", "due": day(0), "tags": ["wet"]}),
        json!({"title": "Floor", "parent_id": 2}),
        json!({"title": "Never again", "parent_id": 1, "status": "dropped"}),
    ])
    .await;
    let answer = anna.patch("/tasks/1", json!({"status": "done"})).await.expect(200);
    let done = answer.json();
    assert_eq!((&done["id"], &done["status"], &done["due"]), (&json!(1), &json!("done"), &made["due"]));
    let next = anna.task(5).await;
    for field in ["title", "description", "estimate", "priority", "project_id", "tags"] {
        assert_eq!(next[field], made[field], "{field}");
    }
    assert_eq!((&next["due"], &next["start"], &next["planned"]), (&json!(day(8)), &json!(day(7)), &Value::Null));
    assert_eq!((&next["previous_id"], &next["completed_at"]), (&json!(1), &Value::Null));
    assert_ne!(next["uid"], made["uid"]);
    let list = anna.get("/tasks/5/subtasks").await.json();
    let parts = &list["tasks"];
    assert_eq!(titles(&list), ["Kitchen", "Floor"]);
    assert_eq!((&parts[0]["parent_id"], &parts[1]["parent_id"]), (&json!(5), &parts[0]["id"]));
    assert_eq!(
        (&parts[0]["due"], &parts[0]["tags"], &parts[0]["status"]),
        (&json!(day(7)), &json!(["wet"]), &json!("open"))
    );
    let action = anna.group(answer.group()).await["action"].clone();
    assert_eq!(action, "complete", "though it made tasks too");
    anna.undo(answer.group()).await.expect(200);
    assert_eq!(anna.get("/tasks").await.json()["total"], 4);
    anna.get("/tasks/5").await.expect(404);
    assert_eq!(anna.task(1).await["status"], "open");
}

#[tokio::test]
async fn what_was_missed_shows_once_and_what_is_rare_is_never_passed_by() {
    let (_server, mut anna) = anna().await;
    for (rule, due, next) in [
        ("FREQ=DAILY", day(-5), day(0)),
        ("FREQ=DAILY", day(0), day(1)),
        ("FREQ=DAILY", day(3), day(4)),
        ("FREQ=DAILY;INTERVAL=3", day(-5), day(1)),
        ("FREQ=WEEKLY", day(-15), day(6)),
        ("FREQ=WEEKLY;INTERVAL=2", day(-29), day(13)),
        ("FREQ=WEEKLY;INTERVAL=4", day(-90), day(-62)),
        ("FREQ=MONTHLY", "2026-01-31".into(), "2026-02-28".into()),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "2025-01-01".into(), "2025-02-01".into()),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2024-01-31".into(), "2024-02-29".into()),
        ("FREQ=MONTHLY;BYDAY=2TU", "2025-01-14".into(), "2025-02-11".into()),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2025-01-31".into(), "2025-02-28".into()),
        ("FREQ=YEARLY", "2020-02-29".into(), "2021-02-28".into()),
    ] {
        let id = repeating(&mut anna, &due, rule).await;
        complete(&mut anna, id).await;
        assert_eq!(dues(&mut anna).await, [next], "{rule} from {due}");
        anna.delete(&format!("/tasks/{}", id + 1)).await.expect(204);
    }
}

#[tokio::test]
async fn what_is_completed_after_midnight_does_not_take_the_day_s_own_along() {
    let (server, mut anna) = anna().await;
    let (wall, yesterday) = (today(), today().yesterday().unwrap());
    server.clock.set(instant(&format!("{wall}T00:30[Europe/Berlin]")));
    anna.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
    for (due, next) in [
        (yesterday.to_string(), wall.to_string()),
        (format!("{yesterday}T22:00[Europe/Berlin]"), format!("{wall}T22:00[Europe/Berlin]")),
    ] {
        let id = repeating(&mut anna, &due, "FREQ=DAILY").await;
        complete(&mut anna, id).await;
        assert_eq!(dues(&mut anna).await, [&*next], "{due}");
        complete(&mut anna, id + 1).await;
        let tomorrow = wall.tomorrow().unwrap().to_string();
        assert_eq!(dues(&mut anna).await, [next.replace(&wall.to_string(), &tomorrow)], "once more");
        anna.delete(&format!("/tasks/{}", id + 2)).await.expect(204);
    }
}

#[tokio::test]
async fn a_completion_is_back_dated_and_the_next_counts_from_then() {
    let (_server, mut anna) = anna().await;
    for (from, rule, due) in [
        ("due", "FREQ=DAILY", day(-4)),
        ("due", "FREQ=DAILY;INTERVAL=5", day(-3)),
        ("completion", "FREQ=DAILY;INTERVAL=5", day(1)),
    ] {
        let recurrence = json!({"rule": rule, "from": from});
        let task = json!({"title": from, "due": day(-8), "recurrence": recurrence});
        let id = anna.make(task).await["id"].as_i64().unwrap();
        let done = anna
            .patch(&format!("/tasks/{id}"), json!({"completed_at": in_days(-4).to_string()}))
            .await
            .expect(200)
            .json();
        assert!(done["completed_at"].as_str().unwrap().starts_with(&day(-4)));
        let next = anna.find("is:open sort:-created").await["tasks"][0].clone();
        assert_eq!((&next["due"], &next["recurrence"]["from"]), (&json!(due), &json!(from)), "{rule} from {from}");
    }
}

#[tokio::test]
async fn a_completion_that_is_dated_again_takes_its_parts_and_an_untouched_next_along() {
    let (_server, mut anna) = anna().await;
    let recurrence = json!({"rule": "FREQ=DAILY;INTERVAL=5", "from": "completion"});
    let task = json!({"title": "Water", "due": day(-8), "start": day(-9), "recurrence": recurrence});
    let id = anna.make(task).await["id"].as_i64().unwrap();
    anna.make(json!({"title": "Ferns", "parent_id": id, "due": day(-8)})).await;
    complete(&mut anna, id).await;
    let dates = |list: Value| -> Vec<(Value, Value)> {
        let tasks = list["tasks"].as_array().unwrap().clone();
        tasks.iter().map(|task| (task["due"].clone(), task["start"].clone())).collect()
    };
    let open = "is:open sort:created";
    assert_eq!(dates(anna.find(open).await), [(json!(day(5)), json!(day(4))), (json!(day(5)), Value::Null)]);
    let earlier = json!({"completed_at": in_days(-4).to_string()});
    let answer = anna.patch(&format!("/tasks/{id}"), earlier.clone()).await.expect(200);
    assert_eq!(dates(anna.find(open).await), [(json!(day(1)), json!(day(0))), (json!(day(1)), Value::Null)]);
    assert_eq!(anna.task(id + 1).await["completed_at"], answer.json()["completed_at"], "it was closed along with it");
    anna.undo(answer.group()).await.expect(200);
    assert_eq!(dates(anna.find(open).await)[0].0, day(5));
    anna.patch(&format!("/tasks/{id}"), earlier).await.expect(200);
    anna.patch(&format!("/tasks/{id}"), json!({"status": "open"})).await.expect(200);
    assert_eq!(dues(&mut anna).await, [day(-8), day(-8)], "what was moved along is untouched");
    let parts = anna.get(&format!("/tasks/{id}/subtasks")).await.json();
    assert_eq!(parts["tasks"][0]["status"], "open", "a part that went along comes back");
    complete(&mut anna, id).await;
    let next = anna.find("is:open water").await["tasks"][0]["id"].as_i64().unwrap();
    anna.patch(&format!("/tasks/{next}"), json!({"due": day(9)})).await.expect(200);
    anna.patch(&format!("/tasks/{id}"), json!({"completed_at": in_days(-2).to_string()})).await.expect(200);
    assert_eq!(anna.task(next).await["due"], day(9), "what was moved by hand stays there");
}

#[tokio::test]
async fn a_series_that_was_over_by_an_earlier_completion_takes_the_next_back() {
    let (_server, mut anna) = anna().await;
    let until = today().checked_add(2.days()).unwrap().strftime("%Y%m%d").to_string();
    let rule = format!("FREQ=DAILY;INTERVAL=3;UNTIL={until}");
    let recurrence = json!({"rule": rule, "from": "completion"});
    let id =
        anna.make(json!({"title": "Course", "due": day(-3), "recurrence": recurrence})).await["id"].as_i64().unwrap();
    anna.patch(&format!("/tasks/{id}"), json!({"completed_at": in_days(-1).to_string()})).await.expect(200);
    assert_eq!(dues(&mut anna).await, [day(2)]);
    anna.patch(&format!("/tasks/{id}"), json!({"completed_at": in_days(0).to_string()})).await.expect(200);
    assert_eq!(dues(&mut anna).await, [""; 0]);
    anna.patch(&format!("/tasks/{id}"), json!({"completed_at": in_days(-2).to_string()})).await.expect(200);
    assert_eq!(dues(&mut anna).await, [day(1)]);
}

#[tokio::test]
async fn a_series_ends_by_count_and_by_day() {
    let (_server, mut anna) = anna().await;
    let until = today().checked_add(1.days()).unwrap().strftime("%Y%m%d").to_string();
    for (rule, dates) in [("FREQ=DAILY;COUNT=2", 1), (&*format!("FREQ=DAILY;UNTIL={until}"), 1), ("FREQ=DAILY", 5)] {
        let id = repeating(&mut anna, &day(0), rule).await;
        assert_eq!(occurrences(&mut anna, id).await.as_array().unwrap().len(), dates, "{rule}");
        complete(&mut anna, id).await;
        let next = anna.find("repeats is:open").await["tasks"][0]["id"].as_i64().unwrap();
        complete(&mut anna, next).await;
        let open = dues(&mut anna).await;
        assert_eq!(open.len(), usize::from(dates == 5), "{rule}: {open:?}");
    }
    let counted = json!({"rule": "FREQ=DAILY;COUNT=3", "from": "completion"});
    let task = json!({"title": "Counted", "due": day(0), "recurrence": counted});
    let mut id = anna.make(task).await["id"].as_i64().unwrap();
    for left in [1, 1, 0] {
        complete(&mut anna, id).await;
        let open = anna.find("counted is:open").await;
        assert_eq!(open["total"], left);
        id = open["tasks"][0]["id"].as_i64().unwrap_or_default();
    }
}

#[tokio::test]
async fn reopening_takes_the_next_away_unless_it_was_touched() {
    let (_server, mut anna) = anna().await;
    let id = repeating(&mut anna, &day(0), "FREQ=DAILY").await;
    for opened in [json!({"completed_at": null}), json!({"status": "open"})] {
        complete(&mut anna, id).await;
        assert_eq!(dues(&mut anna).await, [day(1)]);
        anna.patch(&format!("/tasks/{id}"), opened).await.expect(200);
        assert_eq!(dues(&mut anna).await, [day(0)]);
    }
    let group = anna.head().await;
    assert_eq!(group["action"], "reopen");
    anna.undo(group["id"].as_i64().unwrap()).await.expect(200);
    assert_eq!(dues(&mut anna).await, [day(1)]);
    let next = anna.find("is:open").await["tasks"][0]["id"].as_i64().unwrap();
    anna.patch(&format!("/tasks/{next}"), json!({"description": "Mine"})).await.expect(200);
    let opened = anna.patch(&format!("/tasks/{id}"), json!({"status": "open"})).await.expect(200).json();
    assert_eq!(dues(&mut anna).await, [day(0), day(1)]);
    assert_eq!(opened["recurrence"], Value::Null, "the series goes on once, not twice");
    complete(&mut anna, id).await;
    assert_eq!(dues(&mut anna).await, [day(1)]);
}

#[tokio::test]
async fn a_subtask_that_is_at_its_next_date_goes_along_with_the_next_task() {
    let (_server, mut anna) = anna().await;
    for closing in [json!({"status": "done"}), json!({"status": "dropped"})] {
        let id = repeating(&mut anna, &day(0), "FREQ=WEEKLY").await;
        let weekly = json!({"rule": "FREQ=WEEKLY"});
        let part = json!({"title": "Part", "parent_id": id, "due": day(0), "recurrence": weekly});
        let part = anna.make(part).await["id"].as_i64().unwrap();
        let below = anna.make(json!({"title": "Below", "parent_id": part})).await["id"].as_i64().unwrap();
        complete(&mut anna, part).await;
        let next_part = below + 1;
        let before = anna.task(next_part).await;
        assert_eq!((&before["due"], &before["parent_id"]), (&json!(day(7)), &json!(id)));
        let group = anna.patch(&format!("/tasks/{id}"), closing.clone()).await.expect(200).group();
        let next = anna.find(&format!("is:open due:{}", day(7))).await;
        let next = next["tasks"].as_array().unwrap().iter().find(|task| task["previous_id"] == id).unwrap().clone();
        let along = anna.task(next_part).await;
        assert_eq!(
            (&along["status"], &along["due"], &along["parent_id"]),
            (&json!("open"), &json!(day(7)), &next["id"]),
            "{closing}"
        );
        let open_parts = anna.find(&format!("is:open parent:{}", next["id"])).await;
        assert_eq!(open_parts["total"], 1, "the subtask is there once: {open_parts}");
        // Reopened, the task has it back, and so it has after an undo.
        anna.patch(&format!("/tasks/{id}"), json!({"status": "open"})).await.expect(200);
        assert_eq!(anna.task(next_part).await["parent_id"], id);
        anna.get(&format!("/tasks/{}", next["id"])).await.expect(404);
        let reopened = anna.head().await["id"].as_i64().unwrap();
        anna.undo(reopened).await.expect(200);
        assert_eq!(anna.task(next_part).await["parent_id"], next["id"]);
        anna.undo(group).await.expect(200);
        assert_eq!(anna.task(next_part).await["parent_id"], id);
        anna.delete(&format!("/tasks/{id}")).await.expect(204);
    }
}

#[tokio::test]
async fn a_subtask_that_went_along_comes_back_closed_when_the_series_ends_earlier() {
    let (_server, mut anna) = anna().await;
    let rule = format!("FREQ=DAILY;INTERVAL=5;UNTIL={}", day(2).replace('-', ""));
    let task = json!({"title": "Water", "due": day(-8), "recurrence": {"rule": rule, "from": "completion"}});
    let id = anna.make(task).await["id"].as_i64().unwrap();
    let part = json!({"title": "Part", "parent_id": id, "due": day(-8), "recurrence": {"rule": "FREQ=WEEKLY"}});
    anna.make(part).await;
    let on = |days: i64| json!({"status": "done", "completed_at": in_days(days).to_string()});
    anna.patch(&format!("/tasks/{}", id + 1), on(-8)).await.expect(200);
    let part = id + 2;
    anna.patch(&format!("/tasks/{id}"), on(-4)).await.expect(200);
    let next = anna.task(part).await["parent_id"].clone();
    assert_ne!(next, id, "it went along");
    // Five days after today, the series is over.
    anna.patch(&format!("/tasks/{id}"), on(0)).await.expect(200);
    anna.get(&format!("/tasks/{next}")).await.expect(404);
    let part = anna.task(part).await;
    assert_eq!((&part["parent_id"], &part["status"]), (&json!(id), &json!("done")));
}

#[tokio::test]
async fn a_task_can_be_reopened_and_moved_at_once() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.make_all([json!({"title": "Whole"}), json!({"title": "Part", "parent_id": 1})]).await;
    complete(&mut anna, 1).await;
    anna.patch("/tasks/1", json!({"status": "open", "project_id": 1})).await.expect(200);
    let part = anna.task(2).await;
    assert_eq!((&part["status"], &part["project_id"]), (&json!("open"), &json!(1)));
}

#[tokio::test]
async fn a_daily_subtask_of_today_is_closed_along_with_its_task() {
    let (_server, mut anna) = anna().await;
    let id = repeating(&mut anna, &day(0), "FREQ=WEEKLY").await;
    let daily = json!({"rule": "FREQ=DAILY"});
    let part = json!({"title": "Part", "parent_id": id, "due": day(-1), "recurrence": daily});
    let part = anna.make(part).await["id"].as_i64().unwrap();
    let yesterday = json!({"status": "done", "completed_at": in_days(-1).to_string()});
    anna.patch(&format!("/tasks/{part}"), yesterday).await.expect(200);
    assert_eq!(anna.task(part + 1).await["due"], day(0));
    complete(&mut anna, id).await;
    assert_eq!(anna.task(part + 1).await["status"], "done");
}

#[tokio::test]
async fn reopening_brings_back_the_parts_that_went_along() {
    let (_server, mut anna) = anna().await;
    for closing in ["done", "dropped"] {
        let id = anna.make(json!({"title": "Whole"})).await["id"].as_i64().unwrap();
        let [before, along, below] = [1, 2, 3].map(|number| id + number);
        anna.make(json!({"title": "Before", "parent_id": id})).await;
        anna.make(json!({"title": "Along", "parent_id": id})).await;
        anna.make(json!({"title": "Below", "parent_id": along})).await;
        let then = "2026-05-01T12:00:00Z";
        let closed = json!({"status": closing, "completed_at": then});
        anna.patch(&format!("/tasks/{before}"), closed.clone()).await.expect(200);
        anna.patch(&format!("/tasks/{id}"), closed).await.expect(200);
        assert_eq!(anna.task(below).await["status"], closing);
        anna.patch(&format!("/tasks/{id}"), json!({"status": "open"})).await.expect(200);
        for (part, status) in [(before, closing), (along, "open"), (below, "open")] {
            assert_eq!(anna.task(part).await["status"], status, "{part}");
        }
    }
}

#[tokio::test]
async fn reopening_leaves_a_next_whose_parts_were_touched() {
    let (_server, mut anna) = anna().await;
    for touch in ["done", "renamed", "added"] {
        let id = repeating(&mut anna, &day(0), "FREQ=DAILY").await;
        let part = anna.make(json!({"title": "Part", "parent_id": id})).await["id"].as_i64().unwrap();
        complete(&mut anna, id).await;
        let (next, copy) = (part + 1, part + 2);
        match touch {
            "done" => drop(complete(&mut anna, copy).await),
            "renamed" => drop(anna.patch(&format!("/tasks/{copy}"), json!({"title": "Mine"})).await.expect(200)),
            _ => drop(anna.make(json!({"title": "Another", "parent_id": next})).await),
        }
        let opened = anna.patch(&format!("/tasks/{id}"), json!({"status": "open"})).await.expect(200).json();
        assert_eq!(opened["recurrence"], Value::Null, "{touch}");
        assert_eq!(anna.task(next).await["status"], "open", "{touch}");
    }
}

#[tokio::test]
async fn completing_again_after_an_undo_and_a_redo_leaves_one_next() {
    let (_server, mut anna) = anna().await;
    let id = repeating(&mut anna, &day(0), "FREQ=DAILY").await;
    let done = complete(&mut anna, id).await;
    let undone = anna.undo(done).await.expect(200).group();
    anna.undo(undone).await.expect(200);
    assert_eq!(dues(&mut anna).await, [day(1)]);
    anna.patch(&format!("/tasks/{id}"), json!({"status": "open"})).await.expect(200);
    assert_eq!(dues(&mut anna).await, [day(0)]);
}

#[tokio::test]
async fn what_repeats_with_thousands_of_parts_is_completed() {
    let (_server, mut anna) = anna().await;
    let id = repeating(&mut anna, &day(0), "FREQ=DAILY").await;
    for _ in 0..6 {
        let text = (0..200).map(|part| format!("Part {part}")).collect::<Vec<_>>().join("\n");
        anna.post("/capture", json!({"text": text, "parent_id": id})).await.expect(201);
    }
    complete(&mut anna, id).await;
    assert_eq!(anna.find("is:open").await["total"], 1_201);
}

#[tokio::test]
async fn an_undo_stops_where_the_next_was_done_meanwhile() {
    let (_server, mut anna) = anna().await;
    let id = repeating(&mut anna, &day(0), "FREQ=DAILY").await;
    let first = complete(&mut anna, id).await;
    let second = complete(&mut anna, id + 1).await;
    anna.undo(first).await.expect(409);
    assert_eq!(dues(&mut anna).await, [day(2)]);
    anna.undo(second).await.expect(200);
    anna.undo(first).await.expect(200);
    assert_eq!(dues(&mut anna).await, [day(0)]);
}

#[tokio::test]
async fn one_is_skipped_and_the_series_is_stopped() {
    let (_server, mut anna) = anna().await;
    let id = repeating(&mut anna, &day(0), "FREQ=DAILY;COUNT=2").await;
    anna.patch("/tasks/1", json!({"planned": day(0), "start": day(-1)})).await.expect(200);
    let skipped = skip(&mut anna, id).await.expect(200);
    let shown = skipped.json();
    assert_eq!((&shown["due"], &shown["start"], &shown["planned"]), (&json!(day(1)), &json!(day(0)), &Value::Null));
    assert_eq!((&shown["status"], &shown["id"]), (&json!("open"), &json!(id)));
    assert_eq!(anna.head().await["action"], "skip");
    assert_eq!(anna.get("/tasks").await.json()["total"], 1, "nothing was done and nothing was made");
    assert_eq!(occurrences(&mut anna, id).await, json!([]));
    skip(&mut anna, id).await.expect(409);
    anna.undo(skipped.group()).await.expect(200);
    let etag = skipped.header("etag").to_owned();
    anna.send_with("POST", "/tasks/1/skip", &[("if-match", &etag)], Vec::new()).await.expect(412);
    anna.patch("/tasks/1", json!({"recurrence": null})).await.expect(200);
    complete(&mut anna, id).await;
    assert_eq!(dues(&mut anna).await, [""; 0]);
    skip(&mut anna, id).await.expect(409);
    let plain = anna.add_task("Plain").await;
    skip(&mut anna, plain).await.expect(409);
    assert_eq!(occurrences(&mut anna, plain).await, json!([]));
    skip(&mut anna, 99).await.expect(404);
    let missed = repeating(&mut anna, &day(-5), "FREQ=DAILY").await;
    assert_eq!(skip(&mut anna, missed).await.expect(200).json()["due"], day(0));
    assert_eq!(skip(&mut anna, missed).await.expect(200).json()["due"], day(1));
}

#[tokio::test]
async fn the_next_dates_keep_the_time_on_the_wall() {
    let (_server, mut anna) = anna().await;
    for (due, rule, dates) in [
        (
            "2027-03-27T02:30[Europe/Berlin]",
            "FREQ=DAILY",
            ["03-28T02:30", "03-29T02:30", "03-30T02:30", "03-31T02:30"].as_slice(),
        ),
        ("2026-10-31T09:00[America/New_York]", "FREQ=DAILY;COUNT=3", &["11-01T09:00", "11-02T09:00"]),
        ("2026-12-25", "FREQ=WEEKLY;BYDAY=MO,FR", &["12-28", "01-01", "01-04", "01-08", "01-11"]),
        ("2026-01-31", "FREQ=MONTHLY", &["02-28", "03-31", "04-30", "05-31", "06-30"]),
        ("2026-01-30", "RRULE:FREQ=monthly;bymonthday=31", &["01-31", "03-31", "05-31", "07-31", "08-31"]),
        ("2024-02-29", "FREQ=YEARLY", &["02-28", "02-28", "02-28", "02-29", "02-28"]),
    ] {
        let id = repeating(&mut anna, due, rule).await;
        let found = occurrences(&mut anna, id).await;
        for (found, expected) in found.as_array().unwrap().iter().zip(dates) {
            assert_eq!(found.as_str().unwrap()[5..].split('[').next(), Some(*expected), "{rule} from {due}: {found}");
        }
        assert!(found.as_array().unwrap().len() >= dates.len(), "{rule}");
        if let Some((_, zone)) = due.split_once('[') {
            assert!(found.as_array().unwrap().iter().all(|date| date.as_str().unwrap().ends_with(zone)), "{found}");
        }
    }
    // The next falls into the hour that is skipped, and is a task like any other.
    anna.patch("/tasks/1", json!({"completed_at": "2027-03-27T01:30:00Z"})).await.expect(200);
    let next = anna.find("is:open sort:-created").await["tasks"][0].clone();
    assert_eq!(next["due"], "2027-03-28T02:30[Europe/Berlin]");
    let path = format!("/tasks/{}", next["id"]);
    anna.patch(&path, json!({"title": "Night", "due": next["due"], "planned": next["planned"]})).await.expect(200);
    anna.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
    anna.patch(&path, json!({"due": "2027-03-28T02:30"})).await.expect(200);
    assert_eq!(anna.patch(&path, json!({"due": "2028-03-26T02:30"})).await.expect(422).fields(), ["due"]);
}

#[tokio::test]
async fn a_rule_that_never_ends_or_never_comes_is_refused_at_once() {
    let (_server, mut anna) = anna().await;
    let long = format!("FREQ=YEARLY;BYYEARDAY={}1", "1,".repeat(5_000));
    for rule in [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;UNTIL=99991231",
        "FREQ=MINUTELY;UNTIL=99991231T235959Z",
        "FREQ=HOURLY;COUNT=2",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=2;UNTIL=20301231",
        "FREQ=DAILY;UNTIL=20300231",
        "FREQ=DAILY;UNTIL=20200101",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=-31",
        "FREQ=WEEKLY;BYDAY=XX",
        "INTERVAL=2",
        "DTSTART:20260101\nRRULE:FREQ=DAILY",
        "every day",
        long.as_str(),
    ] {
        let task = json!({"title": "x", "due": "2026-12-01", "recurrence": {"rule": rule}});
        assert_eq!(anna.post("/tasks", task).await.expect(422).fields(), ["recurrence"], "{rule}");
    }
    for task in [
        json!({"title": "x", "due": "2026-12-01", "recurrence": {"rule": "FREQ=DAILY", "from": "birth"}}),
        json!({"title": "x", "due": "2026-12-01", "recurrence": {}}),
        json!({"title": "x", "recurrence": {"rule": "FREQ=DAILY"}}),
    ] {
        assert_eq!(anna.post("/tasks", task.clone()).await.expect(422).fields(), ["recurrence"], "{task}");
    }
    assert_eq!(anna.get("/tasks").await.json()["total"], 0);
}

#[tokio::test]
async fn another_day_is_for_one_date_and_another_time_for_all() {
    let (_server, mut anna) = anna().await;
    let id = repeating(&mut anna, "2026-12-07", "FREQ=WEEKLY").await;
    let moved = anna.patch("/tasks/1", json!({"due": "2026-12-09"})).await.expect(200).json();
    assert_eq!(moved["due"], "2026-12-09");
    assert_eq!(occurrences(&mut anna, id).await.as_array().unwrap()[..2], [json!("2026-12-14"), json!("2026-12-21")]);
    anna.patch("/tasks/1", json!({"due": "2026-12-09T18:00[Asia/Tokyo]"})).await.expect(200);
    assert_eq!(occurrences(&mut anna, id).await[0], "2026-12-14T18:00[Asia/Tokyo]");
    for wrong in [json!({"due": null}), json!({"due": null, "recurrence": {"rule": "FREQ=DAILY"}})] {
        assert_eq!(anna.patch("/tasks/1", wrong).await.expect(422).fields(), ["recurrence"]);
    }
    anna.patch("/tasks/1", json!({"due": null, "recurrence": null})).await.expect(200);
}

#[tokio::test]
async fn several_that_repeat_are_completed_as_one_action() {
    let (_server, mut anna) = anna().await;
    for _ in 0..3 {
        repeating(&mut anna, &day(0), "FREQ=DAILY").await;
    }
    let done = anna.patch("/tasks", json!({"ids": [1, 2, 3], "status": "done"})).await.expect(200);
    let answered = done.json()["tasks"].clone();
    assert!(answered.as_array().unwrap().iter().all(|task| task["status"] == "done"), "{answered}");
    assert_eq!(dues(&mut anna).await, vec![day(1); 3]);
    let group = anna.group(done.group()).await;
    assert_eq!((&group["action"], &group["change_count"]), (&json!("complete"), &json!(6)));
    anna.undo(done.group()).await.expect(200);
    assert_eq!(dues(&mut anna).await, vec![day(0); 3]);
}

#[tokio::test]
async fn a_part_that_repeats_by_itself_is_in_the_next_once() {
    let (_server, mut anna) = anna().await;
    let id = repeating(&mut anna, &day(0), "FREQ=WEEKLY").await;
    let rule = json!({"title": "Daily", "parent_id": id, "due": day(0), "recurrence": {"rule": "FREQ=DAILY"}});
    let mut part = anna.make(rule).await["id"].as_i64().unwrap();
    anna.make(json!({"title": "Under it", "parent_id": part})).await;
    let mut whole = id;
    for week in 0..2 {
        for _ in 0..3 {
            complete(&mut anna, part).await;
            part = anna.find("Daily is:open").await["tasks"][0]["id"].as_i64().unwrap();
        }
        complete(&mut anna, whole).await;
        whole = anna.find("Repeats is:open").await["tasks"][0]["id"].as_i64().unwrap();
        let parts = anna.get(&format!("/tasks/{whole}/subtasks")).await.json();
        assert_eq!(titles(&parts), ["Daily", "Under it"], "after {week} weeks");
        part = parts["tasks"][0]["id"].as_i64().unwrap();
    }
    assert_eq!(anna.find("Daily is:open").await["total"], 1);
}

#[tokio::test]
async fn bringing_the_open_version_back_takes_the_next_away() {
    let (_server, mut anna) = anna().await;
    let id = repeating(&mut anna, &day(0), "FREQ=DAILY").await;
    let open = anna.task(id).await["version"].clone();
    complete(&mut anna, id).await;
    let done = anna.task(id).await["version"].clone();
    let path = format!("/tasks/{id}/revert");
    let reverted = anna.post(&path, json!({"version": open})).await.expect(200);
    assert_eq!(dues(&mut anna).await, [day(0)]);
    anna.undo(reverted.group()).await.expect(200);
    assert_eq!(dues(&mut anna).await, [day(1)]);
    anna.post(&path, json!({"version": open})).await.expect(200);
    anna.post(&path, json!({"version": done})).await.expect(200);
    assert_eq!(dues(&mut anna).await, [day(1)]);
}
