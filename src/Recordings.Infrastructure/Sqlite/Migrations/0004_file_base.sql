-- The recording that a file was made from. The mix is named by its recording's fingerprint; another rendition is not.
ALTER TABLE files ADD COLUMN base BLOB NOT NULL DEFAULT x'';
UPDATE files SET base = fingerprint;
