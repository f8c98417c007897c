//! Capture, the query language, saved views and settings, from outside.

use serde_json::{Value, json};

use crate::support::{Browser, Server};

async fn anna() -> (Server, Browser) {
    let server = Server::start();
    let mut anna = server.user("anna").await;
    anna.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
    (server, anna)
}

fn titles(answer: &Value) -> Vec<String> {
    answer["tasks"].as_array().unwrap().iter().map(|task| task["title"].as_str().unwrap().to_owned()).collect()
}

async fn find(browser: &mut Browser, query: &str) -> Vec<String> {
    let encoded = percent_encoding::utf8_percent_encode(query, percent_encoding::NON_ALPHANUMERIC);
    titles(&browser.get(&format!("/tasks?per_page=100&q={encoded}")).await.expect(200).json())
}

#[tokio::test]
async fn a_line_is_shown_as_understood_and_made_so() {
    let (_server, mut anna) = anna().await;
    let text = "😀 Pay rent every 1st 9am #home +House !high ~15m";
    let preview = anna.post("/capture/preview", json!({"text": text})).await.expect(200).json();
    let task = &preview["tasks"][0];
    assert_eq!((&task["title"], &task["project"]), (&json!("😀 Pay rent"), &json!({"name": "House", "id": null})));
    let units: Vec<u16> = text.encode_utf16().collect();
    let spans = task["spans"].as_array().unwrap();
    assert_eq!(spans.len(), 6);
    for span in spans {
        let range = usize::try_from(span["start"].as_u64().unwrap()).unwrap()
            ..usize::try_from(span["end"].as_u64().unwrap()).unwrap();
        assert_eq!(String::from_utf16(&units[range]).unwrap(), span["text"].as_str().unwrap());
    }
    assert_eq!(anna.get("/projects").await.json()["projects"], json!([]), "a preview makes nothing");
    let made = anna.post("/capture", json!({"text": text})).await.expect(201);
    let task = &made.json()["tasks"][0];
    assert_eq!((&task["due"], &task["tags"]), (&preview["tasks"][0]["due"], &json!(["home"])));
    assert_eq!(task["recurrence"]["rule"], "FREQ=MONTHLY;BYMONTHDAY=1");
    assert!(task["due"].as_str().unwrap().ends_with("-01T09:00[Europe/Berlin]"));
    anna.undo(made.group()).await.expect(200);
    assert_eq!(anna.get("/projects").await.json()["projects"], json!([]), "one undo takes all of it back");
    let literal = anna.post("/capture", json!({"text": "Read \\tomorrow and \"next week\""})).await.expect(201).json();
    assert_eq!(
        (&literal["tasks"][0]["title"], &literal["tasks"][0]["due"]),
        (&json!("Read tomorrow and \"next week\""), &Value::Null)
    );
}

#[tokio::test]
async fn several_lines_are_several_tasks_and_all_or_nothing() {
    let (_server, mut anna) = anna().await;
    let text = "Trip +Coast\n  - Pack #home\n    - Socks\n  - Book\n\nCall Kim\tsoon";
    let made = anna.post("/capture", json!({"text": text})).await.expect(201).json();
    let parents: Vec<Value> = made["tasks"].as_array().unwrap().iter().map(|task| task["parent_id"].clone()).collect();
    assert_eq!(titles(&made), ["Trip", "Pack", "Socks", "Book", "Call Kim soon"]);
    assert_eq!(parents, [Value::Null, json!(1), json!(2), json!(1), Value::Null]);
    assert_eq!(made["tasks"][2]["project_id"], 1);
    for (text, line) in [("Fine\nGap 2027-03-28 2:30", "Line 2"), (&"x".repeat(501), "Line 1")] {
        let refused = anna.post("/capture", json!({"text": text})).await.expect(422);
        assert_eq!(refused.fields(), ["text"]);
        assert!(refused.json()["error"].as_str().unwrap().starts_with(line), "{}", refused.json());
    }
    for text in [json!(""), json!(" \n "), json!("x\n".repeat(1_001)), json!("x".repeat(100_001)), Value::Null] {
        assert_eq!(anna.post("/capture", json!({"text": text})).await.expect(422).fields(), ["text"]);
    }
    assert_eq!(anna.get("/tasks").await.json()["total"], 5);
    let placed = json!({"text": "Here", "parent_id": 1, "planned": "2026-12-24"});
    let placed = anna.post("/capture", placed).await.expect(201).json();
    assert_eq!((&placed["tasks"][0]["project_id"], &placed["tasks"][0]["planned"]), (&json!(1), &json!("2026-12-24")));
    assert_eq!(
        anna.post("/capture", json!({"text": "x", "project_id": 99})).await.expect(422).fields(),
        ["project_id"]
    );
}

#[tokio::test]
async fn the_language_finds_what_it_says() {
    let (_server, mut anna) = anna().await;
    anna.post("/projects", json!({"name": "My House"})).await.expect(201);
    for task in [
        json!({"title": "Crème brûlée kaufen", "tags": ["home/kitchen"], "priority": "low", "estimate": 20}),
        json!({"title": "Rent", "description": "exact words here", "project_id": 1, "due": "2026-01-01"}),
        json!({"title": "Rental car", "status": "done", "tags": ["home"], "planned": "2026-05-05"}),
        json!({"title": "Dropped", "status": "dropped", "estimate": 90}),
        json!({"title": "Part", "parent_id": 2, "due": "2030-01-01T00:30[Asia/Tokyo]"}),
    ] {
        anna.post("/tasks", task).await.expect(201);
    }
    for (query, expected) in [
        ("creme", vec!["Crème brûlée kaufen"]),
        ("rent sort:created", vec!["Rent", "Rental car"]),
        ("\"rent\"", vec!["Rent"]),
        ("\"exact words\"", vec!["Rent"]),
        ("rent -car", vec!["Rent"]),
        ("is:done", vec!["Rental car"]),
        ("is:dropped", vec!["Dropped"]),
        ("is:open tag:home", vec!["Crème brûlée kaufen"]),
        ("tag:home sort:title", vec!["Crème brûlée kaufen", "Rental car"]),
        ("-tag:home is:open sort:created", vec!["Rent", "Part"]),
        ("project:\"my house\" sort:-created", vec!["Part", "Rent"]),
        ("is:overdue", vec!["Rent"]),
        ("is:blocked", vec!["Rent"]),
        ("is:subtask", vec!["Part"]),
        ("due:2029-12-31", vec!["Part"]),
        ("due:none is:open", vec!["Crème brûlée kaufen"]),
        ("priority:>=low", vec!["Crème brûlée kaufen"]),
        ("estimate:<30m", vec!["Crème brûlée kaufen"]),
        ("planned:2026-05-01..2026-05-31", vec!["Rental car"]),
        ("completed:today sort:created", vec!["Rental car", "Dropped"]),
        ("has:description", vec!["Rent"]),
        ("no:project is:open", vec!["Crème brûlée kaufen"]),
        ("parent:2", vec!["Part"]),
        ("id:1,3 sort:created", vec!["Crème brûlée kaufen", "Rental car"]),
        ("is:open sort:due", vec!["Rent", "Part", "Crème brûlée kaufen"]),
        ("nowhere", vec![]),
    ] {
        assert_eq!(find(&mut anna, query).await, expected, "{query}");
    }
    anna.patch("/tasks/2", json!({"title": "Mortgage"})).await.expect(200);
    assert_eq!(find(&mut anna, "rent").await, ["Rental car"], "what was just written is found");
    anna.delete("/tasks/3").await.expect(204);
    assert_eq!(find(&mut anna, "rent").await, [""; 0], "the trash is not searched");
    for (query, column) in [("due:soonish", 5), ("tag:home re:zero", 10), ("\"open", 1)] {
        let refused = anna.get(&format!("/tasks?q={}", query.replace(' ', "+").replace('"', "%22"))).await.expect(422);
        assert_eq!(refused.fields(), ["q"]);
        let error = refused.json()["error"].as_str().unwrap().to_owned();
        assert!(error.starts_with(&format!("Column {column}:")), "{error}");
    }
}

#[tokio::test]
async fn nobody_s_words_are_found_by_another() {
    let (server, mut anna) = anna().await;
    anna.add_task("Secret plan").await;
    assert_eq!(find(&mut anna, "secret").await, ["Secret plan"]);
    let mut berta = server.user("berta").await;
    assert_eq!(find(&mut berta, "secret").await, [""; 0]);
    berta.add_task("Other secret").await;
    assert_eq!(find(&mut berta, "secret").await, ["Other secret"]);
    assert_eq!(find(&mut berta, "-secret").await, [""; 0]);
    assert_eq!(find(&mut anna, "secret").await, ["Secret plan"]);
}

#[tokio::test]
async fn views_and_settings_are_kept_undone_and_safe_to_race() {
    let (_server, mut anna) = anna().await;
    let view = anna.post("/views", json!({"name": "Home", "query": "is:open tag:home"})).await.expect(201);
    anna.post("/views", json!({"name": "Late", "query": "is:overdue"})).await.expect(201);
    let wrong = anna.post("/views", json!({"name": "", "query": "due:soonish"})).await.expect(422);
    assert_eq!(wrong.fields(), ["name", "query"]);
    let etag = view.header("etag").to_owned();
    anna.patch("/views/1", json!({"name": "At home"})).await.expect(200);
    let headers = [("content-type", "application/json"), ("if-match", etag.as_str())];
    anna.send_with("PATCH", "/views/1", &headers, br#"{"name":"Stale"}"#.to_vec()).await.expect(412);
    anna.post("/views/2/move", json!({"before": 1})).await.expect(200);
    assert_eq!(anna.get("/views").await.json()["views"][0]["name"], "Late");
    let deleted = anna.delete("/views/2").await.expect(204).group();
    assert_eq!(anna.get("/views").await.json()["views"].as_array().unwrap().len(), 1);
    anna.undo(deleted).await.expect(200);
    assert_eq!(anna.get("/views").await.json()["views"][0]["name"], "Late");

    let changed =
        anna.patch("/settings", json!({"zone": "asia/tokyo", "day_start": "04:00", "hours": {"sunday": 0}})).await;
    assert_eq!((&changed.json()["zone"], &changed.json()["hours"]["monday"]), (&json!("Asia/Tokyo"), &json!(480)));
    anna.undo(changed.group()).await.expect(200);
    assert_eq!(anna.get("/settings").await.json()["zone"], "Europe/Berlin");
    for (field, value) in [
        ("zone", json!("Mars/Phobos")),
        ("week_start", json!("someday")),
        ("day_start", json!("13:00")),
        ("hours", json!({"monday": 1_441})),
        ("clock", json!("25h")),
        ("language", json!("tlh")),
        ("theme", json!("pink")),
    ] {
        assert_eq!(anna.patch("/settings", json!({field: value})).await.expect(422).fields(), [field]);
    }
}
