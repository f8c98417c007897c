//! Finding by the query language, through the API.

use jiff::SignedDuration;
use serde_json::json;

use tracker::domain::users::Username;
use tracker::domain::users::password::Password;

use crate::support::{Browser, PASSWORD, Server, anna, day, titles};

/// The titles that are found, in order, with a blank between them.
async fn found(browser: &mut Browser, query: &str) -> String {
    let list = browser.find(query).await;
    let titles = titles(&list);
    assert_eq!(list["total"], titles.len(), "{query}");
    titles.join(" ")
}

async fn find_all(browser: &mut Browser, table: &[(&str, &str)]) {
    for (query, expected) in table {
        assert_eq!(found(browser, &format!("{query} sort:created")).await, *expected, "{query}");
    }
}

#[tokio::test]
async fn every_field_finds_what_it_says() {
    let (_server, mut anna) = anna().await;
    for name in ["House", "My, House", "Archive"] {
        anna.add_project(name).await;
    }
    let then = "2026-01-05T12:00:00Z";
    anna.make_all([
        json!({"title": "A", "tags": ["home", "b"], "priority": "low", "estimate": 90, "project_id": 1, "due": day(-1)}),
        json!({"title": "B", "tags": ["home/garden"], "priority": "high", "due": day(0), "project_id": 2, "start": day(2)}),
        json!({"title": "C", "tags": ["homework"], "planned": day(1), "description": "Text", "start": day(-1)}),
        json!({"title": "D", "parent_id": 1, "due": day(3), "recurrence": {"rule": "FREQ=DAILY"}}),
        json!({"title": "E", "completed_at": then, "due": "2026-01-04", "project_id": 3}),
        json!({"title": "F", "status": "dropped", "completed_at": then, "planned": "2026-01-01T23:30"}),
        json!({"title": "G"}),
        json!({"title": "H", "start": day(5), "priority": "medium"}),
    ])
    .await;
    find_all(
        &mut anna,
        &[
            ("", "A B C D E F G H"),
            ("is:open", "A B C D G H"),
            ("is:done", "E"),
            ("is:dropped", "F"),
            ("is:done,dropped", "E F"),
            ("is:overdue", "A"),
            ("is:recurring", "D"),
            ("is:subtask", "D"),
            ("is:inbox", "G"),
            ("is:started", "C"),
            ("is:open -is:started", "A B D G H"),
            ("is:blocked", "A"),
            ("is:planned", "C F"),
            ("tag:home", "A B"),
            ("tag:HOME,homework", "A B C"),
            ("tag:home tag:b", "A"),
            ("-tag:home is:open", "C D G H"),
            ("project:house", "A D"),
            ("project:\"my, house\",archive", "B E"),
            ("project:Nowhere", ""),
            ("parent:1", "D"),
            ("id:2,7,99", "B G"),
            ("priority:high", "B"),
            ("priority:>=low", "A B H"),
            ("priority:<medium is:open", "A C D G"),
            ("priority:none is:done", "E"),
            ("due:today", "B"),
            ("due:<=today is:open", "A B"),
            ("due:-1d..3d", "A B D"),
            ("due:-1d..+3d", "A B D"),
            ("due:any is:done", "E"),
            ("due:none is:open", "C G H"),
            ("-due:<=today is:open", "C D G H"),
            ("start:2d", "B"),
            ("start:any", "B C H"),
            ("planned:tomorrow", "C"),
            ("planned:2026-01-01", "F"),
            ("planned:<=2026-01-01", "F"),
            ("planned:>2026-01-01", "C"),
            ("day:<=today is:open", "A B"),
            ("day:<=today is:open -start:>today", "A"),
            ("day:tomorrow", "C"),
            ("day:2026-01-01", "F"),
            ("day:any is:open", "A B C D"),
            ("-day:any is:open", "G H"),
            ("day:none", "G H"),
            ("planned:2026-01-01..2026-01-31", "F"),
            ("completed:2026-01-05", "E F"),
            ("completed:<2026-01-05", ""),
            ("created:today -updated:<today id:1", "A"),
            ("created:>today", ""),
            ("estimate:90", "A"),
            ("estimate:<2h", "A"),
            ("estimate:<30m", ""),
            ("estimate:<=1h30m", "A"),
            ("estimate:>1h30m", ""),
            ("estimate:any", "A"),
            ("has:due -has:project is:open", ""),
            ("has:tag,description", "A B C"),
            ("has:description", "C"),
            ("no:project is:open", "C G H"),
            ("has:recurrence", "D"),
            ("has:parent,estimate", "A D"),
            ("has:start has:priority", "B H"),
            ("has:planned", "C F"),
            ("no:tag no:due", "F G H"),
            ("no:project,parent is:done", "E"),
            ("IS:Open Tag:B", "A"),
        ],
    )
    .await;
    let done = anna.get("/tasks?status=done&q=project:archive").await.expect(200).json();
    assert_eq!((&done["total"], &done["tasks"][0]["title"]), (&json!(1), &json!("E")));
    assert_eq!(anna.get("/tasks?status=open&q=is:done").await.json()["total"], 0);
}

#[tokio::test]
async fn words_are_found_by_their_beginning_and_without_accents() {
    let (_server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "Crème", "description": "für die Großmutter"}),
        json!({"title": "e-mail", "description": "To Łukasz, re C++ and node.js"}),
        json!({"title": "Paris", "status": "done", "description": "Bread and butter\nfrom the ΣΊΣΥΦΟΣ bakery"}),
        json!({"title": "寿司", "description": "100% u\u{308}ber O'Reilly 2026-12-24 @home"}),
    ])
    .await;
    find_all(
        &mut anna,
        &[
            ("creme", "Crème"),
            ("CRÈ", "Crème"),
            ("cre\u{300}me", "Crème"),
            ("fur groß", "Crème"),
            ("e-mail", "e-mail"),
            ("mail", "e-mail"),
            ("node.js", "e-mail"),
            ("c++", "e-mail"),
            ("butt", "Paris"),
            ("utter", ""),
            ("\"bread and\"", "Paris"),
            ("\"and bread\"", ""),
            ("\"butter from\"", "Paris"),
            ("\"butt\"", ""),
            ("σίσυ", "Paris"),
            ("σισυφος", "Paris"),
            ("GROSSMUTTER", "Crème"),
            ("uber", "寿司"),
            ("寿司", "寿司"),
            ("o'reilly", "寿司"),
            ("2026-12-24", "寿司"),
            ("100%", "寿司"),
            ("-butter", "Crème e-mail 寿司"),
            ("-\"bread and\" -mail", "Crème 寿司"),
            ("butter -bread", ""),
            ("cr -mail", "Crème"),
            ("AND", "e-mail Paris"),
            ("butter OR mail", ""),
            ("title", ""),
            ("(butter)", "Paris"),
            ("butter*", "Paris"),
            ("\"say \"\"hi\"\"\"", ""),
        ],
    )
    .await;
}

#[tokio::test]
async fn accents_of_any_script_and_pictographs_are_searched() {
    let (_server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "Ёлка", "description": "Купить ёлку"}),
        json!({"title": "Party🎉", "description": "👍🏽 ❤\u{FE0F}"}),
        json!({"title": "がっこう"}),
    ])
    .await;
    find_all(
        &mut anna,
        &[
            ("елка", "Ёлка"),
            ("party", "Party🎉"),
            ("🎉", "Party🎉"),
            ("🎂", ""),
            ("👍", "Party🎉"),
            ("❤", "Party🎉"),
            ("\"party 🎉\"", "Party🎉"),
            ("-🎉", "Ёлка がっこう"),
            ("がっこう", "がっこう"),
            ("かっこう", ""),
        ],
    )
    .await;
    assert_eq!(anna.get("/tasks?q=!!").await.expect(422).fields(), ["q"]);
}

#[tokio::test]
async fn words_of_scripts_without_spaces_are_found_inside() {
    let (_server, mut anna) = anna().await;
    for title in ["買い物リスト", "プロジェクト管理", "ซื้อนมและขนมปัง", "iPhone買う", "去北京开会"]
    {
        anna.add_task(title).await;
    }
    find_all(
        &mut anna,
        &[
            ("物リ", "買い物リスト"),
            ("買", "買い物リスト iPhone買う"),
            ("管理", "プロジェクト管理"),
            ("ジェクト", "プロジェクト管理"),
            ("ขนม", "ซื้อนมและขนมปัง"),
            ("ขนุม", ""),
            ("iphone", "iPhone買う"),
            ("北京", "去北京开会"),
            ("京北", ""),
            ("\"京开\"", "去北京开会"),
        ],
    )
    .await;
}

#[tokio::test]
async fn signs_at_the_end_of_a_word_count() {
    let (_server, mut anna) = anna().await;
    for title in ["C++", "C#", "Cook", "C"] {
        anna.add_task(title).await;
    }
    find_all(&mut anna, &[("C++", "C++"), ("c#", "C#"), ("c", "C++ C# Cook C"), ("\"c\"", "C")]).await;
}

#[tokio::test]
async fn quotes_of_phones_and_pasted_addresses_are_understood() {
    let (_server, mut anna) = anna().await;
    anna.add_project("My house").await;
    anna.make_all([
        json!({"title": "A", "project_id": 1, "description": "See http://x.y/z?a=1."}),
        json!({"title": "B", "description": "b a"}),
        json!({"title": "C", "description": "a b"}),
    ])
    .await;
    find_all(
        &mut anna,
        &[
            ("project:“My house”", "A"),
            ("“b a”", "B"),
            ("„a b“", "C"),
            ("http://x.y/z", "A"),
            ("-https://x.y", "A B C"),
            ("project:http://x", ""),
        ],
    )
    .await;
}

#[tokio::test]
async fn what_archived_projects_hold_is_found_when_it_is_asked_for() {
    let (_server, mut anna) = anna().await;
    anna.add_project("Old").await;
    anna.make_all([
        json!({"title": "Here"}),
        json!({"title": "There", "project_id": 1}),
        json!({"title": "Then", "project_id": 1, "completed_at": "2026-01-05T12:00:00Z"}),
    ])
    .await;
    anna.patch("/projects/1", json!({"archived": true})).await.expect(200);
    find_all(
        &mut anna,
        &[
            ("is:open", "Here"),
            ("-tag:x", "Here"),
            ("the", ""),
            ("project:Old", "There Then"),
            ("is:archived", "There Then"),
            ("is:done", "Then"),
            ("completed:2026-01-05", "Then"),
            ("-is:done", "Here"),
            ("id:2", "There"),
            ("-project:Old", "Here"),
        ],
    )
    .await;
    assert_eq!(anna.get("/tasks?status=open&q=").await.expect(200).json()["total"], 1);
    anna.patch("/projects/1", json!({"archived": false})).await.expect(200);
    find_all(&mut anna, &[("is:open", "Here There")]).await;
}

#[tokio::test]
async fn words_that_were_kept_another_way_are_read_from_the_log_again() {
    let (server, mut anna) = anna().await;
    anna.add_task("Σίσυφος").await;
    assert_eq!(found(&mut anna, "σισ").await, "Σίσυφος");
    let connection = rusqlite::Connection::open(server.database()).unwrap();
    let as_they_were =
        "DELETE FROM task_words; INSERT INTO task_words (rowid, title) VALUES ((1 << 32) + 1, 'Σίσυφος')";
    connection.execute_batch(as_they_were).unwrap();
    assert_eq!(found(&mut anna, "σισ").await, "");
    connection.execute_batch(include_str!("../../src/store/engine/migrations/0004_read_words_again.sql")).unwrap();
    assert_eq!(found(&mut anna, "σισ").await, "Σίσυφος");
}

#[tokio::test]
async fn titles_come_before_descriptions_and_words_before_their_beginnings() {
    let (_server, mut anna) = anna().await;
    let long = "Bring the boxes down to the cellar and sort what is in them. ".repeat(20);
    anna.make_all([
        json!({"title": "Carpet"}),
        json!({"title": "Sell the car", "description": long}),
        json!({"title": "Tyres", "description": "car"}),
        json!({"title": "Cargo bike"}),
    ])
    .await;
    let list = anna.find("car").await;
    assert_eq!(titles(&list)[0], "Sell the car");
    assert_eq!(titles(&anna.find("car the").await), ["Sell the car"]);
    let list = anna.find("cargo").await;
    assert_eq!(titles(&list), ["Cargo bike"]);
}

#[tokio::test]
async fn what_was_just_written_is_found_and_what_is_gone_is_not() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.make_all([json!({"title": "Kettle", "project_id": 1}), json!({"title": "Toaster"})]).await;
    assert_eq!(found(&mut anna, "kettle").await, "Kettle");
    anna.patch("/tasks/1", json!({"description": "Whistles"})).await.expect(200);
    assert_eq!(found(&mut anna, "whist").await, "Kettle");
    let renamed = anna.patch("/tasks/1", json!({"title": "Pot"})).await.expect(200).group();
    assert_eq!((found(&mut anna, "kettle").await, found(&mut anna, "pot").await), (String::new(), "Pot".into()));
    anna.undo(renamed).await.expect(200);
    assert_eq!((found(&mut anna, "kettle").await, found(&mut anna, "pot").await), ("Kettle".into(), String::new()));
    let deleted = anna.delete("/projects/1").await.expect(204).group();
    assert_eq!((found(&mut anna, "kettle").await, found(&mut anna, "-toaster").await), (String::new(), String::new()));
    assert_eq!(found(&mut anna, "project:house").await, "");
    anna.undo(deleted).await.expect(200);
    assert_eq!(found(&mut anna, "kettle project:HOUSE").await, "Kettle");
    anna.delete("/tasks/2").await.expect(204);
    assert_eq!(found(&mut anna, "toaster").await, "");
    anna.delete("/trash/2").await.expect(204);
    assert_eq!(found(&mut anna, "toaster").await, "");
    anna.capture("Toaster, new").await;
    assert_eq!(found(&mut anna, "toaster").await, "Toaster, new");
}

#[tokio::test]
async fn what_is_found_is_sorted_as_asked_and_what_lacks_it_comes_last() {
    let (server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "bread", "due": day(5), "priority": "low", "estimate": 10, "planned": day(9)}),
        json!({"title": "Milk", "due": format!("{}T09:00[UTC]", day(5)), "priority": "high", "start": day(-1)}),
        json!({"title": "milk bread", "due": day(-9), "estimate": 5, "planned": day(8)}),
        json!({"title": "Apple", "description": "bread bread milk", "start": day(-2)}),
    ])
    .await;
    anna.patch("/tasks/4", json!({"completed_at": "2026-01-02T00:00:00Z"})).await.expect(200);
    server.clock.advance(SignedDuration::from_millis(1));
    anna.patch("/tasks/1", json!({"completed_at": "2026-01-01T00:00:00Z"})).await.expect(200);
    anna.patch("/tasks", json!({"ids": [1], "status": "open"})).await.expect(200);
    anna.post("/tasks/move", json!({"ids": [3], "before": 1})).await.expect(200);
    for (query, expected) in [
        ("sort:title", "Apple bread Milk milk bread"),
        ("sort:-title", "milk bread Milk bread Apple"),
        ("sort:due", "milk bread bread Milk Apple"),
        ("sort:-due", "Milk bread milk bread Apple"),
        ("sort:priority", "Milk bread Apple milk bread"),
        ("sort:estimate", "milk bread bread Apple Milk"),
        ("sort:-estimate", "bread milk bread Apple Milk"),
        ("sort:planned", "milk bread bread Apple Milk"),
        ("sort:start,title", "Apple Milk bread milk bread"),
        ("sort:created", "bread Milk milk bread Apple"),
        ("sort:completed,created", "Apple bread Milk milk bread"),
        ("sort:position", "milk bread bread Milk Apple"),
        ("sort:-updated id:1,4", "bread Apple"),
        ("sort:priority sort:-created", "Milk bread Apple milk bread"),
        ("is:open", "Milk milk bread bread"),
        ("milk", "Milk milk bread Apple"),
        ("milk sort:created", "Milk milk bread Apple"),
    ] {
        assert_eq!(found(&mut anna, query).await, expected, "{query}");
    }
    for (number, tasks) in [(1, "Apple bread Milk"), (2, "milk bread"), (3, "")] {
        let page = anna.get(&format!("/tasks?q=sort:title&per_page=3&page={number}")).await.expect(200).json();
        assert_eq!(titles(&page).join(" "), tasks);
        assert_eq!((&page["total"], &page["total_pages"]), (&json!(4), &json!(2)));
    }
}

#[tokio::test]
async fn a_list_is_divided_into_groups_and_each_is_sorted() {
    let (_server, mut anna) = anna().await;
    for name in ["House", "Garden"] {
        anna.add_project(name).await;
    }
    anna.post("/projects/2/move", json!({"before": 1})).await.expect(200);
    let done = "2026-01-01T12:00:00Z";
    anna.make_all([
        json!({"title": "A", "tags": ["phone", "home"], "priority": "low", "project_id": 1, "due": day(-9)}),
        json!({"title": "B", "tags": ["home"], "due": day(-1), "planned": day(2)}),
        json!({"title": "C", "priority": "high", "project_id": 2, "planned": format!("{}T23:30", day(1))}),
        json!({"title": "D", "priority": "low", "project_id": 1, "planned": day(-3)}),
        json!({"title": "E", "completed_at": done, "tags": ["home/garden"], "due": day(1)}),
        json!({"title": "F", "completed_at": "2026-01-02T12:00:00Z", "status": "dropped"}),
        json!({"title": "G", "completed_at": "2026-01-01T13:00:00Z"}),
    ])
    .await;
    for (query, expected) in [
        ("group:none sort:title", "A B C D E F G"),
        ("group:project sort:title", "C A D B E F G"),
        ("group:project sort:-title", "C D A G F E B"),
        ("group:priority sort:title", "C A D B E F G"),
        ("group:tag sort:title", "A B E C D F G"),
        ("group:due sort:-title", "B A E G F D C"),
        ("group:planned sort:title", "D C B A E F G"),
        ("group:day sort:title is:open", "A D C B"),
        ("group:completed sort:title is:done,dropped", "F E G"),
        ("group:status sort:-title", "D C B A G E F"),
        ("day:<=today is:open group:priority sort:-title", "D A"),
        ("sort:title group:status is:done", "E G"),
    ] {
        assert_eq!(found(&mut anna, query).await, expected, "{query}");
    }
    let second = anna.get("/tasks?q=group:project%20sort:title&per_page=3&page=2").await.expect(200).json();
    assert_eq!(titles(&second).join(" "), "B E F", "pages follow each other");
}

#[tokio::test]
async fn nobody_s_words_are_found_by_another() {
    let (server, mut anna) = anna().await;
    anna.add_task("Secret plan").await;
    assert_eq!(found(&mut anna, "secret").await, "Secret plan");
    let mut berta = server.user("berta").await;
    assert_eq!(found(&mut berta, "secret").await, "");
    berta.add_task("Other secret").await;
    assert_eq!(found(&mut berta, "secret").await, "Other secret");
    assert_eq!(found(&mut berta, "-secret").await, "");
    assert_eq!(found(&mut anna, "secret").await, "Secret plan");
}

#[tokio::test]
async fn a_wrong_query_says_where_and_what_was_expected() {
    let (_server, mut anna) = anna().await;
    for (query, error) in [
        ("is:open due:", "Column 13: expected a date after due:, such as fri or 2026-12-24"),
        ("ü due:2026-02-31", "Column 7: there is no day 2026-02-31"),
        ("priority:urgent", "Column 10: expected none, low, medium or high"),
        ("due:soonish", "Column 5: "),
        ("tag:home re:zero", "Column 10: there is no field “re”"),
        ("\"open", "Column 1: "),
        ("is:", "Column 4: expected open, done"),
        ("estimate:soon", "Column 10: expected a time"),
        ("rent colour:red", "Column 6: there is no field “colour”"),
        ("tag:home,", "Column 10: expected a tag"),
        ("parent:x", "Column 8: expected a task's number"),
        ("rent \"open", "Column 6: "),
        ("-sort:due", "Column 1: "),
        ("sort:size", "Column 6: "),
        ("sort:due sort:-due", "Column 15: "),
        ("rent - milk", "Column 7: "),
        ("!!!", "Column 1: "),
        ("due:2026-12-24..2026-12-01", "Column 5: "),
    ] {
        let refused = anna.ask(query).await.expect(422);
        assert_eq!(refused.fields(), ["q"], "{query}");
        let said = refused.json()["fields"]["q"][0].as_str().unwrap().to_owned();
        assert!(said.starts_with(error), "{query}: {said}");
        assert_eq!(refused.json()["error"], said, "{query}");
    }
}

#[tokio::test]
async fn no_query_is_too_much() {
    let (_server, mut anna) = anna().await;
    anna.make_all((0..20).map(|number| json!({"title": format!("word{number} word{}", number + 1)}))).await;
    let negated: Vec<String> = (0..50).map(|number| format!("-w{number}")).collect();
    let wide = format!("id:{}", (1..=50).map(|id| id.to_string()).collect::<Vec<_>>().join(","));
    for query in ["w ".repeat(50), negated.join(" "), wide, "w".repeat(1_000), "due:<=today ".repeat(50)] {
        anna.ask(query.trim()).await.expect(200);
    }
    let many = format!("tag:{}x", "x,".repeat(400));
    for query in ["x".repeat(10_000), "é".repeat(1_001), "w ".repeat(51), many, "\"".repeat(999), "-".repeat(900)] {
        assert_eq!(anna.ask(&query).await.expect(422).fields(), ["q"], "{}", &query[..10]);
    }
    assert!(anna.get("/tasks?q=%FF").await.status.is_client_error());
    assert_eq!(anna.get("/tasks?q=a&q=b").await.expect(422).fields(), ["q"]);
}

#[tokio::test]
async fn what_the_help_says_is_understood() {
    let (_server, mut anna) = anna().await;
    let help = anna.get("/query/fields").await.expect(200).json();
    let fields = help["fields"].as_array().unwrap();
    for one in fields.iter().chain(help["others"].as_array().unwrap()) {
        anna.find(one["example"].as_str().unwrap()).await;
    }
    for field in fields {
        let texts = |list: &str| field[list].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned());
        for value in texts("words").chain(texts("values")).collect::<Vec<_>>() {
            // What matches best is only known where words are looked for.
            anna.find(&format!("milk {}:{value}", field["name"].as_str().unwrap())).await;
        }
    }
}

#[tokio::test]
async fn words_of_more_than_five_thousand_tasks_find_the_newest_first() {
    let server = Server::start();
    let password = Password::parse("password", Some(PASSWORD.into())).unwrap();
    let name = Username::parse("anna").unwrap();
    server.accounts.seed(name, password, (5_200, 0), server.clock.now(), || ()).await.unwrap();
    let mut anna = server.browser();
    anna.log_in("anna", PASSWORD).await.expect(200);
    let all = anna.get("/tasks?per_page=100").await.expect(200).json();
    let expected = |status: Option<&str>| -> Vec<serde_json::Value> {
        let tasks = all["tasks"].as_array().unwrap().iter();
        let chosen = tasks.filter(|task| status.is_none_or(|status| task["status"] == status) && has_word(task));
        chosen.take(10).map(|task| task["id"].clone()).collect()
    };
    for (query, status) in
        [("the", None), ("%22the%22", None), ("the+is:done", Some("done")), ("the+is:open", Some("open"))]
    {
        let found = anna.get(&format!("/tasks?q={query}&per_page=10")).await.expect(200).json();
        let ids: Vec<_> = found["tasks"].as_array().unwrap().iter().map(|task| task["id"].clone()).collect();
        assert_eq!(ids, expected(status), "{query}");
    }
    let found = anna.get("/tasks?q=the&per_page=100&page=52").await.expect(200).json();
    let total = found["total"].as_u64().unwrap();
    assert!(total > 5_100, "{total}");
    assert_eq!(found["tasks"].as_array().unwrap().len() as u64, (total - 5_100).min(100));
    // A word that few have is ranked, a word of all beside it or not.
    let ranked = anna.get("/tasks?q=contract&per_page=1").await.expect(200).json();
    assert!(has_word_in(&ranked["tasks"][0]["title"], "contract"), "{ranked}");
}

fn has_word(task: &serde_json::Value) -> bool {
    has_word_in(&task["title"], "the") || has_word_in(&task["description"], "the")
}

/// Whether a text has a word that begins so.
fn has_word_in(text: &serde_json::Value, word: &str) -> bool {
    let text = text.as_str().unwrap_or_default().to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).any(|one| one.starts_with(word))
}
