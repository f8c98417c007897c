//! Places in the manual orders: they stay short, and in order.

use serde_json::{Value, json};

use crate::cost::{check, ids_of, make};
use crate::support::{Browser, anna};

/// Moves the last task of an order right behind the first, again and again, and answers the longest position that was
/// given out.
async fn move_into_one_gap(anna: &mut Browser, ids: &[i64], times: usize, day: Option<&str>) -> usize {
    let mut order = ids.to_vec();
    let mut longest = 0;
    for _ in 0..times {
        let last = order.pop().unwrap();
        let mut body = json!({ "ids": [last], "after": order[0] });
        if let Some(day) = day {
            body["day"] = day.into();
        }
        let moved = anna.post("/tasks/move", body).await.expect(200).json();
        order.insert(1, last);
        for task in moved["tasks"].as_array().unwrap() {
            let field = if day.is_some() { "day_position" } else { "position" };
            longest = longest.max(task[field].as_str().unwrap().len());
        }
    }
    let field = if day.is_some() { "day_position" } else { "position" };
    let mut tasks = Vec::new();
    for id in &order {
        tasks.push(anna.task(*id).await);
    }
    // A task that has never been moved in its day stands there as in the manual order.
    let place = |task: &Value| task[field].as_str().or(task["position"].as_str()).unwrap().to_owned();
    assert!(tasks.is_sorted_by(|one, other| place(one) < place(other)), "the order is lost");
    longest
}

#[tokio::test]
async fn positions_stay_short_and_in_order_however_often_one_gap_is_filled() {
    let (server, mut anna) = anna().await;
    let ids = make(&mut anna, 12).await;
    assert!(move_into_one_gap(&mut anna, &ids, 600, None).await <= 64);
    assert!(move_into_one_gap(&mut anna, &ids, 600, Some("2027-01-04")).await <= 64);
    check(&server, &mut anna).await;
}

#[tokio::test]
async fn a_move_that_makes_others_move_apart_is_undone_with_them() {
    let (server, mut anna) = anna().await;
    let ids = make(&mut anna, 12).await;
    let mut order = ids.clone();
    loop {
        let last = order.pop().unwrap();
        let mut before = Vec::new();
        for id in &ids {
            before.push(anna.task(*id).await["position"].clone());
        }
        let moved = anna.post("/tasks/move", json!({ "ids": [last], "after": order[0] })).await.expect(200);
        order.insert(1, last);
        if ids_of(&moved.json()).len() == 1 {
            continue;
        }
        anna.undo(moved.group()).await.expect(200);
        for (id, position) in ids.iter().zip(before) {
            assert_eq!(anna.task(*id).await["position"], position);
        }
        break;
    }
    check(&server, &mut anna).await;
}

#[tokio::test]
async fn copies_of_one_task_keep_positions_short() {
    let (server, mut anna) = anna().await;
    let ids = make(&mut anna, 3).await;
    let project = anna.add_project("Copies").await;
    anna.patch("/tasks", json!({ "ids": ids, "project_id": project })).await.expect(200);
    for _ in 0..400 {
        let copies = anna.post("/tasks/duplicate", json!({ "ids": [ids[0]] })).await.expect(201).json();
        assert!(copies["tasks"][0]["position"].as_str().unwrap().len() <= 64);
    }
    check(&server, &mut anna).await;
}

#[tokio::test]
async fn ten_thousand_moves_into_one_gap_keep_positions_short() {
    let (server, mut anna) = anna().await;
    let ids = make(&mut anna, 40).await;
    assert!(move_into_one_gap(&mut anna, &ids, 10_000, None).await <= 64);
    check(&server, &mut anna).await;
}

#[tokio::test]
async fn projects_sections_and_views_move_apart_too() {
    let (server, mut anna) = anna().await;
    let project = anna.add_project("First").await;
    for number in 0..4 {
        anna.add_project(&format!("Project {number}")).await;
        let section = json!({ "name": format!("Section {number}") });
        anna.post(&format!("/projects/{project}/sections"), section).await.expect(201);
        let view = json!({ "name": format!("View {number}"), "query": "is:open" });
        anna.post("/views", view).await.expect(201);
    }
    for (list, items, one) in [
        ("/projects".to_owned(), "projects", "/projects"),
        (format!("/projects/{project}/sections"), "sections", "/sections"),
        ("/views".to_owned(), "views", "/views"),
    ] {
        let ids = async |anna: &mut Browser| -> Vec<i64> {
            let found = anna.get(&list).await.expect(200).json();
            found[items].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect()
        };
        for _ in 0..300 {
            let mut order = ids(&mut anna).await;
            let last = order.pop().unwrap();
            let moved = anna.post(&format!("{one}/{last}/move"), json!({ "after": order[0] })).await.expect(200);
            assert!(moved.json()["position"].as_str().unwrap().len() <= 64);
            order.insert(1, last);
            assert_eq!(ids(&mut anna).await, order);
        }
    }
    check(&server, &mut anna).await;
}
