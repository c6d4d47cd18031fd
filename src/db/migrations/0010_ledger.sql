-- 0010: the ledger.  Ids of accounts, objects and combinations are given out
-- once and never reused; segments, blocks and cube rows are only added with a
-- file and removed with it.
CREATE TABLE ledger_account (
  org BIGINT NOT NULL,
  id BIGINT NOT NULL,
  no TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (org, id)
);
CREATE UNIQUE INDEX ledger_account_no ON ledger_account (org, no);
CREATE TABLE ledger_dim (
  org BIGINT NOT NULL,
  no BIGINT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (org, no)
);
CREATE TABLE ledger_object (
  org BIGINT NOT NULL,
  id BIGINT NOT NULL,
  dim BIGINT NOT NULL,
  no TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (org, id)
);
CREATE UNIQUE INDEX ledger_object_no ON ledger_object (org, dim, no);
CREATE TABLE ledger_combo (
  org BIGINT NOT NULL,
  id BIGINT NOT NULL,
  objects TEXT NOT NULL,
  PRIMARY KEY (org, id)
);
CREATE UNIQUE INDEX ledger_combo_objects ON ledger_combo (org, objects);
CREATE TABLE ledger_file (
  org BIGINT NOT NULL,
  id BIGINT NOT NULL,
  batch BIGINT NOT NULL,
  at BIGINT NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  charset BIGINT NOT NULL,
  year_from BIGINT NOT NULL,
  year_to BIGINT NOT NULL,
  vouchers BIGINT NOT NULL,
  lines BIGINT NOT NULL,
  debit BIGINT NOT NULL,
  result BIGINT NOT NULL,
  cube_dims TEXT NOT NULL,
  PRIMARY KEY (org, id)
);
CREATE INDEX ledger_file_sha ON ledger_file (org, sha256);
CREATE TABLE ledger_original (
  org BIGINT NOT NULL,
  file BIGINT NOT NULL,
  part BIGINT NOT NULL,
  crc BIGINT NOT NULL,
  data {{blob}} NOT NULL,
  PRIMARY KEY (org, file, part)
);
CREATE TABLE ledger_seg (
  org BIGINT NOT NULL,
  year BIGINT NOT NULL,
  period BIGINT NOT NULL,
  unit BIGINT NOT NULL,
  file BIGINT NOT NULL,
  first BIGINT NOT NULL,
  n BIGINT NOT NULL,
  crc BIGINT NOT NULL,
  data {{blob}} NOT NULL,
  texts {{blob}} NOT NULL,
  PRIMARY KEY (org, year, period, unit, file, first)
);
CREATE TABLE ledger_vblk (
  org BIGINT NOT NULL,
  file BIGINT NOT NULL,
  first BIGINT NOT NULL,
  n BIGINT NOT NULL,
  crc BIGINT NOT NULL,
  data {{blob}} NOT NULL,
  PRIMARY KEY (org, file, first)
);
-- Where a voucher number is looked for: a block and the range of its numbers in a
-- series.  Numbers that are not decimal have lo = hi = -1.
CREATE TABLE ledger_vkey (
  org BIGINT NOT NULL,
  year BIGINT NOT NULL,
  series TEXT NOT NULL,
  lo BIGINT NOT NULL,
  hi BIGINT NOT NULL,
  file BIGINT NOT NULL,
  first BIGINT NOT NULL,
  PRIMARY KEY (org, year, series, lo, file, first)
);
CREATE TABLE ledger_cube (
  org BIGINT NOT NULL,
  year BIGINT NOT NULL,
  period BIGINT NOT NULL,
  file BIGINT NOT NULL,
  cells BIGINT NOT NULL,
  crc BIGINT NOT NULL,
  data {{blob}} NOT NULL,
  PRIMARY KEY (org, year, period, file)
);
