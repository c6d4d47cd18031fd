-- query: batch_last
-- doc:   The number of the newest batch of an organisation; 0 when there is none.
-- in:    org:i64
-- out:   id:i64
SELECT CAST(COALESCE(MAX(id), 0) AS BIGINT) FROM batch WHERE org = :org;

-- query: batch_insert
-- doc:   Open a batch; its counts are set when it is closed.
-- in:    org:i64 id:i64 kind:str source:str at:i64 who:str
-- out:
INSERT INTO batch (org, id, kind, source, at, who, files, rows_added, rows_changed, rows_removed,
                   lines, vouchers, control_sum, undone_by)
VALUES (:org, :id, :kind, :source, :at, :who, 0, 0, 0, 0, 0, 0, 0, 0);

-- query: batch_counts
-- doc:   Set the counts of a batch.
-- in:    org:i64 id:i64 files:i64 added:i64 changed:i64 removed:i64 lines:i64 vouchers:i64 control_sum:i64
-- out:
UPDATE batch SET files = :files, rows_added = :added, rows_changed = :changed,
                 rows_removed = :removed, lines = :lines, vouchers = :vouchers,
                 control_sum = :control_sum
 WHERE org = :org AND id = :id;

-- query: batch_undone
-- doc:   Mark a batch as taken back by another.
-- in:    org:i64 id:i64 by:i64
-- out:
UPDATE batch SET undone_by = :by WHERE org = :org AND id = :id;

-- query: batch_get
-- doc:   One batch.
-- in:    org:i64 id:i64
-- out:   id:i64 kind:str source:str at:i64 who:str files:i64 added:i64 changed:i64 removed:i64 lines:i64 vouchers:i64 control_sum:i64 undone_by:i64
SELECT id, kind, source, at, who, files, rows_added, rows_changed, rows_removed, lines, vouchers,
       control_sum, undone_by
  FROM batch WHERE org = :org AND id = :id;

-- query: batch_list
-- doc:   All batches of an organisation, oldest first.
-- in:    org:i64
-- out:   id:i64 kind:str source:str at:i64 who:str files:i64 added:i64 changed:i64 removed:i64 lines:i64 vouchers:i64 control_sum:i64 undone_by:i64
SELECT id, kind, source, at, who, files, rows_added, rows_changed, rows_removed, lines, vouchers,
       control_sum, undone_by
  FROM batch WHERE org = :org ORDER BY id;

-- query: source_insert
-- doc:   Keep an imported file as it was, compressed.
-- in:    org:i64 batch:i64 path:str sha256:str bytes:i64 data:blob
-- out:
INSERT INTO source_file (org, batch, path, sha256, bytes, data)
VALUES (:org, :batch, :path, :sha256, :bytes, :data);

-- query: source_list
-- doc:   Every kept file, with its compressed bytes.
-- in:    org:i64
-- out:   batch:i64 path:str sha256:str bytes:i64 data:blob
SELECT batch, path, sha256, bytes, data FROM source_file WHERE org = :org ORDER BY batch, path;

-- query: change_last
-- doc:   The newest entry of the log of changes.
-- in:    org:i64
-- out:   seq:i64 hash:str
SELECT seq, hash FROM change WHERE org = :org ORDER BY seq DESC LIMIT 1;

-- query: change_insert
-- doc:   Add an entry to the log of changes.
-- in:    org:i64 seq:i64 batch:i64 kind:str row_key:str row_before:str row_after:str place:str hash:str
-- out:
INSERT INTO change (org, seq, batch, kind, row_key, row_before, row_after, place, hash)
VALUES (:org, :seq, :batch, :kind, :row_key, :row_before, :row_after, :place, :hash);

-- query: change_list
-- doc:   The whole log of changes, oldest first.
-- in:    org:i64
-- out:   seq:i64 batch:i64 kind:str row_key:str row_before:str row_after:str place:str hash:str
SELECT seq, batch, kind, row_key, row_before, row_after, place, hash
  FROM change WHERE org = :org ORDER BY seq;

-- query: change_of_batch
-- doc:   The changes of one batch, newest first.
-- in:    org:i64 batch:i64
-- out:   seq:i64 kind:str row_key:str row_before:str row_after:str place:str
SELECT seq, kind, row_key, row_before, row_after, place
  FROM change WHERE org = :org AND batch = :batch ORDER BY seq DESC;

-- query: change_of_row
-- doc:   The history of one row, oldest first.
-- in:    org:i64 kind:str row_key:str
-- out:   seq:i64 batch:i64 row_before:str row_after:str place:str
SELECT seq, batch, row_before, row_after, place
  FROM change WHERE org = :org AND kind = :kind AND row_key = :row_key ORDER BY seq;
