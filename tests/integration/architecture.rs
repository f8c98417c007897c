//! The rules of the house, read off the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// The floors, from the top. A module may name those below its own, and its own.
const FLOORS: [&[&str]; 6] =
    [&["cli"], &["http"], &["config"], &["accounts"], &["store"], &["clock", "domain", "error"]];

/// Crates that one floor alone knows.
const RESERVED: [(&str, &[&str]); 7] = [
    ("ureq", &["cli"]),
    ("rustls", &["cli"]),
    ("rusqlite", &["store"]),
    ("axum", &["http"]),
    ("tower_sessions", &["http"]),
    ("clap", &["cli", "config"]),
    ("bcrypt", &["accounts"]),
];

fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let first = path.strip_prefix(&root).unwrap().components().next().unwrap();
                let module = Path::new(first.as_os_str()).with_extension("").display().to_string();
                let text = fs::read_to_string(&path).unwrap();
                // A module's own tests may reach for what they need.
                let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
                sources.push((module, path, code));
            }
        }
    }
    sources.retain(|(module, ..)| !["lib", "main"].contains(&module.as_str()));
    sources
}

fn floor_of(module: &str) -> usize {
    FLOORS.iter().position(|floor| floor.contains(&module)).unwrap_or_else(|| panic!("{module} has no floor"))
}

/// The modules that a source names by `crate::`.
fn named(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    code.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn every_import_goes_down() {
    for (module, path, text) in sources() {
        for other in named(&text).into_iter().filter(|other| *other != module) {
            let (here, there) = (floor_of(&module), floor_of(&other));
            let same_ground = here == there && ["clock", "domain"].contains(&module.as_str());
            assert!(there > here || same_ground, "{} names {other}, which is not below it", path.display());
        }
    }
}

#[test]
fn some_crates_are_known_to_one_floor_alone() {
    for (module, path, text) in sources() {
        for (name, floors) in RESERVED.iter().filter(|(_, floors)| !floors.contains(&module.as_str())) {
            for form in [format!("use {name}::"), format!("use {name};"), format!(" {name}::"), format!("({name}::")] {
                assert!(!text.contains(&form), "{} names {name}, which is for {floors:?}", path.display());
            }
        }
    }
}

#[test]
fn sources_stay_short() {
    for (_, path, text) in sources().into_iter().filter(|(_, path, _)| !path.ends_with("tests.rs")) {
        let lines = text.lines().count();
        assert!(lines <= 300, "{} has {lines} lines before its tests: split it", path.display());
    }
}

/// The tables of what belongs to an account, and the one place each is written at.
const RECORDED: [(&str, &[&str]); 9] = [
    ("tasks", &["tasks/rows.rs"]),
    ("trashed_tasks", &["tasks/rows.rs"]),
    ("task_tags", &["tasks/rows.rs"]),
    ("projects", &["projects/rows.rs"]),
    ("views", &["store/views.rs"]),
    ("settings", &["store/settings.rs"]),
    ("counters", &["log/counters.rs", "store/projects.rs", "store/views.rs", "transfer/import.rs"]),
    ("changes", &["log/recorder.rs"]),
    // An import brings its log along.
    ("change_groups", &["log/recorder.rs", "transfer/import.rs"]),
];

#[test]
fn there_is_one_way_to_write_what_belongs_to_an_account() {
    for (_, path, text) in sources() {
        let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || "\"(;,".contains(c)).collect();
        let is_one_of = |files: &[&str]| files.iter().any(|file| path.ends_with(file));
        for (table, files) in RECORDED.iter().filter(|(_, files)| !is_one_of(files)) {
            let writes = words.windows(3).any(|three| match three {
                ["INTO" | "UPDATE", named, _] | ["DELETE", "FROM", named] => named == table,
                _ => false,
            });
            assert!(!writes, "{} writes {table}; that is for {files:?}", path.display());
        }
        // Rows write themselves when the recorder tells them to, or an import, which brings its log along.
        let is_row = is_one_of(&["log/recorder.rs", "transfer/import.rs", "tasks/rows.rs", "store/settings.rs"]);
        for call in [".insert(connection", ".update(connection", ".delete(connection"] {
            assert!(is_row || !text.contains(call), "{} goes round the recorder", path.display());
        }
    }
}
