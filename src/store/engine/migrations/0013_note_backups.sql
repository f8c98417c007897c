ALTER TABLE server ADD COLUMN backed_up_at INTEGER; -- when the newest backup that was verified began
