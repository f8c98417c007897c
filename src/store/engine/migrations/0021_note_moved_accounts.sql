-- Accounts that another server has now. They are disabled, and nothing is written to what is left of them here.
CREATE TABLE moved_accounts (
  user_id INTEGER NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  moved_to TEXT NOT NULL, -- the URL of the other server
  moved_at INTEGER NOT NULL
) STRICT;
