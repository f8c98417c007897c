-- The secret of the codes (RFC 6238) that a login takes besides the password. Without a row, it takes none.
CREATE TABLE second_factors (
  user_id INTEGER NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  secret BLOB NOT NULL CHECK (length(secret) = 20),
  last_step INTEGER NOT NULL, -- the time step of the last code that was used; earlier ones are refused
  turned_on_at INTEGER NOT NULL
) STRICT;

-- A secret that becomes the second factor with its first right code.
CREATE TABLE proposed_second_factors (
  user_id INTEGER NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  secret BLOB NOT NULL CHECK (length(secret) = 20),
  created_at INTEGER NOT NULL
) STRICT;

-- Codes for when the secret is lost, by their SHA-256. Using one removes it.
CREATE TABLE recovery_codes (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
  PRIMARY KEY (user_id, code_hash)
) STRICT, WITHOUT ROWID;
