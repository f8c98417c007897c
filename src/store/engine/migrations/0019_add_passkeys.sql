-- A key that a browser or a phone keeps for this site, and logs in with after it has checked who holds it.
CREATE TABLE passkeys (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL,
  credential_id BLOB NOT NULL UNIQUE CHECK (length(credential_id) BETWEEN 1 AND 1023),
  public_key BLOB NOT NULL, -- as COSE writes it (RFC 9052)
  sign_count INTEGER NOT NULL, -- the last one; 0 if the authenticator doesn't count
  rp_id TEXT NOT NULL, -- the host that it was made for
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;

-- The words are those of the program, which grow.
ALTER TABLE sessions ADD COLUMN begun_with TEXT NOT NULL DEFAULT 'password';
UPDATE sessions SET begun_with = begun_by WHERE begun_by <> 'password';
ALTER TABLE sessions DROP COLUMN begun_by;
ALTER TABLE sessions RENAME COLUMN begun_with TO begun_by;
