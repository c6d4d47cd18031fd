-- query: frozen_insert
-- doc:   Keep a decided report in one format, compressed.
-- in:    org:i64 report:str format:str batch:i64 at:i64 who:str sha256:str bytes:i64 data:blob
-- out:
INSERT INTO frozen (org, report, format, batch, at, who, sha256, bytes, data)
VALUES (:org, :report, :format, :batch, :at, :who, :sha256, :bytes, :data);

-- query: frozen_count
-- doc:   In how many formats a report is kept; 0: it is not frozen.
-- in:    org:i64 report:str
-- out:   n:i64
SELECT COUNT(*) FROM frozen WHERE org = :org AND report = :report;

-- query: frozen_get
-- doc:   A decided report in one format.
-- in:    org:i64 report:str format:str
-- out:   at:i64 who:str sha256:str bytes:i64 data:blob
SELECT at, who, sha256, bytes, data FROM frozen
 WHERE org = :org AND report = :report AND format = :format;

-- query: frozen_list
-- doc:   Everything that is kept, for verification.
-- in:    org:i64
-- out:   report:str format:str batch:i64 at:i64 who:str sha256:str bytes:i64 data:blob
SELECT report, format, batch, at, who, sha256, bytes, data
  FROM frozen WHERE org = :org ORDER BY report, format;
