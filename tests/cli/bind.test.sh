#!/bin/sh
# Typed figures: what they could be, bound one by one and all that are safe, with the
# report printing the same; taken back; in the exported files; never in a frozen report.
set -eu
. tests/cli/lib.sh

# sammanfattning.md of the annual report, with some of its holes typed out
type_out() {
	sed -e 's/{{ekonomi.nettokostnad | mkr}}/4 076 miljoner kronor/' \
		-e 's/{{ekonomi.avvikelse:enhet=DOS | mkr abs}}/89 miljoner kronor/' \
		-e 's/{{personal.sjukfranvaro.r12:period=-1 | procent 1}}/4,7 procent/' "$1" >"$1.new"
	mv "$1.new" "$1"
}

# a report's words, however its lines are broken
words() {
	sed "s/$(printf '\302\240')/ /g" "$1" | tr -s ' \n' ' '
}

check_bind() {
	expect 0 "$T" init "$DB"
	rm -rf "$tmp/org" "$tmp/r1" "$tmp/r2"
	cp -r examples/vasterbotten "$tmp/org"
	text=$tmp/org/rapport/RS-2025-T3/sammanfattning.md
	type_out "$text"
	expect 0 "$T" --db "$DB" import "$tmp/org"
	state >"$tmp/before"
	expect 0 "$T" --db "$DB" report --period 2025-T3 --body RS --out "$tmp/r1" --format txt
	expect 3 "$T" --db "$DB" bind FINNSINTE
	expect 2 "$T" --db "$DB" bind
	expect 2 "$T" --db "$DB" bind RS-2025-T3 --safe --place sammanfattning:1:1
	expect 2 "$T" --db "$DB" bind RS-2025-T3 --place sammanfattning
	expect 0 "$T" --db "$DB" bind RS-2025-T3
	says "$tmp/out" "^sammanfattning:2:43: 4 076 miljoner kronor"
	# the report page shows the one command that binds all that need no asking
	serve_db
	curl -s -o "$tmp/page" "$at/rapport"
	says "$tmp/page" 'tertial bind RS-2025-T3 --safe --by NAMN'
	says "$tmp/page" '[1-9] av [0-9]* skrivna tal kan bindas utan fråga'
	kill "$pid"
	says "$tmp/out" "{{ekonomi.nettokostnad | mkr}}.*säkert"
	says "$tmp/out" "{{ekonomi.avvikelse:enhet=DOS | mkr abs}}"
	says "$tmp/out" "{{personal.sjukfranvaro.r12:period=-1 | procent}}"
	expect 0 "$T" --db "$DB" --json bind RS-2025-T3 --section sammanfattning
	says "$tmp/out" '"fact": "ekonomi.nettokostnad:enhet=RS:period=2025"'

	# one, by its place; a fact that it is not, and an unsigned one, are refused
	expect 2 "$T" --db "$DB" bind RS-2025-T3 --place sammanfattning:2:43
	expect 3 "$T" --db "$DB" bind RS-2025-T3 --place sammanfattning:2:44 --by A
	expect 3 "$T" --db "$DB" bind RS-2025-T3 --place sammanfattning:2:43 --fact ekonomi.avvikelse --by A
	expect 0 "$T" --db "$DB" bind RS-2025-T3 --place sammanfattning:2:43 --by A
	says "$tmp/out" "undo"
	undo=$(sed -n 's/.*--undo \([0-9]*\).*/\1/p' "$tmp/out")
	expect 0 "$T" --db "$DB" report --period 2025-T3 --body RS --out "$tmp/r2" --format txt
	words "$tmp/r1/rs-2025-t3.txt" >"$tmp/one"
	words "$tmp/r2/rs-2025-t3.txt" | cmp "$tmp/one" -
	expect 0 "$T" --db "$DB" verify
	expect 0 "$T" --db "$DB" import --undo "$undo"
	state | diff "$tmp/before" -

	# in the exported files, then all that are safe in the database: the same texts
	expect 0 "$T" --db "$DB" bind RS-2025-T3 --safe --by A --dir "$tmp/org"
	says "$text" "{{ekonomi.nettokostnad | mkr}}"
	state | diff "$tmp/before" -
	expect 4 "$T" --db "$DB" bind RS-2025-T3 --safe --by A --dir "$tmp/org"
	expect 0 "$T" --db "$DB" bind RS-2025-T3 --safe --by A
	expect 0 "$T" --db "$DB" import "$tmp/org/rapport/RS-2025-T3"
	cat "$tmp/out" "$tmp/err" >"$tmp/told"
	says "$tmp/told" " 0 ändrade"
	expect 0 "$T" --db "$DB" verify

	# a frozen report is left alone
	expect 0 "$T" --db "$DB" state RS-2025-T2 beslutad --by A --decided 2025-10-07
	expect 4 "$T" --db "$DB" bind RS-2025-T2 --safe --by A
	says "$tmp/err" "fryst"
}

# a typed figure is held against the tables and the database before the report leaves
check_typed() {
	cp -r examples/vasterbotten "$tmp/typed"
	printf '\nNettokostnaden var 4 176 miljoner kronor.\n' \
		>>"$tmp/typed/rapport/RS-2025-T3/sammanfattning.md"
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import "$tmp/typed"
	expect 6 "$T" --db "$DB" check --period 2025-T3 --body RS --rule text_claims
	says "$tmp/out" 'Nettokostnad, Utfall 2025'
}

for_each_database check_bind
fresh_sqlite
check_typed
echo ok
