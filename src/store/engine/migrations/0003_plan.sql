-- Tasks get what a plan is made of; projects, saved views and settings come along.

-- What is recorded is no longer tasks alone: the log's table loses the check that says so. Triggers that name it have to
-- go first, and come back below.
DROP TRIGGER record_a_changed_task;
DROP TRIGGER record_a_removed_task;
DROP TRIGGER record_a_trashed_task;
DROP TRIGGER keep_a_trashed_task;
DROP TRIGGER record_a_task_that_leaves_the_trash;
DROP TRIGGER only_erase_changes;
DROP TRIGGER keep_changes;
DROP TRIGGER keep_change_groups;
DROP TRIGGER remove_the_log_of_a_removed_user;
DROP TRIGGER count_tasks_of_a_new_user;
DROP INDEX changes_by_object;

ALTER TABLE changes RENAME TO changes_of_tasks;

CREATE TABLE changes (
  user_id INTEGER NOT NULL, -- goes with its user: see the trigger below
  id INTEGER NOT NULL CHECK (id > 0), -- grows by one within the account
  kind TEXT NOT NULL, -- what kind of thing
  object_id INTEGER NOT NULL,
  before TEXT, -- the fields that changed, as JSON; NULL: it was not there
  after TEXT, -- likewise; NULL: it is gone; both NULL: erased
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

INSERT INTO changes SELECT user_id, id, kind, object_id, before, after FROM changes_of_tasks;
DROP TABLE changes_of_tasks;

CREATE INDEX changes_by_object ON changes (user_id, kind, object_id, id);

-- Kept answers are of another shape.
DELETE FROM idempotency_keys;

-- Tasks.

ALTER TABLE tasks ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)); -- rather than done
ALTER TABLE tasks ADD COLUMN priority INTEGER NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 3);
ALTER TABLE tasks ADD COLUMN due TEXT; -- 2026-12-24 or 2026-12-24T09:00[Europe/Berlin]
ALTER TABLE tasks ADD COLUMN start TEXT; -- 2026-12-24
ALTER TABLE tasks ADD COLUMN planned TEXT; -- likewise
ALTER TABLE tasks ADD COLUMN estimate INTEGER; -- minutes
ALTER TABLE tasks ADD COLUMN project_id INTEGER;
ALTER TABLE tasks ADD COLUMN parent_id INTEGER;
ALTER TABLE tasks ADD COLUMN tags TEXT; -- with a blank between them
ALTER TABLE tasks ADD COLUMN recurrence TEXT; -- JSON
ALTER TABLE tasks ADD COLUMN previous_id INTEGER; -- the task that was done and has made this one
ALTER TABLE tasks ADD COLUMN position TEXT; -- NULL: where it was made

ALTER TABLE trashed_tasks ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1));
ALTER TABLE trashed_tasks ADD COLUMN priority INTEGER NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 3);
ALTER TABLE trashed_tasks ADD COLUMN due TEXT;
ALTER TABLE trashed_tasks ADD COLUMN start TEXT;
ALTER TABLE trashed_tasks ADD COLUMN planned TEXT;
ALTER TABLE trashed_tasks ADD COLUMN estimate INTEGER;
ALTER TABLE trashed_tasks ADD COLUMN project_id INTEGER;
ALTER TABLE trashed_tasks ADD COLUMN parent_id INTEGER;
ALTER TABLE trashed_tasks ADD COLUMN tags TEXT;
ALTER TABLE trashed_tasks ADD COLUMN recurrence TEXT;
ALTER TABLE trashed_tasks ADD COLUMN previous_id INTEGER;
ALTER TABLE trashed_tasks ADD COLUMN position TEXT;

-- Where more columns are in an index than it is searched by, what is asked for is answered from the index alone.
DROP INDEX open_tasks;
CREATE INDEX open_tasks ON tasks (user_id, id, tags) WHERE completed_at IS NULL;

-- A task of which nothing but its title is known costs one of these, the inbox.
CREATE INDEX tasks_in_inbox ON tasks (user_id, id)
WHERE completed_at IS NULL AND project_id IS NULL AND due IS NULL AND planned IS NULL AND parent_id IS NULL;
CREATE INDEX tasks_by_due ON tasks (user_id, due) WHERE completed_at IS NULL AND due IS NOT NULL;
CREATE INDEX tasks_by_planned ON tasks (user_id, planned) WHERE completed_at IS NULL AND planned IS NOT NULL;
CREATE INDEX open_tasks_by_project ON tasks (user_id, project_id, completed_at)
WHERE completed_at IS NULL AND project_id IS NOT NULL;
CREATE INDEX done_tasks_by_project ON tasks (user_id, project_id, completed_at)
WHERE completed_at IS NOT NULL AND project_id IS NOT NULL;
CREATE INDEX tasks_by_completion ON tasks (user_id, completed_at, dropped) WHERE completed_at IS NOT NULL;
CREATE INDEX tasks_by_parent ON tasks (user_id, parent_id, completed_at) WHERE parent_id IS NOT NULL;
CREATE INDEX tasks_by_previous ON tasks (user_id, previous_id) WHERE previous_id IS NOT NULL;
CREATE INDEX trashed_tasks_by_parent ON trashed_tasks (user_id, parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX trashed_tasks_by_project ON trashed_tasks (user_id, project_id) WHERE project_id IS NOT NULL;

-- The tags of the tasks that are not in the trash.
CREATE TABLE task_tags (
  user_id INTEGER NOT NULL, -- goes with its user: see the trigger below
  tag TEXT NOT NULL,
  task_id INTEGER NOT NULL,
  PRIMARY KEY (user_id, tag, task_id)
) STRICT, WITHOUT ROWID;

-- Projects and saved views; few of each, so those in the trash stay in the table.

CREATE TABLE projects (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL CHECK (id > 0),
  uid BLOB NOT NULL CHECK (length(uid) = 16),
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL, -- the name as it is compared, without case
  colour TEXT NOT NULL,
  archived_at INTEGER,
  position TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_uptime INTEGER, -- server.uptime when it was deleted
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX projects_by_name ON projects (user_id, name_key) WHERE deleted_at IS NULL;
CREATE INDEX projects_by_age ON projects (deleted_uptime) WHERE deleted_at IS NOT NULL;

CREATE TABLE views (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL CHECK (id > 0),
  uid BLOB NOT NULL CHECK (length(uid) = 16),
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  position TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_uptime INTEGER,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX views_by_age ON views (deleted_uptime) WHERE deleted_at IS NOT NULL;

-- An account without a row has never changed a setting.
CREATE TABLE settings (
  user_id INTEGER NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  zone TEXT,
  week_start TEXT NOT NULL,
  day_start TEXT NOT NULL,
  hours TEXT NOT NULL, -- JSON
  clock TEXT NOT NULL,
  language TEXT NOT NULL,
  theme TEXT NOT NULL
) STRICT;

-- What lists say of their length, and which numbers come next.
ALTER TABLE task_counters RENAME TO counters;
ALTER TABLE counters RENAME COLUMN next_id TO next_task_id;
ALTER TABLE counters ADD COLUMN next_project_id INTEGER NOT NULL DEFAULT 1;
ALTER TABLE counters ADD COLUMN next_view_id INTEGER NOT NULL DEFAULT 1;

CREATE TRIGGER count_for_a_new_user AFTER INSERT ON users BEGIN
  INSERT INTO counters (user_id) VALUES (NEW.id);
END;

-- The words of titles and descriptions. How far an account's log has been read into it stands in search_accounts.
CREATE TABLE search_accounts (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- the high bits of its tasks' rowids
  user_id INTEGER NOT NULL UNIQUE,
  indexed INTEGER NOT NULL DEFAULT 0 -- the last change that was read
) STRICT;

CREATE VIRTUAL TABLE task_words USING fts5 (
  title, description,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

-- Rather than foreign keys, which would look for the user with every row.
CREATE TRIGGER remove_what_belongs_to_a_removed_user AFTER DELETE ON users BEGIN
  DELETE FROM changes WHERE user_id = OLD.id;
  DELETE FROM change_groups WHERE user_id = OLD.id;
  DELETE FROM task_tags WHERE user_id = OLD.id;
  DELETE FROM task_words WHERE rowid BETWEEN
    (SELECT id << 32 FROM search_accounts WHERE user_id = OLD.id) AND
    (SELECT (id + 1) << 32 FROM search_accounts WHERE user_id = OLD.id);
  DELETE FROM search_accounts WHERE user_id = OLD.id;
END;

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

CREATE TRIGGER record_a_new_project BEFORE INSERT ON projects
WHEN NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'project' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a project was made without recording it');
END;

CREATE TRIGGER record_a_changed_project BEFORE UPDATE ON projects
WHEN NEW.version <= OLD.version OR NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id OR NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'project' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a project was changed without recording it');
END;

CREATE TRIGGER record_a_removed_project BEFORE DELETE ON projects
WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id) AND NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = OLD.user_id AND id > OLD.version AND kind = 'project' AND object_id = OLD.id
) BEGIN
  SELECT RAISE(ABORT, 'a project was removed without recording it');
END;

CREATE TRIGGER record_a_new_view BEFORE INSERT ON views
WHEN NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'view' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a view was made without recording it');
END;

CREATE TRIGGER record_a_changed_view BEFORE UPDATE ON views
WHEN NEW.version <= OLD.version OR NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id OR NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'view' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a view was changed without recording it');
END;

CREATE TRIGGER record_a_removed_view BEFORE DELETE ON views
WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id) AND NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = OLD.user_id AND id > OLD.version AND kind = 'view' AND object_id = OLD.id
) BEGIN
  SELECT RAISE(ABORT, 'a view was removed without recording it');
END;

CREATE TRIGGER record_first_settings BEFORE INSERT ON settings
WHEN NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'settings'
) BEGIN
  SELECT RAISE(ABORT, 'settings were changed without recording it');
END;

CREATE TRIGGER record_changed_settings BEFORE UPDATE ON settings
WHEN NEW.version <= OLD.version OR NEW.user_id <> OLD.user_id OR NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'settings'
) BEGIN
  SELECT RAISE(ABORT, 'settings were changed without recording it');
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
