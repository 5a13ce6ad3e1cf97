-- One row: the id of this database. The store that belongs to this database holds the same id.
CREATE TABLE store_owner (id text NOT NULL PRIMARY KEY);
INSERT INTO store_owner (id) VALUES (replace(gen_random_uuid()::text, '-', ''));
