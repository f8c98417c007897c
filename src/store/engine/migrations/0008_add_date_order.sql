ALTER TABLE settings ADD COLUMN date_order TEXT;
