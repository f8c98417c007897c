//! The rules of the house, read off the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floors, from the top. A module may name those below its own, and its own.
const FLOORS: [&[&str]; 6] =
    [&["cli"], &["http"], &["config"], &["accounts"], &["store"], &["clock", "domain", "error"]];

/// Crates that one floor alone knows.
const RESERVED: [(&str, &[&str]); 7] = [
    ("ureq", &["cli", "accounts"]),
    ("rustls", &["cli", "http", "accounts"]),
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
fn only_commands_read_the_machine_s_clock() {
    for (_, path, text) in sources().into_iter().filter(|(module, ..)| !["cli", "clock"].contains(&module.as_str())) {
        for reading in ["clock::now", "Clock::System"] {
            assert!(!text.contains(reading), "{} names {reading}: ask the clock of the App", path.display());
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
const RECORDED: [(&str, &[&str]); 16] = [
    ("tasks", &["tasks/table.rs"]),
    ("trashed_tasks", &["tasks/table.rs"]),
    ("task_tags", &["tasks/stored.rs"]),
    ("projects", &["projects/table.rs"]),
    ("sections", &["sections/table.rs"]),
    ("views", &["store/views.rs"]),
    ("time_entries", &["time_entries/table.rs"]),
    ("habits", &["habits/table.rs"]),
    ("habit_entries", &["habits/entries.rs"]),
    ("pauses", &["store/pauses.rs"]),
    ("settings", &["store/settings.rs"]),
    ("reviews", &["reviews/table.rs"]),
    (
        "counters",
        &[
            "log/counters.rs",
            "projects/table.rs",
            "sections/table.rs",
            "habits/table.rs",
            "habits/entries.rs",
            "store/pauses.rs",
            "store/views.rs",
            "time_entries/table.rs",
            "transfer/import.rs",
        ],
    ),
    ("project_counters", &["log/counters.rs"]),
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
                ["INTO" | "UPDATE", named, _] | ["DELETE", "FROM", named] | ["deleted_rows_stay!", "", named] => {
                    named == table
                }
                _ => false,
            });
            assert!(!writes, "{} writes {table}; that is for {files:?}", path.display());
        }
        // Rows write themselves when the recorder tells them to, or an import, which brings its log along.
        let rows =
            ["log/recorder.rs", "transfer/import.rs", "tasks/stored.rs", "store/settings.rs", "reviews/table.rs"];
        let is_row = is_one_of(&rows);
        for call in [".insert(connection", ".update(connection", ".delete(connection"] {
            assert!(is_row || !text.contains(call), "{} goes round the recorder", path.display());
        }
    }
}

/// A module as the segments of its path below the crate: `store`, `tasks`, `order`.
type Module = Vec<String>;

/// Every module, and the modules that its code names.
fn imports() -> BTreeMap<Module, BTreeSet<Module>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let module_of = |path: &Path| -> Module {
        let path = path.strip_prefix(&root).unwrap().with_extension("");
        path.iter().map(|part| part.to_str().unwrap().to_owned()).collect()
    };
    let sources: BTreeMap<Module, String> =
        sources().into_iter().map(|(_, path, text)| (module_of(&path), text)).collect();
    let reexports: BTreeMap<Module, Module> = sources
        .iter()
        .flat_map(|(module, text)| {
            let reexported = uses(text).into_iter().filter(|(is_public, _)| *is_public);
            reexported.map(|(_, path)| {
                let target = absolute(module, &path);
                (module.iter().chain(target.last()).cloned().collect(), target)
            })
        })
        .collect();
    let resolve = |path: Module| -> Module {
        let path = (1..=path.len()).rev().find_map(|length| reexports.get(&path[..length]).cloned()).unwrap_or(path);
        let length = (0..=path.len()).rev().find(|length| sources.contains_key(&path[..*length])).unwrap_or(0);
        path[..length].to_vec()
    };
    let named = |module: &Module, text: &str| -> BTreeSet<Module> {
        let used = uses(text).into_iter().map(|(_, path)| absolute(module, &path));
        let written = text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| {
            line.match_indices("crate::").map(|(at, _)| {
                let path = line[at..].split(|c: char| !(c.is_alphanumeric() || "_:".contains(c))).next().unwrap();
                path.split("::").skip(1).map(str::to_owned).collect()
            })
        });
        used.chain(written).map(resolve).filter(|other| !other.is_empty()).collect()
    };
    sources.iter().map(|(module, text)| (module.clone(), named(module, text))).collect()
}

/// The paths that the `use` statements of a source name, one by one, and whether they are public.
fn uses(text: &str) -> Vec<(bool, String)> {
    let statements = text.split(';').filter_map(|statement| {
        let statement = statement.trim_start_matches(|c: char| c == '}' || c.is_whitespace());
        let code: String = statement.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let (visibility, tree) = code.split_once("use ")?;
        let is_public = visibility.trim_start().starts_with("pub");
        let is_use = visibility.trim().is_empty() || (is_public && !visibility.contains(['{', '=']));
        is_use.then(|| (is_public, tree.split_whitespace().collect::<String>()))
    });
    statements.flat_map(|(is_public, tree)| leaves(&tree).into_iter().map(move |leaf| (is_public, leaf))).collect()
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`.
fn leaves(tree: &str) -> Vec<String> {
    let Some((prefix, rest)) = tree.split_once('{') else { return vec![tree.to_owned()] };
    let inner = rest.strip_suffix('}').unwrap_or(rest);
    let mut depth = 0;
    let parts = inner.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    parts.filter(|part| !part.is_empty()).flat_map(leaves).map(|leaf| format!("{prefix}{leaf}")).collect()
}

fn absolute(module: &Module, path: &str) -> Module {
    let mut absolute = module.clone();
    for (index, part) in path.split("::").enumerate() {
        match (index, part) {
            (0, "crate") => absolute.clear(),
            (_, "self") => {}
            (_, "super") => drop(absolute.pop()),
            (0, _) => absolute = vec![part.to_owned()],
            _ => absolute.push(part.to_owned()),
        }
    }
    absolute
}

/// Within each folder, the files and folders in it that name each other: a file and the folder of its name are one. What
/// a folder and what is in it say of each other does not count.
fn arrows() -> BTreeMap<Module, BTreeMap<String, BTreeSet<String>>> {
    let mut arrows: BTreeMap<Module, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (module, others) in imports() {
        for other in others {
            let shared = module.iter().zip(&other).take_while(|(one, other)| one == other).count();
            if let (Some(from), Some(to)) = (module.get(shared), other.get(shared)) {
                let folder = arrows.entry(module[..shared].to_vec()).or_default();
                folder.entry(from.clone()).or_default().insert(to.clone());
            }
        }
    }
    arrows
}

/// Takes away what names nothing that is left, and what nothing names, again and again: what stays goes round in a circle.
fn circle(mut arrows: BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    loop {
        let before = arrows.len();
        let left: BTreeSet<String> = arrows.keys().cloned().collect();
        for others in arrows.values_mut() {
            others.retain(|other| left.contains(other));
        }
        arrows.retain(|_, others| !others.is_empty());
        let named: BTreeSet<String> = arrows.values().flatten().cloned().collect();
        arrows.retain(|one, _| named.contains(one));
        if arrows.len() == before {
            return arrows;
        }
    }
}

#[test]
fn no_imports_go_round_in_a_circle() {
    let arrows = arrows();
    assert!(arrows.len() > 10, "the imports were not found");
    // Clock, domain and error are the ground, and stand on each other.
    let circles = arrows.into_iter().filter(|(folder, _)| !folder.is_empty());
    let circles = circles.map(|(folder, arrows)| (folder.join("/"), circle(arrows)));
    let circles: BTreeMap<_, _> = circles.filter(|(_, circle)| !circle.is_empty()).collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn a_circle_is_found() {
    let arrows = |pairs: &[(&str, &str)]| -> BTreeMap<String, BTreeSet<String>> {
        pairs.iter().map(|(from, to)| ((*from).to_owned(), BTreeSet::from([(*to).to_owned()]))).collect()
    };
    assert!(circle(arrows(&[("a", "b"), ("b", "c")])).is_empty());
    assert_eq!(circle(arrows(&[("a", "b"), ("b", "c"), ("c", "b")])).keys().collect::<Vec<_>>(), ["b", "c"]);
    assert_eq!(leaves("a::{b,c::{d,e}}"), ["a::b", "a::c::d", "a::c::e"]);
}

/// The nouns of a file below a folder: those of its path.
fn nouns(path: &Path, folder: &str) -> Option<BTreeSet<String>> {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder)).ok()?;
    Some(below.with_extension("").iter().map(|part| part.to_str().unwrap().to_owned()).collect())
}

#[test]
fn a_noun_has_the_same_file_name_on_every_floor() {
    let sources = sources();
    let mut homes: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (_, path, text) in &sources {
        let Some(nouns) = nouns(path, "store") else { continue };
        for (at, call) in text.match_indices("pub async fn ").chain(text.match_indices("    pub fn ")) {
            let name = text[at + call.len()..].split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap();
            homes.insert(name, nouns.clone());
        }
    }
    let mut calls = 0;
    let mut strays = Vec::new();
    for (_, path, text) in &sources {
        let Some(nouns) = nouns(path, "http/api") else { continue };
        for (at, call) in text.match_indices(".store.") {
            let name = text[at + call.len()..].split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap();
            // What is about the server itself has no noun.
            let Some(home) = homes.get(name).filter(|home| !home.is_empty()) else { continue };
            calls += 1;
            if home.is_disjoint(&nouns) {
                strays.push(format!("{nouns:?} calls Store::{name}, which is in {home:?}"));
            }
        }
    }
    assert!(strays.is_empty(), "{strays:#?}");
    assert!(calls > 40, "the calls were not found");
}
