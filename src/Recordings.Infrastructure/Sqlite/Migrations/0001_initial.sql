CREATE TABLE workspaces (
    uuid        TEXT    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    recording   INTEGER NOT NULL,
    created_at  TEXT    NOT NULL
) WITHOUT ROWID;

CREATE TABLE api_keys (
    key_id          TEXT NOT NULL PRIMARY KEY,
    digest          BLOB NOT NULL UNIQUE,
    workspace_uuid  TEXT NOT NULL REFERENCES workspaces (uuid),
    member_id       TEXT NOT NULL,
    scopes          TEXT NOT NULL,
    created_at      TEXT NOT NULL,
    expires_at      TEXT,
    revoked_at      TEXT
) WITHOUT ROWID;

CREATE INDEX api_keys_by_workspace ON api_keys (workspace_uuid);

-- AUTOINCREMENT: an id is never used again, so it identifies one capture of a chat.
CREATE TABLE chats (
    id               INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    workspace_uuid   TEXT    NOT NULL REFERENCES workspaces (uuid),
    chat_id          INTEGER NOT NULL,
    channel          TEXT    NOT NULL,
    kind             TEXT    NOT NULL,
    owner_member_id  TEXT,
    started_at       TEXT    NOT NULL,
    ended_at         TEXT,
    participants     TEXT    NOT NULL,
    chunk_count      INTEGER NOT NULL DEFAULT 0,
    modified_second  INTEGER,
    modified_twice   INTEGER NOT NULL DEFAULT FALSE,
    assembly_due     INTEGER NOT NULL DEFAULT FALSE,
    fingerprint      BLOB,
    sample_rate      INTEGER,
    frames           INTEGER,
    UNIQUE (workspace_uuid, chat_id)
);

CREATE INDEX chats_by_assembly_due ON chats (id) WHERE assembly_due;

CREATE TABLE chunks (
    chat             INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    track            TEXT    NOT NULL,
    sequence         INTEGER NOT NULL,
    start_ns         INTEGER NOT NULL,
    content_type     TEXT    NOT NULL,
    encoding         TEXT    NOT NULL,
    sample_rate      INTEGER NOT NULL,
    channels         INTEGER NOT NULL,
    frames           INTEGER NOT NULL,
    checksum         BLOB    NOT NULL,
    object_key       TEXT    NOT NULL,
    payload_offset   INTEGER NOT NULL,
    block_checksums  BLOB    NOT NULL,
    PRIMARY KEY (chat, track, sequence)
) WITHOUT ROWID;

CREATE TABLE files (
    chat         INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    fingerprint  BLOB    NOT NULL,
    object_key   TEXT    NOT NULL,
    size_bytes   INTEGER NOT NULL,
    checksum     BLOB    NOT NULL,
    PRIMARY KEY (chat, fingerprint)
) WITHOUT ROWID;

CREATE TABLE garbage (
    object_key      TEXT    NOT NULL PRIMARY KEY,
    workspace_uuid  TEXT    NOT NULL,
    chat_id         INTEGER NOT NULL,
    due_at          TEXT    NOT NULL
) WITHOUT ROWID;

CREATE INDEX garbage_by_due_at ON garbage (due_at);
CREATE INDEX garbage_by_chat ON garbage (workspace_uuid, chat_id);
