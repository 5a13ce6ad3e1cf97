-- One row: the id of this database. The store that belongs to this database holds the same id.
CREATE TABLE store_owner (id TEXT NOT NULL PRIMARY KEY);
INSERT INTO store_owner (id) VALUES (lower(hex(randomblob(16))));
