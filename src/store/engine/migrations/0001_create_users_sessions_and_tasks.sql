-- Times are milliseconds since 1970-01-01T00:00:00Z.

CREATE TABLE users (
  id INTEGER NOT NULL PRIMARY KEY,
  username TEXT NOT NULL,
  username_key TEXT NOT NULL UNIQUE, -- the name as it is compared, without case
  password_hash TEXT NOT NULL,
  session_epoch INTEGER NOT NULL DEFAULT 0, -- a session of an older epoch has ended
  admin INTEGER NOT NULL DEFAULT 0 CHECK (admin IN (0, 1)),
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  next_session_id INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER
) STRICT;

CREATE TABLE sessions (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL,
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  session_epoch INTEGER NOT NULL,
  user_agent TEXT,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT; -- with a rowid: SQLite tells of changes in such tables alone, and the cache of sessions listens

CREATE TABLE tasks (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL CHECK (id > 0),
  uid BLOB NOT NULL CHECK (length(uid) = 16),
  title TEXT NOT NULL,
  description TEXT,
  completed_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX tasks_by_uid ON tasks (user_id, uid);
CREATE INDEX open_tasks ON tasks (user_id, id) WHERE completed_at IS NULL;
CREATE INDEX done_tasks ON tasks (user_id, id) WHERE completed_at IS NOT NULL;

-- Deleted tasks wait here to be restored, so that no query on tasks has to leave them out.
CREATE TABLE trashed_tasks (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL CHECK (id > 0),
  uid BLOB NOT NULL CHECK (length(uid) = 16),
  title TEXT NOT NULL,
  description TEXT,
  completed_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

-- What a list says of its length, at a cost that does not grow with it. The triggers below keep it.
CREATE TABLE task_counters (
  user_id INTEGER NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  next_id INTEGER NOT NULL DEFAULT 1, -- ids are never used again, not even those of deleted tasks
  open INTEGER NOT NULL DEFAULT 0 CHECK (open >= 0),
  done INTEGER NOT NULL DEFAULT 0 CHECK (done >= 0)
) STRICT;

CREATE TRIGGER count_tasks_of_a_new_user AFTER INSERT ON users BEGIN
  INSERT INTO task_counters (user_id) VALUES (NEW.id);
END;

CREATE TRIGGER count_a_new_task AFTER INSERT ON tasks BEGIN
  UPDATE task_counters
  SET next_id = max(next_id, NEW.id + 1),
      open = open + (NEW.completed_at IS NULL),
      done = done + (NEW.completed_at IS NOT NULL)
  WHERE user_id = NEW.user_id;
END;

CREATE TRIGGER count_a_completed_or_reopened_task AFTER UPDATE OF completed_at ON tasks
WHEN (OLD.completed_at IS NULL) <> (NEW.completed_at IS NULL) BEGIN
  UPDATE task_counters
  SET open = open + (NEW.completed_at IS NULL) - (OLD.completed_at IS NULL),
      done = done + (NEW.completed_at IS NOT NULL) - (OLD.completed_at IS NOT NULL)
  WHERE user_id = NEW.user_id;
END;

CREATE TRIGGER count_a_removed_task AFTER DELETE ON tasks BEGIN
  UPDATE task_counters
  SET open = open - (OLD.completed_at IS NULL),
      done = done - (OLD.completed_at IS NOT NULL)
  WHERE user_id = OLD.user_id;
END;

-- The answers to writes that came with an Idempotency-Key, for when they come again.
CREATE TABLE idempotency_keys (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  request_digest BLOB NOT NULL CHECK (length(request_digest) = 32),
  answer TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

-- What was taken over from an installation of the earlier backend, so that nothing is taken over twice.
CREATE TABLE flask_users (
  fingerprint BLOB NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 32),
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX flask_users_by_user ON flask_users (user_id);

CREATE TABLE flask_tasks (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  flask_id INTEGER NOT NULL,
  PRIMARY KEY (user_id, flask_id)
) STRICT, WITHOUT ROWID;

-- The accounts that hold nothing but demo data, so that making it anew never touches another.
CREATE TABLE demo_users (
  user_id INTEGER NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE
) STRICT;
