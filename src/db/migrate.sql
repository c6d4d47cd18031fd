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
