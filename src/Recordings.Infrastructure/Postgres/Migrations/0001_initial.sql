CREATE TABLE workspaces (
    uuid        uuid        NOT NULL PRIMARY KEY,
    name        text        NOT NULL,
    recording   boolean     NOT NULL,
    created_at  timestamptz NOT NULL
);

CREATE TABLE api_keys (
    key_id          text        NOT NULL PRIMARY KEY,
    digest          bytea       NOT NULL UNIQUE,
    workspace_uuid  uuid        NOT NULL REFERENCES workspaces (uuid),
    member_id       text        NOT NULL,
    scopes          text        NOT NULL,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz,
    revoked_at      timestamptz
);

CREATE INDEX api_keys_by_workspace ON api_keys (workspace_uuid);

-- An id is never used again, so it identifies one capture of a chat.
CREATE TABLE chats (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_uuid   uuid        NOT NULL REFERENCES workspaces (uuid),
    chat_id          bigint      NOT NULL,
    channel          text        NOT NULL,
    kind             text        NOT NULL,
    owner_member_id  text,
    started_at       timestamptz NOT NULL,
    ended_at         timestamptz,
    participants     text        NOT NULL,
    chunk_count      integer     NOT NULL DEFAULT 0,
    modified_second  bigint,
    modified_twice   boolean     NOT NULL DEFAULT FALSE,
    assembly_due     boolean     NOT NULL DEFAULT FALSE,
    fingerprint      bytea,
    sample_rate      integer,
    frames           bigint,
    UNIQUE (workspace_uuid, chat_id)
);

CREATE INDEX chats_by_assembly_due ON chats (id) WHERE assembly_due;

-- Track names are compared and ordered by code point, as in the code.
CREATE TABLE chunks (
    chat             bigint  NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    track            text    COLLATE "C" NOT NULL,
    sequence         integer NOT NULL,
    start_ns         bigint  NOT NULL,
    content_type     text    NOT NULL,
    encoding         text    NOT NULL,
    sample_rate      integer NOT NULL,
    channels         integer NOT NULL,
    frames           bigint  NOT NULL,
    checksum         bytea   NOT NULL,
    object_key       text    NOT NULL,
    payload_offset   bigint  NOT NULL,
    block_checksums  bytea   NOT NULL,
    PRIMARY KEY (chat, track, sequence)
);

CREATE TABLE files (
    chat         bigint NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    fingerprint  bytea  NOT NULL,
    object_key   text   NOT NULL,
    size_bytes   bigint NOT NULL,
    checksum     bytea  NOT NULL,
    PRIMARY KEY (chat, fingerprint)
);

CREATE TABLE garbage (
    object_key      text        NOT NULL PRIMARY KEY,
    workspace_uuid  uuid        NOT NULL,
    chat_id         bigint      NOT NULL,
    due_at          timestamptz NOT NULL
);

CREATE INDEX garbage_by_due_at ON garbage (due_at);
CREATE INDEX garbage_by_chat ON garbage (workspace_uuid, chat_id);
