-- Words are kept without the accents of any script, and pictographs are words: all of them are read from the log again.
INSERT INTO task_words (task_words) VALUES ('delete-all');
UPDATE search_accounts SET indexed = 0;
