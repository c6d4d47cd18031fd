-- query: source_newest
-- doc:   The file of a path as it was imported last, compressed, of batches that are not undone.
-- in:    org:i64 path:str
-- out:   bytes:i64 data:blob
SELECT s.bytes, s.data
  FROM source_file s
  JOIN batch b ON b.org = s.org AND b.id = s.batch
 WHERE s.org = :org AND s.path = :path AND b.undone_by = 0
 ORDER BY s.batch DESC
 LIMIT 1;
