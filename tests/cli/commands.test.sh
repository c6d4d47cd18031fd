#!/bin/sh
# The contract of the command line: help, exit codes, JSON that parses, both languages,
# backup and restore, a changed byte that verify finds.
set -eu
. tests/cli/lib.sh

json() {
	node -e 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))' "$tmp/out" ||
		die "no JSON: $*"
}

expect 2 "$T"
expect 0 "$T" help
expect 0 "$T" --help
expect 2 "$T" finnsinte
expect 2 "$T" result --finnsinte
expect 2 "$T" result --period
expect 2 "$T" --lang xx version
expect 0 "$T" --version
says "$tmp/out" "^tertial [0-9]"
expect 0 "$T" --json --version
expect 0 "$T" --lang en help import
says "$tmp/out" "Examples"
for c in $(sed -n 's/^COMMAND(\([a-z]*\),.*/\1/p' src/cli/commands.def); do
	expect 0 "$T" help "$c"
	says "$tmp/out" "Exempel"
	expect 0 "$T" "$c" --help
done

check_commands() {
	expect 3 "$T" --db "$tmp/nej.db" status --period 2025-T3 --body RS
	expect 0 "$T" init "$DB"
	expect 3 "$T" --db "$DB" status --period 2025-T3 --body RS
	says "$tmp/err" "tertial import"
	expect 0 "$T" --db "$DB" --json import examples/vasterbotten
	json import
	for c in "result --period 2025-12 --unit RS" "result --period 2025-12 --unit RS --units" \
		"result --period 2025-12 --unit REGION --investments" "status --period 2025-T3 --body RS" \
		"fact ekonomi.nettokostnad:enhet=RS:period=2025" "fact personal --list --period 2025-T3" \
		"explain 2025-U6 --period 2025-T3" \
		"variances --period 2025-12 --over 5000000" "search löner --period 2025-12" "doctor" "version" "verify" "import --list"; do
		# shellcheck disable=SC2086
		expect 0 "$T" --db "$DB" --json $c
		json "$c"
		# shellcheck disable=SC2086
		expect 0 "$T" --db "$DB" --lang en $c
	done
	expect 3 "$T" --db "$DB" result --period 2025-12 --unit FINNSINTE
	expect 3 "$T" --db "$DB" fact ekonomi.netokostnad
	says "$tmp/err" "ekonomi.nettokostnad"
	expect 3 "$T" --db "$DB" status --period 2025-T3 --body XX
	expect 3 "$T" --db "$DB" explain FINNSINTE --period 2025-T3

	state >"$tmp/before"
	expect 0 "$T" --db "$DB" backup "$tmp/kopia"
	expect 4 "$T" --db "$DB" restore "$tmp/kopia"
	$fresh
	expect 0 "$T" --db "$DB" restore "$tmp/kopia"
	state | cmp - "$tmp/before"
	expect 0 "$T" --db "$DB" verify
	$fresh
	echo nej >"$tmp/ingenkopia"
	expect 5 "$T" --db "$DB" restore "$tmp/ingenkopia"
}

for_each_database check_commands

# a byte changed behind the program's back is found
fresh_sqlite
expect 0 "$T" init "$DB"
expect 0 "$T" --db "$DB" import examples/vasterbotten
sqlite3 "$DB" "UPDATE assessment SET status = 'helt' WHERE status = 'delvis'"
expect 5 "$T" --db "$DB" verify
says "$tmp/err" "ändringsloggen"
fresh_sqlite
expect 0 "$T" init "$DB"
expect 0 "$T" --db "$DB" import examples/vasterbotten
sqlite3 "$DB" "UPDATE change SET place = 'x' WHERE seq = 7"
expect 5 "$T" --db "$DB" verify

# an empty organisation to fill in is read without a fault
expect 0 "$T" init --skeleton "$tmp/min"
fresh_sqlite
expect 0 "$T" init "$DB"
expect 0 "$T" --db "$DB" import "$tmp/min"
echo ok
