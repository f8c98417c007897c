-- The rules by which every account was checked last: what broke one of them was mended then.
ALTER TABLE server ADD COLUMN checked_rules INTEGER NOT NULL DEFAULT 0;

-- What follows a task of a series may be in the trash, and what follows that may not.
CREATE INDEX trashed_tasks_by_previous ON trashed_tasks (user_id, previous_id) WHERE previous_id IS NOT NULL;
