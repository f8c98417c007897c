//! Databases of every earlier schema: they are backed up, migrated and restored.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::support::{Process, database_in, run};

/// Every released migration, and the beginning of its SHA-256: databases out there were made by exactly this text.
const MIGRATIONS: [(&str, &str); 25] = [
    ("0001_create_users_sessions_and_tasks", "cead6f24"),
    ("0002_record_changes", "dd729deb"),
    ("0003_plan", "fa286fcf"),
    ("0004_read_words_again", "07158c2e"),
    ("0005_note_checked_rules", "16fee1a8"),
    ("0006_read_words_once_more", "0151f65c"),
    ("0007_call_done_and_dropped_closed", "0acb9aac"),
    ("0008_add_date_order", "f2d2526b"),
    ("0009_add_favourites_and_templates", "f4fa9796"),
    ("0010_add_sections", "47e4f5e5"),
    ("0011_remember_arrangements", "5901963d"),
    ("0012_order_days", "4e2eda3a"),
    ("0013_note_backups", "568ab1a6"),
    ("0014_count_running_time", "a8beca4b"),
    ("0015_add_links", "deeb8b47"),
    ("0016_add_second_factor", "fe852b88"),
    ("0017_note_confirmations", "26eae110"),
    ("0018_log_security_events", "e5a3ee47"),
    ("0019_add_passkeys", "1fda3cbf"),
    ("0020_add_identities", "02585140"),
    ("0021_note_moved_accounts", "425123ef"),
    ("0022_track_time", "9b05a294"),
    ("0023_add_habits", "985937f7"),
    ("0024_add_reviews", "36b15f0e"),
    ("0025_set_focus", "2a4f29e8"),
];

fn migrations() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/engine/migrations");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read =
        |path: &Path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap());
    files.iter().map(|path| read(path)).collect()
}

/// A database as the program made it that knew so many migrations, with the data of its time.
fn make(path: &Path, migrations: &[(String, String)]) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA application_id = 0x74726b72;").unwrap();
    for (number, (name, sql)) in (1..).zip(migrations) {
        connection.execute_batch(&format!("BEGIN; {sql} PRAGMA user_version = {number}; COMMIT;")).unwrap();
        let data = format!("{}/tests/fixtures/schemas/{}.sql", env!("CARGO_MANIFEST_DIR"), &name[..4]);
        if let Ok(data) = fs::read_to_string(data) {
            connection.execute_batch(&data).unwrap_or_else(|error| panic!("data of {name}: {error}"));
        }
    }
    connection.close().unwrap();
}

#[test]
fn no_migration_that_was_released_has_changed() {
    for ((name, sql), (expected, digest)) in migrations().iter().zip(MIGRATIONS) {
        let whole = Sha256::digest(sql);
        let found = format!("{:02x}{:02x}{:02x}{:02x}", whole[0], whole[1], whole[2], whole[3]);
        assert_eq!((name.as_str(), found.as_str()), (expected, digest), "write a new migration instead");
    }
    assert_eq!(migrations().len(), MIGRATIONS.len(), "note the digest of the new one");
}

#[test]
fn a_database_of_every_schema_is_verified_migrated_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    let all = migrations();
    for schema in 1..=all.len() {
        let place = folder.path().join(schema.to_string());
        fs::create_dir(&place).unwrap();
        let database = database_in(&place);
        make(&database, &all[..schema]);
        let old = fs::read(&database).unwrap();
        let verified = run(&["backup", "verify", database.to_str().unwrap()]);
        assert!(verified.status.success(), "{schema}: {verified:?}");
        assert_eq!(fs::read(&database).unwrap(), old, "verifying changes nothing");

        // One copy is restored elsewhere, the other is migrated where it is.
        let restored = place.join("restored.db");
        let said = run(&["restore", database.to_str().unwrap(), "--database", restored.to_str().unwrap()]);
        assert!(said.status.success(), "{schema}: {said:?}");
        let migrated = run(&["migrate", "--database", database.to_str().unwrap()]);
        assert!(migrated.status.success(), "{schema}: {migrated:?}");
        let said = String::from_utf8(migrated.stdout).unwrap();
        assert_eq!(said.contains("made and verified the backup"), schema < all.len(), "{schema}: {said}");
        let export = |path: &Path| {
            let output = run(&["export", "--user", "anna", "--database", path.to_str().unwrap()]);
            assert!(output.status.success(), "{schema}: {output:?}");
            String::from_utf8(output.stdout).unwrap()
        };
        let exported = export(&database);
        assert_eq!(export(&restored), exported, "{schema}");
        assert!(exported.contains("Buy “milk”") && exported.contains("One\\nTwo"), "{exported}");
        assert_eq!(exported.contains("Pay rent"), schema >= 3, "{exported}");

        let mut server = Process::start(&restored);
        assert_eq!(server.log_in("anna", "correct horse"), 200);
        let tasks = server.expect("GET", "/tasks", None, 200);
        assert_eq!(tasks["tasks"].as_array().unwrap().len(), if schema < 3 { 3 } else { 4 });
        assert_eq!(server.terminate().0, Some(0));
    }
}
