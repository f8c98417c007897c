ALTER TABLE counters RENAME COLUMN done TO closed;

DROP INDEX done_tasks;
DROP INDEX done_tasks_by_project;
CREATE INDEX closed_tasks ON tasks (user_id, id) WHERE completed_at IS NOT NULL;
CREATE INDEX closed_tasks_by_project ON tasks (user_id, project_id, completed_at)
WHERE completed_at IS NOT NULL AND project_id IS NOT NULL;
