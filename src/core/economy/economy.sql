-- query: economy_mapping_dims
-- doc:   Dimensions that a result line's condition uses.
-- in:    org:i64
-- out:   dim:str
SELECT DISTINCT dim FROM "mapping" WHERE org = :org AND dim <> '' ORDER BY dim;
