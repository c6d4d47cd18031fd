-- query: migrate_tables
-- doc:   How many tables are ours (0 or 1) and how many others there are, in PostgreSQL.
-- in:
-- out:   ours:i64 others:i64
SELECT CAST(COALESCE(SUM(CASE WHEN table_name = 'tertial' THEN 1 ELSE 0 END), 0) AS BIGINT),
       CAST(COALESCE(SUM(CASE WHEN table_name = 'tertial' THEN 0 ELSE 1 END), 0) AS BIGINT)
  FROM information_schema.tables WHERE table_schema = 'public';

-- query: migrate_tables_lite
-- doc:   How many tables are ours (0 or 1) and how many others there are, in SQLite.
-- in:
-- out:   ours:i64 others:i64
SELECT CAST(COALESCE(SUM(CASE WHEN name = 'tertial' THEN 1 ELSE 0 END), 0) AS BIGINT),
       CAST(COALESCE(SUM(CASE WHEN name = 'tertial' THEN 0 ELSE 1 END), 0) AS BIGINT)
  FROM sqlite_master WHERE type = 'table';

-- query: migrate_version
-- doc:   The version the database has.
-- in:
-- out:   value:str
SELECT value FROM tertial WHERE key = 'version';

-- query: migrate_set
-- doc:   Store a setting of the database itself.
-- in:    key:str value:str
-- out:
INSERT INTO tertial (key, value) VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;
