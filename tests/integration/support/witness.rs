//! A client that writes down what was acknowledged, and holds a server that came back against it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use tracker::domain::transfer::export::Export;

use super::{Client, Process};

/// A task: its text, which is in the title and in the description alike, and whether it is in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    text: String,
    in_trash: bool,
}

type State = BTreeMap<i64, Known>;

/// A write on its way.
#[derive(Debug, Clone)]
struct Write {
    method: &'static str,
    path: String,
    body: Option<Value>,
    key: String,
    /// What is there once it is done.
    after: State,
    /// How many changes it makes.
    changes: i64,
}

/// Writes as one user, one thing after the other, as a seed says.
pub struct Witness {
    pub client: Client,
    rng: StdRng,
    number: u32,
    name: String,
    acknowledged: State,
    /// How far the log goes.
    head: i64,
    /// The group of the last write, and what was there before it.
    last: Option<(i64, State)>,
    /// A write that nobody answered.
    unanswered: Option<Write>,
    /// How many writes were acknowledged.
    count: Arc<AtomicU32>,
}

impl Witness {
    /// A user of that name, who signs up.
    pub fn new(server: &Process, name: &str, seed: u64) -> Self {
        let mut client = server.stranger();
        client.sign_up(name);
        Self {
            client,
            rng: StdRng::seed_from_u64(seed),
            number: 0,
            name: name.to_owned(),
            acknowledged: State::new(),
            head: 0,
            last: None,
            unanswered: None,
            count: Arc::default(),
        }
    }

    /// How many writes were acknowledged so far, while it writes on another thread too.
    pub fn counter(&self) -> impl Fn() -> u32 + use<> {
        let count = Arc::clone(&self.count);
        move || count.load(Ordering::SeqCst)
    }

    /// Writes until no answer comes, or so many times.
    pub fn write(&mut self, most: u32) {
        for _ in 0..most {
            let write = self.next_write();
            let Some((200..=299, group)) = self.send(&write) else {
                // Whatever the answer was, it may have happened all the same.
                self.unanswered = Some(write);
                return;
            };
            self.note(write, group);
        }
    }

    /// Whether the last write was not acknowledged.
    pub fn is_waiting(&self) -> bool {
        self.unanswered.is_some()
    }

    fn send(&mut self, write: &Write) -> Option<(u16, i64)> {
        let headers = [("idempotency-key", write.key.as_str())];
        let (status, _) = self.client.send_with(write.method, &write.path, write.body.as_ref(), &headers)?;
        Some((status, self.head + 1))
    }

    fn note(&mut self, write: Write, group: i64) {
        let before = std::mem::replace(&mut self.acknowledged, write.after);
        self.last = Some((group, before));
        self.head += write.changes;
        self.count.fetch_add(1, Ordering::SeqCst);
    }

    fn next_write(&mut self) -> Write {
        self.number += 1;
        let text = format!("{}-{}", self.name, self.number);
        let mut after = self.acknowledged.clone();
        let next = 1 + after.keys().max().copied().unwrap_or(0);
        let live: Vec<i64> = after.iter().filter(|(_, task)| !task.in_trash).map(|(id, _)| *id).collect();
        let trashed: Vec<i64> = after.iter().filter(|(_, task)| task.in_trash).map(|(id, _)| *id).collect();
        let pick = |ids: &[i64], rng: &mut StdRng| ids[rng.random_range(0..ids.len())];
        let kind = self.rng.random_range(0..10);
        let (method, path, body, changes): (_, String, _, i64) = match kind {
            1 | 2 if !live.is_empty() => {
                let id = pick(&live, &mut self.rng);
                after.get_mut(&id).unwrap().text.clone_from(&text);
                ("PATCH", format!("/tasks/{id}"), Some(json!({"title": text, "description": text})), 1)
            }
            3 if live.len() > 2 => {
                let ids = &live[live.len().saturating_sub(5)..];
                for id in ids {
                    after.get_mut(id).unwrap().text.clone_from(&text);
                }
                let body = json!({"ids": ids, "title": text, "description": text});
                ("PATCH", "/tasks".into(), Some(body), i64::try_from(ids.len()).unwrap())
            }
            4 if !live.is_empty() => {
                let id = pick(&live, &mut self.rng);
                after.get_mut(&id).unwrap().in_trash = true;
                ("DELETE", format!("/tasks/{id}"), None, 1)
            }
            5 if !trashed.is_empty() => {
                let id = pick(&trashed, &mut self.rng);
                after.get_mut(&id).unwrap().in_trash = false;
                ("POST", format!("/tasks/{id}/restore"), None, 1)
            }
            6 if self.last.is_some() => {
                let (group, before) = self.last.clone().unwrap();
                let changes = self.head - group + 1;
                let made = after.keys().filter(|id| !before.contains_key(id)).copied().collect::<Vec<_>>();
                let made: State =
                    made.into_iter().map(|id| (id, Known { in_trash: true, ..after[&id].clone() })).collect();
                after = before.into_iter().chain(made).collect();
                ("POST", format!("/changes/{group}/undo"), None, changes)
            }
            _ => {
                after.insert(next, Known { text: text.clone(), in_trash: false });
                ("POST", "/tasks".into(), Some(json!({"title": text, "description": text})), 1)
            }
        };
        Write { method, path, body, key: text, after, changes }
    }

    /// Moves on to a server that has started anew, and holds what is there against what was acknowledged.
    pub fn return_to(&mut self, server: &Process) {
        self.client = self.client.moved_to(server);
        let found = self.found();
        let Some(write) = self.unanswered.take() else {
            assert_eq!(found, (self.acknowledged.clone(), self.head), "what was acknowledged is there exactly");
            return;
        };
        let old = (self.acknowledged.clone(), self.head);
        let new = (write.after.clone(), self.head + write.changes);
        assert!(found == old || found == new, "{write:?} is there in part: {found:?}, before {old:?}");
        // A retry with its key makes one of it, whether it had happened or not.
        let (status, group) = self.send(&write).expect("an answer");
        assert!((200..300).contains(&status), "{write:?} answers {status}");
        assert_eq!(self.found(), new, "{write:?} was done twice");
        self.note(write, group);
    }

    /// What is there, and how far the log goes; the log and the tables agree.
    fn found(&mut self) -> (State, i64) {
        let tables = self.client.expect("GET", "/export", None, 200);
        let export = Export::parse(tables.to_string().as_bytes()).expect("the log leads to the tables");
        let mut state = State::new();
        for task in &export.tasks {
            let text = task.title.as_str().to_owned();
            assert_eq!(
                task.description.as_ref().map(tracker::domain::tasks::Description::as_str),
                Some(text.as_str()),
                "a task is mixed"
            );
            state.insert(task.id.0, Known { text, in_trash: task.deleted_at.is_some() });
        }
        let list = self.client.expect("GET", "/tasks?per_page=1", None, 200);
        let live = state.values().filter(|task| !task.in_trash).count();
        assert_eq!(list["total"], live, "the counter is wrong");
        (state, i64::try_from(export.changes.len()).unwrap())
    }
}
