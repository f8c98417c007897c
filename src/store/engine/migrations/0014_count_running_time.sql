-- Sessions and idempotency keys end by the time that the server has run, so a clock that jumps ends and prolongs nothing.
ALTER TABLE sessions ADD COLUMN created_uptime INTEGER NOT NULL DEFAULT 0; -- server.uptime when it began
ALTER TABLE sessions ADD COLUMN seen_uptime INTEGER NOT NULL DEFAULT 0; -- server.uptime when it was last used
ALTER TABLE idempotency_keys ADD COLUMN created_uptime INTEGER NOT NULL DEFAULT 0; -- server.uptime

-- As if the server had run ever since, so they end when they would have ended.
UPDATE sessions
SET created_uptime = server.uptime - max(now.ms - created_at, 0), seen_uptime = server.uptime - max(now.ms - last_seen_at, 0)
FROM server, (SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS ms) AS now;

UPDATE idempotency_keys
SET created_uptime = server.uptime - max(now.ms - created_at, 0)
FROM server, (SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS ms) AS now;
