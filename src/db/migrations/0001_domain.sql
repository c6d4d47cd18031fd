-- 0001: organisations, batches of imports with the files they came from, the
-- chained log of every change, and a table for each kind of the domain.
-- {{blob}} is the database's type for bytes.
CREATE TABLE tertial (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
CREATE TABLE batch (
  org BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  at BIGINT NOT NULL,
  who TEXT NOT NULL,
  files BIGINT NOT NULL,
  rows_added BIGINT NOT NULL,
  rows_changed BIGINT NOT NULL,
  rows_removed BIGINT NOT NULL,
  lines BIGINT NOT NULL,
  vouchers BIGINT NOT NULL,
  control_sum BIGINT NOT NULL,
  undone_by BIGINT NOT NULL,
  PRIMARY KEY (org, id)
);
CREATE TABLE source_file (
  org BIGINT NOT NULL,
  batch BIGINT NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  data {{blob}} NOT NULL,
  PRIMARY KEY (org, batch, path)
);
CREATE TABLE change (
  org BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  batch BIGINT NOT NULL,
  kind TEXT NOT NULL,
  row_key TEXT NOT NULL,
  row_before TEXT NOT NULL,
  row_after TEXT NOT NULL,
  place TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (org, seq)
);
CREATE INDEX change_of_row ON change (org, kind, row_key, seq);
CREATE INDEX change_of_batch ON change (org, batch, seq);
-- The domain, one table a kind: made by `make schema` from domain.model.
CREATE TABLE "org" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "number" TEXT NOT NULL,
  "board" TEXT NOT NULL,
  "website" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "body" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "parent" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "unit" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "parent" TEXT NOT NULL,
  "from" TEXT NOT NULL,
  "to" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "presented" BIGINT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "succession" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "old_parent" TEXT NOT NULL,
  "new_parent" TEXT NOT NULL,
  "day" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "alias" (
  org BIGINT NOT NULL,
  "name" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "name")
);
CREATE TABLE "goal" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "number" BIGINT NOT NULL,
  "name" TEXT NOT NULL,
  "owner" TEXT NOT NULL,
  "from" BIGINT NOT NULL,
  "to" BIGINT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "objective" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "year" BIGINT NOT NULL,
  "goal" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "title" TEXT NOT NULL,
  "heading" TEXT NOT NULL,
  "owner" TEXT NOT NULL,
  "carried_from" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "assessment" (
  org BIGINT NOT NULL,
  "objective" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "day" TEXT NOT NULL,
  "analysis" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  PRIMARY KEY (org, "objective", "period")
);
CREATE TABLE "indicator" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "objective" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "direction" TEXT NOT NULL,
  "operator" TEXT NOT NULL,
  "method" TEXT NOT NULL,
  "base_period" TEXT NOT NULL,
  "base_value" TEXT NOT NULL,
  "weight" TEXT NOT NULL,
  "cumulative" BIGINT NOT NULL,
  "source" TEXT NOT NULL,
  "frequency" TEXT NOT NULL,
  "owner" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "target" (
  org BIGINT NOT NULL,
  "indicator" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "upper" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  PRIMARY KEY (org, "indicator", "period")
);
CREATE TABLE "outcome" (
  org BIGINT NOT NULL,
  "indicator" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "sex" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "rounded" BIGINT NOT NULL,
  "by" TEXT NOT NULL,
  "day" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "indicator", "period", "unit", "sex")
);
CREATE TABLE "assignment" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "year" BIGINT NOT NULL,
  "from" TEXT NOT NULL,
  "to_type" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "title" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "periodicity" TEXT NOT NULL,
  "first_followup" TEXT NOT NULL,
  "deadline" TEXT NOT NULL,
  "decision" TEXT NOT NULL,
  "carried_from" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "addressee" (
  org BIGINT NOT NULL,
  "assignment" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  PRIMARY KEY (org, "assignment", "body")
);
CREATE TABLE "assignment_report" (
  org BIGINT NOT NULL,
  "assignment" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "analysis" TEXT NOT NULL,
  "next_steps" TEXT NOT NULL,
  "remaining" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "day" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  PRIMARY KEY (org, "assignment", "period")
);
CREATE TABLE "subgoal" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "assignment" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "title" TEXT NOT NULL,
  "analysis" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "delivery" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "assignment" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "title" TEXT NOT NULL,
  "case_number" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "measure" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "assignment" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "name" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "method" TEXT NOT NULL,
  "operator" TEXT NOT NULL,
  "direction" TEXT NOT NULL,
  "base" TEXT NOT NULL,
  "target" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "rounded" BIGINT NOT NULL,
  "series" TEXT NOT NULL,
  "base_series" TEXT NOT NULL,
  "plan_percent" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "series" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "point" (
  org BIGINT NOT NULL,
  "series" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  PRIMARY KEY (org, "series", "period")
);
CREATE TABLE "result_line" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "block" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "mapping" (
  org BIGINT NOT NULL,
  "year" BIGINT NOT NULL,
  "prefix" TEXT NOT NULL,
  "dim" TEXT NOT NULL,
  "object" TEXT NOT NULL,
  "line" TEXT NOT NULL,
  PRIMARY KEY (org, "year", "prefix", "dim", "object")
);
CREATE TABLE "budget" (
  org BIGINT NOT NULL,
  "year" BIGINT NOT NULL,
  "version" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "line" TEXT NOT NULL,
  "month" BIGINT NOT NULL,
  "amount" BIGINT NOT NULL,
  PRIMARY KEY (org, "year", "version", "unit", "line", "month")
);
CREATE TABLE "forecast" (
  org BIGINT NOT NULL,
  "period" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "line" TEXT NOT NULL,
  "amount" BIGINT NOT NULL,
  "by" TEXT NOT NULL,
  PRIMARY KEY (org, "period", "unit", "line")
);
CREATE TABLE "variance" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "area" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "line" TEXT NOT NULL,
  "amount" TEXT NOT NULL,
  "cause" TEXT NOT NULL,
  "action" TEXT NOT NULL,
  "owner" TEXT NOT NULL,
  "one_off" BIGINT NOT NULL,
  "principle_change" BIGINT NOT NULL,
  "follows" TEXT NOT NULL,
  "outcome_of_action" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "explanation" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "amount" BIGINT NOT NULL,
  "kind" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "variance" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "area" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "long_name" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "investment" (
  org BIGINT NOT NULL,
  "year" BIGINT NOT NULL,
  "area" TEXT NOT NULL,
  "project" TEXT NOT NULL,
  "month" BIGINT NOT NULL,
  "name" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "budget" TEXT NOT NULL,
  "variance" TEXT NOT NULL,
  "decided" TEXT NOT NULL,
  "accumulated" TEXT NOT NULL,
  "forecast" TEXT NOT NULL,
  PRIMARY KEY (org, "year", "area", "project", "month")
);
CREATE TABLE "staff" (
  org BIGINT NOT NULL,
  "measure" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "sex" TEXT NOT NULL,
  "age" TEXT NOT NULL,
  "length" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  PRIMARY KEY (org, "measure", "unit", "period", "sex", "age", "length")
);
CREATE TABLE "initiative" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "year" BIGINT NOT NULL,
  "name" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "status" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "benefit" (
  org BIGINT NOT NULL,
  "year" BIGINT NOT NULL,
  "measure" TEXT NOT NULL,
  "initiative" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "target" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "year", "measure", "initiative")
);
CREATE TABLE "tag" (
  org BIGINT NOT NULL,
  "objective" TEXT NOT NULL,
  "sdg" BIGINT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "objective", "sdg")
);
CREATE TABLE "figure" (
  org BIGINT NOT NULL,
  "name" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "year" BIGINT NOT NULL,
  "label" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "upper" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "sum_of" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "source" TEXT NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY (org, "name", "period")
);
CREATE TABLE "restatement" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "fact" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "old" TEXT NOT NULL,
  "new" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "published_in" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "published" (
  org BIGINT NOT NULL,
  "year" BIGINT NOT NULL,
  "fact" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  PRIMARY KEY (org, "year", "fact")
);
CREATE TABLE "report" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "subtitle" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "dated" TEXT NOT NULL,
  "decided" TEXT NOT NULL,
  "paragraph" TEXT NOT NULL,
  "case_number" TEXT NOT NULL,
  "made" BIGINT NOT NULL,
  "previous" TEXT NOT NULL,
  "author" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
CREATE TABLE "section" (
  org BIGINT NOT NULL,
  "report" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "sort" BIGINT NOT NULL,
  "level" BIGINT NOT NULL,
  "title" TEXT NOT NULL,
  "unnumbered" BIGINT NOT NULL,
  "body" TEXT NOT NULL,
  PRIMARY KEY (org, "report", "id")
);
CREATE TABLE "appendix" (
  org BIGINT NOT NULL,
  "report" TEXT NOT NULL,
  "number" BIGINT NOT NULL,
  "title" TEXT NOT NULL,
  "included" BIGINT NOT NULL,
  "section" TEXT NOT NULL,
  PRIMARY KEY (org, "report", "number")
);
CREATE TABLE "waiver" (
  org BIGINT NOT NULL,
  "id" TEXT NOT NULL,
  "report" TEXT NOT NULL,
  "rule" TEXT NOT NULL,
  "place" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "day" TEXT NOT NULL,
  PRIMARY KEY (org, "id")
);
