-- Statements of the ledger.  Every table begins with the organisation.

-- query: ledger_accounts
-- doc:   Every account, by id.
-- in:    org:i64
-- out:   id:i64 no:str name:str type:str
SELECT id, no, name, type FROM ledger_account WHERE org = :org ORDER BY id;

-- query: ledger_dims
-- doc:   Every dimension, by number.
-- in:    org:i64
-- out:   no:i64 name:str
SELECT no, name FROM ledger_dim WHERE org = :org ORDER BY no;

-- query: ledger_objects
-- doc:   Every object, by id.
-- in:    org:i64
-- out:   id:i64 dim:i64 no:str name:str
SELECT id, dim, no, name FROM ledger_object WHERE org = :org ORDER BY id;

-- query: ledger_combos
-- doc:   Every combination of objects in the cubes, by id.
-- in:    org:i64
-- out:   id:i64 objects:str
SELECT id, objects FROM ledger_combo WHERE org = :org ORDER BY id;

-- query: ledger_dict_size
-- doc:   The largest ids that are given out.
-- in:    org:i64
-- out:   account:i64 object:i64 combo:i64
SELECT COALESCE((SELECT MAX(id) FROM ledger_account WHERE org = :org), 0),
       COALESCE((SELECT MAX(id) FROM ledger_object WHERE org = :org), 0),
       COALESCE((SELECT MAX(id) FROM ledger_combo WHERE org = :org), 0);

-- query: ledger_account_of
-- doc:   One account, by its number.
-- in:    org:i64 no:str
-- out:   id:i64 name:str type:str
SELECT id, name, type FROM ledger_account WHERE org = :org AND no = :no;

-- query: ledger_object_of
-- doc:   One object, by its dimension and number.
-- in:    org:i64 dim:i64 no:str
-- out:   id:i64 name:str
SELECT id, name FROM ledger_object WHERE org = :org AND dim = :dim AND no = :no;

-- query: ledger_combo_of
-- doc:   One combination, by its objects.
-- in:    org:i64 objects:str
-- out:   id:i64
SELECT id FROM ledger_combo WHERE org = :org AND objects = :objects;

-- query: ledger_account_put
-- doc:   Store an account, or its newer name and type.
-- in:    org:i64 id:i64 no:str name:str type:str
-- out:
INSERT INTO ledger_account (org, id, no, name, type) VALUES (:org, :id, :no, :name, :type)
ON CONFLICT (org, id) DO UPDATE SET name = excluded.name, type = excluded.type;

-- query: ledger_dim_put
-- doc:   Store a dimension, or its newer name.
-- in:    org:i64 no:i64 name:str
-- out:
INSERT INTO ledger_dim (org, no, name) VALUES (:org, :no, :name)
ON CONFLICT (org, no) DO UPDATE SET name = excluded.name;

-- query: ledger_object_put
-- doc:   Store an object, or its newer name.
-- in:    org:i64 id:i64 dim:i64 no:str name:str
-- out:
INSERT INTO ledger_object (org, id, dim, no, name) VALUES (:org, :id, :dim, :no, :name)
ON CONFLICT (org, id) DO UPDATE SET name = excluded.name;

-- query: ledger_combo_put
-- doc:   Store a combination of objects.
-- in:    org:i64 id:i64 objects:str
-- out:
INSERT INTO ledger_combo (org, id, objects) VALUES (:org, :id, :objects);

-- query: ledger_file_list
-- doc:   Every file, by id.
-- in:    org:i64
-- out:   id:i64 batch:i64 at:i64 name:str sha256:str bytes:i64 charset:i64 year_from:i64 year_to:i64 vouchers:i64 lines:i64 debit:i64 result:i64 cube_dims:str
SELECT id, batch, at, name, sha256, bytes, charset, year_from, year_to, vouchers, lines, debit, result, cube_dims
  FROM ledger_file WHERE org = :org ORDER BY id;

-- query: ledger_file_by_sha
-- doc:   The file with these bytes, if it is stored.
-- in:    org:i64 sha256:str
-- out:   id:i64 batch:i64
SELECT id, batch FROM ledger_file WHERE org = :org AND sha256 = :sha256 ORDER BY id;

-- query: ledger_file_same_size
-- doc:   How many files have this many bytes: with none, the fingerprint need not be awaited.
-- in:    org:i64 bytes:i64
-- out:   n:i64
SELECT COUNT(*) FROM ledger_file WHERE org = :org AND bytes = :bytes;

-- query: ledger_file_next
-- doc:   The id of the next file; ids of undone files may come again.
-- in:    org:i64
-- out:   id:i64
SELECT COALESCE(MAX(id), 0) + 1 FROM ledger_file WHERE org = :org;

-- query: ledger_file_put
-- doc:   Store what is known of a file.
-- in:    org:i64 id:i64 batch:i64 at:i64 name:str sha256:str bytes:i64 charset:i64 year_from:i64 year_to:i64 vouchers:i64 lines:i64 debit:i64 result:i64 cube_dims:str
-- out:
INSERT INTO ledger_file (org, id, batch, at, name, sha256, bytes, charset, year_from, year_to, vouchers, lines, debit, result, cube_dims)
VALUES (:org, :id, :batch, :at, :name, :sha256, :bytes, :charset, :year_from, :year_to, :vouchers, :lines, :debit, :result, :cube_dims);

-- query: ledger_file_set_dims
-- doc:   Say which dimensions a file's cube now keeps.
-- in:    org:i64 id:i64 cube_dims:str
-- out:
UPDATE ledger_file SET cube_dims = :cube_dims WHERE org = :org AND id = :id;

-- query: ledger_original_put
-- doc:   Store one part of an original.
-- in:    org:i64 file:i64 part:i64 crc:i64 data:blob
-- out:
INSERT INTO ledger_original (org, file, part, crc, data) VALUES (:org, :file, :part, :crc, :data);

-- query: ledger_original_parts
-- doc:   Parts of an original, in order.
-- in:    org:i64 file:i64 part_from:i64 part_to:i64
-- out:   part:i64 crc:i64 data:blob
SELECT part, crc, data FROM ledger_original
 WHERE org = :org AND file = :file AND part >= :part_from AND part <= :part_to ORDER BY part;

-- query: ledger_seg_put
-- doc:   Store a segment.
-- in:    org:i64 year:i64 period:i64 unit:i64 file:i64 first:i64 n:i64 crc:i64 data:blob texts:blob
-- out:
INSERT INTO ledger_seg (org, year, period, unit, file, first, n, crc, data, texts)
VALUES (:org, :year, :period, :unit, :file, :first, :n, :crc, :data, :texts);

-- query: ledger_segs_of_unit
-- doc:   Segments of one unit in some periods of a year.
-- in:    org:i64 year:i64 period_from:i64 period_to:i64 unit:i64
-- out:   year:i64 period:i64 unit:i64 file:i64 first:i64 n:i64 crc:i64 data:view texts:view
SELECT year, period, unit, file, first, n, crc, data, texts FROM ledger_seg
 WHERE org = :org AND year = :year AND period >= :period_from AND period <= :period_to AND unit = :unit
 ORDER BY period, unit, file, first;

-- query: ledger_segs_of_period
-- doc:   Segments of all units in some periods of a year.
-- in:    org:i64 year:i64 period_from:i64 period_to:i64
-- out:   year:i64 period:i64 unit:i64 file:i64 first:i64 n:i64 crc:i64 data:view texts:view
SELECT year, period, unit, file, first, n, crc, data, texts FROM ledger_seg
 WHERE org = :org AND year = :year AND period >= :period_from AND period <= :period_to
 ORDER BY period, unit, file, first;

-- query: ledger_seg_of_voucher
-- doc:   The segment of a period and unit that holds a voucher: the last that begins at or before it.
-- in:    org:i64 year:i64 period:i64 unit:i64 file:i64 voucher:i64
-- out:   year:i64 period:i64 unit:i64 file:i64 first:i64 n:i64 crc:i64 data:blob texts:blob
SELECT year, period, unit, file, first, n, crc, data, texts FROM ledger_seg
 WHERE org = :org AND year = :year AND period = :period AND unit = :unit AND file = :file
   AND first <= :voucher
 ORDER BY first DESC LIMIT 1;

-- query: ledger_vblk_put
-- doc:   Store a block of vouchers.
-- in:    org:i64 file:i64 first:i64 n:i64 crc:i64 data:blob
-- out:
INSERT INTO ledger_vblk (org, file, first, n, crc, data) VALUES (:org, :file, :first, :n, :crc, :data);

-- query: ledger_vblk_at
-- doc:   The block of a file that holds a voucher.
-- in:    org:i64 file:i64 voucher:i64
-- out:   first:i64 n:i64 crc:i64 data:blob
SELECT first, n, crc, data FROM ledger_vblk
 WHERE org = :org AND file = :file AND first <= :voucher ORDER BY first DESC LIMIT 1;

-- query: ledger_vblks
-- doc:   Every block of a file.
-- in:    org:i64 file:i64
-- out:   first:i64 n:i64 crc:i64 data:view
SELECT first, n, crc, data FROM ledger_vblk WHERE org = :org AND file = :file ORDER BY first;

-- query: ledger_vkey_put
-- doc:   Say which numbers of a series a block holds.
-- in:    org:i64 year:i64 series:str lo:i64 hi:i64 file:i64 first:i64
-- out:
INSERT INTO ledger_vkey (org, year, series, lo, hi, file, first)
VALUES (:org, :year, :series, :lo, :hi, :file, :first);

-- query: ledger_vkey_find
-- doc:   Blocks that may hold a voucher number.
-- in:    org:i64 year:i64 series:str no:i64
-- out:   file:i64 first:i64
SELECT file, first FROM ledger_vkey
 WHERE org = :org AND year = :year AND series = :series AND lo <= :no AND hi >= :no
 ORDER BY file, first;

-- query: ledger_vkeys
-- doc:   The ranges of numbers of a series in a year.
-- in:    org:i64 year:i64 series:str
-- out:   lo:i64 hi:i64 file:i64 first:i64
SELECT lo, hi, file, first FROM ledger_vkey
 WHERE org = :org AND year = :year AND series = :series ORDER BY lo, file, first;

-- query: ledger_cube_put
-- doc:   Store the sums of a file's period.
-- in:    org:i64 year:i64 period:i64 file:i64 cells:i64 crc:i64 data:blob
-- out:
INSERT INTO ledger_cube (org, year, period, file, cells, crc, data)
VALUES (:org, :year, :period, :file, :cells, :crc, :data);

-- query: ledger_cube_of_year
-- doc:   The sums of a year.
-- in:    org:i64 year:i64
-- out:   period:i64 file:i64 cells:i64 crc:i64 data:view
SELECT period, file, cells, crc, data FROM ledger_cube
 WHERE org = :org AND year = :year ORDER BY period, file;

-- query: ledger_year_list
-- doc:   The years that have lines.
-- in:    org:i64
-- out:   year:i64
SELECT year FROM ledger_cube WHERE org = :org
 UNION SELECT year FROM ledger_delta WHERE org = :org ORDER BY year;

-- query: ledger_files_of_batch
-- doc:   The files that an import brought.
-- in:    org:i64 batch:i64
-- out:   id:i64
SELECT id FROM ledger_file WHERE org = :org AND batch = :batch ORDER BY id;

-- query: ledger_drop_segs
-- doc:   Remove the segments of a file.
-- in:    org:i64 file:i64
-- out:
DELETE FROM ledger_seg WHERE org = :org AND file = :file;

-- query: ledger_drop_vblks
-- doc:   Remove the voucher blocks of a file.
-- in:    org:i64 file:i64
-- out:
DELETE FROM ledger_vblk WHERE org = :org AND file = :file;

-- query: ledger_drop_vkeys
-- doc:   Remove the ranges of numbers of a file.
-- in:    org:i64 file:i64
-- out:
DELETE FROM ledger_vkey WHERE org = :org AND file = :file;

-- query: ledger_drop_cube
-- doc:   Remove the sums of a file.
-- in:    org:i64 file:i64
-- out:
DELETE FROM ledger_cube WHERE org = :org AND file = :file;

-- query: ledger_drop_original
-- doc:   Remove an original.
-- in:    org:i64 file:i64
-- out:
DELETE FROM ledger_original WHERE org = :org AND file = :file;

-- query: ledger_drop_file
-- doc:   Remove a file's own row.
-- in:    org:i64 file:i64
-- out:
DELETE FROM ledger_file WHERE org = :org AND id = :file;

-- query: ledger_delta_put
-- doc:   Store a posted voucher.
-- in:    org:i64 id:i64 batch:i64 at:i64 year:i64 period:i64 series:str no:str num:i64 combos:str crc:i64 data:blob
-- out:
INSERT INTO ledger_delta (org, id, batch, at, year, period, series, no, num, combos, crc, data)
VALUES (:org, :id, :batch, :at, :year, :period, :series, :no, :num, :combos, :crc, :data);

-- query: ledger_delta_size
-- doc:   How many posted vouchers there are, and the largest id.
-- in:    org:i64
-- out:   n:i64 last:i64
SELECT COUNT(*), COALESCE(MAX(id), 0) FROM ledger_delta WHERE org = :org;

-- query: ledger_delta_list
-- doc:   Posted vouchers of some years, in the order they were posted.
-- in:    org:i64 year_from:i64 year_to:i64
-- out:   id:i64 batch:i64 at:i64 year:i64 period:i64 series:str no:str num:i64 combos:str crc:i64 data:blob
SELECT id, batch, at, year, period, series, no, num, combos, crc, data FROM ledger_delta
 WHERE org = :org AND year >= :year_from AND year <= :year_to ORDER BY id;

-- query: ledger_delta_find
-- doc:   The posted voucher with a number.
-- in:    org:i64 year:i64 series:str no:str
-- out:   id:i64 batch:i64 at:i64 year:i64 period:i64 series:str no:str num:i64 combos:str crc:i64 data:blob
SELECT id, batch, at, year, period, series, no, num, combos, crc, data FROM ledger_delta
 WHERE org = :org AND year = :year AND series = :series AND no = :no;

-- query: ledger_number_last
-- doc:   The largest plain number of a series in a year, in files and among the posted; 0 when there is none.
-- in:    org:i64 year:i64 series:str
-- out:   hi:i64 posted:i64
SELECT COALESCE((SELECT MAX(hi) FROM ledger_vkey WHERE org = :org AND year = :year AND series = :series), 0),
       COALESCE((SELECT MAX(num) FROM ledger_delta WHERE org = :org AND year = :year AND series = :series), 0);

-- query: ledger_delta_drop
-- doc:   Remove the posted vouchers: they are folded.
-- in:    org:i64
-- out:
DELETE FROM ledger_delta WHERE org = :org;

-- query: ledger_year_put
-- doc:   Store the first and last day of a fiscal year, as a file states them.
-- in:    org:i64 year:i64 first:str last:str
-- out:
INSERT INTO ledger_year (org, year, first, last) VALUES (:org, :year, :first, :last)
ON CONFLICT (org, year) DO UPDATE SET first = excluded.first, last = excluded.last;

-- query: ledger_year_days
-- doc:   Every fiscal year that a file has stated.
-- in:    org:i64
-- out:   year:i64 first:str last:str
SELECT year, first, last FROM ledger_year WHERE org = :org ORDER BY year;

-- query: ledger_cube_dims
-- doc:   The sets of dimensions that the files' cubes keep.
-- in:    org:i64
-- out:   cube_dims:str
SELECT DISTINCT cube_dims FROM ledger_file WHERE org = :org ORDER BY cube_dims;
