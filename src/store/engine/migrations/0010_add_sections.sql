-- The sections of projects; few of each, so deleted ones stay in the table.
CREATE TABLE sections (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL CHECK (id > 0),
  uid BLOB NOT NULL CHECK (length(uid) = 16),
  version INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL, -- the name as it is compared, without case
  position TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  deleted_uptime INTEGER, -- server.uptime when it was deleted
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX sections_by_project ON sections (user_id, project_id);
CREATE INDEX sections_by_age ON sections (deleted_uptime) WHERE deleted_at IS NOT NULL;

CREATE TRIGGER record_a_new_section BEFORE INSERT ON sections
WHEN NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'section' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a section was made without recording it');
END;

CREATE TRIGGER record_a_changed_section BEFORE UPDATE ON sections
WHEN NEW.version <= OLD.version OR NEW.id <> OLD.id OR NEW.user_id <> OLD.user_id OR NOT EXISTS (
  SELECT 1 FROM changes WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'section' AND object_id = NEW.id
) BEGIN
  SELECT RAISE(ABORT, 'a section was changed without recording it');
END;

CREATE TRIGGER record_a_removed_section BEFORE DELETE ON sections
WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id) AND NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = OLD.user_id AND id > OLD.version AND kind = 'section' AND object_id = OLD.id
) BEGIN
  SELECT RAISE(ABORT, 'a section was removed without recording it');
END;

ALTER TABLE tasks ADD COLUMN section_id INTEGER;
ALTER TABLE trashed_tasks ADD COLUMN section_id INTEGER;
CREATE INDEX tasks_by_section ON tasks (user_id, section_id, completed_at) WHERE section_id IS NOT NULL;

ALTER TABLE counters ADD COLUMN next_section_id INTEGER NOT NULL DEFAULT 1;

ALTER TABLE projects ADD COLUMN note TEXT;
ALTER TABLE projects ADD COLUMN start TEXT; -- 2026-12-24
ALTER TABLE projects ADD COLUMN target TEXT; -- likewise

-- How many tasks each section has; section 0 counts those of a project that are in none.
CREATE TABLE project_counters (
  user_id INTEGER NOT NULL, -- goes with its user: see the trigger below
  project_id INTEGER NOT NULL,
  section_id INTEGER NOT NULL,
  open INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  PRIMARY KEY (user_id, project_id, section_id)
) STRICT, WITHOUT ROWID;

INSERT INTO project_counters (user_id, project_id, section_id, open, closed)
SELECT user_id, project_id, 0, count(*) - count(completed_at), count(completed_at)
FROM tasks WHERE project_id IS NOT NULL GROUP BY user_id, project_id;

CREATE TRIGGER remove_the_project_counters_of_a_removed_user AFTER DELETE ON users BEGIN
  DELETE FROM project_counters WHERE user_id = OLD.id;
END;
