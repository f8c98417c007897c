//! Builds the React client into `OUT_DIR`, where rust-embed finds it.
//!
//! `TRACKER_CLIENT_DIST` names a client that is already built. Without npm, a debug build gets a placeholder page and a
//! warning, and a release build fails.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

const CLIENT: &str = "client-with-sessions";
/// The sources of the client.
const SOURCES: [&str; 8] =
    ["src", "vite", "index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", ".npmrc"];

const PLACEHOLDER: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>tracker</title>
<p>This build has no client, because npm was not found when it was made. The API works.</p>
";

fn main() {
    if let Err(message) = run() {
        eprintln!("{message}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=TRACKER_CLIENT_DIST");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?).join("client");
    if let Some(built) = env::var_os("TRACKER_CLIENT_DIST").map(PathBuf::from) {
        println!("cargo::rerun-if-changed={}", built.display());
        return replace(&out, &built)
            .and_then(|()| keep_packed(&out))
            .map_err(|error| format!("Can't copy {}: {error}", built.display()));
    }
    for source in SOURCES {
        println!("cargo::rerun-if-changed={CLIENT}/{source}");
    }
    if !has_npm() {
        return without_npm(&out);
    }
    if !is_installed() {
        npm(&["ci", "--no-audit", "--no-fund"], &out)?;
    }
    npm(&["run", "build"], &out)?;
    keep_packed(&out).map_err(|error| format!("Can't remove what is packed from {}: {error}", out.display()))
}

fn has_npm() -> bool {
    Command::new("npm").arg("--version").output().is_ok_and(|output| output.status.success())
}

fn without_npm(out: &Path) -> Result<(), String> {
    if env::var("PROFILE").as_deref() == Ok("release") {
        return Err(
            "npm was not found, and a release needs the client. Install Node.js 20 or newer with npm, or name \
                    a client that is built already with TRACKER_CLIENT_DIST."
                .into(),
        );
    }
    println!("cargo::warning=npm was not found: this debug build serves a placeholder instead of the client.");
    fs::create_dir_all(out)
        .and_then(|()| fs::write(out.join("index.html"), PLACEHOLDER))
        .map_err(|error| format!("Can't write the placeholder page: {error}"))
}

/// npm records in `node_modules` what it has installed. If that is older than the lock file, the lock has changed.
fn is_installed() -> bool {
    let modified = |path: &str| fs::metadata(Path::new(CLIENT).join(path)).and_then(|file| file.modified());
    match (modified("node_modules/.package-lock.json"), modified("package-lock.json")) {
        (Ok(installed), Ok(locked)) => installed >= locked,
        _ => false,
    }
}

fn npm(arguments: &[&str], out: &Path) -> Result<(), String> {
    let output = Command::new("npm")
        .args(arguments)
        .current_dir(CLIENT)
        .env("TRACKER_CLIENT_OUT", out)
        .output()
        .map_err(|error| format!("Can't run npm: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("npm {} failed in {CLIENT}:\n{}", arguments.join(" "), String::from_utf8_lossy(&said)))
}

/// Removes what there is with `.gz` too: the server unpacks that for the few who don't accept it.
fn keep_packed(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            keep_packed(&path)?;
        } else if let Some(plain) = path.to_str().and_then(|path| path.strip_suffix(".gz")) {
            fs::remove_file(plain)?;
        }
    }
    Ok(())
}

fn replace(out: &Path, built: &Path) -> io::Result<()> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    copy(built, out)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
