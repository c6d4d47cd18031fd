#!/bin/sh
# Broken input: a message with file, line and what to do; exit 5; the database as it was.
set -eu
. tests/cli/lib.sh

# refused NAME TEXT -- importing $tmp/bad/NAME fails with TEXT and changes nothing
refused() {
	expect 5 "$T" --db "$DB" import "$tmp/bad/$1"
	says "$tmp/err" "$2"
	says "$tmp/err" "$1"
	state | cmp - "$tmp/before"
	expect 5 "$T" --db "$DB" --lang en import "$tmp/bad/$1"
	state | cmp - "$tmp/before"
}

check_errors() {
	rm -rf "$tmp/bad"
	mkdir -p "$tmp/bad"
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	state >"$tmp/before"

	printf 'reports:\n  - id: X\n    body: RS\n    period: 2025-T3\n    title: X\n    dated: 2025-02-30\n' >"$tmp/bad/date.yaml"
	refused date.yaml 'date.yaml:6:'
	says "$tmp/err" '2025-02-30'

	printf 'period,unit,line,amount,by\n2025-T2,RSS,personal,1,\n' >"$tmp/bad/prognos-2025-T2.csv"
	refused prognos-2025-T2.csv 'prognos-2025-T2.csv:2:'
	says "$tmp/err" 'RSS'

	head -c 3000 examples/vasterbotten/sie/2025.se >"$tmp/bad/kort.se"
	refused kort.se 'kort.se'

	printf 'objectives:\n  - id: Z1\n    year: 2025\n    goal: M1\n    body: RS\n    title: Z\n    indicators:\n      - id: Z1.I1\n        name: Noll\n        operator: ge\n        targets:\n          - period: 2025\n            value: 0\n' >"$tmp/bad/noll.yaml"
	refused noll.yaml 'noll.yaml:12'

	printf 'units:\n  - id: RS\n    name: Ett\n' >"$tmp/bad/a.yaml"
	printf 'units:\n  - id: RS\n    name: Ett annat\n' >"$tmp/bad/b.yaml"
	expect 5 "$T" --db "$DB" import "$tmp/bad/a.yaml" "$tmp/bad/b.yaml"
	says "$tmp/err" 'a.yaml'
	says "$tmp/err" 'b.yaml:2'
	state | cmp - "$tmp/before"

	printf '\211PNG not text' >"$tmp/bad/bild.png"
	refused bild.png 'bild.png'
	printf 'nyckel: [\n' >"$tmp/bad/trasig.yaml"
	refused trasig.yaml 'trasig.yaml'
	printf 'objectivs:\n  - id: 1\n' >"$tmp/bad/fel.yaml"
	refused fel.yaml 'fel.yaml:1'
	says "$tmp/err" 'objectives'

	# a whole folder with one broken file leaves the others out too
	mkdir "$tmp/bad/mapp"
	cp "$tmp/bad/a.yaml" "$tmp/bad/date.yaml" "$tmp/bad/mapp"
	expect 5 "$T" --db "$DB" import "$tmp/bad/mapp"
	state | cmp - "$tmp/before"

	expect 3 "$T" --db "$DB" import "$tmp/bad/finns-inte.yaml"
	expect 0 "$T" --db "$DB" verify
}

for_each_database check_errors

# a database of a newer version, and one that is not ours
fresh_sqlite
expect 0 "$T" init "$DB"
sqlite3 "$DB" "UPDATE tertial SET value = '9999' WHERE key = 'version'"
expect 5 "$T" --db "$DB" import examples/vasterbotten
says "$tmp/err" '9999'
expect 5 "$T" init "$DB"
fresh_sqlite
sqlite3 "$DB" 'CREATE TABLE annan (x)'
expect 5 "$T" init "$DB"
expect 3 "$T" --db "$tmp/ingen.db" doctor || true
echo ok
