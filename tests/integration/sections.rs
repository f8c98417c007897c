//! Sections: their order in a project, their tasks, and what becomes of both; and how far projects are.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Browser, Server, anna, titles};

/// A house with a garden and a cellar, two tasks in the garden, one of them with a part, and one in neither.
async fn with_garden() -> (Server, Browser) {
    let (server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.add_section(1, "Garden").await;
    anna.add_section(1, "Cellar").await;
    anna.make_all([
        json!({"title": "Dig", "section_id": 1}),
        json!({"title": "Paint", "project_id": 1}),
        json!({"title": "Plant", "project_id": 1, "section_id": 1}),
        json!({"title": "Water", "parent_id": 3}),
    ])
    .await;
    server.clock.advance(SignedDuration::from_millis(1));
    (server, anna)
}

impl Browser {
    async fn add_section(&mut self, project: i64, name: &str) -> Value {
        self.post(&format!("/projects/{project}/sections"), json!({ "name": name })).await.expect(201).json()
    }

    /// The sections of the first project as name, open and closed.
    async fn sections(&mut self) -> Vec<(String, u64, u64)> {
        let listed = self.get("/projects/1/sections").await.expect(200).json();
        let count = |section: &Value, field| section[field].as_u64().unwrap();
        let shown = |section: &Value| {
            (section["name"].as_str().unwrap().to_owned(), count(section, "open"), count(section, "closed"))
        };
        listed["sections"].as_array().unwrap().iter().map(shown).collect()
    }

    async fn places(&mut self, ids: &[i64]) -> Vec<(Value, Value)> {
        let mut places = Vec::new();
        for id in ids {
            let task = self.task(*id).await;
            places.push((task["project_id"].clone(), task["section_id"].clone()));
        }
        places
    }
}

async fn in_house(browser: &mut Browser) -> Vec<String> {
    let tasks = browser.get("/projects/1/tasks?per_page=100").await.expect(200).json();
    titles(&tasks).into_iter().map(str::to_owned).collect()
}

fn named(name: &str, open: u64, closed: u64) -> (String, u64, u64) {
    (name.to_owned(), open, closed)
}

#[tokio::test]
async fn a_section_is_made_renamed_and_taken_back() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    let made = anna.post("/projects/1/sections", json!({"name": "  Garden "})).await.expect(201);
    let section = made.json();
    assert_eq!((&section["name"], &section["project_id"]), (&json!("Garden"), &json!(1)));
    assert_eq!(made.header("etag"), format!("\"{}\"", section["version"]));
    let renamed = anna.patch("/sections/1", json!({"name": "Yard"})).await.expect(200);
    assert_eq!(renamed.json()["name"], "Yard");
    let stale = [("if-match", made.header("etag"))];
    anna.send_json("PATCH", "/sections/1", &stale, &json!({"name": "Lawn"})).await.expect(412);
    anna.undo(renamed.group()).await.expect(200);
    assert_eq!(anna.sections().await, [named("Garden", 0, 0)]);
    let group = anna.group(renamed.group()).await;
    assert_eq!((&group["changes"][0]["kind"], &group["changes"][0]["title"]), (&json!("section"), &json!("Garden")));
    for wrong in [json!({"name": ""}), json!({"name": "two\nlines"}), json!({"name": "x".repeat(101)}), json!({})] {
        assert_eq!(anna.post("/projects/1/sections", wrong.clone()).await.expect(422).fields(), ["name"], "{wrong}");
        assert_eq!(anna.patch("/sections/1", wrong.clone()).await.expect(422).fields(), ["name"], "{wrong}");
    }
    anna.post("/projects/9/sections", json!({"name": "x"})).await.expect(404);
    anna.get("/projects/9/sections").await.expect(404);
    anna.patch("/sections/9", json!({"name": "x"})).await.expect(404);
}

#[tokio::test]
async fn sections_are_put_in_order_within_their_project() {
    let (_server, mut anna) = with_garden().await;
    anna.add_section(1, "Attic").await;
    anna.add_project("Work").await;
    anna.add_section(2, "Desk").await;
    let moved = anna.post("/sections/3/move", json!({"before": 1})).await.expect(200);
    assert_eq!(anna.head().await["action"], "move");
    let order: Vec<String> = anna.sections().await.into_iter().map(|(name, ..)| name).collect();
    assert_eq!(order, ["Attic", "Garden", "Cellar"]);
    assert_eq!(anna.post("/sections/3/move", json!({"after": 4})).await.expect(422).fields(), ["after"]);
    anna.post("/sections/9/move", json!({"after": 1})).await.expect(404);
    anna.undo(moved.group()).await.expect(200);
    assert_eq!(anna.sections().await[2].0, "Attic");
}

#[tokio::test]
async fn a_project_lists_its_tasks_section_by_section() {
    let (_server, mut anna) = with_garden().await;
    anna.make(json!({"title": "Sweep", "section_id": 2})).await;
    assert_eq!(in_house(&mut anna).await, ["Paint", "Dig", "Plant", "Water", "Sweep"]);
    anna.post("/sections/2/move", json!({"before": 1})).await.expect(200);
    assert_eq!(in_house(&mut anna).await, ["Paint", "Sweep", "Dig", "Plant", "Water"]);
    anna.post("/tasks/move", json!({"ids": [3], "before": 1})).await.expect(200);
    assert_eq!(in_house(&mut anna).await, ["Paint", "Sweep", "Plant", "Dig", "Water"]);
    let page = anna.get("/projects/1/tasks?page=2&per_page=2&status=open").await.expect(200).json();
    assert_eq!(titles(&page), ["Plant", "Dig"]);
}

#[tokio::test]
async fn a_task_moves_to_the_project_of_its_section_and_leaves_the_section_with_the_project() {
    let (_server, mut anna) = with_garden().await;
    anna.add_project("Work").await;
    anna.add_section(2, "Desk").await;
    anna.make(json!({"title": "Call"})).await;
    let moved = anna.patch("/tasks/5", json!({"section_id": 1})).await.expect(200);
    assert_eq!(anna.places(&[5]).await, [(json!(1), json!(1))]);
    anna.undo(moved.group()).await.expect(200);
    assert_eq!(anna.places(&[5]).await, [(Value::Null, Value::Null)]);
    // Its part goes along.
    anna.patch("/tasks/3", json!({"section_id": 3})).await.expect(200);
    assert_eq!(anna.places(&[3, 4]).await, [(json!(2), json!(3)), (json!(2), json!(3))]);
    anna.patch("/tasks/3", json!({"project_id": 1})).await.expect(200);
    assert_eq!(anna.places(&[3, 4]).await, [(json!(1), Value::Null), (json!(1), Value::Null)]);
    let both = anna.patch("/tasks", json!({"ids": [2, 3, 5], "section_id": 2})).await.expect(200);
    assert_eq!(anna.places(&[2, 3, 4, 5]).await, vec![(json!(1), json!(2)); 4]);
    anna.undo(both.group()).await.expect(200);
    for (body, field) in [
        (json!({"section_id": 9}), "section_id"),
        (json!({"section_id": 3, "project_id": 1}), "section_id"),
        (json!({"section_id": 1, "project_id": null}), "section_id"),
        (json!({"section_id": "1"}), "section_id"),
        (json!({"section_id": 2, "parent_id": 1}), "section_id"),
    ] {
        assert_eq!(anna.patch("/tasks/2", body.clone()).await.expect(422).fields(), [field], "{body}");
    }
}

#[tokio::test]
async fn a_subtask_is_in_the_section_of_its_parent_and_leaves_it_for_another() {
    let (_server, mut anna) = with_garden().await;
    assert_eq!(anna.task(4).await["section_id"], 1);
    anna.patch("/tasks/4", json!({"section_id": 2})).await.expect(200);
    let part = anna.task(4).await;
    assert_eq!((&part["section_id"], &part["parent_id"]), (&json!(2), &Value::Null));
    anna.patch("/tasks/4", json!({"parent_id": 2})).await.expect(200);
    assert_eq!(anna.task(4).await["section_id"], Value::Null, "its parent is in none");
    anna.patch("/tasks/4", json!({"parent_id": 3, "section_id": 1})).await.expect(200);
    anna.patch("/tasks/4", json!({"parent_id": null})).await.expect(200);
    assert_eq!(anna.task(4).await["section_id"], 1, "it stays where its parent was");
}

#[tokio::test]
async fn a_deleted_section_leaves_its_tasks_in_the_project_and_one_undo_brings_all_back() {
    let (_server, mut anna) = with_garden().await;
    anna.patch("/tasks/1", json!({"status": "done"})).await.expect(200);
    let before = anna.places(&[1, 2, 3, 4]).await;
    let deleted = anna.delete("/sections/1").await.expect(204).group();
    let group = anna.group(deleted).await;
    assert_eq!((&group["action"], &group["change_count"]), (&json!("delete"), &json!(4)));
    assert_eq!(anna.places(&[1, 2, 3, 4]).await, vec![(json!(1), Value::Null); 4]);
    assert_eq!(anna.sections().await, [named("Cellar", 0, 0)]);
    anna.delete("/sections/1").await.expect(404);
    assert_eq!(anna.patch("/tasks/2", json!({"section_id": 1})).await.expect(422).fields(), ["section_id"]);
    let undone = anna.undo(deleted).await.expect(200).group();
    assert_eq!(anna.places(&[1, 2, 3, 4]).await, before);
    assert_eq!(anna.sections().await, [named("Garden", 2, 1), named("Cellar", 0, 0)]);
    anna.undo(undone).await.expect(200);
    assert_eq!(anna.sections().await, [named("Cellar", 0, 0)]);
}

#[tokio::test]
async fn a_project_takes_its_sections_to_the_trash_and_back() {
    for undo in [true, false] {
        let (server, mut anna) = with_garden().await;
        anna.delete("/sections/2").await.expect(204);
        server.clock.advance(SignedDuration::from_millis(1));
        let deleted = anna.delete("/projects/1").await.expect(204).group();
        anna.patch("/sections/1", json!({"name": "x"})).await.expect(404);
        if undo {
            anna.undo(deleted).await.expect(200);
        } else {
            anna.restore("/projects/1").await.expect(200);
        }
        assert_eq!(anna.sections().await, [named("Garden", 3, 0)], "the one deleted before stays deleted");
        assert_eq!(
            anna.places(&[1, 2, 3, 4]).await[..3],
            [(json!(1), json!(1)), (json!(1), Value::Null), (json!(1), json!(1))]
        );
    }
}

#[tokio::test]
async fn a_task_comes_back_without_a_section_that_is_gone() {
    let (_server, mut anna) = with_garden().await;
    let version = anna.task(1).await["version"].clone();
    anna.delete("/tasks/1").await.expect(204);
    anna.delete("/tasks/3").await.expect(204);
    anna.delete("/sections/1").await.expect(204);
    anna.restore("/tasks/1").await.expect(200);
    anna.post("/tasks/restore", json!({"ids": [3, 4]})).await.expect(200);
    assert_eq!(anna.places(&[1, 3, 4]).await, vec![(json!(1), Value::Null); 3]);
    let refused = anna.post("/tasks/1/revert", json!({ "version": version })).await.expect(422);
    assert_eq!(refused.fields(), ["section_id"]);
}

#[tokio::test]
async fn a_purged_project_takes_its_sections_along() {
    let (_server, mut anna) = with_garden().await;
    anna.delete("/projects/1").await.expect(204);
    anna.delete("/trash/projects/1").await.expect(204);
    let log = anna.get("/changes?per_page=100").await;
    assert!(!String::from_utf8_lossy(&log.body).contains("Cellar"));
    let task = anna.restore("/tasks/1").await.expect(200).json();
    assert_eq!((&task["project_id"], &task["section_id"]), (&Value::Null, &Value::Null));
    anna.get("/export").await.expect(200);
}

#[tokio::test]
async fn tasks_move_to_a_place_in_another_section_in_one_action() {
    let (_server, mut anna) = with_garden().await;
    let before = in_house(&mut anna).await;
    let moved = anna.post("/tasks/move", json!({"ids": [2], "after": 1, "section_id": 1})).await.expect(200);
    assert_eq!(in_house(&mut anna).await, ["Dig", "Paint", "Plant", "Water"]);
    assert_eq!(anna.head().await["action"], "move");
    anna.undo(moved.group()).await.expect(200);
    assert_eq!(in_house(&mut anna).await, before);
    anna.post("/tasks/move", json!({"ids": [1], "before": 2, "section_id": null})).await.expect(200);
    assert_eq!(in_house(&mut anna).await, ["Dig", "Paint", "Plant", "Water"]);
    assert_eq!(anna.places(&[1]).await, [(json!(1), Value::Null)]);
    let wrong = json!({"ids": [1], "before": 2, "section_id": 9});
    assert_eq!(anna.post("/tasks/move", wrong).await.expect(422).fields(), ["section_id"]);
}

#[tokio::test]
async fn what_is_typed_in_a_section_goes_there_unless_it_names_another_project() {
    let (_server, mut anna) = with_garden().await;
    let text = "Rake\n  Leaves\nPaint fence +house\nCall +Work\n  Ring";
    let made = anna.post("/capture", json!({"text": text, "section_id": 1})).await.expect(201).json();
    let places: Vec<_> =
        made["tasks"].as_array().unwrap().iter().map(|task| (&task["title"], &task["section_id"])).collect();
    let (one, null) = (json!(1), Value::Null);
    assert_eq!(
        places,
        [("Rake", &one), ("Leaves", &one), ("Paint fence", &one), ("Call", &null), ("Ring", &null)]
            .map(|(title, section)| (json!(title), section))
            .each_ref()
            .map(|(title, section)| (title, *section))
    );
    for wrong in [json!({"text": "x", "section_id": 9}), json!({"text": "x", "section_id": 1, "project_id": 2})] {
        assert_eq!(anna.post("/capture", wrong.clone()).await.expect(422).fields(), ["section_id"], "{wrong}");
        assert_eq!(anna.post("/capture/preview", wrong.clone()).await.expect(422).fields(), ["section_id"], "{wrong}");
    }
}

#[tokio::test]
async fn tasks_are_found_by_their_section() {
    let (_server, mut anna) = with_garden().await;
    anna.add_project("Work").await;
    anna.add_section(2, "GARDEN").await;
    anna.make(json!({"title": "Rent", "section_id": 3})).await;
    anna.patch("/tasks/1", json!({"status": "done"})).await.expect(200);
    for (query, found) in [
        ("section:garden sort:created", vec!["Dig", "Plant", "Water", "Rent"]),
        ("section:garden is:open project:House sort:created", vec!["Plant", "Water"]),
        ("section:cellar", vec![]),
        ("section:nowhere,Garden is:done", vec!["Dig"]),
        ("has:section is:open sort:created", vec!["Plant", "Water", "Rent"]),
        ("no:section", vec!["Paint"]),
        ("-section:garden", vec!["Paint"]),
        ("plant section:garden", vec!["Plant"]),
    ] {
        assert_eq!(titles(&anna.find(query).await), found, "{query}");
    }
    anna.patch("/projects/2", json!({"archived": true})).await.expect(200);
    assert_eq!(anna.find("has:section is:open").await["total"], 2);
    assert_eq!(anna.find("section:garden is:open").await["total"], 3, "a section is asked for like a project");
}

#[tokio::test]
async fn what_comes_next_in_a_series_is_in_the_same_section() {
    let (_server, mut anna) = with_garden().await;
    let weekly = json!({"due": "2026-11-22", "recurrence": {"rule": "FREQ=WEEKLY"}});
    anna.patch("/tasks/3", weekly).await.expect(200);
    anna.patch("/tasks/3", json!({"status": "done"})).await.expect(200);
    let next = anna.find("section:garden is:open sort:created").await;
    assert_eq!(titles(&next), ["Dig", "Plant", "Water"]);
    // What was done moves elsewhere, and takes its subtasks back there when it is opened again.
    anna.patch("/tasks/3", json!({"section_id": 2})).await.expect(200);
    anna.patch("/tasks/3", json!({"status": "open"})).await.expect(200);
    assert_eq!(anna.sections().await, [named("Garden", 1, 0), named("Cellar", 2, 0)]);
}

#[tokio::test]
async fn a_project_has_a_hundred_sections_at_most() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.add_project("Work").await;
    for number in 0..100 {
        anna.add_section(1, &format!("{number}")).await;
    }
    anna.post("/projects/1/sections", json!({"name": "More"})).await.expect(409);
    anna.add_section(2, "More").await;
    let deleted = anna.delete("/sections/1").await.expect(204).group();
    anna.add_section(1, "More").await;
    anna.undo(deleted).await.expect(409);
}

#[tokio::test]
async fn a_project_counts_its_tasks_wherever_they_go() {
    let (_server, mut anna) = with_garden().await;
    let counts = |list: &Value| (list["projects"][0]["open"].as_u64(), list["projects"][0]["closed"].as_u64());
    anna.patch("/tasks/1", json!({"status": "done"})).await.expect(200);
    anna.patch("/tasks/2", json!({"status": "dropped"})).await.expect(200);
    assert_eq!(counts(&anna.get("/projects").await.json()), (Some(2), Some(2)));
    assert_eq!(anna.sections().await, [named("Garden", 2, 1), named("Cellar", 0, 0)]);
    anna.delete("/tasks/3").await.expect(204);
    anna.patch("/tasks/1", json!({"section_id": 2})).await.expect(200);
    assert_eq!(anna.sections().await, [named("Garden", 0, 0), named("Cellar", 0, 1)]);
    anna.delete("/tasks/1").await.expect(204);
    anna.delete("/trash/1").await.expect(204);
    assert_eq!(counts(&anna.get("/projects").await.json()), (Some(0), Some(1)));
}

#[tokio::test]
async fn what_an_earlier_version_held_is_counted() {
    let (server, mut anna) = with_garden().await;
    anna.patch("/tasks/2", json!({"status": "done"})).await.expect(200);
    for section in [1, 2] {
        anna.delete(&format!("/sections/{section}")).await.expect(204);
    }
    let connection = rusqlite::Connection::open(server.database()).unwrap();
    let migration = include_str!("../../src/store/engine/migrations/0010_add_sections.sql");
    let begin = migration.find("INSERT INTO project_counters").unwrap();
    let end = begin + migration[begin..].find(';').unwrap();
    connection.execute_batch(&format!("DELETE FROM project_counters; {}", &migration[begin..end])).unwrap();
    let project = anna.get("/projects").await.json()["projects"][0].clone();
    assert_eq!((&project["open"], &project["closed"]), (&json!(3), &json!(1)));
}

#[tokio::test]
async fn a_project_has_a_note_a_start_and_a_target() {
    let (_server, mut anna) = anna().await;
    let plan = json!({"name": "House", "note": "# Why\n\n- [ ] so", "start": "2026-12-01", "target": "2027-03-31"});
    let made = anna.post("/projects", plan).await.expect(201).json();
    assert_eq!(made["note"], "# Why\n\n- [ ] so");
    let listed = anna.get("/projects").await.json()["projects"][0].clone();
    assert_eq!((&listed["has_note"], listed.get("note")), (&json!(true), None), "a list leaves the notes out");
    assert_eq!((&listed["start"], &listed["target"]), (&json!("2026-12-01"), &json!("2027-03-31")));
    let changed = anna.patch("/projects/1", json!({"note": " \n", "target": null})).await.expect(200);
    assert_eq!((&changed.json()["note"], &changed.json()["target"]), (&Value::Null, &Value::Null));
    anna.undo(changed.group()).await.expect(200);
    assert_eq!(anna.get("/projects/1").await.json()["target"], "2027-03-31");
    for (body, field) in [
        (json!({"target": "2026-11-30"}), "target"),
        (json!({"start": "2027-04-01"}), "target"),
        (json!({"start": "2026-02-30"}), "start"),
        (json!({"target": "soon"}), "target"),
        (json!({"note": "x".repeat(50_001)}), "note"),
        (json!({"note": "\0"}), "note"),
        (json!({"note": 5}), "note"),
    ] {
        assert_eq!(anna.patch("/projects/1", body.clone()).await.expect(422).fields(), [field], "{body}");
    }
    anna.patch("/projects/1", json!({"start": "2027-04-01", "target": "2027-04-01"})).await.expect(200);
}

#[tokio::test]
async fn a_copied_project_has_its_own_sections_and_its_days_move_along() {
    let (_server, mut anna) = with_garden().await;
    anna.post("/sections/2/move", json!({"before": 1})).await.expect(200);
    anna.patch("/tasks/1", json!({"due": "2026-12-10"})).await.expect(200);
    anna.patch("/projects/1", json!({"note": "Why", "start": "2026-12-01", "target": "2026-12-31"})).await.expect(200);
    let copied = anna.post("/projects/1/duplicate", json!({"first_day": "2027-01-10"})).await.expect(201);
    let copy = copied.json();
    assert_eq!(
        (&copy["note"], &copy["start"], &copy["target"]),
        (&json!("Why"), &json!("2027-01-10"), &json!("2027-02-09"))
    );
    let sections = anna.get("/projects/2/sections").await.expect(200).json();
    let named = |index: usize| (&sections["sections"][index]["name"], &sections["sections"][index]["open"]);
    assert_eq!([named(0), named(1)], [(&json!("Cellar"), &json!(0)), (&json!("Garden"), &json!(3))]);
    let tasks = anna.get("/projects/2/tasks?per_page=100").await.expect(200).json();
    assert_eq!(titles(&tasks), ["Paint", "Dig", "Plant", "Water"]);
    anna.undo(copied.group()).await.expect(200);
    anna.get("/projects/2").await.expect(404);
}
