-- 0001: batches of imports with the files they came from, and the chained log of
-- every change.  0002 is made from domain.model: a table for each kind.
-- {{blob}} is the database's type for bytes.
CREATE TABLE tertial (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
CREATE TABLE batch (
  org BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  at BIGINT NOT NULL,
  who TEXT NOT NULL,
  files BIGINT NOT NULL,
  rows_added BIGINT NOT NULL,
  rows_changed BIGINT NOT NULL,
  rows_removed BIGINT NOT NULL,
  lines BIGINT NOT NULL,
  vouchers BIGINT NOT NULL,
  control_sum BIGINT NOT NULL,
  undone_by BIGINT NOT NULL,
  PRIMARY KEY (org, id)
);
CREATE TABLE source_file (
  org BIGINT NOT NULL,
  batch BIGINT NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  data {{blob}} NOT NULL,
  PRIMARY KEY (org, batch, path)
);
CREATE TABLE change (
  org BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  batch BIGINT NOT NULL,
  kind TEXT NOT NULL,
  row_key TEXT NOT NULL,
  row_before TEXT NOT NULL,
  row_after TEXT NOT NULL,
  place TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (org, seq)
);
CREATE INDEX change_of_row ON change (org, kind, row_key, seq);
CREATE INDEX change_of_batch ON change (org, batch, seq);
