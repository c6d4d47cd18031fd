#!/bin/sh
# Kill an import at random moments: the database holds the old state or the new one,
# never something between, and verify says so.  A disk that fills up at random places
# likewise, and so for vouchers that are posted.  KILLS=200 for the long run.
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
		said=0 # expect has a variable of its own
		sh -c "trap '' XFSZ; ulimit -f $limit; exec '$T' --db '$DB' import '$tmp/stor.se'" >"$tmp/out" 2>"$tmp/err" || said=$?
		expect 0 "$T" --db "$DB" verify
		now=$(lines)
		# The log before the database file may hold it all: then it is in.
		if [ "$said" -eq 0 ] && [ "$now" -eq $((old + 120000)) ]; then
			last=$("$T" --db "$DB" --json import --list | sed -n 's/.*"id": \([0-9]*\).*/\1/p' | tail -n 1)
			expect 0 "$T" --db "$DB" import --undo "$last"
			continue
		fi
		[ "$now" -eq "$old" ] || die "a disk full at $limit blocks left $now lines"
	done
	echo "$full full disks: the old state each time the import failed"
}

# The same with a server whose data directory is a small disk of its own, filled to a
# random place: the server may stop, and has room again when it starts.
check_full_server() {
	if [ -z "${TERTIAL_TEST_PG:-}" ]; then
		echo "a full disk under PostgreSQL left out: TERTIAL_TEST_PG is not set"
		return 0
	fi
	disk=$tmp/disk
	mkdir -p "$disk"
	chmod 755 "$tmp" # the server runs as another user
	mount -t tmpfs -o size=192m tmpfs "$disk" 2>/dev/null || {
		echo "a full disk under PostgreSQL left out: mounting is not permitted here"
		return 0
	}
	trap 'tests/pg.sh stop "$disk/pg"; umount "$disk" 2>/dev/null || true; rm -rf "$tmp"' EXIT
	server=$(tests/pg.sh start "$disk/pg")
	psql -q -d "$server" -c "CREATE DATABASE small"
	DB=${server%/*}/small
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	old=$(lines)
	i=0 full=$((kills / 4)) failed=0
	while [ "$i" -lt "$full" ]; do
		i=$((i + 1))
		free=$(df -k "$disk" | awk 'NR == 2 { print $4 }')
		leave=$(below 2500)
		[ "$i" -gt 1 ] || leave=0 # once surely too little
		head -c $(((free - leave) * 1024)) /dev/zero >"$disk/ballast" 2>/dev/null || true
		said=0
		"$T" --db "$DB" import "$tmp/stor.se" >"$tmp/out" 2>"$tmp/err" || said=$?
		rm "$disk/ballast"
		tries=50
		until psql -q -d "$DB" -c "CHECKPOINT" >/dev/null 2>&1; do
			tries=$((tries - 1))
			[ "$tries" -gt 0 ] || die "the server does not come back"
			tests/pg.sh again "$disk/pg" || true
			sleep 0.2
		done
		expect 0 "$T" --db "$DB" verify
		now=$(lines)
		[ "$said" -eq 0 ] || failed=$((failed + 1))
		if [ "$now" -eq $((old + 120000)) ]; then
			last=$("$T" --db "$DB" --json import --list | sed -n 's/.*"id": \([0-9]*\).*/\1/p' | tail -n 1)
			expect 0 "$T" --db "$DB" import --undo "$last"
			psql -q -d "$DB" -c "VACUUM FULL" >/dev/null
			continue
		fi
		[ "$said" -ne 0 ] || die "an import that said yes left $now lines"
		[ "$now" -eq "$old" ] || die "a server with $leave KiB left has $now lines"
	done
	[ "$failed" -gt 0 ] || die "no disk was full"
	echo "$full full disks under PostgreSQL: $failed imports failed, each with the old state or the new"
	tests/pg.sh stop "$disk/pg"
	umount "$disk"
	trap 'rm -rf "$tmp"' EXIT
}

# Vouchers posted one after the other, until the killing: each that was answered is there,
# and of the one that was not, all or nothing.
check_post_kills() {
	expect 0 "$T" init "$DB"
	expect 0 "$T" --db "$DB" import examples/vasterbotten
	old=$(lines)
	i=0 told=0
	while [ "$i" -lt "$kills" ]; do
		i=$((i + 1))
		: >"$tmp/told"
		ends=$(($(date +%s%N) + $(below 400) * 1000000))
		while [ "$(date +%s%N)" -lt "$ends" ]; do
			"$T" --db "$DB" post --date 2025-11-15 --series K --text x 4011/SERVICE=1 4011/DIG=-1 >>"$tmp/told" 2>/dev/null
		done
		"$T" --db "$DB" post --date 2025-11-15 --series K --text x 4011/SERVICE=1 4011/DIG=-1 >>"$tmp/told" 2>/dev/null &
		pid=$!
		sleep "$(awk -v ms="$(below 60)" 'BEGIN { print ms / 1000 }')"
		kill -9 "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
		expect 0 "$T" --db "$DB" verify
		now=$((($(lines) - old) / 2))
		told=$((told + $(grep -c 'Bokförd' "$tmp/told" || true)))
		[ "$now" -ge "$told" ] || die "$told vouchers were answered, $now are there"
		[ "$now" -le $((told + 1)) ] || die "$told vouchers were answered, but $now are there"
		told=$now
	done
	echo "$kills kills while posting: $now vouchers, none lost"
}

make_sie
check_full_disk
check_full_server
for_each_database check_kills
for_each_database check_post_kills
echo ok
