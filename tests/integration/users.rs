//! The accounts, as admins manage them.

use serde_json::{Value, json};
use tracker::domain::security_events::Occasion;

use crate::support::{PASSWORD, Server, totp};

#[tokio::test]
async fn an_admin_sees_the_accounts_and_never_what_is_in_them() {
    let server = Server::start();
    let mut admin = server.admin("root").await;
    let mut anna = server.user("anna").await;
    anna.add_task("Secret").await;
    let answer = admin.get("/users").await.expect(200);
    assert!(!String::from_utf8(answer.body.clone()).unwrap().contains("Secret"));
    let list = answer.json();
    let users = list["users"].as_array().unwrap();
    assert_eq!(users.len(), 2);
    let mut fields: Vec<&String> = users[0].as_object().unwrap().keys().collect();
    fields.sort();
    assert_eq!(fields, ["admin", "created_at", "disabled", "id", "last_seen_at", "moved_to", "tasks", "username"]);
    assert_eq!((&users[0]["username"], &users[0]["tasks"]), (&json!("anna"), &json!(1)));
    admin.get("/tasks/1").await.expect(404);
}

#[tokio::test]
async fn who_is_no_admin_reaches_none_of_it() {
    let server = Server::start();
    let root = server.admin("root").await.get("/check_session").await.json();
    let mut anna = server.user("anna").await;
    anna.get("/users").await.expect(403);
    let refused = anna.post("/users", json!({"username": "x", "password": PASSWORD})).await.expect(403);
    assert_eq!(refused.json()["detail"], "Only an admin manages the accounts.");
    anna.patch(&format!("/users/{}", root["id"]), json!({"admin": false})).await.expect(403);
    anna.delete(&format!("/users/{}", root["id"])).await.expect(403);
}

#[tokio::test]
async fn an_account_is_made_disabled_enabled_promoted_and_removed() {
    let server = Server::start();
    let mut admin = server.admin("root").await;
    let made = admin.post("/users", json!({"username": "anna", "password": PASSWORD})).await.expect(201).json();
    assert_eq!((&made["admin"], &made["last_seen_at"], &made["tasks"]), (&json!(false), &Value::Null, &json!(0)));
    let path = format!("/users/{}", made["id"]);
    let mut anna = server.browser();
    anna.log_in("anna", PASSWORD).await.expect(200);

    assert_eq!(admin.patch(&path, json!({"disabled": true})).await.expect(200).json()["disabled"], true);
    anna.get("/tasks").await.expect(401);
    anna.log_in("anna", PASSWORD).await.expect(401);

    admin.patch(&path, json!({"disabled": false})).await.expect(200);
    anna.get("/tasks").await.expect(401);
    anna.log_in("anna", PASSWORD).await.expect(200);

    admin.patch(&path, json!({"admin": true})).await.expect(200);
    anna.get("/users").await.expect(200);

    admin.delete(&path).await.expect(204);
    anna.get("/tasks").await.expect(401);
    anna.log_in("anna", PASSWORD).await.expect(401);
    admin.delete(&path).await.expect(404);
    let again = server.browser().sign_up("anna").await.json();
    assert_ne!(again["id"], made["id"]);
}

#[tokio::test]
async fn the_last_admin_stays() {
    let server = Server::start();
    let mut admin = server.admin("root").await;
    let path = format!("/users/{}", admin.user_id().await.0);
    admin.patch(&path, json!({"admin": false})).await.expect(409);
    admin.patch(&path, json!({"disabled": true})).await.expect(409);
    admin.delete(&path).await.expect(409);
    admin.get("/users").await.expect(200);
    server.admin("second").await;
    admin.delete(&path).await.expect(204);
}

#[tokio::test]
async fn an_account_can_be_disabled_where_there_is_no_admin() {
    let server = Server::start();
    let anna = server.browser().sign_up("anna").await.json();
    let id = tracker::domain::users::UserId(anna["id"].as_i64().unwrap());
    let patch = tracker::domain::users::AccountPatch { disabled: Some(true), admin: None };
    assert!(server.store.update_account(id, patch, Occasion::command(server.clock.now())).await.unwrap().disabled);
}

#[tokio::test]
async fn bad_accounts_are_refused_with_the_field() {
    let server = Server::start();
    let mut admin = server.admin("root").await;
    for (body, field) in [
        (json!({"password": PASSWORD}), "username"),
        (json!({"username": "anna"}), "password"),
        (json!({"username": "anna", "password": "short"}), "password"),
        (json!({"username": "anna", "password": PASSWORD, "admin": "yes"}), "admin"),
    ] {
        assert_eq!(admin.post("/users", body).await.expect(422).fields(), [field]);
    }
    admin.post("/users", json!({"username": "ROOT", "password": PASSWORD})).await.expect(409);
}

#[tokio::test]
async fn one_s_own_account_is_removed_with_everything_in_it() {
    let server = Server::start();
    let mut anna = server.user("Anna").await;
    anna.add_task("Hers").await;
    let mut phone = server.browser();
    phone.log_in("anna", PASSWORD).await.expect(200);
    let mut berta = server.user("berta").await;
    let body = json!({"username": "Anna", "password": PASSWORD});
    let answer = anna.post("/account/delete", body.clone()).await.expect(204);
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    for browser in [&mut anna, &mut phone] {
        browser.get("/tasks").await.expect(401);
    }
    server.browser().log_in("anna", PASSWORD).await.expect(401);
    phone.post("/account/delete", body).await.expect(401);
    berta.get("/tasks").await.expect(200);
    assert_eq!(server.store.list_accounts(10).await.unwrap().len(), 1);
    // The name is free again, and nothing of what was there is.
    let mut again = server.user("anna").await;
    assert_eq!(again.get("/tasks").await.json()["total"], 0);
}

#[tokio::test]
async fn removing_one_s_own_account_takes_the_name_and_the_password() {
    let server = Server::start();
    let mut anna = server.user("Anna").await;
    for (body, fields) in [
        (json!({}), vec!["password", "username"]),
        (json!({"username": "berta", "password": PASSWORD}), vec!["username"]),
        (json!({"username": "anna", "password": PASSWORD}), vec!["username"]),
        (json!({"username": "Anna"}), vec!["password"]),
        (json!({"username": "Anna", "password": "wrong horse"}), vec!["password"]),
    ] {
        assert_eq!(anna.post("/account/delete", body.clone()).await.expect(422).fields(), fields, "{body}");
    }
    anna.get("/tasks").await.expect(200);
}

#[tokio::test]
async fn removing_an_account_with_a_second_factor_takes_a_code_too() {
    let server = Server::start();
    let mut anna = server.user("anna").await;
    let proposed = anna.post("/second_factor", json!({})).await.expect(200).json();
    let code = json!({"code": totp(proposed["secret"].as_str().unwrap(), server.clock.now())});
    let codes = anna.post("/second_factor/turn_on", code).await.expect(200).json();
    let with = |code: &Value| json!({"username": "anna", "password": PASSWORD, "code": code});
    for code in [json!(""), json!("123"), json!("abcd-efgh-ijkl-mnop")] {
        assert_eq!(anna.post("/account/delete", with(&code)).await.expect(422).fields(), ["code"]);
    }
    anna.post("/account/delete", with(&codes["recovery_codes"][0])).await.expect(204);
}

#[tokio::test]
async fn the_last_admin_can_t_leave() {
    let server = Server::start();
    let mut root = server.admin("root").await;
    let body = json!({"username": "root", "password": PASSWORD});
    let refused = root.post("/account/delete", body.clone()).await.expect(409).json();
    assert_eq!(refused["error"], "This is the last admin. Make somebody else an admin first.");
    root.get("/users").await.expect(200);
    server.admin("second").await;
    root.post("/account/delete", body).await.expect(204);
}
