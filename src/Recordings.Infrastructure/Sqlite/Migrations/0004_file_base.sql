-- The fingerprint of the file's recording. A mix has the same fingerprint as its recording; other renditions have their own.
ALTER TABLE files ADD COLUMN base BLOB NOT NULL DEFAULT x'';
UPDATE files SET base = fingerprint;
