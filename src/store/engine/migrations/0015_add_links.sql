-- A link is known by the SHA-256 of its token. Using it removes it.
CREATE TABLE login_links (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  session_epoch INTEGER NOT NULL, -- a new password or a disabled account ends the link, as it ends sessions
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, token_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE invites (
  token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE sessions ADD COLUMN begun_by TEXT NOT NULL DEFAULT 'password' CHECK (begun_by IN ('password', 'link'));
