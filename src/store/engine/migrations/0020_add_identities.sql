-- What somebody else knows an account by: an issuer of OpenID Connect, or a proxy that names its user in a header.
CREATE TABLE identities (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id INTEGER NOT NULL,
  issuer TEXT NOT NULL, -- its URL; empty for the header
  subject TEXT NOT NULL,
  name TEXT, -- what the issuer called the user at the last login
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  PRIMARY KEY (user_id, id),
  UNIQUE (issuer, subject)
) STRICT, WITHOUT ROWID;
