-- Habits. Few of each, so deleted ones stay in the table.
CREATE TABLE habits (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL CHECK (id > 0),
  uid BLOB NOT NULL CHECK (length(uid) = 16),
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  note TEXT,
  kind TEXT NOT NULL,
  direction TEXT NOT NULL,
  target INTEGER NOT NULL,
  unit TEXT,
  schedule TEXT NOT NULL, -- JSON
  begins TEXT NOT NULL, -- 2026-12-24
  archived_at INTEGER,
  position TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_uptime INTEGER, -- server.uptime when it was deleted
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX habits_by_age ON habits (deleted_uptime) WHERE deleted_at IS NOT NULL;

CREATE TRIGGER record_a_new_habit BEFORE INSERT ON habits
WHEN NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'habit' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a habit was made without recording it');
END;

CREATE TRIGGER record_a_changed_habit BEFORE UPDATE ON habits
WHEN NEW.version <= OLD.version OR NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id OR NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'habit' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a habit was changed without recording it');
END;

CREATE TRIGGER record_a_removed_habit BEFORE DELETE ON habits
WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id) AND NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = OLD.user_id AND id > OLD.version AND kind = 'habit' AND object_id = OLD.id
) BEGIN
  SELECT RAISE(ABORT, 'a habit was removed without recording it');
END;

-- What was answered for the days of a habit, in the order in which they are read. A day that was cleared keeps its row.
CREATE TABLE habit_entries (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  habit_id INTEGER NOT NULL,
  day TEXT NOT NULL, -- 2026-12-24
  id INTEGER NOT NULL CHECK (id > 0),
  uid BLOB NOT NULL CHECK (length(uid) = 16),
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  value INTEGER,
  note TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_uptime INTEGER, -- server.uptime when it was cleared
  PRIMARY KEY (user_id, habit_id, day)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX habit_entries_by_id ON habit_entries (user_id, id);
CREATE INDEX habit_entries_by_age ON habit_entries (deleted_uptime) WHERE deleted_at IS NOT NULL;

CREATE TRIGGER record_a_new_habit_entry BEFORE INSERT ON habit_entries
WHEN NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'habit_entry' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'an entry of a habit was made without recording it');
END;

CREATE TRIGGER record_a_changed_habit_entry BEFORE UPDATE ON habit_entries
WHEN NEW.version <= OLD.version OR NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id OR NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'habit_entry' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'an entry of a habit was changed without recording it');
END;

CREATE TRIGGER record_a_removed_habit_entry BEFORE DELETE ON habit_entries
WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id) AND NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = OLD.user_id AND id > OLD.version AND kind = 'habit_entry' AND object_id = OLD.id
) BEGIN
  SELECT RAISE(ABORT, 'an entry of a habit was removed without recording it');
END;

-- The pauses of an account: no habit is due on their days.
CREATE TABLE pauses (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL CHECK (id > 0),
  uid BLOB NOT NULL CHECK (length(uid) = 16),
  version INTEGER NOT NULL,
  reason TEXT NOT NULL,
  first_day TEXT NOT NULL, -- 2026-12-24
  last_day TEXT, -- likewise; NULL while nobody knows
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_uptime INTEGER, -- server.uptime when it was deleted
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX pauses_by_age ON pauses (deleted_uptime) WHERE deleted_at IS NOT NULL;

CREATE TRIGGER record_a_new_pause BEFORE INSERT ON pauses
WHEN NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'pause' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a pause was made without recording it');
END;

CREATE TRIGGER record_a_changed_pause BEFORE UPDATE ON pauses
WHEN NEW.version <= OLD.version OR NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id OR NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'pause' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a pause was changed without recording it');
END;

CREATE TRIGGER record_a_removed_pause BEFORE DELETE ON pauses
WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id) AND NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = OLD.user_id AND id > OLD.version AND kind = 'pause' AND object_id = OLD.id
) BEGIN
  SELECT RAISE(ABORT, 'a pause was removed without recording it');
END;

ALTER TABLE counters ADD COLUMN next_habit_id INTEGER NOT NULL DEFAULT 1;
ALTER TABLE counters ADD COLUMN next_habit_entry_id INTEGER NOT NULL DEFAULT 1;
ALTER TABLE counters ADD COLUMN next_pause_id INTEGER NOT NULL DEFAULT 1;
