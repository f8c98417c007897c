//! What a person types, shown as understood and made so.

use jiff::ToSpan;
use serde_json::{Value, json};

use crate::support::{Browser, anna, day, instant, titles, today};

async fn preview(browser: &mut Browser, text: &str) -> Vec<Value> {
    let answer = browser.post("/capture/preview", json!({"text": text})).await.expect(200).json();
    answer["tasks"].as_array().unwrap().clone()
}

async fn capture(browser: &mut Browser, text: &str) -> Vec<Value> {
    browser.capture(text).await.json()["tasks"].as_array().unwrap().clone()
}

#[tokio::test]
async fn spans_are_counted_as_a_browser_counts_whatever_stands_before() {
    let (_server, mut anna) = anna().await;
    let text = "👩‍👩‍👧 Käse #ölig\r\n\r\n  𝕏 zahlen +\"Mein 🏠\" tomorrow 9am !high ~15m ^tomorrow\n\tJoggen every 2 weeks";
    let tasks = preview(&mut anna, text).await;
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut kinds = Vec::new();
    for task in &tasks {
        let mut last = 0;
        for span in task["spans"].as_array().unwrap() {
            let at = |field: &str| usize::try_from(span[field].as_u64().unwrap()).unwrap();
            assert!(last <= at("start") && at("start") < at("end"), "{span}");
            last = at("end");
            assert_eq!(String::from_utf16(&units[at("start")..at("end")]).unwrap(), span["text"].as_str().unwrap());
            assert!(!span["label"].as_str().unwrap().is_empty());
            kinds.push(span["kind"].as_str().unwrap());
        }
    }
    assert_eq!(kinds, ["tag", "project", "due", "time", "priority", "estimate", "start", "recurrence"]);
    let shown: Vec<_> = tasks.iter().map(|task| (&task["line"], &task["depth"], &task["title"])).collect();
    assert_eq!(
        shown,
        [
            (&json!(0), &json!(0), &json!("👩‍👩‍👧 Käse")),
            (&json!(2), &json!(1), &json!("𝕏 zahlen")),
            (&json!(3), &json!(2), &json!("Joggen"))
        ]
    );
}

#[tokio::test]
async fn a_preview_says_what_is_made_and_makes_nothing() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    let text = "Rent every 1st 2027-01-01 9am +HOUSE #Money #a ~1h30m !2 ^2026-12-30\nBike +New tomorrow";
    let shown = preview(&mut anna, text).await;
    assert_eq!(shown[0]["project"], json!({"name": "HOUSE", "id": 1, "archived": false}));
    assert_eq!(shown[1]["project"], json!({"name": "New", "id": null, "archived": false}));
    assert_eq!(
        shown[0]["occurrences"],
        json!(["2027-02-01T09:00[UTC]", "2027-03-01T09:00[UTC]", "2027-04-01T09:00[UTC]"])
    );
    assert_eq!(anna.get("/tasks").await.json()["total"], 0);
    assert_eq!(anna.get("/projects").await.json()["projects"].as_array().unwrap().len(), 1);
    let made = capture(&mut anna, text).await;
    for (shown, made) in shown.iter().zip(&made) {
        for field in ["title", "priority", "due", "start", "estimate", "tags", "recurrence"] {
            assert_eq!(made[field], shown[field], "{field}");
        }
    }
    let numbers: Vec<_> = made.iter().map(|task| &task["project_id"]).collect();
    assert_eq!(numbers, [&json!(1), &json!(2)]);
    assert_eq!((&made[0]["due"], &made[0]["tags"]), (&json!("2027-01-01T09:00[UTC]"), &json!(["a", "money"])));
    assert_eq!((&made[0]["estimate"], &made[0]["priority"]), (&json!(90), &json!("medium")));
    assert_eq!(made[0]["recurrence"]["rule"], "FREQ=MONTHLY;BYMONTHDAY=1");
}

#[tokio::test]
async fn a_preview_says_which_project_is_archived() {
    let (_server, mut anna) = anna().await;
    anna.post("/projects", json!({"name": "House", "archived": true})).await.expect(201);
    anna.add_project("Home").await;
    for (name, expected) in [
        ("house", json!({"name": "house", "id": 1, "archived": true})),
        ("Home", json!({"name": "Home", "id": 2, "archived": false})),
        ("New", json!({"name": "New", "id": null, "archived": false})),
    ] {
        assert_eq!(preview(&mut anna, &format!("Paint +{name}")).await[0]["project"], expected);
    }
    assert_eq!(capture(&mut anna, "Paint +House").await[0]["project_id"], 1, "where it was said to be");
}

#[tokio::test]
async fn a_line_that_is_indented_is_a_part_of_the_one_above() {
    let (_server, mut anna) = anna().await;
    let made = anna.capture("Trip +Coast\n  - Pack #home\n    - Socks\n  - Book\n\nCall Kim\tsoon").await.json();
    assert_eq!(titles(&made), ["Trip", "Pack", "Socks", "Book", "Call Kim soon"]);
    let parents: Vec<_> = made["tasks"].as_array().unwrap().iter().map(|task| &task["parent_id"]).collect();
    assert_eq!(parents, [&Value::Null, &json!(5), &json!(4), &json!(5), &Value::Null]);
    assert_eq!(made["tasks"][2]["project_id"], 1);
}

#[tokio::test]
async fn one_undo_takes_back_all_that_a_text_has_made() {
    let (_server, mut anna) = anna().await;
    let made = anna.capture("A +One\n  B\nC +Two\nD +one").await;
    let projects: Vec<_> =
        made.json()["tasks"].as_array().unwrap().iter().map(|task| task["project_id"].clone()).collect();
    assert_eq!(projects, [json!(1), json!(1), json!(2), json!(1)], "a project is made once");
    let group = anna.group(made.group()).await;
    assert_eq!((&group["action"], &group["change_count"]), (&json!("create"), &json!(6)));
    let undone = anna.undo(made.group()).await.expect(200).group();
    assert_eq!(anna.get("/tasks").await.json()["total"], 0);
    assert_eq!(anna.get("/projects").await.json()["projects"], json!([]));
    anna.undo(undone).await.expect(200);
    assert_eq!(anna.task(3).await["parent_id"], 4);
    assert_eq!(anna.get("/projects").await.json()["projects"][0]["open"], 3);
}

#[tokio::test]
async fn nothing_that_is_not_understood_is_eaten() {
    let (_server, mut anna) = anna().await;
    for (text, title) in [
        ("Read \\tomorrow \\#1 \\+House \\!high \\~15m \\^fri", "Read tomorrow \\#1 +House !high ~15m ^fri"),
        ("Read \\tomorrow and \"next week\"", "Read tomorrow and \"next week\""),
        ("Watch \"The Day After Tomorrow\"", "Watch \"The Day After Tomorrow\""),
        ("Fix #12 on 31 feb at 25:00 ~0 !now", "Fix #12 on 31 feb at 25:00 ~0 !now"),
        ("tomorrow", "tomorrow"),
        ("#home +House", "#home +House"),
        ("C:\\temp \\ 50% & <b>", "C:\\temp \\ 50% & <b>"),
        ("Buy 2-3 l of milk, 1/2 lb may be", "Buy 2-3 l of milk, 1/2 lb may be"),
        ("- [ ] alone", "alone"),
        ("Call +49 170 1234567", "Call +49 170 1234567"),
        ("Meet Monday's team", "Meet Monday's team"),
    ] {
        let task = capture(&mut anna, text).await[0].clone();
        assert_eq!(task["title"], title, "{text}");
        for field in ["due", "start", "estimate", "project_id", "recurrence"] {
            assert_eq!(task[field], Value::Null, "{field} of {text}");
        }
        assert_eq!((&task["tags"], &task["priority"]), (&json!([]), &json!("none")), "{text}");
    }
    assert_eq!(anna.get("/projects").await.json()["projects"], json!([]));
}

#[tokio::test]
async fn a_backslash_before_any_span_keeps_its_words() {
    let (_server, mut anna) = anna().await;
    let text = "Pay 😀 rent every 1st 9am #home +House !high ~15m ^monday";
    let spans = preview(&mut anna, text).await[0]["spans"].as_array().unwrap().clone();
    assert_eq!(spans.len(), 7);
    let units: Vec<u16> = text.encode_utf16().collect();
    for span in &spans {
        let start = usize::try_from(span["start"].as_u64().unwrap()).unwrap();
        let escaped = format!(
            "{}\\{}",
            String::from_utf16(&units[..start]).unwrap(),
            String::from_utf16(&units[start..]).unwrap()
        );
        let task = preview(&mut anna, &escaped).await[0].clone();
        assert!(task["title"].as_str().unwrap().contains(span["text"].as_str().unwrap()), "{escaped}: {task}");
        assert!(!task["title"].as_str().unwrap().contains('\\'), "{escaped}: {task}");
        assert!(task["spans"].as_array().unwrap().iter().all(|other| other["text"] != span["text"]), "{escaped}");
    }
}

#[tokio::test]
async fn days_in_words_are_those_of_the_account() {
    let (server, mut anna) = anna().await;
    let zone = "Europe/Berlin";
    server.clock.set(instant(&format!("{}T02:30[{zone}]", today())));
    anna.patch("/settings", json!({"zone": zone, "day_start": "04:00"})).await.expect(200);
    let today = today().yesterday().unwrap();
    let shown = anna.get("/agenda").await.expect(200).json()["today"].clone();
    assert_eq!(shown, today.to_string(), "it is still the day before");
    let later = |days: i32| today.checked_add(days.days()).unwrap().to_string();
    for (words, days) in [("today", 0), ("tomorrow", 1), ("in 3 days", 3), ("every day", 0)] {
        assert_eq!(capture(&mut anna, &format!("Run {words}")).await[0]["due"], later(days), "{words}");
    }
    let time = capture(&mut anna, "Run tomorrow 14:30").await[0]["due"].clone();
    assert_eq!(time, format!("{}T14:30[{zone}]", later(1)));
    let monthly = capture(&mut anna, "Run every 1st 9am").await[0]["due"].clone();
    assert!(monthly.as_str().unwrap().ends_with(&format!("-01T09:00[{zone}]")), "{monthly}");
    assert_eq!(anna.find("due:today").await["total"], 2);
}

#[tokio::test]
async fn a_text_that_can_not_be_made_names_the_line_and_nothing_is_made() {
    let (_server, mut anna) = anna().await;
    anna.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
    anna.add_task("Here").await;
    let tags: Vec<String> = (0..60).map(|number| format!("#tag{number}")).collect();
    for (text, line) in [
        ("Fine +New\n\n  Gap 2027-03-28 2:30".to_owned(), "Line 3: "),
        (format!("Fine +New\nTags {}", tags.join(" ")), "Line 2: "),
        (format!("{}\nFine +New", "x".repeat(501)), "Line 1: "),
        ("Fine +New\n  Packed +Other".to_owned(), "Line 2: "),
        ("Fine\n  Packed\n    Sealed +Other".to_owned(), "Line 3: "),
    ] {
        let refused = anna.post("/capture", json!({"text": text})).await.expect(422);
        assert_eq!(refused.fields(), ["text"]);
        let error = refused.json()["error"].as_str().unwrap().to_owned();
        assert!(error.starts_with(line), "{error}");
        let shown = preview(&mut anna, &text).await;
        let problems: Vec<_> = shown.iter().filter(|task| task["problem"].is_string()).collect();
        assert_eq!(problems.len(), 1, "the preview says so before: {shown:?}");
    }
    for (field, value) in [
        ("project_id", json!(1)),
        ("parent_id", json!(9)),
        ("planned", json!("2026-02-31")),
        ("planned_if_undated", json!("2026-02-31")),
        ("text", json!(5)),
        ("text", json!("a\u{0}b")),
        ("text", json!("\n \t\n")),
        ("text", json!(" \n ")),
        ("text", json!("")),
        ("text", json!("x\n".repeat(1_001))),
        ("text", json!("x".repeat(100_001))),
        ("text", Value::Null),
    ] {
        let mut body = json!({"text": "Fine +New"});
        body[field] = value.clone();
        if field == "project_id" {
            body["text"] = json!("Fine");
        }
        assert_eq!(anna.post("/capture", body).await.expect(422).fields(), [field], "{value}");
    }
    assert_eq!(anna.get("/tasks").await.json()["total"], 1);
    assert_eq!(anna.get("/projects").await.json()["projects"], json!([]));
}

#[tokio::test]
async fn what_names_no_place_goes_where_one_is() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    let here = json!({"text": "A\n  B\nC +Other\nD tomorrow", "project_id": 1, "planned": day(3)});
    let made = anna.post("/capture", here).await.expect(201).json()["tasks"].clone();
    let projects: Vec<_> = made.as_array().unwrap().iter().map(|task| task["project_id"].clone()).collect();
    assert_eq!(projects, [json!(1), json!(1), json!(2), json!(1)]);
    assert_eq!(
        (&made[1]["parent_id"], &made[3]["planned"], &made[3]["due"]),
        (&made[0]["id"], &json!(day(3)), &json!(day(1)))
    );
    let made_of_other = made[2]["id"].clone();
    let undated = json!({"text": "A\nB tomorrow\nC ^fri\nD every day", "planned_if_undated": day(3)});
    let made = anna.post("/capture", undated).await.expect(201).json()["tasks"].clone();
    let planned: Vec<_> = made.as_array().unwrap().iter().map(|task| task["planned"].clone()).collect();
    assert_eq!(planned, [json!(day(3)), Value::Null, Value::Null, Value::Null]);
    let both = json!({"text": "B tomorrow", "planned_if_undated": day(3), "planned": day(1)});
    assert_eq!(anna.post("/capture", both).await.expect(201).json()["tasks"][0]["planned"], day(1));
    let within = json!({"text": "E\n  F", "parent_id": made_of_other, "planned": day(3)});
    let within = anna.post("/capture", within).await.expect(201).json()["tasks"].clone();
    assert_eq!((&within[0]["parent_id"], &within[1]["parent_id"]), (&made_of_other, &within[0]["id"]));
    assert_eq!((&within[0]["project_id"], &within[1]["project_id"]), (&json!(2), &json!(2)));
    assert_eq!(within[0]["planned"], day(3));
}

#[tokio::test]
async fn a_part_is_in_the_project_of_what_it_is_a_part_of_or_refused() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.make_all([json!({"title": "Paint", "project_id": 1}), json!({"title": "Loose"})]).await;
    for (text, parent) in [("A +Other", 1), ("A +House", 2), ("A\n  B +Other", 1)] {
        let body = json!({"text": text, "parent_id": parent});
        let shown = anna.post("/capture/preview", body.clone()).await.expect(200).json();
        let problems: Vec<_> = shown["tasks"].as_array().unwrap().iter().map(|task| task["problem"].clone()).collect();
        let refused = anna.post("/capture", body).await.expect(422);
        assert_eq!(refused.fields(), ["text"], "{text}");
        assert_eq!(problems.last(), Some(&refused.json()["error"]), "{text}");
        assert!(refused.json()["error"].as_str().unwrap().contains("in the project of its parent"), "{text}");
    }
    let same = anna.post("/capture", json!({"text": "A +house\n  B +HOUSE", "parent_id": 1})).await.expect(201).json();
    assert_eq!((&same["tasks"][0]["parent_id"], &same["tasks"][1]["project_id"]), (&json!(1), &json!(1)));
    assert_eq!(anna.get("/projects").await.json()["projects"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn pasted_lines_stay_in_their_order_in_every_list() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.add_task("Before").await;
    let text = "One +House\n  Part\nTwo +House\n\nThree +House";
    assert_eq!(titles(&anna.capture(text).await.json()), ["One", "Part", "Two", "Three"]);
    anna.capture("- a\n- b\n- c").await;
    anna.add_task("After").await;
    let all = anna.get("/tasks?per_page=50").await.json();
    assert_eq!(titles(&all), ["After", "a", "b", "c", "One", "Part", "Two", "Three", "Before"]);
    assert_eq!(titles(&anna.get("/inbox").await.json()), ["After", "a", "b", "c", "Before"]);
    let by_hand = anna.find("project:House sort:position").await;
    assert_eq!(titles(&by_hand), ["One", "Part", "Two", "Three"]);
    anna.capture("d tomorrow\ne tomorrow\nf tomorrow").await;
    assert_eq!(titles(&anna.get("/agenda?days=2").await.json()["days"][1]), ["d", "e", "f"]);
}

#[tokio::test]
async fn a_pasted_list_leaves_its_marks_behind() {
    let (_server, mut anna) = anna().await;
    let text = "\u{FEFF}Shop\n- [x] eggs\n+ [ ] plus\n☐ box\n◦ sub\n```\ncode\n```\n|---|---|";
    let shown = preview(&mut anna, text).await;
    let made = capture(&mut anna, text).await;
    let status: Vec<_> = made.iter().map(|task| (&task["title"], &task["status"])).collect();
    let open = json!("open");
    assert_eq!(
        status,
        [
            (&json!("Shop"), &open),
            (&json!("eggs"), &json!("done")),
            (&json!("plus"), &open),
            (&json!("box"), &open),
            (&json!("sub"), &open),
            (&json!("code"), &open),
        ]
    );
    let done: Vec<_> = shown.iter().map(|task| &task["done"]).collect();
    assert_eq!(done, [false, true, false, false, false, false]);
    for (line, title) in [("1. milk", "milk"), ("- [ ] tea", "tea"), ("\u{FEFF}bread", "bread")] {
        assert_eq!(capture(&mut anna, line).await[0]["title"], title);
    }
}

#[tokio::test]
async fn a_date_in_numbers_is_read_in_the_order_of_the_account() {
    let (_server, mut anna) = anna().await;
    for (order, due) in [("day_first", "-12-03"), ("month_first", "-03-12")] {
        anna.patch("/settings", json!({"date_order": order})).await.expect(200);
        let shown = preview(&mut anna, "Books 3/12").await;
        assert!(shown[0]["due"].as_str().unwrap().ends_with(due), "{order}: {}", shown[0]);
        assert_eq!(shown[0]["hints"], json!([]));
        let made = capture(&mut anna, "Books 3/12").await;
        assert!(made[0]["due"].as_str().unwrap().ends_with(due), "{order}: {}", made[0]);
    }
}

#[tokio::test]
async fn lines_of_a_description_become_subtasks_in_one_change() {
    let (_server, mut anna) = anna().await;
    let made =
        anna.post("/tasks", json!({"title": "Party", "description": "Soon\n- Cake\n- Drinks"})).await.expect(201);
    let (id, version) = (made.json()["id"].as_i64().unwrap(), made.json()["version"].as_i64().unwrap());
    let body = json!({"text": "- Cake\n- Drinks", "parent_id": id, "parent_description": "Soon"});
    let path = format!("/tasks/{id}");
    let seen = anna.patch(&path, json!({"priority": "low"})).await.expect(200);
    assert_ne!(seen.json()["version"], version);
    let captured = anna.post("/capture", body).await.expect(201);
    assert_eq!(titles(&captured.json()), ["Cake", "Drinks"]);
    assert_eq!(anna.get(&path).await.json()["description"], "Soon");
    assert_eq!(anna.get(&path).await.json()["version"], captured.group(), "the parent changes first");
    anna.undo(captured.group()).await.expect(200);
    assert_eq!(anna.get(&path).await.json()["description"], "Soon\n- Cake\n- Drinks");
    assert_eq!(anna.get(&format!("{path}/subtasks")).await.json()["tasks"], json!([]));
    let orphan = json!({"text": "Cake", "parent_description": "Soon"});
    assert_eq!(anna.post("/capture", orphan).await.expect(422).fields(), ["parent_description"]);
    let blank = json!({"text": "Cake", "parent_id": id, "parent_description": " "});
    anna.post("/capture", blank).await.expect(201);
    assert_eq!(anna.get(&path).await.json()["description"], Value::Null);
}

#[tokio::test]
async fn a_hint_says_what_to_write_and_refuses_nothing() {
    let (_server, mut anna) = anna().await;
    let text = "😀 Books 3/12\nRun every 8 hours\nCall 10:30 PST #home\nCall 31/12 about it";
    let shown = preview(&mut anna, text).await;
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut hints = Vec::new();
    for hint in shown.iter().flat_map(|task| task["hints"].as_array().unwrap()) {
        let at = |field: &str| usize::try_from(hint[field].as_u64().unwrap()).unwrap();
        hints.push((
            String::from_utf16(&units[at("start")..at("end")]).unwrap(),
            hint["hint"].as_str().unwrap().to_owned(),
        ));
    }
    let hints: Vec<_> = hints.iter().map(|(part, hint)| (part.as_str(), hint.as_str())).collect();
    assert_eq!(
        hints,
        [
            ("3/12", "The day or the month can come first. Write 3 dec or 12 mar."),
            ("every 8 hours", "A task repeats once a day at most. Write every day 9am."),
            ("10:30 PST", "Times are in your own time zone. Write the time there, without PST."),
            ("31/12", "If it is due then, write on 31/12."),
        ]
    );
    assert!(shown.iter().all(|task| task["problem"].is_null()), "{shown:?}");
    let made = capture(&mut anna, text).await;
    let due: Vec<_> = made.iter().map(|task| &task["due"]).collect();
    assert_eq!(due, [&Value::Null; 4]);
}

#[tokio::test]
async fn names_of_projects_are_found_as_they_are_typed() {
    let (_server, mut anna) = anna().await;
    for name in ["My house", "My", "Todo's"] {
        anna.add_project(name).await;
    }
    for (text, title, project) in [
        ("Fix roof +My house", "Fix roof", 1),
        ("Fix roof +my HOUSE tomorrow", "Fix roof", 1),
        ("Fix roof +My home", "Fix roof home", 2),
        ("Fix roof +Todo’s", "Fix roof", 3),
        ("Fix roof +todo's", "Fix roof", 3),
    ] {
        let shown = preview(&mut anna, text).await[0]["project"]["id"].clone();
        let made = capture(&mut anna, text).await[0].clone();
        assert_eq!((&made["title"], &made["project_id"], &shown), (&json!(title), &json!(project), &json!(project)));
    }
    assert_eq!(anna.get("/projects").await.json()["projects"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn hours_ahead_are_hours_even_when_the_clocks_change() {
    let (server, _anna) = anna().await;
    for (name, (now, text, due)) in ["a", "b", "c", "d"].into_iter().zip([
        ("2027-03-28T01:30[Europe/Berlin]", "Call in 1 hour", "2027-03-28T03:30[Europe/Berlin]"),
        ("2027-03-28T01:30[Europe/Berlin]", "Call in 2 hours", "2027-03-28T04:30[Europe/Berlin]"),
        ("2027-10-31T01:30[Europe/Berlin]", "Call in 3 hours", "2027-10-31T03:30[Europe/Berlin]"),
        // A series keeps its time in the week in which the clocks skip it.
        ("2027-03-27T12:00[Europe/Berlin]", "Call every sunday 2:30", "2027-03-28T02:30[Europe/Berlin]"),
    ]) {
        server.clock.set(instant(now));
        let mut user = server.user(name).await;
        user.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
        assert_eq!(capture(&mut user, text).await[0]["due"], due, "{now} {text}");
    }
}
