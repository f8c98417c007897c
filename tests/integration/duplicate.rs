//! Copies of tasks and projects, and templates.

use serde_json::{Value, json};

use crate::support::{Browser, anna, titles};

/// A trip with parts at two depths, one of them done and one dropped, between two other tasks of a project.
async fn trip(anna: &mut Browser) {
    anna.add_project("Travel").await;
    anna.make_all([
        json!({"title": "Before", "project_id": 1}),
        json!({"title": "Trip", "project_id": 1, "due": "2026-12-24T09:00[Asia/Tokyo]", "start": "2026-12-01",
               "planned": "2026-12-20T14:00", "tags": ["fun"], "estimate": 30, "priority": "high", "description": "Far"}),
        json!({"title": "After", "project_id": 1}),
        json!({"title": "Pack", "parent_id": 2, "due": "2026-12-23"}),
        json!({"title": "Socks", "parent_id": 4}),
        json!({"title": "Book", "parent_id": 2, "status": "done", "due": "2026-11-20"}),
        json!({"title": "Wait", "parent_id": 2, "status": "dropped"}),
    ])
    .await;
}

async fn in_project(anna: &mut Browser, id: i64) -> Vec<Value> {
    let listed = anna.get(&format!("/projects/{id}/tasks?per_page=100")).await.expect(200).json();
    listed["tasks"].as_array().unwrap().clone()
}

async fn parts(anna: &mut Browser, id: i64) -> Vec<Value> {
    let listed = anna.get(&format!("/tasks/{id}/subtasks")).await.expect(200).json();
    listed["tasks"].as_array().unwrap().clone()
}

fn words<'t>(tasks: &'t [Value], field: &str) -> Vec<&'t str> {
    tasks.iter().map(|task| task[field].as_str().unwrap_or("-")).collect()
}

#[tokio::test]
async fn a_task_is_copied_with_its_open_parts_right_below_it() {
    let (_server, mut anna) = anna().await;
    trip(&mut anna).await;
    let before = in_project(&mut anna, 1).await;
    let copied = anna.post("/tasks/duplicate", json!({"ids": [2]})).await.expect(201);
    let copy = copied.json()["tasks"][0].clone();
    let original = anna.task(2).await;
    for field in
        ["title", "description", "priority", "due", "start", "planned", "estimate", "project_id", "parent_id", "tags"]
    {
        assert_eq!(copy[field], original[field], "{field}");
    }
    assert_ne!(copy["uid"], original["uid"]);
    let listed = anna.get("/projects/1/tasks?per_page=100&status=open").await.json();
    let top: Vec<_> = listed["tasks"].as_array().unwrap().iter().filter(|task| task["parent_id"].is_null()).collect();
    assert_eq!(
        top.iter().map(|task| task["title"].as_str().unwrap()).collect::<Vec<_>>(),
        ["Before", "Trip", "Trip", "After"]
    );
    assert_eq!((&top[1]["id"], &top[2]["id"]), (&json!(2), &copy["id"]));
    let below = parts(&mut anna, copy["id"].as_i64().unwrap()).await;
    assert_eq!(words(&below, "title"), ["Pack", "Socks"]);
    assert_eq!(below[1]["parent_id"], below[0]["id"]);
    let group = anna.head().await;
    assert_eq!((&group["action"], &group["change_count"]), (&json!("create"), &json!(3)));
    anna.undo(copied.group()).await.expect(200);
    assert_eq!(in_project(&mut anna, 1).await, before);
}

#[tokio::test]
async fn several_are_copied_at_once_and_what_is_below_another_only_once() {
    let (_server, mut anna) = anna().await;
    trip(&mut anna).await;
    anna.make_all([json!({"title": "Inbox one"}), json!({"title": "Inbox two"})]).await;
    let copied = anna.post("/tasks/duplicate", json!({"ids": [9, 5, 2, 1]})).await.expect(201).json();
    assert_eq!(titles(&copied), ["Before", "Trip", "Inbox two"]);
    let listed = anna.get("/projects/1/tasks?per_page=100&status=open").await.json();
    let listed = titles(&listed);
    assert_eq!(listed.iter().filter(|title| **title == "Socks").count(), 2);
    assert_eq!(listed.iter().filter(|title| **title == "Before").count(), 2);
    assert_eq!(titles(&anna.get("/inbox").await.json()), ["Inbox two", "Inbox two", "Inbox one"]);
    let part = anna.post("/tasks/duplicate", json!({"ids": [4]})).await.expect(201).json();
    assert_eq!(part["tasks"][0]["parent_id"], 2, "a copied part belongs where its original does");
    assert_eq!(words(&parts(&mut anna, 2).await, "title"), ["Pack", "Pack", "Book", "Wait", "Socks", "Socks"]);
}

#[tokio::test]
async fn a_task_is_made_again_for_a_day_with_all_its_dates_moved() {
    let (_server, mut anna) = anna().await;
    trip(&mut anna).await;
    let last = json!({"ids": [2], "last_day": "2027-01-24", "reopen": true});
    let copy = anna.post("/tasks/duplicate", last).await.expect(201).json()["tasks"][0].clone();
    assert_eq!(
        [&copy["due"], &copy["start"], &copy["planned"]],
        ["2027-01-24T09:00[Asia/Tokyo]", "2027-01-01", "2027-01-20T14:00"]
    );
    let below = parts(&mut anna, copy["id"].as_i64().unwrap()).await;
    assert_eq!(words(&below, "title"), ["Pack", "Book", "Socks"]);
    assert_eq!(words(&below, "due"), ["2027-01-23", "2026-12-21", "-"]);
    assert!(below.iter().all(|part| part["status"] == "open" && part["completed_at"].is_null()));
    let first = anna.post("/tasks/duplicate", json!({"ids": [2], "first_day": "2026-11-30"})).await.expect(201).json();
    assert_eq!(first["tasks"][0]["due"], "2026-12-23T09:00[Asia/Tokyo]", "it begins on its start");
    let undated = anna.post("/tasks/duplicate", json!({"ids": [3], "last_day": "2027-01-24"})).await.expect(201).json();
    assert_eq!((&undated["tasks"][0]["due"], &undated["tasks"][0]["planned"]), (&Value::Null, &json!("2027-01-24")));
}

#[tokio::test]
async fn a_copy_begins_a_series_of_its_own_on_the_first_of_its_dates() {
    let (_server, mut anna) = anna().await;
    let repeats = |rule: &str, due: &str| json!({"title": "Again", "due": due, "recurrence": {"rule": rule}});
    anna.make_all([
        repeats("FREQ=WEEKLY", "2026-12-07"),
        repeats("FREQ=WEEKLY;BYDAY=MO", "2026-12-07T09:00[Europe/Berlin]"),
        repeats("FREQ=MONTHLY;UNTIL=20270131", "2026-12-15"),
    ])
    .await;
    for (id, rule, due) in [
        (1, "FREQ=WEEKLY", "2026-12-16"),
        (2, "FREQ=WEEKLY;BYDAY=MO", "2026-12-21T09:00[Europe/Berlin]"),
        (3, "FREQ=MONTHLY;UNTIL=20270201", "2026-12-16"),
    ] {
        let copy = anna.post("/tasks/duplicate", json!({"ids": [id], "first_day": "2026-12-16"})).await.expect(201);
        let copy = copy.json()["tasks"][0].clone();
        assert_eq!((&copy["due"], &copy["recurrence"]["rule"]), (&json!(due), &json!(rule)));
        assert_eq!(copy["recurrence"]["dtstart"].as_str().unwrap()[..10], due[..10]);
    }
    // Both series go on.
    anna.post("/tasks/duplicate", json!({"ids": [1]})).await.expect(201);
    for id in [1, 7] {
        anna.patch(&format!("/tasks/{id}"), json!({"status": "done"})).await.expect(200);
    }
    assert_eq!(titles(&anna.find("is:recurring is:open").await).len(), 7);
}

#[tokio::test]
async fn a_closed_task_is_copied_open_with_all_that_was_closed_along() {
    let (_server, mut anna) = anna().await;
    trip(&mut anna).await;
    anna.patch("/tasks/2", json!({"status": "done"})).await.expect(200);
    let copy = anna.post("/tasks/duplicate", json!({"ids": [2]})).await.expect(201).json()["tasks"][0].clone();
    assert_eq!((&copy["status"], &copy["completed_at"]), (&json!("open"), &Value::Null));
    let below = parts(&mut anna, copy["id"].as_i64().unwrap()).await;
    assert_eq!(words(&below, "title"), ["Pack", "Book", "Socks"]);
}

#[tokio::test]
async fn a_project_is_copied_under_a_name_that_is_free() {
    let (_server, mut anna) = anna().await;
    trip(&mut anna).await;
    anna.patch("/projects/1", json!({"colour": "pink", "favourite": true})).await.expect(200);
    let copied = anna.post("/projects/1/duplicate", json!({})).await.expect(201);
    let copy = copied.json();
    assert_eq!((&copy["name"], &copy["colour"]), (&json!("Travel (copy)"), &json!("pink")));
    assert_eq!((&copy["favourite"], &copy["template"]), (&json!(false), &json!(false)));
    let tasks = in_project(&mut anna, 2).await;
    assert_eq!(words(&tasks, "title"), ["Before", "Trip", "After", "Pack", "Socks"]);
    for (from, name) in [(1, "Travel (copy 2)"), (2, "Travel (copy 3)")] {
        let again = anna.post(&format!("/projects/{from}/duplicate"), json!({})).await.expect(201).json();
        assert_eq!(again["name"], name);
    }
    assert_eq!(anna.post("/projects/1/duplicate", json!({"name": "travel"})).await.expect(409).fields(), ["name"]);
    assert_eq!(anna.post("/projects/1/duplicate", json!({"name": " "})).await.expect(422).fields(), ["name"]);
    anna.undo(copied.group()).await.expect(200);
    anna.get("/projects/2").await.expect(404);
    let long = "x".repeat(100);
    anna.patch("/projects/1", json!({"name": long})).await.expect(200);
    let name = anna.post("/projects/1/duplicate", json!({})).await.expect(201).json()["name"].clone();
    assert_eq!(name, format!("{} (copy)", "x".repeat(93)));
}

#[tokio::test]
async fn a_template_is_out_of_the_way_and_makes_projects_with_their_dates_moved() {
    let (_server, mut anna) = anna().await;
    trip(&mut anna).await;
    let template = json!({"template": true, "reopen": true});
    let made = anna.post("/projects/1/duplicate", template).await.expect(201).json();
    assert_eq!((&made["name"], &made["template"]), (&json!("Travel (template)"), &json!(true)));
    assert!(made["archived_at"].is_string());
    assert_eq!(titles(&anna.find("is:open socks").await).len(), 1, "its tasks are not found");
    let agenda = anna.get("/agenda?from=2026-12-20&days=7").await.expect(200).json().to_string();
    assert_eq!(agenda.matches("\"Trip\"").count(), 1, "nor planned");
    let used = anna.post("/projects/2/duplicate", json!({"first_day": "2027-05-01"})).await.expect(201).json();
    assert_eq!((&used["name"], &used["archived_at"]), (&json!("Travel (copy)"), &Value::Null));
    anna.patch("/projects/1", json!({"name": "Old"})).await.expect(200);
    let used = anna.post("/projects/2/duplicate", json!({"last_day": "2027-05-01"})).await.expect(201).json();
    assert_eq!(used["name"], "Travel", "it has its template's name if nothing else does");
    for (project, dues) in [
        (3, ["-", "2027-06-04T09:00[Asia/Tokyo]", "-", "2027-06-03", "-", "2027-05-01"]),
        (4, ["-", "2027-05-01T09:00[Asia/Tokyo]", "-", "2027-04-30", "-", "2027-03-28"]),
    ] {
        let tasks = in_project(&mut anna, project).await;
        assert_eq!(words(&tasks, "title"), ["Before", "Trip", "After", "Pack", "Socks", "Book"]);
        assert_eq!(words(&tasks, "due"), dues);
    }
}

#[tokio::test]
async fn a_template_stays_archived() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    let made = anna.patch("/projects/1", json!({"template": true})).await.expect(200);
    assert!(made.json()["archived_at"].is_string());
    for wrong in [json!({"archived": false}), json!({"archived": false, "template": true})] {
        assert_eq!(anna.patch("/projects/1", wrong).await.expect(422).fields(), ["archived"]);
    }
    let used = anna.patch("/projects/1", json!({"archived": false, "template": false})).await.expect(200).json();
    assert_eq!((&used["archived_at"], &used["template"]), (&Value::Null, &json!(false)));
}

#[tokio::test]
async fn favourites_are_marked_and_taken_back() {
    let (_server, mut anna) = anna().await;
    for (list, new) in [("projects", json!({"name": "House"})), ("views", json!({"name": "All", "query": ""}))] {
        let path = format!("/{list}/1");
        let made = anna.post(&format!("/{list}"), new.clone()).await.expect(201).json();
        assert_eq!(made["favourite"], false);
        let marked = anna.patch(&path, json!({"favourite": true})).await.expect(200);
        assert_eq!(marked.json()["favourite"], true);
        assert_eq!(anna.get(&format!("/{list}")).await.json()[list][0]["favourite"], true);
        assert_eq!(anna.patch(&path, json!({"favourite": true})).await.expect(200).header("x-change-group"), "");
        for wrong in [json!(null), json!("yes"), json!(1)] {
            assert_eq!(anna.patch(&path, json!({"favourite": wrong})).await.expect(422).fields(), ["favourite"]);
        }
        anna.undo(marked.group()).await.expect(200);
        assert_eq!(anna.get(&format!("/{list}")).await.json()[list][0]["favourite"], false);
        let mut second = new;
        (second["favourite"], second["name"]) = (json!(true), json!("Second"));
        assert_eq!(anna.post(&format!("/{list}"), second).await.expect(201).json()["favourite"], true);
    }
}

#[tokio::test]
async fn a_wrong_copy_is_refused_and_nothing_is_made() {
    let (_server, mut anna) = anna().await;
    trip(&mut anna).await;
    let before = anna.head().await;
    for (body, field) in [
        (json!({"ids": []}), "ids"),
        (json!({}), "ids"),
        (json!({"ids": [1], "first_day": "24.12.2026"}), "first_day"),
        (json!({"ids": [1], "last_day": "2026-02-30"}), "last_day"),
        (json!({"ids": [1], "first_day": "2026-12-01", "last_day": "2026-12-02"}), "last_day"),
        (json!({"ids": [1], "reopen": "yes"}), "reopen"),
    ] {
        assert_eq!(anna.post("/tasks/duplicate", body.clone()).await.expect(422).fields(), [field], "{body}");
        if field != "ids" {
            assert_eq!(anna.post("/projects/1/duplicate", body).await.expect(422).fields(), [field]);
        }
    }
    let answer = anna.post("/tasks/duplicate", json!({"ids": [1], "first_day": "soon"})).await.expect(422).json();
    assert_eq!(answer["error"], "First day must be a day of the calendar such as 2026-12-24.");
    anna.post("/tasks/duplicate", json!({"ids": [1, 99]})).await.expect(404);
    anna.post("/projects/9/duplicate", json!({})).await.expect(404);
    assert_eq!(anna.head().await, before);
}

#[tokio::test]
async fn no_copy_has_more_than_10_000_tasks() {
    let (_server, mut anna) = anna().await;
    anna.make_all([json!({"title": "Whole"}), json!({"title": "Part", "parent_id": 1})]).await;
    let mut ids = vec![2];
    while ids.len() <= 8_000 {
        let copies = anna.post("/tasks/duplicate", json!({ "ids": ids })).await.expect(201).json();
        ids.extend(copies["tasks"].as_array().unwrap().iter().map(|copy| copy["id"].as_i64().unwrap()));
    }
    anna.post("/tasks/duplicate", json!({ "ids": &ids[..2_000] })).await.expect(201);
    let before = anna.head().await;
    anna.post("/tasks/duplicate", json!({"ids": [1]})).await.expect(409);
    assert_eq!(anna.head().await, before);
}
