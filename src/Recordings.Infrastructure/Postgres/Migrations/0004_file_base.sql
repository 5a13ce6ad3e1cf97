-- The fingerprint of the file's recording. A mix has the same fingerprint as its recording; other renditions have their own.
ALTER TABLE files ADD COLUMN base bytea;
UPDATE files SET base = fingerprint;
ALTER TABLE files ALTER COLUMN base SET NOT NULL;
