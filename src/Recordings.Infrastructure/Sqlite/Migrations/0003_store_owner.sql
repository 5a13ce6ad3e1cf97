-- One row: names this database, and is written into the store that it may sweep.
CREATE TABLE store_owner (id TEXT NOT NULL PRIMARY KEY);
INSERT INTO store_owner (id) VALUES (lower(hex(randomblob(16))));
