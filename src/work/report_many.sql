-- query: organisation_list
-- doc:   Every organisation of the database: its number there and its id.
-- in:
-- out:   org:i64 id:str
SELECT org, id FROM "org" ORDER BY org;
