//! At the edges of days: midnight, where a day starts, and the nights when clocks change.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Browser, Server, instant, titles};

/// A server whose clock stands at an instant, and anna there, with these settings.
async fn anna_at(zoned: &str, settings: Value) -> (Server, Browser) {
    let server = Server::start();
    server.clock.set(instant(zoned));
    let mut anna = server.user("anna").await;
    anna.patch("/settings", settings).await.expect(200);
    (server, anna)
}

fn a_moment_passes(server: &Server) {
    server.clock.advance(SignedDuration::from_millis(1));
}

/// The account's today, and what it says of the tasks then.
async fn seen(browser: &mut Browser) -> String {
    let agenda = browser.get("/agenda").await.expect(200).json();
    let sorted = |list: &Value| {
        let mut titles = titles(list);
        titles.sort_unstable();
        titles.concat()
    };
    let today = sorted(&agenda["days"][0]);
    let overdue = sorted(&browser.find("is:overdue").await);
    let inbox = sorted(&browser.get("/inbox").await.expect(200).json());
    let done = sorted(&browser.find("completed:today").await);
    format!("{}: {today}, overdue {overdue}, inbox {inbox}, done {done}", agenda["today"].as_str().unwrap())
}

#[tokio::test]
async fn a_day_ends_at_midnight_and_not_a_moment_sooner() {
    let (server, mut anna) = anna_at("2026-12-31T23:59:59.999[UTC]", json!({"zone": "UTC"})).await;
    anna.make_all([
        json!({"title": "A", "due": "2026-12-31"}),
        json!({"title": "B", "due": "2027-01-01"}),
        json!({"title": "C", "due": "2027-01-01T00:00[UTC]"}),
        json!({"title": "D", "start": "2027-01-01"}),
        json!({"title": "E", "status": "done"}),
    ])
    .await;
    assert_eq!(seen(&mut anna).await, "2026-12-31: A, overdue , inbox , done E");
    a_moment_passes(&server);
    assert_eq!(seen(&mut anna).await, "2027-01-01: ABC, overdue AC, inbox D, done ");
    assert_eq!(anna.find("completed:2026-12-31").await["total"], 1);
    let said = anna.capture("Rest tomorrow").await.json();
    assert_eq!(said["tasks"][0]["due"], "2027-01-02");
}

#[tokio::test]
async fn a_day_starts_where_the_account_says() {
    let settings = json!({"zone": "Asia/Tokyo", "day_start": "04:00"});
    let (server, mut anna) = anna_at("2026-05-14T03:59:59.999[Asia/Tokyo]", settings).await;
    anna.make_all([
        json!({"title": "A", "due": "2026-05-13"}),
        json!({"title": "B", "due": "2026-05-14"}),
        json!({"title": "C", "due": "2026-05-14T03:59[Asia/Tokyo]"}),
        json!({"title": "D", "start": "2026-05-14"}),
        json!({"title": "E", "status": "done"}),
        json!({"title": "F", "planned": "2026-05-14"}),
    ])
    .await;
    assert_eq!(seen(&mut anna).await, "2026-05-13: AC, overdue C, inbox , done E");
    a_moment_passes(&server);
    assert_eq!(seen(&mut anna).await, "2026-05-14: ABCF, overdue AC, inbox D, done ");
    assert_eq!(anna.find("completed:2026-05-13").await["total"], 1);
}

#[tokio::test]
async fn what_repeats_from_its_completion_counts_from_the_day_on_the_wall() {
    let (server, mut anna) = anna_at("2026-05-13T23:59:59.999[Asia/Tokyo]", json!({"zone": "Asia/Tokyo"})).await;
    let recurrence = json!({"rule": "FREQ=DAILY;INTERVAL=2", "from": "completion"});
    for expected in ["2026-05-15", "2026-05-16"] {
        let task = json!({"title": "Water", "due": "2026-05-01", "recurrence": recurrence});
        let id = anna.make(task).await["id"].as_i64().unwrap();
        anna.patch(&format!("/tasks/{id}"), json!({"status": "done"})).await.expect(200);
        assert_eq!(anna.task(id + 1).await["due"], expected);
        a_moment_passes(&server);
    }
}

#[tokio::test]
async fn the_night_when_clocks_go_forward_is_an_hour_shorter() {
    let zone = json!({"zone": "Europe/Berlin"});
    let (server, mut anna) = anna_at("2026-03-29T01:59:59.999[Europe/Berlin]", zone).await;
    anna.make_all([
        json!({"title": "A", "due": "2026-03-29T01:59[Europe/Berlin]"}),
        json!({"title": "B", "due": "2026-03-29T03:00[Europe/Berlin]"}),
        json!({"title": "C", "due": "2026-03-29"}),
        json!({"title": "D", "start": "2026-03-30"}),
    ])
    .await;
    assert_eq!(seen(&mut anna).await, "2026-03-29: ABC, overdue A, inbox , done ");
    a_moment_passes(&server);
    assert_eq!(seen(&mut anna).await, "2026-03-29: ABC, overdue AB, inbox , done ");
    server.clock.set(instant("2026-03-29T21:59:59.999[UTC]"));
    anna.patch("/tasks/1", json!({"status": "done"})).await.expect(200);
    assert_eq!(seen(&mut anna).await, "2026-03-29: BC, overdue B, inbox , done A");
    a_moment_passes(&server);
    assert_eq!(seen(&mut anna).await, "2026-03-30: BC, overdue BC, inbox D, done ");
}

#[tokio::test]
async fn the_night_when_clocks_go_back_is_an_hour_longer() {
    let zone = json!({"zone": "Europe/Berlin"});
    let (server, mut anna) = anna_at("2026-10-25T00:29:59.999[UTC]", zone).await;
    anna.make_all([
        // Half past two comes twice; the first counts.
        json!({"title": "A", "due": "2026-10-25T02:30[Europe/Berlin]"}),
        json!({"title": "B", "due": "2026-10-25"}),
        json!({"title": "C", "start": "2026-10-26"}),
    ])
    .await;
    assert_eq!(seen(&mut anna).await, "2026-10-25: AB, overdue , inbox , done ");
    a_moment_passes(&server);
    assert_eq!(seen(&mut anna).await, "2026-10-25: AB, overdue A, inbox , done ");
    server.clock.set(instant("2026-10-25T01:00:00[UTC]"));
    assert_eq!(seen(&mut anna).await, "2026-10-25: AB, overdue A, inbox , done ", "it is two again");
    server.clock.set(instant("2026-10-25T22:59:59.999[UTC]"));
    anna.patch("/tasks/1", json!({"status": "done"})).await.expect(200);
    assert_eq!(seen(&mut anna).await, "2026-10-25: B, overdue , inbox , done A");
    a_moment_passes(&server);
    assert_eq!(seen(&mut anna).await, "2026-10-26: B, overdue B, inbox C, done ");
}

#[tokio::test]
async fn a_day_that_starts_while_clocks_change_starts_once() {
    let settings = json!({"zone": "Europe/Berlin", "day_start": "02:30"});
    // Half past two is skipped: the day starts at half past three.
    let (server, mut anna) = anna_at("2026-03-29T03:29:59.999[Europe/Berlin]", settings.clone()).await;
    anna.make(json!({"title": "A", "due": "2026-03-28"})).await;
    assert_eq!(seen(&mut anna).await, "2026-03-28: A, overdue , inbox , done ");
    a_moment_passes(&server);
    assert_eq!(seen(&mut anna).await, "2026-03-29: A, overdue A, inbox , done ");
    // Half past two comes twice: the day starts at the first, and goes on when it is two again.
    let (server, mut anna) = anna_at("2026-10-25T00:29:59.999[UTC]", settings).await;
    anna.make(json!({"title": "A", "due": "2026-10-24"})).await;
    assert_eq!(seen(&mut anna).await, "2026-10-24: A, overdue , inbox , done ");
    a_moment_passes(&server);
    assert_eq!(seen(&mut anna).await, "2026-10-25: A, overdue A, inbox , done ");
    server.clock.set(instant("2026-10-25T01:15:00[UTC]"));
    assert_eq!(seen(&mut anna).await, "2026-10-25: A, overdue A, inbox , done ");
}

#[tokio::test]
async fn a_session_ends_after_two_weeks_without_a_request() {
    let server = Server::start();
    let (mut anna, mut phone) = (server.user("anna").await, server.user("berta").await);
    let pass = async |time: Duration| {
        server.clock.advance(SignedDuration::try_from(time).unwrap());
        server.store.note_uptime(time).await.unwrap();
    };
    let day = Duration::from_hours(24);
    for _ in 0..13 {
        pass(day).await;
        anna.get("/tasks").await.expect(200);
        // What notes that a session is in use is written along with the next write.
        anna.add_task("Noted").await;
    }
    pass(Duration::from_hours(23)).await;
    phone.get("/tasks").await.expect(200);
    // An hour more, because moments pass between the requests too.
    pass(day * 14 + Duration::from_hours(1)).await;
    phone.get("/tasks").await.expect(401);
    anna.get("/tasks").await.expect(401);
}
