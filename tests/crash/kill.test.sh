#!/bin/sh
# Kill an import at random moments: the database holds the old state or the new one,
# never something between, and verify says so.  A disk that fills up at random places
# likewise (SQLite; a server's disk is not ours to fill).  KILLS=200 for the long run.
set -eu
. tests/cli/lib.sh
kills=${KILLS:-8}

# A file of accounts large enough that an import takes a while.
make_sie() {
	awk 'BEGIN {
		print "#FLAGGA 0"; print "#SIETYP 4"; print "#FNAMN \"Krasch\""; print "#RAR 0 20250101 20251231"
		print "#KONTO 1930 \"Bank\""; print "#KONTO 4011 \"Lön\""
		print "#OBJEKT 1 \"SERVICE\" \"Service\""
		for (i = 1; i <= 60000; i++) {
			m = i % 12 + 1
			printf "#VER \"KR\" %d 2025%02d15 \"Rad %d\"\n{\n#TRANS 4011 {1 \"SERVICE\"} %d.25\n#TRANS 1930 {} -%d.25\n}\n", i, m, i, i, i
		}
	}' >"$tmp/stor.se"
}

# below N: a random number, of the system's own randomness
below() {
	od -An -N4 -tu4 /dev/urandom | awk -v n="$1" '{ print int($1 / 4294967296 * n) }'
}

lines() {
	"$T" --db "$DB" --json doctor | sed -n 's/.*"lines": "\([0-9]*\)".*/\1/p'
}

check_kills() {
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	old=$(lines)
	new=$((old + 120000))
	start=$(date +%s%N)
	expect 0 "$T" --db "$DB" import "$tmp/stor.se"
	took=$((($(date +%s%N) - start) / 1000000 + 1))
	[ "$(lines)" -eq "$new" ] || die "$(lines) lines, wanted $new"
	expect 0 "$T" --db "$DB" import --undo 2
	[ "$(lines)" -eq "$old" ] || die "undo left $(lines) lines"
	before=0 after=0 i=0
	while [ "$i" -lt "$kills" ]; do
		i=$((i + 1))
		"$T" --db "$DB" import "$tmp/stor.se" >/dev/null 2>&1 &
		pid=$!
		ms=$(below $((took * 11 / 10 + 1)))
		sleep "$(awk -v ms="$ms" 'BEGIN { print ms / 1000 }')"
		kill -9 "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
		expect 0 "$T" --db "$DB" verify
		now=$(lines)
		case $now in
		"$old") before=$((before + 1)) ;;
		"$new")
			after=$((after + 1))
			last=$("$T" --db "$DB" --json import --list | sed -n 's/.*"id": \([0-9]*\).*/\1/p' | tail -n 1)
			expect 0 "$T" --db "$DB" import --undo "$last"
			;;
		*) die "$now lines after kill $i, at $ms ms" ;;
		esac
	done
	echo "$kills kills: $before times the old state, $after the new"
}

# A disk that is full: the write fails, the import says so, the old state stands.
check_full_disk() {
	fresh_sqlite
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	old=$(lines)
	# What the import would write to a disk with room; its files may grow to less than that.
	cp "$DB" "$tmp/roomy.db"
	expect 0 "$T" --db "$tmp/roomy.db" import "$tmp/stor.se"
	have=$(($(wc -c <"$DB") / 512 + 1))
	grows=$((($(wc -c <"$tmp/roomy.db") - $(wc -c <"$DB")) / 512))
	i=0 full=$((kills / 4))
	while [ "$i" -lt "$full" ]; do
		i=$((i + 1))
		limit=$(below $((have + grows - 8)))
		code=0
		sh -c "trap '' XFSZ; ulimit -f $limit; exec '$T' --db '$DB' import '$tmp/stor.se'" >"$tmp/out" 2>"$tmp/err" || code=$?
		expect 0 "$T" --db "$DB" verify
		now=$(lines)
		# The log before the database file may hold it all: then it is in.
		if [ "$code" -eq 0 ] && [ "$now" -eq $((old + 120000)) ]; then
			last=$("$T" --db "$DB" --json import --list | sed -n 's/.*"id": \([0-9]*\).*/\1/p' | tail -n 1)
			expect 0 "$T" --db "$DB" import --undo "$last"
			continue
		fi
		[ "$now" -eq "$old" ] || die "a disk full at $limit blocks left $now lines"
	done
	echo "$full full disks: the old state each time the import failed"
}

make_sie
check_full_disk
for_each_database check_kills
echo ok
