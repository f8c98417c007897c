//! The history of the schema, forward only.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

/// Every migration in order: name and SQL.
const MIGRATIONS: [(&str, &str); 16] = [
    ("0001_create_users_sessions_and_tasks", include_str!("migrations/0001_create_users_sessions_and_tasks.sql")),
    ("0002_record_changes", include_str!("migrations/0002_record_changes.sql")),
    ("0003_plan", include_str!("migrations/0003_plan.sql")),
    ("0004_read_words_again", include_str!("migrations/0004_read_words_again.sql")),
    ("0005_note_checked_rules", include_str!("migrations/0005_note_checked_rules.sql")),
    ("0006_read_words_once_more", include_str!("migrations/0006_read_words_once_more.sql")),
    ("0007_call_done_and_dropped_closed", include_str!("migrations/0007_call_done_and_dropped_closed.sql")),
    ("0008_add_date_order", include_str!("migrations/0008_add_date_order.sql")),
    ("0009_add_favourites_and_templates", include_str!("migrations/0009_add_favourites_and_templates.sql")),
    ("0010_add_sections", include_str!("migrations/0010_add_sections.sql")),
    ("0011_remember_arrangements", include_str!("migrations/0011_remember_arrangements.sql")),
    ("0012_order_days", include_str!("migrations/0012_order_days.sql")),
    ("0013_add_links", include_str!("migrations/0013_add_links.sql")),
    ("0014_add_second_factor", include_str!("migrations/0014_add_second_factor.sql")),
    ("0015_note_confirmations", include_str!("migrations/0015_note_confirmations.sql")),
    ("0016_log_security_events", include_str!("migrations/0016_log_security_events.sql")),
];

/// The schema version this program needs, in `PRAGMA user_version`.
pub const LATEST: usize = MIGRATIONS.len();

/// The names of the migrations missing from a database with this version.
pub fn pending(version: usize) -> Vec<&'static str> {
    MIGRATIONS.iter().skip(version).map(|(name, _)| *name).collect()
}

/// Applies pending migrations, each one all or nothing.
pub fn apply(connection: &mut Connection) -> rusqlite_migration::Result<()> {
    let migrations = MIGRATIONS.iter().map(|(_, sql)| M::up(sql)).collect();
    Migrations::new(migrations).to_latest(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_numbered_without_a_gap() {
        for (index, (name, _)) in MIGRATIONS.iter().enumerate() {
            assert!(name.starts_with(&format!("{:04}_", index + 1)), "{name} is not number {}", index + 1);
        }
    }
}
