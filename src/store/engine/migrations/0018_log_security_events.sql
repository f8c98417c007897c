-- What its owner should know of an account: who was let in, who was not, and what changed about it.
CREATE TABLE security_events (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  uptime INTEGER NOT NULL, -- server.uptime then
  address TEXT, -- NULL for a command on the server
  user_agent TEXT,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
