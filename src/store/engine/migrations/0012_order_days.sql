-- The order of days by hand is apart from that of projects.
ALTER TABLE tasks ADD COLUMN day_position TEXT; -- NULL: as in the manual order
ALTER TABLE trashed_tasks ADD COLUMN day_position TEXT;

-- The dates that a series will come back on are worked out for every agenda.
CREATE INDEX recurring_tasks ON tasks (user_id, due) WHERE completed_at IS NULL AND recurrence IS NOT NULL;

ALTER TABLE settings ADD COLUMN hours_start TEXT NOT NULL DEFAULT '09:00';
