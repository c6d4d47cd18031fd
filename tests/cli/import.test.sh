#!/bin/sh
# Import is idempotent, export and import are a fixed point, undo takes back, a
# dry run writes nothing, prune removes, verify proves it: on both databases.
set -eu
. tests/cli/lib.sh

check_import() {
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	state >"$tmp/first"
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	says "$tmp/out" "Inget att ändra"
	state | cmp - "$tmp/first"

	# export -> import into another database -> export
	cp -r "$tmp/state" "$tmp/exported"
	one=$DB
	$fresh
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import "$tmp/exported"
	state | cmp - "$tmp/first"
	DB=$one

	# a changed sentence, figure and status are shown, and written only without --dry-run
	sed -i 's/^        status: helt$/        status: delvis/' "$tmp/exported/mal/delmal-2025.yaml"
	expect 0 "$T" --db "$DB" import --dry-run "$tmp/exported"
	says "$tmp/out" "helt → delvis"
	state | cmp - "$tmp/first"
	expect 0 "$T" --db "$DB" import "$tmp/exported"
	says "$tmp/out" "tertial import --undo 2"
	state | cmp -s - "$tmp/first" && die "nothing changed"
	expect 0 "$T" --db "$DB" verify
	expect 0 "$T" --db "$DB" import --undo 2
	state | cmp - "$tmp/first"
	expect 4 "$T" --db "$DB" import --undo 2
	expect 3 "$T" --db "$DB" import --undo 99

	# an earlier batch cannot be taken back from under a later one
	expect 0 "$T" --db "$DB" import "$tmp/exported/mal"
	expect 4 "$T" --db "$DB" import --undo 1
	expect 0 "$T" --db "$DB" import --undo 4
	expect 0 "$T" --db "$DB" import --undo 1
	expect 0 "$T" --db "$DB" verify
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	state | cmp - "$tmp/first"

	# prune removes what the file no longer has
	sed -i '/^personal.*$/d; /^headcount,/d' "$tmp/exported/personal/personal.csv"
	expect 0 "$T" --db "$DB" import "$tmp/exported/personal"
	says "$tmp/err" "prune"
	state | cmp - "$tmp/first"
	expect 0 "$T" --db "$DB" import --prune "$tmp/exported/personal/personal.csv"
	says "$tmp/out" "^- "
	expect 0 "$T" --db "$DB" import --list
	says "$tmp/out" "återtagen av"
	rm -rf "$tmp/exported"
}

for_each_database check_import
echo ok
