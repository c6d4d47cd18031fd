-- 0012: vouchers posted here, until they are folded into segments; and the fiscal years
-- that files have stated.
CREATE TABLE ledger_delta (
  org BIGINT NOT NULL,
  id BIGINT NOT NULL,
  batch BIGINT NOT NULL,
  at BIGINT NOT NULL,
  year BIGINT NOT NULL,
  period BIGINT NOT NULL,
  series TEXT NOT NULL,
  no TEXT NOT NULL,
  num BIGINT NOT NULL,
  combos TEXT NOT NULL,
  crc BIGINT NOT NULL,
  data {{blob}} NOT NULL,
  PRIMARY KEY (org, id)
);
CREATE UNIQUE INDEX ledger_delta_no ON ledger_delta (org, year, series, no);
CREATE TABLE ledger_year (
  org BIGINT NOT NULL,
  year BIGINT NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  PRIMARY KEY (org, year)
);
