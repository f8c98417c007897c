-- The change log of an account: what was changed, one row a thing, in the order it happened. Rows are only ever added;
-- deleting a thing for good erases what they say of it.
CREATE TABLE changes (
  user_id INTEGER NOT NULL, -- goes with its user: see the trigger below
  id INTEGER NOT NULL CHECK (id > 0), -- grows by one within the account
  kind TEXT NOT NULL CHECK (kind IN ('task')),
  object_id INTEGER NOT NULL,
  before TEXT, -- the fields that changed, as JSON; NULL: it was not there
  after TEXT, -- likewise; NULL: it is gone; both NULL: erased
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX changes_by_object ON changes (user_id, kind, object_id, id);

-- One user action each: its changes are those from its id up to its last_id.
CREATE TABLE change_groups (
  user_id INTEGER NOT NULL, -- goes with its user: see the trigger below
  id INTEGER NOT NULL CHECK (id > 0),
  last_id INTEGER NOT NULL CHECK (last_id >= id),
  at INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  action TEXT NOT NULL,
  undoes INTEGER,
  undone_by INTEGER,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE actors (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL CHECK (id > 0),
  kind TEXT NOT NULL CHECK (kind IN ('session', 'token', 'command', 'import', 'server')),
  session_id INTEGER,
  name TEXT, -- the User-Agent of a session, the name of a command, what was imported
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX actors_by_session ON actors (user_id, kind, session_id);

-- Rather than a foreign key, which would look for the user with every row.
CREATE TRIGGER remove_the_log_of_a_removed_user AFTER DELETE ON users BEGIN
  DELETE FROM changes WHERE user_id = OLD.id;
  DELETE FROM change_groups WHERE user_id = OLD.id;
END;

-- What the server remembers of itself.
CREATE TABLE server (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  uptime INTEGER NOT NULL -- milliseconds that it has run in all, whatever the clock said meanwhile
) STRICT;

INSERT INTO server (id, uptime) VALUES (1, 0);

-- A version is the number of a task's newest change.
ALTER TABLE tasks ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE trashed_tasks ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE trashed_tasks ADD COLUMN deleted_uptime INTEGER NOT NULL DEFAULT 0; -- server.uptime when it was deleted
ALTER TABLE task_counters ADD COLUMN trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed >= 0);

-- Answers of another shape are of no use any more.
DELETE FROM idempotency_keys;

-- What is there already enters the log with the times it bears: a creation each, and a deletion of what is in the trash.
CREATE TABLE draft_log (
  user_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  object_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  is_deletion INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

INSERT INTO draft_log (user_id, id, object_id, at, is_deletion)
SELECT user_id, row_number() OVER (PARTITION BY user_id ORDER BY at, object_id, is_deletion), object_id, at, is_deletion
FROM (
  SELECT user_id, id AS object_id, created_at AS at, 0 AS is_deletion FROM tasks
  UNION ALL
  SELECT user_id, id, created_at, 0 FROM trashed_tasks
  UNION ALL
  SELECT user_id, id, max(created_at, deleted_at), 1 FROM trashed_tasks
);

INSERT INTO actors (user_id, id, kind, name)
SELECT DISTINCT user_id, 1, 'command', 'tracker migrate' FROM draft_log;

INSERT INTO change_groups (user_id, id, last_id, at, actor_id, action)
SELECT user_id, id, id, at, 1, iif(is_deletion, 'delete', 'create') FROM draft_log;

-- Instants are written as RFC 3339 has them, with as many decimals as they need.
CREATE VIEW draft_tasks AS
SELECT
  user_id, id, title, description,
  lower(substr(hex(uid), 1, 8) || '-' || substr(hex(uid), 9, 4) || '-' || substr(hex(uid), 13, 4) || '-' ||
        substr(hex(uid), 17, 4) || '-' || substr(hex(uid), 21, 12)) AS uid,
  strftime('%Y-%m-%dT%H:%M:%S', (created_at - (created_at % 1000 + 1000) % 1000) / 1000, 'unixepoch') ||
    iif(created_at % 1000 = 0, '', rtrim(printf('.%03d', (created_at % 1000 + 1000) % 1000), '0')) || 'Z' AS created_at,
  strftime('%Y-%m-%dT%H:%M:%S', (updated_at - (updated_at % 1000 + 1000) % 1000) / 1000, 'unixepoch') ||
    iif(updated_at % 1000 = 0, '', rtrim(printf('.%03d', (updated_at % 1000 + 1000) % 1000), '0')) || 'Z' AS updated_at,
  strftime('%Y-%m-%dT%H:%M:%S', (completed_at - (completed_at % 1000 + 1000) % 1000) / 1000, 'unixepoch') ||
    iif(completed_at % 1000 = 0, '', rtrim(printf('.%03d', (completed_at % 1000 + 1000) % 1000), '0')) || 'Z'
    AS completed_at,
  strftime('%Y-%m-%dT%H:%M:%S', (deleted_at - (deleted_at % 1000 + 1000) % 1000) / 1000, 'unixepoch') ||
    iif(deleted_at % 1000 = 0, '', rtrim(printf('.%03d', (deleted_at % 1000 + 1000) % 1000), '0')) || 'Z' AS deleted_at
FROM (
  SELECT user_id, id, uid, title, description, completed_at, created_at, updated_at, NULL AS deleted_at FROM tasks
  UNION ALL
  SELECT user_id, id, uid, title, description, completed_at, created_at, updated_at, deleted_at FROM trashed_tasks
);

-- As json_patch has it, a field that is null is left out.
INSERT INTO changes (user_id, id, kind, object_id, before, after)
SELECT
  draft_log.user_id, draft_log.id, 'task', object_id,
  iif(is_deletion, json_object('deleted_at', NULL), NULL),
  iif(
    is_deletion,
    json_object('deleted_at', deleted_at),
    json_patch('{}', json_object(
      'uid', uid, 'title', title, 'description', description, 'completed_at', completed_at,
      'created_at', created_at, 'updated_at', updated_at
    ))
  )
FROM draft_log
JOIN draft_tasks ON draft_tasks.user_id = draft_log.user_id AND draft_tasks.id = object_id;

DROP VIEW draft_tasks;
DROP TABLE draft_log;

UPDATE tasks SET version = (
  SELECT max(id) FROM changes
  WHERE changes.user_id = tasks.user_id AND kind = 'task' AND object_id = tasks.id
);
UPDATE trashed_tasks SET version = (
  SELECT max(id) FROM changes
  WHERE changes.user_id = trashed_tasks.user_id AND kind = 'task' AND object_id = trashed_tasks.id
);
UPDATE task_counters SET trashed = (SELECT count(*) FROM trashed_tasks WHERE user_id = task_counters.user_id);

CREATE UNIQUE INDEX trashed_tasks_by_version ON trashed_tasks (user_id, version);
CREATE INDEX trashed_tasks_by_age ON trashed_tasks (deleted_uptime);

-- The counters are kept by whoever records: a trigger on every row makes SQLite keep a journal of every statement, which
-- doubles what a new task costs.
DROP TRIGGER count_a_new_task;
DROP TRIGGER count_a_completed_or_reopened_task;
DROP TRIGGER count_a_removed_task;

-- Nothing looks for a task by its uid, and no client chooses one.
DROP INDEX tasks_by_uid;

-- Nothing changes or goes without its change: what goes round the log is refused. Removing an account takes all along.

CREATE TRIGGER record_a_changed_task BEFORE UPDATE ON tasks
WHEN NEW.version <= OLD.version OR NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id OR NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'task' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a task was changed without recording it');
END;

CREATE TRIGGER record_a_removed_task BEFORE DELETE ON tasks
WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id) AND NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = OLD.user_id AND id > OLD.version AND kind = 'task' AND object_id = OLD.id
) BEGIN
  SELECT RAISE(ABORT, 'a task was removed without recording it');
END;

CREATE TRIGGER record_a_trashed_task BEFORE INSERT ON trashed_tasks
WHEN NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'task' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a task was moved to the trash without recording it');
END;

CREATE TRIGGER keep_a_trashed_task BEFORE UPDATE ON trashed_tasks BEGIN
  SELECT RAISE(ABORT, 'a task in the trash does not change');
END;

CREATE TRIGGER record_a_task_that_leaves_the_trash BEFORE DELETE ON trashed_tasks
WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id) AND NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = OLD.user_id AND id > OLD.version AND kind = 'task' AND object_id = OLD.id
) BEGIN
  SELECT RAISE(ABORT, 'a task left the trash without recording it');
END;

CREATE TRIGGER only_erase_changes BEFORE UPDATE ON changes
WHEN NEW.user_id <> OLD.user_id OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.object_id <> OLD.object_id
  OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a change does not change');
END;

CREATE TRIGGER keep_changes BEFORE DELETE ON changes
WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id) BEGIN
  SELECT RAISE(ABORT, 'a change is kept');
END;

CREATE TRIGGER keep_change_groups BEFORE DELETE ON change_groups
WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id) BEGIN
  SELECT RAISE(ABORT, 'a change is kept');
END;
