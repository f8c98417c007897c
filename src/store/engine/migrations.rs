//! The history of the schema, forward only.

use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use crate::store::engine::connection::BUSY_TIMEOUT;

/// Every migration in order: name and SQL.
const MIGRATIONS: [(&str, &str); 25] = [
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
    ("0013_note_backups", include_str!("migrations/0013_note_backups.sql")),
    ("0014_count_running_time", include_str!("migrations/0014_count_running_time.sql")),
    ("0015_add_links", include_str!("migrations/0015_add_links.sql")),
    ("0016_add_second_factor", include_str!("migrations/0016_add_second_factor.sql")),
    ("0017_note_confirmations", include_str!("migrations/0017_note_confirmations.sql")),
    ("0018_log_security_events", include_str!("migrations/0018_log_security_events.sql")),
    ("0019_add_passkeys", include_str!("migrations/0019_add_passkeys.sql")),
    ("0020_add_identities", include_str!("migrations/0020_add_identities.sql")),
    ("0021_note_moved_accounts", include_str!("migrations/0021_note_moved_accounts.sql")),
    ("0022_track_time", include_str!("migrations/0022_track_time.sql")),
    ("0023_add_habits", include_str!("migrations/0023_add_habits.sql")),
    ("0024_add_reviews", include_str!("migrations/0024_add_reviews.sql")),
    ("0025_set_focus", include_str!("migrations/0025_set_focus.sql")),
];

/// The schema version this program needs, in `PRAGMA user_version`.
pub const LATEST: usize = MIGRATIONS.len();

/// The names of the migrations missing from a database with this version.
pub fn pending(version: usize) -> Vec<&'static str> {
    MIGRATIONS.iter().skip(version).map(|(name, _)| *name).collect()
}

/// How long to wait for another process that migrates. On a large database a migration takes minutes.
const PATIENCE: Duration = Duration::from_mins(30);

/// Applies pending migrations, each one all or nothing, and returns their names. Of several processes that do so at once,
/// one applies a migration, and the others wait for it.
pub fn apply(connection: &mut Connection) -> rusqlite::Result<Vec<&'static str>> {
    connection.busy_timeout(PATIENCE)?;
    let mut applied = Vec::new();
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Read within the transaction, because another process may have applied it meanwhile.
        let version: usize = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        let Some((name, sql)) = MIGRATIONS.get(version) else { break };
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", version + 1)?;
        transaction.commit()?;
        applied.push(*name);
    }
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(applied)
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
