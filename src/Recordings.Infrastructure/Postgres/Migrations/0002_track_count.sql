-- Stored, because counting the tracks for each new chunk would take longer with every chunk of a call.
ALTER TABLE chats ADD COLUMN track_count integer NOT NULL DEFAULT 0;
UPDATE chats SET track_count = (SELECT COUNT(DISTINCT track) FROM chunks WHERE chat = chats.id) WHERE chunk_count > 0;
