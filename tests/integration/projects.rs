//! Projects: their names, their order, and what becomes of their tasks.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Browser, Server, anna, titles};

/// A house with a task, a part of it, a done one and one that is in the trash.
async fn with_house() -> (Server, Browser) {
    let (server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.make_all([
        json!({"title": "Paint", "project_id": 1}),
        json!({"title": "Walls", "parent_id": 1}),
        json!({"title": "Built", "project_id": 1, "completed_at": "2026-01-01T00:00:00Z"}),
        json!({"title": "Trashed", "project_id": 1}),
        json!({"title": "Elsewhere"}),
    ])
    .await;
    anna.delete("/tasks/4").await.expect(204);
    // What goes to the trash later than this goes by itself.
    server.clock.advance(SignedDuration::from_millis(1));
    (server, anna)
}

async fn names(browser: &mut Browser) -> Vec<String> {
    let listed = browser.get("/projects").await.expect(200).json();
    listed["projects"].as_array().unwrap().iter().map(|project| project["name"].as_str().unwrap().to_owned()).collect()
}

async fn in_project(browser: &mut Browser, status: &str) -> Vec<String> {
    let tasks = browser.get(&format!("/projects/1/tasks?per_page=100&status={status}")).await.expect(200).json();
    titles(&tasks).into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_project_is_made_changed_and_taken_back() {
    let (_server, mut anna) = anna().await;
    let made = anna.post("/projects", json!({"name": "  House  ", "colour": "teal"})).await.expect(201);
    let project = made.json();
    assert_eq!(
        (&project["name"], &project["colour"], &project["archived_at"]),
        (&json!("House"), &json!("teal"), &Value::Null)
    );
    assert_eq!(made.header("etag"), format!("\"{}\"", project["version"]));
    assert_eq!(anna.get("/projects/1").await.expect(200).json(), project);
    let renamed = anna.patch("/projects/1", json!({"name": "Home", "colour": "pink"})).await.expect(200);
    assert_eq!((&renamed.json()["name"], &renamed.json()["colour"]), (&json!("Home"), &json!("pink")));
    anna.undo(renamed.group()).await.expect(200);
    assert_eq!(names(&mut anna).await, ["House"]);
    let archived = anna.patch("/projects/1", json!({"archived": true})).await.expect(200);
    assert!(archived.json()["archived_at"].is_string());
    assert_eq!(anna.head().await["action"], "archive");
    let again = anna.patch("/projects/1", json!({"archived": true})).await.expect(200);
    assert_eq!((again.header("x-change-group"), again.json()), ("", archived.json()));
    assert_eq!(
        anna.patch("/projects/1", json!({"archived": false})).await.expect(200).json()["archived_at"],
        Value::Null
    );
    assert_eq!(anna.head().await["action"], "unarchive");
    let made = anna.post("/projects", json!({"name": "Old", "archived": true})).await.expect(201).json();
    assert_eq!(made["archived_at"], made["created_at"]);
    let group = anna.group(archived.group()).await;
    assert_eq!((&group["changes"][0]["kind"], &group["changes"][0]["title"]), (&json!("project"), &json!("House")));
}

#[tokio::test]
async fn a_wrong_field_is_named_and_a_name_is_taken_whatever_its_case() {
    let (_server, mut anna) = anna().await;
    for name in ["Straße", "Caf\u{e9}"] {
        anna.add_project(name).await;
    }
    for (field, value) in [
        ("name", json!("")),
        ("name", json!(" \u{200B} ")),
        ("name", json!("two\nlines")),
        ("name", json!("x".repeat(101))),
        ("name", json!(null)),
        ("name", json!(5)),
        ("colour", json!("teal ")),
        ("colour", json!("#ff0000")),
        ("colour", json!(7)),
    ] {
        let mut body = json!({"name": "Fine"});
        body[field] = value.clone();
        assert_eq!(anna.post("/projects", body.clone()).await.expect(422).fields(), [field], "{value}");
        assert_eq!(anna.patch("/projects/1", body).await.expect(422).fields(), [field], "{value}");
    }
    for archived in [json!("yes"), json!(null), json!(1)] {
        assert_eq!(anna.patch("/projects/1", json!({"archived": archived})).await.expect(422).fields(), ["archived"]);
    }
    for name in ["STRASSE", "straße", " Straße ", "CAFE\u{301}"] {
        assert_eq!(anna.post("/projects", json!({"name": name})).await.expect(409).fields(), ["name"], "{name}");
    }
    assert_eq!(anna.patch("/projects/2", json!({"name": "strasse"})).await.expect(409).fields(), ["name"]);
    anna.patch("/projects/1", json!({"name": "STRASSE"})).await.expect(200);
    assert_eq!(names(&mut anna).await, ["STRASSE", "Caf\u{e9}"]);
    anna.post("/projects", json!({"name": "x".repeat(100)})).await.expect(201);
}

#[tokio::test]
async fn a_deleted_project_takes_its_tasks_along_and_brings_them_back() {
    for undo in [true, false] {
        let (_server, mut anna) = with_house().await;
        let before = anna.get("/projects/1/tasks?per_page=100").await.json();
        let deleted = anna.delete("/projects/1").await.expect(204).group();
        let group = anna.group(deleted).await;
        assert_eq!((&group["action"], &group["change_count"]), (&json!("delete"), &json!(4)));
        for path in ["/projects/1", "/projects/1/tasks", "/tasks/2", "/tasks/3"] {
            anna.get(path).await.expect(404);
        }
        assert_eq!(anna.get("/tasks").await.json()["total"], 1);
        let trash = anna.get("/trash?per_page=1").await.json();
        assert_eq!((&trash["projects"][0]["name"], &trash["total"]), (&json!("House"), &json!(4)));
        if undo {
            anna.undo(deleted).await.expect(200);
        } else {
            let restored = anna.restore("/projects/1").await.expect(200).json();
            assert_eq!((&restored["name"], &restored["deleted_at"]), (&json!("House"), &Value::Null));
            assert_eq!(anna.head().await["action"], "restore");
        }
        let mut after = anna.get("/projects/1/tasks?per_page=100").await.json();
        for (task, before) in after["tasks"].as_array_mut().unwrap().iter_mut().zip(before["tasks"].as_array().unwrap())
        {
            task["version"] = before["version"].clone();
        }
        assert_eq!(after, before, "what was in the trash before stays there");
        let again = anna.restore("/projects/1").await.expect(200);
        assert_eq!(again.header("x-change-group"), "", "it is there already");
    }
}

#[tokio::test]
async fn the_name_of_a_deleted_project_is_free_and_then_there_is_no_way_back() {
    let (_server, mut anna) = with_house().await;
    let deleted = anna.delete("/projects/1").await.expect(204).group();
    anna.add_project("HOUSE").await;
    assert_eq!(anna.undo(deleted).await.expect(409).fields(), ["name"]);
    assert_eq!(anna.restore("/projects/1").await.expect(409).fields(), ["name"]);
    anna.get("/tasks/1").await.expect(404);
    anna.patch("/projects/2", json!({"name": "Flat"})).await.expect(200);
    anna.restore("/projects/1").await.expect(200);
    assert_eq!(names(&mut anna).await, ["House", "Flat"]);
    assert_eq!(anna.get("/projects").await.json()["projects"][0]["open"], 2);
    assert_eq!(in_project(&mut anna, "open").await, ["Paint", "Walls"]);
    anna.get("/tasks/4").await.expect(404);
}

#[tokio::test]
async fn one_task_is_brought_back_without_its_project_and_stays_so() {
    let (_server, mut anna) = with_house().await;
    let deleted = anna.delete("/projects/1").await.expect(204).group();
    let alone = anna.restore("/tasks/2").await.expect(200).json();
    assert_eq!((&alone["project_id"], &alone["parent_id"]), (&Value::Null, &Value::Null));
    anna.undo(deleted).await.expect(409);
    anna.restore("/projects/1").await.expect(200);
    assert_eq!(in_project(&mut anna, "all").await, ["Paint", "Built"]);
    assert_eq!(anna.task(2).await["project_id"], Value::Null);
}

#[tokio::test]
async fn what_was_put_into_a_project_since_is_not_lost_with_it() {
    let (_server, mut anna) = anna().await;
    let captured = anna.capture("Paint +House\nWalls +House").await.group();
    anna.make(json!({"title": "Since", "project_id": 1})).await;
    let before = anna.get("/projects/1/tasks?per_page=100").await.json();
    let refused = anna.undo(captured).await.expect(409);
    assert!(refused.json()["error"].as_str().unwrap().starts_with("“House” still has tasks"), "{}", refused.json());
    assert_eq!(anna.get("/projects/1/tasks?per_page=100").await.json(), before);
    anna.patch("/tasks/3", json!({"project_id": null})).await.expect(200);
    let undone = anna.undo(captured).await.expect(200).group();
    assert_eq!((names(&mut anna).await.len(), &anna.get("/tasks").await.json()["total"]), (0, &json!(1)));
    anna.undo(undone).await.expect(200);
    assert_eq!(in_project(&mut anna, "open").await, ["Paint", "Walls"]);
}

#[tokio::test]
async fn a_project_is_not_unmade_while_it_has_tasks() {
    let (_server, mut anna) = anna().await;
    let made = anna.post("/projects", json!({"name": "House"})).await.expect(201).group();
    anna.make(json!({"title": "Paint", "project_id": 1})).await;
    let refused = anna.undo(made).await.expect(409);
    assert!(refused.json()["error"].as_str().unwrap().starts_with("“House” still has tasks"), "{}", refused.json());
    anna.delete("/tasks/1").await.expect(204);
    anna.undo(made).await.expect(200);
    assert_eq!(names(&mut anna).await, [""; 0]);
}

#[tokio::test]
async fn a_project_lists_its_open_tasks_in_order_and_then_the_closed_ones() {
    let (_server, mut anna) = with_house().await;
    let done = json!({"title": "Bought", "project_id": 1, "completed_at": "2026-02-01T00:00:00Z"});
    anna.make(done).await;
    anna.post("/tasks/move", json!({"ids": [2], "before": 1})).await.expect(200);
    assert_eq!(in_project(&mut anna, "open").await, ["Walls", "Paint"]);
    assert_eq!(in_project(&mut anna, "done").await, ["Bought", "Built"]);
    assert_eq!(in_project(&mut anna, "all").await, ["Walls", "Paint", "Bought", "Built"]);
    let page = anna.get("/projects/1/tasks?page=2&per_page=3").await.expect(200);
    let shown = page.json();
    assert_eq!(
        (&shown["tasks"][0]["title"], &shown["total"], &shown["total_pages"]),
        (&json!("Built"), &json!(4), &json!(2))
    );
    assert_eq!(anna.get("/projects").await.json()["projects"][0]["open"], 2);
    anna.get("/projects/2/tasks").await.expect(404);
    for wrong in ["status=gone", "page=0", "per_page=x"] {
        anna.get(&format!("/projects/1/tasks?{wrong}")).await.expect(422);
    }
}

#[tokio::test]
async fn projects_are_put_in_order_and_back() {
    let (_server, mut anna) = anna().await;
    for name in ["A", "B", "C"] {
        anna.add_project(name).await;
    }
    let moved = anna.post("/projects/3/move", json!({"before": 1})).await.expect(200);
    assert_eq!((names(&mut anna).await.concat().as_str(), anna.head().await["action"].clone()), ("CAB", json!("move")));
    anna.post("/projects/1/move", json!({"after": 2})).await.expect(200);
    assert_eq!(names(&mut anna).await.concat(), "CBA");
    for (place, field) in [
        (json!({"after": 9}), "after"),
        (json!({"before": 9}), "before"),
        (json!({"before": 1}), "before"),
        (json!({}), "after"),
        (json!({"after": 2, "before": 3}), "after"),
        (json!({"after": "2"}), "after"),
    ] {
        assert_eq!(anna.post("/projects/1/move", place.clone()).await.expect(422).fields(), [field], "{place}");
    }
    anna.post("/projects/9/move", json!({"after": 1})).await.expect(404);
    anna.undo(moved.group()).await.expect(200);
    assert_eq!(names(&mut anna).await.concat(), "BCA");
    let deleted = anna.delete("/projects/2").await.expect(204).group();
    assert_eq!(anna.post("/projects/1/move", json!({"after": 2})).await.expect(422).fields(), ["after"]);
    anna.undo(deleted).await.expect(200);
    assert_eq!(names(&mut anna).await.concat(), "BCA", "it comes back to its place");
}

#[tokio::test]
async fn what_is_deleted_for_good_is_gone_and_its_tasks_are_not() {
    let (_server, mut anna) = with_house().await;
    anna.delete("/trash/projects/1").await.expect(404);
    anna.delete("/projects/1").await.expect(204);
    anna.delete("/trash/projects/1").await.expect(204);
    anna.restore("/projects/1").await.expect(404);
    assert_eq!(anna.get("/trash").await.json()["projects"], json!([]));
    let task = anna.restore("/tasks/1").await.expect(200).json();
    assert_eq!(task["project_id"], Value::Null);
    assert!(!String::from_utf8_lossy(&anna.get("/changes?per_page=100").await.body).contains("House"));
    anna.add_project("House").await;
    anna.delete("/projects/2").await.expect(204);
    anna.delete("/trash").await.expect(204);
    let trash = anna.get("/trash").await.json();
    assert_eq!((&trash["projects"], &trash["total"]), (&json!([]), &json!(0)));
}

/// A part of a task is in the project of that task, whatever has brought one of them back.
#[tokio::test]
async fn what_comes_back_is_in_the_project_of_what_it_is_a_part_of() {
    for way in ["restore", "restore all", "undo", "revert", "revert the parent", "undo the move", "restore a project"] {
        let (_server, mut anna) = anna().await;
        anna.add_project("A").await;
        anna.add_project("B").await;
        anna.make_all([
            json!({"title": "Whole", "project_id": 1}),
            json!({"title": "Part", "parent_id": 1}),
            json!({"title": "Part of it", "parent_id": 2}),
        ])
        .await;
        let move_to_b = json!({"project_id": 2});
        let delete = "/tasks/2";
        match way {
            "restore" | "restore all" | "undo" => {
                let deleted = anna.delete(delete).await.expect(204).group();
                anna.patch("/tasks/1", move_to_b).await.expect(200);
                match way {
                    "restore" => drop(anna.restore("/tasks/2").await.expect(200)),
                    "undo" => drop(anna.undo(deleted).await.expect(200)),
                    _ => drop(anna.post("/tasks/restore", json!({"ids": [2, 3]})).await.expect(200)),
                }
            }
            "revert" => {
                let version = anna.task(2).await["version"].clone();
                anna.patch("/tasks/1", move_to_b).await.expect(200);
                anna.post("/tasks/2/revert", json!({"version": version})).await.expect(200);
            }
            "revert the parent" => {
                let version = anna.task(1).await["version"].clone();
                anna.patch("/tasks/1", move_to_b).await.expect(200);
                anna.post("/tasks/1/revert", json!({"version": version})).await.expect(200);
            }
            "undo the move" => {
                let moved = anna.patch("/tasks/1", move_to_b).await.expect(200).group();
                anna.make(json!({"title": "New", "parent_id": 2})).await;
                anna.undo(moved).await.expect(200);
            }
            _ => {
                anna.delete("/projects/1").await.expect(204);
                anna.restore("/tasks/1").await.expect(200);
                anna.patch("/tasks/1", move_to_b).await.expect(200);
                anna.restore("/projects/1").await.expect(200);
            }
        }
        let all = anna.find("").await;
        let whole = anna.task(1).await["project_id"].clone();
        for task in all["tasks"].as_array().unwrap() {
            assert_eq!(task["project_id"], whole, "{way}: {}", task["title"]);
        }
        assert!(all["total"].as_u64().unwrap() >= 3, "{way}");
    }
}

#[tokio::test]
async fn a_task_is_put_into_a_project_by_its_name() {
    let (_server, mut anna) = with_house().await;
    let made = anna.post("/tasks", json!({"title": "Dig", "project": " Garden "})).await.expect(201);
    assert_eq!(made.json()["project_id"], 2);
    anna.undo(made.group()).await.expect(200);
    assert_eq!(names(&mut anna).await, ["House"], "one action made both");
    let moved = anna.patch("/tasks/5", json!({"project": "HOUSE"})).await.expect(200).json();
    assert_eq!(moved["project_id"], 1);
    let moved = anna.patch("/tasks", json!({"ids": [1, 5], "project": "Shed"})).await.expect(200).json();
    assert_eq!((&moved["tasks"][0]["project_id"], &moved["tasks"][1]["project_id"]), (&json!(3), &json!(3)));
    assert_eq!(anna.patch("/tasks/5", json!({"project": null})).await.expect(200).json()["project_id"], Value::Null);
    for body in [
        json!({"project": "House", "project_id": 1}),
        json!({"project": ""}),
        json!({"project": "x".repeat(101)}),
        json!({"project": 1}),
    ] {
        assert_eq!(anna.patch("/tasks/5", body.clone()).await.expect(422).fields(), ["project"], "{body}");
    }
    // What is refused leaves no project behind, not even in the trash.
    let before = anna.head().await;
    anna.patch("/tasks/2", json!({"project": "Attic", "parent_id": 5})).await.expect(422);
    assert_eq!(anna.head().await, before);
}
