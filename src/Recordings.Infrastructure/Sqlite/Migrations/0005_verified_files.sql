-- Links to a superseded file are served until its deletion is due.
ALTER TABLE files ADD COLUMN superseded INTEGER NOT NULL DEFAULT FALSE;
-- The CRC-32C of each block of a file; a file of an earlier release has no row. A table of its own keeps the rows of files short,
-- because each link reads one.
CREATE TABLE file_blocks (
    chat         INTEGER NOT NULL,
    fingerprint  BLOB NOT NULL,
    checksums    BLOB NOT NULL,
    PRIMARY KEY (chat, fingerprint),
    FOREIGN KEY (chat, fingerprint) REFERENCES files (chat, fingerprint) ON DELETE CASCADE
);
-- Workspaces take turns, so each turn looks for the next call of one workspace.
DROP INDEX chats_by_assembly_due;
CREATE INDEX chats_by_assembly_due ON chats (workspace_uuid, id) WHERE assembly_due;
