//! The commands, as a person or a script uses them.

use serde_json::Value;

use crate::support::{PASSWORD, Process, database_in, run, run_with_input, totp, tracker};

struct Said {
    code: i32,
    out: String,
    err: String,
}

fn said(output: std::process::Output) -> Said {
    Said {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A database of its own, and commands on it.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn database(&self) -> String {
        database_in(self.folder.path()).display().to_string()
    }

    fn run(&self, arguments: &[&str]) -> Said {
        said(run(&[arguments, &["--database", &self.database()]].concat()))
    }

    fn add_user(&self, name: &str, flags: &[&str]) -> Said {
        let fixed = ["user", "add", name, "--password-stdin", "--password-cost", "4", "--database"];
        said(run_with_input(&[&fixed[..], &[&self.database()], flags].concat(), &format!("{PASSWORD}\n")))
    }

    fn users(&self) -> Vec<Value> {
        let listed = self.run(&["user", "list", "--json"]);
        assert_eq!(listed.code, 0, "{}", listed.err);
        serde_json::from_str::<Value>(&listed.out).unwrap()["users"].as_array().unwrap().clone()
    }
}

#[test]
fn the_definition_is_sound_and_every_flag_has_a_variable_and_a_help_line() {
    fn look(command: &clap::Command) {
        for argument in command.get_arguments().filter(|argument| !argument.is_positional()) {
            let name = argument.get_id().as_str();
            if ["help", "version"].contains(&name) {
                continue;
            }
            // What is to become of one task, or which days are meant, is said each time.
            let once =
                ["planned", "parent", "status", "description", "untag", "clear", "at", "on", "skip", "note", "adjust"];
            let is_day = ["log", "time"].contains(&command.get_name()) && ["from", "to", "week", "csv"].contains(&name);
            let is_setting = !once.contains(&name) && !is_day;
            let variable = argument.get_env().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            assert_eq!(
                variable.starts_with("TRACKER_"),
                is_setting,
                "--{name} of {} has no variable",
                command.get_name()
            );
            assert!(argument.get_help().is_some(), "--{name} of {} has no help", command.get_name());
        }
        for argument in command.get_arguments().filter(|argument| argument.is_positional()) {
            assert!(argument.get_help().is_some(), "{argument} of {} has no help", command.get_name());
        }
        command.get_subcommands().for_each(look);
    }
    let definition = tracker::cli::definition();
    definition.clone().debug_assert();
    look(&definition);
}

#[test]
fn migrate_makes_the_database_names_what_it_does_and_does_it_once() {
    let home = Home::new();
    let checked = home.run(&["migrate", "--check"]);
    let names = [
        "0001_create_users_sessions_and_tasks",
        "0002_record_changes",
        "0003_plan",
        "0004_read_words_again",
        "0005_note_checked_rules",
        "0006_read_words_once_more",
        "0007_call_done_and_dropped_closed",
        "0008_add_date_order",
        "0009_add_favourites_and_templates",
        "0010_add_sections",
        "0011_remember_arrangements",
        "0012_order_days",
        "0013_note_backups",
        "0014_count_running_time",
        "0015_add_links",
        "0016_add_second_factor",
        "0017_note_confirmations",
        "0018_log_security_events",
        "0019_add_passkeys",
        "0020_add_identities",
        "0021_note_moved_accounts",
        "0022_track_time",
        "0023_add_habits",
        "0024_add_reviews",
        "0025_set_focus",
    ];
    let said = |word: &str| names.map(|name| format!("{word} {name}\n")).concat();
    assert_eq!((checked.code, checked.out), (3, said("pending")));
    assert!(!std::path::Path::new(&home.database()).exists(), "--check changes nothing");
    let migrated = home.run(&["migrate"]);
    assert_eq!((migrated.code, migrated.out), (0, said("applied")));
    let again = home.run(&["migrate"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    let checked = home.run(&["migrate", "--check", "--json"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, "{\"pending\":[]}\n"));
}

#[test]
fn seed_makes_a_demo_user_and_renews_it() {
    let home = Home::new();
    for _ in 0..2 {
        let seeded = home.run(&["seed", "--password-cost", "4"]);
        assert_eq!(seeded.code, 0, "{}", seeded.err);
        let users = home.users();
        assert_eq!(users.len(), 1);
        assert_eq!((&users[0]["username"], &users[0]["tasks"]), (&"demo".into(), &26.into()));
    }
    assert_eq!(home.run(&["seed", "--user", "big", "--tasks", "1000", "--password-cost", "4"]).code, 0);
    assert_eq!(home.users()[0]["tasks"], 1000);
}

#[test]
fn seed_leaves_every_other_account_alone() {
    let home = Home::new();
    home.add_user("anna", &[]);
    let refused = home.run(&["seed", "--user", "Anna", "--password-cost", "4"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("left alone") && refused.err.lines().count() == 1, "{}", refused.err);
    assert_eq!(home.users()[0]["tasks"], 0);
}

#[test]
fn accounts_are_added_listed_disabled_enabled_and_removed() {
    let home = Home::new();
    let added = home.add_user("anna", &["--admin"]);
    assert_eq!((added.code, added.out.as_str()), (0, "Added anna.\n"), "{}", added.err);
    assert_eq!(home.add_user("ANNA", &[]).code, 1, "the name is taken");
    home.add_user("berta", &[]);
    assert_eq!(home.run(&["user", "disable", "Berta"]).code, 0);
    assert_eq!(home.users()[1]["disabled"], true);
    assert_eq!(home.run(&["user", "enable", "berta"]).code, 0);
    assert_eq!(home.users()[1]["disabled"], false);
    let made = home.run(&["user", "admin", "berta"]);
    assert_eq!((made.code, made.out.as_str()), (0, "berta manages the accounts.\n"), "{}", made.err);
    assert_eq!(home.users()[1]["admin"], true);
    let revoked = home.run(&["user", "admin", "berta", "--revoke"]);
    assert_eq!((revoked.code, revoked.out.as_str()), (0, "berta no longer manages the accounts.\n"));
    assert_eq!(home.users()[1]["admin"], false);
    let last = home.run(&["user", "admin", "anna", "--revoke"]);
    assert!(last.code == 1 && last.err.contains("last admin"), "{}", last.err);
    let hesitant = home.run(&["user", "remove", "berta"]);
    assert_eq!((hesitant.code, home.users().len()), (1, 2));
    assert!(hesitant.err.contains("--yes"));
    assert_eq!(home.run(&["user", "remove", "berta", "--yes"]).code, 0);
    assert_eq!(home.users().len(), 1);
    let last = home.run(&["user", "remove", "anna", "--yes"]);
    assert_eq!(last.code, 1);
    assert!(last.err.contains("last admin"), "{}", last.err);
    let table = home.run(&["user", "list"]);
    assert!(table.out.contains("anna") && table.out.contains("admin"), "{}", table.out);
}

#[test]
fn bad_input_is_answered_with_one_line_on_standard_error() {
    let home = Home::new();
    home.add_user("anna", &[]);
    let short =
        said(run_with_input(&["user", "add", "berta", "--password-stdin", "--database", &home.database()], "short\n"));
    for (said, needle) in [
        (short, "at least 8 characters"),
        (home.run(&["user", "disable", "nobody"]), "There is no user nobody"),
        (home.run(&["user", "add", "", "--password-stdin"]), "username is required"),
        (home.run(&["user", "add", "berta"]), "--password-stdin"),
        (home.run(&["import", "flask", "/nowhere.db"]), "There is no file"),
        (home.run(&["serve", "--listen", "127.0.0.1:1", "--database", "/dev/null/x"]), ""),
    ] {
        assert!(said.code != 0 && said.out.is_empty(), "{}", said.out);
        assert!(said.err.contains(needle), "{} does not say {needle}", said.err);
    }
    assert_eq!(home.users().len(), 1);
}

#[test]
fn wrong_usage_exits_with_2() {
    for arguments in
        [&["nope"][..], &[], &["serve", "--listen", "here"], &["serve", "--password-cost", "3"], &["user", "add"]]
    {
        assert_eq!(said(run(arguments)).code, 2, "{arguments:?}");
    }
}

#[test]
fn a_database_that_is_missing_is_not_made_by_a_command_that_reads() {
    let home = Home::new();
    let listed = home.run(&["user", "list"]);
    assert_eq!(listed.code, 1);
    assert!(listed.err.contains("There is no database"), "{}", listed.err);
    assert!(!std::path::Path::new(&home.database()).exists());
}

#[test]
fn the_default_database_is_in_the_data_folder() {
    let folder = tempfile::tempdir().unwrap();
    let output = tracker(&["migrate"]).env("XDG_DATA_HOME", folder.path()).output().unwrap();
    assert!(output.status.success());
    assert!(folder.path().join("tracker/tracker.db").is_file());
}

#[test]
fn variables_stand_for_flags() {
    let home = Home::new();
    let output = tracker(&["migrate"]).env("TRACKER_DATABASE", home.database()).output().unwrap();
    assert!(output.status.success());
    let output = tracker(&["migrate"]).env("TRACKER_DATABASE", home.database()).env("TRACKER_JSON", "1").output();
    assert_eq!(String::from_utf8(output.unwrap().stdout).unwrap(), "{\"applied\":[]}\n");
}

#[test]
fn documents_about_itself_are_printed() {
    let page = said(run(&["man", "user", "add"]));
    assert!(page.out.contains(".TH") && page.out.contains("password\\-stdin"), "{}", page.out);
    assert_eq!(said(run(&["man", "nope"])).code, 1);
    assert!(said(run(&["completions", "bash"])).out.contains("tracker"));
    assert!(said(run(&["--version"])).out.starts_with("tracker "));
    let document: Value = serde_json::from_str(&said(run(&["openapi"])).out).unwrap();
    assert!(document["paths"]["/tasks"].is_object());
}

#[test]
fn output_that_nobody_takes_is_no_panic() {
    let home = Home::new();
    home.add_user("anna", &[]);
    for arguments in [&["user", "list"][..], &["openapi"], &["completions", "zsh"], &["man"]] {
        let database = home.database();
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let arguments =
            if arguments[0] == "user" { [arguments, &["--database", &database]].concat() } else { arguments.to_vec() };
        let output = tracker(&arguments).stdout(full).stderr(std::process::Stdio::piped()).output().unwrap();
        let line = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), line.lines().count()), (Some(1), 1), "{arguments:?}: {line}");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = tracker(&arguments).stdout(writer).stderr(std::process::Stdio::piped()).output().unwrap();
        assert_eq!((output.status.code(), output.stderr.is_empty()), (Some(0), true), "{arguments:?}");
    }
}

#[test]
fn commands_that_fail_leave_nothing_beside_the_database() {
    let home = Home::new();
    home.add_user("anna", &[]);
    let export = home.folder.path().join("export.json");
    let file = export.display().to_string();
    assert_eq!(home.run(&["export", "--user", "anna", "-o", &file]).code, 0);
    let fails = |said: Said, of: &str| {
        assert_eq!(said.code, 1, "{of}: {}", said.err);
        let names = std::fs::read_dir(home.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, ["export.json", "tracker.db"], "after {of}");
    };
    fails(home.add_user("anna", &[]), "user add of a name that is taken");
    for arguments in [
        &["user", "password", "nobody", "--password-stdin"][..],
        &["user", "disable", "nobody"],
        &["user", "enable", "nobody"],
        &["user", "remove", "nobody", "--yes"],
        &["user", "remove", "anna"],
        &["export", "--user", "nobody"],
        &["import", "json", &file, "--user", "nobody"],
        &["seed", "--user", "anna"],
    ] {
        fails(home.run(arguments), &arguments.join(" "));
    }
}

#[test]
fn a_login_link_leads_to_the_server_that_runs_and_lets_the_user_in() {
    let home = Home::new();
    home.add_user("anna", &[]);
    let bare = home.run(&["user", "login-link", "anna"]);
    assert!(bare.out.starts_with("/app/login-link#") && bare.err.contains("--public-url"), "{}{}", bare.out, bare.err);
    let named = home.run(&["user", "login-link", "anna", "--public-url", "https://Tracker.example"]);
    assert!(named.out.starts_with("https://tracker.example/app/login-link#"), "{}", named.out);
    let mut server = Process::start(database_in(home.folder.path()).as_path());
    let link = home.run(&["user", "login-link", "anna", "--ttl", "2h", "--json"]);
    let link: Value = serde_json::from_str(&link.out).unwrap();
    let (page, token) = link["url"].as_str().unwrap().split_once('#').unwrap();
    assert_eq!(page, format!("{}/app/login-link", server.url));
    let body = serde_json::json!({ "token": token });
    assert_eq!(server.expect("POST", "/login_links/use", Some(&body), 200)["username"], "anna");
    server.expect("POST", "/password", Some(&serde_json::json!({"new_password": "better battery"})), 204);
    let unknown = home.run(&["user", "login-link", "nobody"]);
    assert!(unknown.code == 1 && unknown.err.contains("There is no user nobody"), "{}", unknown.err);
    assert_eq!(home.run(&["user", "login-link", "anna", "--ttl", "90d"]).code, 2);
    let (_, log) = server.terminate();
    assert!(!log.contains(token), "the log has no token: {log}");
    let stale = home.run(&["user", "login-link", "anna"]);
    assert!(stale.out.starts_with("/app/login-link#"), "{}", stale.out);
}

#[test]
fn an_invite_leads_to_the_public_url_of_the_server_and_makes_one_account() {
    let home = Home::new();
    let path = database_in(home.folder.path());
    let flags = ["--signup", "invite", "--public-url", "http://tracker.example"];
    let link = home.run(&["user", "invite"]);
    assert_eq!(link.code, 0, "{}", link.err);
    let server = Process::start_with(&path, &flags);
    let link = home.run(&["user", "invite", "--ttl", "1h"]);
    let (page, token) = link.out.trim().split_once('#').unwrap();
    assert_eq!(page, "http://tracker.example/app/signup");
    let body = |name: &str| serde_json::json!({"username": name, "password": PASSWORD, "password_confirmation": PASSWORD, "invite": token});
    server.stranger().expect("POST", "/signup", Some(&body("anna")), 201);
    server.stranger().expect("POST", "/signup", Some(&body("berta")), 403);
}

#[test]
fn who_lost_the_second_factor_is_let_in_by_the_password_again() {
    let home = Home::new();
    home.add_user("anna", &[]);
    let mut server = Process::start(database_in(home.folder.path()).as_path());
    assert_eq!(server.log_in("anna", PASSWORD), 200);
    let proposed = server.expect("POST", "/second_factor", Some(&serde_json::json!({})), 200);
    let secret = proposed["secret"].as_str().unwrap();
    let body = serde_json::json!({"code": totp(secret, ::tracker::clock::now())});
    server.expect("POST", "/second_factor/turn_on", Some(&body), 200);
    assert_eq!(server.stranger().log_in("anna", PASSWORD), 401);
    let reset = home.run(&["user", "2fa-reset", "anna"]);
    assert_eq!((reset.code, reset.err.as_str()), (0, ""));
    assert!(reset.out.starts_with("Turned off the second factor of anna."), "{}", reset.out);
    assert_eq!(server.stranger().log_in("anna", PASSWORD), 200);
    let again = home.run(&["user", "2fa-reset", "anna"]);
    assert!(again.out.starts_with("anna has no second factor."), "{}", again.out);
    let (_, log) = server.terminate();
    assert!(!log.contains(secret), "the log has no secret: {log}");
}
