//! Days in order of time, then by hand.

use serde_json::{Value, json};

use crate::support::{Browser, anna, day, instant, titles, today};

async fn on_day(browser: &mut Browser, ahead: usize) -> String {
    let agenda = browser.get("/agenda?days=5").await.expect(200).json();
    titles(&agenda["days"][ahead]).concat()
}

async fn moved(browser: &mut Browser, ids: &[i64], place: Value, to: &str) -> i64 {
    let mut body = place;
    body["ids"] = json!(ids);
    body["day"] = json!(to);
    browser.post("/tasks/move", body).await.expect(200).group()
}

#[tokio::test]
async fn every_day_has_an_order_of_its_own_that_one_undo_takes_back() {
    let (_server, mut anna) = anna().await;
    for ahead in [0, 1] {
        anna.make_all(["A", "B", "C", "D"].map(|title| json!({"title": title, "planned": day(ahead)}))).await;
    }
    let today = day(0);
    let group = moved(&mut anna, &[1], json!({"after": 3}), &today).await;
    assert_eq!(on_day(&mut anna, 0).await, "BCAD");
    assert_eq!(anna.group(group).await["action"], "move");
    assert_eq!(anna.task(1).await["position"], anna.task(5).await["position"].as_str().unwrap().replace('5', "1"));
    let several = moved(&mut anna, &[4, 3], json!({"before": 2}), &today).await;
    assert_eq!(on_day(&mut anna, 0).await, "CDBA", "they keep their order");
    assert_eq!(on_day(&mut anna, 1).await, "ABCD");
    anna.undo(several).await.expect(200);
    assert_eq!(on_day(&mut anna, 0).await, "BCAD");
    anna.undo(group).await.expect(200);
    assert_eq!(on_day(&mut anna, 0).await, "ABCD");
    assert_eq!(anna.task(1).await["day_position"], Value::Null);
}

#[tokio::test]
async fn the_order_of_a_day_and_that_of_a_project_leave_each_other_alone() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.make_all(["A", "B", "C"].map(|title| json!({"title": title, "planned": day(0), "project_id": 1}))).await;
    moved(&mut anna, &[3], json!({"before": 1}), &day(0)).await;
    assert_eq!(on_day(&mut anna, 0).await, "CAB");
    assert_eq!(titles(&anna.get("/projects/1/tasks").await.json()).concat(), "ABC");
    anna.post("/tasks/move", json!({"ids": [3], "before": 2})).await.expect(200);
    assert_eq!(titles(&anna.get("/projects/1/tasks").await.json()).concat(), "ACB");
    assert_eq!(on_day(&mut anna, 0).await, "CAB");
}

#[tokio::test]
async fn what_is_moved_into_another_day_is_planned_for_it_at_its_time() {
    let (_server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "A", "planned": day(1)}),
        json!({"title": "B", "due": day(0)}),
        json!({"title": "C", "planned": format!("{}T14:00", day(0))}),
        json!({"title": "D", "planned": day(1)}),
        json!({"title": "E", "due": day(-2)}),
        json!({"title": "F", "due": day(1)}),
    ])
    .await;
    let group = moved(&mut anna, &[2, 3, 5, 6], json!({"after": 1}), &day(1)).await;
    assert_eq!(on_day(&mut anna, 1).await, "CABEFD");
    let planned: Vec<Value> = [anna.task(2).await, anna.task(3).await, anna.task(5).await, anna.task(6).await]
        .iter()
        .map(|task| task["planned"].clone())
        .collect();
    let at_two = format!("{}T14:00", day(1));
    assert_eq!(planned, [json!(day(1)), json!(at_two), json!(day(1)), Value::Null], "what is due then needs no plan");
    anna.undo(group).await.expect(200);
    assert_eq!((on_day(&mut anna, 0).await, on_day(&mut anna, 1).await), ("ECB".into(), "ADF".into()));
    moved(&mut anna, &[5], json!({"before": 2}), &day(0)).await;
    assert_eq!(anna.task(5).await["planned"], day(0), "what is late is for today from now on");
    assert_eq!(on_day(&mut anna, 0).await, "CEB");
}

#[tokio::test]
async fn today_begins_with_what_is_left_and_goes_on_by_time() {
    let (server, mut anna) = anna().await;
    let wall = today();
    server.clock.set(instant(&format!("{wall}T12:00[Europe/Berlin]")));
    anna.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
    let before = |days: i32| wall.checked_sub(jiff::Span::new().days(days)).unwrap();
    anna.make_all([
        json!({"title": "H", "planned": wall, "priority": "high"}),
        json!({"title": "D", "due": before(1)}),
        json!({"title": "C", "due": format!("{}T09:00", before(1))}),
        json!({"title": "A", "planned": before(7), "due": wall}),
        json!({"title": "B", "due": format!("{}T23:00", before(2))}),
        json!({"title": "F", "planned": format!("{wall}T15:00")}),
        json!({"title": "E", "due": format!("{wall}T08:00")}),
        json!({"title": "G", "planned": format!("{wall}T16:00"), "due": before(3)}),
        json!({"title": "I", "planned": wall, "due": before(9)}),
    ])
    .await;
    assert_eq!(on_day(&mut anna, 0).await, "ABCDEFGHI");
    assert!(titles(&anna.find("is:open sort:urgency").await).concat().starts_with('I'), "queries know urgency");
}

#[tokio::test]
async fn a_wrong_place_in_a_day_is_refused() {
    let (_server, mut anna) = anna().await;
    anna.make_all([json!({"title": "A", "planned": day(0)}), json!({"title": "B"})]).await;
    for (body, field) in [
        (json!({"ids": [1], "after": 2, "day": "tomorrow"}), "day"),
        (json!({"ids": [1], "after": 2, "day": "2026-02-30"}), "day"),
        (json!({"ids": [1], "day": day(0)}), "after"),
        (json!({"ids": [1], "after": 9, "day": day(0)}), "after"),
    ] {
        assert_eq!(anna.post("/tasks/move", body.clone()).await.expect(422).fields(), [field], "{body}");
    }
    // A done task has its day already.
    anna.patch("/tasks/2", json!({"status": "done"})).await.expect(200);
    moved(&mut anna, &[2], json!({"after": 1}), &day(0)).await;
    assert_eq!(anna.task(2).await["planned"], Value::Null);
}
