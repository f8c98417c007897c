//! The commands that are a client of a server, each in a home folder of its own.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;

use serde_json::{Value, json};

use crate::support::{PASSWORD, Process, database_in, totp, tracker};

/// A home folder, with no terminal in it.
struct Home {
    folder: tempfile::TempDir,
}

struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Home {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A home whose session is at a server that somebody else plays.
    fn with_session_at(url: &str) -> Self {
        let home = Self::new();
        fs::create_dir_all(home.session().parent().unwrap()).unwrap();
        let session = json!({"url": url, "username": "anna", "cookie": "tracker_session=secret"});
        fs::write(home.session(), session.to_string()).unwrap();
        fs::set_permissions(home.session(), fs::Permissions::from_mode(0o600)).unwrap();
        home
    }

    fn session(&self) -> PathBuf {
        self.folder.path().join(".local/state/tracker/session.json")
    }

    fn run(&self, arguments: &[&str]) -> Said {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> Said {
        let mut command = tracker(arguments);
        command.env("HOME", self.folder.path()).env_remove("XDG_STATE_HOME").env("NO_PROXY", "*");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that fails early reads none of it.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Said {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What a command prints that succeeds.
    #[track_caller]
    fn out(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{arguments:?}: {}", said.out);
        said.out
    }

    /// The document that a command prints.
    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.out(&[arguments, &["--json"]].concat())).unwrap()
    }

    /// The one line that a command fails with.
    #[track_caller]
    fn refusal(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{arguments:?}: {}", said.err);
        assert_eq!(said.err.lines().count(), 1, "{}", said.err);
        said.err
    }

    fn log_in(&self, url: &str, user: &str) -> Said {
        self.run_with(&["login", url, "--user", user], &format!("{PASSWORD}\n"))
    }
}

/// A server, and a home in which anna is logged in to it.
fn anna() -> (Process, Home, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Process::start(&database_in(folder.path()));
    server.sign_up("anna");
    let home = Home::new();
    let said = home.log_in(&server.url, "anna");
    assert_eq!((said.code, said.out), (0, format!("Logged in to {} as anna.\n", server.url)), "{}", said.err);
    (server, home, folder)
}

/// Plays a server: answers each connection's one request, or breaks it off.
fn played(answer: impl Fn(&str) -> Option<String> + Send + 'static) -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (tell, requests) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut head = String::new();
            while reader.read_line(&mut head).is_ok_and(|bytes| bytes > 2) {}
            let lower = head.to_lowercase();
            let length = lower.lines().find_map(|line| line.strip_prefix("content-length: "));
            let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
            reader.read_exact(&mut body).unwrap();
            if let Some(text) = answer(&head) {
                stream.write_all(text.as_bytes()).unwrap();
            }
            let _ = tell.send(lower);
        }
    });
    (url, requests)
}

fn answer(status: &str, kind: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn task(title: &str) -> Value {
    json!({
        "id": 7, "version": 1, "title": title, "status": "open", "priority": "none", "due": null, "planned": null,
        "estimate": null, "project_id": null, "parent_id": null, "tags": [], "recurrence": null
    })
}

#[test]
fn a_session_is_kept_where_nobody_else_reads_it() {
    let (mut server, home, _folder) = anna();
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(home.session()), 0o600);
    assert_eq!(mode(home.session().parent().unwrap().to_owned()), 0o700);
    assert_eq!(fs::read_dir(home.session().parent().unwrap()).unwrap().count(), 1, "a draft is left");
    let text = fs::read_to_string(home.session()).unwrap();
    assert!(text.contains("tracker_session=") && !text.contains(PASSWORD), "{text}");
    // Logging in again renews it rather than leaving another one behind.
    fs::set_permissions(home.session(), fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(home.log_in(&server.url, "ANNA").code, 0);
    assert_eq!(mode(home.session()), 0o600);
    fs::set_permissions(home.session(), fs::Permissions::from_mode(0o640)).unwrap();
    let said = home.run(&["list"]);
    assert!(said.code == 0 && said.err.contains("Others could read the session"), "{}", said.err);
    assert_eq!(mode(home.session()), 0o600);
    let sessions = server.expect("GET", "/sessions", None, 200);
    assert_eq!(sessions["sessions"].as_array().unwrap().len(), 2, "{sessions}");
    assert!(sessions.to_string().contains("tracker/"), "{sessions}");
    assert_eq!(home.out(&["logout"]), format!("Logged out of {}.\n", server.url));
    assert!(!home.session().exists());
    let sessions = server.expect("GET", "/sessions", None, 200);
    assert_eq!(sessions["sessions"].as_array().unwrap().len(), 1, "{sessions}");
    assert!(home.refusal(&["logout"]).contains("not logged in"));
}

#[test]
fn a_login_that_is_refused_keeps_nothing() {
    let (server, _, _folder) = anna();
    let home = Home::new();
    let wrong = home.run_with(&["login", &server.url, "--user", "anna"], "wrong horse\n");
    assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
    assert_eq!(wrong.err, "tracker: The username or the password is wrong.\n");
    assert!(!home.session().exists());
    assert_eq!(home.run(&["login", &server.url]).code, 2, "there is nobody to ask for the name");
    for url in ["tracker.example", "ftp://tracker.example", "http://localhost/app"] {
        let said = home.run(&["login", url, "--user", "anna"]);
        assert_eq!(said.code, 2, "{url}");
        assert!(said.err.contains("https://tracker.example"), "{}", said.err);
    }
}

#[test]
fn logging_in_elsewhere_ends_the_session_before() {
    let (mut first, home, _first) = anna();
    let (second, _, _second) = anna();
    assert_eq!(home.log_in(&second.url, "anna").code, 0);
    let sessions = first.expect("GET", "/sessions", None, 200);
    assert_eq!(sessions["sessions"].as_array().unwrap().len(), 1, "{sessions}");
    home.out(&["add", "There"]);
    assert_eq!(first.expect("GET", "/tasks", None, 200)["total"], 0);
}

#[test]
fn a_day_is_planned_by_commands() {
    let (_server, home, _folder) = anna();
    let added = home.out(&["add", "Pay", "rent", "today", "#home", "+House", "!high", "~15m"]);
    assert_eq!(added, "Added 1: Pay rent (due today, +House, #home, !high, ~15 min)\n");
    let today = home.out(&["today"]);
    assert!(today.lines().next().unwrap().contains(": 15 min of "), "{today}");
    assert!(today.contains("Pay rent") && today.contains("House") && !today.contains('\u{1b}'), "{today}");
    assert_eq!(home.out(&["add", "Call Ada"]), "Added 2: Call Ada\n");
    let listed = home.out(&["list"]);
    assert!(listed.contains("Pay rent") && listed.contains("Call Ada"), "{listed}");
    let listed = home.out(&["list", "tag:home", "-is:done"]);
    assert!(listed.contains("Pay rent") && !listed.contains("Call Ada"), "{listed}");
    let listed = home.out(&["list", "-tag:home"]);
    assert!(!listed.contains("Pay rent") && listed.contains("Call Ada"), "{listed}");
    assert_eq!(home.out(&["list", "nothing"]), "Nothing was found.\n");
    assert!(home.refusal(&["list", "due:someday"]).contains("Column"));
    assert_eq!(home.out(&["done", "1", "2"]), "Done  1: Pay rent\nDone  2: Call Ada\n");
    assert_eq!(home.out(&["done", "2"]), "Nothing has changed: that was done already.\n");
    assert!(home.out(&["today"]).contains("nothing to do"));
    assert!(home.refusal(&["done", "1", "99"]).contains("There is no such task."));
    assert_eq!(home.out(&["undo"]), "Undone: completed “Pay rent”, “Call Ada”.\n");
    assert!(home.out(&["today"]).contains("Pay rent"));
    assert_eq!(home.out(&["undo", "--redo"]), "Done again: completed “Pay rent”, “Call Ada”.\n");
    assert!(home.out(&["today"]).contains("nothing to do"));
    assert!(home.refusal(&["undo", "--redo"]).contains("nothing to do again"));
    assert_eq!(home.out(&["undo"]), "Undone: completed “Pay rent”, “Call Ada”.\n");
    assert_eq!(home.out(&["undo"]), "Undone: added “Call Ada”.\n");
    assert_eq!(home.out(&["undo"]), "Undone: added “House”, “Pay rent”.\n");
    assert!(home.refusal(&["undo"]).contains("nothing to undo"));
    assert_eq!(home.out(&["undo", "--redo"]), "Done again: added “House”, “Pay rent”.\n");
    assert_eq!(home.out(&["undo", "--redo"]), "Done again: added “Call Ada”.\n");
    home.out(&["add", "Something new"]);
    assert!(home.refusal(&["undo", "--redo"]).contains("nothing to do again"), "it would be out of order");
}

#[test]
fn lines_become_tasks_and_what_repeats_has_a_next_one() {
    let (mut server, home, _folder) = anna();
    let said = home.run_with(&["add", "-"], "Trip\n  Book train\n  Pack\nWater plants every day 2030-01-01\n");
    let lines: Vec<_> = said.out.lines().collect();
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(&lines[..3], ["Added 4: Trip", "Added   3: Book train", "Added   2: Pack"]);
    assert!(lines[3].starts_with("Added 1: Water plants") && lines[3].contains("every day"), "{}", said.out);
    let done = home.out(&["done", "1"]);
    assert!(done.starts_with("Done  1: Water plants\nNext  5: Water plants"), "{done}");
    home.out(&["add", "Call Ada every 3 days after completion"]);
    let done = home.out(&["done", "6", "--at", "2026-01-05"]);
    assert!(done.contains("Next  7: Call Ada") && done.contains("2026-01-08"), "{done}");
    let again = home.json(&["done", "6", "--at", "2026-01-06T18:00"]);
    assert_eq!(again["tasks"][0]["completed_at"], "2026-01-06T18:00:00Z");
    assert_eq!(server.expect("GET", "/tasks/7", None, 200)["due"], "2026-01-09");
    assert!(home.refusal(&["done", "6", "--at", "2999-01-01"]).contains("still ahead"));
    assert!(home.refusal(&["done", "6", "--at", "soon"]).contains("is no time"));
    let empty = home.run_with(&["add", "-"], "\n");
    assert_eq!((empty.code, empty.out.as_str()), (1, ""), "{}", empty.err);
}

#[test]
fn an_edit_changes_what_was_understood_and_nothing_else() {
    let (mut server, home, _folder) = anna();
    home.out(&["add", "Pay", "rent", "2030-12-24", "14:30", "#home", "!high"]);
    let mut now = || server.expect("GET", "/tasks/1", None, 200);
    assert_eq!(home.json(&["edit", "1", "~30m"])["estimate"], 30);
    assert_eq!((&now()["title"], &now()["priority"]), (&json!("Pay rent"), &json!("high")));
    // A time alone leaves the day, a tag the other tags.
    home.out(&["edit", "1", "9am", "#bill"]);
    assert_eq!(now()["due"], "2030-12-24T09:00[UTC]");
    assert_eq!(now()["tags"], json!(["bill", "home"]));
    home.out(&["edit", "1", "2030-12-31"]);
    assert_eq!((&now()["due"], &now()["title"]), (&json!("2030-12-31"), &json!("Pay rent")));
    let said = home.out(&["edit", "1", "Pay the", "rent", "+Garden", "every month"]);
    assert!(said.starts_with("Changed 1: Pay the rent (") && said.contains("+Garden"), "{said}");
    assert_eq!(now()["recurrence"]["rule"].as_str().unwrap().split(';').next(), Some("FREQ=MONTHLY"));
    assert_eq!(now()["project_id"], 1);
    let said = home.out(&["edit", "1", "+garden", "!high"]);
    assert!(said.starts_with("Unchanged 1: "), "{said}");
    assert_eq!(
        home.out(&["edit", "1", "Say", "\"tomorrow\"", "-x"]).split(" (").next(),
        Some("Changed 1: Say \"tomorrow\" -x")
    );
    home.out(&["undo"]);
    assert_eq!(now()["title"], "Pay the rent");
    assert!(home.refusal(&["edit", "9", "New"]).contains("There is no such task."));
    assert!(home.refusal(&["edit", "1", "a\nb"]).contains("one line"));
    assert!(home.refusal(&["edit", "1", " "]).contains("one line"));
    assert!(home.refusal(&["edit", "1", &"x".repeat(501), "+Attic"]).contains("500 characters"));
    let projects = server.expect("GET", "/projects", None, 200);
    assert_eq!(projects["projects"].as_array().unwrap().len(), 1, "what fails leaves no project: {projects}");
    home.out(&["edit", "1", "+Shed"]);
    home.out(&["undo"]);
    let projects = server.expect("GET", "/projects", None, 200);
    assert_eq!(projects["projects"].as_array().unwrap().len(), 1, "one undo takes both back: {projects}");
    assert_eq!(server.expect("GET", "/tasks/1", None, 200)["project_id"], 1);
}

#[test]
fn flags_say_what_no_text_does() {
    let (mut server, home, _folder) = anna();
    home.out(&["add", "Trip"]);
    home.out(&["add", "--planned", "2030-05-01", "--parent", "1", "Pack #home #bag 2030-05-02 ~15m"]);
    let mut now = || server.expect("GET", "/tasks/2", None, 200);
    assert_eq!((&now()["planned"], &now()["parent_id"]), (&json!("2030-05-01"), &json!(1)));
    home.out(&["edit", "2", "--planned", "2030-05-03", "--untag", "#Home", "--description", "Not too much"]);
    assert_eq!((&now()["planned"], &now()["tags"]), (&json!("2030-05-03"), &json!(["bag"])));
    assert_eq!((&now()["description"], &now()["title"]), (&json!("Not too much"), &json!("Pack")));
    home.out(&["edit", "2", "--clear", "planned,due,parent,tags", "#light", "!low"]);
    for field in ["planned", "due", "parent_id"] {
        assert_eq!(now()[field], Value::Null, "{field}");
    }
    assert_eq!((&now()["tags"], &now()["priority"]), (&json!(["light"]), &json!("low")));
    let dropped = home.out(&["edit", "2", "--status", "dropped", "--parent", "1"]);
    assert!(dropped.contains("dropped"), "{dropped}");
    assert_eq!((&now()["status"], &now()["parent_id"]), (&json!("dropped"), &json!(1)));
    home.out(&["undo"]);
    assert_eq!((&now()["status"], &now()["parent_id"]), (&json!("open"), &Value::Null));
    home.out(&["edit", "2", "--planned", "1 may 2030 2pm"]);
    assert_eq!(now()["planned"], "2030-05-01T14:00");
    home.out(&["edit", "2", "--planned", "2030-05-01T15:30"]);
    assert_eq!(now()["planned"], "2030-05-01T15:30");
    assert!(home.refusal(&["edit", "2", "--planned", "every day 9am"]).contains("is no day"));
    assert!(home.refusal(&["edit", "2", "--planned", "fri #home"]).contains("is no day"));
    assert!(home.refusal(&["edit", "2", "--untag", "bag"]).contains("no tag"));
    assert!(home.refusal(&["edit", "2", "--parent", "2"]).contains("part of itself"));
    assert_eq!(home.run(&["edit", "2"]).code, 2);
    assert_eq!(home.run(&["edit", "2", "--clear", "title"]).code, 2);
    let days = home.out(&["today", "--days", "3"]);
    assert_eq!(days.matches("nothing to do").count(), 3, "{days}");
}

#[test]
fn whatever_the_api_does_a_command_does() {
    let (_server, home, _folder) = anna();
    let api = |arguments: &[&str]| serde_json::from_str::<Value>(&home.out(&[&["api"], arguments].concat())).unwrap();
    assert_eq!(api(&["post", "/projects", r#"{"name": "House"}"#])["name"], "House");
    assert_eq!(api(&["PATCH", "/settings", r#"{"zone": "Europe/Berlin"}"#])["zone"], "Europe/Berlin");
    let said = home.run_with(&["api", "post", "/capture", "-"], r#"{"text": "Paint +House"}"#);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(api(&["get", "/tasks?q=project:house"])["total"], 1);
    assert_eq!(home.out(&["api", "delete", "/projects/1"]), "");
    assert_eq!(api(&["get", "/tasks"])["total"], 0);
    home.out(&["undo"]);
    assert_eq!(api(&["get", "/tasks"])["total"], 1);
    assert!(home.refusal(&["api", "get", "/tasks/9"]).contains("There is no such task."));
    assert!(home.refusal(&["api", "get", "tasks"]).contains("must begin with `/`"));
    assert!(home.refusal(&["api", "get", "/tasks HTTP"]).contains("no blanks"));
    assert!(home.refusal(&["api", "get", "/tasks", "{}"]).contains("can be sent"));
    assert!(home.refusal(&["api", "post", "/tasks", "{"]).contains("not JSON"));
    assert!(home.refusal(&["api", "post", "/tasks", "{}"]).contains("title"));
}

#[test]
fn json_is_one_document_in_the_shapes_of_the_api() {
    let (mut server, home, _folder) = anna();
    assert_eq!(home.json(&["add", "Pay rent today ~15m"])["tasks"][0]["title"], "Pay rent");
    let own = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(own(&home.out(&["today", "--json"])), server.expect("GET", "/agenda", None, 200));
    let listed = server.expect("GET", "/tasks?q=is:open&per_page=50", None, 200);
    assert_eq!(home.json(&["list"]), listed);
    let all = home.json(&["list", "is:open", "--all"]);
    assert_eq!((&all["tasks"], &all["total"], &all["total_pages"]), (&listed["tasks"], &json!(1), &json!(1)));
    assert_eq!(home.json(&["edit", "1", "Pay the rent"])["title"], "Pay the rent");
    assert_eq!(home.json(&["done", "1"])["tasks"][0]["status"], "done");
    let undone = home.json(&["undo"]);
    assert_eq!((&undone["action"], &undone["change_count"]), (&json!("undo"), &json!(1)));
    let said = home.run_with(&["login", &server.url, "--user", "anna", "--json"], PASSWORD);
    assert_eq!(own(&said.out)["username"], "anna");
}

#[test]
fn long_lists_come_in_pages_or_whole() {
    let (mut server, home, _folder) = anna();
    let text = (1..=260).map(|number| format!("Task {number}")).collect::<Vec<_>>().join("\n");
    server.expect("POST", "/capture", Some(&json!({ "text": text })), 201);
    let listed = home.out(&["list"]);
    assert_eq!(listed.lines().count(), 1 + 50 + 1);
    assert!(listed.ends_with("50 of 260; `--page 2` shows the next, `--all` all.\n"), "{listed}");
    assert!(home.out(&["list", "--page", "6"]).ends_with("10 of 260.\n"));
    assert_eq!(home.out(&["list", "--page", "7"]), "There are 260 tasks, on 6 pages.\n");
    let all = home.json(&["list", "--all"]);
    let mut ids: Vec<_> = all["tasks"].as_array().unwrap().iter().map(|task| task["id"].as_i64().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, (1..=260).collect::<Vec<_>>());
    assert_eq!(home.out(&["list", "--all"]).lines().count(), 261);
    assert_eq!(home.run(&["list", "--page", "0"]).code, 2);
    assert_eq!(home.run(&["list", "--all", "--page", "2"]).code, 2);
}

#[test]
fn who_is_not_logged_in_is_told_how_to() {
    let home = Home::new();
    for arguments in [
        &["add", "Pay rent"][..],
        &["today"],
        &["list"],
        &["done", "1"],
        &["edit", "1", "fri"],
        &["undo"],
        &["list", "--json"],
    ] {
        assert!(home.refusal(arguments).contains("Run `tracker login URL` first."), "{arguments:?}");
    }
    for arguments in [
        &["add"][..],
        &["add", "a", "--typo"],
        &["list", "--json", "--typo"],
        &["done"],
        &["done", "x"],
        &["done", "0"],
        &["edit", "1"],
        &["login"],
    ] {
        assert_eq!(home.run(arguments).code, 2, "{arguments:?}");
    }
    fs::create_dir_all(home.session().parent().unwrap()).unwrap();
    fs::write(home.session(), "{\"cookie\": \"tracker_session=secret\"").unwrap();
    let refusal = home.refusal(&["today"]);
    assert!(refusal.contains("holds no session") && !refusal.contains("secret"), "{refusal}");
}

#[test]
fn a_session_that_has_ended_is_said_so() {
    let (mut server, home, _folder) = anna();
    server.expect("DELETE", "/sessions", None, 204);
    let url = &server.url;
    for arguments in [&["today"][..], &["add", "Pay rent"], &["edit", "1", "fri"], &["undo"]] {
        let refusal = home.refusal(arguments);
        assert!(refusal.contains("has ended") && refusal.contains(&format!("`tracker login {url}`")), "{refusal}");
    }
    assert_eq!(home.out(&["logout"]), format!("Logged out of {url}.\n"), "that is fine then");
}

#[test]
fn a_server_that_is_away_is_said_so() {
    let (mut server, home, _folder) = anna();
    server.kill();
    let refusal = home.refusal(&["today"]);
    assert!(refusal.contains("Can't reach") && refusal.contains(&server.url), "{refusal}");
    assert!(home.refusal(&["logout"]).contains("the server may still know it"));
    assert!(!home.session().exists());
    let away = Home::with_session_at("http://tracker.invalid").refusal(&["today"]);
    assert!(away.contains("Can't reach http://tracker.invalid"), "{away}");
}

#[test]
fn what_is_no_tracker_is_said_so() {
    let page = |_: &str| Some(answer("404 Not Found", "text/html", "<h1>\u{1b}[2JHello</h1>"));
    let (url, _requests) = played(page);
    assert!(Home::with_session_at(&url).refusal(&["today"]).contains("as no tracker does"));
    let (url, _requests) = played(|_| Some(answer("200 OK", "application/json", "{\"days\": 3}")));
    for arguments in [&["today"][..], &["list"], &["list", "--all", "--json"], &["undo"]] {
        assert!(Home::with_session_at(&url).refusal(arguments).contains("same version"), "{arguments:?}");
    }
    let moved =
        "HTTP/1.1 301 Moved\r\nLocation: https://tracker.example/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let (url, requests) = played(|_| Some(moved.to_owned()));
    let refusal = Home::with_session_at(&url).refusal(&["today"]);
    assert!(refusal.contains("sends on to https://tracker.example/"), "{refusal}");
    assert_eq!(requests.try_iter().count(), 1);
    let (url, _requests) = played(|_| Some("nonsense\r\n\r\n".to_owned()));
    let secure = url.replace("http:", "https:");
    let refusal = Home::with_session_at(&secure).refusal(&["today"]);
    assert!(refusal.contains("Can't speak TLS") && refusal.contains("http://"), "{refusal}");
}

#[test]
fn a_write_is_sent_again_when_the_connection_breaks_and_under_the_same_key() {
    let attempts = std::sync::atomic::AtomicUsize::new(0);
    let (url, requests) = played(move |_| {
        let attempt = attempts.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        (attempt > 0).then(|| answer("201 Created", "application/json", &json!({"tasks": []}).to_string()))
    });
    Home::with_session_at(&url).json(&["add", "Pay rent"]);
    let keys: Vec<_> = requests
        .try_iter()
        .map(|request| request.lines().find(|line| line.starts_with("idempotency-key: ")).unwrap().to_owned())
        .collect();
    assert_eq!(keys.len(), 2);
    assert_eq!(keys[0], keys[1]);
    let (url, requests) = played(|_| None);
    assert!(Home::with_session_at(&url).refusal(&["add", "Pay rent"]).contains("Can't reach"));
    assert_eq!(requests.try_iter().count(), 2, "once more, and not for ever");
}

#[test]
fn no_title_steers_the_terminal() {
    let (mut server, home, _folder) = anna();
    server.expect("POST", "/tasks", Some(&json!({"title": "abc\u{202e}def\u{200b}ghi", "planned": "2020-01-01"})), 201);
    for arguments in [&["list"][..], &["today"], &["done", "1"], &["undo"], &["edit", "1", "!high"]] {
        let out = home.out(arguments);
        assert!(out.contains("abcdefghi") && !out.contains(['\u{202e}', '\u{200b}']), "{out:?}");
    }
    assert!(home.out(&["list", "--json"]).contains("abc\\u202edef\\u200bghi"));

    let title = "a\u{1b}]0;b\u{7}c\u{9b}2Jd";
    let page = json!({"tasks": [task(title)], "page": 1, "per_page": 50, "total_pages": 1, "total": 1});
    let (url, _requests) = played(move |request| {
        let found = if request.starts_with("GET /tasks") { page.clone() } else { json!({}) };
        Some(answer("200 OK", "application/json", &found.to_string()))
    });
    let home = Home::with_session_at(&url);
    let out = home.out(&["list"]);
    assert!(out.contains("a\u{FFFD}]0;b\u{FFFD}c\u{FFFD}2Jd"), "{out:?}");
    assert!(home.out(&["list", "--json"]).contains("c\\u009b2Jd"));
    let strange = json!({"tasks": [{"status": title}]}).to_string();
    let (url, _requests) = played(move |_| Some(answer("200 OK", "application/json", &strange)));
    assert!(!Home::with_session_at(&url).refusal(&["done", "1"]).contains('\u{1b}'));
    let problem = json!({"errors": [format!("No {title}\nat all.")]}).to_string();
    let (url, _requests) = played(move |_| Some(answer("422 Unprocessable", "application/problem+json", &problem)));
    let refusal = Home::with_session_at(&url).refusal(&["today"]);
    assert_eq!(refusal, "tracker: No a\u{FFFD}]0;b\u{FFFD}c\u{FFFD}2Jd at all.\n");
}

#[test]
fn a_login_asks_for_the_code_of_a_second_factor() {
    let (mut server, home, _folder) = anna();
    assert_eq!(server.log_in("anna", PASSWORD), 200);
    let proposed = server.expect("POST", "/second_factor", Some(&json!({})), 200);
    let code = json!({"code": totp(proposed["secret"].as_str().unwrap(), ::tracker::clock::now())});
    let codes = server.expect("POST", "/second_factor/turn_on", Some(&code), 200);
    let login = ["login", server.url.as_str(), "--user", "anna"];
    let without = home.run_with(&login, &format!("{PASSWORD}\n"));
    assert!(without.code == 1 && without.err.contains("Enter the code"), "{}", without.err);
    let recovery_code = codes["recovery_codes"][0].as_str().unwrap();
    let with = home.run_with(&login, &format!("{PASSWORD}\n{recovery_code}\n"));
    assert_eq!((with.code, with.err.as_str()), (0, ""), "{}", with.out);
    home.out(&["list"]);
}

#[test]
fn habits_are_shown_and_answered() {
    let (mut server, home, _folder) = anna();
    assert_eq!(home.out(&["habits"]), "There are no habits yet. Add one on the page, under Habits.\n");
    // Today, whenever the test runs, and whatever day begins meanwhile.
    let begins = "2026-01-01";
    let pages = json!({"name": "Read", "kind": "count", "target": 20, "unit": "pages", "begins": begins});
    server.expect("POST", "/habits", Some(&json!({"name": "Stretch", "begins": begins})), 201);
    server.expect("POST", "/habits", Some(&pages), 201);
    assert_eq!(home.out(&["habits"]), "□ 1: Stretch (0 %)\n□ 2: Read (0 of 20 pages, 0 %)\n");
    assert_eq!(home.out(&["habit", "1"]), "● 1: Stretch (5 %, 1 day in a row)\n");
    assert_eq!(home.out(&["habit", "2", "8"]), "◐ 2: Read (8 of 20 pages, 0 %)\n");
    assert_eq!(home.out(&["habit", "2", "25", "--note", "Late"]), "● 2: Read (25 of 20 pages, 5 %, 1 day in a row)\n");
    let skipped = home.out(&["habit", "1", "--skip", "A cold", "--on", "yesterday"]);
    assert_eq!(skipped, "– 1: Stretch (skipped: A cold, 5 %, 1 day in a row)\n");
    assert_eq!(home.out(&["habit", "1", "--clear"]), "□ 1: Stretch (0 %)\n");
    assert_eq!(home.json(&["habits"])["habits"][1]["days"][0]["note"], "Late");
    assert!(home.refusal(&["habit", "2"]).contains("A value is required."));
    assert!(home.refusal(&["habit", "1", "3"]).contains("has no value"));
    assert!(home.refusal(&["habit", "1", "--on", "tomorrow"]).contains("can be skipped"));
    assert!(home.refusal(&["habit", "1", "--on", "soon"]).contains("is no day"));
    assert!(home.refusal(&["habit", "9"]).contains("There is no such habit."));
}
