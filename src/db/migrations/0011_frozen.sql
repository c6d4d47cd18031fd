-- 0011: what was decided, as bytes: LKBR 3:12 asks that originals stay as they were.
CREATE TABLE frozen (
  org BIGINT NOT NULL,
  report TEXT NOT NULL,
  format TEXT NOT NULL,
  batch BIGINT NOT NULL,
  at BIGINT NOT NULL,
  who TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  data {{blob}} NOT NULL,
  PRIMARY KEY (org, report, format)
);
