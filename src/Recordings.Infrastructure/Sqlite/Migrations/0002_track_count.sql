-- Kept beside the chunks, since counting them for each new one would take longer the longer a call is.
ALTER TABLE chats ADD COLUMN track_count INTEGER NOT NULL DEFAULT 0;
UPDATE chats SET track_count = (SELECT COUNT(DISTINCT track) FROM chunks WHERE chat = chats.id) WHERE chunk_count > 0;
