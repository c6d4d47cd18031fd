#!/bin/sh
# States and freezing: the order of states, no decision with errors left unless they are
# waived by name, kept bytes that later changes do not reach, figures that later reports
# are held against.
set -eu
. tests/cli/lib.sh

check_states() {
	expect 0 "$T" init "$DB"
	rm -rf "$tmp/org"
	cp -r examples/vasterbotten "$tmp/org"
	expect 0 "$T" --db "$DB" import "$tmp/org"
	expect 3 "$T" --db "$DB" state FINNSINTE granskad --by A
	expect 2 "$T" --db "$DB" state RS-2025-T2 granskad
	expect 2 "$T" --db "$DB" state RS-2025-T2 nagot --by A
	expect 0 "$T" --db "$DB" state RS-2025-T2 granskad --by A
	expect 0 "$T" --db "$DB" state RS-2025-T2 utkast --by A
	expect 2 "$T" --db "$DB" state RS-2025-T2 beslutad --by A
	says "$tmp/err" "decided"

	# an error stops the decision: a share within a share that is larger than it
	sed -i 's/^max5_days_share,RS,2025-12,alla,,,[^,]*/max5_days_share,RS,2025-12,alla,,,12/' "$tmp/org/personal/personal.csv"
	grep -q '^max5_days_share,RS,2025-12,alla,,,12' "$tmp/org/personal/personal.csv" || die "no such row"
	sed 's/^    state: .*$/    state: utkast/' examples/vasterbotten/rapport/rapporter.yaml >"$tmp/org/rapport/rapporter.yaml"
	expect 0 "$T" --db "$DB" import "$tmp/org"
	expect 6 "$T" --db "$DB" check --period 2025-T3 --body RS
	expect 4 "$T" --db "$DB" state RS-2025-T3 beslutad --by A --decided 2026-02-17
	says "$tmp/err" "share_subset"
	expect 2 "$T" --db "$DB" waive RS-2025-T3 share_subset --by A
	expect 3 "$T" --db "$DB" waive RS-2025-T3 ingen_regel --reason X --by A
	expect 0 "$T" --db "$DB" waive RS-2025-T3 share_subset --reason "Prövat avsteg" --by A
	expect 3 "$T" --db "$DB" waive RS-2025-T3 share_subset --reason "En gång till" --by A
	expect 3 "$T" --db "$DB" waive RS-2025-T3 text_claims --reason "Inget att godkänna" --by A
	expect 0 "$T" --db "$DB" check --period 2025-T3 --body RS
	says "$tmp/out" "godkänt avsteg"

	# the waiver was for that figure: with another it is void
	sed -i 's/^max5_days_share,RS,2025-12,alla,,,12/max5_days_share,RS,2025-12,alla,,,13/' "$tmp/org/personal/personal.csv"
	expect 0 "$T" --db "$DB" import "$tmp/org/personal"
	expect 6 "$T" --db "$DB" check --period 2025-T3 --body RS
	expect 4 "$T" --db "$DB" state RS-2025-T3 beslutad --by A --decided 2026-02-17
	sed -i 's/^max5_days_share,RS,2025-12,alla,,,13/max5_days_share,RS,2025-12,alla,,,12/' "$tmp/org/personal/personal.csv"
	expect 0 "$T" --db "$DB" import "$tmp/org/personal"

	# the report's own text against itself: a sentence that its table contradicts
	text=$tmp/org/rapport/RS-2025-T3/investeringar.md
	cp "$text" "$tmp/text"
	printf '\nNettokostnaden är 4 099 miljoner kronor.\n' >>"$text"
	expect 0 "$T" --db "$DB" import "$tmp/org/rapport/RS-2025-T3"
	expect 6 "$T" --db "$DB" check --period 2025-T3 --body RS
	says "$tmp/out" "text_claims avsnitt/RS-2025-T3/investeringar"
	expect 4 "$T" --db "$DB" state RS-2025-T3 beslutad --by A --decided 2026-02-17
	says "$tmp/err" "text_claims"
	cp "$tmp/text" "$text"
	expect 0 "$T" --db "$DB" import "$tmp/org/rapport/RS-2025-T3"

	# an account that belongs to no line
	cp "$tmp/org/ekonomi/kontoplan-2025.csv" "$tmp/plan"
	grep -v '^2025,4,' "$tmp/plan" >"$tmp/org/ekonomi/kontoplan-2025.csv"
	expect 0 "$T" --db "$DB" import --prune "$tmp/org/ekonomi/kontoplan-2025.csv"
	expect 4 "$T" --db "$DB" state RS-2025-T3 beslutad --by A --decided 2026-02-17
	says "$tmp/err" "unmapped"
	cp "$tmp/plan" "$tmp/org/ekonomi/kontoplan-2025.csv"
	expect 0 "$T" --db "$DB" import "$tmp/org/ekonomi/kontoplan-2025.csv"
	expect 0 "$T" --db "$DB" explain 2025-U6 --period 2025-T3
	cp "$tmp/out" "$tmp/explained"
	says "$tmp/explained" "5.*945"
	expect 0 "$T" --db "$DB" state RS-2025-T3 beslutad --by A --decided 2026-02-17 --paragraph 12
	expect 0 "$T" --db "$DB" verify

	# later changes do not reach what was decided
	expect 0 "$T" --db "$DB" report --period 2025-T3 --body RS --out "$tmp/r1" --format html,pdf,pdf-a3,docx,json,underlag
	says "$tmp/r1/rs-2025-t3.html" "17 februari 2026"
	# its appendices for auditors: how each assignment was assessed, and what was waived by whom
	says "$tmp/r1/rs-2025-t3.html" 'id="tabell-granskning-2025-u6"'
	says "$tmp/r1/rs-2025-t3.html" "maluppfyllelse, version 1"
	says "$tmp/r1/rs-2025-t3.html" "Prövat avsteg</td><td>A</td>"
	sed -i 's/^tjansteresor-plan-2025,2025-12,5945/tjansteresor-plan-2025,2025-12,5000/' "$tmp/org/serier/tjansteresor-plan-2025.csv"
	sed -i 's/^title: Sammanfattning/title: Ett annat namn/' "$tmp"/org/rapport/RS-2025-T3/*.md
	expect 0 "$T" --db "$DB" import "$tmp/org"
	says "$tmp/err" "fryst"
	sed -i 's/^    accent: .*/    accent: "#7a1f5c"/' "$tmp/org/rapport/tema.yaml"
	expect 0 "$T" --db "$DB" import "$tmp/org/rapport/tema.yaml"
	expect 0 "$T" --db "$DB" import "$tmp/org/rapport/RS-2025-T3"
	expect 0 "$T" --db "$DB" report --period 2025-T3 --body RS --out "$tmp/r2" --format html,pdf,pdf-a3,docx,json,underlag
	diff -r "$tmp/r1" "$tmp/r2"
	expect 0 "$T" --db "$DB" explain 2025-U6 --period 2025-T3
	says "$tmp/err" "när rapporten beslutades"
	diff "$tmp/explained" "$tmp/out"
	# what is decided is closed
	expect 5 "$T" --db "$DB" post --date 2025-12-15 --text x 4011/SERVICE=1 4011/DIG=-1
	says "$tmp/err" 'rapporten RS-2025-T3 är fastställd'
	expect 4 "$T" --db "$DB" state RS-2025-T3 granskad --by A
	expect 0 "$T" --db "$DB" state RS-2025-T3 overlamnad --by A
	expect 0 "$T" --db "$DB" verify
	rm -rf "$tmp/r1" "$tmp/r2"
}

for_each_database check_states

# a kept byte that was changed is found
fresh_sqlite
expect 0 "$T" init "$DB"
expect 0 "$T" --db "$DB" import examples/vasterbotten
expect 0 "$T" --db "$DB" state RS-2025-T2 beslutad --by A --decided 2025-10-07
sqlite3 "$DB" "UPDATE frozen SET sha256 = 'x' WHERE format = 'pdf'"
expect 5 "$T" --db "$DB" verify
says "$tmp/err" "RS-2025-T2"
echo ok
