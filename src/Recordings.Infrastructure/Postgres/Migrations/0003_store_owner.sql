-- One row: names this database, and is written into the store that it may sweep.
CREATE TABLE store_owner (id text NOT NULL PRIMARY KEY);
INSERT INTO store_owner (id) VALUES (replace(gen_random_uuid()::text, '-', ''));
