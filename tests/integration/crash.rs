//! kill -9 while clients write: what was acknowledged is there, what was not is there whole or not at all.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;

use crate::support::{Client, PASSWORD, Process, database_in};

const ROUNDS: u32 = 5;
const CLIENTS: u32 = 4;

/// A task as it was acknowledged: its description by its title.
type Acknowledged = Arc<Mutex<BTreeMap<String, String>>>;

/// Writes until the server is gone.
fn write(mut client: Client, name: &str, acknowledged: &Acknowledged) {
    for number in 0.. {
        let title = format!("{name}-{number}");
        let Some((201, task)) = client.send("POST", "/tasks", Some(&json!({"title": title, "description": "new"})))
        else {
            break;
        };
        acknowledged.lock().unwrap().insert(title.clone(), "new".into());
        let path = format!("/tasks/{}", task["id"]);
        // From here on until the answer, either text may be there.
        acknowledged.lock().unwrap().insert(title.clone(), "?".into());
        let Some((200, _)) = client.send("PATCH", &path, Some(&json!({"description": "changed"}))) else { break };
        acknowledged.lock().unwrap().insert(title, "changed".into());
    }
}

fn all_tasks(server: &mut Client) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut path = "/tasks?per_page=100".to_owned();
    loop {
        let list = server.expect("GET", &path, None, 200);
        let tasks = list["tasks"].as_array().unwrap();
        for task in tasks {
            let text = |field: &str| task[field].as_str().unwrap().to_owned();
            assert!(found.insert(text("title"), text("description")).is_none(), "a task is there twice");
        }
        let Some(id) = tasks.last().map(|task| &task["id"]) else {
            assert_eq!(list["total"], found.len(), "the counter is wrong");
            return found;
        };
        path = format!("/tasks?per_page=100&before={id}");
    }
}

#[test]
fn nothing_that_was_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let acknowledged = Acknowledged::default();
    for round in 0..ROUNDS {
        let mut server = Process::start_with(&path, &["--rate-limit", "off"]);
        if round == 0 {
            server.sign_up("anna");
        } else {
            assert_eq!(server.log_in("anna", PASSWORD), 200);
        }
        let writers: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let client_of_server = server.client();
                let acknowledged = Arc::clone(&acknowledged);
                std::thread::spawn(move || write(client_of_server, &format!("{round}-{client}"), &acknowledged))
            })
            .collect();
        std::thread::sleep(Duration::from_millis(120 + 97 * u64::from(round)));
        server.kill();
        for writer in writers {
            writer.join().unwrap();
        }
        let mut server = Process::start_with(&path, &["--rate-limit", "off"]);
        assert_eq!(server.log_in("anna", PASSWORD), 200);
        let found = all_tasks(&mut server);
        for (title, description) in acknowledged.lock().unwrap().iter_mut() {
            let there = found.get(title).unwrap_or_else(|| panic!("{title} was acknowledged and is gone"));
            match description.as_str() {
                "?" => there.clone_into(description),
                known => assert_eq!(known, there, "{title}"),
            }
        }
        let unanswered = found.len() - acknowledged.lock().unwrap().len();
        assert!(unanswered <= (CLIENTS * (round + 1)) as usize, "{unanswered} tasks nobody asked for");
        let mut known = acknowledged.lock().unwrap();
        known.extend(found);
    }
    assert!(acknowledged.lock().unwrap().len() > 100, "the clients hardly wrote");
}
