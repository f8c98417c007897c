//! The dates that recurring tasks will come back on, and what comes later than the shown days.

use serde_json::{Value, json};

use crate::support::{Browser, anna, day, instant, titles, today};

async fn days(browser: &mut Browser, query: &str) -> Vec<Value> {
    browser.get(&format!("/agenda?{query}")).await.expect(200).json()["days"].as_array().unwrap().clone()
}

/// What comes back on each day.
async fn coming(browser: &mut Browser, query: &str) -> Vec<String> {
    let days = days(browser, query).await;
    let on = |day: &Value| titles(&json!({"tasks": day["coming"]})).concat();
    days.iter().map(on).collect()
}

fn repeats(title: &str, due: &str, rule: &str) -> Value {
    json!({"title": title, "due": due, "recurrence": {"rule": rule}})
}

#[tokio::test]
async fn tomorrow_counts_what_will_come_back_on_it() {
    let (_server, mut anna) = anna().await;
    let hours: Value = serde_json::from_str(
        r#"{"monday":120,"tuesday":120,"wednesday":120,"thursday":120,"friday":120,"saturday":120,"sunday":120}"#,
    )
    .unwrap();
    anna.patch("/settings", json!({"hours": hours})).await.expect(200);
    anna.make_all([
        json!({"title": "Revise", "due": format!("{}T19:00[UTC]", day(0)), "estimate": 60, "recurrence": {"rule": "FREQ=DAILY"}}),
        json!({"title": "Flashcards", "due": format!("{}T08:00[UTC]", day(0)), "estimate": 20, "recurrence": {"rule": "FREQ=DAILY"}}),
        json!({"title": "Essay", "due": format!("{}T21:00[UTC]", day(1)), "estimate": 90}),
    ])
    .await;
    let tomorrow = days(&mut anna, "days=2").await[1].clone();
    assert_eq!((&tomorrow["estimated"], &tomorrow["capacity"]), (&json!(170), &json!(120)));
    assert_eq!(titles(&tomorrow), ["Essay"]);
    assert_eq!(
        tomorrow["coming"],
        json!([
            {"task_id": 2, "title": "Flashcards", "due": format!("{}T08:00[UTC]", day(1)), "estimate": 20, "project_id": null, "parent_id": null},
            {"task_id": 1, "title": "Revise", "due": format!("{}T19:00[UTC]", day(1)), "estimate": 60, "project_id": null, "parent_id": null},
        ])
    );
    // They come back on exactly these days.
    for id in [1, 2] {
        anna.patch(&format!("/tasks/{id}"), json!({"status": "done"})).await.expect(200);
    }
    let done = days(&mut anna, "days=2").await[1].clone();
    assert_eq!((titles(&done), &done["estimated"]), (vec!["Flashcards", "Revise", "Essay"], &json!(170)));
}

#[tokio::test]
async fn only_what_is_sure_is_said_to_come() {
    let (_server, mut anna) = anna().await;
    anna.add_project("Old").await;
    let until = day(2).replace('-', "");
    anna.make_all([
        repeats("A", &day(0), "FREQ=DAILY;COUNT=3"),
        repeats("B", &day(0), &format!("FREQ=DAILY;INTERVAL=2;UNTIL={until}")),
        json!({"title": "C", "due": day(0), "recurrence": {"rule": "FREQ=DAILY", "from": "completion"}}),
        // It is late: today's is the one that is left, the others come.
        repeats("D", &day(-3), "FREQ=DAILY;UNTIL=20991231"),
        repeats("E", &day(0), "FREQ=WEEKLY"),
        json!({"title": "F", "due": day(0), "start": day(1), "recurrence": {"rule": "FREQ=DAILY"}}),
        json!({"title": "G", "due": day(0), "recurrence": {"rule": "FREQ=DAILY"}, "project_id": 1}),
        // It is put off: both stand on the day.
        json!({"title": "H", "due": day(1), "planned": day(2), "recurrence": {"rule": "FREQ=DAILY;COUNT=2"}}),
    ])
    .await;
    anna.patch("/projects/1", json!({"archived": true})).await.expect(200);
    let expected = ["", "AD", "ABDH", "D", "D"].map(str::to_owned);
    assert_eq!(coming(&mut anna, "days=5").await, expected);
    assert_eq!(coming(&mut anna, &format!("from={}&days=2", day(7))).await, ["DE", "D"]);
    assert_eq!(coming(&mut anna, &format!("from={}&days=3", day(-3))).await, ["", "", ""], "what is over is over");
}

#[tokio::test]
async fn a_date_comes_on_the_day_that_it_is_here() {
    let (server, mut anna) = anna().await;
    let wall = today();
    server.clock.set(instant(&format!("{wall}T12:00[Europe/Berlin]")));
    anna.patch("/settings", json!({"zone": "Europe/Berlin", "day_start": "03:00"})).await.expect(200);
    anna.make_all([
        repeats("A", &format!("{wall}T02:00[Asia/Tokyo]"), "FREQ=DAILY;COUNT=4"),
        repeats("B", &format!("{wall}T01:30[Europe/Berlin]"), "FREQ=DAILY;COUNT=4"),
    ])
    .await;
    // 2:00 in Tokyo is the evening before here, and so is the night before 3:00.
    assert_eq!(coming(&mut anna, "days=4").await, ["", "BA", "BA", ""]);
}

#[tokio::test]
async fn what_comes_with_its_parts_takes_the_greater_of_both() {
    let (_server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "A", "due": day(0), "estimate": 60, "recurrence": {"rule": "FREQ=DAILY"}}),
        json!({"title": "B", "due": day(0), "estimate": 90, "parent_id": 1, "recurrence": {"rule": "FREQ=DAILY"}}),
        json!({"title": "C", "planned": day(1), "estimate": 5}),
    ])
    .await;
    assert_eq!(days(&mut anna, "days=2").await[1]["estimated"], 95);
}

#[tokio::test]
async fn many_series_are_cut_and_it_is_said() {
    let (_server, mut anna) = anna().await;
    for number in 0..60 {
        anna.make(repeats(&number.to_string(), &day(0), "FREQ=DAILY")).await;
    }
    let agenda = anna.get("/agenda?days=42").await.expect(200).json();
    let counts: Vec<usize> =
        agenda["days"].as_array().unwrap().iter().map(|day| day["coming"].as_array().unwrap().len()).collect();
    assert_eq!((counts.iter().sum::<usize>(), &agenda["truncated"]), (2_000, &json!(true)));
    assert_eq!((counts[1], counts[41]), (60, 0), "the nearest days are whole");
}

#[tokio::test]
async fn what_comes_later_is_listed_by_day_a_page_at_a_time() {
    let (_server, mut anna) = anna().await;
    anna.add_project("Old").await;
    anna.make_all([
        json!({"title": "D", "due": day(40)}),
        json!({"title": "A", "planned": day(14), "due": day(90)}),
        json!({"title": "C", "due": format!("{}T23:00[UTC]", day(14))}),
        json!({"title": "B", "planned": format!("{}T09:00", day(14))}),
        json!({"title": "Sooner", "planned": day(13), "due": day(20)}),
        json!({"title": "Archived", "due": day(30), "project_id": 1}),
        json!({"title": "Done", "due": day(30), "status": "done"}),
        json!({"title": "E", "planned": day(400), "start": day(399)}),
        json!({"title": "Undated"}),
    ])
    .await;
    anna.patch("/projects/1", json!({"archived": true})).await.expect(200);
    let path = |page: u32| format!("/agenda/later?days=14&per_page=3&page={page}");
    let first = anna.get(&path(1)).await.expect(200).json();
    assert_eq!((titles(&first), &first["total"], &first["total_pages"]), (vec!["B", "C", "A"], &json!(5), &json!(2)));
    assert_eq!(titles(&anna.get(&path(2)).await.expect(200).json()), ["D", "E"]);
    assert_eq!(titles(&anna.get(&path(3)).await.expect(200).json()), [""; 0]);
    assert_eq!(anna.get("/agenda/later").await.expect(200).json()["total"], 6, "after today");
    for (query, field) in [("from=soon", "from"), ("days=43", "days"), ("page=0", "page"), ("per_page=x", "per_page")] {
        assert_eq!(anna.get(&format!("/agenda/later?{query}")).await.expect(422).fields(), [field]);
    }
    // Another zone may have the day before or after.
    anna.patch("/settings", json!({"zone": "Asia/Tokyo"})).await.expect(200);
    let later = anna.get(&format!("/agenda/later?from={}", day(14))).await.expect(200).json();
    assert_eq!(titles(&later), ["C", "D", "E"]);
}
