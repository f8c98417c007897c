//! What is done to a plan again and again.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tracker::domain::users::{NewAccount, UserId, Username};
use tracker::store::Store;

use super::{Answer, Browser, Server, now};

/// A server, and anna, who has signed up there.
pub async fn anna() -> (Server, Browser) {
    let server = Server::start();
    let anna = server.user("anna").await;
    (server, anna)
}

/// An account that nobody can log in to.
pub async fn account(store: &Store, name: &str) -> UserId {
    let username = Username::parse(name).unwrap();
    let new = NewAccount { username, password_hash: String::new(), admin: false };
    store.create_user(new, None, None, now()).await.unwrap().user.id
}

/// The titles of a list's tasks, in order.
pub fn titles(list: &Value) -> Vec<&str> {
    list["tasks"].as_array().unwrap().iter().map(|task| task["title"].as_str().unwrap()).collect()
}

/// Text as it stands in a path or a query.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

impl Browser {
    /// Makes a task with these fields.
    pub async fn make(&mut self, task: Value) -> Value {
        self.post("/tasks", task).await.expect(201).json()
    }

    /// Makes one task after the other.
    pub async fn make_all(&mut self, tasks: impl IntoIterator<Item = Value>) {
        for task in tasks {
            self.make(task).await;
        }
    }

    /// Makes a task and answers its id.
    pub async fn add_task(&mut self, title: &str) -> i64 {
        self.make(json!({ "title": title })).await["id"].as_i64().unwrap()
    }

    /// Makes a project and answers its id.
    pub async fn add_project(&mut self, name: &str) -> i64 {
        self.post("/projects", json!({ "name": name })).await.expect(201).json()["id"].as_i64().unwrap()
    }

    /// Makes the tasks of a text.
    pub async fn capture(&mut self, text: &str) -> Answer {
        self.post("/capture", json!({ "text": text })).await.expect(201)
    }

    /// A task that is there.
    pub async fn task(&mut self, id: i64) -> Value {
        self.get(&format!("/tasks/{id}")).await.expect(200).json()
    }

    /// What is answered to a query.
    pub async fn ask(&mut self, query: &str) -> Answer {
        self.get(&format!("/tasks?per_page=100&q={}", encode(query))).await
    }

    /// The list of what a query finds.
    pub async fn find(&mut self, query: &str) -> Value {
        self.ask(query).await.expect(200).json()
    }

    /// A group of the log.
    pub async fn group(&mut self, id: i64) -> Value {
        self.get(&format!("/changes/{id}")).await.expect(200).json()
    }

    /// The newest group of the log.
    pub async fn head(&mut self) -> Value {
        self.get("/changes?per_page=1").await.expect(200).json()["groups"][0].clone()
    }

    /// Takes a group back.
    pub async fn undo(&mut self, group: i64) -> Answer {
        self.send("POST", &format!("/changes/{group}/undo"), None, Vec::new()).await
    }

    /// Brings something back from the trash.
    pub async fn restore(&mut self, path: &str) -> Answer {
        self.send("POST", &format!("{path}/restore"), None, Vec::new()).await
    }

    /// Who is logged in.
    pub async fn user_id(&mut self) -> UserId {
        UserId(self.get("/check_session").await.expect(200).json()["id"].as_i64().unwrap())
    }
}
