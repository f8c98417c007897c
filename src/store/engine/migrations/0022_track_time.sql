-- Time entries: a span from started_at to ended_at, or an amount of seconds on a day. Deleted ones stay in the table.
CREATE TABLE time_entries (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL CHECK (id > 0),
  uid BLOB NOT NULL CHECK (length(uid) = 16),
  version INTEGER NOT NULL,
  task_id INTEGER, -- may be in the trash
  note TEXT,
  started_at INTEGER,
  ended_at INTEGER, -- NULL while it runs
  day TEXT, -- 2026-12-24
  seconds INTEGER,
  zone TEXT NOT NULL, -- its days are counted there
  target INTEGER, -- minutes
  estimate INTEGER, -- minutes
  source TEXT NOT NULL,
  confirmed_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_uptime INTEGER, -- server.uptime when it was deleted
  CHECK ((started_at IS NULL) = (day IS NOT NULL)),
  CHECK ((day IS NULL) = (seconds IS NULL)),
  CHECK (ended_at IS NULL OR ended_at > started_at),
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX running_time_entries ON time_entries (user_id)
WHERE started_at IS NOT NULL AND ended_at IS NULL AND deleted_at IS NULL;
CREATE INDEX time_entries_by_start ON time_entries (user_id, started_at, task_id)
WHERE started_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX time_entries_by_day ON time_entries (user_id, day) WHERE day IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX time_entries_by_task ON time_entries (user_id, task_id) WHERE task_id IS NOT NULL;
CREATE INDEX time_entries_by_age ON time_entries (deleted_uptime) WHERE deleted_at IS NOT NULL;

CREATE TRIGGER record_a_new_time_entry BEFORE INSERT ON time_entries
WHEN NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'time_entry' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a time entry was made without recording it');
END;

CREATE TRIGGER record_a_changed_time_entry BEFORE UPDATE ON time_entries
WHEN NEW.version <= OLD.version OR NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id OR NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'time_entry' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a time entry was changed without recording it');
END;

CREATE TRIGGER record_a_removed_time_entry BEFORE DELETE ON time_entries
WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id) AND NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = OLD.user_id AND id > OLD.version AND kind = 'time_entry' AND object_id = OLD.id
) BEGIN
  SELECT RAISE(ABORT, 'a time entry was removed without recording it');
END;

ALTER TABLE counters ADD COLUMN next_time_entry_id INTEGER NOT NULL DEFAULT 1;

-- When somebody was last there, so that a forgotten timer can be asked about. It is no part of the account's data.
CREATE TABLE presence (
  user_id INTEGER NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  seen_at INTEGER NOT NULL,
  away_since INTEGER -- when somebody had last been there before they came back
) STRICT;
