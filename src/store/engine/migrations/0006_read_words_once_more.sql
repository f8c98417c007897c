-- Words of scripts without spaces are found inside, and signs at the end of words count: all words are read from the log
-- again.
INSERT INTO task_words (task_words) VALUES ('delete-all');
UPDATE search_accounts SET indexed = 0;
