#!/bin/sh
# Kill an import at random moments: the database holds the old state or the new one,
# never something between, and verify says so.  KILLS=200 for the long run.
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
		ms=$(awk -v s="$i$$" -v t="$took" 'BEGIN { srand(s); print rand() * t * 1.1 / 1000 }')
		sleep "$ms"
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
		*) die "$now lines after kill $i, at $ms s" ;;
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
	expect 1 sh -c "trap '' XFSZ; ulimit -f 200; exec '$T' --db '$DB' import '$tmp/stor.se'"
	expect 0 "$T" --db "$DB" verify
	[ "$(lines)" -eq "$old" ] || die "a full disk left $(lines) lines"
}

make_sie
check_full_disk
for_each_database check_kills
echo ok
