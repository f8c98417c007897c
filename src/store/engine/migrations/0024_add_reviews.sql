-- How days were planned and closed, and weeks looked back on. One without a row has nothing in it.
CREATE TABLE reviews (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  period INTEGER NOT NULL CHECK (period > 0), -- 20261128: a day; 20265048: week 48
  version INTEGER NOT NULL,
  started_at INTEGER,
  plan TEXT, -- the numbers of tasks, as JSON
  step INTEGER,
  note TEXT,
  finished_at INTEGER,
  numbers TEXT, -- JSON
  PRIMARY KEY (user_id, period)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER record_a_first_review BEFORE INSERT ON reviews
WHEN NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'review' AND object_id = NEW.period
) BEGIN
  SELECT RAISE(ABORT, 'a review was changed without recording it');
END;

CREATE TRIGGER record_a_changed_review BEFORE UPDATE ON reviews
WHEN NEW.version <= OLD.version OR NEW.period <> OLD.period OR NEW.user_id <> OLD.user_id OR NOT EXISTS (
  SELECT 1 FROM changes
  WHERE user_id = NEW.user_id AND id = NEW.version AND kind = 'review' AND object_id = NEW.period
) BEGIN
  SELECT RAISE(ABORT, 'a review was changed without recording it');
END;

CREATE TRIGGER keep_reviews BEFORE DELETE ON reviews
WHEN EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id) BEGIN
  SELECT RAISE(ABORT, 'a review is kept');
END;

-- How often a task was put off, and on which day last; NULL if it never was.
ALTER TABLE tasks ADD COLUMN put_off INTEGER;
ALTER TABLE tasks ADD COLUMN put_off_on TEXT; -- 2026-12-24
ALTER TABLE trashed_tasks ADD COLUMN put_off INTEGER;
ALTER TABLE trashed_tasks ADD COLUMN put_off_on TEXT;
CREATE INDEX tasks_put_off ON tasks (user_id, put_off) WHERE completed_at IS NULL AND put_off IS NOT NULL;
